"""What the tests of facilities share: rows before and after a refusal, and a few places."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection

from facilities import lifecycle
from facilities.lifecycle import UnitDraft
from facilities.models import SpaceLease, Unit
from incubator.accounts.access import Access
from incubator.core.errors import RuleViolation
from tests.factories import BuildingFactory

DAY = datetime.date
EVERYWHERE = Access(everywhere=True)


def everything() -> dict[str, list]:
    """Every row of the tables of facilities, histories included."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("facilities").get_models()
    }


def refused(verb: Callable, **kwargs: object) -> RuleViolation:
    """Call a verb that must refuse; no row may have changed."""
    before = everything()
    with pytest.raises(RuleViolation) as refusal:
        verb(**{"by": None} | kwargs)
    assert everything() == before
    assert refusal.value.detail
    return refusal.value


def answer(refusal: RuleViolation) -> tuple[str, int]:
    """What a program sees of a refusal."""
    return refusal.code, refusal.status


def draft(number: str = "101", area: object = 100, **more: object) -> UnitDraft:
    """A room that is to be."""
    return UnitDraft(**{"number": number, "floor": 1, "floor_area": Decimal(area)} | more)


def rooms(*numbers: str, **building: object) -> list[Unit]:
    """Rooms of 200 m² in a new building of 2,000 m²."""
    house = BuildingFactory(**building)
    return lifecycle.add_units(
        building=house, drafts=[draft(number, 200) for number in numbers], by=None
    )


def days_let(lease: SpaceLease) -> list[tuple]:
    """Which unit a lease holds from when until when."""
    return sorted(lease.leased_units.values_list("unit__number", "begins_on", "ends_on"))


def settle() -> None:
    """Let the deferred rules of the database speak now, as they would at the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
