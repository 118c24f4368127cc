"""The statement of a tenant: a page, and the same as an XLSX file."""

import datetime
import io

import pytest
from django.http import HttpResponse
from django.urls import reverse
from openpyxl import load_workbook

from facilities import lifecycle
from facilities.models import Charge, SpaceLease
from incubator.core.dates import today
from tests.admin.conftest import A, pages_of
from tests.factories import LeaseFactory

DAY = datetime.date
# What is owed on 1 January 2008: 200 m² for a year at 30 yuan, less the yuan of the fixture.
OWED = "71,999.00"


def statement(world, role: str, **asked) -> HttpResponse:
    address = reverse(pages_of(SpaceLease).name_of("statement"), args=[lease_of(world).pk])
    return world.client(role).get(address, asked)


def lease_of(world) -> SpaceLease:
    return world.of(SpaceLease, A)


def sums(response) -> list[str]:
    """To be paid, of which overdue, late fees grown, credit, deposits held."""
    return [amount for _label, amount in response.context["sums"]]


def cells(response) -> list[tuple]:
    """The claims; above them stand who, where and when, below them the total."""
    sheet = load_workbook(io.BytesIO(response.content)).active
    return list(sheet.iter_rows(min_row=6, max_row=sheet.max_row - 1, values_only=True))


@pytest.mark.parametrize(
    ("role", "status"),
    [("manager_a", 200), ("zone", 200), ("auditor", 200), ("manager_b", 404), ("roleless", 302)],
)
@pytest.mark.parametrize("kind", ["page", "xlsx"])
def test_who_may_see_the_lease_sees_its_statement(world, role, status, kind):
    assert statement(world, role, format=kind).status_code == status


def test_nothing_is_due_before_the_lease(world):
    response = statement(world, "manager_a", on="2007-02-28")

    assert (sums(response), response.context["lines"]) == (["0.00"] * 5, [])


def test_claim_is_due_and_then_overdue(world):
    due = lease_of(world).charges.get().due_on

    on_the_day = statement(world, "manager_a", on=f"{due}")
    after = statement(world, "manager_a", on=f"{due + datetime.timedelta(days=1)}")

    assert sums(on_the_day)[1] == "0.00"
    assert sums(after)[:2] == [sums(after)[0]] * 2


def test_reversed_claim_that_was_paid_leaves_credit(world):
    lifecycle.reverse_charge(charge=world.of(Charge, A), on=DAY(2007, 6, 1), reason="写错", by=None)

    response = statement(world, "manager_a", on="2008-01-01")

    assert sums(response) == ["0.00", "0.00", "0.00", "1.00", "0.00"]
    assert [shown["amount"] for shown in response.context["lines"]] == ["72,000.00"]


@pytest.mark.parametrize("day", ["2008-02-30", "abc", "0001-01-01", "9" * 99, "2008-01-01\x01"])
@pytest.mark.parametrize("kind", ["page", "xlsx"])
def test_nonsense_day_is_today(world, day, kind):
    response = statement(world, "manager_a", on=day, format=kind)

    assert response.status_code == 200
    if kind == "page":
        assert response.context["on"] == today()


def test_file_says_what_the_page_says(world):
    response = statement(world, "manager_a", on="2008-01-01", format="xlsx")
    lease, charge = lease_of(world), world.of(Charge, A)

    (row,) = cells(response)
    assert [value.date() for value in (row[0], row[3], row[4])] == [
        charge.due_on, charge.from_on, charge.until_on - datetime.timedelta(days=1),
    ]  # fmt: skip
    assert (row[1], *row[5:]) == (lease.number, 72000, 1, 0, 71999, 0, None)
    assert response["Content-Disposition"] == (
        f'attachment; filename="statement-{lease.number}-2008-01-01.xlsx"'
    )


def test_file_says_who_owes_what_when(world):
    response = statement(world, "manager_a", on="2008-01-01", format="xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).active

    assert [sheet.cell(row, 2).value for row in (1, 2)] == [
        lease_of(world).company.name, world.a.name,
    ]  # fmt: skip
    assert sheet.cell(3, 2).value.date() == DAY(2008, 1, 1)
    total = [cell.value for cell in sheet[sheet.max_row]]
    assert (total[0], total[5], total[6], total[8]) == ("合计", 72000, 1, 71999)
    assert sheet.cell(6, 6).number_format == "#,##0.00"
    assert sheet.column_dimensions["C"].width >= 11


def test_lease_number_is_no_formula_and_no_header(world):
    lease = lease_of(world)
    SpaceLease.objects.filter(pk=lease.pk).update(number='=1+1"\r\nX-Evil: 1')

    response = statement(world, "manager_a", on="2008-01-01", format="xlsx")

    # XML readers turn a carriage return and line feed into one line feed (XML 1.0, 2.11).
    assert cells(response)[0][1].replace("\r\n", "\n") == "'" + '=1+1"\nX-Evil: 1'
    assert "\n" not in response["Content-Disposition"]
    assert response["Content-Disposition"].count('"') == 2


def test_all_leases_of_the_company_here_and_no_others(world):
    lease = lease_of(world)
    LeaseFactory(residence=lease.residence)
    LeaseFactory()

    response = statement(world, "manager_a", on="2007-04-01")

    companies = {shown["line"].charge.lease.company_id for shown in response.context["lines"]}
    leases = {shown["line"].charge.lease_id for shown in response.context["lines"]}
    assert companies == {lease.company_id}
    assert leases == set(
        SpaceLease.objects.filter(company=lease.company_id).values_list("pk", flat=True)
    )


@pytest.mark.parametrize("leases", [1, 3])
def test_queries(world, django_assert_num_queries, leases):
    for _ in range(leases - 1):
        LeaseFactory(residence=lease_of(world).residence)
    client = world.client("manager_a")
    address = reverse(pages_of(SpaceLease).name_of("statement"), args=[lease_of(world).pk])

    with django_assert_num_queries(9):
        client.get(address, {"on": "2008-01-01"})
