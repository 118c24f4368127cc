"""Integration tests of seeded reviews, decisions, admissions, exits: whole, in every state."""

import io
from collections import Counter
from decimal import Decimal

import pytest
from django.db.models import Count, F, Model
from docx import Document

from companies.documents.protocol import protocol_of
from companies.enums import (
    ApplicationState,
    Blind,
    ChangeState,
    ExitReason,
    LeavingState,
    Need,
    OutboxState,
    Outcome,
    ReviewState,
)
from companies.models import (
    Admission,
    Application,
    ChangeRequest,
    Conflict,
    Decision,
    IncubationAgreement,
    Leaving,
    LetterBatch,
    Move,
    OutboxLetter,
    PanelMeeting,
    Review,
    Reviewer,
    ReviewRound,
    Stage,
    StageMove,
)
from companies.queries import cases
from companies.queries.meetings import record_seen
from companies.queries.standings import last_scores, missing_reviews, standings
from companies.rules.moves import may_move, may_step
from companies.rules.scoring import review_score
from incubator.accounts.access import Access
from incubator.accounts.models import User
from incubator.core.dates import now
from incubator.workflows.checklist import checklist_of
from seeds.zone2007 import blind_call, contest

pytestmark = pytest.mark.usefixtures("zone")


def words(document: bytes) -> str:
    """All that a document says in its tables and paragraphs."""
    found = Document(io.BytesIO(document))
    rows = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*rows, *(one.text for one in found.paragraphs)])


def states_of(model: type[Model], column: str = "state") -> set[str]:
    """Every state that a table has rows in."""
    return set(model._default_manager.values_list(column, flat=True))


class TestStates:
    @pytest.mark.parametrize(
        ("model", "column", "choices"),
        [
            (Review, "state", ReviewState),
            (Decision, "outcome", Outcome),
            (ChangeRequest, "state", ChangeState),
            (Leaving, "state", LeavingState),
            (Leaving, "reason", [reason for reason in ExitReason if reason != "graduated"]),
        ],
    )
    def test_every_state_has_rows(self, model, column, choices):
        assert states_of(model, column) == {str(choice) for choice in choices}

    def test_letters_are_prepared_sent_or_called_off(self):
        """What a worker would send by itself is not left lying about."""
        assert states_of(OutboxLetter) == {
            OutboxState.PREPARED, OutboxState.SENT, OutboxState.CANCELLED,
        }  # fmt: skip
        assert LetterBatch.objects.filter(finished_at=None).count() == 0

    def test_agreements_are_drafted_signed_and_void(self):
        agreements = IncubationAgreement.objects.all()

        assert agreements.signed().filter(residence__isnull=False).count() == 12
        assert agreements.live().filter(signed_on=None).exists()
        assert agreements.exclude(void_on=None).exists()
        for one in agreements.signed():
            with one.scan.file.open() as scan:
                assert scan.read(5) == b"%PDF-"

    def test_admissions_stand_at_every_step(self):
        under_way = Admission.objects.under_way().order_by("pk")

        missing = [
            next((step.need for step in checklist_of(one).missing), None) for one in under_way
        ]
        assert set(missing) == {
            Need.CONDITIONS, Need.REGISTRATION, Need.AGREEMENT, Need.SIGNED, Need.ROOMS,
            Need.DEPOSIT, None,
        }  # fmt: skip
        assert Admission.objects.exclude(given_up_at=None).exists()
        assert Admission.objects.exclude(done_at=None).count() == contest.RESIDENTS

    def test_demo_reviewer_has_cases_to_read(self):
        reviewer = User.objects.get(username="reviewer")

        queue = cases.reviews_of(reviewer, at=now())
        assert Counter(queue.values_list("state", flat=True)) == {
            "assigned": 7, "draft": 1, "signed": 1,
        }  # fmt: skip

    def test_everything_is_marked_as_made_up(self):
        assert Application.objects.filter(is_generated=False).count() == 0
        unmarked = User.objects.filter(reviews_in__isnull=False, is_active=True)
        assert [user for user in unmarked if "演示" not in user.name] == []


class TestReviews:
    def test_scores_follow_from_their_criteria(self):
        signed = Review.objects.filter(state="signed").prefetch_related("scores__criterion")

        wrong = [
            review
            for review in signed
            if review.score
            != review_score((score.criterion, score.value) for score in review.scores.all())
        ]
        assert (signed.count() > 1700, wrong) == (True, [])

    def test_nobody_reviews_against_a_conflict(self):
        assert Conflict.objects.count() == 0
        assert Review.objects.filter(state="signed").apart().count() > 1700

    def test_reviews_lie_in_their_rounds(self):
        late = Review.objects.filter(signed_at__gt=F("round__due_at"))
        early = Review.objects.filter(signed_at__lt=F("round__opens_at"))

        assert (late.count(), early.count()) == (0, 0)
        assert ReviewRound.objects.running(at=now()).count() == 3
        assert Reviewer.objects.active(at=now()).count() == 9

    def test_nobody_was_accepted_without_the_reviews_that_were_asked_for(self):
        decided = Decision.objects.in_force().filter(
            outcome__in=["accept", "conditions", "waiting"]
        )
        rows = list(Application.objects.filter(decisions__in=decided).select_related("stage"))

        assert len(rows) == 64 + 10 + 12 + 12 + 4
        assert missing_reviews(rows) == []

    def test_decisions_keep_the_score_of_that_day(self):
        decisions = list(Decision.objects.select_related("application"))

        scores = last_scores([decision.application for decision in decisions])
        assert [d for d in decisions if d.score != scores.get(d.application_id)] == []

    def test_experts_preferred_who_was_accepted(self):
        """The best places were accepted, but for those that are made up to have come in."""
        decided = Decision.objects.filter(call__code=contest.CODE, score__isnull=False)
        waiting = decided.filter(outcome="waiting")
        refused = decided.filter(outcome="reject", reason="", stage__isnull=False)

        lowest = min(waiting.values_list("score", flat=True))
        assert lowest >= max(
            refused.filter(application__reviews__round__number=2).values_list("score", flat=True)
        )


class TestPanel:
    def test_experts_of_the_blind_call_differ(self):
        stage = Stage.objects.get(call__code=blind_call.CODE, kind="expert")
        reviewed = Application.objects.filter(reviews__round__stage=stage).distinct()

        spreads = [row.spread for row in standings(reviewed, stage=stage) if row.is_whole]
        assert stage.blind == list(Blind.values)
        assert len(spreads) == blind_call.FIRST + blind_call.SECOND
        assert min(spreads) > 0
        assert len(set(spreads)) > 5

    def test_one_meeting_is_closed_and_one_goes_on(self):
        closed, opened = PanelMeeting.objects.order_by("number")

        assert (closed.closed_at is None, opened.closed_at is None) == (False, True)
        assert [case["outcome"] for case in closed.record["cases"]] == list(blind_call.OUTCOMES)
        assert all(len(case["votes"]) == 4 for case in closed.record["cases"])
        scores = [Decimal(case["score"]) for case in closed.record["cases"]]
        assert scores == sorted(scores, reverse=True)
        everything = Access(everywhere=True)
        assert "草稿" in words(protocol_of(record_seen(opened, everything), is_closed=False))
        assert "评审会主任" in words(protocol_of(record_seen(closed, everything), is_closed=True))
        decided = opened.items.exclude(decision=None).count()
        assert (decided, opened.items.count()) == (1, blind_call.SECOND)

    def test_who_of_the_office_reads_blind_has_no_such_case_at_the_desk(self):
        deputy = User.objects.get(username="deputy")
        hidden = Application.objects.kept_from(deputy.pk)

        assert hidden.count() == blind_call.READING
        assert cases.reviews_of(deputy, at=now()).count() == blind_call.READING


class TestMoves:
    def test_every_move_is_in_the_tables(self):
        moves = set(Move.objects.exclude(before="").values_list("before", "after"))
        steps = StageMove.objects.exclude(before=None).exclude(after=None)

        assert [move for move in moves if not may_move(*move)] == []
        kinds = set(steps.values_list("before__kind", "after__kind"))
        assert [step for step in kinds if not may_step(*step)] == []

    def test_last_move_is_where_an_application_stands(self):
        last = Move.objects.order_by("application", "-pk").distinct("application")
        stands = dict(Application.objects.values_list("pk", "state"))

        assert {move.application_id: move.after for move in last} == stands

    def test_decided_ones_have_one_decision_that_stands(self):
        after_review = Application.objects.filter(
            state__in=[
                ApplicationState.WAITING, ApplicationState.DEFERRED, ApplicationState.ACCEPTED,
                ApplicationState.ADMITTED,
            ]
        )  # fmt: skip
        standing = after_review.filter(decisions__ended_at=None, decisions__isnull=False)

        assert standing.count() == after_review.count()

    def test_admitted_ones_have_the_stay_of_their_company(self):
        done = Admission.objects.exclude(done_at=None).select_related("application", "residence")

        assert [
            one
            for one in done
            if one.residence.company_id != one.application.company_id
            or one.residence.incubator_id != one.incubator_id
            or one.application.admitted_at.date() != one.residence.admitted_on
        ] == []

    def test_letters_tell_what_was_decided_once(self):
        told = Decision.objects.exclude(announced_at=None)

        assert told.filter(outbox_letter__letter=None).count() == 0
        twice = OutboxLetter.objects.values("decision").annotate(n=Count("pk")).filter(n__gt=1)
        assert list(twice) == []
        assert Decision.objects.filter(announced_at=None).count() == 6


class TestStays:
    def test_ended_stays_of_leaving_forms_say_the_ground(self):
        ended = Leaving.objects.filter(state__in=["closed", "ended"]).select_related("residence")

        assert [
            one
            for one in ended
            if (one.ended_on, one.reason, one.ground)
            != (one.residence.left_on, one.residence.exit_reason, one.residence.exit_ground)
        ] == []
        assert set(ended.values_list("reason", flat=True)) >= {"withdrew", "moved", "dissolved"}

    def test_one_change_is_to_be_filed_late(self):
        changes = ChangeRequest.objects.all()

        assert changes.overdue(on=now().date()).count() == 1
        assert changes.exclude(filed_on=None).count() == 2
