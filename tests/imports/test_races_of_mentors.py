"""Lists of mentors at once, from two incubators or one: nobody is put on file twice.

One is taken back while another one is written, and mentors are at work meanwhile.
"""

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError, Event

import pytest
from django.db import transaction

from incubator.core.dates import now
from incubator.imports import lifecycle
from incubator.imports.kinds import Work
from incubator.imports.models import FileImport
from mentors import lifecycle as mentoring
from mentors.imports import Mentors
from mentors.models import Appointment, Mentor
from tests.factories import IncubatorFactory, UserFactory
from tests.imports.files import brought, checked, written, xlsx
from tests.imports.test_races_of_two import (
    COUNT,
    at_once,
    back_and_forth,
    confirmed,
    until_somebody_waits,
)
from tests.mentors.rows import DAY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_broker")]
HEAD = ["姓名", "导师类型", "聘期开始", "聘期结束", "邮箱"]


def listed(*, year: int = 2026, backwards: bool = False) -> bytes:
    lines = [
        [f"导师{number}", "投资专家", f"{year}-01-01", f"{year + 2}-01-01", f"m{number}@x.test"]
        for number in range(COUNT)
    ]
    return xlsx(HEAD, *(reversed(lines) if backwards else lines))


def of_mentors(place, **said) -> FileImport:
    return checked(listed(**said), kind="mentors", incubator=place)


@pytest.mark.parametrize("batch", [3, 100])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_mentors_of_two_files_at_once_are_put_on_file_once(elsewhere, batch, monkeypatch):
    monkeypatch.setattr(Mentors, "batch", batch)
    place = IncubatorFactory()
    first = confirmed(of_mentors(place))
    other = IncubatorFactory() if elsewhere else place
    second = confirmed(of_mentors(other, backwards=True))

    came = at_once(*[
        lambda run=run: lifecycle.write(import_id=run.pk, at=now()) for run in (first, second)
    ])  # fmt: skip

    first.refresh_from_db()
    second.refresh_from_db()
    assert came == ["done", "done"]
    assert (first.state, second.state) == ("done", "done")
    assert first.problems == second.problems == []
    assert Mentor.objects.count() == COUNT
    terms = Appointment.objects.values_list("mentor", "incubator")
    assert len(terms) == len(set(terms)) == first.written + second.written
    assert len(terms) == (2 * COUNT if elsewhere else COUNT)
    assert len(first.repeats) + len(second.repeats) == 2 * COUNT - len(terms)


def test_two_files_that_name_the_same_people_in_another_order_do_not_wait_for_each_other(
    monkeypatch,
):
    monkeypatch.setattr(Mentors, "batch", COUNT // 2)
    runs = [
        brought(listed(backwards=backwards), kind="mentors", incubator=IncubatorFactory())
        for backwards in (False, True)
    ]
    both, together = Barrier(2), Mentors.together

    def slowly(self, work, rows):
        """Both have written their first rows before either goes on, if they can."""
        outcomes = together(self, work, rows)
        with contextlib.suppress(BrokenBarrierError):  # it is one after the other
            both.wait(1)
        return outcomes

    monkeypatch.setattr(Mentors, "together", slowly)
    came = at_once(*[
        lambda run=run: lifecycle.check(import_id=run.pk, at=now()) for run in runs
    ])  # fmt: skip

    assert came == ["done", "done"]
    for run in runs:
        run.refresh_from_db()
        assert (run.state, run.good, run.error) == ("checked", COUNT, "")


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_mentors_taken_back_while_another_file_appoints_them(elsewhere, backwards, monkeypatch):
    monkeypatch.setattr(Mentors, "batch", 2)
    place = IncubatorFactory()
    first = written(of_mentors(place), by=UserFactory())
    other = IncubatorFactory() if elsewhere else place
    second = confirmed(of_mentors(other, year=2028, backwards=backwards))

    came = back_and_forth(first, second)

    assert came in ("undone", "import_built_upon", "mentors_being_imported")
    assert (second.state, second.problems, second.written) == ("done", [], COUNT)
    later = Appointment.objects.filter(begins_on__year=2028).values_list("mentor", flat=True)
    assert len(later) == COUNT
    assert set(Mentor.objects.values_list("pk", flat=True)) == set(later)
    assert Appointment.objects.count() == (COUNT if came == "undone" else 2 * COUNT)


def test_nothing_is_taken_back_while_a_list_is_written():
    run = written(of_mentors(IncubatorFactory()), by=UserFactory())
    undo = {"run": run, "reason": "误", "by": UserFactory(), "at": now()}

    with transaction.atomic():
        Mentors().prepare(Work(run, None), [])
        assert at_once(lambda: lifecycle.undo(**undo)) == ["mentors_being_imported"]

    assert at_once(lambda: lifecycle.undo(**undo)) == ["done"]


def test_who_is_at_work_on_a_mentor_is_not_held_up_by_an_undo_that_waits_for_it():
    """The verbs hold a mentor, then its terms; an undo the other way round would hold both up."""
    run = written(of_mentors(IncubatorFactory()), by=UserFactory())
    undo = {"run": run, "reason": "误", "by": UserFactory(), "at": now()}

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            term = Appointment.objects.order_by("pk")[0]
            Mentor.objects.select_for_update().get(pk=term.mentor_id)
            came = pool.submit(at_once, lambda: lifecycle.undo(**undo))
            until_somebody_waits()
            Appointment.objects.select_for_update(nowait=True).get(pk=term.pk)
        assert came.result(10) == ["done"]


def with_both(verb: str) -> Callable[[Appointment], object]:
    """A verb on a mentor, or on a term, as the office calls it."""
    calls: dict[str, Callable[[Appointment], object]] = {
        "appoint": lambda term: mentoring.appoint(
            mentor=term.mentor, incubator=term.incubator, by=None,
            terms=mentoring.Terms(DAY(2030, 1, 1), DAY(2031, 1, 1)),
        ),
        "correct": lambda term: mentoring.correct_mentor(mentor=term.mentor, title="主任", by=None),
        "amend": lambda term: mentoring.amend_appointment(
            appointment=term, companies=3, hours=3, by=None
        ),
    }  # fmt: skip
    return calls[verb]


@pytest.mark.parametrize("verb", ["appoint", "correct", "amend"])
@pytest.mark.parametrize("on_file_before", [False, True])
def test_what_is_done_with_a_mentor_while_the_list_is_taken_back_is_refused(
    verb, on_file_before, monkeypatch
):
    place = IncubatorFactory()
    first = of_mentors(place)
    if on_file_before:  # then the list to take back has made terms alone
        written(first, by=UserFactory())
        first = of_mentors(place, year=2028)
    run = written(first, by=UserFactory())
    term = Appointment.objects.select_related("mentor", "incubator").order_by("-pk")[0]
    held, take_back = Event(), Mentors.take_back

    def slowly(self, made, along) -> None:
        """Once the other one waits for what goes."""
        held.set()
        until_somebody_waits()
        take_back(self, made, along)

    monkeypatch.setattr(Mentors, "take_back", slowly)

    def dealt_with() -> None:
        held.wait(10)
        with_both(verb)(term)

    came = at_once(
        lambda: lifecycle.undo(run=run, reason="误", by=UserFactory(), at=now()), dealt_with
    )

    stays = on_file_before and verb != "amend"
    assert came == ["done", "done" if stays else "mentor_taken_back"]
