"""Who may do what, as it is described: roles beside permissions, and the people of the portal."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from incubator.accounts.models import Membership
from incubator.accounts.permissions import (
    PORTAL_ROLES,
    RESOURCES,
    ROLES,
    Permission,
    PortalRole,
    Role,
    RoleDescription,
)
from incubator.core.admin_fields import badge
from incubator.core.dates import today


@dataclass(frozen=True)
class Held:
    """A role with what is said of it, and how many hold it today."""

    label: Promise
    reach: Promise
    holder: Promise
    count: int
    link: str


def page(pages, request: HttpRequest) -> HttpResponse:
    """The matrix and its words; each role leads to its memberships."""
    return pages.page(
        request,
        "scoped_admin/rights.html",
        title=_("Roles and rights"),
        roles=_roles(pages),
        rows=[
            (resource, [_cell(word, described) for described in ROLES.values()])
            for word, resource in RESOURCES.items()
        ],
        portal=[(PortalRole(role).label, one) for role, one in PORTAL_ROLES.items()],
        back=pages.list_address(),
    )


def _roles(pages) -> list[Held]:
    held = dict(
        Membership.objects.in_force(on=today())
        .filter(user__is_active=True)
        .values_list("role")
        .annotate(count=Count("user", distinct=True))
        .order_by("role")
    )
    return [
        Held(
            label=Role(role).label,
            reach=described.reach.label,
            holder=described.holder,
            count=held.get(role, 0),
            link=f"{pages.list_address()}?role__exact={role}",
        )
        for role, described in ROLES.items()
    ]


def _cell(word: str, described: RoleDescription) -> str:
    """What a role may do with a resource, in a word."""
    if Permission(f"{word}:write") in described.permissions:
        return badge("success", _("reads and writes"))
    if Permission(f"{word}:read") in described.permissions:
        return badge("info", _("reads"))
    return "—"
