"""What the descriptions say of every address of the admin: who may open it.

Roles come from ``incubator.accounts.permissions``. Verbs say on themselves which rights they
need; what each of those words stands for, and what pages of our own need, is said here, apart
from the code that enforces it. An address that nothing here describes is open to nobody.
"""

from dataclasses import dataclass

from django.contrib import admin
from django.urls import URLPattern

from incubator.accounts.permissions import READING, ROLES, Permission, Reach, Role

P = Permission
# The roles of the walk: whose incubator, and what they are.
HOLDERS = {
    "zone": Role.ZONE_OFFICE,
    "manager_a": Role.MANAGER,
    "manager_b": Role.MANAGER,
    "staff_a": Role.STAFF,
    "auditor": Role.AUDITOR,
    "superuser": None,
}
# Accounts that no role lets into the admin.
OUTSIDERS = ("anonymous", "roleless", "founder", "representative", "reviewer", "mentor")


@dataclass(frozen=True)
class Need:
    """All of these permissions; for ``zone``, of the whole zone; nobody holds ``never``."""

    permissions: frozenset[Permission] = frozenset()
    zone: bool = False
    never: bool = False
    writes: bool = False  # whatever it is

    def __or__(self, other: "Need") -> "Need":
        return Need(
            self.permissions | other.permissions,
            self.zone or other.zone,
            self.never or other.never,
            self.writes or other.writes,
        )

    def met_by(self, who: str) -> bool:
        """Whether a role of the walk holds it."""
        if self.never:
            return False
        role = HOLDERS[who]
        if role is None:
            return True
        described = ROLES[role]
        return (
            self.permissions <= described.permissions
            and (not self.zone or described.reach == Reach.ZONE)
            and (not self.writes or not described.permissions <= READING)
        )


def needs(*permissions: Permission | None, zone: bool = False) -> Need:
    """A need; None among the permissions is one that nobody holds."""
    return Need(frozenset(filter(None, permissions)), zone, None in permissions)


# What the words stand for that verbs say of themselves (beside view, add and change).
WORDS = {
    "decide": needs(P.DECISIONS_WRITE),
    "letters": needs(P.DECISIONS_READ),
    "review": needs(P.REVIEWS_READ),
    "reviewing": needs(P.REVIEWS_WRITE),
    "generate": needs(P.LEASES_WRITE),
    "issue": needs(P.ACCOUNTS_WRITE),
    "writing": needs(P.RULEBOOKS_WRITE),
    "bring": needs(P.RETURNS_WRITE),
    "forms": needs(P.RETURNS_READ),
    "check": needs(P.STATISTICS_READ),
    "progress": needs(P.STATISTICS_READ),
    "audit": needs(P.STATISTICS_READ, zone=True),
    "whole": needs(P.STATISTICS_READ, zone=True),
    "compute": needs(P.STATISTICS_WRITE),
    "publish": needs(P.STATISTICS_WRITE),
    "told": needs(P.STATISTICS_WRITE, zone=True),
}
OTHER_WORDS = {
    ("statistics_latefact", "decide"): needs(P.STATISTICS_WRITE),
    # Forms are the whole zone's, and so are the dates of their periods.
    ("companies_returnform", "change"): needs(P.RETURNS_WRITE, zone=True),
    ("companies_returnperiod", "change"): needs(P.RETURNS_WRITE, zone=True),
    ("imports_fileimport", "change"): needs(P.COMPANIES_WRITE, P.DECISIONS_WRITE),
}

# Pages of our own, by name.
OWN = {
    "accounts_savedview_of": needs(P.INCUBATORS_READ),
    "accounts_accesstoken_revoke": needs(P.ACCOUNTS_WRITE),
    "auth_user_password_change": needs(P.ACCOUNTS_READ, P.ACCOUNTS_WRITE),
    "core_historycheck_search": needs(P.ACCOUNTS_READ),
    "companies_company_care": needs(P.COMPANIES_READ),
    "companies_company_page": needs(P.COMPANIES_READ),
    "companies_application_funnel": needs(P.APPLICATIONS_READ),
    "companies_application_file": needs(P.APPLICATIONS_READ),
    "companies_agreementtemplate_text": needs(P.RESIDENCES_READ),
    "companies_graduationreview_board": needs(P.RESIDENCES_READ),
    "companies_graduationreview_cohort": needs(P.RESIDENCES_READ),
    "companies_graduationreview_readiness": needs(P.RESIDENCES_READ),
    "companies_graduationreview_judge": needs(P.RESIDENCES_WRITE, P.DECISIONS_WRITE),
    "companies_paper_file": needs(P.RESIDENCES_READ),
    "companies_evidence_file": needs(P.COMPANIES_READ),
    "companies_reviewround_revoke": needs(P.REVIEWS_WRITE),
    "companies_call_letter": needs(P.CALLS_READ, P.DECISIONS_READ),
    "companies_panelmeeting_room": needs(P.REVIEWS_READ),
    "companies_panelmeeting_unseat": needs(P.REVIEWS_WRITE),
    "companies_stage_decide": needs(P.DECISIONS_WRITE),
    "companies_stage_advance": needs(P.REVIEWS_WRITE),
    "companies_equitystake_portfolio": needs(P.COMPANIES_READ),
    "companies_equitystake_take_back": needs(P.COMPANIES_WRITE),
    "facilities_building_first_plan": needs(P.UNITS_READ),
    "facilities_building_occupancy": needs(P.UNITS_READ),
    "facilities_spacelease_owing": needs(P.LEASES_READ),
    "institutions_owndocument_file": needs(P.INCUBATORS_READ),
    # Whoever may bring some kind of row; the file of the walk brings companies.
    "imports_fileimport_add": needs(P.UNITS_READ, P.UNITS_WRITE),
    "imports_fileimport_template": needs(P.UNITS_READ),
    "mentors_assignment_suggestions": needs(P.MENTORS_READ),
    "mentors_assignment_propose": needs(P.MENTORS_WRITE),
    "mentors_mentor_end_stake": needs(P.MENTORS_WRITE),
    "mentors_mentoringsession_file": needs(P.SESSIONS_WRITE),
    "mentors_mentoringsession_finish": needs(P.SESSIONS_WRITE),
    "statistics_snapshot_figures": needs(P.STATISTICS_READ),
    "statistics_torchentry_form": needs(P.RETURNS_READ),
    "statistics_yearlytotal_facts": needs(P.STATISTICS_READ),
    "statistics_yearlytotal_flows": needs(P.STATISTICS_READ),
    "statistics_yearlytotal_residences": needs(P.STATISTICS_READ),
    "statistics_yearlytotal_series": needs(P.STATISTICS_READ),
    "statistics_yearlytotal_signal": needs(P.STATISTICS_READ, zone=True),
}
RECORDS = {"record": needs(P.COMPANIES_WRITE), "state": needs(P.RETURNS_WRITE)}  # of every kind

# What a verb does in another part needs a right there too.
FURTHER = {
    **{
        f"companies_admission_{verb}": needs(P.LEASES_WRITE)
        for verb in ("reserve", "deposit", "admit", "release", "take_deposit_back")
    },
    "companies_company_admit": needs(P.RESIDENCES_WRITE),
    "companies_company_add": needs(P.RESIDENCES_WRITE),
    "facilities_spacelease_add": needs(P.LEASES_WRITE),
    "companies_graduationreview_close": needs(P.LEASES_WRITE),
    "companies_leaving_end": needs(P.LEASES_WRITE),
    "companies_leaving_settle": needs(P.LEASES_WRITE),
    # The first signature of the chain decides; the leavings of the walk wait for it.
    "companies_leaving_sign": needs(P.DECISIONS_WRITE),
    "mentors_assignment_record": needs(P.SESSIONS_WRITE),
}


def own_patterns(pages) -> list[tuple[str, URLPattern]]:
    """The addresses of a model's admin that have a name."""
    return [(pattern.name, pattern) for pattern in pages.get_urls() if pattern.name]


def need_of(pages, name: str) -> Need:
    """What an address of a model's admin needs. Raises KeyError where nothing describes it."""
    prefix = f"{pages.opts.app_label}_{pages.opts.model_name}_"
    page = name.removeprefix(prefix)
    further = FURTHER.get(name, Need())
    if name in OWN:
        return OWN[name]
    standard = {
        "changelist": needs(pages.reading),
        "change": needs(pages.reading),
        "history": needs(pages.reading),
        "seen": needs(pages.reading),
        "export": needs(pages.reading),
        "add": needs(pages.adding),
        "delete": needs(None),
    }
    if name == "accounts_savedview_add":  # whoever reads lists and changes something keeps views
        return Need(frozenset({pages.reading}), writes=True)
    if page in standard:
        return standard[page] | further
    if page in RECORDS and any("_id" in one for one in _converters(pages, name)):
        return RECORDS[page]
    verb = getattr(pages, page, None)
    if verb is None or not hasattr(verb, "allowed_permissions"):
        raise KeyError(name)
    found = further
    for word in verb.allowed_permissions:
        found |= _word(pages, prefix.rstrip("_"), word)
    return found


def _word(pages, label: str, word: str) -> Need:
    known = {"view": pages.reading, "add": pages.adding, "change": pages.changing}
    if (label, word) in OTHER_WORDS:
        return needs(pages.reading) | OTHER_WORDS[label, word]
    if word in known:
        return needs(pages.reading, known[word])
    return needs(pages.reading) | WORDS[word]


def _converters(pages, name: str) -> list[str]:
    return [param for one, pattern in own_patterns(pages) if one == name
            for param in pattern.pattern.converters]  # fmt: skip


def admins() -> list:
    """Every admin that is registered."""
    return [admin.site._registry[model] for model in sorted(
        admin.site._registry, key=lambda model: model._meta.label)]  # fmt: skip
