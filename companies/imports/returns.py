"""Returns from a file: one period of a form, a row for each company, handed in by the office."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.imports.return_columns import (
    CHINESE,
    ENGLISH,
    EXPLANATION,
    YEAR,
    columns_of,
    in_its_unit,
    units_read,
    units_said,
)
from companies.lifecycle.returns import Typed, filing
from companies.lifecycle.returns.rows import CODE, NAME, Outcome, Problem, Row, Sheet
from companies.models import DueReturn, Return, ReturnItem, ReturnPeriod
from incubator.accounts.access import Access
from incubator.accounts.permissions import Permission
from incubator.core.dates import SHANGHAI, day_of, now
from incubator.core.errors import RuleViolation
from incubator.core.shown import day
from incubator.imports import kinds
from incubator.imports.kinds import Column, Fault, Kind, Line, Repeated, Values, Work, Wrong
from incubator.imports.models import FileImport
from incubator.imports.reading import top_of


class Returns(Kind):
    """报表. What a file has columns for follows from the period that it is for."""

    code = "returns"
    label = gettext_lazy("Returns")
    help = gettext_lazy(
        "One row for each company, with its figures for one period; they are handed in for the "
        "companies, and somebody else verifies them."
    )
    reading = (Permission.RETURNS_READ,)
    writing = (Permission.RETURNS_WRITE,)
    needs_place = False
    makes = ("companies.return",)
    columns: tuple[Column, ...] = ()
    subject_label = gettext_lazy("reporting period")
    frozen = 2
    batch = 500  # a statement more costs more here than a row more
    prefilled = frozenset({CODE, NAME})

    def subjects(self) -> list[tuple[str, str]]:
        """The periods on the list that can be written, the newest first."""
        periods = ReturnPeriod.objects.filter(opens_on__lte=day_of(now())).select_related("form")
        return [(str(one.pk), str(one)) for one in periods.order_by("-ends_on", "code")]

    def about(self, subject: str) -> Kind:
        """The returns of a period. Raises RuleViolation ``import_without_period``."""
        periods = ReturnPeriod.objects.select_related("form")
        period = periods.filter(pk=subject).first() if subject.isdecimal() else None
        if period is None:
            raise RuleViolation(
                "import_without_period",
                gettext_lazy("Choose the period that the returns are for."),
                field="subject",
            )
        return ReturnsOf(period)


class ReturnsOf(Returns):
    """报表: those of one period."""

    def __init__(self, period: ReturnPeriod) -> None:
        self.period = period
        self.items: list[ReturnItem] = list(period.form.items.order_by("position"))

    @cached_property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """Those of the form, in the reader's language."""
        return columns_of(self.items)

    @property
    def said(self) -> str:
        """“科技企业孵化器…报表 · 2007年”."""
        return str(self.period)

    def lacking(self, given: Collection[str]) -> list[Column]:
        """Who it is, by code or by name, and what the form needs and only the company knows."""
        code, name = self.columns[:2]
        either = _("%(code)s or %(name)s") % {"code": code.label, "name": name.label}
        whose = [] if {CODE, NAME} & set(given) else [replace(code, label=either)]
        return whose + [one for one in self.columns if one.wanted and one.name not in given]

    def title(self) -> Sequence[str]:
        """Form, period and unit: a file of another one is not taken for it."""
        form = self.period.form
        return (f"{form.code}/{form.version}", self.period.said, form.unit)

    def require_fits(self, above: Sequence[Sequence[str]]) -> None:
        """Raises RuleViolation ``file_of_another_return``."""
        mark, _said, unit = wanted = self.title()
        names = {self.period.as_rule.said(language) for language in (CHINESE, ENGLISH)}
        code = mark.partition("/")[0]
        for line in above:
            if not line or line[0].partition("/")[0] not in self._forms:
                continue
            there = [*line, "", ""]
            if there[0] != mark or there[1] not in names or there[2] != unit:
                raise RuleViolation(
                    "file_of_another_return",
                    gettext_lazy("The file is for “%(found)s”, and “%(wanted)s” was chosen."),
                    field="file",
                    found=" ".join(filter(None, line[:3]))[:80],
                    wanted=" ".join((code, *wanted[1:])),
                )

    @cached_property
    def _forms(self) -> set[str]:
        return set(ReturnPeriod.objects.values_list("code", flat=True))

    def lines(self, access: Access) -> Iterable[Sequence[object]]:
        """A row for each company that still owes it, where the reader may see."""
        owed = DueReturn.objects.visible_to(access).owed().filter(period=self.period)
        owed = owed.order_by("company__name_pinyin", "pk")
        rows = owed.values_list("company__unified_code", "company__name")
        return ([code or "", name] for code, name in rows.iterator())

    def begin(self, work: Work) -> None:
        """What all rows have in common, and in which unit each column of money stands.

        Raises RuleViolation ``period_not_open`` (409), ``unit_not_understood``.
        """
        at = now()
        if self.period.opens_on > day_of(at):
            raise RuleViolation(
                "period_not_open",
                gettext_lazy("Returns for %(period)s can be written from %(day)s on."),
                status=409,
                period=self.period.said,
                day=self.period.opens_on,
            )
        run = work.run
        headings = {
            name: run.headings[place]
            for name, place in run.mapping.items()
            if place < len(run.headings)
        }
        self.units = units_read(self.items, headings, self._above(run))
        work.remarks += units_said(headings, self.units)
        work.known = Sheet(
            period=self.period,
            items=self.items,
            checks=list(self.period.form.checks.order_by("position")),
            row_of=work.row_of,
            incubator_id=run.incubator_id,
            by=work.by,
            at=at,
            is_trial=work.is_trial,
        )

    def together(self, work: Work, rows: Sequence[tuple[Line, Values]]) -> list[kinds.Outcome]:
        """All of them: what one row says of a company says nothing of another one."""
        brought = [self._row(line.number, values) for line, values in rows]
        outcomes = filing.file_returns(sheet=work.known, rows=brought)
        return [
            self._outcome(one, values)
            for one, (_line, values) in zip(outcomes, rows, strict=True)
        ]  # fmt: skip

    def write(self, work: Work, values: Values) -> list[Model]:
        """One of them, where the database has refused some row beside it."""
        [found] = filing.file_returns(sheet=work.known, rows=[self._row(0, values)])
        outcome = self._outcome(found, values)
        if outcome.repeated:
            raise outcome.repeated
        if outcome.faults:
            raise Wrong(outcome.faults)
        return outcome.made

    def goes_along(self) -> dict[str, Any]:
        """The figures, and that it was begun and handed in."""

        def all_of(rows: QuerySet) -> QuerySet:
            return rows

        return {"companies.returnvalue": all_of, "companies.returnmove": all_of}

    def hold(self, keys: Mapping[str, Sequence[int]]) -> None:
        """What they are for, as the verbs do."""
        filing.hold_returns(keys=keys["companies.return"])

    def changed(self, thing: Model) -> str:
        """Verified, or given back; else the history says by whom."""
        if not isinstance(thing, Return) or not thing.verified_at:
            return ""
        said = {"day": day(thing.verified_at.astimezone(SHANGHAI)), "who": thing.verified_by}
        if thing.verified_by is None:
            return _("It was verified on %(day)s.") % said
        return _("It was verified by %(who)s on %(day)s.") % said

    def take_back(self, made: kinds.Made, along: Mapping[type[Model], Sequence[int]]) -> None:
        """The returns first: the figures of one that is handed in do not change."""
        reports = [one for one in made[Return] if isinstance(one, Return)]
        filing.take_back_returns(reports=reports, parts=along)

    def _above(self, run: FileImport) -> list[list[str]]:
        with run.file.open("rb") as file:
            return top_of(file.read(), self, head=run.head).above

    def _row(self, number: int, values: Values) -> Row:
        row = Row(number, values[CODE], values[NAME], values[EXPLANATION])
        for item in self.items:
            figure, year = (
                in_its_unit(values.get(name) or "", self.units.get(name, ""))
                for name in (item.code, f"{item.code}{YEAR}")
            )
            if item.code not in (CODE, NAME) and (figure or year):
                row.figures[item.code] = Typed(figure, year or None)
        return row

    def _outcome(self, found: Outcome, values: Values) -> kinds.Outcome:
        number = found.row.number
        if found.there is not None:
            return kinds.Outcome(number, repeated=Repeated(found.there, _on_file(found.there)))
        if found.problems or found.report is None:
            return kinds.Outcome(
                number, faults=[self._fault(one, values) for one in found.problems]
            )
        return kinds.Outcome(number, made=[found.report])

    def _fault(self, problem: Problem, values: Values) -> Fault:
        """With the column of the file, or the item that the register should know."""
        column = self.column(problem.column)
        if column is not None:
            return Fault(
                str(column.label), values.get(column.name) or "", problem.code, problem.said
            )
        labels = {item.code: item.said("label") for item in self.items}
        return Fault(labels.get(problem.column, ""), "", problem.code, problem.said)


def _on_file(report: Return) -> str:
    return _("%(company)s has handed it in: version %(number)d, %(state)s") % {
        "company": report.due.company.name,
        "number": report.version,
        "state": report.get_state_display(),
    }
