"""The facts behind a total in the admin: a page of them, and all of them as a file."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.html import format_html
from django.utils.translation import gettext as _

from companies.rules.spans import written
from incubator.accounts.access import access_from
from incubator.core.admin_fields import badge
from incubator.core.api.tables import CsvFile, Table, XlsxFile
from incubator.core.errors import RuleViolation
from incubator.core.numbers import between, grouped
from incubator.core.shown import anything
from incubator.institutions.models import Incubator
from incubator.statistics.admin_known import Known, known_asked, not_told, refused_page
from incubator.statistics.api.exports import facts_table, named_list, table_of
from incubator.statistics.definitions import Indicator
from incubator.statistics.facts import Column, FactKind, headings
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import YearlyTotal
from incubator.statistics.queries import balances_behind, facts_behind
from incubator.statistics.vintages import as_of, total_known

ZONE = "zone"  # the place in an address that is no incubator's code
PER_PAGE = 50
FILES = {"xlsx": XlsxFile, "csv": CsvFile}


def facts_page(
    pages, request: HttpRequest, year: int, indicator: str, place: str
) -> HttpResponseBase:
    """Exactly the facts that a total counts; 404 where the reader sees no such total.

    ``?as_known_on=``: what was known at the end of that day.
    """
    known, named = known_asked(request), BY_CODE.get(indicator)
    if named is None or named.facts is None:
        raise Http404
    if known.refused:
        return refused_page(pages, request, known)
    try:
        with as_of(known.day):
            read = _known_total if known.day else _total
            total = read(pages, request, year, named, place)
            facts = facts_behind(year, named, incubator=total.incubator, part=total.part)
            facts = facts.visible_to(access_from(request))
            if request.GET.get("format") in FILES:
                table = _table(total, named, facts, known)
                return FILES[request.GET["format"]]().respond(table)
            context = _context(pages, request, total, named, facts, known)
    except RuleViolation as violation:
        return not_told(pages, request, known, violation)
    return pages.page(request, "statistics/admin/facts.html", **context)


def _table(total: YearlyTotal, named: Indicator, facts: QuerySet, known: Known) -> Table:
    """Read while it is written; of a past day here, where it is told."""
    if not known.day:
        return facts_table(total, named, facts)
    name = named_list(total.year, named, total.part, place=total.incubator)
    return table_of(named.counts, list(facts), name)


def _known_total(
    pages, request: HttpRequest, year: int, named: Indicator, place: str
) -> YearlyTotal:
    """As it would have been computed then; it is on no file."""
    access, part, incubator = access_from(request), request.GET.get("part", ""), None
    if place != ZONE:
        incubator = Incubator.objects.visible_to(access).filter(code=place).first()
    found = None
    if incubator or (place == ZONE and access.everywhere):
        found = total_known(year, named, incubator=incubator, part=part)
    if found is None:
        raise Http404
    return YearlyTotal(
        year=year, indicator=named.code, part=part, incubator=incubator,
        counted=found.value - found.opening_balance, opening_balance=found.opening_balance,
        value=found.value, low=found.low, high=found.high,
    )  # fmt: skip


def _total(pages, request: HttpRequest, year: int, named: Indicator, place: str) -> YearlyTotal:
    where = {"incubator": None} if place == ZONE else {"incubator__code": place}
    total = (
        pages.get_queryset(request)
        .filter(year=year, indicator=named.code, part=request.GET.get("part", ""), **where)
        .select_related("incubator")
        .first()
    )
    if total is None:
        raise Http404
    return total


def _context(  # noqa: PLR0917 - the pieces of a page
    pages,
    request: HttpRequest,
    total: YearlyTotal,
    named: Indicator,
    facts: QuerySet,
    known: Known,
) -> dict:
    page = Paginator(facts, PER_PAGE)
    rows = page.get_page(request.GET.get("p"))
    kind, columns = named.counts, named.counts.of_page()
    cells = kind.cells(columns)
    added = facts.aggregate(now=named.measure)["now"] or 0
    asked = (f"&part={total.part}" if total.part else "") + known.more
    return {
        "title": f"{total.year} · {total.label} · {pages.place(total)}",
        "known": known,
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
        "span": between(total.low, total.high),
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
    """Where a fact's own page is, its leading cell, and the others with what each is.

    A day that is known only roughly says so: the figure may be another for it.
    """
    address = pages.admin_site.get_model_admin(kind.model).address_of(fact)
    told = [_roughly(fact, column, cell) for column, cell in zip(columns, cells, strict=True)]
    return address, told[0], labelled(columns, told)[1:]


def _roughly(fact: Model, column: Column, cell: str) -> str:
    name = column.path.removesuffix("_on")
    within = written(*(getattr(fact, f"{name}_{one}", None) for one in ("earliest", "latest")))
    if not within:
        return cell
    return format_html("{} {}", cell, badge("warning", _("roughly: %s") % within))


def labelled(columns: Iterable[Column], cells: list[str]) -> list[tuple[str, str]]:
    """Each cell after its heading: on a phone it stands before it."""
    return list(zip(headings(columns), cells, strict=True))


def shown(cells: list) -> list[str]:
    """The cells of a fact as a page shows them."""
    return [anything(cell) for cell in cells]
