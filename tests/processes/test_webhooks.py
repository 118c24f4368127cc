"""End-to-end tests of webhooks: real worker, real broker, a real receiver, real kills."""

import json
import threading

import pytest

from incubator.core.dates import now
from incubator.statistics.models import WebhookDelivery
from incubator.statistics.webhooks import lifecycle
from tests.programs import wait_until
from tests.publishing.rows import a_zone, approved, prepared, somebody
from tests.receiver import is_signed, receiving

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def arrived() -> bool:
    return WebhookDelivery.objects.filter(state="delivered").exists()


def test_publication_reaches_the_other_system(start_worker):
    a_zone()
    with receiving() as receiver:
        _hook, secret = lifecycle.add_webhook(
            name="统计平台", url=receiver.url, by=somebody(), at=now()
        )
        edition = prepared()
        start_worker()
        approved(edition)
        wait_until(arrived, "the message to be delivered")

    [got] = receiver.got
    assert is_signed(got, secret, at=int(now().timestamp()))
    assert json.loads(got.body)["data"]["snapshot"] == edition.pk


def test_killed_worker_loses_no_message(start_worker):
    """It dies while the receiver thinks: another sends the same message under its number."""
    with receiving(hangs=threading.Event()) as receiver:
        hook, _secret = lifecycle.add_webhook(
            name="统计平台", url=receiver.url, by=somebody(), at=now()
        )
        worker = start_worker()
        delivery = lifecycle.ping(webhook=hook, at=now())
        wait_until(lambda: receiver.got, "the worker to be at it")
        worker.kill()
        receiver.hangs.set()
        WebhookDelivery.objects.update(taken_until=now())  # two minutes later

        start_worker()
        assert lifecycle.take_up_due(at=now()) == 1
        wait_until(arrived, "another worker to deliver it")

    assert set(receiver.keys) == {str(delivery.key)}
    assert len(receiver.got) >= 2
