"""Whatever is asked of statistics: never a server error, never another incubator's figure."""

import json

import pytest
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incubator.statistics.indicators import BY_CODE
from tests.api.conftest import API
from tests.publishing.rows import published

PATHS = [
    "statistics/", "statistics/{year}/", "statistics/series/", "statistics/targets/",
    "statistics/reconciliation/", "statistics/reconciliation/companies/",
    "statistics/{year}/{indicator}/companies/", "statistics/{year}/{indicator}/units/",
    "statistics/{year}/{indicator}/mentors/", "statistics/{year}/{indicator}/returns/",
    "statistics/{year}/{indicator}/sessions/", "signals/{year}/", "signals/{year}/{signal}/",
    "snapshots/", "snapshots/{year}/",
]  # fmt: skip
# What a careful caller says, what a careless one does, and what an attacker tries.
ODD = [
    "", "0", "-1", "1e3", "１２", "null", "None", "*", "%", "%00", "\x00", "'", '"', "' OR '1'='1",
    "1; DROP TABLE companies_company; --", "../..", "{{7*7}}", "$ne", "__class__", "a" * 300,
    "企业", "\u202e", "\ud7ff", "2007-02-30", "9999-12-31", "0001-01-01", "99999999999999999999",
]  # fmt: skip
VALUES = {
    "year": ["2006", "2007", "2008", "1980", "2100"],
    "indicator": [*BY_CODE],
    "signal": ["december_entries", "empty_shells"],
    "incubator": ["alpha", "beta", "accelerator"],
    "by": ["incubator", "field", "month", "year", "company"],
    "part": ["moved", "withdrew", "graduated"],
    "line": ["opening", "entered", "overlap_closing"],
    "reason": ["moved", "graduated"],
    "reading": ["2006", "cn-2006"],
    "from": ["2005", "2007", "2007-01-01"],
    "to": ["2007", "2008", "2007-12-31"],
    "as_known_on": ["2008-03-12", "2026-01-01", "today"],
    "snapshot": ["live", "1", "999999"],
    "format": ["json", "csv", "xlsx", "xml", "html"],
    "page_size": ["1", "1000", "1001"],
    "cursor": ["abc", "MTo="],
    "ordering": ["id", "-id", "name"],
    "group_by": ["incubator", "exit_reason"], "period": ["month", "quarter", "week"],
    "residences__note": ["x"], "_connector": ["OR"], "id__in": ["1,2"],
}  # fmt: skip


def words(name: str) -> st.SearchStrategy[str]:
    """Mostly something that is known, else anything."""
    known, odd = st.sampled_from(VALUES[name]), st.sampled_from(ODD)
    return st.one_of(known, known, known, odd, st.text(max_size=20))


@st.composite
def questions(draw) -> tuple[str, str]:
    path = draw(st.sampled_from(PATHS))
    for name in ("year", "indicator", "signal"):
        path = path.replace(f"{{{name}}}", draw(st.sampled_from([*VALUES[name], "x", "0", "-"])))
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=5))
    pairs = [(name, draw(words(name))) for name in names]
    try:
        return path, urlencode(pairs)
    except UnicodeEncodeError:  # half a character: no address can hold it
        return path, ""


@pytest.fixture
def everything(zone):
    """2007 is published, and beta's figures are others than alpha's."""
    return published(2007)


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(question=questions())
def test_no_question_is_answered_with_an_error_of_ours(as_alpha, as_zone, everything, question):
    path, query = question
    for client in (as_alpha, as_zone):
        answer = client.get(f"{API}{path}?{query}")

        assert answer.status_code in (200, 400, 404, 406, 409), (path, query, answer.content)
        if answer.status_code != 200:
            assert set(answer.json()) == {"code", "detail", "fields"}, (path, query)
        elif client is as_alpha:
            assert_of_alpha_alone(answer, (path, query))


def assert_of_alpha_alone(answer, question) -> None:
    """Neither the other incubator, nor a company that never was in alpha, nor the whole zone."""
    text = body(answer)
    for name in ("乙孵化器", "乙家公司"):
        assert name not in text, question
    if answer.headers["Content-Type"] == "application/json":
        told = json.loads(text)
        assert told.get("incubator", "alpha") == "alpha", question
        assert told.get("overlap") is None, question
        assert "carried_in" not in told, question


def body(answer) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode("utf-8-sig", errors="replace")


@pytest.mark.parametrize(
    "address",
    [
        "statistics/2007/", "statistics/2007/?by=incubator", "statistics/2007/entered/companies/",
        "statistics/series/?indicator=entered&from=2005&to=2008",
        "statistics/targets/?year=2007",
        "statistics/reconciliation/?from=2007-01-01&to=2007-12-31",
        "statistics/reconciliation/companies/?from=2007-01-01&to=2007-12-31&line=entered",
    ],
)  # fmt: skip
def test_token_for_one_incubator_is_told_of_it_whoever_owns_it(clients, address):
    of_the_zone, of_alpha = clients["zone, token for alpha"], clients["manager of alpha"]

    answer = of_the_zone.get(API + address)

    assert answer.status_code == 200
    assert answer.json() == of_alpha.get(API + address).json()
    assert_of_alpha_alone(answer, address)
    assert answer.json().get("incubator", "alpha") == "alpha"


@pytest.mark.parametrize("address", ["signals/2007/", "signals/2007/december_entries/"])
def test_token_for_one_incubator_knows_no_signals(clients, refused, address):
    assert refused(clients["zone, token for alpha"].get(API + address), 404) == "not_found"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("statistics/2007/?by=field", "invalid_choice"),
        ("statistics/2007/?by=incubator,field", "invalid_choice"),
        ("statistics/2007/?by=incubator__sponsor", "invalid_choice"),
        ("statistics/2007/?group_by=incubator", "unknown_parameter"),
        ("statistics/2007/?period=month", "unknown_parameter"),
        ("statistics/series/?indicator=entered&from=2007&to=2007&period=month",
         "unknown_parameter"),
        ("statistics/series/?indicator=entered&from=2007-01&to=2007-12", "invalid_year"),
        ("statistics/reconciliation/?from=2007Q1&to=2007Q4", "invalid_day"),
        ("statistics/reconciliation/?from=2007-W01&to=2007-W52", "invalid_day"),
    ],
)  # fmt: skip
def test_groups_and_periods_from_outside_the_list(as_zone, refused, address, code):
    assert refused(as_zone.get(API + address), 400) == code
