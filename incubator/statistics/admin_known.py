"""``?as_known_on=`` on pages: a past day of the recorded history, chosen in the page's own form."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import urlencode

from incubator.core.dates import day_of, now, today
from incubator.core.errors import RuleViolation
from incubator.core.known import parse_known_on


@dataclass(frozen=True)
class Known:
    """``day`` is None where a page tells what is on file now; ``refused`` says what is wrong with
    what was ``typed``.
    """

    day: datetime.date | None = None
    typed: str = ""
    refused: str = ""

    @property
    def query(self) -> dict[str, str]:
        """What the links of a page carry on."""
        return {"as_known_on": self.day.isoformat()} if self.day else {}

    @property
    def more(self) -> str:
        """The same behind other parameters."""
        return f"&{urlencode(self.query)}" if self.day else ""

    @property
    def alone(self) -> str:
        """The same where nothing else is asked."""
        return f"?{urlencode(self.query)}" if self.day else ""

    @property
    def latest(self) -> str:
        """The last day that can be asked for."""
        return today().isoformat()


def known_asked(request: HttpRequest) -> Known:
    """An empty field is today, and so is today itself."""
    typed, moment = request.GET.get("as_known_on", ""), now()
    if not typed:
        return Known()
    try:
        day = parse_known_on(typed, at=moment)
    except RuleViolation as violation:
        return Known(typed=typed, refused=violation.detail)
    return Known(None if day == day_of(moment) else day, typed)
