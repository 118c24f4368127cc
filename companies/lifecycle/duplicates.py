"""Verbs on companies that may be one: looking for them, and saying that they are two."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.lifecycle.correction import require_reason
from companies.models import PossibleDuplicate
from companies.queries.duplicates import in_order, pairs_found
from incubator.core.db import advisory_lock
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

LOOK_LOCK = 20_261_126


def look_for_duplicates(*, at: datetime.datetime, by=None) -> int:
    """Bring the list of pairs up to date; how many stand open. Two at once do it once.

    What nobody has looked into, and has no ground any more, is taken off. Who was told to be two
    stays two.
    """
    with advisory_lock(LOOK_LOCK, 1) as held:
        if held:
            with transaction.atomic(), recorded(by=by, reason="possible duplicates"):
                _bring_up_to_date(at)
    return PossibleDuplicate.objects.open().count()


def _bring_up_to_date(at: datetime.datetime) -> None:
    found = {pair: in_order(grounds) for pair, grounds in pairs_found().items()}
    known = {(row.first_id, row.second_id): row for row in PossibleDuplicate.objects.all()}
    PossibleDuplicate.objects.bulk_create(
        PossibleDuplicate(first_id=first, second_id=second, grounds=grounds, found_at=at)
        for (first, second), grounds in found.items() if (first, second) not in known
    )  # fmt: skip
    for pair, row in known.items():
        if row.dismissed_at is None and pair in found and row.grounds != found[pair]:
            row.grounds = found[pair]
            row.save(update_fields=["grounds"])
    gone = [row.pk for pair, row in known.items() if row.dismissed_at is None and pair not in found]
    PossibleDuplicate.objects.open().filter(pk__in=gone).delete()


@transaction.atomic
def dismiss_duplicate(
    *, pair: PossibleDuplicate, reason: str, by, at: datetime.datetime
) -> PossibleDuplicate:
    """They are two companies, for a reason. Raises RuleViolation: ``reason_missing``,
    ``duplicate_settled`` (409).
    """
    require_reason(reason)
    pair = PossibleDuplicate.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if not PossibleDuplicate.objects.open().filter(pk=pair.pk).exists():
        raise RuleViolation(
            "duplicate_settled",
            _("Somebody has told already that they are two, or put them together."),
            status=409,
        )
    pair.dismissed_at, pair.dismissed_by, pair.dismissal = at, by, reason.strip()
    with recorded(by=by, reason=reason):
        pair.save(update_fields=["dismissed_at", "dismissed_by", "dismissal"])
    return pair
