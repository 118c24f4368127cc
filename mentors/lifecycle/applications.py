"""Verbs on requests to become a mentor: handed in, accepted with a term, declined, withdrawn."""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.accounts.models import User
from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from mentors.enums import ApplicationState, Tier
from mentors.lifecycle.accounts import claim_mentor, mentor_to_claim
from mentors.lifecycle.appointments import Terms, appoint, renew_appointment
from mentors.lifecycle.people import clean_profile, register_mentor
from mentors.lifecycle.refusals import clean_text, require_move
from mentors.lifecycle.telling import Reader, tell
from mentors.models import Appointment, Mentor, MentorApplication, MentorApplicationDraft

# From the first notice of its end on, a term can be asked to go on.
RENEWED_WITHIN = datetime.timedelta(days=60)
REFUSED = "mentor_application_move_refused"


@transaction.atomic
def apply_as_mentor(
    *,
    user: User,
    incubator: Incubator,
    at: datetime.datetime,
    phone: str = "",
    statement: str = "",
    **profile: Any,
) -> MentorApplication:
    """Ask to become a mentor at an incubator, or, near the end of a term there, to go on.

    ``profile`` is as in ``register_mentor``. A draft is gone with it. Raises RuleViolation:
    ``mentor_without_name``, ``unknown_word``, ``text_too_long``,
    ``mentor_applied_already`` (409), ``mentor_already`` (409).
    """
    facts = clean_profile(profile)
    day = day_of(at)
    oneself = Q(mentor__user=user) | Q(mentor=mentor_to_claim(user))
    serving = Appointment.objects.filter(oneself, incubator=incubator, until_on__gt=day)
    if serving.exists() and not term_to_renew(user, incubator, on=day):
        raise RuleViolation("mentor_already", _("You are already a mentor there."), status=409)
    try:
        with recorded(by=user), transaction.atomic():
            MentorApplicationDraft.objects.filter(user=user).delete()
            return MentorApplication.objects.create(
                user=user,
                incubator=incubator,
                phone=clean_text(phone, field="phone", most=40, lines=False),
                statement=clean_text(statement, field="statement", most=2000),
                submitted_at=at,
                **facts,
            )
    except IntegrityError:
        raise RuleViolation(
            "mentor_applied_already", _("You have already applied there."), status=409
        ) from None


@transaction.atomic
def accept_mentor_application(
    *,
    application: MentorApplication,
    terms: Terms,
    by,
    at: datetime.datetime,
    tier: str = Tier.MENTOR,
) -> MentorApplication:
    """Take somebody on: put on file unless they are, and appointed; they are told.

    Whose term there is about to end goes on from its end, whatever ``terms`` say of the begin.
    Raises RuleViolation: ``mentor_application_move_refused`` (409), and those of
    ``register_mentor``, ``appoint`` and ``renew_appointment``.
    """
    application = _held(application)
    require_move(application, ApplicationState.ACCEPTED, REFUSED)
    last = term_to_renew(application.user, application.incubator, on=day_of(at))
    if last is not None:
        appointment = renew_appointment(
            appointment=last, ends_on=terms.ends_on, companies=terms.companies, hours=terms.hours,
            level=terms.level, certificate=terms.certificate, by=by,
        )  # fmt: skip
    else:
        appointment = appoint(
            mentor=_mentor_of(application, tier, by), incubator=application.incubator,
            terms=terms, by=by,
        )  # fmt: skip
    return _decide(
        application, ApplicationState.ACCEPTED, by=by, at=at, said="", appointment=appointment
    )


@transaction.atomic
def decline_mentor_application(
    *, application: MentorApplication, said: str, by, at: datetime.datetime
) -> MentorApplication:
    """Say no, and why; they are told.

    Raises RuleViolation: ``reason_missing``, ``mentor_application_move_refused`` (409).
    """
    application = _held(application)
    require_move(application, ApplicationState.DECLINED, REFUSED)
    said = clean_text(said, field="said", most=500, code="reason_missing")
    _decide(application, ApplicationState.DECLINED, by=by, at=at, said=said)
    user = application.user
    tell(
        [Reader(user.email, user.language)] if user.email else [],
        _("About your application as a mentor at %(incubator)s"),
        _("Thank you for your offer. %(incubator)s does not take it up now: %(said)s"),
        page=reverse("mentoring:application", args=[application.key]),
        incubator=application.incubator.name,
        said=said,
    )
    return application


@transaction.atomic
def withdraw_mentor_application(
    *, application: MentorApplication, by, at: datetime.datetime
) -> MentorApplication:
    """Take one's own request back.

    Raises RuleViolation: ``not_your_part`` (403), ``mentor_application_move_refused`` (409).
    """
    application = _held(application)
    if application.user_id != by.pk:
        raise RuleViolation(
            "not_your_part", _("Somebody else has to do this: it is not your part."), status=403
        )
    require_move(application, ApplicationState.WITHDRAWN, REFUSED)
    return _decide(application, ApplicationState.WITHDRAWN, by=by, at=at, said="")


def term_to_renew(user: User, incubator: Incubator, *, on: datetime.date) -> Appointment | None:
    """The term of somebody at an incubator that ends soon and that no later one continues."""
    return (
        Appointment.objects.in_force(on=on)
        .not_renewed()
        .filter(
            mentor__user=user, mentor__retired_on=None, incubator=incubator, ended_on=None,
            until_on__lte=on + RENEWED_WITHIN,
        )
        .first()
    )  # fmt: skip


def _mentor_of(application: MentorApplication, tier: str, by) -> Mentor:
    """Whoever applied, put on file unless they are: by account, or by a confirmed address."""
    known = Mentor.objects.filter(user=application.user).first()
    if known is None and (on_file := mentor_to_claim(application.user)):
        known = claim_mentor(user=application.user, mentor=on_file)
    return known or register_mentor(
        by=by, user=application.user, tier=tier, phone=application.phone, **application.profile
    )


def _held(application: MentorApplication) -> MentorApplication:
    return (
        MentorApplication.objects.select_for_update(of=("self",), no_key=True)
        .select_related("user", "incubator")
        .get(pk=application.pk)
    )


def _decide(
    application: MentorApplication, to: ApplicationState, *, by, at, said: str, appointment=None
) -> MentorApplication:
    application.state, application.decided_at, application.decided_by = to, at, by
    application.said, application.appointment = said, appointment
    with recorded(by=by):
        application.save(update_fields=["state", "decided_at", "decided_by", "said", "appointment"])
    return application
