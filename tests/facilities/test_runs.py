"""Integration tests of charge runs: a year claimed for many leases, once, with its progress."""

import contextlib
import datetime

import pytest
import redis
from django.conf import settings
from django.db import IntegrityError, connection, connections

from facilities import lifecycle, schedule
from facilities.lifecycle import runs
from facilities.models import Charge, ChargeRun
from incubator.core.dates import now, today
from incubator.core.errors import BROKE_OFF, RuleViolation
from tests.broker import NOBODY_THERE, broker_at
from tests.facilities.rows import DAY, answer, everything, refused, settle
from tests.factories import LeaseFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]

MORNING = datetime.datetime(2008, 1, 2, 3, tzinfo=datetime.UTC)


@contextlib.contextmanager
def at_work(run: ChargeRun):
    """Another process is at the run."""
    other = connections.create_connection("default")
    try:
        other.cursor().execute("SELECT pg_advisory_lock(%s, %s)", [runs.RUN_LOCK, run.pk])
        yield
    finally:
        other.close()


def messages() -> int:
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
        return client.llen("celery")


def ask(year: object = 2008, **more: object) -> ChargeRun:
    return lifecycle.request_charges(**{"year": year, "at": MORNING, "by": None} | more)


def claim_year(year: int = 2008, **more: object) -> ChargeRun:
    return lifecycle.generate_year(run_id=ask(year, **more).pk, at=MORNING)


class TestGenerate:
    def test_year_is_claimed_for_every_lease_that_runs_in_it(self):
        LeaseFactory.create_batch(2)
        LeaseFactory(ends_on=DAY(2008, 1, 1))

        run = claim_year()

        assert (run.leases, run.done, run.made, run.progress) == (2, 2, 24, 100)
        assert Charge.objects.filter(from_on__year=2008).count() == 24

    def test_second_run_of_the_year_makes_nothing(self):
        LeaseFactory()
        claim_year()
        claims = list(Charge.objects.order_by("pk").values())

        run = claim_year()

        assert (run.leases, run.made) == (1, 0)
        assert list(Charge.objects.order_by("pk").values()) == claims

    def test_doubled_message_does_nothing(self):
        LeaseFactory()
        run = claim_year()
        before = everything()

        assert lifecycle.generate_year(run_id=run.pk, at=MORNING) is None
        assert everything() == before

    def test_run_that_another_process_is_at_is_left_alone(self):
        run = ask()

        with at_work(run):
            assert lifecycle.generate_year(run_id=run.pk, at=MORNING) is None

    def test_one_institution_alone(self):
        mine, _other = LeaseFactory.create_batch(2)

        claim_year(incubator=mine.incubator)

        claimed = Charge.objects.filter(from_on__year=2008).values_list("lease").distinct()
        assert list(claimed) == [(mine.pk,)]

    def test_who_asked_is_in_the_history(self):
        user, lease = UserFactory(), LeaseFactory()

        claim_year(by=user)

        context = lease.charges.get(from_on=DAY(2008, 1, 1)).history.get().pgh_context
        assert (context["user"], context["reason"]) == (user.pk, "charges of 2008")

    def test_year_without_leases_is_done_at_once(self):
        run = claim_year()

        assert (run.leases, run.progress, run.error) == (0, 100, "")

    def test_run_that_fails_keeps_its_batches_and_says_why(self, monkeypatch):
        monkeypatch.setattr(runs, "BATCH", 1)
        LeaseFactory(ends_on=DAY(2008, 6, 1))
        LeaseFactory()
        settle()
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE facilities_charge ADD CONSTRAINT spoilt CHECK (from_on < '2008-06-01')"
            )
        run = ask()

        with pytest.raises(IntegrityError):
            lifecycle.generate_year(run_id=run.pk, at=MORNING)

        run.refresh_from_db()
        assert (run.leases, run.done, run.made) == (2, 1, 5)
        assert run.error == BROKE_OFF
        settle()
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE facilities_charge DROP CONSTRAINT spoilt")
        assert claim_year().made == 12


class TestRequest:
    def test_worker_is_rung_for(self):
        run = ask()

        assert messages() == 1
        assert (run.progress, run.started_at, run.finished_at) == (0, None, None)

    def test_lost_run_is_rung_for_again(self):
        first = ask()

        assert ask() == first
        assert messages() == 2

    def test_institution_and_zone_are_asked_for_apart(self):
        lease = LeaseFactory()

        assert ask() != ask(incubator=lease.incubator)

    @pytest.mark.parametrize("year", [1979, 2101, "neunzehn", ""])
    def test_what_is_no_year_is_refused(self, year):
        refusal = refused(lifecycle.request_charges, year=year, at=MORNING)

        assert answer(refusal) == ("invalid_year", 400)

    def test_run_under_way_is_refused_with_its_progress(self):
        run = ask()
        ChargeRun.objects.filter(pk=run.pk).update(leases=4, done=1)

        with at_work(run):
            refusal = refused(lifecycle.request_charges, year=2008, at=MORNING)

        assert answer(refusal) == ("charges_under_way", 409)
        assert refusal.values["progress"] == 25

    def test_silent_broker_is_told_at_once_and_the_year_stays_free(self):
        with broker_at(NOBODY_THERE), pytest.raises(RuleViolation) as refusal:
            ask()

        assert answer(refusal.value) == ("broker_unavailable", 503)
        assert ChargeRun.objects.get().error == "The job queue does not answer."
        assert claim_year().error == ""

    def test_beat_asks_for_the_running_year_and_bears_a_refusal(self):
        schedule.generate_charges_of_the_year()

        run = ChargeRun.objects.get()
        assert (run.year, run.requested_by) == (today().year, None)
        with at_work(run):
            schedule.generate_charges_of_the_year(later_argument=1)
        assert ChargeRun.objects.get().requested_at <= now()
