"""Every permission and every role of the system, on one screen.

A permission is ``resource:read`` or ``resource:write``; the same words are the scopes of
an access token. What somebody may do is what a role of theirs holds and, through a
token, what the token's scopes name as well.

Roles of the office are memberships (``ROLES``). People of the portal have none: what is theirs
follows from the rows that name them (``PORTAL_ROLES``).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
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


class Reach(models.TextChoices):
    """Where what a role allows holds."""

    ZONE = "zone", _("the whole zone")
    INCUBATOR = "incubator", _("the incubators of the membership")
    CASES = "cases", _("one’s own cases")
    COMPANY = "company", _("one’s own company")


class Role(models.TextChoices):
    """What somebody is to the zone or to one incubator."""

    ZONE_OFFICE = "zone_office", _("Zone office")
    MANAGER = "manager", _("Incubator manager")
    STAFF = "staff", _("Incubator staff")
    AUDITOR = "auditor", _("Auditor")


@dataclass(frozen=True)
class RoleDescription:
    """Who should hold a role, where it applies, and what it allows."""

    reach: Reach
    permissions: frozenset[Permission]
    holder: Promise

    @property
    def zone_wide(self) -> bool:
        """Whether its membership names no incubator."""
        return self.reach == Reach.ZONE


P = Permission
# The day's work of an incubator. Deciding (DECISIONS_WRITE) is whatever binds the office or ends
# something: admissions, contracts, graduations, exits, subsidies, claims given up, accounts of
# others, and the letters that say so.
DAYS_WORK = frozenset(
    {
        P.INCUBATORS_READ,
        P.RULEBOOKS_READ,
        P.COMPANIES_READ,
        P.COMPANIES_WRITE,
        P.RESIDENCES_READ,
        P.RESIDENCES_WRITE,
        P.CALLS_READ,
        P.APPLICATIONS_READ,
        P.APPLICATIONS_WRITE,
        P.REVIEWS_READ,
        P.DECISIONS_READ,
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
)
ROLES: dict[str, RoleDescription] = {
    Role.ZONE_OFFICE: RoleDescription(
        reach=Reach.ZONE,
        permissions=(READING - {P.ACCOUNTS_READ}) | {P.STATISTICS_WRITE, P.RULEBOOKS_WRITE},
        holder=_("People of the zone office: see every incubator, start the yearly totals, publish "
                 "them, keep the rulebooks."),
    ),
    Role.MANAGER: RoleDescription(
        reach=Reach.INCUBATOR,
        permissions=DAYS_WORK | {P.CALLS_WRITE, P.REVIEWS_WRITE, P.DECISIONS_WRITE},
        holder=_("People who run an incubator: its companies, rooms, leases and mentors, calls "
                 "and reviews, and every decision about them."),
    ),
    Role.STAFF: RoleDescription(
        reach=Reach.INCUBATOR,
        permissions=DAYS_WORK,
        holder=_("People who do the day’s work of an incubator: records, rooms, sessions, chasing "
                 "returns. They prepare what the manager decides, signs or ends."),
    ),
    Role.AUDITOR: RoleDescription(
        reach=Reach.ZONE,
        permissions=READING,
        holder=_("An auditor: sees everything, changes nothing."),
    ),
}  # fmt: skip

ZONE_ROLES = [role for role, description in ROLES.items() if description.zone_wide]
INCUBATOR_ROLES = [role for role, description in ROLES.items() if not description.zone_wide]


def roles_of_incubators(permission: Permission) -> list[str]:
    """The roles of an incubator that hold a permission: who of its people has to be told."""
    return [role for role in INCUBATOR_ROLES if permission in ROLES[role].permissions]


class PortalRole(models.TextChoices):
    """What somebody is at the portal; nobody grants it, a row that names them does."""

    FOUNDER = "founder", _("Founder")
    REPRESENTATIVE = "representative", _("Company account")
    REVIEWER = "reviewer", _("Reviewer")
    MENTOR = "mentor", _("Mentor")


@dataclass(frozen=True)
class PortalDescription:
    """Who is one, where it applies, what it allows, and what decides.

    ``rule`` is the queryset method that finds what is somebody's, as ``app.Model.method``
    (parts below know no parts above); ``pages`` are the namespaces of the addresses.
    """

    reach: Reach
    holder: Promise
    allows: Promise
    rule: str
    pages: tuple[str, ...]


PORTAL_ROLES: dict[str, PortalDescription] = {
    PortalRole.FOUNDER: PortalDescription(
        reach=Reach.CASES,
        holder=_("Whoever began an application, or was invited to it and accepted."),
        allows=_("Writes the draft, hands it in, reads its letters, writes to the office; who was "
                 "invited to read only reads."),
        rule="companies.Application.of_person",
        pages=("applying",),
    ),
    PortalRole.REPRESENTATIVE: PortalDescription(
        reach=Reach.COMPANY,
        holder=_("Whom an incubator has let act for a company, until that ends."),
        allows=_("Sees what is on file about the company, reports, asks for changes, books "
                 "mentors, asks to graduate or to leave."),
        rule="companies.Representative.in_force",
        pages=("company", "returns", "mentoring"),
    ),
    PortalRole.REVIEWER: PortalDescription(
        reach=Reach.CASES,
        holder=_("Whom a round has invited and who has joined it, while the round is open and no "
                 "conflict of interest keeps a case from them."),
        allows=_("Reads the cases given to them, as blind as the stage is, scores and signs."),
        rule="companies.Reviewer.active",
        pages=("reviewing",),
    ),
    PortalRole.MENTOR: PortalDescription(
        reach=Reach.CASES,
        holder=_("A mentor on file whose account was tied to them by an incubator."),
        allows=_("Agrees to companies, offers hours, keeps sessions and notes of the companies "
                 "that they mentor."),
        rule="mentors.Mentor.filter",
        pages=("mentoring",),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Resource:
    """What a pair of permissions is about, in words."""

    label: Promise
    holds: Promise


# By the first word of a permission, in the order of the work.
RESOURCES: dict[str, Resource] = {
    "companies": Resource(
        _("Companies"),
        _("the register, facts with their documents, stakes, who acts for a company"),
    ),
    "residences": Resource(
        _("Residences"),
        _("stays, moving in, agreements, changes, graduations, leavings, follow-up"),
    ),
    "calls": Resource(
        _("Calls"),
        _("calls and their questions"),
    ),
    "applications": Resource(
        _("Applications"),
        _("applications, the check of completeness, messages"),
    ),
    "reviews": Resource(
        _("Reviewing"),
        _("plans, rounds, reviewers, scores, meetings, conflicts of interest"),
    ),
    "decisions": Resource(
        _("Decisions"),
        _("admitting, signing, graduating, ending, refusing, waiving, and the letters that say so"),
    ),
    "returns": Resource(
        _("Returns"),
        _("what companies and institutions report"),
    ),
    "units": Resource(
        _("Rooms"),
        _("buildings and units"),
    ),
    "leases": Resource(
        _("Leases"),
        _("leases, claims, payments, reservations"),
    ),
    "mentors": Resource(
        _("Mentors"),
        _("mentors, terms, who helps whom"),
    ),
    "sessions": Resource(
        _("Sessions"),
        _("office hours, bookings, sessions and notes"),
    ),
    "incubators": Resource(
        _("Institutions"),
        _("incubators and the accelerator, their construction"),
    ),
    "rulebooks": Resource(
        _("Rulebooks"),
        _("rulebooks and their conditions"),
    ),
    "statistics": Resource(
        _("Statistics"),
        _("yearly totals, publication, targets, citations, webhooks"),
    ),
    "accounts": Resource(
        _("Accounts"),
        _("users, memberships, access tokens, the whole history"),
    ),
}
