"""Reminding companies of what they owe, rung by rung, and telling managers who does not answer."""

import datetime
from collections import defaultdict

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from companies.enums import ReminderLevel
from companies.lifecycle.returns.mails import address, mail_each, writers_of
from companies.models import DueReturn, ReturnReminder
from companies.rules.returns.ladder import BEFORE, LONGEST, is_escalated, rung
from incubator.accounts.models import Membership, User
from incubator.accounts.permissions import Permission, roles_of_incubators
from incubator.core.dates import day_of
from incubator.core.history import recorded
from incubator.core.shown import day

ONE_DAY = datetime.timedelta(days=1)
MOST_NAMED = 30  # companies in one mail to a manager; the list has them all


def remind_of_returns(*, at: datetime.datetime) -> int:
    """Write to every company that owes something, and to managers about the silent ones.

    Each rung of the ladder is told once for a due return, however often and by however many
    workers this is done; rungs that were missed are skipped. Returns how many were told.
    """
    on = day_of(at)
    owed = (
        DueReturn.objects.owed()
        .filter(due_on__range=(on - LONGEST * ONE_DAY, on + BEFORE * ONE_DAY))
        .order_by("pk")
    )
    told = sum(
        _remind(pk, level, at)
        for pk, due_on in list(owed.values_list("pk", "due_on"))
        if (level := rung(due_on=due_on, on=on))
    )
    return told + _escalate(owed, at)


def _untold(dues: QuerySet, level: ReminderLevel) -> QuerySet:
    return dues.filter(~Exists(ReturnReminder.objects.filter(due=OuterRef("pk"), level=level)))


def _remind(pk: int, level: ReminderLevel, at: datetime.datetime) -> bool:
    """Whoever records the rung writes the mails: two jobs at once write them once."""
    due = (
        _untold(DueReturn.objects.owed().filter(pk=pk), level)
        .select_related("company", "period__form")
        .first()
    )
    if due is None or not (people := writers_of(due.company)):
        return False
    try:
        with transaction.atomic(), recorded(reason="reminder"):
            ReturnReminder.objects.create(due=due, level=level, sent_at=at, people=len(people))
            mail_each(people, lambda: _words(due, on=day_of(at)))
    except IntegrityError:
        return False
    return True


def _words(due: DueReturn, *, on: datetime.date) -> tuple[str, str]:
    values = {
        "company": due.company.name,
        "what": f"{due.form.title} · {due.period.said}",
        "day": day(due.due_on),
        "days": abs((on - due.due_on).days),
        "link": address("returns:listing"),
    }
    if on < due.due_on:
        subject = _("Due on %(day)s: %(what)s")
        text = _("%(company)s: “%(what)s” is due on %(day)s and has not been handed in.")
    elif on == due.due_on:
        subject = _("Due today: %(what)s")
        text = _("%(company)s: “%(what)s” is due today and has not been handed in.")
    else:
        subject = _("Late: %(what)s")
        text = _("%(company)s: “%(what)s” was due on %(day)s, %(days)d days ago.")
    return subject % values, f"{text % values}\n\n" + _("Write it here:\n%(link)s") % values


def _escalate(owed: QuerySet, at: datetime.datetime) -> int:
    """One mail for each incubator and period, with the companies that do not answer."""
    on = day_of(at)
    groups: dict[tuple[int, int], list[DueReturn]] = defaultdict(list)
    silent = _untold(owed, ReminderLevel.ESCALATED)
    for due in silent.select_related("company", "incubator", "period__form"):
        if is_escalated(due_on=due.due_on, on=on):
            groups[due.incubator_id, due.period_id].append(due)
    return sum(_tell_managers(dues, at) for dues in groups.values())


def _tell_managers(dues: list[DueReturn], at: datetime.datetime) -> int:
    managers = _managers_of(dues[0], on=day_of(at))
    if not managers:
        return 0
    rows = [
        ReturnReminder(due=due, level=ReminderLevel.ESCALATED, sent_at=at, people=len(managers))
        for due in dues
    ]
    try:
        with transaction.atomic(), recorded(reason="reminder"):
            ReturnReminder.objects.bulk_create(rows)
            mail_each(managers, lambda: _words_for_managers(dues))
    except IntegrityError:
        return 0
    return len(rows)


def _managers_of(due: DueReturn, *, on: datetime.date) -> list[User]:
    held = Membership.objects.in_force(on=on).filter(
        role__in=roles_of_incubators(Permission.RETURNS_WRITE),
        incubator=due.incubator_id,
        user__is_active=True,
    )
    people = [one.user for one in held.select_related("user").order_by("pk")]
    return [user for user in people if user.email]


def _words_for_managers(dues: list[DueReturn]) -> tuple[str, str]:
    first = dues[0]
    names = [due.company.name for due in dues]
    values = {
        "what": f"{first.form.title} · {first.period.said}",
        "incubator": first.incubator.title,
        "count": len(names),
        "names": "\n".join(names[:MOST_NAMED]),
        "link": settings.SITE_URL.rstrip("/")
        + f"/admin/companies/duereturn/?late=yes&period__id__exact={first.period_id}",
    }
    subject = _("%(count)d companies do not answer: %(what)s") % values
    text = _(
        "%(incubator)s: these companies were reminded of “%(what)s” and have not handed it "
        "in:\n\n%(names)s"
    )
    if len(names) > MOST_NAMED:
        text += "\n…"
    return subject, text % values + "\n\n" + _("All of them:\n%(link)s") % values
