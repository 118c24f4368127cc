"""``?as_known_on=`` on pages: a past day of the recorded history, chosen in the page's own form."""

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from incubator.core.dates import day_of, iso, now, today
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
        return {"as_known_on": iso(self.day)} if self.day else {}

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
        return iso(today())


def refused_page(pages, request: HttpRequest, known: Known) -> HttpResponse:
    """What is wrong with the day, and the way to the same list as it is on file now (400)."""
    asked = request.GET.copy()
    for name in ("as_known_on", "format"):
        asked.pop(name, None)
    answer = pages.page(
        request,
        "statistics/admin/refused_day.html",
        title=_("There is no such day to tell of"),
        known=known,
        now=f"{request.path}?{asked.urlencode()}",
    )
    answer.status_code = 400
    return answer


def not_told(
    pages, request: HttpRequest, known: Known, violation: RuleViolation
) -> HttpResponse:  # fmt: skip
    """A day of before there were records is told; whatever else was refused is no page (404)."""
    if violation.code != "nothing_known_yet":
        raise Http404(violation.detail) from violation
    return refused_page(pages, request, Known(typed=known.typed, refused=violation.detail))


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
