"""A receiver of webhooks: a real HTTP server of this machine that keeps what it was sent."""

import contextlib
import hashlib
import hmac
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Got:
    """One request."""

    body: bytes
    headers: dict[str, str]


@dataclass
class Receiver:
    """Answers with ``answers`` in turn, the last one for ever."""

    answers: list[int] = field(default_factory=lambda: [200])
    got: list[Got] = field(default_factory=list)
    hangs: threading.Event | None = None  # waits for it before it answers
    url: str = ""

    @property
    def keys(self) -> list[str]:
        """The numbers of the messages, as they came."""
        return [one.headers["Incubator-Delivery"] for one in self.got]

    def answer(self) -> int:
        """The next one."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def is_signed(got: Got, secret: str, *, at: int | None = None, within: int = 300) -> bool:
    """As a receiver checks it, written down from the documentation alone."""
    marks = [part.split("=", 1) for part in got.headers["Incubator-Signature"].split(",")]
    moment = next(value for name, value in marks if name == "t")
    if at is not None and abs(at - int(moment)) > within:
        return False
    signed = moment.encode() + b"." + got.body
    wanted = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return any(name == "v1" and hmac.compare_digest(value, wanted) for name, value in marks)


@contextlib.contextmanager
def receiving(**how) -> Iterator[Receiver]:
    """One that listens on a free port until the end."""
    receiver = Receiver(**how)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append(Got(body, dict(self.headers.items())))
            if receiver.hangs:
                receiver.hangs.wait(30)
            status = receiver.answer()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", receiver.url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook?from=zone"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver
    finally:
        if receiver.hangs:
            receiver.hangs.set()
        server.shutdown()
        server.server_close()
        thread.join()
