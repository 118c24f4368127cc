"""Companies and residences in the admin: lists, pages, and a small page for each verb."""

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin import fact_pages, filters, forms
from companies.admin.columns import company_code, place_of_standing, standing_alone, stays
from companies.admin.inlines import (
    AliasInline,
    RepresentativeInline,
    ResidenceInline,
    standing_of,
)
from companies.models import Company, CompanyAlias, Residence
from companies.rules.spans import written
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, in_file, link
from incubator.core.dates import now
from incubator.core.shown import day
from incubator.imports.admin import import_address


@admin.register(Company)
class CompanyAdmin(ScopedModelAdmin):
    """企业."""

    terms = ("incubatee", "graduate", "code")
    reading = Permission.COMPANIES_READ
    adding = Permission.DECISIONS_WRITE  # to register here is to admit
    changing = Permission.COMPANIES_WRITE
    list_display = ("called", "unified_code", "field", "founder_kind", "standing")
    list_filter = (
        filters.StandingFilter,
        filters.IncubatorOfCompanyFilter,
        ("field", ChoicesDropdownFilter),
        ("founder_kind", ChoicesDropdownFilter),
    )
    ordering = ("name_pinyin", "id")
    search_fields = ("name",)
    fields = (
        "name", "unified_code", "registered_on", "registered_capital", "field", "founder_kind"
    )  # fmt: skip
    readonly_fields = ("name", "unified_code", "is_generated")
    inlines = (ResidenceInline, RepresentativeInline, AliasInline)
    form = forms.CompanyFactsForm
    actions_detail = ("facts", "admit", "rename", "correct", "appoint")
    actions_list = ("from_file",)
    more_columns = ("stays", "is_generated")
    stays = staticmethod(stays)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        stays = filters.seen_stays(request).select_related("incubator")
        return (
            super()
            .get_queryset(request)
            .prefetch_related(
                Prefetch("residences", stays.order_by("-admitted_on", "-id"), "seen_stays")
            )
        )

    def remembered(self, request: HttpRequest, key: str) -> Company:
        """Also a second record, of whoever sees the company that it went into."""
        gone = Company.objects.filter(pk=key, merged_into__isnull=False) if key.isdigit() else None
        kept = gone and gone.first()
        while kept and kept.merged_into:
            kept = kept.merged_into
        if kept and self.get_queryset(request).filter(pk=kept.pk).exists():
            return gone.get()
        return super().remembered(request, key)

    def history_of(self, request: HttpRequest, obj: Company) -> list[QuerySet]:
        """The company's own, its other names', and that of the stays the reader may see."""
        stays = filters.seen_stays(request).filter(company=obj)
        return [
            obj.history.all(),
            CompanyAlias.history.rel.related_model.objects.filter(company=obj),
            Residence.history.rel.related_model.objects.filter(pgh_obj__in=stays),
        ]

    @display(description=gettext_lazy("standing"))
    @in_file(standing_alone, (gettext_lazy("incubator"), place_of_standing))
    def standing(self, company: Company) -> str | None:
        """The latest stay that the reader may see."""
        if not company.seen_stays:
            return None
        kind, words = standing_of(company.seen_stays[0])
        return badge(kind, f"{words} · {company.seen_stays[0].incubator}")

    @display(description=gettext_lazy("name"), ordering="name_pinyin")
    @in_file(str)
    def called(self, company: Company) -> str:
        mark = badge("default", _("Generated")) if company.is_generated else ""
        return format_html("{} {}", company.name, mark)

    def get_fields(self, request: HttpRequest, obj: Company | None = None) -> list[str]:
        """That a company is generated is said of those that are."""
        return [*self.fields, "is_generated"] if obj and obj.is_generated else [*self.fields]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.DECISIONS_WRITE)
        self.require(request, Permission.RESIDENCES_WRITE)

        def run(data: dict) -> Company:
            if data["incubator"]:
                return lifecycle.register_and_admit(by=request.user, **data).company
            facts = {name: data[name] for name in forms.COMPANY}
            return lifecycle.register_company(by=request.user, **facts)

        form = forms.RegisterForm(sent(request), access=access_from(request))
        return self.verb_page(
            request,
            form,
            title=_("Register and admit a company"),
            label=_("Save"),
            run=run,
            done=lambda company: _registered(form, company),
            then=self.address_of,
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Admit"), icon="login", permissions=["change", "decide"])
    def admit(self, request: HttpRequest, object_id: str) -> HttpResponse:
        company = self.get_object(request, object_id)
        self.require(request, Permission.RESIDENCES_WRITE)
        return self.verb_page(
            request,
            forms.AdmitForm(sent(request), access=access_from(request)),
            title=_("Admit %s") % company,
            label=_("Admit"),
            run=lambda data: lifecycle.admit(company=company, by=request.user, **data),
            done=lambda stay: (
                _("%(company)s is in %(incubator)s from %(on)s.")
                % {"company": company, "incubator": stay.incubator, "on": stay.admitted_on}
            ),
            back=self.address_of(company),
        )

    @action(
        description=gettext_lazy("Import"), icon="upload_file", url_path="from-file",
        permissions=["add"],
    )  # fmt: skip
    def from_file(self, request: HttpRequest) -> HttpResponse:
        """Goes to the page that brings a file of companies."""
        return redirect(import_address("companies"))

    def get_urls(self) -> list:
        name = self.name_of("care").partition(":")[2]
        return [
            path("care/", self.admin_site.admin_view(self.care), name=name),
            *super().get_urls(),
        ]

    def care(self, request: HttpRequest) -> HttpResponse:
        """What facts need somebody's care, over all companies of the reader."""
        self.require(request, self.reading)
        return fact_pages.care_page(self, request)

    def facts_address(self, company: Company) -> str:
        """Where all facts of a company are."""
        return reverse(self.name_of("facts"), args=[company.pk])

    @action(description=gettext_lazy("Facts"), icon="fact_check", permissions=["view"])
    def facts(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What is known of it by the day, with the documents."""
        return fact_pages.company_page(self, request, self.get_object(request, object_id))

    @action(description=gettext_lazy("Rename"), icon="edit", permissions=["change"])
    def rename(self, request: HttpRequest, object_id: str) -> HttpResponse:
        company = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.RenameForm(sent(request)),
            title=_("Rename %s") % company,
            label=_("Rename"),
            intro=_("It stays findable under its old name."),
            run=lambda data: lifecycle.rename_company(company=company, by=request.user, **data),
            done=lambda renamed: _("The company is now called %s.") % renamed,
            back=self.address_of(company),
        )

    @action(description=gettext_lazy("Correct"), icon="edit_note", permissions=["change"])
    def correct(self, request: HttpRequest, object_id: str) -> HttpResponse:
        company = self.get_object(request, object_id)
        known = {"name": company.name, "unified_code": company.unified_code}
        return self.verb_page(
            request,
            forms.CorrectCompanyForm(sent(request), initial=known),
            title=_("Correct %s") % company,
            label=_("Save"),
            intro=_(
                "For what was typed wrongly. When the company itself changed its name, rename."
            ),
            run=lambda data: lifecycle.correct_company(company=company, by=request.user, **data),
            done=lambda corrected: _("%s is corrected.") % corrected,
            back=self.address_of(company),
        )

    @action(
        description=gettext_lazy("Let somebody act for it"),
        icon="person_add",
        permissions=["change", "decide"],
    )
    def appoint(self, request: HttpRequest, object_id: str) -> HttpResponse:
        company = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.RepresentativeForm(sent(request)),
            title=_("Somebody who acts for %s") % company,
            label=_("Save"),
            intro=_("They can apply and answer for it in the portal, and are told by mail."),
            run=lambda data: lifecycle.appoint_representative(
                company=company, by=request.user, at=now(), **data
            ),
            done=lambda appointed: _("%s now acts for it.") % appointed.user,
            back=self.address_of(company),
        )


def _registered(form: forms.RegisterForm, company: Company) -> str:
    """What has happened, the admission included."""
    if incubator := form.cleaned_data["incubator"]:
        return _("%(company)s is in %(incubator)s from %(on)s.") % {
            "company": company,
            "incubator": incubator,
            "on": day(form.cleaned_data["on"]),
        }
    return _("%s is on file.") % company


@admin.register(Residence)
class ResidenceAdmin(ScopedModelAdmin):
    """入驻期."""

    terms = ("residence", "incubatee", "graduate", "exit", "longest_stay")
    reading = Permission.RESIDENCES_READ
    changing = Permission.RESIDENCES_WRITE
    list_display = ("company", "incubator", "admitted_on", "due_on", "left_on", "standing")
    list_select_related = ("company", "incubator")
    list_filter = (
        filters.StayStandingFilter,
        ("incubator", ScopedRelatedFilter),
        filters.AdmittedYearFilter,
        filters.LeftYearFilter,
        ("exit_reason", ChoicesDropdownFilter),
    )
    ordering = ("-admitted_on", "-id")
    search_fields = ("company__name",)
    fields = (
        "company_page", "incubator", "programme", "standing", "admitted_on", "admitted_within",
        "due_on", "left_on", "left_within", "exit_reason", "exit_ground", "note",
    )  # fmt: skip
    readonly_fields = fields[:-1]
    # Nobody graduates a company alone: the workflow brings the review of it.
    actions_detail = ("leave", "extend", "correct")
    actions_list = ("admit",)
    more_columns = ("company_code",)
    company_code = staticmethod(company_code)
    # A workflow that ends more than the stay puts its own verb here.
    leaving = staticmethod(lifecycle.leave)
    # … and what else ends with it, or is not brought back when it is opened again.
    what_ends = what_stays_ended = staticmethod(lambda _stay: "")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("company", "incubator")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """The verbs that end or extend a stay are offered while it is open."""
        offered = super().get_actions_detail(request, object_id)
        if self.get_object(request, object_id).is_open:
            return offered
        return [one for one in offered if one.action_name.endswith("correct")]

    @display(description=gettext_lazy("standing"))
    def standing(self, stay: Residence) -> str:
        return badge(*standing_of(stay))

    def get_fields(self, request: HttpRequest, obj: Residence | None = None) -> list[str]:
        """How well a day is known is said where it is known only roughly."""
        exact = {
            name for name in ("admitted", "left") if not (obj and getattr(obj, f"{name}_earliest"))
        }
        return [name for name in self.fields if name.removesuffix("_within") not in exact]

    @display(description=gettext_lazy("admitted, as far as is known"))
    def admitted_within(self, stay: Residence) -> str:
        return written(stay.admitted_earliest, stay.admitted_latest)

    @display(description=gettext_lazy("left, as far as is known"))
    def left_within(self, stay: Residence) -> str:
        return written(stay.left_earliest, stay.left_latest)

    @display(description=gettext_lazy("company"))
    def company_page(self, stay: Residence) -> str:
        return link(self.admin_site.get_model_admin(Company).address_of(stay.company), stay.company)

    @action(
        description=gettext_lazy("Admit a company"), icon="add", url_path="admit",
        permissions=["change", "decide"],
    )  # fmt: skip
    def admit(self, request: HttpRequest) -> HttpResponse:
        """Goes to the page that registers and admits, known companies too."""
        return redirect(self.admin_site.get_model_admin(Company).name_of("add"))

    def open_stay(self, request: HttpRequest, object_id: str) -> Residence:
        """The stay of a verb that only an open one has. One that has ended says so at once."""
        stay = self.get_object(request, object_id)
        if not stay.is_open and request.method != "POST":
            messages.warning(
                request,
                _("This residence already ended on %(on)s (%(reason)s).")
                % {"on": day(stay.left_on), "reason": stay.get_exit_reason_display()},
            )
        return stay

    def days_of(self, stay: Residence) -> str:
        """What one needs to remember while typing a day."""
        return _("Admitted on %(admitted)s, agreed until %(due)s.") % {
            "admitted": day(stay.admitted_on),
            "due": day(stay.due_on),
        }

    @action(description=gettext_lazy("End the stay"), icon="logout",
            permissions=["change", "decide"])  # fmt: skip
    def leave(self, request: HttpRequest, object_id: str) -> HttpResponse:
        stay = self.open_stay(request, object_id)
        form = forms.LeaveForm(sent(request))
        return self.verb_page(
            request,
            form,
            title=_("End the residence of %s") % stay.company,
            label=_("End the residence"),
            intro=self.days_of(stay)
            + " "
            + _(
                "The company leaves %(incubator)s without graduating. "
                "A slip is put right with “Correct”."
            )
            % {"incubator": stay.incubator}
            + self.what_ends(stay),
            run=lambda _data: self.leaving(residence=stay, by=request.user, **form.asked()),
            done=lambda ended: (
                _("%(company)s left on %(on)s (%(reason)s).")
                % {
                    "company": ended.company,
                    "on": ended.left_on,
                    "reason": ended.get_exit_reason_display(),
                }
            ),
            back=self.address_of(stay),
        )

    @action(description=gettext_lazy("Extend"), icon="update", permissions=["change", "decide"])
    def extend(self, request: HttpRequest, object_id: str) -> HttpResponse:
        stay = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.ExtendForm(sent(request)),
            title=_("Extend the residence of %s") % stay.company,
            label=_("Extend"),
            intro=_("It is now agreed until %(due)s.") % {"due": stay.due_on},
            run=lambda data: lifecycle.extend(residence=stay, by=request.user, **data),
            done=lambda extended: _("The residence is now agreed until %s.") % day(extended.due_on),
            back=self.address_of(stay),
        )

    @action(description=gettext_lazy("Correct"), icon="edit_note", permissions=["change", "decide"])
    def correct(self, request: HttpRequest, object_id: str) -> HttpResponse:
        stay = self.get_object(request, object_id)
        names = ("admitted_on", "due_on", "left_on", "exit_reason", "exit_ground")
        known = {name: getattr(stay, name) for name in names} | {
            "admitted_within": written(stay.admitted_earliest, stay.admitted_latest),
            "left_within": written(stay.left_earliest, stay.left_latest),
        }
        return self.verb_page(
            request,
            forms.CorrectResidenceForm(sent(request), initial=known),
            title=_("Correct the residence of %s") % stay.company,
            label=_("Save"),
            intro=_("For what was recorded wrongly; the figures follow at the next computation."),
            run=lambda data: lifecycle.correct_residence(residence=stay, by=request.user, **data),
            done=lambda corrected: (
                _("The residence is corrected.") + self.what_stays_ended(corrected)
            ),
            back=self.address_of(stay),
        )
