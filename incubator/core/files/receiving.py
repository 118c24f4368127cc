"""How much of a request is read: bounded before it begins, and file by file while it comes in."""

from collections.abc import Callable

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse

from incubator.core.api.errors import request_too_large
from incubator.core.files.refusals import too_large
from incubator.core.files.storage import incoming_folder

FORM = "multipart/form-data"


class BodyLimitMiddleware:
    """Refuses a body that says it is too long, without reading any of it.

    A body that does not say its length is empty to Django, and one that says too little is
    read only so far. Stands after the authentication: files are for people who signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            most = _most(request)
            if _length(request) > most:
                return request_too_large(request, most=most)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0  # as Django reads it


def _most(request: HttpRequest) -> int:
    """In bytes: a form with files of somebody known, or anything else."""
    if request.content_type == FORM and request.user.is_authenticated:
        return settings.FILES_REQUEST_MAX_BYTES
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class BoundedUploadHandler(FileUploadHandler):
    """Writes a file to the disk until it is larger than a file may be, and no further.

    Such a file is in ``request.FILES`` with its whole size and without its content.
    """

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)
        incoming_folder()
        # Not under its own name, whose ending may be longer than the disk takes.
        self.file: UploadedFile = TemporaryUploadedFile(
            "upload", self.content_type, 0, self.charset, self.content_type_extra
        )
        self.file.name = self.file_name
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received <= settings.FILES_MAX_BYTES:
            self.file.write(raw_data)
        elif not isinstance(self.file, OversizeFile):
            self.file.close()  # and with it, the part that came in is gone from the disk
            self.file = OversizeFile(self.file_name, self.content_type)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.file.size = file_size
        if not isinstance(self.file, OversizeFile):
            self.file.seek(0)
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()


class OversizeFile(UploadedFile):
    """Stands for a file that was too large: whoever reads it gets the refusal."""

    def __init__(self, name: str, content_type: str) -> None:
        super().__init__(None, name, content_type, 0)

    def open(self, mode: str | None = None) -> None:
        raise too_large(self.size, most=settings.FILES_MAX_BYTES)

    def read(self, *args: int) -> bytes:
        raise too_large(self.size, most=settings.FILES_MAX_BYTES)

    def chunks(self, chunk_size: int | None = None) -> None:
        raise too_large(self.size, most=settings.FILES_MAX_BYTES)

    def seek(self, *args: int) -> None:
        """It has no places."""

    def close(self) -> None:
        """There is nothing to close."""
