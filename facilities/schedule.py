"""What beat starts for facilities: the notices of leases that end soon, the next year's claims."""

import logging

from celery import shared_task

from facilities import lifecycle
from incubator.core.dates import now, today
from incubator.core.errors import RuleViolation

logger = logging.getLogger(__name__)


@shared_task(name="facilities.schedule.announce_ending_leases")
def announce_ending_leases(**later: object) -> None:
    """Make today's notices."""
    lifecycle.announce_ending_leases(on=today())


@shared_task(name="facilities.schedule.generate_charges_of_the_year")
def generate_charges_of_the_year(**later: object) -> None:
    """Ask for the claims of the running year; those that stand already stay."""
    try:
        lifecycle.request_charges(year=today().year, at=now(), by=None)
    except RuleViolation as violation:
        logger.warning("charges_refused", extra={"code": violation.code})


@shared_task(name="facilities.schedule.release_lapsed_reservations")
def release_lapsed_reservations(**later: object) -> None:
    """Rooms that were kept for somebody who did not come are free again."""
    lifecycle.release_lapsed(on=today())
