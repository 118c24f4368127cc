"""The sealed history: each way to change it behind the application's back is found."""

import datetime
import io
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from companies.models import Company
from incubator.core.dates import now
from incubator.core.erasure import forget_actor, overwrite
from incubator.core.history import recorded
from incubator.core.models import HistoryCheck, HistorySeal
from incubator.core.schedule import check_history
from incubator.core.sealing import STRETCH, seal_history
from incubator.core.verifying import KINDS, verify_history
from tests.factories import CompanyFactory, UserFactory

EVENTS = "companies_companyevent"
AT = datetime.datetime(2026, 11, 26, 8, tzinfo=datetime.UTC)


def past_the_triggers(table: str, statement: str) -> None:
    """What the owner of the database can do: switch the refusals off, and write."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def found() -> set[tuple[str, str]]:
    return {(finding.code, finding.table) for finding in verify_history().findings}


@pytest.fixture
def sealed(db) -> Company:
    """A company with three entries under seals."""
    company = CompanyFactory()
    for name in ("甲", "乙"):
        company.name = name
        company.save()
    seal_history(at=AT)
    return company


def test_what_was_recorded_is_sealed_once(sealed):
    before = HistorySeal.objects.count()

    assert seal_history(at=now()) == 0
    assert HistorySeal.objects.count() == before
    seen = verify_history()
    assert (seen.findings, seen.unsealed, seen.seals) == ([], 0, before)
    assert seen.head == HistorySeal.objects.get(number=before).chain


def test_what_comes_later_hangs_on_what_was(sealed):
    head = verify_history().head
    sealed.name = "丙"
    sealed.save()
    assert verify_history().unsealed == 1

    assert seal_history(at=now()) == 1

    assert HistorySeal.objects.latest("number").previous == head
    assert found() == set()
    assert verify_history(head=head).findings == []


def test_long_histories_get_more_seals_than_one(db):
    company = CompanyFactory()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(attname), ',') FROM pg_attribute WHERE attnum > 0"
            " AND attrelid = %s::regclass AND NOT attisdropped AND attgenerated = ''"
            " AND attname <> 'pgh_id'",
            [EVENTS],
        )
        columns = cursor.fetchone()[0]
        cursor.execute(
            f"INSERT INTO {EVENTS} ({columns}) SELECT {columns} FROM {EVENTS},"
            f" generate_series(1, {STRETCH}) WHERE pgh_obj_id = {company.pk}"
        )

    seal_history(at=AT)

    stretches = HistorySeal.objects.filter(table=EVENTS).order_by("first")
    assert [seal.entries for seal in stretches] == [STRETCH, 1]
    assert stretches[1].first == stretches[0].last + 1
    assert found() == set()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE companies_companyevent SET name = '丁' WHERE name = '甲'",
        "UPDATE companies_companyevent SET pgh_created_at = '2007-01-01' WHERE name = '甲'",
        """UPDATE companies_companyevent SET pgh_context = '{"person": "别人"}'""",
        "DELETE FROM companies_companyevent WHERE name = '甲'",
    ],
)
def test_changed_entries_are_found(sealed, statement):
    past_the_triggers(EVENTS, statement)

    assert found() == {("entries_changed", EVENTS)}


def test_an_entry_put_in_is_found(sealed):
    past_the_triggers(EVENTS, f"UPDATE {EVENTS} SET pgh_id = pgh_id + 10 WHERE name = '乙'")
    seal_history(at=now())
    assert ("entries_changed", EVENTS) in found()


def test_a_row_changed_without_a_trace_is_found(sealed):
    past_the_triggers(
        "companies_company", f"UPDATE companies_company SET name = '丁' WHERE id = {sealed.pk}"
    )

    (finding,) = verify_history().findings
    assert (finding.code, finding.table) == ("row_differs", "companies_company")
    assert finding.number == sealed.pk
    assert finding.details.startswith("name")  # and what the database derives from it


def test_a_row_gone_without_a_trace_is_found(sealed):
    past_the_triggers("companies_company", f"DELETE FROM companies_company WHERE id = {sealed.pk}")

    (finding,) = verify_history().findings
    assert (finding.code, finding.number) == ("row_gone", sealed.pk)


def test_a_row_without_history_is_found(db):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE companies_company DISABLE TRIGGER USER")
        company = CompanyFactory()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE companies_company ENABLE TRIGGER USER")

    (finding,) = verify_history().findings
    assert (finding.code, finding.number) == ("row_without_history", company.pk)


def test_a_deleted_row_is_no_finding(sealed):
    sealed.delete()

    assert found() == set()


@pytest.mark.parametrize(
    "change",
    [
        "digest = repeat('0', 64)",
        "entries = entries - 1",
        "sealed_at = sealed_at - interval '1 day'",
    ],
)
def test_a_changed_seal_breaks_the_chain(sealed, change):
    past_the_triggers("core_historyseal", f"UPDATE core_historyseal SET {change} WHERE number = 1")

    assert "chain_broken" in {finding.code for finding in verify_history().findings}


def test_a_seal_taken_out_breaks_the_chain(sealed):
    Company.objects.filter(pk=sealed.pk).update(name="丙")
    seal_history(at=now())
    past_the_triggers("core_historyseal", "DELETE FROM core_historyseal WHERE number = 1")

    assert {"chain_broken", "stretch_missing"} <= {
        finding.code for finding in verify_history().findings
    }


def test_a_chain_made_anew_lacks_the_head_that_was_noted_down(sealed):
    noted = verify_history().head
    past_the_triggers(EVENTS, f"UPDATE {EVENTS} SET name = '丁' WHERE name = '甲'")
    past_the_triggers("core_historyseal", "DELETE FROM core_historyseal")
    seal_history(at=now())
    assert found() == set()

    assert [finding.code for finding in verify_history(head=noted).findings] == ["head_unknown"]


class TestErasure:
    """What the law asks to be erased is sealed anew, and launders nothing."""

    def test_erasing_words_leaves_the_history_whole(self, sealed):
        overwrite(Company, {"pk": sealed.pk}, name="—")

        again = HistorySeal.objects.get(table=EVENTS, replaces__isnull=False)
        assert again.found == HistorySeal.objects.get(number=again.replaces).digest
        assert found() == set()
        assert seal_history(at=now()) == 0

    def test_a_second_erasure_replaces_the_first(self, sealed):
        overwrite(Company, {"pk": sealed.pk}, name="—")
        overwrite(Company, {"pk": sealed.pk}, name="——")

        assert HistorySeal.objects.filter(replaces__isnull=False).count() == 2
        assert found() == set()

    def test_names_taken_out_of_the_context(self, db):
        user = UserFactory()
        with recorded(by=user):
            CompanyFactory()
        seal_history(at=AT)

        forget_actor(user_pk=user.pk, username="gone-1")

        assert HistorySeal.objects.filter(replaces__isnull=False).exists()
        assert found() == set()

    def test_what_was_changed_before_comes_to_light(self, sealed):
        past_the_triggers(EVENTS, f"UPDATE {EVENTS} SET name = '丁' WHERE name = '甲'")

        overwrite(Company, {"pk": sealed.pk}, name="—")

        assert found() == {("changed_before_erasure", EVENTS)}


def test_every_kind_of_finding_has_been_seen_here():
    """The codes of this file's tests are all that there are."""
    text = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in KINDS if f'"{code}"' not in text] == []


class TestCommand:
    """``manage.py verify_history``."""

    def test_says_that_all_is_well(self, sealed):
        out = io.StringIO()

        call_command("verify_history", stdout=out)

        assert verify_history().head in out.getvalue()

    def test_fails_with_what_was_found(self, sealed):
        past_the_triggers(EVENTS, f"UPDATE {EVENTS} SET name = '丁' WHERE name = '甲'")
        out = io.StringIO()

        with pytest.raises(CommandError, match="history_changed"):
            call_command("verify_history", stdout=out)

        assert "entries_changed" in out.getvalue()

    def test_seals_first_when_asked(self, db):
        CompanyFactory()

        call_command("verify_history", "--seal", stdout=io.StringIO())

        assert verify_history().unsealed == 0


def test_the_night_keeps_what_it_found(sealed, caplog):
    check_history()
    assert HistoryCheck.objects.get().findings == []

    past_the_triggers(EVENTS, f"UPDATE {EVENTS} SET name = '丁' WHERE name = '甲'")
    check_history()

    last = HistoryCheck.objects.latest("pk")
    assert [finding["code"] for finding in last.findings] == ["entries_changed"]
    assert "history_changed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_an_entry_whose_transaction_ends_late_is_sealed_later():
    """Numbers are given before transactions end: a seal waits, it leaves no gap."""
    CompanyFactory()
    begun, go = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                CompanyFactory(name="慢")
                begun.set()
                go.wait(20)
        finally:
            connection.close()

    writer = threading.Thread(target=slow)
    writer.start()
    assert begun.wait(20)
    CompanyFactory(name="快")  # a later number, recorded earlier

    seal_history(at=AT)  # gives up on the busy table
    assert not HistorySeal.objects.filter(table=EVENTS).exists()
    go.set()
    writer.join()

    seal_history(at=AT)
    assert HistorySeal.objects.get(table=EVENTS).entries == 3
    assert found() == set()


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_seal_one_chain():
    for _ in range(5):
        CompanyFactory()
    errors: list[Exception] = []
    ready = threading.Barrier(8)

    def work() -> None:
        try:
            ready.wait()
            seal_history(at=AT)
        except Exception as error:  # noqa: BLE001 - shown by the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert found() == set()
    tables = list(HistorySeal.objects.values_list("table", flat=True))
    assert len(tables) == len(set(tables))
