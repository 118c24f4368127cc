"""What lists behind figures of incubatees show: companies, verified returns, graduates followed.

The kinds that list companies look like the stays that they are; they differ in the tables whose
change makes a list another one, and in where a figure is stated at all.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from companies.enums import Fate, Instrument, Vehicle
from companies.models import (
    Company,
    DueReturn,
    EquityStake,
    FinancingRound,
    FollowUp,
    IntellectualProperty,
    Judgement,
    MarketEvent,
    Qualification,
    Residence,
    Return,
    ReturnValue,
    StaffCount,
    StakeMove,
)
from incubator.institutions.models import Criterion, Incubator, Rulebook
from incubator.statistics.facts import STAYS, Column, FactKind

CERTIFIED = replace(STAYS, sources=(*STAYS.sources, Qualification))
RIGHTS = replace(STAYS, sources=(*STAYS.sources, IntellectualProperty))
FINANCED = replace(STAYS, sources=(*STAYS.sources, FinancingRound))
HELD = replace(STAYS, sources=(*STAYS.sources, EquityStake, StakeMove))
REPORTED = replace(STAYS, sources=(*STAYS.sources, Return, DueReturn, ReturnValue))
COHORTS = replace(STAYS, sources=(*STAYS.sources, FollowUp))
# Everything that says how a company stands to the conditions of graduation.
PROSPECTS = replace(
    STAYS,
    sources=(
        *REPORTED.sources, Qualification, IntellectualProperty, FinancingRound, MarketEvent,
        StaffCount, Judgement, Rulebook, Criterion,
    ),
)  # fmt: skip
LENGTHS = replace(STAYS, columns=(*STAYS.columns, Column("months", _("Months"), "months")))

FIGURES = FactKind(
    code="returns",
    label=_("verified returns"),
    model=Return,
    sources=(ReturnValue, Return, DueReturn, Company, Incubator),
    related=("due__company", "due__incubator", "due__period"),
    lead="name",
    columns=(
        Column("return", _("Return no."), "pk"),
        Column("company", _("Company no."), "due.company_id"),
        Column("name", _("Company"), "due.company.name"),
        Column("incubator", _("Incubator"), "due.incubator.code", said="due.incubator.name"),
        Column("year", _("Year"), "due.period.year"),
        Column("version", _("Version"), "version"),
        Column("number", _("Figure"), "number"),
    ),
)

FOLLOW_UPS = FactKind(
    code="graduates",
    label=_("graduates followed"),
    model=FollowUp,
    sources=(FollowUp, Residence, Company, Incubator),
    related=("company", "incubator", "residence"),
    lead="name",
    columns=(
        Column("follow_up", _("Follow-up no."), "pk"),
        Column("company", _("Company no."), "company_id"),
        Column("name", _("Company"), "company.name"),
        Column("incubator", _("Incubator"), "incubator.code", said="incubator.name"),
        Column("graduated_on", _("Graduated on"), "residence.left_on"),
        Column("year", _("At the end of"), "year"),
        Column("outcome", _("What became of it"), "outcome", labels=tuple(Fate.choices)),
        Column("staff", _("Staff"), "staff"),
    ),
)

# A use of a fund is a stake that one of its incubator's funds has paid for.
STAKES = FactKind(
    code="stakes",
    label=_("stakes of funds"),
    model=EquityStake,
    sources=(EquityStake, StakeMove, Company, Incubator),
    related=("company", "incubator"),
    lead="name",
    since="agreed_on",
    columns=(
        Column("stake", _("Stake no."), "pk"),
        Column("company", _("Company no."), "company_id"),
        Column("name", _("Company"), "company.name"),
        Column("incubator", _("Incubator"), "incubator.code", said="incubator.name"),
        Column("vehicle", _("Investor"), "vehicle", labels=tuple(Vehicle.choices)),
        Column("instrument", _("Instrument"), "instrument", labels=tuple(Instrument.choices)),
        Column("agreed_on", _("Agreed on"), "agreed_on"),
        Column("agreed", _("Amount (yuan)"), "agreed"),
    ),
)
