"""Choices about webhooks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WebhookEvent(models.TextChoices):
    """What is told."""

    PUBLISHED = "snapshot.published", _("A year was published")
    RESTATED = "snapshot.restated", _("A published year was restated")
    PING = "ping", _("A test")


class DeliveryState(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", _("Waits to be sent")
    DELIVERED = "delivered", _("Delivered")
    # Tried as often as is tried; a person may have it sent again.
    FAILED = "failed", _("Given up")
