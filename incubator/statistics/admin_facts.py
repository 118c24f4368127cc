"""The facts behind a total in the admin: a page of them, and all of them as a file."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from incubator.accounts.access import access_from
from incubator.core.api.tables import CsvFile, XlsxFile
from incubator.core.numbers import grouped
from incubator.statistics.api.exports import facts_table
from incubator.statistics.definitions import Indicator
from incubator.statistics.facts import Column, FactKind, headings
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import YearlyTotal
from incubator.statistics.queries import balances_behind, facts_behind

ZONE = "zone"  # the place in an address that is no incubator's code
PER_PAGE = 50
FILES = {"xlsx": XlsxFile, "csv": CsvFile}


def facts_page(
    pages, request: HttpRequest, year: int, indicator: str, place: str
) -> HttpResponseBase:
    """Exactly the facts that a total counts; 404 where the reader sees no such total."""
    total, named = _total(pages, request, year, indicator, place)
    facts = facts_behind(year, named, incubator=total.incubator, part=total.part)
    facts = facts.visible_to(access_from(request))
    if request.GET.get("format") in FILES:
        return FILES[request.GET["format"]]().respond(facts_table(total, named, facts))
    return pages.page(
        request,
        "statistics/admin/facts.html",
        **_context(pages, request, total, named, facts),
    )


def _total(
    pages, request: HttpRequest, year: int, code: str, place: str
) -> tuple[YearlyTotal, Indicator]:
    named = BY_CODE.get(code)
    where = {"incubator": None} if place == ZONE else {"incubator__code": place}
    total = (
        pages.get_queryset(request)
        .filter(year=year, indicator=code, part=request.GET.get("part", ""), **where)
        .select_related("incubator")
        .first()
    )
    if total is None or named is None or named.facts is None:
        raise Http404
    return total, named


def _context(
    pages, request: HttpRequest, total: YearlyTotal, named: Indicator, facts: QuerySet
) -> dict:
    page = Paginator(facts, PER_PAGE)
    rows = page.get_page(request.GET.get("p"))
    kind, columns = named.counts, named.counts.of_page()
    cells = kind.cells(columns)
    added = facts.aggregate(now=named.measure)["now"] or 0
    asked = f"&part={total.part}" if total.part else ""
    return {
        "title": f"{total.year} · {total.label} · {pages.place(total)}",
        "part": total.part_label,
        "definition": named.definition,
        "source": named.source,
        "counted": grouped(total.counted),
        "balance": grouped(total.opening_balance) if total.opening_balance else "",
        "balances": balances_behind(total),
        "listed": grouped(page.count),
        "sums": named.sums,
        "averages": named.averages,
        "largest": named.largest,
        "added": grouped(added),
        "stale": added != total.counted,
        "headings": headings(columns),
        "rows": [row_of(pages, kind, fact, columns, shown(cells(fact))) for fact in rows],
        "page": rows,
        "pages": page.get_elided_page_range(rows.number),
        "asked": asked,
        "back": f"{pages.list_address()}?year={total.year}&indicator={total.indicator}",
    }


def row_of(
    pages, kind: FactKind, fact: Model, columns: Iterable[Column], cells: list[str]
) -> tuple:  # fmt: skip
    """Where a fact's own page is, its leading cell, and the others with what each is."""
    address = pages.admin_site.get_model_admin(kind.model).address_of(fact)
    return address, cells[0], labelled(columns, cells)[1:]


def labelled(columns: Iterable[Column], cells: list[str]) -> list[tuple[str, str]]:
    """Each cell after its heading: on a phone it stands before it."""
    return list(zip(headings(columns), cells, strict=True))


def shown(cells: list) -> list[str]:
    """The cells of a fact as a page shows them."""
    return [
        grouped(cell) if isinstance(cell, Decimal) else "—" if cell in (None, "") else str(cell)
        for cell in cells
    ]
