"""An attempt in plain SQL past every constraint of stakes, for tests/core/test_constraints."""

from decimal import Decimal

from tests.core.sql import copy_of
from tests.factories import CompanyFactory
from tests.facts.rows import document
from tests.stakes.rows import DAY, move, stake

STAKE, MOVE = "companies_equitystake", "companies_stakemove"


def paid() -> None:
    move(stake(), "paid_in", DAY(2008, 2, 1), amount=600_000)


def registered() -> None:
    move(stake(), "registered", DAY(2008, 2, 1))


def sold_and_taken() -> None:
    """A large stake that was sold, and another one that took its place."""
    first = stake(share=Decimal(60))
    move(first, "exited", DAY(2009, 1, 1), amount=5, share=0, way="transfer")
    stake(company=first.company, share=Decimal(70), agreed_on=DAY(2009, 1, 1))


def spoilt(**columns: str) -> tuple:
    """A good stake, and a copy of it with something wrong."""
    return stake, lambda: copy_of(STAKE, **columns)


def moved(**columns: str) -> tuple:
    """A stake that was paid in, and a copy of that with something wrong."""
    return paid, lambda: copy_of(MOVE, **columns)


ATTEMPTS = {
    "equity_vehicle": spoilt(vehicle="'uncle'"),
    "equity_instrument": spoilt(instrument="'gift'"),
    "equity_of_something": spoilt(agreed="0"),
    "equity_share": spoilt(share="100.0001"),
    "equity_has_a_share": spoilt(share="NULL"),
    "equity_within_its_company": spoilt(valuation="agreed - 1"),
    "equitystake_withdrawn_with_a_reason": spoilt(withdrawal="'why'"),
    "stakemove_withdrawn_with_a_reason": moved(withdrawn_at="now()", withdrawal="''"),
    "stakes_within_the_whole_still": (
        sold_and_taken,
        f"UPDATE {MOVE} SET withdrawn_at = now(), withdrawal = 'why' WHERE kind = 'exited'",
    ),
    "stakes_within_the_whole": spoilt(share="90.0001"),
    "stakemove_kind": moved(kind="'lost'", amount="NULL"),
    "stakemove_amount": moved(amount="0"),
    "stakemove_share": moved(share="5"),
    "stakemove_way_out": moved(way="'transfer'"),
    "stakemove_once": (registered, lambda: copy_of(MOVE)),
    "stake_evidence_of_company": (
        lambda: (stake(), document(CompanyFactory())),
        lambda: copy_of(STAKE, evidence_id="(SELECT max(id) FROM companies_evidence)"),
    ),
}

# Two triggers keep one rule: on what comes, and on what is withdrawn.
NAMED_AS = {"stakes_within_the_whole_still": "stakes_within_the_whole"}

# Triggers that are no constraints, and what they are called in the refusal.
FIXED = {
    "stake_paid_within_agreed": moved(),
    "stakemove_after_agreement": moved(on="'2007-12-31'", amount="1"),
    "stake_is_fixed": (stake, f"UPDATE {STAKE} SET share = 5"),
    "stakemove_is_fixed": (paid, f"DELETE FROM {MOVE}"),
}
