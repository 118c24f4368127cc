"""The tables of the tests: migrated once, and copied for every worker and every run after that.

Migrating an empty database takes a minute and more; PostgreSQL copies a database in a second.
A copy says in its comment from which migrations it was made (their files' digests); it serves
as long as none of them was edited, and what is new is migrated on top of it.
"""

import hashlib
import json
from pathlib import Path
from sys import modules

import psycopg
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

PREFIX = "migrated_"
LOCK = 0x7E57


class MigratedOnce:
    """Makes the database of one pytest worker while the others wait for their turn."""

    def __init__(self) -> None:
        server = connection.settings_dict
        self.name = connection.creation._get_test_db_name()
        self.migrations = _migrations()
        self.server = psycopg.connect(
            host=server["HOST"], port=server["PORT"], user=server["USER"],
            password=server["PASSWORD"], dbname="postgres", autocommit=True,
        )  # fmt: skip
        self.server.execute("SELECT pg_advisory_lock(%s)", [LOCK])

    def copied(self) -> bool:
        """Whether there was one to copy; what the worker had before is gone then."""
        made = self._made()
        fitting = [name for name, known in made.items() if known <= self.migrations.items()]
        if not fitting:
            return False
        best = max(fitting, key=lambda name: len(made[name]))
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        self._run("CREATE DATABASE {} TEMPLATE {}", self.name, best)
        return True

    def keep(self) -> None:
        """Let the next ones copy what has been migrated, and let them have their turn."""
        made = self._made()
        if self.migrations.items() not in made.values():
            connections.close_all()
            for name in made:
                self._run("DROP DATABASE {}", name)
            written = json.dumps(self.migrations)
            copy = PREFIX + hashlib.sha256(written.encode()).hexdigest()[:12]
            self._run("CREATE DATABASE {} TEMPLATE {}", copy, self.name)
            comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
            self.server.execute(comment.format(sql.Identifier(copy), sql.Literal(written)))
        self.close()

    def close(self) -> None:
        """Give the turn to the next."""
        self.server.close()

    def _made(self) -> dict:
        """The copies that there are, each with its migrations."""
        rows = self.server.execute(
            "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE starts_with(datname, %s)",
            [PREFIX],
        )
        return {name: json.loads(said or "{}").items() for name, said in rows}

    def _run(self, statement: str, *names: str) -> None:
        self.server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def end_other_sessions() -> None:
    """What a page of the last test was still asking keeps nobody from dropping the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _migrations() -> dict[str, str]:
    """Every migration, by app and name, with the digest of its file."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return {
        f"{app}.{name}": hashlib.sha256(_file(migration).read_bytes()).hexdigest()
        for (app, name), migration in sorted(loader.disk_migrations.items())
    }


def _file(migration) -> Path:
    return Path(str(modules[type(migration).__module__].__file__))
