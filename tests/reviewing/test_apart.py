"""Whoever is kept from a case does nothing with it, whichever verb they call."""

import pytest
from django.apps import apps

from companies import lifecycle
from companies.lifecycle.choosing import Choice
from companies.models import Admission, Application, Conflict, DecisionCondition, OutboxLetter
from facilities import lifecycle as facilities
from incubator.core.errors import RuleViolation
from incubator.workflows.admit import admit, give_up
from tests.factories import UserFactory
from tests.reviewing.conftest import AT, DAY, expert, handed_in, in_review
from tests.staying.conftest import refused, scan
from tests.workflows.rows import ENDS, ON, accepted, begun, drafted, reserved

pytestmark = pytest.mark.django_db
KEPT = "case_kept_from_you"


@pytest.fixture
def close():
    """Somebody of the office, close to every case of a test."""
    return UserFactory(name="回避人")


def stand_close(user) -> None:
    for case in Application.objects.all():
        Conflict.objects.get_or_create(
            application=case, user=user, ground="declared", defaults={"found_at": AT}
        )


def everything() -> dict:
    """Every row of the parts that the verbs write in."""
    return {
        model: list(model.objects.order_by("pk").values())
        for label in ("companies", "facilities")
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "pgh_tracked_model")
    }


VERBS = {
    "decide": lambda case, **by: lifecycle.decide(
        application=case, seen=0, outcome="reject", said="不符", **by
    ),
    "ask": lambda case, **by: lifecycle.ask_information(
        application=case, what="请补充", until=(AT + 5 * DAY).date(), **by
    ),
    "move": lambda case, **by: lifecycle.move_stage(
        cases=[case], to=case.stage.plan.stages.get(kind="decision"), **by
    ),
    "write": lambda case, **by: lifecycle.write_message(
        application=case, body="您好", from_office=True, **by
    ),
    "take away": lambda case, **by: lifecycle.take_away(
        review=case.reviews.first(), reason="另派", **by
    ),
}


@pytest.mark.parametrize("name", VERBS)
def test_in_review(panel, close, name):
    stand_close(close)
    before = everything()

    assert refused(VERBS[name], case=panel.case, by=close, at=AT) == KEPT
    assert everything() == before


def test_before_the_review(call, close):
    case = handed_in(call, 7)
    stand_close(close)

    assert refused(lifecycle.accept_complete, application=case, by=close, at=AT) == KEPT
    assert refused(lifecycle.refuse, application=case, reason="不符", by=close, at=AT) == KEPT


def test_giving_the_case_to_somebody(panel, close):
    another = expert(panel.round, 3)
    stand_close(close)

    assert refused(
        lifecycle.assign_by_hand, reviewer=another, application=panel.case, by=close, at=AT
    ) == KEPT  # fmt: skip


def test_lifting_the_conflict_of_somebody_else(case, close):
    theirs = Conflict.objects.create(
        application=case, user=UserFactory(), ground="employer", found_at=AT
    )
    stand_close(close)

    assert refused(
        lifecycle.lift_conflict, conflict=theirs, reason="同名", by=close, at=AT
    ) == KEPT  # fmt: skip


def test_in_a_meeting(reviewed, close):
    meeting = lifecycle.open_meeting(stage=reviewed.stage, held_on=AT.date(), by=None, at=AT)
    item, member = meeting.items.get(), meeting.members.first()
    stand_close(close)
    by = {"item": item, "by": close, "at": AT}

    assert refused(lifecycle.write_panel_note, text="好", **by) == KEPT
    assert refused(lifecycle.vote, votes={member.pk: "for"}, **by) == KEPT
    assert refused(lifecycle.decide_in_meeting, seen=0, outcome="accept", **by) == KEPT


def test_several_at_once_and_one_of_them_is_kept(reviewed, close):
    other = in_review(reviewed.stage.call, 2)
    Conflict.objects.create(application=other, user=close, ground="declared", found_at=AT)
    choices = [
        Choice(case, seen=0, outcome="reject", said="不符") for case in (reviewed.case, other)
    ]

    with pytest.raises(RuleViolation) as refusal:
        lifecycle.decide_batch(choices=choices, by=close, at=AT)

    assert refusal.value.code == KEPT
    assert not any(word in refusal.value.detail for word in (other.name, other.receipt))
    assert not reviewed.case.decisions.exists()


def test_putting_off_and_conditions(reviewed, close):
    case = reviewed.case
    lifecycle.decide(
        application=case, seen=0, outcome="defer", until=(AT + 9 * DAY).date(), by=None, at=AT
    )
    stand_close(close)
    assert refused(lifecycle.take_up, application=case, by=close, at=AT) == KEPT
    lifecycle.decide(
        application=case, seen=1, outcome="conditions", by=None, at=AT,
        conditions=[("实缴注册资本", (AT + 9 * DAY).date())],
    )  # fmt: skip

    condition = DecisionCondition.objects.get()
    assert refused(lifecycle.meet_condition, condition=condition, by=close, at=AT) == KEPT


def test_letters_of_such_a_case_stay_for_somebody_else(reviewed, close):
    lifecycle.decide(application=reviewed.case, seen=0, outcome="accept", by=None, at=AT)
    stand_close(close)

    assert refused(
        lifecycle.confirm_letters, call=reviewed.case.call, count=1, by=close, at=AT
    ) == "outbox_empty"  # fmt: skip
    assert OutboxLetter.objects.get().state == "prepared"


def admission_verbs(admission: Admission, by) -> dict:
    """By name, each verb on an admission with what it is given."""
    case = admission.application
    reservation, agreement = admission.reservations.get(), case.agreements.get()
    who = {"by": by, "at": AT}
    of_it = {"admission": admission}
    return {
        "begin": (lifecycle.begin_admission, {"application": case, **who}),
        "name": (lifecycle.record_name_approval, {**of_it, "name": "甲", "number": "1", "on": ON,
                                                  "by": by}),
        "register": (lifecycle.record_registration, {
            **of_it, "name": "甲", "unified_code": "91330200000000000A", "registered_on": None,
            "on": ON, **who}),
        "rooms": (lifecycle.set_registered_only, {**of_it, "registered_only": True, "by": by}),
        "draft": (lifecycle.draft_agreement, {"application": case, "begins_on": ON, **who}),
        "sign": (lifecycle.file_signed_agreement, {
            "agreement": agreement, "upload": scan(), "signed_on": ON, **who}),
        "void": (lifecycle.void_agreement, {
            "agreement": agreement, "on": ON, "reason": "重拟", "by": by}),
        "reserve": (facilities.reserve_units, {
            **of_it, "units": [], "begins_on": ON, "ends_on": ENDS, "terms": None, "on": ON, **who,
        }),
        "deposit": (facilities.record_deposit, {"reservation": reservation, "on": ON, **who}),
        "deposit back": (facilities.take_deposit_back, {
            "reservation": reservation, "reason": "误记", "by": by}),
        "release": (facilities.release_reservation, {
            "reservation": reservation, "on": ON, "reason": "不来", "by": by}),
        "admit": (admit, {**of_it, "on": ON, **who}),
        "give up": (give_up, {**of_it, "reason": "不来", "on": ON, **who}),
    }  # fmt: skip


def test_on_the_way_in(close, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    admission = begun(accepted())
    drafted(admission)
    reserved(admission)
    stand_close(close)
    before = everything()

    refusals = {
        name: refused(verb, **given)
        for name, (verb, given) in admission_verbs(admission, close).items()
    }

    assert set(refusals.values()) == {KEPT}, refusals
    assert everything() == before
