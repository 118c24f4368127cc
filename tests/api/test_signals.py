"""Signals for programs: of the whole zone, for those who see it."""

import pytest

from tests.api.conftest import API


def test_year(zone, clients):
    answer = clients["auditor"].get(f"{API}signals/2007/").json()

    found = {line["signal"]: (line["found"], line["looked_at"]) for line in answer["signals"]}
    assert answer["evidence"] == {"graduated": 1, "evidenced": 0, "missing": 1}
    assert found["graduations_without_papers"] == (1, 1)
    assert found["december_entries"] == (0, 4)


def test_stays_behind_one(zone, clients):
    answer = clients["auditor"].get(f"{API}signals/2007/graduations_without_papers/").json()

    assert (answer["count"], answer["next"]) == (1, None)
    assert [row["name"] for row in answer["results"]] == ["毕业公司"]


@pytest.mark.parametrize("who", ["manager of alpha", "manager of both", "zone, token for alpha"])
@pytest.mark.parametrize("path", ["", "december_entries/"])
def test_who_does_not_see_the_whole_zone_sees_none(clients, refused, who, path):
    assert refused(clients[who].get(f"{API}signals/2007/{path}"), 404) == "not_found"


def test_bad_questions_are_refused(clients, zone, refused):
    for path, status, code in (
        ("signals/0/", 400, "invalid_year"),
        ("signals/abc/", 400, "invalid_year"),
        ("signals/2007/none/", 404, "unknown_signal"),
        ("signals/2007/?by=x", 400, "unknown_parameter"),
    ):
        assert refused(clients["auditor"].get(API + path), status) == code
