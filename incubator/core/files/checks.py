"""Everything that a file has to pass before it is kept."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from incubator.core.files.kinds import KINDS, Kind, kind_of
from incubator.core.files.names import clean_name
from incubator.core.files.refusals import empty, too_large
from incubator.core.files.scanning import refuse_infected


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


def check_upload(upload: UploadedFile, *, kinds: tuple[Kind, ...] = KINDS) -> CheckedFile:
    """Check a file's size, content and name, and have it scanned.

    Raises RuleViolation: ``file_empty``, ``file_too_large``, those of ``kinds.kind_of``
    and of ``scanning.refuse_infected``.
    """
    if not upload.size:
        raise empty()
    if upload.size > settings.FILES_MAX_BYTES:
        raise too_large(upload.size, most=settings.FILES_MAX_BYTES)
    kind = kind_of(upload.file, kinds=kinds)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    scanned = refuse_infected(upload)
    upload.seek(0)
    return CheckedFile(
        upload=upload,
        name=clean_name(upload.name or "", kind.endings),
        content_type=kind.content_type,
        size=upload.size,
        sha256=digest.hexdigest(),
        scanned=scanned,
    )
