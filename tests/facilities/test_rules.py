"""Unit tests of what a lease makes due: tables worked out by hand.

Unless a row says otherwise a lease is of 100 m² at 30 yuan per m² and month, paid monthly:
3,000 yuan for a whole month, and 300,000 fen.
"""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from facilities.enums import ChargeKind, PriceBasis, Rhythm
from facilities.rules.charges import (
    Piece,
    PlannedCharge,
    Step,
    Subsidy,
    Terms,
    late_fee_fen,
    planned_charges,
)

DAY = datetime.date
RENT, FEE = ChargeKind.RENT, ChargeKind.PROPERTY_FEE


def day(text: str) -> DAY:
    return DAY.fromisoformat(text)


def lease(begin: str, until: str, *, area: str = "100", price: str = "30", **more) -> Terms:
    """A lease on [begin, until) as the head of this file has it."""
    begins_on, until_on = day(begin), day(until)
    return Terms(
        begins_on=begins_on,
        until_on=until_on,
        pieces=more.pop("pieces", (Piece(Decimal(area), begins_on, until_on),)),
        basis=more.pop("basis", PriceBasis.M2_MONTH),
        unit_price=Decimal(price),
        rhythm=more.pop("rhythm", Rhythm.MONTHLY),
        **more,
    )


def by_day(begin: str, until: str, *, price: str, **more) -> Terms:
    """The same at a price per m² and day."""
    return lease(begin, until, price=price, basis=PriceBasis.M2_DAY, **more)


def step(from_on: str, price: str) -> Step:
    return Step(day(from_on), Decimal(price))


def piece(area: str, begin: str, until: str) -> Piece:
    return Piece(Decimal(area), day(begin), day(until))


def subsidy(lease_year: int, yuan: str, most: str | None = None) -> Subsidy:
    return Subsidy(lease_year, Decimal(yuan), None if most is None else Decimal(most))


def once(lease_year: int, yuan: str, most: str | None = None) -> Subsidy:
    return subsidy(lease_year, yuan, most)._replace(basis="m2_once")


def due(terms: Terms, kind: str) -> list[tuple[str, str, int]]:
    """First day, day after the last, and fen of the charges of one kind."""
    return [
        (str(charge.from_on), str(charge.until_on), charge.amount_fen)
        for charge in planned_charges(terms)
        if charge.kind == kind
    ]


MONTHS = {
    # The lease's months begin on the 31st, or on the last day of a month that lacks it.
    # 31 March to 30 April are 30 days; 15 of them count: 3,000 x 15/30 = 1,500.
    "from 31 January": (
        lease("2009-01-31", "2009-04-15"),
        [
            ("2009-01-31", "2009-02-28", 300_000),
            ("2009-02-28", "2009-03-31", 300_000),
            ("2009-03-31", "2009-04-15", 150_000),
        ],
    ),
    # 29 February to 31 March are 31 days; one counts: 3,000 / 31 = 96.774.
    "from 31 January in a leap year": (
        lease("2008-01-31", "2008-03-01"),
        [("2008-01-31", "2008-02-29", 300_000), ("2008-02-29", "2008-03-01", 9_677)],
    ),
    # Month 48 begins on a 29 February again: four whole years and not a day besides.
    "from 29 February to 29 February": (
        lease("2008-02-29", "2012-02-29", rhythm=Rhythm.YEARLY),
        [
            ("2008-02-29", "2009-02-28", 3_600_000),
            ("2009-02-28", "2010-02-28", 3_600_000),
            ("2010-02-28", "2011-02-28", 3_600_000),
            ("2011-02-28", "2012-02-29", 3_600_000),
        ],
    ),
    # After the year one day of the 29 from 28 February to 29 March: 3,000 / 29 = 103.448.
    "from 29 February, a day over the year": (
        lease("2008-02-29", "2009-03-01", rhythm=Rhythm.YEARLY),
        [("2008-02-29", "2009-02-28", 3_600_000), ("2009-02-28", "2009-03-01", 10_345)],
    ),
    # 3,000 x 15/29 = 1,551.724, and in a year without 29 February x 15/28 = 1,607.142.
    "half a February of 29 days": (
        lease("2008-02-01", "2008-02-16"), [("2008-02-01", "2008-02-16", 155_172)],
    ),
    "half a February of 28 days": (
        lease("2009-02-01", "2009-02-16"), [("2009-02-01", "2009-02-16", 160_714)],
    ),
    # 1.50 x 100 x 366 days = 54,900; x 365 days = 54,750.
    "by day across a leap year": (
        by_day("2008-01-01", "2010-01-01", price="1.50", rhythm=Rhythm.YEARLY),
        [("2008-01-01", "2009-01-01", 5_490_000), ("2009-01-01", "2010-01-01", 5_475_000)],
    ),
    # 1.50 x 100 x 29 days = 4,350; x 31 days = 4,650.
    "by day, month by month": (
        by_day("2008-02-01", "2008-04-01", price="1.50"),
        [("2008-02-01", "2008-03-01", 435_000), ("2008-03-01", "2008-04-01", 465_000)],
    ),
}  # fmt: skip

RHYTHMS = {
    "monthly": (
        lease("2009-01-15", "2009-03-15"),
        [("2009-01-15", "2009-02-15", 300_000), ("2009-02-15", "2009-03-15", 300_000)],
    ),
    # Ten months: three quarters and one month.
    "quarterly": (
        lease("2009-01-15", "2009-11-15", rhythm=Rhythm.QUARTERLY),
        [
            ("2009-01-15", "2009-04-15", 900_000),
            ("2009-04-15", "2009-07-15", 900_000),
            ("2009-07-15", "2009-10-15", 900_000),
            ("2009-10-15", "2009-11-15", 300_000),
        ],
    ),
    # 31 August is month 0, 28 February month 6, 31 August month 12, 30 November month 15.
    "half-yearly, from 31 August": (
        lease("2008-08-31", "2009-11-30", rhythm=Rhythm.HALF_YEARLY),
        [
            ("2008-08-31", "2009-02-28", 1_800_000),
            ("2009-02-28", "2009-08-31", 1_800_000),
            ("2009-08-31", "2009-11-30", 900_000),
        ],
    ),
    "yearly": (
        lease("2009-07-01", "2011-01-01", rhythm=Rhythm.YEARLY),
        [("2009-07-01", "2010-07-01", 3_600_000), ("2010-07-01", "2011-01-01", 1_800_000)],
    ),
    # 24 months and 10 of the 31 days of January: 72,000 + 3,000 x 10/31 = 72,967.741.
    "once": (
        lease("2009-01-01", "2011-01-11", rhythm=Rhythm.ONCE),
        [("2009-01-01", "2011-01-11", 7_296_774)],
    ),
    # A quarter ended early after one month and 10 of 31 days (1 May on): 3,000 + 967.741.
    "quarterly, ended in a quarter": (
        replace(
            lease("2009-01-01", "2010-01-01", rhythm=Rhythm.QUARTERLY), until_on=day("2009-05-11")
        ),
        [("2009-01-01", "2009-04-01", 900_000), ("2009-04-01", "2009-05-11", 396_774)],
    ),
    # 1.50 x 100 x 90 days = 13,500; then 40 days = 6,000.
    "quarterly by day, ended in a quarter": (
        replace(
            by_day("2009-01-01", "2010-01-01", price="1.50", rhythm=Rhythm.QUARTERLY),
            until_on=day("2009-05-11"),
        ),
        [("2009-01-01", "2009-04-01", 1_350_000), ("2009-04-01", "2009-05-11", 600_000)],
    ),
    "cancelled before it began": (lease("2009-01-01", "2009-01-01"), []),
}  # fmt: skip

CHANGES = {
    "price step on a month's first day": (
        lease("2009-01-01", "2009-03-01", steps=(step("2009-02-01", "33"),)),
        [("2009-01-01", "2009-02-01", 300_000), ("2009-02-01", "2009-03-01", 330_000)],
    ),
    # 15 days at 30 and 16 at 33, of 31: 100 x (450 + 528) / 31 = 3,154.838.
    "price step inside a month": (
        lease("2009-01-01", "2009-02-01", steps=(step("2009-01-16", "33"),)),
        [("2009-01-01", "2009-02-01", 315_484)],
    ),
    # Given in any order: 41 days at 1.00, 18 at 1.10, 31 at 1.25: 100 x (41 + 19.80 + 38.75).
    "two price steps in a quarter, by day": (
        by_day(
            "2009-01-01", "2009-04-01", price="1.00", rhythm=Rhythm.QUARTERLY,
            steps=(step("2009-03-01", "1.25"), step("2009-02-11", "1.10")),
        ),
        [("2009-01-01", "2009-04-01", 995_500)],
    ),
    "price step before the first day": (
        lease("2009-01-01", "2009-02-01", steps=(step("2008-07-01", "28"),)),
        [("2009-01-01", "2009-02-01", 280_000)],
    ),
    # 50 m² more for 11 of 31 days: 3,000 + 1,500 x 11/31 = 3,532.258.
    "room added inside a month": (
        lease(
            "2009-01-01", "2009-03-01",
            pieces=(
                piece("100", "2009-01-01", "2009-03-01"), piece("50", "2009-01-21", "2009-03-01"),
            ),
        ),
        [("2009-01-01", "2009-02-01", 353_226), ("2009-02-01", "2009-03-01", 450_000)],
    ),
    # 100 m² for 10 days, 60 m² for 21: 30 x (1,000 + 1,260) / 31 = 2,187.096.
    "room changed inside a month": (
        lease(
            "2009-01-01", "2009-02-01",
            pieces=(
                piece("100", "2009-01-01", "2009-01-11"), piece("60", "2009-01-11", "2009-02-01"),
            ),
        ),
        [("2009-01-01", "2009-02-01", 218_710)],
    ),
    # By day: 1.50 x (100 x 10 + 60 x 21) = 3,390.
    "room changed inside a month, by day": (
        by_day(
            "2009-01-01", "2009-02-01", price="1.50",
            pieces=(
                piece("100", "2009-01-01", "2009-01-11"), piece("60", "2009-01-11", "2009-02-01"),
            ),
        ),
        [("2009-01-01", "2009-02-01", 339_000)],
    ),
    # On the 16th both: 15 days of 100 m² at 30, 16 of 60 m² at 33:
    # (45,000 + 31,680) / 31 = 2,473.548.
    "price and room changed on one day": (
        lease(
            "2009-01-01", "2009-02-01", steps=(step("2009-01-16", "33"),),
            pieces=(
                piece("100", "2009-01-01", "2009-01-16"), piece("60", "2009-01-16", "2009-02-01"),
            ),
        ),
        [("2009-01-01", "2009-02-01", 247_355)],
    ),
    "free months": (
        lease("2009-01-31", "2009-04-30", free_months=2), [("2009-03-31", "2009-04-30", 300_000)],
    ),
    # The quarter's rent is that of its third month, due with the quarter.
    "free months inside a quarter": (
        lease("2009-01-01", "2009-04-01", free_months=2, rhythm=Rhythm.QUARTERLY),
        [("2009-01-01", "2009-04-01", 300_000)],
    ),
    # Free until 16 February; then 1.50 x 100 x 28 days = 4,200.
    "free month, by day": (
        by_day("2009-01-16", "2009-03-16", price="1.50", free_months=1),
        [("2009-02-16", "2009-03-16", 420_000)],
    ),
    "more free months than months": (lease("2009-01-01", "2009-03-01", free_months=3), []),
}  # fmt: skip

ROUNDING = {
    # 0.05 x 0.10 = 0.005 yuan: half a fen is a fen.
    "half a fen": (
        by_day("2009-01-01", "2009-01-02", area="0.10", price="0.05"),
        [("2009-01-01", "2009-01-02", 1)],
    ),
    # 0.05 x 0.50 = 0.025 yuan: up, although two is even.
    "two and a half fen": (
        by_day("2009-01-01", "2009-01-02", area="0.50", price="0.05"),
        [("2009-01-01", "2009-01-02", 3)],
    ),
    "less than half a fen": (by_day("2009-01-01", "2009-01-02", area="0.49", price="0.01"), []),
    # 0.01 x 0.40 = 0.4 fen a month: nothing three times, but 1.2 fen in a quarter.
    "nothing, monthly": (lease("2009-01-01", "2009-04-01", area="0.40", price="0.01"), []),
    "once for a charge, not for a month": (
        lease("2009-01-01", "2009-04-01", area="0.40", price="0.01", rhythm=Rhythm.QUARTERLY),
        [("2009-01-01", "2009-04-01", 1)],
    ),
}  # fmt: skip

BY_HAND = MONTHS | RHYTHMS | CHANGES | ROUNDING


@pytest.mark.parametrize(("terms", "rent"), BY_HAND.values(), ids=BY_HAND)
def test_rent_is_what_was_worked_out(terms, rent):
    assert due(terms, RENT) == rent


def test_property_fee_runs_on_in_free_months():
    terms = lease("2009-01-01", "2009-04-01", free_months=2, property_fee=Decimal("4.50"))

    # 4.50 x 100 = 450 for each month.
    assert due(terms, FEE) == [
        ("2009-01-01", "2009-02-01", 45_000),
        ("2009-02-01", "2009-03-01", 45_000),
        ("2009-03-01", "2009-04-01", 45_000),
    ]
    assert due(terms, RENT) == [("2009-03-01", "2009-04-01", 300_000)]


def test_property_fee_is_by_month_also_where_rent_is_by_day():
    terms = by_day("2008-02-01", "2008-03-16", price="1.50", property_fee=Decimal(5))

    # 5 x 100 for February, of whatever length; 15 of the 31 days of March: 241.935.
    assert due(terms, FEE) == [
        ("2008-02-01", "2008-03-01", 50_000),
        ("2008-03-01", "2008-03-16", 24_194),
    ]


def test_property_fee_follows_the_area_and_not_the_price():
    terms = lease(
        "2009-01-01",
        "2009-02-01",
        pieces=(piece("100", "2009-01-01", "2009-02-01"), piece("50", "2009-01-21", "2009-02-01")),
        steps=(step("2009-01-16", "33"),),
        property_fee=Decimal(5),
    )

    # 500 + 250 x 11/31 = 588.709.
    assert due(terms, FEE) == [("2009-01-01", "2009-02-01", 58_871)]


SUBSIDIES = {
    # 18 x 80 x 12 = 17,280 and 15 x 80 x 12 = 14,400 of 36,000; nothing in the third year.
    "steps by lease year, for 80 m² at most": (
        lease(
            "2009-07-01", "2012-07-01", rhythm=Rhythm.YEARLY,
            subsidies=(subsidy(1, "18", "80"), subsidy(2, "15", "80")),
        ),
        [(3_600_000, 1_728_000), (3_600_000, 1_440_000), (3_600_000, 0)],
    ),
    "limit above the area": (
        lease("2009-01-01", "2009-02-01", subsidies=(subsidy(1, "18", "200"),)),
        [(300_000, 180_000)],
    ),
    "without a limit": (
        lease("2009-01-01", "2009-02-01", subsidies=(subsidy(1, "18"),)), [(300_000, 180_000)],
    ),
    # The year turns inside the one charge: 12 x 1,800 + 6 x 1,500 = 30,600 of 54,000.
    "lease years inside one charge": (
        lease(
            "2009-07-01", "2011-01-01", rhythm=Rhythm.ONCE,
            subsidies=(subsidy(1, "18"), subsidy(2, "15")),
        ),
        [(5_400_000, 3_060_000)],
    ),
    # The second year of a lease from 29 February begins on 28 February 2009.
    "lease year from 29 February": (
        lease("2008-02-29", "2009-03-29", rhythm=Rhythm.YEARLY, subsidies=(subsidy(2, "15"),)),
        [(3_600_000, 0), (300_000, 150_000)],
    ),
    # 10 of 31 days: 967.741 less 580.645.
    "broken month": (
        lease("2009-01-01", "2009-01-11", subsidies=(subsidy(1, "18"),)), [(96_774, 58_065)],
    ),
    # By day the subsidy stays one per month: 18 x 100 of 1.50 x 100 x 28.
    "rent by day": (
        by_day("2009-02-01", "2009-03-01", price="1.50", subsidies=(subsidy(1, "18"),)),
        [(420_000, 180_000)],
    ),
    "never more than the rent": (
        lease("2009-01-01", "2009-02-01", subsidies=(subsidy(1, "40"),)), [(300_000, 300_000)],
    ),
    # The third month is the only one with rent; the others leave no subsidy over for it.
    "nothing for free months": (
        lease(
            "2009-01-01", "2009-04-01", rhythm=Rhythm.QUARTERLY, free_months=2,
            subsidies=(subsidy(1, "18"),),
        ),
        [(300_000, 180_000)],
    ),
    # 70 x 100 = 7,000: two whole months of 3,000 and a third of the next.
    "once, until it is used up": (
        lease("2009-04-01", "2009-08-01", subsidies=(once(1, "70"),)),
        [(300_000, 300_000), (300_000, 300_000), (300_000, 100_000), (300_000, 0)],
    ),
    "once, within one charge": (
        lease("2009-04-01", "2010-04-01", rhythm=Rhythm.YEARLY, subsidies=(once(1, "70"),)),
        [(3_600_000, 700_000)],
    ),
    "once, for 80 m² at most": (
        lease(
            "2009-04-01", "2009-07-01", rhythm=Rhythm.QUARTERLY, subsidies=(once(1, "70", "80"),)
        ),
        [(900_000, 560_000)],
    ),
    # The free months leave all of it for the third.
    "once, after free months": (
        lease("2009-04-01", "2009-07-01", free_months=2, subsidies=(once(1, "20"),)),
        [(300_000, 200_000)],
    ),
    # 500 x 100 = 50,000 of which the first year takes its 36,000; 10 x 100 in the second.
    "once, what its year leaves is not paid": (
        lease(
            "2009-04-01", "2011-04-01", rhythm=Rhythm.YEARLY,
            subsidies=(once(1, "500"), once(2, "10")),
        ),
        [(3_600_000, 3_600_000), (3_600_000, 100_000)],
    ),
    # Of the 150 m² from the 21st on 120 count: 18 x (100 x 20 + 120 x 11) / 31 = 1,927.741.
    "limit reached inside a month": (
        lease(
            "2009-01-01", "2009-02-01", subsidies=(subsidy(1, "18", "120"),),
            pieces=(
                piece("100", "2009-01-01", "2009-02-01"), piece("50", "2009-01-21", "2009-02-01"),
            ),
        ),
        [(353_226, 192_774)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("terms", "rent"), SUBSIDIES.values(), ids=SUBSIDIES)
def test_subsidy_lowers_the_rent(terms, rent):
    charges = planned_charges(terms)

    assert [(charge.gross_fen, charge.subsidy_fen) for charge in charges] == rent
    assert [charge.amount_fen for charge in charges] == [gross - less for gross, less in rent]


def test_whole_plan_begins_with_the_deposits():
    terms = lease(
        "2009-01-31",
        "2009-03-15",
        property_fee=Decimal(5),
        room_deposit=Decimal(3_000),
        utilities_deposit=Decimal("500.50"),
        subsidies=(subsidy(1, "18"),),
    )
    first, after, second, end = map(day, ("2009-01-31", "2009-02-01", "2009-02-28", "2009-03-15"))

    # 15 of the 31 days from 28 February: 1,451.612, 870.967 and 241.935.
    assert planned_charges(terms) == [
        PlannedCharge(ChargeKind.ROOM_DEPOSIT, first, after, first, 300_000),
        PlannedCharge(ChargeKind.UTILITIES_DEPOSIT, first, after, first, 50_050),
        PlannedCharge(RENT, first, second, first, 300_000, 180_000),
        PlannedCharge(FEE, first, second, first, 50_000),
        PlannedCharge(RENT, second, end, second, 145_161, 87_097),
        PlannedCharge(FEE, second, end, second, 24_194),
    ]


def test_cancelled_lease_takes_no_deposit():
    assert planned_charges(lease("2009-01-01", "2009-01-01", room_deposit=Decimal(3_000))) == []


# 3,000 yuan due on 1 January 2009, at 0.05 % per day.
LATE = {
    "before its day": ([], "2008-12-20", 0),
    "on its day": ([], "2009-01-01", 0),
    # 300,000 x 0.0005 = 150 a day.
    "the day after": ([], "2009-01-02", 150),
    "ten days after": ([], "2009-01-11", 1_500),
    # 150 x 10 + 100 x 10 + 50 x 10.
    "paid in parts": ([("2009-01-11", 100_000), ("2009-01-21", 100_000)], "2009-01-31", 3_000),
    "parts in any order": ([("2009-01-21", 100_000), ("2009-01-11", 100_000)], "2009-01-31", 3_000),
    "part lowers the base from its day on": ([("2009-01-11", 100_000)], "2009-01-11", 1_500),
    "and on the next day": ([("2009-01-11", 100_000)], "2009-01-12", 1_600),
    # 100 a day for 30 days.
    "part paid before it was due": ([("2008-12-20", 100_000)], "2009-01-31", 3_000),
    "paid on its day": ([("2009-01-01", 300_000)], "2009-01-31", 0),
    "paid late": ([("2009-01-11", 300_000)], "2009-12-31", 1_500),
    "paid too much": ([("2009-01-11", 400_000)], "2009-12-31", 1_500),
    "paid after the day asked for": ([("2009-02-11", 300_000)], "2009-01-11", 1_500),
    "paid twice on one day": (
        [("2009-01-11", 100_000), ("2009-01-11", 100_000)], "2009-01-21", 2_000,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("payments", "on", "fee"), LATE.values(), ids=LATE)
def test_late_fee_is_what_was_worked_out(payments, on, fee):
    paid = [(day(paid_on), fen) for paid_on, fen in payments]

    assert late_fee_fen(300_000, day("2009-01-01"), paid, rate=Decimal("0.0005"), on=day(on)) == fee


@pytest.mark.parametrize(
    ("amount", "due_on", "on", "fee"),
    [
        (99, "2009-01-01", "2009-01-02", 0),  # 0.495
        (100, "2009-01-01", "2009-01-02", 1),  # 0.5
        (500, "2009-01-01", "2009-01-02", 3),  # 2.5
        (99, "2009-01-01", "2009-01-03", 1),  # 0.495 x 2: rounded once, not by day
        (20_000, "2008-02-28", "2008-03-01", 200),  # two days in a leap year
        (20_000, "2009-02-28", "2009-03-01", 100),
    ],
)
def test_late_fee_is_rounded_once(amount, due_on, on, fee):
    assert late_fee_fen(amount, day(due_on), [], rate=Decimal("0.005"), on=day(on)) == fee
