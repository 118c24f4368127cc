"""Integration tests of claims to subsidies: granted, refused, paid in parts, taken back."""

import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from companies import lifecycle
from companies.models import SubsidyClaim
from incubator.core.errors import RuleViolation
from tests.facts.rows import AT, DAY, fact

pytestmark = pytest.mark.django_db
ON = DAY(2010, 2, 1)


def granted(amount: int = 80_000) -> SubsidyClaim:
    return lifecycle.grant_claim(claim=fact(SubsidyClaim), amount=Decimal(amount), on=ON, by=None)


def pay(claim, amount, on=ON):
    return lifecycle.pay_claim(claim=claim, amount=Decimal(amount), on=on, by=None, at=AT)


def take_back(claim, amount, reason="未达标"):
    return lifecycle.claw_back(
        claim=claim, amount=Decimal(amount), reason=reason, on=ON, by=None, at=AT
    )


def test_granted_in_part_paid_in_parts_and_taken_back():
    claim = granted()
    pay(claim, 50_000)
    pay(claim, 30_000)
    take_back(claim, 10_000)

    row = SubsidyClaim.objects.with_paid().get()

    assert (row.granted, row.paid, row.clawed_back) == (80_000, 80_000, 10_000)


def test_refused_claim_says_why():
    claim = lifecycle.refuse_claim(claim=fact(SubsidyClaim), reason="不符合", on=ON, by=None)

    assert (claim.refusal, claim.granted, claim.decided_on) == ("不符合", None, ON)


@pytest.mark.parametrize(
    ("code", "run"),
    [
        ("more_granted_than_asked", lambda: granted(100_001)),
        ("more_granted_than_asked", lambda: granted(0)),
        (
            "claim_decided_before_application",
            lambda: lifecycle.grant_claim(
                claim=fact(SubsidyClaim), amount=Decimal(1), on=DAY(2009, 12, 31), by=None
            ),
        ),
        (
            "refusal_without_reason",
            lambda: lifecycle.refuse_claim(claim=fact(SubsidyClaim), reason="", on=ON, by=None),
        ),
        (
            "claim_not_verified",
            lambda: lifecycle.grant_claim(
                claim=fact(SubsidyClaim, verified=False), amount=Decimal(1), on=ON, by=None
            ),
        ),
        (
            "claim_decided_already",
            lambda: lifecycle.grant_claim(claim=granted(), amount=Decimal(1), on=ON, by=None),
        ),
        ("claim_not_granted", lambda: pay(fact(SubsidyClaim), 1)),
        ("more_paid_than_granted", lambda: pay(granted(), 80_001)),
        ("subsidy_before_decision", lambda: pay(granted(), 1, DAY(2010, 1, 31))),
        ("subsidy_in_future", lambda: pay(granted(), 1, DAY(2012, 3, 2))),
        ("more_taken_back_than_paid", lambda: take_back(granted(), 1)),
        ("taken_back_without_reason", lambda: take_back(granted(), 1, reason=" ")),
    ],
)
def test_refused(code, run):
    with pytest.raises(RuleViolation, match=code):
        run()


def test_payment_is_fixed():
    pay(granted(), 1)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE companies_subsidypayment SET amount = 2")


@pytest.mark.django_db(transaction=True)
def test_two_payments_at_once_stay_within_what_was_granted():
    claim = granted()
    outcomes = []
    ready = threading.Barrier(2)

    def run() -> None:
        ready.wait()
        try:
            pay(claim, 60_000)
            outcomes.append("paid")
        except RuleViolation as violation:
            outcomes.append(violation.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["more_paid_than_granted", "paid"]
