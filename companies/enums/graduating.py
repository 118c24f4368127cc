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
    QUALIFICATION = "qualification", pgettext_lazy("known from", "Certificate")
    PROPERTY = "property", _("Intellectual property right")
    ROUND = "round", _("Round of financing")
    MARKET = "market", _("Merger or listing")
    STAFF = "staff", _("Count of staff")
    JUDGEMENT = "judgement", _("Opinion of the office")


class GraduationState(models.TextChoices):
    """Where a graduation review stands (毕业评审)."""

    APPLIED = "applied", pgettext_lazy("graduation", "Applied")
    VISITED = "visited", pgettext_lazy("graduation", "Visited")
    HEARD = "heard", pgettext_lazy("graduation", "Heard by the committee")
    PROPOSED = "proposed", pgettext_lazy("graduation", "Decision proposed")
    PASSED = "passed", pgettext_lazy("graduation", "Passed, formalities open")
    GRADUATED = "graduated", pgettext_lazy("graduation", "Graduated")
    EXTENDED = "extended", pgettext_lazy("graduation", "Stay extended")
    REFUSED = "refused", pgettext_lazy("graduation", "Not passed")
    WITHDRAWN = "withdrawn", pgettext_lazy("graduation", "Withdrawn")
    ANNULLED = "annulled", pgettext_lazy("graduation", "Superseded")


class GraduationOutcome(models.TextChoices):
    """What a graduation review decides."""

    GRADUATE = "graduate", pgettext_lazy("graduation", "Graduate")
    EXTEND = "extend", pgettext_lazy("graduation", "Extend the stay")
    REFUSE = "refuse", pgettext_lazy("graduation", "Do not pass")


# A stay has one review in these at a time; nothing is decided in the first four.
UNDECIDED = (
    GraduationState.APPLIED,
    GraduationState.VISITED,
    GraduationState.HEARD,
    GraduationState.PROPOSED,
)
GRADUATING = (*UNDECIDED, GraduationState.PASSED)


class ReferralState(models.TextChoices):
    """Where a graduate's way into the accelerator stands (转入加速器)."""

    REFERRED = "referred", pgettext_lazy("referral", "Referred")
    ACCEPTED = "accepted", pgettext_lazy("referral", "Accepted")
    REFUSED = "refused", pgettext_lazy("referral", "Not accepted")
    MOVED_IN = "moved_in", pgettext_lazy("referral", "Moved in")
    WITHDRAWN = "withdrawn", pgettext_lazy("referral", "Withdrawn")


# One of these at a time for a company.
REFERRING = (ReferralState.REFERRED, ReferralState.ACCEPTED)
