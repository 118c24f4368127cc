"""Companies from a file: the register, and, where the file says it, their stays."""

import contextlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies import lifecycle
from companies.enums import AliasKind, FounderKind
from companies.models import Company, CompanyAlias
from companies.queries.duplicates import companies_called
from companies.rules.duplicates import core_of
from incubator.accounts.access import NOBODY, Access, access_of
from incubator.accounts.permissions import Permission
from incubator.core.codes import clean_organisation_code, clean_unified_code
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.imports import readers
from incubator.imports.kinds import Column, Kind, Line, Outcome, Repeated, Values, Work
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator

STAY = ("admitted_on", "due_on")
# Of a company that the reader does not see: neither what it is called nor its code.
NOT_TOGETHER = gettext_lazy("The name and the code do not go together with what is on file.")


@dataclass
class Register:
    """What is on file of what the rows name; rows of the file join it as they are written."""

    places: dict[str, Incubator] = field(default_factory=dict)
    by_code: dict[str, Company] = field(default_factory=dict)
    by_name: dict[str, list[Company]] = field(default_factory=dict)
    brought: set[int] = field(default_factory=set)
    # Of whoever has the file looked at or written: of others' companies nothing is told.
    access: Access = NOBODY


class Companies(Kind):
    """企业."""

    code = "companies"
    label = gettext_lazy("Companies")
    help = gettext_lazy(
        "One row for each company, with its stay where it is one of yours. A company that is on "
        "file is admitted, its facts stay as they are."
    )
    reading = (Permission.COMPANIES_READ, Permission.RESIDENCES_READ)
    # To admit is to decide.
    writing = (
        Permission.COMPANIES_WRITE,
        Permission.RESIDENCES_WRITE,
        Permission.DECISIONS_WRITE,
    )
    needs_place = False
    fields = {"on": "admitted_on"}
    makes = ("companies.company", "companies.companyalias", "companies.residence")
    columns = (
        Column(
            "name", gettext_lazy("name"), readers.text(120),
            ("企业名称", "单位名称", "公司名称", "企业全称", "company", "company name"),
            needed=True, help=gettext_lazy("As it is registered."), example="宁波示例科技有限公司",
        ),
        Column(
            "unified_code", gettext_lazy("unified social credit code"), readers.code(),
            ("社会信用代码", "信用代码", "统一信用代码", "统一代码", "credit code", "code"),
            empty="", help=gettext_lazy("18 characters; spaces and hyphens do not matter."),
        ),
        Column(
            "organisation_code", gettext_lazy("organisation code"), readers.code(),
            ("组织机构代码",), empty="",
            help=gettext_lazy("Only where there is no unified code: firms gone before 2015."),
        ),
        Column(
            "registered_on", gettext_lazy("registered on"), readers.day,
            ("注册日期", "注册时间", "成立日期", "成立时间", "登记日期"),
            help=gettext_lazy("A day, as 2026-03-01."), example="2026-03-01",
        ),
        Column(
            "registered_capital", gettext_lazy("registered capital (yuan)"), readers.money(),
            ("注册资本（元）", "注册资金（元）"), help=gettext_lazy("In yuan."),
        ),
        Column(
            "capital_wan", gettext_lazy("registered capital (10,000 yuan)"),
            readers.money(10_000), ("注册资本（万元）", "注册资金（万元）", "注册资本(万)"),
            help=gettext_lazy("In 10,000 yuan (万元); only one of the two columns."), example=100,
        ),
        Column(
            "field", gettext_lazy("technical field"), readers.word(TechField),
            ("技术领域", "所属领域", "行业领域"), empty="",
            help=gettext_lazy("One of the technical fields of the yearly form."),
            example=TechField.ELECTRONICS.label,
        ),
        Column(
            "founder_kind", gettext_lazy("founder"), readers.word(FounderKind),
            ("创业者类型", "创始人类型", "创业主体"), empty=FounderKind.GENERAL,
            help=gettext_lazy("Empty: no special kind."),
        ),
        Column(
            "incubator", gettext_lazy("incubator"), readers.text(120),
            ("孵化载体", "孵化器", "所在孵化器", "载体名称", "加速器"), empty="",
            help=gettext_lazy("Its name or code; only where the file is of several incubators."),
        ),
        Column(
            "admitted_on", gettext_lazy("admitted on"), readers.day,
            ("入驻日期", "入驻时间", "入孵日期", "入孵时间", "进驻日期"),
            help=gettext_lazy("The first day of its stay; needed in a file of one incubator."),
            example="2026-04-01",
        ),
        Column(
            "due_on", gettext_lazy("due on"), readers.day,
            ("孵化期至", "孵化到期日", "到期日期", "协议到期日", "入驻期至"),
            help=gettext_lazy(
                "The last day of the agreed period; needed in a file of one incubator."
            ),
            example="2029-03-31",
        ),
        Column(
            "note", gettext_lazy("note"), readers.text(500), ("备注", "说明"), empty="",
            help=gettext_lazy("Kept with the stay."),
        ),
    )  # fmt: skip

    def begin(self, work: Work) -> None:
        """Where rows may go: the one place of the file, or any by its name or code."""
        work.known = register = Register(access=access_of(work.by, on=today()))
        place = work.run.incubator
        places = [place] if place else Incubator.objects.order_by("pk")
        for one in places:
            register.places |= {one.code.casefold(): one, core_of(one.name): one}

    def prepare(self, work: Work, rows: Sequence[Values]) -> None:
        """Who is on file under the codes and the names of the next rows."""
        register: Register = work.known
        codes = {_bare(row["unified_code"]) for row in rows if row["unified_code"]}
        coded = Company.objects.filter(unified_code__in=codes).select_related("merged_into")
        register.by_code |= {one.unified_code: one.survivor for one in coded}
        older = {_older(row["organisation_code"]) for row in rows if row["organisation_code"]}
        aliases = CompanyAlias.objects.select_related("company__merged_into")
        for alias in aliases.filter(kind=AliasKind.ORGANISATION_CODE, value__in=older):
            register.by_code[alias.value] = alias.company.survivor
        for core, known in companies_called(row["name"] for row in rows).items():
            for company in known:
                _join(register.by_name, core, company)

    def together(self, work: Work, rows: Sequence[tuple[Line, Values]]) -> list[Outcome]:
        """Companies under a code and a name that nobody bears, here or in the next rows."""
        register: Register = work.known
        codes = Counter(_bare(values["unified_code"]) for _line, values in rows)
        cores = Counter(core_of(values["name"]) for _line, values in rows)
        drawn = []
        for line, values in rows:
            code, core = _bare(values["unified_code"]), core_of(values["name"])
            known = code in register.by_code or core in register.by_name
            if values["organisation_code"] or known or codes[code] > 1 or cores[core] > 1:
                continue
            with contextlib.suppress(RuleViolation):  # said where it comes one by one
                drawn.append((line, _newcomer(work, values)))
        lifecycle.register_newcomers(newcomers=[one for _line, one in drawn], by=work.by)
        for _line, one in drawn:
            self._keep(register, one.company)
        return [
            Outcome(line.number, made=[thing for thing in (one.company, one.stay) if thing])
            for line, one in drawn
        ]

    def write(self, work: Work, values: Values) -> list[Model]:
        """Admit the company that is on file under its code, or put it on file first."""
        place = _place(work, values)
        company = self._on_file(work, values)
        if company is None:
            if not work.run.bring_alike:
                _refuse_alike(work, values)
            return self._registered(work, values, place)
        _require_name(work, company, values["name"])
        if place is None or company.residences.filter(incubator=place, left_on=None).exists():
            raise Repeated(company, _already(work, company))
        return [_admitted(company, place, values, work.by)]

    def goes_along(self) -> dict[str, Any]:
        """What the lists of due returns, of possible duplicates and of late facts took up by
        themselves, and nobody has dealt with."""

        def untouched(rows: QuerySet) -> QuerySet:
            return rows.filter(
                returns__isnull=True, reminders__isnull=True, handed_in_at__isnull=True,
                waived_at__isnull=True,
            )  # fmt: skip

        def undecided(rows: QuerySet) -> QuerySet:
            return rows.filter(dismissed_at__isnull=True)

        def waiting(rows: QuerySet) -> QuerySet:
            return rows.filter(decided_at__isnull=True)

        return {
            "companies.duereturn": untouched,
            "companies.possibleduplicate": undecided,
            "statistics.latefact": waiting,
        }

    def _on_file(self, work: Work, values: Values) -> Company | None:
        register: Register = work.known
        codes = [_bare(values["unified_code"]), _older(values["organisation_code"])]
        found = (register.by_code.get(code) for code in codes if code)
        return next((one for one in found if one and _stands(work, one)), None)

    def _registered(self, work: Work, values: Values, place: Incubator | None) -> list[Model]:
        company = lifecycle.register_company(by=work.by, **_facts(values))
        made: list[Model] = [company]
        if values["organisation_code"]:
            made += company.aliases.all()
        if place is not None:
            made.append(_admitted(company, place, values, work.by))
        self._keep(work.known, company, older=_older(values["organisation_code"]))
        return made

    def _keep(self, register: Register, company: Company, *, older: str = "") -> None:
        """What was brought is on file for the next rows."""
        register.brought.add(company.pk)
        for code in (company.unified_code, older):
            if code:
                register.by_code[code] = company
        _join(register.by_name, core_of(company.name), company)


def _join(names: dict[str, list[Company]], name: str, company: Company) -> None:
    known = names.setdefault(name, [])
    if company.pk not in {one.pk for one in known}:
        known.append(company)


def _bare(code: str) -> str:
    """A code as it is kept; a wrong one as it stands: the verb says what is wrong with it."""
    try:
        return clean_unified_code(code) if code else ""
    except RuleViolation:
        return code


def _older(code: str) -> str:
    try:
        return clean_organisation_code(code) if code else ""
    except RuleViolation:
        return code


def _stands(work: Work, company: Company) -> bool:
    """Whether it is there: one of this file whose row was refused after all is not."""
    return company.pk not in work.known.brought or work.row_of(company) is not None


def _place(work: Work, values: Values) -> Incubator | None:
    """The incubator that a row goes to; None where it is only put on file.

    Raises RuleViolation: ``import_place_unknown``, ``import_stay_incomplete``.
    """
    register: Register = work.known
    said = values["incubator"]
    place = work.run.incubator
    if said:
        named = register.places.get(said.casefold()) or register.places.get(core_of(said))
        if named is None:
            raise RuleViolation(
                "import_place_unknown",
                gettext_lazy("“%(name)s” is not the incubator of this file.")
                if place
                else gettext_lazy("“%(name)s” is not an incubator that is on file."),
                field="incubator",
                name=said[:40],
            )
        place = named
    given = [name for name in STAY if values[name]]
    if place is None and not given:
        return None
    for name, there in [("incubator", place), *((name, values[name]) for name in STAY)]:
        if not there:
            raise RuleViolation(
                "import_stay_incomplete",
                gettext_lazy(
                    "Each company of this file moves into its incubator: fill in the first and the "
                    "last day of its stay."
                )
                if work.run.incubator
                else gettext_lazy("An admission has an incubator and both dates."),
                field=name,
            )
    return place


def _facts(values: Values) -> dict[str, Any]:
    """What a row says of a company, as the verbs take it."""
    return {
        "name": values["name"],
        "unified_code": values["unified_code"] or None,
        "organisation_code": values["organisation_code"] or None,
        "registered_on": values["registered_on"],
        "registered_capital": _capital(values),
        "field": values["field"],
        "founder_kind": values["founder_kind"],
    }


def _newcomer(work: Work, values: Values) -> lifecycle.Newcomer:
    """A row's company and stay. Raises as the verbs do that put them on file one by one."""
    place = _place(work, values)
    company = lifecycle.new_company(**_facts(values))
    if place is None:
        return lifecycle.Newcomer(company)
    days = {"on": values["admitted_on"], "due_on": values["due_on"]}
    stay = lifecycle.new_stay(company=company, incubator=place, note=values["note"], **days)
    return lifecycle.Newcomer(company, stay)


def _capital(values: Values) -> Any:
    """Raises RuleViolation ``import_capital_twice`` where both columns say something else."""
    yuan, wan = values["registered_capital"], values["capital_wan"]
    if yuan is not None and wan is not None and yuan != wan:
        raise RuleViolation(
            "import_capital_twice",
            gettext_lazy("The two columns of the registered capital say different amounts."),
            field="capital_wan",
        )
    capital = wan if yuan is None else yuan
    if capital is not None and capital < 0:
        raise RuleViolation(
            "import_capital_negative",
            gettext_lazy("The registered capital is not below zero."),
            field="capital_wan" if yuan is None else "registered_capital",
        )
    return capital


def _refuse_alike(work: Work, values: Values) -> None:
    """Raises ``Repeated`` for a company of the same name with another code, or none."""
    for one in work.known.by_name.get(core_of(values["name"]), []):
        if _stands(work, one):
            said = _of(
                work, one,
                brought=_("like row %(row)d: %(name)s, with another code"),
                on_file=_("%(name)s is on file with another code: %(code)s"),
            )  # fmt: skip
            told = {"name": one.name, "code": one.unified_code or _("none")}
            raise Repeated(one, said % (told | {"row": work.row_of(one)}), certain=False)


def _already(work: Work, company: Company) -> str:
    row = work.row_of(company)
    if row:
        return _("the same as row %d") % row
    return _("%(name)s is on file already") % {"name": company.name}


def _require_name(work: Work, company: Company, name: str) -> None:
    """Raises RuleViolation ``name_differs`` where the code is somebody else's.

    Whose, is told of a company of this file, and of one that whoever brings it may see.
    """
    core = core_of(name)
    if core == core_of(company.name):
        return
    if core in map(core_of, company.aliases.values_list("value", flat=True)):
        return
    said = _of(
        work, company,
        brought=gettext_lazy("Row %(row)d has this code for %(name)s."),
        on_file=gettext_lazy("The code is on file for %(name)s."),
    )  # fmt: skip
    raise RuleViolation(
        "name_differs", said, field="name", name=company.name, row=work.row_of(company)
    )


def _of(work: Work, company: Company, *, brought: Any, on_file: Any) -> Any:
    """What may be told of a company: of one that this file brought, or that its bringer sees."""
    if work.row_of(company):
        return brought
    seen = Company.objects.visible_to(work.known.access).filter(pk=company.pk)
    return on_file if seen.exists() else NOT_TOGETHER


def _admitted(company: Company, place: Incubator, values: Values, by: Any) -> Model:
    return lifecycle.admit(
        company=company, incubator=place, on=values["admitted_on"], due_on=values["due_on"],
        by=by, note=values["note"],
    )  # fmt: skip
