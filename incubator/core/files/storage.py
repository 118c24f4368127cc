"""Where private files lie: outside of everything that is served, under random names."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.functional import cached_property


class PrivateFolder(FileSystemStorage):
    """A folder of its own below MEDIA_ROOT; its files have no address."""

    @cached_property
    def base_location(self) -> str:
        return str(Path(settings.MEDIA_ROOT) / "private")

    def url(self, name: str | None) -> str:
        """Raises ValueError: private files are given out by pages that ask who asks."""
        raise ValueError("This file is not accessible via a URL.")


def private_storage() -> Storage:
    """The storage called ``private``: a local folder, or S3-compatible by setting."""
    return storages["private"]


def random_name(instance, filename: str) -> str:
    """A name that says nothing of the file and cannot be guessed."""
    secret = secrets.token_hex(20)
    return f"{secret[:2]}/{secret[2:]}"
