"""What a file of companies or of residences contains."""

from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from companies.models import Company, Residence
from incubator.accounts.admin_export import InertResource


class CompanyResource(InertResource):
    """One row per company."""

    name = Field("name", column_name=_("name"))
    unified_code = Field("unified_code", column_name=_("unified social credit code"))
    field = Field("get_field_display", column_name=_("technical field"))
    founder_kind = Field("get_founder_kind_display", column_name=_("founder"))
    registered_on = Field("registered_on", column_name=_("registered on"))
    registered_capital = Field("registered_capital", column_name=_("registered capital (yuan)"))
    stays = Field("stays_in_words", column_name=_("residences"))
    is_generated = Field("is_generated", column_name=_("generated"))

    class Meta:
        model = Company
        fields = (
            "name", "unified_code", "field", "founder_kind", "registered_on",
            "registered_capital", "stays", "is_generated",
        )  # fmt: skip

    def dehydrate_stays(self, company: Company) -> str:
        """The stays that the reader may see (prefetched by the list's queryset)."""
        return "; ".join(
            f"{stay.incubator} {stay.admitted_on}/{stay.left_on or ''}"
            f" {stay.get_exit_reason_display()}".rstrip()
            for stay in company.seen_stays
        )


class ResidenceResource(InertResource):
    """One row per stay."""

    company = Field("company__name", column_name=_("company"))
    unified_code = Field("company__unified_code", column_name=_("unified social credit code"))
    incubator = Field("incubator__name", column_name=_("incubator"))
    programme = Field("get_programme_display", column_name=_("programme"))
    admitted_on = Field("admitted_on", column_name=_("admitted on"))
    due_on = Field("due_on", column_name=_("due on"))
    left_on = Field("left_on", column_name=_("left on"))
    exit_reason = Field("get_exit_reason_display", column_name=_("exit reason"))
    note = Field("note", column_name=_("note"))

    class Meta:
        model = Residence
        fields = (
            "company", "unified_code", "incubator", "programme", "admitted_on", "due_on",
            "left_on", "exit_reason", "note",
        )  # fmt: skip
