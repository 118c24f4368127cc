"""Choices about graduation: how a condition stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Standing(models.TextChoices):
    """How a company stands to a condition. What is unknown is never counted as not met."""

    MET = "met", pgettext_lazy("condition", "Met")
    NOT_MET = "not_met", pgettext_lazy("condition", "Not met")
    UNKNOWN = "unknown", pgettext_lazy("condition", "Unknown")


class KnownFrom(models.TextChoices):
    """Where a value stands that a condition is judged by."""

    REGISTER = "register", _("Register of companies")
    REPORT = "report", _("Verified return")
    QUALIFICATION = "qualification", _("Certificate")
    PROPERTY = "property", _("Intellectual property right")
    ROUND = "round", _("Round of financing")
    MARKET = "market", _("Merger or listing")
    STAFF = "staff", _("Count of staff")
    JUDGEMENT = "judgement", _("Opinion of the office")
