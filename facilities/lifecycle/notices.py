"""Verbs on notices: a lease that ends soon is announced once at 90, 60 and 30 days."""

import datetime
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from companies.models import Representative
from facilities import tasks
from facilities.models import LeaseNotice, SpaceLease
from facilities.models.leases import LeaseQuerySet
from incubator.accounts.models import Membership
from incubator.accounts.permissions import Role
from incubator.core.dates import day_of
from incubator.core.shown import last_day

LEVELS = (90, 60, 30)


@transaction.atomic
def announce_ending_leases(*, on: datetime.date) -> list[LeaseNotice]:
    """Make the notices that are due on a day; each is mailed after the commit.

    A lease that is first seen 45 days before its end is announced once, at the level of 60.
    Called twice on a day it makes nothing the second time; two at once make one. A notice of
    an earlier day that is still not mailed is rung for again: its message may have got lost.
    """
    ending = (
        _to_announce()
        .running(on=on)
        .filter(until_on__lte=on + datetime.timedelta(days=LEVELS[0]))
        .order_by("pk")
    )
    due = [_due_notice(lease, on) for lease in ending]
    keys = {_key(notice) for notice in due}
    before = {_key(notice) for notice in LeaseNotice.objects.filter(lease__in=ending)}
    LeaseNotice.objects.bulk_create(due, ignore_conflicts=True)
    waiting = [
        notice
        for notice in LeaseNotice.objects.filter(lease__in=ending, mailed_at__isnull=True)
        if _key(notice) in keys
    ]
    new = [notice for notice in waiting if _key(notice) not in before]
    for notice in waiting:
        if notice in new or notice.made_on < on:
            transaction.on_commit(partial(tasks.mail_lease_notice.delay, notice_id=notice.pk))
    return new


@transaction.atomic
def mail_notice(*, notice_id: int, at: datetime.datetime) -> bool:
    """Send one notice to the institution's managers and the tenant; whether it was sent now.

    The notice is held while the mail goes out, so that a doubled message sends nothing; one
    that an early end or a renewal overtook is not sent.
    """
    notice = (
        LeaseNotice.objects.select_for_update(of=("self",))
        .select_related("lease__company", "lease__incubator")
        .filter(pk=notice_id, mailed_at__isnull=True)
        .filter(lease__in=_to_announce(), until_on=F("lease__until_on"))
        .first()
    )
    if notice is None:
        return False
    recipients = sorted(_addresses(notice.lease, on=day_of(at)))
    if recipients:
        with translation.override(settings.LANGUAGE_CODE):
            _mail(notice, recipients).send()
    notice.mailed_at = at
    notice.save(update_fields=["mailed_at"])
    return True


def _to_announce() -> LeaseQuerySet:
    """Leases that end as agreed, and that nobody renewed."""
    return SpaceLease.objects.not_renewed().filter(ended_on__isnull=True, cancelled_on__isnull=True)


def _key(notice: LeaseNotice) -> tuple[int, int, datetime.date]:
    return notice.lease_id, notice.days, notice.until_on


def _due_notice(lease: SpaceLease, on: datetime.date) -> LeaseNotice:
    left = (lease.until_on - on).days
    level = min(level for level in LEVELS if level >= left)
    return LeaseNotice(lease=lease, days=level, until_on=lease.until_on, made_on=on)


def _addresses(lease: SpaceLease, *, on: datetime.date) -> Iterable[str]:
    managers = (
        Membership.objects.in_force(on=on)
        .filter(role=Role.MANAGER, incubator=lease.incubator, user__is_active=True)
        .exclude(user__email="")
        .values_list("user__email", flat=True)
    )
    return {*managers, *_tenant(lease)}


def _tenant(lease: SpaceLease) -> Iterable[str]:
    """The address that the lease names, or those of the people who act for the company."""
    if lease.contact_email:
        return [lease.contact_email]
    acting = Representative.objects.in_force().filter(company=lease.company, user__is_active=True)
    return acting.exclude(user__email="").values_list("user__email", flat=True)


def _mail(notice: LeaseNotice, recipients: list[str]) -> EmailMessage:
    """One mail to each, without showing the others' addresses."""
    lease = notice.lease
    subject = _("Lease %(number)s of %(company)s ends on %(until)s") % {
        "number": lease.number,
        "company": " ".join(lease.company.name.split()),
        "until": last_day(lease.until_on),
    }
    text = render_to_string("facilities/lease_notice.txt", {"lease": lease, "notice": notice})
    return EmailMessage(subject=subject, body=text, bcc=recipients)
