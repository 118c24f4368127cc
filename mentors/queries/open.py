"""What waits for somebody: as a mentor, and for a company's stay."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from companies.models import Residence
from companies.queries.figures import yearly_figures
from incubator.accounts.models import User
from incubator.core.dates import FIRST_YEAR, day_of
from incubator.core.numbers import grouped
from mentors.enums import OPEN, TAKING_A_PLACE, TOOK_PLACE, AssignmentState, SessionState, Side
from mentors.models import ActionItem, Assignment, Feedback, MentoringSession
from mentors.models.sessions import SessionQuerySet

A, S = AssignmentState, SessionState
LATEST = 20  # sessions that are over
RATED_WITHIN = datetime.timedelta(days=90)
MOST = 200
FIGURES = ("revenue", "rd_spending", "staff")


@dataclass(frozen=True)
class Latest:
    """The newest figures that a company reported and the office verified: yuan, and people."""

    year: int
    revenue: Decimal | None
    rd_spending: Decimal | None
    staff: Decimal | None

    @property
    def said(self) -> dict[str, str]:
        """The figures with their digits in threes; "" for what was not reported."""
        return {
            code: "" if number is None else grouped(number)
            for code, number in vars(self).items()
            if code in FIGURES
        }


@dataclass(frozen=True)
class Waiting:
    """What one side of some sessions has before it, each a list."""

    to_report: list[MentoringSession]  # over, and nobody has said how it went
    to_confirm: list[MentoringSession]  # held, as the other side says
    coming: list[MentoringSession]
    latest: list[MentoringSession]  # over, the newest first, each with ``is_rated``
    steps: list[ActionItem]  # not done, whoever does them

    def to_rate(self, day: datetime.date) -> list[MentoringSession]:
        """Those held of late that the side has not rated; older ones still can be."""
        return [
            one
            for one in self.latest
            if one.took_place and not one.is_rated and day - one.on <= RATED_WITHIN
        ]

    def own_steps(self, side: str) -> list[ActionItem]:
        """Those that a side is to do."""
        return [step for step in self.steps if step.owner == side]


def waiting_of(sessions: SessionQuerySet, *, side: str, at: datetime.datetime) -> Waiting:
    """What waits in the sessions of a side (five statements)."""
    rows = sessions.select_related("mentor", "company", "notes")
    rated = Feedback.objects.filter(session=OuterRef("pk"), side=side)
    over = rows.exclude(state=S.PLANNED).annotate(is_rated=Exists(rated))
    steps = ActionItem.objects.filter(session__in=sessions, done_at__isnull=True)
    held = rows.filter(state=S.HELD)
    theirs = held.reported_by_company(side == Side.MENTOR)
    return Waiting(
        to_report=list(rows.unreported(at=at).order_by("on", "starts", "pk")[:MOST]),
        to_confirm=list(theirs.order_by("on", "starts", "pk")[:MOST]),
        coming=list(rows.planned().filter(ends_at__gt=at).order_by("on", "starts", "pk")[:MOST]),
        latest=list(over.order_by("-on", "-starts", "-pk")[:LATEST]),
        steps=list(
            steps.select_related("session__mentor", "session__company").order_by("due_on", "pk")[
                :MOST
            ]
        ),
    )


def assignments_of_mentor(user: User, *, at: datetime.datetime) -> list[Assignment]:
    """Open ones of somebody in office, each with ``held`` (sessions this year) and ``latest``.

    A company's figures are for the mentor once both have agreed, and as long as it goes on.
    """
    day = day_of(at)
    rows = list(
        _counted(Assignment.objects.of_mentor(user, on=day).filter(state__in=OPEN), day)
        .select_related("company", "incubator", "mentor")
        .order_by("company__name_pinyin", "pk")
    )
    newest = figures_for_mentor(rows, year=day.year)
    for row in rows:
        row.latest = newest.get(row.company_id) if row.state in TAKING_A_PLACE else None
    return rows


def figures_for_mentor(rows: Iterable[Assignment], *, year: int) -> dict[int, Latest]:
    """Latest figures by company, of those among some with which both sides have agreed."""
    agreed = {row.company_id for row in rows if row.state in TAKING_A_PLACE}
    return latest_figures(agreed, year=year)


def assignments_of_stay(stay: Residence, *, at: datetime.datetime) -> list[Assignment]:
    """All of a stay, open ones first, each with ``held``."""
    rows = _counted(Assignment.objects.filter(residence=stay), day_of(at))
    found = rows.select_related("mentor", "company", "incubator", "appointment")
    order = [A.ACTIVE, A.ACCEPTED, A.PROPOSED, A.ENDED, A.DECLINED]
    return sorted(found.order_by("-begins_on", "-pk"), key=lambda one: order.index(one.state))


def latest_figures(companies: set[int], *, year: int) -> dict[int, Latest]:
    """By company, from the newest year that it reported up to one (one statement)."""
    years = range(FIRST_YEAR, year + 1)
    known = yearly_figures(codes=FIGURES, years=years, companies=companies) if companies else {}
    newest: dict[int, int] = {}
    for company, reported, _code in known:
        newest[company] = max(reported, newest.get(company, 0))
    return {
        company: Latest(
            reported,
            **{
                code: known[company, reported, code].number
                if (company, reported, code) in known
                else None
                for code in FIGURES
            },
        )
        for company, reported in newest.items()
    }


def _counted(rows: QuerySet[Assignment], day: datetime.date) -> QuerySet[Assignment]:
    took_place = Q(sessions__state__in=TOOK_PLACE, sessions__on__year=day.year)
    return rows.annotate(held=Count("sessions", filter=took_place))


def proposals_for(rows: list[Assignment], side: str) -> list[Assignment]:
    """Those of some that wait for a side to agree."""
    agreed = f"{Side(side).value}_agreed_at"
    return [row for row in rows if row.state == A.PROPOSED and getattr(row, agreed) is None]
