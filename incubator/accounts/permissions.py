"""Every permission and every role of the system, on one screen.

A permission is ``resource:read`` or ``resource:write``; the same words are the scopes of
an access token. What somebody may do is what a role of theirs holds and, through a
token, what the token's scopes name as well.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What can be allowed. The value is the scope of a token."""

    INCUBATORS_READ = "incubators:read"
    INCUBATORS_WRITE = "incubators:write"
    RULEBOOKS_READ = "rulebooks:read"
    RULEBOOKS_WRITE = "rulebooks:write"
    COMPANIES_READ = "companies:read"
    COMPANIES_WRITE = "companies:write"
    RESIDENCES_READ = "residences:read"
    RESIDENCES_WRITE = "residences:write"
    CALLS_READ = "calls:read"
    CALLS_WRITE = "calls:write"
    APPLICATIONS_READ = "applications:read"
    APPLICATIONS_WRITE = "applications:write"
    REVIEWS_READ = "reviews:read"
    REVIEWS_WRITE = "reviews:write"
    DECISIONS_READ = "decisions:read"
    DECISIONS_WRITE = "decisions:write"
    RETURNS_READ = "returns:read"
    RETURNS_WRITE = "returns:write"
    UNITS_READ = "units:read"
    UNITS_WRITE = "units:write"
    LEASES_READ = "leases:read"
    LEASES_WRITE = "leases:write"
    MENTORS_READ = "mentors:read"
    MENTORS_WRITE = "mentors:write"
    SESSIONS_READ = "sessions:read"
    SESSIONS_WRITE = "sessions:write"
    STATISTICS_READ = "statistics:read"
    STATISTICS_WRITE = "statistics:write"
    ACCOUNTS_READ = "accounts:read"
    ACCOUNTS_WRITE = "accounts:write"


READING = frozenset(p for p in Permission if p.value.endswith(":read"))


class Role(models.TextChoices):
    """What somebody is to the zone or to one incubator."""

    ZONE_OFFICE = "zone_office", _("Zone office")
    MANAGER = "manager", _("Incubator manager")
    AUDITOR = "auditor", _("Auditor")


@dataclass(frozen=True)
class RoleDescription:
    """Who should hold a role, where it applies, and what it allows."""

    zone_wide: bool
    permissions: frozenset[Permission]
    holder: str


P = Permission
ROLES: dict[str, RoleDescription] = {
    Role.ZONE_OFFICE: RoleDescription(
        zone_wide=True,
        permissions=(READING - {P.ACCOUNTS_READ}) | {P.STATISTICS_WRITE, P.RULEBOOKS_WRITE},
        holder="People of the zone office: see every incubator, start the yearly totals, "
        "keep the rulebooks.",
    ),
    Role.MANAGER: RoleDescription(
        zone_wide=False,
        permissions=frozenset(
            {
                P.INCUBATORS_READ,
                P.RULEBOOKS_READ,
                P.COMPANIES_READ,
                P.COMPANIES_WRITE,
                P.RESIDENCES_READ,
                P.RESIDENCES_WRITE,
                P.CALLS_READ,
                P.CALLS_WRITE,
                P.APPLICATIONS_READ,
                P.APPLICATIONS_WRITE,
                P.REVIEWS_READ,
                P.REVIEWS_WRITE,
                P.DECISIONS_READ,
                P.DECISIONS_WRITE,
                P.RETURNS_READ,
                P.RETURNS_WRITE,
                P.UNITS_READ,
                P.UNITS_WRITE,
                P.LEASES_READ,
                P.LEASES_WRITE,
                P.MENTORS_READ,
                P.MENTORS_WRITE,
                P.SESSIONS_READ,
                P.SESSIONS_WRITE,
                P.STATISTICS_READ,
            }
        ),
        holder="People who run one incubator: its companies, rooms, leases and mentors.",
    ),
    Role.AUDITOR: RoleDescription(
        zone_wide=True,
        permissions=READING,
        holder="An auditor: sees everything, changes nothing.",
    ),
}

ZONE_ROLES = [role for role, description in ROLES.items() if description.zone_wide]
INCUBATOR_ROLES = [role for role, description in ROLES.items() if not description.zone_wide]
