"""Files of lists: what people need of each can be chosen, and a figure is one to reckon with."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from companies.models import Company, Residence
from facilities.models import Building, SpaceLease, Unit
from incubator.statistics.models import YearlyTotal
from mentors.models import Assignment, Mentor, MentoringSession
from tests.admin.conftest import A, pages_of
from tests.factories import CompanyFactory, ResidenceFactory

# What a person has asked a file of the list for, by the names of its columns.
NEEDED = {
    Company: (
        "called", "unified_code", "field", "founder_kind", "registered_on", "registered_capital",
        "stays", "is_generated",
    ),
    Residence: (
        "company", "company_code", "incubator", "programme", "admitted_on", "due_on", "left_on",
        "exit_reason", "note",
    ),
    Mentor: (
        "who", "kind", "tier", "employer", "title", "what", "appointed", "retired_on",
        "is_generated",
    ),
    Assignment: (
        "company", "company_code", "mentor", "incubator", "standing", "begins_on", "until_on",
        "end_reason",
    ),
    MentoringSession: (
        "on", "starts", "minutes", "mentor", "company", "company_code", "incubator", "mode",
        "need", "standing",
    ),
    SpaceLease: (
        "incubator", "number", "company", "company_code", "rooms", "begins_on", "until_on",
        "price_class", "unit_price", "price_basis", "rhythm",
    ),
    Unit: (
        "incubator", "building", "number", "floor", "kind", "area", "usable", "use", "state",
        "begins_on", "ends_on",
    ),
    YearlyTotal: ("year", "label", "part_label", "place", "shown", "unit", "balance"),
}  # fmt: skip


def file_of(client, model, names, kind: str = "csv", query: str = ""):
    where = reverse(pages_of(model).name_of("seen"))
    answer = client.get(f"{where}?_format={kind}&_columns={','.join(names)}{query}")
    return b"".join(answer.streaming_content)


def rows_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def rows_of_xlsx(content: bytes) -> list[tuple]:
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


READ = {"csv": rows_of_csv, "xlsx": rows_of_xlsx}


@pytest.mark.parametrize("model", NEEDED, ids=lambda model: model.__name__)
def test_what_people_need_can_be_chosen(world, model):
    rows = rows_of_csv(file_of(world.client("superuser"), model, NEEDED[model]))

    assert len(rows[0]) == len(set(rows[0])) == len(NEEDED[model])
    assert len(rows) > 1


def test_a_stay_has_the_code_of_its_company(world):
    rows = rows_of_csv(file_of(world.client("manager_a"), Residence, ("company", "company_code")))

    company = world.of(Company, A)
    assert [company.name, company.unified_code] in rows


def test_stays_of_others_are_not_in_the_file(world):
    ResidenceFactory(company=world.of(Company, A), incubator=world.b)

    content = file_of(world.client("manager_a"), Company, ("called", "stays")).decode()

    assert world.a.name in content
    assert world.b.name not in content


def test_figures_are_numbers(world):
    CompanyFactory(name="资本充足", registered_capital=Decimal("1500000.50"))

    rows = rows_of_xlsx(
        file_of(world.client("zone"), Company, ("called", "registered_capital"), "xlsx")
    )

    assert ("资本充足", 1500000.5) in rows


def test_the_area_of_a_building_is_a_number_under_its_unit(world):
    building = world.of(Building, A)

    rows = rows_of_xlsx(file_of(world.client("manager_a"), Building, ("name", "area"), "xlsx"))

    assert rows[0] == ("名称", "建筑面积（m²）")
    assert (building.name, building.floor_area) in rows


def test_what_is_not_said_on_the_page_is_not_said_in_the_file(world):
    """An opening balance of none is empty in both, and a link that leads on is no column."""
    names = ("label", "balance", "facts")
    totals = YearlyTotal.objects.filter(incubator=world.a)
    totals.update(opening_balance=0)

    rows = rows_of_xlsx(file_of(world.client("manager_a"), YearlyTotal, names, "xlsx"))

    assert {row[1] for row in rows[1:]} == {None}
    assert {row[2] for row in rows[1:]} <= {None, *totals.values_list("counted", flat=True)}
    estate = rows_of_csv(file_of(world.client("manager_a"), Building, ("name", "table")))
    assert [row[0] for row in estate] == ["名称", world.of(Building, A).name]
    assert {len(row) for row in estate} == {1}


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " ="])
@pytest.mark.parametrize("kind", READ)
def test_no_cell_is_a_formula(admin_user, browser_as, lead, kind):
    company = ResidenceFactory().company
    Residence.objects.filter(company=company).update(note=f"{lead}cmd|' /C calc'!A0")

    rows = READ[kind](file_of(browser_as(admin_user), Residence, ("note",), kind))

    assert rows[1][0] == f"'{lead}cmd|' /C calc'!A0"


@pytest.mark.parametrize("kind", READ)
def test_control_characters_are_left_out(admin_user, browser_as, kind):
    stay = ResidenceFactory()
    type(stay).objects.filter(pk=stay.pk).update(note="a\x07b\x1fc")

    rows = READ[kind](file_of(browser_as(admin_user), Residence, ("note",), kind))

    assert rows[1][0] == "abc"
