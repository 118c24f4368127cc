"""Mentors for a company: read with four statements, ranked by ``rules.matching``."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Avg, Count, Q, QuerySet

from companies.models import Company, Representative, Residence
from mentors.enums import OPEN, Language, Side
from mentors.models import Appointment, Assignment, Feedback, Mentor, Stake
from mentors.rules.matching import Candidate, Suggestion, Wanted, best, stage_of

COLUMNS = (
    "pk", "mentor", "mentor__name", "mentor__fields", "mentor__stages", "mentor__strengths",
    "mentor__languages", "companies",
)  # fmt: skip


def wanted_by(
    residence: Residence,
    *,
    on: datetime.date,
    needs: Iterable[str] = (),
    languages: Iterable[str] = (Language.CHINESE,),
) -> Wanted:
    """What a company in residence looks for, with what it has said it needs."""
    return Wanted(
        field=residence.company.field,
        stage=stage_of(residence.programme, residence.admitted_on, on),
        needs=frozenset(map(str, needs)),
        languages=frozenset(map(str, languages)),
    )


def suggestions(
    residence: Residence,
    *,
    on: datetime.date,
    needs: Iterable[str] = (),
    languages: Iterable[str] = (Language.CHINESE,),
    most: int = 10,
) -> list[Suggestion]:
    """The best so many mentors in office at the company's incubator who have a free place.

    Left out are those who are already at it with the company, and those who act for it.
    """
    wanted = wanted_by(residence, on=on, needs=needs, languages=languages)
    return best(wanted, candidates(residence, on=on), most=most)


def candidates(residence: Residence, *, on: datetime.date) -> list[Candidate]:
    """Everybody who could be proposed on a day, with load, ratings and stakes (four statements).

    What is counted is counted by mentor and put beside them here: joined and grouped in one
    statement, 2,000 mentors with their lists of words take five times as long.
    """
    ratings, load = _ratings(residence.incubator_id), _load(residence.incubator_id)
    own, rivals = _stakes(residence.company, on)
    nothing = (None, 0)
    return [
        Candidate(
            appointment, mentor, name, frozenset(fields), frozenset(stages),
            frozenset(strengths), frozenset(languages), places, load.get(mentor, 0),
            *ratings.get(mentor, nothing), len(rivals.get(mentor, ())), mentor in own,
        )
        for (
            appointment, mentor, name, fields, stages, strengths, languages, places,
        ) in _in_office(residence, on).values_list(*COLUMNS)
        if load.get(mentor, 0) < places
    ]  # fmt: skip


def _in_office(residence: Residence, on: datetime.date) -> QuerySet:
    """Terms of those who are not at it with the company and do not act for it."""
    at_it = Assignment.objects.filter(residence=residence, state__in=OPEN).values("mentor")
    acting = Representative.objects.in_force().filter(company=residence.company_id).values("user")
    return (
        Appointment.objects.in_force(on=on)
        .filter(incubator=residence.incubator_id, mentor__retired_on__isnull=True)
        .exclude(mentor__in=at_it)
        .exclude(mentor__in=Mentor.objects.filter(user__in=acting).values("pk"))
    )


def _load(incubator_id: int) -> dict[int, int]:
    """How many places are taken there, by mentor."""
    taking = Assignment.objects.taking_a_place().filter(incubator=incubator_id)
    return dict(taking.values_list("mentor").annotate(Count("pk")).order_by())


def _stakes(company: Company, on: datetime.date) -> tuple[set[int], dict[int, set[int]]]:
    """Who has a stake in a company; and in which others of its field, by mentor."""
    of_it = Q(company=company)
    concerned = of_it | Q(company__field=company.field) if company.field else of_it
    own: set[int] = set()
    rivals: dict[int, set[int]] = defaultdict(set)
    held = Stake.objects.held(on=on).filter(concerned)
    for mentor, other in held.values_list("mentor", "company"):
        if other == company.pk:
            own.add(mentor)
        else:
            rivals[mentor].add(other)
    return own, rivals


def _ratings(incubator_id: int) -> dict[int, tuple[Decimal, int]]:
    """The mean and the number of what companies of an incubator said, by mentor."""
    said = Feedback.objects.filter(side=Side.COMPANY, session__incubator=incubator_id)
    by_mentor = said.values_list("session__mentor").annotate(Avg("rating"), Count("pk"))
    return {mentor: (Decimal(str(mean)), count) for mentor, mean, count in by_mentor.order_by()}
