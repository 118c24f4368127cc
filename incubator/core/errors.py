"""How a rule says no: one exception with a stable code and a sentence for the reader."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_noop

# What people read of an error of ours; the log has the rest. Kept as it stands, and shown in the
# reader's language (``core.shown.kept_sentence``), as the others are.
BROKE_OFF = gettext_noop(
    "The system broke off at this. Start it again; if that does not help, tell whoever runs the "
    "system: its log says what happened."
)
QUEUE_SILENT = gettext_noop("The job queue does not answer.")
WORKER_ENDED = gettext_noop("The worker ended before it finished.")


class RuleViolation(Exception):  # noqa: N818 - the design's word
    """A refused request, with everything a person and a program need to react.

    ``code`` is stable and part of the API contract; ``message`` is a lazily translated
    sentence with ``%(name)s`` places that ``values`` fill; ``field`` names the input at
    fault; ``status`` is the HTTP status that fits (409 for a refused move, 400 for bad
    input, 503 for a part that is down).
    """

    def __init__(
        self,
        code: str,
        message: str | Promise,
        /,  # so that a sentence may have a place called "code"
        *,
        field: str | None = None,
        status: int = 400,
        **values: object,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.status = status
        self.values = values
        self._message = message

    def saying(self, **values: object) -> "RuleViolation":
        """The same refusal with other values in its sentence."""
        return RuleViolation(
            self.code, self._message, field=self.field, status=self.status,
            **self.values | values,
        )  # fmt: skip

    @property
    def detail(self) -> str:
        """The sentence, in the language that is active when it is read."""
        text = str(self._message)
        if not self.values:
            return text  # it may hold a percent sign of its own
        return text % {name: _said(value) for name, value in self.values.items()}

    @property
    def fields(self) -> Mapping[str, list[str]]:
        """The sentence under the input it is about, or nothing."""
        return {self.field: [self.detail]} if self.field else {}

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


def violation_of(
    error: ValidationError, *, otherwise: str, about: Mapping[str, str] | None = None
) -> RuleViolation:
    """The first thing that a row's check finds wrong, as a refusal.

    Under the code of its constraint, beside the field that ``about`` names for it; what is wrong
    with a column alone is ``otherwise``.
    """
    field, faults = next(iter(error.error_dict.items()))
    fault = faults[0]
    said = fault.message % fault.params if fault.params else str(fault.message).replace("%%", "%")
    if field != NON_FIELD_ERRORS:
        return RuleViolation(otherwise, str(said), field=field)
    code = fault.code or otherwise
    return RuleViolation(code, str(said), field=(about or {}).get(code))


def _said(value: object) -> object:
    """A value inside a sentence: days as the reader's language writes them."""
    return date_format(value) if isinstance(value, datetime.date) else value
