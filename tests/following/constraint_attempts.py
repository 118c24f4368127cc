"""An attempt in plain SQL past every constraint of follow-ups, for tests/core/test_constraints."""

from companies import lifecycle
from tests.core.sql import copy_of
from tests.factories import ResidenceFactory
from tests.following.rows import at, graduate

TABLE = "companies_followup"


def listed() -> None:
    graduate()
    lifecycle.open_follow_ups(at=at(2010))


def with_another() -> None:
    listed()
    ResidenceFactory()


NEGATIVE = (
    f"UPDATE {TABLE} SET outcome = 'operating', source = 'x', answered_at = now(), revenue = -1"
)
FOREIGN = (
    f"UPDATE {TABLE} SET company_id = "
    "(SELECT company_id FROM companies_residence WHERE left_on IS NULL)"
)

ATTEMPTS = {
    "followup_once_a_year": (listed, lambda: copy_of(TABLE)),
    "followup_outcome": (
        listed,
        f"UPDATE {TABLE} SET outcome = 'fled', source = 'x', answered_at = now()",
    ),
    "followup_answered_by_somebody": (listed, f"UPDATE {TABLE} SET outcome = 'lost'"),
    "followup_figures_of_those_reached": (listed, f"UPDATE {TABLE} SET staff = 5"),
    "followup_revenue_not_negative": (listed, NEGATIVE),
    "followup_stay_of_company": (with_another, FOREIGN),
}
