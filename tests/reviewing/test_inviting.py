"""Several reviewers at once: a pasted list invited whole or not at all, and reminders."""

import pytest
from django.core import mail

from companies import lifecycle
from companies.lifecycle import Invited
from companies.models import ReviewerInvitation
from incubator.core.errors import RuleViolation
from tests.reviewing.conftest import AT, DAY, DUE, score_all

PEOPLE = [Invited("a@one.test", "甲", "甲研究院"), Invited("b@two.test")]


def invite(panel, people):
    return lifecycle.invite_reviewers(
        review_round=panel.round, people=people, by=panel.experts[0].user, at=AT
    )


def test_everybody_on_a_list_is_asked(panel, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as mails:
        invitations = invite(panel, PEOPLE)

    assert [(one.email, one.name, one.employer) for one in invitations] == [
        ("a@one.test", "甲", "甲研究院"), ("b@two.test", "", ""),
    ]  # fmt: skip
    assert len(mails) == len(PEOPLE)


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ([], "nobody_listed"),
        ([*PEOPLE, Invited("A@one.test")], "invited_twice"),
        ([*PEOPLE, Invited("nonsense")], "email_invalid"),
        ([*PEOPLE, Invited("expert1@expert1.test")], "reviews_already"),
    ],
)
def test_one_bad_line_and_nobody_is_asked(panel, people, code):
    with pytest.raises(RuleViolation) as refused:
        invite(panel, people)

    assert (refused.value.code, refused.value.field) == (code, "people")
    assert not people or "3" in refused.value.detail
    assert not ReviewerInvitation.objects.exists()


def remind(panel, at=AT, **more) -> int:
    return lifecycle.remind_reviewers(review_round=panel.round, by=None, at=at, **more)


def test_those_who_are_behind_are_reminded_once_a_day(panel, django_capture_on_commit_callbacks):
    score_all(panel.reviews[0], 8)

    with django_capture_on_commit_callbacks() as mails:
        assert remind(panel) == 1
    with pytest.raises(RuleViolation, match="nobody_to_remind"):
        remind(panel)

    assert len(mails) == 1
    assert remind(panel, at=AT + DAY) == 1


def test_one_person_is_reminded_alone(panel):
    assert remind(panel, reviewers=panel.experts[:1]) == 1
    assert remind(panel) == 1


def test_the_mail_says_how_many_and_until_when(panel, settings, django_capture_on_commit_callbacks):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with django_capture_on_commit_callbacks(execute=True):
        remind(panel, reviewers=panel.experts[:1])

    (sent,) = mail.outbox
    assert sent.to == ["expert1@expert1.test"]
    assert "1份" in sent.body


def test_nobody_is_reminded_when_it_is_over(panel):
    with pytest.raises(RuleViolation, match="round_over"):
        remind(panel, at=DUE)


def test_nobody_is_reminded_of_a_case_that_went_on(panel):
    lifecycle.decide(application=panel.case, seen=0, outcome="reject", said="不符", by=None, at=AT)

    with pytest.raises(RuleViolation, match="nobody_to_remind"):
        remind(panel)
