"""What a company is by the day: its registered entries and its shareholders."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import Entry
from companies.models.register import Company
from incubator.core.db import period
from incubator.core.history import tracked
from incubator.core.shown import percent


class ByDay(models.QuerySet):
    """Rows that hold on [from_on, until_on)."""

    def holding(self, *, on) -> "ByDay":
        """Those that hold on a day; one without a first day has held ever since."""
        begun = Q(from_on__isnull=True) | Q(from_on__lte=on)
        return self.filter(begun).exclude(until_on__lte=on)

    def visible_to(self, access) -> "ByDay":
        """Those of companies that ``access`` may see."""
        return self.filter(company__in=Company.objects.visible_to(access))


@tracked()
class RegisteredEntry(models.Model):
    """登记事项: one entry of the company register as it was on [from_on, until_on)."""

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="entries", verbose_name=_("company")
    )
    entry = models.CharField(_("entry"), max_length=30, choices=Entry)
    said = models.CharField(_("as registered"), max_length=2000)
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = ByDay.as_manager()

    class Meta:
        verbose_name = _("registered entry")
        verbose_name_plural = _("registered entries")
        constraints = [
            models.CheckConstraint(condition=Q(entry__in=Entry.values), name="entry_kind"),
            models.CheckConstraint(condition=~Q(said=""), name="entry_says_something"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(until_on__gt=F("from_on")),
                name="entry_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="entry_once_at_a_time",
                # Looked at after each statement: two companies may exchange what they have.
                deferrable=models.Deferrable.IMMEDIATE,
                expressions=[
                    ("company", RangeOperators.EQUAL),
                    ("entry", RangeOperators.EQUAL),
                    (period("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_entry_display()}: {self.said}"


@tracked()
class Shareholding(models.Model):
    """股东: who holds how much of a company (per cent) on [from_on, until_on).

    The shares of one day add up to 100 at most; the database holds that.
    """

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="shareholdings", verbose_name=_("company")
    )
    holder = models.CharField(_("shareholder"), max_length=120)
    share = models.DecimalField(_("share (%)"), max_digits=7, decimal_places=4)
    contribution = models.CharField(_("form of contribution"), max_length=60, blank=True)
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = ByDay.as_manager()

    class Meta:
        verbose_name = _("shareholding")
        verbose_name_plural = _("shareholdings")
        constraints = [
            models.CheckConstraint(condition=~Q(holder=""), name="shareholding_has_a_holder"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=100), name="shareholding_share"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(until_on__gt=F("from_on")),
                name="shareholding_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="shareholding_once_at_a_time",
                # Looked at after each statement: two companies may exchange what they have.
                deferrable=models.Deferrable.IMMEDIATE,
                expressions=[
                    ("company", RangeOperators.EQUAL),
                    ("holder", RangeOperators.EQUAL),
                    (period("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["company", "from_on"], name="shareholding_of_company")]

    def __str__(self) -> str:
        return f"{self.holder} {percent(self.share, 4)}"
