"""The fields in which a fact is typed in, out of the columns of its kind."""

from collections.abc import Iterable

from django import forms

from companies.models import CompanyFact
from incubator.core import column_fields
from incubator.core.column_fields import Dress


def fields_of(
    kind: type[CompanyFact], dress: Dress, *, names: Iterable[str] = ()
) -> dict[str, forms.Field]:
    """A form field for each column of the fact itself, or for those ``names`` only."""
    return column_fields.fields_of(kind, dress, names=list(names) or kind.OWN)
