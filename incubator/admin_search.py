"""The search box that Ctrl+K opens on every page of the admin."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from incubator.accounts.admin_base import ScopedModelAdmin

MOST = 20


def quick_search(
    request: HttpRequest, companies: "ScopedModelAdmin", sidebar: list[dict]
) -> HttpResponse:
    """Companies by name, pinyin, initials, code or earlier name, then lists by their title.

    At most ``MOST`` companies: whoever gets as many types one letter more.
    """
    typed = request.GET.get("s", "").strip()
    found = _companies(request, companies, typed) + _lists(sidebar, typed) if typed else []
    pages = Paginator(found, max(len(found), 1))
    context = {"page_obj": pages, "results": pages.page(1), "page_counter": 0}
    return TemplateResponse(request, "site/admin_search.html", context)


def _companies(request: HttpRequest, pages: "ScopedModelAdmin", typed: str) -> list[dict]:
    """Unsorted in the database, where a limit would sort all that match."""
    if not pages.has_view_permission(request):
        return []
    rows, _duplicates = pages.get_search_results(request, pages.get_queryset(request), typed)
    first = sorted(rows.order_by()[:MOST], key=lambda company: company.name_pinyin)
    return [
        {
            "title": company.name,
            "description": company.unified_code or _("company"),
            "link": pages.address_of(company),
            "icon": "apartment",
        }
        for company in first
    ]


def _lists(sidebar: list[dict], typed: str) -> list[dict]:
    return [
        {**entry, "description": group.get("title") or _("Home")}
        for group in sidebar
        for entry in group["items"]
        if typed.lower() in entry["title"].lower()
    ]
