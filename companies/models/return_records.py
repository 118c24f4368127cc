"""What happened to returns: every move, every reminder."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import ReminderLevel, ReturnState
from companies.models.applications import APPEND_ONLY
from companies.models.return_dues import DueReturn
from companies.models.returns import OfReturn, Return
from incubator.core.history import tracked

# What happened stays as it happened; it goes only with a return that is taken back.
STAYS_WITH_ITS_RETURN = pgtrigger.Trigger(
    name="append_only",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' AND NOT EXISTS (
            SELECT FROM companies_return WHERE id = OLD.report_id
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'pgtrigger: Cannot change rows of % table (append_only)', TG_TABLE_NAME;
    """,
)


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
        triggers = [STAYS_WITH_ITS_RETURN]
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
