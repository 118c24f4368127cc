"""Readiness in the admin: one company, or a cohort, under one text or two."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.enums import Standing
from companies.lifecycle.judging import JUDGED
from companies.models import Residence
from companies.queries.readiness import (
    Readiness,
    graduation_texts,
    incubatees,
    readiness,
    text_for,
)
from companies.rules.readiness_words import missing_said, verdict_said
from facilities.admin import words
from incubator.accounts.access import Access, access_from
from incubator.accounts.permissions import Permission
from incubator.core.dates import iso, today, year_end
from incubator.institutions.conditions import condition_said
from incubator.institutions.enums import Programme
from incubator.institutions.models import Incubator, Rulebook
from incubator.institutions.queries import Shelf
from incubator.institutions.rules import RULES
from incubator.workflows.graduation_words import (
    COLOURS,
    over_stays,
    ready_said,
    shown,
    stay_said,
    texts_by_code,
)

ON_A_PAGE = 100
MISSING_SHOWN = 2


@dataclass(frozen=True)
class Asked:
    """What a page is asked: the day, the text, one to compare it with, and whose incubatees."""

    on: datetime.date
    text: Rulebook | None
    other: Rulebook | None
    texts: list[Rulebook]
    shelf: Shelf
    access: Access
    places: Sequence[Incubator] = ()  # to choose from
    place: Incubator | None = None

    def query(self, **changed: object) -> str:
        """The same question, with something changed."""
        known = {"on": iso(self.on), "text": self.text and self.text.code,
                 "other": self.other and self.other.code,
                 "place": self.place and self.place.code} | changed  # fmt: skip
        return "?" + urlencode({name: value for name, value in known.items() if value})

    def found(self, *, until: datetime.date | None = None) -> list[Readiness]:
        """Every incubatee of the day by the text; nobody without one."""
        if self.text is None:
            return []
        stays = incubatees(on=self.on, access=self.access)
        return readiness(stays, self.text, as_of=self.on, until=until, shelf=self.shelf)


def asked(request: HttpRequest, *, of_many: bool = False) -> Asked:
    """Today, the text in force and all in reach, where nothing else is asked."""
    on = words.day(request.GET.get("on")) or today()
    shelf = Shelf.load()
    texts = graduation_texts(shelf)
    known = texts_by_code(texts)
    text = known.get(request.GET.get("text", "")) or text_for(shelf, on=on)
    other = known.get(request.GET.get("other", ""))
    access = access_from(request)
    places = list(_places(access)) if of_many and not access.one_place else []
    place = next((one for one in places if one.code == request.GET.get("place")), None)
    return Asked(
        on, text, other if other != text else None, texts, shelf,
        access.narrowed(incubator_id=place.pk) if place else access, places, place,
    )  # fmt: skip


def _places(access: Access) -> Iterable[Incubator]:
    return (
        Incubator.objects.visible_to(access).filter(programme=Programme.INCUBATION).order_by("pk")
    )


def one(pages, request: HttpRequest, stay: Residence) -> HttpResponse:
    """One company by one text, or by two side by side."""
    question = asked(request)
    columns = [
        {"text": text, **shown(readiness([stay], text, as_of=question.on,
                                         shelf=question.shelf)[0])}
        for text in (question.text, question.other)
        if text is not None
    ]  # fmt: skip
    for column in columns:
        column["colour"] = COLOURS[column["standing"]]
    rules = {one.rule for text in (question.text, question.other) if text
             for one in text.criteria.all()}  # fmt: skip
    may_change = access_from(request).may(Permission.RESIDENCES_WRITE)
    may_judge = may_change and access_from(request).may(Permission.DECISIONS_WRITE)
    return pages.page(
        request,
        "workflows/admin/readiness.html",
        title=_("Readiness of %s") % stay.company,
        stay=stay,
        asked=question,
        columns=columns,
        judged=[
            (reverse(pages.name_of("judge"), args=[stay.pk, rule]), _rule_said(rule))
            for rule in JUDGED
            if rule in rules and may_judge and stay.is_open
        ],
        review=stay.graduation_reviews.under_way().first(),
        review_pages=pages,
        begin=f"{reverse(pages.name_of('add'))}?residence={stay.pk}" if may_change else "",
        stay_page=pages.admin_site.get_model_admin(Residence).address_of(stay),
        cohort=reverse(pages.name_of("cohort")),
    )


SHOWS = ("all", "ready", "near", "unknown", "over", "expected")


def cohort(pages, request: HttpRequest) -> HttpResponse:
    """Every incubatee of a day by a text, or by two; ``?show=`` narrows it."""
    question = asked(request, of_many=True)
    groups = _groups(question.found(until=year_end(question.on.year + 1)))
    show = request.GET.get("show", "all")
    rows = groups.get(show, groups["all"])
    others = {}
    part = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    if question.other is not None:
        stays = [row.residence for row in part.object_list]
        others = {
            row.residence.pk: row
            for row in readiness(stays, question.other, as_of=question.on, shelf=question.shelf)
        }
    return pages.page(
        request,
        "workflows/admin/cohort.html",
        title=_("Readiness of the incubatees"),
        asked=question,
        show=show,
        shows=[(name, _shows()[name], len(groups[name]), question.query(show=name))
               for name in SHOWS],
        rows=[_row(pages, row, others.get(row.residence.pk)) for row in part.object_list],
        part=part,
        query=question.query(show=show),
        several=not question.access.one_place,
        board=reverse(pages.name_of("board")) + question.query(),
    )  # fmt: skip


def _groups(found: list[Readiness]) -> dict[str, list]:
    return {
        "all": found,
        "ready": [row for row in found if row.standing == Standing.MET],
        "near": [row for row in found if row.verdict.is_near],
        "unknown": [row for row in found if row.standing == Standing.UNKNOWN],
        "over": over_stays(found),
        "expected": [row for row in found if row.is_expected],
    }


def _shows() -> dict[str, str]:
    return {
        "all": _("All incubatees"), "ready": _("Ready"), "near": _("One condition short"),
        "unknown": _("Cannot be told"), "over": _("Over the longest stay"),
        "expected": _("Expected next year"),
    }  # fmt: skip


def _row(pages, row: Readiness, other: Readiness | None) -> dict:
    return {
        "row": row,
        "link": reverse(pages.name_of("readiness"), args=[row.residence.pk]),
        "colour": COLOURS[row.standing],
        "standing": ready_said(row.standing),
        "verdict": verdict_said(row.verdict),
        "stay": stay_said(row),
        "missing": [
            f"{condition_said(finding.criterion)} · {missing_said(finding)}"
            for finding in row.verdict.open[:MISSING_SHOWN]
        ],
        "other": other and {"colour": COLOURS[other.standing], "said": ready_said(other.standing),
                            "verdict": verdict_said(other.verdict)},
    }  # fmt: skip


def _rule_said(rule: str) -> str:
    return str(RULES[rule].label)
