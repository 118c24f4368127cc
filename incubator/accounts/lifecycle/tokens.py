"""Verbs on access tokens: issue one, take it back."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.accounts.access import access_of
from incubator.accounts.models import AccessToken, User
from incubator.accounts.permissions import Permission
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator

LONGEST = 366  # days


@transaction.atomic
def issue_token(
    *,
    user: User,
    scopes: Iterable[str],
    days: int,
    by: User | None = None,
    name: str = "",
    incubator: Incubator | None = None,
) -> tuple[AccessToken, str]:
    """A new token and its key, which is known now and never again.

    A token can do no more than its user: it narrows what the user's roles allow.
    Raises RuleViolation: ``unknown_scope``, ``token_without_scopes``, ``token_lifetime``,
    ``token_without_reach`` (an incubator that the user does not reach).
    """
    scopes = sorted(set(scopes))
    unknown = [scope for scope in scopes if scope not in set(Permission)]
    if unknown:
        raise RuleViolation(
            "unknown_scope",
            _("There is no scope “%(scope)s”."),
            field="scopes",
            scope=unknown[0][:40],
        )
    if not scopes:
        raise RuleViolation("token_without_scopes", _("A token has scopes."), field="scopes")
    if not 1 <= days <= LONGEST:
        raise RuleViolation(
            "token_lifetime",
            _("A token lives 1 to %(longest)d days."),
            field="days",
            longest=LONGEST,
        )
    if incubator and not access_of(user, on=today()).reaches(incubator.pk):
        raise RuleViolation(
            "token_without_reach",
            _("%(user)s does not reach %(incubator)s, so the token could do nothing."),
            field="incubator",
            user=str(user),
            incubator=str(incubator),
        )
    with recorded(by=by):
        return AccessToken.objects.create(
            user=user,
            expiry=datetime.timedelta(days=days),
            scopes=scopes,
            name=name,
            incubator=incubator,
        )


@transaction.atomic
def revoke_token(*, token: AccessToken, by: User | None = None) -> None:
    """Take a token back at once. That it existed stays in the history; its hash does not."""
    with recorded(by=by):
        token.delete()
