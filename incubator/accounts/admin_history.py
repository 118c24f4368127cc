"""The whole history for an auditor: searched, and what the checks of it have found."""

import contextlib
import datetime

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.decorators import display

from incubator.accounts.access import Access
from incubator.accounts.admin_base import ScopedModelAdmin
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Choice, Day, Line, Number, Tick, badge
from incubator.core.dates import iso
from incubator.core.history_search import (
    Asked,
    Found,
    Place,
    is_kept_from,
    search_history,
)
from incubator.core.models import HistoryCheck
from incubator.core.sealing import event_tables
from incubator.core.verifying import KINDS

PER_PAGE = 50


class SearchForm(forms.Form):
    """What an auditor looks for."""

    person = Line(label=pgettext_lazy("history", "who"), max_length=100, required=False)
    since = Day(label=pgettext_lazy("history", "from"), required=False)
    until = Day(label=pgettext_lazy("history", "until"), required=False)
    table = Choice(label=pgettext_lazy("history", "what"), required=False)
    row = Number(
        label=pgettext_lazy("history", "number"), min_value=1, max_value=2**63 - 1, required=False
    )
    word = Line(
        label=gettext_lazy("reason or request"), max_length=100, required=False,
        help_text=gettext_lazy("A part of the reason, or the beginning of a request's number."),
    )  # fmt: skip
    nameless = Tick(
        label=gettext_lazy("without a name"), required=False,
        help_text=gettext_lazy("Written past the application: no name stands beside it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = [(table, subject_of(event)) for table, event in event_tables().items()]
        self.fields["table"].choices = [
            ("", _("everything")),
            *sorted(names, key=lambda name: name[1]),
        ]

    def asked(self) -> Asked:
        """What was asked; nothing where a field is wrong (the page shows it)."""
        return Asked(**self.cleaned_data) if self.is_valid() else Asked(table="", row=0)


@admin.register(HistoryCheck)
class HistoryCheckAdmin(ScopedModelAdmin):
    """历史核验: what each night's look at the history has found."""

    comes_from = gettext_lazy("The history is checked every night.")
    reading = Permission.ACCOUNTS_READ
    list_display = ("checked_at", "verdict", "entries", "seals", "unsealed", "nameless")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "checked_at", "verdict", "entries", "seals", "unsealed", "nameless", "head",
    )  # fmt: skip
    change_form_template = "scoped_admin/history_check.html"

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        """The history is the whole zone's."""
        return rows if access.everywhere else rows.none()

    @display(description=gettext_lazy("verdict"))
    def verdict(self, check: HistoryCheck) -> str:
        """Intact, or how many things are not."""
        if not check.findings:
            return badge("success", _("as it was recorded"))
        return badge("danger", _("%d things were changed") % len(check.findings))

    def get_urls(self) -> list:
        name = self.name_of("search").removeprefix(f"{self.admin_site.name}:")
        page = path("search/", self.admin_site.admin_view(self.search_page), name=name)
        return [page, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        check = self.get_object(request, object_id)
        found = [{**finding, "meaning": KINDS[finding["code"]]} for finding in check.findings]
        return super().change_view(
            request, object_id, form_url, {"findings": found, **(extra_context or {})}
        )

    def search_page(self, request: HttpRequest) -> HttpResponse:
        """Every change of every table, the latest first; what was asked stands in the address."""
        self.require(request, self.reading)
        if is_kept_from(request.user):
            messages.error(
                request,
                _("A case is kept from you (conflict of interest, or a blind review): somebody "
                  "else searches the whole history."),
            )  # fmt: skip
            return redirect(self.list_address())
        form = SearchForm(request.GET)
        found = search_history(
            form.asked(), limit=PER_PAGE + 1, after=_place_asked(request.GET.get("after", ""))
        )
        shown, more = found[:PER_PAGE], len(found) > PER_PAGE
        query = request.GET.copy()
        if more:
            query["after"] = _written(shown[-1].place)
        first = request.GET.copy()
        first.pop("after", None)
        return self.page(
            request,
            "scoped_admin/history_search.html",
            title=_("Search the history"),
            form=form,
            rows=[(one.change, self._address(request, one), one.row) for one in shown],
            older=query.urlencode() if more else "",
            newest=first.urlencode() if "after" in request.GET else None,
            back=self.list_address(),
        )

    def _address(self, request: HttpRequest, found: Found) -> str:
        """Where the row's own history is, where it has a page that the reader may see."""
        if not found.is_there or not self.admin_site.is_registered(found.model):
            return ""
        pages = self.admin_site.get_model_admin(found.model)
        if not isinstance(pages, ScopedModelAdmin) or not pages.has_view_permission(request):
            return ""
        with contextlib.suppress(NoReverseMatch):  # tokens have none
            return pages.history_address(found.row)
        return ""


def subject_of(event: type[Model]) -> str:
    """What a history table is about, as its rows are called."""
    return capfirst(str(event.pgh_tracked_model._meta.verbose_name))  # type: ignore[attr-defined]


def _written(place: Place) -> str:
    return f"{iso(place.moment)} {place.number} {place.table}"


def _place_asked(text: str) -> Place | None:
    """The end of the page before, out of the address; None for what is no such thing."""
    try:
        moment, number, table = text.split(" ")
        place = Place(datetime.datetime.fromisoformat(moment), int(number), table)
    except ValueError:
        return None
    return place if place.moment.tzinfo and abs(place.number) < 2**63 else None
