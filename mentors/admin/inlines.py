"""Rows inside the page of a mentor."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from companies.models import Company
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedTabularInline
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.shown import day
from mentors.admin import words
from mentors.enums import AssignmentState, SessionState
from mentors.models import Appointment, Assignment, MentoringSession, Stake


class TermInline(ScopedTabularInline):
    """Where and how long."""

    model = Appointment
    reading = Permission.MENTORS_READ
    fields = readonly_fields = (
        "page", "level", "certificate", "begins_on", "until_on", "companies", "hours", "standing",
    )  # fmt: skip
    ordering = ("-begins_on", "-pk")
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("incubator", "renewed_by", "mentor")

    @display(description=gettext_lazy("incubator"))
    def page(self, term: Appointment) -> str:
        return link(self.admin_site.get_model_admin(Appointment).address_of(term), term.incubator)

    @display(description=gettext_lazy("standing"))
    def standing(self, term: Appointment) -> str:
        return badge(*words.term_standing(term))


class CompanyInline(ScopedTabularInline):
    """Whom they help."""

    model = Assignment
    reading = Permission.MENTORS_READ
    fields = readonly_fields = ("page", "incubator", "begins_on", "until_on", "standing")
    ordering = ("-begins_on", "-pk")
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("company", "incubator", "mentor")

    @display(description=gettext_lazy("company"))
    def page(self, pair: Assignment) -> str:
        return link(self.admin_site.get_model_admin(Assignment).address_of(pair), pair.company)

    @display(description=gettext_lazy("state"))
    def standing(self, pair: Assignment) -> str:
        return words.state_badge(AssignmentState(pair.state))


class StakeInline(ScopedTabularInline):
    """What they have declared."""

    model = Stake
    reading = Permission.MENTORS_READ
    fields = readonly_fields = ("company", "kind", "share", "from_on", "until_on", "over")
    ordering = ("-from_on", "-pk")
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of companies that the reader may see; the others are counted against the mentor too."""
        rows = super().get_queryset(request).select_related("company", "mentor")
        return rows.filter(company__in=Company.objects.visible_to(access_from(request)))

    @display(description="")
    def over(self, stake: Stake) -> str:
        if stake.until_on:
            return ""
        address = reverse("admin:mentors_mentor_end_stake", args=[stake.mentor_id, stake.pk])
        return link(address, _("End"))


class SessionInline(ScopedTabularInline):
    """When they met; what was said stands on the session's own page."""

    model = MentoringSession
    reading = Permission.SESSIONS_READ
    fields = readonly_fields = ("page", "starts", "minutes", "mode", "standing")
    ordering = ("-on", "-starts", "-pk")
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("mentor", "company")

    @display(description=gettext_lazy("on"))
    def page(self, session: MentoringSession) -> str:
        pages = self.admin_site.get_model_admin(MentoringSession)
        return link(pages.address_of(session), day(session.on))

    @display(description=gettext_lazy("state"))
    def standing(self, session: MentoringSession) -> str:
        return words.state_badge(SessionState(session.state))
