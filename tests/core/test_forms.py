"""What a rule refuses becomes an error of the form."""

from django import forms

from incubator.core.errors import RuleViolation
from incubator.core.forms import violations_as_form_errors


class Form(forms.Form):
    on = forms.CharField()


def bound() -> Form:
    form = Form({"on": "x"})
    assert form.is_valid()
    return form


def test_violation_of_a_field_of_the_form():
    form = bound()

    with violations_as_form_errors(form):
        raise RuleViolation("too_early", "Not before %(day)s.", field="on", day="Monday")

    (error,) = form.errors.as_data()["on"]
    assert (error.code, error.messages) == ("too_early", ["Not before Monday."])


def test_violation_of_a_field_that_the_form_lacks():
    form = bound()

    with violations_as_form_errors(form):
        raise RuleViolation("refused", "No.", field="elsewhere")

    assert [error.code for error in form.errors.as_data()["__all__"]] == ["refused"]


def test_nothing_refused():
    form = bound()

    with violations_as_form_errors(form):
        pass

    assert form.is_valid()
