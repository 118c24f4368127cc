"""Winding up a stay: why it ends, the chain of the leaving form, and what is still open."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import (
    WARNED,
    ExitGround,
    ExitReason,
    LeavingState,
    LeavingStep,
)
from companies.models.applications import APPEND_ONLY
from companies.models.papers import OfPlace
from companies.models.register import Company, Residence
from companies.models.stay_checks import grounds_fit
from incubator.core.history import tracked
from incubator.institutions.models import Incubator

S = LeavingState
# A stay is wound up by one of these at a time.
UNDER_WAY = [S.OPEN, S.ENDED]


class LeavingQuerySet(OfPlace):
    """Questions about many."""

    def under_way(self) -> "LeavingQuerySet":
        """Those that somebody has to act on."""
        return self.filter(state__in=UNDER_WAY)

    def of_person(self, user) -> "LeavingQuerySet":
        """Those of companies that somebody acts for."""
        return self.filter(
            company__representatives__user=user, company__representatives__ended_at__isnull=True
        )


@tracked()
class Leaving(models.Model):
    """退出办理: a stay that is to end without graduation, with its reason, ground and papers."""

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="leavings", verbose_name=_("residence")
    )
    # Copies of the stay's, held equal by a composite foreign key.
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="leavings", verbose_name=_("company")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="leavings", verbose_name=_("incubator")
    )
    reason = models.CharField(_("exit reason"), max_length=20, choices=ExitReason)
    ground = models.CharField(_("ground"), max_length=20, choices=ExitGround)
    words = models.TextField(_("in words"), max_length=2000)
    wanted_on = models.DateField(_("wanted for"))
    warned_on = models.DateField(_("warned in writing on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=LeavingState, default=S.OPEN)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    from_office = models.BooleanField(_("begun by the office"), default=False)
    ended_on = models.DateField(_("stay ended on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    said = models.TextField(_("what the office said"), max_length=2000, blank=True)

    objects = LeavingQuerySet.as_manager()

    class Meta:
        verbose_name = _("winding-up of a stay")
        verbose_name_plural = _("winding-ups of stays")
        constraints = [
            models.CheckConstraint(
                condition=grounds_fit(),
                name="leaving_ground_fits_its_reason",
                violation_error_message=_("This ground does not go with this reason."),
            ),
            models.CheckConstraint(
                condition=~Q(ground__in=[str(one) for one in WARNED]) | Q(warned_on__isnull=False),
                name="leaving_after_a_warning",
                violation_error_message=_("This ground needs a written warning first."),
            ),
            models.CheckConstraint(condition=~Q(words=""), name="leaving_says_why"),
            models.CheckConstraint(
                condition=Q(state=S.OPEN, ended_on=None, closed_at=None)
                | Q(state=S.ENDED, ended_on__isnull=False, closed_at=None)
                | Q(state=S.CLOSED, ended_on__isnull=False, closed_at__isnull=False)
                | Q(state=S.REFUSED, ended_on=None, closed_at__isnull=False) & ~Q(said="")
                | Q(state=S.WITHDRAWN, ended_on=None, closed_at__isnull=False),
                name="leaving_state_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("asked_at")),
                name="leaving_closed_after_it_was_asked",
            ),
            models.UniqueConstraint(
                fields=["residence"],
                condition=Q(state__in=UNDER_WAY),
                name="leaving_one_under_way",
                violation_error_message=_("This stay is already being wound up."),
            ),
        ]
        indexes = [models.Index(fields=["incubator", "state", "-asked_at"], name="leaving_desk")]

    def __str__(self) -> str:
        return f"{self.company} · {self.get_reason_display()}"


class OfLeaving(models.QuerySet):
    """Rows that belong to a winding-up."""

    def visible_to(self, access) -> "OfLeaving":
        """Those in incubators where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(leaving__incubator__in=access.incubator_ids)


@tracked()
class LeavingSignature(models.Model):
    """退房会签: one signature of the chain: which, on what day, by whom, and what they noted."""

    leaving = models.ForeignKey(
        Leaving, models.PROTECT, related_name="signatures", verbose_name=_("winding-up of a stay")
    )
    step = models.CharField(_("step"), max_length=20, choices=LeavingStep)
    signed_on = models.DateField(_("signed on"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects = OfLeaving.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=LeavingStep.values), name="signature_step"),
            models.UniqueConstraint(fields=["leaving", "step"], name="signature_once"),
        ]

    def __str__(self) -> str:
        return self.get_step_display()
