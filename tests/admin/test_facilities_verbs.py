"""Every verb page of facilities: done through its form, and refused on it without a trace."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import escape

from facilities import lifecycle
from facilities.lifecycle import UnitDraft
from facilities.models import Building, Charge, ChargeRun, Payment, SpaceLease, Unit
from tests.admin.conftest import A, B, pages_of
from tests.core.files.samples import PDF_BYTES
from tests.factories import BuildingFactory, LeaseFactory, UnitFactory, simple_terms

DAY = datetime.date
ROOM = {
    "number": "102", "floor": 1, "kind": "room", "floor_area": "50", "use": "incubatee",
    "rentable": "on",
}  # fmt: skip
HOUSE = {
    "code": "C", "name": "C座", "floor_area": "800", "tenure": "rented",
    "opened_on": "2007-05-01",
}  # fmt: skip
TERMS = {
    "signed_on": "2008-01-01", "begins_on": "2008-01-01", "ends_on": "2009-01-01",
    "price_class": "incubatee", "unit_price": "30", "price_basis": "m2_month",
    "rhythm": "quarterly", "free_months": "0", "property_fee": "0", "late_fee_rate": "0",
    "room_deposit": "0", "utilities_deposit": "0",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _shelf(settings, tmp_path) -> None:
    """Where files are kept during a test."""
    settings.MEDIA_ROOT = tmp_path


def building(world) -> Building:
    """500 m², with room 101."""
    return world.of(Building, A)


def let_room(world) -> Unit:
    """101, 200 m², let from March 2007 to March 2012."""
    return world.of(Unit, A)


def lease(world) -> SpaceLease:
    """Of room 101: a claim of 72,000 yuan, of which one is paid; nothing handed over."""
    return world.of(SpaceLease, A)


def charge(world) -> Charge:
    return world.of(Charge, A)


def payment(world) -> Payment:
    return world.of(Payment, A)


def empty_house(world) -> Building:
    return BuildingFactory(incubator=world.a, code="E")


def free_room(world) -> Unit:
    return UnitFactory(building=building(world), number="201", floor=2, floor_area=Decimal(100))


def closed_room(world) -> Unit:
    room = free_room(world)
    lifecycle.close_unit(unit=room, on=DAY(2008, 1, 1), reason="repair", by=None)
    return room


def split_room(world) -> Unit:
    """Became 201A and 201B by mistake."""
    room = free_room(world)
    halves = [
        UnitDraft(number=number, floor=2, floor_area=Decimal(50)) for number in ("201A", "201B")
    ]
    lifecycle.reshape(units=[room], into=halves, on=DAY(2008, 1, 1), by=None)
    return fresh(room)


def coming_lease(world) -> SpaceLease:
    """Signed in 2007, begins in 2010."""
    return LeaseFactory(
        residence=lease(world).residence, units=[free_room(world)], signed_on=DAY(2007, 4, 1),
        begins_on=DAY(2010, 1, 1), ends_on=DAY(2011, 1, 1),
    )  # fmt: skip


def held_lease(world) -> SpaceLease:
    """The tenant has the keys."""
    return lifecycle.hand_over(lease=lease(world), on=DAY(2007, 3, 1), by=None)


def over_lease(world) -> SpaceLease:
    """Over and inspected, and nothing is owed."""
    held = held_lease(world)
    lifecycle.generate_charges(lease=held, until=DAY(2008, 1, 1), by=None)
    lifecycle.end(lease=held, on=DAY(2008, 1, 1), by=None, reason="退租")
    for each in held.charges.live():
        lifecycle.reverse_charge(charge=each, on=DAY(2008, 1, 1), reason="免租", by=None)
    return lifecycle.inspect(lease=held, on=DAY(2008, 1, 1), findings="完好", by=None)


def overdue_charge(world) -> Charge:
    """1,200 yuan, due in April 2007, at 0.05 % for each day."""
    dear = simple_terms(late_fee_rate=Decimal("0.0005"), unit_price=Decimal(12))
    found = LeaseFactory(
        residence=lease(world).residence, units=[free_room(world)], terms=dear
    )  # fmt: skip
    return found.charges.order_by("due_on").first()


def credited_charge(world) -> Charge:
    """Reversed, and one yuan was paid for it."""
    return lifecycle.reverse_charge(
        charge=charge(world), on=DAY(2007, 6, 1), reason="写错", by=None
    )


def reversed_payment(world) -> Payment:
    return lifecycle.reverse_payment(
        payment=payment(world), on=DAY(2007, 6, 1), reason="记错户", by=None
    )


def paper() -> dict:
    """A signed document; a file can be sent but once."""
    return {"document": SimpleUploadedFile("lease.pdf", PDF_BYTES)}


def nothing(world) -> None:
    """For pages that are about no row yet."""


@dataclass(frozen=True)
class Case:
    """A page, the row that it is about, what it is sent, and what comes of it."""

    model: type[Model]
    verb: str
    row: Callable
    sent: dict | Callable
    # What there is afterwards, asked of the world; or the field and the code of the refusal.
    then: Callable | None = None
    refused: dict[str, list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.model._meta.model_name}-{self.verb}"

    def sent_by(self, world, role: str, row: Model | None) -> HttpResponse:
        name = pages_of(self.model).name_of(self.verb)
        data = self.sent() if callable(self.sent) else self.sent
        if self.model is SpaceLease and self.verb == "add":
            address = f"{reverse(name)}?building={building(world).pk}"
            data = {"units": row.pk, "residence": lease(world).residence_id, **data}
        elif row is None:
            address, data = reverse(name), {"incubator": world.a.pk, **data}
        else:
            address = reverse(name, args=[row.pk])
        return world.client(role).post(address, data)


def fresh(row: Model) -> Model:
    return type(row).objects.get(pk=row.pk)


DONE = [
    Case(Building, "add", nothing, HOUSE,
         lambda w, _: (w.a.buildings.get(code="C").tenure, w.a.buildings.count()) == ("rented", 2)),
    Case(Building, "add_unit", building, ROOM,
         lambda _, row: row.units.get(number="102").floor_area == 50),
    Case(Building, "correct", building, {**HOUSE, "opened_on": "2007-03-01", "reason": "测绘"},
         lambda _, row: (fresh(row).name, fresh(row).floor_area) == ("C座", 800)),
    Case(Building, "close", empty_house, {"on": "2010-01-01", "reason": "拆除"},
         lambda _, row: fresh(row).closed_on == DAY(2010, 1, 1)),
    Case(Unit, "retire", free_room, {"on": "2009-01-01", "reason": "拆除"},
         lambda _, row: fresh(row).ends_on == DAY(2009, 1, 1)),
    Case(Unit, "reshape", free_room,
         {"on": "2008-01-01", "into": "201, 40\n202, 60", "use": "office", "reason": "隔断"},
         lambda _, row: {step.after.use for step in row.became.all()} == {"office"}),
    Case(Unit, "close", free_room, {"on": "2008-01-01", "until": "2008-02-01", "reason": "repair"},
         lambda _, row: row.closures.get().ends_on == DAY(2008, 2, 1)),
    Case(Unit, "reopen", closed_room, {"on": "2008-03-01"},
         lambda _, row: row.closures.get().ends_on == DAY(2008, 3, 1)),
    Case(Unit, "correct", free_room, {**ROOM, "floor_area": "90", "reason": "量错"},
         lambda _, row: (fresh(row).number, fresh(row).floor_area) == ("102", 90)),
    Case(SpaceLease, "add", free_room, TERMS,
         lambda _, row: row.lettings.get().ends_on == DAY(2009, 1, 1)),
    Case(SpaceLease, "renew", coming_lease,
         {**TERMS, "signed_on": "2010-01-01", "ends_on": "2012-01-01", "unit_price": "33",
          "price_steps": "2011-06-01, 35"},
         lambda _, row: (row.renewed_by.begins_on, row.renewed_by.unit_price,
                         row.renewed_by.price_steps.get().unit_price)
         == (DAY(2011, 1, 1), 33, 35)),
    Case(SpaceLease, "attach", lease, paper,
         lambda _, row: fresh(row).document.size == len(PDF_BYTES)),
    Case(SpaceLease, "amend", lease, {"on": "2008-03-01", "unit_price": "35", "reason": "调价"},
         lambda _, row: row.price_steps.get().unit_price == 35),
    Case(SpaceLease, "end", lease, {"on": "2008-03-01", "reason": "退租"},
         lambda _, row: fresh(row).until_on == DAY(2008, 3, 1)),
    Case(SpaceLease, "cancel", coming_lease, {"on": "2009-01-01", "reason": "不租了"},
         lambda _, row: (fresh(row).cancelled_on, row.leased_units.count())
         == (DAY(2009, 1, 1), 0)),
    Case(SpaceLease, "hand_over", lease, {"on": "2007-03-02"},
         lambda _, row: fresh(row).handed_over_on == DAY(2007, 3, 2)),
    Case(SpaceLease, "inspect", held_lease, {"on": "2008-01-01", "findings": "墙面有损"},
         lambda _, row: fresh(row).findings == "墙面有损"),
    Case(SpaceLease, "hand_back", over_lease, {"on": "2008-01-02"},
         lambda _, row: fresh(row).handed_back_on == DAY(2008, 1, 2)),
    Case(Unit, "undo", split_room, {"reason": "日期录错"},
         lambda _, row: fresh(row).ends_on is None),
    Case(SpaceLease, "claim", lease, {"on": "2008-12-31"},
         lambda _, row: row.charges.live().filter(due_on__year=2008).exists()),
    Case(SpaceLease, "pay", lease, {"on": "2008-01-01", "amount": "71999", "reference": "转账1"},
         lambda _, row: row.payments.get(reference="转账1").amount_fen == 7_199_900),
    Case(Charge, "pay", charge, {"on": "2008-01-01", "amount": "5万", "reference": "转账1"},
         lambda _, row: row.payments.get(reference="转账1").amount_fen == 5_000_000),
    Case(Charge, "give_back", credited_charge, {"on": "2008-01-01", "amount": "0.40"},
         lambda _, row: row.payments.get(kind="refunded").amount_fen == 40),
    # 1,200 yuan, open for 20 days at 0.6 yuan each.
    Case(Charge, "late_fee", overdue_charge, {"on": "2007-04-21"},
         lambda _, row: row.late_fees.get().amount_fen == 1_200),
    Case(Charge, "reverse", charge, {"on": "2008-01-01", "reason": "写错"},
         lambda _, row: fresh(row).reversal_reason == "写错"),
    Case(Charge, "again", credited_charge, {},
         lambda _, row: row.lease.charges.live().get().payments.count() == 1),
    Case(Payment, "reverse", payment, {"on": "2008-01-01", "reason": "记错户"},
         lambda _, row: fresh(row).reversed_on == DAY(2008, 1, 1)),
    Case(ChargeRun, "generate", nothing, {"year": 2008},
         lambda w, _: ChargeRun.objects.filter(year=2008, incubator=w.a).count() == 1),
]  # fmt: skip

REFUSED = [
    Case(Building, "add", nothing, {**HOUSE, "code": "A"},
         refused={"code": ["building_exists"]}),
    Case(Building, "add_unit", building, {**ROOM, "floor_area": "301"},
         refused={"floor_area": ["areas_exceed_building"]}),
    Case(Building, "correct", building, {**HOUSE, "floor_area": "199", "reason": "测绘"},
         refused={"floor_area": ["areas_exceed_building"]}),
    Case(Building, "close", building, {"on": "2008-01-01", "reason": "拆除"},
         refused={"__all__": ["unit_let"]}),
    Case(Unit, "retire", let_room, {"on": "2008-01-01", "reason": "拆除"},
         refused={"__all__": ["unit_let"]}),
    Case(Unit, "reshape", let_room, {"on": "2008-01-01", "into": "101, 200", "use": "office"},
         refused={"__all__": ["unit_let"]}),
    Case(Unit, "close", let_room, {"on": "2008-01-01", "reason": "repair"},
         refused={"__all__": ["unit_let"]}),
    Case(Unit, "reopen", let_room, {"on": "2008-01-01"}, refused={"on": ["unit_not_closed"]}),
    Case(Unit, "correct", let_room, {**ROOM, "reason": "量错"}, refused={"__all__": ["unit_let"]}),
    Case(SpaceLease, "add", let_room, TERMS, refused={"units": ["unit_taken"]}),
    Case(SpaceLease, "attach", lease, {}, refused={"document": ["required"]}),
    Case(SpaceLease, "renew", lease, {**TERMS, "ends_on": "2012-01-01"},
         refused={"ends_on": ["lease_ends_before_it_begins"]}),
    Case(SpaceLease, "amend", lease, {"on": "2008-03-01", "reason": "调价"},
         refused={"__all__": ["nothing_to_amend"]}),
    Case(SpaceLease, "end", lease, {"on": "2013-01-01", "reason": "退租"},
         refused={"on": ["lease_end_outside_its_period"]}),
    Case(SpaceLease, "cancel", lease, {"on": "2008-01-01", "reason": "不租了"},
         refused={"on": ["lease_has_begun"]}),
    Case(SpaceLease, "hand_over", lease, {"on": "2007-02-28"},
         refused={"on": ["outside_lease"]}),
    Case(SpaceLease, "inspect", lease, {"on": "2008-01-01", "findings": "完好"},
         refused={"__all__": ["not_handed_over"]}),
    Case(SpaceLease, "hand_back", held_lease, {"on": "2008-01-01"},
         refused={"on": ["lease_still_running"]}),
    Case(Unit, "undo", free_room, {"reason": "日期录错"}, refused={"__all__": ["not_reshaped"]}),
    Case(SpaceLease, "claim", lease, {"on": "tomorrow"}, refused={"on": ["invalid"]}),
    Case(SpaceLease, "pay", lease, {"on": "2099-01-01", "amount": "1"},
         refused={"on": ["payment_in_future"]}),
    Case(Charge, "pay", charge, {"on": "2008-01-01", "amount": "71999.01"},
         refused={"amount": ["overpaid"]}),
    Case(Charge, "give_back", charge, {"on": "2008-01-01", "amount": "1"},
         refused={"amount": ["nothing_to_refund"]}),
    Case(Charge, "late_fee", charge, {"on": "2008-01-01"}, refused={"on": ["no_late_fee"]}),
    Case(Charge, "reverse", credited_charge, {"on": "2008-01-01", "reason": "写错"},
         refused={"__all__": ["charge_reversed"]}),
    Case(Charge, "again", charge, {}, refused={"__all__": ["not_waived"]}),
    Case(Payment, "reverse", reversed_payment, {"on": "2008-01-01", "reason": "记错户"},
         refused={"__all__": ["payment_reversed"]}),
    Case(ChargeRun, "generate", nothing, {"year": 12008}, refused={"year": ["invalid_year"]}),
]  # fmt: skip


def on_file() -> dict[str, list[dict]]:
    """Every row of facilities, those of the histories too."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("facilities").get_models()
    }


def test_every_verb_is_here():
    """A page that is added to an admin is added to both lists."""
    offered = {
        f"{model._meta.model_name}-{verb}"
        for model in (Building, Unit, SpaceLease, Charge, Payment, ChargeRun)
        for verb in verbs_of(pages_of(model))
    }
    pages = {"building-plan", "building-let", "building-import_units", "spacelease-statement",
             "spacelease-from_file", "spacelease-document", "unit-plan"}  # fmt: skip

    assert {str(case) for case in DONE} == {str(case) for case in REFUSED}
    assert {str(case) for case in DONE} == (offered - pages) | {"building-add", "spacelease-add"}


def verbs_of(pages) -> list[str]:
    listed = [*(pages.actions_detail or ()), *(pages.actions_list or ())]
    groups = [one["items"] if isinstance(one, dict) else [one] for one in listed]
    return [name for group in groups for name in group]


@pytest.mark.usefixtures("_empty_broker")
@pytest.mark.parametrize("case", DONE, ids=str)
def test_verb_is_done_by_its_form(world, case):
    row = case.row(world)

    response = case.sent_by(world, "manager_a", row)

    assert response.status_code == 302
    assert world.client("manager_a").get(response.url).status_code == 200
    assert case.then(world, row)


@pytest.mark.usefixtures("_empty_broker")
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_refusal_is_on_the_form_and_changes_no_row(world, case):
    row = case.row(world)
    before = on_file()

    response = case.sent_by(world, "manager_a", row)

    errors = response.context["form"].errors.as_data()
    assert {name: [error.code for error in found] for name, found in errors.items()} == case.refused
    (sentence,) = (error.message for found in errors.values() for error in found)
    assert escape(str(sentence)) in response.text
    assert response.status_code == 200
    assert on_file() == before


@pytest.mark.parametrize("case", [case for case in DONE if case.row is not nothing], ids=str)
def test_nobody_else_does_it(world, case):
    """The list of their own buildings is all that a manager gets who lets a room elsewhere."""
    row = case.row(world)
    before = on_file()

    answers = {
        role: case.sent_by(world, role, row).status_code
        for role in ("manager_b", "auditor", "zone", "roleless", "anonymous")
    }

    elsewhere = 200 if case.verb == "add" else 404
    assert answers == {
        "manager_b": elsewhere, "auditor": 403, "zone": 403, "roleless": 302, "anonymous": 302,
    }  # fmt: skip
    assert on_file() == before


@pytest.mark.parametrize("case", [case for case in DONE if case.row is nothing], ids=str)
def test_manager_does_it_at_home_only(world, case):
    before = on_file()

    statuses = {role: case.sent_by(world, role, None).status_code for role in ("auditor", "zone")}
    response = case.sent_by(world, "manager_b", None)

    assert statuses == {"auditor": 403, "zone": 403}
    assert response.context["form"].errors.as_data()["incubator"][0].code == "invalid_choice"
    assert on_file() == before


@pytest.mark.parametrize(
    ("name", "model"), [("units", Unit), ("residence", SpaceLease), ("company", SpaceLease)]
)
def test_nothing_of_another_incubator_can_be_chosen_in_a_lease(world, name, model):
    theirs = world.of(model, B)
    key = {"units": theirs.pk}.get(name) or getattr(theirs, f"{name}_id")
    case = Case(SpaceLease, "add", free_room, {**TERMS, name: key})
    row = case.row(world)

    response = case.sent_by(world, "manager_a", row)

    assert response.context["form"].errors.keys() == {name}
    assert not row.lettings.exists()
