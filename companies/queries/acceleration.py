"""Referrals against the docking rule, and promised against actual, year by year."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from companies.models import Referral
from companies.rules.docking import Docking, docking
from incubator.institutions.enums import Purpose
from incubator.institutions.models import Rulebook
from incubator.institutions.queries import Shelf, criteria_of

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Actual:
    """One year in the accelerator: yuan per m² of the area taken, and by how much it differs
    from what was promised (below 0: less). Investment counts from the first year on."""

    year: int
    investment_per_m2: Decimal
    output_per_m2: Decimal
    investment_apart: Decimal
    output_apart: Decimal


def text_for_acceleration(shelf: Shelf, *, on: datetime.date) -> Rulebook | None:
    """The rule of entry to the accelerator that holds on a day; None where none is on file."""
    return shelf.applying(Purpose.ACCELERATION, on=on)


def conditions_of(referral: Referral) -> list[Docking]:
    """How a referral stands to the rule that it was made under."""
    return docking(criteria_of(referral.rulebook, Purpose.ACCELERATION), referral.promise)


def actual_years(referral: Referral) -> list[Actual]:
    """What was reached, by year: investment cumulative, output of the year."""
    if not referral.area_taken:
        return []
    invested, found = Decimal(0), []
    for row in referral.years.order_by("year"):
        invested += row.investment
        investment = (invested / referral.area_taken).quantize(CENT)
        output = (row.output / referral.area_taken).quantize(CENT)
        found.append(
            Actual(
                row.year, investment, output,
                investment - referral.investment_per_m2, output - referral.output_per_m2,
            )
        )  # fmt: skip
    return found
