"""Verbs on applications: handed in once, asked back, answered, withdrawn, not accepted."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import ApplicationState, Fact, LetterKind, Right
from companies.lifecycle.admissions import end_admissions
from companies.lifecycle.apart import require_apart
from companies.lifecycle.deciding import end_decisions
from companies.lifecycle.drafts import call_not_open, require_editable
from companies.lifecycle.letters import write_letter
from companies.lifecycle.moving import (
    locked_application,
    move,
    require_move,
    require_right,
)
from companies.lifecycle.stages import completeness_of, put, stage_to_enter
from companies.models import Application, Attachment, Submission
from companies.queries.applications import problems_of, questions_of, values_of
from companies.queries.eligibility import verdicts_of
from companies.queries.told import told_state
from companies.rules.answers import Problem, clean, facts_of, shown
from companies.rules.eligibility import Verdict, overall
from incubator.core.dates import midnight, year_of
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

LEAST_DAYS_TO_ANSWER = 1
MOST_DAYS_TO_ANSWER = 90


class Incomplete(RuleViolation):
    """``application_incomplete``: everything that is missing or wrong, question by question."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__(
            "application_incomplete",
            _("%(count)d answers are missing or wrong; nothing has been handed in yet."),
            count=len(found),
        )
        self.problems = list(found)

    @property
    def fields(self) -> dict[str, list[str]]:
        """Each sentence under the question it is about."""
        return {problem.key: [problem.detail] for problem in self.problems}


@transaction.atomic
def submit(*, application: Application, by, at: datetime.datetime) -> Submission:
    """Hand in an application, or the answer to a request for more information.

    Final, and safe to repeat: whoever asks again, or at the same time, gets the same
    submission and receipt number. Raises RuleViolation: ``application_incomplete``,
    ``call_not_open`` (409), ``application_open_already`` (409),
    ``application_not_editable`` (409), ``right_missing`` (403).
    """
    application = locked_application(application)
    require_right(application, by, Right.SIGN)
    if application.state == ApplicationState.SUBMITTED:
        return application.submissions.latest("round")
    require_editable(application)
    _require_in_time(application, at)
    questions, values = questions_of(application), values_of(application)
    facts = facts_of(questions, values)
    verdicts = verdicts_of(call=application.call, facts=facts, at=at)
    if found := [*problems_of(application), *_appeal_missing(application, verdicts)]:
        raise Incomplete(found)
    with recorded(by=by):
        submission = _write_down(
            application, questions=questions, values=values, verdicts=verdicts, by=by, at=at
        )
        columns: dict[str, Any] = {
            "name": str(facts.get(Fact.NAME, application.name))[:120],
            "unified_code": facts.get(Fact.UNIFIED_CODE),
        }
        if application.state == ApplicationState.RETURNED:
            columns["answer_by"] = None
        else:
            columns |= {"submitted_at": at, "receipt": _next_receipt(at)}
        try:
            with transaction.atomic():
                move(application, ApplicationState.SUBMITTED, by=by, at=at, **columns)
        except IntegrityError:
            raise RuleViolation(
                "application_open_already",
                _("This company already has an open application here."),
                field=Fact.UNIFIED_CODE,
                status=409,
            ) from None
        write_letter(application, LetterKind.RECEIPT, by=by, at=at, submission=submission)
    return submission


@transaction.atomic
def withdraw(*, application: Application, by, at: datetime.datetime, reason: str = "") -> None:
    """Take an application back, or discard a draft; it stays readable.

    With an acceptance ends the way into rooms: those that were kept are free again. Raises
    RuleViolation: ``application_move_refused`` (409), ``right_missing`` (403),
    ``decision_on_its_way`` (409) where the office has refused it and the letter is not out,
    ``deposit_not_returned`` (409).
    """
    application = locked_application(application)
    require_right(application, by, Right.SIGN)
    _require_known(application)
    was_received = application.submitted_at is not None
    was_accepted = application.state == ApplicationState.ACCEPTED
    said = clean(reason).strip()
    with recorded(by=by, reason=said):
        move(
            application, ApplicationState.WITHDRAWN, by=by, at=at, said=said,
            withdrawn_at=at, answer_by=None, deferred_until=None,
        )  # fmt: skip
        end_decisions(application, at=at)
        if was_accepted:
            _leave_rooms(application, by=by, at=at)
        if was_received:
            write_letter(application, LetterKind.WITHDRAWN, by=by, at=at)


@transaction.atomic
def ask_information(
    *, application: Application, what: str, until: datetime.date, by, at: datetime.datetime
) -> None:
    """Send an application back with a question; it can be written in again.

    ``until`` is the last day for the answer. Raises RuleViolation:
    ``application_move_refused`` (409), ``said_nothing``, ``days_to_answer``,
    ``case_kept_from_you`` (403).
    """
    require_apart(by, [application])
    what = _said(what)
    latest = midnight(until + datetime.timedelta(days=1))
    days = (latest - at).days
    if not LEAST_DAYS_TO_ANSWER <= days <= MOST_DAYS_TO_ANSWER:
        raise RuleViolation(
            "days_to_answer",
            _("Leave at least %(least)d day and at most %(most)d days for an answer."),
            field="until",
            least=LEAST_DAYS_TO_ANSWER,
            most=MOST_DAYS_TO_ANSWER,
        )
    application = locked_application(application)
    with recorded(by=by):
        was_in = application.stage
        move(
            application, ApplicationState.RETURNED, by=by, at=at, said=what,
            answer_by=latest, stage=None,
        )  # fmt: skip
        if was_in is not None:
            application.stage = was_in
            put([application], None, by=by, at=at, said=what)
        write_letter(application, LetterKind.INFORMATION, by=by, at=at, said=what)


@transaction.atomic
def accept_complete(*, application: Application, by, at: datetime.datetime) -> None:
    """Close the completeness check: everything is there, review begins.

    The application enters the first stage after the check, by the plan in force; one that
    was in review before, the stage in which it was asked for more. Raises RuleViolation:
    ``application_move_refused`` (409), ``case_kept_from_you`` (403).
    """
    require_apart(by, [application])
    application = locked_application(application)
    with recorded(by=by):
        move(application, ApplicationState.COMPLETE, by=by, at=at)
        to = stage_to_enter(application, by=by, at=at)
        put([application], to, by=by, at=at, before=completeness_of(to.plan))
        write_letter(application, LetterKind.COMPLETE, by=by, at=at)


@transaction.atomic
def refuse(*, application: Application, reason: str, by, at: datetime.datetime) -> None:
    """Not accept an application that is not in review, with a reason that the applicant reads.

    Of one that is, or was, the office decides (``decide``). Raises RuleViolation:
    ``application_move_refused`` (409), ``said_nothing``, ``application_in_review`` (409),
    ``case_kept_from_you`` (403).
    """
    require_apart(by, [application])
    reason = _said(reason)
    application = locked_application(application)
    if application.state not in {ApplicationState.SUBMITTED, ApplicationState.RETURNED}:
        require_move(application, ApplicationState.REFUSED)
        raise RuleViolation(
            "application_in_review",
            _("This application is in review; decide of it instead."),
            status=409,
        )
    with recorded(by=by):
        move(
            application, ApplicationState.REFUSED, by=by, at=at, said=reason,
            decided_at=at, answer_by=None, deferred_until=None,
        )  # fmt: skip
        write_letter(application, LetterKind.REFUSED, by=by, at=at, said=reason)


@transaction.atomic
def appeal(*, application: Application, reason: str, by, at: datetime.datetime) -> Application:
    """Say why a person should decide although a condition is not met; empty takes it back.

    Raises RuleViolation: ``application_not_editable`` (409), ``right_missing`` (403),
    ``answer_too_long``.
    """
    application = locked_application(application)
    require_right(application, by, Right.EDIT)
    require_editable(application)
    reason = clean(reason).strip()
    most = Application._meta.get_field("appeal").max_length or 0
    if len(reason) > most:
        raise RuleViolation(
            "answer_too_long",
            _("At most %(most)s characters; there are %(count)s."),
            field="appeal",
            most=most,
            count=len(reason),
        )
    application.appeal = reason
    application.saved_at = at
    with recorded(by=by):
        application.save(update_fields=["appeal", "saved_at"])
    return application


def _require_known(application: Application) -> None:
    """A refusal that is not out yet does not become known by asking to withdraw."""
    if told_state(application) != application.state == ApplicationState.REFUSED:
        raise RuleViolation(
            "decision_on_its_way",
            _("The office has decided; its letter is on the way to you."),
            status=409,
        )


def _leave_rooms(application: Application, *, by, at: datetime.datetime) -> None:
    """Raises ``deposit_not_returned`` (409): the office owes rooms for the money it holds."""
    try:
        end_admissions([application.pk], reason=gettext("The applicant withdrew."), by=by, at=at)
    except RuleViolation as refusal:
        if refusal.code != "deposit_held":
            raise
        raise RuleViolation(
            "deposit_not_returned",
            _("The office holds your deposit for the rooms. Ask it for the money first; then you "
              "can withdraw."),
            status=409,
        ) from None  # fmt: skip


def _require_in_time(application: Application, at: datetime.datetime) -> None:
    """A first submission keeps the call's time, or that of a code for late entry."""
    late = application.late_code
    if application.state == ApplicationState.RETURNED or application.call.is_open(at=at):
        return
    if late is None or late.revoked_at or late.until <= at:
        raise call_not_open(application.call, at)


def _appeal_missing(application: Application, verdicts: Sequence[Verdict]) -> list[Problem]:
    if overall(verdicts) is not False or application.appeal:
        return []
    label = str(Application._meta.get_field("appeal").verbose_name)
    return [
        Problem(
            "appeal",
            label,
            "answer_missing",
            str(_("A condition is not met: say why a person should decide.")),
        )
    ]


def _write_down(
    application: Application,
    *,
    questions: Sequence,
    values: dict[str, Any],
    verdicts: Sequence[Verdict],
    by,
    at: datetime.datetime,
) -> Submission:
    files = Attachment.objects.in_force().filter(application=application)
    content = {
        "call": application.call.code,
        "questions": application.questionnaire.version,
        "answers": {
            question.key: values[question.key]
            for question in shown(questions, values)
            if question.key in values
        },
        "files": [
            {"question": file.question, "name": file.original_name, "sha256": file.sha256}
            for file in files.order_by("question", "pk")
        ],
        "appeal": application.appeal,
        "eligibility": [{"rule": verdict.rule, "met": verdict.met} for verdict in verdicts],
    }
    last = application.submissions.order_by("-round").values_list("round", flat=True).first()
    return Submission.objects.create(
        application=application,
        round=(last or 0) + 1,
        content=content,
        content_hash=content_hash(content),
        submitted_at=at,
        submitted_by=by,
    )


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 over the content as JSON: keys sorted, no blanks, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _next_receipt(at: datetime.datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('companies_receipt')")
        return f"SQ{year_of(at)}-{cursor.fetchone()[0]:06d}"


def _said(text: str) -> str:
    text = clean(text).strip()
    if not text:
        raise RuleViolation("said_nothing", _("Say it in a sentence or more."), field="said")
    return text
