"""What the office says of conditions that only people can judge."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models.applications import APPEND_ONLY
from companies.models.register import Residence
from incubator.core.history import tracked
from incubator.core.shown import day


class JudgementQuerySet(models.QuerySet):
    """Questions about many opinions."""

    def visible_to(self, access) -> "JudgementQuerySet":
        """Those on stays in incubators where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(residence__incubator__in=access.incubator_ids)

    def newest(self, *, by) -> "JudgementQuerySet":
        """The last one on each condition of each stay up to a day: that one counts."""
        last = self.filter(judged_on__lte=by)
        return last.order_by("residence", "rule", "-judged_on", "-pk").distinct("residence", "rule")


@tracked()
class Judgement(models.Model):
    """评议意见: whether a condition is met that no document says, judged on a day, with why.

    Never changed; a later one counts instead. ``rule`` is one of ``institutions.rules``.
    """

    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="judgements", verbose_name=_("residence")
    )
    rule = models.CharField(_("condition"), max_length=40)
    is_met = models.BooleanField(_("is met"))
    words = models.TextField(_("why"), max_length=1000)
    judged_on = models.DateField(_("judged on"))
    judged_at = models.DateTimeField(_("recorded at"))
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    objects = JudgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion on a condition")
        verbose_name_plural = _("opinions on conditions")
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="judgement_says_why"),
            models.CheckConstraint(condition=~Q(rule=""), name="judgement_names_its_condition"),
        ]
        indexes = [
            models.Index(fields=["residence", "rule", "-judged_on"], name="judgement_of_stay")
        ]

    def __str__(self) -> str:
        return f"{self.rule} · {day(self.judged_on)}"
