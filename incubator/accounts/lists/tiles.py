"""Numbers on other pages that lead to a list: counted by that list's own scope and filters."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.utils import get_fields_from_path
from django.db.models import QuerySet
from django.http import HttpRequest


def filtered(pages, request: HttpRequest, query: Mapping[str, str]) -> QuerySet:
    """The rows that a list shows to the reader under ``query``.

    Raises ValueError where the list has no such filter: the number would count something else.
    """
    asked = {name: [value] for name, value in query.items()}
    rows = pages.get_queryset(request)
    for entry in pages.get_list_filter(request):
        if not asked:
            break
        before = len(asked)
        spec = _filter(pages, request, entry, asked)
        if len(asked) < before:
            rows = spec.queryset(request, rows)
    if asked:
        raise ValueError(f"{pages.opts.label} has no filter for {sorted(asked)}")
    return rows


def _filter(pages, request: HttpRequest, entry: Any, asked: dict) -> Any:
    """A filter as the list makes it; what it understands is taken out of ``asked``."""
    if callable(entry):
        named = getattr(entry, "parameter_name", None)
        return entry(request, asked, pages.model, pages) if named in asked else None
    path, made = entry if isinstance(entry, (tuple, list)) else (entry, None)
    if made is None or not any(name.startswith(f"{path}__") for name in asked):
        return None
    field = get_fields_from_path(pages.model, path)[-1]
    return made(field, request, asked, pages.model, pages, field_path=path)
