"""Verbs of following graduates: who is to be asked, and what was heard."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import FINAL, SURVIVING, ExitReason, Fate
from companies.models import FollowUp, Residence
from companies.rules.following import YEARS
from incubator.core.dates import day_of, year_begin, year_end
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded


@transaction.atomic
def open_follow_ups(*, at: datetime.datetime) -> int:
    """Put every graduate on the list for each year that is over, up to YEARS after graduation.

    May be run any number of times; how many came new. Whoever was dissolved or merged by an
    earlier answer is not asked again.
    """
    last = day_of(at).year - 1
    first = year_begin(last - YEARS)
    graduates = Residence.objects.of_incubation().filter(
        exit_reason=ExitReason.GRADUATED, left_on__gte=first, left_on__lte=year_end(last)
    )
    ended = dict(
        FollowUp.objects.filter(outcome__in=FINAL, residence__in=graduates)
        .order_by("-year")
        .values_list("residence", "year")
    )
    asked = set(FollowUp.objects.filter(residence__in=graduates).values_list("residence", "year"))
    new = [
        FollowUp(
            residence=stay, company_id=stay.company_id, incubator_id=stay.incubator_id, year=year,
            asked_at=at,
        )
        for stay in graduates.order_by("pk")
        for year in range(stay.left_on.year + 1, min(stay.left_on.year + YEARS, last) + 1)
        if (stay.pk, year) not in asked and year <= ended.get(stay.pk, year)
    ]  # fmt: skip
    with recorded(reason="graduates to be followed"):
        # Two runs at once: the second finds the rows of the first and leaves them.
        FollowUp.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def record_follow_up(
    *,
    follow_up: FollowUp,
    outcome: str,
    source: str,
    by,
    at: datetime.datetime,
    staff: int | None = None,
    revenue: Decimal | None = None,
) -> FollowUp:
    """What was heard of a graduate, and from whom; again where it was heard wrongly.

    Raises RuleViolation: ``follow_up_outcome_unknown``, ``follow_up_without_source``,
    ``follow_up_figures_unreached``, ``follow_up_after_the_end`` (409),
    ``follow_up_before_the_end`` (409).
    """
    # All answers about a graduate hang together: one lock for all of them.
    Residence.objects.select_for_update(of=("self",)).get(pk=follow_up.residence_id)
    row = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    if outcome not in Fate.values:
        raise RuleViolation(
            "follow_up_outcome_unknown", _("Say what became of it."), field="outcome"
        )
    if not source.strip():
        raise RuleViolation(
            "follow_up_without_source", _("Say who told it, or where it is written."),
            field="source",
        )  # fmt: skip
    if outcome == Fate.LOST and not (staff is None and revenue is None):
        raise RuleViolation(
            "follow_up_figures_unreached",
            _("Of a company out of reach no figures are known."),
            field="staff",
        )
    _require_alive(row, outcome)
    row.outcome, row.source, row.staff, row.revenue = outcome, source.strip(), staff, revenue
    row.answered_at, row.answered_by = at, by
    with recorded(by=by):
        row.save()
    return row


def _require_alive(row: FollowUp, outcome: str) -> None:
    before = row.residence.follow_ups.filter(outcome=Fate.DISSOLVED, year__lt=row.year)
    if outcome != Fate.LOST and (dead := before.order_by("year").first()):
        raise RuleViolation(
            "follow_up_after_the_end",
            _("It was dissolved by the end of %(year)d; correct that answer first."),
            status=409,
            field="outcome",
            year=dead.year,
        )
    later = row.residence.follow_ups.filter(outcome__in=SURVIVING, year__gt=row.year)
    if outcome == Fate.DISSOLVED and (alive := later.order_by("year").last()):
        raise RuleViolation(
            "follow_up_before_the_end",
            _("At the end of %(year)d it was “%(outcome)s”; correct that answer first."),
            status=409,
            field="outcome",
            year=alive.year,
            outcome=alive.get_outcome_display(),
        )
