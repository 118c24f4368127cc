"""What becomes of graduates: asked every year for some years, and answered or not."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import ExitReason, Fate
from companies.models.register import Company, Residence
from incubator.core.fields import MoneyField
from incubator.core.history import tracked
from incubator.institutions.models import Incubator


class FollowUpQuerySet(models.QuerySet):
    """Questions about many follow-ups."""

    def visible_to(self, access) -> "FollowUpQuerySet":
        """Those of graduates of incubators that ``access`` reaches."""
        return self if access.everywhere else self.filter(incubator__in=access.incubator_ids)

    def of_graduates(self) -> "FollowUpQuerySet":
        """Those about a year after a graduation that stands: it may have been superseded."""
        return self.filter(
            residence__exit_reason=ExitReason.GRADUATED,
            residence__left_on__lt=Func(
                F("year"), 1, 1, function="make_date", output_field=models.DateField()
            ),
        )

    def open(self) -> "FollowUpQuerySet":
        """Those still to be asked."""
        return self.filter(outcome="")

    def reached(self) -> "FollowUpQuerySet":
        """Those of which somebody knows what became."""
        return self.exclude(outcome__in=("", Fate.LOST))


@tracked()
class FollowUp(models.Model):
    """毕业企业跟踪: how one graduate stood at the end of one year; ``outcome`` empty: to be asked.

    Money in yuan. Who answered and when stands beside it; a later answer replaces an earlier one
    and the history keeps both.
    """

    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="follow_ups", verbose_name=_("residence")
    )
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="follow_ups", verbose_name=_("company")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="follow_ups", verbose_name=_("incubator")
    )
    year = models.PositiveSmallIntegerField(_("at the end of"))
    asked_at = models.DateTimeField(_("on the list since"))
    outcome = models.CharField(_("what became of it"), max_length=20, choices=Fate, blank=True)
    staff = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    revenue = MoneyField(_("revenue of the year (yuan)"), null=True, blank=True)
    source = models.CharField(_("who said so"), max_length=200, blank=True)
    answered_at = models.DateTimeField(_("recorded at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up of a graduate")
        verbose_name_plural = _("follow-ups of graduates")
        constraints = [
            models.UniqueConstraint(fields=["residence", "year"], name="followup_once_a_year"),
            models.CheckConstraint(
                condition=Q(outcome__in=[*Fate.values, ""]), name="followup_outcome"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True, source="")
                | ~Q(outcome="") & Q(answered_at__isnull=False) & ~Q(source=""),
                name="followup_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(staff__isnull=True, revenue__isnull=True)
                | ~Q(outcome__in=("", Fate.LOST)),
                name="followup_figures_of_those_reached",
            ),
            models.CheckConstraint(
                condition=Q(revenue__isnull=True) | Q(revenue__gte=0),
                name="followup_revenue_not_negative",
            ),
        ]
        indexes = [models.Index(fields=["year", "outcome"], name="followup_by_year")]

    def __str__(self) -> str:
        return f"{self.company} · {self.year}"
