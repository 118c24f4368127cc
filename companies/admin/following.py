"""Graduates to be followed in the admin: whom to ask, what was heard, and who is still there."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display

from companies import lifecycle
from companies.enums import Fate
from companies.models import FollowUp, Residence
from companies.queries.following import cohorts
from companies.rules.following import MARKS, Survival
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Choice, Line, Money, Number, badge, grouped_columns
from incubator.core.dates import now, today
from incubator.core.shown import labelled, percent

COLOURS = {
    "": "info",
    Fate.OPERATING: "success",
    Fate.MERGED: "success",
    Fate.LISTED: "success",
    Fate.MOVED: "default",
    Fate.DISSOLVED: "danger",
    Fate.LOST: "warning",
}


class HeardForm(forms.Form):
    """What became of a graduate, and who said so."""

    outcome = Choice(label=gettext_lazy("what became of it"), choices=Fate.choices)
    source = Line(
        label=gettext_lazy("who said so"),
        max_length=200,
        help_text=gettext_lazy("A person and a day, or where it is written."),
    )
    staff = Number(label=gettext_lazy("staff"), required=False, min_value=0)
    revenue = Money(label=gettext_lazy("revenue of the year (yuan)"), required=False)


class AskedFilter(DropdownFilter):
    """Whom to ask, whom one has heard of."""

    title = gettext_lazy("asked")
    parameter_name = "asked"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [("open", _("To be asked")), ("heard", _("Heard of"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "open":
                return queryset.open()
            case "heard":
                return queryset.exclude(outcome="")
        return queryset


@admin.register(FollowUp)
class FollowUpAdmin(ScopedModelAdmin):
    """毕业企业跟踪."""

    comes_from = gettext_lazy(
        "Graduates are asked each year, for five years at least; the list of a year is made once "
        "it is over."
    )
    reading = Permission.RESIDENCES_READ
    changing = Permission.RESIDENCES_WRITE
    list_display = ("company", "incubator", "graduated_on", "year", "standing", "staff", "source")
    list_filter = (
        AskedFilter,
        ("outcome", ChoicesDropdownFilter),
        "year",
        ("incubator", ScopedRelatedFilter),
    )
    search_fields = ("company__name",)
    ordering = ("-year", "company__name_pinyin", "pk")
    fields = readonly_fields = grouped_columns(FollowUp, (
        "company", "incubator", "graduated_on", "year", "standing", "staff", "revenue", "source",
        "asked_at", "answered_at", "answered_by",
    ))  # fmt: skip
    actions_detail = ("heard",)
    actions_list = ("survival",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("company", "incubator", "residence", "answered_by")

    @display(description=gettext_lazy("graduated on"))
    def graduated_on(self, row: FollowUp):
        return row.residence.left_on

    @display(description=gettext_lazy("what became of it"))
    def standing(self, row: FollowUp) -> str:
        words = row.get_outcome_display() if row.outcome else _("To be asked")
        return badge(COLOURS[row.outcome], words)

    @action(description=gettext_lazy("Record what was heard"), icon="call", permissions=["change"])
    def heard(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, object_id)
        known = {name: getattr(row, name) for name in ("outcome", "source", "staff", "revenue")}
        return self.verb_page(
            request,
            HeardForm(sent(request), initial=known),
            title=_("What became of %s") % row,
            label=_("Save"),
            intro=_("How it stood at the end of %(year)d.") % {"year": row.year},
            run=lambda data: lifecycle.record_follow_up(
                follow_up=row, by=request.user, at=now(), **data
            ),
            done=lambda one: labelled(one, one.get_outcome_display()),
            then=lambda one: self._next_open(request, one),
            back=self.address_of(row),
        )

    def _next_open(self, request: HttpRequest, row: FollowUp) -> str:
        """The next to be asked of the same year, or the list where there is none."""
        rows = self.get_queryset(request).open().filter(year=row.year)
        following = rows.order_by("company__name_pinyin", "pk").first()
        return self.address_of(following) if following else self.list_address()

    @action(
        description=gettext_lazy("Survival"), icon="monitor_heart", permissions=["view"],
        url_path="survival",
    )  # fmt: skip
    def survival(self, request: HttpRequest) -> HttpResponse:
        """By the year of graduation, after 1, 3 and 5 years, beside the response rate."""
        stays = Residence.objects.visible_to(access_from(request))
        found = cohorts(stays, last_year=today().year - 1)
        return self.page(
            request,
            "following/admin/survival.html",
            title=_("Survival of graduates"),
            marks=MARKS,
            rows=[
                (one, [_said(mark, years) for years, mark in zip(MARKS, one.marks, strict=True)])
                for one in found
            ],
            back=self.list_address(),
        )


def _said(mark: Survival | None, years: int) -> dict:
    if mark is None:
        return {"years": years, "rate": _("not yet"), "response": ""}
    return {
        "years": years,
        "rate": percent(None if mark.rate is None else float(mark.rate) * 100, 1),
        "of": f"{mark.alive}/{mark.known}",
        "response": percent(float(mark.response or 0) * 100, 1),
    }
