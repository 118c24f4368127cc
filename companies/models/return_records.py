"""What happened to returns: every move, every reminder, and files of many returns."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import ImportState, ReminderLevel, ReturnState
from companies.models.applications import APPEND_ONLY
from companies.models.return_dues import DueReturn, ReturnPeriod
from companies.models.returns import OfReturn, Return
from incubator.core.files import private_storage, random_name
from incubator.core.history import tracked
from incubator.institutions.models import Incubator


@tracked()
class ReturnMove(models.Model):
    """报表流转: one change of a return's state: when, by whom, and what was said."""

    report = models.ForeignKey(
        Return, models.PROTECT, related_name="moves", verbose_name=_("return")
    )
    before = models.CharField(_("before"), max_length=20, choices=ReturnState, blank=True)
    after = models.CharField(_("after"), max_length=20, choices=ReturnState)
    moved_at = models.DateTimeField(_("moved at"))
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("moved by"),
    )
    said = models.TextField(_("what was said"), blank=True)

    objects = OfReturn.as_manager()

    class Meta:
        verbose_name = _("move of a return")
        verbose_name_plural = _("moves of returns")
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(
                condition=Q(after__in=ReturnState.values) & Q(before__in=[*ReturnState.values, ""]),
                name="return_move_states",
            ),
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="return_move_changes_the_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.get_after_display()}"


@tracked()
class ReturnReminder(models.Model):
    """催报记录: one rung of the ladder was told about one due return; never twice."""

    due = models.ForeignKey(
        DueReturn, models.PROTECT, related_name="reminders", verbose_name=_("due return")
    )
    level = models.CharField(_("level"), max_length=20, choices=ReminderLevel)
    sent_at = models.DateTimeField(_("sent at"))
    # How many people were written to.
    people = models.PositiveSmallIntegerField(_("people"))

    class Meta:
        verbose_name = _("reminder of a return")
        verbose_name_plural = _("reminders of returns")
        triggers = [APPEND_ONLY]
        constraints = [
            models.UniqueConstraint(fields=["due", "level"], name="return_reminder_once"),
            models.CheckConstraint(
                condition=Q(level__in=ReminderLevel.values), name="return_reminder_level"
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1), name="return_reminder_reaches_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due} · {self.get_level_display()}"


class ReturnImportQuerySet(models.QuerySet):
    """Questions about many files."""

    def visible_to(self, access) -> "ReturnImportQuerySet":
        """Those of incubators where ``access`` reaches; of the whole zone for the zone."""
        return self if access.everywhere else self.filter(incubator__in=access.incubator_ids)


class ReturnImport(models.Model):
    """批量导入: one file with a period's returns of many companies.

    A worker checks every row and cell first; nothing is written before somebody has seen
    the result. ``problems`` lists what was found: row, column, code and sentence, in the
    ``language`` of whoever asked.
    """

    period = models.ForeignKey(
        ReturnPeriod, models.PROTECT, related_name="imports", verbose_name=_("reporting period")
    )
    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("incubator"),
        help_text=_("Empty for the whole zone."),
    )
    file = models.FileField(
        _("file"), upload_to=random_name, storage=private_storage, max_length=120
    )
    file_name = models.CharField(_("name of the file"), max_length=255)
    sha256 = models.CharField(max_length=64, verbose_name=_("SHA-256 of the file"))
    state = models.CharField(
        _("state"), max_length=20, choices=ImportState, default=ImportState.CHECKING
    )
    asked_at = models.DateTimeField(_("asked for at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    good = models.PositiveIntegerField(_("rows without an error"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    written = models.PositiveIntegerField(_("returns written"), default=0)
    problems = models.JSONField(_("what was found"), default=list, blank=True)
    error = models.TextField(_("error"), blank=True)

    objects = ReturnImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of returns")
        verbose_name_plural = _("imports of returns")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="return_import_state"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[ImportState.DONE, ImportState.FAILED], finished_at__isnull=False
                )
                | ~Q(state__in=[ImportState.DONE, ImportState.FAILED])
                & Q(finished_at__isnull=True),
                name="return_import_state_has_its_end",
            ),
            models.CheckConstraint(
                condition=Q(done__lte=F("rows"), good__lte=F("rows"), written__lte=F("rows")),
                name="return_import_counts",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="return_import_has_its_hash"
            ),
        ]
        indexes = [models.Index(fields=["incubator", "-id"], name="return_import_of_incubator")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def progress(self) -> int:
        """Per cent of the rows of the present step."""
        if self.state == ImportState.CHECKED:
            return 100
        return 100 * self.done // self.rows if self.rows else 100 * bool(self.finished_at)
