"""Verbs on stakes: agreed, then what happens to them; nothing of it is ever changed."""

import datetime
from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import StakeMoveKind
from companies.models import Company, EquityStake, Evidence, StakeMove
from companies.queries.stakes import shares_over_time
from companies.rules.stakes import Position, position_of
from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.numbers import grouped
from incubator.institutions.models import Incubator

K = StakeMoveKind
WHOLE = Decimal(100)


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
    _check(stake, exclude={"company", "incubator", "evidence", "recorded_at", "recorded_by"})
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
    ``stake_move_twice`` (409), ``stake_is_over`` (409), ``more_paid_in_than_agreed``,
    ``share_not_smaller``, ``not_a_convertible``, ``stake_above_whole``.
    """
    _lock(stake.company)
    move = StakeMove(
        stake=stake, kind=kind, on=on, amount=amount, share=share, way=way, note=note.strip(),
        recorded_at=at, recorded_by=by,
    )  # fmt: skip
    _check(move, exclude={"stake", "recorded_at", "recorded_by"})
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


def _require_fitting(move: StakeMove) -> None:
    """What the other moves of the stake leave room for."""
    stake = move.stake
    others = list(stake.moves.all())
    ever = position_of(stake, others, on=datetime.date.max)
    then = position_of(stake, others, on=move.on)
    if then.is_over or (ever.is_over and move.kind != K.DIVIDEND):
        raise RuleViolation(
            "stake_is_over", _("Nothing is held any more; the stake is over."), status=409
        )
    if move.kind == K.PAID_IN and move.amount and ever.paid_in + move.amount > stake.agreed:
        raise RuleViolation(
            "more_paid_in_than_agreed",
            _("Of what was agreed, %(left)s yuan are left to pay in."),
            field="amount",
            left=grouped(stake.agreed - ever.paid_in),
        )
    _require_share(move, then)


def _require_share(move: StakeMove, then: Position) -> None:
    if move.kind == K.CONVERTED and then.share is not None:
        raise RuleViolation(
            "not_a_convertible", _("Only a convertible without a share is converted."), field="kind"
        )
    smaller = move.kind in {K.DILUTED, K.EXITED}
    if smaller and move.share is not None and (then.share or WHOLE) <= move.share:
        raise RuleViolation(
            "share_not_smaller",
            _("Less is held afterwards than the %(share)s %% before."),
            field="share",
            share=f"{(then.share or WHOLE).normalize():f}",
        )


def _require_within_whole(company: Company) -> None:
    for day, total in shares_over_time(company):
        if total > WHOLE:
            raise RuleViolation(
                "stake_above_whole",
                _("All stakes in the company together would be %(total)s %% on %(on)s."),
                field="share",
                total=f"{total.normalize():f}",
                on=day,
            )


def _check(row: EquityStake | StakeMove, *, exclude: set[str]) -> None:
    try:
        row.clean_fields(exclude=exclude)
        row.validate_constraints()
    except ValidationError as error:
        raise _violation_of(error) from error


def _violation_of(error: ValidationError) -> RuleViolation:
    """The first thing that is wrong, under the code of its constraint or of its field."""
    field, faults = next(iter(error.error_dict.items()))
    fault = faults[0]
    message = fault.message % fault.params if fault.params else fault.message
    said = str(message).replace("%", "%%")
    if field != NON_FIELD_ERRORS:
        return RuleViolation("stake_field_invalid", said, field=field)
    status = 409 if fault.code == "stake_move_twice" else 400
    return RuleViolation(fault.code or "stake_field_invalid", said, status=status)


def _in_future(field: str, on: datetime.date) -> RuleViolation:
    return RuleViolation(
        "stake_in_future",
        _("%(on)s is in the future; record it when it has happened."),
        field=field,
        on=on,
    )


def _lock(company: Company) -> None:
    # All stakes of a company share its whole: one lock for all of them.
    Company.objects.select_for_update(of=("self",)).get(pk=company.pk)
