"""What lists behind figures of institutions show: their staff, funds and yearly accounts."""

from django.utils.translation import gettext_lazy as _

from incubator.institutions.enums import FundKind
from incubator.institutions.models import (
    IncubationFund,
    Incubator,
    InstitutionStaff,
    YearAccount,
)
from incubator.statistics.facts import INCUBATOR, Column, FactKind

STAFF = FactKind(
    code="staff",
    label=_("counts of staff"),
    model=InstitutionStaff,
    sources=(InstitutionStaff, Incubator),
    related=("incubator",),
    lead="counted_on",
    about="incubator",
    since="counted_on",
    columns=(
        Column("count", _("Count no."), "pk"),
        INCUBATOR,
        Column("counted_on", _("On the day"), "counted_on"),
        Column("total", _("Staff"), "total"),
        Column("professional", _("Professional service staff"), "professional"),
        Column("college", _("With junior college or above"), "college"),
    ),
)

FUNDS = FactKind(
    code="funds",
    label=_("incubation funds"),
    model=IncubationFund,
    sources=(IncubationFund, Incubator),
    related=("incubator",),
    lead="name",
    about="incubator",
    since="since_on",
    columns=(
        Column("fund", _("Fund no."), "pk"),
        Column("name", _("Name"), "name"),
        INCUBATOR,
        Column("kind", _("Kind"), "kind", labels=tuple(FundKind.choices)),
        Column("amount", _("Amount (yuan)"), "amount"),
        Column("since_on", _("Since"), "since_on"),
        Column("until_on", _("Until"), "until_on"),
    ),
)

ACCOUNTS = FactKind(
    code="accounts",
    label=_("yearly accounts"),
    model=YearAccount,
    sources=(YearAccount, Incubator),
    related=("incubator",),
    lead="year",
    about="incubator",
    since="ends_on",
    columns=(
        Column("account", _("Account no."), "pk"),
        INCUBATOR,
        Column("year", _("Year"), "year"),
        Column("income", _("Income (yuan)"), "income"),
        Column("income_service", _("From services (yuan)"), "income_service"),
        Column("income_property", _("From rent and property (yuan)"), "income_property"),
        Column("income_investment", _("From investments (yuan)"), "income_investment"),
        Column("income_other", _("From else (yuan)"), "income_other"),
    ),
)
