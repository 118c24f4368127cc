"""Reads of returns that span rows: what stands in one, what stood before, who may write."""

from collections.abc import Collection, Sequence

from django.db.models import OuterRef, QuerySet, Subquery

from companies.enums import AliasKind, ExitReason, OnFile, Right
from companies.models import (
    Company,
    DueReturn,
    Representative,
    Return,
    ReturnItem,
    ReturnValue,
)
from companies.rules.returns.checks import Case, Finding, Given, findings
from companies.rules.returns.periods import Period

# Before, firms were known by their organisation code (domain 9.1).
UNIFIED_SINCE = 2015


def right_at(*, company: Company, user) -> str | None:
    """The most that somebody may do for a company; None where they do not act for it."""
    held = Representative.objects.in_force().filter(company=company, user=user)
    order = list(Right.values)
    return max(held.values_list("right", flat=True), key=order.index, default=None)


def with_state(dues: QuerySet) -> QuerySet:
    """Adds ``state``, ``version``, ``report_id`` and ``report_key`` of the newest version.

    None where none was begun.
    """
    newest = Return.objects.filter(due=OuterRef("pk")).order_by("-version")
    return dues.annotate(
        state=Subquery(newest.values("state")[:1]),
        version=Subquery(newest.values("version")[:1]),
        report_id=Subquery(newest.values("pk")[:1]),
        report_key=Subquery(newest.values("key")[:1]),
    )


def items_of(report: Return) -> list[ReturnItem]:
    """The items of the version that a return is written on, in order."""
    return list(report.form.items.order_by("position"))


def values_of(report: Return) -> dict[str, ReturnValue]:
    """What stands in a return, by the code of the item."""
    return {value.item.code: value for value in report.values.select_related("item")}


def before(due: DueReturn) -> Return | None:
    """The company's return on the same form for the period before, as last handed in."""
    period = due.period.as_rule.before
    return _handed_in(due, period.year, period.number)


def year_before(due: DueReturn) -> Return | None:
    """The same for the same period a year earlier."""
    period = due.period.as_rule.year_before
    return _handed_in(due, period.year, period.number)


def _handed_in(due: DueReturn, year: int, number: int) -> Return | None:
    return (
        Return.objects.standing()
        .of_form(due.period.code)
        .filter(due__company=due.company_id, due__period__year=year, due__period__number=number)
        .filter(submitted_at__isnull=False)
        .order_by("-version")
        .first()
    )


def newest_values(
    code: str, period: Period, companies: Collection[int]
) -> dict[int, dict[str, ReturnValue]]:
    """What many companies last handed in for a period, by company and item; two queries."""
    newest = (
        Return.objects.standing()
        .of_form(code)
        .filter(due__period__year=period.year, due__period__number=period.number)
        .filter(due__company__in=companies, submitted_at__isnull=False)
        .order_by("due", "-version")
        .distinct("due")
    )
    company_of = dict(newest.values_list("pk", "due__company"))
    found: dict[int, dict[str, ReturnValue]] = {}
    rows = ReturnValue.objects.filter(report__in=company_of).select_related("item")
    for value in rows:
        found.setdefault(company_of[value.report_id], {})[value.item.code] = value
    return found


def given_of(values: dict[str, ReturnValue]) -> dict[str, Given]:
    """Values as the rules look at them."""
    return {
        code: Given(
            typed=value.typed,
            number=value.number,
            year_typed=value.year_typed,
            year_number=value.year_number,
            day=value.day,
            explanation=value.explanation,
            confirmed=value.confirmed,
        )
        for code, value in values.items()
    }


def case_of(report: Return, items: Sequence[ReturnItem] | None = None) -> Case:
    """A return with everything that its figures are compared with."""
    due = report.due
    last, earlier = before(due), year_before(due)
    year_ago = values_of(earlier) if earlier else {}
    return Case(
        items=items_of(report) if items is None else items,
        given=given_of(values_of(report)),
        before=given_of(year_ago if last == earlier else values_of(last) if last else {}),
        year_ago=given_of(year_ago),
        is_first=due.period.number == 1,
    )


def findings_of(report: Return) -> list[Finding]:
    """Everything that is to be said about a return as it stands."""
    return findings(case_of(report), report.form.checks.order_by("position"))


def on_file(due: DueReturn) -> dict[str, str]:
    """What the register knows of a company at the end of a period, as it would be typed."""
    company, stay = due.company, due.residence
    ends_on = due.period.ends_on
    graduated = stay.exit_reason == ExitReason.GRADUATED and stay.left_on <= ends_on
    capital = company.registered_capital
    known = {
        OnFile.NAME: company.name,
        OnFile.CODE: _code_of(company, year=ends_on.year),
        OnFile.REGISTERED_ON: company.registered_on and company.registered_on.isoformat(),
        OnFile.ADMITTED_ON: stay.admitted_on.isoformat(),
        OnFile.FIELD: company.field,
        OnFile.CAPITAL: None if capital is None else f"{capital.normalize():f}元",
        OnFile.GRADUATED: "yes" if graduated else "no",
        OnFile.GRADUATED_ON: stay.left_on.isoformat() if graduated else "",
    }
    return {fact: str(value or "") for fact, value in known.items()}


def _code_of(company: Company, *, year: int) -> str:
    """The code that a company went by in a year. (The aliases may be prefetched.)"""
    older = [
        alias.value for alias in company.aliases.all() if alias.kind == AliasKind.ORGANISATION_CODE
    ]
    unified = company.unified_code or ""
    return older[0] if older and (not unified or year < UNIFIED_SINCE) else unified
