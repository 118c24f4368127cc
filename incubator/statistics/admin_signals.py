"""审计提示 as pages: all signals of a year, and the stays that one of them points at."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.core.dates import now, parse_year, year_of
from incubator.core.errors import RuleViolation
from incubator.core.numbers import grouped
from incubator.statistics.admin_facts import shown
from incubator.statistics.facts import STAYS, headings
from incubator.statistics.queries import liveliest_closed_year
from incubator.statistics.signals import Seen, evidence_of, signal_named, signals_of

PER_PAGE = 50


def signals_page(pages, request: HttpRequest) -> HttpResponse:
    """``?year=``: without one the latest closed year in which something happened."""
    try:
        year = parse_year(request.GET["year"]) if "year" in request.GET else _usual_year()
    except RuleViolation as violation:
        pages.message_user(request, str(violation), level="ERROR")
        return redirect(request.path)
    seen = signals_of(year)
    return pages.page(
        request,
        "statistics/admin/signals.html",
        title=_("Signals of %d") % year,
        year=year,
        evidence=evidence_of(seen),
        rows=[_row(pages, one, year) for one in seen],
        back=pages.list_address(),
    )


def signal_page(pages, request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """The stays that a signal points at; 404 for a signal or a year that there is not."""
    try:
        signal, year = signal_named(code), parse_year(str(year))
    except RuleViolation as violation:
        raise Http404 from violation
    page = Paginator(signal.stays(year), PER_PAGE)
    rows = page.get_page(request.GET.get("p"))
    columns = STAYS.of_page()
    cells = STAYS.cells(columns)
    return pages.page(
        request,
        "statistics/admin/signal.html",
        title=f"{year} · {signal.label}",
        signal=signal,
        headings=headings(columns),
        rows=[_stay(pages, stay, shown(cells(stay))) for stay in rows],
        page=rows,
        pages=page.get_elided_page_range(rows.number),
        back=f"{reverse(pages.name_of('signals'))}?year={year}",
    )


def _usual_year() -> int:
    running = year_of(now())
    return liveliest_closed_year(running=running) or running - 1


def _row(pages, seen: Seen, year: int) -> dict[str, object]:
    signal = seen.signal
    return {
        "signal": signal,
        "found": grouped(seen.found),
        "looked_at": grouped(seen.looked_at),
        "any": seen.found,
        "address": reverse(pages.name_of("signal"), args=[year, signal.code]),
    }


def _stay(pages, stay, cells: list[str]) -> tuple:
    address = pages.admin_site.get_model_admin(STAYS.model).address_of(stay)
    return address, cells[0], cells[1:]
