"""Two at once: one is first, and nothing is written or taken back twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from companies.imports.companies import Companies
from companies.models import Company
from incubator.core.dates import now
from incubator.core.db import advisory_lock
from incubator.core.errors import RuleViolation
from incubator.imports import lifecycle
from incubator.imports.lifecycle.bringing import IMPORT_LOCK, RING_AGAIN_AFTER
from incubator.imports.models import FileImport, ImportedRow
from tests.broker import NOBODY_THERE, broker_at
from tests.factories import IncubatorFactory, UserFactory
from tests.imports.files import HEAD, checked, company_row, written, xlsx

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_broker")]


def at_once(*verbs) -> list[str]:
    """What became of each: "done", or the code of its refusal."""

    def tried(verb) -> str:
        try:
            return "done" if verb() is not None else "nothing to do"
        except RuleViolation as violation:
            return violation.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return sorted(pool.map(tried, verbs))


def ready(**more) -> FileImport:
    lines = [company_row(number) for number in range(6)]
    return checked(xlsx(HEAD, *lines), incubator=IncubatorFactory(), **more)


def test_a_file_is_confirmed_written_and_taken_back_once():
    run, by = ready(), UserFactory()
    confirmed = {"run": run, "all_or_none": False, "leave_out_repeats": True, "by": by, "at": now()}
    assert at_once(*[lambda: lifecycle.confirm(**confirmed)] * 3) == [
        "done", "import_moved_on", "import_moved_on",
    ]  # fmt: skip

    came = at_once(*[lambda: lifecycle.write(import_id=run.pk, at=now())] * 3)

    assert came == ["done", "nothing to do", "nothing to do"]
    assert (Company.objects.count(), ImportedRow.objects.count()) == (6, 12)
    run.refresh_from_db()
    back = {"run": run, "reason": "误", "by": by, "at": now()}
    assert at_once(*[lambda: lifecycle.undo(**back)] * 3) == [
        "done", "import_not_written", "import_not_written",
    ]  # fmt: skip
    assert Company.objects.count() == 0


def test_nothing_is_taken_back_while_it_is_written_and_a_killed_worker_goes_on(monkeypatch):
    from incubator.imports.lifecycle import working

    run, by = ready(), UserFactory()
    monkeypatch.setattr(Companies, "batch", 2)
    lifecycle.confirm(run=run, all_or_none=False, leave_out_repeats=True, by=by, at=now())
    kept, times = working._keep, []

    def dying(*args) -> None:
        times.append(1)
        if len(times) == 2:
            raise KeyboardInterrupt
        kept(*args)

    monkeypatch.setattr(working, "_keep", dying)
    with pytest.raises(KeyboardInterrupt):
        lifecycle.write(import_id=run.pk, at=now())
    monkeypatch.setattr(working, "_keep", kept)

    run.refresh_from_db()
    assert (run.state, run.done, run.written, Company.objects.count()) == ("writing", 2, 2, 2)
    assert at_once(lambda: lifecycle.undo(run=run, reason="误", by=by, at=now())) == [
        "import_not_written"
    ]
    run = lifecycle.write(import_id=run.pk, at=now())
    assert (run.state, run.written, Company.objects.count()) == ("done", 6, 6)


def test_files_that_wait_are_rung_for_unless_somebody_is_at_them():
    run = ready()
    FileImport.objects.filter(pk=run.pk).update(state="checking")
    later = now() + RING_AGAIN_AFTER * 2

    assert lifecycle.resume(at=now()) == 0
    assert lifecycle.resume(at=later) == 1
    with advisory_lock(IMPORT_LOCK, run.pk), ThreadPoolExecutor(1) as pool:
        assert pool.submit(_resumed, later).result() == 0


def _resumed(at) -> int:
    try:
        return lifecycle.resume(at=at)
    finally:
        connection.close()


def test_without_a_broker_the_file_says_so():
    run = ready()

    with broker_at(NOBODY_THERE):
        came = at_once(lambda: lifecycle.check_again(run=run))

    run.refresh_from_db()
    assert (came, run.state) == (["broker_unavailable"], "failed")


def test_written_as_many_as_the_check_said():
    run = written(ready())

    assert run.written == run.good == 6
