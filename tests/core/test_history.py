"""Integration tests of the history: complete, unavoidable, unchangeable, without secrets."""

import io

import pgtrigger
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from companies import lifecycle
from companies.models import Company
from incubator.accounts.models import AccessToken, User
from incubator.celery import RecordedTask, app
from incubator.core.history import recorded
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory, UserFactory

pytestmark = pytest.mark.django_db

OURS = (
    "core",
    "institutions",
    "accounts",
    "imports",
    "companies",
    "mentors",
    "facilities",
    "statistics",
)
# What is no fact: logs of work done, and what is computed from facts again and again.
DERIVED = {
    "ComputationRun",
    "YearlyTotal",
    "ChargeRun",
    "AppointmentNotice",
    "LeaseNotice",
    "MentorApplicationDraft",
    "FileImport",
    "ImportedRow",
    "SessionReminder",
    # Published once and never changed: they are history themselves, sealed in a chain.
    "Snapshot",
    "SnapshotFile",
    "SnapshotValue",
    # What vouches for the history, and what was found: written once.
    "HistorySeal",
    "HistoryCheck",
    # Made of the history, for its search.
    "HistoryStretch",
    # What a merge changed, written once: the rows themselves have their history.
    "MovedRow",
    # What was sent to other systems: the log of its own attempts.
    "WebhookDelivery",
    "WebhookAttempt",
}


def our_models() -> list:
    """Every model of ours but the event tables themselves."""
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return [model for model in models if not hasattr(model, "pgh_tracked_model")]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_every_table_of_facts_is_tracked(model):
    assert hasattr(model, "history") == (model.__name__ not in DERIVED)


def labels(company: Company) -> list[str]:
    return list(company.history.order_by("pgh_id").values_list("pgh_label", flat=True))


def test_orm_is_recorded():
    company = CompanyFactory()

    company.name = "改名"
    company.save()
    pk = company.pk
    company.delete()

    events = Company.history.rel.related_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert [(event.pgh_label, event.name) for event in events][1:] == [
        ("update", "改名"),
        ("delete", "改名"),
    ]


def test_bulk_update_is_recorded():
    company = CompanyFactory()

    Company.objects.filter(pk=company.pk).update(name="批量")

    assert labels(company) == ["insert", "update"]


def test_plain_sql_is_recorded():
    company = CompanyFactory()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE companies_company SET name = 'SQL' WHERE id = %s", [company.pk])

    assert labels(company) == ["insert", "update"]


def test_history_cannot_be_switched_off():
    company = CompanyFactory()

    with pgtrigger.ignore():
        Company.objects.filter(pk=company.pk).update(name="绕过")

    assert labels(company) == ["insert", "update"]


def test_what_does_not_change_is_not_recorded():
    company = CompanyFactory()

    company.save()

    assert labels(company) == ["insert"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE companies_companyevent SET name = 'x'",
        "DELETE FROM companies_companyevent",
        "UPDATE companies_companyevent SET pgh_created_at = now()",
    ],
)
def test_history_cannot_be_changed(sql):
    company = CompanyFactory()

    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        connection.cursor().execute(sql)

    assert labels(company) == ["insert"]


def test_truncate_is_refused_outside_of_tests(django_db_blocker):
    """The trigger looks at the database's name; a copy under another name shows it."""
    source = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosrc FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid "
            "WHERE t.tgrelid = 'companies_companyevent'::regclass AND t.tgname LIKE '%%truncate%%'"
        )
        (body,) = cursor.fetchone()
        unnamed = body.replace("current_database()", "'production'")
        cursor.execute(
            f"CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS $f${unnamed}$f$;"
            "CREATE TEMP TABLE scratch (n int);"
            "CREATE TRIGGER refuse BEFORE TRUNCATE ON scratch EXECUTE FUNCTION pg_temp.refuse()"
        )
    with pytest.raises(DatabaseError, match="cannot be truncated"), transaction.atomic():
        connection.cursor().execute("TRUNCATE scratch")
    assert source.startswith("test_")


def test_every_history_has_its_triggers():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, count(*) FILTER (WHERE t.tgname LIKE 'pgtrigger_append_only%%'), "
            "count(*) FILTER (WHERE t.tgname LIKE 'pgtrigger_no_truncate%%') "
            "FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgenabled = 'O' "
            "GROUP BY c.relname"
        )
        found = {name: (append, truncate) for name, append, truncate in cursor.fetchall()}
    tables = [
        m.history.rel.related_model._meta.db_table
        for m in our_models()
        if m.__name__ not in DERIVED
    ]
    assert {table: found.get(table) for table in tables} == dict.fromkeys(tables, (1, 1))


def test_who_and_why_are_recorded():
    user = UserFactory()
    company = CompanyFactory()

    with recorded(by=user, reason="更正", request="r1"):
        Company.objects.filter(pk=company.pk).update(name="新")

    event = company.history.order_by("-pgh_id").first()
    assert event.pgh_context == {
        "user": user.pk,
        "username": user.username,
        "person": user.name,
        "reason": "更正",
        "request": "r1",
    }


def test_who_and_why_end_with_their_block():
    """Of many verbs in one request or task, none speaks for those that follow it."""
    user, other = UserFactory(), UserFactory()
    company = CompanyFactory()

    def written(name: str) -> dict:
        Company.objects.filter(pk=company.pk).update(name=name)
        return company.history.latest("pgh_id").pgh_context

    with recorded(by=user, request="r1"):
        with recorded(by=other, reason="更正"):
            inside = written("甲")
        after = written("乙")
        with pytest.raises(ValueError, match="no"), recorded(reason="refused"):
            raise ValueError("no")
        last = written("丙")

    assert (inside["user"], inside["reason"], inside["request"]) == (other.pk, "更正", "r1")
    assert after["user"] == last["user"] == user.pk
    assert "reason" not in after | last


def test_verbs_record_their_actor():
    user = UserFactory()
    residence = ResidenceFactory()

    lifecycle.extend(residence=residence, due_on=residence.due_on.replace(year=2013), by=user)

    assert residence.history.order_by("-pgh_id").first().pgh_context["user"] == user.pk


def test_requests_record_user_and_path(browser_as, admin_user):
    incubator = IncubatorFactory()
    client = browser_as(admin_user)
    address = reverse("admin:institutions_incubator_change", args=[incubator.pk])
    page = client.get(address)
    fields = page.context["adminform"].form.initial

    data = {name: value for name, value in fields.items() if value}
    client.post(address, data | {
        "note": "由请求修改", "phases-TOTAL_FORMS": 0, "phases-INITIAL_FORMS": 0,
    })  # fmt: skip

    event = incubator.history.order_by("-pgh_id").first()
    assert event.note == "由请求修改"
    assert event.pgh_context["user"] == admin_user.pk
    assert event.pgh_context["path"] == address


def test_no_secret_is_in_a_history():
    columns = {
        field.name
        for model in (User, AccessToken)
        for field in model.history.rel.related_model._meta.fields
    }

    assert columns & {"password", "digest", "token_key", "last_login"} == set()


def test_commands_and_tasks_stand_beside_what_they_write(db):
    """So that what nothing stands beside was written past the application."""
    user = UserFactory()
    call_command(
        "issue_token",
        user.username,
        "--scopes",
        "statistics:read",
        "--days",
        "1",
        stdout=io.StringIO(),
    )
    token = AccessToken.objects.get(user=user)
    assert token.history.get().pgh_context["command"] == "issue_token"

    class Rename(RecordedTask):
        name = "rename"

        def run(self) -> None:
            User.objects.filter(pk=user.pk).update(name="乙")

    Rename.bind(app)
    Rename()()
    assert user.history.latest("pgh_id").pgh_context["task"] == "rename"
