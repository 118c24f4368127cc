"""What the database refuses because somebody else was quicker, as the refusal of a rule.

A verb that looks before it writes says so itself. Where the database alone can know (its trigger
waits for the other transaction and then says no), the part that made the trigger registers what
that means; every statement of every connection is told through here.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError
from django.utils.functional import Promise

from incubator.core.errors import RuleViolation

# What the database said → the code of the refusal, its sentence, and the values of its places.
Meaning = Callable[[str], tuple[str, str | Promise, Mapping[str, object]]]
MEANINGS: dict[str, Meaning] = {}


class RefusedByDatabase(RuleViolation, IntegrityError):  # noqa: N818 - as its base
    """A refusal for people and programs that is still what the database raised."""


def register_meaning(*constraints: str, meaning: Meaning) -> None:
    """Say what it means that one of the constraints refuses a row; each part when it is ready."""
    MEANINGS.update(dict.fromkeys(constraints, meaning))


def told(execute: Callable, sql: Any, params: Any, many: bool, context: dict) -> Any:
    """A wrapper of every statement. Raises ``RefusedByDatabase`` (409) for a known constraint."""
    try:
        return execute(sql, params, many, context)
    except IntegrityError as error:
        said = getattr(error.__cause__, "diag", None)
        meaning = MEANINGS.get(said.constraint_name or "") if said else None
        if said is None or meaning is None:
            raise
        code, sentence, values = meaning(said.message_primary or "")
        raise RefusedByDatabase(code, sentence, status=409, **values) from error


def tell(*, connection: Any, **kwargs: object) -> None:
    """Have a connection told.

    Before all others: whoever wraps statements for a while takes the last wrapper off again,
    and a connection is often opened within (the history of a request).
    """
    if told not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, told)
