"""Words and numbers around the rows of the admin: counts, trails, tables without rows."""

import datetime

import pytest
from django.urls import reverse

from companies.models import Company, Qualification
from incubator import admin_recent
from incubator.accounts.lists.changelist import ScopedChangeList
from incubator.core.templatetags.shown import trail
from mentors.models import MentoringSession
from tests.admin.conftest import A, pages_of
from tests.admin.test_home import recorded_yesterday


@pytest.fixture
def many(monkeypatch) -> None:
    """Lists that say they have 1169 rows."""
    as_it_is = ScopedChangeList.get_results

    def get_results(self, request) -> None:
        as_it_is(self, request)
        self.result_count = self.full_result_count = 1169

    monkeypatch.setattr(ScopedChangeList, "get_results", get_results)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.usefixtures("many")
def test_numbers_of_a_list_are_grouped(world, language):
    client = world.client("manager_a")
    client.cookies["django_language"] = language
    found = client.get(pages_of(Company).list_address(), {"q": "甲"}).text
    of_many = client.get(pages_of(Qualification).list_address()).text

    assert ("1,169条结果" if language == "zh-hans" else "1,169 results") in found
    assert ("选择全部1,169行" if language == "zh-hans" else "Select all 1,169 rows") in of_many
    assert "1169" not in found + of_many


def test_a_list_as_it_is_does_not_offer_to_show_all(world):
    shown = world.client("manager_a").get(pages_of(Company).list_address()).text

    assert "条结果" not in shown


def test_a_trail_says_no_word_twice_and_a_name_as_it_is_written(db):
    company = Company(name="abc ltd")
    parts = [
        {"title": "企业"}, {"title": "企业", "link": "/list/"}, {"title": company, "link": "/row/"},
    ]  # fmt: skip

    assert trail(parts) == [
        {"title": "企业", "link": "/list/"}, {"title": "abc ltd", "link": "/row/"},
    ]  # fmt: skip
    assert [one["title"] for one in trail([{"title": "facilities"}, {"title": "leases"}])] == [
        "Facilities", "Leases",
    ]  # fmt: skip


def test_a_table_without_rows_says_so_instead_of_its_headings(world):
    company = world.of(Company, A)
    address = reverse("admin:companies_company_change", args=[company.pk])

    answer = world.client("manager_a").get(address)

    empty = [
        one for one in answer.context["inline_admin_formsets"]
        if not one.formset.forms and not one.has_add_permission
    ]  # fmt: skip
    assert len(empty) >= 1
    assert answer.text.count('<p class="nothing">暂无记录。</p>') == len(empty)
    for one in empty:  # what is sent back stays whole
        assert f'name="{one.formset.prefix}-TOTAL_FORMS"' in answer.text
        assert f'id="{one.formset.prefix}-data"' not in answer.text


def test_recent_changes_leave_out_what_is_still_to_come(world, monkeypatch):
    session, client = world.of(MentoringSession, A), world.client("manager_a")
    recorded_yesterday()
    MentoringSession.objects.filter(pk=session.pk).update(place="三楼会议室")

    def told() -> list[str]:
        return [one.row for one in client.get("/admin/").context["recent"]]

    assert str(session) in told()
    the_day_before = session.on - datetime.timedelta(days=1)
    monkeypatch.setattr(admin_recent, "today", lambda: the_day_before)
    assert str(session) not in told()
