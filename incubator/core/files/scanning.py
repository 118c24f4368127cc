"""The hook for a virus scanner: clamd, asked by its INSTREAM command (its own protocol)."""

import socket
import struct

import structlog
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation

logger = structlog.get_logger(__name__)

TIMEOUT = 30  # seconds without a word
DEFAULT_PORT = 3310
LONGEST_ANSWER = 4096


def refuse_infected(upload: UploadedFile) -> bool:
    """Whether the file was scanned and found clean; False where no scanner is configured.

    Raises RuleViolation: ``file_infected``; ``scanner_down`` (503) where a configured
    scanner does not answer, or not with a verdict, for then nothing is taken.
    """
    if not settings.CLAMAV_ADDRESS:
        return False
    try:
        answer = _ask(upload)
    except (OSError, ValueError) as fault:
        answer = f"{type(fault).__name__}: {fault}"
    if answer == "stream: OK":
        return True
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        logger.warning("upload_infected", answer=answer, size=upload.size)
        raise RuleViolation(
            "file_infected", _("The virus scanner refuses this file."), field="file"
        )
    logger.error("scanner_down", answer=answer, size=upload.size)
    raise RuleViolation(
        "scanner_down",
        _("The virus scanner does not answer, so no file can be taken now. Please try later."),
        field="file",
        status=503,
    )


def _ask(upload: UploadedFile) -> str:
    with _connected(settings.CLAMAV_ADDRESS) as connection:
        try:
            connection.sendall(b"zINSTREAM\0")
            for chunk in upload.chunks():
                connection.sendall(struct.pack("!I", len(chunk)) + chunk)
            connection.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it had enough: its last words say why
        return _answer(connection)


def _answer(connection: socket.socket) -> str:
    answer = b""
    while len(answer) < LONGEST_ANSWER and not answer.endswith(b"\0"):
        part = connection.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode("ascii", "replace").strip()


def _connected(address: str) -> socket.socket:
    """To ``host:port``, ``host``, ``[v6]:port`` or ``unix:/path``."""
    if address.startswith("unix:"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT)
        try:
            connection.connect(address.removeprefix("unix:"))
        except OSError:
            connection.close()
            raise
        return connection
    host, _colon, port = address.rpartition(":")
    if not host:
        host, port = address, str(DEFAULT_PORT)
    return socket.create_connection((host.strip("[]"), int(port)), timeout=TIMEOUT)
