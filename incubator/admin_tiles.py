"""What needs somebody today, as numbers that lead to the list that they count."""

from dataclasses import dataclass, field

from django.contrib.admin import site
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from companies.models import (
    Admission,
    Application,
    ChangeRequest,
    Company,
    DueReturn,
    FollowUp,
    GraduationReview,
    Leaving,
    PossibleDuplicate,
    Referral,
    Residence,
    Return,
)
from companies.queries.cases import waiting_for
from companies.queries.facts import FACTS, counts_by_kind
from facilities.models import Charge, SpaceLease
from incubator.accounts.access import Access, access_from
from incubator.accounts.lists.counting import counted_together, said
from incubator.accounts.lists.tiles import filtered
from incubator.accounts.permissions import Permission
from incubator.core.dates import now
from incubator.institutions.models import IncubatorChange
from incubator.statistics.models import LateFact, Snapshot
from mentors.models import Assignment, Mentor, MentorApplication, MentoringSession

P = Permission
LATE, WAITING, SOON, PIPELINE = "late", "waiting", "soon", "pipeline"


@dataclass(frozen=True)
class Tile:
    """A number: the rows of a model's list under ``query``. Who holds ``acting`` is to act."""

    kind: str
    model: type[Model]
    label: Promise
    icon: str
    acting: Permission
    query: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """A tile as its reader sees it."""

    kind: str
    label: str
    icon: str
    count: int
    link: str

    @property
    def said(self) -> str:
        """The number, up to the bound of lists."""
        return said(self.count)


TILES = [
    Tile(LATE, Residence, _("stays past their day"), "alarm", P.RESIDENCES_WRITE,
         {"standing": "overdue"}),
    Tile(LATE, DueReturn, _("late returns"), "pending_actions", P.RETURNS_WRITE, {"late": "yes"}),
    Tile(LATE, Charge, _("overdue charges"), "receipt_long", P.LEASES_WRITE,
         {"standing": "overdue"}),
    Tile(LATE, ChangeRequest, _("changes filed late"), "published_with_changes",
         P.RESIDENCES_WRITE, {"deadline": "overdue"}),
    Tile(LATE, IncubatorChange, _("own changes reported late"), "swap_horiz", P.RESIDENCES_WRITE,
         {"deadline": "late"}),
    Tile(WAITING, Application, _("applications to check"), "inbox", P.APPLICATIONS_WRITE,
         {"state__exact": "submitted"}),
    Tile(WAITING, ChangeRequest, _("changes to decide on"), "published_with_changes",
         P.DECISIONS_WRITE, {"deadline": "waiting"}),
    Tile(WAITING, Leaving, _("leavings to wind up"), "door_back", P.RESIDENCES_WRITE,
         {"state__exact": "open"}),
    Tile(WAITING, GraduationReview, _("applications to graduate"), "school", P.RESIDENCES_WRITE,
         {"state__exact": "applied"}),
    Tile(WAITING, GraduationReview, _("graduations to confirm"), "how_to_reg",
         P.DECISIONS_WRITE, {"state__exact": "proposed"}),
    Tile(WAITING, Return, _("returns to verify"), "assignment_turned_in", P.RETURNS_WRITE,
         {"state__exact": "submitted"}),
    Tile(WAITING, MentorApplication, _("people who would be mentors"), "how_to_reg",
         P.DECISIONS_WRITE, {"state__exact": "submitted"}),
    Tile(WAITING, Assignment, _("proposed assignments"), "diversity_3", P.MENTORS_WRITE,
         {"state__exact": "proposed"}),
    Tile(WAITING, Assignment, _("agreed assignments to begin"), "handshake", P.MENTORS_WRITE,
         {"state__exact": "accepted"}),
    Tile(WAITING, MentoringSession, _("sessions not confirmed"), "forum", P.SESSIONS_WRITE,
         {"state__exact": "held"}),
    Tile(WAITING, PossibleDuplicate, _("companies perhaps on file twice"), "content_copy",
         P.COMPANIES_WRITE, {"standing": "open"}),
    Tile(WAITING, LateFact, _("late facts to decide on"), "running_with_errors",
         P.STATISTICS_WRITE, {"state__exact": "open"}),
    Tile(WAITING, Snapshot, _("editions to approve"), "verified", P.STATISTICS_WRITE,
         {"state__exact": "prepared"}),
    Tile(SOON, SpaceLease, _("leases that end in 90 days"), "contract", P.LEASES_WRITE,
         {"standing": "ending90"}),
    Tile(SOON, Residence, _("stays due within 90 days"), "event_upcoming", P.RESIDENCES_WRITE,
         {"standing": "ending"}),
    Tile(SOON, Mentor, _("mentors whose term ends"), "workspace_premium", P.MENTORS_WRITE,
         {"standing": "ending"}),
    Tile(SOON, DueReturn, _("returns owed, not late yet"), "calendar_month", P.RETURNS_WRITE,
         {"late": "due"}),
    Tile(SOON, FollowUp, _("graduates to be asked"), "share_location", P.RESIDENCES_WRITE,
         {"asked": "open"}),
    Tile(PIPELINE, Application, _("in review"), "rate_review", P.APPLICATIONS_READ,
         {"state__exact": "complete"}),
    Tile(PIPELINE, Application, _("accepted"), "task_alt", P.APPLICATIONS_READ,
         {"state__exact": "accepted"}),
    Tile(PIPELINE, Admission, _("moving in"), "login", P.RESIDENCES_READ, {"standing": "open"}),
    Tile(PIPELINE, Company, _("companies in residence"), "apartment", P.COMPANIES_READ,
         {"standing": "in"}),
    Tile(PIPELINE, GraduationReview, _("passed, formalities open"), "school", P.RESIDENCES_READ,
         {"state__exact": "passed"}),
    Tile(PIPELINE, Company, _("graduated"), "workspace_premium", P.COMPANIES_READ,
         {"standing": "graduated"}),
    Tile(PIPELINE, Referral, _("referred to the accelerator"), "rocket_launch",
         P.RESIDENCES_READ, {"state__exact": "referred"}),
]  # fmt: skip


def tiles(request: HttpRequest) -> dict[str, list[Counted]]:
    """What is on the reader to do (``mine``), what others have to (``others``), the pipeline.

    Of the first two only what there is. One query counts them all.
    """
    access = access_from(request)
    found: dict[str, list[Counted]] = {"mine": [], "others": [], "pipeline": []}
    for tile, one in _counted(request):
        if tile.kind == PIPELINE:
            found["pipeline"].append(one)
        elif one.count:
            found["mine" if access.may(tile.acting) else "others"].append(one)
    found["mine"] += _reviews(request)
    if access.may(P.COMPANIES_READ):
        where = "mine" if access.may(P.COMPANIES_WRITE) else "others"
        found[where] += _facts(access)
    return found


def _counted(request: HttpRequest) -> list[tuple[Tile, Counted]]:
    seen = [
        (tile, pages) for tile in TILES
        if (pages := site.get_model_admin(tile.model)).has_view_permission(request)
    ]  # fmt: skip
    counts = counted_together([filtered(pages, request, tile.query) for tile, pages in seen])
    return [
        (tile, Counted(tile.kind, capfirst(str(tile.label)), tile.icon, count,
                       f"{pages.list_address()}?{urlencode(tile.query)}"))
        for (tile, pages), count in zip(seen, counts, strict=True)
    ]  # fmt: skip


def _reviews(request: HttpRequest) -> list[Counted]:
    """The reader's own cases to review: they are written where all reviewers write theirs."""
    count = waiting_for(request.user, at=now())
    told = str(_("applications that you review"))
    link = reverse("reviewing:rounds")
    return [Counted(WAITING, capfirst(told), "rate_review", count, link)] if count else []


def _facts(access: Access) -> list[Counted]:
    """Facts that wait for the office, kind by kind, in one query."""
    counts = counts_by_kind(access=access)
    return [
        Counted(
            WAITING,
            str(_("to verify: %(kind)s") % {"kind": kind._meta.verbose_name_plural}),
            "verified",
            counts[name].waiting,
            f"{site.get_model_admin(kind).list_address()}?{urlencode({'counts': 'waiting'})}",
        )
        for name, kind in FACTS.items() if counts[name].waiting
    ]  # fmt: skip
