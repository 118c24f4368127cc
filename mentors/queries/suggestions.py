"""Mentors for a company: read with two statements, ranked by ``rules.matching``."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Avg, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery

from companies.models import Representative, Residence
from mentors.enums import OPEN, TAKING_A_PLACE, Language, Side
from mentors.models import Appointment, Assignment, Feedback, Stake
from mentors.rules.matching import Candidate, Suggestion, Wanted, best, stage_of

COLUMNS = (
    "pk", "mentor", "mentor__name", "mentor__fields", "mentor__stages", "mentor__strengths",
    "mentor__languages", "companies", "load", "rivals", "own",
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
    """Everybody who could be proposed on a day, with load, ratings and stakes (two statements)."""
    ratings = _ratings(residence.incubator_id)
    nothing = (None, 0)
    return [
        Candidate(
            appointment, mentor, name, frozenset(fields), frozenset(stages),
            frozenset(strengths), frozenset(languages), places, load,
            *ratings.get(mentor, nothing), rivals or 0, bool(own),
        )
        for (
            appointment, mentor, name, fields, stages, strengths, languages, places, load,
            rivals, own,
        ) in _in_office(residence, on).values_list(*COLUMNS)
    ]  # fmt: skip


def _in_office(residence: Residence, on: datetime.date) -> QuerySet:
    taking = Q(
        mentor__assignments__state__in=TAKING_A_PLACE,
        mentor__assignments__incubator=residence.incubator_id,
    )
    at_it = Assignment.objects.filter(
        mentor=OuterRef("mentor"), residence=residence, state__in=OPEN
    )
    acting = Representative.objects.in_force().filter(
        company=residence.company_id, user=OuterRef("mentor__user")
    )
    stakes = Stake.objects.held(on=on)
    company = residence.company
    rivals = stakes.filter(company__field=company.field).exclude(company=company)
    if not company.field:
        rivals = stakes.none()
    return (
        Appointment.objects.in_force(on=on)
        .filter(incubator=residence.incubator_id, mentor__retired_on__isnull=True)
        .exclude(Exists(at_it))
        .exclude(Exists(acting))
        .annotate(
            load=Count("mentor__assignments", filter=taking),
            rivals=_count_of(rivals),
            own=_count_of(stakes.filter(company=company)),
        )
        .filter(load__lt=F("companies"))
    )


def _count_of(stakes: QuerySet) -> Subquery:
    """How many companies of these a mentor has a stake in; few have any."""
    own = stakes.filter(mentor=OuterRef("mentor")).values("mentor")
    return Subquery(
        own.annotate(n=Count("company", distinct=True)).values("n"), output_field=IntegerField()
    )


def _ratings(incubator_id: int) -> dict[int, tuple[Decimal, int]]:
    """The mean and the number of what companies of an incubator said, by mentor."""
    said = Feedback.objects.filter(side=Side.COMPANY, session__incubator=incubator_id)
    by_mentor = said.values_list("session__mentor").annotate(Avg("rating"), Count("pk"))
    return {mentor: (Decimal(str(mean)), count) for mentor, mean, count in by_mentor.order_by()}
