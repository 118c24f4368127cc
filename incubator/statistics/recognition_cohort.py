"""The incubatees of an institution on a day, and what is known of how many of them."""

import datetime
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from companies.models import Company
from companies.queries.figures import yearly_figures
from incubator.statistics.recognition import Measured

# Codes of the yearly return that say how much of something a company has.
RETURNED = (
    "revenue", "rd_spending", "investment_received", "ip_applied", "ip_applied_invention",
    "ip_valid", "staff", "staff_college_up",
)  # fmt: skip
YEARS = 8  # longer than anybody may stay: as far back as returns are read


class Cohort:
    """Companies by key, and what their verified yearly returns say, up to the last year over."""

    def __init__(self, firms: dict[int, Company], on: datetime.date) -> None:
        self.firms = firms
        self.year = on.year - 1
        self.figures = yearly_figures(
            codes=RETURNED, years=range(self.year - YEARS, self.year + 1), companies=firms
        )

    def says(self, code: str, which: int = 0) -> dict[int, Decimal]:
        """An item by company, of the last year that is over or another."""
        return {
            company: reported.number
            for (company, of, item), reported in self.figures.items()
            if of == (which or self.year) and item == code
        }

    def share(self, has: Collection[int], without: Collection[int]) -> Measured:
        """Who has something; who is neither known to have it nor not to, is unknown."""
        yes = set(has) & set(self.firms)
        silent = len(set(self.firms) - yes - set(without))
        low = per_cent(len(yes), len(self.firms))
        return Measured(low, low + per_cent(silent, len(self.firms)), silent)

    def by_facts(self, rows: QuerySet, code: str) -> Measured:
        """Who has such facts, or reported more than none; who reported none has not."""
        said = self.says(code)
        has = {*companies_of(rows, self.firms), *_more_than_none(said)}
        return self.share(has, [one for one, number in said.items() if number == 0])

    def ever(self, rows: QuerySet, code: str, *, proof: str = "") -> Measured:
        """Who ever did something that is reported by the year.

        ``proof`` is an item that says so where ``code`` may mean something else as well. Who
        reported none of it in every year since it was registered never did; who reported none
        in some years only may have done it in another.
        """
        by_year = {
            year: self.says(proof or code, year)
            for year in range(self.year - YEARS, self.year + 1)
        }  # fmt: skip
        has = companies_of(rows, self.firms)
        for said in by_year.values():
            has |= _more_than_none(said)
        return self.share(has, self._never(code))

    def _never(self, code: str) -> set[int]:
        none_in: dict[int, set[int]] = {}
        for (company, year, item), reported in self.figures.items():
            if item == code and reported.number == 0:
                none_in.setdefault(company, set()).add(year)
        return {
            pk
            for pk, firm in self.firms.items()
            if firm.registered_on
            and firm.registered_on.year <= self.year
            and none_in.get(pk, set()) >= set(range(firm.registered_on.year, self.year + 1))
        }


def companies_of(rows: QuerySet, firms: dict[int, Company]) -> set[int]:
    """The companies among these that have any of the rows."""
    return set(rows.filter(company__in=firms).values_list("company", flat=True))


def per_cent(part: int | Decimal, whole: int | Decimal) -> Fraction:
    """Exactly."""
    return Fraction(part) * 100 / Fraction(whole)


def _more_than_none(said: dict[int, Decimal]) -> set[int]:
    return {company for company, number in said.items() if number > 0}
