"""An attempt in plain SQL past every constraint of facts, for tests/core/test_constraints.

A recorded fact is fixed by a trigger, so that most attempts insert a spoilt copy of a good one.
"""

from collections.abc import Callable
from decimal import Decimal

from companies import lifecycle
from companies.models import (
    Award,
    Evidence,
    FinancingRound,
    IntellectualProperty,
    MarketEvent,
    Product,
    Project,
    Qualification,
    StaffCount,
    SubsidyClaim,
)
from tests.core.sql import copy_of
from tests.factories import CompanyFactory
from tests.facts.rows import AT, COLUMNS, DAY, fact

OTHER = f"'{'1' * 64}'"
EVIDENCE, PAYMENT = "companies_evidence", "companies_subsidypayment"


def evidence() -> Evidence:
    return Evidence.objects.create(
        company=CompanyFactory(), title="证书", file="aa/bb", original_name="a.pdf",
        content_type="application/pdf", size=1, sha256="0" * 64, uploaded_at=AT,
    )  # fmt: skip


def paid() -> None:
    claim = fact(SubsidyClaim)
    lifecycle.grant_claim(claim=claim, amount=Decimal(100), on=DAY(2010, 2, 1), by=None)
    lifecycle.pay_claim(claim=claim, amount=Decimal(60), on=DAY(2010, 3, 1), by=None, at=AT)


def spoilt(kind, /, **columns: str) -> tuple[Callable, Callable]:
    """A good fact of a kind, and a copy of it with something wrong."""
    return (lambda: fact(kind)), lambda: copy_of(kind._meta.db_table, **columns)


def corrected(kind) -> Callable:
    """A fact and its correction, which a second correction would repeat."""

    def make() -> None:
        first = fact(kind)
        fact(kind, company=first.company, replaces=first, correction="笔误")

    return make


def with_documents_of_two(kind) -> Callable:
    def make() -> None:
        fact(kind)
        evidence()

    return make


def of_every_kind() -> dict:
    attempts = {}
    for kind in COLUMNS:
        name, table = kind._meta.model_name, kind._meta.db_table
        newest = f"(SELECT max(id) FROM {table})"
        attempts |= {
            f"{name}_replaced_once": (
                corrected(kind), lambda table=table: copy_of(table) + " WHERE replaces_id > 0",
            ),
            f"{name}_state_matches_moments": spoilt(kind, verified_at="NULL"),
            f"{name}_rejected_with_a_reason": spoilt(
                kind, state="'rejected'", rejected_at="now()"
            ),
            f"{name}_replaces_with_a_reason": spoilt(kind, replaces_id=newest),
            f"{name}_evidence_of_company": (
                with_documents_of_two(kind),
                f"UPDATE {table} SET evidence_id = (SELECT max(id) FROM {EVIDENCE})",
            ),
            f"{name}_replaces_of_company": (
                lambda kind=kind: (fact(kind), CompanyFactory()),
                lambda table=table, newest=newest: copy_of(
                    table, replaces_id=newest, correction="'x'",
                    company_id="(SELECT max(id) FROM companies_company)",
                ),
            ),
        }  # fmt: skip
    return attempts


ATTEMPTS = of_every_kind() | {
    "evidence_once": (evidence, lambda: copy_of(EVIDENCE)),
    "evidence_has_its_hash": (evidence, lambda: copy_of(EVIDENCE, sha256="'x'")),
    "evidence_is_not_empty": (evidence, lambda: copy_of(EVIDENCE, size="0", sha256=OTHER)),
    "evidence_has_a_title": (
        evidence, lambda: copy_of(EVIDENCE, title="''", sha256=OTHER),
    ),
    "qualification_kind": spoilt(Qualification, kind="'knighthood'"),
    "qualification_ends_after_it_begins": spoilt(Qualification, valid_until="valid_from"),
    "property_kind": spoilt(IntellectualProperty, kind="'idea'"),
    "property_origin": spoilt(IntellectualProperty, origin="'found'"),
    "property_has_its_number": spoilt(IntellectualProperty, number="''"),
    "property_has_a_day": spoilt(IntellectualProperty, applied_on="NULL"),
    "property_granted_after_application": spoilt(
        IntellectualProperty, granted_on="applied_on - 1"
    ),
    "property_lapsed_after_grant": spoilt(IntellectualProperty, lapsed_on="applied_on"),
    "project_level": spoilt(Project, level="'galactic'"),
    "project_grant_not_negative": spoilt(Project, grant="-1"),
    "project_ends_after_it_begins": spoilt(Project, ends_on="begins_on"),
    "project_accepted_after_approval": spoilt(Project, accepted_on="approved_on"),
    "award_level": spoilt(Award, level="'galactic'"),
    "product_ends_after_launch": spoilt(Product, ended_on="launched_on"),
    "staff_degrees_within_total": spoilt(StaffCount, bachelors="12"),
    "staff_parts_within_total": spoilt(StaffCount, researchers="13"),
    "marketevent_kind": spoilt(MarketEvent, kind="'sold'"),
    "round_kind": spoilt(FinancingRound, kind="'gift'"),
    "round_stage": spoilt(FinancingRound, stage="'z'"),
    "round_amount_positive": spoilt(FinancingRound, amount="0"),
    "round_smaller_than_its_company": spoilt(FinancingRound, amount="post_money"),
    "round_loan_values_nothing": spoilt(FinancingRound, kind="'loan'"),
    "claim_asks_something": spoilt(SubsidyClaim, asked="0"),
    "claim_granted_or_refused": spoilt(SubsidyClaim, granted="1"),
    "claim_granted_within_asked": spoilt(
        SubsidyClaim, granted="asked + 1", decided_on="applied_on"
    ),
    "claim_decided_after_application": spoilt(
        SubsidyClaim, granted="1", decided_on="applied_on - 1"
    ),
    "subsidy_direction": (paid, lambda: copy_of(PAYMENT, direction="'lost'")),
    "subsidy_amount_positive": (paid, lambda: copy_of(PAYMENT, amount="0")),
    "subsidy_taken_back_with_a_reason": (
        paid, lambda: copy_of(PAYMENT, direction="'clawed_back'"),
    ),
    "subsidy_within_claim": (paid, lambda: copy_of(PAYMENT)),
}  # fmt: skip

# What others refer to, together with whose it is.
REFERRED_TO = {"evidence_company_key"} | {
    f"{kind._meta.model_name}_company_key" for kind in COLUMNS
}

PAIRS = {
    (kind._meta.db_table, "rejected_at", "state"): (
        lambda kind=kind: fact(kind), "now()", "'rejected', rejection = 'x'",
        {"rejected_at": "NULL", "state": "state"},
    )
    for kind in COLUMNS
}  # fmt: skip
