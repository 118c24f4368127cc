"""Pages by key: the last page of a long list costs what the first one costs."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from incubator.core.api.parameters import choice
from incubator.core.errors import RuleViolation

LONGEST_KEY = 18  # digits that a bigint holds for certain


class KeysetPages(CursorPagination):
    """``{"next", "previous", "results"}`` along a unique column of whole numbers.

    The view names such columns as ``orderings``, the first of them being the order
    without ``?ordering=``. Nothing is counted and nothing is skipped.
    """

    page_size = 50
    max_page_size = 1000
    page_size_query_param = "page_size"
    cursor_query_description = _("Where a page begins: part of the address in next or previous.")
    page_size_query_description = _("How many rows a page has at most.")
    ordering_description = _("The order of the rows.")
    template = None

    def get_page_size(self, request: Request) -> int:
        """``?page_size=``. Raises RuleViolation ``invalid_page_size``."""
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return self.page_size
        if asked.isascii() and asked.isdigit() and 1 <= int(asked) <= self.max_page_size:
            return int(asked)
        raise RuleViolation(
            "invalid_page_size",
            _("A page has 1 to %(most)d rows; “%(asked)s” is not such a number."),
            field=self.page_size_query_param,
            most=self.max_page_size,
            asked=asked[:20],
        )

    def get_ordering(self, request: Request, queryset: QuerySet, view) -> tuple[str, ...]:
        """``?ordering=``, out of what the view offers. Raises ``invalid_choice``."""
        offered = view.orderings
        return (choice(request.query_params, "ordering", offered) or offered[0],)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """The cursor of an address that we made. Raises RuleViolation ``invalid_cursor``."""
        if self.cursor_query_param not in request.query_params:
            return None
        try:
            cursor = super().decode_cursor(request)
        except NotFound:
            cursor = None
        if cursor and _is_key(cursor.position):
            return cursor
        raise RuleViolation(
            "invalid_cursor",
            _("This is not a cursor of ours: take the whole address in next or previous."),
            field=self.cursor_query_param,
        )

    def parameters(self, view) -> set[str]:
        """The names of its parameters."""
        names = {self.cursor_query_param, self.page_size_query_param}
        return names | {"ordering"} if len(view.orderings) > 1 else names

    def get_schema_operation_parameters(self, view) -> list[dict]:
        """The same for the schema, with their limits."""
        size = {"type": "integer", "minimum": 1, "maximum": self.max_page_size}
        described = [
            (self.cursor_query_param, {"type": "string"}, self.cursor_query_description),
            (
                self.page_size_query_param,
                size | {"default": self.page_size},
                self.page_size_query_description,
            ),
        ]
        if len(view.orderings) > 1:
            order = {"type": "string", "enum": [*view.orderings], "default": view.orderings[0]}
            described.append(("ordering", order, self.ordering_description))
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": str(description),
                "schema": schema,
            }
            for name, schema, description in described
        ]

    def get_paginated_response_schema(self, schema: dict) -> dict:
        """What a page looks like."""
        link = {"type": "string", "nullable": True, "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }


def _is_key(position: str | None) -> bool:
    """Whether it can be the key of a row, and not what somebody made up."""
    return (
        position is not None
        and position.isascii()
        and position.isdigit()
        and len(position) <= LONGEST_KEY
    )
