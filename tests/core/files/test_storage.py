"""Private files have no address, and leave only to be saved."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile, FileField
from django.http import Http404

from incubator.core.files import as_attachment, private_storage, random_name, random_name_of_kind
from incubator.core.files.bucket import PrivateBucket
from tests.core.files.bucket_server import BucketServer
from tests.core.files.samples import PDF_BYTES


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    return tmp_path / "private"


@pytest.fixture
def server():
    running = BucketServer()
    yield running
    running.stop()


@pytest.fixture
def bucket(server, shelf) -> PrivateBucket:
    return PrivateBucket(
        bucket_name="files", endpoint_url=server.address, region_name="cn-east-1",
        access_key="key", secret_key="secret", default_acl="private",
    )  # fmt: skip


def kept(storage, content: bytes = PDF_BYTES) -> FieldFile:
    name = storage.save("ab/cdef", ContentFile(content))
    field = FileField(storage=storage)
    return FieldFile(SimpleNamespace(file=name), field, name)


def test_names_say_nothing_and_differ():
    names = {random_name(None, "我的执照.pdf") for _ in range(50)}

    assert len(names) == 50
    assert all(re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{38}", name) for name in names)
    assert re.fullmatch(r"[0-9a-f/]{41}\.pdf", random_name_of_kind(None, "我的执照.pdf"))


def test_folder_is_for_this_process_alone(shelf):
    file = kept(private_storage())

    path = Path(file.path)
    assert path == shelf / "ab" / "cdef"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd"])
def test_names_lead_nowhere_else(shelf, name):
    with pytest.raises(SuspiciousFileOperation):
        private_storage().open(name)


def test_no_file_has_an_address(shelf, bucket):
    for file in (kept(private_storage()), kept(bucket)):
        with pytest.raises(ValueError, match="not accessible via a URL"):
            _address = file.url


def test_download(shelf):
    response = as_attachment(
        kept(private_storage()), name="我的 执照.pdf", content_type="application/pdf"
    )

    assert b"".join(response.streaming_content) == PDF_BYTES
    response.file_to_stream.close()
    assert dict(response.headers) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF_BYTES)),
        "Content-Disposition": (
            "attachment; filename*=utf-8''%E6%88%91%E7%9A%84%20%E6%89%A7%E7%85%A7.pdf"
        ),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }


def test_page_among_the_files_is_not_shown(shelf):
    response = as_attachment(
        kept(private_storage(), b"<script>"), name="a.html", content_type="text/plain"
    )

    assert response["Content-Disposition"] == 'attachment; filename="a.html"'
    assert response["Content-Type"] == "text/plain"
    response.file_to_stream.close()


def test_row_whose_file_is_gone_is_not_found(shelf, bucket):
    for storage in (private_storage(), bucket):
        file = kept(storage)
        storage.delete(file.name)
        with pytest.raises(Http404):
            as_attachment(file, name="a.pdf", content_type="application/pdf")


def test_bucket_keeps_and_gives(server, bucket):
    content = PDF_BYTES + b"0" * 3_000_000
    file = kept(bucket, content)

    response = as_attachment(file, name="a.pdf", content_type="application/pdf")

    assert server.objects == {"/files/ab/cdef": content}
    assert b"".join(response.streaming_content) == content
    response.file_to_stream.close()
    put = next(headers for verb, headers in server.seen if verb == "PUT")
    assert put["x-amz-acl"] == "private"
    assert "aws-chunked" not in put.get("Content-Encoding", "")


def test_bucket_overwrites_nothing(bucket):
    assert kept(bucket).name != kept(bucket).name


def test_bucket_is_chosen_by_the_environment(monkeypatch):
    from incubator.settings.base import storages  # noqa: TID251 - what is tested

    monkeypatch.setenv("FILES_S3_BUCKET", "files")
    monkeypatch.setenv("FILES_S3_ENDPOINT", "https://s3.example.test")
    private = storages(static="x")["private"]

    assert private["BACKEND"] == "incubator.core.files.bucket.PrivateBucket"
    assert PrivateBucket(**private["OPTIONS"]).default_acl == "private"
