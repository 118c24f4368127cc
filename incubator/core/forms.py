"""How a form says what a rule refused."""

import contextlib
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from incubator.core.errors import RuleViolation


@contextlib.contextmanager
def violations_as_form_errors(form: BaseForm) -> Iterator[None]:
    """A RuleViolation raised inside becomes an error of its field, or of the whole form.

    The verb's own transaction has rolled everything back by then.
    """
    try:
        yield
    except RuleViolation as violation:
        field = violation.field if violation.field in form.fields else None
        form.add_error(field, ValidationError(violation.detail, code=violation.code))
