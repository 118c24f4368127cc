"""What ties mentors to companies."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Company
from incubator.core.db import period
from incubator.core.history import tracked
from mentors.enums import StakeKind
from mentors.models.people import Mentor


class OfMentor(models.QuerySet):
    """Rows that belong to a mentor."""

    def visible_to(self, access) -> "OfMentor":
        """Those of mentors that ``access`` may see."""
        if access.everywhere:
            return self
        return self.filter(mentor__in=Mentor.objects.visible_to(access))


class StakeQuerySet(OfMentor):
    """Questions about many stakes."""

    def held(self, *, on) -> "StakeQuerySet":
        """Those that a mentor has on a day."""
        return self.filter(from_on__lte=on).filter(Q(until_on__isnull=True) | Q(until_on__gt=on))


@tracked()
class Stake(models.Model):
    """利益申报: what ties a mentor to a company on [from_on, until_on)."""

    mentor = models.ForeignKey(
        Mentor, models.PROTECT, related_name="stakes", verbose_name=_("mentor")
    )
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="mentor_stakes", verbose_name=_("company")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=StakeKind)
    share = models.DecimalField(
        _("share (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    from_on = models.DateField(pgettext_lazy("stake", "from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = StakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("stake")
        verbose_name_plural = _("stakes")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StakeKind.values), name="stake_kind"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=100),
                name="stake_share",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
                name="stake_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="stake_declared_once_at_a_time",
                expressions=[
                    ("mentor", RangeOperators.EQUAL),
                    ("company", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (period("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} · {self.company} · {self.get_kind_display()}"
