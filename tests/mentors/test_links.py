"""Where mails lead: whoever gets one finds a page there, also when it says that all is over."""

import datetime

import pytest
from django.conf import settings

from incubator.accounts.models import User
from incubator.core.dates import now, today
from mentors import lifecycle
from mentors.models import MentoringSession
from tests.factories import AppointmentFactory
from tests.mentors.live import DAYS, active, at_work, booked, live, times
from tests.mentors.rows import meeting
from tests.staying.conftest import mails

pytestmark = pytest.mark.django_db


def path_of(mail: dict) -> str:
    """The address in the last line of a mail."""
    line = mail["text"].rsplit("\n", 1)[1]
    assert line.startswith(settings.SITE_URL)
    return line.removeprefix(settings.SITE_URL.rstrip("/"))


def opened(client, sent: list[dict]) -> dict[str, list[int]]:
    """What the readers of some mails find behind their links, by address."""
    found: dict[str, list[int]] = {}
    for mail in sent:
        client.force_login(User.objects.get(email=mail["to"]))
        answer = client.get(path_of(mail), follow=True)
        found.setdefault(mail["to"], []).append(answer.status_code)
    return found


@pytest.mark.parametrize("verb", ["end_appointment", "retire_mentor"])
def test_end_of_a_term_leads_the_former_mentor_to_the_record(
    client, verb, django_capture_on_commit_callbacks
):
    there = live()
    whose = {
        "end_appointment": {"appointment": there.both.term},
        "retire_mentor": {"mentor": there.both.mentor},
    }[verb]

    with django_capture_on_commit_callbacks() as callbacks:
        getattr(lifecycle, verb)(**whose, on=today(), reason="离任", by=None, at=now())

    found = opened(client, mails(callbacks))
    # The pair, the booking, the term; the company the first two.
    assert found == {
        there.both.mentor_user.email: [200] * 3,
        there.both.founder.email: [200] * 2,
    }
    to_mentor = [mail for mail in mails(callbacks) if mail["to"] == there.both.mentor_user.email]
    assert {path_of(mail) for mail in to_mentor} <= {"/mentoring/mentor/", "/mentoring/"}


def test_who_serves_still_is_led_to_the_row(client, django_capture_on_commit_callbacks):
    there = live()

    with django_capture_on_commit_callbacks() as callbacks:
        lifecycle.cancel_session(
            session=there.booking, reason="出差", by=there.both.founder, at=now()
        )

    page = f"/mentoring/sessions/{there.booking.key}/"
    assert [path_of(mail) for mail in mails(callbacks)] == [page, page]
    assert set(opened(client, mails(callbacks))) == {
        there.both.mentor_user.email, there.both.founder.email,
    }  # fmt: skip


def test_term_elsewhere_opens_nothing_here(client, django_capture_on_commit_callbacks):
    there = live()
    AppointmentFactory(mentor=there.both.mentor, ends_on=today() + 90 * DAYS)

    with django_capture_on_commit_callbacks() as callbacks:
        lifecycle.end_appointment(
            appointment=there.both.term, on=today(), reason="离任", by=None, at=now()
        )

    assert opened(client, mails(callbacks))[there.both.mentor_user.email] == [200] * 3


def test_session_left_open_by_a_former_mentor_is_asked_of_the_company(
    client, django_capture_on_commit_callbacks
):
    both = at_work()
    session = lifecycle.plan_session(
        assignment=active(both), meeting=meeting(on=today() - DAYS), by=both.mentor_user,
        at=now() - 5 * DAYS,
    )  # fmt: skip
    lifecycle.end_appointment(appointment=both.term, on=today(), reason="离任", by=None, at=now())

    with django_capture_on_commit_callbacks() as asked:
        lifecycle.ask_about_sessions(at=now())
    with django_capture_on_commit_callbacks() as closed:
        lifecycle.close_unheld_sessions(at=now() + datetime.timedelta(days=8))

    assert opened(client, mails(asked)) == {both.founder.email: [200]}
    assert opened(client, mails(closed)) == {
        both.mentor_user.email: [200], both.founder.email: [200],
    }  # fmt: skip
    session.refresh_from_db()
    assert session.state == "not_held"


def test_mentor_without_an_account_is_led_to_the_door(client, django_capture_on_commit_callbacks):
    both = at_work()
    slots = times(both)
    both.mentor.user = None
    both.mentor.save()
    with django_capture_on_commit_callbacks() as callbacks:
        booked(both, slots[0])

    to_mentor = next(mail for mail in mails(callbacks) if mail["to"] == both.mentor.email)
    page = client.get(path_of(to_mentor), follow=True)
    assert page.status_code == 200
    assert page.redirect_chain[-1][0].startswith("/account/login/")
    assert MentoringSession.objects.count() == 1
