"""Tests of the unified social credit code, in Python and in the database."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.codes import clean_organisation_code, clean_unified_code
from incubator.core.errors import RuleViolation
from tests.factories import unified_code

# Vectors of domain 9.1.
VALID = ["11330208591592676Q", "91350100M000100Y43", "11320000MB151840XJ"]
INVALID = ["91350100M000100Y4Z", "12330000470009159A"]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def is_valid(code: str) -> bool:
    """Whether Python accepts the code as it stands."""
    try:
        return clean_unified_code(code) == code
    except RuleViolation:
        return False


def is_valid_in_database(codes: list[str]) -> list[bool]:
    """What the function behind the CHECK says of each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unified_code_is_valid(code) FROM unnest(%s::text[]) WITH ORDINALITY t(code, n) "
            "ORDER BY n",
            [codes],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("code", VALID)
def test_valid_code_is_kept(code):
    assert clean_unified_code(code) == code


def test_code_is_written_in_one_form():
    assert clean_unified_code(" 91350100-m000100y43 ") == "91350100M000100Y43"


@pytest.mark.parametrize("code", [*INVALID, "", "913501", VALID[0] + "0", "I" * 18, "九" * 18])
def test_invalid_code_is_refused(code):
    with pytest.raises(RuleViolation) as refusal:
        clean_unified_code(code)

    assert (refusal.value.code, refusal.value.field) == ("invalid_unified_code", "unified_code")


@pytest.mark.parametrize(
    ("code", "says"),
    [("913501", "18"), (INVALID[0], "I, O, S, V, Z"), (INVALID[1], "check digit")],
)
def test_refusal_says_what_is_wrong(code, says):
    from django.utils import translation

    with translation.override("en"), pytest.raises(RuleViolation) as refusal:
        clean_unified_code(code)
    with translation.override("en"):
        assert says in refusal.value.detail


@given(st.integers(0, 999_999_999), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_changed_character_is_noticed(number, place, letter):
    code = unified_code(number)
    changed = code[:place] + letter + code[place + 1 :]

    assert is_valid(changed) == (changed == code)


@pytest.mark.django_db
@given(st.lists(st.text(ALPHABET + "IOSVZa -", min_size=17, max_size=19), max_size=20))
def test_database_and_python_agree_on_noise(codes):
    assert is_valid_in_database(codes) == [is_valid(code) for code in codes]


@pytest.mark.django_db
def test_database_and_python_agree_on_codes():
    codes = [*VALID, *INVALID, *(unified_code(n * 7919) for n in range(500))]
    codes += [code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % 31] for code in codes[5:]]

    assert is_valid_in_database(codes) == [is_valid(code) for code in codes]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("59159267-6", "59159267-6"), ("mb151840x", "MB151840-X"), ("M000100Y 4", "M000100Y-4")],
)
def test_organisation_code_as_written(typed, code):
    assert clean_organisation_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "abc", "59159267-5", "59159267", "5915926766", "591592七7-6"]
)
def test_wrong_organisation_code_is_refused(typed):
    with pytest.raises(RuleViolation) as refusal:
        clean_organisation_code(typed)

    assert refusal.value.code == "invalid_organisation_code"
