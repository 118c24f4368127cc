"""The fields in which a row is typed in, out of the columns of its table."""

from collections.abc import Iterable

from django import forms
from django.db import models
from django.utils.text import capfirst
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from incubator.core.admin_fields import DayInput, Money
from incubator.core.forms import field_of

# For each kind of column the widget that a surface dresses it in; others keep Django's own.
Dress = dict[type[models.Field], type[forms.Widget]]


def fields_of(
    kind: type[models.Model], dress: Dress, *, names: Iterable[str], signed: Iterable[str] = ()
) -> dict[str, forms.Field]:
    """A form field for each of the columns named; amounts that are ``signed`` may be negative."""
    return {
        name: _field_of(kind._meta.get_field(name), dress, is_signed=name in signed)
        for name in names
    }


def _field_of(column: models.Field, dress: Dress, *, is_signed: bool) -> forms.Field:
    widget = dress.get(_ChoicesColumn if column.choices else type(column))
    if isinstance(column, models.DecimalField):
        initial = column.default if column.has_default() else None
        return Money(
            label=capfirst(column.verbose_name), required=not column.blank,
            help_text=column.help_text, initial=initial, widget=widget or forms.TextInput,
            min_value=None if is_signed else 0,
        )  # fmt: skip
    return field_of(column, **({"widget": widget} if widget else {}))


class _ChoicesColumn(models.Field):
    """Stands for every column with choices in a ``Dress``."""


CHOICES = _ChoicesColumn
# In the admin.
DRESS: Dress = {
    CHOICES: UnfoldAdminSelectWidget,
    models.BooleanField: UnfoldBooleanWidget,
    models.CharField: UnfoldAdminTextInputWidget,
    models.DateField: DayInput,
    models.DecimalField: UnfoldAdminTextInputWidget,
    models.PositiveIntegerField: UnfoldAdminDecimalFieldWidget,
    models.PositiveSmallIntegerField: UnfoldAdminDecimalFieldWidget,
}
