"""The fields in which a fact is typed in, out of the columns of its kind."""

from collections.abc import Iterable

from django import forms
from django.db import models
from django.utils.text import capfirst

from companies.models import CompanyFact
from incubator.core.admin_fields import Money

# For each kind of column the widget that a surface dresses it in; others keep Django's own.
Dress = dict[type[models.Field], type[forms.Widget]]


def fields_of(
    kind: type[CompanyFact], dress: Dress, *, names: Iterable[str] = ()
) -> dict[str, forms.Field]:
    """A form field for each column of the fact itself, or for those ``names`` only."""
    wanted = list(names) or list(kind.OWN)
    return {name: _field_of(kind._meta.get_field(name), dress) for name in wanted}


def _field_of(column: models.Field, dress: Dress) -> forms.Field:
    widget = dress.get(_ChoicesColumn if column.choices else type(column))
    if isinstance(column, models.DecimalField):
        initial = column.default if column.has_default() else None
        return Money(
            label=capfirst(column.verbose_name), required=not column.blank,
            help_text=column.help_text, initial=initial, widget=widget or forms.TextInput,
        )  # fmt: skip
    return column.formfield(**({"widget": widget} if widget else {}))


class _ChoicesColumn(models.Field):
    """Stands for every column with choices in a ``Dress``."""


CHOICES = _ChoicesColumn
