"""What hangs on a company's page: its stays, the people who act for it, its older names."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.decorators import display

from companies.enums import ExitReason
from companies.models import CompanyAlias, Representative, Residence
from incubator.accounts.admin_base import ScopedTabularInline
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import today
from incubator.institutions.enums import Programme

IN = {
    Programme.INCUBATION: pgettext_lazy("standing", "In incubation"),
    Programme.ACCELERATION: pgettext_lazy("standing", "In the accelerator"),
}


def standing_of(stay: Residence) -> tuple[str, str]:
    """How a stay stands today: the colour of its badge, and its words."""
    if stay.left_on:
        kind = "success" if stay.exit_reason == ExitReason.GRADUATED else "default"
        return kind, stay.get_exit_reason_display()
    if stay.due_on < today():
        return "warning", _("Overdue")
    return "info", str(IN[stay.programme])


class ResidenceInline(ScopedTabularInline):
    """The stays that the reader may see; they change on their own pages."""

    model = Residence
    reading = Permission.RESIDENCES_READ
    fields = readonly_fields = ("page", "admitted_on", "due_on", "left_on", "standing")
    ordering = ("-admitted_on", "-id")
    hide_title = True
    verbose_name_plural = gettext_lazy("residences")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("company", "incubator")

    @display(description=gettext_lazy("residence"))
    def page(self, stay: Residence) -> str:
        """Where it graduates, ends or is extended."""
        return link(self.admin_site.get_model_admin(Residence).address_of(stay), stay.incubator)

    @display(description=gettext_lazy("standing"))
    def standing(self, stay: Residence) -> str:
        return badge(*standing_of(stay)) if stay.pk else "—"


class AliasInline(ScopedTabularInline):
    """Older codes and names."""

    model = CompanyAlias
    reading = Permission.COMPANIES_READ
    fields = readonly_fields = ("kind", "value", "until")
    ordering = ("kind", "until", "id")
    hide_title = True

    def visible(self, rows: QuerySet, access) -> QuerySet:
        """All of a company's: who sees the company sees its names."""
        return rows


class RepresentativeInline(ScopedTabularInline):
    """Who acts for the company in the portal; ended on their own pages."""

    model = Representative
    reading = Permission.COMPANIES_READ
    fields = readonly_fields = ("page", "right", "since", "ended_at")
    ordering = ("ended_at", "since", "id")
    hide_title = True

    def visible(self, rows: QuerySet, access) -> QuerySet:
        """All of a company's: who sees the company sees them."""
        return rows

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("user", "company")

    @display(description=gettext_lazy("user"))
    def page(self, one: Representative) -> str:
        """Where it is ended."""
        return link(self.admin_site.get_model_admin(Representative).address_of(one), one.user)
