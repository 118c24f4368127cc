"""The ladder of reminders: each rung told once, to who can answer, however often it is run."""

import datetime
import threading

import pytest
from django.db import connection

from companies.lifecycle import returns
from companies.models import DueReturn, ReturnReminder
from incubator.core.dates import SHANGHAI
from tests.factories import (
    IncubatorFactory,
    MembershipFactory,
    RepresentativeFactory,
    ResidenceFactory,
)
from tests.returns.conftest import filed, opened

DUE = datetime.datetime(2008, 1, 20, 8, 30, tzinfo=SHANGHAI)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def sent(monkeypatch):
    """What would be queued, as (to, subject, text)."""
    mails: list[tuple[str, str, str]] = []

    def keep(*, to, subject, text):
        mails.extend((address, subject, text) for address in to)

    monkeypatch.setattr("companies.lifecycle.returns.mails.post", keep)
    return mails


@pytest.mark.django_db
def test_each_rung_is_told_once_in_the_zones_own_day(due, signer, writer, sent):
    for days in (-9, -8):
        assert returns.remind_of_returns(at=DUE + days * DAY) == 0
    # 01:00 in Shanghai is still the day before in UTC.
    early = datetime.datetime(2008, 1, 13, 1, 0, tzinfo=SHANGHAI)
    assert [returns.remind_of_returns(at=early) for _run in range(3)] == [1, 0, 0]
    told = [returns.remind_of_returns(at=DUE + days * DAY) for days in (-1, 0, 0, 3, 7, 8)]

    assert told == [0, 1, 0, 0, 1, 0]
    levels = ReturnReminder.objects.order_by("pk").values_list("level", "people")
    assert list(levels) == [("before", 2), ("due", 2), ("after", 2)]
    assert len(sent) == 6
    assert {address for address, _subject, _text in sent} == {signer.email, writer.email}
    assert [subject.split("：")[0] for _to, subject, _text in sent[::2]] == [
        "2008年1月20日截止报送", "今天截止报送", "逾期未报",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_rung_that_was_missed_is_skipped(due, signer, sent):
    returns.remind_of_returns(at=DUE + 9 * DAY)

    assert [one.level for one in ReturnReminder.objects.all()] == ["after"]
    assert "已逾期9天" in sent[0][2]


@pytest.mark.django_db
def test_who_has_handed_in_or_is_let_off_is_left_in_peace(company, due, signer, sent):
    filed(company)
    other = ResidenceFactory().company
    RepresentativeFactory(company=other)
    waived = returns.due_of(company=other, period=due.period)
    returns.waive_due(due=waived, reason="停业", by=None, at=DUE)

    assert returns.remind_of_returns(at=DUE) == 0
    assert sent == []


@pytest.mark.django_db
def test_nobody_to_write_to_is_no_message(due, sent):
    assert returns.remind_of_returns(at=DUE) == 0
    RepresentativeFactory(company=due.company, right="view")
    assert returns.remind_of_returns(at=DUE) == 0
    RepresentativeFactory(company=due.company, right="edit")
    assert returns.remind_of_returns(at=DUE) == 1


@pytest.mark.django_db
def test_managers_get_one_mail_with_all_who_do_not_answer(incubator, manager, sent):
    names = {ResidenceFactory(incubator=incubator).company.name for _number in range(3)}
    elsewhere = ResidenceFactory(incubator=IncubatorFactory()).company
    MembershipFactory(zone_office=True)
    opened(at=DUE - 10 * DAY)

    counts = [returns.remind_of_returns(at=DUE + days * DAY) for days in (13, 14, 14, 20)]

    assert counts == [0, 3, 0, 0]
    ((to, subject, text),) = sent
    assert to == manager.email
    assert "3家企业催报未交" in subject
    assert all(name in text for name in names)
    assert elsewhere.name not in text


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_empty_broker")
def test_two_jobs_at_once_tell_once(sent):
    due = ResidenceFactory()
    opened(at=DUE - 10 * DAY)
    RepresentativeFactory(company=due.company)
    MembershipFactory(incubator=due.incubator)
    told: list[int] = []
    together = threading.Barrier(4)

    def run() -> None:
        together.wait()
        try:
            told.append(returns.remind_of_returns(at=DUE + 14 * DAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(told) == 2
    assert sorted(one.level for one in ReturnReminder.objects.all()) == ["after", "escalated"]
    assert DueReturn.objects.count() == 1
