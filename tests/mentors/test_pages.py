"""The pages of mentoring: for the two sides of what they show alone; all others find nothing."""

import datetime
import re
import uuid

import pytest
from django.template.loader import render_to_string
from django.urls import get_resolver, reverse

from companies import lifecycle as companies
from incubator.core.dates import now, today
from mentors import lifecycle
from mentors.models import ActionItem, Assignment, MentoringSession
from mentors.queries.open import latest_figures
from tests.factories import RepresentativeFactory, ResidenceFactory
from tests.mentors.live import DAYS, active, at_work, booked, held, later, live, times
from tests.mentors.rows import everything, moment
from tests.returns.conftest import filed
from tests.staying.conftest import files_of_this_test, scan, stranger

pytestmark = pytest.mark.django_db

__all__ = ["files_of_this_test", "stranger"]  # fixtures


@pytest.fixture
def there():
    """One of each, with a next step and a file."""
    found = live()
    lifecycle.add_step(
        session=found.held, text="走访五家客户", owner="company", due_on=today() + 9 * DAYS,
        by=found.both.mentor_user, at=now(),
    )  # fmt: skip
    lifecycle.attach_file(
        session=found.held, upload=scan(), side="mentor", by=found.both.mentor_user, at=now()
    )
    return found


def url(name: str, **kwargs) -> str:
    return reverse(f"mentoring:{name}", kwargs=kwargs)


def shared_pages(there) -> list[str]:
    """For both sides."""
    of_pair, of_held = {"key": there.assignment.key}, {"key": there.held.key}
    return [
        url("assignment", **of_pair), url("session", **of_held),
        url("session", key=there.booking.key), url("cancel", key=there.booking.key),
        url("move", key=there.booking.key),
        url("file", **of_held, pk=there.held.files.get().pk),
    ]  # fmt: skip


def mentor_pages(there) -> list[str]:
    """For the mentor alone, with rows of the mentor's own."""
    slot = there.slots[1]
    return [
        url("mentor"), url("my_month"), url("publish"), url("hours", pk=slot.hours_id),
        url("slot", key=slot.key), url("meet", key=there.assignment.key),
    ]  # fmt: skip


def company_pages(there) -> list[str]:
    """For the company alone."""
    stay = there.both.residence.pk
    return [
        url("stay", pk=stay), url("suggest", pk=stay), url("month", pk=stay),
        url("book", pk=stay, key=there.slots[1].key), url("ask", pk=stay, mentor=1),
    ]  # fmt: skip


def posts(there) -> list[str]:
    """What is only sent to."""
    of_pair, of_held = {"key": there.assignment.key}, {"key": there.held.key}
    return [
        *(url(name, **of_pair) for name in ("agree", "decline", "end")),
        *(
            url(name, **of_held)
            for name in (
                "held", "not_held", "confirm", "rate", "notes", "add_step", "add_file", "move",
                "cancel",
            )
        ),
        url("finish_step", **of_held, pk=there.held.next_steps.get().pk),
        url("remove_file", **of_held, pk=there.held.files.get().pk),
        url("slot", key=there.slots[1].key), url("hours", pk=there.slots[1].hours_id),
        url("publish"), url("meet", **of_pair),
        url("book", pk=there.both.residence.pk, key=there.slots[1].key),
        url("ask", pk=there.both.residence.pk, mentor=there.both.mentor.pk),
    ]  # fmt: skip


# Everybody's own, whoever they are; and what test_applying looks at.
OWN = {
    "mentoring/", "mentoring/feed/*.ics", "mentoring/feed/", "mentoring/feed/new/",
    "mentoring/feed/revoke/", "mentoring/apply/", "mentoring/apply/draft/",
    "mentoring/applications/*/", "mentoring/applications/*/withdraw/", "mentoring/claim/",
}  # fmt: skip


def test_every_address_is_in_these_lists(there):
    """A new page has to be added above, so that the tests below look at it."""
    wanted = {
        re.sub(r"<[^>]+>", "*", str(pattern.pattern))
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "app_name", "") == "mentoring"
        for pattern in resolver.url_patterns
    }
    listed = shared_pages(there) + mentor_pages(there) + company_pages(there) + posts(there)

    assert wanted - OWN == {
        re.sub(r"/(\d+|[0-9a-f-]{36})(?=/)", "/*", one).removeprefix("/") for one in listed
    }


def everywhere(there) -> list[str]:
    return shared_pages(there) + mentor_pages(there) + company_pages(there)


@pytest.mark.parametrize(
    "who", ["stranger", "zone_user", "auditor", "manager", "admin_user", "rival", "other_mentor"]
)
def test_other_peoples_mentoring_does_not_exist(client, there, who, request):
    client.force_login(request.getfixturevalue(who))
    before = everything()

    for address in everywhere(there):
        if who == "other_mentor" and address in mentor_pages(there)[:3]:
            continue  # their own
        assert client.get(address).status_code == 404, address
    for address in posts(there):
        if who == "other_mentor" and address == url("publish"):
            continue
        answer = client.post(address, {"topic": "x", "reason": "x", "said": "x", "rating": 5})
        assert answer.status_code == 404, address
    assert everything() == before


@pytest.fixture
def rival(there):
    """Acts for another company in the same incubator."""
    stay = ResidenceFactory(incubator=there.both.incubator)
    return RepresentativeFactory(company=stay.company).user


@pytest.fixture
def other_mentor(there):
    """In office in the same incubator."""
    return at_work(incubator=there.both.incubator).mentor_user


def test_both_sides_see_theirs_and_not_the_others(client, there):
    client.force_login(there.both.mentor_user)
    for address in shared_pages(there)[:-1] + mentor_pages(there):
        assert client.get(address).status_code == 200, address
    for address in company_pages(there):
        assert client.get(address).status_code == 404, address

    client.force_login(there.both.founder)
    for address in shared_pages(there)[:-1] + company_pages(there)[:-1]:
        assert client.get(address).status_code == 200, address
    for address in mentor_pages(there):
        assert client.get(address).status_code == 404, address


def test_without_signing_in_there_is_the_sign_in_page(client, there):
    for address in ["/mentoring/", "/mentoring/feed/", "/mentoring/apply/", *everywhere(there)]:
        assert client.get(address).url == f"/account/login/?next={address}", address
    for address in posts(there):
        assert client.post(address).status_code == 302, address


def test_addresses_that_nobody_has(client, there):
    client.force_login(there.both.mentor_user)
    nobody = uuid.uuid4()

    for address in (
        url("assignment", key=nobody), url("session", key=nobody), url("slot", key=nobody),
        url("hours", pk=999999), url("file", key=there.held.key, pk=999999),
        "/mentoring/feed/nothing.ics",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_mentor_whose_term_has_ended_sees_nothing_but_the_record(client, there):
    lifecycle.end_appointment(
        appointment=there.both.term, on=today(), reason="到期", by=None, at=now()
    )
    client.force_login(there.both.mentor_user)

    for address in [*shared_pages(there), url("meet", key=there.assignment.key)]:
        assert client.get(address).status_code == 404, address
    page = client.get(url("mentor")).text
    assert there.both.residence.company.name not in page
    assert there.held.notes.topic not in page
    assert client.post(url("notes", key=there.held.key), {"topic": "x"}).status_code == 404
    assert "没有任职" in client.get(url("publish")).text


def test_representative_who_has_left_sees_nothing(client, there):
    acting = there.both.founder.represents.get()
    companies.end_representative(representative=acting, by=None, at=now())
    client.force_login(there.both.founder)

    for address in shared_pages(there) + company_pages(there):
        assert client.get(address).status_code == 404, address


def test_who_may_only_read_is_offered_nothing(client, there):
    reader = RepresentativeFactory(company=there.both.residence.company, right="view").user
    client.force_login(reader)
    before = everything()

    page = client.get(url("session", key=there.held.key)).text
    assert there.held.notes.advice in page
    assert "<form" not in page
    assert "<form" not in client.get(url("stay", pk=there.both.residence.pk)).text
    for address in posts(there):
        client.post(address, {"reason": "x", "said": "x", "rating": 5, "topic": "x"})
    assert everything() == before


class TestHome:
    def test_one_door_is_gone_through(self, client, there, stranger):
        client.force_login(there.both.mentor_user)
        assert client.get("/mentoring/").url == url("mentor")
        client.force_login(there.both.founder)
        assert client.get("/mentoring/").url == url("stay", pk=there.both.residence.pk)
        client.force_login(stranger)
        assert client.get("/mentoring/").status_code == 200

    def test_several_are_shown(self, client, there):
        RepresentativeFactory(company=ResidenceFactory().company, user=there.both.mentor_user)
        client.force_login(there.both.mentor_user)

        page = client.get("/mentoring/").text
        assert url("mentor") in page


@pytest.mark.parametrize("count", [1, 3])
class TestCost:
    """The same number of queries for one row and for three."""

    def rows(self, count):
        both = at_work(hours=40)
        assignment = active(both)
        for each in range(count):
            session = held(both, assignment, topic=f"第{each}次", starts=datetime.time(7 + each))
            lifecycle.add_step(
                session=session, text="走访", owner="company", due_on=today(),
                by=both.mentor_user, at=now(),
            )  # fmt: skip
        slots = times(both)
        if count > 1:
            booked(both, slots[1])
        times(both, days=20)
        booked(both, slots[0])
        return both, assignment

    def test_mentor(self, client, count, django_assert_num_queries):
        both, _assignment = self.rows(count)
        client.force_login(both.mentor_user)

        with django_assert_num_queries(14):
            client.get(url("mentor"))

    def test_company(self, client, count, django_assert_num_queries):
        both, _assignment = self.rows(count)
        client.force_login(both.founder)

        with django_assert_num_queries(10):
            client.get(url("stay", pk=both.residence.pk))

    def test_session(self, client, count, django_assert_num_queries):
        both, assignment = self.rows(1)
        session = assignment.sessions.earliest("pk")
        for each in range(count - 1):
            lifecycle.add_step(
                session=session, text=f"{each}", owner="company", due_on=today(),
                by=both.mentor_user, at=now(),
            )  # fmt: skip
        for each in range(count):
            lifecycle.attach_file(
                session=session, upload=scan(more=b"%d" % each), side="mentor",
                by=both.mentor_user, at=now(),
            )  # fmt: skip
        client.force_login(both.mentor_user)

        with django_assert_num_queries(6):
            client.get(url("session", key=session.key))

    def test_suggestions_and_times(self, client, count, django_assert_num_queries):
        both = at_work()
        for _each in range(count):
            at_work(incubator=both.incubator)
        slots = times(both, ends=datetime.time(14 + count))
        client.force_login(both.founder)
        with django_assert_num_queries(7):
            client.get(url("suggest", pk=both.residence.pk))
        client.force_login(both.mentor_user)
        with django_assert_num_queries(6):
            client.get(url("hours", pk=slots[0].hours_id))

    def test_assignment(self, client, count, django_assert_num_queries):
        both, assignment = self.rows(count)
        client.force_login(both.founder)

        with django_assert_num_queries(9):
            client.get(url("assignment", key=assignment.key))


def test_newest_verified_figures_of_a_company():
    company = at_work().residence.company
    filed(company, 2007, revenue="1,234.5", rd_spending="0")
    newest = {company.pk}

    found = latest_figures(newest, year=2010)[company.pk]
    said = render_to_string("mentoring/yuan.html", {"yuan": found.said["revenue"]})

    assert found.said["rd_spending"] == "0"
    assert (found.year, found.revenue, found.rd_spending) == (2007, 1_234_500, 0)
    assert said.strip() == "1,234,500元"
    assert render_to_string("mentoring/yuan.html", {"yuan": ""}).strip() == "–"
    assert latest_figures(newest, year=2006) == {}
    filed(company, 2009, revenue="5", at=moment(2010, 1, 10))
    assert latest_figures(newest, year=2026)[company.pk].said["revenue"] == "5,000"


class TestFigures:
    """What a company reported is for its mentor: verified, once both agreed, while it goes on."""

    @pytest.fixture
    def both(self):
        both = at_work()
        filed(both.residence.company, revenue="1,234.5")
        return both

    def shown(self, client, both) -> list[bool]:
        """On the mentor's page, and on the assignment's."""
        client.force_login(both.mentor_user)
        pages = url("mentor"), url("assignment", key=Assignment.objects.latest("pk").key)
        return ["1,234,500" in client.get(page).text for page in pages]

    def test_are_shown_while_they_work_together(self, client, both):
        active(both)

        assert self.shown(client, both) == [True, True]

    def test_are_not_shown_before_both_have_agreed(self, client, both):
        both.propose(ends_on=today() + 100 * DAYS)

        assert self.shown(client, both) == [False, False]

    def test_are_not_shown_after_the_end(self, client, both):
        pair = active(both)
        lifecycle.end_assignment(assignment=pair, on=today(), reason="goals_met", by=None, at=now())

        assert self.shown(client, both) == [False, False]

    def test_are_not_those_that_nobody_verified(self, client, both):
        active(both)
        other = at_work()
        active(other)
        filed(other.residence.company, verified=False, revenue="77")

        client.force_login(other.mentor_user)
        page = client.get(url("mentor")).text
        assert "77,000" not in page
        assert "1,234,500" not in page
        assert "暂无已审核的数据" in page

    def test_end_with_the_term(self, client, both):
        active(both)
        lifecycle.end_appointment(
            appointment=both.term, on=today(), reason="到期", by=None, at=now()
        )
        client.force_login(both.mentor_user)

        page = client.get(url("mentor")).text
        assert "1,234,500" not in page
        assert "目前不在聘" in page


def test_pages_run_no_script_of_their_own(client, there):
    for user, pages in (
        (there.both.mentor_user, mentor_pages(there)), (there.both.founder, company_pages(there)),
    ):  # fmt: skip
        client.force_login(user)
        for address in shared_pages(there)[:-1] + pages:
            text = client.get(address).text
            assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|style=", text), address


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", "'\"><img src=x>"])
def test_what_people_type_is_never_markup(client, there, text):
    client.force_login(there.both.mentor_user)
    client.post(url("notes", key=there.held.key), {"topic": text, "advice": text})

    for address in (url("session", key=there.held.key), url("mentor")):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert MentoringSession.objects.get(pk=there.held.pk).notes.topic == text


def test_steps_of_one_session_are_not_reached_by_another(client, there):
    other = held(there.both, there.assignment, starts=there.held.starts.replace(hour=15))
    step = there.held.next_steps.get()
    client.force_login(there.both.founder)

    answer = client.post(url("finish_step", key=other.key, pk=step.pk))

    assert answer.status_code == 404
    assert ActionItem.objects.get().done_at is None
    assert later(3) > today()
