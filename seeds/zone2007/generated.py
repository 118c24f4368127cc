"""What no document says about the zone in 2007, made up by rule and marked as such.

Pure functions of one random seed: the same companies every time. Made up are the opening
days, the split of the 490 companies before 2007 over the years, all exits but the 30
graduations of 2007, and everything about each company.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from stdnum.cn import uscc

from companies.enums import LEFT, ExitReason, FounderKind
from incubator.core.dates import add_months
from incubator.institutions.enums import TechField
from seeds.zone2007 import stated

SEED = 2007

OPENED = {
    stated.INNOVATION_CENTRE: datetime.date(1999, 1, 4),
    stated.SOFTWARE_PARK: datetime.date(2007, 6, 18),  # the report says 2007, not the day
}

# 490 companies before 2007; 210 in it are stated.
ENTRIES = {
    1999: 12, 2000: 22, 2001: 34, 2002: 45, 2003: 56, 2004: 72, 2005: 104, 2006: 145,
    2007: stated.ENTERED_2007,
}  # fmt: skip
GRADUATIONS = {2002: 4, 2003: 8, 2004: 12, 2005: 17, 2006: 23, 2007: stated.GRADUATED_2007}
LEAVINGS = {2000: 2, 2001: 5, 2002: 9, 2003: 13, 2004: 17, 2005: 22, 2006: 28, 2007: 30}
TO_SOFTWARE_PARK = 60  # of the companies that entered after it opened
MOVES_TO_SOFTWARE_PARK = 6
RETURNS = 2  # companies that left the centre and came back

# Months; the longest stay of the 2006 generation, and its age and capital at entry
# (domain section 11, CN-2006, secondary sources).
STAY = 36
AGE_AT_ENTRY = 24
YEARS_WORKED, YEARS_WORKED_IN = 2, 2007
SHORTEST_STAY = 6  # of a graduate in the zone without history
CAPITALS = [Decimal(wan * 10_000) for wan in (10, 30, 50, 50, 80, 100, 100, 150, 200)]

MARK = "（示例）"
BRANDS_FIRST = "甬海晟澜启恒锐凯智卓宏博捷创云新东泰华明普远信诚和永佳天正联"
BRANDS_SECOND = "科达讯源辰通威特安康力浩思睿图腾风航宇森阳禾光源纳芯维拓"
TRADES = {
    TechField.ELECTRONICS: ("软件", "信息技术", "网络科技", "电子科技", "嵌入式系统", "通信技术"),
    TechField.MANUFACTURING: ("自动化设备", "精密机械", "智能装备", "模具科技"),
    TechField.ENERGY: ("新能源科技", "节能技术", "光伏科技", "照明科技"),
    TechField.MATERIALS: ("新材料科技", "高分子材料", "磁性材料"),
    TechField.BIOMEDICINE: ("生物科技", "医疗器械", "医药科技"),
    TechField.ENVIRONMENT: ("环保科技", "水处理技术"),
}
FIELD_WEIGHTS = [50, 16, 13, 9, 7, 5]
FOUNDER_WEIGHTS = {
    FounderKind.GENERAL: 76,
    FounderKind.STUDENT: 8,
    FounderKind.RETURNEE: 13,
    FounderKind.FOREIGN: 3,
}


@dataclass
class Stay:
    """One residence of a generated company."""

    incubator: str
    admitted_on: datetime.date
    left_on: datetime.date | None = None
    reason: str = ""

    @property
    def due_on(self) -> datetime.date:
        """The last agreed day."""
        return add_months(self.admitted_on, STAY)


@dataclass
class Startup:
    """A generated company and its stays, in order."""

    name: str
    unified_code: str
    field: TechField
    founder_kind: FounderKind
    registered_on: datetime.date
    registered_capital: Decimal
    stays: list[Stay]

    @property
    def last(self) -> Stay:
        """Where it is, or was last."""
        return self.stays[-1]


def startups() -> list[Startup]:
    """The 700 companies with all their stays up to the end of 2007."""
    random = Random(SEED)
    names = _names(random)
    everyone: list[Startup] = []
    for year, entries in ENTRIES.items():
        days = sorted(_workday(random, year, 1, 12) for _ in range(entries))
        everyone += [_startup(random, names, len(everyone) + n, day) for n, day in enumerate(days)]
        _let_go(random, everyone, year, GRADUATIONS.get(year, 0), [ExitReason.GRADUATED], months=18)
        _let_go(random, everyone, year, LEAVINGS.get(year, 0), LEFT, months=6)
    _open_software_park(random, everyone)
    _return(random, everyone)
    _old_enough(everyone)
    return everyone


def newcomers() -> list[Startup]:
    """The 210 companies of 2007 alone, with what became of them in that year.

    Where the years before are an opening balance, those who graduated in 2007 are among the
    companies that entered in it: with half a year inside and two years of work behind them.
    """
    random = Random(SEED)
    names = _names(random)
    days = sorted(_workday(random, 2007, 1, 12) for _ in range(ENTRIES[2007]))
    everyone = [_startup(random, names, n, day) for n, day in enumerate(days)]
    graduates = [ExitReason.GRADUATED]
    _let_go(random, everyone, 2007, GRADUATIONS[2007], graduates, months=SHORTEST_STAY)
    _to_software_park(random, everyone)
    _old_enough(everyone)
    return everyone


def _names(random: Random) -> Iterator[str]:
    """Brand words, each pair once, in a shuffled order."""
    brands = sorted({first + second for first in BRANDS_FIRST for second in BRANDS_SECOND})
    random.shuffle(brands)
    return iter(brands)


def _startup(random: Random, names: Iterator[str], number: int, admitted: datetime.date) -> Startup:
    field = random.choices(list(TRADES), FIELD_WEIGHTS)[0]
    trade = random.choice(TRADES[field])
    age = datetime.timedelta(days=random.randrange(5, AGE_AT_ENTRY * 30))
    return Startup(
        name=f"宁波{next(names)}{trade}有限公司{MARK}",
        unified_code=unified_code(number),
        field=field,
        founder_kind=random.choices(list(FOUNDER_WEIGHTS), list(FOUNDER_WEIGHTS.values()))[0],
        registered_on=_weekday(admitted - age),
        registered_capital=random.choice(CAPITALS),
        stays=[Stay(stated.INNOVATION_CENTRE, admitted)],
    )


def _let_go(
    random: Random, everyone: list[Startup], year: int, count: int, reasons: list, *, months: int
) -> None:
    """End ``count`` stays in a year: those that have been there longest, more or less."""
    inside = [startup for startup in everyone if startup.last.left_on is None]
    inside.sort(key=lambda startup: startup.last.admitted_on)
    able = [
        startup
        for startup in inside
        if add_months(startup.last.admitted_on, months) < datetime.date(year, 12, 1)
    ]
    for startup in random.sample(able[: 2 * count], count):
        earliest = max(add_months(startup.last.admitted_on, months), datetime.date(year, 1, 5))
        startup.last.left_on = _workday(random, year, earliest.month, 12, after=earliest)
        startup.last.reason = random.choice(reasons)


def _open_software_park(random: Random, everyone: list[Startup]) -> None:
    """Some companies entered the new software park in 2007, and some moved to it."""
    software = _to_software_park(random, everyone)
    settled = [s for s in software if s.last.admitted_on.year in (2005, 2006)]
    for startup in random.sample(settled, MOVES_TO_SOFTWARE_PARK):
        moved_on = _workday(random, 2007, 7, 12)
        startup.last.left_on, startup.last.reason = moved_on, ExitReason.MOVED
        startup.stays.append(Stay(stated.SOFTWARE_PARK, moved_on))


def _to_software_park(random: Random, everyone: list[Startup]) -> list[Startup]:
    """Let some newcomers enter there; all companies of its trade that are in."""
    opening = OPENED[stated.SOFTWARE_PARK]
    software = [s for s in everyone if s.field == TechField.ELECTRONICS and s.last.left_on is None]
    new = [s for s in software if s.last.admitted_on >= opening]
    for startup in random.sample(new, min(TO_SOFTWARE_PARK, len(new))):
        startup.last.incubator = stated.SOFTWARE_PARK
    return software


def _return(random: Random, everyone: list[Startup]) -> None:
    """A few companies that had withdrawn came back to the centre in 2007."""
    gone = [
        s
        for s in everyone
        if s.last.reason == ExitReason.WITHDREW
        and s.last.left_on
        and s.last.left_on.year in (2005, 2006)
    ]
    for startup in random.sample(gone, RETURNS):
        startup.stays.append(Stay(stated.INNOVATION_CENTRE, _workday(random, 2007, 2, 11)))


def _old_enough(everyone: list[Startup]) -> None:
    """The graduates of 2007 had worked for two years, as the generation of 2006 asks."""
    for startup in everyone:
        left = startup.last.left_on
        if startup.last.reason == ExitReason.GRADUATED and left and left.year == YEARS_WORKED_IN:
            begun = add_months(left, -YEARS_WORKED * 12) - datetime.timedelta(days=7)
            startup.registered_on = min(startup.registered_on, _weekday(begun))


def unified_code(number: int) -> str:
    """A valid code of an enterprise in Ningbo; the subject part is a valid organisation code."""
    body = f"{71000000 + number:08d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714, domain 9.1
    rest = 11 - sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11
    check = {10: "X", 11: "0"}.get(rest, str(rest))
    code = f"91330200{body}{check}"
    return code + uscc.calc_check_digit(code)


def _workday(
    random: Random, year: int, first: int, last: int, after: datetime.date | None = None
) -> datetime.date:
    """A Monday to Friday between the 5th of a month and the 24th of another."""
    begin = max(datetime.date(year, first, 5), after or datetime.date.min)
    end = datetime.date(year, last, 24)
    return _weekday(begin + datetime.timedelta(days=random.randrange((end - begin).days + 1)))


def _weekday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=max(0, day.weekday() - 4))
