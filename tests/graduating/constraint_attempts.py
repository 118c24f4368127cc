"""An attempt in plain SQL past every constraint of graduation, for tests/core/test_constraints."""

from tests.core.sql import copy_of
from tests.graduating.rows import judged, stay_of

JUDGEMENT = "companies_judgement"


def opinion():
    return judged(stay_of())


# An opinion is never changed, so that each attempt inserts a spoilt copy of a good one.
ATTEMPTS = {
    "judgement_says_why": (opinion, lambda: copy_of(JUDGEMENT, words="''")),
    "judgement_names_its_condition": (opinion, lambda: copy_of(JUDGEMENT, rule="''")),
}
REFERRED_TO: set[str] = set()
