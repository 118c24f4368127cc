"""Reads one answer as its question means it: numbers, money, days, choices, people.

A question is anything with the attributes of ``models.Question``.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy

from companies.enums import NUMERIC_COLUMNS, Column, Fact, QuestionKind
from incubator.core.codes import clean_unified_code
from incubator.core.errors import RuleViolation
from incubator.core.hidden import require_seen
from incubator.core.numbers import grouped
from incubator.core.units import YUAN_PER

TEXT_LENGTH = 200
LONG_TEXT_LENGTH = 5_000
LARGEST_NUMBER = Decimal("9999999999999.99")
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
TIMES = {"万": 10_000, "亿": 100_000_000}


def is_empty(value: Any) -> bool:
    """Whether nothing was answered."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        return all(is_empty(item) for item in value.values())
    return not value or all(is_empty(item) for item in value)


def read(question, value: Any, *, files: int = 0) -> Any:
    """What an answer means: text, Decimal (money in yuan), date, list, or rows.

    None where nothing was answered. ``files`` is how many files hang on the question.
    Raises RuleViolation with the question's key as ``field``.
    """
    try:
        if question.kind == QuestionKind.FILE:
            return _read_files(question, files)
        if is_empty(value):
            if question.required:
                raise _wrong("answer_missing", gettext_lazy("An answer is needed here."))
            return None
        return READERS[question.kind](question, value)
    except RuleViolation as violation:
        violation.field = question.key
        raise


def _wrong(code: str, message, **values) -> RuleViolation:
    return RuleViolation(code, message, **values)


def _read_text(question, value: Any) -> str:
    text = _one_text(value)
    if question.kind == QuestionKind.TEXT:
        text = " ".join(text.split())
        require_seen(text)
        most = int(question.maximum or TEXT_LENGTH)
    else:
        most = int(question.maximum or LONG_TEXT_LENGTH)
    if len(text) > most:
        raise _wrong(
            "answer_too_long",
            gettext_lazy("At most %(most)s characters; there are %(count)s."),
            most=grouped(most),
            count=grouped(len(text)),
        )
    if question.minimum and len(text) < question.minimum:
        raise _wrong(
            "answer_too_short",
            gettext_lazy("At least %(least)s characters; there are %(count)s."),
            least=grouped(question.minimum),
            count=grouped(len(text)),
        )
    if question.fact == Fact.UNIFIED_CODE:
        return clean_unified_code(text)
    return text


def _one_text(value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong("answer_shape", gettext_lazy("This answer has a shape that is not asked."))
    return value.strip()


def _read_number(question, value: Any) -> Decimal:
    number = to_number(_one_text(value), unit=question.unit)
    _within(question, number)
    return number


def _read_money(question, value: Any) -> Decimal:
    """In yuan; what is typed is in the question's unit unless it says 元, 万 or 亿 itself."""
    unit = question.unit or "元"
    text = unicodedata.normalize("NFKC", _one_text(value)).replace(" ", "")
    bare = text.removesuffix("元")
    if bare != text and bare[-1:] not in TIMES and not bare.endswith("千"):
        amount = to_number(bare)  # said in yuan
        per = Decimal(1)
    elif bare[-1:] in TIMES:
        amount, per = to_number(bare), Decimal(1)
    else:
        amount, per = to_number(text, unit=unit), YUAN_PER.get(unit, Decimal(1))
    yuan = amount * per
    if yuan < 0:
        raise _wrong("answer_negative", gettext_lazy("An amount cannot be negative."))
    if yuan > LARGEST_NUMBER:
        raise _not_a_number(text)
    _within(question, yuan / YUAN_PER.get(unit, Decimal(1)))
    return yuan


def to_number(text: str, *, unit: str = "") -> Decimal:
    """A number as people type it: ``1,200``, ``３．５``, ``50万``, with or without its unit.

    Raises RuleViolation ``answer_not_a_number``.
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").lower()
    if unit:
        plain = plain.removesuffix(unicodedata.normalize("NFKC", unit).replace(" ", "").lower())
    times = TIMES.get(plain[-1:], 1)
    if times > 1:
        plain = plain[:-1]
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,6})?", plain):
        raise _not_a_number(text)
    number = Decimal(plain) * times
    if abs(number) > LARGEST_NUMBER:
        raise _not_a_number(text)
    return number


def _not_a_number(text: str) -> RuleViolation:
    return _wrong(
        "answer_not_a_number", gettext_lazy("“%(text)s” is not a number."), text=text[:40]
    )


def _within(question, number: Decimal) -> None:
    if question.minimum is not None and number < question.minimum:
        raise _wrong(
            "answer_too_small",
            gettext_lazy("At least %(least)s %(unit)s."),
            least=grouped(question.minimum),
            unit=question.unit_said,
        )
    if question.maximum is not None and number > question.maximum:
        raise _wrong(
            "answer_too_large",
            gettext_lazy("At most %(most)s %(unit)s."),
            most=grouped(question.maximum),
            unit=question.unit_said,
        )


def _read_date(question, value: Any) -> datetime.date:
    text = unicodedata.normalize("NFKC", _one_text(value))
    match = DAY.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        day = datetime.date(*map(int, match.groups()))
    except ValueError:
        raise _wrong(
            "answer_not_a_day",
            gettext_lazy("“%(text)s” is not a day; write it like 2007-12-31."),
            text=text[:40],
        ) from None
    if not 1900 <= day.year <= 2100:  # noqa: PLR2004 - what anybody alive can mean
        raise _wrong(
            "answer_not_a_day",
            gettext_lazy("“%(text)s” is not a day; write it like 2007-12-31."),
            text=text[:40],
        )
    return day


def _read_choice(question, value: Any) -> str:
    chosen = _one_text(value)
    if chosen not in question.options:
        raise _wrong("answer_not_offered", gettext_lazy("This choice is not offered."))
    return chosen


def _read_choices(question, value: Any) -> list[str]:
    if not isinstance(value, list) or not set(map(str, value)) <= set(question.options):
        raise _wrong("answer_not_offered", gettext_lazy("This choice is not offered."))
    _count(question, len(set(value)))
    return [option for option in question.options if option in value]


def _count(question, count: int) -> None:
    if question.minimum is not None and count < question.minimum:
        raise _wrong(
            "answer_too_few",
            gettext_lazy("At least %(least)s are needed."),
            least=grouped(question.minimum),
        )
    if question.maximum is not None and count > question.maximum:
        raise _wrong(
            "answer_too_many",
            gettext_lazy("At most %(most)s are possible."),
            most=grouped(question.maximum),
        )


def _read_files(question, files: int) -> int | None:
    if not files and not question.required:
        return None
    if not files:
        raise _wrong("answer_missing", gettext_lazy("A file is needed here."))
    _count(question, files)
    return files


def _read_people(question, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise _wrong("answer_shape", gettext_lazy("This answer has a shape that is not asked."))
    rows = []
    for number, row in enumerate(value, start=1):
        if is_empty(row):
            continue
        try:
            rows.append(_read_person(question, row))
        except RuleViolation as violation:
            raise _wrong(
                violation.code,
                gettext_lazy("Row %(row)d: %(what)s"),
                row=number,
                what=violation.detail,
            ) from None
    _count(question, len(rows))
    shares = [row[Column.SHARE] for row in rows if row.get(Column.SHARE) is not None]
    if sum(shares) > 100:  # noqa: PLR2004 - per cent
        raise _wrong(
            "answer_shares_over_hundred",
            gettext_lazy("The shares add up to %(sum)s%%, more than 100%%."),
            sum=grouped(sum(shares)),
        )
    return rows


def _read_person(question, row: Mapping[str, Any]) -> dict[str, Any]:
    person: dict[str, Any] = {}
    for column in question.columns:
        text = _one_text(row.get(column, ""))
        if column == Column.NAME and not text:
            raise _wrong("answer_missing", gettext_lazy("The name is missing."))
        if len(text) > TEXT_LENGTH:
            raise _wrong(
                "answer_too_long",
                gettext_lazy("At most %(most)s characters; there are %(count)s."),
                most=grouped(TEXT_LENGTH),
                count=grouped(len(text)),
            )
        if column not in NUMERIC_COLUMNS:
            require_seen(text)
            person[column] = text
        elif text:
            person[column] = _read_numeric(column, text)
    return person


def _read_numeric(column: str, text: str) -> Decimal:
    number = to_number(text, unit="%" if column == Column.SHARE else "年")
    least, most = (0, 100) if column == Column.SHARE else (1900, 2100)
    if not least <= number <= most:
        raise _wrong(
            "answer_too_large" if number > most else "answer_too_small",
            gettext_lazy("“%(text)s” is not between %(least)d and %(most)d."),
            text=text[:20],
            least=least,
            most=most,
        )
    return number


READERS: dict[str, Callable] = {
    QuestionKind.TEXT: _read_text,
    QuestionKind.LONG_TEXT: _read_text,
    QuestionKind.NUMBER: _read_number,
    QuestionKind.MONEY: _read_money,
    QuestionKind.DATE: _read_date,
    QuestionKind.CHOICE: _read_choice,
    QuestionKind.CHOICES: _read_choices,
    QuestionKind.PEOPLE: _read_people,
}
