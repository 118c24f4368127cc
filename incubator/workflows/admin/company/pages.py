"""The page of a company: one address, a tab at a time, each as far as the reader may read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from companies.admin.inlines import standing_of
from companies.models import Company, CompanyMerge
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.workflows.admin.company import overview, tabs, times
from incubator.workflows.admin.company.parts import Page, address

P = Permission


@dataclass(frozen=True)
class Tab:
    """A part of the page: its word in the address, who may read it, and what it is made of."""

    code: str
    label: Promise
    icon: str
    reading: Permission
    parts: Callable
    terms: tuple[str, ...] = ()  # words of ``core.glossary`` that it speaks of


TABS = {
    tab.code: tab
    for tab in (
        Tab("overview", gettext_lazy("Overview"), "apartment", P.COMPANIES_READ,
            overview.overview, ("incubatee", "graduate", "code")),
        Tab("people", gettext_lazy("People"), "badge", P.COMPANIES_READ, tabs.people),
        Tab("stays", pgettext_lazy("tab", "Stays"), "meeting_room", P.RESIDENCES_READ, times.stays,
            ("residence", "agreement", "longest_stay", "exit")),
        Tab("money", gettext_lazy("Lease and dues"), "contract", P.LEASES_READ, tabs.money),
        Tab("mentoring", gettext_lazy("Mentoring"), "diversity_3", P.MENTORS_READ, tabs.mentoring,
            ("mentor",)),
        Tab("returns", pgettext_lazy("tab", "Returns"), "bar_chart", P.RETURNS_READ,
            times.returns),
        Tab("facts", gettext_lazy("IP and qualifications"), "verified", P.COMPANIES_READ,
            tabs.facts, ("hnte", "tsme")),
        Tab("ready", gettext_lazy("Readiness"), "school", P.RESIDENCES_READ, tabs.ready,
            ("graduate",)),
        Tab("letters", gettext_lazy("Letters"), "mail", P.COMPANIES_READ, tabs.letters),
        Tab("files", gettext_lazy("Files"), "folder_open", P.COMPANIES_READ, tabs.files),
        Tab("history", gettext_lazy("History"), "history", P.COMPANIES_READ, times.history),
    )
}  # fmt: skip


def company_page(pages, request: HttpRequest, company: Company) -> HttpResponse:
    """The tab that ``?tab=`` names, the overview where none is named."""
    code = request.GET.get("tab", "overview")
    if code not in TABS:
        raise Http404
    tab, page = TABS[code], Page(request, company)
    if not page.access.may(tab.reading):
        raise PermissionDenied
    sources = [pages.history_of(request, company)] if code == "history" else []
    return pages.page(
        request,
        "workflows/admin/company/page.html",
        title=company.name,
        company=company,
        standings=[badge(kind, f"{words} · {stay.incubator}") for stay in page.stays[:3]
                   for kind, words in [standing_of(stay)]],
        tabs=[(one, one.code == code) for one in TABS.values() if page.access.may(one.reading)],
        parts=tab.parts(page, *sources),
        terms=tab.terms,
        verbs=_verbs(pages, request, company),
        back=pages.list_address(),
    )  # fmt: skip


def _verbs(pages, request: HttpRequest, company: Company) -> list[tuple[str, str, str]]:
    """What can be done with the company itself."""
    if not pages.has_change_permission(request, company):
        return []
    verbs = [
        (_("Edit"), address(Company, "change", company.pk), "edit"),
        (_("Rename"), address(Company, "rename", company.pk), "badge"),
        (_("Correct"), address(Company, "correct", company.pk), "edit_note"),
    ]
    if pages.has_decide_permission(request, company):
        verbs.append((_("Merge with …"), address(CompanyMerge, "add", kept=company.pk), "merge"))
    return verbs
