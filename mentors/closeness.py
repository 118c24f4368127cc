"""Whom a mentor is too close to, for those who assign reviews."""

from collections.abc import Iterable

from mentors.models import Assignment


def mentored(users: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Pairs (user, company) of everybody who mentors or mentored a company."""
    pairs = Assignment.objects.filter(mentor__user__in=list(users))
    return pairs.values_list("mentor__user", "company").distinct()
