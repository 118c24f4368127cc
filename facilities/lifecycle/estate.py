"""Verbs on units: added, reshaped, corrected, closed, ended."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from facilities.enums import ClosureReason
from facilities.lifecycle.drafts import (
    UnitDraft,
    excess,
    problem_with,
    problems_of,
    span_of,
)
from facilities.lifecycle.refusals import refuse_ending, refuse_let, require_living
from facilities.lifecycle.vacancy import meets
from facilities.models import Building, Closure, Unit, UnitSuccession
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

CORRECTABLE = frozenset(
    {"floor", "number", "kind", "floor_area", "usable_area", "use", "rentable", "note"}
)


@transaction.atomic
def add_units(*, building: Building, drafts: Sequence[UnitDraft], by) -> list[Unit]:
    """Put units into a building, all or none.

    Raises the first of ``problems_of`` (see there).
    """
    building = held_building(building)
    for _place, problem in problems_of(building=building, drafts=drafts):
        raise problem
    with recorded(by=by):
        return Unit.objects.bulk_create(_unit(building, draft) for draft in drafts)


@transaction.atomic
def reshape(
    *, units: Sequence[Unit], into: Sequence[UnitDraft], on: datetime.date, by, reason: str = ""
) -> list[Unit]:
    """Merge, split or change the use of units: they end on a day and new ones begin.

    Raises RuleViolation: ``nothing_to_reshape``, ``units_of_several_buildings``,
    ``unit_not_there``, ``unit_let`` (409), ``areas_differ``, and those of ``problems_of``.
    """
    if not units or not into:
        raise RuleViolation("nothing_to_reshape", _("Name the units before and the units after."))
    building = held_building(units[0].building)
    before = list(
        Unit.objects.select_for_update(of=("self",))
        .filter(pk__in=[unit.pk for unit in units])
        .order_by("pk")
    )
    if any(unit.building_id != building.pk for unit in before):
        raise RuleViolation(
            "units_of_several_buildings", _("Units of one building can be reshaped together.")
        )
    for unit in before:
        require_living(unit, on, strictly=True)
        refuse_ending(unit)
        refuse_let(unit, on, None)
    _refuse_no_change(before, into)
    area, new_area = _sum(before), _sum(into)
    if area != new_area:
        raise RuleViolation(
            "areas_differ",
            _("The units before have %(before)s m² together, those after %(after)s m²."),
            field="floor_area",
            before=area,
            after=new_area,
        )
    drafts = [_begun(draft, on) for draft in into]
    for _place, problem in problems_of(building=building, drafts=drafts, instead_of=before):
        raise problem
    with recorded(by=by, reason=reason):
        for unit in before:
            end_unit(unit, on)
        after = Unit.objects.bulk_create(_unit(building, draft) for draft in drafts)
        UnitSuccession.objects.bulk_create(
            UnitSuccession(before=old, after=new) for old in before for new in after
        )
    return after


@transaction.atomic
def retire_unit(*, unit: Unit, on: datetime.date, by, reason: str) -> Unit:
    """End a unit for good. Raises RuleViolation: ``unit_not_there``, ``unit_let`` (409)."""
    held_building(unit.building)
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    require_living(unit, on, strictly=True)
    refuse_ending(unit)
    refuse_let(unit, on, None)
    with recorded(by=by, reason=reason):
        end_unit(unit, on)
    return unit


@transaction.atomic
def take_back_reshape(*, unit: Unit, by, reason: str) -> list[Unit]:
    """Undo the merge or split that ended ``unit``, entered by mistake; the units before go on.

    Nothing may have happened to the units after. Raises RuleViolation: ``not_reshaped`` (409),
    ``unit_let`` (409), ``unit_ends_already`` (409), ``said_nothing``.
    """
    if not reason.strip():
        raise RuleViolation("said_nothing", _("Say it in a sentence or more."), field="reason")
    held_building(unit.building)
    after = list(
        Unit.objects.select_for_update(of=("self",)).filter(came_from__before=unit).order_by("pk")
    )
    before = list(Unit.objects.filter(became__after__in=after).distinct().order_by("pk"))
    if not after:
        raise RuleViolation(
            "not_reshaped",
            _("Unit %(unit)s has not been merged or split."),
            status=409,
            unit=unit.number,
        )
    for successor in after:
        refuse_ending(successor)
        refuse_let(successor, successor.begins_on, None)
    with recorded(by=by, reason=reason.strip()):
        UnitSuccession.objects.filter(after__in=after).delete()
        Closure.objects.filter(unit__in=after).delete()
        Unit.objects.filter(pk__in=[successor.pk for successor in after]).delete()
        for one in before:
            one.ends_on = None
            one.save(update_fields=["ends_on"])
    return before


@transaction.atomic
def correct_unit(*, unit: Unit, by, reason: str, **changes) -> Unit:
    """Correct what was recorded wrongly about a unit, for all of its time.

    A change of the room itself is ``reshape``. Raises RuleViolation:
    ``unit_let`` (409) where a let unit's area would change, and those of ``problems_of``.
    """
    building = held_building(unit.building)
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    unknown = set(changes) - CORRECTABLE
    if unknown:
        raise TypeError(f"not correctable: {sorted(unknown)}")
    if changes.get("floor_area", unit.floor_area) != unit.floor_area:
        refuse_let(unit, unit.begins_on, None)
    for name, value in changes.items():
        setattr(unit, name, value)
    others = [other for other in building.units.all() if other.pk != unit.pk]
    draft = UnitDraft(
        number=unit.number, floor=unit.floor, floor_area=unit.floor_area,
        usable_area=unit.usable_area, kind=unit.kind, use=unit.use, begins_on=unit.begins_on,
    )  # fmt: skip
    fault = problem_with(draft, building, others, {}, ends_on=unit.ends_on)
    fault = fault or excess(building, [*map(span_of, others), span_of(unit)])
    if fault:
        raise fault
    with recorded(by=by, reason=reason):
        unit.save(update_fields=sorted(changes))
    return unit


@transaction.atomic
def close_unit(
    *,
    unit: Unit,
    on: datetime.date,
    by,
    reason: str,
    until: datetime.date | None = None,
    note: str = "",
) -> Closure:
    """Take a unit out of service (停用) from a day on.

    Raises RuleViolation: ``closure_ends_before_it_begins``, ``unit_not_there``,
    ``unit_let`` (409), ``unit_already_closed`` (409), ``unknown_closure_reason``.
    """
    if until is not None and until <= on:
        raise RuleViolation(
            "closure_ends_before_it_begins",
            _("Out of service from %(on)s, it cannot be back in use on %(until)s."),
            field="until",
            on=on,
            until=until,
        )
    if reason not in ClosureReason.values:
        raise RuleViolation(
            "unknown_closure_reason",
            _("“%(reason)s” is not a reason for closing a unit."),
            field="reason",
            reason=str(reason)[:40],
        )
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    require_living(unit, on)
    refuse_let(unit, on, until)
    other = unit.closures.filter(meets(on, until)).first()
    if other:
        raise RuleViolation(
            "unit_already_closed",
            _("Unit %(unit)s is already out of service from %(begin)s to %(until)s."),
            status=409,
            unit=unit.number,
            begin=other.begins_on,
            until=other.ends_on or _("further notice"),
        )
    with recorded(by=by):
        return Closure.objects.create(
            unit=unit, begins_on=on, ends_on=until, reason=reason, note=note
        )


@transaction.atomic
def reopen_unit(*, unit: Unit, on: datetime.date, by) -> Closure:
    """Put a unit back into service on a day.

    Raises RuleViolation ``unit_not_closed`` (409) where it was not out of service before.
    """
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    closure = unit.closures.filter(meets(on, None), begins_on__lt=on).first()
    if closure is None:
        raise RuleViolation(
            "unit_not_closed",
            _("Unit %(unit)s was not out of service before %(on)s."),
            field="on",
            status=409,
            unit=unit.number,
            on=on,
        )
    closure.ends_on = on
    with recorded(by=by):
        closure.save(update_fields=["ends_on"])
    return closure


def _refuse_no_change(before: Sequence[Unit], into: Sequence[UnitDraft]) -> None:
    """Raises ``nothing_to_reshape`` where the units after are those before."""

    def shape(unit: Unit | UnitDraft) -> tuple:
        return (unit.number, unit.floor, unit.floor_area, unit.kind, unit.use, unit.rentable)

    if sorted(map(shape, before), key=str) == sorted(map(shape, into), key=str):
        raise RuleViolation(
            "nothing_to_reshape", _("The units after are the same as those before.")
        )


def held_building(building: Building) -> Building:
    """The building, held until the transaction ends: areas are added up by one at a time."""
    return (
        Building.objects.select_for_update(of=("self",))
        .select_related("incubator")
        .get(pk=building.pk)
    )


def _unit(building: Building, draft: UnitDraft) -> Unit:
    return Unit(
        building=building,
        incubator_id=building.incubator_id,
        floor=draft.floor,
        number=draft.number,
        kind=draft.kind,
        floor_area=draft.floor_area,
        usable_area=draft.usable_area,
        use=draft.use,
        rentable=draft.rentable,
        begins_on=draft.begins_on or building.opened_on,
        note=draft.note,
    )


def _begun(draft: UnitDraft, on: datetime.date) -> UnitDraft:
    return UnitDraft(**{**vars(draft), "begins_on": on})


def end_unit(unit: Unit, on: datetime.date) -> None:
    """The unit ends on a day, and its times out of service with it."""
    unit.ends_on = on
    unit.save(update_fields=["ends_on"])
    unit.closures.filter(begins_on__lt=on).filter(meets(on, None)).update(ends_on=on)
    unit.closures.filter(begins_on__gte=on).delete()


def _sum(areas: Iterable[Unit | UnitDraft]) -> Decimal:
    return sum((unit.floor_area for unit in areas), Decimal(0))
