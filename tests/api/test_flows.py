"""The reconciliation of a period over the API."""

import pytest

from tests.api.conftest import API
from tests.api.test_exports import csv_of

ASKED = "from=2007-01-01&to=2007-12-31"
WHERE = f"{API}statistics/reconciliation/"


def test_zone_with_its_incubators_and_their_overlap(as_zone):
    answer = as_zone.get(f"{WHERE}?{ASKED}").json()

    terms = ("opening", "entered", "re_entered", "graduated", "left", "closing", "residual")
    assert [answer[term] for term in terms] == [2, 3, 1, 1, 2, 3, 0]
    assert answer["reasons"] == {"withdrew": 1, "removed": 0, "dissolved": 0, "moved": 1}
    assert answer["overlap"] == {"opening": 0, "closing": 0}
    assert answer["companies"] == {"opening": 2, "closing": 3}
    assert answer["unexplained"] == []
    assert [(one["code"], one["closing"]) for one in answer["incubators"]] == [
        ("alpha", 1), ("beta", 2),
    ]  # fmt: skip


def test_manager_has_the_own_incubator_alone(as_alpha):
    answer = as_alpha.get(f"{WHERE}?{ASKED}").json()

    assert (answer["incubator"], answer["closing"], answer["overlap"]) == ("alpha", 1, None)
    assert [one["code"] for one in answer["incubators"]] == ["alpha"]


@pytest.mark.parametrize(
    "line", ["opening", "entered", "re_entered", "graduated", "left", "closing", "unexplained"]
)
@pytest.mark.parametrize("place", ["", "&incubator=alpha"])
def test_every_number_opens_its_companies(as_zone, line, place):
    account = as_zone.get(f"{WHERE}?{ASKED}{place}").json()
    behind = as_zone.get(f"{WHERE}companies/?{ASKED}{place}&line={line}").json()

    wanted = account["residual"] if line == "unexplained" else account[line]
    assert behind["count"] == len(behind["results"]) == wanted


def test_those_who_left_by_reason(as_zone):
    behind = as_zone.get(f"{WHERE}companies/?{ASKED}&line=left&reason=moved").json()

    assert [one["name"] for one in behind["results"]] == ["两地公司"]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("", 400, "missing_parameter"),
        ("from=2007-01-01", 400, "missing_parameter"),
        ("from=x&to=2007-12-31", 400, "invalid_day"),
        ("from=2007-02-30&to=2007-12-31", 400, "invalid_day"),
        ("from=2007-12-31&to=2007-01-01", 400, "invalid_period"),
        ("from=2007-01-01&to=2099-01-01", 400, "period_in_future"),
        (f"{ASKED}&incubator=none", 404, "not_found"),
        (f"{ASKED}&group_by=field", 400, "unknown_parameter"),
    ],
)
def test_bad_questions(as_zone, refused, query, status, code):
    assert refused(as_zone.get(f"{WHERE}?{query}"), status) == code


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        (ASKED, 400, "missing_parameter"),
        (f"{ASKED}&line=secret", 404, "unknown_line"),
        (f"{ASKED}&line=overlap_closing&incubator=alpha", 404, "unknown_line"),
        (f"{ASKED}&line=left&reason=graduated", 400, "invalid_choice"),
    ],
)
def test_bad_lines(as_zone, refused, query, status, code):
    assert refused(as_zone.get(f"{WHERE}companies/?{query}"), status) == code


def test_file_holds_the_overlap_as_its_own_line(as_zone):
    _head, *lines = csv_of(as_zone.get(f"{WHERE}?{ASKED}&format=csv"))

    assert [line[1:] for line in lines] == [
        ["2", "2", "0", "1", "2", "1", "0"],
        ["0", "1", "1", "0", "0", "2", "0"],
        ["2", "3", "1", "1", "2", "3", "0"],
        ["0", "", "", "", "", "0", ""],
        ["2", "", "", "", "", "3", ""],
    ]
    behind = csv_of(as_zone.get(f"{WHERE}companies/?{ASKED}&line=closing&format=csv"))
    assert len(behind) == 1 + 3


def test_answer_is_known_until_a_stay_changes(zone, as_zone):
    tag = as_zone.get(f"{WHERE}?{ASKED}").headers["ETag"]
    assert as_zone.get(f"{WHERE}?{ASKED}", HTTP_IF_NONE_MATCH=tag).status_code == 304

    stay = zone.stay(zone.newcomer, zone.alpha)
    stay.left_on, stay.exit_reason = "2007-11-01", "withdrew"
    stay.save()

    assert as_zone.get(f"{WHERE}?{ASKED}", HTTP_IF_NONE_MATCH=tag).status_code == 200
