"""From the incubator to the accelerator: what a graduate promises, and what came of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import REFERRING, ReferralState
from companies.models.papers import OfPlace
from companies.models.register import Company, Residence
from companies.rules.docking import Promise
from incubator.core.fields import AreaField, MoneyField
from incubator.core.history import tracked
from incubator.institutions.models import Incubator, Rulebook

S = ReferralState


class ReferralQuerySet(OfPlace):
    """Questions about many. A place is the accelerator or the incubator that they come from."""

    def visible_to(self, access) -> "ReferralQuerySet":
        """Those from or to institutions where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(
            Q(incubator__in=access.incubator_ids)
            | Q(graduation__incubator__in=access.incubator_ids)
        )


@tracked()
class Referral(models.Model):
    """转入加速器: a graduate is referred, reviewed by the docking rule, and moves in (domain 4.2).

    Promises are yuan per m² (output per m² and year). ``incubator`` is the accelerator.
    """

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    graduation = models.ForeignKey(
        Residence, models.PROTECT, related_name="referrals", verbose_name=_("graduated from")
    )
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="referrals", verbose_name=_("company")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="referrals", verbose_name=_("accelerator")
    )
    rulebook = models.ForeignKey(
        Rulebook, models.PROTECT, related_name="referrals", verbose_name=_("rulebook")
    )
    state = models.CharField(_("state"), max_length=20, choices=S, default=S.REFERRED)
    area = AreaField(_("area wanted (m²)"))
    investment_per_m2 = MoneyField(_("promised investment (yuan per m²)"))
    output_per_m2 = MoneyField(_("promised output (yuan per m² and year)"))
    words = models.TextField(_("project"), max_length=2000)
    referred_on = models.DateField(_("referred on"))
    referred_at = models.DateTimeField(_("referral recorded at"))
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("referred by"),
    )  # fmt: skip

    fits_industry = models.BooleanField(_("fits the zone’s industries"), null=True, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("reviewed by"),
    )  # fmt: skip
    review_words = models.TextField(_("opinion of the review"), max_length=2000, blank=True)
    # The rule says “normally at least”: below it, why it is accepted all the same.
    exception_reason = models.TextField(_("reason for the exception"), max_length=2000, blank=True)

    residence = models.OneToOneField(
        Residence, models.PROTECT, null=True, blank=True, related_name="referred_by",
        verbose_name=_("residence in the accelerator"),
    )  # fmt: skip
    moved_in_on = models.DateField(_("moved in on"), null=True, blank=True)
    area_taken = AreaField(_("area taken (m²)"), null=True, blank=True)
    subsidy_paid = MoneyField(_("subsidy paid (yuan)"), null=True, blank=True)
    subsidy_paid_on = models.DateField(_("subsidy paid on"), null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral to the accelerator")
        verbose_name_plural = _("referrals to the accelerator")
        constraints = [
            models.CheckConstraint(condition=Q(area__gt=0), name="referral_area_positive"),
            models.CheckConstraint(
                condition=Q(investment_per_m2__gte=0, output_per_m2__gte=0),
                name="referral_promises_not_negative",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="referral_says_what_for"),
            models.CheckConstraint(
                condition=Q(state__in=[S.REFERRED, S.WITHDRAWN], moved_in_on=None)
                | Q(state__in=[S.ACCEPTED, S.REFUSED], reviewed_on__isnull=False, moved_in_on=None)
                | Q(state=S.MOVED_IN, reviewed_on__isnull=False, moved_in_on__isnull=False),
                name="referral_state_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True, review_words="", exception_reason="")
                | Q(reviewed_on__isnull=False, reviewed_on__gte=F("referred_on"))
                & ~Q(review_words=""),
                name="referral_review_says_something",
            ),
            models.CheckConstraint(
                condition=Q(moved_in_on__isnull=True, residence=None, area_taken=None)
                | Q(
                    moved_in_on__isnull=False,
                    reviewed_on__isnull=False,
                    moved_in_on__gte=F("reviewed_on"),
                    residence__isnull=False,
                    area_taken__isnull=False,
                    area_taken__gt=0,
                ),
                name="referral_moved_in_with_its_stay",
            ),
            models.CheckConstraint(
                condition=Q(subsidy_paid__isnull=True, subsidy_paid_on=None)
                | Q(
                    subsidy_paid__isnull=False,
                    subsidy_paid__gt=0,
                    moved_in_on__isnull=False,
                    subsidy_paid_on__isnull=False,
                    subsidy_paid_on__gte=F("moved_in_on"),
                ),
                name="referral_subsidy_after_moving_in",
            ),
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(state__in=REFERRING),
                name="referral_one_under_way",
                violation_error_message=_("This company is being referred already."),
            ),
        ]
        indexes = [models.Index(fields=["incubator", "state", "-id"], name="referral_desk")]

    def __str__(self) -> str:
        return f"{self.company} · {self.get_state_display()}"

    @property
    def promise(self) -> Promise:
        """As the docking rule reads it."""
        passed = {S.ACCEPTED: True, S.MOVED_IN: True, S.REFUSED: False}.get(S(self.state))
        return Promise(
            self.area, self.investment_per_m2, self.output_per_m2, self.fits_industry, passed
        )


class OfReferral(models.QuerySet):
    """Rows that belong to a referral."""

    def visible_to(self, access) -> "OfReferral":
        """Those of referrals that ``access`` may see."""
        if access.everywhere:
            return self
        return self.filter(referral__in=Referral.objects.visible_to(access))


@tracked()
class AcceleratorYear(models.Model):
    """兑现情况: investment and output of one year in the accelerator, against what was promised."""

    referral = models.ForeignKey(
        Referral, models.PROTECT, related_name="years",
        verbose_name=_("referral to the accelerator"),
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(_("year"))
    investment = MoneyField(_("investment of the year (yuan)"))
    output = MoneyField(_("output of the year (yuan)"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip

    objects = OfReferral.as_manager()

    class Meta:
        verbose_name = _("year in the accelerator")
        verbose_name_plural = _("years in the accelerator")
        constraints = [
            models.UniqueConstraint(fields=["referral", "year"], name="accelerator_year_once"),
            models.CheckConstraint(
                condition=Q(investment__gte=0, output__gte=0),
                name="accelerator_year_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1980, 2100)), name="accelerator_year_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral.company} · {self.year}"
