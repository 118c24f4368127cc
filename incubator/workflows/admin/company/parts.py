"""What tabs of a company's page are made of: tables, sums, and where a row's page is."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from companies.models import Company, Residence
from incubator.accounts.access import Access, access_from
from incubator.core.dates import today
from incubator.core.numbers import NOTHING
from incubator.core.shown import day

MOST = 50  # rows of one table; the rest is a click away in its list


@dataclass(frozen=True)
class Page:
    """Whose page it is, who reads it, and on which day."""

    request: HttpRequest
    company: Company
    on: datetime.date = field(default_factory=today)

    @property
    def access(self) -> Access:
        """What the reader may see and do."""
        return access_from(self.request)

    def of(self, model: type[Model], **also: object) -> QuerySet:
        """The company's rows of a model that the reader may see."""
        rows = model._default_manager.visible_to(self.access)
        return rows.filter(company=self.company, **also)

    @cached_property
    def stays(self) -> list[Residence]:
        """The stays that the reader may see, the newest first (read with the company)."""
        return list(self.company.seen_stays)

    @cached_property
    def open_stays(self) -> list[Residence]:
        """Those that have begun and not ended."""
        return [one for one in self.stays if one.is_open and one.admitted_on <= self.on]


@dataclass(frozen=True)
class Table:
    """Rows under headings; ``more`` is a list that holds the rest, ``add`` what makes one."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    empty: str = ""
    more: str = ""
    add: tuple[str, str] | None = None
    note: str = ""
    template = "workflows/admin/company/table.html"

    @property
    def lines(self) -> list[list[tuple[str, Any]]]:
        """Each cell beside its heading, as a phone shows it."""
        return [list(zip(self.heads, map(said, row), strict=True)) for row in self.rows[:MOST]]

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than are shown."""
        return len(self.rows) > MOST


@dataclass(frozen=True)
class Sums:
    """A few figures side by side: (what, how much, where to, whether somebody should look)."""

    rows: Sequence[tuple[str, object, str, bool]]
    title: str = ""
    template = "workflows/admin/company/sums.html"


@dataclass(frozen=True)
class Shown:
    """A part that has a template of its own."""

    template: str
    context: dict
    title: str = ""


def said(value: Any) -> Any:
    """A value as a cell shows it."""
    if value is None or value == "":
        return NOTHING
    return day(value) if isinstance(value, datetime.date) else value


def first(rows: QuerySet) -> list:
    """As many as a table shows, and one more to know whether there are any."""
    return list(rows[: MOST + 1])


def address(model: type[Model], page: str, *args: object, **query: object) -> str:
    """Where a page of a model is; what has no value is not asked."""
    found = reverse(admin.site.get_model_admin(model).name_of(page), args=args)
    asked = urlencode({name: value for name, value in query.items() if value is not None})
    return f"{found}?{asked}" if asked else found


def list_of(model: type[Model], company: Company, **query: object) -> str:
    """The list of a model, of one company."""
    return address(model, "changelist", q=company.unified_code or company.name, **query)


def joined(parts: Iterable[object]) -> str:
    """What there is of it, with dots between."""
    return " · ".join(str(part) for part in parts if part)
