"""Integration tests of facts: recorded, verified, corrected, asked as of a day; never changed."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from companies import lifecycle
from companies.enums import HNTE_ANY, HNTE_NATIONAL, FactState
from companies.models import (
    Award,
    FinancingRound,
    IntellectualProperty,
    MarketEvent,
    Product,
    Project,
    Qualification,
    StaffCount,
    SubsidyClaim,
)
from companies.queries.facts import FACTS, fact_counts, facts_of, with_standing
from incubator.core.errors import RuleViolation
from tests.factories import CompanyFactory, RepresentativeFactory, UserFactory
from tests.facts.rows import AT, COLUMNS, DAY, PDF, document, fact

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", COLUMNS, ids=lambda kind: kind.__name__)
def test_recorded_by_the_office_is_verified_and_counts(kind):
    user = UserFactory()

    recorded = fact(kind, by=user)

    assert (recorded.state, recorded.verified_by, recorded.verified_at) == ("verified", user, AT)
    assert [*kind.objects.counted()] == [recorded]


@pytest.mark.parametrize("kind", COLUMNS, ids=lambda kind: kind.__name__)
def test_submitted_waits_and_counts_once_verified(kind):
    person = RepresentativeFactory(right="edit")
    waiting = lifecycle.submit_fact(
        kind, company=person.company, by=person.user, at=AT, **COLUMNS[kind]
    )
    assert not kind.objects.counted().exists()
    assert [*kind.objects.waiting()] == [waiting]

    lifecycle.verify_fact(fact=waiting, by=None, at=AT)

    assert [*kind.objects.counted()] == [waiting]


@pytest.mark.parametrize("kind", COLUMNS, ids=lambda kind: kind.__name__)
def test_correction_replaces_once_it_is_verified(kind):
    first = fact(kind)
    better = fact(kind, company=first.company, replaces=first, correction="笔误", verified=False)
    assert [*kind.objects.counted()] == [first]

    lifecycle.verify_fact(fact=better, by=None, at=AT)

    assert [*kind.objects.counted()] == [better]
    standing = {row.pk: row.is_replaced for row in with_standing(kind)}
    assert standing == {first.pk: True, better.pk: False}


def test_rejected_correction_leaves_the_old_one_and_may_be_tried_again():
    first = fact(Award)
    wrong = fact(Award, company=first.company, replaces=first, correction="笔误", verified=False)
    lifecycle.reject_fact(fact=wrong, reason="证书不符", by=None, at=AT)

    again = fact(Award, company=first.company, replaces=first, correction="笔误")

    assert [*Award.objects.counted()] == [again]
    with pytest.raises(RuleViolation, match="fact_corrected_already"):
        fact(Award, company=first.company, replaces=first, correction="又错")


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (DAY(2008, 11, 30), False),
        (DAY(2008, 12, 1), True),
        (DAY(2011, 11, 30), True),
        (DAY(2011, 12, 1), False),
    ],
)
def test_certificate_holds_as_of_a_day(on, holds):
    fact(Qualification)

    assert Qualification.objects.holding(*HNTE_NATIONAL, on=on).exists() is holds


def test_local_high_tech_enterprise_is_another_thing():
    fact(Qualification, kind="hnte_local", issued_on=DAY(2006, 5, 1), valid_from=DAY(2006, 5, 1))
    on = DAY(2009, 1, 1)

    assert not Qualification.objects.holding(*HNTE_NATIONAL, on=on).exists()
    assert Qualification.objects.holding(*HNTE_ANY, on=on).exists()


def test_unverified_and_rejected_certificates_do_not_hold():
    waiting = fact(Qualification, verified=False)
    assert not Qualification.objects.holding("hnte_2008", on=DAY(2010, 1, 1)).exists()
    lifecycle.verify_fact(fact=waiting, by=None, at=AT)
    lifecycle.reject_fact(fact=waiting, reason="被撤销", by=None, at=AT)

    assert not Qualification.objects.holding("hnte_2008", on=DAY(2010, 1, 1)).exists()


def test_certificates_that_end_soon():
    ending = fact(Qualification)

    found = Qualification.objects.ending(after=DAY(2011, 9, 3), until=DAY(2011, 12, 2))

    assert [*found] == [ending]
    assert not Qualification.objects.ending(after=DAY(2011, 12, 2), until=DAY(2012, 3, 1)).exists()


def test_usual_end_of_a_certificate():
    assert lifecycle.usual_end("hnte_2016", DAY(2017, 11, 15)) == DAY(2020, 11, 15)
    assert lifecycle.usual_end("tech_sme", DAY(2017, 11, 15)) is None


def test_right_is_valid_from_grant_to_lapse():
    right = fact(IntellectualProperty)
    assert IntellectualProperty.objects.applied(by=DAY(2007, 5, 1)).exists()
    assert not IntellectualProperty.objects.valid(on=DAY(2010, 1, 1)).exists()

    lifecycle.complete_fact(fact=right, by=None, at=AT, granted_on=DAY(2009, 3, 4))
    lifecycle.complete_fact(fact=right, by=None, at=AT, lapsed_on=DAY(2011, 3, 4))

    days = [DAY(2009, 3, 3), DAY(2009, 3, 4), DAY(2011, 3, 3), DAY(2011, 3, 4)]
    valid = [IntellectualProperty.objects.valid(on=on).exists() for on in days]
    assert valid == [False, True, True, False]


def test_trade_mark_is_not_technical():
    fact(IntellectualProperty, kind="trade_mark")

    assert not IntellectualProperty.objects.technical().exists()


def test_venture_capital_is_without_loans_and_up_to_a_day():
    company = CompanyFactory()
    angel = fact(FinancingRound, company=company)
    fact(FinancingRound, company=company, kind="loan", post_money=None)
    fact(FinancingRound, company=company, closed_on=DAY(2011, 3, 1))

    assert [*FinancingRound.objects.venture(by=DAY(2010, 12, 31))] == [angel]


@pytest.mark.parametrize(
    ("code", "kind", "changed"),
    [
        ("certificate_ends_before_it_begins", Qualification, {"valid_until": DAY(2008, 11, 1)}),
        ("certificate_of_another_time", Qualification, {"kind": "hnte_2016"}),
        ("certificate_of_another_time", Qualification, {"issued_on": DAY(2007, 12, 31)}),
        ("certificate_before_its_issue", Qualification, {"valid_from": DAY(2008, 11, 30)}),
        ("fact_in_future", Qualification, {"issued_on": DAY(2012, 3, 2)}),
        ("fact_field_invalid", Qualification, {"kind": "knighthood"}),
        ("property_without_a_day", IntellectualProperty, {"applied_on": None}),
        (
            "property_granted_before_application",
            IntellectualProperty,
            {"granted_on": DAY(2007, 4, 1)},
        ),
        ("property_lapsed_before_grant", IntellectualProperty, {"lapsed_on": DAY(2008, 4, 1)}),
        ("grant_negative", Project, {"grant": -1}),
        ("project_ends_before_it_begins", Project, {"ends_on": DAY(2008, 7, 1)}),
        ("project_accepted_before_approval", Project, {"accepted_on": DAY(2008, 6, 1)}),
        ("product_ends_before_launch", Product, {"ended_on": DAY(2008, 1, 1)}),
        ("more_degrees_than_staff", StaffCount, {"bachelors": 12}),
        ("part_larger_than_staff", StaffCount, {"researchers": 13}),
        ("fact_field_invalid", StaffCount, {"total": -1}),
        ("fact_field_invalid", MarketEvent, {"market": ""}),
        ("round_of_nothing", FinancingRound, {"amount": 0}),
        ("round_larger_than_its_company", FinancingRound, {"amount": 15_000_000}),
        ("loan_values_nothing", FinancingRound, {"kind": "loan"}),
        ("fact_field_invalid", FinancingRound, {"amount": 10**14}),
        ("claim_of_nothing", SubsidyClaim, {"asked": 0}),
    ],
)
def test_bad_fact_is_refused_and_nothing_is_kept(code, kind, changed):
    with pytest.raises(RuleViolation, match=code) as refusal:
        fact(kind, **changed)

    assert refusal.value.detail
    assert not kind.objects.exists()


@pytest.mark.parametrize("kind", COLUMNS, ids=lambda kind: kind.__name__)
def test_same_fact_twice_is_refused(kind):
    first = fact(kind)

    with pytest.raises(RuleViolation, match="fact_on_file"):
        fact(kind, company=first.company)
    fact(kind)  # of another company


def test_correction_of_nothing_or_without_a_reason():
    first = fact(Award)

    with pytest.raises(RuleViolation, match="correction_without_reason"):
        fact(Award, company=first.company, replaces=first)
    with pytest.raises(RuleViolation, match="fact_corrected_already"):
        fact(Award, replaces=first, correction="别家的")


def test_decided_once():
    verified = fact(Award)
    with pytest.raises(RuleViolation, match="fact_decided_already"):
        lifecycle.verify_fact(fact=verified, by=None, at=AT)
    with pytest.raises(RuleViolation, match="rejection_without_reason"):
        lifecycle.reject_fact(fact=verified, reason=" ", by=None, at=AT)
    lifecycle.reject_fact(fact=verified, reason="撤销", by=None, at=AT)

    with pytest.raises(RuleViolation, match="fact_decided_already"):
        lifecycle.reject_fact(fact=verified, reason="撤销", by=None, at=AT)


@pytest.mark.parametrize("columns", [{}, {"title": "x"}, {"granted_on": DAY(2010, 1, 1)}])
def test_only_what_is_empty_is_filled_in(columns):
    right = fact(IntellectualProperty, granted_on=DAY(2009, 1, 1))

    with pytest.raises(RuleViolation, match="fact_complete_already"):
        lifecycle.complete_fact(fact=right, by=None, at=AT, **columns)


@pytest.mark.parametrize("right", ["view", None])
def test_only_people_of_the_company_submit(right):
    person = RepresentativeFactory(right=right) if right else None
    company = person.company if person else CompanyFactory()
    user = person.user if person else UserFactory()

    with pytest.raises(RuleViolation, match="right_missing"):
        lifecycle.submit_fact(Award, company=company, by=user, at=AT, **COLUMNS[Award])
    with pytest.raises(RuleViolation, match="right_missing"):
        lifecycle.submit_evidence(company=company, title="x", upload=None, by=user, at=AT)


def test_document_stands_behind_several_facts_and_is_kept_once():
    company = CompanyFactory()
    paper = document(company)
    award = fact(Award, company=company, evidence=paper)
    bare = fact(Product, company=company)

    lifecycle.attach_evidence(fact=bare, evidence=document(company), by=None)

    assert company.evidence.get() == paper
    assert (award.evidence, Product.objects.get().evidence) == (paper, paper)
    with pytest.raises(RuleViolation, match="evidence_there_already"):
        lifecycle.attach_evidence(fact=award, evidence=paper, by=None)


def test_document_of_another_company_is_refused():
    foreign = document(CompanyFactory())

    with pytest.raises(RuleViolation, match="evidence_of_another_company"):
        fact(Award, evidence=foreign)
    with pytest.raises(RuleViolation, match="evidence_of_another_company"):
        lifecycle.attach_evidence(fact=fact(Award), evidence=foreign, by=None)


def test_document_says_what_it_is_and_is_not_of_tomorrow():
    with pytest.raises(RuleViolation, match="evidence_without_title"):
        document(CompanyFactory(), title=" ")
    with pytest.raises(RuleViolation, match="evidence_of_the_future"):
        lifecycle.add_evidence(
            company=CompanyFactory(), title="x", upload=PDF, by=None, at=AT,
            dated=AT.date() + datetime.timedelta(days=1),
        )  # fmt: skip


def test_gaps_and_what_waits_are_counted_with_one_query(django_assert_num_queries):
    company = CompanyFactory()
    for kind in COLUMNS:
        fact(kind, company=company)
    fact(Award, company=company, title="另一奖项", verified=False)
    fact(Award)  # of another company
    first = Product.objects.get(company=company)
    fact(Product, company=company, replaces=first, correction="x", evidence=document(company))

    with django_assert_num_queries(1):
        counts = fact_counts(company)

    kinds = len(COLUMNS)
    assert (counts.counted, counts.without_document, counts.waiting) == (kinds, kinds - 1, 1)


def test_facts_of_a_company_by_kind(django_assert_num_queries):
    company = CompanyFactory()
    for kind in COLUMNS:
        fact(kind, company=company)

    with django_assert_num_queries(len(FACTS)):
        groups = facts_of(company)

    assert {kind for _name, kind, rows in groups if rows} == set(COLUMNS)
    assert set(FACTS.values()) == set(COLUMNS)


CHANGES = ["UPDATE {} SET recorded_at = now()", "DELETE FROM {}",
           "UPDATE {} SET state = 'submitted', verified_at = NULL"]  # fmt: skip


@pytest.mark.parametrize("sql", CHANGES)
@pytest.mark.parametrize("kind", COLUMNS, ids=lambda kind: kind.__name__)
def test_fact_is_fixed_by_the_database(kind, sql):
    fact(kind)

    refused(sql.format(kind._meta.db_table), "fact_is_fixed")


@pytest.mark.parametrize(
    "change",
    ["granted_on = '2010-01-01'", "title = 'x'", "evidence_id = NULL", "lapsed_on = NULL"],
)
def test_what_was_filled_in_stays(change):
    company = CompanyFactory()
    right = fact(IntellectualProperty, company=company, evidence=document(company))
    lifecycle.complete_fact(
        fact=right, by=None, at=AT, granted_on=DAY(2009, 1, 1), lapsed_on=DAY(2011, 1, 1)
    )

    refused(f"UPDATE companies_intellectualproperty SET {change}", "fact_is_fixed")


def test_rejected_fact_does_not_come_back():
    lifecycle.reject_fact(fact=fact(Award), reason="x", by=None, at=AT)

    refused(
        "UPDATE companies_award SET state = 'verified', rejected_at = NULL, rejection = ''",
        "fact_is_fixed",
    )


def test_document_is_fixed():
    document(CompanyFactory())

    refused("UPDATE companies_evidence SET title = 'x'", "evidence_is_fixed")
    refused("DELETE FROM companies_evidence", "evidence_is_fixed")


def refused(sql: str, constraint: str) -> None:
    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert refusal.value.__cause__.diag.constraint_name == constraint


def test_states_are_said_in_words():
    assert {str(FactState(one).label) for one in FactState.values} == {
        "待核实", "已核实", "未采纳",
    }  # fmt: skip
