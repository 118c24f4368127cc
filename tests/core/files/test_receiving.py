"""What is too large is cut off early: nothing of it fills the memory or the disk."""

import gc
import io
import tracemalloc
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, UnreadablePostError
from django.test import Client
from django.test.client import ClientHandler

from incubator.core.errors import RuleViolation
from incubator.core.files import check_upload
from incubator.core.files.receiving import OversizeFile

GIGABYTE = 1024**3
EDGE = b"--edge"


TAIL = b"\r\n--edge--\r\n"


class Endless(io.RawIOBase):
    """A form with a file of any length, made while it is read; knows how much was read."""

    def __init__(self, head: bytes, length: int) -> None:
        self.head, self.zeros, self.tail = head, length - len(head) - len(TAIL), TAIL
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "nobody may ask for all of it"
        part, self.head = self.head[:size], self.head[size:]
        if not part:
            part = b"0" * min(size, self.zeros)
            self.zeros -= len(part)
        if not part:
            part, self.tail = self.tail[:size], self.tail[size:]
        self.given += len(part)
        return part

    readline = read


def part(name: str = "a.pdf", field: str = "file") -> bytes:
    disposition = f'form-data; name="{field}"; filename="{name}"'
    return EDGE + f"\r\nContent-Disposition: {disposition}\r\n\r\n".encode()


def environ(body, *, length: int | None, cookies: str = "", path: str = "/admin/", kind=None):
    found = {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": body,
        "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multiprocess": True,
        "wsgi.multithread": True, "wsgi.run_once": False, "HTTP_COOKIE": cookies,
        "HTTP_ACCEPT_LANGUAGE": "en", "CONTENT_TYPE": kind or "multipart/form-data; boundary=edge",
    }  # fmt: skip
    return found if length is None else found | {"CONTENT_LENGTH": str(length)}


def answered(found: dict) -> HttpResponse:
    return ClientHandler(enforce_csrf_checks=True)(found)


def session_of(user) -> str:
    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}"


@pytest.fixture(autouse=True)
def incoming(settings, tmp_path) -> Path:
    """Where files are while they come in."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    return settings.FILE_UPLOAD_TEMP_DIR


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_two_gigabytes_are_refused_unread(manager):
    body = Endless(part(), 2 * GIGABYTE)

    response = answered(environ(body, length=2 * GIGABYTE, cookies=session_of(manager)))

    assert response.status_code == 413
    assert "102 MB" in response.text
    assert body.given == 0


def test_two_gigabytes_that_do_not_say_so_are_not_read(manager):
    body = Endless(part(), 2 * GIGABYTE)

    answered(environ(body, length=None, cookies=session_of(manager)))

    assert body.given == 0


def test_two_gigabytes_that_say_less_are_read_only_so_far(manager, incoming):
    body = Endless(part(), 2 * GIGABYTE)

    answered(environ(body, length=30_000_000, cookies=session_of(manager)))

    assert body.given <= 30_000_000
    assert files(incoming) == []


def test_strangers_send_no_files(db):
    body = Endless(part(), 3_000_000)

    response = answered(environ(body, length=3_000_000))

    assert response.status_code == 413
    assert "signed in" in response.text
    assert body.given == 0


def test_large_json_is_refused_unread_in_the_shape_of_the_api(db):
    body = Endless(b"{", 3_000_000)

    response = answered(
        environ(body, length=3_000_000, path="/api/v1/companies/", kind="application/json")
    )

    assert response.status_code == 413
    assert '"code": "request_too_large"' in response.text
    assert body.given == 0


def test_odd_length_is_no_length(db):
    found = environ(Endless(part(), 1000), length=None) | {"CONTENT_LENGTH": "many"}

    assert answered(found).status_code == 403


@pytest.fixture
def uploads():
    """The files of a request; they are closed with it."""
    requests = []

    def read(body, length: int) -> dict:
        requests.append(WSGIRequest(environ(body, length=length)))
        return requests[-1].FILES

    yield read
    for request in requests:
        request.close()


def sent(name: str, content: bytes) -> io.BytesIO:
    return io.BytesIO(part(name) + content + TAIL)


def test_oversize_file_leaves_neither_memory_nor_disk(uploads, settings, incoming):
    body = Endless(part(), 100_000_000)
    tracemalloc.start()

    upload = uploads(body, 100_000_000)["file"]

    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()
    assert isinstance(upload, OversizeFile)
    assert upload.size > 99_000_000
    assert files(incoming) == []


def test_oversize_file_is_refused_by_whoever_reads_it(uploads, settings):
    settings.FILES_MAX_BYTES = 3 * 1024 * 1024
    upload = uploads(Endless(part(), 4_000_000), 4_000_000)["file"]

    for read in (upload.read, upload.open, upload.chunks, lambda: check_upload(upload)):
        with pytest.raises(RuleViolation) as refused:
            read()
        assert (refused.value.code, refused.value.status) == ("file_too_large", 413)
        assert refused.value.values == {"most": 3, "size": 4}


def test_file_of_just_the_size_is_taken(uploads, settings, incoming):
    settings.FILES_MAX_BYTES = 3_000_000
    content = b"%PDF-" + b"0" * 2_999_989 + b"%%EOF\n"
    body = sent("合同.pdf", content)

    upload = uploads(body, len(body.getvalue()))["file"]

    assert (upload.size, upload.name) == (3_000_000, "合同.pdf")
    assert check_upload(upload).sha256
    assert [path.suffix for path in files(incoming)] == [".upload"]
    upload.close()
    assert files(incoming) == []


@pytest.mark.parametrize("name", ["x." + "长" * 200, "长" * 90 + ".pdf", "../../x.pdf", "a/b"])
def test_names_that_no_disk_takes_are_taken(uploads, incoming, name):
    body = sent(name, b"0" * 3_000_000)

    upload = uploads(body, len(body.getvalue()))["file"]

    assert upload.size == 3_000_000
    assert [path.parent for path in files(incoming)] == [incoming]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_upload_that_breaks_off_leaves_nothing(incoming):
    class Gone(Endless):
        def read(self, size: int = -1) -> bytes:
            if self.given > 5_000_000:
                raise ConnectionResetError
            return super().read(size)

    request = WSGIRequest(environ(Gone(part(), 10_000_000), length=10_000_000))
    with pytest.raises(UnreadablePostError):
        _files = request.FILES
    assert len(files(incoming)) == 1
    del request
    gc.collect()

    assert files(incoming) == []


def test_folder_of_what_comes_in_is_ours_alone(uploads, incoming):
    body = sent("a.pdf", b"0" * 3_000_000)

    _upload = uploads(body, len(body.getvalue()))["file"]

    assert incoming.stat().st_mode & 0o777 == 0o700
