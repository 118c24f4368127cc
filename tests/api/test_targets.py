"""Targets over the API."""

import pytest

from tests.api.conftest import API
from tests.api.test_exports import csv_of
from tests.factories import TargetFactory

WHERE = f"{API}statistics/targets/"


def test_targets_of_a_year_with_what_was_reached(as_zone):
    TargetFactory(indicator="", subject="talents", year=2007, value=2000, sentence="引进人才2000名")

    answer = as_zone.get(f"{WHERE}?year=2007").json()

    measured, other = answer["results"]
    assert (measured["indicator"], measured["target"], measured["reached"]) == ("entered", 4, 3)
    assert (measured["state"], measured["months"][-1], len(measured["months"])) == ("missed", 3, 12)
    assert (other["subject"], other["state"], other["reached"]) == ("talents", "not_measured", None)
    assert other["sentence"] == "引进人才2000名"


def test_manager_has_the_own_targets_alone(zone, as_alpha):
    own = TargetFactory(year=2007, value=2, incubator=zone.alpha)
    TargetFactory(year=2007, value=1, incubator=zone.beta)

    results = as_alpha.get(f"{WHERE}?year=2007").json()["results"]

    assert [(one["incubator"], one["target"], one["reached"]) for one in results] == [
        ("alpha", own.value, 2)
    ]


def test_as_a_file(as_zone):
    _head, line = csv_of(as_zone.get(f"{WHERE}?year=2007&format=csv"))

    assert line[:1] + line[3:6] == ["2007", "4", "3", "Missed"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "missing_parameter"),
        ("year=20x7", "invalid_year"),
        ("year=2007&x=1", "unknown_parameter"),
    ],
)
def test_bad_questions(as_zone, refused, query, code):
    assert refused(as_zone.get(f"{WHERE}?{query}"), 400) == code
