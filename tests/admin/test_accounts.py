"""Users, roles and tokens: kept by superusers, seen by auditors, and no secret on a page."""

import datetime

import pytest
from django.urls import reverse

from incubator.accounts.models import AccessToken, Membership, User
from incubator.core.dates import now
from tests.admin.conftest import PEOPLE, pages_of
from tests.factories import MembershipFactory, UserFactory

ISSUE = "admin:accounts_accesstoken_issue"
USER_ADD, MEMBERSHIP_ADD = "admin:accounts_user_add", "admin:accounts_membership_add"


def request_for(whom: User, **values) -> dict:
    return {"user": whom.pk, "scopes": ["statistics:read"], "days": "30", "name": "月报"} | values


def revoke_page(token: AccessToken) -> str:
    return reverse("admin:accounts_accesstoken_revoke", args=[token.pk])


def test_key_is_shown_once_and_works(world, client):
    admin = world.client("superuser")

    response = admin.post(reverse(ISSUE), request_for(world.users["zone"]))

    key = response.context["key"]
    token = AccessToken.objects.get(name="月报")
    assert response.text.count(key) == 1
    assert token.scopes == ["statistics:read"]
    assert token.expiry - now() > datetime.timedelta(days=29)
    assert key not in admin.get(pages_of(AccessToken).list_address()).text


def test_no_page_shows_the_hash(world):
    token = world.of(AccessToken, PEOPLE)
    client = world.client("superuser")

    pages = [client.get(pages_of(AccessToken).list_address()), client.get(revoke_page(token))]

    for response in pages:
        assert response.status_code == 200
        assert token.digest not in response.text


def test_a_token_has_no_page_of_its_own(world):
    client = world.client("superuser")
    token = world.of(AccessToken, PEOPLE)

    for page in ("change", "history", "delete"):
        address = f"{pages_of(AccessToken).list_address()}{token.pk}/{page}/"
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"days": "0"}, "days"),
        ({"days": "9999"}, "days"),
        ({"user": "999999"}, "user"),
        ({"incubator": "999999"}, "incubator"),
    ],
)
def test_refused_token(world, values, field):
    before = AccessToken.objects.count()

    response = world.client("superuser").post(
        reverse(ISSUE), request_for(world.users["zone"], **values)
    )

    assert response.context["form"].errors.keys() == {field}
    assert AccessToken.objects.count() == before


def test_revoke(world):
    token = world.of(AccessToken, PEOPLE)

    response = world.client("superuser").post(revoke_page(token))

    assert response.url == pages_of(AccessToken).list_address()
    assert not AccessToken.objects.filter(pk=token.pk).exists()


@pytest.mark.parametrize(
    ("role", "status"), [("auditor", 403), ("zone", 403), ("manager_a", 403), ("superuser", 200)]
)
def test_who_may_issue_and_revoke(world, role, status):
    token = world.of(AccessToken, PEOPLE)
    client = world.client(role)

    assert client.get(reverse(ISSUE)).status_code == status
    assert client.get(revoke_page(token)).status_code == status
    assert AccessToken.objects.filter(pk=token.pk).exists()


def test_new_user(world):
    response = world.client("superuser").post(
        reverse(USER_ADD),
        {
            "username": "newcomer", "name": "新人", "email": "new@example.test", "is_staff": "on",
            "password1": "a long enough phrase", "password2": "a long enough phrase",
        },
    )  # fmt: skip

    user = User.objects.get(username="newcomer")
    assert response.status_code == 302
    assert user.check_password("a long enough phrase")
    assert (user.is_staff, user.is_superuser) == (True, False)


def test_new_password(world):
    user = world.users["zone"]

    response = world.client("superuser").post(
        f"{pages_of(User).list_address()}{user.pk}/password/",
        {"password1": "another long phrase", "password2": "another long phrase",
         "usable_password": "true"},
    )  # fmt: skip

    assert response.status_code == 302
    assert User.objects.get(pk=user.pk).check_password("another long phrase")


@pytest.mark.parametrize(("role", "status"), [("auditor", 403), ("zone", 403), ("manager_a", 403)])
def test_nobody_else_sets_a_password(world, role, status):
    user = world.users["superuser"]
    before = user.password

    response = world.client(role).post(
        f"{pages_of(User).list_address()}{user.pk}/password/",
        {"password1": "another long phrase", "password2": "another long phrase",
         "usable_password": "true"},
    )  # fmt: skip

    assert response.status_code == status
    assert User.objects.get(pk=user.pk).password == before


def test_new_role(world):
    user = UserFactory(staff=True)

    response = world.client("superuser").post(
        reverse(MEMBERSHIP_ADD),
        {"user": user.pk, "role": "manager", "incubator": world.a.pk, "begins_on": "2020-01-01"},
    )

    assert response.status_code == 302
    assert user.memberships.get().incubator == world.a


@pytest.mark.parametrize(
    "values",
    [
        {"role": "manager", "incubator": ""},
        {"role": "zone_office"},
        {"begins_on": "2020-01-01", "ends_on": "2019-01-01"},
    ],
)
def test_impossible_role_is_told_on_the_form(world, values):
    user = UserFactory(staff=True)
    sent = {"user": user.pk, "role": "manager", "incubator": world.a.pk, "begins_on": "2020-01-01"}

    response = world.client("superuser").post(reverse(MEMBERSHIP_ADD), sent | values)

    assert response.status_code == 200
    assert response.context["errors"]
    assert not user.memberships.exists()


@pytest.mark.parametrize(
    "values", [{"role": "manager"}, {"role": "zone_office", "incubator": ""}], ids=["again", "zone"]
)
def test_role_that_clashes_is_told_on_the_form(world, values):
    user = world.users["manager_a"]
    sent = {"user": user.pk, "incubator": world.a.pk, "begins_on": "2020-01-01"}

    response = world.client("superuser").post(reverse(MEMBERSHIP_ADD), sent | values)

    assert response.status_code == 200
    assert response.context["errors"]
    assert user.memberships.count() == 1


def test_role_ends_and_whose_it_was_stays(world):
    membership = Membership.objects.get(user=world.users["manager_a"])

    world.client("superuser").post(
        pages_of(Membership).address_of(membership),
        {
            "begins_on": "1999-01-01", "ends_on": "2026-01-01", "role": "auditor",
            "user": MembershipFactory().user.pk, "incubator": "",
        },
    )  # fmt: skip

    membership.refresh_from_db()
    assert membership.ends_on == datetime.date(2026, 1, 1)
    assert (membership.user, membership.role) == (world.users["manager_a"], "manager")
