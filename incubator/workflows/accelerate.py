"""A graduate moves into the accelerator: a stay of its own there, under its referral."""

import datetime
from decimal import Decimal

from django.db import transaction

from companies import lifecycle as companies
from companies.lifecycle.referrals import locked_referral, mark_moved_in
from companies.models import Referral


@transaction.atomic
def move_in(
    *, referral: Referral, on: datetime.date, due_on: datetime.date, area: Decimal, by
) -> Referral:
    """Open the stay in the accelerator. It is no second entry: figures count the company once.

    Raises RuleViolation as ``companies.lifecycle.admit`` and ``mark_moved_in``.
    """
    referral = locked_referral(referral)
    residence = companies.admit(
        company=referral.company, incubator=referral.incubator, on=on, due_on=due_on, by=by
    )
    return mark_moved_in(referral=referral, residence=residence, area=area, by=by)
