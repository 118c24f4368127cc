"""Leases from a file: units and tenants as a list names them, and every refusal of the verb."""

import datetime

import pytest

from facilities import lifecycle as space
from facilities.models import Charge, LeasedUnit, SpaceLease
from incubator.imports import lifecycle
from incubator.imports.models import FileImport
from tests.factories import (
    BuildingFactory,
    CompanyFactory,
    IncubatorFactory,
    ResidenceFactory,
    UnitFactory,
)
from tests.imports.files import brought, checked, out, told, written, xlsx
from tests.imports.test_companies import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]

DAY = datetime.date
HEAD = ["企业名称", "楼宇", "房号", "租期起", "租期至", "租金单价"]


class Place:
    """An incubator with a tenant and two rooms of building A."""

    def __init__(self) -> None:
        self.incubator = IncubatorFactory()
        self.stay = ResidenceFactory(
            incubator=self.incubator, on=DAY(2007, 1, 1), due_on=DAY(2010, 12, 31),
            company=CompanyFactory(name="宁波租户科技有限公司"),
        )  # fmt: skip
        self.building = BuildingFactory(incubator=self.incubator, code="A", name="A座")
        self.rooms = [UnitFactory(building=self.building, number=one) for one in ("101", "102")]

    def row(self, **changed) -> list:
        row = {
            "company": "宁波租户科技", "building": "a座", "units": "101", "on": "2007-04-01",
            "last": "2008-03-31", "price": 30,
        }  # fmt: skip
        return list((row | changed).values())

    def checked(self, *rows: list, head: list = HEAD, **more) -> FileImport:
        return checked(xlsx(head, *rows), kind="leases", incubator=self.incubator, **more)


@pytest.fixture
def place(db) -> Place:
    return Place()


def test_a_list_of_leases_lets_the_units_and_claims_what_is_due(place, manager):
    run = written(place.checked(place.row(units="101、102")), by=manager)

    lease = SpaceLease.objects.get()
    assert (run.state, run.written, lease.residence) == ("done", 1, place.stay)
    assert (lease.begins_on, lease.ends_on) == (DAY(2007, 4, 1), DAY(2008, 4, 1))
    assert (lease.price_class, lease.rhythm, lease.signed_on) == (
        "incubatee", "half_yearly", DAY(2007, 4, 1),
    )  # fmt: skip
    assert {one.unit for one in lease.leased_units.all()} == set(place.rooms)
    assert lease.charges.count() == 2
    assert Charge.history.rel.related_model.objects.first().pgh_context["file_import"] == run.pk


def test_everything_that_the_verb_takes_can_be_said(place):
    head = [
        *HEAD, "合同编号", "签订日期", "付款方式", "免租期（月）", "物业费", "滞纳金（%/天）",
        "押金", "水电押金", "邮箱", "计价方式", "备注",
    ]  # fmt: skip
    more = [
        "HT-7", "2007-03-01", "按季", 1, "2.5", "0.05", "1,000", 200, "z@example.test",
        "元/m²/天", "续签",
    ]  # fmt: skip
    run = written(place.checked([*place.row(company=place.stay.company.unified_code), *more],
                                head=head))  # fmt: skip

    assert run.problems == []
    lease = SpaceLease.objects.get()
    assert (lease.number, lease.rhythm, lease.free_months, lease.price_basis) == (
        "HT-7", "quarterly", 1, "m2_day",
    )  # fmt: skip
    assert (float(lease.late_fee_rate), lease.room_deposit, lease.contact_email) == (
        0.0005, 1000, "z@example.test",
    )  # fmt: skip


def test_every_refusal_of_the_verb_is_told_beside_its_column(place):
    other = ResidenceFactory(incubator=place.incubator, on=DAY(2007, 1, 1)).company
    UnitFactory(building=place.building, number="103", rentable=False)
    run = place.checked(
        place.row(),
        place.row(company=other.name),
        place.row(units="102", on="2006-01-01"),
        place.row(units="102", last="2007-03-31"),
        place.row(units="103"),
        place.row(units="102、999"),
        place.row(building="Z座"),
        place.row(company="没有的公司"),
        place.row(price="面议"),
        place.row(units="102", price=-1),
        place.row(units=""),
        place.row(units="102", last="9999-12-31"),
        place.row(units="102", price=10**6),
    )

    assert told(run) == [
        (3, "单元", "unit_taken"),
        (4, "开始日期", "lease_outside_residence"),
        (5, "租约最后一天", "lease_ends_before_it_begins"),
        (6, "单元", "unit_not_to_let"),
        (7, "单元", "import_unit_unknown"),
        (8, "楼宇", "import_building_unknown"),
        (9, "企业", "import_tenant_unknown"),
        (10, "单价（元）", "cell_unreadable"),
        (11, "单价（元）", "invalid_price"),
        (12, "单元", "cell_empty"),
        (13, "租约最后一天", "cell_unreadable"),
        (14, "单价（元）", "cell_unreadable"),
    ]
    assert (run.good, SpaceLease.objects.count()) == (1, 0)


def test_a_name_of_several_companies_asks_for_the_code(place):
    for name in ("宁波同名有限公司", "宁波同名有限责任公司"):
        ResidenceFactory(incubator=place.incubator, company=CompanyFactory(name=name))

    assert told(place.checked(place.row(company="宁波同名"))) == [
        (2, "企业", "import_tenant_ambiguous")
    ]


def test_a_lease_that_is_on_file_stays_out(place):
    first = written(place.checked(place.row()))
    run = place.checked(place.row(), place.row(units="102"), place.row(units="102"))

    assert (first.written, out(run), run.good) == (1, [2, 4], 1)
    assert run.repeats[0]["detail"] == f"租约{SpaceLease.objects.get().number}已有档案"
    assert run.repeats[1]["detail"] == "与第3行相同"


def test_another_incubators_tenants_and_rooms_are_unknown(place):
    there = Place()

    run = place.checked(place.row(company=there.stay.company.unified_code))

    assert told(run) == [(2, "企业", "import_tenant_unknown")]


def test_of_one_building_the_list_need_not_say_it(place):
    assert place.checked(place.row(building="")).good == 1


def test_what_the_database_alone_refuses_is_told_of_its_row(place, monkeypatch):
    monkeypatch.setattr("facilities.lifecycle.granting.require_residence", lambda lease: None)

    run = place.checked(place.row(on="2006-06-01"), place.row())

    assert told(run) == [(2, "", "refused_by_database")]
    assert (run.good, run.state) == (1, "checked")


def test_leases_are_taken_back_with_their_units_and_unpaid_claims(place, manager):
    run = written(place.checked(place.row(), place.row(units="102")), by=manager)

    lifecycle.undo(run=run, reason="误", by=manager, at=run.finished_at)

    assert [kind.objects.count() for kind in (SpaceLease, LeasedUnit, Charge)] == [0, 0, 0]


def test_a_claim_that_was_paid_or_given_up_stands_in_the_way(place, manager):
    run = written(place.checked(place.row(), place.row(units="102")), by=manager)
    paid, waived = (lease.charges.first() for lease in SpaceLease.objects.order_by("pk"))
    space.record_payment(charge=paid, amount_fen=100, on=DAY(2007, 5, 1), by=manager)
    space.reverse_charge(charge=waived, on=DAY(2007, 5, 1), reason="免除", by=manager)

    found = lifecycle.hindrances(run=run)

    assert {type(one.by).__name__ for one in found} == {"Payment", "Charge"}
    assert {one.number for one in found if type(one.by).__name__ == "Charge"} == {3}
    refused("import_built_upon", lifecycle.undo, run=run, reason="误", by=manager,
            at=run.finished_at)  # fmt: skip


def test_a_file_of_leases_is_of_one_incubator(place, browser_as, admin_user):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.urls import reverse

    file = SimpleUploadedFile("a.xlsx", xlsx(HEAD, place.row()))
    answer = browser_as(admin_user).post(
        reverse("admin:imports_fileimport_add"), {"kind": "leases", "file": file}
    )

    assert list(answer.context["form"].errors) == ["incubator"]
    assert brought(xlsx(HEAD, place.row()), kind="leases").state == "checking"
