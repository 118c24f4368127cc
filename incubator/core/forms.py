"""How a form says what a rule refused."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm, Form

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


def run(form: Form, verb: Callable[[dict], Any]) -> Any:
    """What a verb returns for a valid form; None where the form, or a rule, says no."""
    if not form.is_valid():
        return None
    result = None
    with violations_as_form_errors(form):
        result = verb(form.cleaned_data)
    return result if form.is_valid() else None
