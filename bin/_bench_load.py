"""A client that costs the server's machine little: raw requests over kept connections."""

import json
import socket
import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

TIMEOUT = 30.0
HEAD_END = b"\r\n\r\n"


class UnexpectedAnswer(Exception):  # noqa: N818 - a measurement of something else
    """The server did not answer what was to be measured."""


@dataclass(frozen=True)
class Request:
    """What to ask, as the bytes that are sent, and what the answer has to be."""

    content: bytes
    expected: int

    @classmethod
    def get(cls, path: str, headers: Mapping[str, str], *, expected: int = 200) -> "Request":
        lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return cls("\r\n".join([*lines, "", ""]).encode(), expected)

    @classmethod
    def post(
        cls, path: str, headers: Mapping[str, str], form: Mapping[str, str], *, expected: int = 200
    ) -> "Request":
        content = urlencode(form).encode()
        lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(content)}"]
        lines += ["Content-Type: application/x-www-form-urlencoded"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return cls("\r\n".join([*lines, "", ""]).encode() + content, expected)


class Connection:
    """One connection, opened anew when the server has closed it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._address = (parts.hostname or "", parts.port or 80)
        self._socket: socket.socket | None = None

    def ask(self, request: Request) -> tuple[bytes, bytes]:
        """The head and the body of the answer."""
        try:
            head, body = self._exchange(request.content)
        except ConnectionError:
            # The server closes what was idle for a moment; a fresh connection must do.
            self.close()
            head, body = self._exchange(request.content)
        status = int(head[9:12])
        if status != request.expected:
            asked = request.content.split(b"\r\n", 1)[0].decode()
            told = body[:300].decode("utf-8", "replace")
            raise UnexpectedAnswer(f"{asked} answers {status}, not {request.expected}: {told}")
        return head, body

    def _exchange(self, content: bytes) -> tuple[bytes, bytes]:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(content)
        received = self._receive(b"")
        while HEAD_END not in received:
            received = self._receive(received)
        head, _, body = received.partition(HEAD_END)
        while not _is_whole(head, body):
            body = self._receive(body)
        if b"\r\nconnection: close" in head.lower():
            self.close()
        return head, body

    def _receive(self, before: bytes) -> bytes:
        more = self._socket.recv(1 << 17) if self._socket else b""
        if not more:
            raise ConnectionResetError
        return before + more

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket = None


def _is_whole(head: bytes, body: bytes) -> bool:
    """Whether nothing is missing of the body (the last of several chunks is empty)."""
    if header(head, "transfer-encoding") == "chunked":
        return body.endswith(b"0\r\n\r\n")
    return len(body) >= int(header(head, "content-length") or 0)


def header(head: bytes, name: str) -> str:
    """The value of a header; empty without it."""
    wanted = name.lower().encode()
    for line in head.split(b"\r\n")[1:]:
        found, _, value = line.partition(b":")
        if found.strip().lower() == wanted:
            return value.strip().decode()
    return ""


@dataclass
class Slice:
    """What all connections together achieved in one stretch of time."""

    answers: int
    seconds: float
    client: float

    @property
    def rate(self) -> float:
        return self.answers / self.seconds

    @property
    def client_share(self) -> float:
        """How much of one core the client itself used."""
        return self.client / self.seconds


def hammer(connections: Sequence[Connection], request: Request, seconds: float) -> Slice:
    """Ask on every connection, again and again, for so long."""
    counts = [0] * len(connections)
    errors: list[Exception] = []
    begun, client = time.perf_counter(), time.process_time()

    def work(position: int) -> None:
        try:
            while time.perf_counter() < begun + seconds:
                connections[position].ask(request)
                counts[position] += 1
        except Exception as error:  # noqa: BLE001 - raised again where the slice is wanted
            errors.append(error)

    threads = [threading.Thread(target=work, args=[n]) for n in range(len(connections))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return Slice(sum(counts), time.perf_counter() - begun, time.process_time() - client)


def pages_from(path: str, headers: Mapping[str, str], used: Connection) -> list[str]:
    """The addresses of all pages of a list from this one on, as each names the ``next``."""
    found = [path]
    while True:
        _, body = used.ask(Request.get(found[-1], headers))
        following = json.loads(body)["next"]
        if not following:
            return found
        parts = urlsplit(following)
        found.append(f"{parts.path}?{parts.query}")


def median_times(
    connection: Connection, requests: Mapping[str, Request], rounds: int
) -> dict[str, float]:
    """Milliseconds of each request, asked in turn so that a slow moment hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in requests}
    for number in range(rounds + 2):
        for name, request in requests.items():
            begun = time.perf_counter()
            connection.ask(request)
            if number > 1:  # the first two rounds warm everything up
                times[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def milliseconds(call: Callable[[], object]) -> float:
    """How long one call took."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000
