"""Late facts: what was recorded after a year was published and would change its figures."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from incubator.core.history import tracked
from incubator.statistics.restating.enums import DECIDED, WAITING, LateState
from incubator.statistics.snapshots.models import Snapshot


class LateFactQuerySet(models.QuerySet):
    """Questions about many late facts."""

    def waiting(self) -> "LateFactQuerySet":
        """Those that nobody has decided, or whose edition is still to come."""
        return self.filter(state__in=WAITING)

    def visible_to(self, access) -> "LateFactQuerySet":
        """They speak of the figures of the zone, so they are for whoever sees all of it."""
        return self if access.everywhere else self.none()


@tracked()
class LateFact(models.Model):
    """迟报事项: what became known of one company (or of space, mentors …) after the publication.

    ``rows`` are the rows that were changed since, by table; ``effects`` what they alone would
    change: ``{"indicator", "part", "incubator", "old", "new"}``, the place "" being the zone.
    """

    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="late_facts", verbose_name=_("snapshot")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    # The company that it is about, or else the kind of facts.
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("company")
    )
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    rows = models.JSONField(_("rows"), default=dict)
    effects = models.JSONField(_("what it would change"), default=list)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.CharField(_("recorded by"), max_length=200, blank=True)
    recorded_because = models.TextField(_("reason recorded with it"), blank=True)
    found_at = models.DateTimeField(_("found at"))
    state = models.CharField(_("state"), max_length=20, choices=LateState, default=LateState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    carried_to = models.PositiveSmallIntegerField(_("carried to"), null=True, blank=True)
    edition = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, blank=True, related_name="taken_in",
        verbose_name=_("taken into"),
    )  # fmt: skip

    objects = LateFactQuerySet.as_manager()

    class Meta:
        verbose_name = _("late fact")
        verbose_name_plural = _("late facts")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LateState.values), name="late_state"),
            models.CheckConstraint(condition=Q(year__range=(1980, 2100)), name="late_year"),
            models.CheckConstraint(
                condition=Q(company__isnull=False, kind="") | Q(company__isnull=True) & ~Q(kind=""),
                name="late_about_something",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(reason="")
                | ~Q(state__in=DECIDED)
                & Q(decided_by__isnull=True, decided_at__isnull=True, reason=""),
                name="late_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=LateState.CARRIED, carried_to__gt=models.F("year"))
                | ~Q(state=LateState.CARRIED) & Q(carried_to__isnull=True),
                name="late_carried_to_a_later_year",
            ),
            models.CheckConstraint(
                condition=Q(state=LateState.RESTATED, edition__isnull=False)
                | ~Q(state=LateState.RESTATED),
                name="late_restated_in_an_edition",
            ),
            models.UniqueConstraint(
                fields=["year", "company", "kind"],
                condition=Q(state__in=WAITING),
                nulls_distinct=False,
                name="late_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.company or self.kind}"
