"""征集漏斗: how far applications came and how long each stage took; each number is a list."""

from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import DropdownFilter

from companies.enums import Reached
from companies.funnel_table import funnel_table
from companies.models import Application, Call
from companies.queries.funnel import (
    GROUPS,
    Duration,
    Group,
    calls_of,
    funnel,
    of_field,
    reached,
    received_in,
    share,
    times,
    whole,
)
from incubator.accounts.access import access_from
from incubator.core.api.tables import XlsxFile
from incubator.core.dates import year_of
from incubator.core.numbers import grouped, mark
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator


class ReachedFilter(DropdownFilter):
    """By the step that an application ever came to."""

    title = gettext_lazy("came to")
    parameter_name = "reached"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return list(Reached.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        return reached(queryset, self.value()) if self.value() in Reached else queryset.none()


class ReceivedYearFilter(DropdownFilter):
    """By the year of the first hand-in."""

    title = gettext_lazy("received in")
    parameter_name = "received_year"

    def has_output(self) -> bool:
        """Also where there is no year to choose but one was asked for."""
        return bool(self.lookup_choices or self.value())

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return [(year, year) for year in _years(model_admin.get_queryset(request))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        known = self.value() in dict(self.lookup_choices)
        return received_in(queryset, int(self.value())) if known else queryset.none()


class FieldFilter(DropdownFilter):
    """By the technical field that was said last."""

    title = gettext_lazy("technical field")
    parameter_name = "field"
    NONE = "none"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return [*TechField.choices, (self.NONE, gettext_lazy("not said"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        return of_field(queryset, "" if self.value() == self.NONE else self.value())


def page(pages, request: HttpRequest) -> HttpResponseBase:
    """``?year=&call=&by=``; what is not offered counts as not said."""
    seen = Application.objects.visible_to(access_from(request))
    years = _years(seen)
    calls = list(calls_of(seen).order_by("-opens_at", "pk"))
    asked = {
        "year": _offered(request.GET.get("year"), years),
        "call": _offered(request.GET.get("call"), [call.code for call in calls]),
        "by": _offered(request.GET.get("by"), GROUPS) or "call",
    }
    call = next((one for one in calls if one.code == asked["call"]), None)
    rows = received_in(seen, int(asked["year"])) if asked["year"] else seen
    rows = rows.filter(call=call) if call else rows
    groups = funnel(rows, by=asked["by"])
    if request.GET.get("format") == "xlsx":
        return XlsxFile().respond(funnel_table(asked["by"], groups, times(rows)))
    lists = _Lists(pages, asked, call, calls)
    total = whole(groups)
    return pages.page(
        request,
        "companies/admin/funnel.html",
        title=_("From entry to residence"),
        asked=asked,
        years=years,
        calls=calls,
        steps=[str(step.label) for step in Reached],
        bars=_bars(total, lists),
        tabs=_tabs(asked),
        rows=[_row(group, lists) for group in groups],
        total=_row(total, lists, is_total=True) if len(groups) > 1 else None,
        times=[_time(duration) for duration in times(rows)],
        file=f"?{urlencode({**asked, 'format': 'xlsx'})}",
    )


class _Lists:
    """The addresses of the lists behind the numbers."""

    def __init__(self, pages, asked: dict, call: Call | None, calls: list[Call]) -> None:
        self.address, self.by = pages.list_address(), asked["by"]
        self.always = {"received_year": asked["year"]} if asked["year"] else {}
        if call:
            self.always["call__id__exact"] = call.pk
        self.calls = {one.code: one for one in calls}
        self.places = {one.code: one for one in Incubator.objects.order_by("pk")}
        self.fields = dict(TechField.choices)

    def name(self, key: str) -> str:
        """What a group is called."""
        if self.by == "call":
            return str(self.calls[key])
        if self.by == "incubator":
            return str(self.places[key])
        return str(self.fields.get(key, key) or _("not said"))

    def of(self, key: str, step: str) -> str:
        """Exactly those that a number counts."""
        asked = {**self.always, "reached": step}
        return f"{self.address}?{urlencode(asked | self._group(key))}"

    def of_all(self, step: str) -> str:
        """The same of all groups."""
        return f"{self.address}?{urlencode({**self.always, 'reached': step})}"

    def _group(self, key: str) -> dict[str, object]:
        if self.by == "call":
            return {"call__id__exact": self.calls[key].pk}
        if self.by == "incubator":
            return {"incubator__id__exact": self.places[key].pk}
        return {"field": key or FieldFilter.NONE}


def _bars(total: Group, lists: _Lists) -> list[dict]:
    """Each step as a bar: its part of what was received, and of the step before."""
    received, before, bars = total.counts[Reached.RECEIVED], None, []
    for step in Reached:
        count = total.counts[step]
        bars.append(
            {
                "label": step.label,
                "count": grouped(count),
                "link": lists.of_all(step),
                "width": mark(100 * count / received, 2) if received else "0",
                "of_received": share(count, received),
                "of_before": share(count, before) if before is not None else None,
            }
        )
        before = count
    return bars


def _row(group: Group, lists: _Lists, *, is_total: bool = False) -> dict:
    address = lists.of_all if is_total else lambda step: lists.of(group.key, step)
    return {
        "name": _("Total") if is_total else lists.name(group.key),
        "counts": [(grouped(group.counts[step]), address(step)) for step in Reached],
        "labels": [step.label for step in Reached],
        "acceptance": group.acceptance,
    }


def _time(duration: Duration) -> dict:
    return {
        "stage": duration.stage.label,
        "ended": grouped(duration.ended),
        "running": grouped(duration.running),
        "median": duration.median,
        "ninetieth": duration.ninetieth,
    }


def _tabs(asked: dict) -> list[dict]:
    named = {"call": _("by call"), "incubator": _("by institution"), "field": _("by field")}
    return [
        {
            "text": named[by],
            "link": f"?{urlencode({**asked, 'by': by})}",
            "here": asked["by"] == by,
        }
        for by in GROUPS
    ]


def _years(applications: QuerySet) -> list[str]:
    """From the first hand-in to the last, the latest first."""
    ends = applications.order_by().aggregate(first=Min("submitted_at"), last=Max("submitted_at"))
    if ends["first"] is None:
        return []
    years = range(year_of(ends["last"]), year_of(ends["first"]) - 1, -1)
    return [str(year) for year in years]


def _offered(said: str | None, offered) -> str:
    return said if said and said in offered else ""
