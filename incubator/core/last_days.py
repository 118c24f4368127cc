"""Times that end before a day: a column holds the first day after them, people read the last one.

A model names such columns in ``LAST_DAYS``, each with the heading under which lists, pages, files
and the history show the last day. Programs (the API) read the column as it is.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

ONE_DAY = datetime.timedelta(days=1)
BEGINNINGS = ("begins_on", "from_on")


def last_days(model: type[Model]) -> Mapping[str, Promise]:
    """The columns of a model that hold a day after, with their headings."""
    return getattr(model, "LAST_DAYS", {})


def last_day_of(row: Any, name: str) -> datetime.date | None:
    """The last day that a row holds; None where it is open, or holds not a single day."""
    until = getattr(row, name)
    begin = next(getattr(row, one) for one in BEGINNINGS if hasattr(row, one))
    return None if until is None or until <= begin else until - ONE_DAY
