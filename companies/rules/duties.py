"""What an incubation agreement asks to be reported, and how often (domain 8.4, source 52)."""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.rules.terms import BY_NAME
from incubator.core.dates import add_months

ONE_DAY = datetime.timedelta(days=1)
YEAR = 12  # months


@dataclass(frozen=True)
class AgreedReport:
    """One report of the agreement: the term that says how often, and the forms that answer it."""

    term: str
    label: str | Promise
    forms: tuple[str, ...]

    @property
    def source(self) -> str:
        """The clause."""
        return BY_NAME[self.term].source


AGREED = (
    AgreedReport(
        "statement_months",
        _("Financial and tax statements"),
        ("operating-quarterly", "operating-monthly"),
    ),
    AgreedReport("progress_months", _("Report on progress"), ("progress-half-yearly",)),
    AgreedReport("assessment_months", _("Assessment form"), ("assessment-yearly",)),
)


def newest_over(
    months: int, *, since: datetime.date, on: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of the newest period of so many months that is over before a day.

    Periods that fill a year are those of the calendar; others are counted from ``since``, the
    first day of the agreement. None where no period has ended in which the agreement held.
    """
    if YEAR % months == 0:
        index = (on.year * YEAR + on.month - 1) // months * months
        begins_on = datetime.date(*_month(index - months), 1)
    else:
        passed = (on.year - since.year) * YEAR + on.month - since.month
        count = passed // months - (on < add_months(since, passed // months * months))
        begins_on = add_months(since, (count - 1) * months)
    ends_on = add_months(begins_on, months) - ONE_DAY
    return (begins_on, ends_on) if since <= ends_on < on else None


def _month(index: int) -> tuple[int, int]:
    """Year and month of a count of months."""
    year, month = divmod(index, YEAR)
    return year, month + 1
