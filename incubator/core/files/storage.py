"""Where private files lie: outside of everything that is served, under random names."""

import secrets
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.functional import cached_property


def incoming_folder() -> Path:
    """Where files are while they pass through: on the disk of those that are kept."""
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


class NoAddress:
    """Private files are given out by pages that ask who asks."""

    def url(self, name: str | None, *args: object, **kwargs: object) -> str:
        """Raises ValueError: there is none, not even one that expires."""
        raise ValueError("This file is not accessible via a URL.")


class PrivateFolder(NoAddress, FileSystemStorage):
    """A folder of its own below MEDIA_ROOT, which this process alone may read."""

    @cached_property
    def base_location(self) -> str:
        return str(Path(settings.MEDIA_ROOT) / "private")

    @cached_property
    def file_permissions_mode(self) -> int:
        return 0o600

    @cached_property
    def directory_permissions_mode(self) -> int:
        return 0o700


def private_storage() -> Storage:
    """The storage called ``private``: a local folder, or S3-compatible by setting."""
    return storages["private"]


def random_name(instance, filename: str) -> str:
    """A name that says nothing of the file and cannot be guessed."""
    secret = secrets.token_hex(20)
    return f"{secret[:2]}/{secret[2:]}"


def random_name_of_kind(instance, filename: str) -> str:
    """For rows that keep no name of their own: random, and with the checked file's ending."""
    return random_name(instance, filename) + PurePath(filename).suffix
