"""Scores of cases, worked out from the reviews that count: one way for every page and file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from companies.enums import ApplicationState
from companies.models import Application, ApplicationQuerySet, Review, Stage
from companies.rules.scoring import Formula, places, spread


@dataclass(frozen=True, slots=True)
class Given:
    """A review that counts: its key, who gave it, the score, and what they recommend."""

    pk: int
    reviewer: str
    score: Decimal
    recommends: bool | None


@dataclass(slots=True)
class Standing:
    """A case in a stage: its score, how far apart its reviews are, and its place.

    ``reviews`` are those that count, the earliest assigned first; ``assigned`` counts those
    that are still being written as well. Scores run from 0 to 100.
    """

    case: Application
    stage: Stage
    reviews: list[Given] = field(default_factory=list)
    assigned: int = 0
    score: Decimal | None = None
    place: int | None = None

    @property
    def scores(self) -> list[Decimal]:
        """The score of each review that counts."""
        return [review.score for review in self.reviews]

    @property
    def spread(self) -> Decimal | None:
        """The highest less the lowest."""
        return spread(self.scores)

    @property
    def is_whole(self) -> bool:
        """Whether it has the reviews that its stage asks for."""
        return len(self.reviews) >= self.stage.reviews_wanted


@dataclass(frozen=True)
class Missing:
    """A case that lacks reviews of a stage."""

    case: Application
    stage: Stage
    had: int


def standings(cases: Iterable[Application], *, stage: Stage) -> list[Standing]:
    """Where each case stands in a stage, in the order given; two queries for any number.

    Its place is its place among the cases given.
    """
    found = {case.pk: Standing(case, stage) for case in cases}
    of_stage = Review.objects.filter(application__in=list(found), round__stage=stage)
    for pk in of_stage.filling().apart().values_list("application", flat=True):
        found[pk].assigned += 1
    # Columns, not rows: a ranking has thousands of them.
    counting = of_stage.counting().order_by("assigned_at", "pk")
    for case, *given in counting.values_list(
        "application", "pk", "reviewer__user__name", "score", "recommends"
    ):
        found[case].reviews.append(Given(*given))
    formula = Formula(stage.combination, stage.drop_from)
    for standing in found.values():
        standing.score = formula(standing.scores)
    place = places({pk: standing.score for pk, standing in found.items()})
    for pk, standing in found.items():
        standing.place = place[pk]
    return list(found.values())


def ranking(*, stage: Stage, seen: Iterable[Application]) -> list[Standing]:
    """The same, the best first; what has no score comes last, and equals by receipt number."""
    rows = standings(seen, stage=stage)
    return sorted(
        rows,
        key=lambda row: (
            row.score is None, -(row.score or Decimal(0)), row.case.receipt or "", row.case.pk,
        ),
    )  # fmt: skip


def of_stage(stage: Stage) -> ApplicationQuerySet:
    """Every case that stands in a stage or was given to reviewers there, but those taken back."""
    reviewed = Review.objects.filter(round__stage=stage, application=OuterRef("pk")).filling()
    return Application.objects.filter(
        Exists(reviewed) | Q(stage=stage), call=stage.call_id
    ).exclude(state=ApplicationState.WITHDRAWN)


def reviews_had(cases: Iterable[Application]) -> dict[tuple[int, int], int]:
    """How many reviews count, by key of the case and key of the stage; one query."""
    had: dict[tuple[int, int], int] = defaultdict(int)
    counting = Review.objects.filter(application__in=[case.pk for case in cases]).counting()
    for case, stage in counting.values_list("application", "round__stage"):
        had[case, stage] += 1
    return had


def missing_reviews(cases: Sequence[Application], *, before: Stage | None = None) -> list[Missing]:
    """What cases in review lack of the reviews that their plans ask for; two queries.

    ``before`` looks only at stages that come earlier; without it at all of them.
    """
    plans = {case.stage.plan_id for case in cases if case.stage}
    wanted: dict[int, list[Stage]] = defaultdict(list)
    asking = Stage.objects.filter(plan__in=plans, required=True, reviews_wanted__gte=1)
    if before is not None:
        asking = asking.filter(position__lt=before.position)
    for stage in asking.order_by("position"):
        wanted[stage.plan_id].append(stage)
    had = reviews_had(cases) if wanted else {}
    return [
        Missing(case, stage, had[case.pk, stage.pk])
        for case in cases
        if case.stage
        for stage in wanted[case.stage.plan_id]
        if had[case.pk, stage.pk] < stage.reviews_wanted
    ]


def last_scores(cases: Iterable[Application]) -> dict[int, Decimal]:
    """The score of each case in the last stage in which it has one; one query.

    Cases without a score are not in the answer.
    """
    of_case: dict[int, dict[Stage, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    counting = Review.objects.filter(application__in=[case.pk for case in cases]).counting()
    for review in counting.select_related("round__stage"):
        of_case[review.application_id][review.round.stage].append(review.score)
    scores = {}
    for key, of_stage in of_case.items():
        last = max(of_stage, key=lambda stage: (stage.plan_id, stage.position))
        score = Formula(last.combination, last.drop_from)(of_stage[last])
        if score is not None:
            scores[key] = score
    return scores
