"""看板: the way from admission to graduation as columns of cards, each with its next step."""

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import cache

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from companies.enums import ExitReason, GraduationState, Standing
from companies.models import GraduationReview, Residence
from companies.queries.readiness import Readiness
from incubator.accounts.access import Access
from incubator.accounts.permissions import Permission
from incubator.core.shown import day
from incubator.workflows.admin.readiness_pages import asked
from incubator.workflows.graduation_words import stay_said

S = GraduationState
MOST_CARDS = 1000  # in a column; the table has pages
FROM_BOARD = "from=board"  # in the address of a step that was begun here
# Columns of the board in the order of the way: what a card in them needs next, and where to.
NEXT = {
    "inside": ("add", "applied"), "near": ("add", "applied"), "ready": ("add", "applied"),
    S.APPLIED: ("visit", S.VISITED), S.VISITED: ("hear", S.HEARD), S.HEARD: ("propose", S.PROPOSED),
    S.PROPOSED: ("confirm", S.PASSED), S.PASSED: ("close", S.GRADUATED), S.GRADUATED: None,
}  # fmt: skip
DECIDING = ("propose", "confirm", "close")  # steps for whoever decides


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
    question = asked(request, of_many=True)
    access = question.access
    may_move = access.may(Permission.RESIDENCES_WRITE)
    columns: dict[str, list[Card]] = {name: [] for name in NEXT}
    reviews = {review.residence_id: review for review in _reviews(access)}
    links = Links(
        readiness=reverse(pages.name_of("readiness"), args=[0]),
        steps=_addresses(pages, access) if may_move else {},
        single=access.one_place,
    )
    for row in question.found():
        review = reviews.get(row.residence.pk)
        column = review.state if review else _column(row)
        columns[column].append(_card(row, column, review, links))
    columns[S.GRADUATED] = [_graduate(stay, links) for stay in _graduates(question.on, access)]
    return pages.page(
        request,
        "workflows/admin/board.html",
        title=_("From admission to graduation"),
        asked=question,
        columns=[
            {"name": name, "label": _labels()[name], "cards": cards[:MOST_CARDS],
             "count": len(cards), "more": max(len(cards) - MOST_CARDS, 0),
             "to": NEXT[name][1] if NEXT[name] else "",
             "next": _steps()[NEXT[name][0]] if NEXT[name] else ""}
            for name, cards in columns.items()
        ],
        total=sum(map(len, columns.values())),
        over=Counter(card.is_over for cards in columns.values() for card in cards)[True],
        cohort=reverse(pages.name_of("cohort")) + question.query(),
        may_move=may_move,
    )  # fmt: skip


def way_back(pages, request: HttpRequest) -> str:
    """The board, for a step that was begun there; else nothing."""
    return reverse(pages.name_of("board")) if request.GET.get("from") == "board" else ""


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


def _addresses(pages, access: Access) -> dict[str, str]:
    """Where each step that the reader may take is taken, with 0 in the place of its key."""
    found = {"add": f"{reverse(pages.name_of('add'))}?{FROM_BOARD}&residence="}
    deciding = DECIDING if access.may(Permission.DECISIONS_WRITE) else ()
    for name in ("visit", "hear", *deciding):
        found[name] = f"{reverse(pages.name_of(name), args=[0])}?{FROM_BOARD}"
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
        address = self.steps.get(following[0], "") if following else ""
        if not address:
            return ""
        if review is None:
            return f"{address}{row.residence.pk}"
        return _with_key(address, review.pk)


def _card(row: Readiness, column: str, review: GraduationReview | None, links: Links) -> Card:
    stay, verdict = row.residence, row.verdict
    proposed = review.get_outcome_display() if review and review.outcome else ""
    return Card(
        company=stay.company.name,
        place="" if links.single else stay.incubator.title,
        link=_with_key(links.readiness, stay.pk),
        stay=stay_said(row),
        left=_left(row.months_left),
        is_over=row.is_over,
        said=proposed or f"{verdict.count(Standing.MET)}/{verdict.needed or '?'}",
        step=links.step(row, column, review),
    )


def _graduate(stay: Residence, links: Links) -> Card:
    return Card(
        company=stay.company.name,
        place="" if links.single else stay.incubator.title,
        link=_with_key(links.readiness, stay.pk),
        stay=" · ".join(filter(None, [day(stay.left_on), stay.certificate])),
        left="",
        is_over=False,
        said="",
        step="",
    )


@cache
def _months(count: int, language: str | None) -> str:
    """“3 months left”, “5 months over”, in full months; said once for each number and language."""
    if count in {0, -1}:
        return _("less than a month over") if count else _("less than a month left")
    if count < 0:
        over = -count - 1
        return ngettext("%(n)d month over", "%(n)d months over", over) % {"n": over}
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
