"""One attempt in plain SQL past every constraint of the seals. See tests/core/test_constraints.py.

Seals do not change: each attempt puts in a second one.
"""

from incubator.core.dates import now
from incubator.core.models import HistoryCheck, HistorySeal
from tests.core.sql import copy_of

SEAL, CHECK = "core_historyseal", "core_historycheck"
DIGEST, OTHER = "0" * 64, "1" * 64


def a_seal() -> None:
    """The first of a chain."""
    HistorySeal.objects.create(
        number=1, table="t", first=1, last=9, entries=9, columns=["pgh_id"], digest=DIGEST,
        chain=DIGEST, sealed_at=now(),
    )  # fmt: skip


def replaced() -> None:
    """A seal, and the one that took its place."""
    a_seal()
    HistorySeal.objects.create(
        number=2, table="t", first=1, last=9, entries=9, columns=["pgh_id"], digest=OTHER,
        previous=DIGEST, chain=OTHER, replaces=1, found=DIGEST, sealed_at=now(),
    )  # fmt: skip


def a_check() -> None:
    """A look at nothing."""
    HistoryCheck.objects.create(checked_at=now(), entries=0, seals=0, unsealed=0, nameless=0)


def another(**changed: str):
    """SQL that puts in a second seal behind the first, well but for what is changed."""
    good = {
        "number": "2", "previous": "chain", "chain": f"'{OTHER}'", "first": "10", "last": "18",
    }  # fmt: skip
    return lambda: copy_of(SEAL, **good | changed)


def a_third(**changed: str):
    """SQL that puts in one behind the two of ``replaced``."""
    good = {"number": "3", "previous": f"'{OTHER}'", "chain": f"'{'2' * 64}'"}
    return lambda: copy_of(SEAL, **good | changed) + " WHERE number = 2"


ATTEMPTS = {
    "historyseal_from_one": (a_seal, another(number="0", previous="''")),
    "historyseal_stretch": (a_seal, another(last="9", entries="0")),
    "historyseal_entries": (a_seal, another(entries="10")),
    "historyseal_digests": (a_seal, another(digest="'x'")),
    "historyseal_hangs_on_the_one_before": (a_seal, another(previous="''")),
    "historyseal_replaces_an_earlier_one": (a_seal, another(replaces="2", found="digest")),
    "historyseal_no_fork": (
        replaced, a_third(previous=f"'{DIGEST}'", replaces="2", found="digest"),
    ),
    "historyseal_replaced_once": (replaced, a_third()),
    "historyseal_stretches_apart": (a_seal, another(first="9", last="17")),
    "historycheck_head": (a_check, lambda: copy_of(CHECK, head="'x'")),
    "historycheck_parts_of_the_whole": (a_check, lambda: copy_of(CHECK, unsealed="1")),
}  # fmt: skip
