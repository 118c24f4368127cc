"""Leases: the list, the page with units and claims, and a small page for each verb."""

from pathlib import PurePath

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action

from companies.admin.columns import company_code
from facilities import lifecycle
from facilities.admin import arrears, forms, lease_forms, statement, words
from facilities.admin.lease_parts import (
    ENDS,
    ChargeInline,
    LeasedUnitInline,
    LeaseFacts,
    LeaseStandingFilter,
)
from facilities.models import Building, SpaceLease
from facilities.queries.leases import statement as statement_of
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    rows_of,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.dates import today
from incubator.core.files import as_attachment, content_type_of
from incubator.core.shown import day as shown_day
from incubator.core.units import CENT
from incubator.imports.admin import import_address


@admin.register(SpaceLease)
class SpaceLeaseAdmin(LeaseFacts, ScopedModelAdmin):
    """场地租约."""

    reading = Permission.LEASES_READ
    adding = Permission.DECISIONS_WRITE  # a contract binds the office
    changing = Permission.LEASES_WRITE
    list_display = ("number", "company", "rooms", "incubator", "begins_on", "until_on", "standing")
    list_filter = (
        LeaseStandingFilter,
        ("incubator", ScopedRelatedFilter),
        ("price_class", ChoicesDropdownFilter),
    )
    search_fields = ("number", "company__name")
    search_help_text = gettext_lazy("Lease number, or the company's name, pinyin, initials or code")
    ordering = ("-begins_on", "-pk")
    fieldsets = (
        (None, {"fields": ("company_page", "incubator", "number", "standing", "renews", "file")}),
        (
            gettext_lazy("Period"),
            {"fields": ("signed_on", "begins_on", *ENDS, "cancelled_on")},
        ),
        (
            gettext_lazy("Price"),
            {
                "fields": (
                    "price_class", "price", "rhythm", "free_months", "fee",
                    "late_fee", "steps", "deposits",
                )
            },
        ),
        (
            gettext_lazy("Keys"),
            {"fields": ("handed_over_on", "inspected_on", "findings", "handed_back_on")},
        ),
        (gettext_lazy("Contact"), {"fields": ("contact_email", "note")}),
    )  # fmt: skip
    readonly_fields = (
        "company_page", "incubator", "number", "standing", "renews", "file", "signed_on",
        "begins_on", *ENDS, "cancelled_on", "price_class", "price", "rhythm",
        "free_months", "fee", "late_fee", "steps", "deposits", "handed_over_on",
        "inspected_on", "findings", "handed_back_on",
    )  # fmt: skip
    inlines = (LeasedUnitInline, ChargeInline)
    actions_list = ("from_file",)
    actions_detail = (
        {
            "title": gettext_lazy("Money"),
            "icon": "payments",
            "items": ["pay", "claim"],
        },
        "statement",
        "renew",
        {
            "title": gettext_lazy("Change"),
            "icon": "edit",
            "items": ["amend", "attach", "end", "cancel"],
        },
        {
            "title": gettext_lazy("Keys"),
            "icon": "key",
            "items": ["hand_over", "inspect", "hand_back"],
        },
        "document",
    )
    more_columns = ("company_code", "unit_price", "price_basis", "ends_on", "ended_on")
    company_code = staticmethod(company_code)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .select_related("company", "incubator", "renewed_by", "renews")
            .prefetch_related("leased_units__unit__building")
        )

    def history_of(self, request: HttpRequest, obj: SpaceLease) -> list[QuerySet]:
        """The lease's own and that of everything under it."""
        tables = ("leased_units", "price_steps", "subsidy_steps", "charges", "payments")
        rows = (getattr(obj, name).model.history.rel.related_model for name in tables)
        return [obj.history.all(), *(table.objects.filter(lease=obj) for table in rows)]

    def get_urls(self) -> list:
        owing = self.admin_site.admin_view(self.owing)
        name = self.name_of("owing").partition(":")[2]
        return [path("owing/", owing, name=name), *super().get_urls()]

    def owing(self, request: HttpRequest) -> HttpResponse:
        """欠费 of all tenants that the reader may see."""
        self.require(request, Permission.LEASES_READ)
        return arrears.page(self, request)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.LEASES_WRITE)
        self.require(request, Permission.DECISIONS_WRITE)
        buildings = rows_of(self.admin_site, Building, request)
        building = buildings.filter(pk=_number(request.GET.get("building"))).first()
        if building is None:
            return self._choose_building(request, buildings)
        day = request.GET.get("on") or today()
        form = lease_forms.GrantForm(
            sent(request),
            request.FILES or None,
            access=access_from(request),
            building=building,
            initial={"units": request.GET.getlist("unit"), "begins_on": day},
        )
        return self.verb_page(
            request,
            form,
            title=_("Let units of %s") % building,
            label=_("Sign the lease"),
            run=lambda data: _grant(form, data, request.user),
            done=lambda lease: _("Lease %s is granted.") % lease.number,
            then=self.address_of,
            back=self.admin_site.get_model_admin(Building).address_of(building),
        )

    @action(
        description=gettext_lazy("Import"), icon="upload_file", url_path="from-file",
        permissions=["add"],
    )  # fmt: skip
    def from_file(self, request: HttpRequest) -> HttpResponse:
        """Goes to the page that brings a file of leases."""
        return redirect(import_address("leases"))

    def _choose_building(self, request: HttpRequest, buildings: QuerySet) -> HttpResponse:
        return self.page(
            request,
            "facilities/admin/buildings.html",
            title=_("Let units: in which building?"),
            buildings=buildings.order_by("incubator", "code"),
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Statement"), icon="receipt_long", permissions=["view"])
    def statement(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """对账单: of the tenant, as a page or as a file."""
        return statement.page(self, request, self.get_object(request, object_id))

    @action(description=gettext_lazy("Renew"), icon="update", permissions=["change", "decide"])
    def renew(self, request: HttpRequest, object_id: str) -> HttpResponse:
        lease = self.get_object(request, object_id)
        form = lease_forms.RenewForm(sent(request), request.FILES or None, lease=lease)
        return self.verb_page(
            request,
            form,
            title=_("Renew lease %s") % lease,
            intro=_("It goes on from %(until)s with the same units, at the price below.")
            % {"until": shown_day(lease.until_on)},
            run=lambda data: lifecycle.renew(
                lease=lease,
                ends_on=data["ends_on"],
                signed_on=data["signed_on"],
                number=data["number"],
                document=data["document"] or "",
                terms=form.terms(),
                by=request.user,
            ),
            done=lambda renewed: _("Lease %s is granted.") % renewed.number,
            then=self.address_of,
            back=self.address_of(lease),
        )

    @action(
        description=gettext_lazy("Change price or units"),
        icon="edit",
        permissions=["change", "decide"],
    )
    def amend(self, request: HttpRequest, object_id: str) -> HttpResponse:
        lease = self.get_object(request, object_id)
        return self._verb(
            request,
            lease,
            lease_forms.AmendForm(sent(request), lease=lease),
            title=_("Change the price or the units of lease %s") % lease,
            intro=_("What is due from that day on follows; what was paid too much is credit."),
            verb=lifecycle.amend,
        )

    @action(description=gettext_lazy("File the signed document"), icon="upload_file",
            permissions=["change"])  # fmt: skip
    def attach(self, request: HttpRequest, object_id: str) -> HttpResponse:
        lease = self.get_object(request, object_id)
        return self._verb(
            request,
            lease,
            lease_forms.DocumentForm(sent(request), request.FILES or None),
            title=_("File the signed document of lease %s") % lease,
            label=_("Save"),
            intro=_("It takes the place of the one on file, if there is one."),
            verb=lifecycle.file_document,
            done=lambda _lease: _("The signed document is on file."),
        )

    @action(
        description=gettext_lazy("End early"), icon="event_busy", permissions=["change", "decide"]
    )
    def end(self, request: HttpRequest, object_id: str) -> HttpResponse:
        lease = self.get_object(request, object_id)
        return self._verb(
            request,
            lease,
            forms.ReasonForm(sent(request)),
            title=_("End lease %s early") % lease,
            intro=_("That day is the first that is no longer let. This cannot be taken back here."),
            verb=lifecycle.end,
        )

    @action(
        description=gettext_lazy("Cancel the lease"),
        icon="cancel",
        permissions=["change", "decide"],
    )
    def cancel(self, request: HttpRequest, object_id: str) -> HttpResponse:
        lease = self.get_object(request, object_id)
        return self._verb(
            request,
            lease,
            forms.ReasonForm(sent(request)),
            title=_("Cancel lease %s") % lease,
            intro=_("For a lease that has not begun. Its units are free again."),
            verb=lifecycle.cancel,
        )

    @action(description=gettext_lazy("Hand over"), icon="key", permissions=["change"])
    def hand_over(self, request: HttpRequest, object_id: str) -> HttpResponse:
        lease = self.get_object(request, object_id)
        return self._verb(
            request,
            lease,
            forms.OnForm(sent(request)),
            title=_("Hand over the units of lease %s") % lease,
            intro=_("The tenant gets the keys; the deposit is paid."),
            verb=lifecycle.hand_over,
        )

    @action(description=gettext_lazy("Inspect"), icon="fact_check", permissions=["change"])
    def inspect(self, request: HttpRequest, object_id: str) -> HttpResponse:
        lease = self.get_object(request, object_id)
        return self._verb(
            request,
            lease,
            forms.InspectForm(sent(request)),
            title=_("Inspect the units of lease %s") % lease,
            intro=_("Before the keys come back."),
            verb=lifecycle.inspect,
        )

    @action(description=gettext_lazy("Claim what is due"), icon="playlist_add",
            permissions=["change"])  # fmt: skip
    def claim(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Of this lease alone, up to a day: before its rooms are handed back, up to its end."""
        lease = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.OnForm(sent(request), initial={"on": min(today(), lease.until_on)}),
            title=_("Claim what lease %s makes due") % lease,
            label=_("Claim"),
            intro=_("Everything that becomes due up to that day; what is claimed stays as it is."),
            run=lambda data: lifecycle.generate_charges(
                lease=lease, until=data["on"], by=request.user
            ),
            done=lambda outcome: _("%d claims made.") % outcome.made,
            back=self.address_of(lease),
        )

    @action(description=gettext_lazy("Record a payment"), icon="payments", permissions=["change"])
    def pay(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """One receipt for all that is open, the claim due first before the others."""
        lease = self.get_object(request, object_id)
        found = statement_of(SpaceLease.objects.filter(pk=lease.pk), on=today())
        form = forms.PaymentForm(sent(request), initial={"amount": found.open * CENT})
        return self.verb_page(
            request,
            form,
            title=_("Record a payment for lease %s") % lease,
            label=_("Save"),
            intro=_("%(open)s yuan are due by today. The claim due first is paid first.")
            % {"open": words.money(found.open)},
            run=lambda data: lifecycle.record_receipt(
                lease=lease,
                amount_fen=form.fen(),
                on=data["on"],
                reference=data["reference"],
                by=request.user,
            ),
            done=lambda payments: (
                _("%(amount)s yuan recorded for %(count)d claims.")
                % {
                    "amount": words.money(sum(payment.amount_fen for payment in payments)),
                    "count": len(payments),
                }
            ),
            back=self.address_of(lease),
        )

    @action(description=gettext_lazy("Hand back"), icon="key_off", permissions=["change"])
    def hand_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        lease = self.get_object(request, object_id)
        return self._verb(
            request,
            lease,
            forms.OnForm(sent(request)),
            title=_("Take back the units of lease %s") % lease,
            intro=_("The lease is over, the units are inspected, and nothing is owed."),
            verb=lifecycle.hand_back,
        )

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """The signed document is offered where there is one."""
        offered = super().get_actions_detail(request, object_id)
        if self.get_object(request, object_id).document:
            return offered
        return [one for one in offered if "document" not in getattr(one, "action_name", "")]

    @action(description=gettext_lazy("Signed document"), icon="description", permissions=["view"])
    def document(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The file, to whoever may see the lease."""
        lease = self.get_object(request, object_id)
        if not lease.document:
            raise Http404
        ending = PurePath(lease.document.name).suffix
        return as_attachment(
            lease.document,
            name=f"{lease.number}{ending}",
            content_type=content_type_of(ending.removeprefix(".")),
        )

    def _verb(
        self, request: HttpRequest, lease: SpaceLease, form, *, verb, **texts
    ) -> HttpResponse:
        return self.verb_page(
            request,
            form,
            run=lambda data: verb(lease=lease, by=request.user, **data),
            back=self.address_of(lease),
            **{"done": lambda _lease: _("Lease %s is changed.") % lease.number, **texts},
        )


def _grant(form: lease_forms.GrantForm, data: dict, user) -> SpaceLease:
    names = (
        "units", "residence", "begins_on", "ends_on", "signed_on", "number", "contact_email",
    )  # fmt: skip
    return lifecycle.grant_lease(
        company=form.tenant(),
        terms=form.terms(),
        document=data["document"] or "",
        by=user,
        **{name: data[name] for name in names},
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0  # noqa: PLR2004
