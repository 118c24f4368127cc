"""Reminding people of drafts whose call closes soon."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from companies.enums import ApplicationState, CallState, Right
from companies.models import Application
from incubator.accounts.models import Notice
from incubator.core.history import recorded
from incubator.core.mail import post
from incubator.core.shown import moment

BEFORE = datetime.timedelta(days=3)


def remind_of_drafts(*, at: datetime.datetime) -> int:
    """Mail the people of every draft whose call closes within three days, once for a closing.

    Returns how many drafts were reminded of.
    """
    soon = Q(call__closes_at__gt=at, call__closes_at__lte=at + BEFORE)
    waiting = Application.objects.filter(
        soon, state=ApplicationState.DRAFT, call__state=CallState.PUBLISHED, reminded_at=None
    )
    return sum(_remind(pk, at) for pk in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, at: datetime.datetime) -> bool:
    """Whoever marks the draft writes the mails: two jobs at once send them once."""
    with recorded(reason="reminder"):
        marked = Application.objects.filter(
            pk=pk, state=ApplicationState.DRAFT, reminded_at=None
        ).update(reminded_at=at)
    if not marked:
        return False
    application = Application.objects.select_related("call").get(pk=pk)
    link = settings.SITE_URL.rstrip("/") + reverse("applying:application", args=[application.key])
    writers = application.collaborators.filter(right__in=[Right.EDIT, Right.SIGN])
    for collaborator in writers.select_related("user"):
        reader = collaborator.user
        if not reader.wants(Notice.REMINDERS):
            continue
        with translation.override(reader.language or settings.LANGUAGE_CODE):
            call = application.call.name_in(reader.language or settings.LANGUAGE_CODE)
            closes = moment(application.call.closes_at)
            post(
                to=[reader.email],
                subject=_("Closes soon: %(call)s") % {"call": call},
                text=_(
                    "Your draft is not handed in yet. The call “%(call)s” closes on %(closes)s.\n\n"
                    "Go on here:\n%(link)s\n\n"
                    "You can switch such reminders off under “My account”."
                )
                % {"call": call, "closes": closes, "link": link},
            )
    return True
