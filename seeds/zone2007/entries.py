"""Applications of many at a stroke, written as the verbs would one by one (a test compares)."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from companies.enums import ApplicationState, Right
from companies.lifecycle.applications import content_hash
from companies.lifecycle.plans import plan_in_force
from companies.lifecycle.stages import completeness_of, first_stage
from companies.models import (
    Answer,
    Application,
    Call,
    Collaborator,
    Move,
    Questionnaire,
    Stage,
    StageMove,
    Submission,
)
from companies.queries.eligibility import verdicts_of
from incubator.accounts.models import User

S = ApplicationState


@dataclass(frozen=True)
class Entry:
    """One application: what was answered, when, and how its completeness check ended.

    ``end`` is complete, refused or withdrawn. A complete one enters the review.
    """

    number: int
    at: datetime.datetime
    checked_at: datetime.datetime
    end: ApplicationState
    answers: dict[str, Any] = field(hash=False)


def applicant_of(code: str) -> User:
    """Whoever hands in what is made up: nobody can sign in as this one, and no mail goes there."""
    applicant = User(username=code, name="参赛者（示例）", is_active=False)
    applicant.set_unusable_password()
    applicant.save()
    return applicant


def write(call: Call, entries: Sequence[Entry], applicant: User) -> list[Application]:
    """The applications with all that was handed in, up to the first stage of their review."""
    plan = plan_in_force(call=call, by=None, at=call.opens_at)
    check, first = completeness_of(plan), first_stage(plan)
    # Nobody was asked for what the conditions of entry look at: one verdict fits all.
    verdicts = verdicts_of(call=call, facts={}, at=call.opens_at)
    form = _Form(
        call,
        call.questionnaires.latest("version"),
        [{"rule": verdict.rule, "met": verdict.met} for verdict in verdicts],
        applicant,
    )
    numbers = receipts(len(entries), year=entries[0].at.year)
    rows = Application.objects.bulk_create(
        form.application(entry, receipt, first)
        for entry, receipt in zip(entries, numbers, strict=True)
    )
    written: dict[type[models.Model], list[models.Model]] = {
        model: [] for model in (Collaborator, Answer, Submission, Move, StageMove)
    }
    for entry, row in zip(entries, rows, strict=True):
        written[Collaborator].append(
            Collaborator(application=row, user=applicant, right=Right.SIGN, since=entry.at)
        )
        written[Answer] += form.answers(entry, row)
        written[Submission].append(form.submission(entry, row))
        written[Move] += form.moves(entry, row)
        if row.stage_id:
            written[StageMove].append(
                StageMove(application=row, before=check, after=first, moved_at=entry.checked_at)
            )
    for model, made in written.items():
        model._default_manager.bulk_create(made)
    return rows


@dataclass(frozen=True)
class _Form:
    """What the applications of one call have in common."""

    call: Call
    version: Questionnaire
    verdicts: list[dict[str, Any]]
    applicant: User

    def application(self, entry: Entry, receipt: str, first: Stage) -> Application:
        ended: dict[ApplicationState, dict[str, Any]] = {
            S.REFUSED: {"decided_at": entry.checked_at},
            S.WITHDRAWN: {"withdrawn_at": entry.checked_at},
            S.COMPLETE: {"stage": first},
        }
        return Application(
            call=self.call,
            incubator=self.call.incubator,
            questionnaire=self.version,
            name=entry.answers["name"],
            unified_code=entry.answers.get("unified_code"),
            state=entry.end,
            started_by=self.applicant,
            started_at=entry.at,
            saved_at=entry.at,
            submitted_at=entry.at,
            receipt=receipt,
            is_generated=True,
            **ended[entry.end],
        )

    def answers(self, entry: Entry, row: Application) -> Iterator[Answer]:
        for key, value in entry.answers.items():
            yield Answer(
                application=row, key=key, value=value, saved_at=entry.at, saved_by=self.applicant
            )

    def submission(self, entry: Entry, row: Application) -> Submission:
        content = {
            "call": self.call.code,
            "questions": self.version.version,
            "answers": entry.answers,
            "files": [],
            "appeal": "",
            "eligibility": self.verdicts,
        }
        return Submission(
            application=row,
            round=1,
            content=content,
            content_hash=content_hash(content),
            submitted_at=entry.at,
            submitted_by=self.applicant,
        )

    def moves(self, entry: Entry, row: Application) -> Iterator[Move]:
        handed_in = {"application": row, "moved_at": entry.at, "moved_by": self.applicant}
        yield Move(before="", after=S.DRAFT, **handed_in)
        yield Move(before=S.DRAFT, after=S.SUBMITTED, **handed_in)
        yield Move(
            application=row,
            before=S.SUBMITTED,
            after=entry.end,
            moved_at=entry.checked_at,
            moved_by=self.applicant if entry.end == S.WITHDRAWN else None,
            said="材料不齐全。" if entry.end == S.REFUSED else "",
        )


def receipts(count: int, *, year: int) -> list[str]:
    """The next receipt numbers, as the verb gives them, dated into a year."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('companies_receipt') FROM generate_series(1, %s)", [count])
        return [f"SQ{year}-{number:06d}" for (number,) in cursor.fetchall()]
