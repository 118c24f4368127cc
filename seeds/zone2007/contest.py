"""The venture plan contest of 2007, of whose more than 1,100 entries the report tells.

Every entry is made up, and so are the contest's dates. Rows are written in sets, as the
verbs would write them one by one (a test compares them): a thousand forms by hand would
take longer than all the rest of the zone. Letters are left out: they went on paper then.
"""

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

from companies import lifecycle
from companies.enums import ApplicationState, CallKind, Right
from companies.lifecycle.applications import content_hash
from companies.models import (
    Answer,
    Application,
    Call,
    Collaborator,
    Company,
    Move,
    Questionnaire,
    Submission,
)
from companies.queries.eligibility import verdicts_of
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI
from incubator.core.history import recorded
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator
from seeds.zone2007 import stated

CODE = "contest-2007"
ENTRIES = 1126
RESIDENTS = 64  # that many entries are of companies which came in afterwards
OPENS_AT = datetime.datetime(2007, 3, 1, 9, tzinfo=SHANGHAI)
CLOSES_AT = datetime.datetime(2007, 5, 1, 17, tzinfo=SHANGHAI)
DECIDED_AT = datetime.datetime(2007, 5, 15, 10, tzinfo=SHANGHAI)
ASKED = ("name", "unified_code", "field", "founder_kind", "contact", "phone", "project", "staff")
# Of every hundred entries the 1st is taken back, and the 2nd to the 16th are not accepted.
WITHDRAWN, REFUSED = {0}, set(range(1, 16))
S = ApplicationState


@dataclass(frozen=True)
class Entry:
    """One entry: what was answered, when, and how it ended."""

    number: int
    answers: dict[str, Any] = field(hash=False)

    @property
    def at(self) -> datetime.datetime:
        """Evenly over the time that the contest was open."""
        return OPENS_AT + (CLOSES_AT - OPENS_AT) * self.number / ENTRIES

    @property
    def end(self) -> ApplicationState:
        """The company that came in was not one of those that were turned down."""
        place = self.number % 100
        if "unified_code" in self.answers:
            return S.COMPLETE
        return S.WITHDRAWN if place in WITHDRAWN else S.REFUSED if place in REFUSED else S.COMPLETE


def build() -> bool:
    """Make the contest and its entries where they are missing; whether they were made."""
    if Call.objects.filter(code=CODE).exists():
        return False
    with transaction.atomic(), recorded(reason="示例数据：2007年创业计划大赛"):
        call = _call()
        # Nobody can sign in as this one, and it has no address that mail could go to.
        applicant = User(username=CODE, name="参赛者（示例）", is_active=False)
        applicant.set_unusable_password()
        applicant.save()
        _write(call, list(entries()), applicant)
    return True


def entries() -> Iterator[Entry]:
    """All of them, the same each time."""
    came = Company.objects.filter(
        is_generated=True, residences__admitted_on__range=("2007-06-01", "2007-12-31")
    ).order_by("pk").distinct()[:RESIDENTS]  # fmt: skip
    residents = {place * (ENTRIES // RESIDENTS): company for place, company in enumerate(came)}
    fields = itertools.cycle(TechField.values)
    for number in range(ENTRIES):
        known = residents.get(number)
        yield Entry(
            number,
            {
                "name": known.name if known else f"示例参赛项目{number + 1:04d}",
                **({"unified_code": known.unified_code} if known else {}),
                "field": (known.field if known else "") or next(fields),
                "founder_kind": known.founder_kind if known else "general",
                "contact": "示例联系人",
                "phone": "0574-00000000",
                "project": f"示例项目{number + 1:04d}：用于演示，不代表任何真实的项目。",
                "staff": str(3 + number % 12),
            },
        )


def _call() -> Call:
    call = lifecycle.prepare_call(
        by=None,
        incubator=Incubator.objects.get(code=stated.INNOVATION_CENTRE),
        kind=CallKind.CONTEST,
        code=CODE,
        title="2007中国（宁波）科技创业计划大赛",
        title_en="Venture plan contest 2007",
        summary="2007年的创业计划大赛。参赛项目均为示例数据。",
        summary_en="The contest of 2007. All of its entries are made up.",
        opens_at=OPENS_AT,
        closes_at=CLOSES_AT,
    )
    questions = call.questionnaires.get().questions
    questions.exclude(key__in=ASKED).delete()
    # A team need not be a company yet.
    questions.filter(key="unified_code").update(required=False, shown_when="", shown_values=[])
    return lifecycle.publish_call(call=call, by=None, at=OPENS_AT)


def _write(call: Call, entries: Sequence[Entry], applicant: User) -> None:
    version = call.questionnaires.get()
    rows = Application.objects.bulk_create(
        _application(call, version, entry, receipt, applicant)
        for entry, receipt in zip(entries, receipts(len(entries), year=2007), strict=True)
    )
    pairs = list(zip(entries, rows, strict=True))
    # Nobody was asked for what the conditions of entry look at: one verdict fits all.
    said = [
        {"rule": verdict.rule, "met": verdict.met}
        for verdict in verdicts_of(call=call, facts={}, at=OPENS_AT)
    ]
    of_each: list[tuple[type[models.Model], Any]] = [
        (
            Collaborator,
            lambda e: [{"user": applicant, "right": Right.SIGN, "since": e.at}],
        ),
        (
            Answer,
            lambda e: [
                {"key": key, "value": value, "saved_at": e.at, "saved_by": applicant}
                for key, value in e.answers.items()
            ],
        ),
        (Submission, lambda e: [_submission(call, version, e, said, applicant)]),
        (Move, lambda e: list(_moves(e, applicant))),
    ]
    for model, columns_of in of_each:
        model._default_manager.bulk_create(
            model(application=row, **columns)
            for entry, row in pairs
            for columns in columns_of(entry)
        )


def _application(call: Call, version: Questionnaire, entry: Entry, receipt: str, applicant: User):
    ended = {S.REFUSED: {"decided_at": DECIDED_AT}, S.WITHDRAWN: {"withdrawn_at": DECIDED_AT}}
    return Application(
        call=call,
        incubator=call.incubator,
        questionnaire=version,
        name=entry.answers["name"],
        unified_code=entry.answers.get("unified_code"),
        state=entry.end,
        started_by=applicant,
        started_at=entry.at,
        saved_at=entry.at,
        submitted_at=entry.at,
        receipt=receipt,
        is_generated=True,
        **ended.get(entry.end, {}),
    )


def _submission(
    call: Call, version: Questionnaire, entry: Entry, verdicts: list, applicant: User
) -> dict[str, Any]:
    content = {
        "call": call.code,
        "questions": version.version,
        "answers": entry.answers,
        "files": [],
        "appeal": "",
        "eligibility": verdicts,
    }
    return {
        "round": 1,
        "content": content,
        "content_hash": content_hash(content),
        "submitted_at": entry.at,
        "submitted_by": applicant,
    }


def _moves(entry: Entry, applicant: User) -> Iterator[dict[str, Any]]:
    yield {"before": "", "after": S.DRAFT, "moved_at": entry.at, "moved_by": applicant}
    yield {"before": S.DRAFT, "after": S.SUBMITTED, "moved_at": entry.at, "moved_by": applicant}
    said = "未进入下一轮。" if entry.end == S.REFUSED else ""
    by = applicant if entry.end == S.WITHDRAWN else None
    yield {
        "before": S.SUBMITTED, "after": entry.end, "moved_at": DECIDED_AT, "moved_by": by,
        "said": said,
    }  # fmt: skip


def receipts(count: int, *, year: int) -> list[str]:
    """The next receipt numbers, as the verb gives them, dated into a year."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('companies_receipt') FROM generate_series(1, %s)", [count])
        return [f"SQ{year}-{number:06d}" for (number,) in cursor.fetchall()]
