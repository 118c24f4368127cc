"""Admissions in the admin: what is missing and who has it, and a small page for each step."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from companies import lifecycle as companies
from companies.admin.call_forms import NothingForm
from companies.enums import Fact
from companies.models import Admission, IncubationAgreement
from companies.queries.applications import facts_said
from facilities import lifecycle as facilities
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import now, today
from incubator.core.shown import area, day, money
from incubator.workflows import admit as admitting
from incubator.workflows.admin import admission_parts as parts
from incubator.workflows.admin import forms
from incubator.workflows.admin.shown import page_of, rendered
from incubator.workflows.checklist import checklist_of, with_checklists


@admin.register(Admission)
class AdmissionAdmin(ScopedModelAdmin):
    """入驻办理."""

    reading = Permission.RESIDENCES_READ
    adding = changing = Permission.RESIDENCES_WRITE
    list_display = ("applicant", "incubator", "missing", "holder", "begun_at")
    list_filter = (parts.StandingFilter, ("incubator", ScopedRelatedFilter))
    search_fields = ("application__name", "registered_name", "unified_code")
    ordering = ("-begun_at", "-pk")
    fields = readonly_fields = (
        "application_page", "incubator", "standing", "steps", "rule", "residence_page",
        "given_up_reason",
    )  # fmt: skip
    actions_detail = (
        "name", "register", "draft", "sign", "reserve", "deposit", "admit",
        {
            "title": gettext_lazy("Change"), "icon": "edit",
            "items": ["rooms_or_none", "release", "take_deposit_back", "give_up"],
        },
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_checklists(super().get_queryset(request))

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What can be done now."""
        admission = self.get_object(request, object_id)
        if admission.done_at or admission.given_up_at:
            return []
        fitting = parts.fitting_of(checklist_of(admission))

        def fits(one) -> bool:
            name = getattr(one, "action_name", "").removeprefix("companies_admission_")
            return not name or name in fitting

        return [one for one in super().get_actions_detail(request, object_id) if fits(one)]

    @display(description=gettext_lazy("applicant"))
    def applicant(self, admission: Admission) -> str:
        return str(admission)

    @display(description=gettext_lazy("application"))
    def application_page(self, admission: Admission) -> str:
        return page_of(admission.application)

    @display(description=gettext_lazy("missing"))
    def missing(self, admission: Admission) -> str:
        return parts.standing_of(admission)

    @display(description=gettext_lazy("who has it"))
    def holder(self, admission: Admission) -> str:
        if admission.done_at or admission.given_up_at:
            return "—"
        holder = parts.holder_of(admission)
        return badge(parts.HOLDERS[holder], holder.label)

    @display(description=gettext_lazy("standing"))
    def standing(self, admission: Admission) -> str:
        return parts.standing_of(admission, _("Still missing: %(steps)s."))

    @display(description=gettext_lazy("checklist"))
    def steps(self, admission: Admission) -> str:
        return rendered("checklist.html", steps=checklist_of(admission).steps)

    @display(description=gettext_lazy("longest stay"))
    def rule(self, admission: Admission) -> str:
        """Which rule the due day stands on, or would stand on today."""
        if admission.limit_months:
            said = parts.rule_in_words(
                admission.limit_months,
                str(admission.rulebook),
                admission.limit_source,
                admission.limit_certainty,
            )
            return parts.marked(said, admission.limit_certainty)
        limit = admitting.limit_of(admission, on=today())
        return parts.marked(parts.limit_in_words(limit), limit.certainty if limit else "")

    @display(description=gettext_lazy("residence"))
    def residence_page(self, admission: Admission) -> str:
        return page_of(admission.residence)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.RESIDENCES_WRITE)
        asked = {"application": request.GET.get("application")}
        return self.verb_page(
            request,
            forms.BeginForm(sent(request), access=access_from(request), initial=asked),
            title=_("Begin an admission"),
            label=_("Begin"),
            intro=_("Opens the checklist of an application that was accepted."),
            run=lambda data: companies.begin_admission(by=request.user, at=now(), **data),
            done=lambda admission: _("The admission of %s has begun.") % admission,
            then=self.address_of,
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Name approved"), icon="badge", permissions=["change"])
    def name(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admission = self.get_object(request, object_id)
        return self._step(
            request, admission,
            forms.NameForm(sent(request), initial={"name": str(admission)}),
            title=_("The name of %s is approved") % admission,
            run=lambda data: companies.record_name_approval(
                admission=admission, by=request.user, **data
            ),
        )  # fmt: skip

    @action(description=gettext_lazy("Registered here"), icon="location_on", permissions=["change"])
    def register(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admission = self.get_object(request, object_id)
        facts = facts_said(admission.application)
        known = {
            "name": admission.registered_name or facts.get(Fact.NAME) or str(admission),
            "unified_code": admission.unified_code or admission.application.unified_code,
            "registered_on": facts.get(Fact.REGISTERED_ON),
        }
        return self._step(
            request, admission,
            forms.RegistrationForm(sent(request), initial=known),
            title=_("%s is registered at the site") % admission,
            run=lambda data: companies.record_registration(
                admission=admission, by=request.user, at=now(), **data
            ),
        )  # fmt: skip

    @action(description=gettext_lazy("Draft the agreement"), icon="edit_document",
            permissions=["change"])  # fmt: skip
    def draft(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admission = self.get_object(request, object_id)
        template = admission.incubator.agreement_templates.filter(superseded_at=None).first()
        head = facts_said(admission.application).get(Fact.LEGAL_REPRESENTATIVE) or ""
        form = forms.DraftForm(
            sent(request), values=template.values() if template else None, initial={"head": head}
        )
        return self._step(
            request, admission, form,
            title=_("Draft the agreement with %s") % admission,
            intro=_("The Word document is on the agreement’s page; a draft that is there "
                    "becomes void."),
            run=lambda data: companies.draft_agreement(
                application=admission.application, begins_on=data["begins_on"],
                head=data["head"], number=data["number"], values=form.values(),
                by=request.user, at=now(),
            ),
            then=self.admin_site.get_model_admin(IncubationAgreement).address_of,
        )  # fmt: skip

    @action(description=gettext_lazy("File the signed scan"), icon="draw",
            permissions=["change", "decide"])  # fmt: skip
    def sign(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admission = self.get_object(request, object_id)
        agreement = parts.there(checklist_of(admission).agreement)
        return self._step(
            request, admission,
            forms.SignedForm(sent(request), request.FILES or None),
            title=_("File the signed agreement of %s") % admission,
            run=lambda data: companies.file_signed_agreement(
                agreement=agreement, by=request.user, at=now(), **data
            ),
        )  # fmt: skip

    @action(description=gettext_lazy("Reserve rooms"), icon="meeting_room",
            permissions=["change"])  # fmt: skip
    def reserve(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admission = self.get_object(request, object_id)
        self.require(request, Permission.LEASES_WRITE)
        wanted = facts_said(admission.application).get(Fact.AREA_WANTED)
        form = forms.ReserveForm(sent(request), admission=admission)
        names = ("units", "begins_on", "ends_on", "holds_until")
        return self._step(
            request, admission, form,
            title=_("Reserve rooms for %s") % admission,
            label=_("Reserve"),
            intro=_("It asked for %s.") % area(wanted) if wanted else "",
            run=lambda data: facilities.reserve_units(
                admission=admission, terms=form.terms(), by=request.user, at=now(), on=today(),
                **{name: data[name] for name in names},
            ),
        )  # fmt: skip

    @action(description=gettext_lazy("Deposit paid"), icon="payments", permissions=["change"])
    def deposit(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admission = self.get_object(request, object_id)
        self.require(request, Permission.LEASES_WRITE)
        reservation = parts.there(checklist_of(admission).reservation)
        return self._step(
            request, admission,
            forms.DepositForm(sent(request)),
            title=_("The deposit of %s is paid") % admission,
            intro=_("%s; booked under the lease when the company is admitted.")
            % money(reservation.deposit),
            run=lambda data: facilities.record_deposit(
                reservation=reservation, by=request.user, at=now(), **data
            ),
        )  # fmt: skip

    @action(description=gettext_lazy("Admit"), icon="login", permissions=["change", "decide"])
    def admit(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admission = self.get_object(request, object_id)
        self.require(request, Permission.LEASES_WRITE)
        return self._step(
            request, admission,
            forms.AdmitForm(sent(request)),
            title=_("Admit %s") % admission,
            label=_("Admit"),
            intro=parts.limit_in_words(admitting.limit_of(admission, on=today())) + " " + _(
                "Registers the company, opens its stay, lets the reserved rooms, hands them "
                "over and writes to the applicant: all of it, or nothing."
            ),
            run=lambda data: admitting.admit(
                admission=admission, by=request.user, at=now(), **data
            ),
            done=lambda stay: _("%(company)s is in %(incubator)s from %(on)s.")
            % {"company": stay.company, "incubator": stay.incubator,
               "on": day(stay.admitted_on)},
            then=lambda stay: self.admin_site.get_model_admin(type(stay)).address_of(stay),
        )  # fmt: skip

    @action(description=gettext_lazy("Rooms or none"), icon="toggle_on", permissions=["change"])
    def rooms_or_none(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admission = self.get_object(request, object_id)
        wanted = not admission.registered_only
        return self._step(
            request, admission, NothingForm(sent(request)),
            title=_("%s takes no rooms") % admission if wanted else _("%s takes rooms") % admission,
            run=lambda _data: companies.set_registered_only(
                admission=admission, registered_only=wanted, by=request.user
            ),
        )  # fmt: skip

    @action(description=gettext_lazy("Release the rooms"), icon="no_meeting_room",
            permissions=["change"])  # fmt: skip
    def release(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._rooms(request, object_id, _("Release the rooms of %s"), parts.release)

    @action(description=gettext_lazy("Deposit given back"), icon="undo", permissions=["change"])
    def take_deposit_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._rooms(request, object_id, _("The deposit of %s went back"), parts.take_back)

    @action(description=gettext_lazy("Give up"), icon="cancel", permissions=["change", "decide"])
    def give_up(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admission = self.get_object(request, object_id)
        return self._step(
            request, admission, forms.ReasonForm(sent(request)),
            title=_("%s does not move in") % admission,
            intro=_("Its rooms are free again. The application itself is closed on its page."),
            run=lambda data: admitting.give_up(
                admission=admission, on=today(), by=request.user, at=now(), **data
            ),
        )  # fmt: skip

    def _rooms(self, request: HttpRequest, object_id: str, title: str, verb) -> HttpResponse:
        admission = self.get_object(request, object_id)
        self.require(request, Permission.LEASES_WRITE)
        reservation = parts.there(checklist_of(admission).reservation)
        return self._step(
            request, admission, forms.ReasonForm(sent(request)),
            title=title % admission,
            run=lambda data: verb(reservation, data["reason"], request.user),
        )  # fmt: skip

    def _step(self, request: HttpRequest, admission: Admission, form, **texts) -> HttpResponse:
        return self.verb_page(
            request,
            form,
            back=self.address_of(admission),
            **{"label": _("Save"), "done": lambda _row: _("It is on file."), **texts},
        )
