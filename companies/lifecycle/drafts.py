"""Verbs on drafts: started, written answer by answer, never overwritten unseen."""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import ApplicationState, Fact, QuestionKind, Right
from companies.lifecycle.calls import late_code_in_force
from companies.lifecycle.moving import hold_person, locked_application, record_move, require_right
from companies.models import (
    Answer,
    Application,
    Call,
    Collaborator,
    Company,
    Questionnaire,
    Representative,
)
from companies.models.applications import rights_from
from companies.queries.applications import known_by_code, known_facts
from companies.rules.answers import clean, options_of
from incubator.core.codes import clean_unified_code
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

MOST_DRAFTS = 20


@transaction.atomic
def start_draft(
    *,
    call: Call,
    by,
    at: datetime.datetime,
    company: Company | None = None,
    earlier: Application | None = None,
    unified_code: str = "",
    late_code: str = "",
    answers: dict[str, Any] | None = None,
) -> Application:
    """Begin an application; what is known of the company already is filled in.

    ``company`` is one that the person acts for, ``earlier`` an application of their own;
    ``unified_code`` finds either. ``answers`` are by key, and go before what is known.
    Raises RuleViolation: ``call_not_open`` (409), ``late_code_invalid``,
    ``application_open_already`` (409), ``too_many_drafts`` (429), ``right_missing`` (403),
    ``invalid_unified_code``.
    """
    late = late_code_in_force(call=call, code=late_code, at=at) if late_code else None
    if late is None and not call.is_open(at=at):
        raise call_not_open(call, at)
    company, known = _known(unified_code, company, earlier, by)
    _refuse_flood(by)
    questionnaire = _newest(call)
    with recorded(by=by):
        try:
            with transaction.atomic():
                application = Application.objects.create(
                    call=call,
                    incubator=call.incubator,
                    questionnaire=questionnaire,
                    company=company,
                    started_by=by,
                    started_at=at,
                    saved_at=at,
                    late_code=late,
                )
        except IntegrityError:
            raise RuleViolation(
                "application_open_already",
                _("This company already has an open application here."),
                status=409,
            ) from None
        Collaborator.objects.create(application=application, user=by, right=Right.SIGN, since=at)
        record_move(application, before="", by=by, at=at)
        _fill(application, questionnaire, known, answers or {}, at)
    return application


def _known(
    unified_code: str, company: Company | None, earlier: Application | None, by
) -> tuple[Company | None, dict[str, Any]]:
    """Whom it is for, and what is known of them; a code finds either where none is given."""
    code = ""
    if unified_code.strip() and company is None and earlier is None:
        code = clean_unified_code(unified_code)
        company, earlier = known_by_code(code, by)
    if company is not None:
        _require_company(company, by)
    known = known_facts(company=company, earlier=earlier)
    if code:
        known.setdefault(Fact.UNIFIED_CODE, code)
    return company, known


@transaction.atomic
def save_answer(
    *, application: Application, key: str, value: Any, seen: int, by, at: datetime.datetime
) -> Answer:
    """Keep what was typed under one question, complete or not.

    ``seen`` is the revision that the writer had before them (0: no answer yet). Saving the
    same words twice changes nothing, so a retry is safe. Raises RuleViolation:
    ``answer_changed_elsewhere`` (409, with ``theirs`` and ``revision``),
    ``application_not_editable`` (409), ``unknown_question``, ``right_missing`` (403),
    ``answer_too_long``, ``answer_shape``.
    """
    application = locked_application(application)
    require_right(application, by, Right.EDIT)
    require_editable(application)
    question = application.questionnaire.questions.filter(key=key).first()
    if question is None or question.kind == QuestionKind.FILE:
        raise RuleViolation("unknown_question", _("This question is not asked here."))
    try:
        value = clean(value)
    except RuleViolation as violation:
        violation.field = key
        raise
    answer = Answer.objects.filter(application=application, key=key).first()
    if answer is not None and answer.value == value:
        return answer
    if (answer.revision if answer else 0) != seen:
        raise RuleViolation(
            "answer_changed_elsewhere",
            _("Somebody else has changed this answer meanwhile. Both texts are shown: keep one."),
            field=key,
            status=409,
            theirs=answer.value if answer else "",
            revision=answer.revision if answer else 0,
        )
    answer = answer or Answer(application=application, key=key, revision=0)
    answer.value = value
    answer.revision += 1
    answer.saved_at = at
    answer.saved_by = by
    with recorded(by=by):
        answer.save()
        application.saved_at = at
        changed = ["saved_at"]
        if question.fact == Fact.NAME:
            application.name = " ".join(str(value).split())[:120]
            changed.append("name")
        application.save(update_fields=changed)
    return answer


@transaction.atomic
def enter_late_code(*, application: Application, code: str, by, at: datetime.datetime) -> None:
    """Let a draft be handed in after its call has closed.

    Raises RuleViolation: ``late_code_invalid``, ``application_not_editable`` (409),
    ``right_missing`` (403).
    """
    application = locked_application(application)
    require_right(application, by, Right.EDIT)
    require_editable(application)
    application.late_code = late_code_in_force(call=application.call, code=code, at=at)
    with recorded(by=by):
        application.save(update_fields=["late_code"])


def require_editable(application: Application) -> None:
    """Raises ``application_not_editable`` (409) once it is with the office or over."""
    if not application.is_editable:
        raise RuleViolation(
            "application_not_editable",
            _("This application is “%(state)s” and cannot be changed any more."),
            status=409,
            state=application.get_state_display(),
        )


def call_not_open(call: Call, at: datetime.datetime) -> RuleViolation:
    """``call_not_open`` (409), saying whether it is not yet or no longer."""
    if call.opens_at > at:
        return RuleViolation(
            "call_not_open",
            _("This call opens only on %(opens)s."),
            status=409,
            opens=call.opens_at,
        )
    return RuleViolation(
        "call_not_open",
        _("This call is closed. Your draft is kept; with a code for late entry it can be sent."),
        status=409,
    )


def _newest(call: Call) -> Questionnaire:
    return (
        call.questionnaires.filter(published_at__isnull=False).order_by("-version").first()
    ) or _refuse_without_questions()


def _refuse_without_questions() -> Questionnaire:
    raise RuleViolation("call_without_questions", _("A call asks at least one question."))


def _require_company(company: Company, by) -> None:
    held = Representative.objects.in_force().filter(
        company=company, user=by, right__in=rights_from(Right.EDIT)
    )
    if not held.exists():
        raise RuleViolation("right_missing", _("You may not do this for the company."), status=403)


def _refuse_flood(by) -> None:
    hold_person(by)
    drafts = Application.objects.filter(started_by=by, state=ApplicationState.DRAFT).count()
    if drafts >= MOST_DRAFTS:
        raise RuleViolation(
            "too_many_drafts",
            _("You have %(count)d drafts; hand one in or discard one first."),
            status=429,
            count=drafts,
        )


def _fill(
    application: Application,
    questionnaire: Questionnaire,
    known: dict[str, Any],
    given: dict[str, Any],
    at: datetime.datetime,
) -> None:
    answers = []
    for question in questionnaire.questions.exclude(kind=QuestionKind.FILE):
        value = given.get(question.key, known.get(question.fact) if question.fact else None)
        if value is None or (question.options and not _offered(question, value)):
            continue
        answers.append(
            Answer(
                application=application,
                key=question.key,
                value=clean(value),
                saved_at=at,
                saved_by=application.started_by,
            )
        )
        if question.fact == Fact.NAME:
            application.name = " ".join(str(value).split())[:120]
    Answer.objects.bulk_create(answers)
    application.save(update_fields=["name"])


def _offered(question, value: Any) -> bool:
    offered = {option for option, _label in options_of(question)}
    return set(value if isinstance(value, list) else [value]) <= offered
