"""Calendar feeds: read back by a library and by checks of our own as strict as RFC 5545."""

import datetime
import re

import pytest
from django.db import connection
from icalendar import Calendar

from companies import lifecycle as companies
from incubator.core.dates import now
from mentors import lifecycle
from mentors.ical import feed_of
from mentors.models import CalendarFeed
from tests.factories import UserFactory
from tests.mentors.rows import AT, DAY, moment, pair, refused

pytestmark = pytest.mark.django_db
LINE = re.compile(rb"^[A-Z][A-Z0-9-]*(?:;[A-Z-]+=(?:\"[^\"\r\n]*\"|[^\";:,\r\n]*))*:.*$")


def strict(content: bytes) -> list[bytes]:
    """The unfolded lines; fails for whatever Outlook, Apple or Google could stumble over."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    for raw in content.split(b"\r\n"):
        assert len(raw) <= 75
        assert not [byte for byte in raw if byte < 0x20 or byte == 0x7F]
        raw.decode()  # no character is cut in two by folding
    lines = content.replace(b"\r\n ", b"").split(b"\r\n")[:-1]
    assert [line for line in lines if not LINE.match(line)] == []
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b"END:VCALENDAR"
    for name in (b"VERSION:2.0", b"METHOD:PUBLISH", b"CALSCALE:GREGORIAN"):
        assert lines.count(name) == 1
    return lines


def events(content: bytes) -> list:
    strict(content)
    return list(Calendar.from_ical(content).walk("VEVENT"))


@pytest.fixture
def both():
    return pair()


@pytest.fixture
def booked(both):
    return both.book(both.publish()[0])


def test_booking_is_in_both_calendars(both, booked):
    for reader in (both.mentor_user, both.founder):
        event = events(feed_of(reader, at=AT))[0]

        assert event["uid"] == f"session-{booked.key}@mentoring.incubator"
        assert event["dtstart"].dt == moment(2008, 3, 20, 14)
        assert event["dtend"].dt == moment(2008, 3, 20, 15)
        assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
        assert (event["summary"], event["description"]) == (
            f"创业辅导：{booked.company.name}与导师{booked.mentor.name}",
            "商业计划书",
        )
        assert (event["status"], event["sequence"], event["class"]) == ("CONFIRMED", 0, "PRIVATE")


def test_time_zone_is_defined_once_and_has_one_offset(both, booked):
    lines = strict(feed_of(both.founder, at=AT))

    zone = lines[lines.index(b"BEGIN:VTIMEZONE") : lines.index(b"END:VTIMEZONE") + 1]
    assert lines.count(b"BEGIN:VTIMEZONE") == 1
    assert zone == [
        b"BEGIN:VTIMEZONE", b"TZID:Asia/Shanghai", b"BEGIN:STANDARD", b"DTSTART:19920101T000000",
        b"TZNAME:CST", b"TZOFFSETFROM:+0800", b"TZOFFSETTO:+0800", b"END:STANDARD",
        b"END:VTIMEZONE",
    ]  # fmt: skip
    assert b"DTSTART;TZID=Asia/Shanghai:20080320T140000" in lines


def test_mentor_has_free_hours_and_others_do_not(both, booked):
    free = events(feed_of(both.mentor_user, at=AT))[1]

    assert free["summary"] == f"接待时间（空闲）：{both.incubator.name}"
    assert (free["transp"], free["location"]) == ("TRANSPARENT", "302会议室")
    assert len(events(feed_of(both.founder, at=AT))) == 1


def test_moved_and_cancelled_entries_keep_their_name(both, booked):
    other = both.publish(starts=datetime.time(9), ends=datetime.time(10))[0]
    lifecycle.move_booking(session=booked, slot=other, by=both.founder, at=AT)
    moved = events(feed_of(both.founder, at=AT))[0]
    lifecycle.cancel_session(session=booked, reason="出差", by=both.founder, at=AT)
    gone = events(feed_of(both.founder, at=AT))[0]

    assert moved["uid"] == gone["uid"]
    assert (moved["sequence"], moved["dtstart"].dt) == (1, moment(2008, 3, 20, 9))
    assert (gone["sequence"], gone["status"]) == (2, "CANCELLED")


NASTY = '计划\r\nEND:VEVENT\nBEGIN:VEVENT\x00\x1b[31m\u2028;,\\:"ü' + "长" * 120


def test_line_breaks_and_invisible_characters_stay_text(both, booked):
    """Past every verb, in plain SQL: what stands in the tables cannot break the file."""
    with connection.cursor() as cursor:
        nasty = NASTY.replace("\x00", "")
        cursor.execute("UPDATE mentors_sessionnotes SET topic = %s", [nasty])
        cursor.execute("UPDATE mentors_mentoringsession SET place = %s", [nasty[:200]])
        cursor.execute("UPDATE companies_company SET name = %s", [nasty[:100]])

    found = events(feed_of(both.founder, at=AT))

    assert len(found) == 1
    assert found[0]["description"] == '计划 END:VEVENT BEGIN:VEVENT [31m ;,\\:"ü' + "长" * 120
    assert "BEGIN:VEVENT" in found[0]["summary"]


def test_long_lines_are_folded_between_characters(both, booked):
    content = feed_of(both.founder, at=AT)

    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert "商业计划书" in b"".join(content.split(b"\r\n ")).decode()


def test_empty_calendar_is_valid():
    assert events(feed_of(UserFactory(), at=AT)) == []


def test_calendar_speaks_the_readers_language(both, booked):
    both.founder.language = "en"

    event = events(feed_of(both.founder, at=AT))[0]

    assert event["summary"].startswith("Mentoring: ")


@pytest.mark.parametrize("count", [1, 3])
def test_calendar_costs_the_same(both, django_assert_num_queries, count):
    assignment = both.activate()
    for day in range(count):
        both.hold(assignment, on=DAY(2008, 3, 1 + day))

    with django_assert_num_queries(2):
        assert len(events(feed_of(both.mentor_user, at=AT))) == count


def test_feed_ends_with_the_part_somebody_has(both, booked):
    """A past role keeps no access: neither of the company nor of the mentor."""
    companies.end_representative(representative=both.founder.represents.get(), by=None, at=now())
    lifecycle.end_appointment(
        appointment=both.term, on=DAY(2008, 3, 4), reason="离任", by=None, at=AT
    )
    later = moment(2008, 3, 5)

    assert events(feed_of(both.founder, at=later)) == []
    assert events(feed_of(both.mentor_user, at=later)) == []


def test_other_companies_calendars_do_not_have_it(both, booked):
    other = pair()

    assert events(feed_of(other.founder, at=AT)) == []
    assert events(feed_of(other.mentor_user, at=AT)) == []


# The address


def address(secret: str) -> str:
    return f"/mentoring/feed/{secret}.ics"


def test_address_needs_no_login_and_is_no_page(client):
    session = pair().activate(ends_on=DAY(2027, 6, 1))
    user = session.mentor.user
    secret = lifecycle.make_feed(user=user, at=now())

    response = client.get(address(secret))

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    strict(response.content)


def test_secret_is_kept_as_a_hash_alone(client):
    secret = lifecycle.make_feed(user=UserFactory(), at=now())

    assert len(secret) >= 43
    with connection.cursor() as cursor:
        for table in ("mentors_calendarfeed", "mentors_calendarfeedevent"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{secret}%"])
            assert cursor.fetchone() == (0,)
        digest = CalendarFeed.objects.get().digest
        cursor.execute(
            "SELECT count(*) FROM mentors_calendarfeedevent t WHERE t::text LIKE %s",
            [f"%{digest}%"],
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("guess", ["x", "0" * 43, "None", "%01", "a" * 4000, "秘密"])
def test_guessed_address_is_not_there(client, guess):
    lifecycle.make_feed(user=UserFactory(), at=now())

    assert client.get(address(guess)).status_code == 404


def test_revoked_address_is_not_there(client):
    user = UserFactory()
    secret = lifecycle.make_feed(user=user, at=now())
    lifecycle.revoke_feed(user=user, at=now())

    assert client.get(address(secret)).status_code == 404
    assert refused(lifecycle.revoke_feed, user=user, at=now()).code == "feed_not_there"


def test_new_address_ends_the_one_before(client):
    user = UserFactory()
    first = lifecycle.make_feed(user=user, at=now())
    second = lifecycle.make_feed(user=user, at=now())

    assert client.get(address(first)).status_code == 404
    assert client.get(address(second)).status_code == 200
    assert CalendarFeed.objects.in_force().count() == 1


def test_address_ends_with_the_account(client):
    user = UserFactory()
    secret = lifecycle.make_feed(user=user, at=now())
    user.is_active = False
    user.save()

    assert client.get(address(secret)).status_code == 404


def test_only_reading_is_possible(client):
    secret = lifecycle.make_feed(user=UserFactory(), at=now())

    assert client.post(address(secret)).status_code == 405


def test_office_side_is_no_reader(both, booked):
    """Somebody of the office has no calendar of all companies by the way."""
    assert events(feed_of(UserFactory(staff=True), at=AT)) == []
