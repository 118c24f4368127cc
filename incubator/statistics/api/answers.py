"""Figures as the API gives them: plain numbers, words in the reader's language."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from django.utils.timezone import localtime
from django.utils.translation import get_language

from incubator.core.numbers import plain
from incubator.institutions.models import Incubator
from incubator.statistics.definitions import Indicator, Reading
from incubator.statistics.enums import YearStatus
from incubator.statistics.indicators import INDICATORS
from incubator.statistics.marks import FactsMark
from incubator.statistics.models import (
    LateFact,
    OpeningBalance,
    Snapshot,
    SnapshotValue,
    YearlyTotal,
)
from incubator.statistics.queries import FigureLine, Total, YearFigures
from incubator.statistics.restating.words import subject
from incubator.statistics.series import Series, readings_of
from incubator.statistics.snapshots.queries import FrozenFacts

PlacedFigures = tuple[Incubator, YearFigures]


def year_listed(row: dict, editions: dict[int, Snapshot]) -> dict[str, object]:
    """A year that has figures; ``editions`` are those that count, by year."""
    edition = editions.get(row["year"])
    status = YearStatus.PUBLISHED if edition else YearStatus.PROVISIONAL
    return {
        "year": row["year"],
        "status": status.value,
        "computed_at": moment(row["computed_at"]),
        "snapshot": edition and edition.pk,
    }


def year_answer(
    figures: YearFigures,
    *,
    on: datetime.date,
    incubator: Incubator | None,
    broken_down: Iterable[PlacedFigures] | None,
    carried: Iterable[LateFact] | None = None,
) -> dict[str, object]:
    """One year of one place, and of several incubators where a breakdown was asked for.

    ``carried`` are late facts of years before: told to those who see the whole zone.
    """
    answer: dict[str, object] = {
        "year": figures.year,
        "status": str(figures.status),
        "computed_at": moment(figures.computed_at),
        "as_known_on": on.isoformat(),
        "snapshot": figures.snapshot and figures.snapshot.pk,
        "incubator": incubator.code if incubator else None,
        "indicators": indicators_of(figures),
    }
    if figures.snapshot:
        answer["live_differs"] = bool(figures.moved)
    if carried is not None:
        answer["carried_in"] = [_carried(late) for late in carried]
    if broken_down is not None:
        answer["incubators"] = [
            {"code": place.code, "name": place.name, "indicators": indicators_of(figures_there)}
            for place, figures_there in broken_down
        ]
    return answer


def _carried(late: LateFact) -> dict[str, object]:
    """What became known of a published year afterwards, and was decided to stay out of it."""
    return {
        "year": late.year,
        "about": subject(late),
        "company": late.company_id,
        "effects": [_effect(one) for one in late.effects],
        "reason": late.reason,
        "decided_at": moment(late.decided_at) if late.decided_at else None,
    }


def _effect(kept: dict[str, str | None]) -> dict[str, object]:
    """A figure of a late fact before and after, with its bounds where it has some."""
    words = {name: kept[name] or None for name in ("indicator", "part", "incubator")}
    numbers = (f"{when}{bound}" for when in ("old", "new") for bound in ("", "_low", "_high"))
    return words | {
        name: plain(Decimal(said)) if (said := kept.get(name)) else None for name in numbers
    }


def indicators_of(figures: YearFigures) -> dict[str, dict[str, object]]:
    """Every figure of a place under its code."""
    published = figures.snapshot is not None
    return {line.indicator.code: figure(line, published=published) for line in figures.lines}


def figure(line: FigureLine, *, published: bool = False) -> dict[str, object]:
    """One figure; ``growth`` is a ratio, 0.5 meaning half as much again.

    Beside a published one stands what the last computation counts (``live``).
    """
    answer: dict[str, object] = {
        "label": str(line.indicator.label),
        "unit": str(line.indicator.unit),
        "kind": str(line.indicator.kind),
        "value": plain(line.value),
        "low": plain(line.low),
        "high": plain(line.high),
        "previous": plain(line.previous),
        "growth": plain(line.growth),
        "target": plain(line.target),
        "drillable": line.drillable,
        "opening_balance": plain(line.opening_balance),
    }
    if published:
        answer["live"] = plain(line.live)
    if line.indicator.split_by:
        answer["parts"] = {
            code: {"label": line.indicator.part_label(code), "value": plain(value)}
            for code, value in sorted(line.parts.items())
        }
    return answer


def words() -> list[str]:
    """Every word of an answer that comes from the program: a release may change them."""
    return _words_in(get_language())


@cache
def _words_in(_language: str) -> list[str]:
    labels = [text for i in INDICATORS for text in (str(i.label), str(i.unit))]
    return labels + [str(label) for i in INDICATORS for _code, label in i.parts]


def balance_answer(balance: OpeningBalance) -> dict[str, object]:
    """A statement of what was before there were records: signed, sourced, without a list."""
    return {
        "value": plain(balance.value),
        "as_of": balance.as_of.isoformat(),
        "signed_by": balance.signed_by,
        "document": balance.document.title,
        "document_number": balance.document.number,
        "incubator": balance.incubator.code if balance.incubator else None,
        "drillable": False,
    }


def facts_answer(
    total: YearlyTotal, indicator: Indicator, now: FactsMark, balances: Iterable[OpeningBalance]
) -> dict[str, object]:
    """What stands above the list of the facts that a figure counts.

    ``value`` is the figure as it was computed; ``count`` is the length of the list and
    ``listed`` what it adds up to, both as of now. The list is the figure less its opening
    balance, unless a fact was changed after ``computed_at``: then ``stale`` is true, the list
    is the truth, and the next computation brings the figure up to it.
    """
    return {
        "year": total.year,
        "indicator": indicator.code,
        "label": str(indicator.label),
        "part": total.part or None,
        "incubator": total.incubator.code if total.incubator else None,
        "computed_at": moment(total.run.finished_at),
        "value": plain(total.value),
        "opening_balance": plain(total.opening_balance),
        "opening_balances": [balance_answer(balance) for balance in balances],
        "count": now.count,
        "listed": plain(now.added),
        "stale": now.added != total.counted,
        "snapshot": None,
        "as_known_on": None,
    }


def published_answer(
    value: SnapshotValue, snapshot: Snapshot, indicator: Indicator, facts: FrozenFacts
) -> dict[str, object]:
    """The same above a published list: it is as long as it was, whatever happened since."""
    return {
        "year": snapshot.year,
        "indicator": indicator.code,
        "label": str(indicator.label),
        "part": value.part or None,
        "incubator": value.incubator.code if value.incubator else None,
        "computed_at": moment(snapshot.known_at),
        "value": plain(value.value),
        "opening_balance": plain(value.opening_balance),
        "count": len(facts),
        "listed": plain(facts.added),
        "stale": False,
        "snapshot": snapshot.pk,
        "as_known_on": None,
    }


def known_answer(
    total: Total,
    indicator: Indicator,
    known: FactsMark,
    place: Incubator | None,
    *,
    on: datetime.date,
) -> dict[str, object]:
    """The same above a list as it was known on a day."""
    return {
        "year": total.year,
        "indicator": indicator.code,
        "label": str(indicator.label),
        "part": total.part or None,
        "incubator": place.code if place else None,
        "computed_at": moment(total.computed_at),
        "value": plain(total.value),
        "opening_balance": plain(total.opening_balance),
        "count": known.count,
        "listed": plain(known.added),
        "stale": False,
        "snapshot": None,
        "as_known_on": on.isoformat(),
    }


def series_answer(
    found: Series,
    *,
    incubator: Incubator | None,
    reading: Reading | None,
    known_on: datetime.date | None,
) -> dict[str, object]:
    """One figure through the years, with what each year was read by and where that changed."""
    indicator = found.indicator
    return {
        "indicator": indicator.code,
        "label": str(indicator.label),
        "unit": str(indicator.unit),
        "kind": str(indicator.kind),
        "incubator": incubator.code if incubator else None,
        "as_known_on": known_on and known_on.isoformat(),
        "reading": reading.code if reading else None,
        "readings": [
            {"code": one.code, "label": str(one.label), "since": one.since, "source": one.source}
            for one in readings_of(indicator)
        ],
        "values": [
            {
                "year": point.year,
                "value": plain(point.value),
                "low": plain(point.low),
                "high": plain(point.high),
                "read_by": code or None,
            }
            for point, code in zip(found.points, found.read_by, strict=True)
        ],
        "breaks": [
            {
                "year": one.year,
                "before": one.before or None,
                "after": one.after or None,
                "why": str(one.why),
            }
            for one in found.breaks
        ],
    }


def moment(at: datetime.datetime) -> str:
    """A moment as the zone's clocks showed it."""
    return localtime(at).isoformat()
