"""Deciding: with the reviews that are asked for, once, and told by letter alone."""

import pytest

from companies import lifecycle
from companies.enums import ApplicationState
from companies.models import OutboxLetter
from tests.applying.test_drafts import refused
from tests.reviewing.conftest import AT, DAY, in_review

pytestmark = pytest.mark.django_db

S = ApplicationState


def decide(application, outcome="accept", *, seen=0, by=None, at=AT, **more):
    return lifecycle.decide(
        application=application, seen=seen, outcome=outcome, by=by, at=at, **more
    )


def test_accepted_by_its_reviews(reviewed, manager):
    decision = decide(reviewed.case, by=manager)

    reviewed.case.refresh_from_db()
    assert (reviewed.case.state, reviewed.case.decided_at) == (S.ACCEPTED, AT)
    assert (decision.score, decision.number, decision.decided_by) == (70, 1, manager)
    assert reviewed.case.stage.kind == "decision"
    letter = OutboxLetter.objects.get()
    assert (letter.state, letter.kind, letter.decision) == ("prepared", "accepted", decision)
    assert "路线清楚。" in letter.body
    assert "团队偏弱" not in letter.body
    assert "专家" not in letter.body


def test_nobody_is_accepted_without_the_reviews_that_are_asked_for(panel):
    for outcome, more in [
        ("accept", {}), ("waiting", {}),
        ("conditions", {"conditions": [("完成注册", AT.date() + DAY)]}),
    ]:  # fmt: skip
        refused("reviews_missing", 409, decide, application=panel.case, outcome=outcome, **more)
    decide(panel.case, "reject", said="领域不符")
    panel.case.refresh_from_db()
    assert panel.case.state == S.REFUSED
    assert not in_review(panel.case.call, 2).decisions.exists()
