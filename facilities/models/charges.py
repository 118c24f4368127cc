"""What tenants owe and what they paid: a plan of claims in whole fen, not a ledger."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from facilities.enums import DEPOSITS, ChargeKind, PaymentKind
from facilities.models.leases import SpaceLease
from incubator.core.db import period
from incubator.core.history import tracked
from incubator.core.shown import day
from incubator.institutions.models import Incubator, OfIncubator


class OfLease(models.QuerySet):
    """Rows that belong to a lease."""

    def visible_to(self, access):
        """Those of leases where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(lease__incubator__in=access.incubator_ids)


class ChargeQuerySet(OfLease):
    """Questions about many charges."""

    def live(self):
        """Those that have not been reversed."""
        return self.filter(reversed_on__isnull=True)

    def with_paid(self):
        """Adds ``received`` and ``refunded`` (fen)."""
        live = Q(payments__reversed_on__isnull=True)
        return self.annotate(
            received=Coalesce(
                Sum("payments__amount_fen", filter=live & Q(payments__kind=PaymentKind.RECEIVED)), 0
            ),
            refunded=Coalesce(
                Sum("payments__amount_fen", filter=live & Q(payments__kind=PaymentKind.REFUNDED)), 0
            ),
        )

    def overdue(self, *, on):
        """Live ones whose day is past and that are not wholly paid."""
        return self.live().filter(due_on__lt=on).with_paid().filter(received__lt=F("amount_fen"))


@tracked()
class Charge(models.Model):
    """费用: one claim under a lease for [from_on, until_on), due on a day; in whole fen.

    ``amount_fen`` = ``gross_fen`` - ``subsidy_fen``. A wrong claim is reversed, never
    deleted or changed; at most one that is not reversed stands for a kind and day. One that
    somebody reversed by hand is ``waived``: no run of a worker makes it again.
    """

    lease = models.ForeignKey(
        SpaceLease, models.PROTECT, related_name="charges", verbose_name=_("lease")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ChargeKind)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    due_on = models.DateField(_("due on"))
    gross_fen = models.BigIntegerField(_("before subsidy (fen)"))
    subsidy_fen = models.BigIntegerField(_("subsidy (fen)"), default=0)
    amount_fen = models.BigIntegerField(_("amount (fen)"))
    # A late fee is for one charge, up to the day until_on.
    late_for = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="late_fees",
        verbose_name=_("late fee for"),
    )
    reversed_on = models.DateField(_("reversed on"), null=True, blank=True)
    reversal_reason = models.CharField(_("reason for the reversal"), max_length=200, blank=True)
    waived = models.BooleanField(_("waived"), default=False)

    objects = ChargeQuerySet.as_manager()

    LAST_DAYS: ClassVar = {"until_on": _("last day")}

    class Meta:
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        constraints = [
            models.UniqueConstraint(fields=["id", "lease"], name="charge_lease_key"),
            models.CheckConstraint(condition=Q(kind__in=ChargeKind.values), name="charge_kind"),
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="charge_until_after_from"
            ),
            models.CheckConstraint(
                condition=Q(gross_fen__gt=0, subsidy_fen__gte=0, amount_fen__gte=0),
                name="charge_amount_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=F("gross_fen") - F("subsidy_fen")),
                name="charge_amount_is_gross_less_subsidy",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChargeKind.LATE_FEE, late_for__isnull=False)
                | ~Q(kind=ChargeKind.LATE_FEE) & Q(late_for__isnull=True),
                name="charge_late_fee_names_its_charge",
            ),
            models.CheckConstraint(
                condition=Q(reversed_on__isnull=True, reversal_reason="")
                | Q(reversed_on__isnull=False) & ~Q(reversal_reason=""),
                name="charge_reversal_has_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(waived=False)
                | Q(reversed_on__isnull=False) & ~Q(kind=ChargeKind.LATE_FEE),
                name="charge_waived_is_reversed",
            ),
            # Generating twice makes no second charge, whoever tries.
            ExclusionConstraint(
                name="charge_once_for_a_day",
                expressions=[
                    ("lease", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (period("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(reversed_on__isnull=True) & ~Q(kind=ChargeKind.LATE_FEE),
                violation_error_message=_("The lease already has a charge for that time."),
            ),
            ExclusionConstraint(
                name="late_fee_once_for_a_day",
                expressions=[
                    ("late_for", RangeOperators.EQUAL),
                    (period("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(reversed_on__isnull=True) & Q(kind=ChargeKind.LATE_FEE),
            ),
        ]
        indexes = [models.Index(fields=["lease", "due_on", "id"], name="charge_of_lease")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {day(self.from_on)}"

    @property
    def is_live(self) -> bool:
        """Whether it has not been reversed."""
        return self.reversed_on is None

    @property
    def is_deposit(self) -> bool:
        """Whether it is held for the tenant."""
        return self.kind in DEPOSITS


@tracked()
class Payment(models.Model):
    """收退款: money received for a charge, or given back; in whole fen."""

    # A composite foreign key holds that charge and lease belong together.
    lease = models.ForeignKey(
        SpaceLease, models.PROTECT, related_name="payments", verbose_name=_("lease")
    )
    charge = models.ForeignKey(
        Charge, models.PROTECT, related_name="payments", verbose_name=_("charge")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=PaymentKind, default=PaymentKind.RECEIVED
    )
    paid_on = models.DateField(_("on"))
    amount_fen = models.BigIntegerField(_("amount (fen)"))
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    reversed_on = models.DateField(_("reversed on"), null=True, blank=True)
    reversal_reason = models.CharField(_("reason for the reversal"), max_length=200, blank=True)

    objects = OfLease.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PaymentKind.values), name="payment_kind"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(
                condition=Q(reversed_on__isnull=True, reversal_reason="")
                | Q(reversed_on__isnull=False) & ~Q(reversal_reason=""),
                name="payment_reversal_has_day_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {day(self.paid_on)}"


class ChargeRun(models.Model):
    """生成费用任务: charges for many leases made by a worker, with its progress."""

    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("incubator"),
        help_text=_("Empty for the whole zone."),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    requested_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", verbose_name=_("asked for by")
    )
    requested_at = models.DateTimeField(_("asked for at"))
    started_at = models.DateTimeField(_("started at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    leases = models.PositiveIntegerField(_("leases"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    made = models.PositiveIntegerField(_("charges made"), default=0)
    error = models.TextField(_("error"), blank=True)

    objects = OfIncubator.as_manager()

    class Meta:
        verbose_name = _("charge run")
        verbose_name_plural = _("charge runs")
        constraints = [
            models.CheckConstraint(condition=Q(year__range=(1980, 2100)), name="charge_run_year"),
            models.CheckConstraint(
                condition=Q(done__lte=F("leases")), name="charge_run_done_of_all"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(started_at__isnull=False) | ~Q(error=""),
                name="charge_run_finishes_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["year", "incubator"],
                condition=Q(finished_at__isnull=True),
                nulls_distinct=False,
                name="charge_run_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"

    @property
    def progress(self) -> int:
        """Per cent of the leases done."""
        return 100 * self.done // self.leases if self.leases else 100 * bool(self.finished_at)
