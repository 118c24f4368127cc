"""Saving one answer while somebody types: a fragment in, a fragment out."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from companies import lifecycle
from companies.models import Answer
from companies.portal.drafts import refuse_line
from companies.portal.fields import Asked, revision_sent, value_sent
from companies.portal.shared import application_of, told
from companies.rules.answers import Problem, problems
from incubator.core.dates import now
from incubator.core.errors import RuleViolation


@require_POST
def save(request: HttpRequest, key: uuid.UUID, question: str) -> HttpResponse:
    """Keep one answer; answers with its line of state: saved at, or both texts."""
    application = application_of(request, key)
    asked = application.questionnaire.questions.filter(key=question).first()
    value = value_sent(asked, request.POST) if asked else None
    if value is None:
        raise Http404
    try:
        answer = lifecycle.save_answer(
            application=application,
            key=question,
            value=value,
            seen=revision_sent(asked, request.POST),
            by=request.user,
            at=now(),
        )
    except RuleViolation as violation:
        return _refused(request, asked, violation)
    wrong = problems([_unconditional(asked)], {question: answer.value}, {})
    return render(
        request,
        "applying/saved.html",
        {
            "asked": Asked(asked, answer, problem=_worth_saying(wrong)),
            "saved_at": answer.saved_at,
        },
    )


def _refused(request: HttpRequest, asked, violation: RuleViolation) -> HttpResponse:
    """The status says no to programs; the page shows the sentence, and both texts."""
    line = Asked(asked, Answer(key=asked.key, revision=revision_sent(asked, request.POST)))
    refuse_line(line, violation)
    context = {"asked": line, "code": violation.code, "saved_at": None}
    return render(request, "applying/saved.html", context, status=violation.status)


def _unconditional(asked):
    """The question on its own: what it depends on is another question's business."""
    asked.shown_when = ""
    return asked


def _worth_saying(wrong: list[Problem]) -> Problem | None:
    """While somebody types, that something is still missing is not worth saying."""
    return next((problem for problem in wrong if problem.code != "answer_missing"), None)


@require_POST
def late(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Enter a code for late entry."""
    application = application_of(request, key)
    told(
        request,
        lambda: lifecycle.enter_late_code(
            application=application,
            code=request.POST.get("late_code", "")[:40],
            by=request.user,
            at=now(),
        ),
    )
    return redirect("applying:check", key=key)


@require_POST
def appeal(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Keep the reason for an exception."""
    application = application_of(request, key)
    told(
        request,
        lambda: lifecycle.appeal(
            application=application,
            reason=request.POST.get("appeal", ""),
            by=request.user,
            at=now(),
        ),
    )
    return redirect("applying:check", key=key)
