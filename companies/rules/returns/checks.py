"""Whether the figures of a return hang together: errors, and what has to be answered for.

Errors stop a return. A figure that only looks wrong is either confirmed (its unit) or
explained in words (its change against the year before); then it passes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from companies.enums import MONETARY, NUMERIC, CheckKind, ItemKind
from companies.rules.returns.reading import read, said
from incubator.core.errors import RuleViolation
from incubator.core.numbers import grouped

# Our own lines, none of them from a rule. A slip between 元, 千元 and 万元 is a factor of
# 1,000 or more; figures that grow by half are asked about from a certain size on.
UNIT_FACTOR = 500
LARGE_CHANGE = Decimal("0.5")
SMALLEST_CHANGE = {ItemKind.MONEY: 100_000, ItemKind.RESULT: 100_000, ItemKind.INTEGER: 10}
YES = "yes"
MISSING = "value_missing"


class Weight(StrEnum):
    """What a finding asks for."""

    ERROR = "error"
    CONFIRM = "confirm"
    EXPLAIN = "explain"


@dataclass(frozen=True)
class Given:
    """What stands under one item, and what its writer said about it."""

    typed: str = ""
    number: Decimal | None = None
    year_typed: str = ""
    year_number: Decimal | None = None
    day: date | None = None
    explanation: str = ""
    confirmed: Decimal | None = None


@dataclass(frozen=True)
class Finding:
    """Something about one item. ``rule`` is a stable code; ``answered`` lets it pass."""

    item: str
    label: str
    rule: str
    detail: str
    weight: Weight = Weight.ERROR
    answered: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether nothing is wrong but that nothing is there."""
        return self.rule == MISSING

    @property
    def stops(self) -> bool:
        """Whether the return cannot be handed in with it."""
        return self.weight is Weight.ERROR or not self.answered


@dataclass(frozen=True)
class Case:
    """One return: its figures, and those of the period before and of the year before.

    ``is_first`` and ``continues`` say whether the period begins a year, and whether ``before``
    lies in the same one.
    """

    items: Sequence
    given: Mapping[str, Given]
    before: Mapping[str, Given]
    year_ago: Mapping[str, Given]
    is_first: bool = True

    def of(self, code: str) -> Given:
        """What stands under an item."""
        return self.given.get(code, EMPTY)


EMPTY = Given()


def findings(case: Case, checks: Iterable) -> list[Finding]:
    """Everything that is to be said about a return, in the order of its items."""
    found = [*_each_by_itself(case)]
    unread = {finding.item for finding in found}
    found += _together(case, checks, unread)
    for item in case.items:
        if item.kind in NUMERIC and item.code not in unread:
            found += _through_the_year(case, item)
            found += _against_before(case, item)
    order = {item.code: place for place, item in enumerate(case.items)}
    return sorted(found, key=lambda finding: (order[finding.item], finding.weight != Weight.ERROR))


def _finding(item, rule: str, detail: str, **more) -> Finding:
    return Finding(item.code, item.said("label"), rule, detail, **more)


def _each_by_itself(case: Case) -> Iterator[Finding]:
    for item in case.items:
        given = case.of(item.code)
        texts = [given.typed, given.year_typed] if item.has_year else [given.typed]
        for text in texts:
            try:
                read(item, text)
            except RuleViolation as violation:
                yield _finding(item, violation.code, violation.detail)
                break
        else:
            if item.required and not all(text.strip() for text in texts):
                yield _finding(item, MISSING, _missing(given, item))


def _missing(given: Given, item) -> str:
    if item.has_year and given.typed.strip():
        return _("The figure of the year to date is needed as well.")
    if item.kind in NUMERIC:
        return _("A figure is needed here; where there is none, write 0.")
    return _("An answer is needed here.")


def _together(case: Case, checks: Iterable, unread: set[str]) -> Iterator[Finding]:
    by_code = {item.code: item for item in case.items}
    for check in checks:
        if unread & {check.whole, *check.parts} and check.kind != CheckKind.NEEDS:
            continue  # what cannot be read is said already
        parts = [by_code[code] for code in check.parts]
        whole = by_code[check.whole]
        if check.kind == CheckKind.NEEDS:
            yield from _needs(case, whole, parts)
        elif check.kind == CheckKind.PER_HEAD:
            yield from _per_head(case, whole, parts[0], check.limit)
        else:
            yield from _of_which(case, check.kind, whole, parts)


def _of_which(case: Case, kind: str, whole, parts: Sequence) -> Iterator[Finding]:
    """Sums and subsets, of the period and of the year to date."""
    for column in ("number", "year_number"):
        most = getattr(case.of(whole.code), column)
        said_parts = [
            (part, number)
            for part in parts
            if (number := getattr(case.of(part.code), column)) is not None
        ]
        if most is None or not said_parts:
            continue
        total = sum((number for _part, number in said_parts), Decimal(0))
        values = {
            "whole": whole.said("label"),
            "most": said(whole, most),
            "total": said(whole, total),
        }
        if kind == CheckKind.SUM and total != most:
            yield _finding(
                whole,
                "parts_do_not_add_up",
                _("%(whole)s is %(most)s, its parts add up to %(total)s.") % values,
            )
        elif kind == CheckKind.WITHIN and total > most:
            yield _finding(
                whole,
                "parts_exceed_whole",
                _("%(whole)s is %(most)s, but its parts together are %(total)s.") % values,
            )
        elif kind == CheckKind.PART:
            for part, number in said_parts:
                if number > most:
                    yield _finding(
                        part,
                        "part_exceeds_whole",
                        _("%(part)s, more than %(whole)s with %(most)s.")
                        % {**values, "part": said(part, number)},
                    )


def _needs(case: Case, whole, parts: Sequence) -> Iterator[Finding]:
    given = case.of(whole.code)
    if given.typed.strip() != YES and not (given.number or 0) > 0:
        return
    for part in parts:
        if not case.of(part.code).typed.strip():
            yield _finding(
                part,
                MISSING,
                _("Needed, since “%(whole)s” is given.") % {"whole": whole.said("label")},
            )


def _per_head(case: Case, whole, heads, limit: Decimal) -> Iterator[Finding]:
    given, people = case.of(whole.code), case.of(heads.code).number
    if given.number is None or not people or given.number / people <= limit:
        return
    yield _finding(
        whole,
        "unit_suspected_per_head",
        _("%(amount)s for %(people)s people would be %(each)s each. Is the unit right?")
        % {
            "amount": said(whole, given.number),
            "people": grouped(people),
            "each": said(whole, Decimal(round(given.number / people))),
        },
        weight=Weight.CONFIRM,
        answered=given.confirmed == given.number,
    )


def _through_the_year(case: Case, item) -> Iterator[Finding]:
    """The year to date against the period, and against where it stood before."""
    given = case.of(item.code)
    if not item.has_year or given.number is None or given.year_number is None:
        return
    values = {"year": said(item, given.year_number), "period": said(item, given.number)}
    if case.is_first and given.year_number != given.number:
        detail = _("In the first period of a year both are the same: %(period)s, %(year)s.")
        yield _finding(item, "year_differs_from_first_period", detail % values)
        return
    if item.kind != ItemKind.RESULT and given.year_number < given.number:
        detail = _("The year to date (%(year)s) is less than this period (%(period)s).")
        yield _finding(item, "year_below_period", detail % values)
        return
    before = case.before.get(item.code, EMPTY).year_number
    if case.is_first or before is None or before + given.number == given.year_number:
        return
    detail = _("Last time the year stood at %(before)s; with %(period)s it would be %(sum)s.")
    values |= {"before": said(item, before), "sum": said(item, before + given.number)}
    yield _finding(
        item,
        "year_does_not_continue",
        detail % values,
        weight=Weight.EXPLAIN,
        answered=bool(given.explanation.strip()),
    )


def _against_before(case: Case, item) -> Iterator[Finding]:
    """A slip of the unit first; only a figure that is meant is asked why it changed."""
    given = case.of(item.code)
    if given.number is None:
        return
    year_ago = case.year_ago.get(item.code, EMPTY).number
    last = case.before.get(item.code, EMPTY).number
    reference = year_ago if last is None else last
    if item.kind in MONETARY and reference is not None and smells(given.number, reference):
        confirmed = given.confirmed == given.number
        yield _finding(
            item,
            "unit_suspected",
            _("%(now)s, and last time %(before)s. Is the unit right?")
            % {"now": said(item, given.number), "before": said(item, reference)},
            weight=Weight.CONFIRM,
            answered=confirmed,
        )
        if not confirmed:
            return
    if year_ago is not None and is_large_change(item.kind, given.number, year_ago):
        yield _finding(
            item,
            "large_change",
            _("%(now)s, a year before %(before)s: say in a sentence why.")
            % {"now": said(item, given.number), "before": said(item, year_ago)},
            weight=Weight.EXPLAIN,
            answered=bool(given.explanation.strip()),
        )


def smells(number: Decimal, reference: Decimal) -> bool:
    """Whether two amounts differ as amounts in different units do."""
    small, large = sorted((abs(number), abs(reference)))
    return small > 0 and large >= small * UNIT_FACTOR


def is_large_change(kind: str, number: Decimal, year_ago: Decimal) -> bool:
    """Whether a figure has changed so much in a year that it is asked why."""
    smallest = SMALLEST_CHANGE.get(ItemKind(kind))
    change = abs(number - year_ago)
    return smallest is not None and change >= max(smallest, abs(year_ago) * LARGE_CHANGE)
