"""A company and its stays with all that hangs on them: leases, agreement, changes, leaving."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from companies import lifecycle as companies
from companies.admin import CompanyAdmin, ResidenceAdmin
from companies.models import (
    ChangeRequest,
    Company,
    CompanyMerge,
    GraduationReview,
    IncubationAgreement,
    Leaving,
    PossibleDuplicate,
    RegisteredEntry,
    Residence,
    Shareholding,
)
from facilities.admin import words
from facilities.models import SpaceLease
from facilities.queries.leases import statement
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedTabularInline, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, grouped_columns
from incubator.core.dates import day_of, now, today
from incubator.core.shown import day, listing
from incubator.workflows import exit as exits
from incubator.workflows.admin import forms
from incubator.workflows.admin.company.pages import company_page
from incubator.workflows.admin.shown import page_of

admin.site.unregister([Company, Residence])


class LeaseInline(ScopedTabularInline):
    """The leases of a company, or of one of its stays."""

    model = SpaceLease
    reading = Permission.LEASES_READ
    fields = readonly_fields = grouped_columns(
        SpaceLease, ("page", "rooms", "begins_on", "until_on", "standing")
    )
    ordering = ("-begins_on", "-pk")
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("renewed_by", "company", "residence")
        return rows.prefetch_related("leased_units__unit__building")

    @display(description=gettext_lazy("lease"))
    def page(self, lease: SpaceLease) -> str:
        return words.link(self.admin_site.get_model_admin(SpaceLease).address_of(lease), lease)

    @display(description=gettext_lazy("units"))
    def rooms(self, lease: SpaceLease) -> str:
        return listing(sorted({str(letting.unit) for letting in lease.leased_units.all()}))

    @display(description=gettext_lazy("standing"))
    def standing(self, lease: SpaceLease) -> str:
        return badge(*words.standing(lease))


class OfStayInline(ScopedTabularInline):
    """Rows of a stay that have pages of their own."""

    reading = Permission.RESIDENCES_READ
    ordering = ("-pk",)
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("company", "incubator")

    @display(description=gettext_lazy("page"))
    def page(self, row) -> str:
        return page_of(row)


class AgreementInline(OfStayInline):
    """Its agreements, void ones too."""

    model = IncubationAgreement
    fields = readonly_fields = ("page", "begins_on", "ends_on", "signed_on", "void_on")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return ScopedTabularInline.get_queryset(self, request)


class ChangeInline(OfStayInline):
    """What changed during it."""

    model = ChangeRequest
    fields = readonly_fields = ("page", "state", "planned_on", "effective_on", "filed_on")


class LeavingInline(OfStayInline):
    """How it is wound up."""

    model = Leaving
    fields = readonly_fields = ("page", "ground", "state", "wanted_on", "ended_on")


class OfCompanyInline(ScopedTabularInline):
    """What the company is by the day: who sees it sees that."""

    reading = Permission.COMPANIES_READ
    hide_title = True

    def visible(self, rows: QuerySet, access) -> QuerySet:
        return rows


class EntryInline(OfCompanyInline):
    """As registered."""

    model = RegisteredEntry
    fields = readonly_fields = ("entry", "said", "from_on", "until_on")
    ordering = ("entry", "-from_on")


class ShareholdingInline(OfCompanyInline):
    """Who holds it."""

    model = Shareholding
    fields = readonly_fields = ("holder", "share", "contribution", "from_on", "until_on")
    ordering = ("-until_on", "-share")


@admin.register(Company)
class CompanyWithLeasesAdmin(CompanyAdmin):
    """企业: all that is known of it on one page; its form is one of the verbs there."""

    inlines = (*CompanyAdmin.inlines, LeaseInline, EntryInline, ShareholdingInline)
    actions_list = (*CompanyAdmin.actions_list, "duplicates")

    def address_of(self, obj: Company) -> str:
        """The whole page: wherever a company is named, one click leads to it."""
        return reverse(self.name_of("page"), args=[obj.pk])

    def get_urls(self) -> list:
        name = self.name_of("page").partition(":")[2]
        view = self.admin_site.admin_view(self.whole)
        return [path("<path:object_id>/page/", view, name=name), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra=None):
        """Of one that was merged away it leads to the page of the other one."""
        try:
            return super().change_view(request, object_id, form_url, extra)
        except Http404:
            return self._where_it_went(request, object_id)

    def whole(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Everything about one company, a tab at a time."""
        try:
            company = self.get_object(request, object_id)
        except Http404:
            return self._where_it_went(request, object_id)
        return company_page(self, request, company)

    @action(description=gettext_lazy("Possible duplicates"), icon="content_copy",
            permissions=["view"])  # fmt: skip
    def duplicates(self, request: HttpRequest) -> HttpResponse:
        """Goes to the pairs that may be one company."""
        pages = self.admin_site.get_model_admin(PossibleDuplicate)
        return redirect(f"{pages.list_address()}?standing=open")

    def _where_it_went(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Leads to the company that it was merged into; 404 where there is none to be seen."""
        merges = CompanyMerge.objects.visible_to(access_from(request)).in_force()
        merge = object_id.isdecimal() and (
            merges.select_related("kept", "merged", "merged_by")
            .filter(merged=int(object_id[:18]))
            .first()
        )
        if not merge:
            raise Http404
        messages.info(
            request,
            _("%(merged)s was merged into this company on %(day)s by %(who)s.")
            % {
                "merged": merge.merged,
                "day": day(day_of(merge.merged_at)),
                "who": merge.merged_by or _("the system"),
            },
        )
        return redirect(self.address_of(merge.kept.survivor))


@admin.register(Residence)
class ResidenceWithLeasesAdmin(ResidenceAdmin):
    """入驻期: its leases end with it."""

    comes_from = gettext_lazy(
        "They begin when an admission is completed, or by hand when a company is put on file."
    )
    inlines = (LeaseInline, AgreementInline, ChangeInline, LeavingInline)
    actions_detail = ("ready", *ResidenceAdmin.actions_detail, "agreement", "wind_up")
    leaving = staticmethod(exits.leave)

    def what_ends(self, stay: Residence) -> str:
        leases = list(exits.leases_that_end_with(stay, on=today()))
        if not leases:
            return ""
        owed = statement(SpaceLease.objects.filter(residence=stay), on=today()).open
        return " " + _(
            "With it end the leases %(leases)s; %(owed)s yuan are open under them today."
        ) % {"leases": listing(lease.number for lease in leases), "owed": words.money(owed)}

    def what_stays_ended(self, stay: Residence) -> str:
        """Said where a stay goes on whose leases ended early."""
        ended = SpaceLease.objects.filter(
            residence=stay, ended_on__isnull=False, ends_on__gt=today(), renewed_by=None
        )
        if not stay.is_open or not ended:
            return ""
        return " " + _(
            "Its leases %(leases)s stay ended; where the company keeps its rooms, let them anew."
        ) % {"leases": listing(lease.number for lease in ended)}

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """An end that nobody winds up is for what is recorded afterwards."""
        offered = super().get_actions_detail(request, object_id)
        stay = self.get_object(request, object_id)
        if not stay.leavings.under_way().exists():
            return offered
        hidden = {"leave", "up"}
        return [one for one in offered if one.action_name.rpartition("_")[2] not in hidden]

    @action(description=gettext_lazy("Draft an agreement"), icon="edit_document",
            permissions=["change"])  # fmt: skip
    def agreement(self, request: HttpRequest, object_id: str) -> HttpResponse:
        stay = self.get_object(request, object_id)
        template = stay.incubator.agreement_templates.filter(superseded_at=None).first()
        form = forms.DraftForm(sent(request), values=template.values() if template else None)
        return self.verb_page(
            request,
            form,
            title=_("Draft an agreement with %s") % stay.company,
            label=_("Save"),
            intro=_("A draft that is there becomes void; a signed one is made void first."),
            run=lambda data: companies.draft_agreement(
                residence=stay, begins_on=data["begins_on"], head=data["head"],
                number=data["number"], values=form.values(), by=request.user, at=now(),
            ),
            done=lambda drafted: _("Agreement %s is drafted.") % drafted,
            then=self.admin_site.get_model_admin(IncubationAgreement).address_of,
            back=self.address_of(stay),
        )  # fmt: skip

    @action(description=gettext_lazy("Readiness"), icon="school", permissions=["view"])
    def ready(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Goes to the conditions of graduation, and to its review: nobody graduates it alone."""
        stay = self.get_object(request, object_id)
        pages = self.admin_site.get_model_admin(GraduationReview)
        return redirect(reverse(pages.name_of("readiness"), args=[stay.pk]))

    @action(description=gettext_lazy("Wind up"), icon="door_back", permissions=["change"])
    def wind_up(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Goes to the page that begins the leaving form for this stay."""
        stay = self.get_object(request, object_id)
        address = reverse(self.admin_site.get_model_admin(Leaving).name_of("add"))
        return redirect(f"{address}?residence={stay.pk}")
