"""Who owes what: whoever was in an incubator in the period, once, with more time or without."""

import datetime

import pytest

from companies import lifecycle
from companies.lifecycle import returns
from companies.models import DueReturn, Residence, ReturnPeriod
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory
from tests.returns.conftest import AT, DAY, filed, opened
from tests.returns.test_life import refused

pytestmark = pytest.mark.django_db
D = datetime.date


def owing(period) -> set[int]:
    return set(DueReturn.objects.owed().filter(period=period).values_list("company", flat=True))


@pytest.mark.parametrize(
    ("stay", "owes"),
    [
        ({"on": D(2007, 12, 31)}, True),
        ({"on": D(2008, 1, 1)}, False),
        ({"on": D(2006, 3, 1), "left_on": D(2007, 1, 1)}, False),
        ({"on": D(2006, 3, 1), "left_on": D(2007, 1, 2)}, True),
        ({"on": D(2005, 3, 1), "graduated_on": D(2007, 6, 1)}, True),
        ({"on": D(2006, 3, 1), "left_on": D(2007, 6, 1), "reason": "dissolved"}, False),
        ({"on": D(2006, 3, 1), "left_on": D(2008, 2, 1), "reason": "dissolved"}, True),
    ],
)
def test_whoever_was_in_an_incubator_on_any_day_of_the_period(stay, owes):
    residence = ResidenceFactory(**stay)

    assert owing(opened()) == ({residence.company_id} if owes else set())


def test_an_accelerator_is_no_incubator():
    residence = ResidenceFactory(incubator=IncubatorFactory(accelerator=True))
    period = opened()

    assert owing(period) == set()
    refused("no_residence_in_period", 400, returns.due_of, company=residence.company, period=period)


def test_a_company_in_two_places_owes_once_through_the_last():
    company = CompanyFactory()
    ResidenceFactory(company=company, on=D(2006, 1, 5))
    later = ResidenceFactory(company=company, on=D(2007, 5, 1))
    opened()

    assert DueReturn.objects.get().residence == later


def test_a_year_without_a_stay_is_refused():
    company = ResidenceFactory(on=D(2008, 3, 1), due_on=D(2012, 3, 1)).company

    refused("no_residence_in_period", 400, filed, company=company)
    assert not DueReturn.objects.exists()


def test_what_is_not_over_and_what_there_is_not(period):
    refused("period_not_over", 409, returns.open_period, code="torch-yearly", year=2008, at=AT)
    refused("no_such_period", 400, returns.open_period, code="torch-yearly", year=2006, number=2,
            at=AT)  # fmt: skip
    refused("no_return_form", 400, returns.open_period, code="nothing", year=2006, at=AT)
    refused("invalid_year", 400, returns.open_period, code="torch-yearly", year=1066, at=AT)
    assert ReturnPeriod.objects.count() == 1


def test_a_list_made_twice_is_the_same_and_takes_in_who_was_recorded_late(period, stay):
    before = set(DueReturn.objects.values_list("pk", flat=True))
    late = ResidenceFactory(on=D(2007, 8, 1)).company

    returns.open_period(code="torch-yearly", year=2007, at=AT)
    assert returns.list_dues(period=period, at=AT) == 0

    assert before < set(DueReturn.objects.values_list("pk", flat=True))
    assert owing(period) == {stay.company_id, late.pk}


def test_who_turns_out_to_have_been_in_no_incubator_owes_nothing(period, stay):
    Residence.objects.filter(pk=stay.pk).update(admitted_on=D(2008, 1, 2))

    returns.list_dues(period=period, at=AT)

    due = DueReturn.objects.get()
    assert (owing(period), due.waived_at) == (set(), AT)
    assert due.waived_because


def test_who_was_dissolved_is_asked_no_more(period, stay):
    lifecycle.leave(residence=stay, reason="dissolved", on=D(2007, 12, 1), by=None)

    returns.list_dues(period=period, at=AT)

    assert owing(period) == set()


def test_the_newest_period_of_what_is_asked_opens_by_itself(stay):
    returns.load_forms(at=AT)

    returns.open_periods(at=AT)
    returns.open_periods(at=AT)

    opened_now = set(ReturnPeriod.objects.values_list("code", "year", "number"))
    assert opened_now == {("torch-yearly", 2007, 1), ("operating-quarterly", 2007, 4)}
    assert DueReturn.objects.count() == 2


def test_the_form_of_the_periods_last_day_is_asked(stay):
    at = AT.replace(year=2018)
    opened(year=2016, at=at)
    opened(year=2017, at=at)

    versions = ReturnPeriod.objects.order_by("year").values_list("year", "form__version")
    assert list(versions) == [(2016, 1), (2017, 2)]


def test_a_window_that_has_not_opened_is_closed(period, due, signer):
    returns.reschedule_period(
        period=period, opens_on=D(2008, 1, 15), due_on=D(2008, 1, 30), by=None
    )

    refused("period_not_open", 409, returns.start_return, due=due, by=signer, at=AT)
    assert returns.start_return(due=due, by=signer, at=AT + 5 * DAY).state == "draft"


def test_dates_of_a_period_move_what_is_owed_and_keep_what_was_given(period, due):
    other = returns.due_of(company=ResidenceFactory().company, period=period)
    returns.extend_due(due=other, until=D(2008, 3, 1), reason="搬迁", by=None)

    returns.reschedule_period(period=period, opens_on=D(2008, 1, 5), due_on=D(2008, 1, 30), by=None)

    days = dict(DueReturn.objects.values_list("pk", "due_on"))
    assert days == {due.pk: D(2008, 1, 30), other.pk: D(2008, 3, 1)}


@pytest.mark.parametrize(
    ("opens_on", "due_on"), [(D(2007, 1, 1), D(2008, 1, 1)), (D(2008, 2, 1), D(2008, 1, 31))]
)
def test_dates_that_cannot_be(period, opens_on, due_on):
    refused("period_dates", 400, returns.reschedule_period, period=period, opens_on=opens_on,
            due_on=due_on, by=None)  # fmt: skip


@pytest.mark.parametrize("until", [D(2008, 1, 20), D(2007, 12, 1), D(2010, 1, 1)])
def test_more_time_is_later_and_not_for_ever(due, until):
    refused("due_not_later", 400, returns.extend_due, due=due, until=until, reason="x", by=None)


def test_late_is_who_has_not_handed_in_after_the_day(due):
    for on, late in ((D(2008, 1, 20), 0), (D(2008, 1, 21), 1)):
        assert DueReturn.objects.late(on=on).count() == late
    returns.extend_due(due=due, until=D(2008, 2, 1), reason="停电", by=None)

    assert not DueReturn.objects.late(on=D(2008, 2, 1)).exists()


def test_waived_is_neither_owed_nor_written_until_it_is_asked_again(due, signer, manager):
    refused("due_not_waived", 409, returns.ask_again, due=due, by=manager)
    refused("said_nothing", 400, returns.waive_due, due=due, reason=" ", by=manager, at=AT)
    returns.waive_due(due=due, reason="停业整顿", by=manager, at=AT)

    refused("due_waived", 409, returns.start_return, due=due, by=signer, at=AT)
    for again in (
        {"run": returns.waive_due, "reason": "x", "at": AT},
        {"run": returns.extend_due, "reason": "x", "until": D(2008, 2, 1)},
    ):
        run = again.pop("run")
        refused("due_settled", 409, run, due=due, by=manager, **again)

    returns.ask_again(due=due, by=manager)
    assert returns.start_return(due=due, by=signer, at=AT).state == "draft"
