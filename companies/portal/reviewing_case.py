"""One case before its reviewer: read beside its rubric, saved by itself, signed or handed back."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies import lifecycle
from companies.enums import WRITABLE
from companies.lifecycle.reviewing import criteria_of
from companies.models import Review, RubricCriterion
from companies.portal.shared import told
from companies.queries.cases import Case, case_for, file_for, is_open, others_of, review_of
from companies.rules.scoring import review_score, values_of
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.core.files import as_attachment
from incubator.core.numbers import typed

MOST_BUTTONS = 11  # a longer scale is typed
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Scored:
    """A criterion with what it was given."""

    criterion: RubricCriterion
    value: Decimal | None
    share: int  # of all weights, in percent
    typed: str = ""
    problem: str = ""

    @property
    def name(self) -> str:
        """The field of the form."""
        return f"score-{self.criterion.pk}"

    @property
    def text(self) -> str:
        """What stands in the field: refused input as it was typed."""
        return self.typed or (typed(self.value) if self.value is not None else "")

    @property
    def values(self) -> list[str]:
        """The values to choose from; none where the scale is too long for buttons."""
        values = values_of(self.criterion)
        return [typed(value) for value in values] if len(values) <= MOST_BUTTONS else []

    @property
    def least(self) -> str:
        """The scale's beginning."""
        return typed(self.criterion.minimum)

    @property
    def most(self) -> str:
        """The scale's end."""
        return typed(self.criterion.maximum)


def own_review(request: HttpRequest, pk: int) -> Review:
    """The asker's own review; what is kept from them, or another's, does not exist."""
    try:
        return review_of(request.user, pk, at=now())
    except RuleViolation:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The case and the form beside it; without script the whole form is sent here."""
    review = own_review(request, pk)
    refused = None
    if request.method == "POST":
        try:
            review = _save(request, review)
        except RuleViolation as violation:
            refused = violation
        else:
            messages.success(request, _("Saved."))
            onward = "reviewing:sign" if request.POST.get("go") == "sign" else "reviewing:case"
            return redirect(onward, pk=pk)
    return render(
        request,
        "reviewing/case.html",
        shown_case(request, review, refused),
        status=refused.status if refused else 200,
    )


def shown_case(
    request: HttpRequest, review: Review, refused: RuleViolation | None = None
) -> dict[str, Any]:
    """What the page of a case shows: what may be read of it, and the rubric as it is filled in."""
    sent = request.POST if refused else None
    scored = rubric_of(review, sent, refused)
    case = case_for(review.reviewer, review.application, at=now())
    return {
        "review": review,
        "case": case,
        "sections": sections_of(case),
        "scored": scored,
        "score": score_so_far(scored),
        "is_open": is_open(review),
        "is_closed": review.state in WRITABLE and not is_open(review),
        "others": others_of(review),
        "refused": refused,
        "comment_office": sent.get("comment_office", "") if sent else review.comment_office,
        "comment_applicant": sent.get("comment_applicant", "")
        if sent
        else review.comment_applicant,
        "recommends": {True: YES, False: NO, None: ""}[review.recommends],
    }


def sections_of(case: Case) -> list[tuple[str, list]]:
    """The lines of a case under their headings."""
    grouped = groupby(case.lines, lambda line: line.question.said("section"))
    return [(section, list(own)) for section, own in grouped]


def rubric_of(review: Review, sent: Any = None, refused: Any = None) -> list[Scored]:
    """Each criterion with its value, or with what was sent and refused."""
    kept = dict(review.scores.values_list("criterion", "value"))
    criteria = list(criteria_of(review))
    weights = sum(one.weight for one in criteria) or 1
    field = getattr(refused, "field", None)
    return [
        Scored(
            one,
            kept.get(one.pk),
            share=round(100 * one.weight / weights),
            typed=(sent or {}).get(f"score-{one.pk}", "")[:40],
            problem=refused.detail if refused and field == f"score-{one.pk}" else "",
        )
        for one in criteria
    ]


def score_so_far(scored: Sequence[Scored]) -> Decimal | None:
    """What the score would be; None while a criterion is missing."""
    given = [(one.criterion, one.value) for one in scored if one.value is not None]
    return review_score(given) if scored and len(given) == len(scored) else None


def _save(request: HttpRequest, review: Review) -> Review:
    """What the form sent; a criterion that it does not name stays as it is."""
    sent = request.POST
    names = {f"score-{one.pk}": one.pk for one in criteria_of(review)}
    return lifecycle.save_review(
        review=review,
        seen=_seen(request),
        scores={key: sent[name][:40] for name, key in names.items() if name in sent},
        comment_office=sent.get("comment_office"),
        comment_applicant=sent.get("comment_applicant"),
        recommends={YES: True, NO: False}.get(sent.get("recommends", "")),
        by=request.user,
        at=now(),
    )


def _seen(request: HttpRequest) -> int:
    """The revision before the writer; -1, which never is one, where it is no number."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1  # noqa: PLR2004


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what stands in the form; answers with its line of state."""
    review = own_review(request, pk)
    try:
        review = _save(request, review)
    except RuleViolation as violation:
        context = {"review": review, "refused": violation}
        return render(request, "reviewing/saved.html", context, status=violation.status)
    scored = rubric_of(review)
    return render(
        request,
        "reviewing/saved.html",
        {"review": review, "scored": scored, "score": score_so_far(scored), "fresh": True},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything once more, then signed for good. Asked twice, it is signed once."""
    review = own_review(request, pk)
    missing: list[RubricCriterion] = []
    if request.method == "POST":
        try:
            lifecycle.sign_review(review=review, seen=_seen(request), by=request.user, at=now())
        except lifecycle.Unfinished as unfinished:
            missing = unfinished.missing
        except RuleViolation as violation:
            messages.error(request, violation.detail)
            return redirect("reviewing:case", pk=pk)
        else:
            messages.success(request, _("Signed. Thank you."))
            return redirect("reviewing:queue", pk=review.reviewer_id)
    elif not is_open(review):
        return redirect("reviewing:case", pk=pk)
    scored = rubric_of(review)
    missing = missing or [one.criterion for one in scored if one.value is None]
    return render(
        request,
        "reviewing/sign.html",
        {
            "review": review,
            "case": case_for(review.reviewer, review.application, at=now()),
            "scored": scored,
            "score": score_so_far(scored),
            "missing": missing,
        },
        status=400 if missing and request.method == "POST" else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def stand_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one is close to the company, or gives no score; asked with a reason."""
    review = own_review(request, pk)
    why, reason = request.POST.get("why", ""), request.POST.get("reason", "")
    verb = {"close": lifecycle.declare_conflict, "abstain": lifecycle.abstain}.get(why)
    problem = _("Choose one of the two.") if request.method == "POST" and verb is None else ""
    if verb is not None and request.method == "POST":
        if told(request, lambda: verb(review=review, reason=reason, by=request.user, at=now())):
            messages.success(request, _("Noted. The office gives the case to somebody else."))
            return redirect("reviewing:queue", pk=review.reviewer_id)
        problem = _("It was not noted; see above.")
    return render(
        request,
        "reviewing/stand_back.html",
        {
            "review": review,
            "case": case_for(review.reviewer, review.application, at=now()),
            "why": why,
            "reason": reason,
            "problem": problem,
            "may_abstain": is_open(review),
        },
        status=400 if problem else 200,
    )


@require_safe
def download(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file of the case, as far and in the form in which its stage gives it."""
    review = own_review(request, pk)
    try:
        name, kind, content = file_for(review.reviewer, review.application, file, at=now())
    except RuleViolation as violation:
        if violation.status == 404:  # noqa: PLR2004
            raise Http404 from None
        messages.error(request, violation.detail)
        return redirect("reviewing:case", pk=pk)
    return as_attachment(content, name=name, content_type=kind)
