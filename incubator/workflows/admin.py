"""Pages that stand on several parts: a stay ends with its leases, and shows them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from companies.admin import CompanyAdmin, ResidenceAdmin
from companies.models import Company, Residence
from facilities.admin import words
from facilities.models import SpaceLease
from facilities.queries.leases import statement
from incubator.accounts.admin_base import ScopedTabularInline
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import today
from incubator.workflows import exit as exits

admin.site.unregister([Company, Residence])


class LeaseInline(ScopedTabularInline):
    """The leases of a company, or of one of its stays."""

    model = SpaceLease
    reading = Permission.LEASES_READ
    fields = readonly_fields = ("page", "rooms", "begins_on", "until_on", "standing")
    ordering = ("-begins_on", "-pk")
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("renewed_by", "company", "residence")
        return rows.prefetch_related("leased_units__unit__building")

    @display(description=gettext_lazy("lease"))
    def page(self, lease: SpaceLease) -> str:
        return words.link(self.admin_site.get_model_admin(SpaceLease).address_of(lease), lease)

    @display(description=gettext_lazy("units"))
    def rooms(self, lease: SpaceLease) -> str:
        return ", ".join(sorted({str(letting.unit) for letting in lease.leased_units.all()}))

    @display(description=gettext_lazy("standing"))
    def standing(self, lease: SpaceLease) -> str:
        return badge(*words.standing(lease))


@admin.register(Company)
class CompanyWithLeasesAdmin(CompanyAdmin):
    """企业, with its leases."""

    inlines = (*CompanyAdmin.inlines, LeaseInline)


@admin.register(Residence)
class ResidenceWithLeasesAdmin(ResidenceAdmin):
    """入驻期: its leases end with it."""

    inlines = (LeaseInline,)
    graduating = staticmethod(exits.graduate)
    leaving = staticmethod(exits.leave)

    def what_ends(self, stay: Residence) -> str:
        leases = list(exits.leases_that_end_with(stay, on=today()))
        if not leases:
            return ""
        owed = statement(SpaceLease.objects.filter(residence=stay), on=today()).open
        return " " + _(
            "With it end the leases %(leases)s; %(owed)s yuan are open under them today."
        ) % {"leases": ", ".join(lease.number for lease in leases), "owed": words.money(owed)}

    def what_stays_ended(self, stay: Residence) -> str:
        """Said where a stay goes on whose leases ended early."""
        ended = SpaceLease.objects.filter(
            residence=stay, ended_on__isnull=False, ends_on__gt=today(), renewed_by=None
        )
        if not stay.is_open or not ended:
            return ""
        return " " + _(
            "Its leases %(leases)s stay ended; where the company keeps its rooms, let them anew."
        ) % {"leases": ", ".join(lease.number for lease in ended)}
