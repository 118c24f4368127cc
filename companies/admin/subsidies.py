"""Claims to subsidies in the admin: decided, paid, taken back."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.decorators import action

from companies import lifecycle
from companies.admin import fact_forms as forms
from companies.admin.facts import FactAdmin
from companies.enums import FactState
from companies.models import SubsidyClaim, SubsidyPayment
from incubator.accounts.admin_base import ScopedTabularInline, sent
from incubator.accounts.permissions import Permission
from incubator.core.dates import now
from incubator.core.shown import money


class PaymentInline(ScopedTabularInline):
    """What was paid, and what was taken back."""

    model = SubsidyPayment
    reading = Permission.COMPANIES_READ
    fields = readonly_fields = ("direction", "amount", "on", "reason")
    ordering = ("on", "pk")
    hide_title = True

    def visible(self, rows: QuerySet, access) -> QuerySet:
        """All of a claim's: who sees the claim sees them."""
        return rows


@admin.register(SubsidyClaim)
class SubsidyClaimAdmin(FactAdmin):
    """政策兑现."""

    comes_from = gettext_lazy(
        "Companies ask on their own pages; the office records them on the company’s page."
    )
    inlines = (PaymentInline,)
    actions_detail = (*FactAdmin.actions_detail, "grant", "refuse", "pay", "take_back")
    TAIL = ("decided_on", "granted", "refusal", *FactAdmin.TAIL)

    def fitting(self, fact: SubsidyClaim) -> set[str]:
        """Granted or refused once it is verified; then paid."""
        fitting = super().fitting(fact)
        if fact.state != FactState.VERIFIED or fact.is_replaced:
            return fitting
        if fact.decided_on is None:
            return fitting | {"grant", "refuse"}
        return fitting | {"pay", "back"} if fact.granted else fitting

    @action(description=gettext_lazy("Grant"), icon="thumb_up", permissions=["change", "decide"])
    def grant(self, request: HttpRequest, object_id: str) -> HttpResponse:
        claim = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.GrantForm(sent(request), initial={"amount": claim.asked}),
            title=_("Grant: %s") % claim,
            label=_("Grant"),
            intro=_("Asked for: %s.") % money(claim.asked),
            run=lambda data: lifecycle.grant_claim(claim=claim, by=request.user, **data),
            done=lambda one: _("Granted: %s.") % money(one.granted),
            back=self.address_of(claim),
        )

    @action(description=gettext_lazy("Refuse"), icon="thumb_down", permissions=["change", "decide"])
    def refuse(self, request: HttpRequest, object_id: str) -> HttpResponse:
        claim = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.RefuseForm(sent(request)),
            title=_("Refuse: %s") % claim,
            label=_("Refuse"),
            run=lambda data: lifecycle.refuse_claim(claim=claim, by=request.user, **data),
            done=lambda one: _("Refused: %s") % one,
            back=self.address_of(claim),
        )

    @action(
        description=pgettext_lazy("subsidy", "Record a payment"),
        icon="payments",
        permissions=["change"],
    )
    def pay(self, request: HttpRequest, object_id: str) -> HttpResponse:
        claim = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.PayForm(sent(request)),
            title=_("Payment under: %s") % claim,
            label=_("Save"),
            run=lambda data: lifecycle.pay_claim(claim=claim, by=request.user, at=now(), **data),
            done=lambda paid: _("Recorded as paid: %s.") % money(paid.amount),
            back=self.address_of(claim),
        )

    @action(
        description=pgettext_lazy("subsidy", "Take back"),
        icon="undo",
        permissions=["change", "decide"],
    )
    def take_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        claim = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.TakeBackForm(sent(request)),
            title=_("Take back under: %s") % claim,
            label=_("Save"),
            run=lambda data: lifecycle.claw_back(claim=claim, by=request.user, at=now(), **data),
            done=lambda back: _("Recorded as taken back: %s.") % money(back.amount),
            back=self.address_of(claim),
        )
