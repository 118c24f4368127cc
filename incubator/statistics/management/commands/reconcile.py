"""``manage.py reconcile YEAR``: do the documents and the data agree?"""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from incubator.core.commands import RuleCommand, table
from incubator.core.dates import parse_year
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.reconcile import Comparison, reconcile


class Command(RuleCommand):
    help = "Prints the cited figures of a year beside the computed ones; fails on a difference."

    def add_arguments(self, parser) -> None:
        parser.add_argument("year")

    def handle(self, *, year: str, **options: object) -> None:
        comparisons = reconcile(parse_year(year))
        head = [_("indicator"), _("printed form"), _("means"), _("computed"), "", _("document")]
        self.stdout.write(table([head, *map(row_of, comparisons)]))
        wrong = [comparison for comparison in comparisons if not comparison.agrees]
        if wrong:
            raise CommandError(
                "[figures_disagree] "
                + _("%(count)d of %(all)d printed figures disagree.")
                % {"count": len(wrong), "all": len(comparisons)}
            )


def row_of(comparison: Comparison) -> list[str]:
    """A line of the table."""
    citation = comparison.citation
    computed = "–" if comparison.computed is None else f"{comparison.computed.normalize():f}"
    place = f" ({citation.incubator})" if citation.incubator else ""
    return [
        f"{BY_CODE[citation.indicator].label}{place}",
        citation.printed,
        str(comparison.interval),
        computed,
        _("agrees") if comparison.agrees else _("disagrees"),
        citation.document.number,
    ]
