"""Office hours: once and weekly, public holidays, and what is taken back."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentors import lifecycle
from mentors.enums import Side
from mentors.models import OfficeHours, Slot
from mentors.rules.calendar import KNOWN_UNTIL, begins, days_of, holiday, is_known
from tests.mentors.rows import AT, DAY, TIME, answer, hours, moment, pair, refused

pytestmark = pytest.mark.django_db
NEXT = KNOWN_UNTIL + 1


# Days


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (DAY(2008, 5, 1), "劳动节"),
        (DAY(2008, 10, 1), "国庆节"),
        (DAY(2026, 2, 17), "春节"),
        (DAY(2026, 3, 2), ""),  # a Monday
        (DAY(2026, 3, 1), ""),  # a Sunday: whoever offers hours then means it
        (DAY(2026, 2, 14), ""),  # a Saturday on which people work
        (DAY(NEXT, 1, 1), "元旦"),  # on its day in every year, announced or not
        (DAY(NEXT, 5, 1), "劳动节"),
        (DAY(NEXT, 10, 1), "国庆节"),
        (DAY(1999, 10, 1), "国庆节"),
        (DAY(NEXT, 10, 2), ""),  # nobody knows yet
    ],
)
def test_public_holidays(day, name):
    assert holiday(day) == name


def test_every_name_of_the_package_can_be_said():
    import chinese_calendar

    from mentors.rules.calendar import NAMES

    named = {day.value for day in chinese_calendar.Holiday}
    assert named - set(NAMES) == {"Anti-Fascist 70th Day"}  # once, in 2015
    assert holiday(DAY(2015, 9, 3)) == "Anti-Fascist 70th Day"


def test_weekly_days_leave_out_holidays_and_tell_them():
    days = days_of("weekly", DAY(2026, 9, 24), DAY(2026, 10, 9))

    assert days.taken == [DAY(2026, 9, 24), DAY(2026, 10, 8)]
    assert days.skipped == [(DAY(2026, 10, 1), "国庆节")]
    assert days.note == ""


def test_years_to_come_are_said_to_be_unknown():
    days = days_of("weekly", DAY(KNOWN_UNTIL, 12, 24), DAY(NEXT, 1, 10))

    assert days.unknown_years == [NEXT]
    assert str(NEXT) in days.note
    assert all((day.month, day.day) != (1, 1) for day in days.taken)
    assert not is_known(NEXT)


@given(
    st.dates(DAY(2004, 1, 1), DAY(2030, 1, 1)),
    st.integers(1, 400),
)
def test_weekly_days_are_of_one_weekday_and_none_is_lost(first, length):
    last = first + datetime.timedelta(days=length)
    days = days_of("weekly", first, last)

    told = sorted([*days.taken, *(day for day, _name in days.skipped)])
    assert told == [first + datetime.timedelta(days=7 * n) for n in range((length + 6) // 7)]
    assert all(first <= day < last for day in told)
    assert not any(holiday(day) for day in days.taken)


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(10, 480))
def test_slots_of_a_day_fit_and_follow_each_other(first, last, minutes):
    first, last = sorted([first, last])
    found = begins(TIME(first // 60, first % 60), TIME(last // 60, last % 60), minutes)

    starts = [one.hour * 60 + one.minute for one in found]
    assert starts == [first + n * minutes for n in range((last - first) // minutes)]


# Publishing


def test_hours_are_cut_into_slots():
    both = pair()

    published = lifecycle.publish_hours(
        mentor=both.mentor, incubator=both.incubator, by=both.mentor_user, at=AT,
        when=hours(ends=TIME(17, 30), minutes=60),
    )  # fmt: skip

    assert [(slot.on, slot.starts) for slot in published.slots] == [
        (DAY(2008, 3, 20), TIME(14)), (DAY(2008, 3, 20), TIME(15)), (DAY(2008, 3, 20), TIME(16)),
    ]  # fmt: skip
    slot = Slot.objects.order_by("pk").first()
    assert (slot.begins_at, slot.ends_at) == (moment(2008, 3, 20, 14), moment(2008, 3, 20, 15))
    assert set(Slot.objects.free(at=AT)) == set(Slot.objects.all())


def test_weekly_hours_skip_the_first_of_may():
    both = pair()

    published = lifecycle.publish_hours(
        mentor=both.mentor, incubator=both.incubator, by=both.mentor_user, at=AT,
        when=hours(from_on=DAY(2008, 4, 24), until_on=DAY(2008, 5, 9), rhythm="weekly"),
    )  # fmt: skip

    assert {slot.on for slot in published.slots} == {DAY(2008, 4, 24), DAY(2008, 5, 8)}
    assert published.days.skipped == [(DAY(2008, 5, 1), "劳动节")]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"from_on": DAY(2008, 3, 2)}, ("hours_in_past", 400)),
        ({"rhythm": "daily"}, ("unknown_word", 400)),
        ({"mode": "phone"}, ("unknown_word", 400)),
        ({"audience": "world"}, ("unknown_word", 400)),
        ({"ends": TIME(14, 59)}, ("invalid_hours", 400)),
        ({"ends": TIME(13)}, ("invalid_hours", 400)),
        ({"minutes": 5}, ("invalid_hours", 400)),
        ({"minutes": 0}, ("invalid_hours", 400)),
        ({"notice_hours": 337}, ("invalid_hours", 400)),
        ({"rhythm": "weekly"}, ("invalid_hours", 400)),
        ({"rhythm": "weekly", "until_on": DAY(2008, 3, 20)}, ("invalid_hours", 400)),
        (
            {"from_on": DAY(2008, 3, 3), "starts": TIME(7), "ends": TIME(9)},
            ("hours_in_past", 400),
        ),
        ({"rhythm": "weekly", "until_on": DAY(2010, 3, 20)}, ("invalid_hours", 400)),
        ({"place": " \n "}, ("place_missing", 400)),
        ({"from_on": DAY(2008, 5, 1)}, ("hours_on_holiday", 400)),
        ({"from_on": DAY(2008, 6, 2)}, ("mentor_not_in_office", 409)),
        (
            {"rhythm": "weekly", "from_on": DAY(2008, 5, 22), "until_on": DAY(2008, 6, 6)},
            ("hours_outside_term", 409),
        ),
        ({"starts": TIME(15), "from_on": DAY(2008, 4, 10)}, ("slot_overlap", 409)),
    ],
)
def test_hours_that_cannot_be(changed, expected):
    both = pair(ends_on=DAY(2008, 6, 1))
    both.publish(from_on=DAY(2008, 4, 10))

    refusal = refused(
        lifecycle.publish_hours, mentor=both.mentor, incubator=both.incubator,
        when=hours(**changed), by=both.mentor_user, at=AT,
    )  # fmt: skip

    assert answer(refusal) == expected


def test_hours_that_meet_do_not_overlap():
    both = pair()
    both.publish()

    assert len(both.publish(starts=TIME(16), ends=TIME(17))) == 1
    assert len(both.publish(starts=TIME(12), ends=TIME(14))) == 2


def test_place_stays_on_one_line():
    both = pair()

    slot = both.publish(place="302\r\nBEGIN:VEVENT\x00")[0]

    assert slot.hours.place == "302 BEGIN:VEVENT"


def test_only_the_mentor_and_the_office_publish():
    both = pair()
    facts = {"mentor": both.mentor, "incubator": both.incubator, "when": hours(), "at": AT}

    for somebody in (both.founder, pair().mentor_user):
        refusal = refused(lifecycle.publish_hours, by=somebody, **facts)
        assert answer(refusal) == ("not_your_part", 403)
    assert lifecycle.publish_hours(by=None, side=Side.OFFICE, **facts).slots


def test_slot_is_withdrawn_and_whoever_booked_it_loses_it():
    both = pair()
    slot, other = both.publish()
    booking = both.book(slot)
    facts = {"slot": slot, "by": both.mentor_user, "at": AT}

    assert refused(lifecycle.withdraw_slot, reason=" ", **facts).code == "reason_missing"
    assert lifecycle.withdraw_slot(reason="出差", **facts).withdrawn_at == AT

    booking.refresh_from_db()
    assert (booking.state, booking.closed_because) == ("cancelled", "出差")
    assert list(Slot.objects.free(at=AT)) == [other]
    assert answer(refused(lifecycle.withdraw_slot, reason="出差", **facts)) == ("slot_gone", 409)


def test_all_that_is_to_come_is_withdrawn():
    both = pair()
    slots = both.publish(rhythm="weekly", from_on=DAY(2008, 3, 6), until_on=DAY(2008, 3, 28))
    later = moment(2008, 3, 14)

    count = lifecycle.withdraw_hours(
        hours=slots[0].hours, reason="调岗", by=both.mentor_user, at=later
    )

    assert count == 4
    assert OfficeHours.objects.get().withdrawn_at == later
    assert Slot.objects.offered().count() == 4


def test_withdrawn_time_can_be_offered_again():
    both = pair()
    lifecycle.withdraw_slot(
        slot=both.publish(ends=TIME(15))[0], reason="误", by=both.mentor_user, at=AT
    )

    assert len(both.publish(ends=TIME(15))) == 1
