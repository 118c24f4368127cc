"""A list of the admin: counted up to a bound, ordered by pinyin, with columns that are chosen."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import EmptyResultSet, FieldDoesNotExist
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from unfold.views import ChangeList

from incubator.accounts.lists.unread import tell, unread_among

# Beyond that nobody pages: the number would cost more than it says.
MOST_COUNTED = 50_000
# What an address asks beside filters: chosen columns, and the format of a file.
COLUMNS, CHOSEN, FORMAT = "_columns", "_column", "_format"
OURS = frozenset({COLUMNS, CHOSEN, FORMAT})


def counted(rows: QuerySet, most: int = MOST_COUNTED) -> int:
    """How many rows there are, at most ``most`` + 1 for more: a million is not counted out."""
    return rows.order_by()[: most + 1].count()


def counted_together(many: Sequence[QuerySet], most: int = MOST_COUNTED) -> list[int]:
    """Each of some querysets counted as by ``counted``, all in one query."""
    parts, values = [], []
    for rows in many:
        try:
            sql, own = rows.order_by().values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, own = "SELECT 1 WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")  # noqa: S608 - Django's own SQL
        values += own
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone())


class BoundedPaginator(Paginator):
    """Pages of a list of any length: exact up to a bound, “more than” beyond it."""

    template_name = "scoped_admin/pagination.html"

    @cached_property
    def _counted(self) -> int:
        return counted(self.object_list)

    @property
    def count(self) -> int:
        """What the pages cover."""
        return min(self._counted, MOST_COUNTED)

    @property
    def is_more(self) -> bool:
        """Whether the list is longer than its pages."""
        return self._counted > MOST_COUNTED


class ScopedChangeList(ChangeList):
    """A list whose rows lead to the page that a model's admin names."""

    def url_for_result(self, result: Model) -> str:
        return self.model_admin.address_of(result)

    def get_filters(self, request: HttpRequest) -> tuple:
        """Those whose value cannot be read are remembered."""
        found = super().get_filters(request)
        self.unread = unread_among(found[0], request, self.root_queryset)
        return found

    def get_queryset(self, request: HttpRequest, exclude_parameters=None) -> QuerySet:
        """No row where a filter is not understood: the whole list would be taken for its answer."""
        self.unread: list[str] = []
        try:
            rows = super().get_queryset(request, exclude_parameters)
        except IncorrectLookupParameters:
            tell(request, [])
            return self.root_queryset.none()
        if not self.unread:
            return rows
        tell(request, self.unread)
        return rows.none()

    def get_filters_params(self, params: dict | None = None) -> dict:
        """Without what is no filter."""
        found = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name not in OURS}

    def get_ordering_field(self, field_name: str) -> Any:
        """Names in Chinese are ordered by their pinyin, in every list that shows them."""
        return by_pinyin(self.model, super().get_ordering_field(field_name))

    @property
    def estimate(self) -> int:
        """About how many rows the whole table has, as the database last reckoned."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass",
                [self.opts.db_table],
            )
            return max(cursor.fetchone()[0], MOST_COUNTED)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is filtered or searched, and the reader sees all there is."""
        return not (self.query or self.has_active_filters)


def by_pinyin(model: type[Model], name: Any) -> Any:
    """The column to order by instead of a Chinese name, or of a row that has one."""
    if not isinstance(name, str):
        return name
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if field.many_to_one or field.one_to_one:
        return f"{name}__name_pinyin" if _has_pinyin(field.related_model) else name
    return "name_pinyin" if name == "name" and _has_pinyin(model) else name


def _has_pinyin(model: type[Model]) -> bool:
    return any(field.name == "name_pinyin" for field in model._meta.concrete_fields)
