"""Verbs on buildings: put at disposal, corrected, given up."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from facilities.enums import Tenure
from facilities.lifecycle.drafts import excess, require_area, span_of
from facilities.lifecycle.estate import end_unit, held_building
from facilities.lifecycle.refusals import refuse_let, require_reason
from facilities.lifecycle.vacancy import meets
from facilities.models import Building
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator, Phase

LARGEST = Decimal(2_000_000)  # m²; a larger building is a slip of the keyboard
CORRECTABLE = frozenset({"phase", "code", "name", "floor_area", "tenure", "opened_on", "note"})


@transaction.atomic
def add_building(
    *,
    incubator: Incubator,
    code: str,
    name: str,
    floor_area: Decimal,
    opened_on: datetime.date,
    by,
    phase: Phase | None = None,
    tenure: str = Tenure.OWNED,
    note: str = "",
) -> Building:
    """Put a building at an institution's disposal.

    Raises RuleViolation: ``invalid_area``, ``building_exists`` (409),
    ``phase_of_another_incubator``.
    """
    building = Building(
        incubator=incubator, phase=phase, code=code, name=name, floor_area=floor_area,
        tenure=tenure, opened_on=opened_on, note=note,
    )  # fmt: skip
    _require_possible(building)
    with recorded(by=by):
        building.save(force_insert=True)
    return building


@transaction.atomic
def correct_building(*, building: Building, by, reason: str, **changes) -> Building:
    """Correct what was recorded wrongly about a building, for all of its time.

    Raises RuleViolation: ``reason_missing``, ``areas_exceed_building``,
    ``unit_before_building``, ``building_closes_before_it_opens``, and those of
    ``add_building``.
    """
    require_reason(reason)
    building = held_building(building)
    unknown = set(changes) - CORRECTABLE
    if unknown:
        raise TypeError(f"not correctable: {sorted(unknown)}")
    _apply(building, changes)
    _require_possible(building)
    units = list(building.units.order_by("begins_on", "pk"))
    fault = excess(building, map(span_of, units))
    if fault:
        raise fault
    if units and units[0].begins_on < building.opened_on:
        raise RuleViolation(
            "unit_before_building",
            _("Unit %(unit)s stands since %(begin)s; the building opened no later."),
            field="opened_on",
            unit=units[0].number,
            begin=units[0].begins_on,
        )
    if building.closed_on is not None and building.closed_on <= building.opened_on:
        raise _closes_too_early(building, field="opened_on")
    with recorded(by=by, reason=reason):
        building.save(update_fields=sorted(changes))
    return building


@transaction.atomic
def close_building(*, building: Building, on: datetime.date, by, reason: str) -> Building:
    """Give a building up: from a day on neither it nor its units are there.

    Raises RuleViolation: ``reason_missing``, ``building_closed`` (409),
    ``building_closes_before_it_opens``, ``unit_let`` (409), ``unit_begins_later`` (409).
    """
    require_reason(reason)
    building = held_building(building)
    if building.closed_on is not None:
        raise RuleViolation(
            "building_closed",
            _("%(building)s is in use only until %(on)s."),
            status=409,
            building=building.name,
            on=building.closed_on,
        )
    building.closed_on = on
    if on <= building.opened_on:
        raise _closes_too_early(building, field="on")
    standing = list(building.units.select_for_update(of=("self",)).filter(meets(on, None)))
    for unit in standing:
        refuse_let(unit, on, None)
        if unit.begins_on >= on:
            raise RuleViolation(
                "unit_begins_later",
                _("Unit %(unit)s begins on %(begin)s; retire it or take its split back first."),
                field="on",
                status=409,
                unit=unit.number,
                begin=unit.begins_on,
            )
    with recorded(by=by, reason=reason):
        for unit in standing:
            end_unit(unit, on)
        building.save(update_fields=["closed_on"])
    return building


def _apply(building: Building, changes: Mapping[str, object]) -> None:
    for name, value in changes.items():
        setattr(building, name, value)


def _require_possible(building: Building) -> None:
    """Area, phase and code; the institution is held, so that a code is taken once."""
    require_area(building.floor_area, LARGEST, field="floor_area")
    if building.phase is not None and building.phase.incubator_id != building.incubator_id:
        raise RuleViolation(
            "phase_of_another_incubator",
            _("This construction phase belongs to another institution."),
            field="phase",
        )
    Incubator.objects.select_for_update(of=("self",), no_key=True).get(pk=building.incubator_id)
    others = Building.objects.filter(incubator=building.incubator_id, code=building.code)
    if others.exclude(pk=building.pk).exists():
        raise RuleViolation(
            "building_exists",
            _("%(incubator)s already has a building “%(code)s”."),
            field="code",
            status=409,
            incubator=building.incubator.name,
            code=building.code,
        )


def _closes_too_early(building: Building, *, field: str) -> RuleViolation:
    return RuleViolation(
        "building_closes_before_it_opens",
        _("In use since %(opened)s, it cannot be given up on %(on)s."),
        field=field,
        opened=building.opened_on,
        on=building.closed_on,
    )
