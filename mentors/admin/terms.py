"""Terms of mentors, and the requests of those who would like one."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display

from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import now, today
from incubator.core.shown import day
from mentors import lifecycle
from mentors.admin import forms, words
from mentors.admin.profile import ProfileColumns
from mentors.enums import ApplicationState
from mentors.models import Appointment, Mentor, MentorApplication


class TermFilter(DropdownFilter):
    """Terms by how they stand."""

    title = gettext_lazy("standing")
    parameter_name = "standing"
    KNOWN = {
        "running": pgettext_lazy("term", "In force"),
        "ending": gettext_lazy("Ends within 60 days"),
        "over": gettext_lazy("Over"),
    }

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return list(self.KNOWN.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        day = today()
        running = queryset.in_force(on=day)
        found = {
            "running": running,
            "ending": running.not_renewed().filter(until_on__lte=day + words.ENDING_SOON),
            "over": queryset.filter(until_on__lte=day),
        }
        return found.get(self.value(), queryset.none())


@admin.register(Appointment)
class AppointmentAdmin(ScopedModelAdmin):
    """聘任. A new one is made on the mentor's page."""

    comes_from = gettext_lazy("Mentors are appointed on their own pages.")
    terms = ("mentor",)
    reading = Permission.MENTORS_READ
    changing = Permission.MENTORS_WRITE
    list_display = (
        "mentor", "incubator", "level", "certificate", "begins_on", "until_on", "companies",
        "standing",
    )  # fmt: skip
    list_filter = (
        TermFilter,
        ("incubator", ScopedRelatedFilter),
        ("level", ChoicesDropdownFilter),
    )
    search_fields = ("certificate", "mentor__name")
    search_help_text = gettext_lazy("Certificate no., or the mentor's name or employer")
    ordering = ("-begins_on", "-pk")
    fields = readonly_fields = (
        "mentor_page", "incubator", "standing", "appointed_by", "level", "certificate",
        "begins_on", "ends_on", "ended_on", "end_reason", "companies", "hours", "renews",
    )  # fmt: skip
    actions_detail = ("renew", "amend", "end")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("mentor", "incubator", "renewed_by", "renews__mentor",
                                   "renews__incubator")  # fmt: skip

    @display(description=gettext_lazy("standing"))
    def standing(self, term: Appointment) -> str:
        return badge(*words.term_standing(term))

    @display(description=gettext_lazy("mentor"))
    def mentor_page(self, term: Appointment) -> str:
        return link(self.admin_site.get_model_admin(Mentor).address_of(term.mentor), term.mentor)

    @action(
        description=pgettext_lazy("term", "Renew"), icon="update", permissions=["change", "decide"]
    )
    def renew(self, request: HttpRequest, object_id: str) -> HttpResponse:
        term = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.RenewForm(sent(request), term=term),
            title=_("Renew the appointment of %s") % term.mentor,
            label=pgettext("term", "Renew"),
            intro=_("It goes on from %(until)s; the mentor is told by mail.")
            % {"until": term.until_on},
            run=lambda data: lifecycle.renew_appointment(appointment=term, by=request.user, **data),
            done=lambda renewed: _("Appointed until %s.") % day(renewed.ends_on),
            then=self.address_of,
            back=self.address_of(term),
        )

    @action(
        description=gettext_lazy("Change capacity"), icon="edit", permissions=["change", "decide"]
    )
    def amend(self, request: HttpRequest, object_id: str) -> HttpResponse:
        term = self.get_object(request, object_id)
        initial = {"companies": term.companies, "hours": term.hours}
        return self.verb_page(
            request,
            forms.CapacityForm(sent(request), initial=initial),
            title=_("What %s takes on") % term.mentor,
            label=_("Save"),
            run=lambda data: lifecycle.amend_appointment(appointment=term, by=request.user, **data),
            done=lambda _term: _("The record is changed."),
            back=self.address_of(term),
        )

    @action(
        description=gettext_lazy("End early"), icon="event_busy", permissions=["change", "decide"]
    )
    def end(self, request: HttpRequest, object_id: str) -> HttpResponse:
        term = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.EndForm(sent(request)),
            title=_("End the appointment of %s early") % term.mentor,
            label=_("End"),
            intro=_("Assignments, office hours and plans after that day end with it."),
            run=lambda data: lifecycle.end_appointment(
                appointment=term, by=request.user, at=now(), **data
            ),
            done=lambda _term: _("The record is changed."),
            back=self.address_of(term),
        )


@admin.register(MentorApplication)
class MentorApplicationAdmin(ProfileColumns, ScopedModelAdmin):
    """导师申请."""

    comes_from = gettext_lazy("People with an account apply on the mentoring pages.")
    reading = Permission.MENTORS_READ
    changing = Permission.MENTORS_WRITE
    list_display = ("who", "kind", "employer", "incubator", "submitted_at", "standing")
    list_filter = (("state", ChoicesDropdownFilter), ("incubator", ScopedRelatedFilter))
    search_fields = ("name", "employer")
    ordering = ("-submitted_at", "-pk")
    fields = readonly_fields = (
        "who", "standing", "incubator", "kind", "employer", "title", "user", "phone", "what",
        "helps", "advises", "speaks", "experience", "statement", "submitted_at", "decided_at",
        "decided_by", "said", "appointment",
    )  # fmt: skip
    actions_detail = ("accept", "decline")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("incubator", "user", "decided_by", "appointment__mentor",
                                   "appointment__incubator")  # fmt: skip

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Only what waits can be decided."""
        waits = self.get_object(request, object_id).state == ApplicationState.SUBMITTED
        return super().get_actions_detail(request, object_id) if waits else []

    @display(description=gettext_lazy("state"))
    def standing(self, application: MentorApplication) -> str:
        return words.state_badge(ApplicationState(application.state))

    @action(description=gettext_lazy("Appoint"), icon="task_alt", permissions=["change", "decide"])
    def accept(self, request: HttpRequest, object_id: str) -> HttpResponse:
        found = self.get_object(request, object_id)
        last = lifecycle.term_to_renew(found.user, found.incubator, on=today())
        if last:
            return self._renewed(request, found, last)
        form = forms.DecideForm(sent(request), access=access_from(request))
        return self.verb_page(
            request,
            form,
            title=_("Appoint %s") % found.name,
            label=_("Appoint"),
            intro=_("They are told by mail."),
            run=lambda data: lifecycle.accept_mentor_application(
                application=found, terms=form.terms(), tier=data["tier"], by=request.user, at=now()
            ),
            done=lambda _found: _("%s is appointed.") % found.name,
            back=self.address_of(found),
        )

    def _renewed(
        self, request: HttpRequest, found: MentorApplication, last: Appointment
    ) -> HttpResponse:
        """Whose term ends soon asks to go on."""
        return self.verb_page(
            request,
            forms.RenewForm(sent(request), term=last),
            title=_("Renew the appointment of %s") % found.name,
            label=pgettext("term", "Renew"),
            intro=_("It goes on from %(until)s; the mentor is told by mail.")
            % {"until": last.until_on},
            run=lambda data: lifecycle.accept_mentor_application(
                application=found,
                terms=lifecycle.Terms(begins_on=last.until_on, **data),
                by=request.user,
                at=now(),
            ),
            done=lambda decided: _("Appointed until %s.") % day(decided.appointment.ends_on),
            back=self.address_of(found),
        )

    @action(description=gettext_lazy("Decline"), icon="cancel", permissions=["change", "decide"])
    def decline(self, request: HttpRequest, object_id: str) -> HttpResponse:
        found = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.SaidForm(sent(request)),
            title=_("Decline the application of %s") % found.name,
            label=_("Send"),
            intro=_("They are told why, by mail."),
            run=lambda data: lifecycle.decline_mentor_application(
                application=found, by=request.user, at=now(), **data
            ),
            done=lambda _found: _("They are told why."),
            back=self.address_of(found),
        )
