"""A graduation is closed: the stay ends with its leases and mentors. Or it is set aside."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies import lifecycle as companies
from companies.enums import GraduationState
from companies.lifecycle.graduation import mark_graduated, supersede_graduation
from companies.lifecycle.graduation_parts import locked_review, set_columns
from companies.models import GraduationReview
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.workflows.exit import graduate

# Who knows whether a year's figures are published says so here (statistics, when it is ready):
# a graduation cannot be put into such a year unnoticed.
IS_PUBLISHED: list[Callable[[int], bool]] = []


@transaction.atomic
def close(
    *, review: GraduationReview, on: datetime.date, by, at: datetime.datetime, late: str = ""
) -> GraduationReview:
    """The formalities are done on a day: that day the company has graduated.

    In a published year only with the reason why it comes ``late``: then it is a late fact, which
    the zone office decides on.

    Raises RuleViolation: ``graduation_in_published_year`` (409), and those of ``mark_graduated``
    and of ``exit.graduate``.
    """
    if not late.strip():
        refuse_published_year(on)
    with recorded(reason=late.strip()):
        closed = mark_graduated(review=review, on=on, by=by, at=at)
        graduate(residence=closed.residence, on=on, by=by)
    return closed


@transaction.atomic
def supersede(
    *, review: GraduationReview, reason: str, on: datetime.date, by, at: datetime.datetime
) -> GraduationReview:
    """Set a decision aside for a reason and begin another review; a graduate is an incubatee again.

    Leases and mentors that ended stay ended. Raises RuleViolation as ``supersede_graduation``
    and ``companies.lifecycle.correct_residence``.
    """
    review = locked_review(review)
    stay = review.residence
    if review.state == GraduationState.GRADUATED and stay.left_on == review.closed_on:
        set_columns(review, by=by, state=GraduationState.ANNULLED)
        companies.correct_residence(
            residence=stay, admitted_on=stay.admitted_on, due_on=stay.due_on, left_on=None,
            exit_reason="", by=by, reason=reason,
        )  # fmt: skip
    return supersede_graduation(review=review, reason=reason, on=on, by=by, at=at)


def refuse_published_year(on: datetime.date) -> None:
    """Raises ``graduation_in_published_year`` (409)."""
    if any(is_published(on.year) for is_published in IS_PUBLISHED):
        raise RuleViolation(
            "graduation_in_published_year",
            _("The figures of %(year)s are published; a graduation of that year is a late fact, "
              "which the zone office has to decide on. Say why it comes so late."),
            status=409,
            field="on",
            year=on.year,
        )  # fmt: skip
