"""Drafts keep every word, never overwrite one unseen, and are nobody else's."""

import datetime

import pytest

from companies import lifecycle
from companies.enums import ApplicationState, Right
from companies.models import Answer, Application, Collaborator, Representative
from incubator.core.errors import RuleViolation
from tests.applying.conftest import ANSWERS, AT, fill
from tests.factories import CallFactory, CompanyFactory, unified_code

pytestmark = pytest.mark.django_db


def refused(code: str, status: int, run, /, **arguments) -> RuleViolation:
    with pytest.raises(RuleViolation) as violation:
        run(**arguments)
    assert (violation.value.code, violation.value.status) == (code, status)
    return violation.value


def save(draft, by, value, *, seen=0, key="name"):
    return lifecycle.save_answer(application=draft, key=key, value=value, seen=seen, by=by, at=AT)


def test_an_answer_may_be_wrong_or_half(draft, founder):
    save(draft, founder, "大约五十万吧", key="registered_capital")

    assert draft.answers.get().value == "大约五十万吧"


def test_two_people_never_overwrite_each_other_unseen(draft, founder, stranger):
    Collaborator.objects.create(application=draft, user=stranger, right=Right.EDIT, since=AT)
    save(draft, founder, "甲的名称")

    violation = refused(
        "answer_changed_elsewhere", 409, save, draft=draft, by=stranger, value="乙的名称"
    )

    assert violation.values["theirs"] == "甲的名称"
    assert draft.answers.get().value == "甲的名称"
    assert save(draft, stranger, "乙的名称", seen=violation.values["revision"]).revision == 2


def test_same_words_again_change_nothing(draft, founder):
    first = save(draft, founder, "名称")
    again = save(draft, founder, "名称", seen=7)

    assert (first.revision, again.revision) == (1, 1)
    assert Answer.history.rel.related_model.objects.count() == 1


def test_every_version_of_an_answer_stays_in_its_history(draft, founder):
    save(draft, founder, "一")
    save(draft, founder, "二", seen=1)

    kept = Answer.history.rel.related_model.objects.order_by("pgh_id")
    assert [event.value for event in kept] == ["一", "二"]


@pytest.mark.parametrize("key", ["nonsense", "licence", ""])
def test_what_is_not_asked_is_not_kept(draft, founder, key):
    refused("unknown_question", 400, save, draft=draft, by=founder, value="x", key=key)

    assert not draft.answers.exists()


def test_a_book_is_refused_and_nothing_kept(draft, founder):
    violation = refused("answer_too_long", 400, save, draft=draft, by=founder, value="字" * 20_001)

    assert violation.field == "name"
    assert not draft.answers.exists()


def test_readers_do_not_write_and_strangers_neither(draft, stranger):
    refused("right_missing", 403, save, draft=draft, by=stranger, value="x")
    Collaborator.objects.create(application=draft, user=stranger, right=Right.VIEW, since=AT)
    refused("right_missing", 403, save, draft=draft, by=stranger, value="x")

    assert not draft.answers.exists()


def test_nothing_is_written_after_handing_in(submitted, founder):
    refused("application_not_editable", 409, save, draft=submitted, by=founder, value="x", seen=1)

    assert submitted.answers.get(key="name").value == ANSWERS["name"]


@pytest.mark.parametrize(
    ("opens", "closes"), [(1, 5), (-9, -1)], ids=["not yet open", "closed already"]
)
def test_call_takes_drafts_only_while_it_is_open(founder, opens, closes):
    day = datetime.timedelta(days=1)
    call = CallFactory(
        kind="cohort", opens_at=AT + opens * day, closes_at=AT + closes * day,
        at=AT - 20 * day,
    )  # fmt: skip

    refused("call_not_open", 409, lifecycle.start_draft, call=call, by=founder, at=AT)

    assert not Application.objects.exists()


def test_call_is_open_to_the_minute(founder):
    minute = datetime.timedelta(minutes=1)
    call = CallFactory(kind="cohort", opens_at=AT, closes_at=AT + minute)

    assert not call.is_open(at=AT - minute)
    assert call.is_open(at=AT)
    assert not call.is_open(at=AT + minute)


def test_code_for_late_entry(founder, stranger):
    day = datetime.timedelta(days=1)
    call = CallFactory(kind="cohort", opens_at=AT - 9 * day, closes_at=AT - day)
    late, code = lifecycle.allow_late(
        call=call, given_to="甲", reason="网络故障", until=AT + day, by=founder, at=AT
    )

    spaced = f" {code[:5].lower()}-{code[5:]} "
    draft = lifecycle.start_draft(call=call, late_code=spaced, by=founder, at=AT)

    assert draft.late_code == late
    assert code not in str(late.__dict__)
    start = {"call": call, "by": stranger}
    refused("late_code_invalid", 400, lifecycle.start_draft, **start, late_code="NONE", at=AT)
    refused("late_code_invalid", 400, lifecycle.start_draft, **start, late_code=code, at=AT + day)


def test_code_for_late_entry_says_whom_and_until_when(call, founder):
    facts = {"call": call, "by": founder, "at": AT}
    later = AT + datetime.timedelta(days=1)
    refused(
        "late_code_already_over", 400, lifecycle.allow_late,
        **facts, given_to="甲", reason="原因", until=AT,
    )  # fmt: skip
    refused(
        "late_code_without_reason", 400, lifecycle.allow_late,
        **facts, given_to="甲", reason=" ", until=later,
    )  # fmt: skip


def test_nobody_floods_the_office_with_drafts(call, founder):
    for _each in range(20):
        lifecycle.start_draft(call=call, by=founder, at=AT)

    refused("too_many_drafts", 429, lifecycle.start_draft, call=call, by=founder, at=AT)


def test_draft_for_a_company_needs_a_right_and_is_one(call, founder, stranger):
    company = CompanyFactory()
    Representative.objects.create(company=company, user=founder, right=Right.EDIT, since=AT)
    lifecycle.start_draft(call=call, company=company, by=founder, at=AT)

    start = {"call": call, "company": company, "at": AT}
    refused("application_open_already", 409, lifecycle.start_draft, **start, by=founder)
    refused("right_missing", 403, lifecycle.start_draft, **start, by=stranger)
    Representative.objects.update(ended_at=AT)
    refused("right_missing", 403, lifecycle.start_draft, **start, by=founder)


@pytest.mark.parametrize("by_code", [False, True])
def test_facts_are_typed_once(founder, submitted, by_code):
    typed = ANSWERS["unified_code"].lower()
    known = {"unified_code": f" {typed[:8]}-{typed[8:]} "} if by_code else {"earlier": submitted}
    again = lifecycle.start_draft(call=CallFactory(), by=founder, at=AT, **known)

    reused = dict(again.answers.values_list("key", "value"))
    assert reused["unified_code"] == ANSWERS["unified_code"]
    assert reused["shareholders"] == ANSWERS["shareholders"]
    assert again.name == ANSWERS["name"]


def test_one_person_with_several_companies_mixes_nothing_up(founder, submitted):
    other = unified_code(8)

    draft = lifecycle.start_draft(call=CallFactory(), by=founder, at=AT, unified_code=other)
    empty = lifecycle.start_draft(call=CallFactory(), by=founder, at=AT)

    assert dict(draft.answers.values_list("key", "value")) == {"unified_code": other}
    assert not empty.answers.exists()


def test_code_finds_the_company_for_its_people_alone(founder, stranger):
    company = CompanyFactory()
    Representative.objects.create(company=company, user=founder, right=Right.EDIT, since=AT)

    draft, others = (
        lifecycle.start_draft(call=CallFactory(), by=who, at=AT, unified_code=company.unified_code)
        for who in (founder, stranger)
    )

    assert draft.company == company
    assert draft.name == company.name
    assert others.company is None
    assert dict(others.answers.values_list("key", "value")) == {
        "unified_code": company.unified_code
    }


def test_code_that_is_none_begins_nothing(call, founder):
    refused(
        "invalid_unified_code", 400, lifecycle.start_draft,
        call=call, by=founder, at=AT, unified_code="91330200X",
    )  # fmt: skip
    assert not Application.objects.exists()


def test_known_company_is_filled_in_from_the_register(call, founder):
    company = CompanyFactory(name="宁波乙科技有限公司")
    Representative.objects.create(company=company, user=founder, right=Right.SIGN, since=AT)

    draft = lifecycle.start_draft(call=call, company=company, by=founder, at=AT)

    assert draft.answers.get(key="unified_code").value == company.unified_code
    assert draft.name == "宁波乙科技有限公司"


def test_drafts_stay_with_the_questions_that_they_began_with(call, draft, founder):
    version = lifecycle.new_version(call=call, by=None)
    version.questions.filter(key="project").delete()
    lifecycle.publish_questions(call=call, by=None, at=AT)

    fill(draft, by=founder)
    submission = lifecycle.submit(application=draft, by=founder, at=AT)

    assert submission.content["questions"] == 1
    assert submission.content["answers"]["project"] == ANSWERS["project"]
    assert lifecycle.start_draft(call=call, by=founder, at=AT).questionnaire.version == 2


def test_draft_is_nobody_elses(draft, stranger, founder):
    assert not Application.objects.of_person(stranger).exists()
    assert Application.objects.of_person(founder).get() == draft


def test_the_office_sees_no_drafts(draft, zone_user):
    from incubator.accounts.access import access_of

    assert not Application.objects.visible_to(access_of(zone_user, on=AT.date())).exists()


def test_discarding_a_draft_writes_no_letter(draft, founder):
    lifecycle.withdraw(application=draft, by=founder, at=AT)

    draft.refresh_from_db()
    assert draft.state == ApplicationState.WITHDRAWN
    assert not draft.letters.exists()
