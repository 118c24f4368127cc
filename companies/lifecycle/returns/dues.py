"""Verbs on what is owed: a period put on the list, who owes it, more time, waived."""

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import ExitReason, ReturnRhythm
from companies.lifecycle.returns.forms import form_in_force
from companies.lifecycle.returns.moving import locked_due, sentence
from companies.models import Company, DueReturn, Residence, Return, ReturnForm, ReturnPeriod
from companies.rules.returns.periods import Period, latest_over
from incubator.core.dates import day_of, parse_year
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.refusals import RefusedByDatabase

ONE_DAY = datetime.timedelta(days=1)
# How long after its due day a period still takes in stays that are recorded late.
LOOK_BACK = datetime.timedelta(days=400)
LONGEST_EXTENSION = 366  # days


@transaction.atomic
def open_period(
    *, code: str, year: int, number: int = 1, at: datetime.datetime, by=None
) -> ReturnPeriod:
    """Put one period of a form on the list, with everybody who owes it.

    The form's version that holds on the period's last day is asked. Done twice it brings
    the list up to date. Raises RuleViolation: ``no_return_form``, ``invalid_year``,
    ``no_such_period``, ``period_not_over`` (409).
    """
    year = parse_year(year)
    newest = ReturnForm.objects.published().filter(code=code).order_by("-version").first()
    try:
        period = Period(ReturnRhythm(newest.rhythm if newest else "yearly"), year, number)
    except ValueError:
        raise RuleViolation(
            "no_such_period",
            _("A year has no period %(number)s of this form."),
            field="number",
            number=number,
        ) from None
    if period.ends_on >= day_of(at):
        raise RuleViolation(
            "period_not_over",
            _("%(period)s is over only after %(day)s."),
            field="year",
            status=409,
            period=period.said(translation.get_language() or ""),
            day=period.ends_on,
        )
    form = form_in_force(code, on=period.ends_on)
    with recorded(by=by):
        row, _is_new = ReturnPeriod.objects.get_or_create(
            code=code, year=year, number=number,
            defaults={
                "form": form,
                "rhythm": form.rhythm,
                "begins_on": period.begins_on,
                "ends_on": period.ends_on,
                "opens_on": period.ends_on + ONE_DAY,
                "due_on": period.ends_on + datetime.timedelta(days=form.due_days),
                "opened_at": at,
            },
        )  # fmt: skip
        list_dues(period=row, at=at)
    return row


def open_periods(*, at: datetime.datetime) -> list[ReturnPeriod]:
    """Open the newest period that is over of each form that is asked for; bring others up to date.

    Safe to repeat, and for two at once. Returns the periods that are on the list now.
    """
    on = day_of(at)
    touched = [
        open_period(code=form.code, year=period.year, number=period.number, at=at)
        for form in ReturnForm.objects.in_force(on=on).filter(is_asked=True).order_by("code")
        if (period := latest_over(ReturnRhythm(form.rhythm), on=on))
    ]
    known = {row.pk for row in touched}
    for row in ReturnPeriod.objects.filter(due_on__gte=on - LOOK_BACK).order_by("pk"):
        if row.pk not in known:
            list_dues(period=row, at=at)
            touched.append(row)
    return touched


@transaction.atomic
def list_dues(*, period: ReturnPeriod, at: datetime.datetime) -> int:
    """Make the list of who owes a period what the register says today.

    Adds whoever is missing; where a company was dissolved, or turns out to have been in no
    incubator then, what it still owed is waived. Returns how many were added.
    """
    stays = stays_in(period)
    listed = DueReturn.objects.filter(period=period, company=OuterRef("company"))
    new = [
        DueReturn(
            period=period,
            form_id=period.form_id,
            company_id=stay.company_id,
            residence_id=stay.pk,
            incubator_id=stay.incubator_id,
            due_on=period.due_on,
        )
        for stay in stays.filter(~Exists(listed))
    ]
    with recorded(reason="due returns"):
        DueReturn.objects.bulk_create(new, ignore_conflicts=True, batch_size=2_000)
        _let_go(period, at)
    return len(new)


@transaction.atomic
def due_of(*, company: Company, period: ReturnPeriod) -> DueReturn:
    """What a company owes for a period; made where it is not on the list yet.

    Raises RuleViolation ``no_residence_in_period``: it was in no incubator then.
    """
    known = DueReturn.objects.filter(period=period, company=company)
    found = known.order_by(F("waived_at").asc(nulls_first=True)).first()
    if found is not None:
        return found
    stay = stays_in(period).filter(company=company).first()
    if stay is None:
        raise RuleViolation(
            "no_residence_in_period",
            _("%(company)s was in no incubator in %(period)s."),
            field="company",
            company=company.name,
            period=period.said,
        )
    try:
        with transaction.atomic():
            return DueReturn.objects.create(
                period=period,
                form_id=period.form_id,
                company=company,
                residence=stay,
                incubator_id=stay.incubator_id,
                due_on=period.due_on,
            )
    except RefusedByDatabase:
        raise
    except IntegrityError:  # somebody was quicker
        return DueReturn.objects.get(period=period, company=company)


@transaction.atomic
def extend_due(*, due: DueReturn, until: datetime.date, reason: str, by) -> DueReturn:
    """Give one company more time. Raises RuleViolation: ``due_settled`` (409),
    ``due_not_later``, ``said_nothing``.
    """
    reason = sentence(reason, field="reason")
    due = locked_due(due)
    _require_owed(due)
    if not due.due_on < until <= due.due_on + LONGEST_EXTENSION * ONE_DAY:
        raise RuleViolation(
            "due_not_later",
            _("Give a day after %(day)s, and at most a year later."),
            field="until",
            day=due.due_on,
        )
    due.due_on = until
    with recorded(by=by, reason=reason):
        due.save(update_fields=["due_on"])
    return due


@transaction.atomic
def waive_due(*, due: DueReturn, reason: str, by, at: datetime.datetime) -> DueReturn:
    """Ask for this return no longer. Raises RuleViolation: ``due_settled`` (409),
    ``said_nothing``.
    """
    reason = sentence(reason, field="reason")
    due = locked_due(due)
    _require_owed(due)
    due.waived_at, due.waived_by, due.waived_because = at, by, reason
    with recorded(by=by, reason=reason):
        due.save(update_fields=["waived_at", "waived_by", "waived_because"])
    return due


@transaction.atomic
def ask_again(*, due: DueReturn, by) -> DueReturn:
    """Take back that a return was waived.

    Raises RuleViolation: ``due_not_waived`` (409), ``due_asked_once`` (409; of a company that
    was on file twice, and whose other one is asked for).
    """
    due = locked_due(due)
    if due.waived_at is None:
        raise RuleViolation("due_not_waived", _("This return was not waived."), status=409)
    others = DueReturn.objects.filter(period=due.period_id, company=due.company_id)
    if due.superseded_by_id or others.filter(waived_at__isnull=True).exists():
        raise RuleViolation(
            "due_asked_once",
            _("The company is asked for this return already: it was on file twice."),
            status=409,
        )
    due.waived_at, due.waived_by, due.waived_because = None, None, ""
    with recorded(by=by):
        due.save(update_fields=["waived_at", "waived_by", "waived_because"])
    return due


@transaction.atomic
def reschedule_period(
    *, period: ReturnPeriod, opens_on: datetime.date, due_on: datetime.date, by
) -> ReturnPeriod:
    """Set a period's window as a notice gives it; what is owed moves along.

    Companies that were given more time than that keep it. Raises RuleViolation
    ``period_dates``.
    """
    period = ReturnPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    if not period.begins_on < opens_on <= due_on:
        raise RuleViolation(
            "period_dates",
            _("A period opens after it has begun, and is due after it opens."),
            field="due_on",
        )
    with recorded(by=by):
        owed = DueReturn.objects.owed().filter(period=period)
        owed.filter(Q(due_on=period.due_on) | Q(due_on__lt=due_on)).update(due_on=due_on)
        period.opens_on, period.due_on = opens_on, due_on
        period.save(update_fields=["opens_on", "due_on"])
    return period


def stays_in(period: ReturnPeriod) -> QuerySet:
    """Of each company that was in an incubator in a period the last stay.

    Whoever was dissolved in it has nobody left to report.
    """
    return _stays(period).order_by("company", "-admitted_on", "-pk").distinct("company")


def _stays(period: ReturnPeriod) -> QuerySet:
    gone = Q(exit_reason=ExitReason.DISSOLVED, left_on__lte=period.ends_on)
    return (
        Residence.objects.of_incubation()
        .filter(admitted_on__lte=period.ends_on)
        .filter(Q(left_on__isnull=True) | Q(left_on__gt=period.begins_on))
        .exclude(gone)
    )


def _let_go(period: ReturnPeriod, at: datetime.datetime) -> None:
    owed = DueReturn.objects.owed().filter(period=period)
    # Not “in none of these”: the list of many companies would be read for each return.
    nobody = owed.filter(~Exists(_stays(period).filter(company=OuterRef("company"))))
    begun = Return.objects.filter(due=OuterRef("pk"))
    with translation.override(settings.LANGUAGE_CODE):
        nobody.filter(~Exists(begun)).update(
            waived_at=at,
            waived_because=gettext("Dissolved, or no stay in an incubator then is on record."),
        )


def _require_owed(due: DueReturn) -> None:
    if due.handed_in_at or due.waived_at:
        raise RuleViolation(
            "due_settled", _("This return has been handed in or waived."), status=409
        )
