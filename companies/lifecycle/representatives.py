"""Verbs on the people who act for a company that is on file."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.enums import Right
from companies.lifecycle.holding import locked_company
from companies.models import Application, Company, Representative
from incubator.accounts.models import User
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.mail import post

NOW = _("You now act for %(company)s in the portal.")
NO_LONGER = _("You act for %(company)s in the portal no longer.")


@transaction.atomic
def appoint_representative(
    *, company: Company, email: str, right: str, by, at: datetime.datetime
) -> Representative:
    """Let somebody who has an account read, write or sign for a company; tells them by mail.

    Raises RuleViolation: ``right_unknown``, ``no_such_account``, ``represents_already`` (409).
    """
    company = locked_company(company.pk)
    if right not in Right.values:
        raise RuleViolation("right_unknown", _("There is no such right."), field="right")
    person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if not email.strip() or person is None:
        raise RuleViolation(
            "no_such_account",
            _("Nobody has registered with %(email)s. Ask the person to register first."),
            field="email",
            email=email.strip()[:80],
        )
    if company.representatives.in_force().filter(user=person).exists():
        raise RuleViolation(
            "represents_already",
            _("%(person)s already acts for the company. To change the right, end it first."),
            field="email",
            status=409,
            person=str(person),
        )
    with recorded(by=by):
        appointed = Representative.objects.create(
            company=company, user=person, right=right, since=at
        )
    _tell(person, NOW, company)
    return appointed


@transaction.atomic
def appoint_applicants(
    *, application: Application, company: Company, by, at: datetime.datetime
) -> list[Representative]:
    """Let those who applied act for the company that was admitted, with the same rights.

    Where somebody acts for it already, those people say who else may.
    """
    company = locked_company(company.pk)
    if company.representatives.in_force().exists():
        return []
    people = application.collaborators.filter(user__is_active=True).select_related("user")
    with recorded(by=by):
        appointed = [
            Representative.objects.create(company=company, user=one.user, right=one.right, since=at)
            for one in people.order_by("pk")
        ]
    for one in appointed:
        _tell(one.user, NOW, company)
    return appointed


@transaction.atomic
def end_representative(*, representative: Representative, by, at: datetime.datetime) -> None:
    """From now on they act for the company no longer; what they wrote stays.

    Raises RuleViolation ``representative_ended`` (409).
    """
    found = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if found.ended_at:
        raise RuleViolation(
            "representative_ended", _("This person acts for the company no longer."), status=409
        )
    found.ended_at = at
    with recorded(by=by):
        found.save(update_fields=["ended_at"])
    _tell(found.user, NO_LONGER, found.company)


def _tell(person: User, words: Promise, company: Company) -> None:
    """By mail, in their language."""
    if not person.email:
        return
    with translation.override(person.language or settings.LANGUAGE_CODE):
        said = str(words) % {"company": company.name}
        post(to=[person.email], subject=said, text=said)
