"""Forms are data: every file reads, a used version never changes, every item has its source."""

import shutil

import pytest
from django.core.management import call_command

from companies.lifecycle import returns
from companies.lifecycle.returns.forms import FOLDER
from companies.models import ReturnForm, ReturnItem
from companies.rules.returns.forms import read_form
from tests.returns.conftest import AT, WORDS, said_by
from tests.returns.test_life import refused

pytestmark = pytest.mark.django_db

# domain 5.3, by column: items that stand in some of the four forms and not in others.
SOMETIMES = {
    "admitted_on": "0111", "taxpayer_type": "0111", "is_graduate": "1110",
    "graduated_on": "0110", "hnte_number": "0011", "hnte_on": "0010", "is_tech_sme": "0011",
    "tech_sme_code": "0001", "is_innovative_sme": "0001", "is_specialised_sme": "0001",
    "is_little_giant": "0001", "has_mentor": "1110", "is_returnee_company": "1010",
    "is_student_company": "1010", "founder_feature": "0110", "is_serial_founder": "0110",
    "founder_gender": "0111", "taxes_paid": "0111", "industrial_output": "0010",
    "from_incubator_fund": "0001", "bank_loans": "0001", "staff_doctors": "1110",
    "staff_masters": "0010", "staff_bachelors": "0010", "staff_rd": "0010",
    "staff_interns": "0010", "staff_graduates": "0110", "members": "0001", "ip_valid": "1110",
    "foreign_patents_bought": "1110", "contracts_count": "0111", "contracts_amount": "0111",
    "national_projects": "0111", "provincial_awards": "0111", "innovation_fund_grants": "1000",
    "head": "0110", "statistician": "0110", "filled_by": "0110", "phone": "0110",
    "signed_on": "0110",
}  # fmt: skip
ALWAYS = {
    "company_name", "company_code", "registered_on", "registration_type", "field",
    "registered_capital", "area_used", "is_hnte", "revenue", "net_profit", "exports",
    "rd_spending", "investment_received", "staff", "ip_applied", "ip_granted",
}  # fmt: skip


def yearly_items() -> list[set[str]]:
    return [
        {item["code"] for item in said_by(f"torch-yearly-{year}").items}
        for year in (2012, 2017, 2021, 2025)
    ]


def test_every_item_of_the_four_variants_is_asked():
    variants = yearly_items()

    assert [ALWAYS - items for items in variants] == [set()] * 4
    for code, where in SOMETIMES.items():
        assert "".join("01"[code in items] for items in variants) == where, code


def test_loading_twice_changes_nothing():
    first = returns.load_forms(at=AT)
    count = ReturnItem.objects.count()

    assert len(first) == len(list(FOLDER.glob("*.toml"))) - 1
    assert returns.load_forms(at=AT) == []
    assert ReturnItem.objects.count() == count


def test_command_publishes_what_is_missing(capsys):
    call_command("load_return_forms")
    said = capsys.readouterr().out
    call_command("load_return_forms")

    assert "torch-yearly" in said
    assert capsys.readouterr().out == ""
    assert ReturnForm.objects.count() == said.count("\n")


def test_on_every_day_one_yearly_form_holds():
    returns.load_forms(at=AT)

    for year, version in ((1999, 1), (2007, 1), (2016, 1), (2017, 2), (2021, 3), (2025, 4)):
        held = ReturnForm.objects.in_force(on=AT.date().replace(year=year)).filter(
            code="torch-yearly"
        )
        assert [form.version for form in held] == [version], year


def test_torch_is_in_thousands_and_operating_reports_in_tens_of_thousands():
    returns.load_forms(at=AT)

    units = dict(ReturnForm.objects.values_list("code", "unit"))
    assert units["torch-yearly"] == "千元"
    assert units["operating-monthly"] == units["operating-quarterly"] == "万元"


def test_what_was_not_seen_says_so():
    staff = next(i for i in said_by("torch-yearly-2025").items if i["code"] == "staff")

    assert staff["certainty"] == "U"


@pytest.fixture
def folder(tmp_path):
    for name in ("words", "progress-half-yearly"):
        shutil.copy(FOLDER / f"{name}.toml", tmp_path)
    return tmp_path


def rewrite(folder, old: str, new: str) -> None:
    path = folder / "progress-half-yearly.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_version_on_file_cannot_say_something_else(folder):
    returns.load_forms(at=AT, folder=folder)
    rewrite(folder, "本阶段目标", "阶段目标")

    refused("return_form_changed", 409, returns.load_forms, at=AT, folder=folder)
    rewrite(folder, "version = 1", "version = 2")
    rewrite(folder, "valid_from = 1980-01-01", "valid_from = 2010-01-01")
    (second,) = returns.load_forms(at=AT, folder=folder)

    first = ReturnForm.objects.get(code=second.code, version=1)
    assert first.valid_until == second.valid_from
    assert first.items.get(code="stage_goals").label == "本阶段目标"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version = 1", "version = "),
        ("version = 1", "verison = 1"),
        ('rhythm = "half_yearly"', 'rhythm = "hourly"'),
        ('kind = "share"', 'kind = "song"'),
        ('kind = "share"', 'kind = "choice", options = "nothing"'),
        ('code = "progress",', 'code = "stage_goals",'),
        ("checks = []", 'checks = [{kind = "sum", whole = "nothing", parts = ["progress"]}]'),
        ("due_days = 20", "due_days = 0"),
    ],
)
def test_a_file_that_cannot_be_a_form(folder, old, new):
    rewrite(folder, old, new)

    refused("return_form_unreadable", 400, returns.load_forms, at=AT, folder=folder)
    assert not ReturnForm.objects.exists()


def test_asking_can_be_switched(folder):
    (form,) = returns.load_forms(at=AT, folder=folder)

    assert returns.ask_form(form=form, asked=True, by=None).is_asked


def test_items_without_a_source_of_their_own_have_their_forms():
    draft = read_form((FOLDER / "torch-yearly-2012.toml").read_text("utf-8"), WORDS)

    assert {item["source"] for item in draft.items} == {draft.form["source"]}
