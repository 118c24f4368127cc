"""Invitations hold once, for one address, for seven days; a signer always stays."""

import datetime
import re

import pytest
from django.core import mail

from companies import lifecycle
from companies.enums import Right
from companies.models import Application, Collaborator
from tests.applying.conftest import AT
from tests.applying.test_drafts import refused
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def invite(draft, by, email="second@example.test", right=Right.EDIT, at=AT):
    return lifecycle.invite(application=draft, email=email, right=right, by=by, at=at)


@pytest.fixture
def secret_of(monkeypatch, django_capture_on_commit_callbacks):
    """Invites and gives the secret out of the mail that would go out."""

    def run(draft, by, **more):
        posted = []
        monkeypatch.setattr(
            "companies.lifecycle.people.post", lambda **letter: posted.append(letter)
        )
        invite(draft, by, **more)
        return re.search(r"/invitations/([\w-]+)/", posted[0]["text"])[1]

    return run


def accept(secret, by, at=AT):
    return lifecycle.accept_invitation(secret=secret, by=by, at=at)


def test_invited_and_accepted_once(draft, founder, secret_of):
    second = UserFactory(email="Second@example.test")
    secret = secret_of(draft, founder)

    assert accept(secret, second) == draft
    assert Application.objects.of_person(second).get() == draft
    refused("invitation_invalid", 404, accept, secret=secret, by=second)


def test_meant_for_another_address_or_over(draft, founder, stranger, secret_of):
    second = UserFactory(email="second@example.test")
    secret = secret_of(draft, founder)

    refused("invitation_invalid", 404, accept, secret=secret, by=stranger)
    refused("invitation_invalid", 404, accept, secret="guess", by=second)
    week = datetime.timedelta(days=7)
    refused("invitation_invalid", 404, accept, secret=secret, by=second, at=AT + week)
    assert not Application.objects.of_person(second).exists()


def test_taken_back(draft, founder, secret_of):
    second = UserFactory(email="second@example.test")
    secret = secret_of(draft, founder)
    lifecycle.revoke_invitation(invitation=draft.invitations.get(), by=founder, at=AT)

    refused("invitation_invalid", 404, accept, secret=secret, by=second)


def test_asking_again_makes_the_first_link_void(draft, founder, secret_of):
    second = UserFactory(email="second@example.test")
    first, again = secret_of(draft, founder), secret_of(draft, founder)

    refused("invitation_invalid", 404, accept, secret=first, by=second)
    assert accept(again, second) == draft


@pytest.mark.parametrize("email", ["", "nonsense", "a@b", "a@b.c\nBcc: x@y.z", "a b@example.test"])
def test_no_address(draft, founder, email):
    refused("email_invalid", 400, invite, draft=draft, by=founder, email=email)
    assert not mail.outbox


def test_refusals(draft, founder, stranger):
    refused("right_missing", 403, invite, draft=draft, by=stranger)
    refused("right_unknown", 400, invite, draft=draft, by=founder, right="own")
    refused("takes_part_already", 409, invite, draft=draft, by=founder, email=founder.email.upper())
    invitation = invite(draft, founder)
    refused("right_missing", 403, lifecycle.revoke_invitation,
            invitation=invitation, by=stranger, at=AT)  # fmt: skip


def test_nobody_mails_the_world_through_us(draft, founder):
    for number in range(10):
        invite(draft, founder, email=f"p{number}@example.test")

    refused("too_many_invitations", 429, invite, draft=draft, by=founder)


def test_nobody_mails_the_world_in_a_day(call, founder):
    for _each in range(2):
        draft = lifecycle.start_draft(call=call, by=founder, at=AT)
        for number in range(10):
            invite(draft, founder, email=f"p{number}@example.test")
    third = lifecycle.start_draft(call=call, by=founder, at=AT)

    refused("too_many_invitations", 429, invite, draft=third, by=founder)
    assert invite(third, founder, at=AT + datetime.timedelta(days=1, seconds=1))


def test_somebody_is_left_who_can_hand_in(draft, founder, stranger):
    own = draft.collaborators.get(user=founder)
    other = Collaborator.objects.create(
        application=draft, user=stranger, right=Right.EDIT, since=AT
    )

    refused("last_signer", 409, lifecycle.remove_collaborator, collaborator=own, by=founder)
    refused("right_missing", 403, lifecycle.remove_collaborator, collaborator=own, by=stranger)
    lifecycle.remove_collaborator(collaborator=other, by=founder)
    assert not Application.objects.of_person(stranger).exists()


def test_thread(submitted, founder, manager):
    def write(**more):
        return lifecycle.write_message(
            **({"application": submitted, "body": "您好", "by": founder, "at": AT,
                "from_office": False} | more)
        )  # fmt: skip

    write()
    write(by=manager, from_office=True, body="请稍候")
    assert [(m.from_office, m.body) for m in submitted.messages.order_by("pk")] == [
        (False, "您好"), (True, "请稍候"),
    ]  # fmt: skip
    refused("said_nothing", 400, write, body=" ")
    refused("answer_too_long", 400, write, body="长" * 4001)
    refused("right_missing", 403, write, by=manager)
    write()  # the second press of the button
    assert submitted.messages.count() == 2
    write(at=AT + datetime.timedelta(minutes=2))
    for number in range(18):
        write(body=f"您好{number}")
    refused("too_many_messages", 429, write, body="再来一条")


def test_drafts_have_no_thread(draft, founder):
    refused(
        "application_not_received", 409, lifecycle.write_message,
        application=draft, body="您好", by=founder, at=AT, from_office=False,
    )  # fmt: skip
