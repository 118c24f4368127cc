"""Mentors of any number at one incubator, for measurements: bulk rows such as the verbs write.

They have companies, sessions, ratings, stakes and free times; nobody has said anything.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import islice
from random import Random

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from companies.models import Residence
from incubator.core.dates import SHANGHAI, add_months
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.pinyin import initials_of, pinyin_of
from incubator.institutions.models import Incubator
from mentors.enums import AssignmentState, Audience, Mode, Rhythm, SessionState, Side, StakeKind
from mentors.models import (
    Appointment,
    Assignment,
    Feedback,
    Mentor,
    MentoringSession,
    OfficeHours,
    Slot,
    Stake,
)
from seeds.demo import require_demo
from seeds.zone2007.generated import MARK
from seeds.zone2007.mentors_generated import HOURS, Person

BATCH = 500
PLACES = 5  # companies at once
SESSIONS = 3  # of each assignment
WITHOUT = 10  # companies that have nobody
STAKE_EVERY = 20  # mentors
OFFICE_EVERY = 10  # mentors with hours of every week
WEEKS = 5
DAY = datetime.timedelta(days=1)


def generate_mentors(
    *,
    count: int,
    on: datetime.date,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Mentors in office where most companies are in residence on a day; returns how many.

    Raises RuleViolation ``not_a_demo``, ``zone_not_empty`` (409).
    """
    require_demo()
    if Mentor.objects.exists():
        raise RuleViolation(
            "zone_not_empty", _("Mentors are on file already; nothing was added."), status=409
        )
    random = Random(seed)
    stays = Residence.objects.open(on=on)
    place = Incubator.objects.incubating().annotate(n=Count("residences")).order_by("-n", "pk")[0]
    there = stays.filter(incubator=place).order_by("pk").values_list("pk", "company")
    waiting = iter(there[WITHOUT:])
    numbers = iter(range(1, count + 1))
    done = 0
    with transaction.atomic(), recorded(reason="generate_zone"):
        while batch := list(islice(numbers, BATCH)):
            terms = _appointed(place, batch, on)
            pairs = _assigned(random, terms, waiting, on)
            _met(random, pairs)
            _offered([term for n, term in zip(batch, terms, strict=True) if n % OFFICE_EVERY == 0],
                     on)  # fmt: skip
            done += len(batch)
            if progress:
                progress(done)
    return done


def _appointed(place: Incubator, numbers: Iterable[int], on: datetime.date) -> list[Appointment]:
    mentors = Mentor.objects.bulk_create(_mentor(number, place) for number in numbers)
    return Appointment.objects.bulk_create(
        Appointment(
            mentor=mentor,
            incubator=place,
            appointed_by=place.name,
            begins_on=add_months(on, -24),
            ends_on=add_months(on, 24),
            companies=PLACES,
            hours=HOURS,
        )
        for mentor in mentors
    )


def _mentor(number: int, place: Incubator) -> Mentor:
    person = Person(number, place.code, [])
    name = f"创业导师{number:05d}{MARK}"
    return Mentor(
        name=name,
        name_pinyin=pinyin_of(name),
        name_initials=initials_of(name),
        **person.profile,
        tier=person.tier,
        is_generated=True,
    )


def _assigned(
    random: Random,
    terms: list[Appointment],
    waiting: Iterable[tuple[int, int]],
    on: datetime.date,
) -> list[Assignment]:
    """As many companies as there are for each; some have a stake in another's."""
    begun = datetime.datetime.combine(add_months(on, -6), datetime.time(10), tzinfo=SHANGHAI)
    pairs = [
        Assignment(
            residence_id=stay,
            company_id=company,
            incubator_id=term.incubator_id,
            appointment=term,
            mentor_id=term.mentor_id,
            state=AssignmentState.ACTIVE,
            asked_by=Side.OFFICE,
            goals=MARK,
            begins_on=begun.date(),
            ends_on=add_months(on, 6),
            proposed_at=begun,
            company_agreed_at=begun,
            mentor_agreed_at=begun,
            accepted_at=begun,
            activated_at=begun,
        )
        for term in terms
        for stay, company in islice(waiting, random.randrange(PLACES))
    ]
    Assignment.objects.bulk_create(pairs)
    Stake.objects.bulk_create(
        Stake(
            mentor_id=term.mentor_id,
            company_id=pair.company_id,
            kind=StakeKind.SHAREHOLDER,
            from_on=begun.date(),
        )
        for term, pair in zip(terms[::STAKE_EVERY], reversed(pairs), strict=False)
    )
    return pairs


def _met(random: Random, pairs: list[Assignment]) -> None:
    """Each pair met some times, a month apart, and the company said how it was."""
    turns: dict[int, int] = defaultdict(int)  # the companies of a mentor follow each other
    days = []
    for pair in pairs:
        hour, turns[pair.mentor_id] = 8 + 2 * turns[pair.mentor_id], turns[pair.mentor_id] + 1
        days += [
            (pair, add_months(pair.begins_on, number + 1), datetime.time(hour))
            for number in range(SESSIONS)
        ]
    sessions = MentoringSession.objects.bulk_create(_session(*each) for each in days)
    Feedback.objects.bulk_create(
        Feedback(
            session=session, side=Side.COMPANY, rating=random.randint(2, 5), given_at=_evening(day)
        )
        for session, (_pair, day, _hour) in zip(sessions, days, strict=True)
    )


def _evening(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(18), tzinfo=SHANGHAI)


def _session(pair: Assignment, on: datetime.date, starts: datetime.time) -> MentoringSession:
    after = _evening(on)
    return MentoringSession(
        mentor_id=pair.mentor_id,
        residence_id=pair.residence_id,
        company_id=pair.company_id,
        incubator_id=pair.incubator_id,
        assignment=pair,
        on=on,
        starts=starts,
        minutes=60,
        mode=Mode.ON_SITE,
        state=SessionState.CONFIRMED,
        planned_at=after,
        reported_at=after,
        confirmed_at=after,
    )


def _offered(terms: list[Appointment], on: datetime.date) -> None:
    """Three times in every week from a day on, for everybody."""
    rules = OfficeHours.objects.bulk_create(
        OfficeHours(
            mentor_id=term.mentor_id,
            incubator_id=term.incubator_id,
            rhythm=Rhythm.WEEKLY,
            from_on=on + DAY,
            until_on=on + (7 * WEEKS + 1) * DAY,
            starts=datetime.time(14),
            ends=datetime.time(17),
            place=MARK,
            audience=Audience.EVERYBODY,
            published_at=datetime.datetime.combine(on, datetime.time(9), tzinfo=SHANGHAI),
        )
        for term in terms
    )
    Slot.objects.bulk_create(
        Slot(
            hours=rule,
            mentor_id=rule.mentor_id,
            incubator_id=rule.incubator_id,
            on=rule.from_on + week * 7 * DAY,
            starts=datetime.time(hour),
            minutes=60,
        )
        for rule in rules
        for week in range(WEEKS)
        for hour in (14, 15, 16)
    )
