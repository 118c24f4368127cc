"""Plain SQL for attempts past the rules."""

from django.db import connection

COPY = "INSERT INTO {table} ({columns}) SELECT {values} FROM {table}"


def copy_of(table: str, **changed: str) -> str:
    """SQL that inserts each row of a table again under a new key, with some columns changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = %s AND is_generated = 'NEVER' AND column_name <> 'id'",
            [table],
        )
        columns = [name for (name,) in cursor.fetchall()]
    quoted = [f'"{name}"' for name in columns]
    values = [changed.get(name, f'"{name}"') for name in columns]
    return COPY.format(table=table, columns=", ".join(quoted), values=", ".join(values))
