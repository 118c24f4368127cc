"""An attempt in plain SQL past every constraint of saved views, for tests/core/test_constraints."""

from incubator.accounts.models import SavedView
from incubator.core.dates import now
from tests.core.sql import copy_of
from tests.factories import UserFactory

TABLE = "accounts_savedview"


def saved() -> None:
    SavedView.objects.create(
        owner=UserFactory(), list="companies.company", name="逾期", made_at=now()
    )


ATTEMPTS = {
    "view_has_a_name_and_a_list": (saved, f"UPDATE {TABLE} SET name = ''"),
    "view_shared_names_its_incubator": (saved, f"UPDATE {TABLE} SET audience = 'incubator'"),
    "view_ends_after_it_was_made": (
        saved, f"UPDATE {TABLE} SET ended_at = made_at - interval '1 day'",
    ),
    "view_name_once": (saved, lambda: copy_of(TABLE)),
}  # fmt: skip
