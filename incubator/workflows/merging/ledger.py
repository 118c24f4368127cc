"""Writes what a merge changes: first into its ledger, then into the rows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection
from django.db.models import Case, F, Model, Value, When

from companies.models import CompanyMerge, MovedRow
from incubator.core.errors import RuleViolation
from incubator.workflows.merging.plan import Changes, as_json, column


def change(merge: CompanyMerge, model: type[Model], changes: Changes) -> None:
    """One statement for all rows of a model, after the ledger has them."""
    if not changes:
        return
    names = {name for columns in changes.values() for name in columns}
    now = {
        row["pk"]: row
        for row in model._base_manager.filter(pk__in=changes).values("pk", *sorted(names))
    }
    MovedRow.objects.bulk_create(
        MovedRow(
            merge=merge, table=model._meta.db_table, row=pk, column=name,
            before=as_json(now[pk][name]), after=as_json(value),
        )
        for pk, columns in changes.items() for name, value in columns.items()
    )  # fmt: skip
    put(model, changes)


def made(merge: CompanyMerge, row: Model) -> None:
    """A row that the merge makes, and its undoing takes away."""
    row.save(force_insert=True)
    MovedRow.objects.create(merge=merge, table=row._meta.db_table, row=row.pk)


def put(model: type[Model], changes: Changes) -> None:
    """All columns of all rows in one statement: what is exchanged never overlaps."""
    by_column: dict[str, dict[Any, list[int]]] = defaultdict(lambda: defaultdict(list))
    for pk, columns in changes.items():
        for name, value in columns.items():
            by_column[name][value].append(pk)
    if not by_column:
        return
    values = {
        name: Case(
            *(When(pk__in=pks, then=_value(model, name, value)) for value, pks in by_value.items()),
            default=F(name),
        )
        for name, by_value in by_column.items()
    }
    model._base_manager.filter(pk__in=changes).update(**values)


def _value(model: type[Model], name: str, value: Any) -> Value:
    return Value(value, output_field=_plain(column(model, name)))


def _plain(field: Any) -> Any:
    """Of a key the kind of number that it is."""
    return field.target_field if field.is_relation else field


def settle(refusal: RuleViolation) -> None:
    """Ask every rule of the database now, and not at the commit. Raises ``refusal``."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise refusal from error


def model_of_table(table: str) -> type[Model]:
    """The model of a table of the ledger."""
    return next(
        one for one in apps.get_models()
        if one._meta.db_table == table and not hasattr(one, "pgh_tracked_model")
    )  # fmt: skip


def by_table(rows: Iterable[MovedRow]) -> dict[type[Model], list[MovedRow]]:
    """The ledger by the models of its rows, in its order."""
    found: dict[type[Model], list[MovedRow]] = defaultdict(list)
    for row in rows:
        found[model_of_table(row.table)].append(row)
    return found
