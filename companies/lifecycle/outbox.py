"""Verbs on the outbox: prepared with a decision, confirmed by count, filed and mailed once.

A letter on file and its mail are two steps. Filing is one transaction of our own, so there
is exactly one letter for a decision. Mailing locks the letter's row until the mail server
has taken the mail: however many jobs are told to send it, one does, and one that was killed
in between is taken up again.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import OutboxState
from companies.lifecycle.holding import locked_call
from companies.lifecycle.rendering import Rendered, Renderer
from companies.models import (
    Application,
    Call,
    Decision,
    Letter,
    LetterBatch,
    OutboxLetter,
)
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.mail import deliver

S = OutboxState
AT_A_TIME = 100
# A batch that is not finished by then has lost its worker.
TAKE_UP_AFTER = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Progress:
    """How far a batch is, in letters."""

    total: int
    filed: int
    sent: int

    @property
    def percent(self) -> int:
        """Of all steps, filing and sending."""
        return 100 * (self.filed + self.sent) // (2 * self.total) if self.total else 100


def prepare(decisions: Iterable[tuple[Decision, Rendered]], *, at: datetime.datetime) -> None:
    """Put the letter of each decision into the outbox; nothing is sent yet."""
    OutboxLetter.objects.bulk_create(
        OutboxLetter(
            decision=decision,
            call_id=decision.call_id,
            application_id=decision.application_id,
            prepared_at=at,
            **_words(rendered),
        )
        for decision, rendered in decisions
    )


def prepare_again(*, call: Call, kind: str) -> int:
    """Write prepared letters anew, with the words that are in use now; how many."""
    letters = list(
        OutboxLetter.objects.select_for_update(of=("self",))
        .filter(call=call, kind=kind, state=S.PREPARED)
        .select_related("decision", "application__incubator", "application__started_by")
        .order_by("pk")
    )
    render = Renderer(call, [letter.application for letter in letters])
    for letter in letters:
        decision = letter.decision
        rendered = render(
            letter.application,
            outcome=decision.outcome,
            said=decision.said,
            rank=decision.rank,
            until=decision.until,
            conditions=list(decision.conditions.order_by("position").values_list("text", "due_on")),
            at=decision.decided_at,
        )
        for name, value in _words(rendered).items():
            setattr(letter, name, value)
    OutboxLetter.objects.bulk_update(letters, ["template", "language", "subject", "body"])
    return len(letters)


@transaction.atomic
def confirm_letters(
    *, call: Call, count: int, by, at: datetime.datetime, letters: Iterable[int] | None = None
) -> LetterBatch:
    """Let the prepared letters of a call go, all or those with the keys given.

    Those of cases that are kept from ``by`` stay for somebody else.
    ``count`` is how many the person saw; when it is another number by now, nothing goes.
    Raises RuleViolation: ``outbox_empty`` (409), ``letters_counted_otherwise`` (409).
    """
    call = locked_call(call)
    prepared = OutboxLetter.objects.select_for_update().filter(call=call, state=S.PREPARED)
    if by is not None:
        prepared = prepared.exclude(application__in=Application.objects.kept_from(by.pk))
    if letters is not None:
        prepared = prepared.filter(pk__in=list(letters))
    keys = list(prepared.order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise RuleViolation("outbox_empty", _("No letter is waiting to be sent."), status=409)
    if len(keys) != count:
        raise RuleViolation(
            "letters_counted_otherwise",
            _("There are %(now)d letters by now, not %(count)d; look at them again."),
            field="count",
            status=409,
            now=len(keys),
            count=count,
        )
    with recorded(by=by):
        batch = LetterBatch.objects.create(
            call=call, count=len(keys), confirmed_at=at, confirmed_by=by
        )
        OutboxLetter.objects.filter(pk__in=keys).update(state=S.CONFIRMED, batch=batch)
    transaction.on_commit(partial(_ring, batch.pk), robust=True)
    return batch


def send_batch(*, batch_id: int, at: datetime.datetime) -> int:
    """File the confirmed letters of a batch, a hundred at a time, and have them mailed.

    Safe to run twice, at once, and after a kill. Returns how many letters it filed.
    """
    filed = 0
    while keys := _file_some(batch_id, at):
        filed += len(keys)
    to_mail = OutboxLetter.objects.filter(batch=batch_id, state=S.FILED).order_by("pk")
    for key in to_mail.values_list("pk", flat=True):
        _ring_for_one(key)
    _finish(batch_id, at)
    return filed


@transaction.atomic
def mail_letter(*, outbox_id: int, at: datetime.datetime) -> bool:
    """Mail one filed letter, if nobody else has or does; whether this call did."""
    rows = OutboxLetter.objects.select_for_update(of=("self",), skip_locked=True)
    letter = (
        rows.select_related("application__started_by").filter(pk=outbox_id, state=S.FILED).first()
    )
    if letter is None:
        return False
    reader = letter.application.started_by
    letter.state, letter.sent_at = S.SENT, at
    with recorded(reason="outbox"):
        letter.save(update_fields=["state", "sent_at"])
    if reader is not None and reader.email:
        deliver(to=reader.email, subject=letter.subject, text=letter.body, language=letter.language)
    transaction.on_commit(partial(_finish, letter.batch_id, at), robust=True)
    return True


def take_up_batches(*, at: datetime.datetime) -> int:
    """Ring again for batches whose worker is gone; how many."""
    lost = LetterBatch.objects.filter(finished_at=None, confirmed_at__lt=at - TAKE_UP_AFTER)
    keys = list(lost.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        _ring(key)
    return len(keys)


def progress_of(batch: LetterBatch) -> Progress:
    """From the letters themselves; one query. One that was taken back counts as done."""
    counted = batch.letters.aggregate(
        filed=Count("pk", filter=Q(state__in=[S.FILED, S.SENT, S.CANCELLED])),
        sent=Count("pk", filter=Q(state__in=[S.SENT, S.CANCELLED])),
    )
    return Progress(total=batch.count, **counted)


def take_back(decisions: Iterable[int]) -> None:
    """The letters of decisions that hold no longer are not sent, if they are not on file."""
    OutboxLetter.objects.filter(
        decision__in=list(decisions), state__in=[S.PREPARED, S.CONFIRMED]
    ).update(state=S.CANCELLED)


@transaction.atomic
def _file_some(batch_id: int, at: datetime.datetime) -> list[int]:
    rows = OutboxLetter.objects.select_for_update(of=("self",), skip_locked=True)
    confirmed = rows.filter(batch=batch_id, state=S.CONFIRMED)
    waiting = list(confirmed.order_by("pk")[:AT_A_TIME])
    if not waiting:
        return []
    confirmed_by = LetterBatch.objects.select_related("confirmed_by").get(pk=batch_id).confirmed_by
    with recorded(by=confirmed_by, reason="outbox"):
        filed = Letter.objects.bulk_create(
            Letter(
                application_id=letter.application_id,
                kind=letter.kind,
                language=letter.language,
                subject=letter.subject,
                body=letter.body,
                written_at=at,
                written_by=confirmed_by,
            )
            for letter in waiting
        )
        for letter, on_file in zip(waiting, filed, strict=True):
            letter.letter, letter.state = on_file, S.FILED
        OutboxLetter.objects.bulk_update(waiting, ["letter", "state"])
        Decision.objects.filter(outbox_letter__in=waiting).update(announced_at=at)
    return [letter.pk for letter in waiting]


def _finish(batch_id: int | None, at: datetime.datetime) -> None:
    """Close a batch when its last letter is sent."""
    if batch_id is None:
        return
    under_way = OutboxLetter.objects.filter(batch=batch_id, state__in=[S.CONFIRMED, S.FILED])
    if not under_way.exists():
        with recorded(reason="outbox"):
            LetterBatch.objects.filter(pk=batch_id, finished_at=None).update(finished_at=at)


def _words(rendered: Rendered) -> dict:
    return {
        "kind": rendered.kind,
        "template": rendered.template,
        "language": rendered.language,
        "subject": rendered.subject,
        "body": rendered.body,
    }


def _ring(batch_id: int) -> None:
    from companies import tasks  # tasks call these verbs

    tasks.send_letters.apply_async(kwargs={"batch_id": batch_id}, retry=False)


def _ring_for_one(outbox_id: int) -> None:
    from companies import tasks

    tasks.mail_letter.apply_async(kwargs={"outbox_id": outbox_id}, retry=False)
