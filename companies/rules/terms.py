"""What an incubation agreement agrees on: each value with where its default comes from.

The defaults are those of a real agreement (domain 8.4, example D, source 52, text seen); an
operator sets its own in its template, and one agreement may differ from that.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.enums import ChangeKind
from incubator.core.dates import add_months
from incubator.institutions.enums import Certainty

SOURCE = "孵化协议样本（上海嘉定式孵化器）"
WITHIN_DAYS = 15  # what a notice is due before, where no agreement says otherwise
FILED_DAYS = 3


@dataclass(frozen=True)
class Term:
    """One value of an agreement: its default, what it may be, and the default's source."""

    name: str
    label: str | Promise
    unit: str | Promise
    default: int
    least: int
    most: int
    source: str = SOURCE
    certainty: str = Certainty.VERIFIED


MONTHS, DAYS = _("months"), _("days")
TERMS = (
    Term("term_months", _("term"), MONTHS, 36, 1, 120),
    Term("notice_days", _("notice of an early end"), DAYS, 30, 0, 365),
    Term("start_days", _("start after signing or hand-over"), _("working days"), 30, 1, 365),
    Term("change_notice_days", _("change told before it happens"), DAYS, WITHIN_DAYS, 0, 365),
    Term("change_filing_days", _("change filed after it happened"), DAYS, FILED_DAYS, 0, 365),
    Term("statement_months", _("financial and tax statements every"), MONTHS, 3, 1, 12),
    Term("progress_months", _("report of progress every"), MONTHS, 6, 1, 12),
    Term("assessment_months", _("assessment form every"), MONTHS, 12, 1, 24),
    Term("stage_goal_percent", _("stage goals reached at least"), "%", 60, 0, 100),
    Term("support_months", _("help with space after graduation within"), MONTHS, 36, 0, 120),
)
BY_NAME = {term.name: term for term in TERMS}

# What is registered with the authorities, and has to be filed with the office once it is.
REGISTERED = frozenset(
    {
        ChangeKind.NAME,
        ChangeKind.SHAREHOLDERS,
        ChangeKind.SCOPE,
        ChangeKind.LEGAL_REPRESENTATIVE,
        ChangeKind.ADDRESS,
        ChangeKind.CAPITAL,
    }
)


def defaults() -> dict[str, int]:
    """The values of an agreement where nobody has set others."""
    return {term.name: term.default for term in TERMS}


def source_of(name: str, value: int) -> tuple[str, str] | None:
    """Where a value comes from and how sure that is; None where the operator set it."""
    term = BY_NAME[name]
    return (term.source, term.certainty) if value == term.default else None


def impossible(values: Mapping[str, int]) -> Term | None:
    """The first term whose value cannot be."""
    return next((t for t in TERMS if not t.least <= values[t.name] <= t.most), None)


def last_day(begins_on: datetime.date, months: int) -> datetime.date:
    """The last day of so many months from a day on."""
    return add_months(begins_on, months) - datetime.timedelta(days=1)


def notice_day(planned_on: datetime.date, days: int) -> datetime.date:
    """The last day on which a change planned for a day is told in time."""
    return planned_on - datetime.timedelta(days=days)
