"""A form that was opened before somebody else's change does not put that change back."""

import datetime

import pytest
from django.urls import reverse

from companies.lifecycle import new_plan, rename_company
from companies.models import Call, Company, Rubric
from tests.access.test_unchanged_forms import as_shown
from tests.admin.conftest import A, pages_of

CAPITAL = "registered_capital"


def form_of(row) -> str:
    """Where the form that changes a row is."""
    return reverse(pages_of(type(row)).name_of("change"), args=[row.pk])


def opened(client, row, **typed: str) -> dict:
    """What a browser sends of the form that it was shown, with what was typed into it."""
    return as_shown(client, pages_of(type(row)), form_of(row)) | typed | {"_save": "1"}


def codes(form) -> list[str]:
    return [error.code for error in form.non_field_errors().as_data()]


@pytest.fixture
def company(world) -> Company:
    company = world.of(Company, A)
    company.registered_capital = 500_000
    company.save()
    return company


@pytest.fixture
def desk(world):
    return world.client("manager_a")


def by_somebody_else(company: Company) -> None:
    other = Company.objects.get(pk=company.pk)
    other.registered_capital = 1_234_567
    other.save()


def test_what_somebody_else_saved_is_not_put_back(desk, company):
    sent = opened(desk, company, field="materials")
    by_somebody_else(company)

    response = desk.post(form_of(company), sent)

    form = response.context["adminform"].form
    assert (response.status_code, codes(form)) == (200, ["changed_meanwhile"])
    assert "此内容已被他人修改，本次未保存。现为：注册资本（元）：1,234,567。" in response.text
    assert form["field"].value() == "materials"
    company.refresh_from_db()
    assert (company.registered_capital, company.field) == (1_234_567, "")


def test_saving_once_more_is_knowing(desk, company):
    sent = opened(desk, company, field="materials")
    by_somebody_else(company)
    told = desk.post(form_of(company), sent).context["marks"]

    assert desk.post(form_of(company), sent | dict(told)).status_code == 302

    company.refresh_from_db()
    assert (company.registered_capital, company.field) == (500_000, "materials")


def test_what_both_typed_is_saved(desk, company):
    sent = opened(desk, company, registered_capital="1234567", field="materials")
    by_somebody_else(company)

    assert desk.post(form_of(company), sent).status_code == 302

    company.refresh_from_db()
    assert (company.registered_capital, company.field) == (1_234_567, "materials")


def test_what_the_form_does_not_write_may_have_changed(desk, company):
    sent = opened(desk, company, field="materials")
    rename_company(company=company, name="宁波新名有限公司", on=datetime.date(2007, 1, 1), by=None)

    assert desk.post(form_of(company), sent).status_code == 302

    company.refresh_from_db()
    assert (company.name, company.field) == ("宁波新名有限公司", "materials")


@pytest.mark.parametrize("mark", [None, "", "x", ":", "registered_capital", "\x00: :"])
def test_without_a_mark_of_a_field_it_is_taken(desk, company, mark):
    """Scripts show no form; what they send is what they mean."""
    sent = opened(desk, company, field="materials")
    sent = {**sent, "_seen": mark} if mark is not None else sent
    if mark is None:
        del sent["_seen"]
    by_somebody_else(company)

    response = desk.post(form_of(company), sent)

    assert response.status_code == 302
    company.refresh_from_db()
    assert company.registered_capital == 500_000


def test_rows_below_have_marks_of_their_own(desk, world):
    plan = new_plan(call=world.of(Call, A), by=None)
    rubric = Rubric.objects.get(plan=plan)
    first, second = rubric.criteria.order_by("position")[:2]
    sent = opened(desk, rubric, **{"criteria-1-guidance": "看团队"})
    type(first).objects.filter(pk=first.pk).update(guidance="看技术")

    response = desk.post(form_of(rubric), sent)

    assert response.status_code == 200
    found = {form.instance.pk: codes(form) for form in response.context["inline_admin_formsets"][0]
             .formset.initial_forms}  # fmt: skip
    assert found.pop(first.pk) == ["changed_meanwhile"]
    assert not any(found.values())
    assert "看技术" in response.text
    second.refresh_from_db()
    assert second.guidance != "看团队"

    sent |= dict(response.context["marks"])
    assert desk.post(form_of(rubric), sent).status_code == 302
    second.refresh_from_db()
    assert second.guidance == "看团队"
