"""Days of office hours: China's public holidays as far as they are known, and slots of a day.

The package ``chinesecalendar`` knows the holidays of a year once they have been announced, at
the end of the year before. Of later years only the three are known that lie on a day of the
calendar by their very name; whoever plans into them is told so.
"""

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

import chinese_calendar
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.core.shown import listing
from mentors.enums import Rhythm

SATURDAY = 5
WEEK = datetime.timedelta(days=7)
# The package's names, in words that are translated.
NAMES = {
    "New Year's Day": gettext_lazy("New Year’s Day"),
    "Spring Festival": gettext_lazy("Spring Festival"),
    "Tomb-sweeping Day": gettext_lazy("Tomb-Sweeping Day"),
    "Labour Day": gettext_lazy("Labour Day"),
    "Dragon Boat Festival": gettext_lazy("Dragon Boat Festival"),
    "National Day": gettext_lazy("National Day"),
    "Mid-autumn Festival": gettext_lazy("Mid-Autumn Festival"),
}
# On the same day in every year, announced or not: 元旦, 五一, 国庆.
FIXED = {(1, 1): "New Year's Day", (5, 1): "Labour Day", (10, 1): "National Day"}
KNOWN_UNTIL = max(chinese_calendar.constants.holidays).year
KNOWN_FROM = min(chinese_calendar.constants.holidays).year


def is_known(year: int) -> bool:
    """Whether the holidays of a year are on file."""
    return KNOWN_FROM <= year <= KNOWN_UNTIL


def holiday(day: datetime.date) -> str:
    """The name of the holiday that a day is part of, "" for all others (weekends too: who
    offers hours on a Saturday means it)."""
    if not is_known(day.year):
        return str(NAMES[FIXED[day.month, day.day]]) if (day.month, day.day) in FIXED else ""
    is_off, name = chinese_calendar.get_holiday_detail(day)
    return str(NAMES.get(name, name)) if is_off and name else ""


@dataclass(frozen=True)
class Days:
    """The days of office hours, those left out with the name of their holiday, and the note."""

    taken: list[datetime.date] = field(default_factory=list)
    skipped: list[tuple[datetime.date, str]] = field(default_factory=list)

    @property
    def unknown_years(self) -> list[int]:
        """Years whose holidays are not announced yet."""
        return sorted({day.year for day in self.taken if not is_known(day.year)})

    @property
    def note(self) -> str:
        """What the reader should know of the years to come, "" where all is known."""
        if not self.unknown_years:
            return ""
        return _(
            "The holidays of %(years)s have not been announced yet; only 1 January, 1 May and "
            "1 October are left out there. Look at the days again when they are."
        ) % {"years": listing(self.unknown_years)}


def days_of(rhythm: str, from_on: datetime.date, until_on: datetime.date) -> Days:
    """The days on [from_on, until_on), once or in every week from the first, without holidays."""
    days = Days()
    for day in _all_days(rhythm, from_on, until_on):
        if name := holiday(day):
            days.skipped.append((day, name))
        else:
            days.taken.append(day)
    return days


def _all_days(
    rhythm: str, from_on: datetime.date, until_on: datetime.date
) -> Iterator[datetime.date]:
    day = from_on
    while day < until_on:
        yield day
        if rhythm == Rhythm.ONCE:
            return
        day += WEEK


def begins(starts: datetime.time, ends: datetime.time, minutes: int) -> list[datetime.time]:
    """When the slots of one day begin: as many whole ones as fit between two times."""
    first, last = _minute_of(starts), _minute_of(ends)
    return [
        datetime.time(minute // 60, minute % 60)
        for minute in range(first, last - minutes + 1, minutes)
    ]


def _minute_of(time: datetime.time) -> int:
    return time.hour * 60 + time.minute


def weeks_of(first: datetime.date) -> list[list[datetime.date]]:
    """The weeks, Monday to Sunday, that a month touches; ``first`` is its first day."""
    return calendar.Calendar().monthdatescalendar(first.year, first.month)


def is_made_up(day: datetime.date) -> bool:
    """Whether a Saturday or Sunday is worked for a holiday beside it (调休)."""
    return day.weekday() >= SATURDAY and is_known(day.year) and chinese_calendar.is_workday(day)
