"""What an incubator or its fund holds of a company, and what becomes of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.enums import (
    ONCE,
    WITH_AMOUNT,
    WITH_SHARE,
    ExitWay,
    Instrument,
    StakeMoveKind,
    Vehicle,
)
from companies.models.evidence import Evidence
from companies.models.register import Company
from incubator.core.fields import MoneyField
from incubator.core.history import tracked
from incubator.core.shown import day
from incubator.institutions.models import Incubator

K = StakeMoveKind
ShareField = {"max_digits": 7, "decimal_places": 4}


class WithdrawableQuerySet(models.QuerySet):
    """Rows that may turn out to be wrong."""

    def counted(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Withdrawable(models.Model):
    """A row that never changes; one that was recorded wrongly is withdrawn once, with a reason."""

    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("withdrawn by"),
    )  # fmt: skip
    withdrawal = models.CharField(_("why it was withdrawn"), max_length=200, blank=True)

    objects = WithdrawableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawal=""),
                name="%(class)s_withdrawn_with_a_reason",
            ),
        ]


class EquityStakeQuerySet(WithdrawableQuerySet):
    """Questions about many stakes."""

    def visible_to(self, access) -> "EquityStakeQuerySet":
        """Those of incubators that ``access`` reaches."""
        return self if access.everywhere else self.filter(incubator__in=access.incubator_ids)

    def agreed(self, *, by) -> "EquityStakeQuerySet":
        """Those agreed by a day, counted alone."""
        return self.counted().filter(agreed_on__lte=by)


@tracked()
class EquityStake(Withdrawable):
    """持股: one agreed investment in one company; what happens to it are its moves.

    Amounts in yuan, shares in per cent. A convertible has no share until it is converted.
    """

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="equity_stakes", verbose_name=_("company")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="equity_stakes", verbose_name=_("incubator")
    )
    vehicle = models.CharField(_("investor"), max_length=20, choices=Vehicle)
    vehicle_name = models.CharField(_("name of the investor"), max_length=120, blank=True)
    instrument = models.CharField(_("instrument"), max_length=20, choices=Instrument)
    agreed_on = models.DateField(pgettext_lazy("equity", "agreed on"))
    agreed = MoneyField(_("agreed amount (yuan)"))
    share = models.DecimalField(_("share agreed (%)"), null=True, blank=True, **ShareField)
    valuation = MoneyField(
        _("value of the company after it (yuan)"), null=True, blank=True
    )  # fmt: skip
    board_right = models.BooleanField(_("a seat on the board"), default=False)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="equity_stakes",
        verbose_name=pgettext_lazy("evidence", "document"),
    )  # fmt: skip

    objects = EquityStakeQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        verbose_name = pgettext_lazy("equity", "stake")
        verbose_name_plural = pgettext_lazy("equity", "stakes")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(condition=Q(vehicle__in=Vehicle.values), name="equity_vehicle"),
            models.CheckConstraint(
                condition=Q(instrument__in=Instrument.values), name="equity_instrument"
            ),
            models.CheckConstraint(
                condition=Q(agreed__gt=0),
                name="equity_of_something",
                violation_error_code="stake_of_nothing",
                violation_error_message=_("A stake costs more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=100),
                name="equity_share",
                violation_error_code="stake_above_whole",
                violation_error_message=_("A share lies above 0 and is 100%% at most."),
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=False) | Q(instrument=Instrument.CONVERTIBLE),
                name="equity_has_a_share",
                violation_error_code="stake_without_share",
                violation_error_message=_("Only a convertible has no share yet."),
            ),
            models.CheckConstraint(
                condition=Q(valuation__isnull=True) | Q(valuation__gte=F("agreed")),
                name="equity_within_its_company",
                violation_error_code="stake_larger_than_its_company",
                violation_error_message=_("A stake is not worth more than its whole company."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {day(self.agreed_on)}"


@tracked()
class StakeMove(Withdrawable):
    """持股变动: one thing that happened to a stake.

    ``amount`` is money to the company (paid in), from it (dividend, exit), or the value of the
    whole company (valued); ``share`` is what is held from that day on.
    """

    stake = models.ForeignKey(
        EquityStake, models.PROTECT, related_name="moves",
        verbose_name=pgettext_lazy("equity", "stake"),
    )  # fmt: skip
    kind = models.CharField(_("what happened"), max_length=20, choices=StakeMoveKind)
    on = models.DateField(_("on"))
    amount = MoneyField(_("amount (yuan)"), null=True, blank=True)
    share = models.DecimalField(_("share held from then on (%)"), null=True, blank=True,
                                **ShareField)  # fmt: skip
    way = models.CharField(_("way out"), max_length=20, choices=ExitWay, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(Withdrawable.Meta):
        verbose_name = _("change of a stake")
        verbose_name_plural = _("changes of stakes")
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=StakeMoveKind.values), name="stakemove_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WITH_AMOUNT, amount__isnull=False, amount__gte=0)
                & (Q(amount__gt=0) | Q(kind__in=(K.EXITED, K.VALUED)))
                | ~Q(kind__in=WITH_AMOUNT) & Q(amount__isnull=True),
                name="stakemove_amount",
                violation_error_code="stake_move_amount",
                violation_error_message=_("This needs an amount, and nothing else has one."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WITH_SHARE, share__isnull=False, share__gte=0, share__lte=100)
                & (Q(share__gt=0) | Q(kind=K.EXITED))
                | ~Q(kind__in=WITH_SHARE) & Q(share__isnull=True),
                name="stakemove_share",
                violation_error_code="stake_move_share",
                violation_error_message=_(
                    "This needs the share held from then on, 100%% at most; nothing else has one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind=K.EXITED, way__in=ExitWay.values) | ~Q(kind=K.EXITED) & Q(way=""),
                name="stakemove_way_out",
                violation_error_code="stake_move_way",
                violation_error_message=_("An exit says which way, and nothing else does."),
            ),
            models.UniqueConstraint(
                fields=["stake", "kind"],
                condition=Q(kind__in=ONCE, withdrawn_at__isnull=True),
                name="stakemove_once",
                violation_error_code="stake_move_twice",
                violation_error_message=_("This has happened to the stake already."),
            ),
        ]
        indexes = [models.Index(fields=["stake", "on"], name="stakemove_of_stake")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {day(self.on)}"
