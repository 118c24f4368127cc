"""Files of companies and residences: the list as it stands, in cells that only show."""

import csv
import io

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from openpyxl import load_workbook

from companies.models import Company
from tests.admin.conftest import A
from tests.factories import CompanyFactory, ResidenceFactory

XLSX, CSV = "0", "1"
COMPANIES, RESIDENCES = "admin:companies_company_export", "admin:companies_residence_export"


def rows_of_csv(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def rows_of_xlsx(response) -> list[tuple]:
    return list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))


READ = {CSV: rows_of_csv, XLSX: rows_of_xlsx}


def exported(client, name: str, file_format: str, query: str = ""):
    return client.post(reverse(name) + query, {"format": file_format, "resource": "0"})


@pytest.mark.parametrize(("name", "rows"), [(COMPANIES, 1), (RESIDENCES, 1)])
def test_manager_exports_its_own(world, name, rows):
    response = exported(world.client("manager_a"), name, CSV)

    assert len(rows_of_csv(response)) == rows + 1
    assert world.a.name in response.content.decode()
    assert world.b.name not in response.content.decode()


def test_zone_exports_all(world):
    response = exported(world.client("zone"), COMPANIES, XLSX)

    assert len(rows_of_xlsx(response)) == 3


@pytest.mark.parametrize(
    ("query", "rows"), [("?q=甲", 1), ("?standing=graduated", 0), ("?standing=in", 2)]
)
def test_export_keeps_search_and_filters(world, query, rows):
    response = exported(world.client("zone"), COMPANIES, CSV, query)

    assert len(rows_of_csv(response)) == rows + 1


def test_csv_opens_in_excel(world):
    response = exported(world.client("zone"), COMPANIES, CSV)

    assert response.content.startswith(b"\xef\xbb\xbf")


def test_stays_of_others_are_not_in_the_file(world):
    ResidenceFactory(company=world.of(Company, A), incubator=world.b)

    response = exported(world.client("manager_a"), COMPANIES, CSV)

    assert world.b.name not in response.content.decode()


def test_chosen_rows_cannot_be_asked_for(world):
    """The library's list of chosen keys would tell which keys exist."""
    answers = [
        world.client("manager_a").post(
            reverse(COMPANIES), {"format": CSV, "resource": "0", "export_items": key}
        )
        for key in (world.of(Company, "b").pk, world.of(Company, A).pk, 999_999)
    ]

    assert [response.headers["Content-Type"] for response in answers] == [
        "text/html; charset=utf-8"
    ] * 3


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " ="])
@pytest.mark.parametrize("file_format", [CSV, XLSX])
def test_no_cell_is_a_formula(admin_user, browser_as, lead, file_format):
    company = CompanyFactory(name="待改名")
    Company.objects.filter(pk=company.pk).update(name=f"{lead}cmd|' /C calc'!A0")

    response = exported(browser_as(admin_user), COMPANIES, file_format)

    assert READ[file_format](response)[1][0] == f"'{lead}cmd|' /C calc'!A0"


@pytest.mark.parametrize("file_format", [CSV, XLSX])
def test_control_characters_are_left_out(admin_user, browser_as, file_format):
    stay = ResidenceFactory()
    type(stay).objects.filter(pk=stay.pk).update(note="a\x07b\x1fc")

    response = exported(browser_as(admin_user), RESIDENCES, file_format)

    assert READ[file_format](response)[1][-1] == "abc"


def test_too_many_rows_are_refused_in_words(world, monkeypatch):
    monkeypatch.setattr("incubator.accounts.admin_export.MOST_ROWS", 1)

    response = exported(world.client("zone"), COMPANIES, CSV)

    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert len(list(get_messages(response.wsgi_request))) == 1


@pytest.mark.parametrize("role", ["roleless", "anonymous"])
def test_no_role_no_file(world, role):
    assert exported(world.client(role), COMPANIES, CSV).status_code == 302
