"""Rows of a file against the register: whose each is, what it would make, what is wrong with it.

A batch of rows costs the same few queries however many they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.enums import AliasKind
from companies.lifecycle.returns.dues import stays_in
from companies.lifecycle.returns.writing import filled, is_fixed, known_figures
from companies.models import (
    Company,
    CompanyAlias,
    DueReturn,
    Residence,
    Return,
    ReturnCheck,
    ReturnItem,
    ReturnPeriod,
    ReturnValue,
)
from companies.queries.returns import given_of, newest_values, on_file
from companies.returns_table import CODE, EXPLANATION, NAME, Row
from companies.rules.returns.checks import Case, Finding, Weight, findings
from incubator.core.errors import RuleViolation


@dataclass
class Sheet:
    """What every row of a file has in common."""

    period: ReturnPeriod
    items: list[ReturnItem]
    checks: list[ReturnCheck]
    letters: Mapping[str, str]
    incubator_id: int | None = None
    by: Any = None
    at: Any = None
    seen: dict[int, int] = field(default_factory=dict)  # company → the row that named it first


@dataclass
class Outcome:
    """One row: the return that it would make, or what speaks against it."""

    row: Row
    due: DueReturn | None = None
    report: Return | None = None
    values: list[ReturnValue] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Register:
    """What is on file about the companies of a batch."""

    by_code: dict[str, Company]
    stays: dict[int, Residence]
    dues: dict[int, DueReturn]
    begun: dict[int, Return]
    last: dict[int, dict[str, ReturnValue]]
    year_ago: dict[int, dict[str, ReturnValue]]


def judged(sheet: Sheet, rows: Sequence[Row]) -> list[Outcome]:
    """Each row with its outcome; nothing is written."""
    register = _looked_up(sheet, rows)
    return [_judge(sheet, register, row) for row in rows]


def dues_named(sheet: Sheet, rows: Sequence[Row]) -> list[DueReturn]:
    """What rows would be for, as it stands or would be put on the list; their figures unread."""
    register, found = _looked_up(sheet, rows), []
    for row in rows:
        try:
            found.append(_due(sheet, register, _company(sheet, register, row)))
        except RuleViolation:
            continue  # said when the row is judged
    return found


def _looked_up(sheet: Sheet, rows: Sequence[Row]) -> Register:
    codes = {row.code.upper() for row in rows if row.code}
    older = CompanyAlias.objects.filter(kind=AliasKind.ORGANISATION_CODE, value__in=codes)
    alias = dict(older.values_list("value", "company_id"))
    found = Company.objects.filter(unified_code__in=codes) | Company.objects.filter(
        pk__in=alias.values()
    )
    companies = list(found.prefetch_related("aliases"))
    by_code = {company.unified_code: company for company in companies if company.unified_code}
    by_key = {company.pk: company for company in companies}
    by_code |= {code: by_key[pk] for code, pk in alias.items()}
    stays = {stay.company_id: stay for stay in stays_in(sheet.period).filter(company__in=by_key)}
    dues = {
        due.company_id: due
        for due in DueReturn.objects.filter(period=sheet.period, company__in=by_key)
        .select_related("residence")
        .order_by(F("waived_at").desc(nulls_last=True))
    }  # fmt: skip
    begun = {
        report.due_id: report
        for report in Return.objects.filter(due__in=dues.values()).order_by("version")
    }
    rule = sheet.period.as_rule
    last = newest_values(sheet.period.code, rule.before, by_key)
    year_ago = last
    if rule.before != rule.year_before:
        year_ago = newest_values(sheet.period.code, rule.year_before, by_key)
    return Register(by_code, stays, dues, begun, last, year_ago)


def _judge(sheet: Sheet, register: Register, row: Row) -> Outcome:
    outcome = Outcome(row)
    try:
        company = _company(sheet, register, row)
        due = outcome.due = _due(sheet, register, company)
    except RuleViolation as violation:
        outcome.problems.append(_problem(sheet, row, violation.field or CODE, violation))
        return outcome
    known = on_file(due)
    figures = known_figures(sheet.items, known, register.last.get(company.pk, {}))
    for item in sheet.items:
        if item.code in row.figures and not is_fixed(item, known):
            figures[item] = row.figures[item.code]
    report = outcome.report = Return(
        due=due, form_id=sheet.period.form_id, started_at=sheet.at, started_by=sheet.by,
        saved_at=sheet.at, is_generated=company.is_generated,
    )  # fmt: skip
    try:
        outcome.values = filled(report, figures, by=sheet.by, at=sheet.at)
    except RuleViolation as violation:
        outcome.problems.append(_problem(sheet, row, violation.field or CODE, violation))
        return outcome
    for finding in _open_findings(sheet, register, outcome):
        outcome.problems.append(_told(sheet, row, finding))
    return outcome


def _company(sheet: Sheet, register: Register, row: Row) -> Company:
    company = register.by_code.get(row.code.upper())
    if company is None or _elsewhere(sheet, register, company):
        raise RuleViolation(
            "company_unknown",
            gettext_lazy("No company with the code “%(code)s” was here in %(period)s."),
            code=row.code[:40],
            period=sheet.period.said,
        )
    if row.name and row.name not in {company.name, *(one.value for one in company.aliases.all())}:
        raise RuleViolation(
            "name_differs",
            gettext_lazy("The code is that of %(company)s, not of “%(name)s”."),
            field=NAME,
            company=company.name,
            name=row.name[:80],
        )
    first = sheet.seen.setdefault(company.pk, row.number)
    if first != row.number:
        raise RuleViolation(
            "row_repeated",
            gettext_lazy("This company stands in row %(row)d already."),
            row=first,
        )
    return company


def _elsewhere(sheet: Sheet, register: Register, company: Company) -> bool:
    """Whether it was in no incubator then, or not in the one that the file is for."""
    due, stay = register.dues.get(company.pk), register.stays.get(company.pk)
    place = due.incubator_id if due else stay.incubator_id if stay else None
    return place is None or sheet.incubator_id not in (None, place)


def _due(sheet: Sheet, register: Register, company: Company) -> DueReturn:
    """The due return as it stands, or as it would be put on the list."""
    due = register.dues.get(company.pk)
    if due is None:
        stay = register.stays[company.pk]
        due = DueReturn(
            form_id=sheet.period.form_id, residence=stay, incubator_id=stay.incubator_id,
            due_on=sheet.period.due_on,
        )  # fmt: skip
    elif due.waived_at:
        raise RuleViolation("due_waived", gettext_lazy("This return is not asked for any more."))
    elif begun := register.begun.get(due.pk):
        raise RuleViolation(
            "return_with_company",
            gettext_lazy("This return is “%(state)s” already; nothing is put over it."),
            state=begun.get_state_display(),
        )
    due.period, due.company = sheet.period, company
    return due


def _open_findings(sheet: Sheet, register: Register, outcome: Outcome) -> list[Finding]:
    """What stops the row. One sentence of it answers for all that only looks wrong."""
    by_code = {value.item.code: value for value in outcome.values}
    company = outcome.due.company_id if outcome.due else 0
    before = given_of(register.last.get(company, {}))
    year_ago = given_of(register.year_ago.get(company, {}))
    is_first = sheet.period.number == 1
    while True:
        case = Case(sheet.items, given_of(by_code), before, year_ago, is_first)
        found = [finding for finding in findings(case, sheet.checks) if finding.stops]
        doubts = [finding for finding in found if finding.weight is not Weight.ERROR]
        if not doubts or not outcome.row.explanation:
            return found
        for finding in doubts:
            value = by_code[finding.item]
            value.explanation = outcome.row.explanation[:500]
            value.confirmed = value.number


def _told(sheet: Sheet, row: Row, finding: Finding) -> dict[str, Any]:
    detail = f"{finding.label}: {finding.detail}"
    if finding.weight is not Weight.ERROR:
        hint = _("Say why in the column “%(column)s”, or put it right.")
        detail += " " + hint % {"column": sheet.letters.get(EXPLANATION, EXPLANATION)}
    return {
        "row": row.number,
        "column": sheet.letters.get(finding.item, ""),
        "code": finding.rule,
        "detail": detail,
    }


def _problem(sheet: Sheet, row: Row, column: str, violation: RuleViolation) -> dict[str, Any]:
    return {
        "row": row.number,
        "column": sheet.letters.get(column, ""),
        "code": violation.code,
        "detail": violation.detail,
    }
