"""Integration tests: messages to other systems: signed, sent until they arrive, to none inside."""

import datetime
import json
import socket
import threading
import time

import pytest
from django.db import transaction

from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.statistics.models import Webhook, WebhookAttempt, WebhookDelivery
from incubator.statistics.webhooks import lifecycle, sending
from incubator.statistics.webhooks.lifecycle import BACK_OFF, TAKEN
from incubator.statistics.webhooks.signing import OVERLAP
from tests.broker import NOBODY_THERE, broker_at
from tests.publishing.rows import a_zone, prepared, published, somebody
from tests.receiver import is_signed, receiving

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def receiver():
    with receiving() as one:
        yield one


def hooked(receiver, name: str = "统计平台") -> tuple[Webhook, str]:
    return lifecycle.add_webhook(name=name, url=receiver.url, by=somebody(), at=now())


def pinged(receiver) -> tuple[WebhookDelivery, str]:
    hook, secret = hooked(receiver)
    return lifecycle.ping(webhook=hook, at=now()), secret


def tried(delivery: WebhookDelivery, *, at=None) -> WebhookDelivery | None:
    return lifecycle.deliver(delivery_id=delivery.pk, at=at or now())


def refused(verb, **asked) -> tuple[str, int]:
    with pytest.raises(RuleViolation) as refusal:
        verb(**asked)
    return refusal.value.code, refusal.value.status


def test_message_arrives_signed_and_says_what_it_is(receiver):
    delivery, secret = pinged(receiver)

    done = tried(delivery)

    [got] = receiver.got
    assert (done.state, done.attempted, done.next_at) == ("delivered", 1, None)
    assert got.headers["Incubator-Event"] == "ping"
    assert got.headers["Incubator-Delivery"] == json.loads(got.body)["id"] == str(delivery.key)
    moment = int(now().timestamp())
    assert is_signed(got, secret, at=moment)
    assert not is_signed(got, "whsec_another", at=moment)
    assert not is_signed(got, secret, at=moment + 301)  # sent again by somebody who kept it
    got.body += b" "
    assert not is_signed(got, secret)


def test_secret_is_nowhere_on_file(receiver):
    hook, secret = hooked(receiver)

    rows = [
        *Webhook.objects.values_list(),
        *Webhook.history.rel.related_model.objects.values_list(),
    ]
    assert secret.startswith("whsec_")
    assert all(secret[6:] not in str(row) for row in rows)
    assert hook.salt not in secret
    assert all(hook.salt not in str(row) for row in rows[1:])  # nor what it is derived of


def test_after_a_change_of_the_secret_both_sign_for_a_day(receiver):
    hook, old = hooked(receiver)
    moment = now()
    new = lifecycle.change_secret(webhook=hook, by=somebody(), at=moment)

    for at in (moment, moment + OVERLAP):
        tried(lifecycle.ping(webhook=Webhook.objects.get(), at=at), at=at)

    soon, later = receiver.got
    assert (is_signed(soon, old), is_signed(soon, new)) == (True, True)
    assert (is_signed(later, old), is_signed(later, new)) == (False, True)


def test_publishing_tells_every_active_webhook(receiver):
    a_zone()
    hooked(receiver)
    stopped, _secret = hooked(receiver, "停用平台")
    lifecycle.switch(webhook=stopped, on=False, by=somebody())

    edition = published()

    delivery = WebhookDelivery.objects.get()
    told = json.loads(delivery.body)
    assert (delivery.event, told["event"]) == ("snapshot.published",) * 2
    assert told["data"]["snapshot"] == edition.pk
    assert (told["data"]["year"], told["data"]["edition"]) == (2007, 1)
    assert told["data"]["content_sha256"] == edition.content_sha256
    assert told["data"]["address"].endswith(f"/api/v1/snapshots/{edition.pk}/")


@pytest.mark.parametrize(
    ("kind", "event"),
    [("first", "snapshot.published"), ("correction", "snapshot.restated"),
     ("revision", "snapshot.restated")],
)  # fmt: skip
def test_restating_is_told_as_such(receiver, kind, event):
    a_zone()
    hooked(receiver)
    edition = prepared()
    edition.kind = kind

    assert lifecycle.tell_published(edition, at=now()) == 1
    assert WebhookDelivery.objects.get().event == event


def test_what_is_rolled_back_was_never_told(receiver):
    hook, _secret = hooked(receiver)

    with transaction.atomic():
        lifecycle.ping(webhook=hook, at=now())
        transaction.set_rollback(True)

    assert not WebhookDelivery.objects.exists()


def test_failed_attempt_is_made_again_ever_later_under_the_same_number(receiver):
    receiver.answers = [500, 404, 200]
    delivery, _secret = pinged(receiver)
    moment = delivery.next_at

    first = tried(delivery, at=moment)
    assert (first.state, first.next_at) == ("waiting", moment + BACK_OFF[0] * MINUTE)
    assert tried(delivery, at=moment) is None  # not due yet
    second = tried(delivery, at=first.next_at)
    assert second.next_at == first.next_at + BACK_OFF[1] * MINUTE
    third = tried(delivery, at=second.next_at)

    assert (third.state, third.attempted) == ("delivered", 3)
    assert receiver.keys == [str(delivery.key)] * 3
    assert list(WebhookAttempt.objects.order_by("pk").values_list("status", flat=True)) == [
        500, 404, 200,
    ]  # fmt: skip


def test_message_is_given_up_in_the_end_and_can_be_sent_again(receiver):
    receiver.answers = [503]
    delivery, _secret = pinged(receiver)
    while delivery.state == "waiting":
        delivery = tried(delivery, at=delivery.next_at)

    assert (delivery.state, delivery.attempted) == ("failed", len(BACK_OFF) + 1)
    receiver.answers = [204]
    again = lifecycle.send_again(delivery=delivery, at=now())
    assert tried(again).state == "delivered"
    assert set(receiver.keys) == {str(delivery.key)}


def test_redirect_is_a_failure(receiver):
    receiver.answers = [302]
    delivery, _secret = pinged(receiver)

    tried(delivery)

    assert len(receiver.got) == 1
    assert WebhookAttempt.objects.get().status == 302


def test_nobody_there_is_said_in_the_log():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        hook, _secret = lifecycle.add_webhook(name="无人", url=url, by=somebody(), at=now())
        tried(lifecycle.ping(webhook=hook, at=now()))

    attempt = WebhookAttempt.objects.get()
    assert (attempt.status, "refused" in attempt.error.lower()) == (None, True)


def test_who_answers_by_the_drop_is_hung_up_on_and_it_is_in_the_log(monkeypatch):
    monkeypatch.setattr(sending, "ALTOGETHER", 0.5)
    hung_up = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        hook, _secret = lifecycle.add_webhook(name="滴漏", url=url, by=somebody(), at=now())
        delivery = lifecycle.ping(webhook=hook, at=now())
        threading.Thread(target=drip, args=(server, hung_up), daemon=True).start()
        done = tried(delivery)

    assert (done.state, done.attempted, done.taken_until) == ("waiting", 1, None)
    assert WebhookAttempt.objects.get().error == "no answer within 0.5 seconds"
    assert hung_up.wait(5)


def drip(server: socket.socket, hung_up: threading.Event) -> None:
    """A status line of which a character comes every now and then, for as long as is listened."""
    with server.accept()[0] as there:
        try:
            for character in b"HTTP/1.1 2" + b"0" * 100:
                there.sendall(bytes([character]))
                time.sleep(0.1)
        except OSError:
            hung_up.set()


def test_message_in_a_workers_hands_is_not_sent_twice_until_that_one_is_gone(receiver):
    delivery, _secret = pinged(receiver)
    moment = now()
    WebhookDelivery.objects.update(taken_until=moment + TAKEN)

    assert tried(delivery, at=moment) is None
    assert lifecycle.take_up_due(at=moment) == 0
    assert tried(delivery, at=moment + TAKEN).state == "delivered"


def test_ring_that_got_lost_is_made_up_for(receiver, django_capture_on_commit_callbacks):
    with broker_at(NOBODY_THERE), django_capture_on_commit_callbacks(execute=True):
        delivery, _secret = pinged(receiver)

    assert WebhookDelivery.objects.get().state == "waiting"
    assert lifecycle.take_up_due(at=now()) == 1
    assert tried(delivery).state == "delivered"


def test_stopped_webhook_is_left_alone(receiver):
    delivery, _secret = pinged(receiver)
    hook = lifecycle.switch(webhook=delivery.webhook, on=False, by=somebody())

    assert tried(delivery) is None
    assert lifecycle.take_up_due(at=now()) == 0
    assert refused(lifecycle.ping, webhook=hook, at=now()) == ("webhook_stopped", 409)
    lifecycle.switch(webhook=hook, on=True, by=somebody())
    assert tried(delivery).state == "delivered"


def test_waiting_message_is_not_asked_for_twice(receiver):
    delivery, _secret = pinged(receiver)

    assert refused(lifecycle.send_again, delivery=delivery, at=now()) == ("delivery_waits", 409)


def test_names_are_told_apart(receiver):
    hooked(receiver)

    asked = {"name": "统计平台", "url": receiver.url, "by": somebody(), "at": now()}
    assert refused(lifecycle.add_webhook, **asked) == ("webhook_name_taken", 409)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "ftp://example.com/", "https://", "https:///x", "x",
        "https://user:secret@example.com/", "https://example.com:0/", "https://example.com:99999/",
        "https://exa mple.com/", "https://localhost/", "https://printer.local/",
        "https://127.0.0.1/", "https://10.0.0.8/", "https://[::1]/", "https://[fe80::1]/",
        "https://169.254.169.254/latest/", "https://[::ffff:10.0.0.1]/", "https://例子.example/",
        "https://example.com/\r\nX-Evil: 1", "https://[2002:a00:1::]/", "https://0.0.0.0/",
    ],
)  # fmt: skip
def test_address_that_leads_inside_is_refused(db, settings, url):
    settings.WEBHOOK_PRIVATE_ADDRESSES = False

    asked = {"name": "x", "url": url, "by": somebody(), "at": now()}
    assert refused(lifecycle.add_webhook, **asked) == ("webhook_address", 400)
    assert not Webhook.objects.exists()


def test_name_that_leads_inside_is_refused_when_it_is_connected_to(receiver, settings):
    """The address was good when it was filed; where its name leads now is looked at."""
    delivery, _secret = pinged(receiver)
    Webhook.objects.update(url=receiver.url.replace("127.0.0.1", "localhost"))
    settings.WEBHOOK_PRIVATE_ADDRESSES = False

    tried(delivery)

    assert receiver.got == []
    assert "private address refused" in WebhookAttempt.objects.get().error


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.1", False), ("224.0.0.1", False), ("::1", False),
        ("fd00::1", False), ("fe80::1%eth0", False), ("::ffff:127.0.0.1", False),
        ("64:ff9b::a00:1", False), ("2002:7f00:1::", False), ("255.255.255.255", False),
        ("fec0::1", False), ("::127.0.0.1", False), ("64:ff9b:1::7f00:1", False),
        ("::ffff:0:7f00:1", False), ("64:ff9b::808:808", True), ("::ffff:8.8.8.8", True),
    ],
)  # fmt: skip
def test_what_counts_as_public(settings, address, public):
    settings.WEBHOOK_PRIVATE_ADDRESSES = False

    assert sending.is_public(address) is public
