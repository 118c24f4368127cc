"""An attempt in plain SQL past every constraint of rulebooks, for tests/core/test_constraints."""

from incubator.core.dates import now, today
from incubator.institutions.lifecycle import draft_rulebook, record_own_change
from incubator.institutions.models import Rulebook
from seeds.zone2007 import rulebooks
from tests.core.sql import copy_of
from tests.factories import IncubatorFactory, a_draft

RULEBOOK, CRITERION = "institutions_rulebook", "institutions_criterion"
CHANGE = "institutions_incubatorchange"


def draft() -> Rulebook:
    return a_draft()


def two_versions() -> None:
    rulebooks.build()
    facts = {"name": "x", "issued_by": "x", "effective_from": "2018-12-14"}
    draft_rulebook(by=None, code="cn-2018", version=2, **facts)


def own_change() -> None:
    record_own_change(
        incubator=IncubatorFactory(), kind="area", before="1", after="2", on=today(), by=None,
        at=now(),
    )  # fmt: skip


ATTEMPTS = {
    "incubator_change_kind": (own_change, f"UPDATE {CHANGE} SET kind = 'mood'"),
    "incubator_change_says_what_is_new": (own_change, f"UPDATE {CHANGE} SET after = before"),
    "incubator_change_due_by_a_text": (own_change, f"UPDATE {CHANGE} SET months = 3"),
    "incubator_change_reported_after_it_happened": (
        own_change, f"UPDATE {CHANGE} SET reported_on = happened_on - 1, reference = 'x'",
    ),
    "incubator_change_withdrawn_for_a_reason": (
        own_change, f"UPDATE {CHANGE} SET withdrawn_at = now()",
    ),
    "incubator_change_once": (own_change, lambda: copy_of(CHANGE)),
    "rulebook_version_once": (draft, lambda: copy_of(RULEBOOK)),
    "rulebook_one_draft": (draft, lambda: copy_of(RULEBOOK, version="2")),
    "rulebook_one_published": (
        two_versions,
        f"UPDATE {RULEBOOK} SET state = 'published', published_at = now() WHERE version = 2",
    ),
    "rulebook_version_from_one": (draft, f"UPDATE {RULEBOOK} SET version = 0"),
    "rulebook_level": (draft, f"UPDATE {RULEBOOK} SET level = 'galactic'"),
    "rulebook_dates_certainty": (draft, f"UPDATE {RULEBOOK} SET dates_certainty = 'X'"),
    "rulebook_here_has_its_day": (draft, f"UPDATE {RULEBOOK} SET effective_from = NULL"),
    "rulebook_ends_after_it_begins": (
        draft, f"UPDATE {RULEBOOK} SET effective_until = effective_from",
    ),
    "rulebook_state_matches_moments": (draft, f"UPDATE {RULEBOOK} SET state = 'published'"),
    "criterion_rule_once": (draft, lambda: copy_of(CRITERION)),
    "criterion_purpose": (draft, f"UPDATE {CRITERION} SET purpose = 'fun'"),
    "criterion_certainty": (draft, f"UPDATE {CRITERION} SET certainty = 'X'"),
    "criterion_joined": (draft, f"UPDATE {CRITERION} SET joined = 'or'"),
    "criterion_institution": (draft, f"UPDATE {CRITERION} SET kind = 'hotel'"),
    "criterion_special": (draft, f"UPDATE {CRITERION} SET special = ARRAY['alchemy']"),
    "criterion_limit": (draft, f'UPDATE {CRITERION} SET "limit" = -1'),
    "criterion_divisor": (draft, f"UPDATE {CRITERION} SET divisor = 0"),
    "criterion_names_rule_and_source": (draft, f"UPDATE {CRITERION} SET source = ''"),
}  # fmt: skip

PAIRS = {
    (RULEBOOK, "published_at", "state"): (
        draft, "now()", "'published'", {"published_at": "NULL", "state": "'draft'"},
    ),
}  # fmt: skip

# Past the triggers, which hold what was published: SQL, and the name in its refusal.
FIXED = {
    f"UPDATE {RULEBOOK} SET name = 'x'": "rulebook_is_fixed",
    f"UPDATE {RULEBOOK} SET effective_from = '2001-01-01'": "rulebook_is_fixed",
    f"UPDATE {RULEBOOK} SET effective_until = '2030-01-01' WHERE code = 'cn-2006'":
        "rulebook_is_fixed",
    f"UPDATE {RULEBOOK} SET state = 'draft', published_at = NULL": "rulebook_is_fixed",
    f"DELETE FROM {RULEBOOK} WHERE code = 'nb-2003'": "rulebook_is_fixed",
    f'UPDATE {CRITERION} SET "limit" = 12': "criterion_is_fixed",
    f"UPDATE {CRITERION} SET certainty = 'V'": "criterion_is_fixed",
    f"DELETE FROM {CRITERION}": "criterion_is_fixed",
}  # fmt: skip
