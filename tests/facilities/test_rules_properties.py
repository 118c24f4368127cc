"""Property tests of what a lease makes due: random leases, recounted day by day."""

import datetime
import itertools
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

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
from incubator.core.dates import add_months

DAY = datetime.date
DAYS = [datetime.timedelta(days=number) for number in range(1_100)]
DUE_ON = DAY(2009, 1, 1)

RHYTHMS = st.sampled_from(Rhythm)
BASES = st.sampled_from(PriceBasis)
AREAS = st.decimals("0.01", "5000", places=2)
PRICES = st.decimals("0", "60", places=4)


@st.composite
def leases(draw, *, bases=BASES, plain: bool = False) -> Terms:
    """A lease of up to three years; a ``plain`` one has one area and one price above zero."""
    begins_on = draw(st.dates(DAY(2007, 1, 1), DAY(2012, 12, 31)))
    until_on = begins_on + draw(st.sampled_from(DAYS[1:]))
    days = st.dates(begins_on, until_on)
    pieces = [Piece(draw(st.decimals("1", "5000", places=2)), begins_on, until_on)]
    terms = Terms(
        begins_on=begins_on,
        until_on=until_on,
        pieces=tuple(pieces),
        basis=draw(bases),
        unit_price=draw(st.decimals("1", "60", places=4)),
        rhythm=draw(RHYTHMS),
        property_fee=draw(st.decimals("1", "10", places=4)),
    )
    if plain:
        return terms
    for since, until in draw(st.lists(st.tuples(days, days), max_size=3)):
        pieces.append(Piece(draw(AREAS), min(since, until), max(since, until)))
    price_days = draw(st.lists(days, max_size=3, unique=True))
    subsidised = draw(st.lists(st.integers(1, 4), max_size=3, unique=True))
    return replace(
        terms,
        pieces=tuple(pieces[draw(st.integers(0, 1)) :]),
        unit_price=draw(PRICES),
        steps=tuple(Step(on, draw(PRICES)) for on in price_days),
        free_months=draw(st.integers(0, 6)),
        property_fee=draw(st.decimals("0", "10", places=4)),
        subsidies=tuple(
            Subsidy(year, draw(PRICES), draw(st.none() | AREAS)) for year in subsidised
        ),
        room_deposit=draw(st.decimals("0", "10000", places=2)),
    )


def half_up(yuan: Fraction) -> int:
    return (2 * yuan * 100 + 1) // 2


def recount(terms: Terms) -> dict[tuple[str, DAY], list[Fraction]]:
    """Yuan before and of subsidy by kind and the first day of its period, one day at a time."""
    length = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12, "once": 1_000}
    found: dict[tuple[str, DAY], list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    month, first, following = 0, terms.begins_on, add_months(terms.begins_on, 1)
    on = terms.begins_on
    while on < terms.until_on:
        if on == following:
            month, first, following = month + 1, on, add_months(terms.begins_on, month + 2)
        part = Fraction(1, (following - first).days)
        area = Fraction(sum(p.area for p in terms.pieces if p.begins_on <= on < p.ends_on))
        price = [terms.unit_price, *(s.unit_price for s in sorted(terms.steps) if s.from_on <= on)]
        rent = Fraction(price[-1]) * area * (1 if terms.basis == PriceBasis.M2_DAY else part)
        rent = rent if month >= terms.free_months else Fraction(0)
        period = add_months(terms.begins_on, month - month % length[terms.rhythm])
        found[ChargeKind.RENT, period][0] += rent
        found[ChargeKind.PROPERTY_FEE, period][0] += Fraction(terms.property_fee) * area * part
        for step in terms.subsidies:
            if step.lease_year == month // 12 + 1:
                most = area if step.max_area is None else min(area, Fraction(step.max_area))
                found[ChargeKind.RENT, period][1] += min(rent, Fraction(step.yuan) * most * part)
        on += DAYS[1]
    return found


def of_kind(charges: list[PlannedCharge], kind: str) -> list[PlannedCharge]:
    return [charge for charge in charges if charge.kind == kind]


@settings(deadline=None)  # a thousand days in fractions, on whatever machine
@given(leases())
def test_charges_are_what_a_count_by_day_finds(terms):
    charges = {
        (charge.kind, charge.from_on): (charge.gross_fen, charge.subsidy_fen)
        for charge in planned_charges(terms)
        if charge.kind != ChargeKind.ROOM_DEPOSIT
    }

    assert charges == {
        key: (half_up(gross), half_up(less))
        for key, (gross, less) in recount(terms).items()
        if half_up(gross)
    }


@given(leases())
def test_no_amount_is_negative_or_broken(terms):
    for charge in planned_charges(terms):
        assert charge.gross_fen > 0
        assert 0 <= charge.subsidy_fen <= charge.gross_fen
        assert {type(charge.gross_fen), type(charge.subsidy_fen), type(charge.amount_fen)} == {int}


@given(leases())
def test_everything_is_due_within_the_lease(terms):
    for charge in planned_charges(terms):
        assert terms.begins_on <= charge.due_on == charge.from_on
        assert charge.from_on < charge.until_on <= terms.until_on


@given(leases(plain=True))
def test_charges_of_a_kind_cover_the_lease_once(terms):
    for kind in (ChargeKind.RENT, ChargeKind.PROPERTY_FEE):
        charges = of_kind(planned_charges(terms), kind)

        assert charges[0].from_on == terms.begins_on
        assert charges[-1].until_on == terms.until_on
        for one, following in itertools.pairwise(charges):
            assert one.until_on == following.from_on


@given(leases())
def test_no_day_is_charged_twice(terms):
    charges = planned_charges(terms)
    for kind in ChargeKind.values:
        for one, following in itertools.pairwise(of_kind(charges, kind)):
            assert one.until_on <= following.from_on


@given(leases(bases=st.just(PriceBasis.M2_DAY), plain=True))
def test_rent_by_day_does_not_depend_on_the_rhythm(terms):
    (piece,) = terms.pieces
    days = (terms.until_on - terms.begins_on).days
    exact = Fraction(terms.unit_price) * Fraction(piece.area) * days * 100
    for rhythm in Rhythm:
        charges = of_kind(planned_charges(replace(terms, rhythm=rhythm)), ChargeKind.RENT)

        # At most half a fen is lost or won in each rounding.
        lost = abs(sum(charge.amount_fen for charge in charges) - exact)
        assert lost <= Fraction(len(charges), 2)


@given(leases(), st.data())
def test_ending_early_never_makes_a_lease_dearer(terms, data):
    until_on = data.draw(st.dates(terms.begins_on, terms.until_on))
    whole, ended = planned_charges(terms), planned_charges(replace(terms, until_on=until_on))

    # Rent and subsidy are rounded apart, which can cost the tenant a fen (the next test).
    most = sum(charge.amount_fen for charge in whole) + bool(terms.subsidies)
    assert sum(charge.gross_fen for charge in ended) <= sum(charge.gross_fen for charge in whole)
    assert sum(charge.amount_fen for charge in ended) <= most


def test_rounding_rent_and_subsidy_apart_can_cost_a_fen():
    """1 m² in June at 0.45 yuan less 0.42: 1.5 less 1.4 fen a day, 3 less 2.8 for two."""
    begins_on = DAY(2009, 6, 1)
    terms = Terms(
        begins_on=begins_on,
        until_on=begins_on + DAYS[2],
        pieces=(Piece(Decimal(1), begins_on, begins_on + DAYS[2]),),
        basis=PriceBasis.M2_MONTH,
        unit_price=Decimal("0.45"),
        rhythm=Rhythm.MONTHLY,
        subsidies=(Subsidy(1, Decimal("0.42")),),
    )

    (two_days,) = planned_charges(terms)
    (one_day,) = planned_charges(replace(terms, until_on=begins_on + DAYS[1]))

    assert (two_days.gross_fen, two_days.subsidy_fen) == (3, 3)
    assert (one_day.gross_fen, one_day.subsidy_fen) == (2, 1)


@given(leases(), st.data())
def test_ending_early_leaves_earlier_periods_alone(terms, data):
    until_on = data.draw(st.dates(terms.begins_on, terms.until_on))
    whole, ended = planned_charges(terms), planned_charges(replace(terms, until_on=until_on))

    assert [charge for charge in ended if charge.until_on < until_on] == [
        charge for charge in whole if charge.until_on < until_on
    ]


@given(leases(), st.randoms(use_true_random=False))
def test_same_terms_in_any_order_make_the_same_plan(terms, random):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    again = replace(
        terms,
        pieces=shuffled(terms.pieces),
        steps=shuffled(terms.steps),
        subsidies=shuffled(terms.subsidies),
    )

    assert planned_charges(again) == planned_charges(terms)


DATES = st.dates(DUE_ON - DAYS[60], DUE_ON + DAYS[400])
RATES = st.decimals("0", "0.05", places=6)
PAYMENTS = st.lists(st.tuples(DATES, st.integers(1, 500_000)), max_size=4)


@settings(deadline=None)  # a thousand days in fractions, on whatever machine
@given(st.integers(0, 1_000_000), PAYMENTS, RATES, DATES)
def test_late_fee_is_what_a_count_by_day_finds(amount, payments, rate, on):
    fee, today = Fraction(0), DUE_ON
    while today < on:
        paid = sum(fen for paid_on, fen in payments if paid_on <= today)
        fee += max(amount - paid, 0) * Fraction(rate)
        today += DAYS[1]

    assert late_fee_fen(amount, DUE_ON, payments, rate=rate, on=on) == half_up(fee / 100)


@given(st.integers(0, 1_000_000), PAYMENTS, RATES, DATES, DATES)
def test_late_fee_never_falls_as_days_go_by(amount, payments, rate, one, other):
    earlier, later = (
        late_fee_fen(amount, DUE_ON, payments, rate=rate, on=on) for on in sorted((one, other))
    )

    assert 0 <= earlier <= later
