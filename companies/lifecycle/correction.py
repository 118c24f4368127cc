"""Verbs that correct what was recorded wrongly. Each wants a reason; the history keeps both."""

import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import GROUNDS, ExitReason, GraduationState
from companies.lifecycle.entering import clean_name, require_registration_day
from companies.lifecycle.holding import locked_company
from companies.lifecycle.register import (
    locked_residence,
    refuse_second_company,
)
from companies.models import Company, Residence
from companies.rules.spans import span_of
from incubator.core.codes import clean_unified_code
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.pinyin import initials_of, pinyin_of
from incubator.institutions.enums import Programme

DAYS_AND_END = (
    "admitted_on", "admitted_earliest", "admitted_latest", "due_on", "left_on", "left_earliest",
    "left_latest", "exit_reason", "exit_ground",
)  # fmt: skip


@transaction.atomic
def correct_company(
    *, company: Company, name: str, unified_code: str | None, by, reason: str
) -> Company:
    """A name or a code that was typed wrongly; no former name is left behind.

    Raises RuleViolation: ``reason_missing``, those of ``clean_name``,
    ``company_without_code``, ``invalid_unified_code``, ``company_exists`` (409).
    """
    company = locked_company(company.pk)
    require_reason(reason)
    name = clean_name(name)
    code = clean_unified_code(unified_code) if unified_code else None
    if code is None and company.unified_code:
        raise RuleViolation(
            "company_without_code",
            _("A company that has a unified social credit code keeps one."),
            field="unified_code",
        )
    if code and code != company.unified_code:
        refuse_second_company(code, None)
    company.name, company.unified_code = name, code
    company.name_pinyin, company.name_initials = pinyin_of(name), initials_of(name)
    with recorded(by=by, reason=reason):
        company.save(update_fields=["name", "unified_code", "name_pinyin", "name_initials"])
    return company


@transaction.atomic
def correct_residence(
    *,
    residence: Residence,
    admitted_on: datetime.date,
    due_on: datetime.date,
    left_on: datetime.date | None,
    exit_reason: str,
    by,
    reason: str,
    exit_ground: str | None = None,
    admitted_within: str | None = None,
    left_within: str | None = None,
) -> Residence:
    """Days, or an end, that were recorded wrongly. Without ``left_on`` the stay is open again.

    Without ``exit_ground`` the ground stays where it still fits the reason. A day that is known
    only roughly lies ``…_within`` a span (see ``companies.rules.spans``); "" makes it exact, and
    None leaves it as it was, unless the day is another one. Raises RuleViolation:
    ``reason_missing``, ``due_before_admission``, ``admission_in_future``, ``exit_in_future``,
    ``exit_before_admission``, ``exit_incomplete``, ``ground_does_not_fit``, ``invalid_span``,
    ``day_outside_of_span``, ``spans_in_disorder``, ``not_in_incubation`` (409),
    ``already_graduated`` (409), ``residence_overlap`` (409), ``contradicts_other_records`` (409),
    ``graduation_needs_review`` (409), ``graduation_is_decided`` (409).
    """
    residence = locked_residence(residence)
    require_reason(reason)
    _refuse_lone_graduation(residence, left_on, exit_reason, left_within)
    for name, day, text in (
        ("admitted", admitted_on, admitted_within), ("left", left_on, left_within),
    ):  # fmt: skip
        _set_span(residence, name, day, text)
    residence.admitted_on, residence.due_on = admitted_on, due_on
    residence.left_on, residence.exit_reason = left_on, exit_reason
    if exit_ground is not None:
        residence.exit_ground = exit_ground
    elif residence.exit_ground not in GROUNDS.get(exit_reason, ()):
        residence.exit_ground = ""
    _refuse_nonsense(residence)
    _refuse_disorder(residence)
    _refuse_second_graduation(residence)
    _refuse_neighbours(residence)
    with recorded(by=by, reason=reason):
        _save(residence)
    return residence


def _save(residence: Residence) -> None:
    """Other parts hold rules of their own on these days; ask them now, not at the commit."""
    try:
        with transaction.atomic():
            residence.save(update_fields=DAYS_AND_END)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise RuleViolation(
            "contradicts_other_records",
            _("Other records of this stay, such as its leases, lie outside of these days; correct "
              "them first."),
            status=409,
        ) from error  # fmt: skip


def _set_span(stay: Residence, name: str, day: datetime.date | None, text: str | None) -> None:
    """Before the day itself is set: another day that nobody calls rough is exact."""
    if text is None and day == getattr(stay, f"{name}_on"):
        return
    span = span_of(text or "", field=f"{name}_within") or (None, None)
    if day is None:
        span = (None, None)
    elif span[0] and not span[0] <= day <= span[1]:
        raise RuleViolation(
            "day_outside_of_span",
            _("%(day)s, the day that is counted, does not lie from %(earliest)s to %(latest)s."),
            field=f"{name}_within", day=day, earliest=span[0], latest=span[1],
        )  # fmt: skip
    setattr(stay, f"{name}_earliest", span[0])
    setattr(stay, f"{name}_latest", span[1])


def _refuse_disorder(stay: Residence) -> None:
    """What may have ended before it began at either end of its spans."""
    if stay.left_on is None:
        return
    begun = (stay.admitted_earliest or stay.admitted_on, stay.admitted_latest or stay.admitted_on)
    ended = (stay.left_earliest or stay.left_on, stay.left_latest or stay.left_on)
    if begun[0] >= ended[0] or begun[1] >= ended[1]:
        raise RuleViolation(
            "spans_in_disorder",
            _("The stay began from %(begun)s to %(latest)s and ended from %(ended)s to %(last)s: "
              "say both so that it begins before it ends."),
            field="left_within", begun=begun[0], latest=begun[1], ended=ended[0], last=ended[1],
        )  # fmt: skip


def require_reason(reason: str, *, field: str = "reason") -> None:
    """Raises ``reason_missing``."""
    if not reason.strip():
        raise RuleViolation("reason_missing", _("Say why."), field=field)


def _refuse_nonsense(stay: Residence) -> None:
    if stay.due_on <= stay.admitted_on:
        raise RuleViolation(
            "due_before_admission",
            _("A residence that begins on %(on)s cannot be due on %(due)s."),
            field="due_on",
            on=stay.admitted_on,
            due=stay.due_on,
        )
    for field, code, day in (
        ("admitted_on", "admission_in_future", stay.admitted_on),
        ("left_on", "exit_in_future", stay.left_on),
    ):
        if day and day > today():
            raise RuleViolation(
                code,
                _("%(on)s is in the future; record it when it has happened."),
                field=field,
                on=day,
            )
    if (stay.left_on is None) != (stay.exit_reason == ""):
        raise RuleViolation(
            "exit_incomplete", _("An exit has both a date and a reason."), field="exit_reason"
        )
    if stay.exit_ground and stay.exit_ground not in GROUNDS.get(stay.exit_reason, ()):
        raise RuleViolation(
            "ground_does_not_fit",
            _("Say on which ground; it has to be one that goes with the reason."),
            field="exit_ground",
        )
    if stay.left_on and stay.left_on <= stay.admitted_on:
        raise RuleViolation(
            "exit_before_admission",
            _("The company was admitted on %(admitted)s and cannot leave on %(on)s."),
            field="left_on",
            admitted=stay.admitted_on,
            on=stay.left_on,
        )
    require_registration_day(stay.company.registered_on, first_admission=stay.admitted_on)


def _refuse_lone_graduation(
    before: Residence, left_on: datetime.date | None, exit_reason: str, left_within: str | None
) -> None:
    """Nobody makes a graduate of a company by correcting it, or takes a decision back so."""
    review = before.graduation_reviews.filter(state=GraduationState.GRADUATED).first()
    if review is not None:
        if left_within or (left_on, exit_reason) != (review.closed_on, ExitReason.GRADUATED):
            raise RuleViolation(
                "graduation_is_decided",
                _("Two people decided on this graduation; supersede the review instead."),
                status=409,
                field="exit_reason",
            )
    elif exit_reason == ExitReason.GRADUATED != before.exit_reason:
        raise RuleViolation(
            "graduation_needs_review",
            _("A company graduates by a review that two people decide, not by a correction."),
            status=409,
            field="exit_reason",
        )


def _refuse_second_graduation(stay: Residence) -> None:
    if stay.exit_reason != ExitReason.GRADUATED:
        return
    if stay.programme != Programme.INCUBATION:
        raise RuleViolation(
            "not_in_incubation",
            _("A company graduates from an incubator; %(incubator)s is an accelerator."),
            status=409,
            incubator=stay.incubator.name,
        )
    others = Residence.objects.filter(company=stay.company, exit_reason=ExitReason.GRADUATED)
    if earlier := others.exclude(pk=stay.pk).select_related("incubator").first():
        raise RuleViolation(
            "already_graduated",
            _("%(company)s already graduated from %(incubator)s on %(on)s."),
            status=409,
            company=stay.company.name,
            incubator=earlier.incubator.name,
            on=earlier.left_on,
        )


def _refuse_neighbours(stay: Residence) -> None:
    others = Residence.objects.filter(company=stay.company, incubator=stay.incubator)
    others = others.exclude(pk=stay.pk).exclude(left_on__lte=stay.admitted_on)
    if stay.left_on:
        others = others.filter(admitted_on__lt=stay.left_on)
    if other := others.order_by("admitted_on").first():
        raise RuleViolation(
            "residence_overlap",
            _("%(company)s already has a residence in %(incubator)s from %(begin)s to %(until)s."),
            status=409,
            company=stay.company.name,
            incubator=stay.incubator.name,
            begin=other.admitted_on,
            until=other.left_on or _("today"),
        )
