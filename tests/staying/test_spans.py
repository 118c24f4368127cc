"""Days that are known only roughly: how they are said, and what goes with what."""

import datetime

import pytest

from companies.lifecycle import correct_residence, graduate, leave
from companies.models import Residence
from companies.rules.spans import span_of, written
from incubator.core.errors import RuleViolation
from tests.factories import ResidenceFactory

DAY = datetime.date


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("", None),
        ("  ", None),
        ("2003", (DAY(2003, 1, 1), DAY(2003, 12, 31))),
        ("2004-02", (DAY(2004, 2, 1), DAY(2004, 2, 29))),
        (" 2003-03-01/2003-08-31 ", (DAY(2003, 3, 1), DAY(2003, 8, 31))),
    ],
)
def test_what_is_said(text, span):
    assert span_of(text, field="admitted_within") == span
    if span:
        assert span_of(written(*span), field="") == span


@pytest.mark.parametrize(
    "text",
    [
        "03", "2003-13", "2003-1", "2003-02-30/2003-03-01", "2003-03-01/2003-03-01",
        "2003-08-31/2003-03-01", "2003-05-01", "1066", "2003/2004", "２００３", "about 2003",
        "9999-01-01/9999-12-31",
    ],
)  # fmt: skip
def test_what_says_no_span(text):
    with pytest.raises(RuleViolation) as refusal:
        span_of(text, field="admitted_within")

    assert (refusal.value.code, refusal.value.field) == ("invalid_span", "admitted_within")


def corrected(stay: Residence, **changed) -> Residence:
    known = {
        name: getattr(stay, name)
        for name in ("admitted_on", "due_on", "left_on", "exit_reason", "exit_ground")
    }
    return correct_residence(residence=stay, by=None, reason="查档", **known | changed)


@pytest.mark.django_db
class TestCorrecting:
    def test_span_is_kept_until_the_day_is_another_one(self):
        stay = corrected(ResidenceFactory(on=DAY(2003, 5, 1)), admitted_within="2003")
        assert (stay.admitted_earliest, stay.admitted_latest) == (
            DAY(2003, 1, 1), DAY(2003, 12, 31),
        )  # fmt: skip

        assert corrected(stay).admitted_latest == DAY(2003, 12, 31)
        assert corrected(stay, admitted_on=DAY(2003, 6, 1)).admitted_latest is None

    def test_nothing_typed_makes_the_day_exact(self):
        stay = corrected(ResidenceFactory(on=DAY(2003, 5, 1)), admitted_within="2003")

        assert corrected(stay, admitted_within="").admitted_earliest is None

    def test_stay_that_is_open_again_has_no_span_of_its_end(self):
        stay = ResidenceFactory(on=DAY(2003, 5, 1), left_on=DAY(2005, 5, 1))
        corrected(stay, left_within="2005")

        found = corrected(stay, left_on=None, exit_reason="", exit_ground="")

        assert (found.left_earliest, found.left_latest) == (None, None)

    @pytest.mark.parametrize(
        ("spans", "code"),
        [
            ({"admitted_within": "2004"}, "day_outside_of_span"),
            ({"left_within": "2003"}, "day_outside_of_span"),
            ({"admitted_within": "some time"}, "invalid_span"),
            ({"admitted_within": "2003-01-01/2006-01-01"}, "spans_in_disorder"),
            ({"left_within": "2003-01-01/2006-01-01"}, "spans_in_disorder"),
        ],
    )
    def test_what_does_not_go_together(self, spans, code):
        stay = ResidenceFactory(on=DAY(2003, 5, 1), left_on=DAY(2005, 5, 1))

        with pytest.raises(RuleViolation) as refusal:
            corrected(stay, **spans)

        assert refusal.value.code == code
        assert not Residence.objects.known_roughly().exists()

    @pytest.mark.parametrize("ends", ["graduate", "leave"])
    def test_nobody_leaves_before_the_last_day_of_the_span(self, ends):
        stay = corrected(ResidenceFactory(on=DAY(2003, 5, 1)), admitted_within="2003")
        verb, asked = {
            "graduate": (graduate, {}), "leave": (leave, {"reason": "moved"}),
        }[ends]  # fmt: skip

        with pytest.raises(RuleViolation) as refusal:
            verb(residence=stay, on=DAY(2003, 12, 31), by=None, **asked)

        assert refusal.value.code == "exit_before_admission"
        assert verb(residence=stay, on=DAY(2004, 1, 1), by=None, **asked).left_on
