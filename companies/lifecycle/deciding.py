"""Verbs after the review: what the office decides of applications, one or many at a stroke."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import FAVOURABLE, ApplicationState, LetterKind, Outcome, StageKind
from companies.lifecycle.admissions import begin_admissions, end_admissions
from companies.lifecycle.apart import require_apart
from companies.lifecycle.choosing import Choice, require_sound
from companies.lifecycle.holding import locked_call, locked_cases
from companies.lifecycle.letters import write_letter
from companies.lifecycle.moving import locked_application, move, require_move
from companies.lifecycle.outbox import prepare, take_back
from companies.lifecycle.rendering import Rendered, Renderer
from companies.lifecycle.stages import put
from companies.models import (
    Application,
    Call,
    Company,
    Decision,
    DecisionCondition,
    Move,
    Stage,
)
from companies.queries.standings import last_scores, missing_reviews
from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

S = ApplicationState

LEADS_TO: dict[str, ApplicationState] = {
    Outcome.ACCEPT: S.ACCEPTED,
    Outcome.CONDITIONS: S.ACCEPTED,
    Outcome.WAITING: S.WAITING,
    Outcome.REJECT: S.REFUSED,
    Outcome.DEFER: S.DEFERRED,
}


@dataclass(frozen=True)
class Preview:
    """What deciding would do for one applicant: the letter, or why it is refused."""

    choice: Choice
    letter: Rendered | None = None
    problem: RuleViolation | None = None


@transaction.atomic
def decide(*, application: Application, by, at: datetime.datetime, **choice: Any) -> Decision:
    """Decide of one application; ``choice`` is what a ``Choice`` says.

    Its letter waits in the outbox; until that is sent the applicant is told nothing. Raises
    RuleViolation as ``decide_batch`` does.
    """
    return decide_batch(choices=[Choice(application=application, **choice)], by=by, at=at)[0]


@transaction.atomic
def decide_batch(*, choices: Sequence[Choice], by, at: datetime.datetime) -> list[Decision]:
    """Decide of several applications to one call: all of them, or none.

    Raises RuleViolation: ``case_kept_from_you`` (403), ``decided_meanwhile`` (409) where
    somebody decided since ``seen``, ``application_move_refused`` (409),
    ``application_not_in_review`` (409), ``reviews_missing`` (409), ``rank_taken`` (409),
    ``letter_says_nothing`` (409), those of ``choosing.require_sound``, and ``deposit_held``
    (409) where an acceptance is refused whose deposit is not given back.
    """
    require_apart(by, (choice.application for choice in choices))
    call, prepared = _prepared(choices, at)
    for problem in filter(None, (one.problem for one in prepared)):
        raise problem
    cases = [one.choice.application for one in prepared]
    scores = last_scores(cases)
    with recorded(by=by):
        _end_standing(cases, at)
        _reach_decision_stage(cases, by, at)
        moves = _move(prepared, by, at)
        left = [moved.application_id for moved in moves if moved.before == S.ACCEPTED]
        end_admissions(left, reason=gettext("The application was refused."), by=by, at=at)
        begin_admissions((case for case in cases if case.state == S.ACCEPTED), by=by, at=at)
        decisions = Decision.objects.bulk_create(
            Decision(
                call=call,
                application=case,
                number=one.choice.seen + 1,
                outcome=one.choice.outcome,
                stage=case.stage,
                move=moved,
                reason=one.choice.reason,
                said=one.choice.said,
                rank=one.choice.rank,
                until=one.choice.until,
                score=scores.get(case.pk),
                decided_at=at,
                decided_by=by,
            )
            for one, case, moved in zip(prepared, cases, moves, strict=True)
        )
        DecisionCondition.objects.bulk_create(
            DecisionCondition(decision=decision, position=position, text=text, due_on=due_on)
            for one, decision in zip(prepared, decisions, strict=True)
            for position, (text, due_on) in enumerate(one.choice.conditions, 1)
        )
        letters = [one.letter for one in prepared if one.letter]
        prepare(zip(decisions, letters, strict=True), at=at)
    return decisions


@transaction.atomic
def preview_decisions(*, choices: Sequence[Choice], at: datetime.datetime) -> list[Preview]:
    """For each applicant the letter that would be prepared, or the refusal; nothing is kept."""
    return _prepared(choices, at)[1]


def _prepared(choices: Sequence[Choice], at: datetime.datetime) -> tuple[Call, list[Preview]]:
    """Each choice with its letter, or with what stands against it; the rows are held."""
    if not choices:
        raise RuleViolation("nothing_chosen", _("Choose at least one application."))
    call = locked_call(choices[0].application.call)
    rows = {case.pk: case for case in locked_cases(one.application.pk for one in choices)}
    numbers = _numbers(rows)
    lacks = defaultdict(list)
    for lack in missing_reviews(list(rows.values())):
        lacks[lack.case.pk].append(lack)
    ranks = _Ranks(call, rows)
    render = Renderer(call, rows.values())
    prepared = []
    for choice in choices:
        now = choice.held(rows[choice.application.pk], rank=ranks.proposed(choice))
        try:
            _require_possible(now, call, numbers, lacks[now.application.pk], at)
            ranks.take(now)
            letter = _letter(render, now, at)
        except RuleViolation as problem:
            prepared.append(Preview(now, problem=problem))
        else:
            prepared.append(Preview(now, letter=letter))
    return call, prepared


def _letter(render: Renderer, choice: Choice, at: datetime.datetime) -> Rendered:
    return render(
        choice.application,
        outcome=choice.outcome,
        said=choice.said,
        rank=choice.rank,
        until=choice.until,
        conditions=choice.conditions,
        at=at,
    )


def _require_possible(
    choice: Choice, call: Call, numbers: dict[int, Decision], lacks: list, at: datetime.datetime
) -> None:
    case = choice.application
    last = numbers.get(case.pk)
    if (last.number if last else 0) != choice.seen:
        raise decided_meanwhile(case, last)
    require_sound(choice, call=call, on=day_of(at))
    require_move(case, LEADS_TO[choice.outcome])
    if choice.outcome not in FAVOURABLE:
        return
    if case.stage is None:
        raise RuleViolation(
            "application_not_in_review",
            _("%(case)s is “%(state)s”, and in no stage of a review."),
            status=409,
            case=case,
            state=case.get_state_display(),
        )
    for lack in lacks:
        raise RuleViolation(
            "reviews_missing",
            _(
                "%(case)s has %(had)d of the %(wanted)d reviews that “%(stage)s” asks for: have "
                "them given and signed in a round of it first."
            ),
            status=409,
            case=case,
            had=lack.had,
            wanted=lack.stage.reviews_wanted,
            stage=lack.stage,
        )


def decided_meanwhile(case: Application, last: Decision | None) -> RuleViolation:
    """``decided_meanwhile`` (409): who was first, and what they decided."""
    return RuleViolation(
        "decided_meanwhile",
        _("%(who)s has decided of %(case)s meanwhile: %(outcome)s. Look at it again."),
        status=409,
        case=case,
        who=(last and last.decided_by) or "—",
        outcome=last.get_outcome_display() if last else "—",
    )


class _Ranks:
    """Places on the waiting list of a call: those taken, and the next free one."""

    def __init__(self, call: Call, deciding: Iterable[int]) -> None:
        standing = Decision.objects.in_force().filter(call=call, rank__isnull=False)
        self.taken = set(
            standing.exclude(application__in=list(deciding)).values_list("rank", flat=True)
        )

    def proposed(self, choice: Choice) -> int | None:
        """The place chosen, or the one after the last."""
        if choice.outcome != Outcome.WAITING:
            return None
        return choice.rank or max(self.taken, default=0) + 1

    def take(self, choice: Choice) -> None:
        """Raises ``rank_taken`` (409)."""
        if choice.rank in self.taken:
            raise RuleViolation(
                "rank_taken",
                _("Another application has place %(rank)d on the waiting list."),
                field="rank",
                status=409,
                rank=choice.rank,
            )
        if choice.rank is not None:
            self.taken.add(choice.rank)


def _numbers(cases: Iterable[int]) -> dict[int, Decision]:
    """The last decision of each case, standing or not."""
    last = (
        Decision.objects.filter(application__in=list(cases))
        .order_by("application", "-number")
        .distinct("application")
        .select_related("decided_by")
    )
    return {decision.application_id: decision for decision in last}


def _end_standing(cases: Iterable[Application], at: datetime.datetime) -> None:
    """What was decided before holds no longer, and its letter is not sent any more."""
    standing = Decision.objects.in_force().filter(application__in=[case.pk for case in cases])
    keys = list(standing.values_list("pk", flat=True))
    Decision.objects.filter(pk__in=keys).update(ended_at=at)
    take_back(keys)


def _reach_decision_stage(cases: Iterable[Application], by, at: datetime.datetime) -> None:
    """A decision is made in the stage that is for it, wherever the case stood."""
    rows = [case for case in cases if case.stage and case.stage.kind != StageKind.DECISION]
    last = {
        stage.plan_id: stage
        for stage in Stage.objects.filter(
            plan__in={case.stage.plan_id for case in rows if case.stage},
            kind=StageKind.DECISION,
        )
    }
    by_plan: dict[int, list[Application]] = defaultdict(list)
    for case in rows:
        by_plan[case.stage.plan_id].append(case)  # type: ignore[union-attr]
    for plan, own in by_plan.items():
        put(own, last[plan], by=by, at=at)


def _move(prepared: Sequence[Preview], by, at: datetime.datetime) -> list[Move]:
    """Change the states, a statement for each that is alike, and record every move."""
    moves = []
    alike: dict[tuple[ApplicationState, datetime.date | None], list[int]] = defaultdict(list)
    for one in prepared:
        case, to = one.choice.application, LEADS_TO[one.choice.outcome]
        alike[to, one.choice.until].append(case.pk)
        moves.append(
            Move(
                application=case, before=case.state, after=to, moved_at=at, moved_by=by,
                said=one.choice.said,
            )
        )  # fmt: skip
        case.state = to
    for (to, until), keys in alike.items():
        Application.objects.filter(pk__in=keys).update(
            state=to, decided_at=at, deferred_until=until
        )
    return Move.objects.bulk_create(moves)


def end_decisions(application: Application, *, at: datetime.datetime) -> None:
    """For an application that is taken back: nothing that was decided of it stands."""
    _end_standing([application], at)


@transaction.atomic
def take_up(*, application: Application, by, at: datetime.datetime) -> Application:
    """Go on with an application whose decision was put off.

    Raises RuleViolation: ``application_move_refused`` (409), ``case_kept_from_you`` (403).
    """
    require_apart(by, [application])
    application = locked_application(application)
    with recorded(by=by):
        move(
            application, S.COMPLETE, by=by, at=at, decided_at=None, deferred_until=None,
        )  # fmt: skip
        _end_standing([application], at)
    return application


def take_up_due(*, at: datetime.datetime) -> int:
    """Take up every application whose day has come; how many."""
    due = Application.objects.filter(state=S.DEFERRED, deferred_until__lte=day_of(at))
    taken = 0
    for application in due.order_by("pk"):
        try:
            take_up(application=application, by=None, at=at)
        except RuleViolation:
            continue  # somebody has decided meanwhile
        taken += 1
    return taken


@transaction.atomic
def meet_condition(*, condition: DecisionCondition, by, at: datetime.datetime) -> DecisionCondition:
    """Confirm that a condition of an acceptance is met; confirming it twice is fine.

    Raises RuleViolation: ``condition_of_the_past`` (409) where the acceptance stands no longer,
    ``case_kept_from_you`` (403).
    """
    condition = (
        DecisionCondition.objects.select_for_update(of=("self",))
        .select_related("decision")
        .get(pk=condition.pk)
    )
    require_apart(by, [condition.decision.application_id])
    if condition.decision.ended_at is not None:
        raise RuleViolation(
            "condition_of_the_past", _("This acceptance does not stand any more."), status=409
        )
    if condition.met_at is None:
        condition.met_at, condition.met_by = at, by
        with recorded(by=by):
            condition.save(update_fields=["met_at", "met_by"])
    return condition


@transaction.atomic
def meet_conditions(
    *, conditions: Iterable[DecisionCondition], by, at: datetime.datetime
) -> list[DecisionCondition]:
    """Several, all of them or none. Raises as ``meet_condition``."""
    return [meet_condition(condition=one, by=by, at=at) for one in conditions]


@transaction.atomic
def mark_admitted(
    *, application: Application, company: Company, by, at: datetime.datetime
) -> Application:
    """Close an accepted application: the company it was made for has its residence.

    The residence itself is the admitting workflow's part, in the same transaction. Raises
    RuleViolation: ``application_move_refused`` (409), also for one that is admitted already,
    ``decision_not_announced`` (409), ``conditions_open`` (409).
    """
    application = locked_application(application)
    require_move(application, S.ADMITTED)
    _require_carried_out(application)
    with recorded(by=by):
        move(
            application, S.ADMITTED, by=by, at=at,
            company=company, admitted_at=at,
        )  # fmt: skip
        write_letter(application, LetterKind.ADMITTED, by=by, at=at)
    return application


def _require_carried_out(application: Application) -> None:
    """The applicant knows of the acceptance, and has met what it asks for."""
    decision = application.decisions.in_force().first()
    if decision is None:
        return
    if decision.announced_at is None:
        raise RuleViolation(
            "decision_not_announced",
            _("The letter of acceptance is still in the outbox; send it first."),
            status=409,
        )
    if still_open := decision.conditions.filter(met_at=None).count():
        raise RuleViolation(
            "conditions_open",
            _("%(count)d conditions of the acceptance are not confirmed yet."),
            status=409,
            count=still_open,
        )
