"""Files that people hand over: believed by their content, kept apart, given out with care."""

from incubator.core.files.checks import CheckedFile, check_upload
from incubator.core.files.form_fields import CheckedFileField
from incubator.core.files.giving import as_attachment, as_picture
from incubator.core.files.kinds import DOCX, PICTURES, content_type_of
from incubator.core.files.storage import private_storage, random_name, random_name_of_kind

__all__ = [
    "DOCX", "PICTURES", "CheckedFile", "CheckedFileField", "as_attachment", "as_picture",
    "check_upload", "content_type_of", "private_storage", "random_name", "random_name_of_kind",
]  # fmt: skip
