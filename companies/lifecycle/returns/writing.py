"""Verbs on a return that is being written: begun, figure by figure, never overwritten unseen."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import FIXED_FACTS, ItemKind, Right
from companies.lifecycle.returns.moving import (
    locked_due,
    locked_return,
    record_move,
    require_right,
    require_writable,
)
from companies.models import DueReturn, Return, ReturnItem, ReturnValue
from companies.queries.returns import before, items_of, on_file, values_of
from companies.rules.answers import clean
from companies.rules.returns.reading import NOTHING, Reading, read
from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

LONGEST_TYPED = 2_000
LONGEST_EXPLANATION = 500
COLUMNS = [
    "typed", "number", "year_typed", "year_number", "unit", "day", "explanation", "confirmed",
    "revision", "saved_at", "saved_by",
]  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """What somebody writes under one item: the figure, the year to date, a word about it.

    ``confirms`` is the figure, as ``mark`` writes it, that is right although it looks wrong:
    a figure that has changed since is not confirmed. None leaves as it is.
    """

    figure: str | None = None
    year: str | None = None
    explanation: str | None = None
    confirms: str | None = None


def mark(number: Decimal | None) -> str:
    """A figure as a confirmation names it."""
    return "" if number is None else f"{number.normalize():f}"


@transaction.atomic
def start_return(*, due: DueReturn, by, at: datetime.datetime) -> Return:
    """Begin what a company owes; what is known of it already is filled in.

    Asked twice, or by two people at once, it gives the same return. Raises RuleViolation:
    ``right_missing`` (403), ``period_not_open`` (409), ``due_waived`` (409).
    """
    require_right(due.company, by, Right.EDIT)
    with recorded(by=by):
        return begin(due=due, by=by, at=at)


def begin(*, due: DueReturn, by, at: datetime.datetime) -> Return:
    """As ``start_return``, for whoever may do it; inside a transaction."""
    due = locked_due(due)
    newest = due.returns.order_by("-version").first()
    if newest is not None:
        return newest
    if due.period.opens_on > day_of(at):
        raise RuleViolation(
            "period_not_open",
            _("Returns for %(period)s can be written from %(day)s on."),
            status=409,
            period=due.period.said,
            day=due.period.opens_on,
        )
    if due.waived_at is not None:
        raise RuleViolation("due_waived", _("This return is not asked for any more."), status=409)
    report = Return.objects.create(
        due=due, form_id=due.form_id, started_at=at, started_by=by, saved_at=at,
        is_generated=due.company.is_generated,
    )  # fmt: skip
    record_move(report, before="", by=by, at=at)
    _fill(report, by=by, at=at)
    return report


@transaction.atomic
def save_value(
    *, report: Return, code: str, typed: Typed, seen: int, by, at: datetime.datetime
) -> ReturnValue:
    """Keep what was typed under one item, complete or not.

    ``seen`` is the revision that the writer had before them (0: nothing yet). The same words
    twice change nothing, so a retry is safe. Raises RuleViolation: ``right_missing`` (403),
    ``return_not_writable`` (409), ``unknown_item``, ``item_from_register`` (409),
    ``value_changed_elsewhere`` (409, with ``theirs`` and ``revision``), ``answer_too_long``.
    """
    saved, refused = save_values(report=report, figures={code: (typed, seen)}, by=by, at=at)
    if refused:
        raise refused[code]
    return saved[code]


@transaction.atomic
def save_values(
    *, report: Return, figures: Mapping[str, tuple[Typed, int]], by, at: datetime.datetime
) -> tuple[dict[str, ReturnValue], dict[str, RuleViolation]]:
    """Keep many figures, each with the revision seen: what stands now, and what was refused.

    One that is refused keeps nobody else's from being saved. Raises RuleViolation:
    ``right_missing`` (403), ``return_not_writable`` (409).
    """
    report = locked_return(report)
    require_right(report.due.company, by, Right.EDIT)
    require_writable(report)
    items = {item.code: item for item in items_of(report)}
    known, there = on_file(report.due), values_of(report)
    saved, refused, changed = {}, {}, []
    for code, (typed, seen) in figures.items():
        value = there.get(code)
        try:
            item = _asked(items.get(code), known)
            value = value or _blank(report, item)
            was = (value.typed, value.year_typed)
            if _put(value, item, typed):
                _require_seen(value, was, seen)
                changed.append(value)
        except RuleViolation as violation:
            violation.field = code
            refused[code] = violation
        else:
            saved[code] = value
    _write(report, changed, by=by, at=at)
    return saved, refused


@transaction.atomic
def fill_in(
    *,
    report: Return,
    figures: Mapping[str, Typed],
    by,
    at: datetime.datetime,
    for_office: bool = False,
) -> int:
    """Write many figures at once, as a file brings them; how many changed.

    What the register knows is left alone, and what cannot be read stays unread: the checks
    say so. Who may do it for the office is the caller's business. Raises RuleViolation:
    ``unknown_item``, ``right_missing`` (403), ``return_not_writable`` (409),
    ``answer_too_long``.
    """
    report = locked_return(report)
    if not for_office:
        require_right(report.due.company, by, Right.EDIT)
    require_writable(report)
    items = {item.code: item for item in items_of(report)}
    known, there = on_file(report.due), values_of(report)
    changed = []
    for code, typed in figures.items():
        item = items.get(code)
        if item is None:
            raise unknown_item(code)
        value = there.get(code) or _blank(report, item)
        if not is_fixed(item, known) and _put(value, item, typed):
            changed.append(value)
    _write(report, changed, by=by, at=at)
    return len(changed)


def unknown_item(code: str) -> RuleViolation:
    """``unknown_item``."""
    return RuleViolation(
        "unknown_item", _("The form has no item “%(code)s”."), field=code, code=code[:40]
    )


def _asked(item: ReturnItem | None, known: Mapping[str, str]) -> ReturnItem:
    if item is None:
        raise RuleViolation("unknown_item", _("The form has no such item."))
    if is_fixed(item, known):
        raise RuleViolation(
            "item_from_register",
            _("This comes from the register. Ask the office to put it right there."),
            status=409,
        )
    return item


def _require_seen(value: ReturnValue, was: tuple[str, str], seen: int) -> None:
    if value.revision != seen:
        raise RuleViolation(
            "value_changed_elsewhere",
            _("Somebody else has changed this figure meanwhile. Both are shown: keep one."),
            status=409,
            theirs=" / ".join(filter(None, was)),
            revision=value.revision,
        )


def _write(report: Return, values: list[ReturnValue], *, by, at: datetime.datetime) -> None:
    if not values:
        return
    for value in values:
        _keep(value, by=by, at=at)
    with recorded(by=by):
        ReturnValue.objects.bulk_create([value for value in values if value.pk is None])
        ReturnValue.objects.bulk_update([value for value in values if value.pk], COLUMNS)
        Return.objects.filter(pk=report.pk).update(saved_at=at)


def is_fixed(item: ReturnItem, known: Mapping[str, str]) -> bool:
    """Whether an item is not asked, since the register knows it."""
    return item.on_file in FIXED_FACTS and bool(known.get(item.on_file))


def refresh_facts(report: Return, *, by, at: datetime.datetime) -> None:
    """Write what the register says now under the items that are not asked."""
    known, there = on_file(report.due), values_of(report)
    changed = []
    for item in items_of(report):
        if item.on_file not in FIXED_FACTS:
            continue
        value = there.get(item.code) or _blank(report, item)
        if _put(value, item, Typed(known.get(item.on_file, ""))):
            changed.append(value)
    _write(report, changed, by=by, at=at)


def filled(report: Return, figures: Mapping[ReturnItem, Typed], *, by, at) -> list[ReturnValue]:
    """Rows for a return that has none yet; nothing is saved."""
    values = []
    for item, typed in figures.items():
        value = _blank(report, item)
        if _put(value, item, typed):
            _keep(value, by=by, at=at)
            values.append(value)
    return values


def known_figures(
    items: list[ReturnItem], known: Mapping[str, str], last: Mapping[str, ReturnValue]
) -> dict[ReturnItem, Typed]:
    """What need not be typed: of the register, and of the return before what is kept."""
    figures = {}
    for item in items:
        text = known.get(item.on_file, "") if item.on_file else ""
        if not text and item.is_kept and item.code in last:
            text = last[item.code].typed
        if text:
            figures[item] = Typed(text)
    return figures


def _fill(report: Return, *, by, at: datetime.datetime) -> None:
    last = before(report.due)
    figures = known_figures(items_of(report), on_file(report.due), values_of(last) if last else {})
    ReturnValue.objects.bulk_create(filled(report, figures, by=by, at=at))


def copy_values(*, of: Return, to: Return, by, at: datetime.datetime) -> None:
    """Begin a correction from what stands in the return that it corrects."""
    rows = list(of.values.all())
    for row in rows:
        row.pk, row.report, row.revision, row.saved_at, row.saved_by = None, to, 1, at, by
        row._state.adding = True  # noqa: SLF001 - as Django's documentation copies rows
    ReturnValue.objects.bulk_create(rows)


def _blank(report: Return, item: ReturnItem) -> ReturnValue:
    return ReturnValue(report=report, form_id=report.form_id, item=item, kind=item.kind, revision=0)


def _put(value: ReturnValue, item: ReturnItem, typed: Typed) -> bool:
    """Set what was typed, and what it means where it can be read; whether anything changed."""
    was = (value.typed, value.year_typed, value.explanation, value.confirmed)
    if typed.figure is not None:
        value.typed = _bounded(typed.figure, LONGEST_TYPED, item.code)
        meant = _meant(item, value.typed)
        value.number, value.day, value.unit = meant.number, meant.day, meant.unit
        if item.kind == ItemKind.CHOICE and meant.text:
            value.typed = meant.text
    if typed.year is not None and item.has_year:
        value.year_typed = _bounded(typed.year, LONGEST_TYPED, item.code)
        value.year_number = _meant(item, value.year_typed).number
    if typed.explanation is not None:
        value.explanation = _bounded(typed.explanation, LONGEST_EXPLANATION, item.code)
    if typed.confirms is not None:
        value.confirmed = value.number if typed.confirms == mark(value.number) else None
    elif value.confirmed != value.number:
        value.confirmed = None  # another figure has to be confirmed anew
    return was != (value.typed, value.year_typed, value.explanation, value.confirmed)


def _keep(value: ReturnValue, *, by, at: datetime.datetime) -> None:
    value.revision += 1
    value.saved_at, value.saved_by = at, by


def _bounded(text: str, most: int, code: str) -> str:
    text = clean(text).strip()
    if len(text) > most:
        raise RuleViolation(
            "answer_too_long",
            _("At most %(most)s characters; there are %(count)s."),
            field=code,
            most=most,
            count=len(text),
        )
    return text


def _meant(item: ReturnItem, text: str) -> Reading:
    try:
        return read(item, text)
    except RuleViolation:
        return NOTHING
