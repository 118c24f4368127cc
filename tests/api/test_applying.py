"""Calls, which are public, and applications, which are their applicant's and the office's."""

import datetime
import hashlib
import json

import pytest
from rest_framework.test import APIClient

from companies import lifecycle
from companies.enums import CallKind
from incubator.core.dates import SHANGHAI, now
from tests.api.conftest import API
from tests.factories import CallFactory, MembershipFactory, UserFactory, handed_in

AT = datetime.datetime(2008, 3, 3, 10, 0, tzinfo=SHANGHAI)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def call(zone):
    return CallFactory(incubator=zone.alpha, code="alpha-rolling", title_en="Come in")


def listed(client, where: str, key: str) -> list:
    answer = client.get(API + where)
    assert answer.status_code == 200, answer.content
    return [row[key] for row in answer.json()["results"]]


def test_call_is_read_by_anybody(call):
    answer = APIClient().get(f"{API}calls/{call.pk}/").json()

    questions = answer.pop("questions")
    assert answer == {
        "id": call.pk,
        "code": "alpha-rolling",
        "incubator": "alpha",
        "kind": "rolling",
        "standing": "open",
        "title": "常年入孵申请",
        "title_en": "Come in",
        "summary": "面向科技型创业企业。",
        "summary_en": "",
        "opens_at": "2008-01-01T00:00:00+08:00",
        "closes_at": None,
        "answer_days": 10,
        "version": 1,
    }
    asked = call.questionnaires.get().questions.order_by("position")
    assert [question["key"] for question in questions] == [question.key for question in asked]


def test_call_shows_the_newest_published_questions(call):
    second = lifecycle.new_version(call=call, by=None)
    second.questions.filter(key="area_wanted").update(label="需要多大面积")
    before = APIClient().get(f"{API}calls/{call.pk}/").json()
    lifecycle.publish_questions(call=call, by=None, at=AT)

    after = APIClient().get(f"{API}calls/{call.pk}/").json()

    assert (before["version"], after["version"]) == (1, 2)
    labels = {question["key"]: question["label"] for question in after["questions"]}
    assert labels["area_wanted"] == "需要多大面积"


def test_call_in_preparation_is_nobodys(zone):
    draft = CallFactory(incubator=zone.alpha, state="draft")

    assert listed(APIClient(), "calls/", "id") == []
    assert APIClient().get(f"{API}calls/{draft.pk}/").status_code == 404


def test_calls_by_standing(zone, call):
    moment = now()
    times = {"kind": CallKind.CONTEST, "incubator": zone.beta}
    coming = CallFactory(opens_at=moment + DAY, closes_at=moment + 2 * DAY, at=moment, **times)
    over = CallFactory(closes_at=AT, **times)
    stopped = CallFactory(incubator=zone.beta)
    lifecycle.close_call(call=stopped, by=None, at=moment)

    found = {
        standing: listed(APIClient(), f"calls/?standing={standing}", "id")
        for standing in ("open", "coming", "over")
    }

    assert found == {"open": [call.pk], "coming": [coming.pk], "over": [over.pk, stopped.pk]}
    assert listed(APIClient(), "calls/", "standing") == ["open", "coming", "over", "over"]
    assert listed(APIClient(), "calls/?incubator=alpha&kind=rolling", "id") == [call.pk]


def test_calls_refuse_what_they_do_not_know(call, refused):
    for query in ("standing=soon", "kind=lottery", "incubator=nowhere"):
        assert refused(APIClient().get(f"{API}calls/?{query}"), 400) == "invalid_input"
    assert refused(APIClient().get(f"{API}calls/?sort=x"), 400) == "unknown_parameter"


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same(zone, as_zone, django_assert_num_queries, rows):
    for number in range(rows):
        handed_in(CallFactory(incubator=zone.alpha), unified_code=None, name=f"团队{number}")

    with django_assert_num_queries(1):
        assert len(listed(APIClient(), "calls/", "id")) == rows
    with django_assert_num_queries(3):
        assert len(listed(as_zone, "applications/", "id")) == rows


@pytest.mark.parametrize("times", [1, 3])
def test_single_ones_cost_the_same(zone, call, as_zone, django_assert_num_queries, times):
    application = handed_in(call)
    for number in range(times):
        content = {"answers": {"name": "甲"}}
        application.submissions.create(
            round=number + 1, content=content, content_hash="0" * 64, submitted_at=AT
        )

    with django_assert_num_queries(3):
        assert APIClient().get(f"{API}calls/{call.pk}/").status_code == 200
    with django_assert_num_queries(5):
        whole = as_zone.get(f"{API}applications/{application.pk}/").json()
    assert [one["round"] for one in whole["submissions"]] == list(range(1, times + 1))


def test_application_with_what_was_handed_in(call, as_zone):
    application = handed_in(call, name="示例团队")
    content = {"call": call.code, "answers": {"name": "示例团队"}, "files": []}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    application.submissions.create(
        round=1, content=content, submitted_at=AT,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip

    answer = as_zone.get(f"{API}applications/{application.pk}/").json()

    (submission,) = answer.pop("submissions")
    again = json.dumps(
        submission["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert hashlib.sha256(again.encode()).hexdigest() == submission["content_hash"]
    assert answer == {
        "id": application.pk,
        "receipt": application.receipt,
        "call": "alpha-rolling",
        "incubator": "alpha",
        "state": "submitted",
        "name": "示例团队",
        "unified_code": None,
        "company": None,
        "submitted_at": "2008-01-02T00:00:00+08:00",
        "answer_by": None,
        "decided_at": None,
        "deferred_until": None,
        "admitted_at": None,
        "withdrawn_at": None,
        "told": "submitted",
        "stage": None,
        "is_generated": False,
        "appeal": "",
        "moves": [
            {
                "before": "draft",
                "after": "submitted",
                "moved_at": "2008-01-02T00:00:00+08:00",
                "said": "",
            }
        ],
    }


def test_draft_is_its_applicants_alone(call, as_zone, api_as, admin_user):
    draft = lifecycle.start_draft(call=call, by=UserFactory(), at=AT)

    for client in (as_zone, api_as(admin_user)):
        assert listed(client, "applications/", "id") == []
        assert client.get(f"{API}applications/{draft.pk}/").status_code == 404


def test_discarded_draft_stays_its_applicants(call, as_zone):
    founder = UserFactory()
    draft = lifecycle.start_draft(call=call, by=founder, at=AT)
    lifecycle.withdraw(application=draft, by=founder, at=AT)

    assert listed(as_zone, "applications/", "id") == []


def test_applications_of_another_incubator_do_not_exist(zone, call, api_as):
    own, foreign = handed_in(call), handed_in(CallFactory(incubator=zone.beta))
    client = api_as(MembershipFactory(incubator=zone.alpha).user)

    assert listed(client, "applications/", "id") == [own.pk]
    assert client.get(f"{API}applications/{foreign.pk}/").status_code == 404
    assert client.get(f"{API}applications/?call={foreign.call.code}").status_code == 400
    assert client.get(f"{API}applications/?incubator=beta").status_code == 400


def test_applicant_has_no_list_here(call, api_as):
    founder = UserFactory()
    lifecycle.start_draft(call=call, by=founder, at=AT)

    assert api_as(founder).get(f"{API}applications/").status_code == 403


def test_applications_by_call_state_and_day(zone, call, as_zone):
    last_moment = datetime.datetime(2008, 3, 3, 23, 59, 59, tzinfo=SHANGHAI)
    first = handed_in(call, submitted_at=last_moment)
    next_day = last_moment + datetime.timedelta(seconds=1)
    second = handed_in(CallFactory(incubator=zone.beta), submitted_at=next_day)
    lifecycle.refuse(application=second, reason="不属于科技领域", by=None, at=next_day)

    for query, found in {
        "call=alpha-rolling": [first.pk],
        "incubator=beta": [second.pk],
        "state=refused": [second.pk],
        "submitted_to=2008-03-03": [first.pk],
        "submitted_from=2008-03-04": [second.pk],
        "submitted_from=2008-03-03&submitted_to=2008-03-04": [first.pk, second.pk],
    }.items():
        assert listed(as_zone, f"applications/?{query}", "id") == found, query


def test_drafts_are_not_found_by_their_state(call, as_zone, refused):
    lifecycle.start_draft(call=call, by=UserFactory(), at=AT)

    assert listed(as_zone, "applications/?state=draft", "id") == []
    assert refused(as_zone.get(f"{API}applications/?state=lost"), 400) == "invalid_input"
