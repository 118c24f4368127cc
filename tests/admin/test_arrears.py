"""Who owes: everybody with something past its day, as a page and as an XLSX file."""

import datetime
import io

import pytest
from django.http import HttpResponse
from django.urls import reverse
from openpyxl import load_workbook

from companies.models import Company
from facilities import lifecycle
from facilities.models import Charge, Payment, SpaceLease
from facilities.queries.arrears import arrears
from facilities.queries.leases import statement
from incubator.core.dates import today
from tests.admin.conftest import A, pages_of
from tests.facilities.rows import EVERYWHERE
from tests.factories import LeaseFactory

DAY = datetime.date


def page(world, role: str = "manager_a", **asked) -> HttpResponse:
    return world.client(role).get(reverse(pages_of(SpaceLease).name_of("owing")), asked)


def owed(response: HttpResponse) -> list[tuple]:
    return [(row["company"].pk, row["open"], row["ages"]) for row in response.context["rows"]]


def charge(world) -> Charge:
    """72,000 yuan, due on 1 March 2007, of which one is paid."""
    return world.of(Charge, A)


@pytest.mark.parametrize(
    ("days", "age"), [(1, 0), (30, 0), (31, 1), (90, 1), (91, 2), (365, 2), (366, 3)]
)
def test_age_of_what_is_overdue(world, days, age):
    on = charge(world).due_on + datetime.timedelta(days=days)

    ((company, open_yuan, ages),) = owed(page(world, on=f"{on}"))

    assert (company, open_yuan) == (charge(world).lease.company_id, "71,999.00")
    assert [bool(amount) for amount in ages] == [place == age for place in range(4)]


def test_nothing_is_overdue_on_its_day(world):
    assert owed(page(world, on=f"{charge(world).due_on}")) == []


def test_it_stands_as_it_did_on_that_day(world):
    """What was paid or reversed later had not happened yet."""
    lifecycle.record_payment(charge=charge(world), amount_fen=1_999_00, on=DAY(2007, 6, 1), by=None)
    lifecycle.reverse_charge(charge=charge(world), on=DAY(2007, 8, 1), reason="减免", by=None)

    found = {on: owed(page(world, on=on)) for on in ("2007-05-31", "2007-06-01", "2007-08-01")}

    assert [rows[0][1] if rows else None for rows in found.values()] == [
        "71,999.00", "70,000.00", None,
    ]  # fmt: skip


def test_reversed_payment_does_not_count(world):
    lifecycle.reverse_payment(
        payment=world.of(Payment, A), on=DAY(2007, 6, 1), reason="记错户", by=None
    )

    assert owed(page(world, on="2007-06-02"))[0][1] == "72,000.00"


def test_it_is_what_the_statements_say(world):
    for on in (DAY(2007, 5, 1), DAY(2008, 1, 1), today()):
        for row in arrears(on=on, access=EVERYWHERE):
            leases = SpaceLease.objects.filter(company=row.company, incubator=row.incubator)
            assert row.open == sum(row.ages) == statement(leases, on=on).overdue


@pytest.mark.parametrize(
    ("role", "count"), [("manager_a", 1), ("manager_b", 1), ("zone", 2), ("auditor", 2)]
)
def test_everybody_sees_their_own(world, role, count):
    response = page(world, role, on="2008-01-01")

    assert len(owed(response)) == count
    link = response.context["rows"][0]["link"]
    assert world.client(role).get(link).status_code == 200


@pytest.mark.parametrize("role", ["roleless", "anonymous"])
def test_nobody_else(world, role):
    assert page(world, role).status_code == 302


@pytest.mark.parametrize("asked", [{"on": "2008-02-30"}, {"page": "9" * 30}, {"page": "x"}])
def test_nonsense_is_as_if_unsaid(world, asked):
    response = page(world, **asked)

    assert response.status_code == 200
    assert response.context["on"] == today()


def test_file_says_what_the_page_says(world):
    Company.objects.filter(pk=charge(world).lease.company_id).update(name="=1+1")
    response = page(world, on="2007-04-01", format="xlsx")

    sheet = load_workbook(io.BytesIO(response.content)).active
    row, total = ([cell.value for cell in sheet[number]] for number in (5, 6))
    assert (row[0], row[2], row[3].date(), *row[4:]) == (
        "'=1+1", 1, DAY(2007, 3, 1), 71_999, 0, 71_999, 0, 0,
    )  # fmt: skip
    assert (total[0], total[4]) == ("合计", 71_999)
    assert sheet.cell(5, 3).number_format == "General"


@pytest.mark.parametrize("more", [0, 2])
def test_queries(world, django_assert_num_queries, more):
    for _number in range(more):
        LeaseFactory(residence__incubator=world.a)
    client = world.client("manager_a")
    address = reverse(pages_of(SpaceLease).name_of("owing"))
    client.get(address)

    with django_assert_num_queries(6):
        assert len(client.get(address, {"on": "2009-01-01"}).context["rows"]) == 1 + more
