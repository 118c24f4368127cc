"""Survival of graduates by the year in which they graduated."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from companies.enums import ExitReason
from companies.models import FollowUp, Residence
from companies.rules.following import MARKS, Survival, survival


@dataclass(frozen=True)
class Cohort:
    """The graduates of one year after 1, 3 and 5 years; None while those years are not over."""

    year: int
    graduates: int
    marks: tuple[Survival | None, ...]


def cohorts(stays: QuerySet[Residence], *, last_year: int) -> list[Cohort]:
    """Of the graduates among stays, the newest year first; two queries."""
    left = dict(
        stays.of_incubation()
        .filter(exit_reason=ExitReason.GRADUATED, left_on__isnull=False)
        .values_list("pk", "left_on__year")
    )
    answers = list(
        FollowUp.objects.reached().filter(residence__in=left).values_list(
            "residence", "year", "outcome"
        )
    )  # fmt: skip
    return [
        _cohort(year, {stay: of for stay, of in left.items() if of == year}, answers, last_year)
        for year in sorted({*left.values()}, reverse=True)
    ]


def _cohort(
    year: int, graduated: dict[int, int], answers: Sequence[tuple], last_year: int
) -> Cohort:
    marks = tuple(
        survival(graduated, answers, years=mark) if year + mark <= last_year else None
        for mark in MARKS
    )
    return Cohort(year, len(graduated), marks)
