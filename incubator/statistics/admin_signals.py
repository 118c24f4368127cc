"""审计提示 as pages: all signals of a year, and the stays that one of them points at."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.core.dates import now, parse_year, year_of
from incubator.core.errors import RuleViolation
from incubator.core.numbers import grouped
from incubator.statistics.admin_facts import row_of, shown
from incubator.statistics.admin_known import Known, known_asked, not_told, refused_page
from incubator.statistics.facts import STAYS, headings
from incubator.statistics.queries import liveliest_closed_year
from incubator.statistics.signals import Seen, evidence_of, signal_named, signals_of
from incubator.statistics.vintages import as_of

PER_PAGE = 50


def signals_page(pages, request: HttpRequest) -> HttpResponse:
    """``?year=&as_known_on=``: without a year the latest closed one in which something happened."""
    try:
        year = parse_year(request.GET["year"]) if "year" in request.GET else _usual_year()
    except RuleViolation as violation:
        pages.message_user(request, str(violation), level="ERROR")
        return redirect(request.path)
    known, seen = known_asked(request), []
    try:
        with as_of(known.day):
            seen = signals_of(year)
    except RuleViolation as violation:
        known = Known(typed=known.typed, refused=violation.detail)
    return pages.page(
        request,
        "statistics/admin/signals.html",
        title=_("Signals of %d") % year,
        year=year,
        known=known,
        evidence=evidence_of(seen) if seen else None,
        rows=[_row(pages, one, year, known) for one in seen],
        back=pages.list_address(),
    )


def signal_page(pages, request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """The stays that a signal points at; 404 for a signal or a year that there is not."""
    try:
        signal, year = signal_named(code), parse_year(str(year))
    except RuleViolation as violation:
        raise Http404 from violation
    known, columns = known_asked(request), STAYS.of_page()
    if known.refused:
        return refused_page(pages, request, known)
    cells = STAYS.cells(columns)
    try:
        with as_of(known.day):
            page = Paginator(signal.stays(year), PER_PAGE)
            rows = page.get_page(request.GET.get("p"))
            stays = [_stay(pages, stay, columns, shown(cells(stay))) for stay in rows]
    except RuleViolation as violation:
        return not_told(pages, request, known, violation)
    return pages.page(
        request,
        "statistics/admin/signal.html",
        title=f"{year} · {signal.label}",
        signal=signal,
        headings=headings(columns),
        known=known,
        rows=stays,
        page=rows,
        pages=page.get_elided_page_range(rows.number),
        back=f"{reverse(pages.name_of('signals'))}?year={year}{known.more}",
    )


def _usual_year() -> int:
    running = year_of(now())
    return liveliest_closed_year(running=running) or running - 1


def _row(pages, seen: Seen, year: int, known: Known) -> dict[str, object]:
    signal = seen.signal
    return {
        "signal": signal,
        "found": grouped(seen.found),
        "looked_at": grouped(seen.looked_at),
        "any": seen.found,
        "address": reverse(pages.name_of("signal"), args=[year, signal.code]) + known.alone,
    }


def _stay(pages, stay, columns: tuple, cells: list[str]) -> tuple:
    address, lead, others = row_of(pages, STAYS, stay, columns, cells)
    return address, lead, [cell for _label, cell in others]
