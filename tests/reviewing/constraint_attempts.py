"""An attempt in plain SQL past every constraint of reviewing, for tests/core/test_constraints."""

import datetime
from decimal import Decimal

from companies import lifecycle
from companies.models import (
    Application,
    Conflict,
    DecisionCondition,
    OutboxLetter,
    Review,
    ReviewerInvitation,
    ReviewRound,
    Stage,
)
from tests.applying.constraint_attempts import AT
from tests.core.sql import copy_of
from tests.factories import CallFactory, UserFactory
from tests.reviewing import panel_attempts as panels

PLAN, STAGE, RUBRIC = "companies_reviewplan", "companies_stage", "companies_rubric"
CRITERION, STEP, ROUND = (
    "companies_rubriccriterion", "companies_stagemove", "companies_reviewround",
)  # fmt: skip
REVIEWER, INVITATION = "companies_reviewer", "companies_reviewerinvitation"
REVIEW, SCORE, CONFLICT = "companies_review", "companies_criterionscore", "companies_conflict"
DECISION, CONDITION = "companies_decision", "companies_decisioncondition"
TEMPLATE, BATCH, OUTBOX = (
    "companies_lettertemplate", "companies_letterbatch", "companies_outboxletter",
)  # fmt: skip
APPLICATION, MOVE = "companies_application", "companies_move"
EXPERTS = "WHERE kind = 'expert'"
DAY = datetime.timedelta(days=1)


def prepared() -> None:
    CallFactory(state="draft")


def two_prepared() -> None:
    CallFactory(state="draft")
    CallFactory(state="draft")


def case(kind: str = "expert") -> Application:
    """A complete application in a stage, without what was answered."""
    draft = lifecycle.start_draft(call=CallFactory(), by=UserFactory(), at=AT)
    stage = Stage.objects.get(call=draft.call, kind=kind)
    number = Application.objects.count()
    Application.objects.filter(pk=draft.pk).update(
        state="complete", submitted_at=AT, receipt=f"SQ2008-9{number:05d}", stage=stage
    )
    draft.refresh_from_db()
    return draft


def review_round(application: Application | None = None) -> ReviewRound:
    stage = (application or case()).stage
    return lifecycle.open_round(stage=stage, due_at=AT + 9 * DAY, by=None, at=AT)


def invited() -> None:
    lifecycle.invite_reviewer(review_round=review_round(), email="a@b.test", by=None, at=AT)


def assigned() -> Review:
    application = case()
    reviewer = review_round(application).reviewers.create(user=UserFactory(), joined_at=AT)
    return Review.objects.create(
        call=application.call, round=reviewer.round, reviewer=reviewer, application=application,
        assigned_at=AT,
    )  # fmt: skip


def scored() -> Review:
    review = assigned()
    criteria = review.round.stage.rubric.criteria.order_by("pk")
    review.scores.create(criterion=criteria[0], value=5)
    return review


def signed() -> None:
    Review.objects.filter(pk=scored().pk).update(state="signed", signed_at=AT, score=Decimal(50))


def conflict() -> None:
    Conflict.objects.create(application=case(), user=UserFactory(), ground="declared", found_at=AT)


def decided(outcome: str = "reject", **more) -> OutboxLetter:
    said = {"said": "不符"} if outcome == "reject" else {}
    application = case("decision")
    decision = lifecycle.decide(
        application=application, seen=0, outcome=outcome, by=None, at=AT, **said, **more
    )
    DecisionCondition.objects.create(
        decision=decision, position=1, text="注册", due_on=AT.date() + DAY
    )
    return decision.outbox_letter


def two_decided() -> None:
    """Of one call, so that a place on its list can be the same."""
    first = decided().decision
    application = case("decision")
    Application.objects.filter(pk=application.pk).update(
        call=first.call, incubator=first.call.incubator, stage=first.stage,
        questionnaire=first.application.questionnaire,
    )  # fmt: skip
    application.refresh_from_db()
    lifecycle.decide(application=application, seen=0, outcome="reject", said="不符", by=None, at=AT)


def confirmed() -> None:
    letter = decided()
    lifecycle.confirm_letters(call=letter.call, count=1, by=None, at=AT)


def filed() -> None:
    letter = decided()
    batch = lifecycle.confirm_letters(call=letter.call, count=1, by=None, at=AT)
    on_file = letter.application.letters.create(
        kind="refused", language="zh-hans", subject="结论", body="不符", written_at=AT
    )
    OutboxLetter.objects.update(state="filed", letter=on_file, batch=batch)


def template() -> None:
    text = {"subject": "标题", "body": "{{ said }}", "subject_en": "T", "body_en": "{{ said }}"}
    lifecycle.write_template(call=CallFactory(), kind="refused", by=None, at=AT, **text)


def confirmed_and_other_call() -> None:
    confirmed()
    CallFactory()


def templated_and_other_call() -> None:
    decided()
    template()


def joined() -> None:
    """A reviewer came by an invitation, and there is another round."""
    invited()
    reviewer = review_round().reviewers.create(user=UserFactory(), joined_at=AT)
    ReviewerInvitation.objects.filter(accepted_at=None).update(
        accepted_at=AT, reviewer=reviewer.round.reviewers.create(user=UserFactory(), joined_at=AT),
        round=reviewer.round,
    )  # fmt: skip


def other(table: str, column: str = "id") -> str:
    return f"(SELECT max({column}) FROM {table})"


def first(table: str, column: str = "id") -> str:
    return f"(SELECT min({column}) FROM {table})"


def twice(make):
    """The same rows two times, of different calls."""

    def both() -> None:
        make()
        make()

    return both


ATTEMPTS = {
    "plan_version_once": (CallFactory, lambda: copy_of(PLAN)),
    "plan_one_in_preparation": (prepared, lambda: copy_of(PLAN, version="2")),
    "plan_from_one": (prepared, f"UPDATE {PLAN} SET version = 0"),
    "rubric_name_once": (prepared, lambda: copy_of(RUBRIC)),
    "rubric_criterion_position_once": (prepared, lambda: copy_of(CRITERION, name="name || '2'")),
    "rubric_criterion_name_once": (
        prepared, lambda: copy_of(CRITERION, position="position + 100"),
    ),
    "rubric_criterion_weighs": (prepared, f"UPDATE {CRITERION} SET weight = 0"),
    "rubric_criterion_scale_in_order": (prepared, f"UPDATE {CRITERION} SET maximum = minimum"),
    "rubric_criterion_step_is_positive": (prepared, f"UPDATE {CRITERION} SET step = 0"),
    "rubric_criterion_whole_steps": (prepared, f"UPDATE {CRITERION} SET step = 3"),
    "stage_position_once": (
        prepared, f"UPDATE {STAGE} SET position = 1 WHERE kind = 'decision'",
    ),
    "stage_kind_once": (prepared, lambda: copy_of(STAGE, position="position + 100")),
    "stage_kind": (
        prepared,
        f"UPDATE {STAGE} SET kind = 'party', rubric_id = NULL, reviews_wanted = 0 {EXPERTS}",
    ),
    "stage_actors": (prepared, f"UPDATE {STAGE} SET actors = 'anybody' {EXPERTS}"),
    "stage_others": (prepared, f"UPDATE {STAGE} SET others = 'some' {EXPERTS}"),
    "stage_combination": (prepared, f"UPDATE {STAGE} SET combination = 'sum' {EXPERTS}"),
    "stage_blind": (prepared, f"UPDATE {STAGE} SET blind = '{{all}}' {EXPERTS}"),
    "stage_days": (prepared, f"UPDATE {STAGE} SET days = 0 {EXPERTS}"),
    "stage_scores_by_a_rubric": (prepared, f"UPDATE {STAGE} SET reviews_wanted = 0 {EXPERTS}"),
    "stage_drops_from_three": (prepared, f"UPDATE {STAGE} SET drop_from = 2 {EXPERTS}"),
    "stage_plan_of_call": (
        two_prepared, f"UPDATE {STAGE} SET call_id = {other(PLAN, 'call_id')} {EXPERTS}",
    ),
    "stage_rubric_of_plan": (
        two_prepared, f"UPDATE {STAGE} SET rubric_id = {other(RUBRIC)} {EXPERTS}",
    ),
    "stage_move_leads_elsewhere": (
        lambda: case().stage_moves.create(after=Stage.objects.first(), moved_at=AT),
        lambda: copy_of(STEP, before_id="after_id"),
    ),
    "application_stage_once_complete": (
        case, f"UPDATE {APPLICATION} SET state = 'submitted'",
    ),
    "application_stage_of_call": (
        twice(case), f"UPDATE {APPLICATION} SET stage_id = {other(APPLICATION, 'stage_id')}",
    ),
    "round_number_once": (review_round, lambda: copy_of(ROUND)),
    "round_from_one": (review_round, f"UPDATE {ROUND} SET number = 0"),
    "round_is_due_after_it_opens": (review_round, f"UPDATE {ROUND} SET due_at = opens_at"),
    "round_closes_after_it_opens": (
        review_round, f"UPDATE {ROUND} SET closed_at = opens_at - interval '1 day'",
    ),
    "round_stage_of_call": (
        twice(review_round), f"UPDATE {ROUND} SET stage_id = {other(ROUND, 'stage_id')}",
    ),
    "reviewer_once": (assigned, lambda: copy_of(REVIEWER)),
    "reviewer_load": (assigned, f"UPDATE {REVIEWER} SET max_load = 0"),
    "reviewer_expertise": (assigned, f"UPDATE {REVIEWER} SET expertise = '{{alchemy}}'"),
    "reviewer_leaves_for_a_reason": (assigned, f"UPDATE {REVIEWER} SET left_at = joined_at"),
    "reviewer_invited_once": (
        invited, lambda: copy_of(INVITATION, email="upper(email)", digest="repeat('b', 64)"),
    ),
    "reviewer_invitation_load": (invited, f"UPDATE {INVITATION} SET max_load = 0"),
    "reviewer_invitation_expertise": (
        invited, f"UPDATE {INVITATION} SET expertise = '{{alchemy}}'",
    ),
    "reviewer_invitation_expires_later": (
        invited, f"UPDATE {INVITATION} SET expires_at = invited_at",
    ),
    "reviewer_invitation_accepted_or_revoked": (
        joined, f"UPDATE {INVITATION} SET revoked_at = now()",
    ),
    "reviewer_invitation_made_a_reviewer": (
        invited, f"UPDATE {INVITATION} SET accepted_at = now()",
    ),
    "reviewer_invited_to_the_round": (
        joined, f"UPDATE {INVITATION} SET round_id = {first(ROUND)}",
    ),
    "review_once": (assigned, lambda: copy_of(REVIEW)),
    "review_state": (assigned, f"UPDATE {REVIEW} SET state = 'lost'"),
    "review_signed_with_its_score": (assigned, f"UPDATE {REVIEW} SET signed_at = now()"),
    "review_ends_for_a_reason": (assigned, f"UPDATE {REVIEW} SET ended_at = now()"),
    "review_score": (
        scored, f"UPDATE {REVIEW} SET state = 'signed', signed_at = now(), score = 101",
    ),
    "review_reviewer_of_round": (
        twice(assigned), (f"UPDATE {REVIEW} SET reviewer_id = {other(REVIEWER)}"
        f" WHERE id = {first(REVIEW)}"),
    ),
    "review_round_of_call": (
        twice(assigned), (f"UPDATE {REVIEW} SET round_id = {other(ROUND)},"
        f" reviewer_id = {other(REVIEWER)} WHERE id = {first(REVIEW)}"),
    ),
    "review_application_of_call": (
        twice(assigned), (f"UPDATE {REVIEW} SET application_id = {other(APPLICATION)}"
        f" WHERE id = {first(REVIEW)}"),
    ),
    "criterion_score_once": (scored, lambda: copy_of(SCORE)),
    "conflict_once": (conflict, lambda: copy_of(CONFLICT)),
    "conflict_ground": (conflict, f"UPDATE {CONFLICT} SET ground = 'dislike'"),
    "conflict_lifted_for_a_reason": (conflict, f"UPDATE {CONFLICT} SET lifted_at = now()"),
    "decision_number_once": (
        decided, lambda: copy_of(DECISION, ended_at="now()", move_id=first(MOVE)),
    ),
    "decision_one_in_force": (
        decided, lambda: copy_of(DECISION, number="2", move_id=first(MOVE)),
    ),
    "decision_rank_once": (
        two_decided, f"UPDATE {DECISION} SET outcome = 'waiting', rank = 1",
    ),
    "decision_from_one": (decided, f"UPDATE {DECISION} SET number = 0"),
    "decision_outcome": (decided, f"UPDATE {DECISION} SET outcome = 'perhaps'"),
    "decision_waits_at_a_place": (decided, f"UPDATE {DECISION} SET rank = 1"),
    "decision_put_off_until_a_day": (decided, f"UPDATE {DECISION} SET until = '2030-01-01'"),
    "decision_rejects_for_a_reason": (decided, f"UPDATE {DECISION} SET said = ''"),
    "decision_moments_in_order": (
        decided, f"UPDATE {DECISION} SET ended_at = decided_at - interval '1 day'",
    ),
    "decision_application_of_call": (
        twice(decided), (f"UPDATE {DECISION} SET call_id = {other(DECISION, 'call_id')},"
        f" stage_id = {other(DECISION, 'stage_id')} WHERE id = {first(DECISION)}"),
    ),
    "decision_stage_of_call": (
        twice(decided), (f"UPDATE {DECISION} SET stage_id = {other(DECISION, 'stage_id')}"
        f" WHERE id = {first(DECISION)}"),
    ),
    "condition_once": (decided, lambda: copy_of(CONDITION)),
    "condition_says_something": (decided, f"UPDATE {CONDITION} SET text = ''"),
    "condition_confirmed_when_met": (
        decided, f"UPDATE {CONDITION} SET met_by_id = {first('accounts_user')}",
    ),
    "template_version_once": (template, lambda: copy_of(TEMPLATE)),
    "template_kind": (template, lambda: copy_of(TEMPLATE, kind="'song'")),
    "template_from_one": (template, lambda: copy_of(TEMPLATE, version="0")),
    "template_is_whole": (template, lambda: copy_of(TEMPLATE, version="2", body="''")),
    "batch_has_letters": (confirmed, f'UPDATE {BATCH} SET "count" = 0'),
    "batch_finishes_after_it_was_confirmed": (
        confirmed, f"UPDATE {BATCH} SET finished_at = confirmed_at - interval '1 day'",
    ),
    "outbox_state": (decided, f"UPDATE {OUTBOX} SET state = 'lost'"),
    "outbox_kind": (decided, f"UPDATE {OUTBOX} SET kind = 'song'"),
    "outbox_confirmed_in_a_batch": (decided, f"UPDATE {OUTBOX} SET state = 'confirmed'"),
    "outbox_filed_as_a_letter": (confirmed, f"UPDATE {OUTBOX} SET state = 'filed'"),
    "outbox_sent_at_a_moment": (decided, f"UPDATE {OUTBOX} SET sent_at = now()"),
    "outbox_says_something": (decided, f"UPDATE {OUTBOX} SET body = ''"),
    "outbox_application_of_call": (
        twice(decided), (f"UPDATE {OUTBOX} SET call_id = {other(OUTBOX, 'call_id')}"
        f" WHERE id = {first(OUTBOX)}"),
    ),
    "outbox_batch_of_call": (
        confirmed_and_other_call,
        f"UPDATE {BATCH} SET call_id = {other('companies_call')}",
    ),
    "outbox_template_of_call": (
        templated_and_other_call, f"UPDATE {OUTBOX} SET template_id = {other(TEMPLATE)}",
    ),
}  # fmt: skip

ATTEMPTS |= panels.ATTEMPTS
REFERRED_TO = panels.REFERRED_TO | {
    "decision_application_key",
    "application_call_key", "plan_call_key", "rubric_plan_key", "stage_call_key",
    "round_call_key", "reviewer_round_key", "template_call_key", "batch_call_key",
}  # fmt: skip

# As PAIRS in tests/core/test_constraints.
PAIRS = {
    (REVIEW, "signed_at", "state"): (
        assigned, "now(), score = 1", "'signed'",
        {"signed_at": "NULL, score = NULL", "state": "'draft'"},
    ),
    (OUTBOX, "sent_at", "state"): (
        filed, "now()", "'sent'", {"sent_at": "NULL", "state": "'filed'"},
    ),
}  # fmt: skip

# Triggers that are no constraints, and what they are called in the refusal.
FIXED = {
    "plan_is_fixed": (CallFactory, f"UPDATE {PLAN} SET version = 9"),
    "part_of_plan_is_fixed": (CallFactory, f"UPDATE {STAGE} SET days = 9"),
    "rubric_criterion_is_fixed": (CallFactory, f"UPDATE {CRITERION} SET weight = 9"),
    "review_is_fixed": (signed, f"UPDATE {REVIEW} SET comment_office = 'x'"),
    "score_is_fixed": (signed, f"UPDATE {SCORE} SET value = 6"),
    "score_on_its_scale": (scored, f"UPDATE {SCORE} SET value = 11"),
    "score_of_the_rubric": (
        twice(scored),
        f"UPDATE {SCORE} SET criterion_id = {other(CRITERION)} WHERE id = {first(SCORE)}",
    ),
}
