"""The facts themselves, as plain tables: what an independent recount reads.

Each table holds facts as they were recorded, whatever an indicator makes of them; facts of
companies and returns are those that hold (verified, and not corrected since). People are
numbers here: nobody's name is frozen for ever.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from companies.models import (
    Company,
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
from companies.queries.figures import OPERATING
from facilities.models import Building, Closure, ConstructionRecord, LeasedUnit, Unit
from incubator.core.dates import year_end
from incubator.institutions.models import (
    IncubationFund,
    Incubator,
    InstitutionStaff,
    YearAccount,
)
from incubator.statistics.incubatee_indicators import incubatees, reports, reports_ever
from incubator.statistics.mentor_indicators import held
from incubator.statistics.models import OpeningBalance
from mentors.enums import TAKEN_UP, Side
from mentors.models import Appointment, Assignment, Feedback


@dataclass(frozen=True)
class FactTable:
    """One table: its columns, each with the lookup that it is read by, and the rows of a year."""

    name: str
    columns: dict[str, str]
    rows: Callable[[int], QuerySet]

    def lines(self, year: int) -> Iterable[tuple]:
        """The rows, in the order of their keys: equal facts give equal files."""
        return self.rows(year).order_by("pk").values_list(*self.columns.values())


def same(*names: str) -> dict[str, str]:
    """Columns that are called what they are read by."""
    return dict(zip(names, names, strict=True))


def operating_reports(year: int) -> QuerySet:
    """The shorter returns of incubatees up to a year's end, those of all years."""
    return Return.objects.in_force().filter(
        due__period__code__in=OPERATING,
        due__period__ends_on__lte=year_end(year),
        due__company__in=incubatees(year).values("company"),
    )


PLACE = {"incubator": "incubator__code"}

TABLES = (
    FactTable(
        "incubators", {"incubator": "code", "programme": "programme"},
        lambda year: Incubator.objects.all(),
    ),
    FactTable(
        "companies",
        {"company": "pk", **same("unified_code", "name", "field", "founder_kind", "registered_on")},
        lambda year: Company.objects.filter(
            residences__in=Residence.objects.of_incubation().filter(admitted_on__lte=year_end(year))
        ).distinct(),
    ),
    FactTable(
        "residences",
        {"residence": "pk", "company": "company_id", **PLACE,
         **same("admitted_on", "left_on", "exit_reason", "admitted_earliest", "admitted_latest",
                "left_earliest", "left_latest")},
        # Those too that may have begun in the year.
        lambda year: Residence.objects.of_incubation().filter(
            Q(admitted_on__lte=year_end(year)) | Q(admitted_earliest__lte=year_end(year))
        ),
    ),
    FactTable(
        "opening_balances", {**same("indicator"), **PLACE, **same("as_of", "value")},
        lambda year: OpeningBalance.objects.filter(as_of__lte=year_end(year)),
    ),
    FactTable(
        "buildings",
        {"building": "pk", **PLACE, **same("floor_area", "tenure", "opened_on", "closed_on")},
        lambda year: Building.objects.filter(opened_on__lte=year_end(year)),
    ),
    FactTable(
        "units",
        {"unit": "pk", "building": "building_id", **PLACE,
         **same("use", "rentable", "floor_area", "begins_on", "ends_on")},
        lambda year: Unit.objects.filter(begins_on__lte=year_end(year)),
    ),
    FactTable(
        "lettings",
        {"letting": "pk", "unit": "unit_id", "residence": "lease__residence_id",
         **same("begins_on", "ends_on")},
        lambda year: LeasedUnit.objects.filter(begins_on__lte=year_end(year)),
    ),
    FactTable(
        "closures", {"closure": "pk", "unit": "unit_id", **same("begins_on", "ends_on")},
        lambda year: Closure.objects.filter(begins_on__lte=year_end(year)),
    ),
    FactTable(
        "construction",
        {"record": "pk", "phase": "phase_id", **PLACE,
         **same("as_of", "state", "planned_area", "built_area")},
        lambda year: ConstructionRecord.objects.filter(as_of__lte=year_end(year)),
    ),
    FactTable(
        "qualifications",
        {"qualification": "pk", "company": "company_id",
         **same("kind", "issued_on", "valid_from", "valid_until")},
        lambda year: Qualification.objects.counted(),
    ),
    FactTable(
        "rights",
        {"right": "pk", "company": "company_id",
         **same("kind", "applied_on", "granted_on", "lapsed_on")},
        lambda year: IntellectualProperty.objects.counted(),
    ),
    FactTable(
        "rounds", {"round": "pk", "company": "company_id", **same("kind", "closed_on", "amount")},
        lambda year: FinancingRound.objects.counted(),
    ),
    FactTable(
        "market_events", {"event": "pk", "company": "company_id", **same("kind", "happened_on")},
        lambda year: MarketEvent.objects.counted().filter(happened_on__lte=year_end(year)),
    ),
    FactTable(
        "staff_counts",
        {"count": "pk", "company": "company_id", **same("counted_on", "total", "researchers")},
        lambda year: StaffCount.objects.counted().filter(counted_on__lte=year_end(year)),
    ),
    FactTable(
        "judgements",
        {"judgement": "pk", "residence": "residence_id", **same("rule", "is_met", "judged_on")},
        # Earlier ones too: the last one counts. The words stay in the house.
        lambda year: Judgement.objects.filter(
            residence__in=incubatees(year), judged_on__lte=year_end(year)
        ),
    ),
    FactTable(
        "stakes",
        {"stake": "pk", "company": "company_id", **PLACE,
         **same("vehicle", "agreed_on", "agreed")},
        lambda year: EquityStake.objects.agreed(by=year_end(year)),
    ),
    FactTable(
        "stake_moves", {"move": "pk", "stake": "stake_id", **same("kind", "on", "share", "amount")},
        lambda year: StakeMove.objects.counted().filter(on__lte=year_end(year)),
    ),
    FactTable(
        "return_values",
        {"return": "report_id", "year": "report__due__period__year",
         "company": "report__due__company_id", "incubator": "report__due__incubator__code",
         "item": "item__code", "number": "number"},
        lambda year: ReturnValue.objects.filter(
            Q(report__in=reports(year) | reports(year - 1))
            | Q(report__in=reports_ever(year), item__code="investment_received")
            # Two years together are these where the year's return is not in.
            | Q(report__in=reports(year - 2), item__code="revenue"),
            number__isnull=False,
        ),
    ),
    FactTable(
        "return_choices",
        {"return": "report_id", "year": "report__due__period__year",
         "company": "report__due__company_id", "item": "item__code", "chosen": "typed"},
        lambda year: ReturnValue.objects.filter(
            report__in=reports(year) | reports(year - 1), item__code="is_hnte"
        ).exclude(typed=""),
    ),
    FactTable(
        "operating_values",
        {"value": "pk", "return": "report_id", "company": "report__due__company_id",
         "ends_on": "report__due__period__ends_on", "item": "item__code", "number": "number"},
        lambda year: ReturnValue.objects.filter(
            report__in=operating_reports(year), item__code__in=("assets", "equity"),
            number__isnull=False,
        ),
    ),
    FactTable(
        "returns",
        {"return": "pk", "year": "due__period__year", "company": "due__company_id",
         "incubator": "due__incubator__code"},
        reports,
    ),
    FactTable(
        "follow_ups",
        {"follow_up": "pk", "residence": "residence_id", "company": "company_id", **PLACE,
         **same("year", "outcome", "staff")},
        # Later answers too: who was there later was there before.
        lambda _year: FollowUp.objects.of_graduates(),
    ),
    FactTable(
        "appointments",
        {"appointment": "pk", "mentor": "mentor_id", **PLACE, "kind": "mentor__kind",
         **same("level", "begins_on", "until_on")},
        lambda year: Appointment.objects.filter(begins_on__lte=year_end(year)),
    ),
    FactTable(
        "assignments",
        {"assignment": "pk", "residence": "residence_id", **same("begins_on", "until_on")},
        lambda year: Assignment.objects.filter(
            state__in=TAKEN_UP, begins_on__lte=year_end(year)
        ),
    ),
    FactTable(
        "sessions",
        {"session": "pk", "mentor": "mentor_id", "company": "company_id", **PLACE,
         **same("on", "minutes", "of_field")},
        held,
    ),
    FactTable(
        "ratings", {"session": "session_id", **same("rating")},
        lambda year: Feedback.objects.filter(side=Side.COMPANY, session__in=held(year)),
    ),
    FactTable(
        "institution_staff",
        {"count": "pk", **PLACE, **same("counted_on", "total", "professional")},
        lambda year: InstitutionStaff.objects.counted().filter(counted_on__lte=year_end(year)),
    ),
    FactTable(
        "funds", {"fund": "pk", **PLACE, **same("kind", "amount", "since_on", "until_on")},
        lambda year: IncubationFund.objects.counted().filter(since_on__lte=year_end(year)),
    ),
    FactTable(
        "accounts",
        {"account": "pk", **PLACE, **same(
            "year", "income", "income_service", "income_property", "income_investment",
            "income_other",
        )},
        lambda year: YearAccount.objects.counted().filter(year=year),
    ),
)  # fmt: skip
