"""An attempt in plain SQL past every constraint of facilities, for tests/core/test_constraints."""

import datetime
from decimal import Decimal

from facilities import lifecycle
from facilities.models import (
    Charge,
    ChargeRun,
    ConstructionRecord,
    LeaseNotice,
    Milestone,
    Payment,
    SpaceLease,
    UnitSuccession,
)
from incubator.core.dates import now
from tests.core.sql import copy_of
from tests.factories import (
    BuildingFactory,
    CompanyFactory,
    IncubatorFactory,
    LeaseFactory,
    PhaseFactory,
    UnitFactory,
    simple_terms,
)

DAY = datetime.date

BUILDING, UNIT = "facilities_building", "facilities_unit"
SUCCESSION, CLOSURE = "facilities_unitsuccession", "facilities_closure"
RECORD, MILESTONE = "facilities_constructionrecord", "facilities_milestone"
LEASE, LETTING = "facilities_spacelease", "facilities_leasedunit"
STEP, SUBSIDY, NOTICE = "facilities_pricestep", "facilities_subsidystep", "facilities_leasenotice"
CHARGE, PAYMENT, RUN = "facilities_charge", "facilities_payment", "facilities_chargerun"
STAY = "companies_residence"


def last(table: str) -> str:
    """The row that was made last."""
    return f"(SELECT max(id) FROM {table})"


def building_and_phase_elsewhere() -> None:
    BuildingFactory()
    PhaseFactory()


def unit_and_other_incubator() -> None:
    UnitFactory()
    IncubatorFactory()


def succession() -> None:
    unit = UnitFactory()
    UnitSuccession.objects.create(before=unit, after=UnitFactory(building=unit.building))


def closure() -> None:
    lifecycle.close_unit(unit=UnitFactory(), on=DAY(2008, 1, 1), reason="repair", by=None)


def record() -> None:
    phase = PhaseFactory()
    ConstructionRecord.objects.create(
        incubator=phase.incubator,
        phase=phase,
        as_of=DAY(2007, 12, 31),
        state="tender",
        source="报告",
    )


def record_and_other_incubator() -> None:
    record()
    IncubatorFactory()


def milestone() -> None:
    Milestone.objects.create(phase=PhaseFactory(), name="封顶", planned_on=DAY(2008, 6, 1))


def lease() -> SpaceLease:
    terms = simple_terms(
        late_fee_rate=Decimal("0.0005"),
        price_steps=((DAY(2008, 4, 1), Decimal(2)),),
        subsidies=((1, Decimal("0.5"), Decimal(100)),),
    )
    return LeaseFactory(terms=terms)


def lease_and_other_company() -> None:
    lease()
    CompanyFactory()


def lease_and_unit_elsewhere() -> None:
    lease()
    UnitFactory()


def two_leases() -> None:
    lease()
    lease()


def notice() -> None:
    LeaseNotice.objects.create(
        lease=lease(), days=90, until_on=DAY(2010, 4, 1), made_on=DAY(2010, 1, 1)
    )


def charge() -> Charge:
    return lease().charges.order_by("pk").first()


def late_fee() -> None:
    lifecycle.record_late_fee(charge=charge(), on=DAY(2007, 12, 1), by=None)


def late_fee_and_other_lease() -> None:
    late_fee()
    LeaseFactory()


def payment() -> Payment:
    return lifecycle.record_payment(charge=charge(), amount_fen=1, on=DAY(2007, 4, 1), by=None)


def payment_and_other_lease() -> None:
    payment()
    LeaseFactory()


def run() -> None:
    ChargeRun.objects.create(year=2007, requested_at=now())


# constraint → (rows to make, SQL that must be refused)
ATTEMPTS = {
    "building_code_once": (BuildingFactory, lambda: copy_of(BUILDING)),
    "building_is_named": (BuildingFactory, f"UPDATE {BUILDING} SET code = ''"),
    "building_floor_area_positive": (BuildingFactory, f"UPDATE {BUILDING} SET floor_area = 0"),
    "building_tenure": (BuildingFactory, f"UPDATE {BUILDING} SET tenure = 'squatted'"),
    "building_closed_after_opened": (
        BuildingFactory, f"UPDATE {BUILDING} SET closed_on = opened_on",
    ),
    "unit_has_a_number": (UnitFactory, f"UPDATE {UNIT} SET number = ''"),
    "unit_floor_in_a_building": (UnitFactory, f"UPDATE {UNIT} SET floor = 151"),
    "unit_kind": (UnitFactory, f"UPDATE {UNIT} SET kind = 'tent'"),
    "unit_use": (UnitFactory, f"UPDATE {UNIT} SET use = 'parking'"),
    "unit_floor_area_positive": (UnitFactory, f"UPDATE {UNIT} SET floor_area = 0"),
    "unit_usable_within_floor_area": (
        UnitFactory, f"UPDATE {UNIT} SET usable_area = floor_area + 0.01",
    ),
    "unit_ends_after_it_begins": (UnitFactory, f"UPDATE {UNIT} SET ends_on = begins_on"),
    "unit_number_once_at_a_time": (
        UnitFactory, lambda: copy_of(UNIT, begins_on="begins_on + 1", floor="2"),
    ),
    "succession_once": (succession, lambda: copy_of(SUCCESSION)),
    "succession_of_another_unit": (succession, f"UPDATE {SUCCESSION} SET after_id = before_id"),
    "closure_reason": (closure, f"UPDATE {CLOSURE} SET reason = 'ghost'"),
    "closure_ends_after_it_begins": (closure, f"UPDATE {CLOSURE} SET ends_on = begins_on"),
    "closure_no_overlap": (closure, lambda: copy_of(CLOSURE, begins_on="begins_on + 1")),
    "construction_record_once": (record, lambda: copy_of(RECORD)),
    "construction_state": (record, f"UPDATE {RECORD} SET state = 'gone'"),
    "construction_has_a_source": (record, f"UPDATE {RECORD} SET source = ''"),
    "construction_areas_positive": (record, f"UPDATE {RECORD} SET built_area = -1"),
    "construction_percent": (record, f"UPDATE {RECORD} SET percent_done = 100.01"),
    "construction_money_not_negative": (record, f"UPDATE {RECORD} SET spent = -1"),
    "milestone_once": (milestone, lambda: copy_of(MILESTONE)),
    "milestone_is_named": (milestone, f"UPDATE {MILESTONE} SET name = ''"),
    "milestone_has_a_day": (milestone, f"UPDATE {MILESTONE} SET planned_on = NULL"),
    "lease_number_once": (lease, lambda: copy_of(LEASE)),
    "lease_has_a_number": (lease, f"UPDATE {LEASE} SET number = ''"),
    "lease_of_a_resident": (lease, f"UPDATE {LEASE} SET residence_id = NULL"),
    "lease_ends_after_it_begins": (lease, f"UPDATE {LEASE} SET ends_on = begins_on"),
    "lease_ended_within_its_period": (lease, f"UPDATE {LEASE} SET ended_on = ends_on"),
    "lease_cancelled_before_it_began": (
        lease, f"UPDATE {LEASE} SET cancelled_on = begins_on + 1",
    ),
    "lease_price_class": (lease, f"UPDATE {LEASE} SET price_class = 'gift'"),
    "lease_price_basis": (lease, f"UPDATE {LEASE} SET price_basis = ''"),
    "lease_rhythm": (lease, f"UPDATE {LEASE} SET rhythm = 'weekly'"),
    "lease_prices_not_negative": (lease, f"UPDATE {LEASE} SET property_fee = -0.0001"),
    "lease_deposits_not_negative": (lease, f"UPDATE {LEASE} SET room_deposit = -0.01"),
    "lease_late_fee_rate": (lease, f"UPDATE {LEASE} SET late_fee_rate = 0.050001"),
    "lease_free_months": (lease, f"UPDATE {LEASE} SET free_months = 121"),
    "lease_inspection_has_findings": (lease, f"UPDATE {LEASE} SET findings = '完好'"),
    "lease_back_after_inspection": (
        lease, f"UPDATE {LEASE} SET handed_over_on = begins_on, handed_back_on = ends_on",
    ),
    "lease_renews_another": (lease, f"UPDATE {LEASE} SET renews_id = id"),
    "leased_unit_ends_after_it_begins": (lease, f"UPDATE {LETTING} SET ends_on = begins_on"),
    "unit_let_once_at_a_time": (lease, lambda: copy_of(LETTING, begins_on="ends_on - 1")),
    "price_step_once_a_day": (lease, lambda: copy_of(STEP)),
    "price_step_not_negative": (lease, f"UPDATE {STEP} SET unit_price = -1"),
    "subsidy_once_a_year": (lease, lambda: copy_of(SUBSIDY)),
    "subsidy_lease_year": (lease, f"UPDATE {SUBSIDY} SET lease_year = 51"),
    "subsidy_positive": (lease, f"UPDATE {SUBSIDY} SET yuan = 0"),
    "subsidy_basis": (lease, f"UPDATE {SUBSIDY} SET basis = 'year'"),
    "subsidy_area_positive": (lease, f"UPDATE {SUBSIDY} SET max_area = 0"),
    "notice_once_a_level": (notice, lambda: copy_of(NOTICE, made_on="made_on + 1")),
    "notice_level": (notice, f"UPDATE {NOTICE} SET days = 45"),
    "charge_kind": (charge, f"UPDATE {CHARGE} SET kind = 'gift'"),
    "charge_until_after_from": (charge, f"UPDATE {CHARGE} SET until_on = from_on"),
    "charge_amount_not_negative": (
        charge, f"UPDATE {CHARGE} SET gross_fen = 1, subsidy_fen = 2, amount_fen = -1",
    ),
    "charge_amount_is_gross_less_subsidy": (
        charge, f"UPDATE {CHARGE} SET amount_fen = amount_fen - 1",
    ),
    "charge_late_fee_names_its_charge": (charge, f"UPDATE {CHARGE} SET kind = 'late_fee'"),
    "charge_reversal_has_day_and_reason": (charge, f"UPDATE {CHARGE} SET reversed_on = due_on"),
    "charge_waived_is_reversed": (charge, f"UPDATE {CHARGE} SET waived = true"),
    "charge_once_for_a_day": (charge, lambda: copy_of(CHARGE, from_on="until_on - 1")),
    "late_fee_once_for_a_day": (
        late_fee, lambda: f"{copy_of(CHARGE, from_on='until_on - 1')} WHERE kind = 'late_fee'",
    ),
    "payment_kind": (payment, f"UPDATE {PAYMENT} SET kind = 'stolen'"),
    "payment_amount_positive": (payment, f"UPDATE {PAYMENT} SET amount_fen = 0"),
    "payment_reversal_has_day_and_reason": (
        payment, f"UPDATE {PAYMENT} SET reversal_reason = '误记'",
    ),
    "charge_run_year": (run, f"UPDATE {RUN} SET year = 1979"),
    "charge_run_done_of_all": (run, f"UPDATE {RUN} SET done = 1"),
    "charge_run_finishes_after_it_starts": (run, f"UPDATE {RUN} SET finished_at = now()"),
    "charge_run_one_open": (run, lambda: copy_of(RUN)),
    # Composite keys and deferred triggers, which Django cannot declare (migration 0002).
    "building_phase_of_incubator": (
        building_and_phase_elsewhere,
        f"UPDATE {BUILDING} SET phase_id = {last('institutions_phase')}",
    ),
    "construction_phase_of_incubator": (
        record_and_other_incubator,
        f"UPDATE {RECORD} SET incubator_id = {last('institutions_incubator')}",
    ),
    "unit_incubator_of_building": (
        unit_and_other_incubator,
        f"UPDATE {UNIT} SET incubator_id = {last('institutions_incubator')}",
    ),
    "lease_residence_of_company": (
        lease_and_other_company,
        f"UPDATE {LEASE} SET company_id = {last('companies_company')}",
    ),
    "leased_unit_of_incubator": (
        lease_and_unit_elsewhere, f"UPDATE {LETTING} SET unit_id = {last(UNIT)}",
    ),
    "leased_unit_lease_of_incubator": (
        two_leases, f"UPDATE {LETTING} SET lease_id = {last(LEASE)}",
    ),
    "late_fee_of_lease": (
        late_fee_and_other_lease,
        f"UPDATE {CHARGE} SET lease_id = {last(LEASE)} WHERE kind = 'late_fee'",
    ),
    "payment_charge_of_lease": (
        payment_and_other_lease, f"UPDATE {PAYMENT} SET lease_id = {last(LEASE)}",
    ),
    "units_within_building": (UnitFactory, f"UPDATE {UNIT} SET floor_area = 2000.01"),
    "building_holds_its_units": (UnitFactory, f"UPDATE {BUILDING} SET floor_area = 199.99"),
    "unit_within_life_of_building": (
        UnitFactory, f"UPDATE {UNIT} SET begins_on = begins_on - 1",
    ),
    "building_outlives_its_units": (
        UnitFactory, f"UPDATE {BUILDING} SET closed_on = opened_on + 1",
    ),
    "lease_of_at_most_50_years": (lease, f"UPDATE {LEASE} SET ends_on = '9999-12-31'"),
    "letting_within_lease_and_unit": (lease, f"UPDATE {LETTING} SET ends_on = ends_on + 1"),
    "lease_holds_its_lettings": (lease, f"UPDATE {LEASE} SET ended_on = ends_on - 1"),
    "unit_holds_its_lettings": (lease, f"UPDATE {UNIT} SET begins_on = '2007-04-02'"),
    "lease_within_residence": (lease, f"UPDATE {LEASE} SET begins_on = '2007-02-28'"),
    "residence_holds_its_leases": (
        lease, f"UPDATE {STAY} SET left_on = '2010-03-31', exit_reason = 'moved'",
    ),
    "refund_was_received": (payment, f"UPDATE {PAYMENT} SET kind = 'refunded'"),
}  # fmt: skip

# Two triggers hold one rule, one from each side; the database names the rule.
NAMED_AS = {
    "unit_reserved_or_let": "unit_let_or_reserved",
    "building_holds_its_units": "units_within_building",
    "building_outlives_its_units": "unit_within_life_of_building",
    "lease_holds_its_lettings": "letting_within_lease_and_unit",
    "unit_holds_its_lettings": "letting_within_lease_and_unit",
    "residence_holds_its_leases": "lease_within_residence",
}

# Keys that composite foreign keys refer to.
REFERRED_TO = {
    "building_incubator_key",
    "unit_incubator_key",
    "lease_incubator_key",
    "charge_lease_key",
}

# As PAIRS in tests/core/test_constraints.
PAIRS = {
    (CHARGE, "reversed_on", "reversal_reason"): (
        charge, "'2008-01-01'", "'误记'", {"reversed_on": "NULL", "reversal_reason": "''"},
    ),
    (PAYMENT, "reversed_on", "reversal_reason"): (
        payment, "'2008-01-01'", "'误记'", {"reversed_on": "NULL", "reversal_reason": "''"},
    ),
    (LEASE, "inspected_on", "findings"): (
        lease, "'2010-04-01'", "'完好'", {"inspected_on": "NULL", "findings": "''"},
    ),
}  # fmt: skip
