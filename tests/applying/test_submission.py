"""Handing in: checked whole, final, once; and everything that may follow."""

import datetime
import json

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from companies import lifecycle
from companies.enums import ApplicationState, LetterKind, Right
from companies.lifecycle.applications import content_hash
from companies.models import Application, Collaborator
from incubator.accounts.access import Access
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Rulebook
from seeds.zone2007 import rulebooks
from tests.applying.conftest import ANSWERS, AT, fill
from tests.applying.test_drafts import refused
from tests.factories import CallFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def submit(application, by, at=AT):
    return lifecycle.submit(application=application, by=by, at=at)


def test_receipt_and_hash(ready, founder):
    submission = submit(ready, founder)

    ready.refresh_from_db()
    assert ready.state == ApplicationState.SUBMITTED
    assert ready.receipt.startswith("SQ2008-")
    assert (ready.submitted_at, ready.unified_code) == (AT, ANSWERS["unified_code"])
    assert submission.content_hash == content_hash(submission.content)
    assert submission.content["answers"] == ANSWERS
    assert [file["name"] for file in submission.content["files"]] == ["执照.pdf"]


def test_hash_is_that_of_the_content_as_json(submitted):
    import hashlib

    submission = submitted.submissions.get()
    text = json.dumps(submission.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == submission.content_hash


def test_twice_is_once(ready, founder):
    first = submit(ready, founder)
    second = submit(ready, founder, AT + DAY)

    assert first == second
    assert ready.letters.count() == 1


def test_everything_that_is_missing_is_said_at_once(draft, founder):
    lifecycle.save_answer(
        application=draft, key="registered_place", value="inside", seen=0, by=founder, at=AT
    )
    lifecycle.save_answer(
        application=draft, key="registered_capital", value="很多", seen=0, by=founder, at=AT
    )

    with pytest.raises(lifecycle.Incomplete) as incomplete:
        submit(draft, founder)

    codes = {problem.key: problem.code for problem in incomplete.value.problems}
    assert codes["name"] == "answer_missing"
    assert codes["registered_capital"] == "answer_not_a_number"
    assert codes["licence"] == "answer_missing"
    assert incomplete.value.code == "application_incomplete"
    assert set(incomplete.value.fields) == set(codes)
    assert not draft.submissions.exists()


def test_what_no_other_answer_asks_for_is_not_missing(draft, founder):
    answers = ANSWERS | {"registered_place": "not_yet"}
    del answers["unified_code"], answers["registered_on"]
    fill(draft, by=founder, answers=answers)

    assert submit(draft, founder).content["answers"].keys() == answers.keys()


def test_only_who_may_sign_hands_in(ready, stranger):
    refused("right_missing", 403, submit, application=ready, by=stranger)
    Collaborator.objects.create(application=ready, user=stranger, right=Right.EDIT, since=AT)
    refused("right_missing", 403, submit, application=ready, by=stranger)

    assert not ready.submissions.exists()


def test_deadline_is_the_servers(founder):
    call = CallFactory(kind="cohort", opens_at=AT - DAY, closes_at=AT + DAY)
    draft = lifecycle.start_draft(call=call, by=founder, at=AT)
    fill(draft, by=founder, at=AT + 2 * DAY)

    refused("call_not_open", 409, submit, application=draft, by=founder, at=AT + DAY)
    assert draft.answers.count() == len(ANSWERS)

    _late, code = lifecycle.allow_late(
        call=call, given_to="甲", reason="网络故障", until=AT + 3 * DAY, by=founder, at=AT
    )
    refused(
        "late_code_invalid", 400, lifecycle.enter_late_code,
        application=draft, code="X", by=founder, at=AT,
    )  # fmt: skip
    lifecycle.enter_late_code(application=draft, code=code, by=founder, at=AT)
    refused("call_not_open", 409, submit, application=draft, by=founder, at=AT + 3 * DAY)
    assert submit(draft, founder, AT + 2 * DAY).round == 1


def test_one_company_applies_once_to_a_call(submitted, call, stranger):
    other = lifecycle.start_draft(call=call, by=stranger, at=AT)
    fill(other, by=stranger)

    violation = refused("application_open_already", 409, submit, application=other, by=stranger)

    assert violation.field == "unified_code"
    other.refresh_from_db()
    assert (other.state, other.receipt) == (ApplicationState.DRAFT, None)
    lifecycle.withdraw(application=submitted, by=submitted.started_by, at=AT)
    assert submit(other, stranger).round == 1


def test_who_is_not_eligible_may_ask_a_person(founder):
    rulebooks.build()
    call = CallFactory(rulebook=Rulebook.objects.get(code="cn-2006"))
    draft = lifecycle.start_draft(call=call, by=founder, at=AT)
    fill(draft, by=founder, answers=ANSWERS | {"area_wanted": "2000"})

    with pytest.raises(lifecycle.Incomplete) as incomplete:
        submit(draft, founder)
    assert [problem.key for problem in incomplete.value.problems] == ["appeal"]

    refused(
        "answer_too_long", 400, lifecycle.appeal,
        application=draft, reason="长" * 2001, by=founder, at=AT,
    )  # fmt: skip
    lifecycle.appeal(application=draft, reason="需要中试车间", by=founder, at=AT)
    content = submit(draft, founder).content

    assert content["appeal"] == "需要中试车间"
    assert {"rule": "area", "met": False} in content["eligibility"]


def test_confirmation_is_mailed_after_the_commit(
    ready, founder, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        submit(ready, founder)

    assert len(callbacks) == 1
    letter = ready.letters.get()
    assert letter.kind == LetterKind.RECEIPT
    ready.refresh_from_db()
    for said in (ready.receipt, str(ready.key), ready.submissions.get().content_hash):
        assert said in letter.body


def test_letter_is_in_the_readers_language_and_repeats_no_markup(call):
    reader = UserFactory(language="en")
    draft = lifecycle.start_draft(call=call, by=reader, at=AT)
    fill(draft, by=reader, answers=ANSWERS | {"name": "<b>甲</b>\r\nBcc: x@example.test"})
    submit(draft, reader)

    letter = draft.letters.get()
    assert letter.subject.startswith("Your application has been received")
    assert "\n" not in letter.subject
    assert len(mail.outbox) == 0


def test_request_for_more_information_and_its_answer(submitted, founder, manager):
    until = AT.date() + 10 * DAY
    lifecycle.ask_information(
        application=submitted, what="请补充章程", until=until, by=manager, at=AT
    )
    submitted.refresh_from_db()
    assert (submitted.state, submitted.receipt is None) == (ApplicationState.RETURNED, False)
    assert submitted.answer_by.astimezone(AT.tzinfo).isoformat() == "2008-03-14T00:00:00+08:00"

    lifecycle.save_answer(application=submitted, key="staff", value="13", seen=1, by=founder, at=AT)
    receipt = submitted.receipt
    second = submit(submitted, founder, AT + 20 * DAY)

    submitted.refresh_from_db()
    assert (second.round, submitted.receipt, submitted.answer_by) == (2, receipt, None)
    assert submitted.submitted_at == AT
    assert [s.content["answers"]["staff"] for s in submitted.submissions.order_by("round")] == [
        "12", "13",
    ]  # fmt: skip


@pytest.mark.parametrize("days", [-1, 91])
def test_time_for_an_answer(submitted, manager, days):
    refused(
        "days_to_answer", 400, lifecycle.ask_information,
        application=submitted, what="请补充", until=AT.date() + days * DAY, by=manager, at=AT,
    )  # fmt: skip


@pytest.mark.parametrize("what", ["", "  \n"])
def test_the_office_says_why(submitted, manager, what):
    refused(
        "said_nothing", 400, lifecycle.refuse,
        application=submitted, reason=what, by=manager, at=AT,
    )  # fmt: skip
    refused(
        "said_nothing", 400, lifecycle.ask_information,
        application=submitted, what=what, until=AT.date() + DAY, by=manager, at=AT,
    )  # fmt: skip


def test_refused_at_the_check_is_over(submitted, founder, manager):
    lifecycle.refuse(application=submitted, reason="领域不符", by=manager, at=AT)
    refused("application_move_refused", 409, lifecycle.withdraw,
            application=submitted, by=founder, at=AT)  # fmt: skip
    refused("application_move_refused", 409, lifecycle.accept_complete,
            application=submitted, by=manager, at=AT)  # fmt: skip
    refused("application_not_editable", 409, submit, application=submitted, by=founder)

    moves = submitted.moves.order_by("pk")
    assert [(move.before, move.after) for move in moves] == [
        ("", "draft"), ("draft", "submitted"), ("submitted", "refused"),
    ]  # fmt: skip
    assert moves.last().said == "领域不符"
    assert [letter.kind for letter in submitted.letters.order_by("pk")] == ["receipt", "refused"]


def test_complete_is_in_review_where_one_decides(submitted, manager):
    lifecycle.accept_complete(application=submitted, by=manager, at=AT)
    submitted.refresh_from_db()

    refused("application_in_review", 409, lifecycle.refuse,
            application=submitted, reason="领域不符", by=manager, at=AT)  # fmt: skip
    assert [letter.kind for letter in submitted.letters.order_by("pk")] == ["receipt", "complete"]
    step = submitted.stage_moves.get()
    assert (step.before.kind, step.after.kind) == ("completeness", "department")
    assert submitted.stage == step.after


@pytest.mark.parametrize("table", ["submission", "move", "letter"])
@pytest.mark.parametrize("sql", ["UPDATE companies_{} SET id = id", "DELETE FROM companies_{}"])
def test_what_happened_cannot_be_changed(submitted, table, sql):
    with (
        pytest.raises(ProgrammingError, match="annot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(table))


def test_the_office_sees_what_it_received_and_only_there(submitted, manager):
    own = Access(incubator_ids=frozenset({submitted.incubator_id}))
    other = Access(incubator_ids=frozenset({submitted.incubator_id + 1000}))

    assert Application.objects.visible_to(own).get() == submitted
    assert not Application.objects.visible_to(other).exists()


def test_file_taken_away_later_stays_in_what_was_handed_in(submitted, founder, manager):
    lifecycle.ask_information(
        application=submitted, what="请更换", until=AT.date() + DAY, by=manager, at=AT
    )
    lifecycle.detach(attachment=submitted.attachments.get(), by=founder, at=AT)

    assert not submitted.attachments.in_force().exists()
    assert submitted.submissions.get().content["files"][0]["name"] == "执照.pdf"
    with pytest.raises(RuleViolation):
        submit(submitted, founder)


@pytest.mark.parametrize("typed", ["好\x00的", "好\u202e的", "好\x07的", "好\ud800的"])
def test_signs_that_nobody_sees_are_kept_nowhere(submitted, founder, typed):
    at = AT + datetime.timedelta(days=1)
    message = lifecycle.write_message(
        application=submitted, body=typed, by=founder, at=at, from_office=False
    )
    lifecycle.ask_information(
        application=submitted, what=typed, until=at.date() + 9 * DAY, by=None, at=at
    )
    lifecycle.appeal(application=submitted, reason=typed, by=founder, at=at)
    lifecycle.withdraw(application=submitted, reason=typed, by=founder, at=at)

    submitted.refresh_from_db()
    assert message.body == "好的"
    assert submitted.appeal == "好的"
    assert set(submitted.moves.exclude(said="").values_list("said", flat=True)) == {"好的"}


def test_nothing_but_signs_that_nobody_sees_says_nothing(submitted, founder):
    refused(
        "said_nothing", 400, lifecycle.write_message,
        application=submitted, body="\x00 \u202e", by=founder, at=AT, from_office=False,
    )  # fmt: skip
