"""A list of the admin: counted up to a bound, ordered by pinyin, with columns that are chosen."""

from collections.abc import Sequence
from functools import partial
from string import ascii_lowercase
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils.functional import cached_property
from unfold.views import ChangeList

from incubator.accounts.access import access_from
from incubator.accounts.lists.counting import (
    MOST_COUNTED,
    MOST_LOOKED_AT,
    counted_by_choice,
    first_keys,
    with_keys,
)
from incubator.accounts.lists.keyset import Keyset, NoSuchPlace
from incubator.accounts.lists.places import FROM, PLACES, Place, PlacedRows
from incubator.accounts.lists.unread import tell, unread_among
from incubator.core.numbers import grouped

# What an address asks beside filters: chosen columns, and the format of a file.
COLUMNS, CHOSEN, FORMAT = "_columns", "_column", "_format"
OURS = frozenset({COLUMNS, CHOSEN, FORMAT, *PLACES})


class BoundedPaginator(Paginator):
    """Pages of a list of any length: exact up to a bound, “more than” beyond it."""

    template_name = "scoped_admin/pagination.html"

    @cached_property
    def keys(self) -> list:
        """Which rows there are, in no order, up to the bound and one more."""
        return first_keys(self.object_list)

    def page(self, number: Any) -> Page:
        """The rows of a page. Few rows are known and only put in order: to walk along the order
        until enough were found would lead through all the others."""
        number = self.validate_number(number)
        rows = self.object_list if self.is_more else with_keys(self.object_list, self.keys)
        first = (number - 1) * self.per_page
        return self._get_page(rows[first : first + self.per_page], number, self)

    @property
    def count(self) -> int:
        """What the pages cover."""
        return min(len(self.keys), MOST_COUNTED)

    @property
    def is_more(self) -> bool:
        """Whether the list is longer than its pages."""
        return len(self.keys) > MOST_COUNTED


class ScopedChangeList(ChangeList):
    """A list whose rows lead to the page that a model's admin names.

    One that is longer than its count is read from row to row and not by numbered pages; so is
    every list from a place on that an address names.
    """

    placed: PlacedRows | None = None
    unread: Sequence[str] = ()
    _filters: tuple | None = None

    def url_for_result(self, result: Model) -> str:
        return self.model_admin.address_of(result)

    def get_filters(self, request: HttpRequest) -> tuple:
        """Made once: for its counts the same list is asked for without each of them.

        Those whose value cannot be read are remembered.
        """
        if self._filters is None:
            self._filters = super().get_filters(request)
            self.unread = unread_among(self._filters[0], request, self.root_queryset)
            for spec in self._filters[0] if self.add_facets else ():
                spec.get_facet_queryset = partial(self._counts_of, spec)
        return self._filters

    def get_queryset(self, request: HttpRequest, exclude_parameters=None) -> QuerySet:
        """No row where a filter is not understood: the whole list would be taken for its answer."""
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

    def get_query_string(self, new_params: dict | None = None, remove: list | None = None) -> str:
        """Every link leads to the beginning of its list, unless it names a place itself."""
        return super().get_query_string(new_params, [*(remove or ()), *PLACES])

    def get_ordering_field(self, field_name: str) -> Any:
        """Names in Chinese are ordered by their pinyin, in every list that shows them."""
        return by_pinyin(self.model, super().get_ordering_field(field_name))

    def get_ordering(self, request: HttpRequest, queryset: QuerySet) -> list:
        """By the columns asked for, and equal rows in the list's own order.

        All of it is turned where the last of these columns is: one index serves both ways.
        """
        asked = super().get_ordering(request, queryset.order_by())
        own = list(queryset.query.order_by)
        if ORDER_VAR in self.params and asked and _descends(asked[-1]):
            own = [_turned(part) for part in own]
        found: dict[Any, Any] = {}
        for part in (*asked, *own):
            found.setdefault(_column(part), part)
        return self._ending_in_one_row([*found.values()])

    def _get_deterministic_ordering(self, ordering: Sequence) -> list:
        """As it is: ``get_ordering`` sees to that once it knows all."""
        return list(ordering)

    def _ending_in_one_row(self, ordering: list) -> list:
        """Rows that are equal in all else in the direction of the rest."""
        found = super()._get_deterministic_ordering(ordering)
        if len(found) > len(ordering) > 0 and not _descends(ordering[-1]):
            return [*ordering, "pk"]
        return found

    def get_results(self, request: HttpRequest) -> None:
        """A page: numbered, or from a place on."""
        super().get_results(request)
        self._sees_all = access_from(request).everywhere
        # Unfold's head of the page stays silent: it would tell the bound as how many there are,
        # and numbers without grouping. The tools above the list tell it.
        self.full_result_count = self.result_count
        place = Place.named_by(request.GET)
        if place is None and not self.paginator.is_more:
            return
        try:
            self.placed = PlacedRows(
                self.queryset, place, page=self.page_num, size=self.list_per_page
            )
        except NoSuchPlace as error:
            raise IncorrectLookupParameters from error
        self.result_list = self.placed.rows

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Where one goes from a page without a number: the way, and the address or nothing."""
        if self.placed is None:
            return []
        return [
            (way, "" if place is None else self.get_query_string(place))
            for way, place in self.placed.steps
        ]

    @cached_property
    def jumps_by(self) -> str:
        """What one may say to begin further on: ``name``, ``day``, or nothing."""
        if not self.multi_page:
            return ""
        return (self.placed.keyset if self.placed else Keyset(self.queryset)).jumps_by

    @property
    def letters(self) -> list[tuple[str, str]]:
        """Each letter, and where the list begins with it."""
        return [(one.upper(), self.get_query_string({FROM: one})) for one in ascii_lowercase]

    def _counts_of(self, spec: Any, _changes: "ScopedChangeList") -> dict[str, str]:
        """Among the rows of the list, of which those of a filter that is in use are no choice."""
        own = spec.expected_parameters()
        if any(name in self.params for name in own):
            keys = first_keys(self.get_queryset(spec.request, own), MOST_LOOKED_AT)
        else:
            keys = self.paginator.keys[: MOST_LOOKED_AT + 1]
        # Where the scope of a list costs much its page says what else to try filters on: the rows
        # among which is counted are in that scope.
        tried_on = getattr(self.model_admin, "as_filtered", None)
        return counted_by_choice(spec, keys, tried_on() if tried_on else self.root_queryset)

    @property
    def estimate(self) -> str:
        """About how many rows the whole table has, as the database last reckoned: thousands."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass",
                [self.opts.db_table],
            )
            return grouped(max(round(cursor.fetchone()[0], -3), MOST_COUNTED))

    @property
    def is_whole(self) -> bool:
        """Whether nothing is filtered or searched, and the reader sees all there is."""
        return self._sees_all and not (self.query or self.has_active_filters)


def _descends(part: Any) -> bool:
    return part.startswith("-") if isinstance(part, str) else getattr(part, "descending", False)


def _turned(part: Any) -> Any:
    if isinstance(part, str):
        return part.removeprefix("-") if part.startswith("-") else f"-{part}"
    if not isinstance(part, OrderBy):
        return part.desc()
    turned = part.copy()
    turned.reverse_ordering()
    return turned


def _column(part: Any) -> Any:
    """What a part of an order is about, whichever way it goes."""
    name = part.removeprefix("-") if isinstance(part, str) else part
    return "pk" if name == "id" else name


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
