"""A server that speaks the little of S3 that files need: put, get, head, list, delete."""

import threading
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


class BucketServer(ThreadingHTTPServer):
    """Keeps objects by path in ``objects``, and every request's headers in ``seen``."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: BucketServer

    def log_message(self, *args: object) -> None:
        """Nothing: the test says what it saw."""

    def do_PUT(self) -> None:
        self.server.objects[self._key()] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200)

    def do_GET(self) -> None:
        if "prefix" in self._question():
            self._answer(200, self._list())
        elif self._key() in self.server.objects:
            self._answer(200, self.server.objects[self._key()])
        else:
            self._answer(404)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.server.objects.pop(self._key(), None)
        self._answer(204)

    def _key(self) -> str:
        self.server.seen.append((self.command, dict(self.headers)))
        return unquote(urlsplit(self.path).path)

    def _question(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query, keep_blank_values=True)

    def _list(self) -> bytes:
        bucket, prefix = self._key() + "/", self._question()["prefix"][0]
        names = [key.removeprefix(bucket) for key in self.server.objects]
        below = [name for name in names if name.startswith(prefix)]
        folders = {
            prefix + rest.split("/")[0] + "/"
            for rest in (name.removeprefix(prefix) for name in below)
            if "/" in rest
        }
        files = [name for name in below if "/" not in name.removeprefix(prefix)]
        parts = [f"<Contents><Key>{name}</Key></Contents>" for name in files]
        parts += [f"<CommonPrefixes><Prefix>{name}</Prefix></CommonPrefixes>" for name in folders]
        return f"<ListBucketResult>{''.join(parts)}</ListBucketResult>".encode()

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", formatdate(usegmt=True))
        self.send_header("ETag", '"1"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
