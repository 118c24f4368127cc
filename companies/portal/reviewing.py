"""A reviewer's pages: the rounds that they review in, and their cases in each."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from companies.enums import WRITABLE, Blind, ReviewState
from companies.models import Review, Reviewer
from companies.queries.cases import ORDERS, is_open, queue, reviews_of
from incubator.core.dates import now
from incubator.core.errors import RuleViolation

ORDER_WORDS = {
    "receipt": _("by receipt number"),
    "name": _("by name"),
    "state": _("by state"),
    "-saved": _("last written first"),
}


@dataclass(frozen=True)
class Progress:
    """How far a reviewer is in one round: cases, and how many of them are done.

    A case that went on before its review was written is none of them.
    """

    reviewer: Reviewer
    total: int
    signed: int
    abstained: int

    @property
    def open(self) -> int:
        """What still waits for them."""
        return self.total - self.signed - self.abstained

    @property
    def percent(self) -> int:
        """How much is done, in whole percent."""
        return 100 * (self.total - self.open) // self.total if self.total else 0


@dataclass(frozen=True)
class Line:
    """One case in the list. ``heading`` is its name, or its receipt number where that is hidden."""

    review: Review
    heading: str

    @property
    def is_closed(self) -> bool:
        """Whether the case went on before its review was written."""
        return self.review.state in WRITABLE and not is_open(self.review)


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Where somebody reviews now; with one round alone its cases are shown at once."""
    found = progress_of(request.user)
    if len(found) == 1:
        return redirect("reviewing:queue", pk=found[0].reviewer.pk)
    return render(request, "reviewing/rounds.html", {"rounds": found})


@require_safe
def cases(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own cases in a round, searched and sorted by what one may see."""
    progress = next((one for one in progress_of(request.user) if one.reviewer.pk == pk), None)
    if progress is None:
        raise Http404
    named = Blind.NAME not in progress.reviewer.round.stage.blind
    text, order = request.GET.get("q", "")[:80], request.GET.get("order", "")[:20]
    try:
        reviews = queue(progress.reviewer, at=now(), text=text, order=order)
    except RuleViolation:
        raise Http404 from None
    return render(
        request,
        "reviewing/queue.html",
        {
            "progress": progress,
            "lines": [Line(one, _heading(one, named)) for one in reviews],
            "text": text,
            "order": order or "receipt",
            "orders": [
                (key, words)
                for key, words in ORDER_WORDS.items()
                if key.removeprefix("-") in ORDERS and (named or key != "name")
            ],
        },
    )


def _heading(review: Review, named: bool) -> str:
    case = review.application
    return (case.name if named else "") or case.receipt


def progress_of(user) -> list[Progress]:
    """The rounds in which somebody may review now, the one that ends first on top."""
    at = now()
    states: dict[int, list[str]] = defaultdict(list)
    for review in reviews_of(user, at=at):
        if is_open(review) or review.state not in WRITABLE:
            states[review.reviewer_id].append(review.state)
    reviewers = Reviewer.objects.filter(user=user).active(at=at)
    return [
        Progress(
            one,
            total=len(states[one.pk]),
            signed=states[one.pk].count(ReviewState.SIGNED),
            abstained=states[one.pk].count(ReviewState.ABSTAINED),
        )
        for one in reviewers.select_related("round__call__incubator", "round__stage").order_by(
            "round__due_at", "pk"
        )
    ]
