"""Which state of the figures an answer gives: the published one, today's, or that of a past day."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from incubator.core.errors import RuleViolation
from incubator.core.known import known_on_asked
from incubator.statistics.models import Snapshot
from incubator.statistics.snapshots.queries import current_of, published_edition

LIVE = "live"
KNOWN = OpenApiParameter(
    "as_known_on",
    {"type": "string", "format": "date"},
    description=_(
        "What was known at the end of that day, out of the recorded history; today by default."
    ),
)
SNAPSHOT = OpenApiParameter(
    "snapshot",
    str,
    description=_(
        "The number of one published snapshot of the year, or “live” for what is counted today. "
        "By default the edition that counts, where the year is published."
    ),
)
NAMES = ("as_known_on", "snapshot")


@dataclass(frozen=True)
class Source:
    """A published edition, a past day, or neither: what was computed last."""

    snapshot: Snapshot | None = None
    known_on: datetime.date | None = None
    # The edition of the year before, to compare with.
    before: Snapshot | None = None
    # The editions that count when the answer is made: nobody needs them who has it already.
    is_usual: bool = False

    @property
    def said(self) -> tuple:
        """What tells one source from another; the usual one goes with the mark of the year."""
        return self.is_usual or (self.snapshot and self.snapshot.pk), self.known_on

    def editions(self, year: int) -> dict[int, Snapshot]:
        """What ``figures_of`` reads: the edition, and that of the year before to compare with."""
        if self.is_usual:
            return current_of([year - 1, year])
        both = {year: self.snapshot, year - 1: self.before}
        return {one: edition for one, edition in both.items() if edition}


def source_asked(request: Request, year: int, *, later: bool = False) -> Source:
    """What ``?as_known_on=`` and ``?snapshot=`` ask for.

    With ``later`` the editions of the year are looked up when they are read, if they are.

    Raises RuleViolation: ``contradicting_parameters``, ``invalid_date``, ``day_in_future``,
    ``invalid_snapshot``, ``unknown_snapshot`` (404).
    """
    day, key = known_on_asked(request.query_params), request.query_params.get("snapshot")
    if day and key is not None:
        raise RuleViolation(
            "contradicting_parameters",
            _("A snapshot is what was published, and as_known_on what was known: ask for one."),
            field="snapshot",
        )
    if day:
        return Source(known_on=day)
    if key == LIVE:
        return Source()
    if key is None and later:
        return Source(is_usual=True)
    current = current_of([year - 1, year])
    if key is None:
        return Source(snapshot=current.get(year), before=current.get(year - 1))
    if not (key.isascii() and key.isdigit() and len(key) <= 9):  # noqa: PLR2004 - an integer's
        raise RuleViolation(
            "invalid_snapshot",
            _("“%(text)s” is neither the number of a snapshot nor “live”."),
            field="snapshot", text=key[:20],
        )  # fmt: skip
    return Source(published_edition(int(key), year=year), before=current.get(year - 1))
