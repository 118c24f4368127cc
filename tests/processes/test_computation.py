"""End-to-end tests of computing a year: real worker, real broker, real kills."""

import datetime
import subprocess
import sys
import threading
import time
from io import StringIO

import psycopg
import pytest
import redis
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django_celery_beat.models import PeriodicTask

from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.statistics import lifecycle
from incubator.statistics.enums import OPEN, RunState, Step
from incubator.statistics.models import ComputationRun, YearlyTotal
from tests.factories import ResidenceFactory
from tests.programs import (
    PATIENCE,
    ROOT,
    Program,
    environment,
    messages_left,
    wait_until,
)

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def ask(year: int = 2007) -> ComputationRun:
    """Request a computation as a command would."""
    return lifecycle.request_run(year=year, trigger="command", at=now())


def over(run: ComputationRun) -> ComputationRun:
    """The run when nothing more will happen to it."""

    def ended():
        run.refresh_from_db()
        return run.is_over

    wait_until(ended, f"the end of run {run.pk}")
    return run


def totals() -> list[tuple]:
    """The year as a reader sees it."""
    rows = YearlyTotal.objects.filter(year=2007).order_by("indicator", "part", "incubator_id")
    return list(rows.values_list("indicator", "part", "incubator_id", "value"))


def test_worker_computes_what_is_asked(start_worker):
    ResidenceFactory()
    start_worker()

    run = over(ask())

    assert (run.state, run.step, run.progress, run.error) == ("succeeded", Step.DONE, 100, "")
    assert run.duration.total_seconds() > 0
    assert ("entered", "", None, 1) in totals()


def test_second_computation_gives_the_same_year(start_worker):
    ResidenceFactory()
    start_worker()
    over(ask())
    first = totals()

    second = over(ask())

    assert totals() == first
    assert set(YearlyTotal.objects.values_list("run", flat=True)) == {second.pk}


def test_doubled_message_computes_once(start_worker):
    ResidenceFactory()
    run = ask()
    for _ in range(3):
        lifecycle.tasks.compute_yearly_totals.delay(run_id=run.pk)
    start_worker()

    over(run)
    finished_at = run.finished_at
    wait_until(lambda: messages_left() == 0, "all four messages to be dealt with")

    run.refresh_from_db()
    assert (run.state, run.finished_at) == (RunState.SUCCEEDED, finished_at)


@pytest.mark.usefixtures("_empty_broker")
def test_of_two_requests_at_once_one_is_refused_visibly():
    outcomes = []
    gate = threading.Barrier(2)

    def request():
        try:
            connection.ensure_connection()
            gate.wait(10)
            outcomes.append(ask().pk)
        except RuleViolation as violation:
            outcomes.append((violation.code, violation.status))
        finally:
            connection.close()

    threads = [threading.Thread(target=request) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    run = ComputationRun.objects.get()
    assert sorted(outcomes, key=str) == sorted([run.pk, ("computation_under_way", 409)], key=str)


def killed_while_writing(start_worker) -> ComputationRun:
    """A run whose worker was killed in the middle of replacing a year's totals."""
    worker = start_worker()
    with psycopg.connect(environment()["DATABASE_URL"]) as blocker:
        blocker.execute("LOCK TABLE statistics_yearlytotal IN EXCLUSIVE MODE")
        run = ask()
        wait_until(
            lambda: ComputationRun.objects.filter(pk=run.pk, step=Step.WRITING).exists(),
            "a run that writes",
        )
        worker.kill()
        blocker.rollback()
    return run


def ask_when_free() -> ComputationRun:
    """Ask again until the database has noticed that the killed worker is gone."""

    def attempt():
        try:
            return ask()
        except RuleViolation:
            return None

    return wait_until(attempt, "the year's lock to be free")


def test_year_is_whole_after_a_kill_and_the_next_run_finishes(start_worker):
    ResidenceFactory()
    first_worker = start_worker()
    over(ask())
    before = totals()
    first_worker.end()
    ResidenceFactory()

    run = killed_while_writing(start_worker)
    after_kill = totals()
    start_worker()
    again = over(ask_when_free())

    run.refresh_from_db()
    assert after_kill == before
    assert (run.state, run.error_code) == (RunState.FAILED, "interrupted")
    assert again.state == RunState.SUCCEEDED
    assert ("entered", "", None, 2) in totals()


def test_sweep_closes_a_killed_run(start_worker):
    ResidenceFactory()
    run = killed_while_writing(start_worker)

    wait_until(lambda: lifecycle.release_interrupted(at=now()), "the sweep to find it")

    run.refresh_from_db()
    assert (run.state, run.error_code) == (RunState.FAILED, "interrupted")


def test_sweep_leaves_a_working_run_alone(start_worker):
    ResidenceFactory()
    start_worker()
    with psycopg.connect(environment()["DATABASE_URL"]) as blocker:
        blocker.execute("LOCK TABLE statistics_yearlytotal IN EXCLUSIVE MODE")
        run = ask()
        wait_until(
            lambda: ComputationRun.objects.filter(pk=run.pk, step=Step.WRITING).exists(),
            "a run that writes",
        )
        swept = lifecycle.release_interrupted(at=now())
        blocker.rollback()

    assert swept == 0
    assert over(run).state == RunState.SUCCEEDED


def test_broker_that_is_down_is_told_at_once():
    began = time.monotonic()

    refused = subprocess.run(
        [sys.executable, "manage.py", "compute_totals", "2007"],
        cwd=ROOT,
        env=environment(REDIS_URL="redis://127.0.0.1:1/0"),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    run = ComputationRun.objects.get()
    assert refused.returncode == 1
    assert "[broker_unavailable]" in refused.stderr
    assert (run.state, run.error_code) == (RunState.FAILED, "broker_unavailable")
    assert time.monotonic() - began < PATIENCE


def test_command_joins_a_run_whose_message_was_lost(start_worker):
    ResidenceFactory()
    lost = ask()
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
        client.flushdb()
    start_worker()

    call_command("compute_totals", "2007", stdout=StringIO())

    lost.refresh_from_db()
    assert lost.state == RunState.SUCCEEDED
    assert ComputationRun.objects.count() == 1


def test_beat_knows_the_night(start_worker, tmp_path):
    beat = Program("celery", "-A", "incubator", "beat", "--pidfile=", log=tmp_path / "beat.log")
    try:
        task = wait_until(
            lambda: PeriodicTask.objects.filter(name="compute-current-year").first(),
            "beat's timetable",
        )
        wait_until(
            lambda: PeriodicTask.objects.filter(name="compute-moved-years").exists(),
            "the night's second job",
        )
    finally:
        beat.end()

    crontab = task.crontab
    assert (crontab.hour, crontab.minute, str(crontab.timezone)) == ("2", "30", "Asia/Shanghai")
    assert task.task == "incubator.statistics.schedule.compute_current_year"


def test_a_year_that_moved_is_computed_again_at_night(start_worker):
    from incubator.statistics.schedule import compute_moved_years

    there = ResidenceFactory(on=datetime.date(2006, 3, 1)).incubator
    start_worker()
    for run in [ask(2006), ask(2007)]:
        over(run)
    compute_moved_years()
    assert not ComputationRun.objects.filter(trigger="schedule").exists()

    ResidenceFactory(incubator=there, on=datetime.date(2007, 3, 1))
    compute_moved_years()
    over(ComputationRun.objects.get(trigger="schedule"))
    compute_moved_years()

    assert ComputationRun.objects.get(trigger="schedule").year == 2007
    assert YearlyTotal.objects.get(year=2007, indicator="entered", incubator=None).value == 1


def test_two_beats_make_one_run(start_worker):
    from incubator.statistics.schedule import compute_current_year

    ResidenceFactory()
    compute_current_year.delay()
    compute_current_year.delay()
    start_worker()

    wait_until(
        lambda: (
            ComputationRun.objects.exists()
            and not ComputationRun.objects.filter(state__in=OPEN).exists()
        ),
        "the nightly run",
    )

    states = list(ComputationRun.objects.values_list("state", "trigger"))
    assert set(states) == {("succeeded", "schedule")}
