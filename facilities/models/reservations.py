"""Rooms that are kept for a company that is about to move in, and what it will pay for them."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models import Admission
from facilities.enums import PriceBasis, PriceClass, Rhythm
from facilities.models.estate import OfIncubator, Unit
from facilities.models.leases import PriceField
from incubator.core.db import period
from incubator.core.fields import MoneyField
from incubator.core.history import tracked
from incubator.core.shown import day
from incubator.institutions.models import Incubator


class ReservationQuerySet(OfIncubator):
    """Questions about many reservations."""

    def live(self) -> "ReservationQuerySet":
        """Those that have not been released."""
        return self.filter(released_on__isnull=True)

    def holding(self, *, on) -> "ReservationQuerySet":
        """Those that keep others out on a day: not released by then, and not lapsed."""
        return self.filter(made_on__lte=on, holds_until__gt=on).exclude(released_on__lte=on)


@tracked()
class Reservation(models.Model):
    """预留: units kept for an admission on [begins_on, ends_on), with the terms agreed on.

    Others get none of them until it is released or lapses (``holds_until`` is the first day
    on which it no longer holds). The deposit is received for it before there is a lease.
    Money is in yuan.
    """

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="reservations", verbose_name=_("incubator")
    )
    # A composite foreign key holds that the admission is of this institution.
    admission = models.ForeignKey(
        Admission, models.PROTECT, related_name="reservations", verbose_name=_("admission")
    )
    begins_on = models.DateField(_("lease begins on"))
    ends_on = models.DateField(_("agreed end"), help_text=_("The first day that is no longer let."))
    made_on = models.DateField(_("reserved on"))
    made_at = models.DateTimeField(_("recorded at"))
    made_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )
    holds_until = models.DateField(
        _("holds until"), help_text=_("The first day on which it no longer keeps others out.")
    )
    price_class = models.CharField(_("price class"), max_length=20, choices=PriceClass)
    unit_price = PriceField(_("unit price (yuan)"))
    price_basis = models.CharField(_("price is"), max_length=20, choices=PriceBasis)
    rhythm = models.CharField(_("payment rhythm"), max_length=20, choices=Rhythm)
    free_months = models.PositiveSmallIntegerField(_("free months"), default=0)
    property_fee = PriceField(_("property fee (yuan per m² and month)"), default=0)
    late_fee_rate = models.DecimalField(
        _("late fee per day (share of what is owed)"), max_digits=7, decimal_places=6, default=0
    )
    room_deposit = MoneyField(_("room deposit (yuan)"), default=0)
    utilities_deposit = MoneyField(_("utilities deposit (yuan)"), default=0)
    deposit_paid_on = models.DateField(_("deposit paid on"), null=True, blank=True)
    deposit_reference = models.CharField(_("reference"), max_length=80, blank=True)
    deposit_recorded_at = models.DateTimeField(_("deposit recorded at"), null=True, blank=True)
    deposit_recorded_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("deposit recorded by"),
    )
    released_on = models.DateField(_("released on"), null=True, blank=True)
    release_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = ReservationQuerySet.as_manager()

    LAST_DAYS: ClassVar = {"ends_on": _("agreed last day")}

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        constraints = [
            models.UniqueConstraint(fields=["id", "incubator"], name="reservation_incubator_key"),
            models.UniqueConstraint(
                fields=["admission"],
                condition=Q(released_on__isnull=True),
                name="reservation_one_of_an_admission",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")), name="reservation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(holds_until__gt=F("made_on")), name="reservation_holds_for_a_while"
            ),
            models.CheckConstraint(
                condition=Q(
                    price_class__in=PriceClass.values,
                    price_basis__in=PriceBasis.values,
                    rhythm__in=Rhythm.values,
                ),
                name="reservation_price",
            ),
            models.CheckConstraint(
                condition=Q(
                    unit_price__gte=0,
                    property_fee__gte=0,
                    room_deposit__gte=0,
                    utilities_deposit__gte=0,
                    late_fee_rate__range=(0, "0.05"),
                    free_months__lte=120,
                ),
                name="reservation_amounts",
            ),
            models.CheckConstraint(
                condition=Q(
                    deposit_paid_on__isnull=True,
                    deposit_recorded_at__isnull=True,
                    deposit_reference="",
                )
                | Q(deposit_paid_on__isnull=False, deposit_recorded_at__isnull=False),
                name="reservation_deposit_is_recorded_whole",
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True, release_reason="")
                | Q(released_on__isnull=False) & ~Q(release_reason=""),
                name="reservation_released_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["incubator", "-id"], name="reservation_of_incubator")]

    def __str__(self) -> str:
        return f"{self.admission} · {day(self.begins_on)}"

    @property
    def deposit(self):
        """Both deposits together, in yuan."""
        return self.room_deposit + self.utilities_deposit


@tracked()
class ReservedUnit(models.Model):
    """预留单元: one unit that a reservation keeps on [begins_on, ends_on).

    Released with it, the row goes. No unit is kept for two, nor kept and let, on one day: the
    exclusion constraint and a trigger are the rule.
    """

    reservation = models.ForeignKey(
        Reservation,
        models.PROTECT,
        related_name="reserved_units",
        verbose_name=_("reservation"),
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reserved", verbose_name=_("unit"))
    # Composite foreign keys hold that reservation and unit are of this one institution.
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="+", verbose_name=_("incubator"), editable=False
    )
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))

    objects = OfIncubator.as_manager()

    LAST_DAYS: ClassVar = {"ends_on": _("last day")}

    class Meta:
        verbose_name = _("reserved unit")
        verbose_name_plural = _("reserved units")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")), name="reserved_unit_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="unit_reserved_once_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (period("begins_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The unit is already reserved at that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reservation} · {self.unit}"
