"""Leases: who may use which units, from when until when, at what price."""

import datetime
from functools import partial
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Residence
from facilities.enums import PriceBasis, PriceClass, Rhythm, SubsidyBasis
from facilities.models.estate import Unit
from incubator.core.db import period
from incubator.core.fields import AreaField, MoneyField
from incubator.core.files import private_storage, random_name_of_kind
from incubator.core.history import tracked
from incubator.core.numbers import figure
from incubator.core.shown import day, labelled
from incubator.institutions.models import Incubator, OfIncubator

# Yuan per m² and day or month; four decimals, since a day's price is small.
PriceField = partial(models.DecimalField, max_digits=10, decimal_places=4)


class LeaseQuerySet(OfIncubator):
    """Questions about many leases."""

    def running(self, *, on):
        """Those whose period holds the day."""
        return self.filter(begins_on__lte=on, until_on__gt=on)

    def not_renewed(self):
        """Those that no later lease continues."""
        return self.filter(~Exists(SpaceLease.objects.filter(renews=OuterRef("pk"))))


@tracked()
class SpaceLease(models.Model):
    """场地租约: a company takes units on [begins_on, until_on), at a price per m².

    ``ends_on`` is agreed, ``ended_on`` an earlier end, ``until_on`` the one in force; a lease
    that was cancelled before it began never runs.
    Money is in yuan; the late fee is a share of what is owed per day (0.0005 = 0.05 %).
    """

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="leases", verbose_name=_("incubator")
    )
    number = models.CharField(_("lease number"), max_length=40)
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="leases", verbose_name=_("company")
    )
    # A composite foreign key holds that it is this company's stay in this institution.
    residence = models.ForeignKey(
        Residence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leases",
        verbose_name=_("residence"),
    )
    signed_on = models.DateField(_("signed on"))
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("agreed end"), help_text=_("The first day that is no longer let."))
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    until_on = models.GeneratedField(
        verbose_name=_("until"),
        expression=Case(
            When(cancelled_on__isnull=False, then=F("cancelled_on")),
            default=Coalesce(F("ended_on"), F("ends_on")),
        ),
        output_field=models.DateField(),
        db_persist=True,
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
    contact_email = models.EmailField(
        _("tenant's e-mail"),
        blank=True,
        help_text=_("For notices about this lease; empty: to those who act for the company."),
    )
    renews = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renewed_by",
        verbose_name=_("renews"),
    )
    document = models.FileField(
        _("signed document"), storage=private_storage, upload_to=random_name_of_kind, blank=True
    )
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)
    inspected_on = models.DateField(_("inspected on"), null=True, blank=True)
    findings = models.TextField(_("findings of the inspection"), blank=True)
    handed_back_on = models.DateField(_("handed back on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = LeaseQuerySet.as_manager()

    LAST_DAYS: ClassVar = {
        "ends_on": _("agreed last day"),
        "ended_on": _("ended early, last day"),
        "until_on": _("last day"),
    }

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")
        constraints = [
            models.UniqueConstraint(
                fields=["incubator", "number"],
                name="lease_number_once",
                violation_error_message=_("This institution already has a lease of that number."),
            ),
            models.UniqueConstraint(fields=["id", "incubator"], name="lease_incubator_key"),
            models.CheckConstraint(condition=~Q(number=""), name="lease_has_a_number"),
            models.CheckConstraint(
                condition=Q(residence__isnull=False) | Q(price_class=PriceClass.NON_INCUBATEE),
                name="lease_of_a_resident",
                violation_error_message=_("Only a non-incubatee leases without a residence."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")),
                name="lease_ends_after_it_begins",
                violation_error_message=_("A lease ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__lte=F("begins_on") + datetime.timedelta(days=18_263)),
                name="lease_of_at_most_50_years",
                violation_error_message=_("A lease runs for at most 50 years."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(ended_on__gt=F("begins_on"), ended_on__lt=F("ends_on")),
                name="lease_ended_within_its_period",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True)
                | Q(
                    cancelled_on__lte=F("begins_on"),
                    ended_on__isnull=True,
                    handed_over_on__isnull=True,
                    renews__isnull=True,
                ),
                name="lease_cancelled_before_it_began",
                violation_error_message=_("A lease is cancelled before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(price_class__in=PriceClass.values), name="lease_price_class"
            ),
            models.CheckConstraint(
                condition=Q(price_basis__in=PriceBasis.values), name="lease_price_basis"
            ),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="lease_rhythm"),
            models.CheckConstraint(
                condition=Q(unit_price__gte=0, property_fee__gte=0),
                name="lease_prices_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(room_deposit__gte=0, utilities_deposit__gte=0),
                name="lease_deposits_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(late_fee_rate__gte=0, late_fee_rate__lte="0.05"),
                name="lease_late_fee_rate",
                violation_error_message=_("A late fee is between 0 and 5%% a day."),
            ),
            models.CheckConstraint(condition=Q(free_months__lte=120), name="lease_free_months"),
            models.CheckConstraint(
                condition=Q(inspected_on__isnull=True, findings="")
                | Q(inspected_on__isnull=False) & ~Q(findings=""),
                name="lease_inspection_has_findings",
                violation_error_message=_("An inspection has a day and findings."),
            ),
            models.CheckConstraint(
                condition=Q(handed_back_on__isnull=True)
                | Q(
                    handed_over_on__isnull=False,
                    inspected_on__isnull=False,
                    handed_back_on__gte=F("inspected_on"),
                    inspected_on__gte=F("handed_over_on"),
                ),
                name="lease_back_after_inspection",
                violation_error_message=_("Rooms are handed back after their inspection."),
            ),
            models.CheckConstraint(
                condition=Q(renews__isnull=True) | ~Q(renews=F("id")),
                name="lease_renews_another",
            ),
        ]
        indexes = [
            models.Index(fields=["incubator", "until_on"], name="lease_by_end"),
            models.Index(fields=["company", "begins_on"], name="lease_of_company"),
            # The order of their list: the newest of those that a word finds are read along it.
            models.Index(fields=["-begins_on", "-id"], name="lease_by_begin"),
        ]

    def __str__(self) -> str:
        return self.number


@tracked()
class LeasedUnit(models.Model):
    """租赁单元: one unit under one lease on [begins_on, ends_on).

    No unit is let twice for one day: the exclusion constraint is the rule.
    """

    lease = models.ForeignKey(
        SpaceLease, models.PROTECT, related_name="leased_units", verbose_name=_("lease")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="lettings", verbose_name=_("unit"))
    # Composite foreign keys hold that lease and unit are of this one institution.
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="+", verbose_name=_("incubator"), editable=False
    )
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))

    objects = OfIncubator.as_manager()

    LAST_DAYS: ClassVar = {"ends_on": _("last day")}

    class Meta:
        verbose_name = _("leased unit")
        verbose_name_plural = _("leased units")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")), name="leased_unit_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="unit_let_once_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (period("begins_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The unit is already let at that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lease} · {self.unit}"


@tracked()
class PriceStep(models.Model):
    """租金调整: from a day on the unit price is another one (yuan, same basis)."""

    lease = models.ForeignKey(
        SpaceLease, models.PROTECT, related_name="price_steps", verbose_name=_("lease")
    )
    from_on = models.DateField(_("from"))
    unit_price = PriceField(_("unit price (yuan)"))

    class Meta:
        verbose_name = _("price step")
        verbose_name_plural = _("price steps")
        constraints = [
            models.UniqueConstraint(fields=["lease", "from_on"], name="price_step_once_a_day"),
            models.CheckConstraint(condition=Q(unit_price__gte=0), name="price_step_not_negative"),
        ]

    def __str__(self) -> str:
        return labelled(day(self.from_on), figure(self.unit_price, 4))


@tracked()
class SubsidyStep(models.Model):
    """房租补贴: what the zone takes off the rent in one year of the lease (domain 8.8).

    ``yuan`` per m² and month, or per m² once, for at most ``max_area`` m² (empty: for all).
    """

    lease = models.ForeignKey(
        SpaceLease, models.PROTECT, related_name="subsidy_steps", verbose_name=_("lease")
    )
    lease_year = models.PositiveSmallIntegerField(_("year of the lease"))
    yuan = PriceField(_("yuan per m²"))
    basis = models.CharField(
        _("subsidy is"), max_length=20, choices=SubsidyBasis, default=SubsidyBasis.M2_MONTH
    )
    max_area = AreaField(_("for at most (m²)"), null=True, blank=True)

    class Meta:
        verbose_name = _("subsidy step")
        verbose_name_plural = _("subsidy steps")
        constraints = [
            models.UniqueConstraint(fields=["lease", "lease_year"], name="subsidy_once_a_year"),
            models.CheckConstraint(
                condition=Q(lease_year__range=(1, 50)), name="subsidy_lease_year"
            ),
            models.CheckConstraint(condition=Q(yuan__gt=0), name="subsidy_positive"),
            models.CheckConstraint(
                condition=Q(basis__in=SubsidyBasis.values), name="subsidy_basis"
            ),
            models.CheckConstraint(
                condition=Q(max_area__isnull=True) | Q(max_area__gt=0),
                name="subsidy_area_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lease_year}: {self.yuan}"


class LeaseNotice(models.Model):
    """到期提醒: that a lease ends in ``days`` days (90, 60, 30) was announced, once."""

    lease = models.ForeignKey(
        SpaceLease, models.PROTECT, related_name="notices", verbose_name=_("lease")
    )
    days = models.PositiveSmallIntegerField(_("days before the end"))
    until_on = models.DateField(_("announced end"))
    made_on = models.DateField(_("made on"))
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["lease", "days", "until_on"], name="notice_once_a_level"
            ),
            models.CheckConstraint(condition=Q(days__in=[30, 60, 90]), name="notice_level"),
        ]

    def __str__(self) -> str:
        return f"{self.lease} · {self.days}"
