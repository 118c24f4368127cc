"""An attempt in plain SQL past every constraint of graduation, for tests/core/test_constraints."""

from companies.models import Referral
from incubator.institutions.lifecycle import publish_rulebook
from incubator.institutions.models import Incubator
from tests.core.sql import copy_of
from tests.factories import (
    IncubatorFactory,
    ResidenceFactory,
    UserFactory,
    a_draft,
    criterion,
)
from tests.graduating import test_referrals as referrals
from tests.graduating.rows import DAY, IN_2007, judged, stay_of
from tests.graduating.steps import applied, decided, heard, proposed, visited

JUDGEMENT = "companies_judgement"
REVIEW, FINDING = "companies_graduationreview", "companies_graduationfinding"
STAY = "companies_residence"


def opinion():
    return judged(stay_of())


def text() -> None:
    """The generation of 2006, without its file's many conditions."""
    made = a_draft(criteria=[criterion("graduation", "years_of_work", 2)])
    publish_rulebook(rulebook=made, by=None, at=IN_2007)


def under(step, **changed):
    """A review that has come to a step."""

    def make():
        text()
        step(stay_of(), **changed)
        UserFactory()

    return make


def extending():
    return under(proposed, outcome="extend", until=DAY(2009, 3, 1))


def two_stays():
    under(applied)()
    stay_of()


def docking_rule() -> Incubator:
    made = a_draft(
        effective_from=DAY(2009, 1, 1), criteria=[criterion("acceleration", "output_per_m2", 1)]
    )
    publish_rulebook(rulebook=made, by=None, at=IN_2007)
    return IncubatorFactory(accelerator=True)


def referral() -> Referral:
    place = docking_rule()
    graduate = ResidenceFactory(graduated_on=DAY(2009, 2, 2))
    return referrals.referred(graduate, place)


def in_accelerator() -> Referral:
    return referrals.moved_in(referrals.accepted(referral()))


def a_year():
    return referrals.year_of(in_accelerator())


REFERRAL, YEAR = "companies_referral", "companies_acceleratoryear"
REFER = f"UPDATE {REFERRAL} SET"
SET = f"UPDATE {REVIEW} SET"
SOMEBODY = "(SELECT max(id) FROM accounts_user)"


def decide(state: str, by: str = SOMEBODY, more: str = "reason = reason") -> str:
    return (
        f"{SET} state = '{state}', decided_on = proposed_on, decided_at = now(), "
        f"decided_by_id = {by}, {more}"
    )


# An opinion is never changed, so that each attempt inserts a spoilt copy of a good one.
ATTEMPTS = {
    "judgement_says_why": (opinion, lambda: copy_of(JUDGEMENT, words="''")),
    "judgement_names_its_condition": (opinion, lambda: copy_of(JUDGEMENT, rule="''")),
    "graduation_application_says_why": (under(applied), f"{SET} words = ''"),
    "graduation_state_has_its_steps": (under(visited), f"{SET} state = 'heard'"),
    "graduation_steps_in_order": (under(heard), f"{SET} heard_on = visited_on - 1"),
    "graduation_visit_has_findings": (under(visited), f"{SET} visit_words = ''"),
    "graduation_committee_says_something": (under(heard), f"{SET} members = 0"),
    "graduation_proposal_has_outcome_and_reason": (under(proposed), f"{SET} reason = ''"),
    "graduation_extension_has_its_day": (extending(), f"{SET} extended_until = NULL"),
    "graduation_unknown_conditions_of_a_pass": (extending(), f"{SET} unknown_reason = 'x'"),
    "graduation_decision_is_somebodys": (
        under(proposed), decide("passed", "NULL", "certificate_number = 'x'"),
    ),
    "graduation_decided_by_two": (
        under(proposed), decide("passed", "proposed_by_id", "certificate_number = 'x'"),
    ),
    "graduation_certificate_of_a_pass": (under(proposed), f"{SET} certificate_number = 'x'"),
    "graduation_passed_with_a_certificate": (
        under(proposed), decide("passed"),
    ),
    "graduation_extended_by_decision": (
        under(proposed), decide("extended"),
    ),
    "graduation_refused_by_decision": (
        under(proposed), decide("refused"),
    ),
    "graduation_closing_is_recorded": (
        under(decided), f"{SET} state = 'graduated', closed_on = decided_on",
    ),
    "graduation_supersedes_for_a_reason": (
        under(applied), f"{SET} superseding_reason = 'x'",
    ),
    "graduation_one_under_way": (
        under(applied), lambda: copy_of(REVIEW, key="gen_random_uuid()"),
    ),
    "graduation_certificate_once": (
        under(decided), lambda: copy_of(REVIEW, key="gen_random_uuid()", state="'annulled'"),
    ),
    "graduation_stay_of_company": (
        two_stays, f"{SET} residence_id = (SELECT max(id) FROM {STAY})",
    ),
    "graduation_finding_standing": (
        under(proposed), lambda: copy_of(FINDING, standing="'maybe'"),
    ),
    "graduation_finding_source": (under(proposed), lambda: copy_of(FINDING, source="'hearsay'")),
    "referral_area_positive": (referral, f"{REFER} area = 0"),
    "referral_promises_not_negative": (referral, f"{REFER} output_per_m2 = -1"),
    "referral_says_what_for": (referral, f"{REFER} words = ''"),
    "referral_state_has_its_days": (referral, f"{REFER} state = 'accepted'"),
    "referral_review_says_something": (referral, f"{REFER} review_words = 'x'"),
    "referral_moved_in_with_its_stay": (referral, f"{REFER} area_taken = 5"),
    "referral_subsidy_after_moving_in": (referral, f"{REFER} subsidy_paid = 5"),
    "referral_one_under_way": (
        referral, lambda: copy_of(REFERRAL, key="gen_random_uuid()"),
    ),
    "referral_stay_of_company": (
        in_accelerator, f"{REFER} residence_id = graduation_id",
    ),
    "accelerator_year_once": (a_year, lambda: copy_of(YEAR)),
    "accelerator_year_not_negative": (a_year, f"UPDATE {YEAR} SET output = -1"),
    "accelerator_year_range": (a_year, f"UPDATE {YEAR} SET year = 1900"),
}  # fmt: skip
REFERRED_TO = {"graduation_company_key"}
