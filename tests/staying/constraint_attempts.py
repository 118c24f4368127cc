"""An attempt in plain SQL past every constraint of stays, for tests/core/test_constraints."""

from companies import lifecycle
from companies.models import Admission, Paper
from facilities.models import Reservation
from incubator.workflows.admit import give_up
from tests.core.sql import copy_of
from tests.factories import IncubatorFactory, LeaseFactory, ResidenceFactory, UnitFactory
from tests.staying.conftest import AT, DAY
from tests.staying.test_changes import ask
from tests.staying.test_leavings import begin, sign
from tests.workflows.rows import begun, registered, reserved

PAPER, AGREEMENT = "companies_paper", "companies_incubationagreement"
TEMPLATE, CHANGE = "companies_agreementtemplate", "companies_changerequest"
LEAVING, SIGNATURE = "companies_leaving", "companies_leavingsignature"
ENTRY, HOLDING = "companies_registeredentry", "companies_shareholding"
ADMISSION, STAY = "companies_admission", "companies_residence"
RESERVATION, RESERVED = "facilities_reservation", "facilities_reservedunit"
MOVED_IN = f"residence_id = (SELECT max(id) FROM {STAY})"
LETTING = "facilities_leasedunit"
OTHER_PLACE = "(SELECT max(id) FROM institutions_incubator)"
LATER = "asked_at + interval '1 hour'"
APPROVED = f"state = 'approved', effective_on = planned_on, closed_at = {LATER}"


def stay():
    return ResidenceFactory()


def change(kind: str = "name"):
    return ask(stay(), kind)


def leaving():
    found = begin(stay())
    sign(found, "clerk")
    return found


def paper_of(matter) -> Paper:
    """As filed, without a file that would have to be cleared away."""
    return Paper.objects.create(
        incubator_id=matter.incubator_id, company_id=matter.company_id, kind="other", file="x",
        original_name="x.pdf", content_type="application/pdf", size=1, sha256="0" * 64,
        filed_at=AT,
    )  # fmt: skip


def agreement():
    return lifecycle.draft_agreement(residence=stay(), begins_on=DAY(2008, 4, 1), by=None, at=AT)


def template():
    return lifecycle.set_template(incubator=IncubatorFactory(), values={}, by=None, at=AT)


def admission() -> Admission:
    return begun()


def settled(found: Admission) -> None:
    """Registered at the site, with a stay of somebody there."""
    registered(found)
    ResidenceFactory(incubator=found.incubator)


def reservation() -> Reservation:
    return reserved(begun())


def released() -> None:
    """Rooms that were let go with an admission that was given up."""
    found = reservation()
    give_up(admission=found.admission, reason="不来", on=DAY(2008, 4, 1), by=None, at=AT)


def and_another_place(make):
    """The rows of ``make``, and an incubator of which none of them is."""

    def made() -> None:
        make()
        IncubatorFactory()

    return made


def entry():
    lifecycle.set_entry(
        company=stay().company, entry="scope", said="软件", on=DAY(2008, 1, 1), by=None
    )


def holding():
    from companies.rules.changes import holdings

    held = holdings([{"holder": "甲", "share": "60"}])
    lifecycle.set_shareholders(company=stay().company, held=held, on=DAY(2008, 1, 1), by=None)


def let_and_reserved():
    """One unit let and another of the same building reserved for the same time."""
    kept = reservation().reserved_units.get().unit
    stay_there = ResidenceFactory(incubator=kept.incubator)
    LeaseFactory(residence=stay_there, units=[UnitFactory(building=kept.building)])


def both_agreements():
    """Of two stays of one incubator."""
    first = agreement()
    second = ResidenceFactory(incubator=first.incubator)
    lifecycle.draft_agreement(residence=second, begins_on=DAY(2008, 4, 1), by=None, at=AT)


ATTEMPTS = {
    "residence_ground_fits_its_reason": (stay, f"UPDATE {STAY} SET exit_ground = 'sublet'"),
    "paper_kind": (lambda: paper_of(stay()), f"UPDATE {PAPER} SET kind = 'song'"),
    "paper_has_its_hash": (lambda: paper_of(stay()), f"UPDATE {PAPER} SET sha256 = 'none'"),
    "paper_is_not_empty": (lambda: paper_of(stay()), f"UPDATE {PAPER} SET size = 0"),
    "paper_of_one_matter": (
        lambda: (paper_of(change()), leaving()),
        (f"UPDATE {PAPER} SET change_id = (SELECT max(id) FROM {CHANGE}), "
        f"leaving_id = (SELECT max(id) FROM {LEAVING})"),
    ),
    "agreement_template_terms_possible": (template, lambda: copy_of(
        TEMPLATE, version="2", superseded_at="made_at", term_months="0")),
    "agreement_template_version_from_one": (template, lambda: copy_of(
        TEMPLATE, version="0", superseded_at="made_at")),
    "agreement_template_version_once": (
        template, lambda: copy_of(TEMPLATE, superseded_at="made_at"),
    ),
    "agreement_template_one_in_force": (template, lambda: copy_of(TEMPLATE, version="2")),
    "agreement_template_superseded_after_it_was_made": (
        template, f"UPDATE {TEMPLATE} SET superseded_at = made_at - interval '1 day'",
    ),
    "agreement_template_text_has_a_name": (template, lambda: copy_of(
        TEMPLATE, version="2", superseded_at="made_at", text="'x'")),
    "agreement_terms_possible": (agreement, f"UPDATE {AGREEMENT} SET stage_goal_percent = 101"),
    "agreement_has_number_and_party": (agreement, f"UPDATE {AGREEMENT} SET party = ''"),
    "agreement_number_once": (both_agreements, f"UPDATE {AGREEMENT} SET number = 'x'"),
    "agreement_of_a_stay_or_application": (
        agreement, f"UPDATE {AGREEMENT} SET residence_id = NULL",
    ),
    "agreement_ends_after_it_begins": (
        agreement, f"UPDATE {AGREEMENT} SET ends_on = begins_on - 1",
    ),
    "agreement_signed_with_its_scan": (agreement, f"UPDATE {AGREEMENT} SET signed_on = begins_on"),
    "agreement_void_for_a_reason": (agreement, f"UPDATE {AGREEMENT} SET void_on = begins_on"),
    "agreement_one_of_an_application": (
        lambda: lifecycle.draft_agreement(
            application=admission().application, begins_on=DAY(2008, 4, 1), by=None, at=AT
        ),
        lambda: copy_of(AGREEMENT, number="'x'"),
    ),
    "agreement_one_of_a_stay": (agreement, lambda: copy_of(AGREEMENT, number="'x'")),
    "agreement_application_of_incubator": (
        and_another_place(lambda: lifecycle.draft_agreement(
            application=admission().application, begins_on=DAY(2008, 4, 1), by=None, at=AT
        )),
        f"UPDATE {AGREEMENT} SET incubator_id = {OTHER_PLACE}",
    ),
    "agreement_stay_of_incubator": (
        and_another_place(agreement), f"UPDATE {AGREEMENT} SET incubator_id = {OTHER_PLACE}",
    ),
    "agreement_template_of_incubator": (
        lambda: (agreement(), template()),
        f"UPDATE {AGREEMENT} SET template_id = (SELECT max(id) FROM {TEMPLATE})",
    ),
    "entry_kind": (entry, f"UPDATE {ENTRY} SET entry = 'wage'"),
    "entry_says_something": (entry, f"UPDATE {ENTRY} SET said = ''"),
    "entry_ends_after_it_begins": (
        entry, f"UPDATE {ENTRY} SET from_on = '2008-01-02', until_on = '2008-01-02'",
    ),
    "entry_once_at_a_time": (entry, lambda: copy_of(ENTRY, from_on="'2008-06-01'")),
    "shareholding_has_a_holder": (holding, f"UPDATE {HOLDING} SET holder = ''"),
    "shareholding_share": (holding, f"UPDATE {HOLDING} SET share = 0"),
    "shareholding_ends_after_it_begins": (holding, f"UPDATE {HOLDING} SET until_on = from_on"),
    "shareholding_once_at_a_time": (holding, lambda: copy_of(HOLDING, share="1")),
    "shares_within_the_whole": (holding, lambda: copy_of(HOLDING, holder="'乙'")),
    "change_kind": (change, f"UPDATE {CHANGE} SET kind = 'wage'"),
    "change_says_what_its_kind_needs": (change, f"UPDATE {CHANGE} SET amount = 5"),
    "change_has_a_reason": (change, f"UPDATE {CHANGE} SET reason = ''"),
    "change_state_has_its_decision": (change, f"UPDATE {CHANGE} SET state = 'approved'"),
    "change_filed_after_it_happened": (
        change, f"UPDATE {CHANGE} SET {APPROVED}, filed_on = planned_on - 1",
    ),
    "change_decided_after_it_was_asked": (
        change,
        f"UPDATE {CHANGE} SET state = 'withdrawn', closed_at = asked_at - interval '1 hour'",
    ),
    "change_one_open_of_a_kind": (
        change, lambda: copy_of(CHANGE, key="gen_random_uuid()", words="'另一个'"),
    ),
    "change_stay_of_company": (
        and_another_place(change), f"UPDATE {CHANGE} SET incubator_id = {OTHER_PLACE}",
    ),
    "leaving_ground_fits_its_reason": (leaving, f"UPDATE {LEAVING} SET ground = 'ceased'"),
    "leaving_after_a_warning": (
        leaving, f"UPDATE {LEAVING} SET reason = 'removed', ground = 'sublet'",
    ),
    "leaving_says_why": (leaving, f"UPDATE {LEAVING} SET words = ''"),
    "leaving_state_has_its_days": (leaving, f"UPDATE {LEAVING} SET state = 'ended'"),
    "leaving_closed_after_it_was_asked": (
        leaving,
        f"UPDATE {LEAVING} SET state = 'withdrawn', closed_at = asked_at - interval '1 hour'",
    ),
    "leaving_one_under_way": (leaving, lambda: copy_of(LEAVING, key="gen_random_uuid()")),
    "leaving_stay_of_company": (
        and_another_place(leaving), f"UPDATE {LEAVING} SET incubator_id = {OTHER_PLACE}",
    ),
    "signature_step": (leaving, lambda: copy_of(SIGNATURE, step="'mayor'")),
    "signature_once": (leaving, lambda: copy_of(SIGNATURE)),
    "admission_unified_code_valid": (
        admission,
        (f"UPDATE {ADMISSION} SET unified_code = '91330200000000070X', registered_name = 'x', "
        "settled_on = '2008-01-01', settled_at = now()"),
    ),
    "admission_name_approval_has_number_and_day": (
        admission, f"UPDATE {ADMISSION} SET name_approval = '1'",
    ),
    "admission_registration_is_whole": (
        admission, f"UPDATE {ADMISSION} SET settled_on = '2008-01-01'",
    ),
    "admission_done_has_its_stay": (admission, f"UPDATE {ADMISSION} SET done_at = now()"),
    "admission_given_up_for_a_reason": (admission, f"UPDATE {ADMISSION} SET given_up_at = now()"),
    "admission_limit_has_its_source": (admission, f"UPDATE {ADMISSION} SET limit_months = 36"),
    "admission_done_after_it_began": (
        lambda: settled(begun()),
        f"UPDATE {ADMISSION} SET {MOVED_IN}, done_at = begun_at - interval '1 hour'",
    ),
    "admission_stay_of_incubator": (
        lambda: (settled(begun()), stay()),
        f"UPDATE {ADMISSION} SET {MOVED_IN}, done_at = begun_at",
    ),
    "admission_application_of_incubator": (
        and_another_place(admission), f"UPDATE {ADMISSION} SET incubator_id = {OTHER_PLACE}",
    ),
    "reservation_one_of_an_admission": (reservation, lambda: copy_of(RESERVATION)),
    "reservation_ends_after_it_begins": (
        reservation, f"UPDATE {RESERVATION} SET ends_on = begins_on",
    ),
    "reservation_holds_for_a_while": (
        reservation, f"UPDATE {RESERVATION} SET holds_until = made_on",
    ),
    "reservation_price": (reservation, f"UPDATE {RESERVATION} SET rhythm = 'daily'"),
    "reservation_amounts": (reservation, f"UPDATE {RESERVATION} SET unit_price = -1"),
    "reservation_deposit_is_recorded_whole": (
        reservation, f"UPDATE {RESERVATION} SET deposit_paid_on = made_on",
    ),
    "reservation_released_for_a_reason": (
        reservation, f"UPDATE {RESERVATION} SET released_on = made_on",
    ),
    "reservation_admission_of_incubator": (
        and_another_place(lambda: reservation().reserved_units.all().delete()),
        f"UPDATE {RESERVATION} SET incubator_id = {OTHER_PLACE}",
    ),
    "reserved_unit_ends_after_it_begins": (
        reservation, f"UPDATE {RESERVED} SET ends_on = begins_on",
    ),
    "unit_reserved_once_at_a_time": (reservation, lambda: copy_of(RESERVED)),
    "unit_let_or_reserved": (
        let_and_reserved, f"UPDATE {RESERVED} SET unit_id = (SELECT unit_id FROM {LETTING})",
    ),
    "rooms_kept_for_nobody": (
        released, f"UPDATE {RESERVATION} SET released_on = NULL, release_reason = ''",
    ),
    "application_over_keeps_no_rooms": (
        reservation,
        "UPDATE companies_application SET state = 'withdrawn', withdrawn_at = now()",
    ),
    "admission_given_up_keeps_no_rooms": (
        reservation, f"UPDATE {ADMISSION} SET given_up_at = now(), given_up_reason = 'x'",
    ),
    "unit_reserved_or_let": (
        let_and_reserved, f"UPDATE {LETTING} SET unit_id = (SELECT unit_id FROM {RESERVED})",
    ),
    "reserved_unit_of_incubator": (
        lambda: (reservation(), UnitFactory()),
        f"UPDATE {RESERVED} SET unit_id = (SELECT max(id) FROM facilities_unit)",
    ),
    "reserved_unit_reservation_of_incubator": (
        lambda: (reservation(), reservation()),
        (f"UPDATE {RESERVED} SET reservation_id = (SELECT max(id) FROM {RESERVATION}) "
        f"WHERE id = (SELECT min(id) FROM {RESERVED})"),
    ),
}  # fmt: skip

# One rule from three sides; the database names the rule.
NAMED_AS = {
    "application_over_keeps_no_rooms": "rooms_kept_for_nobody",
    "admission_given_up_keeps_no_rooms": "rooms_kept_for_nobody",
}

REFERRED_TO = {
    "admission_incubator_key", "application_incubator_key", "residence_incubator_key",
    "agreement_template_incubator_key", "reservation_incubator_key",
}  # fmt: skip

# As PAIRS in tests/core/test_constraints.
PAIRS = {
    (CHANGE, "closed_at", "state"): (
        change, LATER, "'withdrawn'", {"closed_at": "NULL", "state": "'asked'"},
    ),
    (LEAVING, "closed_at", "state"): (
        leaving, LATER, "'withdrawn'", {"closed_at": "NULL", "state": "'open'"},
    ),
}  # fmt: skip
