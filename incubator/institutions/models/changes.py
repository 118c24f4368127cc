"""What changes of an institution itself, and by when the authority above has to know."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from incubator.core.history import tracked
from incubator.institutions.enums import OwnChange
from incubator.institutions.models.places import Incubator, OfIncubator
from incubator.institutions.models.rulebooks import Rulebook


class IncubatorChangeQuerySet(OfIncubator):
    """Questions about many changes of institutions."""

    def to_report(self) -> "IncubatorChangeQuerySet":
        """Those that a text wants reported, that stand, and that nobody has reported."""
        return self.filter(
            report_by__isnull=False, reported_on__isnull=True, withdrawn_at__isnull=True
        )

    def late(self, *, on) -> "IncubatorChangeQuerySet":
        """Those that should have been reported before a day."""
        return self.to_report().filter(report_by__lt=on)


@tracked()
class IncubatorChange(models.Model):
    """载体变更: a new name, operator, area or place of an institution, told upwards in time.

    How many months there are for it is what the text in force on that day says (domain 2.3);
    it stands beside the change, since texts change. Without such a text nothing is due.
    """

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="own_changes", verbose_name=_("incubator")
    )
    kind = models.CharField(_("what changes"), max_length=20, choices=OwnChange)
    before = models.CharField(_("before"), max_length=200, blank=True)
    after = models.CharField(_("from then on"), max_length=200)
    happened_on = models.DateField(_("happened on"))
    rulebook = models.ForeignKey(
        Rulebook,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rulebook"),
    )
    months = models.PositiveSmallIntegerField(_("months to report it"), null=True, blank=True)
    report_by = models.GeneratedField(
        verbose_name=_("to be reported by"),
        expression=Func(
            F("happened_on"),
            F("months"),
            template="(%(expressions)s * interval '1 month')::date",
            arg_joiner=" + ",
            output_field=models.DateField(),
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    reference = models.CharField(
        _("to whom and as what"),
        max_length=200,
        blank=True,
        help_text=_("The department and the number of the report."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_because = models.CharField(_("why it was withdrawn"), max_length=200, blank=True)
    soon_told_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    late_told_at = models.DateTimeField(_("reminded when late at"), null=True, blank=True)

    objects = IncubatorChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of an institution")
        verbose_name_plural = _("changes of institutions")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OwnChange.values), name="incubator_change_kind"
            ),
            models.CheckConstraint(
                condition=~Q(after="") & ~Q(after=F("before")),
                name="incubator_change_says_what_is_new",
            ),
            models.CheckConstraint(
                condition=Q(rulebook__isnull=True, months__isnull=True)
                | Q(rulebook__isnull=False, months__range=(1, 120)),
                name="incubator_change_due_by_a_text",
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True, reference="")
                | Q(reported_on__gte=F("happened_on")) & ~Q(reference=""),
                name="incubator_change_reported_after_it_happened",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__gte=F("recorded_at"), reported_on__isnull=True)
                & ~Q(withdrawn_because=""),
                name="incubator_change_withdrawn_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["incubator", "kind", "happened_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="incubator_change_once",
                violation_error_message=_("This change is on record already."),
            ),
        ]
        indexes = [
            models.Index(fields=["incubator", "-happened_on"], name="incubator_change_of"),
            models.Index(
                fields=["report_by"],
                condition=Q(reported_on__isnull=True, withdrawn_at__isnull=True),
                name="incubator_change_to_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incubator.title} · {self.get_kind_display()}"

    def reported_late(self, *, on) -> bool | None:
        """Whether it is, or was, reported too late; None where nothing is due."""
        if self.report_by is None or self.withdrawn_at is not None:
            return None
        return (self.reported_on or on) > self.report_by
