"""Files that people hand over: believed by their content, kept apart, given out with care."""

from incubator.core.files.checks import CheckedFile, check_upload
from incubator.core.files.giving import as_attachment
from incubator.core.files.kinds import content_type_of
from incubator.core.files.storage import private_storage, random_name, random_name_of_kind

__all__ = [
    "CheckedFile", "as_attachment", "check_upload", "content_type_of", "private_storage",
    "random_name", "random_name_of_kind",
]  # fmt: skip
