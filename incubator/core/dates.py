"""The one place that reads the clock, and the calendar year of the zone.

Everything else takes ``on`` (a date) or ``at`` (an aware moment) as an argument, so
rules can be tested on any day without freezing time.
"""

import calendar
import datetime
import re
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation

SHANGHAI = ZoneInfo("Asia/Shanghai")

# The zone's own records begin with the first incubator of 1999; a year outside this
# range is a slip of the keyboard and never a question about incubation.
FIRST_YEAR = 1980
LAST_YEAR = 2100
DAY = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"


def now() -> datetime.datetime:
    """The present moment, aware, in UTC."""
    return datetime.datetime.now(tz=datetime.UTC)  # noqa: TID251 - the one place


def today() -> datetime.date:
    """The present day in the zone (Asia/Shanghai), whatever the server's clock is set to."""
    return day_of(now())


def day_of(moment: datetime.datetime) -> datetime.date:
    """The zone's calendar day at an aware ``moment``."""
    return moment.astimezone(SHANGHAI).date()


def year_of(moment: datetime.datetime) -> int:
    """The statistical year at an aware ``moment``: the calendar year in Asia/Shanghai."""
    return day_of(moment).year


def midnight(day: datetime.date) -> datetime.datetime:
    """The moment at which ``day`` begins in the zone."""
    return datetime.datetime.combine(day, datetime.time(), tzinfo=SHANGHAI)


def year_begin(year: int) -> datetime.date:
    """1 January of ``year``."""
    return datetime.date(year, 1, 1)


def year_end(year: int) -> datetime.date:
    """31 December of ``year``: the day of every figure "at the year's end"."""
    return datetime.date(year, 12, 31)


def iso(day: datetime.date) -> str:
    """2007-03-01, as addresses, fields and names of files have a day; people read ``shown.day``."""
    return day.isoformat()


def add_months(day: datetime.date, months: int) -> datetime.date:
    """``day`` plus whole ``months``; a day that the month lacks becomes the month's last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def parse_year(text: object, *, field: str = "year") -> int:
    """A calendar year from what somebody typed into ``field``.

    Raises RuleViolation ``invalid_year`` for anything that is not FIRST_YEAR..LAST_YEAR.
    """
    raw = str(text).strip()
    if re.fullmatch(r"[0-9]{4}", raw) and FIRST_YEAR <= int(raw) <= LAST_YEAR:
        return int(raw)
    raise RuleViolation(
        "invalid_year",
        _("“%(year)s” is not a year between %(first)d and %(last)d."),
        field=field,
        year=raw[:20],
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


def require_year(day: datetime.date, *, field: str = "on") -> None:
    """Raises ``invalid_year`` for a day or moment outside of FIRST_YEAR..LAST_YEAR."""
    parse_year(f"{day.year:04d}", field=field)


def parse_day(text: object, *, field: str = "on") -> datetime.date:
    """A day from what somebody typed into ``field``, as 2007-12-31.

    Raises RuleViolation ``invalid_day`` for anything else, and outside of FIRST_YEAR..LAST_YEAR.
    """
    raw = str(text).strip()
    try:
        # Python reads weeks and days without dashes as well: 2007-W01, 20070101.
        day = parse_date(raw) if re.fullmatch(DAY, raw) else None
    except ValueError:  # shaped as a date, but no day of the calendar
        day = None
    if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise RuleViolation(
        "invalid_day",
        _("“%(day)s” is not a day such as 2007-12-31."),
        field=field,
        day=raw[:20],
    )
