"""Rounds and their people: a link of one's own, access that ends with the round."""

import re

import pytest

from companies import lifecycle
from companies.models import Reviewer, ReviewerInvitation, ReviewRound
from companies.queries.cases import visible_to_reviewer
from tests.applying.test_drafts import refused
from tests.factories import CallFactory, MembershipFactory, UserFactory
from tests.reviewing.conftest import AT, DAY, DUE, expert, score_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(stage) -> ReviewRound:
    return lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)


def invite(review_round, email="li@academy.test", **more):
    given = {"name": "李专家", "employer": "某研究院", "expertise": ["electronics"]} | more
    return lifecycle.invite_reviewer(
        review_round=review_round, email=email, by=None, at=AT, **given
    )


def secret_of(mails) -> str:
    return re.search(r"/reviewing/join/([\w-]+)/", mails[-1].body)[1]


@pytest.fixture
def secret(running, mailoutbox, django_capture_on_commit_callbacks, monkeypatch) -> str:
    """Of an invitation to li@academy.test, as it stood in the mail."""
    said = []
    monkeypatch.setattr(
        "companies.lifecycle.reviewers.post", lambda **mail: said.append(mail["text"])
    )
    invite(running)
    return re.search(r"/reviewing/join/([\w-]+)/", said[0])[1]


def accept(secret, by, at=AT):
    return lifecycle.accept_reviewer_invitation(secret=secret, by=by, at=at)


def test_a_stage_proposes_its_end(stage):
    assert lifecycle.proposed_end(stage, at=AT).isoformat() == "2008-03-14T00:00:00+08:00"


def test_what_cannot_be_opened(call, stage):
    last = stage.plan.stages.get(kind="decision")
    plan = lifecycle.new_plan(call=call, by=None)
    draft = plan.stages.get(kind="expert")

    def opened(stage, due_at=DUE):
        return {"stage": stage, "due_at": due_at, "by": None, "at": AT}

    refused("stage_without_reviews", 400, lifecycle.open_round, **opened(last))
    refused("plan_not_published", 409, lifecycle.open_round, **opened(draft))
    refused("round_due_too_early", 400, lifecycle.open_round, **opened(stage, AT))
    refused("invalid_year", 400, lifecycle.open_round, **opened(stage, AT.replace(year=9999)))
    refused("invalid_year", 400, lifecycle.open_round,
            opens_at=AT.replace(year=1), **opened(stage))  # fmt: skip
    assert not ReviewRound.objects.exists()


def test_a_round_that_is_opened_twice_is_one(running, stage):
    again = {"stage": stage, "due_at": running.due_at, "by": None, "at": AT}

    assert lifecycle.open_round(**again) == running
    expert(running)
    assert lifecycle.open_round(**again).number == 2


def test_rounds_are_counted_extended_and_closed_for_good(running, stage):
    second = lifecycle.open_round(stage=stage, due_at=DUE - DAY, by=None, at=AT)
    assert [running.number, second.number] == [1, 2]

    later = lifecycle.extend_round(review_round=second, due_at=DUE + DAY, by=None, at=DUE)
    assert later.is_running(at=DUE)
    refused(
        "round_due_too_early", 400, lifecycle.extend_round,
        review_round=second, due_at=AT, by=None, at=DUE,
    )  # fmt: skip
    refused(
        "invalid_year", 400, lifecycle.extend_round,
        review_round=second, due_at=DUE.replace(year=9999), by=None, at=DUE,
    )  # fmt: skip
    lifecycle.close_round(review_round=second, by=None, at=AT)
    again = {"review_round": second, "by": None, "at": AT}
    refused("round_closed", 409, lifecycle.close_round, **again)
    refused("round_closed", 409, lifecycle.extend_round, due_at=DUE + DAY, **again)
    assert set(ReviewRound.objects.running(at=AT)) == {running}
    assert not ReviewRound.objects.running(at=DUE).exists()


def test_the_link_in_the_mail_makes_a_reviewer_once(secret, running):
    user = UserFactory(email="Li@Academy.test")

    reviewer = accept(secret, user)

    assert (reviewer.round, reviewer.employer, reviewer.expertise) == (
        running, "某研究院", ["electronics"],
    )  # fmt: skip
    assert reviewer.email_domain == "academy.test"
    assert not user.is_staff
    invitation = ReviewerInvitation.objects.get()
    assert (invitation.reviewer, invitation.accepted_at) == (reviewer, AT)
    assert secret not in str(ReviewerInvitation.objects.values())
    refused("invitation_invalid", 404, accept, secret=secret, by=user)


def test_the_link_is_for_one_person_and_a_while(secret, running):
    user = UserFactory(email="li@academy.test")

    refused("invitation_invalid", 404, accept, secret=secret, by=UserFactory())
    refused("invitation_invalid", 404, accept, secret="x" + secret, by=user)
    refused("invitation_invalid", 404, accept, secret=secret, by=user, at=DUE)
    lifecycle.extend_round(review_round=running, due_at=AT + 40 * DAY, by=None, at=AT)
    refused("invitation_invalid", 404, accept, secret=secret, by=user, at=AT + 15 * DAY)
    lifecycle.close_round(review_round=running, by=None, at=AT)
    refused("invitation_invalid", 404, accept, secret=secret, by=user)


def test_a_link_taken_back_holds_no_longer(secret, running):
    user = UserFactory(email="li@academy.test")
    invitation = ReviewerInvitation.objects.get()
    for _twice in range(2):
        lifecycle.revoke_reviewer_invitation(invitation=invitation, by=None, at=AT)

    refused("invitation_invalid", 404, accept, secret=secret, by=user)
    invite(running)
    assert running.invitations.filter(revoked_at=None).count() == 1
    invite(running, "LI@academy.test")
    assert running.invitations.filter(revoked_at=None).count() == 1


def test_who_cannot_be_invited(running, stage, call, manager):
    refused("email_invalid", 400, invite, review_round=running, email="li@")
    refused("field_unknown", 400, invite, review_round=running, expertise=["alchemy"])
    refused("load_not_possible", 400, invite, review_round=running, max_load=0)
    expert(running, 1)
    refused("reviews_already", 409, invite, review_round=running, email="EXPERT1@expert1.test")
    refused("round_over", 409, lifecycle.invite_reviewer,
            review_round=running, email="a@b.test", by=None, at=DUE)  # fmt: skip
    office = CallFactory().review_plans.get().stages.get(kind="department")
    theirs = lifecycle.open_round(stage=office, due_at=DUE, by=None, at=AT)
    refused("stage_is_of_the_office", 409, invite, review_round=theirs)


def test_nobody_mails_the_world(running, manager, monkeypatch):
    monkeypatch.setattr("companies.lifecycle.reviewers.MOST_A_DAY", 2)
    for number in range(2):
        lifecycle.invite_reviewer(
            review_round=running, email=f"a{number}@b.test", by=manager, at=AT
        )
    refused("too_many_invitations", 429, lifecycle.invite_reviewer,
            review_round=running, email="c@b.test", by=manager, at=AT)  # fmt: skip


def test_people_of_the_incubator_are_added_to_their_stage():
    call = CallFactory()
    stage = call.review_plans.get().stages.get(kind="department")
    review_round = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)
    own = MembershipFactory(incubator=call.incubator).user

    def add(user):
        return lifecycle.add_reviewer(review_round=review_round, user=user, by=None, at=AT)

    assert add(own).user == own
    refused("reviews_already", 409, add, user=own)
    refused("reviewer_not_known", 409, add, user=MembershipFactory().user)
    refused("reviewer_not_known", 409, add, user=UserFactory())


def test_who_was_invited_once_is_known_in_the_next_round(secret, running, stage):
    user = UserFactory(email="li@academy.test")
    accept(secret, user)
    second = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)

    assert lifecycle.add_reviewer(review_round=second, user=user, by=None, at=AT).round == second
    refused("reviewer_not_known", 409, lifecycle.add_reviewer,
            review_round=second, user=UserFactory(), by=None, at=AT)  # fmt: skip


def test_loads_change_but_not_below_what_is_assigned(panel):
    one = panel.experts[0]
    given = {"employer": "另一单位", "expertise": ["biomedicine"], "by": None, "at": AT}

    changed = lifecycle.change_reviewer(reviewer=one, max_load=1, **given)

    assert (changed.employer, changed.max_load) == ("另一单位", 1)
    one.reviews.create(
        call=panel.round.call, round=panel.round, assigned_at=AT, application=other_case(panel)
    )
    refused("load_below_assigned", 409, lifecycle.change_reviewer,
            reviewer=one, max_load=1, **given)  # fmt: skip


def other_case(panel):
    from tests.reviewing.conftest import in_review

    return in_review(panel.round.call, 9)


@pytest.mark.parametrize("end", ["due", "closed", "left"])
def test_access_ends_with_the_round_and_with_leaving(panel, end):
    one, at = panel.experts[0], AT
    assert visible_to_reviewer(one.user, at=at).get() == panel.case
    if end == "due":
        at = DUE
    elif end == "closed":
        lifecycle.close_round(review_round=panel.round, by=None, at=AT)
    else:
        lifecycle.remove_reviewer(reviewer=one, reason="出差", by=None, at=AT)

    assert not visible_to_reviewer(one.user, at=at).exists()
    code = "review_not_yours" if end == "left" else "round_over"
    refused(code, 404 if end == "left" else 409, lifecycle.save_review,
            review=panel.reviews[0], seen=0, by=one.user, at=at)  # fmt: skip


def test_who_leaves_keeps_what_is_signed_and_gives_back_the_rest(panel):
    one, two = panel.experts
    score_all(panel.reviews[0], 8)
    for reviewer in (one, two):
        lifecycle.remove_reviewer(reviewer=reviewer, reason="退出", by=None, at=AT)

    states = Reviewer.objects.order_by("pk").values_list("reviews__state", flat=True)
    assert list(states) == ["signed", "dropped"]
    refused("reviewer_left", 409, lifecycle.remove_reviewer,
            reviewer=one, reason="退出", by=None, at=AT)  # fmt: skip
    refused("reviewer_left", 409, lifecycle.change_reviewer,
            reviewer=one, employer="", expertise=[], max_load=5, by=None, at=AT)  # fmt: skip


def test_leaving_has_a_reason(panel):
    refused("said_nothing", 400, lifecycle.remove_reviewer,
            reviewer=panel.experts[0], reason=" ", by=None, at=AT)  # fmt: skip
