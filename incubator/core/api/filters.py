"""Filters of lists, strict about what they are given."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field


class IsoDateFilter(filters.DateFilter):
    """A day as YYYY-MM-DD and in no other way."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%d"], **kwargs)


@extend_schema_field({"type": "integer", "minimum": 1})
class KeyFilter(filters.Filter):
    """The number of a row."""

    field_class = forms.IntegerField

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, min_value=1, max_value=2**63 - 1, **kwargs)


@extend_schema_field(OpenApiTypes.STR)
class CodeFilter(filters.ModelChoiceFilter):
    """A row by its code. One that the caller may not see is as unknown as one that is not."""

    def __init__(self, *args, **kwargs) -> None:
        messages = {"invalid_choice": _("There is nothing with the code “%(value)s”.")}
        super().__init__(*args, to_field_name="code", error_messages=messages, **kwargs)
