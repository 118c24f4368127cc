"""A change during a stay is approved, and what it touches in several parts follows at once."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies import lifecycle as companies
from companies.enums import ChangeKind
from companies.models import ChangeRequest
from facilities import lifecycle as facilities
from facilities.models import SpaceLease, Unit
from incubator.core.errors import RuleViolation


@transaction.atomic
def approve(
    *,
    change: ChangeRequest,
    effective_on: datetime.date,
    by,
    at: datetime.datetime,
    said: str = "",
    lease: SpaceLease | None = None,
    units: Sequence[Unit] = (),
) -> ChangeRequest:
    """``companies.lifecycle.approve_change``; a change of area exchanges the units of a lease.

    Without ``lease`` a change of area is decided and the rooms are let on their own page.
    Raises RuleViolation also ``lease_of_another`` (409), ``rooms_missing``, and those of
    ``facilities.lifecycle.amend``.
    """
    approved = companies.approve_change(
        change=change, effective_on=effective_on, by=by, at=at, said=said
    )
    if lease is None:
        return approved
    if approved.kind != ChangeKind.AREA or lease.residence_id != approved.residence_id:
        raise RuleViolation(
            "lease_of_another",
            gettext_lazy("This lease does not stand on the stay that changes."),
            field="lease",
            status=409,
        )
    if not units:
        raise RuleViolation(
            "rooms_missing", gettext_lazy("Say which units the lease has then."), field="units"
        )
    why = _("Change of area approved (%(reason)s)") % {"reason": approved.reason[:100]}
    facilities.amend(lease=lease, on=effective_on, units=units, by=by, reason=why)
    return approved
