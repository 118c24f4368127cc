"""What is held about somebody: told, handed out, and erased when nothing keeps it any more."""

import datetime
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import OPEN, ApplicationState
from companies.lifecycle.forgetting import forget_application
from companies.models import (
    Application,
    Collaborator,
    Invitation,
    Representative,
    Reviewer,
    ReviewerInvitation,
)
from companies.queries.told import with_told_state
from incubator.accounts.models import AccessToken, ErasureRequest, User
from incubator.core.dates import day_of
from incubator.core.erasure import forget_actor, overwrite
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.workflows.personal_mentoring import forget_mentor, reason_to_stay


@dataclass(frozen=True)
class Kept:
    """One application of somebody's, and what becomes of it when they go."""

    application: Application
    reason: str = ""  # why it stays; empty where it can go
    until: datetime.date | None = None  # when it can go; None: not known
    holds: bool = False  # the account waits for it


def what_is_kept(*, user, on: datetime.date) -> list[Kept]:
    """The applications that somebody began, each with what the retention schedule says.

    A draft goes at once. One that was not accepted, or was taken back, is kept for
    ``RETENTION_ENDED_DAYS`` from its end: an applicant may object, and the office must be
    able to answer. One under way, or of a company that is on file, is kept as long as it is.
    """
    taking_part = Collaborator.objects.filter(application=OuterRef("pk"), user__is_active=True)
    acting = Representative.objects.in_force().filter(company=OuterRef("company"))
    begun = Application.objects.filter(started_by=user).annotate(
        is_shared=Exists(taking_part.exclude(user=user)) | Exists(acting.exclude(user=user))
    )
    newest_first = with_told_state(begun).order_by("-started_at", "-pk")
    return [_kept(one, on) for one in newest_first.select_related("call", "company")]


def _kept(application: Application, on: datetime.date) -> Kept:
    if application.is_shared:
        return Kept(application, gettext("Other people take part in it."))
    if application.submitted_at is None:
        return Kept(application)
    if application.company_id:
        return Kept(application, gettext("It belongs to the file of a company."))
    if application.told in OPEN:
        return Kept(application, gettext("The office is working on it."), holds=True)
    ended = application.withdrawn_at or application.decided_at or application.submitted_at
    until = day_of(ended) + datetime.timedelta(days=settings.RETENTION_ENDED_DAYS)
    if until <= on:
        return Kept(application)
    return Kept(application, gettext("It is kept for a while after its end."), until, holds=True)


@transaction.atomic
def ask_erasure(*, user: User, at: datetime.datetime) -> ErasureRequest:
    """Ask that everything about oneself be erased; done at once as far as it may be.

    Raises RuleViolation: ``erasure_of_staff`` (409), ``erasure_asked_already`` (409).
    """
    if user.is_staff or user.memberships.exists():
        raise RuleViolation(
            "erasure_of_staff",
            _("An account of the office is ended by the office: its acts stay on record."),
            status=409,
        )
    try:
        with transaction.atomic(), recorded(by=user):
            request = ErasureRequest.objects.create(user=user, asked_at=at)
    except IntegrityError:
        raise RuleViolation(
            "erasure_asked_already", _("You have asked for this already."), status=409
        ) from None
    erase_what_may_go(request=request, at=at)
    request.refresh_from_db()
    return request


@transaction.atomic
def withdraw_erasure(*, user: User, at: datetime.datetime) -> None:
    """Keep the account after all; what is erased stays erased.

    Raises RuleViolation ``erasure_not_asked`` (409).
    """
    with recorded(by=user):
        changed = user.erasure_requests.filter(withdrawn_at=None, done_at=None).update(
            withdrawn_at=at
        )
    if not changed:
        raise RuleViolation(
            "erasure_not_asked", _("There is no request that could be taken back."), status=409
        )


def open_requests() -> list[ErasureRequest]:
    """Those that are not done yet, the oldest first.

    A list: tables cannot be altered while a query is still being read.
    """
    asked = ErasureRequest.objects.filter(withdrawn_at=None, done_at=None)
    return list(asked.select_related("user").order_by("asked_at", "pk"))


@transaction.atomic
def erase_what_may_go(*, request: ErasureRequest, at: datetime.datetime) -> bool:
    """Erase what nothing keeps; with the last of it goes the account. Whether all is done."""
    request = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if request.done_at or request.withdrawn_at:
        return bool(request.done_at)
    user = request.user
    reason = f"注销申请 {request.pk}"
    kept = what_is_kept(user=user, on=day_of(at))
    for one in kept:
        if not one.reason and not _is_forgotten(one.application):
            forget_application(application=one.application, at=at, reason=reason)
    if any(one.holds for one in kept) or reason_to_stay(user=user, on=day_of(at)):
        return False
    _forget_person(user, at=at, reason=reason)
    ErasureRequest.objects.filter(pk=request.pk).update(done_at=at)
    return True


def _is_forgotten(application: Application) -> bool:
    return application.state != ApplicationState.DRAFT and not application.answers.exists()


def _forget_person(user: User, *, at: datetime.datetime, reason: str) -> None:
    name, address = f"erased-{user.pk}", user.email
    with recorded(reason=reason):
        Representative.objects.in_force().filter(user=user).update(ended_at=at)
        Collaborator.objects.filter(user=user).delete()
        Reviewer.objects.in_force().filter(user=user).update(
            left_at=Greatest("joined_at", Value(at)), left_because=reason
        )
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()
        AccessToken.objects.filter(user=user).delete()
        forget_mentor(user=user, at=at)
        user.set_unusable_password()
        User.objects.filter(pk=user.pk).update(
            is_active=False, password=user.password, last_login=None
        )
    overwrite(User, {"pk": user.pk}, username=name, name="", email="", language="")
    overwrite(Reviewer, {"user": user.pk}, employer="", email_domain="")
    if address:
        overwrite(ReviewerInvitation, {"email__iexact": address}, email="", name="", employer="")
        overwrite(Invitation, {"email__iexact": address}, email="")
    forget_actor(user_pk=user.pk, username=name)
