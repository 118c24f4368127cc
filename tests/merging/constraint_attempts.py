"""An attempt in plain SQL past every constraint of merges, for tests/core/test_constraints."""

from companies.lifecycle import returns
from companies.models import Company, CompanyMerge, MovedRow, PossibleDuplicate
from tests.core.sql import copy_of
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory, unified_code
from tests.merging.rows import AT, merged_into, reported_by_both, twins, undone
from tests.returns.conftest import filed
from tests.stakes.rows import stake

PAIR, MERGE, MOVED = "companies_possibleduplicate", "companies_companymerge", "companies_movedrow"
COMPANY, DUE, RETURN = "companies_company", "companies_duereturn", "companies_return"
GAVE_WAY = "WHERE superseded_by_id IS NOT NULL"
ALL_TO_ONE = (
    "UPDATE companies_equitystake SET company_id = first "
    f"FROM (SELECT min(id) AS first FROM {COMPANY}) one WHERE company_id <> first"
)


def pair() -> None:
    first, second = CompanyFactory(), CompanyFactory()
    PossibleDuplicate.objects.create(first=first, second=second, grounds=["same_name"], found_at=AT)


def merge() -> None:
    merged_into(*twins())


def undone_merge() -> None:
    undone(merged_into(*twins()))


def superseded() -> None:
    """A return that gave way to another one before it was verified."""
    ours, theirs = reported_by_both(verified=False)
    returns.verify_return(report=ours, by=None, at=AT)
    merged_into(ours.due.company, theirs.due.company, holds=[ours.due_id], holds_because="已核实")


def superseded_and_another() -> None:
    superseded()
    stay = ResidenceFactory()
    filed(stay.company)


def stakes_of_two() -> None:
    """What goes over by a merge that is written down already."""
    kept, merged = twins()
    place = IncubatorFactory()
    stake(company=kept, incubator=place, share=60)
    theirs = stake(company=merged, incubator=place, share=60)
    row = CompanyMerge.objects.create(kept=kept, merged=merged, reason="x", merged_at=AT)
    MovedRow.objects.create(
        merge=row, table="companies_equitystake", row=theirs.pk, column="company_id",
        before=merged.pk, after=kept.pk,
    )  # fmt: skip
    assert Company.objects.count() == 2


ATTEMPTS = {
    "company_not_merged_into_itself": (CompanyFactory, f"UPDATE {COMPANY} SET merged_into_id = id"),
    "duplicate_once": (pair, lambda: copy_of(PAIR)),
    "duplicate_older_first": (
        pair, f"UPDATE {PAIR} SET first_id = second_id, second_id = first_id",
    ),
    "duplicate_has_grounds": (pair, f"UPDATE {PAIR} SET grounds = '{{}}'"),
    "duplicate_dismissed_with_a_reason": (pair, f"UPDATE {PAIR} SET dismissed_at = now()"),
    "merge_of_two": (undone_merge, f"UPDATE {MERGE} SET kept_id = merged_id"),
    "merge_says_why": (merge, f"UPDATE {MERGE} SET reason = ''"),
    "merge_once": (merge, lambda: copy_of(MERGE)),
    "merge_undone_with_a_reason": (merge, f"UPDATE {MERGE} SET undone_at = now()"),
    "merge_code_in_error_with_a_reason": (
        merge, f"UPDATE {MERGE} SET code_in_error = '{unified_code(1)}'",
    ),
    "due_return_superseded_is_waived": (
        superseded, f"UPDATE {DUE} SET waived_at = NULL, waived_because = '' {GAVE_WAY}",
    ),
    "due_return_superseded_by_its_twin": (
        superseded_and_another,
        f"UPDATE {DUE} SET superseded_by_id = (SELECT max(id) FROM {DUE}) {GAVE_WAY}",
    ),
    "movedrow_once": (merge, lambda: copy_of(MOVED)),
    "stakes_within_the_whole_merged": (
        stakes_of_two,
        ALL_TO_ONE,
    ),
}  # fmt: skip
# What ordinary triggers hold, which neither a model nor the catalogue of constraints names.
TRIGGERED = {
    "return_is_superseded": (
        superseded, f"UPDATE {RETURN} SET state = 'returned' WHERE state = 'submitted'",
    ),
}  # fmt: skip
REFERRED_TO = {"due_return_twin_key"}
NAMED_AS = {"stakes_within_the_whole_merged": "stakes_within_the_whole"}
