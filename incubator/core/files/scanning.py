"""The hook for a virus scanner: clamd, asked by its INSTREAM command (its own protocol)."""

import socket
import struct

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation

TIMEOUT = 30  # seconds
DEFAULT_PORT = 3310


def refuse_infected(upload: UploadedFile) -> bool:
    """Whether the file was scanned and found clean; False where no scanner is configured.

    Raises RuleViolation: ``file_infected``; ``scanner_down`` (503) where a configured
    scanner does not answer, for then nothing is taken.
    """
    if not settings.CLAMAV_ADDRESS:
        return False
    try:
        answer = _ask(upload)
    except OSError:
        answer = ""
    if answer.endswith("OK"):
        return True
    if answer.endswith("FOUND"):
        raise RuleViolation(
            "file_infected", _("The virus scanner refuses this file."), field="file"
        )
    raise RuleViolation(
        "scanner_down",
        _("The virus scanner does not answer, so no file can be taken now. Please try later."),
        field="file",
        status=503,
    )


def _ask(upload: UploadedFile) -> str:
    host, _colon, port = settings.CLAMAV_ADDRESS.rpartition(":")
    address = (host or settings.CLAMAV_ADDRESS, int(port) if host else DEFAULT_PORT)
    with socket.create_connection(address, timeout=TIMEOUT) as connection:
        connection.sendall(b"zINSTREAM\0")
        for chunk in upload.chunks():
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
        answer = b""
        while part := connection.recv(4096):
            answer += part
    return answer.rstrip(b"\0\n").decode("ascii", "replace").strip()
