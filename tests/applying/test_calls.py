"""Calls: prepared with the standard questions, published, closed, asked in versions."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from companies import lifecycle
from companies.enums import CallState
from companies.models import Call, Question
from companies.rules import standard
from tests.applying.conftest import AT
from tests.applying.test_drafts import refused
from tests.factories import CallFactory, IncubatorFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def prepared():
    return CallFactory(state="draft", opens_at=AT)


def test_begins_with_the_standard_questions(prepared):
    asked = prepared.questionnaires.get().questions.order_by("position")

    assert [q.key for q in asked] == [q["key"] for q in standard.questions()]
    assert prepared.state == CallState.DRAFT
    assert not Call.objects.public().exists()


def test_published_once(prepared):
    lifecycle.publish_call(call=prepared, by=None, at=AT)

    assert list(Call.objects.public()) == list(Call.objects.open(at=AT)) == [prepared]
    refused("call_already_published", 409, lifecycle.publish_call, call=prepared, by=None, at=AT)


def test_not_published_without_questions_or_after_its_end(prepared):
    over = CallFactory(state="draft", kind="cohort", opens_at=AT - 2 * DAY, closes_at=AT - DAY)
    refused("call_already_over", 400, lifecycle.publish_call, call=over, by=None, at=AT)

    prepared.questionnaires.get().questions.all().delete()
    refused("call_without_questions", 400, lifecycle.publish_call, call=prepared, by=None, at=AT)
    prepared.refresh_from_db()
    assert prepared.state == CallState.DRAFT


@pytest.fixture
def contest():
    return CallFactory(kind="contest", opens_at=AT - 9 * DAY, closes_at=AT + DAY)


def moved(call, closes_at, **more):
    dates = {"opens_at": call.opens_at, "closes_at": closes_at, "by": None, "at": AT} | more
    return {"call": call, **dates}


def test_longer_time_is_reminded_of_anew(contest, founder):
    draft = lifecycle.start_draft(call=contest, by=founder, at=AT)
    assert lifecycle.remind_of_drafts(at=AT) == 1

    lifecycle.reschedule_call(**moved(contest, AT + 2 * DAY, reason="延期"))

    assert Call.objects.open(at=AT + DAY).get() == contest
    assert lifecycle.remind_of_drafts(at=AT) == 1
    draft.refresh_from_db()
    assert draft.reminded_at == AT


def test_call_that_is_over_may_open_again(contest, founder):
    later = AT + 5 * DAY
    refused("call_not_open", 409, lifecycle.start_draft, call=contest, by=founder, at=later)

    lifecycle.reschedule_call(**moved(contest, later + DAY, at=later))

    contest.refresh_from_db()
    assert lifecycle.start_draft(call=contest, by=founder, at=later).call == contest


def test_dates_that_cannot_be(contest, prepared):
    move = lifecycle.reschedule_call
    refused("call_without_end", 400, move, **moved(contest, None))
    refused("call_already_over", 400, move, **moved(contest, AT))
    refused("call_ends_before_it_opens", 400, move, **moved(contest, contest.opens_at))
    refused("call_opened_already", 400, move, **moved(contest, AT + DAY, opens_at=AT))
    lifecycle.close_call(call=contest, by=None, at=AT, reason="场地已满")
    refused("call_closed", 409, move, **moved(contest, AT + 9 * DAY))

    assert move(**moved(prepared, None, opens_at=AT + 3 * DAY)).opens_at == AT + 3 * DAY


def test_closed_before_time(call):
    lifecycle.close_call(call=call, by=None, at=AT, reason="场地已满")

    assert not Call.objects.open(at=AT).exists()
    refused("call_not_published", 409, lifecycle.close_call, call=call, by=None, at=AT)


@pytest.mark.parametrize(
    "spoil",
    [
        {"shown_when": "nothing", "shown_values": ["x"]},
        {"shown_when": "area_wanted", "shown_values": ["x"]},  # it comes later
        {"shown_when": "registered_place", "shown_values": ["nowhere"]},
    ],
)
def test_condition_names_an_earlier_choice(prepared, spoil):
    Question.objects.filter(key="founder_kind").update(**spoil)

    refused("condition_unknown", 400, lifecycle.publish_call, call=prepared, by=None, at=AT)


def test_versions(call):
    second = lifecycle.new_version(call=call, by=None)
    assert lifecycle.new_version(call=call, by=None) == second
    assert second.version == 2
    assert second.questions.count() == len(list(standard.questions()))
    lifecycle.publish_questions(call=call, by=None, at=AT)

    refused("questions_unchanged", 409, lifecycle.publish_questions, call=call, by=None, at=AT)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE companies_question SET label = 'x'",
        "DELETE FROM companies_question",
        "UPDATE companies_questionnaire SET published_at = NULL",
        "DELETE FROM companies_questionnaire",
        (
            "INSERT INTO companies_question SELECT (q).* FROM (SELECT q FROM companies_question q"
            " LIMIT 1) AS one"
        ),
    ],
)
def test_published_questions_never_change(call, sql):
    with (
        pytest.raises(IntegrityError, match=r"published|duplicate"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_application_stays_with_its_incubator(draft):
    other = IncubatorFactory()
    with (
        pytest.raises(IntegrityError, match="application_call_of_incubator"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; UPDATE companies_application SET incubator_id = %s",
            [other.pk],
        )


def test_titles_in_both_languages():
    call = CallFactory(title="常年入孵", title_en="Rolling", summary="中", summary_en="English")

    assert (call.name_in("zh-hans"), call.name_in("en")) == ("常年入孵", "Rolling")
    assert call.name_in("en-gb") == "Rolling"
