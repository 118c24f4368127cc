"""A mentor on file and an account: tied by a confirmed e-mail address, and by no other."""

import pytest
from django.db import connection

from incubator.accounts.access import Access
from incubator.accounts.addresses import owner_of
from incubator.core.dates import now, today
from mentors import lifecycle
from mentors.models import Mentor
from tests.factories import AppointmentFactory, IncubatorFactory, MentorFactory, UserFactory
from tests.mentors.live import DAYS
from tests.mentors.rows import DAY, answer, confirmed, everything, refused
from tests.staying.conftest import mails

pytestmark = pytest.mark.django_db
ADDRESS = "daoshi@example.test"


@pytest.fixture
def on_file():
    """Imported: no account, an address with a capital in it, in office for more than a year."""
    return AppointmentFactory(
        mentor__name="王一", mentor__employer="甬江创投", mentor__email="Daoshi@example.test",
        ends_on=today() + 500 * DAYS,
    ).mentor  # fmt: skip


@pytest.fixture
def person():
    return confirmed(UserFactory(email=ADDRESS))


def link(mentor: Mentor, email: str, **changed) -> dict:
    return {"mentor": mentor, "email": email, "by": None, "on": today()} | changed


class TestByTheOffice:
    def test_account_of_a_confirmed_address_is_tied_and_told(
        self, on_file, person, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks() as callbacks:
            tied = lifecycle.link_account(**link(on_file, " DAOSHI@example.test "))

        assert tied.user == person
        assert [(mail["to"], "王一" in mail["text"]) for mail in mails(callbacks)] == [
            (ADDRESS, True)
        ]

    def test_another_confirmed_address_of_the_person_will_do(self, on_file):
        person = confirmed(UserFactory(), "second@example.test")

        assert lifecycle.link_account(**link(on_file, "second@example.test")).user == person

    def test_registered_is_not_confirmed(self, on_file):
        """Whoever registers with a mentor's address has its name on the account at once."""
        confirmed(UserFactory(email=ADDRESS), verified=False)

        refusal = refused(lifecycle.link_account, **link(on_file, ADDRESS))

        assert answer(refusal) == ("address_not_confirmed", 409)
        assert owner_of(ADDRESS) is None

    def test_address_without_any_link_sent_is_not_confirmed(self, on_file):
        UserFactory(email=ADDRESS)

        assert refused(lifecycle.link_account, **link(on_file, ADDRESS)).code == (
            "address_not_confirmed"
        )

    @pytest.mark.parametrize("email", ["", " ", "nobody@example.test"])
    def test_nobody_is_tied_to_nobody(self, on_file, email):
        confirmed(UserFactory(email=""), "else@example.test")

        assert answer(refused(lifecycle.link_account, **link(on_file, email))) == (
            "no_such_account", 400,
        )  # fmt: skip

    def test_account_that_has_ended_is_none(self, on_file, person):
        person.is_active = False
        person.save()

        assert refused(lifecycle.link_account, **link(on_file, ADDRESS)).code == "no_such_account"

    def test_one_account_is_one_mentor_and_one_mentor_one_account(self, on_file, person):
        lifecycle.link_account(**link(on_file, ADDRESS))
        second = confirmed(UserFactory())

        other = refused(lifecycle.link_account, **link(MentorFactory(), ADDRESS))
        again = refused(lifecycle.link_account, **link(on_file, second.email))

        assert answer(other) == ("mentor_exists", 409)
        assert answer(again) == ("account_tied_already", 409)

    def test_undone(self, on_file, person, client):
        lifecycle.link_account(**link(on_file, ADDRESS))
        client.force_login(person)
        assert client.get("/mentoring/mentor/").status_code == 200

        lifecycle.unlink_account(mentor=on_file, by=None, on=today())

        assert client.get("/mentoring/mentor/").status_code == 404
        again = refused(lifecycle.unlink_account, mentor=on_file, by=None, on=today())
        assert answer(again) == ("account_not_tied", 409)

    def test_nobody_reads_along_elsewhere_by_tying_an_account(self, on_file, person):
        """A mentor of two incubators: one of them alone hands no account the other's notes."""
        term = AppointmentFactory(mentor=on_file, ends_on=today() + 9 * DAYS)
        own = Access(incubator_ids=frozenset({term.incubator_id}))
        facts = {"mentor": on_file, "by": None}

        for verb, more in (
            (lifecycle.link_account, {"email": ADDRESS, "on": today()}),
            (lifecycle.unlink_account, {"on": today()}),
            (lifecycle.correct_mentor, {"email": "mine@example.test"}),
        ):
            refusal = refused(verb, access=own, **facts, **more)
            assert answer(refusal) == ("mentor_serves_elsewhere", 409)
        lifecycle.correct_mentor(access=own, **facts, phone="13800000000")
        over = today() + 600 * DAYS
        assert lifecycle.link_account(**link(on_file, ADDRESS, access=own, on=over)).user == person


class TestByThePerson:
    def test_is_asked_and_says_yes(self, client, on_file, person):
        client.force_login(person)
        asked = client.get("/mentoring/").text
        before = everything()
        assert client.get("/mentoring/claim/").status_code == 405
        assert everything() == before

        answered = client.post("/mentoring/claim/", follow=True)

        on_file.refresh_from_db()
        assert "王一" in asked
        assert "甬江创投" in asked
        assert on_file.user == person
        assert answered.redirect_chain[-1][0] == "/mentoring/mentor/"
        assert answered.status_code == 200

    def test_is_asked_before_applying_anew(self, client, on_file, person):
        client.force_login(person)

        assert "/mentoring/claim/" in client.get("/mentoring/apply/").text

    def test_who_acts_for_a_company_is_asked_too(self, client, on_file, person):
        from tests.factories import RepresentativeFactory, ResidenceFactory

        RepresentativeFactory(company=ResidenceFactory().company, user=person)
        client.force_login(person)

        assert "/mentoring/claim/" in client.get("/mentoring/").text

    @pytest.mark.parametrize("verified", [True, False])
    def test_others_are_neither_asked_nor_believed(self, client, on_file, verified):
        """An address that somebody only typed, or a confirmed one of their own."""
        person = UserFactory(email="a@example.test" if verified else ADDRESS)
        confirmed(person, verified=verified)
        client.force_login(person)

        assert "/mentoring/claim/" not in client.get("/mentoring/").text
        assert client.post("/mentoring/claim/").status_code == 404
        refusal = refused(lifecycle.claim_mentor, user=person, mentor=on_file)
        assert answer(refusal) == ("not_your_address", 403)

    def test_mentor_without_an_address_is_nobodys(self):
        person = confirmed(UserFactory(email=""), "x@example.test")

        refusal = refused(lifecycle.claim_mentor, user=person, mentor=MentorFactory())

        assert refusal.code == "not_your_address"
        assert lifecycle.mentor_to_claim(UserFactory(email="")) is None

    def test_what_is_tied_is_not_taken(self, on_file, person):
        lifecycle.link_account(**link(on_file, confirmed(UserFactory()).email))

        assert lifecycle.mentor_to_claim(person) is None
        refusal = refused(lifecycle.claim_mentor, user=person, mentor=on_file)
        assert answer(refusal) == ("account_tied_already", 409)

    def test_one_who_is_a_mentor_already_is_no_second(self, on_file, person):
        lifecycle.link_account(**link(MentorFactory(), ADDRESS))

        assert lifecycle.mentor_to_claim(person) is None
        assert refused(lifecycle.claim_mentor, user=person, mentor=on_file).code == "mentor_exists"

    def test_history_says_who_tied_it(self, on_file, person):
        lifecycle.claim_mentor(user=person, mentor=on_file)

        last = on_file.history.latest("pgh_id")
        assert (last.user_id, last.pgh_context["username"]) == (person.pk, person.username)


class TestApplying:
    """Somebody on file who applies is taken on as who they are, and not put on file again."""

    FACTS = {"name": "王一", "kind": "investor"}

    def test_is_tied_when_taken_on_at_another_incubator(self, on_file, person):
        asked = lifecycle.apply_as_mentor(
            user=person, incubator=IncubatorFactory(), at=now(), **self.FACTS
        )

        terms = lifecycle.Terms(begins_on=today(), ends_on=today() + 300 * DAYS)
        decided = lifecycle.accept_mentor_application(
            application=asked, terms=terms, by=None, at=now()
        )

        on_file.refresh_from_db()
        assert (on_file.user, decided.appointment.mentor) == (person, on_file)
        assert Mentor.objects.count() == 1

    def test_is_a_mentor_there_already(self, on_file, person):
        refusal = refused(
            lifecycle.apply_as_mentor, user=person,
            incubator=on_file.appointments.get().incubator, at=now(), **self.FACTS,
        )  # fmt: skip

        assert answer(refusal) == ("mentor_already", 409)


def test_who_has_no_account_is_told_how_to_come_in(on_file, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        AppointmentFactory(mentor=on_file, begins_on=DAY(2030, 1, 1), ends_on=DAY(2031, 1, 1))

    (mail,) = mails(callbacks)
    assert "注册" in mail["text"]
    assert mail["text"].endswith("/mentoring/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM mentors_mentor WHERE user_id IS NOT NULL")
        assert cursor.fetchone() == (0,)
