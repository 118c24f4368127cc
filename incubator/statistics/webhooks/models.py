"""Who is told, the messages to them, and every attempt to deliver one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.core.history import tracked
from incubator.statistics.webhooks.enums import DeliveryState, WebhookEvent


class OfTheZone(models.QuerySet):
    """Rows about the whole zone."""

    def visible_to(self, access):
        """All of them for whoever sees the whole zone."""
        return self if access.everywhere else self.none()


@tracked(exclude=("salt", "salt_before"))
class Webhook(models.Model):
    """订阅方: an address of a system that wants to be told.

    Its secret is derived of ``salt`` and the key of this system, and kept nowhere: it is shown
    once. After a change the one before it (of ``salt_before``) signs along for a day.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    url = models.CharField(_("address"), max_length=500)
    is_active = models.BooleanField(_("active"), default=True)
    salt = models.CharField(max_length=64, editable=False, verbose_name=_("salt"))
    salt_before = models.CharField(
        max_length=64, blank=True, editable=False, verbose_name=_("salt before")
    )
    rotated_at = models.DateTimeField(_("secret changed at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )

    objects = OfTheZone.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(url="") & ~Q(salt=""), name="webhook_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(salt_before="", rotated_at__isnull=True)
                | ~Q(salt_before="") & Q(rotated_at__isnull=False),
                name="webhook_rotated_at",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WebhookDelivery(models.Model):
    """通知记录: one message to one webhook; ``key`` stays the same however often it is sent.

    ``taken_until`` is until when a worker has it in hands: one that dies loses it to another.
    """

    webhook = models.ForeignKey(
        Webhook, models.PROTECT, related_name="deliveries", verbose_name=_("webhook")
    )
    key = models.UUIDField(_("message no."), default=uuid.uuid4, unique=True, editable=False)
    event = models.CharField(_("event"), max_length=40, choices=WebhookEvent)
    body = models.TextField(pgettext_lazy("webhook", "message"))
    state = models.CharField(
        _("state"), max_length=20, choices=DeliveryState, default=DeliveryState.WAITING
    )
    created_at = models.DateTimeField(_("created at"))
    attempted = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    taken_until = models.DateTimeField(
        null=True, blank=True, editable=False, verbose_name=_("taken by a worker until")
    )
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)

    objects = OfTheZone.as_manager()

    class Meta:
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(state=DeliveryState.WAITING),
                name="webhookdelivery_due",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__in=WebhookEvent.values), name="webhookdelivery_event"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=DeliveryState.WAITING, next_at__isnull=False, delivered_at__isnull=True
                )
                | Q(state=DeliveryState.DELIVERED, delivered_at__isnull=False, next_at__isnull=True)
                | Q(state=DeliveryState.FAILED, delivered_at__isnull=True, next_at__isnull=True),
                name="webhookdelivery_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.webhook} · {self.get_event_display()}"


class WebhookAttempt(models.Model):
    """投递尝试: what came of one attempt; ``status`` is None where nobody answered."""

    delivery = models.ForeignKey(
        WebhookDelivery, models.PROTECT, related_name="attempts", verbose_name=_("webhook message")
    )
    at = models.DateTimeField(_("at"))
    status = models.PositiveSmallIntegerField(
        pgettext_lazy("webhook", "answer"), null=True, blank=True
    )
    error = models.CharField(_("error"), max_length=200, blank=True)
    milliseconds = models.PositiveIntegerField(_("milliseconds"))

    class Meta:
        verbose_name = _("webhook attempt")
        verbose_name_plural = _("webhook attempts")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__isnull=False) | ~Q(error=""),
                name="webhookattempt_says_what_came",
            )
        ]

    def __str__(self) -> str:
        return str(self.status or self.error)
