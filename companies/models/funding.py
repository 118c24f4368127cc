"""Money that reaches a company: rounds of financing, and subsidies under a policy."""

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.enums import VENTURE, PaymentDirection, RoundKind, RoundStage
from companies.models.evidence import CompanyFact, FactQuerySet
from incubator.core.fields import MoneyField
from incubator.core.history import tracked
from incubator.core.shown import day, money


class RoundQuerySet(FactQuerySet):
    """Questions about many rounds."""

    def venture(self, *, by) -> "RoundQuerySet":
        """Angel and venture capital received by a day, counted alone: no bank loans."""
        return self.counted().filter(kind__in=VENTURE, closed_on__lte=by)


@tracked()
class FinancingRound(CompanyFact):
    """融资: money that investors or a bank gave on a day (yuan)."""

    OWN = (
        "kind", "stage", "investor", "amount", "closed_on", "post_money", "from_incubator_fund",
    )  # fmt: skip
    HAPPENED = ("closed_on",)
    FROM = "closed_on"

    kind = models.CharField(_("kind"), max_length=20, choices=RoundKind, default=RoundKind.EQUITY)
    stage = models.CharField(_("stage"), max_length=20, choices=RoundStage)
    investor = models.CharField(_("investors"), max_length=200)
    amount = MoneyField(_("amount (yuan)"))
    closed_on = models.DateField(_("money received on"))
    post_money = MoneyField(_("value of the company after it (yuan)"), null=True, blank=True)
    from_incubator_fund = models.BooleanField(_("from the incubator’s fund"), default=False)

    objects = RoundQuerySet.as_manager()

    class Meta(CompanyFact.Meta):
        verbose_name = _("round of financing")
        verbose_name_plural = _("rounds of financing")
        constraints = [
            *CompanyFact.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=RoundKind.values), name="round_kind"),
            models.CheckConstraint(condition=Q(stage__in=RoundStage.values), name="round_stage"),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="round_amount_positive",
                violation_error_code="round_of_nothing",
                violation_error_message=_("A round brings more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(post_money__isnull=True) | Q(post_money__gt=F("amount")),
                name="round_smaller_than_its_company",
                violation_error_code="round_larger_than_its_company",
                violation_error_message=_("A round is smaller than the company is worth after it."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=RoundKind.LOAN) | Q(post_money__isnull=True),
                name="round_loan_values_nothing",
                violation_error_code="loan_values_nothing",
                violation_error_message=_("A bank loan says nothing about the company’s value."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} · {self.investor}"


class ClaimQuerySet(FactQuerySet):
    """Questions about many claims."""

    def with_paid(self) -> "ClaimQuerySet":
        """Adds ``paid`` and ``clawed_back`` (yuan; None where nothing moved)."""
        return self.annotate(
            paid=Sum("payments__amount", filter=Q(payments__direction=PaymentDirection.PAID)),
            clawed_back=Sum(
                "payments__amount", filter=Q(payments__direction=PaymentDirection.CLAWED_BACK)
            ),
        )


@tracked()
class SubsidyClaim(CompanyFact):
    """政策兑现: what a company asks under a policy, what is granted, paid, taken back (yuan)."""

    OWN = ("policy", "document", "applied_on", "asked")
    HAPPENED = ("applied_on",)
    FROM = "applied_on"

    policy = models.CharField(_("policy"), max_length=160)
    document = models.CharField(_("document number"), max_length=80, blank=True)
    applied_on = models.DateField(_("applied on"))
    asked = MoneyField(_("asked for (yuan)"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    granted = MoneyField(pgettext_lazy("subsidy", "granted (yuan)"), null=True, blank=True)
    refusal = models.CharField(_("why it was refused"), max_length=200, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta(CompanyFact.Meta):
        verbose_name = _("claim to a subsidy")
        verbose_name_plural = _("claims to subsidies")
        constraints = [
            *CompanyFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(asked__gt=0),
                name="claim_asks_something",
                violation_error_code="claim_of_nothing",
                violation_error_message=_("A claim asks for more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, granted__isnull=True, refusal="")
                | Q(decided_on__isnull=False, granted__gt=0, refusal="")
                | Q(decided_on__isnull=False, granted__isnull=True) & ~Q(refusal=""),
                name="claim_granted_or_refused",
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True) | Q(granted__lte=F("asked")),
                name="claim_granted_within_asked",
                violation_error_code="more_granted_than_asked",
                violation_error_message=_("No more is granted than was asked for."),
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("applied_on")),
                name="claim_decided_after_application",
                violation_error_code="claim_decided_before_application",
                violation_error_message=_("A claim is decided after it was made."),
            ),
        ]

    def __str__(self) -> str:
        return self.policy


@tracked()
class SubsidyPayment(models.Model):
    """兑付与追回: one payment under a claim, or one that was taken back; never changed."""

    claim = models.ForeignKey(
        SubsidyClaim, models.PROTECT, related_name="payments", verbose_name=_("claim")
    )
    direction = models.CharField(_("direction"), max_length=20, choices=PaymentDirection)
    amount = MoneyField(_("amount (yuan)"))
    on = models.DateField(_("on"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = models.QuerySet.as_manager()

    class Meta:
        verbose_name = _("payment of a subsidy")
        verbose_name_plural = _("payments of subsidies")
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=PaymentDirection.values), name="subsidy_direction"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="subsidy_amount_positive",
                violation_error_code="payment_of_nothing",
                violation_error_message=_("A payment is more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(direction=PaymentDirection.PAID) | ~Q(reason=""),
                name="subsidy_taken_back_with_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.claim} · {day(self.on)} · {money(self.amount)}"
