"""Form fields and badges in the clothes of the admin."""

import datetime
import functools
from collections.abc import Callable, Iterable
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from unfold.decorators import display
from unfold.widgets import (
    INPUT_CLASSES,
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelect2MultipleWidget,
    UnfoldAdminSelect2Widget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from incubator.core.dates import LAST_YEAR, year_end
from incubator.core.files import CheckedFileField
from incubator.core.forms import DayField, LineField
from incubator.core.last_days import last_day_of, last_days
from incubator.core.numbers import NOTHING
from incubator.core.shown import day, figure


def badge(kind: str, text: str | Promise) -> str:
    """A word in colour: ``success``, ``warning``, ``danger``, ``info`` or ``default``."""
    return render_to_string("unfold/helpers/label.html", {"type": kind, "text": text})


def link(address: str, words: object) -> str:
    """A link in the admin's colours."""
    return format_html(
        '<a class="text-primary-600 dark:text-primary-500" href="{}">{}</a>', address, words
    )


def in_file(
    value: Callable[[Any], Any], *beside: tuple[object, Callable[[Any], Any]]
) -> Callable[[Callable], Callable]:
    """What a file of the list has in a column in place of its words: a number to reckon with.

    ``beside`` are columns of the file's own after it, each with its heading, where a page says
    several things in one.
    """

    def marked(shown: Callable) -> Callable:
        shown.in_file = value  # type: ignore[attr-defined]
        shown.beside = beside  # type: ignore[attr-defined]
        return shown

    return marked


def no_file(shown: Callable) -> Callable:
    """A column that only leads on: nothing to read in a file."""
    shown.leads_on = True  # type: ignore[attr-defined]
    return shown


@functools.cache
def grouped_column(model: type[models.Model], name: str) -> Callable:
    """A column of decimals as people read it, to be listed on a page instead of its name."""

    @display(description=model._meta.get_field(name).verbose_name, ordering=name)
    @in_file(attrgetter(name))
    def shown(row: models.Model) -> str:
        return figure(getattr(row, name))

    shown.__name__ = name
    return shown


@functools.cache
def last_day_column(model: type[models.Model], name: str) -> Callable:
    """A column that holds the first day after a time, as the last day of it."""

    @display(description=last_days(model)[name], ordering=name)
    @in_file(lambda row: last_day_of(row, name))
    def shown(row: models.Model) -> str:
        return day(last_day_of(row, name)) if row.pk else NOTHING

    shown.__name__ = f"{name}_last"  # by its own name Django would add what a form says of it
    return shown


def grouped_columns(model: type[models.Model], names: Iterable[str]) -> tuple:
    """Names of columns, with ``grouped_column`` in the place of those of decimals, and
    ``last_day_column`` in that of ends."""
    decimals = {
        one.name for one in model._meta.concrete_fields if isinstance(one, models.DecimalField)
    }
    shown = dict.fromkeys(decimals, grouped_column) | dict.fromkeys(
        last_days(model), last_day_column
    )
    return tuple(shown[name](model, name) if name in shown else name for name in names)


class Upload(CheckedFileField):
    """A checked file."""

    widget = UnfoldAdminFileFieldWidget


class DayInput(forms.DateInput):
    """The browser's own date field: no script, and a proper calendar on a phone."""

    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"class": " ".join(INPUT_CLASSES), **(attrs or {})}, format="%Y-%m-%d")


class Line(LineField):
    """One line of text."""

    widget = UnfoldAdminTextInputWidget


class Text(forms.CharField):
    """Several lines of text."""

    widget = UnfoldAdminTextareaWidget


class Day(DayField):
    """A date of our time, in the admin."""

    widget = DayInput


class OldDay(Day):
    """A date that may lie long ago, as that of a building."""

    default_validators = [
        MinValueValidator(datetime.date(1800, 1, 1)),
        MaxValueValidator(year_end(LAST_YEAR)),
    ]


class Money(forms.DecimalField):
    """An amount in yuan. “50万” and “1.2亿元” are understood, commas do not matter.

    The field is one of text: a number field would drop 万 without a word. Only a result can
    be below zero: ``min_value=None``.
    """

    widget = UnfoldAdminTextInputWidget
    TIMES = {"万": 10_000, "亿": 100_000_000}

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"min_value": 0, "max_digits": 15, "decimal_places": 2} | kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}

    def to_python(self, value: object) -> Decimal | None:
        text = str(value if value is not None else "").strip().replace(",", "").replace("，", "")
        text = text.removesuffix("元").strip()
        times = self.TIMES.get(text[-1:], 1)
        number = super().to_python(text[:-1] if times > 1 else text)
        return None if number is None else number * times


class Number(forms.IntegerField):
    """A whole number."""

    widget = UnfoldAdminDecimalFieldWidget


class Choice(forms.ChoiceField):
    """One of a few words."""

    widget = UnfoldAdminSelectWidget


class OpenChoice(Choice):
    """A choice that stands open until somebody makes it: nothing is decided by leaving it."""

    def __init__(self, *, choices, **kwargs) -> None:
        super().__init__(choices=[("", "—"), *choices], **kwargs)


class Choices(forms.MultipleChoiceField):
    """Some of a few words."""

    widget = UnfoldAdminCheckboxSelectMultipleWidget


class Row(forms.ModelChoiceField):
    """One row of a table; the form gives it the rows that its reader may see."""

    widget = UnfoldAdminSelectWidget


class Tick(forms.BooleanField):
    """Yes or no."""

    widget = UnfoldBooleanWidget


class Area(forms.DecimalField):
    """Square metres; what is wrong with one is said by the rules."""

    widget = UnfoldAdminDecimalFieldWidget

    def __init__(self, **kwargs) -> None:
        super().__init__(max_digits=10, decimal_places=2, **kwargs)


class Price(forms.DecimalField):
    """Yuan per something, with four decimals."""

    widget = UnfoldAdminDecimalFieldWidget

    def __init__(self, **kwargs) -> None:
        super().__init__(min_value=0, max_digits=10, decimal_places=4, **kwargs)


class FoundRow(forms.ModelChoiceField):
    """One row of many: typing narrows the choice. The form gives it what its reader may see."""

    widget = UnfoldAdminSelect2Widget


class FoundRows(forms.ModelMultipleChoiceField):
    """Some rows of many, found by typing; the form gives it what its reader may see."""

    widget = UnfoldAdminSelect2MultipleWidget


class ShortText(forms.CharField):
    """A few lines of text."""

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=UnfoldAdminTextareaWidget({"rows": 3}), **kwargs)
