"""The printed figures of documents beside the computed ones."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.statistics.checker.reading import interval_of_form
from incubator.statistics.models import Citation, YearlyTotal
from incubator.statistics.printed import Interval


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


def with_figures(citations: QuerySet) -> QuerySet:
    """Adds ``computed``: the figure that each states, None where none is computed."""
    of_the_zone = Q(incubator__isnull=True) & Q(IsNull(OuterRef("incubator"), True))
    totals = YearlyTotal.objects.filter(
        Q(incubator=OuterRef("incubator")) | of_the_zone,
        year=OuterRef("year"),
        indicator=OuterRef("indicator"),
        part="",
    )
    figure = DecimalField(max_digits=20, decimal_places=2)
    return citations.annotate(computed=Subquery(totals.values("value")[:1], output_field=figure))


def comparison_of(citation: Citation) -> Comparison:
    """Of a citation ``with_figures``. Raises RuleViolation ``unreadable_printed_form``."""
    computed: Decimal | None = vars(citation)["computed"]
    return Comparison(citation, interval_of_form(citation.printed), computed)


def reconcile(year: int) -> list[Comparison]:
    """Every citation of a year with the computed figure.

    Raises RuleViolation ``no_citations`` (404) where no document cites the year.
    """
    citations = with_figures(Citation.objects.filter(year=year))
    found = list(citations.select_related("document", "incubator").order_by("pk"))
    if not found:
        raise RuleViolation(
            "no_citations",
            _("No document on file prints a figure of %(year)d."),
            field="year",
            status=404,
            year=year,
        )
    return [comparison_of(citation) for citation in found]
