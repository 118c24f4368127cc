"""Rows as they are now, held until the transaction ends."""

import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.models import Application, Call, Company, Review, ReviewRound
from incubator.core.errors import RuleViolation


def locked_company(company_id: int) -> Company:
    """The row as it is now, held until the transaction ends. Raises ``company_merged`` (409)."""
    company = Company.objects.select_for_update(of=("self",)).get(pk=company_id)
    if company.merged_into_id is not None:
        raise RuleViolation(
            "company_merged",
            _("%(company)s was merged into %(other)s (no. %(number)d): go on there."),
            status=409,
            company=company.name,
            other=Company.objects.get(pk=company.merged_into_id).name,
            number=company.merged_into_id,
        )
    return company


def locked_companies(keys: Iterable[int]) -> dict[int, Company]:
    """Those that were not merged, always in the same order, as they are now, held alike."""
    rows = Company.objects.select_for_update(of=("self",)).filter(pk__in=set(keys)).order_by("pk")
    return {one.pk: one for one in rows if one.merged_into_id is None}


def merged_meanwhile(said: str) -> tuple[str, Promise, dict[str, object]]:
    """What it means that the triggers hang nothing on a company that was merged away: a verb
    that does not hold the company waits there for the merge."""
    company, other = (int(number) for number in re.findall(r"\d+", said))
    return (
        "company_merged",
        _("Company no. %(company)d was merged into no. %(number)d meanwhile: go on there."),
        {"company": company, "number": other},
    )


def locked_call(call: Call) -> Call:
    """One call."""
    return Call.objects.select_for_update(of=("self",)).select_related("incubator").get(pk=call.pk)


def locked_cases(keys: Iterable[int]) -> list[Application]:
    """Applications, always in the same order, so that two who take several never wait in turn.

    Their stages are read once they are held: joined to a row that somebody else was changing,
    the stage that it came to is not there, and a case would seem to stand in none.
    """
    rows = Application.objects.select_for_update(of=("self",)).filter(pk__in=list(keys))
    rows = rows.select_related("call", "incubator", "started_by").prefetch_related("stage")
    return list(rows.order_by("pk"))


def locked_round(review_round: ReviewRound) -> ReviewRound:
    """One round: what is counted within it cannot change meanwhile."""
    rows = ReviewRound.objects.select_for_update(of=("self",))
    return rows.select_related("call__incubator", "stage").get(pk=review_round.pk)


def locked_review(review: Review) -> Review:
    """One review, with everything that says whether it may be written in."""
    rows = Review.objects.select_for_update(of=("self",))
    return rows.select_related(
        "reviewer__user", "round__stage", "application__call", "application__stage"
    ).get(pk=review.pk)
