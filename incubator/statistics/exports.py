"""What a file of yearly totals contains."""

from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from incubator.accounts.admin_export import InertResource
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import YearlyTotal


class TotalResource(InertResource):
    """One row per figure and place."""

    year = Field("year", column_name=_("year"))
    label = Field("label", column_name=_("indicator"))
    part = Field("part", column_name=_("part"))
    incubator = Field("incubator__name", column_name=_("incubator"))
    value = Field("value", column_name=_("value"))
    unit = Field("unit", column_name=_("Unit"))
    opening_balance = Field("opening_balance", column_name=_("of it opening balance"))

    class Meta:
        model = YearlyTotal
        fields = ("year", "label", "part", "incubator", "value", "unit", "opening_balance")

    def dehydrate_label(self, total: YearlyTotal) -> str:
        """In the reader's language."""
        return str(total.label)

    def dehydrate_part(self, total: YearlyTotal) -> str:
        """In words."""
        return total.part_label

    def dehydrate_incubator(self, total: YearlyTotal) -> str:
        """The zone has none."""
        return total.incubator.name if total.incubator else str(_("The whole zone"))

    def dehydrate_unit(self, total: YearlyTotal) -> str:
        """Of the indicator."""
        known = BY_CODE.get(total.indicator)
        return str(known.unit) if known else ""
