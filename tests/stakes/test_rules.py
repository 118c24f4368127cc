"""Unit tests of what a stake is worth: closed forms, published values, and properties."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from companies.rules.stakes import CashFlow, irr, position_of, present_value, together

DAY = datetime.date
BEGIN = DAY(2008, 1, 1)
numbers = count(1)


def flow(days: int, amount) -> CashFlow:
    return CashFlow(BEGIN + datetime.timedelta(days=days), Decimal(amount))


@dataclass
class Happened:
    kind: str
    on: datetime.date
    amount: Decimal | None = None
    share: Decimal | None = None
    pk: int = field(default_factory=lambda: next(numbers))


@dataclass
class Agreed:
    agreed: Decimal = Decimal(1000)
    share: Decimal | None = Decimal(10)
    valuation: Decimal | None = Decimal(10_000)


PAID = Happened("paid_in", BEGIN, Decimal(1000))


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        # One payment back: the rate is the growth itself.
        ([flow(0, -1000), flow(365, 1100)], "0.1"),
        ([flow(0, -1000), flow(730, 1210)], "0.1"),
        ([flow(0, -1000), flow(365, 500)], "-0.5"),
        ([flow(0, -1000), flow(365, 1000)], "0"),
        # Twice a loan of 100 repaid with 60 a year: x of 100 x² = 60 x + 60 is 0.3 + √0.69.
        ([flow(0, -100), flow(365, 60), flow(730, 60)], "0.130662386"),
        # The example that the makers of the spreadsheet function XIRR publish with it.
        (
            [
                CashFlow(DAY(2008, 1, 1), Decimal(-10_000)),
                CashFlow(DAY(2008, 3, 1), Decimal(2_750)),
                CashFlow(DAY(2008, 10, 30), Decimal(4_250)),
                CashFlow(DAY(2009, 2, 15), Decimal(3_250)),
                CashFlow(DAY(2009, 4, 1), Decimal(2_750)),
            ],
            "0.373362535",
        ),
    ],
)
def test_rate_of_return(flows, rate):
    assert abs(irr(flows) - Decimal(rate)) < Decimal("0.00000001")


@pytest.mark.parametrize(
    "flows", [[], [flow(0, -100)], [flow(0, -100), flow(5, -5)], [flow(0, 7)], [flow(0, 0)]]
)
def test_without_money_in_both_directions_there_is_no_rate(flows):
    assert irr(flows) is None


def test_money_back_on_the_same_day_has_no_rate():
    assert irr([flow(0, -100), flow(0, 110)]) is None


money = st.integers(min_value=1, max_value=10**9)


@given(paid=money, back=money, days=st.integers(min_value=30, max_value=7300))
def test_one_payment_back_is_the_closed_form(paid, back, days):
    rate = irr([flow(0, -paid), flow(days, back)])
    assume(rate is not None)

    grown = Decimal(paid) * (1 + rate) ** (Decimal(days) / 365)
    assert abs(grown / Decimal(back) - 1) < Decimal("0.000001") or rate < Decimal("-0.9999")


@given(
    paid=money,
    back=st.lists(st.tuples(st.integers(30, 3650), money), min_size=1, max_size=6),
)
def test_all_payments_are_worth_nothing_together(paid, back):
    flows = [flow(0, -paid), *(flow(days, amount) for days, amount in back)]
    rate = irr(flows)
    assume(rate is not None and rate > Decimal("-0.9"))

    left = present_value(flows, rate, BEGIN)
    assert abs(left) / paid < Decimal("0.0001")


@given(paid=money, gain=st.integers(1, 100), days=st.integers(30, 3650))
def test_more_money_back_is_a_higher_rate(paid, gain, days):
    less = irr([flow(0, -paid), flow(days, paid)])
    more = irr([flow(0, -paid), flow(days, paid * (1 + gain))])

    assert less is None or more is None or less < more


def test_value_is_the_share_of_what_the_company_is_worth():
    position = position_of(Agreed(), [PAID], on=BEGIN)

    assert (position.value, position.multiple) == (1000, 1)


def test_what_is_not_paid_in_yet_is_worth_nothing():
    """Ten per cent of 10,000 agreed for 1,000, of which 400 are paid in."""
    position = position_of(Agreed(), [Happened("paid_in", BEGIN, Decimal(400))], on=BEGIN)

    assert (position.value, position.multiple) == (400, 1)
    assert position_of(Agreed(), [], on=BEGIN).value == 0


def test_dilution_and_a_new_valuation_count_from_their_day():
    happened = [
        PAID,
        Happened("diluted", DAY(2009, 1, 1), share=Decimal(8)),
        Happened("valued", DAY(2010, 1, 1), Decimal(30_000)),
    ]

    values = [
        position_of(Agreed(), happened, on=on).value
        for on in (DAY(2008, 12, 31), DAY(2009, 1, 1), DAY(2010, 1, 1))
    ]

    assert values == [1000, 800, 2400]


def test_dividends_and_proceeds_are_returned():
    happened = [
        PAID,
        Happened("dividend", DAY(2009, 1, 1), Decimal(100)),
        Happened("exited", DAY(2010, 1, 1), Decimal(1900), Decimal(0)),
    ]

    position = position_of(Agreed(), happened, on=DAY(2011, 1, 1))

    assert (position.returned, position.value, position.multiple) == (2000, 0, 2)
    assert position.is_over
    assert position.rate == irr([flow(0, -1000), flow(366, 100), flow(731, 1900)])


@pytest.mark.parametrize(
    "agreed", [Agreed(valuation=None), Agreed(share=None)], ids=["valued", "share"]
)
def test_what_was_never_valued_is_unknown(agreed):
    position = position_of(agreed, [PAID], on=BEGIN)

    assert (position.value, position.multiple, position.rate) == (None, None, None)


def test_written_off_is_worth_nothing_and_that_is_known():
    happened = [PAID, Happened("exited", DAY(2009, 1, 1), Decimal(0), Decimal(0))]

    position = position_of(Agreed(valuation=None), happened, on=DAY(2009, 1, 1))

    assert (position.value, position.multiple, position.rate) == (0, 0, None)


def test_together_is_unknown_where_one_is():
    known = position_of(Agreed(), [PAID], on=BEGIN)
    unknown = position_of(Agreed(valuation=None), [PAID], on=BEGIN)

    assert together([known, known], on=BEGIN).multiple == 1
    assert together([known, unknown], on=BEGIN).value is None
    assert together([], on=BEGIN).multiple is None
