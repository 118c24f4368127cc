"""The Torch form in the admin: filled in, completed, checked, taken along."""

import datetime
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from incubator.core.dates import today
from incubator.statistics.models import TorchEntry
from tests.admin.conftest import pages_of
from tests.factories import ResidenceFactory


def address(place: str, year: int = 2007) -> str:
    return reverse(pages_of(TorchEntry).name_of("form"), args=[place, year])


@pytest.mark.parametrize(
    ("role", "status"),
    [("zone", 200), ("auditor", 200), ("superuser", 200), ("manager_a", 200), ("manager_b", 404),
     ("roleless", 302)],
)  # fmt: skip
def test_who_sees_the_form_of_a(world, role, status):
    assert world.client(role).get(address(world.a.code)).status_code == status


def test_page_says_whose_returns_are_missing(world):
    before = world.client("manager_a").get(address(world.a.code))
    ResidenceFactory(incubator=world.a, on=datetime.date(2007, 6, 1))

    page = world.client("manager_a").get(address(world.a.code))

    silent = page.context["torch"].silent
    assert silent == before.context["torch"].silent + 1
    assert f"年末在孵企业中有{silent}家没有经核实的年度报表" in page.text


def test_nobody_fills_in_a_year_that_has_not_begun(world):
    latest = today().year

    page = world.client("manager_a").get(address(world.a.code, latest))

    assert page.context["years"][-1] == (latest, address(world.a.code, latest))
    assert world.client("manager_a").get(address(world.a.code, latest + 1)).status_code == 404
    assert world.client("manager_a").get(address(world.a.code, 1979)).status_code == 404


@pytest.mark.parametrize(
    ("role", "kept"),
    [("manager_a", True), ("superuser", True), ("zone", False), ("auditor", False)],
)
def test_who_may_fill_it_in(world, role, kept):
    TorchEntry.objects.all().delete()

    world.client(role).post(address(world.a.code), {"head": "负责人", "why_staff": "扩编"})

    assert TorchEntry.objects.filter(item="staff", explanation="扩编").exists() == kept
    assert TorchEntry.objects.filter(item="head", words="负责人").exists() == kept


def test_figure_cannot_be_typed(world):
    TorchEntry.objects.all().delete()
    page = world.client("manager_a").get(address(world.a.code))
    assert "staff" not in page.context["form"].fields

    world.client("manager_a").post(address(world.a.code), {"incubatees": "99", "staff": "9"})

    assert not TorchEntry.objects.exists()


def test_words_that_are_too_long_are_told_at_their_field(world):
    response = world.client("manager_a").post(address(world.a.code), {"head": "长" * 201})

    assert "head" in response.context["form"].errors


def test_missing_figure_leads_to_where_it_is_stated(world):
    page = world.client("manager_a").get(address(world.a.code)).text

    assert reverse("admin:institutions_yearaccount_changelist") in page
    assert "7b00 = 7b01+7b04+7b02+7b03" in page


@pytest.mark.parametrize("place", ["nowhere", "b"])
def test_foreign_incubator_is_as_unknown_as_none(world, place):
    code = world.b.code if place == "b" else place

    assert world.client("manager_a").get(address(code)).status_code == 404


def test_as_a_file(world):
    response = world.client("manager_a").get(address(world.a.code), {"format": "xlsx"})

    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["孵化器综合情况", "在孵企业情况", "核对"]


def test_action_leads_to_the_own_form(world):
    name = pages_of(TorchEntry).name_of("forms_of_year")

    response = world.client("manager_a").get(reverse(name))

    assert f"/form/{world.a.code}/" in response.url
