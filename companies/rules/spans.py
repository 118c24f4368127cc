"""A day that is known only roughly: a year, a month, or from one day to another. Pure."""

import calendar
import datetime
import re

from django.utils.translation import gettext_lazy as _

from incubator.core.dates import FIRST_YEAR, LAST_YEAR
from incubator.core.errors import RuleViolation

Span = tuple[datetime.date, datetime.date]  # the earliest and the latest day
DAY = r"\d{4}-\d{2}-\d{2}"
YEAR, MONTH, DAYS = r"(\d{4})", r"(\d{4})-(\d{2})", rf"({DAY})/({DAY})"


def span_of(text: str, *, field: str) -> Span | None:
    """``2003``, ``2003-05`` or ``2003-03-01/2003-08-31``; None for nothing: the day is exact.

    Raises RuleViolation ``invalid_span``.
    """
    raw = text.strip()
    if not raw:
        return None
    try:
        span = _read(raw)
    except ValueError:
        span = None
    if span is None or span[0] >= span[1] or not _known(span):
        raise RuleViolation(
            "invalid_span",
            _("“%(text)s” is neither a year (2003) nor a month (2003-05) nor from one day to a "
              "later one (2003-03-01/2003-08-31)."),
            field=field, text=raw[:40],
        )  # fmt: skip
    return span


def written(earliest: datetime.date | None, latest: datetime.date | None) -> str:
    """The shortest form that ``span_of`` reads as these days; "" where the day is exact."""
    if earliest is None or latest is None:
        return ""
    for text in (f"{earliest:%Y}", f"{earliest:%Y-%m}"):
        if _read(text) == (earliest, latest):
            return text
    return f"{earliest}/{latest}"


def _read(text: str) -> Span | None:
    if found := re.fullmatch(YEAR, text, re.ASCII):
        year = int(found[1])
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if found := re.fullmatch(MONTH, text, re.ASCII):
        first = datetime.date(int(found[1]), int(found[2]), 1)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    if found := re.fullmatch(DAYS, text, re.ASCII):
        return datetime.date.fromisoformat(found[1]), datetime.date.fromisoformat(found[2])
    return None


def _known(span: Span) -> bool:
    return span[0].year >= FIRST_YEAR and span[1].year <= LAST_YEAR
