"""Mentors from a file: each is put on file, or found there, and appointed for a term."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from incubator.accounts.permissions import Permission
from incubator.imports import readers
from incubator.imports.kinds import Column, Kind, Line, Outcome, Repeated, Values, Work
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator
from mentors import lifecycle
from mentors.enums import FilingLevel, Language, MentorKind, Need, Stage, Tier

EXAMPLE = "示例"  # the name in the row that shows how a list is filled in
FACTS = (
    "name", "kind", "tier", "employer", "title", "email", "phone", "fields", "strengths", "stages",
    "languages", "experience",
)  # fmt: skip
TERMS = ("begins_on", "ends_on", "companies", "hours", "appointed_by", "level", "certificate")


def _name(cell: object, heading: str) -> str:
    said = readers.text(80)(cell, heading)
    if said == EXAMPLE:
        raise ValueError(_("This is the example’s row: overwrite it, or leave it out."))
    return str(said)


class Mentors(Kind):
    """创业导师."""

    code = "mentors"
    label = gettext_lazy("Mentors")
    help = gettext_lazy(
        "One row for each mentor; lists of words have commas between them. Whoever is on file is "
        "appointed once more; each is told by mail when it is written."
    )
    reading = (Permission.MENTORS_READ,)
    writing = (Permission.MENTORS_WRITE,)
    makes = ("mentors.mentor", "mentors.appointment")
    columns = (
        Column(
            "name", pgettext_lazy("of a person", "name"), _name, ("导师姓名", "name"), needed=True,
            example=EXAMPLE,
        ),
        Column(
            "kind", gettext_lazy("kind"), readers.word(MentorKind), ("导师类型", "类型"),
            needed=True, example=MentorKind.ENTREPRENEUR.label,
        ),
        Column(
            "tier", gettext_lazy("tier"), readers.word(Tier), ("层级", "导师层级"),
            empty=Tier.MENTOR, example=Tier.MENTOR.label,
        ),
        Column(
            "employer", gettext_lazy("employer"), readers.text(120), ("工作单位", "单位"), empty="",
            example="示例公司",
        ),
        Column(
            "title", gettext_lazy("post"), readers.text(80), ("职务", "职称"), empty="",
            example="总经理",
        ),
        Column(
            "email", gettext_lazy("e-mail"), readers.text(254), ("邮箱", "电子邮箱", "email"),
            empty="", help=gettext_lazy("Tells for certain who is on file."),
        ),
        Column(
            "phone", gettext_lazy("phone"), readers.text(40), ("电话", "手机", "联系电话"),
            empty="",
        ),
        Column(
            "fields", gettext_lazy("technical fields"), readers.words(TechField),
            ("技术领域", "领域"), empty=(), example=TechField.MATERIALS.label,
        ),
        Column(
            "strengths", gettext_lazy("can help with"), readers.words(Need),
            ("擅长方向", "辅导方向"), empty=(), example=Need.FINANCING.label,
        ),
        Column(
            "stages", gettext_lazy("stages"), readers.words(Stage), ("擅长阶段",), empty=(),
            example=Stage.START.label,
        ),
        Column(
            "languages", gettext_lazy("languages"), readers.words(Language), ("语言",), empty=(),
            example=Language.CHINESE.label,
        ),
        Column(
            "experience", gettext_lazy("experience"), readers.text(4000), ("经历", "简历"),
            empty="",
        ),
        Column(
            "begins_on", gettext_lazy("begins on"), readers.day, ("聘期开始", "聘任日期"),
            needed=True, example="2026-01-01",
        ),
        Column(
            "ends_on", gettext_lazy("agreed end"), readers.day, ("聘期结束", "聘期至"),
            needed=True, example="2028-01-01",
        ),
        Column(
            "companies", gettext_lazy("companies at most"), readers.whole, ("辅导企业上限",),
            empty=5, example=5,
        ),
        Column(
            "hours", gettext_lazy("hours a month at most"), readers.whole, ("每月小时上限",),
            empty=8, example=8,
        ),
        Column(
            "appointed_by", gettext_lazy("appointed by"), readers.text(120), ("聘任单位",),
            empty="", help=gettext_lazy("Empty: the incubator itself."),
        ),
        Column(
            "level", gettext_lazy("filing level"), readers.word(FilingLevel), ("备案级别",),
            empty=FilingLevel.INCUBATOR, example=FilingLevel.INCUBATOR.label,
        ),
        Column(
            "certificate", gettext_lazy("certificate no."), readers.text(60), ("聘书编号",),
            empty="",
        ),
    )  # fmt: skip

    def prepare(self, work: Work, rows: Sequence[Values]) -> None:
        """Who is on file, as of now; one list after the other."""
        lifecycle.hold_lists()
        place = work.run.incubator
        Incubator.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
        work.known = lifecycle.OnFile(place)

    def together(self, work: Work, rows: Sequence[tuple[Line, Values]]) -> list[Outcome]:
        """Whoever is plainly new, and no other of the next rows may mean."""
        terms = lifecycle.appoint_drafts(
            incubator=work.run.incubator, drafts=[_draft(values) for _line, values in rows],
            known=work.known, by=work.by,
        )  # fmt: skip
        return [
            Outcome(line.number, made=[term.mentor, term])
            for (line, _values), term in zip(rows, terms, strict=True)
            if term is not None
        ]

    def write(self, work: Work, values: Values) -> list[Model]:
        """Appoint somebody, unless they have that very term."""
        tried = lifecycle.appoint_drafted(
            incubator=work.run.incubator, draft=_draft(values), known=work.known, by=work.by
        )
        if tried.appointment is None:
            raise Repeated(tried.on_file, _already(work, tried.on_file))
        if tried.on_file is None:
            return [tried.appointment.mentor, tried.appointment]
        return [tried.appointment]

    def hold(self, keys: Mapping[str, Sequence[int]]) -> None:
        """The turn of lists, and the mentors before their terms."""
        lifecycle.hold_lists(wait=False)
        lifecycle.hold_listed(mentors=keys["mentors.mentor"], terms=keys["mentors.appointment"])

    def goes_along(self) -> dict[str, Callable[[QuerySet], QuerySet]]:
        """That a term's end was announced."""
        return {"mentors.appointmentnotice": lambda rows: rows}


def _draft(values: Values) -> lifecycle.MentorDraft:
    return lifecycle.MentorDraft(
        {name: _plain(values[name]) for name in FACTS},
        lifecycle.Terms(**{name: values[name] for name in TERMS}),
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _already(work: Work, mentor: Model) -> str:
    row = work.row_of(mentor)
    if row:
        return _("the same as row %d") % row
    return _("%s is on file with this term already") % mentor
