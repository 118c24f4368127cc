"""How many graduates are still there k years on, beside how many of them anybody could reach.

Pure. A graduate of year g is asked about the ends of the years g + 1 to g + YEARS. It survives k
years where a later answer, or one of that year, finds it in business, merged or listed; it does
not where it was dissolved by then; else nobody knows, and it stands in the response rate alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from companies.enums import SURVIVING, Fate

YEARS = 5  # at least so many (domain 10, NBIA)
MARKS = (1, 3, 5)


@dataclass(frozen=True)
class Survival:
    """A cohort k years after graduation. Rates are None where there is nobody to divide by."""

    years: int
    cohort: int
    alive: int
    gone: int

    @property
    def known(self) -> int:
        """Of how many anything is known."""
        return self.alive + self.gone

    @property
    def rate(self) -> Fraction | None:
        """Of those of whom it is known."""
        return Fraction(self.alive, self.known) if self.known else None

    @property
    def response(self) -> Fraction | None:
        """Of how many of the cohort it is known."""
        return Fraction(self.known, self.cohort) if self.cohort else None


def survival(graduated: Mapping[int, int], answers: Iterable[tuple], *, years: int) -> Survival:
    """``graduated`` maps a stay to its year of graduation; answers are (stay, year, outcome)."""
    heard: dict[int, list[tuple[int, str]]] = {}
    for stay, year, outcome in answers:
        heard.setdefault(stay, []).append((year, outcome))
    fates = [
        _fate(heard.get(stay, []), mark=year + years) for stay, year in graduated.items()
    ]  # fmt: skip
    return Survival(
        years, len(fates), sum(fate is True for fate in fates), sum(fate is False for fate in fates)
    )


def _fate(answers: list[tuple[int, str]], *, mark: int) -> bool | None:
    """Whether it was there at the end of the year ``mark``; None: nobody knows."""
    if any(outcome in SURVIVING for year, outcome in answers if year >= mark):
        return True
    if any(outcome == Fate.MERGED for _year, outcome in answers):
        return True
    if any(outcome == Fate.DISSOLVED and year <= mark for year, outcome in answers):
        return False
    return None
