"""Forms and periods in the admin: what is asked, since when, by which source."""

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies.admin import return_parts as parts
from companies.admin.call_forms import NothingForm
from companies.lifecycle import returns
from companies.models import ReturnCheck, ReturnForm, ReturnItem, ReturnPeriod
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedTabularInline, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import now
from incubator.core.shown import day
from incubator.imports.admin import import_address, template_address
from incubator.institutions.enums import Certainty

CERTAINTY = {
    Certainty.VERIFIED: "success",
    Certainty.SECONDARY: "info",
    Certainty.UNKNOWN: "warning",
}


def certainty_badge(row) -> str:
    """How well a text is known, in its colour."""
    return badge(CERTAINTY[Certainty(row.certainty)], row.get_certainty_display())


class OfTheZone:
    """Changed by who may do so in the whole zone: it holds for every incubator."""

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return super().has_change_permission(request, obj) and access_from(request).everywhere

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return super().has_add_permission(request, obj) and access_from(request).everywhere


class ItemInline(ScopedTabularInline):
    """The items of a form, in order."""

    model = ReturnItem
    reading = Permission.RETURNS_READ
    fields = readonly_fields = (
        "position", "section", "label", "code", "kind", "unit", "required", "has_year", "on_file",
        "known", "source",
    )  # fmt: skip
    ordering = ("position",)
    hide_title = True

    @display(description=gettext_lazy("certainty"))
    def known(self, item: ReturnItem) -> str:
        return certainty_badge(item)


class CheckInline(ScopedTabularInline):
    """How the items hang together."""

    model = ReturnCheck
    reading = Permission.RETURNS_READ
    fields = readonly_fields = ("position", "kind", "whole", "parts", "limit", "source")
    ordering = ("position",)
    hide_title = True


@admin.register(ReturnForm)
class ReturnFormAdmin(OfTheZone, ScopedModelAdmin):
    """表样. They come out of files; a published version never changes."""

    comes_from = gettext_lazy(
        "They come with the system, or are loaded from a file by whoever runs it."
    )
    reading = Permission.RETURNS_READ
    changing = Permission.RETURNS_WRITE
    list_display = (
        "title", "version", "rhythm", "unit", "valid_from", "valid_until", "is_asked", "known",
    )  # fmt: skip
    list_filter = (("rhythm", ChoicesDropdownFilter), "is_asked")
    search_fields = ("name", "name_en", "code")
    ordering = ("code", "-version")
    fields = readonly_fields = (
        "title", "code", "version", "rhythm", "unit", "valid_from", "valid_until", "due_days",
        "is_asked", "source", "known", "note", "published_at",
    )  # fmt: skip
    inlines = (ItemInline, CheckInline)
    actions_detail = ("ask", "stop")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """The one that changes something."""
        form = self.get_object(request, object_id)
        wanted = "stop" if form.is_asked else "ask"
        actions = super().get_actions_detail(request, object_id)
        return [one for one in actions if one.action_name.endswith(wanted)]

    @display(description=gettext_lazy("name"), ordering="name")
    def title(self, form: ReturnForm) -> str:
        return form.title

    @display(description=gettext_lazy("certainty"))
    def known(self, form: ReturnForm) -> str:
        return certainty_badge(form)

    @action(description=gettext_lazy("Ask for it"), icon="campaign", permissions=["change"])
    def ask(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._asked(request, object_id, True)

    @action(description=gettext_lazy("Ask no longer"), icon="block", permissions=["change"])
    def stop(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._asked(request, object_id, False)

    def _asked(self, request: HttpRequest, object_id: str, asked: bool) -> HttpResponse:
        form = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Ask for “%s”") % form if asked else _("Ask for “%s” no longer") % form,
            label=_("Save"),
            intro=_("Whether its periods open by themselves when they are over."),
            run=lambda _data: returns.ask_form(form=form, asked=asked, by=request.user),
            done=lambda _form: _("Saved."),
            back=self.address_of(form),
        )


@admin.register(ReturnPeriod)
class ReturnPeriodAdmin(OfTheZone, ScopedModelAdmin):
    """报告期."""

    comes_from = gettext_lazy("Periods of a form in use are opened every night as they come due.")
    reading = Permission.RETURNS_READ
    adding = changing = Permission.RETURNS_WRITE
    list_display = ("form", "said", "opens_on", "due_on", "owing", "handed_in", "late_now")
    list_select_related = ("form",)
    list_filter = (parts.FormFilterOfPeriod,)
    ordering = ("-ends_on", "code")
    fields = readonly_fields = (
        "form", "said", "begins_on", "ends_on", "opens_on", "due_on", "owing", "handed_in",
        "late_now",
    )  # fmt: skip
    actions_detail = ("from_file", "sheet", "window")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With how many owe it and have done so, where the reader may see."""
        access = access_from(request)
        seen = Q() if access.everywhere else Q(dues__incubator__in=access.incubator_ids)
        standing = seen & Q(dues__superseded_by__isnull=True)
        came = standing & Q(dues__handed_in_at__isnull=False)
        waived = seen & Q(dues__waived_at__isnull=False)
        return self.as_choices(request).annotate(
            all_dues=Count("dues", filter=seen),
            came=Count("dues", filter=came),
            waived=Count("dues", filter=waived),
        )

    def as_choices(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("form")

    def has_bring_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Whoever files returns for the companies of an incubator; a period is everybody's."""
        return access_from(request).may(Permission.RETURNS_WRITE)

    @display(description=gettext_lazy("reporting period"), ordering="ends_on")
    def said(self, period: ReturnPeriod) -> str:
        return period.said

    @display(description=gettext_lazy("companies that owe it"))
    def owing(self, period: ReturnPeriod) -> int:
        return period.all_dues - period.waived

    @display(description=gettext_lazy("handed in"))
    def handed_in(self, period: ReturnPeriod) -> int:
        return period.came

    @display(description=gettext_lazy("not yet"))
    def late_now(self, period: ReturnPeriod) -> int:
        return period.all_dues - period.waived - period.came

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.RETURNS_WRITE)
        return self.verb_page(
            request,
            parts.PeriodForm(sent(request)),
            title=_("Open a period"),
            label=_("Open a period"),
            intro=_("Everybody who was in an incubator then is put on the list."),
            run=lambda data: returns.open_period(at=now(), by=request.user, **data),
            done=lambda period: _("%s is on the list.") % period,
            then=self.address_of,
            back=self.list_address(),
        )

    @action(description=gettext_lazy("File to fill in"), icon="download", permissions=["view"])
    def sheet(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A line for each company that still owes it, where the reader may see."""
        return redirect(template_address("returns", self.get_object(request, object_id).pk))

    @action(description=gettext_lazy("Bring a file"), icon="upload_file", permissions=["bring"])
    def from_file(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The returns of many companies for this period."""
        period = self.get_object(request, object_id)
        return redirect(import_address("returns", subject=period.pk))

    @action(description=gettext_lazy("Set the dates"), icon="event", permissions=["change"])
    def window(self, request: HttpRequest, object_id: str) -> HttpResponse:
        period = self.get_object(request, object_id)
        initial = {"opens_on": period.opens_on, "due_on": period.due_on}
        return self.verb_page(
            request,
            parts.WindowForm(sent(request), initial=initial),
            title=_("The dates of %s") % period,
            label=_("Save"),
            intro=_("As this year's notice gives them. What is still owed moves along."),
            run=lambda data: returns.reschedule_period(period=period, by=request.user, **data),
            done=lambda one: _("Due on %s now.") % day(one.due_on),
            back=self.address_of(period),
        )
