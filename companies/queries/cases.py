"""What a reviewer sees: the one door to cases, and the one way in which a case is read.

Pages, lists, searches, files and counts of reviewers go through here. A case that is not
behind the door does not exist; what a blind stage hides is taken out before anything leaves.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import (
    DECIDED,
    FILLING,
    WRITABLE,
    ApplicationState,
    Blind,
    Others,
    QuestionKind,
    ReviewState,
)
from companies.models import (
    Application,
    ApplicationQuerySet,
    Attachment,
    Question,
    Review,
    Reviewer,
    Stage,
    Submission,
)
from companies.queries.conflicts import closeness
from companies.rules.answers import as_text, shown
from companies.rules.blind import Mask, hidden_keys, hides_files, secrets_in
from incubator.core.errors import RuleViolation
from incubator.core.files.cleaning import can_be_cleaned, cleaned

OWN = [*FILLING, ReviewState.ABSTAINED]
SEEN = [ApplicationState.COMPLETE, *DECIDED]
# What a reviewer's list may be ordered by, and the column; a name only where it is seen.
ORDERS = {
    "receipt": "application__receipt",
    "state": "state",
    "saved": "saved_at",
    "name": "application__name",
}


def visible_to_reviewer(user, *, at: datetime.datetime) -> ApplicationQuerySet:
    """The cases that exist for somebody as a reviewer at a moment: the only door.

    Assigned to them, in a round that runs, from which they have not been taken away, and
    with which they have no conflict of interest, on record or following from other tables.
    """
    theirs = Review.objects.filter(
        reviewer__in=Reviewer.objects.filter(user=user).active(at=at), state__in=OWN
    )
    assigned = Application.objects.filter(pk__in=theirs.values("application"), state__in=SEEN)
    return assigned.exclude(closeness(user.pk))


def reviews_of(user, *, at: datetime.datetime) -> QuerySet[Review]:
    """Somebody's own reviews of the cases behind the door, with what a list shows of them."""
    return (
        Review.objects.filter(
            reviewer__in=Reviewer.objects.filter(user=user).active(at=at),
            state__in=OWN,
            application__in=visible_to_reviewer(user, at=at),
        )
        .select_related("application", "reviewer__user", "round__call", "round__stage")
        .order_by("pk")
    )


def review_of(user, pk: int, *, at: datetime.datetime) -> Review:
    """One of somebody's own reviews. Raises ``review_not_yours`` (404)."""
    found = reviews_of(user, at=at).filter(pk=pk).first()
    if found is None:
        raise not_yours()
    return found


def is_open(review: Review) -> bool:
    """Whether a review of the queue still waits to be written: its case stands in the stage."""
    case = review.application
    return (
        review.state in WRITABLE
        and case.state == ApplicationState.COMPLETE
        and case.stage_id == review.round.stage_id
    )


def waiting_for(user, *, at: datetime.datetime) -> int:
    """How many cases somebody has still to review; one small query for who reviews nowhere."""
    if not Reviewer.objects.filter(user=user).active(at=at).exists():
        return 0
    mine = reviews_of(user, at=at).filter(state__in=WRITABLE)
    return sum(is_open(review) for review in mine)


def not_yours() -> RuleViolation:
    """``review_not_yours`` (404), the same for what is kept from them and what never was."""
    return RuleViolation("review_not_yours", _("There is no such case among yours."), status=404)


def queue(
    reviewer: Reviewer, *, at: datetime.datetime, text: str = "", order: str = ""
) -> QuerySet[Review]:
    """A reviewer's list in their round, searched and ordered by what they see only.

    ``order`` is a key of ``ORDERS``, with a minus for the other way. Raises RuleViolation
    ``order_unknown``, also for what the stage hides.
    """
    named = Blind.NAME not in reviewer.round.stage.blind
    rows = reviews_of(reviewer.user, at=at).filter(reviewer=reviewer)
    text = text.replace("\0", " ")  # which PostgreSQL cannot compare
    if text.strip():
        found = Q(pk__isnull=False)
        for word in text.split():
            found &= Q(application__receipt__icontains=word)
        if named:
            matching = Application.objects.matching(text)
            found = Q(application__in=matching)
        rows = rows.filter(found)
    name = order.removeprefix("-")
    if order and (name not in ORDERS or (name == "name" and not named)):
        raise RuleViolation("order_unknown", _("The list has no such order."), field="order")
    column = ORDERS[name or "receipt"]
    return rows.order_by(f"-{column}" if order.startswith("-") else column, "pk")


@dataclass(frozen=True)
class CaseFile:
    """A file of a case as a reviewer may see it; one that is withheld has a name only."""

    pk: int
    question: str
    name: str
    size: int | None  # bytes; not told where files are hidden
    is_withheld: bool
    attachment: Attachment


@dataclass(frozen=True)
class Line:
    """A question with what was handed in under it; hidden ones have neither text nor files."""

    question: Question
    value: Any
    is_hidden: bool
    files: tuple[CaseFile, ...] = ()

    @property
    def label(self) -> str:
        """The question in the reader's language."""
        return self.question.said("label")

    @property
    def text(self) -> str:
        """The answer as people read it."""
        return "" if self.is_hidden else as_text(self.question, self.value)


@dataclass(frozen=True)
class Case:
    """A case as one reviewer may see it. ``name`` is empty where it is hidden."""

    receipt: str
    name: str
    submitted_at: datetime.datetime | None
    appeal: str
    lines: tuple[Line, ...]
    is_blind: bool

    @property
    def heading(self) -> str:
        """What to call it."""
        return self.name or self.receipt

    @property
    def files(self) -> list[CaseFile]:
        """All of its files."""
        return [file for line in self.lines for file in line.files]


def case_for(reviewer: Reviewer, application: Application, *, at: datetime.datetime) -> Case:
    """A case as a reviewer may see it: what was handed in last, less what the stage hides.

    Raises RuleViolation ``review_not_yours`` (404).
    """
    if not visible_to_reviewer(reviewer.user, at=at).filter(pk=application.pk).exists():
        raise not_yours()
    return Reading(application, reviewer.round.stage).case()


def file_for(
    reviewer: Reviewer, application: Application, pk: int, *, at: datetime.datetime
) -> tuple[str, str, bytes | FieldFile]:
    """A file as a reviewer may have it: its name, its type, and its content.

    In a stage that hides files, pictures are drawn again without what a camera wrote beside
    them; documents leave only where the stage says so. Raises RuleViolation:
    ``review_not_yours`` (404), ``file_withheld`` (403), ``file_broken``, ``picture_too_large``.
    """
    case = case_for(reviewer, application, at=at)
    found = next((file for file in case.files if file.pk == pk), None)
    if found is None:
        raise not_yours()
    if found.is_withheld:
        raise RuleViolation(
            "file_withheld", _("This document could say whose case it is."), status=403
        )
    attachment = found.attachment
    if hides_files(reviewer.round.stage.blind) and can_be_cleaned(attachment.content_type):
        with attachment.file.open("rb") as source:
            content, kind = cleaned(source)
        return found.name, kind.content_type, content
    return found.name, attachment.content_type, attachment.file


@dataclass(frozen=True)
class OtherReview:
    """What a reviewer may see of somebody else's review: never whose it is."""

    number: int
    score: Any
    comment: str


def others_of(review: Review) -> list[OtherReview]:
    """Others' signed reviews of the same case, as far as the stage shows them."""
    sees = review.round.stage.others
    if sees == Others.NEVER or (sees == Others.AFTER and review.state != ReviewState.SIGNED):
        return []
    others = Review.objects.filter(
        application=review.application_id, round__stage=review.round.stage_id
    ).counting()
    return [
        OtherReview(number, other.score, other.comment_office)
        for number, other in enumerate(others.exclude(pk=review.pk).order_by("signed_at", "pk"), 1)
    ]


class Reading:
    """One case, read for one stage: the only place where anything is hidden."""

    def __init__(self, application: Application, stage: Stage) -> None:
        self.application = application
        self.stage = stage
        self.submission: Submission | None = application.submissions.order_by("-round").first()

    def case(self) -> Case:
        """The whole of it."""
        named = Blind.NAME not in self.stage.blind
        return Case(
            receipt=self.application.receipt or "",
            name=self.mask(self.application.name) if named else "",
            submitted_at=self.submission and self.submission.submitted_at,
            appeal=self.mask(self.content.get("appeal", "")),
            lines=tuple(map(self.line, shown(self.questions, self.values))),
            is_blind=self.stage.is_blind,
        )

    def line(self, question: Question) -> Line:
        """One question; the words of hidden answers are taken out of visible ones as well."""
        if question.key in self.hidden:
            return Line(question, None, is_hidden=True)
        files = tuple(file for file in self.files if file.question == question.key)
        if question.kind == QuestionKind.FILE:
            return Line(question, None, is_hidden=False, files=files)
        return Line(question, self.mask(self.values.get(question.key)), is_hidden=False)

    @cached_property
    def content(self) -> dict[str, Any]:
        """What was handed in last."""
        return self.submission.content if self.submission else {}

    @cached_property
    def values(self) -> dict[str, Any]:
        """The answers by key."""
        return self.content.get("answers", {})

    @cached_property
    def questions(self) -> Sequence[Question]:
        """In the order in which they were asked."""
        return list(self.application.questionnaire.questions.order_by("position"))

    @cached_property
    def hidden(self) -> set[str]:
        """Keys of hidden answers."""
        stage = self.stage
        return hidden_keys(self.questions, blind=stage.blind, keys=stage.hidden_keys)

    @cached_property
    def mask(self) -> Mask:
        """Takes the words of hidden answers out of texts."""
        words = secrets_in(self.questions, self.values, self.hidden)
        if Blind.NAME in self.stage.blind:
            words |= {self.application.name, self.application.unified_code or ""}
        return Mask(words, instead=gettext("[hidden]"))

    @cached_property
    def files(self) -> list[CaseFile]:
        """What was handed in, under names that say nothing where the stage hides them."""
        handed_in = {
            (file["question"], file["sha256"]): file["name"]
            for file in self.content.get("files", ())
        }
        kept: dict[tuple[str, str], Attachment] = {}
        for attachment in self.application.attachments.order_by("question", "pk"):
            kept.setdefault((attachment.question, attachment.sha256), attachment)
        return [
            self._file(number, kept[key], name)
            for number, (key, name) in enumerate(handed_in.items(), 1)
            if key in kept
        ]

    def _file(self, number: int, attachment: Attachment, name: str) -> CaseFile:
        withheld, size = False, attachment.size
        if hides_files(self.stage.blind):
            name = gettext("File %(number)d") % {"number": number}
            name += PurePosixPath(attachment.original_name).suffix
            size = None
            withheld = not (self.stage.gives_documents or can_be_cleaned(attachment.content_type))
        return CaseFile(
            pk=attachment.pk,
            question=attachment.question,
            name=name,
            size=size,
            is_withheld=withheld,
            attachment=attachment,
        )
