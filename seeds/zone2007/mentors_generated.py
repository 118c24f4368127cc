"""Who helped whom, and when, made up by rule; ``mentoring`` writes it down.

No document names a mentor of the zone. Made up are all people, who are no persons and are
called by numbers, their terms, which companies they had, and every session. Pure functions
of one random seed and of the days they are given.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from companies.enums import ExitReason
from incubator.core.dates import add_months
from incubator.institutions.enums import TechField
from mentors.enums import EndReason, FilingLevel, Language, MentorKind, Mode, Need, Stage, Tier
from mentors.rules.calendar import holiday
from seeds.zone2007 import stated

SEED = 2010
DAY = datetime.timedelta(days=1)
K = MentorKind
EMPLOYERS = {
    K.ENTREPRENEUR: ("示例创业企业", "总经理"),
    K.INVESTOR: ("示例投资机构", "合伙人"),
    K.CONSULTANT: ("示例咨询公司", "顾问"),
    K.ACADEMIC: ("示例高等院校", "教授"),
}
STRENGTHS = {
    K.ENTREPRENEUR: [Need.STRATEGY, Need.MARKET, Need.PEOPLE],
    K.INVESTOR: [Need.FINANCING, Need.FINANCE, Need.STRATEGY],
    K.CONSULTANT: [Need.LEGAL, Need.POLICY, Need.FINANCE],
    K.ACADEMIC: [Need.PRODUCT, Need.POLICY, Need.ABROAD],
}
LEVELS = [
    FilingLevel.INCUBATOR, FilingLevel.MUNICIPAL, FilingLevel.INCUBATOR, FilingLevel.PROVINCIAL,
    FilingLevel.INCUBATOR, FilingLevel.MUNICIPAL, FilingLevel.NATIONAL,
]  # fmt: skip
TIERS = [Tier.MENTOR, Tier.MENTOR, Tier.COUNSELLOR, Tier.MENTOR, Tier.MENTOR, Tier.LIAISON]
PLACES = (3, 4, 5)  # companies at once
HOURS = 16  # a month
TOPICS = {
    Need.STRATEGY: "商业模式与发展规划",
    Need.PRODUCT: "产品定义与技术路线",
    Need.MARKET: "市场开拓与首批客户",
    Need.FINANCING: "融资计划与商业计划书",
    Need.FINANCE: "财务制度与税收优惠",
    Need.PEOPLE: "团队建设与股权激励",
    Need.LEGAL: "专利布局与合同风险",
    Need.POLICY: "项目申报与政策对接",
    Need.ABROAD: "海外市场与国际认证",
}
STEPS = ("补充材料后发给导师", "约见一位潜在客户", "整理财务报表", "完成申报书初稿")
MONTHS = 12  # of an assignment
GAP = 45  # days at most between two companies in one place


@dataclass(frozen=True)
class Person:
    """A mentor to be. ``place`` is the code of the incubator of the terms."""

    number: int
    place: str
    terms: list[tuple[datetime.date, datetime.date]]
    retired: bool = False

    @property
    def name(self) -> str:
        """A number, since nobody is meant."""
        return f"创业导师{self.number:02d}"

    @property
    def kind(self) -> MentorKind:
        """Each in turn."""
        return list(K)[self.number % len(K)]

    @property
    def tier(self) -> Tier:
        """Most are mentors."""
        return TIERS[self.number % len(TIERS)]

    @property
    def level(self) -> FilingLevel:
        """Most are filed with the incubator alone."""
        return LEVELS[self.number % len(LEVELS)]

    @property
    def places(self) -> int:
        """How many companies at once."""
        return PLACES[self.number % len(PLACES)]

    @property
    def strengths(self) -> list[Need]:
        """Of their profession."""
        return STRENGTHS[self.kind]

    @property
    def profile(self) -> dict:
        """What is known of them, by the columns of a mentor."""
        employer, title = EMPLOYERS[self.kind]
        fields = list(TechField)
        first = self.number * 5 % len(fields)
        return {
            "kind": self.kind,
            "employer": f"{employer}{self.number:02d}",
            "title": title,
            "fields": sorted({TechField.ELECTRONICS, fields[first]} if self.number % 2 else
                             {fields[first]}),
            "strengths": self.strengths,
            "stages": [Stage.START, Stage.GROWTH] if self.number % 3 else [Stage.GROWTH],
            "languages": [Language.CHINESE, Language.ENGLISH][: 1 + (self.number % 3 == 0)],
            "experience": "示例数据：按规则生成，不代表任何真实人物。",
        }  # fmt: skip


@dataclass(frozen=True)
class Stay:
    """A residence, as far as mentoring asks."""

    pk: int
    company: int
    admitted_on: datetime.date
    left_on: datetime.date | None
    reason: str = ""


@dataclass(frozen=True)
class Meeting:
    """A session to be."""

    on: datetime.date
    starts: datetime.time
    minutes: int
    mode: Mode
    need: Need
    number: int  # what becomes of it, by turns


@dataclass
class Pairing:
    """An assignment on [begins_on, ends_on), with the reason of an earlier end."""

    person: Person
    stay: Stay
    begins_on: datetime.date
    ends_on: datetime.date
    ended_on: datetime.date | None = None
    reason: str = ""
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def until_on(self) -> datetime.date:
        """The end in force."""
        return self.ended_on or self.ends_on


def people_of_2006() -> list[Person]:
    """Those of the two years of the report: some stayed longer, three retired."""
    first, years = datetime.date(2006, 1, 9), 730 * DAY
    people = []
    for number in range(1, 31):
        begin = first + number * 9 * DAY
        place = stated.INNOVATION_CENTRE
        terms = [(begin, begin + years)]
        if number % 3:
            terms.append((begin + years, begin + 2 * years))
        if number > 24:
            place, begin = stated.SOFTWARE_PARK, datetime.date(2007, 7, 2) + number * DAY
            terms = [(begin, begin + years)]
        people.append(Person(number, place, terms, retired=number in (3, 6, 9)))
    return people


def people_of_today(today: datetime.date) -> list[Person]:
    """Those in office while the demo runs, one whose term ends soon, and one whose has ended."""
    people = []
    for number in range(31, 55):
        begin = today - (90 + number * 7) * DAY
        end = today + (20 if number == 33 else 300 + number) * DAY
        if number == 54:
            end = today - 30 * DAY
        place = stated.SOFTWARE_PARK if number % 4 == 0 else stated.INNOVATION_CENTRE
        people.append(Person(number, place, [(begin, end)]))
    return people


def pairings_of_2006(people: Sequence[Person], stays: dict[str, list[Stay]]) -> Iterator[Pairing]:
    """Each place of each mentor takes one company after another, until the end of 2007."""
    random = Random(SEED)
    for person in people:
        waiting = list(stays[person.place])
        random.shuffle(waiting)
        taken: set[datetime.date] = set()
        for _place in range(person.places):
            begin = person.terms[0][0] + random.randrange(GAP) * DAY
            while begin < datetime.date(2007, 12, 1):
                pairing = _next(person, waiting, begin)
                if pairing is None:
                    break
                _meet(random, pairing, taken, every=(75, 160))
                yield pairing
                begin = pairing.until_on + random.randrange(1, GAP) * DAY


def pairings_of_today(
    people: Sequence[Person], stays: dict[str, list[Stay]], today: datetime.date
) -> Iterator[Pairing]:
    """Two companies for most, with sessions of the last weeks; nobody has one company twice."""
    random = Random(SEED + 1)
    waiting = {place: list(rows) for place, rows in stays.items()}
    for person in people:
        begins, ends = person.terms[0]
        taken: set[datetime.date] = set()
        for place in range(min(person.places - 1, 2)):
            begin = max(begins, today - (200 - 60 * place) * DAY)
            stay = next(iter(waiting[person.place]), None)
            if stay is None or begin >= ends:
                continue
            waiting[person.place].remove(stay)
            pairing = Pairing(person, stay, begin, min(add_months(begin, MONTHS), ends))
            _meet(random, pairing, taken, every=(40, 80), until=today)
            yield pairing


def _next(person: Person, waiting: list[Stay], begin: datetime.date) -> Pairing | None:
    """With the first that waits and is in then; it ends with the stay, the term, or in a year."""
    last = person.terms[-1][1]
    for stay in waiting:
        if stay.admitted_on <= begin and (stay.left_on is None or stay.left_on > begin + 60 * DAY):
            break
    else:
        return None
    waiting.remove(stay)
    ends = min(add_months(begin, MONTHS), last)
    pairing = Pairing(person, stay, begin, ends, ends, EndReason.PERIOD_OVER)
    if stay.left_on and stay.left_on < ends:
        graduated = stay.reason == ExitReason.GRADUATED
        pairing.ended_on = stay.left_on
        pairing.reason = EndReason.GOALS_MET if graduated else EndReason.RESIDENCE_ENDED
    return pairing


def _meet(
    random: Random,
    pairing: Pairing,
    taken: set[datetime.date],
    *,
    every: tuple[int, int],
    until: datetime.date | None = None,
) -> None:
    """Sessions on working days, some weeks apart; one a day of a mentor, who has ``taken``."""
    until = min(until or pairing.until_on, pairing.until_on)
    day = workday(pairing.begins_on + random.randrange(10, 30) * DAY)
    while day < until:
        meeting = Meeting(
            on=_free(day, taken),
            starts=datetime.time(random.choice((9, 10, 14, 15)), random.choice((0, 30))),
            minutes=random.choice((60, 60, 90, 120)),
            mode=random.choice((Mode.ON_SITE, Mode.ON_SITE, Mode.ON_SITE, Mode.PHONE)),
            need=random.choice(pairing.person.strengths),
            number=random.randrange(20),
        )
        if meeting.on < until:
            taken.add(meeting.on)
            pairing.meetings.append(meeting)
        day = workday(day + random.randrange(*every) * DAY)


def _free(day: datetime.date, taken: set[datetime.date]) -> datetime.date:
    """That working day, or the next one on which the mentor meets nobody yet."""
    while day in taken:
        day = workday(day + DAY)
    return day


def workday(day: datetime.date) -> datetime.date:
    """That day, or the next one on which people work, as far as holidays are known."""
    while day.weekday() > 4 or holiday(day):
        day += DAY
    return day
