"""What a snapshot consists of: its files, made from the facts as of one moment.

Text files in UTF-8 with one line end, rows in a fixed order, JSON with sorted keys: the same
facts give the same bytes on any machine, so that a digest says whether they are the same.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import F, Model, Q, QuerySet, Value
from django.utils import translation

from incubator.core.dates import year_end
from incubator.institutions.models import Incubator, Rulebook
from incubator.statistics.computation import CountedYear, Figure
from incubator.statistics.definitions import Indicator
from incubator.statistics.indicators import INDICATORS
from incubator.statistics.restating.queries import carried_into
from incubator.statistics.snapshots.sealing import canonical, digest
from incubator.statistics.snapshots.tables import TABLES

VALUES, IDENTITY = "values.csv", "identity.csv"
DEFINITIONS, RULEBOOKS, MANIFEST = "definitions.json", "rulebooks.json", "manifest.json"
CARRIED = "carried.json"  # late facts of earlier years that are named with this one
FORMAT = 3  # of the files; a later one says how it differs in docs/adr/0025
HEAD = ("indicator", "part", "incubator", "counted", "opening_balance", "value", "low", "high")
# What stands before the columns of a fact in the list behind a figure.
COUNTED = ("fact", "place", "in_zone", "in_place", "part", "measure")


@dataclass(frozen=True)
class File:
    """One file, and how many rows of a table it holds."""

    name: str
    content: bytes
    rows: int = 0

    def as_line(self) -> dict[str, object]:
        """For the manifest."""
        return {"name": self.name, "rows": self.rows, "sha256": digest(self.content)}


def list_name(code: str) -> str:
    """The file of the facts that an indicator counts."""
    return f"lists/{code}.csv"


def files_of(counted: CountedYear) -> Iterator[File]:
    """Everything but the manifest. The caller decides on the moment (see ``steady_read``)."""
    year = counted.year
    codes: dict[int | None, str] = {None: "", **dict(Incubator.objects.values_list("pk", "code"))}
    yield table(VALUES, HEAD, _values(counted.figures, codes))
    yield table(IDENTITY, *_identity(counted, codes))
    yield File(DEFINITIONS, canonical({i.code: _definition(i, year) for i in INDICATORS}))
    yield File(RULEBOOKS, canonical(_rulebooks(year)))
    yield File(CARRIED, canonical(_carried(year)))
    for indicator in INDICATORS:
        if indicator.facts is not None:
            yield _list(indicator, year, codes)
    for facts in TABLES:
        yield table(f"tables/{facts.name}.csv", tuple(facts.columns), facts.lines(year))


def manifest_of(files: Sequence[File], **head: object) -> File:
    """The file that names all others with their digests; its own digest is the content's."""
    lines = [file.as_line() for file in sorted(files, key=lambda file: file.name)]
    return File(MANIFEST, canonical({"format": FORMAT, **head, "files": lines}))


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> File:
    """A CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    count = 0
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        count += 1
    return File(name, text.getvalue().encode(), count)


def _cell(value: object) -> str:
    """A value as it stands in a file: dates as ISO, numbers without an exponent, no null."""
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case Decimal():
            return f"{value:f}"
        case datetime.date():
            return value.isoformat()
        case _:
            return str(value)


def _values(figures: list[Figure], codes: dict[int | None, str]) -> list[tuple]:
    return sorted(
        (
            figure.indicator, figure.part, codes[figure.incubator_id],
            _money(figure.counted), _money(figure.opening_balance), _money(figure.value),
            _money(figure.low), _money(figure.high),
        )
        for figure in figures
    )  # fmt: skip


def _money(value: int | Decimal | None) -> str:
    """Two decimals, as figures are kept; nothing for nothing."""
    return "" if value is None else f"{Decimal(value):.2f}"


def _identity(counted: CountedYear, codes: dict[int | None, str]) -> tuple:
    lines = [line.as_line() for line in counted.identity]
    names = [name for name in lines[0] if name != "incubator_id"] if lines else []
    rows = [[codes[line["incubator_id"]], *(line[name] for name in names)] for line in lines]
    return ("incubator", *names), sorted(rows)


def _definition(indicator: Indicator, year: int) -> dict[str, object]:
    """As it was published, in both languages: a later release may say it otherwise."""
    said: dict[str, object] = {
        "kind": str(indicator.kind.value),
        "counts": indicator.counts.code if indicator.facts else "", "sums": indicator.sums,
        "averages": indicator.averages, "largest": indicator.largest,
        "once_each": indicator.once_each, "split_by": indicator.split_by,
    }  # fmt: skip
    if indicator.ratio:
        ratio = indicator.ratio(year)
        said["ratio"] = {
            "parts": list(ratio.parts), "whole": list(ratio.whole), "factor": ratio.factor,
        }  # fmt: skip
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said[language] = {
                "label": str(indicator.label), "unit": str(indicator.unit),
                "definition": str(indicator.definition), "source": str(indicator.source),
                "parts": {str(code): str(label) for code, label in indicator.parts},
            }  # fmt: skip
    return said


def _carried(year: int) -> list[dict[str, object]]:
    """What came too late for a published year and was decided to be named here."""
    return [
        {
            "year": late.year, "company": late.company_id, "kind": late.kind,
            "name": late.company.name if late.company else "", "effects": late.effects,
            "reason": late.reason,
        }
        for late in carried_into(year)
    ]  # fmt: skip


def _rulebooks(year: int) -> list[dict[str, object]]:
    """Those in force on any day of the year, with their conditions."""
    day = year_end(year)
    rows = (
        Rulebook.objects.published()
        .filter(applies_here=True, effective_from__lte=day)
        .filter(
            Q(effective_until__isnull=True) | Q(effective_until__gt=day.replace(month=1, day=1))
        )
    )
    return [
        {
            **{name: _cell(getattr(book, name)) for name in (
                "code", "version", "name", "number", "issued_by", "issued_on", "effective_from",
                "effective_until",
            )},
            "criteria": [
                {name: _cell(getattr(one, name)) for name in (
                    "purpose", "item", "joined", "rule", "kind", "focus", "limit", "divisor",
                    "words", "source", "certainty",
                )} | {"special": one.special}
                for one in book.criteria.order_by("purpose", "position", "pk")
            ],
        }
        for book in rows.prefetch_related("criteria").order_by("code", "version")
    ]  # fmt: skip


def _list(indicator: Indicator, year: int, codes: dict[int | None, str]) -> File:
    """Every fact that a figure counts, and whether it counts in the zone and in its place."""
    columns = [column for column in indicator.counts.columns if not column.personal]
    said = [column for column in columns if column.said]
    head = (
        *COUNTED, *(column.key for column in columns), *(f"{column.key}_said" for column in said)
    )  # fmt: skip
    rows = (
        (
            *counted, *(column.value(fact) for column in columns),
            *(column.words({}, fact) for column in said),
        )
        for fact, counted in counted_facts(indicator, year, codes)
    )  # fmt: skip
    return table(list_name(indicator.code), head, rows)


def counted_facts(
    indicator: Indicator, year: int, codes: dict[int | None, str] | None = None
) -> Iterator[tuple[Model, tuple]]:
    """The facts with what the figure makes of each (see COUNTED): of several about one, the
    first counts.
    """
    if codes is None:
        codes = dict(Incubator.objects.values_list("pk", "code"))
    kind = indicator.counts
    seen: set[tuple] = set()
    for fact in sorted(_marked(indicator, year), key=lambda fact: _since(indicator, fact)):
        about = getattr(fact, f"{kind.about}_id", None) if indicator.once_each else fact.pk
        in_zone, in_place = (None, about) not in seen, (fact.counted_at, about) not in seen
        seen |= {(None, about), (fact.counted_at, about)}
        yield fact, (
            fact.pk, codes[fact.counted_at], in_zone, in_place, fact.in_part, fact.measured
        )  # fmt: skip


def _since(indicator: Indicator, fact: Model) -> tuple:
    day = getattr(fact, indicator.counts.since) if indicator.once_each else None
    return (day or datetime.date.min, fact.pk)


def _marked(indicator: Indicator, year: int) -> QuerySet:
    if indicator.facts is None:
        raise TypeError(f"{indicator.code} has no facts")
    return (
        indicator.facts(year)
        .annotate(
            counted_at=F("incubator"),
            in_part=F(indicator.split_by) if indicator.split_by else Value(""),
            measured=F(indicator.column) if indicator.column else Value(1),
        )
        .select_related(*indicator.counts.related)
        .order_by("pk")
    )
