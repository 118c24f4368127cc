"""What files of facilities contain."""

import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from facilities.enums import SpaceState
from facilities.models import SpaceLease, Unit
from facilities.queries.occupancy import GROUPS, Space
from incubator.accounts.admin_export import InertResource
from incubator.core.api.tables import Table
from incubator.core.numbers import plain

STATES = ("let", "vacant", "out_of_service", "not_to_let")
# The last word of a unit's column names a group.
GROUP_WORDS = {"incubator__code": "incubator", "building__code": "building"}


class UnitResource(InertResource):
    """One row per unit, with its state of the day of the export."""

    incubator = Field("incubator__name", column_name=_("incubator"))
    building = Field("building__name", column_name=_("building"))
    number = Field("number", column_name=_("unit number"))
    floor = Field("floor", column_name=_("floor"))
    kind = Field("get_kind_display", column_name=_("kind"))
    floor_area = Field("floor_area", column_name=_("floor area (m²)"))
    usable_area = Field("usable_area", column_name=_("usable area (m²)"))
    use = Field("get_use_display", column_name=_("use"))
    state = Field("state", column_name=_("state"))
    begins_on = Field("begins_on", column_name=_("exists since"))
    ends_on = Field("ends_on", column_name=_("exists until"))

    class Meta:
        model = Unit
        fields = (
            "incubator", "building", "number", "floor", "kind", "floor_area", "usable_area",
            "use", "state", "begins_on", "ends_on",
        )  # fmt: skip

    def dehydrate_state(self, unit: Unit) -> str:
        """In words."""
        return str(SpaceState(unit.state).label)


class LeaseResource(InertResource):
    """One row per lease; prices in yuan."""

    incubator = Field("incubator__name", column_name=_("incubator"))
    number = Field("number", column_name=_("lease number"))
    company = Field("company__name", column_name=_("company"))
    units = Field("units", column_name=_("units"))
    begins_on = Field("begins_on", column_name=_("begins on"))
    until_on = Field("until_on", column_name=_("until"))
    price_class = Field("get_price_class_display", column_name=_("price class"))
    unit_price = Field("unit_price", column_name=_("unit price (yuan)"))
    price_basis = Field("get_price_basis_display", column_name=_("price is"))
    rhythm = Field("get_rhythm_display", column_name=_("payment rhythm"))

    class Meta:
        model = SpaceLease
        fields = (
            "incubator", "number", "company", "units", "begins_on", "until_on", "price_class",
            "unit_price", "price_basis", "rhythm",
        )  # fmt: skip

    def dehydrate_units(self, lease: SpaceLease) -> str:
        """Their numbers (prefetched by the list's queryset)."""
        return ", ".join(sorted({str(letting.unit) for letting in lease.leased_units.all()}))


def occupancy_table(on: datetime.date, by: str, groups: list[Space]) -> Table:
    """The space of one day, a row for each group."""
    names = [GROUP_WORDS.get(name, name) for name in GROUPS[by]]
    words = {
        "incubator": gettext("Incubator"), "building": gettext("Building"),
        "floor": gettext("Floor"), "use": gettext("Use"),
    }  # fmt: skip
    head = [
        gettext("Day"), *(words[name] for name in names), gettext("Area to let"),
        gettext("Area let"), gettext("Area vacant"), gettext("Area out of service"),
        gettext("Not to let"), gettext("Occupancy"),
    ]  # fmt: skip
    rows = [
        [
            on, *space.group, plain(space.total), *(plain(getattr(space, s)) for s in STATES),
            plain(space.rate),
        ]
        for space in groups
    ]  # fmt: skip
    return Table(f"occupancy-{by}-{on:%Y-%m-%d}", head, rows)
