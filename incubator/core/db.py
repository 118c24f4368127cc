"""Small tools of PostgreSQL that several parts need: checks, steady reads, named locks."""

import contextlib
import datetime
from collections.abc import Iterator

from django.db import DatabaseError, connection, models, transaction

from incubator.core.pinyin import apart

# Letters on end by which an index of trigrams finds.
INDEXED = 3


class UnifiedCodeIsValid(models.Func):
    """The database's own check of a 统一社会信用代码 (core migration 0001)."""

    function = "unified_code_is_valid"
    output_field = models.BooleanField()


class CharactersApart(models.Func):
    """A text with a space before each Chinese character (see ``core.pinyin.apart``)."""

    template = r"regexp_replace(%(expressions)s, '([一-鿿])', ' \1', 'g')"
    output_field = models.TextField()


class NameCore(models.Func):
    """A name without signs and its legal form: ``companies.rules.duplicates.core_of`` in SQL."""

    function = "company_name_core"
    output_field = models.TextField()


class IsOneOf(models.Func):
    """``key = ANY(array)``: within an OR an index can serve it, which IN (SELECT …) cannot."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


def key_has(word: str, *, at: str = "") -> models.Q:
    """Whether the ``search_key`` of the row to which the path ``at`` leads has a word in it."""
    return models.Q(**{f"{at}__search_key__contains".removeprefix("__"): apart(word.lower())})


def is_unindexed(text: str) -> bool:
    """Whether no word of a search is long enough for its index."""
    words = text.split()
    return bool(words) and all(word.isascii() and len(word) < INDEXED for word in words)


def period(begin: str, end: str) -> models.Func:
    """The days [begin, end) of a row, for exclusion constraints; an empty end is open."""
    return models.Func(models.F(begin), models.F(end), function="daterange")


@contextlib.contextmanager
def steady_read(*, copying: bool = False) -> Iterator[None]:
    """All reads inside see the database as of one moment, and nothing can be written.

    With ``copying`` temporary tables can (``core.known`` keeps the rows of then in some), which
    PostgreSQL allows only where everything else could be written as well.
    Inside a transaction that already runs (a test, a workflow) it changes nothing.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            mode = "" if copying else " READ ONLY"
            cursor.execute(f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ{mode}")
        yield


def find_by_index() -> None:
    """Plan anew, and by indexes alone until the transaction ends: for thousands of new rows.

    The plans of triggers and foreign keys are kept with the connection. Those made while a table
    was all but empty read all of it, and nothing tells PostgreSQL how it grows within a
    transaction: the first 5,000 rows that a table ever got would be read for each of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS; SET LOCAL enable_seqscan = off")


@contextlib.contextmanager
def advisory_lock(family: int, key: int) -> Iterator[bool]:
    """Whether this connection got the lock (family, key); it is given back on leaving.

    The lock belongs to the connection: when its process is killed, it is free at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [family, key])
        held = cursor.fetchone()[0]
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [family, key])


def take_turn(family: int, *, wait: bool = True) -> bool:
    """Whether it is this transaction's turn, until it ends: one of a family after the other."""
    call = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}(%s, 0)", [family])
        return wait or cursor.fetchone()[0]


def database_moment() -> datetime.datetime:
    """The moment up to which a steady read sees what was recorded, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cursor.fetchone()[0]


def is_refusal(error: DatabaseError) -> bool:
    """Whether a constraint or a trigger said no: nothing is wrong with statement or connection."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return state.startswith("23") or state == "P0001"
