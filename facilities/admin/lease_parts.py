"""What stands on the page of a lease, and the filter of their list."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from facilities.admin import words
from facilities.models import Charge, LeasedUnit, Unit
from facilities.queries.leases import ending_within
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedTabularInline
from incubator.accounts.permissions import Permission
from incubator.core.dates import today


class LeasedUnitInline(ScopedTabularInline):
    """The units of a lease with their days."""

    model = LeasedUnit
    reading = Permission.LEASES_READ
    fields = readonly_fields = ("unit_page", "area", "begins_on", "ends_on")
    ordering = ("begins_on", "unit__number")
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("unit__building", "lease")

    @display(description=gettext_lazy("unit"))
    def unit_page(self, letting: LeasedUnit) -> str:
        return words.link(
            self.admin_site.get_model_admin(Unit).address_of(letting.unit), letting.unit
        )

    @display(description=gettext_lazy("floor area"))
    def area(self, letting: LeasedUnit) -> str:
        return words.area(letting.unit.floor_area)


class ChargeInline(ScopedTabularInline):
    """The claims of a lease that stand; they change on their own pages."""

    model = Charge
    reading = Permission.LEASES_READ
    fields = readonly_fields = ("claim", "from_on", "until_on", "due_on", "amount", "open")
    ordering = ("due_on", "kind", "pk")
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).live().with_paid().select_related("lease")

    @display(description=gettext_lazy("kind"))
    def claim(self, charge: Charge) -> str:
        pages = self.admin_site.get_model_admin(Charge)
        return words.link(pages.address_of(charge), charge.get_kind_display())

    @display(description=gettext_lazy("amount (yuan)"))
    def amount(self, charge: Charge) -> str:
        return words.money(charge.amount_fen)

    @display(description=gettext_lazy("open (yuan)"))
    def open(self, charge: Charge) -> str:
        return words.open_badge(charge)


class LeaseStandingFilter(DropdownFilter):
    """By how a lease stands today."""

    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [
            ("running", pgettext("lease", "Running")),
            ("ending30", _("Ends in 30 days")),
            ("ending60", _("Ends in 60 days")),
            ("ending90", _("Ends in 90 days")),
            ("coming", _("Begins later")),
            ("keys", _("Not handed back")),
            ("over", pgettext("lease", "Over")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        day, access = today(), access_from(request)
        match self.value():
            case "running":
                return queryset.running(on=day)
            case "ending30" | "ending60" | "ending90":
                days = int(self.value()[-2:])
                return queryset.filter(pk__in=ending_within(days, on=day, access=access))
            case "coming":
                return queryset.filter(begins_on__gt=day, cancelled_on__isnull=True)
            case "keys":
                return queryset.not_renewed().filter(
                    until_on__lte=day, handed_over_on__isnull=False, handed_back_on__isnull=True
                )
            case "over":
                return queryset.filter(until_on__lte=day)
        return queryset
