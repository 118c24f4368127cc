"""Integration tests of stakes: agreed, paid in, diluted, sold; never above the whole."""

import threading
from decimal import Decimal

import pytest
from django.db import connection

from companies import lifecycle
from companies.models import EquityStake, StakeMove
from companies.queries.stakes import caps_on, portfolio, shares_over_time
from incubator.core.errors import RuleViolation
from incubator.institutions.queries import Shelf
from incubator.institutions.rulebook_files import load_rulebooks
from tests.factories import CompanyFactory, IncubatorFactory
from tests.facts.rows import document
from tests.stakes.rows import AT, DAY, move, stake

pytestmark = pytest.mark.django_db


def test_a_whole_life():
    held = stake()
    move(held, "paid_in", DAY(2008, 1, 10), amount=400_000)
    move(held, "paid_in", DAY(2008, 6, 1), amount=600_000)
    move(held, "registered", DAY(2008, 6, 10))
    move(held, "diluted", DAY(2009, 6, 1), share=8)
    move(held, "valued", DAY(2009, 6, 1), amount=20_000_000)
    move(held, "dividend", DAY(2010, 6, 1), amount=50_000)
    move(held, "exited", DAY(2011, 6, 1), amount=900_000, share=4, way="transfer")
    move(held, "exited", DAY(2011, 9, 1), amount=1_000_000, share=0, way="listing")

    on_days = {
        on: portfolio(EquityStake.objects.all(), on=on).total
        for on in (DAY(2007, 12, 31), DAY(2008, 12, 31), DAY(2009, 12, 31), DAY(2012, 1, 1))
    }

    assert [(one.paid_in, one.returned, one.value) for one in on_days.values()] == [
        (0, 0, 0), (1_000_000, 0, 1_000_000), (1_000_000, 0, 1_600_000),
        (1_000_000, 1_950_000, 0),
    ]  # fmt: skip
    assert on_days[DAY(2012, 1, 1)].multiple == Decimal("1.95")
    assert Decimal("0.2") < on_days[DAY(2012, 1, 1)].rate < Decimal("0.25")


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("stake_above_whole", {"share": Decimal("100.5")}),
        ("stake_of_nothing", {"agreed": Decimal(0)}),
        ("stake_without_share", {"share": None}),
        ("stake_larger_than_its_company", {"valuation": Decimal(999_999)}),
        ("stake_in_future", {"agreed_on": DAY(2012, 3, 2)}),
        ("stake_field_invalid", {"instrument": "gift"}),
    ],
)
def test_bad_terms_are_refused_and_nothing_is_kept(code, changed):
    with pytest.raises(RuleViolation, match=code) as refusal:
        stake(**changed)

    assert refusal.value.detail
    assert "%%" not in refusal.value.detail
    assert not EquityStake.objects.exists()


def test_document_of_another_company_is_refused(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path

    with pytest.raises(RuleViolation, match="evidence_of_another_company"):
        stake(evidence=document(CompanyFactory()))


def test_all_stakes_of_a_company_are_the_whole_at_most():
    first = stake(share=Decimal(60))
    with pytest.raises(RuleViolation, match="stake_above_whole"):
        stake(company=first.company, share=Decimal("40.0001"))

    stake(company=first.company, share=Decimal(40))

    assert EquityStake.objects.count() == 2
    assert shares_over_time(first.company) == [(DAY(2008, 1, 1), 100)]


def test_sold_shares_make_room_from_their_day():
    first = stake(share=Decimal(60))
    move(first, "exited", DAY(2010, 1, 1), amount=5, share=0, way="buy_back")

    stake(company=first.company, share=Decimal(70), agreed_on=DAY(2010, 1, 1))

    with pytest.raises(RuleViolation, match="stake_above_whole"):
        stake(company=first.company, share=Decimal(41), agreed_on=DAY(2009, 12, 31))


def test_convertible_counts_once_it_is_converted():
    loan = stake(instrument="convertible", share=None)
    move(loan, "converted", DAY(2010, 1, 1), share=30)
    with pytest.raises(RuleViolation, match="stake_move_twice"):
        move(loan, "converted", DAY(2011, 1, 1), share=30)

    stake(company=loan.company, share=Decimal(70))

    assert [total for _day, total in shares_over_time(loan.company)] == [70, 100]


@pytest.mark.parametrize(
    ("code", "kind", "columns"),
    [
        ("stake_move_amount", "paid_in", {}),
        ("stake_move_amount", "dividend", {"amount": 0}),
        ("stake_move_amount", "registered", {"amount": 5}),
        ("stake_move_share", "diluted", {}),
        ("stake_move_share", "diluted", {"share": 0}),
        ("stake_move_way", "exited", {"amount": 5, "share": 0}),
        ("more_paid_in_than_agreed", "paid_in", {"amount": "1000000.01"}),
        ("share_not_smaller", "diluted", {"share": 10}),
        ("share_not_smaller", "exited", {"amount": 5, "share": 11, "way": "transfer"}),
        ("not_a_convertible", "converted", {"share": 12}),
        ("stake_field_invalid", "vanished", {}),
    ],
)
def test_bad_move_is_refused_and_nothing_is_kept(code, kind, columns):
    held = stake()

    with pytest.raises(RuleViolation, match=code) as refusal:
        move(held, kind, DAY(2009, 1, 1), **columns)

    assert refusal.value.detail
    assert "%%" not in refusal.value.detail
    assert not StakeMove.objects.exists()


@pytest.mark.parametrize(
    ("code", "on"),
    [("stake_move_before_agreement", DAY(2007, 12, 31)), ("stake_in_future", DAY(2012, 3, 2))],
)
def test_move_on_an_impossible_day(code, on):
    with pytest.raises(RuleViolation, match=code):
        move(stake(), "registered", on)


def test_what_is_over_is_over():
    held = stake()
    move(held, "exited", DAY(2010, 1, 1), amount=0, share=0, way="write_off")

    with pytest.raises(RuleViolation, match="stake_is_over"):
        move(held, "dividend", DAY(2010, 1, 2), amount=5)
    move(held, "registered", DAY(2009, 1, 2))  # found later, happened before
    move(held, "dividend", DAY(2009, 5, 1), amount=5)


def test_what_is_found_later_leaves_room_for_what_came_after():
    held = stake()
    move(held, "diluted", DAY(2010, 1, 1), share=8)

    with pytest.raises(RuleViolation, match="stake_moves_conflict") as refusal:
        move(held, "diluted", DAY(2009, 1, 1), share=7)

    assert "2010年1月1日" in refusal.value.detail
    move(held, "diluted", DAY(2009, 1, 1), share=9)


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("registered", {}),
        ("diluted", {"share": 5}),
        ("exited", {"amount": 5, "share": 50, "way": "transfer"}),
    ],
)
def test_convertible_is_no_share_before_it_is_converted(kind, columns):
    loan = stake(instrument="convertible", share=None)

    with pytest.raises(RuleViolation, match="stake_not_converted"):
        move(loan, kind, DAY(2009, 1, 1), **columns)


def test_convertible_that_is_paid_back_is_over():
    loan = stake(instrument="convertible", share=None, valuation=None)
    move(loan, "paid_in", DAY(2008, 2, 1), amount=1_000_000)
    move(loan, "exited", DAY(2009, 1, 1), amount=1_080_000, share=0, way="buy_back")

    total = portfolio(EquityStake.objects.all(), on=DAY(2009, 1, 1)).total

    assert (total.value, total.multiple) == (0, Decimal("1.08"))


class TestWithdrawn:
    def test_a_wrong_move_counts_no_more_and_its_place_is_free(self):
        held = stake()
        wrong = move(held, "registered", DAY(2008, 2, 1))
        paid = move(held, "paid_in", DAY(2008, 2, 1), amount=1_000_000)

        for one in (wrong, paid):
            lifecycle.withdraw_stake_move(move=one, reason="日期有误", by=None, at=AT)
        move(held, "registered", DAY(2008, 3, 1))
        move(held, "paid_in", DAY(2008, 3, 1), amount=900_000)

        (holding,) = portfolio(EquityStake.objects.all(), on=DAY(2009, 1, 1)).holdings
        assert holding.position.paid_in == 900_000
        assert StakeMove.objects.count() == 4

    def test_a_wrong_stake_counts_no_more(self):
        wrong = stake(share=Decimal(90))
        lifecycle.withdraw_stake(stake=wrong, reason="应为 9%", by=None, at=AT)
        right = stake(company=wrong.company, share=Decimal(90))

        assert [one.stake for one in portfolio(EquityStake.objects.all(), on=DAY(2009, 1, 1))
                .holdings] == [right]  # fmt: skip
        with pytest.raises(RuleViolation, match="stake_withdrawn_already"):
            move(wrong, "registered", DAY(2008, 2, 1))

    def test_only_with_a_reason(self):
        with pytest.raises(RuleViolation, match="withdrawal_without_reason"):
            lifecycle.withdraw_stake(stake=stake(), reason=" ", by=None, at=AT)

    def test_only_once(self):
        held = stake()
        lifecycle.withdraw_stake(stake=held, reason="错", by=None, at=AT)

        with pytest.raises(RuleViolation, match="stake_withdrawn_already"):
            lifecycle.withdraw_stake(stake=held, reason="又错", by=None, at=AT)

    def test_what_something_later_stands_on_stays(self):
        loan = stake(instrument="convertible", share=None)
        converted = move(loan, "converted", DAY(2009, 1, 1), share=20)
        move(loan, "diluted", DAY(2010, 1, 1), share=15)

        with pytest.raises(RuleViolation, match="stake_moves_conflict"):
            lifecycle.withdraw_stake_move(move=converted, reason="错", by=None, at=AT)

    def test_a_sale_that_never_was_does_not_make_more_than_the_whole(self):
        first = stake(share=Decimal(60))
        sold = move(first, "exited", DAY(2009, 1, 1), amount=5, share=0, way="transfer")
        stake(company=first.company, share=Decimal(70), agreed_on=DAY(2009, 1, 1))

        with pytest.raises(RuleViolation, match="stake_above_whole"):
            lifecycle.withdraw_stake_move(move=sold, reason="未成交", by=None, at=AT)

        sold.refresh_from_db()
        assert sold.withdrawn_at is None


def test_those_of_known_value_are_added_up_apart():
    known = stake()
    move(known, "paid_in", DAY(2008, 2, 1), amount=1_000_000)
    stake(instrument="convertible", share=None, valuation=None)

    found = portfolio(EquityStake.objects.all(), on=DAY(2009, 1, 1))

    assert found.total.value is None
    assert (found.valued.agreed, found.valued.value) == (1_000_000, 1_000_000)


@pytest.mark.parametrize("count", [1, 3])
def test_portfolio_costs_the_same(count, django_assert_num_queries):
    for _number in range(count):
        move(stake(), "registered", DAY(2008, 2, 1))

    with django_assert_num_queries(2):
        assert len(portfolio(EquityStake.objects.all(), on=DAY(2009, 1, 1)).holdings) == count


def test_scope_is_the_incubator(django_user_model):
    from incubator.accounts.access import Access

    mine = stake(incubator=IncubatorFactory())
    stake(incubator=IncubatorFactory())

    seen = EquityStake.objects.visible_to(Access(incubator_ids=frozenset({mine.incubator_id})))

    assert [*seen] == [mine]


class TestCaps:
    @pytest.fixture(autouse=True)
    def _rulebooks(self, db) -> None:
        load_rulebooks(by=None, at=AT)

    def verdicts(self, held) -> dict[str, bool | None]:
        """Of the rules that domain 8.7 names, by code."""
        return {
            one.criterion.rule: one.is_kept for one in caps_on(held, shelf=Shelf.load())
        }  # fmt: skip

    def test_small_stake_keeps_all_that_can_be_known(self):
        held = stake(agreed_on=DAY(2008, 1, 1))
        held.company.registered_on = DAY(2006, 1, 1)

        assert self.verdicts(held) == {
            "largest_stake": True, "largest_deal": True, "paid_in_stages_above": True,
            "age_of_company": True, "inside": True, "no_control": True,
            "fund_per_incubator": None, "share_of_fund": None,
        }  # fmt: skip

    def test_large_stake_breaks_them(self):
        held = stake(agreed=Decimal(3_000_001), share=Decimal(51), valuation=None)
        held.company.registered_on = DAY(2001, 1, 1)
        assert self.verdicts(held)["paid_in_stages_above"] is None
        move(held, "paid_in", DAY(2008, 2, 1), amount=3_000_001)

        found = self.verdicts(held)

        broken = {rule for rule, kept in found.items() if kept is False}
        assert broken == {
            "largest_stake", "largest_deal", "age_of_company", "no_control",
            "paid_in_stages_above",
        }  # fmt: skip

    @pytest.mark.parametrize(("day", "is_kept"), [(1, True), (2, False)])
    def test_three_years_are_three_on_their_anniversary(self, day, is_kept):
        held = stake(agreed_on=DAY(2010, 3, day))
        held.company.registered_on = DAY(2007, 3, 1)  # over the leap day of 2008

        assert self.verdicts(held)["age_of_company"] is is_kept

    def test_what_is_not_on_file_is_unknown(self):
        held = stake(instrument="convertible", share=None)
        held.company.registered_on = None

        found = self.verdicts(held)

        assert [found[rule] for rule in ("largest_stake", "no_control", "age_of_company")] == [
            None, None, None,
        ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_hold_more_than_the_whole():
    first = stake(share=Decimal(40))
    gate = threading.Barrier(2)
    results: list[str] = []

    def agree() -> None:
        gate.wait()
        try:
            stake(company=first.company, share=Decimal(40))
            results.append("agreed")
        except RuleViolation as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=agree) for _number in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(results) == ["agreed", "stake_above_whole"]
    assert sum(EquityStake.objects.values_list("share", flat=True)) == 80
