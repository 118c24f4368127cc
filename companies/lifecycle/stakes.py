"""Verbs on stakes: agreed, then what happens to them; what was recorded wrongly is withdrawn."""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import StakeMoveKind
from companies.lifecycle.holding import locked_company
from companies.models import Company, EquityStake, Evidence, StakeMove
from companies.queries.stakes import shares_over_time
from companies.rules.stakes import first_misfit
from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation, violation_of
from incubator.core.history import recorded
from incubator.core.numbers import figure, grouped
from incubator.institutions.models import Incubator

K = StakeMoveKind
WHOLE = Decimal(100)
# Where what a constraint says is shown.
ABOUT = {
    "stake_above_whole": "share", "stake_without_share": "share", "stake_of_nothing": "agreed",
    "stake_larger_than_its_company": "valuation", "stake_move_amount": "amount",
    "stake_move_share": "share", "stake_move_way": "way",
}  # fmt: skip
KEPT_BY_VERBS = {"recorded_at", "recorded_by", "withdrawn_at", "withdrawn_by", "withdrawal"}


@transaction.atomic
def agree_stake(
    *,
    company: Company,
    incubator: Incubator,
    by,
    at: datetime.datetime,
    evidence: Evidence | None = None,
    **terms,
) -> EquityStake:
    """Put an agreed stake on file; ``terms`` are the columns of ``EquityStake`` (yuan, per cent).

    Raises RuleViolation: ``stake_in_future``, ``stake_field_invalid``, ``stake_above_whole``,
    ``stake_of_nothing``, ``stake_without_share``, ``stake_larger_than_its_company``,
    ``evidence_of_another_company``.
    """
    _lock(company)
    stake = EquityStake(
        company=company, incubator=incubator, evidence=evidence, recorded_at=at, recorded_by=by,
        **terms,
    )  # fmt: skip
    if evidence is not None and evidence.company_id != company.pk:
        raise RuleViolation(
            "evidence_of_another_company",
            _("This document belongs to another company."),
            field="evidence",
        )
    _check(stake, exclude={"company", "incubator", "evidence", *KEPT_BY_VERBS})
    if stake.agreed_on > day_of(at):
        raise _in_future("agreed_on", stake.agreed_on)
    with recorded(by=by):
        stake.save(force_insert=True)
    _require_within_whole(company)
    return stake


@transaction.atomic
def record_stake_move(
    *,
    stake: EquityStake,
    kind: str,
    on: datetime.date,
    by,
    at: datetime.datetime,
    amount: Decimal | None = None,
    share: Decimal | None = None,
    way: str = "",
    note: str = "",
) -> StakeMove:
    """Record what happened to a stake: see ``StakeMove`` for what ``amount`` and ``share`` say.

    Raises RuleViolation: ``stake_in_future``, ``stake_move_before_agreement``,
    ``stake_field_invalid``, ``stake_move_amount``, ``stake_move_share``, ``stake_move_way``,
    ``stake_move_twice`` (409), ``stake_withdrawn_already`` (409), ``stake_moves_conflict`` (409),
    ``more_paid_in_than_agreed``, ``stake_above_whole``, and those of ``first_misfit``.
    """
    _lock(stake.company)
    stake.refresh_from_db(fields=["withdrawn_at", "withdrawal"])
    _refuse_withdrawn(stake)
    move = StakeMove(
        stake=stake, kind=kind, on=on, amount=amount, share=share, way=way, note=note.strip(),
        recorded_at=at, recorded_by=by,
    )  # fmt: skip
    _check(move, exclude={"stake", *KEPT_BY_VERBS})
    if on > day_of(at):
        raise _in_future("on", on)
    if on < stake.agreed_on:
        raise RuleViolation(
            "stake_move_before_agreement",
            _("The stake was agreed only on %(on)s."),
            field="on",
            on=stake.agreed_on,
        )
    _require_fitting(move)
    with recorded(by=by):
        move.save(force_insert=True)
    _require_within_whole(stake.company)
    return move


@transaction.atomic
def withdraw_stake_move(
    *, move: StakeMove, reason: str, by, at: datetime.datetime
) -> StakeMove:  # fmt: skip
    """Take back what was recorded wrongly: it stays on file with the reason and counts no more.

    Raises RuleViolation: ``withdrawal_without_reason``, ``stake_withdrawn_already`` (409),
    ``stake_moves_conflict`` (409), ``stake_above_whole``.
    """
    _lock(move.stake.company)
    move = StakeMove.objects.select_related("stake__company").get(pk=move.pk)
    _refuse_withdrawn(move.stake)
    others = [one for one in move.stake.moves.counted() if one.pk != move.pk]
    if misfit := first_misfit(move.stake, others):
        raise _conflict(misfit[0])
    _withdraw(move, reason=reason, by=by, at=at)
    _require_within_whole(move.stake.company)
    return move


@transaction.atomic
def withdraw_stake(
    *, stake: EquityStake, reason: str, by, at: datetime.datetime
) -> EquityStake:  # fmt: skip
    """Take back a stake that never was, or was agreed otherwise, with all that happened to it.

    Raises RuleViolation: ``withdrawal_without_reason``, ``stake_withdrawn_already`` (409).
    """
    _lock(stake.company)
    stake = EquityStake.objects.select_related("company").get(pk=stake.pk)
    _withdraw(stake, reason=reason, by=by, at=at)
    return stake


def _withdraw(row: EquityStake | StakeMove, *, reason: str, by, at: datetime.datetime) -> None:
    _refuse_withdrawn(row)
    reason = " ".join(reason.split())
    if not reason:
        raise RuleViolation("withdrawal_without_reason", _("Say why."), field="reason")
    row.withdrawn_at, row.withdrawn_by, row.withdrawal = at, by, reason[:200]
    with recorded(by=by, reason=reason):
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal"])


def _refuse_withdrawn(row: EquityStake | StakeMove) -> None:
    if row.withdrawn_at is not None:
        raise RuleViolation(
            "stake_withdrawn_already",
            _("It was withdrawn on %(on)s: %(why)s"),
            status=409,
            on=day_of(row.withdrawn_at),
            why=row.withdrawal,
        )


def _conflict(later: StakeMove) -> RuleViolation:
    return RuleViolation(
        "stake_moves_conflict",
        _("“%(move)s” would not fit any more; withdraw that first."),
        status=409,
        move=later,
    )


def _require_fitting(move: StakeMove) -> None:
    """What the other moves of the stake leave room for, those before it and those after."""
    stake = move.stake
    others = list(stake.moves.counted())
    misfit = first_misfit(stake, [*others, move])
    if misfit:
        raise misfit[1] if misfit[0] is move else _conflict(misfit[0])
    paid = sum((one.amount for one in others if one.kind == K.PAID_IN), Decimal(0))
    if move.kind == K.PAID_IN and move.amount and paid + move.amount > stake.agreed:
        raise RuleViolation(
            "more_paid_in_than_agreed",
            _("Of what was agreed, %(left)s yuan are left to pay in."),
            field="amount",
            left=grouped(stake.agreed - paid),
        )


def _require_within_whole(company: Company) -> None:
    for day, total in shares_over_time(company):
        if total > WHOLE:
            raise RuleViolation(
                "stake_above_whole",
                _("All stakes in the company together would be %(total)s%% on %(on)s."),
                field="share",
                total=figure(total, 4),
                on=day,
            )


def _check(row: EquityStake | StakeMove, *, exclude: set[str]) -> None:
    try:
        row.clean_fields(exclude=exclude)
        row.validate_constraints()
    except ValidationError as error:
        refusal = violation_of(error, otherwise="stake_field_invalid", about=ABOUT)
        if refusal.code == "stake_move_twice":
            refusal.status = 409
        raise refusal from error


def _in_future(field: str, on: datetime.date) -> RuleViolation:
    return RuleViolation(
        "stake_in_future",
        _("%(on)s is in the future; record it when it has happened."),
        field=field,
        on=on,
    )


def _lock(company: Company) -> None:
    # All stakes of a company share its whole: one lock for all of them.
    locked_company(company.pk)
