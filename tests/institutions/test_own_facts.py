"""What an institution has of its own: stated, corrected, ended, withdrawn; never changed."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from incubator.core.errors import RuleViolation
from incubator.institutions import lifecycle
from incubator.institutions.models import (
    IncubationFund,
    InstitutionStaff,
    OwnDocument,
    ServicePlatform,
    YearAccount,
)
from incubator.institutions.own import OWN_FACTS, own_facts_of, standing_of
from tests.factories import IncubatorFactory, UserFactory
from tests.institutions.own import AT, COLUMNS, DAY, document, own, upload

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("kind", COLUMNS, ids=lambda kind: kind.__name__)


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_every_kind_is_tried():
    assert set(OWN_FACTS) == set(COLUMNS)


@KINDS
def test_stated_it_counts_and_says_by_whom(kind):
    user = UserFactory()

    stated = own(kind, by=user)

    assert [*kind.objects.counted()] == [stated]
    assert (stated.recorded_by, stated.recorded_at) == (user, AT)
    assert stated.history.count() == 1


@KINDS
def test_correction_replaces_and_may_be_tried_again_once_it_is_withdrawn(kind):
    first = own(kind)
    wrong = own(kind, incubator=first.incubator, replaces=first, correction="笔误")
    assert [*kind.objects.counted()] == [wrong]
    with pytest.raises(RuleViolation, match="own_fact_corrected_already"):
        own(kind, incubator=first.incubator, replaces=first, correction="又错")

    lifecycle.withdraw_own_fact(fact=wrong, reason="改错了", by=None, at=AT)
    assert [*kind.objects.counted()] == [first]
    again = own(kind, incubator=first.incubator, replaces=first, correction="笔误")

    assert [*kind.objects.counted()] == [again]
    standings = {one.pk: standing_of(one, on=AT.date()) for one in kind.objects.with_standing()}
    assert standings == {first.pk: "replaced", wrong.pk: "withdrawn", again.pk: "holds"}


@KINDS
def test_same_fact_twice_is_refused(kind):
    first = own(kind)

    with pytest.raises(RuleViolation, match="own_fact_on_file"):
        own(kind, incubator=first.incubator)
    own(kind)  # of another institution


@KINDS
def test_bad_correction(kind):
    first = own(kind)

    with pytest.raises(RuleViolation, match="correction_without_reason"):
        own(kind, incubator=first.incubator, replaces=first)
    with pytest.raises(RuleViolation, match="own_fact_corrected_already"):
        own(kind, replaces=first, correction="别家的")


@pytest.mark.parametrize(
    ("code", "kind", "changed"),
    [
        ("own_fact_in_future", InstitutionStaff, {"counted_on": DAY(2012, 3, 2)}),
        ("own_fact_field_invalid", InstitutionStaff, {"total": -1}),
        ("own_fact_field_invalid", InstitutionStaff, {"professional": None}),
        (
            "institution_without_staff",
            InstitutionStaff,
            {"total": 0, "professional": 0, "college": 0, "bachelor": 0, "trained": 0},
        ),
        ("part_larger_than_staff", InstitutionStaff, {"professional": 21}),
        ("part_larger_than_staff", InstitutionStaff, {"technical": 21}),
        ("more_bachelors_than_college", InstitutionStaff, {"bachelor": 19}),
        ("own_fact_in_future", IncubationFund, {"since_on": DAY(2012, 3, 2)}),
        ("own_fact_field_invalid", IncubationFund, {"kind": "gift"}),
        ("own_fact_field_invalid", IncubationFund, {"name": ""}),
        ("own_fact_field_invalid", IncubationFund, {"amount": 10**14}),
        ("fund_of_nothing", IncubationFund, {"amount": 0}),
        ("own_fact_ends_before_it_begins", IncubationFund, {"until_on": DAY(2006, 5, 1)}),
        ("own_fact_field_invalid", ServicePlatform, {"field": "alchemy"}),
        ("own_fact_ends_before_it_begins", ServicePlatform, {"until_on": DAY(2006, 5, 1)}),
        ("own_fact_in_future", YearAccount, {"year": 2012}),
        ("account_year", YearAccount, {"year": 1979}),
        ("income_does_not_add_up", YearAccount, {"income": 999}),
        ("account_below_zero", YearAccount, {"taxes": -1}),
        ("assets_net_above_gross", YearAccount, {"assets_gross": 1, "assets_net": 2}),
        ("national_grants_above_all", YearAccount, {"grants_national": 1}),
        ("national_grants_above_all", YearAccount, {"grants": 1, "grants_national": 2}),
    ],
)
def test_bad_fact_is_refused_and_nothing_is_kept(code, kind, changed):
    with pytest.raises(RuleViolation, match=code) as refusal:
        own(kind, **changed)

    assert refusal.value.detail
    assert not kind.objects.exists()


def test_loss_is_no_mistake():
    assert own(YearAccount, net_profit=-5).net_profit == -5


@pytest.mark.parametrize(
    ("on", "holds"),
    [(DAY(2006, 4, 30), False), (DAY(2006, 5, 1), True), (DAY(2009, 12, 31), True),
     (DAY(2010, 1, 1), False)],
)  # fmt: skip
def test_fund_holds_from_its_first_day_to_the_day_before_its_end(on, holds):
    fund = lifecycle.end_own_fact(fact=own(IncubationFund), on=DAY(2010, 1, 1), by=None, at=AT)

    assert IncubationFund.objects.holding(on=on).exists() is holds
    (row,) = IncubationFund.objects.with_standing()
    assert (standing_of(row, on=on) == "holds") is holds
    assert fund.holds_until == DAY(2010, 1, 1)


def test_end_is_said_once_and_only_of_what_has_one():
    fund = own(IncubationFund)
    with pytest.raises(RuleViolation, match="own_fact_ends_before_it_begins"):
        lifecycle.end_own_fact(fact=fund, on=DAY(2006, 5, 1), by=None, at=AT)
    with pytest.raises(RuleViolation, match="own_fact_in_future"):
        lifecycle.end_own_fact(fact=fund, on=DAY(2012, 3, 2), by=None, at=AT)
    lifecycle.end_own_fact(fact=fund, on=DAY(2010, 1, 1), by=None, at=AT)

    with pytest.raises(RuleViolation, match="own_fact_over_already"):
        lifecycle.end_own_fact(fact=fund, on=DAY(2011, 1, 1), by=None, at=AT)
    with pytest.raises(RuleViolation, match="own_fact_over_already"):
        lifecycle.end_own_fact(fact=own(YearAccount), on=DAY(2011, 1, 1), by=None, at=AT)


@KINDS
def test_withdrawn_it_stays_and_counts_no_more(kind):
    fact = own(kind)
    with pytest.raises(RuleViolation, match="withdrawal_without_reason"):
        lifecycle.withdraw_own_fact(fact=fact, reason=" ", by=None, at=AT)

    lifecycle.withdraw_own_fact(fact=fact, reason="报错了", by=None, at=AT)

    assert kind.objects.exists()
    assert not kind.objects.counted().exists()
    with pytest.raises(RuleViolation, match="own_fact_withdrawn"):
        lifecycle.withdraw_own_fact(fact=fact, reason="又一次", by=None, at=AT)
    own(kind, incubator=fact.incubator)  # and may be stated anew


def test_document_is_kept_once_and_stands_behind_several_facts():
    place = IncubatorFactory()
    paper = document(place)
    account = own(YearAccount, incubator=place, document=paper)
    bare = own(InstitutionStaff, incubator=place)

    attached = lifecycle.attach_own_document(fact=bare, upload=upload(), by=None, at=AT)

    assert (account.document, attached.document) == (paper, paper)
    assert OwnDocument.objects.get() == paper
    with pytest.raises(RuleViolation, match="document_there_already"):
        lifecycle.attach_own_document(fact=bare, upload=upload(), by=None, at=AT)


def test_document_says_what_it_is_and_whose():
    with pytest.raises(RuleViolation, match="document_without_title"):
        document(IncubatorFactory(), title=" ")
    with pytest.raises(RuleViolation, match="document_of_another_institution"):
        own(YearAccount, document=document(IncubatorFactory()))


def test_refused_fact_leaves_no_document_behind():
    with pytest.raises(RuleViolation, match="income_does_not_add_up"):
        lifecycle.file_own_fact(
            YearAccount, incubator=IncubatorFactory(), by=None, at=AT, upload=upload(),
            **COLUMNS[YearAccount] | {"income": 1},
        )  # fmt: skip

    assert not OwnDocument.objects.exists()


@KINDS
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {} SET recorded_at = now()",
        "DELETE FROM {}",
        "UPDATE {} SET incubator_id = incubator_id + 1",
        "UPDATE {} SET is_generated = true",
    ],
)
def test_fact_is_fixed_by_the_database(kind, sql):
    own(kind)

    refused(sql.format(kind._meta.db_table), "own_fact_is_fixed")


def test_what_was_filled_in_stays_and_the_withdrawn_does_not_come_back():
    place = IncubatorFactory()
    fund = own(IncubationFund, incubator=place, document=document(place))
    lifecycle.end_own_fact(fact=fund, on=DAY(2010, 1, 1), by=None, at=AT)
    refused("UPDATE institutions_incubationfund SET until_on = NULL", "own_fact_is_fixed")
    refused("UPDATE institutions_incubationfund SET document_id = NULL", "own_fact_is_fixed")
    lifecycle.withdraw_own_fact(fact=fund, reason="x", by=None, at=AT)

    refused(
        "UPDATE institutions_incubationfund SET withdrawn_at = NULL, withdrawal = ''",
        "own_fact_is_fixed",
    )


def test_document_is_fixed():
    document(IncubatorFactory())

    refused("UPDATE institutions_owndocument SET title = 'x'", "own_document_is_fixed")
    refused("DELETE FROM institutions_owndocument", "own_document_is_fixed")


def test_last_count_of_staff_is_told_by_the_day():
    place = IncubatorFactory()
    older = own(InstitutionStaff, incubator=place, counted_on=DAY(2006, 12, 31))
    newer = own(InstitutionStaff, incubator=place)
    other = own(InstitutionStaff)

    assert [*InstitutionStaff.objects.latest(by=DAY(2007, 12, 30))] == [older]
    assert {*InstitutionStaff.objects.latest(by=DAY(2007, 12, 31))} == {newer, other}
    lifecycle.withdraw_own_fact(fact=newer, reason="x", by=None, at=AT)
    assert {*InstitutionStaff.objects.latest(by=DAY(2007, 12, 31))} == {older, other}


@pytest.mark.parametrize("count", [1, 3])
def test_facts_of_an_institution_cost_the_same(count, django_assert_num_queries):
    place = IncubatorFactory()
    for number in range(count):
        own(InstitutionStaff, incubator=place, counted_on=DAY(2005 + number, 12, 31))
        own(YearAccount, incubator=place, year=2005 + number)

    with django_assert_num_queries(4):
        found = own_facts_of(place)

    assert {kind: len(rows) for kind, rows in found} == {
        InstitutionStaff: count, IncubationFund: 0, ServicePlatform: 0, YearAccount: count,
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_who_state_the_same_at_once_state_it_once():
    place = IncubatorFactory()
    barrier, refusals = threading.Barrier(2), []

    def state() -> None:
        barrier.wait()
        try:
            own(YearAccount, incubator=place)
        except RuleViolation as violation:
            refusals.append(violation.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=state) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refusals == ["own_fact_on_file"]
    assert YearAccount.objects.count() == 1


def refused(sql: str, constraint: str) -> None:
    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert refusal.value.__cause__.diag.constraint_name == constraint
