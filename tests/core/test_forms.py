"""What a rule refuses becomes an error of the form."""

import pytest
from django import forms
from django.contrib.admin import site

from companies.admin.call_forms import Moment
from facilities.admin.forms import BuildingForm
from facilities.models import Building
from incubator.accounts.models import SavedView
from incubator.core.admin_fields import Day, Line
from incubator.core.errors import RuleViolation
from incubator.core.forms import field_of, violations_as_form_errors
from incubator.workflows.portal.forms import Day as CompanyDay
from incubator.workflows.portal.forms import WordsForm
from mentors.portal.forms import ApplyForm
from mentors.portal.forms import Day as MentorDay


class Form(forms.Form):
    on = forms.CharField()


def bound() -> Form:
    form = Form({"on": "x"})
    assert form.is_valid()
    return form


@pytest.mark.parametrize("field", [Day, CompanyDay, MentorDay, Moment])
@pytest.mark.parametrize("day", ["0001-01-01", "1979-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_of_another_time_is_refused_where_it_is_typed(field, day):
    def typed(day: str):
        return field().clean([day, "00:00"] if field is Moment else day)

    with pytest.raises(forms.ValidationError) as refusal:
        typed(day)

    (error,) = refusal.value.error_list
    assert (error.code, day[:4] in error.message) == ("invalid_year", True)
    assert typed("2007-12-31").year == 2007
    assert field(required=False).clean("") is None


def test_a_building_may_be_old():
    field = BuildingForm.base_fields["opened_on"]

    assert field.clean("1955-05-01").year == 1955
    for day in ("0001-01-01", "9999-12-31"):
        with pytest.raises(forms.ValidationError):
            field.clean(day)


NAMED_BY_THEMSELVES = [
    Line(),
    ApplyForm.base_fields["name"],
    WordsForm.base_fields["words"],
    field_of(SavedView._meta.get_field("name")),
]


@pytest.mark.parametrize("field", NAMED_BY_THEMSELVES)
@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\x01", "\U000e0041"])
def test_a_line_with_what_nobody_sees_is_refused_where_it_is_typed(field, sign):
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean(f"甲{sign}乙")

    (error,) = refusal.value.error_list
    assert (error.code, f"U+{ord(sign):04X}" in error.message) == ("hidden_character", True)
    assert field.clean("甲 乙 😀") == "甲 乙 😀"


def test_so_it_is_on_every_page_of_the_admin():
    pages = site.get_model_admin(Building)

    field = pages.formfield_for_dbfield(Building._meta.get_field("name"), request=None)

    with pytest.raises(forms.ValidationError):
        field.clean("甲\u202e乙")


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


def test_what_a_field_says_of_a_value_is_plain_chinese():
    """Ours in place of Django's own sentences."""
    field = forms.CharField(max_length=120)
    said = {}
    for typed in ("x" * 9000, "a\0b"):
        with pytest.raises(forms.ValidationError) as refused:
            field.clean(typed)
        said[typed] = refused.value.messages

    assert list(said.values()) == [
        ["最多120个字符，现有9000个。"],
        ["内容中有无法保存的空字符，请删去。"],
    ]
