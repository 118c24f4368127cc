"""Reads of what was published: the edition that counts, its figures, and the lists behind them."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DecimalField, Field, ForeignKey, IntegerField, Q
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.core.numbers import plain
from incubator.statistics.definitions import Indicator
from incubator.statistics.facts import Column, FactKind
from incubator.statistics.models import YearlyTotal
from incubator.statistics.snapshots.content import list_name
from incubator.statistics.snapshots.models import Snapshot, SnapshotFile, SnapshotValue


def is_published(year: int) -> bool:
    """Whether any edition of a year was published."""
    return Snapshot.objects.published().filter(year=year).exists()


def current_of(years: Iterable[int]) -> dict[int, Snapshot]:
    """The editions that count, by year; years that were not published are missing."""
    rows = Snapshot.objects.current().filter(year__in=list(years))
    return {snapshot.year: snapshot for snapshot in rows.order_by("year")}


def published_years() -> list[int]:
    """The years that were published, the latest first."""
    years = Snapshot.objects.published().values_list("year", flat=True)
    return list(years.distinct().order_by("-year"))


def published_edition(key: int, *, year: int) -> Snapshot:
    """One published edition of a year. Raises RuleViolation ``unknown_snapshot`` (404)."""
    found = Snapshot.objects.published().filter(pk=key, year=year).first()
    if found is None:
        raise RuleViolation(
            "unknown_snapshot",
            _("There is no published snapshot %(key)d of %(year)d."),
            field="snapshot", status=404, key=key, year=year,
        )  # fmt: skip
    return found


LIVE = "live"  # asks for what was computed last, whatever was published


def editions_read(edition: str, *, year: int) -> dict[int, Snapshot]:
    """The editions that a text about a year is read from, by year; others are as computed.

    ``edition`` is the number of one of that year, ``live`` for none at all, or "" for those that
    count. Raises RuleViolation: ``invalid_snapshot``, ``unknown_snapshot`` (404).
    """
    if edition == LIVE:
        return {}
    current = {snapshot.year: snapshot for snapshot in Snapshot.objects.current()}
    if not edition:
        return current
    if not (edition.isascii() and edition.isdigit() and len(edition) <= 9):  # noqa: PLR2004
        raise RuleViolation(
            "invalid_snapshot",
            _("“%(text)s” is neither the number of a snapshot nor “live”."),
            field="snapshot", text=edition[:20],
        )  # fmt: skip
    return current | {year: published_edition(int(edition), year=year)}


def edition_choices() -> list[tuple[str, str]]:
    """What may be asked of ``editions_read``, for forms; drafts are none of it."""
    rows = Snapshot.objects.published().order_by("-year", "-edition")
    return [
        ("", _("as published, else as computed")),
        (LIVE, _("as computed last")),
        *((str(snapshot.pk), str(snapshot)) for snapshot in rows),
    ]


@dataclass(frozen=True)
class Moved:
    """One figure whose published value is not the one that would be counted today."""

    indicator: str
    part: str
    incubator_id: int | None
    published: Decimal | None
    live: Decimal | None


def moved_since(snapshot: Snapshot) -> list[Moved]:
    """Where the totals as computed last differ from what was published (two queries)."""
    key = ("indicator", "part", "incubator")
    published = {row[:3]: row[3] for row in snapshot.figures.values_list(*key, "value")}
    totals = YearlyTotal.objects.filter(year=snapshot.year).values_list(*key, "value")
    live = {row[:3]: row[3] for row in totals}
    return [
        Moved(*place, published.get(place), live.get(place))
        for place in sorted(published.keys() | live.keys(), key=str)
        if published.get(place) != live.get(place)
    ]


def value_behind(
    snapshot: Snapshot, indicator: Indicator, *, incubator_id: int | None, part: str = ""
) -> SnapshotValue:
    """One published figure. Raises RuleViolation ``not_in_snapshot`` (404)."""
    where = Q(incubator=incubator_id) if incubator_id else Q(incubator__isnull=True)
    found = snapshot.figures.filter(where, indicator=indicator.code, part=part).first()
    if found is None:
        raise RuleViolation(
            "not_in_snapshot",
            _("“%(label)s” was not published here for %(year)d."),
            field="indicator", status=404, label=indicator.label, year=snapshot.year,
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class FrozenFact:
    """One line of a published list; ``id`` is the number of the fact."""

    id: int
    measure: Decimal
    cells: dict[str, str]


class FrozenFacts:
    """A published list in the order of its facts, read as pages of keys read a queryset."""

    def __init__(self, kind: FactKind, facts: list[FrozenFact]) -> None:
        self.kind, self._facts = kind, facts

    def __iter__(self) -> Iterator[FrozenFact]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def __getitem__(self, where: slice) -> list[FrozenFact]:
        return self._facts[where]

    def order_by(self, name: str) -> "FrozenFacts":
        """Forwards, or backwards with a minus sign."""
        return FrozenFacts(self.kind, self._facts[::-1] if name.startswith("-") else self._facts)

    def filter(self, **wanted: str) -> "FrozenFacts":
        """What comes after a key, or before it: the only thing that a page asks."""
        ((lookup, key),) = wanted.items()
        after = lookup.endswith("__gt")
        kept = [one for one in self._facts if (one.id > int(key)) == after and one.id != int(key)]
        return FrozenFacts(self.kind, kept)

    @property
    def added(self) -> Decimal:
        """What the list adds up to."""
        return sum((fact.measure for fact in self._facts), Decimal(0))

    @cached_property
    def columns(self) -> list[Column]:
        """Those that were published: names of natural persons were not."""
        return [column for column in self.kind.columns if not column.personal]

    @cached_property
    def _fields(self) -> dict[str, Field | None]:
        return {column.key: _field_of(self.kind, column) for column in self.columns}

    def as_json(self, fact: FrozenFact) -> dict[str, object]:
        """A fact for programs, in the types of the live list."""
        return {
            column.key: _typed(self._fields[column.key], fact.cells[column.key])
            for column in self.columns
        }

    def words(self, fact: FrozenFact, columns: Iterable[Column]) -> list[object]:
        """A fact for people, as it was said then."""
        return [self._said(fact, column) for column in columns]

    def _said(self, fact: FrozenFact, column: Column) -> object:
        if column.said:
            return fact.cells[f"{column.key}_said"]
        value = _typed(self._fields[column.key], fact.cells[column.key])
        return str(dict(column.labels).get(value, "")) if column.labels else value


def facts_published(
    snapshot: Snapshot,
    indicator: Indicator,
    *,
    incubator: str = "",
    part: str = "",
    whole: bool = False,
) -> FrozenFacts:
    """The list behind a published figure; ``incubator`` is a code, "" the zone.

    Where several facts about one count once, the list holds one of them, and the ``whole`` of
    it all.

    Raises RuleViolation ``not_drillable`` (404) for a ratio, ``not_in_snapshot`` (404).
    """
    if indicator.facts is None:
        raise RuleViolation(
            "not_drillable",
            _("“%(label)s” is a ratio of other figures; ask for what those count."),
            field="indicator", status=404, label=indicator.label,
        )  # fmt: skip
    file = SnapshotFile.objects.filter(snapshot=snapshot, name=list_name(indicator.code)).first()
    if file is None:
        raise RuleViolation(
            "not_in_snapshot",
            _("“%(label)s” was not published here for %(year)d."),
            field="indicator", status=404, label=indicator.label, year=snapshot.year,
        )  # fmt: skip
    flag = "in_place" if incubator else "in_zone"
    facts = [
        FrozenFact(int(row["fact"]), Decimal(row["measure"]), row)
        for row in csv.DictReader(io.StringIO(file.content.decode()))
        if (whole or row[flag] == "1")
        and (not incubator or row["place"] == incubator)
        and (not part or row["part"] == part)
    ]
    return FrozenFacts(indicator.counts, sorted(facts, key=lambda fact: fact.id))


def _field_of(kind: FactKind, column: Column) -> Field | None:
    """The field that a column was read of; None for what an indicator reckoned."""
    model = kind.model
    *steps, last = column.path.split(".")
    try:
        for step in steps:
            model = model._meta.get_field(step).related_model
        return model._meta.pk if last == "pk" else model._meta.get_field(last)
    except FieldDoesNotExist:
        return None


def _typed(field: Field | None, text: str) -> object:
    """A cell of a file as the live list gives it."""
    numeric = field is None or isinstance(field, DecimalField)
    if text == "" and (numeric or field.null or isinstance(field, DateField)):
        return None
    if numeric:
        return plain(Decimal(text))
    return int(text) if isinstance(field, (IntegerField, ForeignKey)) else text
