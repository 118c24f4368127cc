"""How a form says what a rule refused, and of which day a page is asked."""

import contextlib
import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseForm, CharField, DateField, Field, Form
from django.http import HttpRequest
from django.utils.dateparse import parse_date

from incubator.core.dates import require_year, today
from incubator.core.errors import RuleViolation
from incubator.core.hidden import require_seen


def of_our_time(day: datetime.date) -> None:
    """A validator of days and moments: what reckons with one of the year 1 or 9999 breaks."""
    try:
        require_year(day)
    except RuleViolation as violation:
        raise ValidationError(violation.detail, code=violation.code) from None


def all_seen(text: str) -> None:
    """A validator of names and other single lines: what turns one around, turns what others say
    beside it around as well.
    """
    try:
        require_seen(text)
    except RuleViolation as violation:
        raise ValidationError(violation.detail, code=violation.code) from None


class LineField(CharField):
    """One line of text, each sign of which is seen."""

    default_validators = [all_seen]


class DayField(DateField):
    """A date of our time: every date that somebody types is one of these."""

    default_validators = [of_our_time]


def field_of(column: models.Field, **options: Any) -> Field | None:
    """``Meta.formfield_callback`` of a ModelForm: its dates are of our time as well, and what
    stands in its lines is seen.
    """
    if type(column) is models.DateField:
        options.setdefault("form_class", DayField)
    if type(column) is models.CharField and not column.choices:
        options.setdefault("form_class", LineField)
    return column.formfield(**options)


@contextlib.contextmanager
def violations_as_form_errors(form: BaseForm) -> Iterator[None]:
    """A RuleViolation raised inside becomes an error of its field, or of the whole form.

    The verb's own transaction has rolled everything back by then.
    """
    try:
        yield
    except RuleViolation as violation:
        field = violation.field if violation.field in form.fields else None
        form.add_error(field, ValidationError(violation.detail, code=violation.code))


def run(form: Form, verb: Callable[[dict], Any]) -> Any:
    """What a verb returns for a valid form; None where the form, or a rule, says no."""
    if not form.is_valid():
        return None
    result = None
    with violations_as_form_errors(form):
        result = verb(form.cleaned_data)
    return result if form.is_valid() else None


def day_asked(request: HttpRequest) -> datetime.date:
    """``?on=`` of a page, today where it is none."""
    try:
        return parse_date(request.GET.get("on", "")) or today()
    except ValueError:  # shaped as a date, but no day of the calendar
        return today()
