"""Recorded time: every fact table writes its own history by database triggers.

A tracked table has a second table with one row per insert, update and delete: the
whole row after (or, for a delete, before), when it was recorded, and the context: who,
through which request or task, why. Triggers write it, so ``bulk_update``, raw SQL and
psql are recorded like everything else; the history tables accept inserts only.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import pghistory
import pgtrigger
from django.db import models

# Emptying a table at one stroke fires no row trigger, so it is refused by a trigger of
# its own. Test databases may be emptied: that is how tests clean up after processes.
NO_TRUNCATE = pgtrigger.Trigger(
    name="no_truncate",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func=r"""
        IF current_database() NOT LIKE 'test\_%' THEN
            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;
        END IF;
        RETURN NULL;
    """,
)

# Entries beside which neither a person stands nor a job: written past the application.
NAMELESS = models.Q(pgh_context__isnull=True) | models.Q(pgh_context={})


def tracked(*, exclude: tuple[str, ...] = (), related_name: str = "history"):
    """Class decorator: keep the history of this table. ``exclude`` names secrets."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        exclude=list(exclude) or None,
        obj_field=pghistory.ObjForeignKey(
            related_name=related_name,
            db_constraint=False,
            on_delete=models.DO_NOTHING,
        ),
        context_field=pghistory.ContextJSONField(),
        meta={"triggers": [NO_TRUNCATE], "indexes": _orders()},
    )


def _orders() -> list[models.Index]:
    """What a search of the whole history reads: each table from its newest entry on."""
    return [models.Index(fields=["-pgh_created_at", "-pgh_id"])]


@contextlib.contextmanager
def recorded(*, by: Any = None, reason: str = "", **details: object) -> Iterator[None]:
    """Write who and why beside every change made inside.

    ``by`` is a user (or None for the system itself); ``details`` are small JSON values
    such as the request or task id. Inside another ``recorded`` the new details are added
    for as long as this one lasts: what is written afterwards has another author and reason.
    """
    metadata: dict[str, object] = {key: value for key, value in details.items() if value}
    if by is not None and getattr(by, "pk", None):
        metadata["user"] = by.pk
        metadata["username"] = by.get_username()
        metadata["person"] = str(by)
    if reason:
        metadata["reason"] = reason
    with pghistory.context() as around:
        before = dict(around.metadata)
        around.metadata.update(metadata)
        try:
            yield
        finally:
            around.metadata.clear()
            around.metadata.update(before)
