"""在孵企业增减对账: the accounts of a period, and the residences behind each of their numbers."""

import datetime
from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from companies.enums import LEFT, ExitReason
from incubator.accounts.access import Access, access_from
from incubator.core.api.tables import Table
from incubator.core.dates import iso, parse_day, today, year_begin, year_end
from incubator.core.errors import RuleViolation
from incubator.institutions.enums import Programme
from incubator.institutions.models import Incubator
from incubator.statistics.admin_facts import FILES, PER_PAGE, ZONE, row_of, shown
from incubator.statistics.admin_known import Known, known_asked, not_told, refused_page
from incubator.statistics.facts import STAYS, headings
from incubator.statistics.flows import (
    COUNTED,
    LABELS,
    OF_THE_ZONE,
    Account,
    Accounts,
    Period,
    accounts_of,
    named,
    period_of,
    residences_of,
)
from incubator.statistics.queries import liveliest_closed_year
from incubator.statistics.vintages import as_of


def flows_page(pages, request: HttpRequest) -> HttpResponseBase:
    """``?from=&to=&as_known_on=``; without days the latest lively year. A bad period is told
    below the form.
    """
    access, known = access_from(request), known_asked(request)
    refused, period, below = "", None, {}
    try:
        period = _period_asked(request)
        with as_of(known.day):
            below = _accounts(pages, access, period, known)
    except RuleViolation as violation:
        refused = violation.detail
    return pages.page(
        request,
        "statistics/admin/flows.html",
        title=_("Reconciliation of incubatees"),
        asked=_asked(request, period),
        known=known,
        refused=refused,
        **below,
    )


def residences_page(pages, request: HttpRequest, line: str, place: str) -> HttpResponseBase:
    """The residences behind one number; 404 for what is no number of the reader's."""
    access, known = access_from(request), known_asked(request)
    incubator = _place(access, place)
    reason = request.GET.get("reason", "")
    if reason and (line != "left" or reason not in LEFT):
        raise Http404
    if known.refused:
        return refused_page(pages, request, known)
    try:
        period = _period_asked(request)
        rows = residences_of(period, line, incubator=incubator, reason=reason)
        with as_of(known.day):
            if request.GET.get("format") in FILES:
                return FILES[request.GET["format"]]().respond(_file(period, line, rows, known))
            below = _page_of(pages, request, rows)
    except RuleViolation as violation:
        return not_told(pages, request, known, violation)
    label = str(ExitReason(reason).label) if reason else str(LABELS[line])
    where, asked = str(incubator or _("the whole zone")), _query(period) | known.query
    return pages.page(
        request,
        "statistics/admin/flow_residences.html",
        title=" · ".join([where, capfirst(label)]),
        period=period,
        known=known,
        asked="&" + urlencode(asked | ({"reason": reason} if reason else {})),
        back=f"{reverse(pages.name_of('flows'))}?{urlencode(asked)}",
        **below,
    )


def _file(period: Period, line: str, rows: QuerySet, known: Known) -> Table:
    """All of them; those of a past day are read now, where it is told."""
    cells = STAYS.cells()
    found = list(rows) if known.day else rows.iterator(chunk_size=2000)
    return Table(
        "-".join(["reconciliation", line, str(period.first), str(period.last)]),
        headings(STAYS.columns),
        (cells(one) for one in found),
    )


def _page_of(pages, request: HttpRequest, rows: QuerySet) -> dict[str, object]:
    """One page of them, read."""
    page, columns = Paginator(rows, PER_PAGE), STAYS.of_page()
    shown_now, cells = page.get_page(request.GET.get("p")), STAYS.cells(columns)
    return {
        "count": page.count,
        "headings": headings(columns),
        "rows": [row_of(pages, STAYS, one, columns, shown(cells(one))) for one in shown_now],
        "page": shown_now,
        "pages": page.get_elided_page_range(shown_now.number),
    }


def _place(access: Access, code: str) -> Incubator | None:
    """None: the whole zone, for those who see it; a foreign incubator is as unknown as none."""
    if code == ZONE:
        if not access.everywhere:
            raise Http404
        return None
    found = Incubator.objects.visible_to(access).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _period_asked(request: HttpRequest) -> Period:
    """Raises RuleViolation ``invalid_day``, ``invalid_period``, ``period_in_future``."""
    day = today()
    usual = liveliest_closed_year(running=day.year) or day.year - 1
    said = [request.GET.get(name) for name in ("from", "to")]
    first = parse_day(said[0], field="from") if said[0] else year_begin(usual)
    last = parse_day(said[1], field="to") if said[1] else min(year_end(usual), day)
    return period_of(first, last, on=day)


def _asked(request: HttpRequest, period: Period | None) -> dict[str, str]:
    """What stands in the form: what was typed, even where it is refused."""
    if period is not None:
        return _query(period)
    return {name: request.GET.get(name, "") for name in ("from", "to")}


def _query(period: Period) -> dict[str, str]:
    return {"from": iso(period.first), "to": iso(period.last)}


def _accounts(pages, access: Access, period: Period, known: Known) -> dict[str, object]:
    places = Incubator.objects.visible_to(access).filter(programme=Programme.INCUBATION)
    accounts = accounts_of(period, places.order_by("pk"), with_overlap=access.everywhere)
    off = named(period, incubator_ids=None if access.everywhere else access.incubator_ids)
    asked = urlencode(_query(period) | known.query)
    busy = [(place, one) for place, one in accounts.places if _says_something(one)]
    return {
        "period": period,
        "rows": [_row(pages, str(place), place.code, one, asked) for place, one in busy],
        "whole": _row(pages, "", ZONE, accounts.whole, asked) if access.everywhere else None,
        "overlap": _overlap(pages, accounts, asked),
        "reasons": _reasons(pages, accounts, access, busy, asked),
        "quiet": [str(place) for place, one in accounts.places if not _says_something(one)],
        "unexplained": [(one, pages.admin_site.get_model_admin(type(one)).address_of(one))
                        for one in off],
        "years": _years(period.first, known),
        "whole_year": _whole_year(period),
    }  # fmt: skip


def _says_something(account: Account) -> bool:
    return any(getattr(account, name) for name in COUNTED) or account.residual != 0


def _row(pages, place: str, code: str, account: Account, asked: str) -> dict[str, object]:
    return {
        "place": place,
        "cells": [(getattr(account, name), _address(pages, name, code, asked)) for name in COUNTED],
        "residual": account.residual,
    }


def _overlap(pages, accounts: Accounts, asked: str) -> dict[str, object] | None:
    """Companies in several incubators: of the zone only, where it sees all of them."""
    if accounts.overlap is None or accounts.companies is None:
        return None
    opening, closing = (_address(pages, line, ZONE, asked) for line in OF_THE_ZONE)
    return {
        "opening": (accounts.overlap[0], opening),
        "closing": (accounts.overlap[1], closing),
        "companies": accounts.companies,
        "change": accounts.companies[1] - accounts.companies[0],
    }


def _reasons(
    pages, accounts: Accounts, access: Access, busy: Iterable, asked: str
) -> list[dict[str, object]]:
    """Why those who left did, by incubator."""
    lines = [(str(place), place.code, account) for place, account in busy if account.left]
    if access.everywhere and len(lines) > 1:
        lines.append((_("the whole zone"), ZONE, accounts.whole))
    return [
        {
            "place": place,
            "cells": [
                (account.reasons[reason],
                 f"{_address(pages, 'left', code, asked)}&reason={reason}")
                for reason in LEFT
            ],
        }
        for place, code, account in lines
    ]  # fmt: skip


def _address(pages, line: str, code: str, asked: str) -> str:
    return f"{reverse(pages.name_of('residences'), args=[line, code])}?{asked}"


def _whole_year(period: Period) -> int | None:
    """The year that a period is all of, so far; None for any other."""
    year = period.first.year
    whole = year_begin(year), min(year_end(year), today())
    return year if (period.first, period.last) == whole else None


def _years(first: datetime.date, known: Known) -> list[tuple[int, str]]:
    """Whole years around the one shown, to go to with one click."""
    last = min(first.year + 2, today().year)
    return [
        (
            year,
            urlencode({"from": year_begin(year), "to": min(year_end(year), today())} | known.query),
        )
        for year in range(last - 4, last + 1)
    ]
