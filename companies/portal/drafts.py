"""A draft: begun, filled section by section, looked over, handed in."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies import lifecycle
from companies.enums import ApplicationState, QuestionKind, Right
from companies.models import Answer, Application, Call, Company, Question
from companies.portal.fields import Asked, revision_sent, value_sent
from companies.portal.shared import application_of
from companies.queries.applications import (
    answers_of,
    files_of,
    handed_in_before,
    questions_of,
    right_of,
)
from companies.queries.eligibility import verdicts_of
from companies.rules.answers import Problem, as_text, facts_of, problems, shown
from companies.rules.eligibility import overall
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.core.files.kinds import KINDS, names_of


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a draft, for a company that one acts for, one that one applied for, or a new one."""
    call = get_object_or_404(Call.objects.public().select_related("incubator"), code=code)
    companies = Company.objects.filter(
        representatives__user=request.user, representatives__ended_at__isnull=True
    ).order_by("name_pinyin")
    on_file = {company.pk for company in companies}
    before = [one for one in handed_in_before(request.user) if one.company_id not in on_file]
    status, wrong = 200, None
    if request.method == "POST":
        try:
            application = lifecycle.start_draft(
                call=call,
                **_for_whom(request.POST.get("for", ""), companies, before),
                unified_code=request.POST.get("unified_code", "")[:60],
                late_code=request.POST.get("late_code", "")[:40],
                by=request.user,
                at=now(),
            )
        except RuleViolation as violation:
            status, wrong = violation.status, violation
        else:
            return redirect("applying:fill", key=application.key, step=1)
    drafts = Application.objects.of_person(request.user).filter(
        call=call, state=ApplicationState.DRAFT
    )
    return render(
        request,
        "applying/start.html",
        {
            "call": call,
            "companies": companies,
            "before": before,
            "drafts": drafts,
            "is_open": call.is_open(at=now()),
            "typed": request.POST,
            "wrong": wrong,
        },
        status=status,
    )


def _for_whom(
    chosen: str, companies: QuerySet[Company], before: Sequence[Application]
) -> dict[str, Any]:
    """One of one's own companies, or an earlier application; nothing for another company."""
    kind, _colon, which = chosen.partition(":")
    if not chosen:
        return {}
    found: Company | Application | None = None
    if kind == "company" and which.isdecimal() and len(which) < 10:  # noqa: PLR2004
        found = companies.filter(pk=which).first()
    elif kind == "earlier":
        found = next((one for one in before if str(one.key) == which), None)
    if found is None:
        raise Http404
    return {kind: found}


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, key: uuid.UUID, step: int) -> HttpResponse:
    """One section of the form. Each answer saves itself; without script, all at once."""
    application = application_of(request, key)
    if not application.is_editable:
        return redirect("applying:application", key=key)
    questions = questions_of(application)
    sections = sections_of(questions)
    if not 1 <= step <= len(sections):
        raise Http404
    title, asked = sections[step - 1]
    if request.method == "POST":
        refused = _save_all(request, application, asked)
        if not refused:
            return _after(request, key, step, len(sections))
    else:
        refused = {}
    page = _page(application, questions, asked, refused)
    return render(
        request,
        "applying/fill.html",
        {"application": application, "title": title, "step": step, **page},
        status=409 if refused else 200,
    )


def sections_of(questions: Sequence[Question]) -> list[tuple[str, list[Question]]]:
    """The questions under the headings that they stand under."""
    return [
        (section, list(own)) for section, own in groupby(questions, lambda q: q.said("section"))
    ]


def steps_of(questions: Sequence[Question], open_keys: Iterable[str]) -> list[tuple[int, str, int]]:
    """Each section's number, its heading, and how many answers of it are missing or wrong."""
    missing = set(open_keys)
    return [
        (number, name, sum(question.key in missing for question in own))
        for number, (name, own) in enumerate(sections_of(questions), start=1)
    ]


def _save_all(
    request: HttpRequest, application: Application, asked: Sequence[Question]
) -> dict[str, RuleViolation]:
    """Save what was sent, question by question; what was refused, by question."""
    refused = {}
    for question in asked:
        value = value_sent(question, request.POST)
        if value is None or question.kind == QuestionKind.FILE:
            continue
        try:
            lifecycle.save_answer(
                application=application,
                key=question.key,
                value=value,
                seen=revision_sent(question, request.POST),
                by=request.user,
                at=now(),
            )
        except RuleViolation as violation:
            violation.values["typed"] = value
            refused[question.key] = violation
    return refused


def _after(request: HttpRequest, key: uuid.UUID, step: int, last: int) -> HttpResponse:
    go = request.POST.get("go", "next")
    if go == "stay":
        messages.success(request, _("Saved."))
        return redirect("applying:fill", key=key, step=step)
    if go == "back" and step > 1:
        return redirect("applying:fill", key=key, step=step - 1)
    if step < last:
        return redirect("applying:fill", key=key, step=step + 1)
    return redirect("applying:check", key=key)


def _page(
    application: Application,
    questions: Sequence[Question],
    asked: Sequence[Question],
    refused: dict[str, RuleViolation],
) -> dict[str, Any]:
    answers = answers_of(application)
    values = {name: answer.value for name, answer in answers.items()}
    visible = {question.key for question in shown(questions, values)}
    attached = list(application.attachments.in_force().order_by("pk"))
    lines = []
    for question in asked:
        line = Asked(
            question,
            answers.get(question.key),
            files=[file for file in attached if file.question == question.key],
        )
        if violation := refused.get(question.key):
            refuse_line(line, violation)
        lines.append((line, question.key in visible))
    found = problems(questions, values, Counter(file.question for file in attached))
    return {
        "lines": lines,
        "problem_count": len(refused),
        "steps": steps_of(questions, [problem.key for problem in found]),
        "accepted": _accepted()
        if any(line.kind == QuestionKind.FILE for line, _ in lines)
        else None,
    }


def _accepted() -> dict[str, Any]:
    """What a file may be."""
    return {
        "kinds": _(", ").join(names_of(KINDS)),
        "most": settings.FILES_MAX_BYTES // 1024 // 1024,
    }


def refuse_line(line: Asked, violation: RuleViolation) -> None:
    """Show what was typed, why it was not kept, and what somebody else has written."""
    values = violation.values
    line.problem = Problem(line.key, line.label, violation.code, violation.detail)
    line.theirs = as_text(line.question, values.get("theirs", ""))
    line.answer = Answer(
        key=line.key,
        value=values.get("typed", ""),
        revision=values.get("revision", line.revision),
        saved_at=None,
    )


@require_safe
def check(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Everything on one page, with what is missing at the top, before it is handed in."""
    application = application_of(request, key)
    if not application.is_editable:
        return redirect("applying:application", key=key)
    return render(request, "applying/check.html", overview(request, application))


def overview(
    request: HttpRequest, application: Application, extra: Sequence[Problem] = ()
) -> dict[str, Any]:
    """All answers by section, the problems among them, and the conditions of entry."""
    questions = questions_of(application)
    answers = answers_of(application)
    values = {name: answer.value for name, answer in answers.items()}
    found = {problem.key: problem for problem in problems(questions, values, files_of(application))}
    found |= {problem.key: problem for problem in extra}
    attached = list(application.attachments.in_force().order_by("pk"))
    visible = {question.key for question in shown(questions, values)}
    sections = []
    where = {}
    for step, (title, asked) in enumerate(sections_of(questions), start=1):
        where |= {question.key: step for question in asked}
        lines = [
            Asked(
                question,
                answers.get(question.key),
                files=[file for file in attached if file.question == question.key],
                problem=found.get(question.key),
            )
            for question in asked
            if question.key in visible
        ]
        sections.append((step, title, lines))
    verdicts = verdicts_of(call=application.call, facts=facts_of(questions, values), at=now())
    return {
        "application": application,
        "step": 0,
        "steps": steps_of(questions, found),
        "sections": sections,
        "problems": [(problem, where.get(problem.key)) for problem in found.values()],
        "verdicts": verdicts,
        "eligible": overall(verdicts),
        "may_sign": right_of(application=application, user=request.user) == Right.SIGN,
        "is_in_time": _is_in_time(application),
    }


def _is_in_time(application: Application) -> bool:
    at = now()
    late = application.late_code
    return (
        application.submitted_at is not None
        or application.call.is_open(at=at)
        or bool(late and not late.revoked_at and at < late.until)
    )


@require_POST
def hand_in(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Hand in for good. Asked twice, it answers with the same receipt."""
    application = application_of(request, key)
    try:
        lifecycle.submit(application=application, by=request.user, at=now())
    except lifecycle.Incomplete as incomplete:
        page = overview(request, application, extra=incomplete.problems)
        return render(request, "applying/check.html", page, status=incomplete.status)
    except RuleViolation as violation:
        messages.error(request, violation.detail)
        return redirect("applying:check", key=key)
    return redirect("applying:application", key=key)
