"""The printed figures of a year beside the computed ones."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.statistics.models import Citation, YearlyTotal
from incubator.statistics.printed import Interval, parse_printed


@dataclass(frozen=True)
class Comparison:
    """One printed number: where it stands, what it means, what was computed."""

    citation: Citation
    interval: Interval
    computed: Decimal | None

    @property
    def agrees(self) -> bool:
        """Whether the printed form is true of the computed figure."""
        return self.computed is not None and self.interval.contains(self.computed)


def reconcile(year: int) -> list[Comparison]:
    """Every citation of a year with the computed figure.

    Raises RuleViolation ``no_citations`` (404) where no document cites the year.
    """
    citations = list(
        Citation.objects.filter(year=year).select_related("document", "incubator").order_by("pk")
    )
    if not citations:
        raise RuleViolation(
            "no_citations",
            _("No document on file prints a figure of %(year)d."),
            field="year",
            status=404,
            year=year,
        )
    totals = {
        (total.indicator, total.incubator_id): total.value
        for total in YearlyTotal.objects.filter(year=year, part="")
    }
    return [
        Comparison(
            citation,
            parse_printed(citation.printed),
            totals.get((citation.indicator, citation.incubator_id)),
        )
        for citation in citations
    ]
