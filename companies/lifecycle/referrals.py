"""Verbs on referrals: a graduate is referred to the accelerator, reviewed, and followed.

That it moves in, with a stay of its own, is ``incubator.workflows.accelerate``.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import REFERRING, ExitReason, ReferralState, Standing
from companies.lifecycle.days import require_after, require_day, require_past
from companies.lifecycle.holding import locked_company
from companies.lifecycle.texts import WORDS, required
from companies.models import AcceleratorYear, Referral, Residence
from companies.queries.acceleration import conditions_of, text_for_acceleration
from companies.rules.docking import subsidy
from incubator.core.dates import day_of, parse_year
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.enums import Programme, Purpose
from incubator.institutions.models import Incubator
from incubator.institutions.queries import Shelf, criteria_of

S = ReferralState


@dataclass(frozen=True)
class Wanted:
    """What a graduate asks for and promises: m², yuan per m², yuan per m² and year."""

    area: Decimal
    investment_per_m2: Decimal
    output_per_m2: Decimal
    words: str


@transaction.atomic
def refer(
    *,
    graduation: Residence,
    accelerator: Incubator,
    wanted: Wanted,
    on: datetime.date,
    by,
    at: datetime.datetime,
) -> Referral:
    """Refer a graduate to the accelerator, under the docking rule in force on the day.

    Raises RuleViolation: ``not_a_graduate`` (409), ``not_an_accelerator``,
    ``referral_under_way`` (409), ``in_future``, ``referred_before_graduation``,
    ``no_docking_rule``, ``area_not_positive``, ``promise_negative``, ``said_nothing``.
    """
    graduation = _graduate(graduation)
    _require_accelerator(accelerator)
    require_past(on, at)
    if graduation.left_on and on < graduation.left_on:
        raise RuleViolation(
            "referred_before_graduation",
            _("The company graduated on %(on)s only."),
            field="on",
            on=graduation.left_on,
        )
    _require_sound(wanted)
    words = required(wanted.words, field="words", most=WORDS)
    if Referral.objects.filter(company=graduation.company, state__in=REFERRING).exists():
        raise RuleViolation(
            "referral_under_way", _("This company is being referred already."), status=409
        )
    text = text_for_acceleration(Shelf.load(), on=on)
    if text is None:
        raise RuleViolation(
            "no_docking_rule",
            _("No rule of entry to the accelerator was in force on %(on)s."),
            field="on",
            on=on,
        )
    with recorded(by=by):
        return Referral.objects.create(
            graduation=graduation, company=graduation.company, incubator=accelerator,
            rulebook=text, area=wanted.area, investment_per_m2=wanted.investment_per_m2,
            output_per_m2=wanted.output_per_m2, words=words, referred_on=on, referred_at=at,
            referred_by=by,
        )  # fmt: skip


@dataclass(frozen=True)
class Opinion:
    """What the review says. ``exception`` is why it is accepted below the rule."""

    accepted: bool
    fits_industry: bool
    words: str
    exception: str = ""


@transaction.atomic
def review_referral(
    *, referral: Referral, opinion: Opinion, on: datetime.date, by, at: datetime.datetime
) -> Referral:
    """Accept or refuse. Below the rule's densities it is accepted with a written reason only.

    Raises RuleViolation: ``referral_out_of_turn`` (409), ``in_future``,
    ``step_too_early``, ``said_nothing``, ``docking_not_met`` (409).
    """
    referral = _in_turn(referral, S.REFERRED)
    require_day(on, referral.referred_on, at)
    words = required(opinion.words, field="words", most=WORDS)
    exception = opinion.exception.strip() if opinion.accepted else ""
    referral.fits_industry = opinion.fits_industry
    short = [one for one in conditions_of(referral) if one.standing == Standing.NOT_MET]
    if opinion.accepted and short and not exception:
        raise RuleViolation(
            "docking_not_met",
            _("What is promised is below the rule; say in writing why it is accepted."),
            status=409,
            field="exception",
        )
    return _set(
        referral, by=by, state=S.ACCEPTED if opinion.accepted else S.REFUSED, reviewed_on=on,
        reviewed_by=by, review_words=words, fits_industry=opinion.fits_industry,
        exception_reason=exception if short else "",
    )  # fmt: skip


@transaction.atomic
def withdraw_referral(*, referral: Referral, by) -> Referral:
    """The company does not come. Raises ``referral_out_of_turn`` (409)."""
    referral = locked_referral(referral)
    if referral.state not in REFERRING:
        raise _out_of_turn(referral)
    return _set(referral, by=by, state=S.WITHDRAWN)


@transaction.atomic
def mark_moved_in(*, referral: Referral, residence: Residence, area: Decimal, by) -> Referral:
    """The company has its stay in the accelerator, on ``area`` m².

    Raises RuleViolation: ``referral_out_of_turn`` (409), ``step_too_early``,
    ``area_not_positive``.
    """
    referral = _in_turn(referral, S.ACCEPTED)
    if area <= 0:
        raise RuleViolation("area_not_positive", _("An area is more than 0 m²."), field="area")
    require_after(residence.admitted_on, referral.reviewed_on)
    return _set(
        referral, by=by, state=S.MOVED_IN, residence=residence,
        moved_in_on=residence.admitted_on, area_taken=area,
    )  # fmt: skip


@transaction.atomic
def pay_move_in_subsidy(
    *, referral: Referral, on: datetime.date, by, at: datetime.datetime
) -> Referral:
    """Pay the subsidy once: the rule's amount per m² for the area taken.

    Raises RuleViolation: ``referral_out_of_turn`` (409), ``subsidy_paid_already`` (409),
    ``no_move_in_subsidy`` (409), ``in_future``, ``step_too_early``.
    """
    referral = _in_turn(referral, S.MOVED_IN)
    if referral.subsidy_paid is not None:
        raise RuleViolation(
            "subsidy_paid_already", _("The subsidy was paid on %(on)s."), status=409,
            on=referral.subsidy_paid_on,
        )  # fmt: skip
    require_day(on, referral.moved_in_on, at)
    criteria = criteria_of(referral.rulebook, Purpose.ACCELERATION)
    amount = subsidy(criteria, referral.area_taken or Decimal(0))
    if not amount:
        raise RuleViolation(
            "no_move_in_subsidy", _("The rule of this referral gives no subsidy."), status=409
        )
    return _set(referral, by=by, subsidy_paid=amount, subsidy_paid_on=on)


@transaction.atomic
def record_accelerator_year(
    *,
    referral: Referral,
    year: int,
    investment: Decimal,
    output: Decimal,
    by,
    at: datetime.datetime,
    correction: str = "",
) -> AcceleratorYear:
    """What was invested and put out in a year (yuan); again only with a reason.

    Raises RuleViolation: ``referral_out_of_turn`` (409), ``invalid_year``,
    ``year_before_moving_in``, ``year_not_over``, ``promise_negative``,
    ``year_recorded_already`` (409).
    """
    referral = _in_turn(referral, S.MOVED_IN)
    year = parse_year(year)
    if referral.moved_in_on and year < referral.moved_in_on.year:
        raise RuleViolation(
            "year_before_moving_in", _("The company moved in on %(on)s."), field="year",
            on=referral.moved_in_on,
        )  # fmt: skip
    if year >= day_of(at).year:
        raise RuleViolation("year_not_over", _("%(year)s is not over yet."), field="year",
                            year=year)  # fmt: skip
    if investment < 0 or output < 0:
        raise _negative()
    there = referral.years.filter(year=year).first()
    if there is not None and not correction.strip():
        raise RuleViolation(
            "year_recorded_already",
            _("%(year)s is recorded already; say why it is corrected."),
            status=409,
            field="correction",
            year=year,
        )
    row = there or AcceleratorYear(referral=referral, year=year)
    row.investment, row.output, row.recorded_at, row.recorded_by = investment, output, at, by
    with recorded(by=by, reason=correction.strip()[:200]):
        row.save()
    return row


def _graduate(graduation: Residence) -> Residence:
    """The stay, its company held, where it ended with a graduation."""
    locked_company(graduation.company_id)
    graduation = Residence.objects.select_related("company").get(pk=graduation.pk)
    if graduation.exit_reason != ExitReason.GRADUATED:
        raise RuleViolation(
            "not_a_graduate", _("Only a graduate is referred to the accelerator."), status=409
        )
    return graduation


def _require_accelerator(place: Incubator) -> None:
    if place.programme != Programme.ACCELERATION:
        raise RuleViolation(
            "not_an_accelerator", _("%(place)s is no accelerator."), field="accelerator",
            place=place.name,
        )  # fmt: skip


def locked_referral(referral: Referral) -> Referral:
    """The row as it is now, held until the transaction ends."""
    return (
        Referral.objects.select_for_update(of=("self",))
        .select_related("company", "incubator", "rulebook", "graduation")
        .get(pk=referral.pk)
    )


def _in_turn(referral: Referral, state: ReferralState) -> Referral:
    referral = locked_referral(referral)
    if referral.state != state:
        raise _out_of_turn(referral)
    return referral


def _out_of_turn(referral: Referral) -> RuleViolation:
    return RuleViolation(
        "referral_out_of_turn",
        _("This referral is “%(state)s”; that does not come next."),
        status=409,
        state=referral.get_state_display(),
    )


def _require_sound(wanted: Wanted) -> None:
    if wanted.area <= 0:
        raise RuleViolation("area_not_positive", _("An area is more than 0 m²."), field="area")
    if wanted.investment_per_m2 < 0 or wanted.output_per_m2 < 0:
        raise _negative()


def _negative() -> RuleViolation:
    return RuleViolation("promise_negative", _("An amount is not below 0."))


def _set(referral: Referral, *, by, **columns) -> Referral:
    for name, value in columns.items():
        setattr(referral, name, value)
    with recorded(by=by):
        referral.save(update_fields=list(columns))
    return referral
