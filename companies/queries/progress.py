"""How far a round of review is: by person, and by case. Only of cases that the reader may see."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q

from companies.enums import FILLING, WRITABLE, ReviewState
from companies.models import Application, Review, Reviewer, ReviewRound
from companies.queries.assigning import cases_of
from incubator.accounts.access import Access


@dataclass(frozen=True)
class PersonProgress:
    """What one reviewer has, and has done."""

    reviewer: Reviewer
    assigned: int
    begun: int
    signed: int
    abstained: int
    saved_at: object = None

    @property
    def open(self) -> int:
        """Still to be signed."""
        return self.assigned - self.signed

    @property
    def percent(self) -> int:
        """Signed of those assigned."""
        return 100 * self.signed // self.assigned if self.assigned else 0


@dataclass
class CaseProgress:
    """What one case of a round's stage has; ``signed`` are those that count."""

    case: Application
    wanted: int
    assigned: int = 0
    signed: int = 0
    reviewers: list[str] = field(default_factory=list)

    @property
    def unassigned(self) -> int:
        """Places that nobody fills."""
        return max(self.wanted - self.assigned, 0)

    @property
    def is_whole(self) -> bool:
        """Whether it has all that the stage asks for."""
        return self.signed >= self.wanted


def of_people(review_round: ReviewRound, access: Access) -> list[PersonProgress]:
    """Everybody in a round, those who left last; two queries."""
    state = ReviewState
    seen = Review.objects.visible_to(access).filter(round=review_round)
    counted = {
        row["reviewer"]: row
        for row in seen.values("reviewer").annotate(
            assigned=Count("pk", filter=Q(state__in=FILLING)),
            begun=Count("pk", filter=Q(state=state.DRAFT)),
            signed=Count("pk", filter=Q(state=state.SIGNED)),
            abstained=Count("pk", filter=Q(state=state.ABSTAINED)),
            saved_at=Max("saved_at"),
        )
    }
    nothing = {"assigned": 0, "begun": 0, "signed": 0, "abstained": 0, "saved_at": None}
    people = review_round.reviewers.select_related("user").order_by("left_at", "user__name", "pk")
    rows = []
    for reviewer in people:
        row = {**nothing, **counted.get(reviewer.pk, {})}
        row.pop("reviewer", None)
        rows.append(PersonProgress(reviewer, **row))
    return sorted(rows, key=lambda row: row.reviewer.left_at is not None)


def of_cases(review_round: ReviewRound, access: Access) -> list[CaseProgress]:
    """Every case that stands in the round's stage, those that lack most first; three queries.

    Reviews of every round of the stage count, as for the decision.
    """
    cases = cases_of(review_round).visible_to(access).order_by("receipt", "pk")
    wanted = review_round.stage.reviews_wanted
    found = {case.pk: CaseProgress(case, wanted) for case in cases}
    of_stage = Review.objects.filter(application__in=cases, round__stage=review_round.stage_id)
    people: dict[int, list[str]] = defaultdict(list)
    signed = of_stage.counting().values_list("application", "reviewer__user__name")
    writing = of_stage.filter(state__in=WRITABLE).apart()
    for case, name in signed:
        found[case].signed += 1
        found[case].assigned += 1
        people[case].append(f"{name} ✓")
    for case, name in writing.values_list("application", "reviewer__user__name"):
        found[case].assigned += 1
        people[case].append(name)
    for case, names in people.items():
        found[case].reviewers = sorted(names)
    return sorted(found.values(), key=lambda row: (row.is_whole, -row.unassigned, row.signed))
