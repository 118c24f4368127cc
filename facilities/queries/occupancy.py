"""Who sits where on a day: space let, vacant and out of service, and what follows from it.

Every function asks for one day and answers with one set of queries, however many units.
"""

import datetime
import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import (
    Case,
    Count,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Greatest

from companies.models import Residence
from facilities.enums import AT_DISPOSAL, SpaceState, UnitUse
from facilities.models import Building, Closure, LeasedUnit, Unit
from facilities.rules.space import ShareRule, share, share_rule
from incubator.accounts.access import Access
from incubator.institutions.enums import Programme

# What an occupancy can be broken down by: the columns of a unit that name the group.
GROUPS: dict[str, tuple[str, ...]] = {
    "zone": (),
    "incubator": ("incubator__code",),
    "building": ("incubator__code", "building__code"),
    "floor": ("incubator__code", "building__code", "floor"),
    "use": ("use",),
}


# Days after which a vacancy counts as a longer one.
LENGTHS = (0, 30, 90, 180, 365)


@dataclass(frozen=True)
class Space:
    """Units and their areas (m²) on one day. ``total`` = let + vacant + out of service.

    Units that are not to let (offices, meeting rooms) stand beside the total.
    """

    group: tuple = ()
    let: Decimal = Decimal(0)
    vacant: Decimal = Decimal(0)
    out_of_service: Decimal = Decimal(0)
    not_to_let: Decimal = Decimal(0)
    let_units: int = 0
    vacant_units: int = 0
    out_of_service_units: int = 0
    not_to_let_units: int = 0

    @property
    def total(self) -> Decimal:
        """All space to let."""
        return self.let + self.vacant + self.out_of_service

    @property
    def total_units(self) -> int:
        """All units to let."""
        return self.let_units + self.vacant_units + self.out_of_service_units

    @property
    def rate(self) -> Decimal | None:
        """出租率 in per cent: let of what is to let (domain 5.4, OCC)."""
        return share(self.let, self.total)


@dataclass(frozen=True)
class AreaByUse:
    """场地建筑总面积 and its four parts in m² (Torch 7e00 = 7e01 + 7e02 + 7e03 + 7e04).

    Area of a building that is in no unit (corridors, plant) is other area.
    """

    total: Decimal
    office: Decimal
    incubatee: Decimal
    public_service: Decimal

    @property
    def other(self) -> Decimal:
        """7e04: what is neither of the three."""
        return self.total - self.office - self.incubatee - self.public_service


@dataclass(frozen=True)
class IncubateeShare:
    """How much of its own area an institution's incubatees use, by the rule of the day."""

    rule: ShareRule | None
    used: Decimal
    own: Decimal

    @property
    def per_cent(self) -> Decimal | None:
        """Two decimals; None without area."""
        return share(self.used, self.own)

    @property
    def enough(self) -> bool | None:
        """Whether the rule is met; None where there is no rule or no area."""
        if self.rule is None or not self.own:
            return None
        return self.used >= self.own * self.rule.at_least.numerator / self.rule.at_least.denominator


@dataclass(frozen=True)
class VacancyLength:
    """Units (and their m²) that have been vacant for [from_days, to_days); None is open."""

    from_days: int
    to_days: int | None
    units: int
    area: Decimal


def let_on(on: datetime.date) -> QuerySet:
    """Keys of the units that a lease holds on a day."""
    return LeasedUnit.objects.filter(begins_on__lte=on, ends_on__gt=on).values("unit")


def closed_on(on: datetime.date) -> QuerySet:
    """Keys of the units that are out of service on a day."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    return Closure.objects.filter(running, begins_on__lte=on).values("unit")


def with_state(units: QuerySet, *, on: datetime.date) -> QuerySet:
    """Adds ``state``: let, out of service, vacant, or not to let."""
    return units.annotate(
        state=Case(
            When(pk__in=let_on(on), then=Value(SpaceState.LET.value)),
            When(rentable=False, then=Value(SpaceState.NOT_TO_LET.value)),
            When(pk__in=closed_on(on), then=Value(SpaceState.OUT_OF_SERVICE.value)),
            default=Value(SpaceState.VACANT.value),
        )
    )


def vacant_units(units: QuerySet, *, on: datetime.date) -> QuerySet:
    """Units that could be let on a day."""
    return (
        units.existing(on=on)
        .filter(rentable=True)
        .exclude(pk__in=let_on(on))
        .exclude(pk__in=closed_on(on))
    )


def occupancy(*, on: datetime.date, access: Access, by: str = "zone") -> list[Space]:
    """Space by state on a day, for everything that ``access`` reaches, in groups of ``by``.

    ``by`` is a key of GROUPS; groups come in the order of their names. One query.
    """
    names = GROUPS[by]
    found: dict[tuple, dict[str, object]] = {} if names else {(): {}}
    for row in _counted(Unit.objects.visible_to(access), on, names):
        group = tuple(row[name] for name in names)
        line = found.setdefault(group, {})
        line[row["state"]] = row["area"]
        line[f"{row['state']}_units"] = row["units"]
    return [Space(group=group, **line) for group, line in sorted(found.items())]


def _counted(units: QuerySet, on: datetime.date, names: Iterable[str]) -> QuerySet:
    return (
        with_state(units.existing(on=on), on=on)
        .values(*names, "state")
        .annotate(area=Sum("floor_area"), units=Count("pk"))
        .order_by()
    )


def over_time(
    *, days: Iterable[datetime.date], access: Access
) -> list[tuple[datetime.date, Space]]:
    """The whole of what ``access`` reaches on each of some days."""
    return [(day, occupancy(on=day, access=access)[0]) for day in days]


def area_by_use(*, on: datetime.date, access: Access) -> AreaByUse:
    """7e00 to 7e04 on a day (two queries)."""
    total = _sum(Building.objects.visible_to(access).in_use(on=on))
    used = dict(
        Unit.objects.visible_to(access)
        .existing(on=on)
        .values_list("use")
        .annotate(area=Sum("floor_area"))
        .order_by()
    )
    return AreaByUse(
        total,
        used.get(UnitUse.OFFICE, Decimal(0)),
        used.get(UnitUse.INCUBATEE, Decimal(0)),
        used.get(UnitUse.PUBLIC_SERVICE, Decimal(0)),
    )


def let_units(*, on: datetime.date) -> QuerySet:
    """Units that a lease holds on a day, whoever's."""
    return Unit.objects.existing(on=on).filter(pk__in=let_on(on))


def closed_units(*, on: datetime.date) -> QuerySet:
    """Units to let that are out of service on a day and not let."""
    units = Unit.objects.existing(on=on).filter(rentable=True, pk__in=closed_on(on))
    return units.exclude(pk__in=let_on(on))


def let_to_incubatees(units: QuerySet, *, on: datetime.date) -> QuerySet:
    """Units that a lease of an incubatee holds on a day (AREA_INC, domain 5.4)."""
    return let_to(units, Residence.objects.of_incubation().open(on=on).values("pk"), on=on)


def let_to(units: QuerySet, stays: QuerySet | Collection[int], *, on: datetime.date) -> QuerySet:
    """Units that leases of these residences (rows or keys) hold on a day."""
    held = LeasedUnit.objects.filter(
        begins_on__lte=on, ends_on__gt=on, lease__residence__in=stays
    ).values("unit")
    return units.existing(on=on).filter(pk__in=held)


def incubatee_share(*, on: datetime.date, access: Access) -> IncubateeShare:
    """SHARE_INC by the rule in force on the day (domain 5.4; see ``rules.space``)."""
    rule = share_rule(on)
    units = Unit.objects.visible_to(access).filter(incubator__programme=Programme.INCUBATION)
    counted = Q(pk__in=let_to_incubatees(units, on=on).values("pk"))
    if rule is not None and rule.with_public:
        counted |= Q(use=UnitUse.PUBLIC_SERVICE)
    used = _sum(units.existing(on=on).filter(counted))
    own = _own_area(on, access, incubator__programme=Programme.INCUBATION)
    return IncubateeShare(rule, used, own)


def density(*, on: datetime.date, access: Access) -> Decimal | None:
    """每千平方米在孵企业数: incubatees per 1,000 m² of own area (domain 5.4, DENSITY)."""
    own = _own_area(on, access, incubator__programme=Programme.INCUBATION)
    if not own:
        return None
    firms = (
        Residence.objects.visible_to(access)
        .of_incubation()
        .open(on=on)
        .aggregate(firms=Count("company", distinct=True))["firms"]
    )
    return (Decimal(firms) * 1000 / own).quantize(Decimal("0.01"))


def vacancies(*, on: datetime.date, access: Access) -> QuerySet:
    """Vacant units with ``vacant_since``: the last day on which something else ended."""
    ended = LeasedUnit.objects.filter(unit=OuterRef("pk"), ends_on__lte=on).order_by("-ends_on")
    reopened = Closure.objects.filter(unit=OuterRef("pk"), ends_on__lte=on).order_by("-ends_on")
    return (
        vacant_units(Unit.objects.visible_to(access), on=on)
        .annotate(
            last_let=Subquery(ended.values("ends_on")[:1]),
            last_closed=Subquery(reopened.values("ends_on")[:1]),
            # PostgreSQL leaves empty days out.
            vacant_since=Greatest("last_let", "last_closed", "begins_on"),
        )
        .select_related("building", "incubator")
        .order_by("vacant_since", "pk")
    )


def vacancy_by_length(*, on: datetime.date, access: Access) -> list[VacancyLength]:
    """Vacant units by the days that they have been vacant; every group, the shortest first."""
    ends = [on - datetime.timedelta(days=days) for days in LENGTHS[1:]]
    group = Case(
        *(When(vacant_since__gt=day, then=Value(place)) for place, day in enumerate(ends)),
        default=Value(len(ends)),
    )
    rows = vacancies(on=on, access=access).order_by().annotate(place=group)
    counted = rows.values("place").annotate(units=Count("pk"), area=Sum("floor_area"))
    found = {row["place"]: (row["units"], row["area"]) for row in counted}
    return [
        VacancyLength(begin, end, *found.get(place, (0, Decimal(0))))
        for place, (begin, end) in enumerate(itertools.pairwise([*LENGTHS, None]))
    ]


def _own_area(on: datetime.date, access: Access, **only: object) -> Decimal:
    buildings = Building.objects.visible_to(access).in_use(on=on)
    return _sum(buildings.filter(tenure__in=AT_DISPOSAL, **only))


def _sum(rows: QuerySet) -> Decimal:
    return rows.aggregate(area=Sum("floor_area"))["area"] or Decimal(0)
