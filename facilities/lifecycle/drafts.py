"""Units that are to be, and everything that can speak against them."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from facilities.enums import UnitKind, UnitUse
from facilities.models import Building, Unit
from facilities.rules.space import Span, peak
from incubator.core.errors import RuleViolation
from incubator.core.numbers import figure

LOWEST, HIGHEST = -9, 150  # floors, as the database has them


@dataclass(frozen=True)
class UnitDraft:
    """A unit that is to be: areas in m²; ``begins_on`` None means with its building."""

    number: str
    floor: int
    floor_area: Decimal
    usable_area: Decimal | None = None
    kind: str = UnitKind.ROOM
    use: str = UnitUse.INCUBATEE
    rentable: bool = True
    begins_on: datetime.date | None = None
    note: str = ""


def problems_of(
    *, building: Building, drafts: Sequence[UnitDraft], instead_of: Iterable[Unit] = ()
) -> list[tuple[int | None, RuleViolation]]:
    """Everything that speaks against these units, each with its place in ``drafts``.

    Place None is about all of them together. Codes: ``invalid_area``,
    ``unknown_unit_kind``, ``unknown_unit_use``, ``unit_without_number``, ``invalid_floor``,
    ``unit_before_building``, ``building_closed`` (409), ``duplicate_unit``, ``unit_exists`` (409),
    ``areas_exceed_building``. ``instead_of`` are units that end when the drafts begin.
    """
    standing = building.units.exclude(pk__in=[unit.pk for unit in instead_of])
    counted = Counter(draft.number for draft in drafts)
    namesakes = list(standing.filter(number__in=counted))
    problems: list[tuple[int | None, RuleViolation]] = []
    for place, draft in enumerate(drafts):
        found = problem_with(draft, building, namesakes, counted)
        if found:
            problems.append((place, found))
    if not problems:
        begun = [Span(d.floor_area, d.begins_on or building.opened_on) for d in drafts]
        total = excess(building, [*spans_of(standing), *begun])
        if total:
            problems.append((None, total))
    return problems


def problem_with(
    draft: UnitDraft,
    building: Building,
    standing: Iterable[Unit],
    counted: Mapping[str, int],
    ends_on: datetime.date | None = None,
) -> RuleViolation | None:
    """The first thing that speaks against one unit among those that stand, or nothing."""
    return next(_faults(draft, building, standing, counted, ends_on), None)


def span_of(unit: Unit) -> Span:
    """A unit's area and its time."""
    return Span(unit.floor_area, unit.begins_on, unit.ends_on)


def spans_of(units: QuerySet[Unit]) -> list[Span]:
    """The areas of many units, added up for each time that some of them share."""
    times = units.order_by().values_list("begins_on", "ends_on").annotate(area=Sum("floor_area"))
    return [Span(area, begins_on, ends_on) for begins_on, ends_on, area in times]


def require_area(area: object, most: Decimal, *, field: str) -> None:
    """Raises RuleViolation ``invalid_area`` for anything but 0 < area <= most."""
    try:
        right = Decimal(0) < Decimal(str(area)) <= most
    except InvalidOperation:
        right = False
    if not right:
        raise RuleViolation(
            "invalid_area",
            _("An area is above 0 and at most %(most)s m², not “%(area)s”."),
            field=field,
            most=figure(most),
            area=str(area)[:20],
        )


def excess(building: Building, spans: Iterable[Span]) -> RuleViolation | None:
    """What is said where areas add up to more than the building has, or nothing."""
    most = peak(spans)
    if most.area <= building.floor_area:
        return None
    return RuleViolation(
        "areas_exceed_building",
        _(
            "On %(on)s the units of %(building)s would add up to %(sum)s m²; "
            "the building has %(area)s m²."
        ),
        field="floor_area",
        on=most.on,
        building=building.name,
        sum=figure(most.area),
        area=figure(building.floor_area),
    )


def _faults(
    draft: UnitDraft,
    building: Building,
    standing: Iterable[Unit],
    counted: Mapping[str, int],
    ends_on: datetime.date | None,
) -> Iterator[RuleViolation]:
    """What speaks against one unit."""
    yield from _area_faults(draft, building)
    yield from _choice_faults(draft)
    yield from _place_faults(draft)
    begins_on = draft.begins_on or building.opened_on
    if begins_on < building.opened_on:
        yield RuleViolation(
            "unit_before_building",
            _("The building is in use only since %(opened)s."),
            field="begins_on",
            opened=building.opened_on,
        )
    if building.closed_on is not None and (ends_on is None or ends_on > building.closed_on):
        yield RuleViolation(
            "building_closed",
            _("%(building)s is in use only until %(on)s."),
            status=409,
            building=building.name,
            on=building.closed_on,
        )
    if counted.get(draft.number, 0) > 1:
        yield RuleViolation(
            "duplicate_unit",
            _("Unit %(number)s is named %(times)d times."),
            field="number",
            number=draft.number,
            times=counted[draft.number],
        )
    if any(_clash(unit, draft.number, begins_on, ends_on) for unit in standing):
        yield RuleViolation(
            "unit_exists",
            _("The building already has a unit %(number)s."),
            field="number",
            status=409,
            number=draft.number,
        )


def _place_faults(draft: UnitDraft) -> Iterator[RuleViolation]:
    """What its number and floor lack."""
    if not draft.number.strip():
        yield RuleViolation("unit_without_number", _("A unit has a number."), field="number")
    if not LOWEST <= draft.floor <= HIGHEST:
        yield RuleViolation(
            "invalid_floor",
            _("A floor is between %(lowest)d and %(highest)d."),
            field="floor",
            lowest=LOWEST,
            highest=HIGHEST,
        )


def _area_faults(draft: UnitDraft, building: Building) -> Iterator[RuleViolation]:
    try:
        require_area(draft.floor_area, building.floor_area, field="floor_area")
        if draft.usable_area is not None:
            require_area(draft.usable_area, draft.floor_area, field="usable_area")
    except RuleViolation as violation:
        yield violation


def _choice_faults(draft: UnitDraft) -> Iterator[RuleViolation]:
    if draft.kind not in UnitKind.values:
        yield RuleViolation(
            "unknown_unit_kind",
            _("“%(kind)s” is not a kind of unit."),
            field="kind",
            kind=str(draft.kind)[:40],
        )
    if draft.use not in UnitUse.values:
        yield RuleViolation(
            "unknown_unit_use",
            _("“%(use)s” is not a use of a unit."),
            field="use",
            use=str(draft.use)[:40],
        )


def _clash(
    unit: Unit, number: str, begins_on: datetime.date, ends_on: datetime.date | None
) -> bool:
    """Whether a unit bears the number on a day of [begins_on, ends_on)."""
    return (
        unit.number == number
        and (unit.ends_on is None or unit.ends_on > begins_on)
        and (ends_on is None or unit.begins_on < ends_on)
    )
