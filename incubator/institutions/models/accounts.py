"""A year's accounts of an institution: income, result and assets. (domain notes 5.2)"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.core.fields import MoneyField
from incubator.core.history import tracked
from incubator.core.shown import money
from incubator.institutions.models.own_facts import OwnFact

INCOME = ("income_service", "income_property", "income_investment", "income_other")
SOURCES = ("invested_public", "invested_corporate", "invested_social", "invested_other")
AMOUNTS = (
    "income", *INCOME, "taxes", "grants", "grants_national", "assets_gross", "assets_net", *SOURCES,
)  # fmt: skip


def _money(label, **more) -> models.DecimalField:
    return MoneyField(label, null=True, blank=True, **more)


def _not_negative() -> Q:
    """What is said is not less than nothing; a result may be a loss."""
    condition = Q()
    for name in AMOUNTS:
        condition &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0})
    return condition


@tracked()
class YearAccount(OwnFact):
    """年度收支: one calendar year of an institution (GZ-007 blocks 1 to 3); amounts in yuan.

    Income is told in four parts that add up to it; 物业收入 is rent and property fees. What the
    table does not need is empty where nobody said it: unknown, and not 0.
    """

    OWN = (
        "year", "income", *INCOME, "net_profit", "taxes", "grants", "grants_national",
        "assets_gross", "assets_net", *SOURCES,
    )  # fmt: skip
    SAME_BY = ("year",)
    SIGNED = ("net_profit",)
    FROM = "ends_on"

    year = models.PositiveSmallIntegerField(_("year"))
    ends_on = models.GeneratedField(
        verbose_name=_("to"),
        expression=models.Func(
            F("year"), models.Value(12), models.Value(31), function="make_date",
            output_field=models.DateField(),
        ),
        output_field=models.DateField(),
        db_persist=True,
    )  # fmt: skip
    income = MoneyField(_("income (yuan)"))
    income_service = MoneyField(
        _("from services"), help_text=_("For incubation, without rent and property fees.")
    )
    income_property = MoneyField(_("from rent and property"))
    income_investment = MoneyField(_("from investments"))
    income_other = MoneyField(_("from else"))
    net_profit = _money(_("net profit (yuan)"), help_text=_("A loss is below zero."))
    taxes = _money(_("taxes paid (yuan)"))
    grants = _money(_("public grants (yuan)"))
    grants_national = _money(_("of them of national programmes (yuan)"))
    assets_gross = _money(_("fixed assets, gross (yuan)"))
    assets_net = _money(_("fixed assets, net (yuan)"))
    invested_public = _money(pgettext_lazy("investment", "invested by the state (yuan)"))
    invested_corporate = _money(pgettext_lazy("investment", "invested by enterprises (yuan)"))
    invested_social = _money(pgettext_lazy("investment", "invested by organisations (yuan)"))
    invested_other = _money(pgettext_lazy("investment", "invested by others (yuan)"))

    class Meta(OwnFact.Meta):
        verbose_name = _("year’s accounts of an institution")
        verbose_name_plural = _("years’ accounts of institutions")
        constraints = [
            *OwnFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(year__range=(1980, 2100)),
                name="yearaccount_year",
                violation_error_code="account_year",
                violation_error_message=_("This is not a year of an institution."),
            ),
            models.CheckConstraint(
                condition=_not_negative(),
                name="yearaccount_not_negative",
                violation_error_code="account_below_zero",
                violation_error_message=_("Only a result can be below zero."),
            ),
            models.CheckConstraint(
                condition=Q(
                    income=F("income_service") + F("income_property") + F("income_investment")
                    + F("income_other")
                ),
                name="yearaccount_income_adds_up",
                violation_error_code="income_does_not_add_up",
                violation_error_message=_("The four parts of the income do not add up to it."),
            ),
            models.CheckConstraint(
                condition=Q(assets_net__isnull=True)
                | Q(assets_gross__isnull=True)
                | Q(assets_net__lte=F("assets_gross")),
                name="yearaccount_net_within_gross",
                violation_error_code="assets_net_above_gross",
                violation_error_message=_("Assets are worth less net than gross."),
            ),
            models.CheckConstraint(
                condition=Q(grants_national__isnull=True)
                | Q(grants__isnull=False, grants_national__lte=F("grants")),
                name="yearaccount_national_within_grants",
                violation_error_code="national_grants_above_all",
                violation_error_message=_("Grants of national programmes are part of all grants."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        said = {"year": self.year, "income": money(self.income)}
        return _("%(year)d: income of %(income)s") % said
