"""Readiness in the admin: one company, a cohort under one text or two, and the board."""

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from companies.enums import ExitReason, GraduationState, Standing
from companies.lifecycle.judging import JUDGED
from companies.models import GraduationReview, Residence
from companies.queries.readiness import (
    Readiness,
    expected,
    graduation_texts,
    incubatees,
    readiness,
    text_for,
)
from companies.rules.readiness_words import missing_said, verdict_said
from facilities.admin import words
from incubator.accounts.access import Access, access_from
from incubator.accounts.permissions import Permission
from incubator.core.dates import today
from incubator.institutions.conditions import condition_said
from incubator.institutions.models import Rulebook
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
S = GraduationState


@dataclass(frozen=True)
class Asked:
    """What a page is asked: the day, the text, and one to compare it with."""

    on: datetime.date
    text: Rulebook | None
    other: Rulebook | None
    texts: list[Rulebook]
    shelf: Shelf

    def query(self, **changed: object) -> str:
        """The same question, with something changed."""
        known = {"on": self.on.isoformat(), "text": self.text and self.text.code,
                 "other": self.other and self.other.code} | changed  # fmt: skip
        return "?" + urlencode({name: value for name, value in known.items() if value})


def asked(request: HttpRequest) -> Asked:
    """Today, and the text in force, where nothing else is asked."""
    on = words.day(request.GET.get("on")) or today()
    shelf = Shelf.load()
    texts = graduation_texts(shelf)
    known = texts_by_code(texts)
    text = known.get(request.GET.get("text", "")) or text_for(shelf, on=on)
    other = known.get(request.GET.get("other", ""))
    return Asked(on, text, other if other != text else None, texts, shelf)


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
            if rule in rules and may_change and stay.is_open
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
    question = asked(request)
    access = access_from(request)
    found = _found(question, access)
    groups = _groups(question, access, found)
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
        several=not access.one_place,
        board=reverse(pages.name_of("board")) + question.query(),
    )  # fmt: skip


def _found(question: Asked, access: Access) -> list[Readiness]:
    if question.text is None:
        return []
    stays = incubatees(on=question.on, access=access)
    return readiness(stays, question.text, as_of=question.on, shelf=question.shelf)


def _groups(question: Asked, access: Access, found: list[Readiness]) -> dict[str, list]:
    next_year = []
    if question.text is not None:
        next_year = expected(
            year=question.on.year + 1, on=question.on, access=access, rulebook=question.text,
            shelf=question.shelf,
        )  # fmt: skip
    return {
        "all": found,
        "ready": [row for row in found if row.standing == Standing.MET],
        "near": [row for row in found if row.verdict.is_near],
        "unknown": [row for row in found if row.standing == Standing.UNKNOWN],
        "over": over_stays(found),
        "expected": next_year,
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


# Columns of the board in the order of the way: what a card in them needs next, and where to.
NEXT = {
    "inside": ("add", "applied"), "near": ("add", "applied"), "ready": ("add", "applied"),
    S.APPLIED: ("visit", S.VISITED), S.VISITED: ("hear", S.HEARD), S.HEARD: ("propose", S.PROPOSED),
    S.PROPOSED: ("confirm", S.PASSED), S.PASSED: ("close", S.GRADUATED), S.GRADUATED: None,
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One company on the board."""

    company: str
    place: str
    link: str
    stay: str
    left: str
    is_over: bool
    said: str
    step: str


def board(pages, request: HttpRequest) -> HttpResponse:
    """看板: every incubatee in its column, from admitted to graduated in the year of the day."""
    question = asked(request)
    access = access_from(request)
    may_move = access.may(Permission.RESIDENCES_WRITE)
    columns: dict[str, list[Card]] = {name: [] for name in NEXT}
    reviews = {review.residence_id: review for review in _reviews(access)}
    links = Links(
        readiness=reverse(pages.name_of("readiness"), args=[0]),
        steps=_addresses(pages) if may_move else {},
        single=access.one_place,
    )
    for row in _found(question, access):
        review = reviews.get(row.residence.pk)
        column = review.state if review else _column(row)
        columns[column].append(_card(row, column, review, links))
    graduates = _graduates(question.on, access)
    columns[S.GRADUATED] = [_graduate(stay, links) for stay in graduates]
    return pages.page(
        request,
        "workflows/admin/board.html",
        title=_("From admission to graduation"),
        asked=question,
        columns=[
            {"name": name, "label": _labels()[name], "cards": cards, "count": len(cards),
             "to": NEXT[name][1] if NEXT[name] else "",
             "next": _steps()[NEXT[name][0]] if NEXT[name] else ""}
            for name, cards in columns.items()
        ],
        total=sum(map(len, columns.values())),
        over=Counter(card.is_over for cards in columns.values() for card in cards)[True],
        cohort=reverse(pages.name_of("cohort")) + question.query(),
        may_move=may_move,
    )  # fmt: skip


def _reviews(access: Access) -> list[GraduationReview]:
    """Those under way."""
    rows = GraduationReview.objects.visible_to(access).under_way()
    return list(rows.select_related("company", "incubator").order_by("applied_on", "pk"))


def _graduates(on: datetime.date, access: Access) -> QuerySet[Residence]:
    """Who graduated in the year of the day, with the certificate of the review that did it."""
    review = GraduationReview.objects.filter(residence=OuterRef("pk"), state=S.GRADUATED)
    stays = Residence.objects.visible_to(access).filter(
        exit_reason=ExitReason.GRADUATED, left_on__year=on.year, left_on__lte=on
    )
    return (
        stays.select_related("company", "incubator")
        .annotate(certificate=Subquery(review.values("certificate_number")[:1]))
        .order_by("-left_on", "pk")
    )


def _column(row: Readiness) -> str:
    if row.standing == Standing.MET:
        return "ready"
    return "near" if row.verdict.is_near else "inside"


def _addresses(pages) -> dict[str, str]:
    """Where each step of a review is done, with 0 in the place of its key."""
    found = {"add": reverse(pages.name_of("add")) + "?residence="}
    for name in ("visit", "hear", "propose", "confirm", "close"):
        found[name] = reverse(pages.name_of(name), args=[0])
    return found


@dataclass(frozen=True)
class Links:
    """Addresses of the board, made once with 0 in the place of a key."""

    readiness: str
    steps: dict[str, str]  # empty for who may only look
    single: bool

    def step(self, row: Readiness, column: str, review: GraduationReview | None) -> str:
        """Where a card's next step is done."""
        following = NEXT[column]
        if not self.steps or following is None:
            return ""
        address = self.steps[following[0]]
        if review is None:
            return f"{address}{row.residence.pk}"
        return _with_key(address, review.pk)


def _card(row: Readiness, column: str, review: GraduationReview | None, links: Links) -> Card:
    stay, verdict = row.residence, row.verdict
    return Card(
        company=stay.company.name,
        place="" if links.single else stay.incubator.title,
        link=_with_key(links.readiness, stay.pk),
        stay=stay_said(row),
        left=_left(row.months_left),
        is_over=row.is_over,
        said=f"{verdict.count(Standing.MET)}/{verdict.needed or '?'}",
        step=links.step(row, column, review),
    )


def _graduate(stay: Residence, links: Links) -> Card:
    return Card(
        company=stay.company.name,
        place="" if links.single else stay.incubator.title,
        link=_with_key(links.readiness, stay.pk),
        stay=" · ".join(filter(None, [date_format(stay.left_on), stay.certificate])),
        left="",
        is_over=False,
        said="",
        step="",
    )


@cache
def _months(count: int, language: str | None) -> str:
    """“3 months left”, “5 months over”; said once for each number and language."""
    if count < 0:
        return ngettext("%(n)d month over", "%(n)d months over", -count) % {"n": -count}
    return ngettext("%(n)d month left", "%(n)d months left", count) % {"n": count}


def _left(months: int) -> str:
    return _months(months, get_language())


def _with_key(address: str, key: int) -> str:
    """An address that was made for the key 0, for another."""
    head, _zero, tail = address.rpartition("/0/")
    return f"{head}/{key}/{tail}"


def _labels() -> dict[str, str]:
    names = {"inside": _("In incubation"), "near": _("One condition short"), "ready": _("Ready")}
    return names | {state: str(state.label) for state in NEXT if isinstance(state, S)}


def _steps() -> dict[str, str]:
    """What each step asks for."""
    return {
        "add": _("Record the application"), "visit": _("Record the visit"),
        "hear": _("Record the committee"), "propose": _("Propose the decision"),
        "confirm": _("Confirm the decision"), "close": _("Close the formalities"),
    }  # fmt: skip


def _rule_said(rule: str) -> str:
    return str(RULES[rule].label)
