"""Verbs on calls: prepared, published, closed, and their questions in versions."""

import datetime
import hashlib
import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import CHOOSING, ApplicationState, CallKind, CallState
from companies.lifecycle import plans
from companies.lifecycle.holding import locked_call
from companies.models import Call, LateCode, Question, Questionnaire
from companies.rules import standard
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

# As easy to read out on the telephone as it is hard to guess: about 2 ** 49 codes.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LATE_CODE_LENGTH = 10


@transaction.atomic
def prepare_call(*, by, **facts) -> Call:
    """A call in preparation, with a first version of the standard questions and stages.

    ``facts`` are the columns of ``Call``.
    """
    with recorded(by=by):
        call = Call.objects.create(**facts)
        first = Questionnaire.objects.create(call=call, version=1)
        Question.objects.bulk_create(
            Question(questionnaire=first, **asked) for asked in standard.questions()
        )
        plans.new_plan(call=call, by=by)
    return call


@transaction.atomic
def publish_call(*, call: Call, by, at: datetime.datetime) -> Call:
    """Show a call to everybody, with the questions and the review plan in preparation.

    Raises RuleViolation: ``call_already_published`` (409), ``call_without_questions``,
    ``call_already_over``, and those of ``publish_questions`` and ``publish_plan``.
    """
    call = locked_call(call)
    if call.state != CallState.DRAFT:
        raise RuleViolation(
            "call_already_published", _("This call has been published already."), status=409
        )
    if call.closes_at and call.closes_at <= at:
        raise RuleViolation(
            "call_already_over", _("This call would close before it opens."), field="closes_at"
        )
    with recorded(by=by):
        publish_questions(call=call, by=by, at=at)
        plans.plan_in_force(call=call, by=by, at=at)
        call.state = CallState.PUBLISHED
        call.published_at = at
        call.save(update_fields=["state", "published_at"])
    return call


@transaction.atomic
def close_call(*, call: Call, by, at: datetime.datetime, reason: str = "") -> Call:
    """End a published call before its time; drafts stay, but cannot be handed in any more.

    Raises RuleViolation ``call_not_published`` (409).
    """
    call = locked_call(call)
    if call.state != CallState.PUBLISHED:
        raise RuleViolation("call_not_published", _("This call is not published."), status=409)
    call.state = CallState.CLOSED
    call.closed_at = at
    with recorded(by=by, reason=reason):
        call.save(update_fields=["state", "closed_at"])
    return call


@transaction.atomic
def reschedule_call(
    *,
    call: Call,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime | None,
    by,
    at: datetime.datetime,
    reason: str = "",
) -> Call:
    """Move the dates of a call that was not closed; one that is over may open again.

    Drafts are reminded anew of another end. Raises RuleViolation: ``call_closed`` (409),
    ``call_opened_already`` (its beginning cannot move any more), ``call_already_over``,
    ``call_ends_before_it_opens``, ``call_without_end``.
    """
    call = locked_call(call)
    if call.state == CallState.CLOSED:
        raise RuleViolation("call_closed", _("This call was closed before its time."), status=409)
    is_public = call.state == CallState.PUBLISHED
    if is_public and call.opens_at <= at and opens_at != call.opens_at:
        raise RuleViolation(
            "call_opened_already",
            _("This call has opened; when it did cannot be changed."),
            field="opens_at",
        )
    if closes_at is None and call.kind != CallKind.ROLLING:
        raise RuleViolation(
            "call_without_end", _("A contest or a cohort has a closing time."), field="closes_at"
        )
    if closes_at and closes_at <= opens_at:
        raise RuleViolation(
            "call_ends_before_it_opens", _("A call closes after it opens."), field="closes_at"
        )
    if is_public and closes_at and closes_at <= at:
        raise RuleViolation(
            "call_already_over",
            _("This moment has passed. To end the call now, close it."),
            field="closes_at",
        )
    with recorded(by=by, reason=reason):
        if closes_at != call.closes_at:
            drafts = call.applications.filter(state=ApplicationState.DRAFT)
            drafts.exclude(reminded_at=None).update(reminded_at=None)
        call.opens_at, call.closes_at = opens_at, closes_at
        call.save(update_fields=["opens_at", "closes_at"])
    return call


@transaction.atomic
def new_version(*, call: Call, by) -> Questionnaire:
    """The version in preparation; where there is none, one with the newest questions.

    Applications that began with an older version keep it.
    """
    call = locked_call(call)
    newest = call.questionnaires.order_by("-version").first()
    if newest and newest.published_at is None:
        return newest
    with recorded(by=by):
        version = Questionnaire.objects.create(
            call=call, version=newest.version + 1 if newest else 1
        )
        Question.objects.bulk_create(
            Question(**_columns(question), questionnaire=version)
            for question in (newest.questions.order_by("position") if newest else ())
        )
    return version


@transaction.atomic
def publish_questions(*, call: Call, by, at: datetime.datetime) -> Questionnaire:
    """Ask the version in preparation from now on.

    Raises RuleViolation: ``call_without_questions``, ``questions_unchanged`` (409),
    ``condition_unknown`` (a condition names no earlier choice, or no choice of it).
    """
    call = locked_call(call)
    version = call.questionnaires.filter(published_at__isnull=True).first()
    if version is None:
        raise RuleViolation(
            "questions_unchanged", _("No version of the questions is in preparation."), status=409
        )
    questions = list(version.questions.order_by("position"))
    if not questions:
        raise RuleViolation("call_without_questions", _("A call asks at least one question."))
    _require_sound_conditions(questions)
    version.published_at = at
    with recorded(by=by):
        version.save(update_fields=["published_at"])
    return version


@transaction.atomic
def allow_late(
    *, call: Call, given_to: str, reason: str, until: datetime.datetime, by, at: datetime.datetime
) -> tuple[LateCode, str]:
    """A personal code to apply after the closing, and the code itself, which is not kept.

    Raises RuleViolation: ``late_code_already_over``, ``late_code_without_reason``.
    """
    if until <= at:
        raise RuleViolation(
            "late_code_already_over", _("This moment has passed already."), field="until"
        )
    if not given_to.strip() or not reason.strip():
        raise RuleViolation(
            "late_code_without_reason", _("Say for whom the code is, and why."), field="reason"
        )
    code = "".join(secrets.choice(ALPHABET) for _each in range(LATE_CODE_LENGTH))
    with recorded(by=by):
        late = LateCode.objects.create(
            call=call,
            digest=digest_of(code),
            given_to=given_to.strip(),
            reason=reason.strip(),
            until=until,
            made_at=at,
        )
    return late, code


@transaction.atomic
def revoke_late(*, late: LateCode, by, at: datetime.datetime) -> LateCode:
    """Take a code back; what was begun with it stays. Raises ``late_code_revoked`` (409)."""
    late = LateCode.objects.select_for_update().get(pk=late.pk)
    if late.revoked_at is not None:
        raise RuleViolation(
            "late_code_revoked", _("This code has been taken back already."), status=409
        )
    late.revoked_at = at
    with recorded(by=by):
        late.save(update_fields=["revoked_at"])
    return late


def late_code_in_force(*, call: Call, code: str, at: datetime.datetime) -> LateCode:
    """The code that somebody typed, in any case and with blanks.

    Raises RuleViolation ``late_code_invalid`` for one that does not hold, whatever the reason.
    """
    plain = "".join(code.split()).replace("-", "").upper()
    late = LateCode.objects.filter(
        call=call, digest=digest_of(plain), until__gt=at, revoked_at__isnull=True
    ).first()
    if late is None:
        raise RuleViolation(
            "late_code_invalid", _("This code does not hold for this call."), field="code"
        )
    return late


def digest_of(secret: str) -> str:
    """What is kept of a secret that is long enough not to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _columns(question: Question) -> dict[str, object]:
    """What a question says, without whose it is."""
    return {
        column.name: getattr(question, column.name)
        for column in Question._meta.concrete_fields
        if column.name not in {"id", "questionnaire"}
    }


def _require_sound_conditions(questions: list[Question]) -> None:
    earlier: dict[str, Question] = {}
    for question in questions:
        if question.shown_when:
            asked = earlier.get(question.shown_when)
            if (
                asked is None
                or asked.kind not in CHOOSING
                or not set(question.shown_values) <= set(asked.options)
            ):
                raise RuleViolation(
                    "condition_unknown",
                    _("“%(label)s” is shown by a choice that does not come before it."),
                    field="shown_when",
                    label=question.label,
                )
        earlier[question.key] = question
