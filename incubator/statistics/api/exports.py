"""Figures as tables for spreadsheets."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from incubator.core.api.tables import Table
from incubator.core.numbers import plain
from incubator.institutions.models import Incubator
from incubator.statistics.api.answers import moment
from incubator.statistics.definitions import Indicator
from incubator.statistics.enums import YearStatus
from incubator.statistics.facts import FactKind, headings
from incubator.statistics.models import Snapshot, YearlyTotal
from incubator.statistics.queries import FigureLine, YearFigures
from incubator.statistics.series import Series
from incubator.statistics.snapshots.queries import FrozenFacts

AT_ONCE = 2000  # rows in memory while a list of any length is written


def years_table(rows: Iterable[dict], editions: Mapping[int, Snapshot]) -> Table:
    """The years that have figures; ``editions`` are those that count, by year."""
    provisional, published = (str(status.label) for status in YearStatus)
    return Table(
        "statistics",
        [_("Year"), _("Status"), _("Computed at")],
        [
            [
                row["year"],
                published if row["year"] in editions else provisional,
                moment(row["computed_at"]),
            ]
            for row in rows
        ],
    )


def year_table(figures: YearFigures, places: list[tuple[Incubator | None, YearFigures]]) -> Table:
    """One line per place and figure, and one per part of a figure."""
    head = [
        _("Year"), _("Incubator"), _("Code"), _("Indicator"), _("Part"), _("Value"), _("Unit"),
        _("Previous year"), _("Growth"), _("Target"), _("Of it opening balance"), _("Status"),
        _("Computed at"), _("At least"), _("At most"),
    ]  # fmt: skip
    status, computed_at = str(YearStatus(figures.status).label), moment(figures.computed_at)
    rows = [
        [figures.year, str(place or _("The whole zone")), *cells, status, computed_at, *span]
        for place, there in places
        for line in there.lines
        for cells, span in _lines(line)
    ]
    return Table(named("statistics", figures.year, place=places[0][0]), head, rows)


def _lines(line: FigureLine) -> Iterator[tuple[list[object], list[object]]]:
    """A figure and its parts, each with what it is at least and at most."""
    code, label, unit = line.indicator.code, str(line.indicator.label), str(line.indicator.unit)
    compared = [plain(value) for value in (line.previous, line.growth, line.target)]
    whole = [code, label, "", plain(line.value), unit, *compared, plain(line.opening_balance)]
    yield whole, [plain(line.low), plain(line.high)]
    for part, value in sorted(line.parts.items()):
        cells = [code, label, line.indicator.part_label(part), plain(value), unit]
        yield [*cells, None, None, None, None], [None, None]


def facts_table(total: YearlyTotal, indicator: Indicator, facts: QuerySet) -> Table:
    """The whole list behind a figure, read from the database while it is written."""
    name = named_list(total.year, indicator, total.part, place=total.incubator)
    return table_of(indicator.counts, facts.iterator(chunk_size=AT_ONCE), name)


def table_of(kind: FactKind, facts: Iterable[Model], name: str) -> Table:
    """Facts as a table in the reader's language."""
    cells = kind.cells()
    return Table(name, headings(kind.columns), (cells(fact) for fact in facts))


def published_table(
    snapshot: Snapshot, indicator: Indicator, facts: FrozenFacts, *, place: Incubator | None, part
) -> Table:
    """The whole list behind a published figure."""
    columns = facts.columns
    return Table(
        named_list(snapshot.year, indicator, part, place=place),
        headings(columns),
        [facts.words(fact, columns) for fact in facts],
    )


def named_list(year: int, indicator: Indicator, part: str, *, place: Incubator | None) -> str:
    """The name of the file of a list behind a figure."""
    words = ("statistics", year, indicator.code, part, indicator.counts.code)
    return named(*words, place=place)


def series_table(found: Series, *, place: Incubator | None) -> Table:
    """One line per year; a year whose figure is another one than before says by what."""
    indicator = found.indicator
    where, unit = str(place or _("The whole zone")), str(indicator.unit)
    rows = [
        [
            point.year, where, indicator.code, str(indicator.label), plain(point.value), unit, code,
            plain(point.low), plain(point.high),
        ]
        for point, code in zip(found.points, found.read_by, strict=True)
    ]  # fmt: skip
    head = [
        _("Year"), _("Incubator"), _("Code"), _("Indicator"), _("Value"), _("Unit"), _("Read by"),
        _("At least"), _("At most"),
    ]  # fmt: skip
    return Table(named("statistics", "series", indicator.code, place=place), head, rows)


def named(*words: object, place: Incubator | None) -> str:
    """The name of a file: what it holds and, unless it is the zone, of which incubator."""
    return "-".join(str(word) for word in (*words, place.code if place else "") if word)
