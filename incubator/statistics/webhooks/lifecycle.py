"""Verbs on webhooks: add, change the secret, stop, tell; and delivering a message.

A message is written in the transaction of what it tells of, and a worker is rung for after the
commit; one whose ring got lost is found by beat (``take_up_due``). It is sent until the receiver
answers 2xx, ever less often, so that it arrives at least once; its number tells the receiver
whether it has it already.
"""

import datetime
import json
import logging
import secrets
import time

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.statistics import tasks
from incubator.statistics.snapshots.enums import SnapshotKind
from incubator.statistics.snapshots.models import Snapshot
from incubator.statistics.webhooks import sending
from incubator.statistics.webhooks.enums import DeliveryState, WebhookEvent
from incubator.statistics.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from incubator.statistics.webhooks.signing import HEADER, secret_of, secrets_of, signature

logger = logging.getLogger(__name__)

# Minutes until the next attempt after each that failed; then the message is given up.
BACK_OFF = (1, 5, 30, 120, 360, 1440)
TAKEN = datetime.timedelta(minutes=2)  # longer than any exchange lasts


def add_webhook(*, name: str, url: str, by, at: datetime.datetime) -> tuple[Webhook, str]:
    """A new webhook, and its secret, which is told this once.

    Raises RuleViolation: ``webhook_address``, ``webhook_name_taken`` (409).
    """
    sending.require_address(url)
    salt = secrets.token_hex(32)
    try:
        with transaction.atomic(), recorded(by=by):
            webhook = Webhook.objects.create(
                name=name, url=url, salt=salt, created_at=at, created_by=by
            )
    except IntegrityError:
        raise RuleViolation(
            "webhook_name_taken",
            _("There is a webhook of this name already."),
            field="name", status=409,
        ) from None  # fmt: skip
    return webhook, secret_of(salt)


def change_secret(*, webhook: Webhook, by, at: datetime.datetime) -> str:
    """A new secret, told this once; the one before it signs along for a day."""
    with transaction.atomic(), recorded(by=by):
        webhook = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
        webhook.salt_before, webhook.salt = webhook.salt, secrets.token_hex(32)
        webhook.rotated_at = at
        webhook.save(update_fields=["salt", "salt_before", "rotated_at"])
    return secret_of(webhook.salt)


def switch(*, webhook: Webhook, on: bool, by) -> Webhook:
    """Have it told, or no more; messages that wait are sent once it is on again."""
    with transaction.atomic(), recorded(by=by):
        webhook = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
        webhook.is_active = on
        webhook.save(update_fields=["is_active"])
    return webhook


def tell_published(snapshot: Snapshot, *, at: datetime.datetime) -> int:
    """Write a message to every active webhook, within the transaction that publishes.

    Returns how many.
    """
    is_first = snapshot.kind == SnapshotKind.FIRST
    event = WebhookEvent.PUBLISHED if is_first else WebhookEvent.RESTATED
    about = {
        "snapshot": snapshot.pk,
        "year": snapshot.year,
        "edition": snapshot.edition,
        "kind": snapshot.kind,
        "restates": snapshot.restates_id,
        "reason": snapshot.reason,
        "content_sha256": snapshot.content_sha256,
        "address": f"{settings.SITE_URL}/api/v1/snapshots/{snapshot.pk}/",
    }
    hooks = Webhook.objects.filter(is_active=True).order_by("pk")
    return len([_write(hook, event, about, at=at) for hook in hooks])


@transaction.atomic
def ping(*, webhook: Webhook, at: datetime.datetime) -> WebhookDelivery:
    """A test message. Raises RuleViolation ``webhook_stopped`` (409)."""
    _require_active(webhook)
    return _write(webhook, WebhookEvent.PING, {}, at=at)


@transaction.atomic
def send_again(*, delivery: WebhookDelivery, at: datetime.datetime) -> WebhookDelivery:
    """Have a message sent once more under its own number, from the first attempt on.

    Raises RuleViolation: ``webhook_stopped`` (409), ``delivery_waits`` (409).
    """
    rows = WebhookDelivery.objects.select_for_update(of=("self",)).select_related("webhook")
    delivery = rows.get(pk=delivery.pk)
    _require_active(delivery.webhook)
    if delivery.state == DeliveryState.WAITING:
        raise RuleViolation(
            "delivery_waits", _("This message waits to be sent already."), status=409
        )
    delivery.state, delivery.next_at, delivery.delivered_at = DeliveryState.WAITING, at, None
    delivery.attempted, delivery.taken_until = 0, None
    delivery.save()
    transaction.on_commit(lambda: _ring(delivery.pk))
    return delivery


def take_up_due(*, at: datetime.datetime) -> int:
    """Ring for every message that is due and in nobody's hands; how many."""
    rows = WebhookDelivery.objects.filter(_free(at), webhook__is_active=True)
    keys = list(rows.order_by("next_at", "pk").values_list("pk", flat=True))
    for key in keys:
        _ring(key)
    return len(keys)


def deliver(*, delivery_id: int, at: datetime.datetime) -> WebhookDelivery | None:
    """One attempt at a message that is due; None where another has it, or it is not due.

    Nothing is locked while the receiver is asked.
    """
    rows = WebhookDelivery.objects.filter(_free(at), pk=delivery_id, webhook__is_active=True)
    if not rows.update(taken_until=at + TAKEN):
        return None
    delivery = WebhookDelivery.objects.select_related("webhook").get(pk=delivery_id)
    begun = time.monotonic()
    status, error = _sent(delivery, at=at)
    attempt = WebhookAttempt(
        delivery=delivery, at=at, status=status, error=error,
        milliseconds=int((time.monotonic() - begun) * 1000),
    )  # fmt: skip
    return _noted(delivery, attempt)


def _sent(delivery: WebhookDelivery, *, at: datetime.datetime) -> tuple[int | None, str]:
    body = delivery.body.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "incubator-webhooks/1",
        "Incubator-Event": delivery.event,
        "Incubator-Delivery": str(delivery.key),
        HEADER: signature(body, secrets=secrets_of(delivery.webhook, at=at), at=at),
    }
    try:
        return sending.post(delivery.webhook.url, body, headers), ""
    except sending.UnreachableError as error:
        return None, str(error)


@transaction.atomic
def _noted(delivery: WebhookDelivery, attempt: WebhookAttempt) -> WebhookDelivery:
    """What came of it: done, another attempt later, or given up."""
    attempt.save()
    delivery.attempted, delivery.taken_until = delivery.attempted + 1, None
    if attempt.status is not None and 200 <= attempt.status < 300:  # noqa: PLR2004 - 2xx
        delivery.state, delivery.delivered_at = DeliveryState.DELIVERED, attempt.at
        delivery.next_at = None
    elif delivery.attempted > len(BACK_OFF):
        delivery.state, delivery.next_at = DeliveryState.FAILED, None
    else:
        wait = datetime.timedelta(minutes=BACK_OFF[delivery.attempted - 1])
        delivery.next_at = attempt.at + wait
    delivery.save()
    return delivery


def _write(webhook: Webhook, event: str, about: dict, *, at: datetime.datetime) -> WebhookDelivery:
    delivery = WebhookDelivery(webhook=webhook, event=event, created_at=at, next_at=at)
    told = {"id": str(delivery.key), "event": event, "created_at": at.isoformat(), "data": about}
    delivery.body = json.dumps(told, ensure_ascii=False, sort_keys=True)
    delivery.save()
    transaction.on_commit(lambda: _ring(delivery.pk))
    return delivery


def _free(at: datetime.datetime) -> Q:
    """Due, and in nobody's hands."""
    untaken = Q(taken_until__isnull=True) | Q(taken_until__lte=at)
    return Q(state=DeliveryState.WAITING, next_at__lte=at) & untaken


def _require_active(webhook: Webhook) -> None:
    if not webhook.is_active:
        raise RuleViolation(
            "webhook_stopped", _("This webhook is stopped; start it first."), status=409
        )


def _ring(delivery_id: int) -> None:
    """A silent broker loses nothing: the message is on file, and beat takes it up."""
    try:
        tasks.deliver_webhook.apply_async(kwargs={"delivery_id": delivery_id}, retry=False)
    except OperationalError:
        logger.warning("webhook_ring_lost", extra={"delivery": delivery_id})
