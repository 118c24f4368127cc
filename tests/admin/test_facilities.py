"""Pages of facilities: a verb through its form, the rent-control table, import, statement."""

import datetime
import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from facilities import lifecycle
from facilities.models import Building, Charge, Payment, SpaceLease, Unit
from tests.admin.conftest import A, pages_of
from tests.core.files.samples import PDF_BYTES

DAY = datetime.date
HEAD = ["编号", "楼层", "建筑面积"]


def page(model, verb: str, row) -> str:
    """The address of a verb's page."""
    return reverse(pages_of(model).name_of(verb), args=[row.pk])


def xlsx(*rows: list) -> SimpleUploadedFile:
    """A file of rooms."""
    book = Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("rooms.xlsx", content.getvalue())


VERBS = [
    (Building, "add_unit"), (Unit, "reshape"), (Unit, "close"),
    (Unit, "reopen"), (Unit, "correct"), (SpaceLease, "renew"), (SpaceLease, "amend"),
    (SpaceLease, "end"), (SpaceLease, "cancel"), (SpaceLease, "hand_over"),
    (SpaceLease, "inspect"), (SpaceLease, "hand_back"), (Charge, "pay"), (Charge, "give_back"),
    (Charge, "late_fee"), (Charge, "reverse"), (Payment, "reverse"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "verb"), VERBS, ids=str)
def test_verb_is_for_the_manager_of_the_place(world, model, verb):
    address = page(model, verb, world.of(model, A))

    answers = {
        role: world.client(role).get(address).status_code
        for role in ("manager_a", "manager_b", "auditor", "zone")
    }

    assert answers == {"manager_a": 200, "manager_b": 404, "auditor": 403, "zone": 403}


def test_unit_is_added(world):
    building = world.of(Building, A)

    world.client("manager_a").post(
        page(Building, "add_unit", building),
        {"number": "102", "floor": 1, "kind": "room", "floor_area": "50", "use": "incubatee",
         "rentable": "on"},
    )  # fmt: skip

    assert building.units.get(number="102").floor_area == 50


def test_unit_that_does_not_fit_is_refused_on_the_form(world):
    building = world.of(Building, A)

    response = world.client("manager_a").post(
        page(Building, "add_unit", building),
        {"number": "102", "floor": 1, "kind": "room", "floor_area": "301", "use": "incubatee"},
    )

    assert "501" in response.context["form"].errors["floor_area"][0]
    assert building.units.count() == 1


def test_unit_is_split(world):
    unit = lifecycle.add_units(
        building=world.of(Building, A), drafts=[lifecycle.UnitDraft("9", 2, Decimal(100))], by=None
    )[0]

    world.client("manager_a").post(
        page(Unit, "reshape", unit),
        {"on": "2026-01-01", "into": "9a, 60\n9b，40", "use": "incubatee", "rentable": "on"},
    )

    assert [new.after.number for new in unit.became.order_by("after__number")] == ["9a", "9b"]


def test_lease_is_granted_with_its_document(world):
    building, stay = world.of(Building, A), world.of(SpaceLease, A).residence
    unit = lifecycle.add_units(
        building=building, drafts=[lifecycle.UnitDraft("201", 2, Decimal(100))], by=None
    )[0]

    world.client("manager_a").post(
        f"{reverse(pages_of(SpaceLease).name_of('add'))}?building={building.pk}",
        {
            "units": unit.pk, "residence": stay.pk, "signed_on": "2008-01-01",
            "begins_on": "2008-01-01", "ends_on": "2009-01-01", "price_class": "incubatee",
            "unit_price": "30", "price_basis": "m2_month", "rhythm": "quarterly",
            "free_months": "1", "property_fee": "2", "late_fee_rate": "0.05", "room_deposit": "0",
            "utilities_deposit": "0", "price_steps": "2008-07-01, 35", "subsidies": "1, 10, 50",
            "document": SimpleUploadedFile("lease.pdf", PDF_BYTES),
        },
    )  # fmt: skip

    lease = SpaceLease.objects.get(leased_units__unit=unit)
    assert (lease.late_fee_rate, lease.number) == (Decimal("0.0005"), "ZL2008-0001")
    assert lease.price_steps.get().unit_price == 35
    assert lease.subsidy_steps.get().max_area == 50
    address = page(SpaceLease, "document", lease)
    assert b"".join(world.client("manager_a").get(address).streaming_content) == PDF_BYTES
    assert world.client("manager_b").get(address).status_code == 404
    lease.document.delete()


def test_taken_unit_is_refused_on_the_form(world):
    lease = world.of(SpaceLease, A)
    unit = lease.leased_units.get().unit

    response = world.client("manager_a").post(
        f"{reverse(pages_of(SpaceLease).name_of('add'))}?building={unit.building_id}",
        {
            "units": unit.pk, "residence": lease.residence_id, "signed_on": "2008-01-01",
            "begins_on": "2008-01-01", "ends_on": "2009-01-01", "price_class": "incubatee",
            "unit_price": "30", "price_basis": "m2_month", "rhythm": "quarterly",
            "free_months": "0", "property_fee": "0", "late_fee_rate": "0", "room_deposit": "0",
            "utilities_deposit": "0",
        },
    )  # fmt: skip

    assert lease.number in response.context["form"].errors["units"][0]
    assert SpaceLease.objects.filter(incubator=world.a).count() == 1


def test_payment_of_part_is_recorded(world):
    charge = world.of(Charge, A)

    world.client("manager_a").post(
        page(Charge, "pay", charge), {"amount": "1,000.50", "on": "2008-01-01"}
    )

    assert charge.payments.order_by("-pk").first().amount_fen == 100_050


class TestPlan:
    def states(self, client, building, on: str) -> list[str]:
        response = client.get(page(Building, "plan", building), {"on": on})
        return [
            shown["room"].state.value
            for floor in response.context["floors"]
            for shown in floor["rooms"]
        ]

    def test_states_of_a_day(self, world):
        building, lease = world.of(Building, A), world.of(SpaceLease, A)
        client, until = world.client("manager_a"), lease.until_on
        soon = until - datetime.timedelta(days=30)

        days = ("2008-01-01", f"{soon}", f"{until}", "1999-01-01")
        assert [self.states(client, building, day) for day in days] == [
            ["let"], ["ending"], ["vacant"], [],
        ]  # fmt: skip

    def test_tenant_leads_to_its_lease(self, world):
        building, lease = world.of(Building, A), world.of(SpaceLease, A)

        text = (
            world.client("manager_a")
            .get(page(Building, "plan", building), {"on": "2008-01-01"})
            .text
        )

        assert lease.company.name in text
        assert pages_of(SpaceLease).address_of(lease) in text

    @pytest.mark.parametrize("day", ["abc", "2008-02-30", "0001-01-01", "9" * 99])
    def test_nonsense_day_is_today(self, world, day):
        response = world.client("manager_a").get(
            page(Building, "plan", world.of(Building, A)), {"on": day}
        )

        assert response.status_code == 200

    def test_script_gets_the_table_alone(self, world):
        response = world.client("manager_a").get(
            page(Building, "plan", world.of(Building, A)), headers={"X-Part": "plan"}
        )

        assert "<html" not in response.text
        assert "plan-floor" in response.text

    @pytest.mark.parametrize("rooms", [2, 400])
    def test_queries(self, world, django_assert_num_queries, rooms):
        house = lifecycle.add_building(
            incubator=world.a, code="Z", name="大楼", floor_area=Decimal(40_000),
            opened_on=DAY(2007, 1, 1), by=None,
        )  # fmt: skip
        drafts = [lifecycle.UnitDraft(f"{n}", n // 20, Decimal(50)) for n in range(rooms)]
        lifecycle.add_units(building=house, drafts=drafts, by=None)
        client = world.client("manager_a")

        with django_assert_num_queries(12):
            client.get(page(Building, "plan", house), {"on": "2008-01-01"})


def test_statement_as_page_and_file(world):
    lease, client = world.of(SpaceLease, A), world.client("manager_a")
    address = page(SpaceLease, "statement", lease)

    shown = client.get(address, {"on": "2008-01-01"})
    sheet = load_workbook(
        io.BytesIO(client.get(address, {"on": "2008-01-01", "format": "xlsx"}).content)
    ).active

    assert [amount for _label, amount in shown.context["sums"]] == [
        "71,999.00", "71,999.00", "0.00", "0.00", "0.00",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[6]][5:9] == [72000, 1, 0, 71999]
