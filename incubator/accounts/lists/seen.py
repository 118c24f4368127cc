"""A list as a file: the rows, the columns and the order that are on the screen."""

import datetime
import html
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.db.models import Field, Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from incubator.accounts.lists.changelist import FORMAT, ScopedChangeList
from incubator.accounts.lists.counting import counted
from incubator.core.api.tables import CsvFile, Table, XlsxFile
from incubator.core.dates import SHANGHAI, today
from incubator.core.numbers import grouped

FORMATS = {"xlsx": XlsxFile, "csv": CsvFile}
# Files are made while their reader waits; whoever needs more asks the API.
MOST_ROWS = 20_000
PIECE = 2000


def seen_file(pages, request: HttpRequest) -> HttpResponseBase:
    """The file that ``?_format=`` names, of the list that the rest of the address asks for."""
    asked = request.GET.copy()
    asked.pop(FORMAT, None)
    back = f"{pages.list_address()}?{asked.urlencode()}"
    kind = FORMATS.get(request.GET.get(FORMAT, "xlsx"))
    if kind is None:
        raise Http404
    try:
        found = pages.get_changelist_instance(request)
    except IncorrectLookupParameters:
        return redirect(back)
    if counted(found.queryset, MOST_ROWS) > MOST_ROWS:
        said = _("A file holds at most %(most)s rows: filter the list first.")
        messages.error(request, said % {"most": grouped(MOST_ROWS)})
        return redirect(back)
    return kind().respond(table_of(pages, found), with_body=request.method != "HEAD")


def table_of(pages, seen: ScopedChangeList) -> Table:
    """What the list shows, heads first, every row of it and not of one page alone."""
    names = [name for name in seen.list_display if name != "action_checkbox"]
    columns = [column for name in names for column in _columns(name, pages)]
    heads = [capfirst(str(head)) for head, _value in columns]
    return Table(f"{pages.opts.model_name}-{today():%Y-%m-%d}", heads, _rows(seen, columns))


def _columns(name: str, pages) -> Iterator[tuple[object, Callable[[Model], Any]]]:
    """The columns of a file that stand for one of the list, with what each has of a row."""
    head, attribute = label_for_field(name, pages.model, pages, return_attr=True)
    if getattr(attribute, "leads_on", False):
        return
    yield head, lambda row: cell(name, row, pages)
    for more, value in getattr(attribute, "beside", ()):
        yield more, lambda row, value=value: _plain(value(row))


def _rows(
    seen: ScopedChangeList, columns: list[tuple[object, Callable[[Model], Any]]]
) -> Iterator[list]:
    for row in seen.queryset.iterator(chunk_size=PIECE):
        yield [value(row) for _head, value in columns]


def cell(name: str, row: Model, pages) -> Any:
    """What stands in a cell, as text, number, day or moment."""
    field, attribute, value = lookup_field(name, row, pages)
    if (exact := getattr(attribute, "in_file", None)) is not None:
        return _plain(exact(row))
    if isinstance(field, Field):
        if field.is_relation:
            return str(getattr(row, field.name) or "")
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, "" if value is None else value))
    elif getattr(attribute, "boolean", False):
        value = bool(value)
    return _plain(value)


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return value.astimezone(SHANGHAI).replace(tzinfo=None)
    if isinstance(value, (datetime.date, datetime.time, int, float)) or hasattr(value, "quantize"):
        return value
    if isinstance(value, SafeString):
        return re.sub(r"\s+", " ", html.unescape(strip_tags(value))).strip()
    return str(value)
