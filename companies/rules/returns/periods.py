"""The periods of the calendar year that returns are about (domain 9.4)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from companies.enums import ReturnRhythm
from incubator.core.dates import add_months

MONTHS = {
    ReturnRhythm.MONTHLY: 1,
    ReturnRhythm.QUARTERLY: 3,
    ReturnRhythm.HALF_YEARLY: 6,
    ReturnRhythm.YEARLY: 12,
}
QUARTERS = "一二三四"
ORDINALS = ("First", "Second", "Third", "Fourth")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """The ``number``-th period of a rhythm in a year, counted from 1."""

    rhythm: ReturnRhythm
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.most:
            raise ValueError(f"no period {self.number} in a {self.rhythm} year")

    @property
    def most(self) -> int:
        """How many there are in a year."""
        return 12 // MONTHS[self.rhythm]

    @property
    def begins_on(self) -> datetime.date:
        """Its first day."""
        return add_months(datetime.date(self.year, 1, 1), (self.number - 1) * MONTHS[self.rhythm])

    @property
    def ends_on(self) -> datetime.date:
        """Its last day."""
        return add_months(self.begins_on, MONTHS[self.rhythm]) - ONE_DAY

    @property
    def before(self) -> "Period":
        """The one just before it."""
        if self.number > 1:
            return Period(self.rhythm, self.year, self.number - 1)
        return Period(self.rhythm, self.year - 1, self.most)

    @property
    def year_before(self) -> "Period":
        """The same one a year earlier: growth is year on year."""
        return Period(self.rhythm, self.year - 1, self.number)

    def said(self, language: str) -> str:
        """“2007年第一季度”, or in another language “First quarter of 2007”."""
        chinese = language.startswith("zh")
        match self.rhythm:
            case ReturnRhythm.YEARLY:
                return f"{self.year}年" if chinese else f"{self.year}"
            case ReturnRhythm.HALF_YEARLY:
                half = ("上", "下")[self.number - 1]
                name = ORDINALS[self.number - 1]
                return f"{self.year}年{half}半年" if chinese else f"{name} half of {self.year}"
            case ReturnRhythm.QUARTERLY:
                quarter, name = QUARTERS[self.number - 1], ORDINALS[self.number - 1]
                return (
                    f"{self.year}年第{quarter}季度" if chinese else f"{name} quarter of {self.year}"
                )
            case _:
                name = MONTH_NAMES[self.number - 1]
                return f"{self.year}年{self.number}月" if chinese else f"{name} {self.year}"


def period_of(rhythm: ReturnRhythm, day: datetime.date) -> Period:
    """The period that a day lies in."""
    return Period(rhythm, day.year, (day.month - 1) // MONTHS[rhythm] + 1)


def latest_over(rhythm: ReturnRhythm, *, on: datetime.date) -> Period:
    """The newest period that is over on a day: its last day lies before it."""
    return period_of(rhythm, on).before


def periods_of_year(rhythm: ReturnRhythm, year: int) -> Iterator[Period]:
    """All of a year, in order."""
    for number in range(1, 12 // MONTHS[rhythm] + 1):
        yield Period(rhythm, year, number)
