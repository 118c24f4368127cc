"""订阅通知: the systems that are told of publications, and the log of what was sent to them."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedTabularInline, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Line, badge
from incubator.core.dates import now
from incubator.core.forms import violations_as_form_errors
from incubator.statistics.models import Webhook, WebhookAttempt, WebhookDelivery
from incubator.statistics.webhooks import lifecycle
from incubator.statistics.webhooks.enums import DeliveryState

COLOURS = {
    DeliveryState.WAITING: "info",
    DeliveryState.DELIVERED: "success",
    DeliveryState.FAILED: "danger",
}


class AddForm(forms.Form):
    """Who is told, and where."""

    name = Line(label=gettext_lazy("name"), max_length=80)
    url = Line(
        label=gettext_lazy("address"), max_length=500,
        help_text=gettext_lazy("https, on the public internet."),
    )  # fmt: skip


class OfTheZone(ScopedModelAdmin):
    """Rows for whoever sees the whole zone; whoever publishes changes them."""

    reading = Permission.STATISTICS_READ

    def has_told_permission(self, request: HttpRequest, obj=None) -> bool:
        access = access_from(request)
        return access.everywhere and access.may(Permission.STATISTICS_WRITE)


@admin.register(Webhook)
class WebhookAdmin(OfTheZone):
    """订阅方."""

    list_display = ("name", "url", "is_active", "created_by", "created_at", "rotated_at")
    list_select_related = ("created_by",)
    ordering = ("name",)
    readonly_fields = fields = (
        "name", "url", "is_active", "created_by", "created_at", "rotated_at",
    )  # fmt: skip
    actions_list = ("new",)
    actions_detail = ("test", "change_secret", "stop", "start")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Those that fit its state."""
        found = self.get_object(request, object_id)
        hidden = ("_start",) if found and found.is_active else ("_stop", "_test")
        every = super().get_actions_detail(request, object_id)
        return [one for one in every if not getattr(one, "action_name", "").endswith(hidden)]

    @action(description=gettext_lazy("New webhook"), icon="add", permissions=["told"])
    def new(self, request: HttpRequest) -> HttpResponse:
        form = AddForm(sent(request))
        if request.method == "POST" and form.is_valid():
            with violations_as_form_errors(form):
                hook, secret = lifecycle.add_webhook(**form.cleaned_data, by=request.user, at=now())
            if form.is_valid():
                return self._secret(request, hook, secret)
        return self.verb_page(
            request,
            form,
            title=_("New webhook"),
            label=_("Add"),
            intro=_(
                "A system that is told when a year is published or restated. Each message is "
                "signed; how to check that stands in docs/api.md."
            ),
            run=lambda data: None,
            done=lambda result: "",
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Change the secret"), icon="key", permissions=["told"])
    def change_secret(self, request: HttpRequest, object_id: str) -> HttpResponse:
        hook = self.get_object(request, object_id)
        if request.method == "POST":
            secret = lifecycle.change_secret(webhook=hook, by=request.user, at=now())
            return self._secret(request, hook, secret)
        return self.verb_page(
            request,
            forms.Form(),
            title=_("Change the secret of %s") % hook,
            label=_("Change the secret"),
            intro=_("For a day messages are signed with both, the new one first."),
            run=lambda data: None,
            done=lambda result: "",
            back=self.address_of(hook),
        )

    def _secret(self, request: HttpRequest, hook: Webhook, secret: str) -> HttpResponse:
        """Shown in this answer alone: nothing keeps it, and the admin's pages are in no cache."""
        return self.page(
            request,
            "statistics/admin/secret.html",
            title=str(hook),
            secret=secret,
            back=self.address_of(hook),
        )

    @action(description=gettext_lazy("Send a test"), icon="send", permissions=["told"])
    def test(self, request: HttpRequest, object_id: str) -> HttpResponse:
        hook = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Send a test to %s") % hook,
            label=_("Send"),
            run=lambda data: lifecycle.ping(webhook=hook, at=now()),
            done=lambda delivery: _("The message is on its way; the log says what came of it."),
            then=lambda delivery: self._log().address_of(delivery),
            back=self.address_of(hook),
        )

    @action(description=gettext_lazy("Stop"), icon="pause", permissions=["told"])
    def stop(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._switched(request, object_id, on=False)

    @action(description=gettext_lazy("Start"), icon="play_arrow", permissions=["told"])
    def start(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._switched(request, object_id, on=True)

    def _switched(self, request: HttpRequest, object_id: str, *, on: bool) -> HttpResponse:
        hook = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=(_("Start %s") if on else _("Stop %s")) % hook,
            label=_("Start") if on else _("Stop"),
            run=lambda data: lifecycle.switch(webhook=hook, on=on, by=request.user),
            done=lambda told: _("Messages are sent again.") if on else _("Nothing is sent to it."),
            back=self.address_of(hook),
        )

    def _log(self) -> "WebhookDeliveryAdmin":
        return self.admin_site.get_model_admin(WebhookDelivery)


class AttemptInline(ScopedTabularInline):
    """What came of each attempt."""

    model = WebhookAttempt
    reading = Permission.STATISTICS_READ
    fields = readonly_fields = ("at", "status", "error", "milliseconds")
    ordering = ("at", "pk")
    extra = 0

    def visible(self, rows, access):
        return rows if access.everywhere else rows.none()


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(OfTheZone):
    """通知记录."""

    comes_from = gettext_lazy("Each message to a webhook leaves one.")
    list_display = (
        "created_at", "webhook", "event", "state_badge", "attempted", "next_at", "delivered_at",
    )  # fmt: skip
    list_filter = (("state", ChoicesDropdownFilter), ("event", ChoicesDropdownFilter))
    list_select_related = ("webhook",)
    ordering = ("-created_at", "-pk")
    readonly_fields = fields = (
        "webhook", "event", "key", "state_badge", "attempted", "next_at", "created_at",
        "delivered_at", "body",
    )  # fmt: skip
    inlines = (AttemptInline,)
    actions_detail = ("send_again",)

    @display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, delivery: WebhookDelivery) -> str:
        return badge(COLOURS[delivery.state], delivery.get_state_display())

    @action(description=gettext_lazy("Send again"), icon="replay", permissions=["told"])
    def send_again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        delivery = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Send again"),
            intro=_("Under the same number: a receiver that has it already does nothing."),
            run=lambda data: lifecycle.send_again(delivery=delivery, at=now()),
            done=lambda told: _("The message is on its way; the log says what came of it."),
            back=self.address_of(delivery),
        )
