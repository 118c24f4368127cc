"""The database refuses nonsense by itself: one attempt in plain SQL past every constraint.

Rows are made well and then spoilt, so that nothing but the named constraint can refuse.
"""

import contextlib
import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from companies.models import CompanyAlias
from incubator.accounts.models import AccessToken, ErasureRequest
from incubator.core.dates import now
from incubator.statistics.models import (
    ComputationRun,
    TorchEntry,
    Webhook,
    WebhookAttempt,
    WebhookDelivery,
    YearlyTotal,
)
from tests.accounts import constraint_attempts as accounts
from tests.applying import constraint_attempts as applying
from tests.core import constraint_attempts as seals
from tests.core.sql import copy_of
from tests.facilities import constraint_attempts as space
from tests.factories import (
    CitationFactory,
    CompanyFactory,
    IncubatorFactory,
    MembershipFactory,
    OpeningBalanceFactory,
    PhaseFactory,
    ResidenceFactory,
    TargetFactory,
    UserFactory,
)
from tests.facts import constraint_attempts as facts
from tests.following import constraint_attempts as following
from tests.graduating import constraint_attempts as graduating
from tests.imports import constraint_attempts as imports
from tests.institutions import constraint_attempts as rulebooks
from tests.institutions import own_attempts as own
from tests.mentors import constraint_attempts as mentoring
from tests.merging import constraint_attempts as merging
from tests.publishing import constraint_attempts as publishing
from tests.returns import constraint_attempts as returns
from tests.reviewing import constraint_attempts as reviewing
from tests.stakes import constraint_attempts as stakes
from tests.staying import constraint_attempts as staying

pytestmark = pytest.mark.django_db

OURS = (
    "core",
    "institutions",
    "accounts",
    "imports",
    "companies",
    "mentors",
    "facilities",
    "statistics",
)


def execute(sql: str) -> None:
    """Run SQL, deferred constraints included, in a transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def run(**fields) -> ComputationRun:
    return ComputationRun.objects.create(
        **({"year": 2007, "trigger": "command", "requested_at": now()} | fields)
    )


def total() -> None:
    YearlyTotal.objects.create(year=2007, indicator="entered", counted=1, value=1, run=run())


def torch_entry() -> None:
    TorchEntry.objects.create(incubator=IncubatorFactory(), year=2007, item="head", words="负责人")


def webhook() -> Webhook:
    return Webhook.objects.create(
        name="统计平台", url="https://receiver.example.test/", salt="0" * 64, created_at=now(),
        created_by=UserFactory(),
    )  # fmt: skip


def message() -> WebhookDelivery:
    return WebhookDelivery.objects.create(
        webhook=webhook(), event="ping", body="{}", created_at=now(), next_at=now()
    )


def attempt() -> None:
    WebhookAttempt.objects.create(delivery=message(), at=now(), status=200, milliseconds=5)


def erasure() -> ErasureRequest:
    return ErasureRequest.objects.create(user=UserFactory(), asked_at=now())


def token() -> None:
    import datetime

    AccessToken.objects.create(
        user=UserFactory(), expiry=datetime.timedelta(days=1), scopes=["statistics:read"]
    )


def alias() -> None:
    CompanyAlias.objects.create(company=CompanyFactory(), kind="organisation_code", value="1-1")


def graduate_and_other_stay() -> None:
    import datetime

    first = ResidenceFactory(graduated_on=datetime.date(2008, 3, 3))
    ResidenceFactory(company=first.company, on=datetime.date(2009, 1, 5))


def accelerated() -> None:
    ResidenceFactory(incubator=IncubatorFactory(accelerator=True))


def ended() -> None:
    ResidenceFactory(on=datetime.date(2006, 5, 1), left_on=datetime.date(2007, 5, 1))


INCUBATOR, PHASE = "institutions_incubator", "institutions_phase"
MEMBER, COMPANY, STAY = "accounts_membership", "companies_company", "companies_residence"
RUN, TOTAL = "statistics_computationrun", "statistics_yearlytotal"
ENDED = "left_on = '2008-01-01', exit_reason = 'graduated'"

FAILED_BEFORE = (
    "state = 'failed', error = '!', started_at = now(), finished_at = now() - interval '1 day'"
)

# constraint → (rows to make, SQL that must be refused)
ATTEMPTS = {
    "incubator_kind": (IncubatorFactory, f"UPDATE {INCUBATOR} SET kind = 'hotel'"),
    "incubator_focus": (IncubatorFactory, f"UPDATE {INCUBATOR} SET focus = 'none'"),
    "incubator_sponsor": (IncubatorFactory, f"UPDATE {INCUBATOR} SET sponsor = 'nobody'"),
    "incubator_field": (IncubatorFactory, f"UPDATE {INCUBATOR} SET field = 'alchemy'"),
    "incubator_specialised_field": (
        IncubatorFactory, f"UPDATE {INCUBATOR} SET focus = 'specialised', field = ''",
    ),
    "incubator_closed_after_opened": (
        IncubatorFactory, f"UPDATE {INCUBATOR} SET closed_on = opened_on",
    ),
    "incubator_planned_year": (IncubatorFactory, f"UPDATE {INCUBATOR} SET planned_year = 20080"),
    "phase_number_once": (PhaseFactory, lambda: copy_of(PHASE)),
    "phase_number_from_one": (PhaseFactory, f"UPDATE {PHASE} SET number = 0"),
    "phase_state": (PhaseFactory, f"UPDATE {PHASE} SET state = 'gone'"),
    "phase_floor_area_positive": (PhaseFactory, f"UPDATE {PHASE} SET floor_area = 0"),
    "phase_site_area_positive": (PhaseFactory, f"UPDATE {PHASE} SET site_area = -1"),
    "phase_planned_order": (
        PhaseFactory,
        f"UPDATE {PHASE} SET planned_from = '2008-02-01', planned_until = '2008-01-01'",
    ),
    "phase_actual_order": (
        PhaseFactory,
        f"UPDATE {PHASE} SET state = 'in_use', started_on = '2008-02-01', opened_on = '2008-01-01'",
    ),
    "phase_state_matches_dates": (PhaseFactory, f"UPDATE {PHASE} SET state = 'in_use'"),
    "membership_role_has_its_place": (
        MembershipFactory, f"UPDATE {MEMBER} SET role = 'zone_office'",
    ),
    "membership_ends_after_it_begins": (
        MembershipFactory, f"UPDATE {MEMBER} SET ends_on = begins_on",
    ),
    "membership_zone_or_incubators": (
        MembershipFactory,
        lambda: copy_of(MEMBER, role="'zone_office'", incubator_id="NULL"),
    ),
    "membership_one_role_of_incubators": (
        MembershipFactory, lambda: copy_of(MEMBER, role="'staff'"),
    ),
    "membership_role_once": (MembershipFactory, lambda: copy_of(MEMBER)),
    "token_expires": (token, "UPDATE accounts_accesstoken SET expiry = NULL"),
    "token_has_scopes": (token, "UPDATE accounts_accesstoken SET scopes = '{}'"),
    "erasure_one_open_request": (erasure, lambda: copy_of("accounts_erasurerequest")),
    "erasure_withdrawn_or_done": (
        erasure,
        "UPDATE accounts_erasurerequest SET withdrawn_at = asked_at, done_at = asked_at",
    ),
    "erasure_ends_after_it_was_asked": (
        erasure,
        "UPDATE accounts_erasurerequest SET done_at = asked_at - interval '1 second'",
    ),
    "company_unified_code_once": (CompanyFactory, lambda: copy_of(COMPANY)),
    "company_unified_code_valid": (
        CompanyFactory, f"UPDATE {COMPANY} SET unified_code = '91330200000000000A'",
    ),
    "company_has_a_name": (CompanyFactory, f"UPDATE {COMPANY} SET name = ''"),
    "company_capital_not_negative": (
        CompanyFactory, f"UPDATE {COMPANY} SET registered_capital = -1",
    ),
    "company_founder_kind": (CompanyFactory, f"UPDATE {COMPANY} SET founder_kind = 'ghost'"),
    "company_field": (CompanyFactory, f"UPDATE {COMPANY} SET field = 'alchemy'"),
    "alias_kind": (alias, "UPDATE companies_companyalias SET kind = 'nickname'"),
    "alias_has_a_value": (alias, "UPDATE companies_companyalias SET value = ''"),
    "alias_code_once": (alias, lambda: copy_of("companies_companyalias")),
    "residence_due_after_admission": (ResidenceFactory, f"UPDATE {STAY} SET due_on = admitted_on"),
    "residence_left_after_admission": (
        ResidenceFactory,
        f"UPDATE {STAY} SET left_on = admitted_on, exit_reason = 'moved'",
    ),
    "residence_admitted_within_its_span": (
        ResidenceFactory, f"UPDATE {STAY} SET admitted_earliest = admitted_on",
    ),
    "residence_left_within_its_span": (
        ResidenceFactory, f"UPDATE {STAY} SET left_earliest = '1999-1-1', left_latest = '1999-2-1'",
    ),
    "residence_spans_in_order": (
        ended,
        f"UPDATE {STAY} SET admitted_earliest = admitted_on, admitted_latest = left_on",
    ),
    "residence_exit_has_date_and_reason": (
        ResidenceFactory, f"UPDATE {STAY} SET exit_reason = 'moved'",
    ),
    "residence_graduates_from_incubation": (accelerated, f"UPDATE {STAY} SET {ENDED}"),
    "residence_no_overlap": (
        ResidenceFactory, lambda: copy_of(STAY, admitted_on="admitted_on + 1"),
    ),
    "residence_company_graduates_once": (
        graduate_and_other_stay,
        f"UPDATE {STAY} SET left_on = '2010-1-1', exit_reason = 'graduated' WHERE left_on IS NULL",
    ),
    "run_state": (run, f"UPDATE {RUN} SET state = 'lost'"),
    "run_step": (run, f"UPDATE {RUN} SET step = 'dancing'"),
    "run_trigger": (run, f"UPDATE {RUN} SET trigger = 'magic'"),
    "run_year": (run, f"UPDATE {RUN} SET year = 0"),
    "run_progress": (run, f"UPDATE {RUN} SET progress = 101"),
    "run_state_matches_moments": (run, f"UPDATE {RUN} SET state = 'succeeded'"),
    "run_finishes_after_it_starts": (
        run,
        f"UPDATE {RUN} SET {FAILED_BEFORE}",
    ),
    "run_one_open_per_year": (run, lambda: copy_of(RUN)),
    "total_once": (total, lambda: copy_of(TOTAL)),
    "total_is_counted_plus_opening": (total, f"UPDATE {TOTAL} SET value = 2"),
    "total_within_its_span": (total, f"UPDATE {TOTAL} SET low = value"),
    "total_not_negative": (total, f"UPDATE {TOTAL} SET counted = -1, value = -1"),
    "citation_prints_something": (CitationFactory, "UPDATE statistics_citation SET printed = ''"),
    "citation_year": (CitationFactory, "UPDATE statistics_citation SET year = 0"),
    "citation_once": (CitationFactory, lambda: copy_of("statistics_citation")),
    "citation_sentence_prints_it": (
        CitationFactory, "UPDATE statistics_citation SET sentence = '毕业企业2家'",
    ),
    "target_of_one_thing": (TargetFactory, "UPDATE statistics_target SET subject = 'talents'"),
    "target_not_negative": (TargetFactory, "UPDATE statistics_target SET value = -1"),
    "target_year": (TargetFactory, "UPDATE statistics_target SET year = 0"),
    "target_once": (TargetFactory, lambda: copy_of("statistics_target")),
    "torch_entry_once": (torch_entry, lambda: copy_of("statistics_torchentry")),
    "torch_entry_year": (torch_entry, "UPDATE statistics_torchentry SET year = 0"),
    "torch_entry_says_something": (torch_entry, "UPDATE statistics_torchentry SET words = ''"),
    "webhook_is_whole": (webhook, "UPDATE statistics_webhook SET url = ''"),
    "webhook_rotated_at": (webhook, "UPDATE statistics_webhook SET rotated_at = now()"),
    "webhookdelivery_event": (message, "UPDATE statistics_webhookdelivery SET event = 'x'"),
    "webhookdelivery_state": (
        message, "UPDATE statistics_webhookdelivery SET state = 'delivered'",
    ),
    "webhookattempt_says_what_came": (
        attempt, "UPDATE statistics_webhookattempt SET status = NULL",
    ),
    "opening_positive": (OpeningBalanceFactory, "UPDATE statistics_openingbalance SET value = 0"),
    "opening_is_signed": (
        OpeningBalanceFactory, "UPDATE statistics_openingbalance SET signed_by = ''",
    ),
    "opening_once": (OpeningBalanceFactory, lambda: copy_of("statistics_openingbalance")),
    # A composite key that Django cannot declare; see docs/adr/0004.
    "residence_programme_of_incubator": (
        ResidenceFactory, f"UPDATE {STAY} SET programme = 'acceleration'",
    ),
} | space.ATTEMPTS | applying.ATTEMPTS | rulebooks.ATTEMPTS | mentoring.ATTEMPTS | (
    returns.ATTEMPTS | reviewing.ATTEMPTS | facts.ATTEMPTS | staying.ATTEMPTS
    | graduating.ATTEMPTS | stakes.ATTEMPTS | following.ATTEMPTS | own.ATTEMPTS
    | publishing.ATTEMPTS | seals.ATTEMPTS | accounts.ATTEMPTS | imports.ATTEMPTS
    | merging.ATTEMPTS
)  # fmt: skip

# A key that others refer to and no rule: nothing can violate it that the primary key allows.
REFERRED_TO = (
    {
        "incubator_programme_key",
        "phase_incubator_key",
        "residence_company_incubator_key",
    }
    | space.REFERRED_TO
    | applying.REFERRED_TO
    | mentoring.REFERRED_TO
    | returns.REFERRED_TO
    | reviewing.REFERRED_TO
    | facts.REFERRED_TO
    | staying.REFERRED_TO
    | graduating.REFERRED_TO
    | own.REFERRED_TO
    | merging.REFERRED_TO
)


NAMED_AS = (
    space.NAMED_AS
    | mentoring.NAMED_AS
    | publishing.NAMED_AS
    | staying.NAMED_AS
    | stakes.NAMED_AS
    | merging.NAMED_AS
)


def declared() -> set[str]:
    """The names of every constraint that a model of ours declares."""
    return {
        constraint.name
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    }


def kept_between_rows() -> set[str]:
    """Composite foreign keys and deferred triggers of ours, which no model declares."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid "
            "WHERE split_part(relname, '_', 1) = ANY(%s) "
            "AND (contype = 't' OR contype = 'f' AND array_length(conkey, 1) > 1)",
            [list(OURS)],
        )
        return {name for (name,) in cursor.fetchall()}


def test_every_constraint_has_its_attempt():
    assert (declared() | kept_between_rows()) - REFERRED_TO == set(ATTEMPTS)


@pytest.mark.parametrize("name", ATTEMPTS)
def test_database_refuses(name):
    make, sql = ATTEMPTS[name]
    make()
    statement = sql() if callable(sql) else sql

    with pytest.raises(IntegrityError) as refusal:
        execute(statement)

    assert refusal.value.__cause__.diag.constraint_name == NAMED_AS.get(name, name)


def test_incubator_with_residences_cannot_become_an_accelerator():
    ResidenceFactory()

    with pytest.raises(IntegrityError) as refusal:
        execute(f"UPDATE {INCUBATOR} SET kind = 'accelerator'")

    constraint = refusal.value.__cause__.diag.constraint_name
    assert constraint == "residence_programme_of_incubator"


# Columns that say when or by whom, and the one that says what: the pair is there or is not.
PAIRS = {
    (STAY, "left_on", "exit_reason"): (
        ResidenceFactory, "'2008-01-01'", "'moved'", {"left_on": "NULL", "exit_reason": "''"},
    ),
    (RUN, "finished_at", "state"): (
        run, "now()", "'failed', error = 'x'", {"finished_at": "NULL", "state": "'queued'"},
    ),
    ("statistics_webhookdelivery", "next_at", "state"): (
        message, "now()", "'waiting'", {"next_at": "NULL", "state": "'failed'"},
    ),
    (PHASE, "opened_on", "state"): (
        PhaseFactory, "'2009-03-16'", "'in_use'", {"opened_on": "NULL", "state": "'planned'"},
    ),
} | space.PAIRS | applying.PAIRS | rulebooks.PAIRS | mentoring.PAIRS | (
    returns.PAIRS | reviewing.PAIRS | facts.PAIRS | staying.PAIRS | publishing.PAIRS
    | imports.PAIRS
)  # fmt: skip

# It says how something else stood on a day, and has no moment of its own.
TOLD = {
    "facilities_constructionrecord", "companies_graduationreview", "companies_referral",
    "core_historycheck",
}  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]}.{pair[1]}")
@pytest.mark.parametrize(
    ("moment", "state"), [(True, True), (True, False), (False, True), (False, False)]
)
def test_state_and_moment_go_together(pair, moment, state):
    table, moment_column, state_column = pair
    make, given_moment, given_state, empty = PAIRS[pair]
    make()
    values = (
        f"{moment_column} = {given_moment if moment else empty[moment_column]}, "
        f"{state_column} = {given_state if state else empty[state_column]}"
    )

    refused = contextlib.nullcontext() if moment == state else pytest.raises(IntegrityError)
    with refused:
        execute(f"UPDATE {table} SET {values}")


def test_every_state_with_a_moment_is_among_the_pairs():
    """A new table with a state and a moment of its end has to be added above."""
    found = set()
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            if hasattr(model, "pgh_tracked_model"):
                continue
            names = {field.name for field in model._meta.fields}
            if names & {"state", "exit_reason", "reversal_reason", "findings"}:
                found.add(model._meta.db_table)
    assert found - TOLD == {table for table, _moment, _state in PAIRS}


@pytest.mark.parametrize(("part", "checks"), [("facilities", 7), ("mentors", 6)])
def test_checks_between_tables_are_planned_for_the_tables_as_they_are(part, checks):
    """A plan kept from empty tables makes loading a whole zone quadratic."""
    functions = (
        f"SELECT proname FROM pg_proc JOIN pg_language l ON l.oid = prolang AND lanname = 'plpgsql'"
        f" WHERE proname LIKE '{part}\\_%' AND 'plan_cache_mode=force_custom_plan' "
    )
    with connection.cursor() as cursor:
        cursor.execute(functions + "<> ALL(coalesce(proconfig, '{}'))")
        assert cursor.fetchall() == []
        cursor.execute(functions + "= ANY(proconfig)")
        assert len(cursor.fetchall()) == checks
