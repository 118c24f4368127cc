"""Claims, payments and charge runs in the admin."""

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display

from facilities import lifecycle
from facilities.admin import forms, words
from facilities.models import Charge, ChargeRun, Payment, SpaceLease
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedTabularInline, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, grouped_columns
from incubator.core.dates import now, today
from incubator.core.shown import kept_sentence
from incubator.core.units import CENT


class PaymentInline(ScopedTabularInline):
    """What came in for a claim, and what went back."""

    model = Payment
    reading = Permission.LEASES_READ
    fk_name = "charge"
    fields = readonly_fields = ("page", "paid_on", "amount", "reference", "reversed_on")
    ordering = ("paid_on", "pk")
    hide_title = True

    @display(description=gettext_lazy("kind"))
    def page(self, payment: Payment) -> str:
        pages = self.admin_site.get_model_admin(Payment)
        return words.link(pages.address_of(payment), payment.get_kind_display())

    @display(description=gettext_lazy("amount (yuan)"))
    def amount(self, payment: Payment) -> str:
        return words.money(payment.amount_fen)


class OpenFilter(DropdownFilter):
    """By whether something is open."""

    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [
            ("overdue", _("Overdue")),
            ("open", pgettext("claim", "Not paid")),
            ("paid", pgettext("claim", "Paid")),
            ("reversed", pgettext("claim", "Reversed")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "overdue":
                return queryset.live().filter(due_on__lt=today(), received__lt=F("amount_fen"))
            case "open":
                return queryset.live().filter(received__lt=F("amount_fen"))
            case "paid":
                return queryset.live().filter(received__gte=F("amount_fen"))
            case "reversed":
                return queryset.filter(reversed_on__isnull=False)
        return queryset


@admin.register(Charge)
class ChargeAdmin(ScopedModelAdmin):
    """费用."""

    comes_from = gettext_lazy(
        "They come with a lease, and for each further year with a charge run."
    )
    reading = Permission.LEASES_READ
    changing = Permission.LEASES_WRITE
    list_display = ("kind", "tenant", "lease", "from_on", "until_on", "due_on", "amount", "open")
    list_filter = (OpenFilter, ("kind", ChoicesDropdownFilter))
    search_fields = ("lease__number", "lease__company__name")
    ordering = ("-due_on", "-pk")
    fields = readonly_fields = grouped_columns(Charge, (
        "lease_page", "tenant", "kind", "from_on", "until_on", "due_on", "gross", "subsidy",
        "amount", "open", "late_for", "reversed_on", "reversal_reason",
    ))  # fmt: skip
    inlines = (PaymentInline,)
    actions_detail = ("pay", "give_back", "late_fee", "reverse", "again")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).with_paid()
        return rows.select_related("lease__company", "late_for")

    def history_of(self, request: HttpRequest, obj: Charge) -> list[QuerySet]:
        """The claim's own and that of its payments."""
        payments = Payment.history.rel.related_model
        return [obj.history.all(), payments.objects.filter(charge=obj)]

    @display(description=gettext_lazy("company"))
    def tenant(self, charge: Charge) -> str:
        return str(charge.lease.company)

    @display(description=gettext_lazy("lease"))
    def lease_page(self, charge: Charge) -> str:
        pages = self.admin_site.get_model_admin(SpaceLease)
        return words.link(pages.address_of(charge.lease), charge.lease)

    @display(description=gettext_lazy("before subsidy (yuan)"))
    def gross(self, charge: Charge) -> str:
        return words.money(charge.gross_fen)

    @display(description=gettext_lazy("subsidy (yuan)"))
    def subsidy(self, charge: Charge) -> str:
        return words.money(charge.subsidy_fen)

    @display(description=gettext_lazy("amount (yuan)"), ordering="amount_fen")
    def amount(self, charge: Charge) -> str:
        return words.money(charge.amount_fen)

    @display(description=gettext_lazy("open (yuan)"))
    def open(self, charge: Charge) -> str:
        return words.open_badge(charge)

    @action(description=gettext_lazy("Record a payment"), icon="payments", permissions=["change"])
    def pay(self, request: HttpRequest, object_id: str) -> HttpResponse:
        charge = self.get_object(request, object_id)
        left = max(charge.amount_fen - charge.received, 0)
        form = forms.PaymentForm(sent(request), initial={"amount": left * CENT})
        return self._verb(
            request, charge, form, verb=lifecycle.record_payment,
            title=_("Record a payment for %s") % charge,
            done=lambda _payment: _("The payment is recorded."),
        )  # fmt: skip

    @action(description=gettext_lazy("Give back"), icon="undo", permissions=["change", "decide"])
    def give_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        charge = self.get_object(request, object_id)
        return self._verb(
            request, charge, forms.PaymentForm(sent(request)), verb=lifecycle.refund,
            title=_("Give back a deposit or what was paid too much: %s") % charge,
            done=lambda _payment: _("The refund is recorded."),
        )  # fmt: skip

    @action(description=gettext_lazy("Late fee"), icon="schedule", permissions=["change"])
    def late_fee(self, request: HttpRequest, object_id: str) -> HttpResponse:
        charge = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.OnForm(sent(request)),
            title=_("Claim the late fee for %s") % charge,
            intro=_("By the rate of the lease, for what was open each day up to that one."),
            run=lambda data: lifecycle.record_late_fee(charge=charge, by=request.user, **data),
            done=lambda fee: _("The late fee is %s yuan.") % words.money(fee.amount_fen),
            back=self.address_of(charge),
        )

    @action(description=gettext_lazy("Reverse"), icon="cancel", permissions=["change", "decide"])
    def reverse(self, request: HttpRequest, object_id: str) -> HttpResponse:
        charge = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.ReasonForm(sent(request)),
            title=_("Reverse %s") % charge,
            intro=_(
                "The claim stays on file as reversed, and no run makes it again; what was paid "
                "becomes credit."
            ),
            run=lambda data: lifecycle.reverse_charge(charge=charge, by=request.user, **data),
            done=lambda _charge: _("The claim is reversed."),
            back=self.address_of(charge),
        )

    @action(
        description=gettext_lazy("Claim again"), icon="replay", permissions=["change", "decide"]
    )
    def again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        charge = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.NothingForm(sent(request)),
            title=_("Claim %s again") % charge,
            label=_("Claim again"),
            intro=_("What the lease makes due now stands again; what was paid for it follows."),
            run=lambda _data: lifecycle.claim_again(charge=charge, by=request.user),
            done=lambda made: _("%s yuan are claimed again.") % words.money(made.amount_fen),
            then=self.address_of,
            back=self.address_of(charge),
        )

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What makes sense: money for claims that stand, a second life for those that do not."""
        charge = self.get_object(request, object_id)
        unfit = {"again"} if charge.is_live else {"pay", "late_fee", "reverse"}
        if not charge.waived:
            unfit.add("again")
        if charge.received <= charge.refunded:
            unfit.add("give_back")
        endings = tuple(f"_{verb}" for verb in unfit)
        return [
            one
            for one in super().get_actions_detail(request, object_id)
            if not getattr(one, "action_name", "").endswith(endings)
        ]

    def _verb(self, request: HttpRequest, charge: Charge, form, *, verb, **texts) -> HttpResponse:
        def run(data: dict) -> Payment:
            return verb(
                charge=charge,
                amount_fen=form.fen(),
                on=data["on"],
                reference=data["reference"],
                by=request.user,
            )

        return self.verb_page(
            request, form, run=run, label=_("Save"), back=self.address_of(charge), **texts
        )


@admin.register(Payment)
class PaymentAdmin(ScopedModelAdmin):
    """收退款."""

    comes_from = gettext_lazy("They are recorded on the page of a charge or a lease.")
    reading = Permission.LEASES_READ
    changing = Permission.LEASES_WRITE
    list_display = ("paid_on", "kind", "tenant", "amount", "reference", "reversed_on")
    list_filter = (("kind", ChoicesDropdownFilter),)
    search_fields = ("reference", "lease__number", "lease__company__name")
    ordering = ("-paid_on", "-pk")
    fields = readonly_fields = (
        "charge_page", "tenant", "kind", "paid_on", "amount", "reference", "reversed_on",
        "reversal_reason",
    )  # fmt: skip
    actions_detail = ("reverse",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("lease__company", "charge")

    @display(description=gettext_lazy("company"))
    def tenant(self, payment: Payment) -> str:
        return str(payment.lease.company)

    @display(description=gettext_lazy("amount (yuan)"), ordering="amount_fen")
    def amount(self, payment: Payment) -> str:
        return words.money(payment.amount_fen)

    @display(description=gettext_lazy("charge"))
    def charge_page(self, payment: Payment) -> str:
        pages = self.admin_site.get_model_admin(Charge)
        return words.link(pages.address_of(payment.charge), payment.charge)

    @action(description=gettext_lazy("Reverse"), icon="cancel", permissions=["change"])
    def reverse(self, request: HttpRequest, object_id: str) -> HttpResponse:
        payment = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.ReasonForm(sent(request)),
            title=_("Reverse %s") % payment,
            intro=_("For what was written down wrongly; the row stays on file."),
            run=lambda data: lifecycle.reverse_payment(payment=payment, by=request.user, **data),
            done=lambda _payment: _("The payment is reversed."),
            back=self.address_of(payment),
        )


@admin.register(ChargeRun)
class ChargeRunAdmin(ScopedModelAdmin):
    """生成费用任务."""

    reading = Permission.LEASES_READ
    list_display = ("year", "place", "state", "bar", "made", "requested_by", "requested_at")
    list_select_related = ("incubator", "requested_by")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "year", "place", "state", "bar", "leases", "done", "made", "requested_by",
        "requested_at", "started_at", "finished_at", "trouble",
    )  # fmt: skip
    actions_list = ("generate",)

    @display(description=gettext_lazy("place"))
    def place(self, run: ChargeRun) -> str:
        return str(run.incubator or _("the whole zone"))

    @display(description=gettext_lazy("state"))
    def state(self, run: ChargeRun) -> str:
        if run.error:
            return badge("danger", _("Failed"))
        if run.finished_at:
            return badge("success", _("Done"))
        return badge("info", pgettext("charge run", "Running") if run.started_at else _("Waiting"))

    @display(description=gettext_lazy("progress"))
    def bar(self, run: ChargeRun) -> str:
        return format_html(
            '<progress class="run-bar" max="100" value="{0}">{0} %</progress>', run.progress
        )

    @display(description=gettext_lazy("error"))
    def trouble(self, run: ChargeRun) -> str:
        return kept_sentence(run.error)

    def has_generate_permission(self, request: HttpRequest) -> bool:
        """Whoever may change leases."""
        return access_from(request).may(Permission.LEASES_WRITE)

    @action(description=gettext_lazy("Claim a year"), icon="playlist_add", permissions=["generate"])
    def generate(self, request: HttpRequest) -> HttpResponse:
        self.require(request, Permission.LEASES_WRITE)
        return self.verb_page(
            request,
            forms.YearForm(sent(request), access=access_from(request)),
            title=_("Claim what leases make due in a year"),
            label=_("Start"),
            intro=_("A worker does it; what is claimed already stays as it is."),
            run=lambda data: lifecycle.request_charges(at=now(), by=request.user, **data),
            done=lambda run: _("The charges of %d are being made.") % run.year,
            then=self.address_of,
            back=self.list_address(),
        )
