"""Integration tests of notices: a lease that ends is announced once at 90, 60 and 30 days."""

import datetime

import pytest
import redis
from django.conf import settings
from django.core import mail

from facilities import lifecycle, schedule, tasks
from facilities.models import LeaseNotice, SpaceLease
from incubator.core.dates import today
from tests.facilities.rows import DAY, everything
from tests.factories import (
    LeaseFactory,
    MembershipFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]

END = DAY(2010, 4, 1)
AT = datetime.datetime(2010, 1, 2, 3, tzinfo=datetime.UTC)
TENANT = "tenant@example.test"


@pytest.fixture
def lease(db) -> SpaceLease:
    """It ends on 1 April 2010."""
    return LeaseFactory(contact_email=TENANT, ends_on=END)


@pytest.fixture
def announce(django_capture_on_commit_callbacks):
    """Announces so many days before the end, as after a commit; answers with the levels."""

    def call(days: int) -> list[int]:
        with django_capture_on_commit_callbacks(execute=True):
            made = lifecycle.announce_ending_leases(on=END - datetime.timedelta(days=days))
        return [notice.days for notice in made]

    return call


def rung() -> int:
    """How many messages wait for a worker."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
        return client.llen("celery")


def notice_of(lease: SpaceLease) -> LeaseNotice:
    return LeaseNotice.objects.create(lease=lease, days=90, until_on=END, made_on=DAY(2010, 1, 1))


def send(notice: LeaseNotice) -> bool:
    return lifecycle.mail_notice(notice_id=notice.pk, at=AT)


class TestAnnounce:
    @pytest.mark.parametrize("days", [91, 0, -1])
    def test_lease_that_ends_later_or_is_over_is_silent(self, lease, announce, days):
        assert announce(days) == []
        assert rung() == 0

    def test_each_level_is_announced_once(self, lease, announce):
        made = {days: announce(days) for days in range(91, -1, -1)}

        assert {days: levels for days, levels in made.items() if levels} == {
            90: [90],
            60: [60],
            30: [30],
        }

    def test_lease_that_is_seen_late_is_announced_at_its_level_only(self, lease, announce):
        made = {days: announce(days) for days in (45, 44, 31, 30)}

        assert made == {45: [60], 44: [], 31: [], 30: [30]}

    def test_second_time_on_a_day_makes_nothing(self, lease, announce):
        announce(90)
        before = everything()

        assert announce(90) == []
        assert everything() == before
        assert rung() == 1

    def test_notice_whose_message_was_lost_is_rung_for_on_the_next_day(self, lease, announce):
        lifecycle.announce_ending_leases(on=END - datetime.timedelta(days=90))
        assert rung() == 0

        assert announce(89) == []

        assert rung() == 1

    def test_notice_that_was_mailed_is_not_rung_for_again(self, lease, announce):
        announce(90)
        send(LeaseNotice.objects.get())

        announce(89)

        assert rung() == 1

    def test_renewed_lease_is_silent(self, lease, announce):
        lifecycle.renew(lease=lease, ends_on=DAY(2011, 4, 1), signed_on=DAY(2010, 1, 1), by=None)

        assert announce(30) == []

    def test_lease_whose_renewal_was_cancelled_speaks_again(self, lease, announce):
        renewal = lifecycle.renew(
            lease=lease, ends_on=DAY(2011, 4, 1), signed_on=DAY(2010, 1, 1), by=None
        )
        lifecycle.cancel(lease=renewal, on=DAY(2010, 1, 10), by=None, reason="改签")

        assert announce(60) == [60]

    def test_lease_that_ends_early_is_silent(self, lease, announce):
        lifecycle.end(lease=lease, on=DAY(2010, 3, 31), by=None, reason="退租")

        assert announce(30) == []

    def test_cancelled_lease_is_silent(self, lease, announce):
        lifecycle.cancel(lease=lease, on=lease.begins_on, by=None, reason="未入驻")

        assert announce(30) == []

    @pytest.mark.parametrize("leases", [1, 3])
    def test_queries(self, leases, django_assert_num_queries):
        LeaseFactory.create_batch(leases, ends_on=END)

        with django_assert_num_queries(6):  # two of them are the savepoint
            made = lifecycle.announce_ending_leases(on=END - datetime.timedelta(days=90))

        assert len(made) == leases

    def test_beat_announces_of_the_day(self, django_capture_on_commit_callbacks):
        stay = ResidenceFactory(due_on=today() + datetime.timedelta(days=365))
        LeaseFactory(residence=stay, ends_on=today() + datetime.timedelta(days=60))

        with django_capture_on_commit_callbacks(execute=True):
            schedule.announce_ending_leases(later_argument=1)

        assert LeaseNotice.objects.get().days == 60
        assert rung() == 1


class TestMail:
    def test_manager_and_tenant_get_one_without_seeing_each_other(self, lease):
        manager = MembershipFactory(incubator=lease.incubator).user

        assert send(notice_of(lease))

        [message] = mail.outbox
        assert message.recipients() == sorted([manager.email, TENANT])
        assert (message.to, message.cc) == ([], [])
        for part in (lease.number, lease.company.name):
            assert part in message.subject
            assert part in message.body

    def test_nobody_else_gets_one(self, lease):
        MembershipFactory()
        MembershipFactory(zone_office=True)
        MembershipFactory(incubator=lease.incubator, ends_on=DAY(2010, 1, 1))
        MembershipFactory(incubator=lease.incubator, user=UserFactory(staff=True, is_active=False))
        MembershipFactory(incubator=lease.incubator, user=UserFactory(staff=True, email=""))

        send(notice_of(lease))

        assert [message.recipients() for message in mail.outbox] == [[TENANT]]

    def test_person_who_is_manager_and_tenant_gets_one(self, lease):
        MembershipFactory(incubator=lease.incubator, user__email=TENANT)

        send(notice_of(lease))

        assert [message.recipients() for message in mail.outbox] == [[TENANT]]

    def test_people_who_act_for_the_company_get_one_where_the_lease_names_nobody(self):
        lease = LeaseFactory()
        acting = RepresentativeFactory(company=lease.company)
        RepresentativeFactory(company=lease.company, ended_at=AT)
        RepresentativeFactory()

        send(notice_of(lease))

        assert [message.recipients() for message in mail.outbox] == [[acting.user.email]]

    def test_address_of_the_lease_goes_before_those_people(self, lease):
        RepresentativeFactory(company=lease.company)

        send(notice_of(lease))

        assert [message.recipients() for message in mail.outbox] == [[TENANT]]

    def test_doubled_message_sends_once(self, lease):
        notice = notice_of(lease)

        for _ in range(3):
            tasks.mail_lease_notice(notice_id=notice.pk, later_argument=1)

        assert len(mail.outbox) == 1

    def test_moment_is_kept(self, lease):
        notice = notice_of(lease)

        send(notice)

        notice.refresh_from_db()
        assert notice.mailed_at == AT

    def test_notice_for_nobody_is_done_without_a_mail(self):
        notice = notice_of(LeaseFactory())

        assert send(notice)
        assert not send(notice)
        assert mail.outbox == []

    def test_notice_that_is_not_there_is_no_error(self):
        assert not lifecycle.mail_notice(notice_id=0, at=AT)

    def test_mail_waits_while_the_server_is_away(self, lease, settings):
        notice, usual = notice_of(lease), settings.EMAIL_BACKEND
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

        with pytest.raises(ConnectionRefusedError):
            tasks.mail_lease_notice(notice_id=notice.pk)

        settings.EMAIL_BACKEND = usual
        assert send(notice)
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize("verb", ["end", "renew"])
    def test_notice_that_was_overtaken_is_not_mailed(self, lease, verb):
        """Between the announcement and the mail the lease was ended or renewed."""
        notice = notice_of(lease)
        if verb == "end":
            lifecycle.end(lease=lease, on=DAY(2010, 2, 1), by=None, reason="退租")
        else:
            lifecycle.renew(
                lease=lease, ends_on=DAY(2011, 4, 1), signed_on=DAY(2010, 1, 1), by=None
            )

        assert not send(notice)
        assert mail.outbox == []
