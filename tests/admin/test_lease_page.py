"""The page of a lease, and the forms that let and renew."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from facilities import lifecycle
from facilities.admin.lease_forms import TermsForm
from facilities.models import SpaceLease, Unit
from tests.admin.conftest import A, pages_of
from tests.factories import LeaseFactory, UnitFactory, simple_terms

DAY = datetime.date


@pytest.fixture
def lease(world) -> SpaceLease:
    """With a price step and a subsidy for at most 80 of its 100 m²."""
    room = UnitFactory(building=world.of(Unit, A).building, number="201", floor_area=Decimal(100))
    terms = simple_terms(
        unit_price=Decimal("30.5"),
        late_fee_rate=Decimal("0.0005"),
        price_steps=((DAY(2008, 3, 1), Decimal(33)),),
        subsidies=(
            (1, Decimal(18), Decimal(80)),
            (2, Decimal(15), None),
            (3, Decimal(70), None, "m2_once"),
        ),
    )
    return LeaseFactory(
        residence=world.of(SpaceLease, A).residence, units=[room], terms=terms,
        begins_on=DAY(2007, 4, 1), ends_on=DAY(2010, 4, 1),
    )  # fmt: skip


def page(world, name: str, lease: SpaceLease):
    address = reverse(pages_of(SpaceLease).name_of(name), args=[lease.pk])
    return world.client("manager_a").get(address)


def test_steps_and_subsidies_are_said(world, lease):
    text = page(world, "change", lease).text

    assert "2008年3月1日" in text
    assert "80 m²" in text
    assert "一次性减70" in text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1, 18, 200", (1, 18, 200)),
        ("1，18", (1, 18, None)),
        ("2, 70, , once", (2, 70, None, "m2_once")),
        ("2, 70, 80, 一次", (2, 70, 80, "m2_once")),
        ("2, 70, 80, twice", None),
        ("2", None),
    ],
)
def test_line_of_a_subsidy(line, said):
    form = TermsForm({"subsidies": line})
    form.is_valid()

    assert form.cleaned_data.get("subsidies") == (None if said is None else (said,))


def test_renewal_offers_the_last_price_and_no_second_deposit(world, lease):
    form = page(world, "renew", lease).context["form"]

    offered = {name: form[name].value() for name in ("unit_price", "late_fee_rate", "room_deposit")}
    assert offered == {"unit_price": "33", "late_fee_rate": "0.05", "room_deposit": "0"}


def test_units_of_the_form_say_until_when_they_are_let(world, lease):
    free = UnitFactory(building=lease.leased_units.get().unit.building, number="202",
                       floor_area=Decimal(50))  # fmt: skip
    lifecycle.renew(lease=lease, signed_on=DAY(2007, 4, 1), ends_on=lease.residence.due_on, by=None)
    address = reverse(pages_of(SpaceLease).name_of("add"))
    response = world.client("manager_a").get(f"{address}?building={free.building_id}")

    labels = {str(label) for _value, label in response.context["form"].fields["units"].choices}
    assert "202 · 50 m²" in labels
