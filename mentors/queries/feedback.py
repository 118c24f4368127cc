"""What others think of a mentor, told in the aggregate alone."""

from dataclasses import dataclass
from decimal import Decimal

from mentors.enums import Side
from mentors.models import Feedback, Mentor

FEW = 3


@dataclass(frozen=True)
class Rating:
    """The mean of so many answers, 1 to 5."""

    mean: Decimal
    answers: int


def rating_of(*, mentor: Mentor) -> Rating | None:
    """What a mentor may know of how companies rated them: None for fewer than three answers.

    Answers count in threes, the oldest first. With each single one the mentor could work out
    what the last company said, by the difference to the mean before.
    """
    said = (
        Feedback.objects.filter(session__mentor=mentor, side=Side.COMPANY)
        .order_by("given_at", "pk")
        .values_list("rating", flat=True)
    )
    told = list(said)
    told = told[: len(told) // FEW * FEW]
    if not told:
        return None
    return Rating(Decimal(sum(told)) / len(told), len(told))
