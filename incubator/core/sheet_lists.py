"""Lists in XLSX files that people fill in: one row for each thing under a line of headings.

What stands in a cell is read as a form would read it; what cannot be read is said with the
heading of its column, and the caller gathers it with the row.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import override

from incubator.core.dates import require_year
from incubator.core.errors import RuleViolation
from incubator.core.hidden import hidden_in
from incubator.core.shown import day as day_said
from incubator.core.shown import listing

MOST_ROWS = 2_000
MOST_BYTES = 2_000_000
MOST_UNPACKED = 30_000_000  # bytes; what MOST_ROWS rows take is far below
TOO_MUCH = 10**8  # for a number, where its column has no bound of its own
YES, NO = {"是", "yes", "y", "1", "true"}, {"否", "no", "n", "0", "false"}
# Column → the headings that mean it; the first of them is the one that is told.
Headings = Mapping[str, tuple[str, ...]]
Cells = dict[str, object]
# Days of our time as Excel and WPS count them where a column is not formatted as dates.
SERIAL, EPOCH = re.compile(r"[2-7]\d{4}"), datetime.date(1899, 12, 30)
# What programs write behind a day when they make a moment of it.
MIDNIGHT = re.compile(r"[ T]+00?:00(:00(\.0+)?)?$")


def refuse_swelling(content: bytes, *, most: int) -> None:
    """Raises ``file_too_large`` for what unpacks to more than ``most`` bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return  # the library says so
    if unpacked > most:
        raise RuleViolation(
            "file_too_large",
            _("The file is larger than it can be with so many rows."),
            field="file",
        )


# Reading one cell: each raises ValueError with a sentence.


def text(cell: object, heading: str, *, most: int) -> str:
    """Words; Excel makes 101 of “101”, and 101.0 of some."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    said = str(cell if cell is not None else "").strip()
    if sign := hidden_in(said):
        told = _("It holds a character that nobody sees (%(sign)s): type it again.")
        raise ValueError(f"{heading}: {told % {'sign': sign}}")
    return str(_cleaned(forms.CharField(max_length=most, required=False), said, heading))


def whole(cell: object, heading: str) -> int:
    """A whole number."""
    return int(_cleaned(forms.IntegerField(), str(decimal(cell, heading)), heading))


def decimal(cell: object, heading: str, *, most: int = TOO_MUCH) -> Decimal:
    """A number, as it stands, below ``most`` (above and below zero)."""
    said = str(cell if cell is not None else "").strip()
    try:
        number = Decimal(said)
        if not number.is_finite():
            raise InvalidOperation
    except InvalidOperation:
        raise ValueError(
            _("“%(value)s” is not a number (%(column)s).") % {"value": said[:20], "column": heading}
        ) from None
    if abs(number) >= most:
        raise ValueError(
            _("“%(value)s” is too large (%(column)s).") % {"value": said[:20], "column": heading}
        )
    return number


def day(cell: object, heading: str) -> datetime.date:
    """A date of our time: a cell of dates, or 2026-03-01, 2026/3/1, 2026年3月1日 or 20260301 as
    words, also with its midnight behind it."""
    said = str(cell if cell is not None else "").strip()
    found = _day(cell, said)
    if found is None:
        raise ValueError(_no_day(said, heading))
    try:
        require_year(found)
    except RuleViolation as violation:
        raise ValueError(violation.detail) from None
    return found


def _day(cell: object, said: str) -> datetime.date | None:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    said = MIDNIGHT.sub("", said)
    together = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", said)
    parts = list(together.groups()) if together else re.findall(r"\d+", said)
    try:
        return parse_date("-".join(part.zfill(2) for part in parts)) if len(parts) == 3 else None  # noqa: PLR2004
    except ValueError:  # shaped as a date, but no day of the calendar
        return None


def _no_day(said: str, heading: str) -> str:
    """Of a day whose column is not formatted as days: which it would be. It is not taken for one,
    since programs do not all count from the same day.
    """
    if SERIAL.fullmatch(said):
        meant = EPOCH + datetime.timedelta(days=int(said))
        return _(
            "“%(value)s” is a number, perhaps for %(day)s (%(column)s): format the column as dates "
            "in the spreadsheet program."
        ) % {"value": said, "day": day_said(meant), "column": heading}
    return _("“%(value)s” is not a date (%(column)s).") % {"value": said[:20], "column": heading}


def word(cell: object, choices: type[TextChoices], default: str) -> str:
    """A choice by its value or by its label in any language: a file keeps the one it has."""
    said = str(cell or "").strip().lower()
    if not said:
        return default
    if said in (known := _known(choices)):
        return known[said]
    raise ValueError(
        _("“%(value)s” is not one of: %(known)s.")
        % {"value": said[:20], "known": listing(choice.label for choice in choices)}
    )


def words(cell: object, choices: type[TextChoices]) -> list[str]:
    """Several choices, with commas, semicolons or line breaks between them."""
    said = re.split(r"[,，;；、\n]", str(cell or ""))
    return [word(one, choices, "") for one in said if one.strip()]


@cache
def _known(choices: type[TextChoices]) -> dict[str, str]:
    """The choices by all that they are called."""
    called = {str(choice.value): str(choice.value) for choice in choices}
    for code, _name in settings.LANGUAGES:
        with override(code):
            called |= {str(choice.label).lower(): str(choice.value) for choice in choices}
    return called


def yes(cell: object) -> bool:
    """Yes or no; an empty cell says yes."""
    said = str(cell if cell is not None else "").strip().lower()
    if said in NO:
        return False
    if said in YES or not said:
        return True
    raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": said[:20]})


def _cleaned(field: forms.Field, said: str, heading: str) -> object:
    """What a form's field would make of it; what it would refuse is said with the column."""
    try:
        return field.clean(said)
    except ValidationError as error:
        raise ValueError(f"{heading}: {error.messages[0]}") from None
