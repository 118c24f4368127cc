"""The indicators: each is one declared row over one queryset of the facts that it counts.

The figure is an aggregate of that queryset and the drill-down is that queryset, so the
two cannot differ. To add an indicator, add a row.

How stays become figures (definitions: domain 5.4; decision: docs/adr/0003):
an *entry* is the company's first stay in any incubator of the zone and belongs to that
incubator; every other stay that begins is a *re-entry* (a return, or a move between
incubators); a stay ends by graduation or by leaving. Stays in an accelerator are not
incubation and count nowhere here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.enums import LEFT, ExitReason
from companies.models import Residence, ResidenceQuerySet
from incubator.core.dates import year_begin, year_end
from incubator.core.errors import RuleViolation
from incubator.statistics.enums import IndicatorKind

FLOW, STOCK, CUMULATIVE = IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.CUMULATIVE


@dataclass(frozen=True)
class Indicator:
    """One figure of the zone: its name, its definition, and the facts that it counts.

    ``facts(year)`` gives the queryset; its rows have ``incubator`` and ``company``.
    With ``once_per_company`` a company counts once however many rows it has (at zone
    level too); otherwise every row counts. First stays and graduations need no such
    sorting out: a company has one of each. ``split_by`` names a column whose values are
    given as parts of the figure.
    """

    code: str
    label: str | Promise
    kind: IndicatorKind
    unit: str | Promise
    definition: str | Promise
    source: str
    facts: Callable[[int], QuerySet]
    once_per_company: bool = False
    split_by: str = ""

    @property
    def measure(self) -> Count:
        """The aggregate that turns the facts into the figure."""
        return Count("company", distinct=True) if self.once_per_company else Count("pk")


def stays() -> ResidenceQuerySet:
    """Every stay in an incubator."""
    return Residence.objects.of_incubation()


def begun_in(year: int) -> ResidenceQuerySet:
    """Stays that began in the year, each marked with whether it is the company's first."""
    return stays().filter(admitted_on__range=(year_begin(year), year_end(year))).marking_first()


def ended_in(year: int) -> ResidenceQuerySet:
    """Stays that ended in the year."""
    return stays().filter(left_on__range=(year_begin(year), year_end(year)))


FIRMS = pgettext_lazy("unit", "companies")  # 家
STAYS = pgettext_lazy("unit", "residences")  # 家次
DICTIONARY = "domain notes 5.4"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="entered",
        label=_("Companies that entered"),
        kind=FLOW,
        unit=FIRMS,
        definition=_(
            "Companies whose first residence in any incubator began in the year; "
            "accelerators do not count."
        ),
        source=f"{DICTIONARY}, INC_NEW",
        facts=lambda year: begun_in(year).filter(is_first=True),
    ),
    Indicator(
        code="re_entered",
        label=_("Re-entries and transfers in"),
        kind=FLOW,
        unit=STAYS,
        definition=_(
            "Residences in incubators that began in the year and are not the company's first."
        ),
        source=f"{DICTIONARY}, re-entries of the identity",
        facts=lambda year: begun_in(year).filter(is_first=False),
    ),
    Indicator(
        code="graduated",
        label=_("Companies that graduated"),
        kind=FLOW,
        unit=FIRMS,
        definition=_(
            "Companies whose residence in an incubator ended by graduation in the year, "
            "by the date of approval."
        ),
        source=f"{DICTIONARY}, GRAD_Y",
        facts=lambda year: ended_in(year).filter(exit_reason=ExitReason.GRADUATED),
    ),
    Indicator(
        code="left",
        label=_("Left without graduating"),
        kind=FLOW,
        unit=STAYS,
        definition=_(
            "Residences in incubators that ended in the year otherwise than by graduation, "
            "by reason."
        ),
        source=f"{DICTIONARY}, EXIT_Y",
        facts=lambda year: ended_in(year).filter(exit_reason__in=LEFT),
        split_by="exit_reason",
    ),
    Indicator(
        code="in_incubation",
        label=_("Companies in incubation"),
        kind=STOCK,
        unit=FIRMS,
        definition=_("Companies with a residence in an incubator open at the end of 31 December."),
        source=f"{DICTIONARY}, INC_N",
        facts=lambda year: stays().open(on=year_end(year)),
        once_per_company=True,
    ),
    Indicator(
        code="cumulative_incubated",
        label=_("Companies ever incubated"),
        kind=CUMULATIVE,
        unit=FIRMS,
        definition=_(
            "Companies that ever had a residence in an incubator by the end of the year, "
            "plus opening balances."
        ),
        source=f"{DICTIONARY}, INC_CUM",
        facts=lambda year: stays().filter(admitted_on__lte=year_end(year)),
        once_per_company=True,
    ),
    Indicator(
        code="cumulative_graduated",
        label=_("Companies ever graduated"),
        kind=CUMULATIVE,
        unit=FIRMS,
        definition=_(
            "Companies that graduated from an incubator by the end of the year, "
            "plus opening balances."
        ),
        source=f"{DICTIONARY}, GRAD_CUM",
        facts=lambda year: stays().filter(
            exit_reason=ExitReason.GRADUATED, left_on__lte=year_end(year)
        ),
    ),
)

BY_CODE: dict[str, Indicator] = {indicator.code: indicator for indicator in INDICATORS}


def indicator_named(code: str) -> Indicator:
    """The indicator with this code. Raises RuleViolation ``unknown_indicator`` (404)."""
    try:
        return BY_CODE[code]
    except KeyError:
        raise RuleViolation(
            "unknown_indicator",
            _("There is no indicator “%(code)s”. Known are: %(known)s."),
            field="indicator",
            status=404,
            code=code[:40],
            known=", ".join(BY_CODE),
        ) from None
