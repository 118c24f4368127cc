"""Changes of an institution itself in the admin: recorded, reported to the authority, or late."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from incubator.accounts.access import access_from
from incubator.accounts.admin_base import (
    ChosenFilter,
    ScopedModelAdmin,
    ScopedRelatedFilter,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Choice, Day, Line, Row, badge
from incubator.core.dates import now, today
from incubator.core.shown import day
from incubator.institutions.enums import OwnChange
from incubator.institutions.lifecycle import (
    record_own_change,
    report_own_change,
    withdraw_own_change,
)
from incubator.institutions.models import Incubator, IncubatorChange


class OwnChangeForm(forms.Form):
    """What of which institution changed, and when."""

    incubator = Row(label=gettext_lazy("incubator"), queryset=Incubator.objects.none())
    kind = Choice(label=gettext_lazy("what changes"), choices=OwnChange.choices)
    before = Line(
        label=gettext_lazy("before"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Empty: the name or address that is on file."),
    )
    after = Line(label=gettext_lazy("from then on"), max_length=200)
    on = Day(label=gettext_lazy("happened on"))

    def __init__(self, *args, places: QuerySet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incubator"].queryset = places


class ReportedForm(forms.Form):
    """When it was reported, and in which document."""

    on = Day(label=gettext_lazy("reported on"), initial=today)
    reference = Line(
        label=gettext_lazy("to whom and as what"),
        max_length=200,
        help_text=gettext_lazy("The department and the number of the report."),
    )


class MistakenForm(forms.Form):
    """Why it was no change."""

    reason = Line(label=gettext_lazy("reason"), max_length=200)


class ReportFilter(ChosenFilter):
    """Changes that are to be reported, late, or done with."""

    title = gettext_lazy("deadline")
    parameter_name = "deadline"
    CHOICES = {
        "due": (
            gettext_lazy("To be reported, not late yet"),
            lambda rows: rows.to_report().filter(report_by__gte=today()),
        ),
        "late": (gettext_lazy("Late"), lambda rows: rows.late(on=today())),
        "done": (gettext_lazy("Reported"), lambda rows: rows.filter(reported_on__isnull=False)),
    }


@admin.register(IncubatorChange)
class IncubatorChangeAdmin(ScopedModelAdmin):
    """载体变更. Recorded and reported by whoever runs the institution."""

    reading = Permission.INCUBATORS_READ
    adding = changing = Permission.RESIDENCES_WRITE
    list_display = ("incubator", "kind", "after", "happened_on", "standing", "reference")
    list_filter = (
        ReportFilter,
        ("kind", ChoicesDropdownFilter),
        ("incubator", ScopedRelatedFilter),
    )
    ordering = ("-happened_on", "-pk")
    fields = readonly_fields = (
        "incubator", "kind", "before", "after", "happened_on", "standing", "by_which_text",
        "reported_on", "reference", "recorded_at", "recorded_by", "withdrawn_at",
        "withdrawn_because",
    )  # fmt: skip
    actions_detail = ("report", "withdraw")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("incubator", "rulebook", "recorded_by")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """While it stands and nobody has reported it."""
        change = self.get_object(request, object_id)
        if change.reported_on is not None or change.withdrawn_at is not None:
            return []
        return super().get_actions_detail(request, object_id)

    @display(description=gettext_lazy("report"), ordering="report_by")
    def standing(self, change: IncubatorChange) -> str:
        if change.pk is None:
            return "—"
        if change.withdrawn_at is not None:
            return badge("default", _("Withdrawn"))
        late = change.reported_late(on=today())
        if late is None:
            word = _("Reported") if change.reported_on else _("No text asks for a report")
            return badge("default", word)
        if change.reported_on is not None:
            return badge("danger", _("late")) if late else badge("success", _("in time"))
        word = badge("danger", _("overdue")) if late else badge("info", _("due"))
        return format_html("{} {}", word, day(change.report_by))

    @display(description=gettext_lazy("by which text"))
    def by_which_text(self, change: IncubatorChange) -> str:
        if change.pk is None or change.rulebook is None:
            return "—"
        words = _("%(text)s: within %(months)d months")
        return words % {"text": change.rulebook.name, "months": change.months}

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.RESIDENCES_WRITE)
        places = Incubator.objects.visible_to(access_from(request)).order_by("pk")
        only = places.first() if access_from(request).one_place else None
        return self.verb_page(
            request,
            OwnChangeForm(sent(request), places=places, initial={"incubator": only}),
            title=_("Record a change of the institution"),
            label=_("Record"),
            intro=_("The text in force on that day says by when it is reported to the authority. "
                    "The name and address on the page of the institution stay as they are."),
            run=lambda data: record_own_change(by=request.user, at=now(), **data),
            done=lambda change: _("On record: %s.") % change,
            then=self.address_of,
            back=self.list_address(),
        )  # fmt: skip

    @action(description=gettext_lazy("It is reported"), icon="task", permissions=["change"])
    def report(self, request: HttpRequest, object_id: str) -> HttpResponse:
        change = self.get_object(request, object_id)
        return self.verb_page(
            request,
            ReportedForm(sent(request)),
            title=_("%s is reported") % change,
            label=_("Save"),
            run=lambda data: report_own_change(change=change, by=request.user, **data),
            done=lambda reported: _("Reported: %s.") % reported,
            back=self.address_of(change),
        )

    @action(description=gettext_lazy("Recorded by mistake"), icon="undo", permissions=["change"])
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        change = self.get_object(request, object_id)
        return self.verb_page(
            request,
            MistakenForm(sent(request)),
            title=_("%s was recorded by mistake") % change,
            label=_("Withdraw"),
            intro=_("It stays on file with its reason, and nothing has to be reported."),
            run=lambda data: withdraw_own_change(change=change, by=request.user, at=now(), **data),
            done=lambda withdrawn: _("Withdrawn: %s.") % withdrawn,
            back=self.address_of(change),
        )
