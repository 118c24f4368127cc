"""Who is behind what the rulebooks ask of mentoring: incubators, mentors, companies."""

import datetime
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from companies.models import Residence
from incubator.accounts.access import Access
from incubator.institutions.models import Criterion, Incubator
from incubator.institutions.queries import Shelf
from mentors.enums import TOOK_PLACE, SessionState
from mentors.models import Appointment, Assignment, Mentor, MentoringSession
from mentors.rules.watched import LEAST, PER_TEN, SESSIONS, mentors_needed


@dataclass(frozen=True)
class Standing:
    """What one criterion asks of one incubator, and what that has."""

    criterion: Criterion
    needed: int
    has: int

    @property
    def missing(self) -> int:
        """How many mentors more."""
        return max(self.needed - self.has, 0)


@dataclass(frozen=True)
class Place:
    """One incubator on a day: incubatees, those with an active mentor, mentors in office."""

    incubator: Incubator
    incubatees: int
    covered: int
    mentors: int
    standings: list[Standing]


def criteria(rule: str, *, on: datetime.date, shelf: Shelf | None = None) -> list[Criterion]:
    """What published rulebooks say under a rule on a day: those that hold here come first.

    Others are for comparison, also those whose day nobody knows. A limit that is not on file
    asks nothing.
    """
    shelf = shelf or Shelf.load()
    known = [
        one
        for rulebook in shelf.rulebooks
        if (rulebook.effective_from is None or rulebook.effective_from <= on)
        and (rulebook.effective_until is None or rulebook.effective_until > on)
        for one in rulebook.criteria.all()
        if one.rule == rule and one.threshold is not None
    ]
    return sorted(known, key=lambda one: not one.rulebook.applies_here)


def places(*, on: datetime.date, access: Access, shelf: Shelf | None = None) -> list[Place]:
    """Every incubator of incubation in reach that is open, with each criterion (six statements)."""
    shelf = shelf or Shelf.load()
    asked = [*criteria(PER_TEN, on=on, shelf=shelf), *criteria(LEAST, on=on, shelf=shelf)]
    rows = Incubator.objects.visible_to(access).incubating().operating(on=on).order_by("pk")
    stays = Residence.objects.of_incubation().open(on=on)
    incubatees = _by_incubator(stays, "company")
    covered = _by_incubator(_with_mentor(stays, on), "company")
    mentors = _by_incubator(Appointment.objects.in_force(on=on), "mentor")
    return [
        Place(
            incubator=row,
            incubatees=incubatees[row.pk],
            covered=covered[row.pk],
            mentors=mentors[row.pk],
            standings=[
                Standing(
                    one,
                    mentors_needed(
                        one.rule, one.threshold or Fraction(0), incubatees=incubatees[row.pk]
                    ),
                    mentors[row.pk],
                )
                for one in asked
            ],
        )
        for row in rows
    ]


def mentors_behind(
    *, year: int, on: datetime.date, access: Access, needed: int
) -> QuerySet[Mentor]:
    """Mentors in office in reach with fewer sessions in a year, up to a day, than ``needed``.

    Each has ``held`` and ``planned`` (later in the year), the fewest first.
    """
    there = {} if access.everywhere else {"sessions__incubator__in": access.incubator_ids}
    this_year = Q(sessions__on__year=year, **there)
    in_office = Appointment.objects.visible_to(access).in_force(on=on)
    return (
        Mentor.objects.filter(Exists(in_office.filter(mentor=OuterRef("pk"))))
        .annotate(
            held=Count("sessions", filter=this_year & Q(sessions__state__in=TOOK_PLACE)),
            planned=Count("sessions", filter=this_year & Q(sessions__state=SessionState.PLANNED)),
        )
        .filter(held__lt=needed)
        .order_by("held", "name_pinyin", "pk")
    )


def without_mentor(*, on: datetime.date, access: Access) -> QuerySet[Residence]:
    """Incubatees in reach to whom no mentor is assigned on a day, the longest in first."""
    stays = Residence.objects.visible_to(access).of_incubation().open(on=on)
    return (
        stays.exclude(Exists(_assigned(on)))
        .select_related("company", "incubator")
        .order_by("admitted_on", "pk")
    )


def sessions_needed(*, on: datetime.date, shelf: Shelf | None = None) -> Criterion | None:
    """How many sessions of each mentor in a year are asked for, by the first rulebook that says."""
    return next(iter(criteria(SESSIONS, on=on, shelf=shelf)), None)


def waiting_sessions(access: Access) -> QuerySet[MentoringSession]:
    """Sessions in reach that both sides were asked about and nobody has answered."""
    asked = MentoringSession.objects.visible_to(access).planned().filter(asked_at__isnull=False)
    return asked.select_related("mentor", "company").order_by("on", "pk")


def _with_mentor(stays: QuerySet, on: datetime.date) -> QuerySet:
    return stays.filter(Exists(_assigned(on)))


def _assigned(on: datetime.date) -> QuerySet:
    return Assignment.objects.active(on=on).filter(residence=OuterRef("pk"))


def _by_incubator(rows: QuerySet, counted: str) -> Counter:
    """How many different ones each incubator has."""
    counts = rows.values_list("incubator").annotate(Count(counted, distinct=True)).order_by()
    return Counter(dict(counts))
