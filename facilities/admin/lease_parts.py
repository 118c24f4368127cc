"""What stands on the page of a lease, and the filter of their list."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from companies.models import Company
from facilities.admin import words
from facilities.enums import SubsidyBasis
from facilities.models import Charge, LeasedUnit, SpaceLease, SubsidyStep, Unit
from facilities.queries.leases import ending_within
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedTabularInline
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, grouped_columns
from incubator.core.dates import today
from incubator.core.numbers import figure
from incubator.core.shown import account, clauses, day, listing, measured

PRICE = 4  # decimals of a price at most


class LeasedUnitInline(ScopedTabularInline):
    """The units of a lease with their days."""

    model = LeasedUnit
    reading = Permission.LEASES_READ
    fields = readonly_fields = grouped_columns(
        LeasedUnit, ("unit_page", "area", "begins_on", "ends_on")
    )
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
    fields = readonly_fields = grouped_columns(
        Charge, ("claim", "from_on", "until_on", "due_on", "amount", "open")
    )
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


ENDS = grouped_columns(SpaceLease, ("ends_on", "ended_on"))


class LeaseFacts:
    """What a lease says of itself, in the words of its page and its list."""

    def own_columns(self, request: HttpRequest) -> list[str]:
        """Without a column that says the same in each row."""
        several = not access_from(request).one_place
        return [name for name in super().own_columns(request) if several or name != "incubator"]

    @display(description=gettext_lazy("standing"))
    def standing(self, lease: SpaceLease) -> str:
        return badge(*words.standing(lease))

    @display(description=gettext_lazy("units"))
    def rooms(self, lease: SpaceLease) -> str:
        return listing(sorted({str(letting.unit) for letting in lease.leased_units.all()}))

    @display(description=gettext_lazy("company"))
    def company_page(self, lease: SpaceLease) -> str:
        pages = self.admin_site.get_model_admin(Company)
        return words.link(pages.address_of(lease.company), lease.company)

    @display(description=gettext_lazy("price"))
    def price(self, lease: SpaceLease) -> str:
        return measured(lease.unit_price, lease.get_price_basis_display(), PRICE)

    @display(description=gettext_lazy("property fee (yuan per m² and month)"))
    def fee(self, lease: SpaceLease) -> str:
        return figure(lease.property_fee, PRICE)

    @display(description=gettext_lazy("late fee per day (%)"))
    def late_fee(self, lease: SpaceLease) -> str:
        return figure(lease.late_fee_rate * 100, PRICE)

    @display(description=gettext_lazy("price steps and subsidies"))
    def steps(self, lease: SpaceLease) -> str:
        prices = [
            _("from %(day)s: %(price)s")
            % {
                "day": day(step.from_on),
                "price": measured(step.unit_price, lease.get_price_basis_display(), PRICE),
            }
            for step in lease.price_steps.order_by("from_on")
        ]
        subsidies = [_subsidy(step) for step in lease.subsidy_steps.order_by("lease_year")]
        return clauses([*prices, *subsidies]) or "—"

    @display(description=gettext_lazy("deposits (yuan)"))
    def deposits(self, lease: SpaceLease) -> str:
        return _("room %(room)s, water and electricity %(utilities)s") % {
            "room": account(lease.room_deposit),
            "utilities": account(lease.utilities_deposit),
        }

    @display(description=gettext_lazy("signed document"))
    def file(self, lease: SpaceLease) -> str:
        if not lease.document:
            return "—"
        return words.link(reverse(self.name_of("document"), args=[lease.pk]), _("Download"))


def _subsidy(step: SubsidyStep) -> str:
    """In which year how much, and for how many m² at most."""
    said = _("year %(year)d: −%(yuan)s yuan per m² and month%(most)s")
    if step.basis == SubsidyBasis.M2_ONCE:
        said = _("year %(year)d: −%(yuan)s yuan per m² once%(most)s")
    return said % {
        "year": step.lease_year,
        "yuan": figure(step.yuan, PRICE),
        "most": _(" for at most %s") % words.area(step.max_area) if step.max_area else "",
    }


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
