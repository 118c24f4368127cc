"""People who act for a company or in one application."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import Right
from companies.models.register import Company
from incubator.core.history import tracked


class RepresentativeQuerySet(models.QuerySet):
    """Questions about many representatives."""

    def in_force(self) -> "RepresentativeQuerySet":
        """Those that have not been ended."""
        return self.filter(ended_at__isnull=True)

    def visible_to(self, access) -> "RepresentativeQuerySet":
        """Those of companies that ``access`` may see."""
        return self.filter(company__in=Company.objects.visible_to(access))


@tracked()
class Representative(models.Model):
    """企业用户: somebody who may read, write or sign for a company."""

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="representatives", verbose_name=_("company")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="represents",
        verbose_name=_("user"),
    )
    right = models.CharField(_("right"), max_length=10, choices=Right)
    since = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"],
                condition=Q(ended_at__isnull=True),
                name="representative_once",
                violation_error_message=_("This person already acts for the company."),
            ),
            models.CheckConstraint(
                condition=Q(right__in=Right.values), name="representative_right"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(since__lte=F("ended_at")),
                name="representative_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"


@tracked()
class Collaborator(models.Model):
    """申请参与人: somebody who may read, write or submit one application."""

    application = models.ForeignKey(
        "companies.Application",
        models.CASCADE,
        related_name="collaborators",
        verbose_name=_("application"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("user")
    )
    right = models.CharField(_("right"), max_length=10, choices=Right)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("collaborator")
        verbose_name_plural = _("collaborators")
        constraints = [
            models.UniqueConstraint(fields=["application", "user"], name="collaborator_once"),
            models.CheckConstraint(condition=Q(right__in=Right.values), name="collaborator_right"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_right_display()}"


@tracked(exclude=("digest",))
class Invitation(models.Model):
    """邀请: asks somebody by e-mail to take part in an application; one use, until a moment."""

    application = models.ForeignKey(
        "companies.Application",
        models.CASCADE,
        related_name="invitations",
        verbose_name=_("application"),
    )
    email = models.EmailField(_("e-mail"))
    right = models.CharField(_("right"), max_length=10, choices=Right)
    digest = models.CharField(max_length=64, unique=True, editable=False, verbose_name=_("digest"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited at"))
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(condition=Q(right__in=Right.values), name="invitation_right"),
            models.CheckConstraint(
                condition=Q(invited_at__lt=F("expires_at")), name="invitation_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_accepted_or_revoked",
            ),
        ]

    def __str__(self) -> str:
        return self.email
