"""Verbs that tie a mentor on file to an account: by the office, or by the person.

Either way by an e-mail address that the person has confirmed: whoever merely registered with
an address of somebody else would read what companies tell their mentor.
"""

import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.accounts.access import Access
from incubator.accounts.addresses import confirmed_addresses, owner_of
from incubator.accounts.models import User
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from mentors.lifecycle.people import refuse_second_mentor, refuse_serving_elsewhere
from mentors.lifecycle.refusals import locked_mentor
from mentors.lifecycle.telling import of_mentor, tell
from mentors.models import Mentor


@transaction.atomic
def link_account(
    *, mentor: Mentor, email: str, by, on: datetime.date, access: Access | None = None
) -> Mentor:
    """Let a mentor use the portal with the account of a confirmed e-mail address; they are told.

    With an ``access``, only where it reaches all of the terms that run: the account reads what
    was said there. Raises RuleViolation: ``no_such_account``, ``address_not_confirmed`` (409),
    ``mentor_exists`` (409), ``account_tied_already`` (409), ``mentor_serves_elsewhere`` (409).
    """
    mentor = locked_mentor(mentor.pk)
    refuse_serving_elsewhere(mentor, access, on)
    _refuse_tied(mentor)
    person = _owner(email)
    refuse_second_mentor("", person, but=mentor)
    return _tie(mentor, person, by)


@transaction.atomic
def claim_mentor(*, user: User, mentor: Mentor) -> Mentor:
    """Say “that is me” to a mentor on file who has a confirmed address of one's own.

    Raises RuleViolation: ``mentor_exists`` (409), ``not_your_address`` (403),
    ``account_tied_already`` (409).
    """
    mentor = locked_mentor(mentor.pk)
    if mentor.email.lower() not in confirmed_addresses(user):
        raise RuleViolation(
            "not_your_address",
            _("This needs the e-mail address that is on file, confirmed as yours."),
            status=403,
        )
    _refuse_tied(mentor)
    refuse_second_mentor("", user, but=mentor)
    return _tie(mentor, user, user)


@transaction.atomic
def unlink_account(
    *, mentor: Mentor, by, on: datetime.date, access: Access | None = None
) -> Mentor:
    """Undo a tie that was wrong: the account sees nothing of the mentor from now on.

    Raises RuleViolation: ``account_not_tied`` (409), ``mentor_serves_elsewhere`` (409).
    """
    mentor = locked_mentor(mentor.pk)
    refuse_serving_elsewhere(mentor, access, on)
    if mentor.user_id is None:
        raise RuleViolation(
            "account_not_tied",
            _("No account is tied to %(mentor)s."),
            status=409,
            mentor=mentor.name,
        )
    mentor.user = None
    with recorded(by=by):
        mentor.save(update_fields=["user"])
    return mentor


def mentor_to_claim(user: User) -> Mentor | None:
    """A mentor on file without an account who has a confirmed address of somebody's."""
    if Mentor.objects.filter(user=user).exists():
        return None
    # The address is on file as it was typed.
    for address in confirmed_addresses(user):
        found = Mentor.objects.filter(user=None, email__iexact=address).first()
        if found:
            return found
    return None


def _refuse_tied(mentor: Mentor) -> None:
    """Raises ``account_tied_already`` (409)."""
    # The column of the row that is held: the person joined to it may be of before the lock.
    if mentor.user_id is not None:
        raise RuleViolation(
            "account_tied_already",
            _("An account is tied to %(mentor)s already; the office unties it first."),
            status=409,
            mentor=mentor.name,
        )


def _owner(email: str) -> User:
    """Raises ``no_such_account`` and ``address_not_confirmed`` (409)."""
    person = owner_of(email)
    if person is not None:
        return person
    email = email.strip()
    if email and User.objects.filter(email__iexact=email, is_active=True).exists():
        raise RuleViolation(
            "address_not_confirmed",
            _("%(email)s has been registered and not been confirmed: the link sent to it first."),
            field="email",
            status=409,
            email=email[:80],
        )
    raise RuleViolation(
        "no_such_account",
        _("Nobody has registered with %(email)s. Ask the person to register first."),
        field="email",
        email=email[:80],
    )


def _tie(mentor: Mentor, person: User, by) -> Mentor:
    mentor.user = person
    try:
        with recorded(by=by), transaction.atomic():
            mentor.save(update_fields=["user"])
    except IntegrityError:
        refuse_second_mentor("", person, but=mentor)  # somebody was quicker
        raise
    tell(
        of_mentor(mentor),
        _("Your account is now that of a mentor"),
        _(
            "Your account is tied to the mentor %(mentor)s: companies, office hours and sessions "
            "stand on your page. If that is not you, please tell the office."
        ),
        page=reverse("mentoring:mentor"),
        mentor=mentor.name,
    )
    return mentor
