"""Files that people hand over: believed by their content, kept apart, given out with care."""

from incubator.core.files.checks import CheckedFile, check_upload
from incubator.core.files.giving import as_attachment
from incubator.core.files.storage import private_storage, random_name

__all__ = ["CheckedFile", "as_attachment", "check_upload", "private_storage", "random_name"]
