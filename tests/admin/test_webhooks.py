"""Webhooks in the admin: who may, the secret shown once, the log, sent again."""

import re

import pytest

from incubator.statistics.models import Webhook, WebhookDelivery
from tests.admin.conftest import pages_of

NEW = "/admin/statistics/webhook/new/"


def detail(row, verb: str) -> str:
    return f"/admin/statistics/{row._meta.model_name}/{row.pk}/{verb}/"


@pytest.mark.parametrize(
    ("role", "status"),
    [("zone", 200), ("superuser", 200), ("auditor", 403), ("manager_a", 403), ("roleless", 302)],
)
def test_who_may_add_one(world, role, status):
    assert world.client(role).get(NEW).status_code == status


def test_manager_of_an_incubator_sees_none(world):
    client = world.client("manager_a")

    assert not client.get(pages_of(Webhook).list_address()).context["cl"].result_list
    assert not client.get(pages_of(WebhookDelivery).list_address()).context["cl"].result_list


def test_secret_is_shown_once(world):
    client = world.client("zone")

    shown = client.post(NEW, {"name": "省平台", "url": "https://example.com/hook"})

    hook = Webhook.objects.get(name="省平台")
    [secret] = re.findall(r"whsec_[\w-]+", shown.text)
    assert "no-store" in shown["Cache-Control"]
    for page in (pages_of(Webhook).address_of(hook), pages_of(Webhook).list_address()):
        assert secret not in client.get(page).text


def test_bad_address_is_told_at_its_field(world, settings):
    settings.WEBHOOK_PRIVATE_ADDRESSES = False

    page = world.client("zone").post(NEW, {"name": "x", "url": "https://10.0.0.1/"})

    assert "url" in page.context["form"].errors
    assert not Webhook.objects.filter(name="x").exists()


def test_secret_is_changed(world):
    hook = Webhook.objects.get()

    shown = world.client("zone").post(detail(hook, "change_secret"))

    assert "whsec_" in shown.text
    hook.refresh_from_db()
    assert (hook.salt_before, hook.rotated_at is None) == ("0" * 64, False)


def test_it_is_stopped_and_started(world):
    hook, client = Webhook.objects.get(), world.client("zone")

    client.post(detail(hook, "stop"))
    assert not Webhook.objects.get().is_active
    client.post(detail(hook, "start"))
    assert Webhook.objects.get().is_active


def test_test_message_is_in_the_log(world):
    hook = Webhook.objects.get()

    answer = world.client("zone").post(detail(hook, "test"))

    delivery = WebhookDelivery.objects.exclude(state="delivered").get()
    assert answer.url == pages_of(WebhookDelivery).address_of(delivery)


def test_message_is_sent_again(world):
    delivery = WebhookDelivery.objects.get()

    world.client("zone").post(detail(delivery, "send_again"))

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempted) == ("waiting", 0)
