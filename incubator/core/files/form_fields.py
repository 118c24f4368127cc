"""A form's file field that believes content alone."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from incubator.core.errors import RuleViolation
from incubator.core.files.checks import check_upload
from incubator.core.files.kinds import KINDS, Kind


class CheckedFileField(forms.FileField):
    """A file that passed ``check_upload``, under its cleaned name; its errors keep their code."""

    def __init__(self, *, kinds: tuple[Kind, ...] = KINDS, **kwargs) -> None:
        super().__init__(**kwargs)
        self.kinds = kinds
        endings = (f".{ending}" for kind in kinds for ending in kind.endings)
        self.widget.attrs["accept"] = ",".join(endings)

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        """Raises ValidationError with what stands against the file."""
        if data in self.empty_values:
            return None
        try:
            checked = check_upload(data, kinds=self.kinds)
        except RuleViolation as violation:
            raise ValidationError(violation.detail, code=violation.code) from violation
        checked.upload.name = checked.name
        return checked.upload
