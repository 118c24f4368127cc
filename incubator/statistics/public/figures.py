"""What everybody may know of what was published: the zone's figures, and its tables.

The zone's own figures are those of its yearly report and always shown. Below the zone a cell of
fewer than ``PUBLIC_LEAST_COMPANIES`` companies is hidden, and what it could be reckoned from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator
from incubator.statistics.definitions import Indicator
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import Snapshot
from incubator.statistics.public.breakdowns import (
    BROKEN_DOWN,
    TOTAL,
    UNSAID,
    Breakdown,
    counted,
    protected,
)

ZONE_FIGURES = ("entered", "graduated", "in_incubation", "cumulative_incubated")


@dataclass(frozen=True)
class PublicYear:
    """The edition of a year that counts: the zone's figures, and its tables by indicator."""

    snapshot: Snapshot
    zone: dict[str, Decimal]
    tables: dict[str, Breakdown]

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.snapshot.year


@dataclass(frozen=True)
class PublicCell:
    """One line of the open data; ``value`` is None where it is hidden.

    ``incubator`` and ``field`` are codes; "" stands for all of them, in ``field`` also
    ``unsaid`` for companies that never said one.
    """

    year: int
    edition: int
    indicator: Indicator
    incubator: str
    field: str
    value: Decimal | None


def public_years() -> list[Snapshot]:
    """The editions that count, the latest year first."""
    return list(Snapshot.objects.current().order_by("-year"))


def public_year(snapshot: Snapshot) -> PublicYear:
    """What is public of a year, of the edition that counts."""
    editions = list(
        Snapshot.objects.published()
        .filter(year=snapshot.year, edition__lte=snapshot.edition)
        .order_by("edition")
    )
    zone = dict(
        snapshot.figures.filter(
            incubator__isnull=True, part="", indicator__in=ZONE_FIGURES
        ).values_list("indicator", "value")
    )
    tables = {}
    for code in BROKEN_DOWN:
        found = [table for one in editions if (table := counted(one, code))]
        if found:
            tables[code] = protected(found, least=settings.PUBLIC_LEAST_COMPANIES)[-1]
    return PublicYear(snapshot, zone, tables)


def zone_figures(editions: list[Snapshot]) -> dict[int, dict[str, Decimal]]:
    """The zone's figures of some editions, by year (one query)."""
    found: dict[int, dict[str, Decimal]] = {one.year: {} for one in editions}
    rows = Snapshot.objects.filter(
        pk__in=[one.pk for one in editions],
        figures__incubator__isnull=True,
        figures__part="",
        figures__indicator__in=ZONE_FIGURES,
    ).values_list("year", "figures__indicator", "figures__value")
    for year, code, value in rows:
        found[year][code] = value
    return found


def cells_of(one: PublicYear) -> Iterator[PublicCell]:
    """The lines of the open data: the zone first, then each table with its totals."""
    year, edition = one.year, one.snapshot.edition
    for code in ZONE_FIGURES:
        if code in one.zone:
            yield PublicCell(year, edition, BY_CODE[code], "", "", one.zone[code])
    for code, table in one.tables.items():
        for place in (TOTAL, *table.places):
            for field in (TOTAL, *table.fields):
                if (place, field) != (TOTAL, TOTAL):
                    shown = table.shown(place, field)
                    yield PublicCell(
                        year, edition, BY_CODE[code], "" if place == TOTAL else place,
                        _code(field), None if shown is None else Decimal(shown),
                    )  # fmt: skip


def _code(field: str) -> str:
    """The field as the open data write it."""
    return {TOTAL: "", UNSAID: "unsaid"}.get(field, field)


def field_label(code: str) -> str:
    """A field in the reader's language; codes of tables and of the open data."""
    if code in (UNSAID, "unsaid"):
        return _("not said")
    return str(TechField(code).label) if code in TechField.values else _("all fields")


def place_labels() -> dict[str, str]:
    """The names of the incubators by their codes, in the reader's language."""
    return {one.code: str(one.title) for one in Incubator.objects.all()}


def explanation() -> str:
    """The sentence that says what is hidden and why."""
    return _(
        "Below the whole zone, a number of fewer than %(least)d companies is not shown, so that "
        "nobody can be recognised; nor are some larger ones from which it could be reckoned by "
        "subtraction, or by comparing with an earlier edition. The whole zone’s figures are "
        "those of its yearly report."
    ) % {"least": settings.PUBLIC_LEAST_COMPANIES}
