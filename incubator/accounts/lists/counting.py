"""How many rows there are, up to a bound: a million is not counted out for a number."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql.where import WhereNode

from incubator.core.db import IsOneOf
from incubator.core.numbers import grouped

# Beyond that a number would cost more than it says.
MOST_COUNTED = 10_000
# … beside the choices of filters, for each of which every row is asked.
MOST_LOOKED_AT = 1_000


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


def said(count: int, most: int = MOST_COUNTED) -> str:
    """A number that was counted up to a bound."""
    return f"{grouped(most)}+" if count > most else grouped(count)


def first_keys(rows: QuerySet, most: int = MOST_COUNTED) -> list:
    """The keys of so many rows, in no order, and one more where there are more."""
    return [*rows.order_by().values_list("pk", flat=True)[: most + 1]]


def with_keys(rows: QuerySet, keys: Sequence) -> QuerySet:
    """Those of ``rows`` whose keys were just read from them, in their order.

    They are not asked again what they were chosen for, which of thousands costs more than to
    choose them, unless rows are also joined, grouped or counted by that.
    """
    kind = rows.model._meta.pk.rel_db_type(connection)
    known = Q(IsOneOf("pk", RawSQL(f"%s::{kind}[]", [[*keys]])))  # noqa: S611 - a type's name
    rows = rows.all()
    if _is_plain(rows.query):
        rows.query.where = WhereNode()
    return rows.filter(known)


def _is_plain(query: Any) -> bool:
    """Whether each of its rows is one row of its table, whatever it is filtered by."""
    used = [one for alias, one in query.alias_map.items() if query.alias_refcount[alias]]
    along = [one.join_field for one in used if one.join_type]
    return (
        query.group_by is None
        and not query.distinct
        and not query.combinator
        and all(field.many_to_one or field.one_to_one for field in along)
    )


def counted_by_choice(spec: Any, keys: Sequence, whole: QuerySet) -> dict[str, str]:
    """What stands beside the choices of a filter: how many rows of a list each would leave.

    Counted among the first rows of it (``keys``: up to ``MOST_LOOKED_AT``, and one where there
    are more). Where these are all rows the numbers are exact; else they are what there is at
    least, and where nothing was found nothing is said. A filter that counts all its choices at
    one stroke does so in a ``counts_among(rows)``; else each is asked of every row. ``whole``
    is what filters filter.
    """
    # Past the list's own columns: where some are counted, all would be asked for inside.
    first = with_keys(whole.model._default_manager.all(), keys)
    if hasattr(spec, "counts_among"):
        found = spec.counts_among(first)
    else:
        found = _counts_among(first, spec.get_facet_counts("pk", whole))
    is_more = len(keys) > MOST_LOOKED_AT
    return {
        name: _at_least(number) if is_more else grouped(number) for name, number in found.items()
    }


def _counts_among(first: QuerySet, asked: dict[str, Count]) -> dict[str, int]:
    """How many of some rows each choice finds, in one query."""
    if not asked:
        return {}
    choices = {f"choice_{number}": _chosen(count) for number, count in enumerate(asked.values())}
    found = first.aggregate(**choices)
    return dict(zip(asked, (found[name] for name in choices), strict=True))


def _at_least(count: int) -> str:
    return f"{grouped(count)}+" if count else "…"


def _chosen(count: Count) -> Count:
    """A choice that is given as the keys it finds asks for one of them, row by row."""
    parts = getattr(count.filter, "children", [])
    if len(parts) == 1 and isinstance(parts[0], tuple) and parts[0][0] == "pk__in":
        return Count("pk", filter=Exists(parts[0][1].filter(pk=OuterRef("pk"))))
    return count
