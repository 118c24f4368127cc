"""Everything that a file has to pass before it is kept."""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.core.files.kinds import Kind, kind_of
from incubator.core.files.scanning import refuse_infected

NAME_LENGTH = 120
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed: what to keep of it. ``scanned`` is False without a scanner."""

    upload: UploadedFile
    name: str
    content_type: str
    size: int
    sha256: str
    scanned: bool

    def columns(self) -> dict[str, Any]:
        """As the columns of a row that keeps it."""
        return {
            "file": self.upload,
            "original_name": self.name,
            "content_type": self.content_type,
            "size": self.size,
            "sha256": self.sha256,
            "is_scanned": self.scanned,
        }


def check_upload(upload: UploadedFile) -> CheckedFile:
    """Check a file's size, content and name, and have it scanned.

    Raises RuleViolation: ``file_empty``, ``file_too_large``, those of ``kinds.kind_of``
    and of ``scanning.refuse_infected``.
    """
    if not upload.size:
        raise RuleViolation("file_empty", _("This file is empty."), field="file")
    if upload.size > settings.FILES_MAX_BYTES:
        raise RuleViolation(
            "file_too_large",
            _("A file has at most %(most)d MB; this one has %(size)d MB."),
            field="file",
            status=413,
            most=settings.FILES_MAX_BYTES // MEGABYTE,
            size=-(-upload.size // MEGABYTE),
        )
    kind = kind_of(upload.file)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    scanned = refuse_infected(upload)
    upload.seek(0)
    return CheckedFile(
        upload=upload,
        name=clean_name(upload.name or "", kind),
        content_type=kind.content_type,
        size=upload.size,
        sha256=digest.hexdigest(),
        scanned=scanned,
    )


def clean_name(name: str, kind: Kind) -> str:
    """A name to show and to download under: no path, nothing invisible, the right ending."""
    plain = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    plain = "".join(
        sign for sign in plain if unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*/'
    )
    stem, _dot, ending = plain.rpartition(".")
    if ending.lower() not in kind.endings:
        stem, ending = (stem or plain, kind.endings[0])
    stem = stem.strip(" .")[: NAME_LENGTH - len(ending) - 1] or "file"
    return f"{stem}.{ending.lower()}"
