"""Erasing what a person asked to have erased, from the history as well.

History tables take inserts only, and some tables never change. The one way to overwrite
their words is here: it needs the tables' owner, holds off other writers while it works,
and lives and ends within one transaction. Who erased, when and why stays on record with
the request for it.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Func, Q, Value
from django.db.models.expressions import F

from incubator.core.dates import now
from incubator.core.sealing import overwritten


def history_of(model: type[models.Model]) -> type[models.Model] | None:
    """The history table of a tracked model; None for others."""
    with contextlib.suppress(Exception):
        return model._meta.get_field("history").related_model
    return None


@transaction.atomic
def overwrite(model: type[models.Model], where: dict[str, Any], **words: Any) -> int:
    """Set columns of the rows that match, and of everything their history says.

    ``where`` are conditions on columns that both tables have; ``pk`` is the row's own.
    Returns how many rows and entries of history were overwritten.
    """
    past = history_of(model)
    count = 0
    with _open(model):
        count += model._default_manager.filter(**where).update(**words)
    if past is not None:
        renamed = {"pgh_obj" if key == "pk" else key: value for key, value in where.items()}
        known = {field.name for field in past._meta.get_fields()}
        kept = {name: value for name, value in words.items() if name in known}
        rows = past._default_manager.filter(**renamed)
        with overwritten(past, rows, at=now()), _open(past):
            count += rows.update(**kept)
    return count


@transaction.atomic
def forget_actor(*, user_pk: int, username: str) -> None:
    """Take a person's names out of every entry that says who made a change."""
    for past in filter(None, map(history_of, apps.get_models())):
        theirs = past._default_manager.filter(Q(pgh_context__user=user_pk))
        if theirs.exists():
            with overwritten(past, theirs, at=now()), _open(past):
                theirs.update(
                    pgh_context=Func(
                        F("pgh_context"),
                        Value({"username": username, "person": username}, models.JSONField()),
                        template="%(expressions)s",
                        arg_joiner=" || ",
                        output_field=models.JSONField(),
                    )
                )


@contextlib.contextmanager
def _open(model: type[models.Model]) -> Iterator[None]:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        # What is checked at the commit only would keep the table from being altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
