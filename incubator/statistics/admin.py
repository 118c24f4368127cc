"""Runs, totals, and the documents that cite figures."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Field, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Number, badge, in_file
from incubator.core.dates import now, year_of
from incubator.core.numbers import between, figure, grouped
from incubator.core.shown import aside, kept_sentence
from incubator.institutions.models import Incubator
from incubator.statistics import (
    admin_citations,
    admin_late,
    admin_recognition,
    admin_snapshots,
    admin_targets,
    admin_torch,
    admin_webhooks,
    lifecycle,
)
from incubator.statistics.admin_base import IndicatorFilter, StatementAdmin, YearFilter, in_reach
from incubator.statistics.admin_check import check_page
from incubator.statistics.admin_facts import ZONE, facts_page
from incubator.statistics.admin_flows import flows_page, residences_page
from incubator.statistics.admin_series import series_page
from incubator.statistics.admin_signals import signal_page, signals_page
from incubator.statistics.admin_write import write_page
from incubator.statistics.definitions import Indicator
from incubator.statistics.enums import IndicatorKind, RunState, Trigger
from incubator.statistics.indicators import BY_CODE, INDICATORS
from incubator.statistics.models import (
    ComputationRun,
    Document,
    OpeningBalance,
    YearlyTotal,
)
from incubator.statistics.queries import counted_by_then
from incubator.statistics.snapshots.pages import carried_shown

__all__ = [  # register their pages
    "admin_citations", "admin_late", "admin_recognition", "admin_snapshots", "admin_targets",
    "admin_torch", "admin_webhooks",
]  # fmt: skip

STATES = {
    RunState.QUEUED: "default",
    RunState.RUNNING: "info",
    RunState.SUCCEEDED: "success",
    RunState.FAILED: "danger",
}


def _has_facts(total: YearlyTotal) -> bool:
    """Whether the companies or other rows behind a figure can be listed."""
    indicator = BY_CODE.get(total.indicator)
    return indicator is not None and indicator.facts is not None


class YearForm(forms.Form):
    """Which year."""

    year = Number(label=gettext_lazy("year"))


@admin.register(ComputationRun)
class ComputationRunAdmin(ScopedModelAdmin):
    """计算任务: started here, carried out by a worker."""

    reading = Permission.STATISTICS_READ
    list_display = ("year", "state_badge", "bar", "step", "who", "requested_at", "took")
    list_filter = (YearFilter, ("state", ChoicesDropdownFilter))
    list_select_related = ("requested_by",)
    ordering = ("-pk",)
    fields = readonly_fields = (
        "year", "state_badge", "bar", "step", "who", "requested_at", "started_at", "finished_at",
        "took", "trouble",
    )  # fmt: skip
    actions_list = ("compute",)
    actions_detail = ("again",)
    change_form_template = "statistics/admin/run.html"

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        """Every run: what it says of places is narrowed on its page."""
        return rows

    @display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, run: ComputationRun) -> str:
        return badge(STATES[run.state], run.get_state_display())

    @display(description=gettext_lazy("progress"))
    def bar(self, run: ComputationRun) -> str:
        return render_to_string("statistics/admin/bar.html", {"progress": run.progress})

    @display(description=gettext_lazy("requested by"))
    def who(self, run: ComputationRun) -> str:
        return str(run.requested_by or run.get_trigger_display())

    @display(description=gettext_lazy("duration"))
    def took(self, run: ComputationRun) -> str | None:
        if run.duration is None:
            return None
        return _("%s s") % figure(run.duration.total_seconds(), 1)

    @display(description=gettext_lazy("error"))
    def trouble(self, run: ComputationRun) -> str | None:
        """In words that anybody may read: the error itself can name other places."""
        return TROUBLES.get(run.error_code, OTHER_TROUBLE) if run.error else None

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra=None):
        run = self.get_object(request, object_id)
        access = access_from(request)
        lines = [line for line in run.identity if access.reaches(line["incubator_id"])]
        names = dict(Incubator.objects.visible_to(access).values_list("pk", "name"))
        context = {
            "identity": [
                {**line, "place": names.get(line["incubator_id"], _("the whole zone"))}
                for line in lines
            ],
            "run": run,
            "carried": carried_shown(run.year) if access.everywhere else [],
            "details": kept_sentence(run.error) if access.everywhere else "",
            "totals": f"{reverse('admin:statistics_yearlytotal_changelist')}?year={run.year}",
        }
        return super().change_view(request, object_id, form_url, context)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Computing again is offered once a run is over."""
        offered = super().get_actions_detail(request, object_id)
        return offered if self.get_object(request, object_id).is_over else []

    @action(description=gettext_lazy("Compute again"), icon="replay", permissions=["compute"])
    def again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The form of the list, with the year filled in."""
        year = self.get_object(request, object_id).year
        return redirect(f"{reverse(self.name_of('compute'))}?year={year}")

    def has_compute_permission(self, request: HttpRequest, obj=None) -> bool:
        return access_from(request).may(Permission.STATISTICS_WRITE)

    @action(description=gettext_lazy("Compute a year"), icon="calculate", permissions=["compute"])
    def compute(self, request: HttpRequest) -> HttpResponse:
        moment = now()
        return self.verb_page(
            request,
            YearForm(sent(request), initial={"year": request.GET.get("year", year_of(moment))}),
            title=_("Compute a year"),
            label=_("Compute"),
            intro=_(
                "A worker counts every indicator of the year anew, for the zone and each "
                "incubator. The old totals stay until the new ones are complete."
            ),
            run=lambda data: lifecycle.request_run(
                year=data["year"], trigger=Trigger.ADMIN, at=moment, by=request.user
            ),
            done=lambda run: _("The totals of %d are being computed.") % run.year,
            then=self.address_of,
            back=self.list_address(),
        )


TROUBLES = {
    "broker_unavailable": gettext_lazy(
        "The job queue did not answer. Try again in a few minutes; if it stays so, tell whoever "
        "runs the server."
    ),
    "interrupted": gettext_lazy("The worker ended before it finished. Start it again."),
    "identity_broken": gettext_lazy("The figures do not add up, so nothing was written."),
}
OTHER_TROUBLE = gettext_lazy("Something went wrong; the details are in the log.")


@admin.register(YearlyTotal)
class YearlyTotalAdmin(ScopedModelAdmin):
    """年度汇总: written by runs only; each leads to the facts that it counts."""

    comes_from = gettext_lazy("They are written by a computation run only.")
    terms = ("incubatee", "graduate", "cumulative", "graduation_rate", "opening_balance")
    reading = Permission.STATISTICS_READ
    list_display = ("year", "label", "part_label", "place", "shown", "unit", "balance", "facts")
    list_filter = (YearFilter, IndicatorFilter, ("incubator", ScopedRelatedFilter))
    list_select_related = ("incubator",)
    ordering = ("-year", "pk")
    fields = readonly_fields = (
        "year", "label", "part_label", "place", "shown", "balance", "facts", "run"
    )  # fmt: skip
    actions_list = ("signals",)

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return in_reach(rows, access)

    def get_urls(self) -> list:
        ours = [
            ("facts", "facts/<int:year>/<slug:indicator>/<slug:place>/", facts_page),
            ("flows", "reconciliation/", flows_page),
            ("residences", "reconciliation/<slug:line>/<slug:place>/", residences_page),
            ("series", "series/", series_page),
        ]
        addresses = [
            path(
                address,
                self.admin_site.admin_view(partial(self._to_readers, page)),
                name=self.name_of(name).removeprefix(f"{self.admin_site.name}:"),
            )
            for name, address, page in ours
        ]
        one = path(
            "signals/<int:year>/<slug:code>/",
            self.admin_site.admin_view(self.signal),
            name=self.name_of("signal").removeprefix(f"{self.admin_site.name}:"),
        )
        return [*addresses, one, *super().get_urls()]

    def _to_readers(self, page: Callable, request: HttpRequest, **where) -> HttpResponseBase:
        """A page of figures, for whoever may read them."""
        self.require(request, self.reading)
        return page(self, request, **where)

    def has_audit_permission(self, request: HttpRequest, obj=None) -> bool:
        """Whoever reads the statistics of the whole zone: signals compare across incubators."""
        access = access_from(request)
        return access.everywhere and access.may(Permission.STATISTICS_READ)

    @action(description=gettext_lazy("Signals"), icon="policy", permissions=["audit"])
    def signals(self, request: HttpRequest) -> HttpResponse:
        return signals_page(self, request)

    def signal(self, request: HttpRequest, year: int, code: str) -> HttpResponseBase:
        """The stays behind a signal; 404 for who may not audit."""
        if not self.has_audit_permission(request):
            raise Http404
        return signal_page(self, request, year, code)

    def facts_address(self, total: YearlyTotal) -> str:
        """Where the facts are: by year, indicator and place, so that it outlives the next run."""
        place = total.incubator.code if total.incubator else ZONE
        address = reverse(self.name_of("facts"), args=[total.year, total.indicator, place])
        return f"{address}?part={total.part}" if total.part else address

    def facts_of(self, year: int, indicator: Indicator, place: str) -> str:
        """As ``facts_address``, where no total is at hand."""
        return reverse(self.name_of("facts"), args=[year, indicator.code, place])

    @display(description=gettext_lazy("indicator"))
    def label(self, total: YearlyTotal) -> str:
        return str(total.label)

    @display(description=gettext_lazy("part"))
    def part_label(self, total: YearlyTotal) -> str | None:
        return total.part_label or None

    @display(description=gettext_lazy("place"))
    def place(self, total: YearlyTotal) -> str:
        return str(total.incubator or _("the whole zone"))

    @display(description=gettext_lazy("value"), ordering="value")
    @in_file(attrgetter("value"))
    def shown(self, total: YearlyTotal) -> str:
        return aside(figure(total.value), between(total.low, total.high))

    @display(description=gettext_lazy("unit of measure"))
    def unit(self, total: YearlyTotal) -> str:
        known = BY_CODE.get(total.indicator)
        return str(known.unit) if known else ""

    @display(description=gettext_lazy("of which opening balance"))
    @in_file(lambda total: total.opening_balance or None)
    def balance(self, total: YearlyTotal) -> str | None:
        return grouped(total.opening_balance) if total.opening_balance else None

    @display(description=gettext_lazy("facts"))
    @in_file(lambda total: total.counted if _has_facts(total) else None)
    def facts(self, total: YearlyTotal) -> str:
        if not _has_facts(total):
            return "—"
        return format_html(
            '<a class="text-primary-600 dark:text-primary-500" href="{}">{}</a>',
            self.facts_address(total),
            _("Show %s") % grouped(total.counted),
        )


@admin.register(Document)
class DocumentAdmin(ScopedModelAdmin):
    """文件: public, so whoever reads statistics sees them all."""

    comes_from = gettext_lazy("A draft that is checked is kept as one.")
    reading = Permission.STATISTICS_READ
    adding = changing = Permission.STATISTICS_WRITE
    list_display = ("title", "number", "issuer", "issued_on")
    search_fields = ("title", "number", "issuer")
    ordering = ("-issued_on", "pk")
    actions_list = ("check_text", "write_report")

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return rows

    def has_check_permission(self, request: HttpRequest, obj=None) -> bool:
        return access_from(request).may(Permission.STATISTICS_READ)

    @action(description=gettext_lazy("Check a text"), icon="fact_check", permissions=["check"])
    def check_text(self, request: HttpRequest) -> HttpResponse:
        return check_page(self, request)

    @action(description=gettext_lazy("Write the report"), icon="edit_note", permissions=["check"])
    def write_report(self, request: HttpRequest) -> HttpResponseBase:
        return write_page(self, request)


@admin.register(OpeningBalance)
class OpeningBalanceAdmin(StatementAdmin):
    """期初数: signed, sourced, and never a list of companies."""

    comes_from = gettext_lazy("They are signed figures of the time before there were records.")
    list_display = ("label", "place", "as_of", "shown", "signed_by", "document")
    list_filter = (IndicatorFilter,)
    ordering = ("pk",)
    readonly_fields = ("beside",)
    limits: ClassVar[dict[str, dict]] = {"value": {"min_value": Decimal("0.01")}}

    def formfield_for_choice_field(self, db_field: Field, request: HttpRequest, **kwargs):
        """Only what adds up from the beginning has something from before there were records."""
        if db_field.name == "indicator":
            adding_up = [one for one in INDICATORS if one.kind == IndicatorKind.CUMULATIVE]
            kwargs["choices"] = [("", "—"), *((one.code, one.label) for one in adding_up)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @display(description=gettext_lazy("value"), ordering="value")
    def shown(self, balance: OpeningBalance) -> str:
        return grouped(balance.value)

    @display(description=gettext_lazy("on file by that day"))
    def beside(self, balance: OpeningBalance) -> str | None:
        """What is counted beside it: where both mean the same companies, they count twice."""
        if balance.pk is None:
            return None
        count = counted_by_then(balance)
        if not count:
            return _("nothing, so nothing can be counted twice")
        return _("%d are counted beside it; make sure that none of them is in it") % count
