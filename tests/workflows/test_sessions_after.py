"""Integration test of an exit that is recorded late: what took place meanwhile stays on file.

The database looks at a session when it is written, at the commit; so each verb has a
transaction of its own here, as it has in a request.
"""

import datetime

import pytest
from django.db import IntegrityError

from companies.models import Residence
from incubator.core.dates import now, today
from incubator.workflows import exit as exits
from mentors import lifecycle
from mentors.models import Assignment, MentoringSession
from tests.factories import ResidenceFactory, held_with
from tests.mentors.live import active, at_work, booked, times

pytestmark = pytest.mark.django_db(transaction=True)

DAY = datetime.date
OUT = DAY(2008, 3, 9)  # the session was held on the 10th


@pytest.mark.parametrize("ends", ["leave", "graduate"])
def test_session_held_after_the_day_neither_fails_the_exit_nor_goes(ends):
    stay = ResidenceFactory()
    session = held_with(stay)

    if ends == "leave":
        why = {"reason": "withdrew", "ground": "own_wish"}
        exits.leave(residence=stay, on=OUT, by=None, **why)
    else:
        exits.graduate(residence=stay, on=OUT, by=None)

    kept = MentoringSession.objects.get(pk=session.pk)
    assert Residence.objects.get(pk=stay.pk).left_on == OUT
    assert Assignment.objects.get(residence=stay).until_on == OUT
    assert (kept.state, kept.on) == ("held", DAY(2008, 3, 10))


def test_meeting_that_has_begun_and_nobody_reported_is_not_lost():
    """It took place or not: both are asked, as about any other."""
    both = at_work()
    assignment = active(both)
    (slot, *_others) = times(both)
    begun = booked(both, slot)
    ahead = booked(both, times(both, days=20)[0])
    MentoringSession.objects.filter(pk=begun.pk).update(
        on=today(), starts=datetime.time(0), slot=None
    )

    exits.leave(
        residence=assignment.residence, reason="withdrew", ground="own_wish", on=today(), by=None
    )

    begun.refresh_from_db()
    ahead.refresh_from_db()
    assert (begun.state, ahead.state) == ("planned", "cancelled")
    told = lifecycle.report_held(session=begun, minutes=60, by=both.mentor_user, at=now())
    assert told.state == "held"


def test_no_session_is_written_after_the_day():
    stay = ResidenceFactory()
    session = held_with(stay)
    exits.leave(residence=stay, reason="withdrew", ground="own_wish", on=OUT, by=None)

    with pytest.raises(IntegrityError, match="outside of its assignment"):
        MentoringSession.objects.filter(pk=session.pk).update(on=OUT)
