"""Who was in at the beginning of a period, who came, who went, who is in at its end.

For any two days and every incubator: opening + entered + re-entered − graduated − left =
closing, in residences (docs/adr/0003). A company in two incubators at once has a residence in
each; the zone counts it once, and the overlap is a line of its own. Every number is the count
of a queryset that can be listed. What no line explains is named, company by company.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from companies.enums import LEFT, ExitReason
from companies.models import Residence, ResidenceQuerySet
from incubator.core.dates import FIRST_YEAR, LAST_YEAR
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from incubator.statistics.indicators import stays

DAY = datetime.timedelta(days=1)
MOST_NAMED = 100  # unexplained residences that a page or an answer names


@dataclass(frozen=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: datetime.date
    last: datetime.date

    @property
    def eve(self) -> datetime.date:
        """The day at whose end the opening stock stands."""
        return self.first - DAY

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """For a lookup of a range."""
        return self.first, self.last


def period_of(first: datetime.date, last: datetime.date, *, on: datetime.date) -> Period:
    """A period to account for.

    Raises RuleViolation: ``invalid_period`` where it ends before it begins or lies outside of
    the years that are known here, ``period_in_future`` where it ends after ``on`` (today).
    """
    if first > last or first.year < FIRST_YEAR or last.year > LAST_YEAR:
        raise RuleViolation(
            "invalid_period",
            _("A period goes from an earlier to a later day, not from %(first)s to %(last)s."),
            field="from",
            first=first,
            last=last,
        )
    if last > on:
        raise RuleViolation(
            "period_in_future",
            _("%(last)s has not come yet; what happens until then cannot be accounted for."),
            field="to",
            last=last,
        )
    return Period(first, last)


def _begun(period: Period) -> ResidenceQuerySet:
    return stays().filter(admitted_on__range=period.days).marking_first()


def _several_places(day: datetime.date) -> QuerySet:
    """The residences open at the end of a day beyond the first of each company."""
    there = stays().open(on=day)
    earlier = there.filter(
        Q(admitted_on__lt=OuterRef("admitted_on"))
        | Q(admitted_on=OuterRef("admitted_on"), pk__lt=OuterRef("pk")),
        company=OuterRef("company"),
    )
    return there.filter(Exists(earlier))


def _graduated(period: Period) -> QuerySet:
    return stays().filter(left_on__range=period.days, exit_reason=ExitReason.GRADUATED)


def _left(period: Period) -> QuerySet:
    return stays().filter(left_on__range=period.days, exit_reason__in=LEFT)


def unexplained(period: Period) -> QuerySet:
    """The residences that no line explains, each with ``off``: what it adds to the residual.

    The database refuses such rows; whoever got one past it finds it here.
    """
    begun, ended = Q(admitted_on__range=period.days), Q(left_on__range=period.days)
    explained_end = ended & Q(exit_reason__in=[ExitReason.GRADUATED, *LEFT])
    off = _one(_open(period.eve)) + _one(begun) - _one(explained_end) - _one(_open(period.last))
    return stays().annotate(off=off).exclude(off=0)


def _open(day: datetime.date) -> Q:
    return Q(admitted_on__lte=day) & (Q(left_on__isnull=True) | Q(left_on__gt=day))


def _one(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


# Each number of an account by its code, and the residences that it counts.
LINES: dict[str, Callable[[Period], QuerySet]] = {
    "opening": lambda period: stays().open(on=period.eve),
    "entered": lambda period: _begun(period).filter(is_first=True),
    "re_entered": lambda period: _begun(period).filter(is_first=False),
    "graduated": _graduated,
    "left": _left,
    "closing": lambda period: stays().open(on=period.last),
    "overlap_opening": lambda period: _several_places(period.eve),
    "overlap_closing": lambda period: _several_places(period.last),
    "unexplained": unexplained,
}
LABELS = {
    "opening": _("in at the beginning"),
    "entered": _("entered"),
    "re_entered": _("came back or moved in from another incubator"),
    "graduated": _("graduated"),
    "left": _("left without graduating"),
    "closing": _("in at the end"),
    "overlap_opening": _("also in another incubator at the beginning"),
    "overlap_closing": _("also in another incubator at the end"),
    "unexplained": _("unexplained"),
}
# Those that are about several places at once: of the zone only.
OF_THE_ZONE = ("overlap_opening", "overlap_closing")


@dataclass(frozen=True)
class Account:
    """One place's period, in residences; ``reasons`` are the parts of ``left``."""

    opening: int = 0
    entered: int = 0
    re_entered: int = 0
    graduated: int = 0
    left: int = 0
    closing: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def residual(self) -> int:
        """What the flows do not explain: zero, or a row is wrong."""
        flows = self.entered + self.re_entered - self.graduated - self.left
        return self.opening + flows - self.closing

    def __add__(self, other: "Account") -> "Account":
        reasons = {code: self.reasons[code] + other.reasons[code] for code in LEFT}
        return Account(
            **{name: getattr(self, name) + getattr(other, name) for name in COUNTED},
            reasons=reasons,
        )


COUNTED = ("opening", "entered", "re_entered", "graduated", "left", "closing")
NOTHING = Account(reasons=dict.fromkeys(map(str, LEFT), 0))


@dataclass(frozen=True)
class Accounts:
    """The accounts of some places, their sum, and by how much the sum counts companies twice.

    ``overlap`` is None where the reader does not see the whole zone.
    """

    period: Period
    places: list[tuple[Incubator, Account]]
    overlap: tuple[int, int] | None

    @property
    def whole(self) -> Account:
        """All of the places together, in residences."""
        return sum((account for _place, account in self.places), NOTHING)

    @property
    def companies(self) -> tuple[int, int] | None:
        """Companies in at the beginning and at the end, each once; None as for ``overlap``."""
        if self.overlap is None:
            return None
        return self.whole.opening - self.overlap[0], self.whole.closing - self.overlap[1]


def accounts_of(period: Period, places: Iterable[Incubator], *, with_overlap: bool) -> Accounts:
    """The accounts of ``places``, in two queries, and two more for the overlap.

    The caller decides on the moment (see ``incubator.core.db.steady_read``).
    """
    counts = _counts(period)
    overlap = None
    if with_overlap:
        overlap = (
            LINES["overlap_opening"](period).count(), LINES["overlap_closing"](period).count()
        )  # fmt: skip
    found = [(place, _account(counts.get(place.pk, {}))) for place in places]
    return Accounts(period, found, overlap)


def _counts(period: Period) -> dict[int, dict[str, int]]:
    """By incubator: each line, and the reasons of leaving under ``left:reason``."""
    ended = Q(left_on__range=period.days)
    counted = {
        "opening": Count("pk", filter=_open(period.eve)),
        "closing": Count("pk", filter=_open(period.last)),
        "graduated": Count("pk", filter=ended & Q(exit_reason=ExitReason.GRADUATED)),
        **{
            f"left_{reason}": Count("pk", filter=ended & Q(exit_reason=reason)) for reason in LEFT
        },
    }  # fmt: skip
    first = {
        "entered": Count("pk", filter=Q(is_first=True)),
        "re_entered": Count("pk", filter=Q(is_first=False)),
    }
    found: dict[int, dict[str, int]] = {}
    for rows, measures in ((stays(), counted), (_begun(period), first)):
        for row in rows.values("incubator").annotate(**measures).order_by():
            found.setdefault(row.pop("incubator"), {}).update(row)
    return found


def _account(counts: dict[str, int]) -> Account:
    reasons = {str(reason): counts.get(f"left_{reason}", 0) for reason in LEFT}
    return Account(
        **{name: counts.get(name, 0) for name in COUNTED if name != "left"},
        left=sum(reasons.values()),
        reasons=reasons,
    )


def residences_of(
    period: Period, line: str, *, incubator: Incubator | None = None, reason: str = ""
) -> QuerySet:
    """The residences that a number of an account counts, with their companies.

    Raises RuleViolation ``unknown_line`` (404) for what is no line, and for a line of several
    places where one incubator is asked for.
    """
    if line not in LINES or (incubator is not None and line in OF_THE_ZONE):
        raise RuleViolation(
            "unknown_line",
            _("There is no line “%(line)s” here. Known are: %(known)s."),
            field="line",
            status=404,
            line=line[:40],
            known=", ".join(name for name in LINES if incubator is None or name not in OF_THE_ZONE),
        )
    rows = LINES[line](period)
    if incubator is not None:
        rows = rows.filter(incubator=incubator.pk)
    if reason:
        rows = rows.filter(exit_reason=reason)
    return rows.select_related("company", "incubator").order_by("pk")


def named(period: Period, *, incubator_ids: Iterable[int] | None = None) -> list[Residence]:
    """The residences behind a residual, at most some; None: of the whole zone."""
    rows = unexplained(period).select_related("company", "incubator").order_by("pk")
    if incubator_ids is not None:
        rows = rows.filter(incubator__in=incubator_ids)
    return list(rows[:MOST_NAMED])
