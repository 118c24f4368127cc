"""欠费: who owes what on a day, as a page and as an XLSX file."""

import datetime
import itertools

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from companies.models import Company
from facilities.admin import words
from facilities.admin.sheets import as_file, dress, sheet_named
from facilities.queries.arrears import AGES, Arrears, arrears
from incubator.accounts.access import access_from
from incubator.core.cells import inert
from incubator.core.dates import iso, today
from incubator.institutions.models import Incubator

ON_A_PAGE = 100
HEADS = 4  # the row of the heads in the file
CLAIMS = 3  # the column of whole numbers


def page(pages, request: HttpRequest) -> HttpResponse:
    """``?on=``, and ``&page=`` where there are many."""
    on = words.day(request.GET.get("on")) or today()
    found = arrears(on=on, access=access_from(request))
    if request.GET.get("format") == "xlsx":
        return _file(found, on)
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    names = _names(shown.object_list)
    return pages.page(
        request,
        "facilities/admin/arrears.html",
        title=_("Who owes"),
        on=on,
        heads=_heads(),
        several=not access_from(request).one_place,
        rows=[_shown(pages, row, on, *names) for row in shown],
        sums=[_("%d tenants") % len(found), *map(words.money, _sums(found))],
        part=shown,
        file=f"?{urlencode({'on': on, 'format': 'xlsx'})}",
    )


def _heads() -> list[str]:
    """What each age is called."""
    between = [
        _("%(from)d to %(to)d days") % {"from": begin + 1, "to": end}
        for begin, end in itertools.pairwise(AGES)
    ]
    return [*between, _("%(from)d days and longer") % {"from": AGES[-1] + 1}]


def _names(rows: list[Arrears]) -> tuple[dict[int, Company], dict[int, Incubator]]:
    """The companies and institutions by their keys."""
    return (
        Company.objects.in_bulk([row.company for row in rows]),
        Incubator.objects.in_bulk([row.incubator for row in rows]),
    )


def _sums(found: list[Arrears]) -> list[int]:
    """All together, and of each age."""
    ages = [sum(row.ages[place] for row in found) for place in range(len(AGES))]
    return [sum(ages), *ages]


def _shown(
    pages, row: Arrears, on: datetime.date, companies: dict, incubators: dict
) -> dict[str, object]:
    statement = reverse(pages.name_of("statement"), args=[row.lease])
    return {
        "company": companies[row.company],
        "incubator": incubators[row.incubator],
        "link": f"{statement}?{urlencode({'on': on})}",
        "claims": row.claims,
        "oldest": row.oldest,
        "open": words.money(row.open),
        "ages": [words.money(age) if age else "" for age in row.ages],
    }


def _file(found: list[Arrears], on: datetime.date) -> HttpResponse:
    """Everybody; amounts in yuan."""
    companies, incubators = _names(found)
    book, sheet = sheet_named(_("Who owes"))
    sheet.append([_("Who owes")])
    sheet.append([_("as of"), on])
    sheet.append([])
    sheet.append([
        _("company"), _("institution"), _("claims"), _("due since"), _("overdue (yuan)"), *_heads(),
    ])  # fmt: skip
    for row in found:
        sheet.append([
            inert(companies[row.company].name), inert(incubators[row.incubator].name), row.claims,
            row.oldest, row.open / 100, *(age / 100 for age in row.ages),
        ])  # fmt: skip
    sheet.append([_("total"), None, None, None, *(amount / 100 for amount in _sums(found))])
    dress(sheet, heads=HEADS, counts=CLAIMS)
    return as_file(book, f"arrears-{iso(on)}.xlsx")
