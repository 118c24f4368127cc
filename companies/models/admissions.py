"""Moving in: what an accepted applicant still needs before its stay can begin."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import ApplicationState
from companies.models.applications import Application
from companies.models.papers import OfPlace
from companies.models.register import Residence
from incubator.core.db import UnifiedCodeIsValid
from incubator.core.history import tracked
from incubator.institutions.enums import Certainty
from incubator.institutions.models import Incubator, Rulebook


class AdmissionQuerySet(OfPlace):
    """Questions about many admissions."""

    def visible_to(self, access) -> "AdmissionQuerySet":
        """Those in reach, of applications that are not kept from the reader."""
        kept = Application.objects.kept_from(access.user_id)
        return super().visible_to(access).exclude(application__in=kept)

    def under_way(self) -> "AdmissionQuerySet":
        """Those that are neither done nor given up, while their acceptance stands."""
        return self.filter(
            done_at__isnull=True,
            given_up_at__isnull=True,
            application__state=ApplicationState.ACCEPTED,
        )


@tracked()
class Admission(models.Model):
    """入驻办理: an accepted application on its way to a stay.

    Registration stands here; agreement, rooms and deposit stand in their own tables and point
    here or at the application. ``limit_…`` keep the rule that the due day was taken from, as it
    was on that day.
    """

    application = models.OneToOneField(
        Application, models.PROTECT, related_name="admission", verbose_name=_("application")
    )
    # A copy of the application's, held equal by a composite foreign key.
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="admissions", verbose_name=_("incubator")
    )
    registered_only = models.BooleanField(
        _("registered only"),
        default=False,
        help_text=_("Registered at the site without rooms of its own there."),
    )
    name_approval = models.CharField(_("notice of name approval"), max_length=80, blank=True)
    name_approved_on = models.DateField(_("name approved on"), null=True, blank=True)
    registered_name = models.CharField(_("registered name"), max_length=120, blank=True)
    unified_code = models.CharField(
        _("unified social credit code"), max_length=18, null=True, blank=True
    )
    registered_on = models.DateField(_("founded on"), null=True, blank=True)
    settled_on = models.DateField(
        _("registered at the site on"),
        null=True,
        blank=True,
        help_text=_("On which its registered address became this site."),
    )
    settled_at = models.DateTimeField(_("recorded at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    begun_at = models.DateTimeField(_("begun at"))
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("begun by"),
    )
    residence = models.OneToOneField(
        Residence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="admission",
        verbose_name=_("residence"),
    )
    rulebook = models.ForeignKey(
        Rulebook,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="admissions",
        verbose_name=_("rulebook"),
    )
    limit_months = models.PositiveSmallIntegerField(
        _("longest stay (months)"), null=True, blank=True
    )
    limit_source = models.CharField(_("source of the limit"), max_length=200, blank=True)
    limit_certainty = models.CharField(
        _("how well it is known"), max_length=1, choices=Certainty, blank=True
    )
    done_at = models.DateTimeField(_("admitted at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("admitted by"),
    )
    given_up_at = models.DateTimeField(_("given up at"), null=True, blank=True)
    given_up_reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("admission")
        verbose_name_plural = _("admissions")
        constraints = [
            models.CheckConstraint(
                condition=Q(unified_code__isnull=True) | Q(UnifiedCodeIsValid("unified_code")),
                name="admission_unified_code_valid",
            ),
            models.CheckConstraint(
                condition=Q(name_approved_on__isnull=True, name_approval="")
                | Q(name_approved_on__isnull=False) & ~Q(name_approval=""),
                name="admission_name_approval_has_number_and_day",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_at__isnull=True, unified_code=None)
                | Q(settled_on__isnull=False, settled_at__isnull=False, unified_code__isnull=False)
                & ~Q(registered_name=""),
                name="admission_registration_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, residence__isnull=True)
                | Q(done_at__isnull=False, residence__isnull=False, settled_on__isnull=False),
                name="admission_done_has_its_stay",
            ),
            models.CheckConstraint(
                condition=Q(given_up_at__isnull=True, given_up_reason="")
                | Q(given_up_at__isnull=False, done_at__isnull=True) & ~Q(given_up_reason=""),
                name="admission_given_up_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(limit_months=None, limit_source="", limit_certainty="", rulebook=None)
                | Q(
                    limit_months__gt=0,
                    limit_certainty__in=Certainty.values,
                    rulebook__isnull=False,
                )
                & ~Q(limit_source=""),
                name="admission_limit_has_its_source",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("begun_at")),
                name="admission_done_after_it_began",
            ),
            # What a reservation of rooms points at, to be of this incubator.
            models.UniqueConstraint(fields=["id", "incubator"], name="admission_incubator_key"),
        ]
        indexes = [models.Index(fields=["incubator", "-begun_at"], name="admission_desk")]

    def __str__(self) -> str:
        return self.registered_name or self.application.name
