"""Verbs on stakes: what ties a mentor to a company is declared, and its end too."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from mentors.enums import StakeKind
from mentors.lifecycle.refusals import locked_mentor, require_past, require_word
from mentors.models import Mentor, Stake


@transaction.atomic
def declare_stake(
    *,
    mentor: Mentor,
    company: Company,
    kind: str,
    from_on: datetime.date,
    by,
    share: Decimal | None = None,
) -> Stake:
    """Put on file that a mentor holds a stake in a company since a day.

    Raises RuleViolation: ``unknown_word``, ``in_future``, ``share_unknown``,
    ``stake_declared_already`` (409).
    """
    mentor = locked_mentor(mentor.pk)
    require_word("kind", kind, StakeKind.values)
    require_past(from_on)
    if share is not None and not 0 < share <= 100:  # noqa: PLR2004 - per cent
        raise RuleViolation(
            "share_unknown", _("A share is above 0 and at most 100%%."), field="share"
        )
    same = Stake.objects.filter(mentor=mentor, company=company, kind=kind)
    if same.filter(Q(until_on__isnull=True) | Q(until_on__gt=from_on)).exists():
        raise RuleViolation(
            "stake_declared_already", _("This stake is already on file."), status=409
        )
    with recorded(by=by):
        return Stake.objects.create(
            mentor=mentor, company=company, kind=kind, share=share, from_on=from_on
        )


@transaction.atomic
def end_stake(*, stake: Stake, on: datetime.date, by) -> Stake:
    """Put on file that a stake is given up. Raises ``in_future``, ``stake_over`` (409)."""
    require_past(on)
    locked_mentor(stake.mentor_id)
    stake = Stake.objects.select_for_update(of=("self",)).get(pk=stake.pk)
    if stake.until_on is not None or on <= stake.from_on:
        raise RuleViolation(
            "stake_over", _("The stake ends once, after the day it began."), field="on", status=409
        )
    stake.until_on = on
    with recorded(by=by):
        stake.save(update_fields=["until_on"])
    return stake
