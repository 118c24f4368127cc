"""The page that tells who may do what: every role and every permission, as described."""

import pytest
from django.urls import reverse

from incubator.accounts.models import Membership
from incubator.accounts.permissions import (
    PORTAL_ROLES,
    READING,
    RESOURCES,
    ROLES,
    Permission,
    Role,
    roles_of_incubators,
)
from tests.admin.conftest import SEES, pages_of
from tests.factories import MembershipFactory

PAGE = "admin:accounts_membership_rights"


@pytest.mark.parametrize("who", SEES)
def test_it_is_for_those_who_see_accounts(world, who):
    allowed = who in {"auditor", "superuser"}

    assert world.client(who).get(reverse(PAGE)).status_code == (200 if allowed else 403)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_it_tells_every_role_and_resource(world, language):
    page = world.client("auditor").get(reverse(PAGE), headers={"Accept-Language": language})

    assert [role.count for role in page.context["roles"]] == [1, 2, 1, 1]
    assert {str(resource.label) for resource, _cells in page.context["rows"]} == {
        str(one.label) for one in RESOURCES.values()
    }
    assert len(page.context["portal"]) == len(PORTAL_ROLES)
    cells = [cells for resource, cells in page.context["rows"] if resource is RESOURCES["accounts"]]
    assert [cell == "—" for cell in cells[0]] == [True, True, True, False]


def test_each_role_leads_to_its_memberships(world):
    client = world.client("auditor")
    roles = client.get(reverse(PAGE)).context["roles"]

    listed = {role.label: client.get(role.link).context["cl"].result_count for role in roles}

    assert listed == {Role(role).label: Membership.objects.filter(role=role).count()
                      for role in ROLES}  # fmt: skip


def test_every_permission_is_told():
    assert {f"{word}:{verb}" for word in RESOURCES for verb in ("read", "write")} == set(Permission)


def test_staff_decides_nothing_and_sees_what_the_manager_sees():
    staff, manager = ROLES[Role.STAFF].permissions, ROLES[Role.MANAGER].permissions

    assert staff < manager
    assert staff & READING == manager & READING
    assert manager - staff == {
        Permission.DECISIONS_WRITE, Permission.CALLS_WRITE, Permission.REVIEWS_WRITE
    }  # fmt: skip
    assert roles_of_incubators(Permission.RETURNS_WRITE) == [Role.MANAGER, Role.STAFF]
    assert roles_of_incubators(Permission.DECISIONS_WRITE) == [Role.MANAGER]


def test_a_membership_of_staff_is_granted_on_its_page(world):
    user = MembershipFactory(ends_on="2020-01-01").user

    sent = world.client("superuser").post(
        reverse(pages_of(Membership).name_of("add")),
        {"user": user.pk, "role": "staff", "incubator": world.a.pk, "begins_on": "2026-01-01"},
    )

    assert sent.status_code == 302
    assert Membership.objects.get(user=user, role="staff").incubator == world.a


def test_two_roles_in_two_incubators_are_refused_in_words(world):
    user = MembershipFactory(incubator=world.a).user

    sent = world.client("superuser").post(
        reverse(pages_of(Membership).name_of("add")),
        {"user": user.pk, "role": "staff", "incubator": world.b.pk, "begins_on": "2026-01-01"},
        headers={"Accept-Language": "en"},
    )

    assert sent.status_code == 200
    assert "A person has one role in all their incubators" in sent.text


def test_staff_is_not_offered_what_it_may_not_do(world):
    from companies.models import Admission, GraduationReview

    for model in (Admission, GraduationReview):
        row = world.of(model, "a")
        address = pages_of(model).address_of(row)
        offered = {
            who: {one["path"] for one in _buttons(world.client(who).get(address))}
            for who in ("manager_a", "staff_a")
        }
        assert offered["staff_a"] <= offered["manager_a"]
    assert "admit" not in str(offered["staff_a"])


def _buttons(page) -> list[dict]:
    return [
        one
        for entry in page.context.get("actions_detail", [])
        for one in entry.get("items", [entry])
    ]
