"""Rows of a file against the register: whose each is, what it would make, what is wrong with it.

A batch of rows costs the same few queries however many they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.enums import AliasKind
from companies.lifecycle.returns.dues import stays_in
from companies.lifecycle.returns.writing import Typed, filled, is_fixed, known_figures
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
from companies.queries.duplicates import companies_called
from companies.queries.returns import given_of, newest_values, on_file
from companies.rules.duplicates import core_of
from companies.rules.returns.checks import Case, Finding, Weight, findings
from incubator.core.codes import clean_organisation_code, clean_unified_code
from incubator.core.errors import RuleViolation

# Columns that say whose a row is; all others are items of the form.
CODE, NAME = "company_code", "company_name"


@dataclass
class Row:
    """One company's line: who it is by code or name, and what was typed under each item."""

    number: int
    code: str = ""
    name: str = ""
    explanation: str = ""
    figures: dict[str, Typed] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row: under which item (or CODE, NAME), and why, in words."""

    column: str
    code: str
    said: str


@dataclass
class Sheet:
    """What every row of a file has in common; ``row_of`` tells which of them made a return."""

    period: ReturnPeriod
    items: list[ReturnItem]
    checks: list[ReturnCheck]
    row_of: Callable[[Return], int | None]
    incubator_id: int | None = None
    by: Any = None
    at: Any = None
    # Whether all of it is taken back: then no figure is written and nothing is handed in.
    is_trial: bool = False


@dataclass
class Outcome:
    """One row: the return that it would make, the one that is there, or what is wrong with it."""

    row: Row
    due: DueReturn | None = None
    report: Return | None = None
    there: Return | None = None
    values: list[ReturnValue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether it makes a return."""
        return not self.problems and self.there is None


@dataclass
class Owing:
    """Who the rows of a batch are about, where they were, and what they owe for the period."""

    by_code: dict[str, Company]
    by_name: dict[str, list[Company]]
    stays: dict[int, Residence]
    dues: dict[int, DueReturn]


@dataclass
class Register(Owing):
    """With what they handed in, the newest version first, and the figures to compare with."""

    begun: dict[int, list[Return]]
    last: dict[int, dict[str, ReturnValue]]
    year_ago: dict[int, dict[str, ReturnValue]]


def judged(sheet: Sheet, rows: Sequence[Row]) -> list[Outcome]:
    """Each row with its outcome; nothing is written. Of two good ones of a company the first
    counts."""
    register = _looked_up(sheet, rows)
    first: dict[int, int] = {}
    return [_judge(sheet, register, row, first) for row in rows]


def dues_named(sheet: Sheet, rows: Sequence[Row]) -> list[DueReturn]:
    """What rows would be for, as it stands or would be put on the list; their figures unread."""
    register, found = _owing(sheet, rows), []
    for row in rows:
        try:
            found.append(_due(sheet, register, _company(sheet, register, row)))
        except RuleViolation:
            continue  # said when the row is judged
    return found


def _owing(sheet: Sheet, rows: Sequence[Row]) -> Owing:
    by_code, by_name = _companies_of(rows)
    companies = {one.pk: one for one in by_code.values()}
    companies |= {one.pk: one for named in by_name.values() for one in named}
    stays = {stay.company_id: stay for stay in stays_in(sheet.period).filter(company__in=companies)}
    dues = {
        due.company_id: due
        for due in DueReturn.objects.filter(period=sheet.period, company__in=companies)
        .select_related("residence")
        .order_by(F("waived_at").desc(nulls_last=True))
    }  # fmt: skip
    return Owing(by_code, by_name, stays, dues)


def _looked_up(sheet: Sheet, rows: Sequence[Row]) -> Register:
    owing = _owing(sheet, rows)
    begun: dict[int, list[Return]] = {}
    for report in Return.objects.filter(due__in=owing.dues.values()).order_by("-version"):
        begun.setdefault(report.due_id, []).append(report)
    companies, rule = {*owing.dues, *owing.stays}, sheet.period.as_rule
    last = newest_values(sheet.period.code, rule.before, companies)
    year_ago = last
    if rule.before != rule.year_before:
        year_ago = newest_values(sheet.period.code, rule.year_before, companies)
    return Register(**vars(owing), begun=begun, last=last, year_ago=year_ago)


def _companies_of(rows: Sequence[Row]) -> tuple[dict[str, Company], dict[str, list[Company]]]:
    """Who is on file under the codes of rows, and under the names of those that have none."""
    codes = {code for row in rows for code in _codes(row.code)}
    known = Company.objects.filter(unified_code__in=codes).select_related("merged_into")
    keys = {one.unified_code: one.survivor.pk for one in known if one.unified_code}
    older = CompanyAlias.objects.filter(kind=AliasKind.ORGANISATION_CODE, value__in=codes)
    for alias in older.select_related("company__merged_into"):
        keys.setdefault(alias.value, alias.company.survivor.pk)
    found = Company.objects.filter(pk__in=keys.values()).prefetch_related("aliases")
    by_key = {company.pk: company for company in found}
    by_name = companies_called(row.name for row in rows if row.name and not row.code)
    return {code: by_key[key] for code, key in keys.items()}, by_name


def _codes(text: str) -> set[str]:
    """How a code that somebody typed may stand on file."""
    found = {text.upper()} if text else set()
    for clean in (clean_unified_code, clean_organisation_code):
        try:
            found |= {clean(text)} if text else set()
        except RuleViolation:
            continue
    return found


def _judge(sheet: Sheet, register: Register, row: Row, first: dict[int, int]) -> Outcome:
    outcome = Outcome(row)
    try:
        company = _company(sheet, register, row)
        if company.pk in first:
            raise _repeated(first[company.pk])
        due = outcome.due = _due(sheet, register, company)
        outcome.there = _handed_in(sheet, register, due)
        if outcome.there is None:
            _fill(sheet, register, outcome, due)
    except RuleViolation as violation:
        outcome.problems.append(_problem(row, violation))
        return outcome
    outcome.problems += [_told(finding) for finding in _open_findings(sheet, register, outcome)]
    if outcome.good:
        first[company.pk] = row.number
    return outcome


def _fill(sheet: Sheet, register: Register, outcome: Outcome, due: DueReturn) -> None:
    """Draw up the return of a row. Raises as ``filled`` does."""
    row, known = outcome.row, on_file(due)
    figures = known_figures(sheet.items, known, register.last.get(due.company_id, {}))
    for item in sheet.items:
        if item.code in row.figures and not is_fixed(item, known):
            figures[item] = row.figures[item.code]
    outcome.report = Return(
        due=due, form_id=sheet.period.form_id, started_at=sheet.at, started_by=sheet.by,
        saved_at=sheet.at, is_generated=due.company.is_generated,
    )  # fmt: skip
    outcome.values = filled(outcome.report, figures, by=sheet.by, at=sheet.at)


def _company(sheet: Sheet, register: Owing, row: Row) -> Company:
    if not row.code:
        return _called(sheet, register, row.name)
    found = (register.by_code.get(code) for code in _codes(row.code))
    company = next((one for one in found if one), None)
    if company is None or _elsewhere(sheet, register, company):
        raise RuleViolation(
            "company_unknown",
            gettext_lazy("No company with the code “%(code)s” was here in %(period)s."),
            field=CODE,
            code=row.code[:40],
            period=sheet.period.said,
        )
    names = {company.name, *(one.value for one in company.aliases.all())}
    if row.name and core_of(row.name) not in {core_of(name) for name in names}:
        raise RuleViolation(
            "name_differs",
            gettext_lazy("The code is that of %(company)s, not of “%(name)s”."),
            field=NAME,
            company=company.name,
            name=row.name[:80],
        )
    return company


def _called(sheet: Sheet, register: Owing, name: str) -> Company:
    """Of a row without a code: the one company of that name that was here."""
    named = register.by_name.get(core_of(name), [])
    here = [one for one in named if not _elsewhere(sheet, register, one)]
    if not here:
        raise RuleViolation(
            "company_unknown",
            gettext_lazy("No company called “%(name)s” was here in %(period)s."),
            field=NAME,
            name=name[:80],
            period=sheet.period.said,
        )
    if len(here) > 1:
        raise RuleViolation(
            "company_named_twice",
            gettext_lazy("Several companies are called “%(name)s”: say which by its code."),
            field=CODE,
            name=name[:80],
        )
    return here[0]


def _elsewhere(sheet: Sheet, register: Owing, company: Company) -> bool:
    """Whether it was in no incubator then, or not in the one that the file is for."""
    due, stay = register.dues.get(company.pk), register.stays.get(company.pk)
    place = due.incubator_id if due else stay.incubator_id if stay else None
    return place is None or sheet.incubator_id not in (None, place)


def _due(sheet: Sheet, register: Owing, company: Company) -> DueReturn:
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
    due.period, due.company = sheet.period, company
    return due


def _handed_in(sheet: Sheet, register: Register, due: DueReturn) -> Return | None:
    """The newest version that the office has; None where nothing was begun."""
    begun = register.begun.get(due.pk, []) if due.pk else []
    there = next((one for one in begun if one.submitted_at), None)
    newest = there or next(iter(begun), None)
    row = sheet.row_of(newest) if newest else None
    if row:
        raise _repeated(row)
    if begun and there is None:
        raise RuleViolation(
            "return_with_company",
            gettext_lazy("This return is “%(state)s” already; nothing is put over it."),
            state=begun[0].get_state_display(),
        )
    if there is not None:
        there.due = due
    return there


def _repeated(number: int) -> RuleViolation:
    return RuleViolation(
        "row_repeated", gettext_lazy("This company stands in row %(row)d already."), row=number
    )


def _open_findings(sheet: Sheet, register: Register, outcome: Outcome) -> list[Finding]:
    """What stops the row. One sentence of it answers for all that only looks wrong."""
    if outcome.report is None:
        return []
    by_code = {value.item.code: value for value in outcome.values}
    company = outcome.report.due.company_id
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


def _told(finding: Finding) -> Problem:
    detail = str(finding.detail)
    if finding.weight is not Weight.ERROR:
        detail = _(
            "%(said)s If it is right, say why in the column “%(column)s”; if not, correct it."
        ) % {"said": detail, "column": _("Explanation")}
    return Problem(finding.item, finding.rule, detail)


def _problem(row: Row, violation: RuleViolation) -> Problem:
    return Problem(
        violation.field or (CODE if row.code else NAME), violation.code, violation.detail
    )
