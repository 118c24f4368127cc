"""Reading a cell: each raises ValueError with a sentence (see ``core.sheet_lists``)."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from incubator.core import sheet_lists as lists
from incubator.core.fields import MoneyField
from incubator.core.sheets import text_of
from incubator.imports.kinds import Reader

GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
ROUNDED = re.compile(r"\d(\.\d+)?[Ee]\+?\d+|\d{12,15}0{3,}")
EXACT = 10**15  # what a spreadsheet program still keeps whole
YUAN = Decimal("0.01")
DIGITS = MoneyField.keywords["max_digits"] - MoneyField.keywords["decimal_places"]


def text(most: int) -> Reader:
    """Words."""
    return lambda cell, heading: lists.text(text_of(cell), heading, most=most)


def code(most: int = 40) -> Reader:
    """A code of letters and digits; one that a spreadsheet program rounded is refused."""

    def read(cell: object, heading: str) -> str:
        said = text_of(cell).removeprefix("'")  # typed to keep a program from reckoning with it
        if (isinstance(cell, int | float) and abs(cell) >= EXACT) or ROUNDED.fullmatch(said):
            raise ValueError(
                _("the spreadsheet program rounded this number: format the column as text and "
                  "type it again.")
            )  # fmt: skip
        return lists.text(said, heading, most=most)

    return read


def day(cell: object, heading: str) -> Any:
    """A date of our time."""
    return lists.day(cell, heading)


def whole(cell: object, heading: str) -> int:
    """A whole number."""
    return lists.whole(_plain(cell), heading)


def decimal(digits: str = "", *, most: int = lists.TOO_MUCH) -> Reader:
    """A number below ``most``; with ``digits`` (as "0.01") rounded to so many."""

    def read(cell: object, heading: str) -> Decimal:
        number = lists.decimal(_plain(cell), heading, most=most)
        return number.quantize(Decimal(digits)) if digits else number

    return read


def money(unit: int = 1) -> Reader:
    """Yuan, of a column in ``unit`` yuan: as many as a column of money holds."""
    most = 10**DIGITS // unit

    def read(cell: object, heading: str) -> Decimal:
        return (lists.decimal(_plain(cell), heading, most=most) * unit).quantize(YUAN)

    return read


def word(choices: type[TextChoices]) -> Reader:
    """A choice by its value or its label."""
    return lambda cell, _heading: lists.word(text_of(cell), choices, "")


def words(choices: type[TextChoices]) -> Reader:
    """Several choices."""
    return lambda cell, _heading: lists.words(text_of(cell), choices)


def yes(cell: object, _heading: str) -> bool:
    """Yes or no."""
    return lists.yes(text_of(cell))


def several(read: Callable[[object, str], Any]) -> Reader:
    """Several values in one cell, with commas, semicolons, slashes or line breaks between."""

    def split(cell: object, heading: str) -> list:
        parts = re.split(r"[,，;；、/\n]", text_of(cell))
        return [read(part, heading) for part in parts if part.strip()]

    return split


def _plain(cell: object) -> str:
    said = text_of(cell).replace("，", ",")
    return said.replace(",", "") if GROUPED.fullmatch(said) else said


def email(cell: object, _heading: str) -> str:
    """An e-mail address."""
    said = text_of(cell)
    try:
        return str(forms.EmailField(max_length=254).clean(said))
    except ValidationError as error:
        raise ValueError(error.messages[0]) from None
