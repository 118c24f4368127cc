"""One thread of messages between an applicant and the office."""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import ApplicationState, Right
from companies.lifecycle.apart import require_apart
from companies.lifecycle.moving import locked_application, require_right
from companies.models import Application, Message
from companies.rules.answers import clean
from incubator.accounts.models import Notice
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.mail import post

MOST_AN_HOUR = 20
AT_ONCE = datetime.timedelta(minutes=1)


@transaction.atomic
def write_message(
    *, application: Application, body: str, by, at: datetime.datetime, from_office: bool
) -> Message:
    """Add to the thread; the applicant's people are mailed that the office has written.

    The same words of the same person within a minute are a second press of the button.
    Who may write for the office is the page's part; for the applicant it takes the right
    to write. Raises RuleViolation: ``said_nothing``, ``answer_too_long``,
    ``application_not_received`` (409), ``too_many_messages`` (429), ``right_missing`` (403),
    ``case_kept_from_you`` (403).
    """
    application = locked_application(application)
    if from_office:
        require_apart(by, [application])
    else:
        require_right(application, by, Right.EDIT)
    body = _sound(body)
    if application.state == ApplicationState.DRAFT:
        raise RuleViolation(
            "application_not_received",
            _("The office sees an application once it is handed in."),
            status=409,
        )
    same = application.messages.filter(body=body, sent_by=by, from_office=from_office)
    if pressed := same.filter(sent_at__gt=at - AT_ONCE, sent_at__lte=at).first():
        return pressed
    lately = application.messages.filter(
        sent_by=by, sent_at__gt=at - datetime.timedelta(hours=1)
    ).count()
    if lately >= MOST_AN_HOUR:
        raise RuleViolation(
            "too_many_messages",
            _("At most %(most)d messages in an hour; please go on later."),
            status=429,
            most=MOST_AN_HOUR,
        )
    with recorded(by=by):
        message = Message.objects.create(
            application=application, from_office=from_office, body=body, sent_at=at, sent_by=by
        )
    if from_office:
        _announce(application)
    return message


def _sound(body: str) -> str:
    """Raises ``said_nothing``, ``answer_too_long``."""
    body = clean(body).strip()
    most = Message._meta.get_field("body").max_length or 0
    if not body:
        raise RuleViolation("said_nothing", _("Say it in a sentence or more."), field="body")
    if len(body) > most:
        raise RuleViolation(
            "answer_too_long",
            _("At most %(most)s characters; there are %(count)s."),
            field="body",
            most=most,
            count=len(body),
        )
    return body


def _announce(application: Application) -> None:
    """Says that there is a message, not what it says: mail is read by many eyes."""
    link = settings.SITE_URL.rstrip("/") + reverse("applying:application", args=[application.key])
    for collaborator in application.collaborators.select_related("user"):
        reader = collaborator.user
        if not reader.wants(Notice.MESSAGES):
            continue
        with translation.override(getattr(reader, "language", "") or settings.LANGUAGE_CODE):
            post(
                to=[reader.email],
                subject=gettext("The office has written to you: %(receipt)s")
                % {"receipt": application.receipt},
                text=gettext("Read and answer it here:\n%(link)s") % {"link": link},
            )
