"""Indicators of what institutions have of their own: staff, funds, income. (domain 5.2, 5.4)

They are stated only where an institution has stated anything of the kind.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.core.dates import year_end
from incubator.institutions.enums import FundKind, Programme
from incubator.institutions.models import IncubationFund, InstitutionStaff, YearAccount
from incubator.statistics import sources
from incubator.statistics.definitions import Indicator, Ratio
from incubator.statistics.enums import IndicatorKind
from incubator.statistics.facts import FactKind
from incubator.statistics.institution_facts import ACCOUNTS, FUNDS, STAFF

FLOW, STOCK, RATIO = IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.RATIO
YUAN = pgettext_lazy("unit", "yuan")
PERSONS = pgettext_lazy("unit", "persons")
OF_ACCOUNTS = _("By the accounts of the year that incubators stated.")
INCUBATES = {"incubator__programme": Programme.INCUBATION}


def counts_of_staff(year: int) -> QuerySet:
    """The last count of each incubator up to a year's end."""
    return InstitutionStaff.objects.latest(by=year_end(year)).filter(**INCUBATES)


def funds(year: int) -> QuerySet:
    """Funds that incubators have at a year's end."""
    return IncubationFund.objects.holding(on=year_end(year)).filter(**INCUBATES)


def accounts(year: int) -> QuerySet:
    """The accounts of a year."""
    return YearAccount.objects.counted().filter(year=year, **INCUBATES)


def stated_by_institutions(year: int) -> dict[FactKind, set[int]]:
    """The incubators that have stated anything of a kind by the year's end (accounts: of it)."""
    day = year_end(year)
    ever = IncubationFund.objects.counted().filter(since_on__lte=day, **INCUBATES)
    return {
        STAFF: set(counts_of_staff(year).values_list("incubator", flat=True)),
        FUNDS: set(ever.values_list("incubator", flat=True)),
        ACCOUNTS: set(accounts(year).values_list("incubator", flat=True)),
    }


def of_staff(code: str, label, column: str, definition, source) -> Indicator:
    """A number of people who work for institutions."""
    return Indicator(
        code=code, label=label, kind=STOCK, unit=PERSONS, definition=definition,
        source=source, facts=counts_of_staff, counts=STAFF, sums=column,
    )  # fmt: skip


def of_income(code: str, label, column: str, item: str) -> Indicator:
    """A part of the income of institutions."""
    return Indicator(
        code=code, label=label, kind=FLOW, unit=YUAN, definition=OF_ACCOUNTS,
        source=sources.gz007(item), facts=accounts, counts=ACCOUNTS, sums=column,
    )  # fmt: skip


def ratio_of(  # noqa: PLR0917 - one row of a table
    code: str, label, unit, definition, source, counts: FactKind, ratio: Ratio
) -> Indicator:
    """A ratio of figures of the same year and place."""
    return Indicator(
        code=code, label=label, kind=RATIO, unit=unit, definition=definition,
        source=source, counts=counts, ratio=lambda _year: ratio,
    )  # fmt: skip


OF_INSTITUTIONS: tuple[Indicator, ...] = (
    of_staff(
        "institution_staff", _("Staff of institutions"), "total",
        _("Who works for an incubator itself, by its last count up to 31 December."),
        sources.gz007("7d00"),
    ),
    of_staff(
        "institution_professionals", _("Professional service staff"), "professional",
        _("Of them full-time staff with experience of starting, financing or managing a business, "
          "or trained in serving startups."), sources.MEASURES_2018,
    ),
    ratio_of(
        "professional_share", _("Share of professional service staff"), "%",
        _("Professional service staff of all staff of institutions."), sources.MEASURES_2018,
        STAFF, Ratio(("institution_professionals",), ("institution_staff",)),
    ),
    ratio_of(
        "professionals_per_10", _("Professional service staff per 10 companies"),
        pgettext_lazy("unit", "persons per 10 companies"),
        _("Professional service staff per 10 companies in incubation, on 31 December."),
        sources.MEASURES_2018, STAFF, Ratio(("institution_professionals",), ("in_incubation",), 10),
    ),
    Indicator(
        code="fund", label=_("Incubation funds"), kind=STOCK, unit=YUAN,
        definition=_("Incubators’ own seed funds and funds founded with others, on 31 December."),
        source=sources.gz007("7c60"), facts=funds, counts=FUNDS, sums="amount",
        split_by="kind", parts=tuple(FundKind.choices),
    ),
    of_income("institution_income", _("Income of institutions"), "income", "7b00"),
    of_income("income_service", _("of it from services"), "income_service", "7b01"),
    of_income("income_property", _("of it from rent and property"), "income_property",
              "7b04"),
    of_income("income_investment", _("of it from investments"), "income_investment", "7b02"),
    of_income("income_other", _("of it from else"), "income_other", "7b03"),
    ratio_of(
        "service_income_share", _("Share of income that is neither rent nor property"), "%",
        _("Income from services, investments and else, of all income of institutions."),
        sources.MEASURES_2025, ACCOUNTS,
        Ratio(("income_service", "income_investment", "income_other"), ("institution_income",)),
    ),
)  # fmt: skip
