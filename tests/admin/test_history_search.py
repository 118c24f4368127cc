"""Searching the history, and what the checks of it say, in the admin."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.models import Application, Company, Conflict
from incubator.core.dates import now
from incubator.core.history import recorded
from incubator.core.models import HistoryCheck
from incubator.core.verifying import check_history
from tests.admin.conftest import A, pages_of
from tests.factories import CompanyFactory, IncubatorFactory, UserFactory

SEARCH = reverse("admin:core_historycheck_search")
TABLE = Company.history.rel.related_model._meta.db_table


@pytest.fixture
def desk(client, auditor):
    """An auditor's browser."""
    client.force_login(auditor)
    return client


def found(desk, **asked) -> list[tuple[str, str]]:
    """Who and what, of every change on the page, the latest first."""
    response = desk.get(SEARCH, asked)
    assert response.status_code == 200
    return [(change.by, change.subject) for change, _address, _row in response.context["rows"]]


@pytest.mark.parametrize(
    ("role", "status"),
    [("auditor", 200), ("superuser", 200), ("zone", 403), ("manager_a", 403)],
)
def test_who_may_search(world, role, status):
    assert world.client(role).get(SEARCH).status_code == status


@pytest.mark.parametrize("role", ["auditor", "superuser"])
def test_whom_a_case_is_kept_from_does_not_search_everything(world, role):
    Conflict.objects.create(
        application=world.of(Application, A), user=world.users[role], ground="declared",
        found_at=now(),
    )  # fmt: skip
    client = world.client(role)

    assert client.get(SEARCH).url == pages_of(HistoryCheck).list_address()
    assert "回避" in client.get(SEARCH, follow=True).text
    (kept,) = Conflict.objects.filter(user=world.users[role])
    Conflict.objects.filter(pk=kept.pk).update(lifted_at=now(), lifted_because="同名")
    assert client.get(SEARCH).status_code == 200


def test_every_row_that_is_linked_has_its_history(world):
    """Of every table; a row that is gone is no link."""
    desk, query, seen = world.client("auditor"), "x=1", set()
    gone = CompanyFactory()
    key = gone.pk
    gone.delete()
    while query:
        response = desk.get(f"{SEARCH}?{query}")
        query = response.context["older"]
        for change, address, row in response.context["rows"]:
            assert not (address and change.subject == "企业" and row == key)
            kind = address.split("/")[2:4]
            if address and str(kind) not in seen:  # one of each kind
                seen.add(str(kind))
                assert desk.get(address).status_code == 200, address
    assert len(seen) > MANY


MANY = 40  # kinds of rows of the world


class TestFinding:
    """Each field narrows."""

    @pytest.fixture
    def told(self, db) -> Company:
        person = UserFactory(name="查账的人", username="checker")
        with recorded(by=person, reason="更正名称", request="abcdef12"):
            company = CompanyFactory(name="甲公司")
        with recorded(by=UserFactory(name="别人")):
            company.name = "乙公司"
            company.save()
        return company

    @pytest.mark.parametrize("person", ["查账", "check", "CHECK"])
    def test_by_who(self, desk, told, person):
        assert {by for by, _what in found(desk, person=person)} == {"查账的人"}

    def test_by_reason_and_request(self, desk, told):
        assert found(desk, word="更正", table=TABLE)
        assert found(desk, word="abcdef", table=TABLE)
        assert found(desk, word="bcdef", table=TABLE) == []

    def test_by_row(self, desk, told):
        other = CompanyFactory()

        assert len(found(desk, table=TABLE, row=told.pk)) == 2
        assert len(found(desk, table=TABLE, row=other.pk)) == 1

    def test_before_and_after_are_shown(self, desk, told):
        text = desk.get(SEARCH, {"table": TABLE}).text

        assert "<del>甲公司</del> → 乙公司" in text

    def test_leads_to_the_history_of_the_row(self, desk, told):
        address = reverse("admin:companies_company_history", args=[told.pk])
        assert f'href="{address}"' in desk.get(SEARCH, {"table": TABLE}).text
        assert desk.get(address).status_code == 200

    def test_by_day(self, desk, told):
        day = now().astimezone(datetime.timezone(datetime.timedelta(hours=8))).date()
        later = day + datetime.timedelta(days=1)

        assert len(found(desk, table=TABLE, row=told.pk, since=day, until=day)) == 2
        assert found(desk, table=TABLE, since=later) == []
        assert found(desk, table=TABLE, until=day - datetime.timedelta(days=1)) == []

    def test_what_was_written_past_the_application(self, desk):
        with connection.cursor() as cursor:
            company = CompanyFactory()
            cursor.execute("UPDATE companies_company SET name = 'SQL' WHERE id = %s", [company.pk])
        with recorded(by=UserFactory()):
            company.save()

        assert len(found(desk, table=TABLE, row=company.pk)) == 3
        assert len(found(desk, table=TABLE, row=company.pk, nameless="on")) == 2

    @pytest.mark.parametrize(
        "asked",
        [{"row": "0"}, {"row": "9" * 30}, {"since": "2007-13-01"}, {"table": "auth_user"},
         {"until": "9999-12-31"}],
    )  # fmt: skip
    def test_what_cannot_be_asked_is_said(self, desk, told, asked):
        response = desk.get(SEARCH, asked)

        assert response.status_code == 200
        assert response.context["form"].errors
        assert response.context["rows"] == []

    @pytest.mark.parametrize("after", ["x", "2007-01-01 1 t", "2007-01-01T00:00:00+00:00 x t", "'"])
    def test_a_broken_place_is_the_beginning(self, desk, told, after):
        assert desk.get(SEARCH, {"after": after}).status_code == 200


def test_pages_follow_one_another_without_gap_or_doubling(desk):
    """Rows of one moment too: they were all put in at one stroke."""
    IncubatorFactory.create_batch(2)
    companies = CompanyFactory.create_batch(120)
    seen: list[int] = []
    query = f"table={TABLE}"
    while query:
        response = desk.get(f"{SEARCH}?{query}")
        seen += [row for _change, _address, row in response.context["rows"]]
        query = response.context["older"]

    ours = {company.pk for company in companies}
    assert sorted(row for row in seen if row in ours) == sorted(ours)


def test_queries_do_not_grow_with_the_rows(world, desk):
    counts = []
    for _ in range(2):
        CompanyFactory.create_batch(3)
        with CaptureQueriesContext(connection) as captured:
            desk.get(SEARCH, {"table": TABLE})
        counts.append(len(captured))

    # Session, reader, roles, what is kept from them, changes, what came before each, what is there,
    # and the names of what a change points at: who merged, and into which.
    assert counts == [9, 9]


class TestCheck:
    """The page of a check."""

    def test_intact(self, desk):
        check = check_history(at=now())

        text = desk.get(pages_of(HistoryCheck).address_of(check)).text

        assert "与记录一致" in text

    def test_what_was_found_is_named(self, desk):
        check = HistoryCheck.objects.create(
            checked_at=now(), entries=1, seals=0, unsealed=1, nameless=0,
            findings=[{"code": "row_gone", "table": "companies_company", "number": 4711,
                       "details": ""}],
        )  # fmt: skip

        text = desk.get(pages_of(HistoryCheck).address_of(check)).text

        assert "companies_company" in text
        assert "4711" in text
