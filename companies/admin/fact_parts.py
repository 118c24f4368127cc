"""What the pages of facts share: colours, filters and the shown form of a fact."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.contrib.filters.admin import DropdownFilter

from companies.enums import FactStanding
from companies.models import CompanyFact, Evidence
from companies.rules.facts import standing_of
from incubator.core.admin_fields import badge
from incubator.core.dates import today

S = FactStanding
COLOURS = {
    S.WAITING: "info",
    S.REJECTED: "danger",
    S.REPLACED: "default",
    S.APPLIED: "warning",
    S.NOT_YET: "default",
    S.HOLDS: "success",
    S.ENDED: "warning",
}


def standing_badge(fact: CompanyFact, on=None) -> str:
    """How a fact stands on a day, today where none is said."""
    standing = standing_of(fact, on=on or today())
    return badge(COLOURS[standing], standing.label)


class DocumentFilter(DropdownFilter):
    """Facts by whether a document stands behind them."""

    title = pgettext_lazy("evidence", "document")
    parameter_name = "document"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [("yes", _("There is one")), ("no", _("There is none"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "yes":
                return queryset.filter(evidence__isnull=False)
            case "no":
                return queryset.without_document()
        return queryset


class CountsFilter(DropdownFilter):
    """Facts by whether they count: verified, and not corrected since."""

    title = gettext_lazy("counts")
    parameter_name = "counts"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [("yes", _("Counts")), ("waiting", _("To be verified"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "yes":
                return queryset.counted()
            case "waiting":
                return queryset.waiting()
        return queryset


class HoldsFilter(DropdownFilter):
    """Certificates by whether they hold today; another day is asked on the company’s page."""

    title = gettext_lazy("holds today")
    parameter_name = "holds"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [("yes", _("Holds")), ("no", _("Ended"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "yes":
                return queryset.counted().filter(valid_from__lte=today()).exclude(
                    valid_until__lte=today()
                )  # fmt: skip
            case "no":
                return queryset.counted().filter(valid_until__lte=today())
        return queryset


def document_said(evidence: Evidence | None) -> str:
    """Its title, or plainly that there is none."""
    return str(evidence) if evidence else badge("warning", _("No document"))
