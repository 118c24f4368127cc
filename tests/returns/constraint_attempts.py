"""An attempt in plain SQL past every constraint of returns, for tests/core/test_constraints."""

import datetime

from django.db import connection

from companies.lifecycle import returns
from companies.lifecycle.returns.writing import begin
from companies.models import DueReturn, Return, ReturnReminder
from incubator.core.dates import SHANGHAI
from tests.core.sql import copy_of
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory, UserFactory
from tests.returns.figures import typed

AT = datetime.datetime(2008, 1, 10, 10, tzinfo=SHANGHAI)

FORM, ITEM, CHECK = "companies_returnform", "companies_returnitem", "companies_returncheck"
PERIOD, DUE, RETURN = "companies_returnperiod", "companies_duereturn", "companies_return"
VALUE, MOVE = "companies_returnvalue", "companies_returnmove"
REMINDER = "companies_returnreminder"
ANOTHER_FORM = f"(SELECT min(id) FROM {FORM} WHERE id <> form_id)"
ONE_FORM = f"WHERE id = (SELECT max(id) FROM {FORM})"


def forms() -> None:
    """In preparation, so that what is fixed once published can be attempted."""
    returns.load_forms(at=AT)
    loose = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in (FORM, ITEM, CHECK)]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("; ".join(loose))


def published() -> None:
    returns.load_forms(at=AT)


def period() -> None:
    returns.load_forms(at=AT)
    returns.open_period(code="torch-yearly", year=2007, at=AT)


def due() -> DueReturn:
    ResidenceFactory()
    period()
    return DueReturn.objects.get()


def due_and_other_stay() -> None:
    """A second company with a stay in another incubator, which owes nothing."""
    due()
    ResidenceFactory(on=datetime.date(2009, 1, 1), incubator=IncubatorFactory())


def draft() -> Return:
    return begin(due=due(), by=None, at=AT)


def written() -> Return:
    report = draft()
    returns.fill_in(
        report=report, by=None, at=AT, for_office=True,
        figures={"staff": returns.Typed("12"), "revenue": returns.Typed("10")},
    )  # fmt: skip
    return report


def handed_in() -> Return:
    return returns.file_return(due=due(), figures=typed(), by=UserFactory(), at=AT)


def verified() -> Return:
    return returns.verify_return(report=handed_in(), by=UserFactory(), at=AT)


def corrected() -> Return:
    return returns.correct_return(report=verified(), reason="更正", by=None, at=AT, for_office=True)


def two_drafts() -> None:
    """Of two companies, each in an incubator of its own."""
    ResidenceFactory()
    ResidenceFactory(company=CompanyFactory())
    period()
    for each in DueReturn.objects.order_by("pk"):
        begin(due=each, by=None, at=AT)


def reminder() -> None:
    ReturnReminder.objects.create(due=due(), level="due", sent_at=AT, people=1)


ATTEMPTS = {
    "return_form_version_once": (forms, lambda: copy_of(FORM)),
    "return_form_from_one": (forms, f"UPDATE {FORM} SET version = 0 {ONE_FORM}"),
    "return_form_rhythm": (forms, f"UPDATE {FORM} SET rhythm = 'hourly'"),
    "return_form_unit": (forms, f"UPDATE {FORM} SET unit = '美元'"),
    "return_form_ends_after_it_begins": (
        forms, f"UPDATE {FORM} SET valid_until = valid_from {ONE_FORM}",
    ),
    "return_form_due_days": (forms, f"UPDATE {FORM} SET due_days = 0"),
    "return_form_names_its_source": (forms, f"UPDATE {FORM} SET source = ''"),
    "return_form_one_in_force": (
        forms, f"UPDATE {FORM} SET valid_from = '1980-01-01' WHERE code = 'torch-yearly'",
    ),
    "return_item_code_once": (
        forms, lambda: copy_of(ITEM, position="position + 500", on_file="''"),
    ),
    "return_item_position_once": (
        forms, lambda: copy_of(ITEM, code="left('x_' || code, 40)", on_file="''"),
    ),
    "return_item_on_file_once": (
        forms, lambda: copy_of(ITEM, position="position + 500", code="left('x_' || code, 40)"),
    ),
    "return_item_code": (forms, f"UPDATE {ITEM} SET code = upper(code)"),
    "return_item_kind": (forms, f"UPDATE {ITEM} SET kind = 'song', unit = '' WHERE code = 'staff'"),
    "return_item_on_file": (forms, f"UPDATE {ITEM} SET on_file = 'height' WHERE code = 'staff'"),
    "return_item_unit_of_money": (forms, f"UPDATE {ITEM} SET unit = '人' WHERE code = 'revenue'"),
    "return_item_year_of_numbers": (
        forms, f"UPDATE {ITEM} SET has_year = true WHERE code = 'company_name'",
    ),
    "return_item_choices": (
        forms,
        (f"UPDATE {ITEM} SET options = '{{one}}', option_labels = '{{one}}', "
        "option_labels_en = '{one}' WHERE code = 'is_hnte'"),
    ),
    "return_item_choices_are_said": (
        forms, f"UPDATE {ITEM} SET option_labels_en = '{{one}}' WHERE code = 'is_hnte'",
    ),
    "return_item_names_its_source": (forms, f"UPDATE {ITEM} SET certainty = 'Z'"),
    "return_check_position_once": (forms, lambda: copy_of(CHECK)),
    "return_check_kind": (forms, f"UPDATE {CHECK} SET kind = 'guess', \"limit\" = NULL"),
    "return_check_names_items": (forms, f"UPDATE {CHECK} SET parts = '{{}}'"),
    "return_check_limit": (forms, f"UPDATE {CHECK} SET \"limit\" = 0 WHERE kind = 'per_head'"),
    "return_check_names_its_source": (forms, f"UPDATE {CHECK} SET source = ''"),
    "return_period_once": (period, lambda: copy_of(PERIOD)),
    "return_period_year": (
        period, f"UPDATE {PERIOD} SET year = 1979, begins_on = '1979-1-1', ends_on = '1979-12-31'",
    ),
    "return_period_number": (period, f"UPDATE {PERIOD} SET number = 2"),
    "return_period_within_its_year": (period, f"UPDATE {PERIOD} SET ends_on = '2008-01-01'"),
    "return_period_due_after_it_opens": (period, f"UPDATE {PERIOD} SET due_on = opens_on - 1"),
    "return_period_no_overlap": (
        period,
        lambda: copy_of(PERIOD, number="4", rhythm="'quarterly'", begins_on="'2007-10-01'"),
    ),
    "return_period_code_of_form": (period, f"UPDATE {PERIOD} SET code = 'operating-monthly'"),
    "due_return_once": (due, lambda: copy_of(DUE)),
    "due_return_waived_with_reason": (due, f"UPDATE {DUE} SET waived_at = now()"),
    "due_return_form_of_period": (
        due, f"UPDATE {DUE} SET form_id = {ANOTHER_FORM}",
    ),
    "due_return_stay_of_company": (
        due_and_other_stay, (f"UPDATE {DUE} SET incubator_id = (SELECT max(incubator_id) "
        "FROM companies_residence)"),
    ),
    "return_version_once": (
        verified,
        lambda: copy_of(
            RETURN, key="gen_random_uuid()", supersedes_id="NULL",
        ),
    ),
    "return_one_unsettled": (
        draft,
        lambda: copy_of(
            RETURN, key="gen_random_uuid()", version="2", supersedes_id="id",
            corrected_because="'x'",
        ),
    ),
    "return_state": (draft, f"UPDATE {RETURN} SET state = 'lost', submitted_at = now()"),
    "return_correction_has_a_reason": (draft, f"UPDATE {RETURN} SET corrected_because = 'x'"),
    "return_state_has_its_submission": (draft, f"UPDATE {RETURN} SET submitted_at = now()"),
    "return_state_has_its_verification": (
        handed_in, f"UPDATE {RETURN} SET state = 'verified'",
    ),
    "return_handed_in_after_it_began": (
        handed_in, f"UPDATE {RETURN} SET submitted_at = started_at - interval '1 day'",
    ),
    "return_verified_after_it_came": (
        handed_in,
        f"UPDATE {RETURN} SET state = 'verified', verified_at = submitted_at - interval '1 day'",
    ),
    "return_verified_by_another": (
        handed_in,
        (f"UPDATE {RETURN} SET state = 'verified', verified_at = submitted_at, "
        "verified_by_id = submitted_by_id"),
    ),
    "return_form_of_due": (
        draft, f"DELETE FROM {VALUE}; UPDATE {RETURN} SET form_id = {ANOTHER_FORM}",
    ),
    "return_supersedes_its_own": (
        two_drafts,
        (f"UPDATE {RETURN} SET version = 2, corrected_because = 'x', supersedes_id = "
        f"(SELECT max(id) FROM {RETURN}) WHERE id = (SELECT min(id) FROM {RETURN})"),
    ),
    "return_value_once": (written, lambda: copy_of(VALUE)),
    "return_value_number_of_its_kind": (
        written, f"UPDATE {VALUE} SET number = 1 WHERE kind = 'text'",
    ),
    "return_value_day_of_its_kind": (
        written, f"UPDATE {VALUE} SET day = now() WHERE kind = 'text'",
    ),
    "return_value_was_typed": (written, f"UPDATE {VALUE} SET typed = '' WHERE kind = 'integer'"),
    "return_value_of_people_is_whole": (
        written, f"UPDATE {VALUE} SET number = 1.5 WHERE kind = 'integer'",
    ),
    "return_value_not_negative": (
        written, f"UPDATE {VALUE} SET number = -1 WHERE kind = 'integer'",
    ),
    "return_value_unit_of_money": (
        written, f"UPDATE {VALUE} SET unit = '美元' WHERE kind = 'money'",
    ),
    "return_value_revision_from_one": (written, f"UPDATE {VALUE} SET revision = 0"),
    "return_value_form_of_return": (
        written,
        f"UPDATE {VALUE} SET report_id = (SELECT max(id) + 1 FROM {RETURN})",
    ),
    "return_value_kind_of_item": (
        written, f"UPDATE {VALUE} SET kind = 'area' WHERE kind = 'integer'",
    ),
    "return_move_states": (draft, lambda: copy_of(MOVE, after="'lost'")),
    "return_move_changes_the_state": (draft, lambda: copy_of(MOVE, before="after")),
    "return_reminder_once": (reminder, lambda: copy_of(REMINDER)),
    "return_reminder_level": (reminder, lambda: copy_of(REMINDER, level="'shout'")),
    "return_reminder_reaches_somebody": (
        reminder, lambda: copy_of(REMINDER, level="'before'", people="0"),
    ),
}  # fmt: skip

REFERRED_TO = {
    "return_form_code_key", "return_item_kind_key", "return_period_form_key",
    "due_return_form_key", "return_due_key", "return_form_key",
}  # fmt: skip

# What ordinary triggers hold, which neither a model nor the catalogue of constraints names.
TRIGGERED = {
    "return_form_is_fixed": (published, f"UPDATE {FORM} SET unit = '元'"),
    "return_line_is_fixed": (published, f"UPDATE {ITEM} SET label = '改'"),
    "return_is_fixed": (verified, f"DELETE FROM {RETURN}"),
    "return_is_kept": (handed_in, f"DELETE FROM {RETURN}"),
    "return_is_understood": (
        written,
        (f"UPDATE {VALUE} SET number = NULL WHERE kind = 'integer'; "
        f"UPDATE {RETURN} SET state = 'submitted', submitted_at = now()"),
    ),
    "return_value_is_fixed": (handed_in, f"DELETE FROM {VALUE}"),
    "due_return_of_resident": (
        due_and_other_stay,
        lambda: copy_of(
            DUE, residence_id="(SELECT max(id) FROM companies_residence)",
            company_id="(SELECT max(company_id) FROM companies_residence)",
            incubator_id="(SELECT max(incubator_id) FROM companies_residence)",
        ),
    ),
}  # fmt: skip

PAIRS = {
    (RETURN, "verified_at", "state"): (
        handed_in, "now()", "'verified'", {"verified_at": "NULL", "state": "'submitted'"},
    ),
}  # fmt: skip
