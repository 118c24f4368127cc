"""The scanner is asked in its own words, and where it is silent nothing is taken."""

import socket
import struct
import threading

import pytest

from incubator.core.files import check_upload
from tests.core.files.samples import PDF_BYTES, refusal, upload

# In two pieces, so that no scanner takes this file for the test virus.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
STREAM_MAX = 50_000


class Scanner(threading.Thread):
    """Speaks clamd's INSTREAM, and finds the test virus."""

    def __init__(self, server: socket.socket) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.received: list[bytes] = []
        self.start()

    def run(self) -> None:
        while True:
            try:
                connection, _peer = self.server.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                connection.sendall(self.verdict(stream) + b"\0")

    def verdict(self, stream) -> bytes:
        content = b""
        while length := struct.unpack("!I", stream.read(4))[0]:
            if len(content) + length > STREAM_MAX:
                return b"INSTREAM size limit exceeded. ERROR"
            content += stream.read(length)
        self.received.append(content)
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"


@pytest.fixture(params=["tcp", "unix"])
def scanner(request, settings, tmp_path):
    if request.param == "tcp":
        server = socket.create_server(("127.0.0.1", 0))
        settings.CLAMAV_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
    else:
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.bind(str(tmp_path / "clamd"))
        server.listen()
        settings.CLAMAV_ADDRESS = f"unix:{tmp_path / 'clamd'}"
    with server:
        yield Scanner(server)


def test_scanned_and_clean(scanner):
    assert check_upload(upload(PDF_BYTES)).scanned is True
    assert scanner.received == [PDF_BYTES]


def test_scanned_and_infected(scanner):
    violation = refusal(EICAR, "x.txt")

    assert (violation.code, violation.status, violation.field) == ("file_infected", 400, "file")


def test_scanner_that_had_enough_lets_nothing_in(scanner):
    large = b"%PDF-" + b"0" * 3_000_000 + b"%%EOF"

    assert refusal(large).code == "scanner_down"


@pytest.mark.parametrize(
    "address", ["127.0.0.1:{port}", "unix:/nowhere/clamd", "127.0.0.1:port", "no.such.host.invalid"]
)
def test_silent_scanner_lets_nothing_in(settings, address):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        settings.CLAMAV_ADDRESS = address.format(port=gone.getsockname()[1])

    violation = refusal(PDF_BYTES)
    assert (violation.code, violation.status) == ("scanner_down", 503)


@pytest.mark.parametrize("answer", [b"", b"\0", b"OK\0", b"UNKNOWN COMMAND\0", b"x" * 9000])
def test_anything_but_a_verdict_lets_nothing_in(settings, answer):
    server = socket.create_server(("127.0.0.1", 0))
    settings.CLAMAV_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"

    class Odd(Scanner):
        def verdict(self, stream) -> bytes:
            super().verdict(stream)
            return answer

    with server:
        Odd(server)
        assert refusal(PDF_BYTES).code == "scanner_down"


def test_unscanned_says_so():
    assert check_upload(upload(PDF_BYTES)).scanned is False
