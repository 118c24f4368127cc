"""What was planned and what was built, as dated records with their source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.core.fields import AreaField, MoneyField
from incubator.core.history import tracked
from incubator.institutions.enums import PhaseState
from incubator.institutions.models import Incubator, OfIncubator, Phase


@tracked()
class ConstructionRecord(models.Model):
    """建设进度记录: how a phase (or the whole project) stood on a day, says a source.

    Areas in m², money in yuan. Planned and built area are separate, and a later record
    never changes an earlier one: both statements stay true of their day.
    """

    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        related_name="construction_records",
        verbose_name=_("incubator"),
    )
    # A composite foreign key holds that the phase is of the same incubator.
    phase = models.ForeignKey(
        Phase,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="construction_records",
        verbose_name=_("construction phase"),
        help_text=_("Empty where the source speaks of the whole project."),
    )
    as_of = models.DateField(_("as of"))
    state = models.CharField(_("state"), max_length=20, choices=PhaseState)
    site_area = AreaField(_("site area (m²)"), null=True, blank=True)
    planned_area = AreaField(_("planned floor area (m²)"), null=True, blank=True)
    built_area = AreaField(_("built floor area (m²)"), null=True, blank=True)
    buildings = models.PositiveSmallIntegerField(_("buildings"), null=True, blank=True)
    percent_done = models.DecimalField(
        _("done (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    planned_cost = MoneyField(_("planned cost (yuan)"), null=True, blank=True)
    spent = MoneyField(_("spent so far (yuan)"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    objects = OfIncubator.as_manager()

    class Meta:
        verbose_name = _("construction record")
        verbose_name_plural = _("construction records")
        constraints = [
            models.UniqueConstraint(
                fields=["incubator", "phase", "as_of", "source"],
                nulls_distinct=False,
                name="construction_record_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PhaseState.values), name="construction_state"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="construction_has_a_source"),
            models.CheckConstraint(
                condition=(Q(site_area__isnull=True) | Q(site_area__gt=0))
                & (Q(planned_area__isnull=True) | Q(planned_area__gt=0))
                & (Q(built_area__isnull=True) | Q(built_area__gte=0)),
                name="construction_areas_positive",
            ),
            models.CheckConstraint(
                condition=Q(percent_done__isnull=True) | Q(percent_done__range=(0, 100)),
                name="construction_percent",
                violation_error_message=_("Between 0 and 100%% is done."),
            ),
            models.CheckConstraint(
                condition=(Q(planned_cost__isnull=True) | Q(planned_cost__gte=0))
                & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="construction_money_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase or self.incubator} · {self.as_of}"


@tracked()
class Milestone(models.Model):
    """里程碑: something that a phase should reach by a day, and when it did."""

    phase = models.ForeignKey(
        Phase, models.PROTECT, related_name="milestones", verbose_name=_("construction phase")
    )
    name = models.CharField(_("name"), max_length=80)
    planned_on = models.DateField(_("planned on"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            models.UniqueConstraint(fields=["phase", "name"], name="milestone_once"),
            models.CheckConstraint(condition=~Q(name=""), name="milestone_is_named"),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(reached_on__isnull=False),
                name="milestone_has_a_day",
                violation_error_message=_(
                    "A milestone has a planned day or the day it was reached."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase} · {self.name}"

    @property
    def days_late(self) -> int | None:
        """How many days after its plan it was reached; None where one of the days is unknown."""
        if self.planned_on is None or self.reached_on is None:
            return None
        return (self.reached_on - self.planned_on).days
