"""Requests to become a mentor."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.core.history import tracked
from incubator.institutions.models import Incubator, OfIncubator
from mentors.enums import ApplicationState
from mentors.models.people import Appointment
from mentors.models.profile import Profile


@tracked()
class MentorApplication(Profile):
    """导师申请: somebody with an account asks to become a mentor at an incubator."""

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="mentor_applications",
        verbose_name=_("user"),
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="mentor_applications", verbose_name=_("incubator")
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    statement = models.TextField(
        _("why"), max_length=2000, blank=True, help_text=_("What you would like to help with.")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=ApplicationState, default=ApplicationState.SUBMITTED
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    said = models.CharField(_("said"), max_length=500, blank=True)
    appointment = models.OneToOneField(
        Appointment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="asked_for_in",
        verbose_name=_("appointment"),
    )

    objects = OfIncubator.as_manager()

    class Meta:
        verbose_name = _("mentor application")
        verbose_name_plural = _("mentor applications")
        constraints = [
            *Profile.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    state=ApplicationState.SUBMITTED,
                    decided_at__isnull=True,
                    appointment__isnull=True,
                )
                | Q(
                    state=ApplicationState.ACCEPTED,
                    decided_at__isnull=False,
                    appointment__isnull=False,
                )
                | Q(
                    state__in=[ApplicationState.DECLINED, ApplicationState.WITHDRAWN],
                    decided_at__isnull=False,
                    appointment__isnull=True,
                ),
                name="mentorapplication_state_matches_moment",
            ),
            models.UniqueConstraint(
                fields=["user", "incubator"],
                condition=Q(state=ApplicationState.SUBMITTED),
                name="mentorapplication_one_open",
                violation_error_message=_("You have already applied there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.incubator}"


class MentorApplicationDraft(models.Model):
    """导师申请草稿: what somebody has typed and not handed in yet; gone once it is.

    No fact, so no history of it is kept: what was crossed out is nobody's business.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="mentor_draft",
        verbose_name=_("user"),
    )
    answers = models.JSONField(_("answers"), default=dict)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("draft of a mentor application")
        verbose_name_plural = _("drafts of mentor applications")

    def __str__(self) -> str:
        return str(self.user)
