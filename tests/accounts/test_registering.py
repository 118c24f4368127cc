"""Registering at the portal: proven addresses, nothing told about others, floods held off."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from incubator.accounts.models import User
from incubator.core.tasks import send_mail
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SECRET = "一句长长的口令-2008"


@pytest.fixture(autouse=True)
def _fresh_rates():
    cache.clear()


@pytest.fixture
def posted(monkeypatch, django_capture_on_commit_callbacks):
    """Runs a request and sends at once what it has queued for the commit."""
    monkeypatch.setattr(send_mail, "delay", send_mail.run)

    def run(request):
        with django_capture_on_commit_callbacks(execute=True):
            return request()

    return run


def sign_up(client, address: str = "founder@example.test", **headers):
    return client.post("/account/signup/", {"email": address, "password1": SECRET}, **headers)


def test_account_lives_once_its_address_is_proven(client, posted):
    posted(lambda: sign_up(client))
    user = User.objects.get(email="founder@example.test")
    [letter] = mail.outbox
    assert letter.subject == "请确认您的电子邮箱"
    assert user.username not in letter.body

    login = {"login": user.email, "password": SECRET}
    assert client.post("/account/login/", login).url == "/account/confirm-email/"
    assert client.get("/applications/").status_code == 302

    link = re.search(r"http://testserver(/\S+)", letter.body).group(1)
    client.post(link)
    assert EmailAddress.objects.get(user=user).verified
    posted(lambda: client.post("/account/login/", login))
    assert client.get("/applications/").status_code == 200
    assert not user.is_staff


def test_registering_does_not_tell_who_has_an_account(client, posted):
    UserFactory(email="known@example.test")
    EmailAddress.objects.create(
        user=User.objects.get(email="known@example.test"), email="known@example.test",
        verified=True, primary=True,
    )  # fmt: skip

    known = posted(lambda: sign_up(client, "known@example.test"))
    unknown = posted(lambda: sign_up(client, "unknown@example.test"))

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.subject for letter in mail.outbox] == ["您已有账号", "请确认您的电子邮箱"]


@pytest.mark.parametrize("address", ["known@example.test", "unknown@example.test"])
def test_resetting_does_not_tell_either(client, posted, address):
    UserFactory(email="known@example.test")

    response = posted(lambda: client.post("/account/password/reset/", {"email": address}))

    assert response.url == "/account/password/reset/done/"
    assert len(mail.outbox) == 1


def test_flood_of_registrations_is_held_off(client, posted):
    answers = [
        posted(lambda number=number: sign_up(client, f"flood{number}@example.test")).status_code
        for number in range(25)
    ]

    assert answers[:20] == [302] * 20
    assert set(answers[20:]) == {429}
    assert User.objects.filter(email__startswith="flood").count() == 20


def test_forged_proxy_headers_do_not_help_a_flood(client, posted):
    """No proxy is declared: whoever names other addresses is counted as one."""
    answers = [
        posted(
            lambda number=number: sign_up(
                client, f"flood{number}@example.test", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}"
            )
        ).status_code
        for number in range(22)
    ]

    assert answers[20:] == [429, 429]


@pytest.mark.parametrize("proxies", [1, 2])
def test_flood_is_counted_by_the_address_that_the_proxies_saw(client, posted, settings, proxies):
    """Each proxy adds whom it saw at the end; what stood there before is the caller's own word."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    seen = ["203.0.113.9", "10.0.0.2"][:proxies]

    def asked(number: int, *addresses: str) -> int:
        forwarded = ", ".join(addresses)
        return posted(
            lambda: sign_up(client, f"flood{number}@example.test", HTTP_X_FORWARDED_FOR=forwarded)
        ).status_code

    answers = [asked(number, f"192.0.2.{number}", *seen) for number in range(22)]
    neighbour = asked(30, "203.0.113.10", *seen[1:])

    assert answers[19:] == [302, 429, 429]
    assert neighbour == 302


def test_wrong_passwords_are_held_off_for_the_account(client):
    UserFactory(email="known@example.test")
    wrong = {"login": "known@example.test", "password": "wrong"}

    answers = [client.post("/account/login/", wrong) for _attempt in range(12)]

    assert all(answer.status_code in {200, 429} for answer in answers)
    last = answers[-1]
    assert last.status_code == 429 or "过多" in last.text or "稍后" in last.text


def test_wrong_passwords_at_the_office_door_are_held_off_too(client):
    UserFactory(username="desk", staff=True)
    wrong = {"username": "desk", "password": "wrong"}

    texts = [client.post("/admin/login/", wrong).text for _attempt in range(7)]

    assert "过多" not in texts[0]
    assert "过多" in texts[6]


@pytest.mark.parametrize("secret", ["short", "12345678901", "password123"])
def test_weak_passwords_are_refused(client, secret):
    response = client.post("/account/signup/", {"email": "a@example.test", "password1": secret})

    assert response.status_code == 200
    assert "errorlist" in response.text or "error" in response.text
    assert not User.objects.filter(email="a@example.test").exists()
