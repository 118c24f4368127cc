"""目标: what plans want, and how it stands month by month."""

from decimal import Decimal

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from incubator.accounts.access import access_from
from incubator.core.admin_fields import badge
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.numbers import grouped, mark
from incubator.core.shown import listing
from incubator.statistics.admin_base import IndicatorFilter, StatementAdmin, YearFilter
from incubator.statistics.admin_known import Known, known_asked
from incubator.statistics.colours import TARGET_COLOURS
from incubator.statistics.models import Target
from incubator.statistics.targets import Progress, progress_known, progress_of


@admin.register(Target)
class TargetAdmin(StatementAdmin):
    """目标: of an indicator, or of what nothing here measures."""

    comes_from = gettext_lazy("They come of a plan’s document.")
    list_display = ("year", "label", "place", "shown", "document")
    list_filter = (YearFilter, IndicatorFilter)
    search_fields = ("sentence", "owner", "document__title", "document__number")
    ordering = ("-year", "pk")
    actions_list = ("progress",)

    @display(description=gettext_lazy("value"), ordering="value")
    def shown(self, target: Target) -> str:
        return grouped(target.value)

    @display(description=gettext_lazy("target"), ordering="indicator")
    def label(self, target: Target) -> str:
        return target.label

    def has_progress_permission(self, request: HttpRequest, obj=None) -> bool:
        return access_from(request).may(self.reading)

    @action(description=gettext_lazy("Progress"), icon="trending_up", permissions=["progress"])
    def progress(self, request: HttpRequest) -> HttpResponse:
        return progress_page(self, request)


def progress_page(pages, request: HttpRequest) -> HttpResponse:
    """``?year=&as_known_on=``: the targets of one year that the reader sees; else of the latest
    one planned.
    """
    targets = pages.get_queryset(request)
    years = sorted(set(targets.values_list("year", flat=True)), reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else (years[0] if years else None)
    chosen = targets.filter(year=year).order_by("incubator", "subject", "pk")
    known = known_asked(request)
    read = progress_known if known.day else progress_of
    try:
        found = read(chosen, on=known.day or today())
    except RuleViolation as violation:
        known, found = Known(typed=known.typed, refused=violation.detail), []
    return pages.page(
        request,
        "statistics/admin/targets.html",
        title=_("Progress of targets"),
        years=years,
        year=year,
        known=known,
        rows=[_row(pages, one) for one in found],
        back=pages.list_address(),
    )


def _row(pages, one: Progress) -> dict[str, object]:
    target = one.target
    return {
        "address": pages.address_of(target),
        "label": target.label,
        "place": pages.place(target),
        "wanted": grouped(target.value),
        "reached": "—" if one.reached is None else grouped(one.reached),
        "share": one.share,
        "bar": min(100, one.share or 0),
        "state": badge(TARGET_COLOURS[one.state], one.state.label),
        "months": _months(one),
        "forecast": _forecast(one),
        "sentence": target.sentence,
        "document": target.document,
    }


def _months(one: Progress) -> list[dict[str, object]]:
    """Each month with what came in it, what was reached by its end, and how high that stands."""
    most = max([one.target.value, *one.months], default=Decimal(1)) or Decimal(1)
    before, months = Decimal(0), []
    for number, reached in enumerate(one.months, start=1):
        months.append(
            {
                "number": number,
                "new": grouped(reached - before),
                "reached": grouped(reached),
                "height": mark(100 * reached / most),
            }
        )
        before = reached
    return months


def _forecast(one: Progress) -> dict[str, object] | None:
    if one.forecast is None:
        return None
    found = one.forecast
    return {
        "middle": grouped(found.middle),
        "band": "" if found.low is None or found.high is None
        else f"{grouped(found.low)} – {grouped(found.high)}",
        "method": found.method.label,
        "years": listing(found.years),
    }  # fmt: skip
