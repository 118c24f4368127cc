"""The indicators: each is one declared row over one queryset of the facts that it counts.

The figure is an aggregate of that queryset and the drill-down is that queryset, so the
two cannot differ. To add an indicator, add a row.

How stays become figures (definitions: domain 5.4; decision: docs/adr/0003):
an *entry* is the company's first stay in any incubator of the zone and belongs to that
incubator; every other stay that begins is a *re-entry* (a return, or a move between
incubators); a stay ends by graduation or by leaving. Stays in an accelerator are not
incubation and count nowhere here.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.enums import LEFT, ExitReason
from companies.models import Residence, ResidenceQuerySet
from facilities.enums import AT_DISPOSAL, UnitUse
from facilities.models import Building, Unit
from facilities.queries import occupancy
from facilities.queries.construction import latest_of_phases
from facilities.rules.space import changes_of_share
from incubator.core.dates import year_begin, year_end
from incubator.core.errors import RuleViolation
from incubator.institutions.enums import PhaseState, Programme, Purpose
from incubator.statistics import sources
from incubator.statistics.definitions import Indicator, Ratio, Reading
from incubator.statistics.enums import IndicatorKind
from incubator.statistics.facts import BUILDINGS, CONSTRUCTION, UNITS
from incubator.statistics.incubatee_indicators import INCUBATEES
from incubator.statistics.institution_indicators import OF_INSTITUTIONS
from incubator.statistics.mentor_indicators import MENTORING
from incubator.statistics.stay_indicators import COMING_AND_GOING

FLOW, STOCK, CUMULATIVE = IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.CUMULATIVE
RATIO = IndicatorKind.RATIO


def stays() -> ResidenceQuerySet:
    """Every stay in an incubator."""
    return Residence.objects.of_incubation()


def begun_in(year: int) -> ResidenceQuerySet:
    """Stays that began in the year, each marked with whether it is the company's first."""
    return stays().filter(admitted_on__range=(year_begin(year), year_end(year))).marking_first()


def ended_in(year: int) -> ResidenceQuerySet:
    """Stays that ended in the year."""
    return stays().filter(left_on__range=(year_begin(year), year_end(year)))


def buildings(year: int) -> QuerySet:
    """Buildings in use at the year's end."""
    return Building.objects.in_use(on=year_end(year))


def units(year: int) -> QuerySet:
    """Units that stand at the year's end."""
    return Unit.objects.existing(on=year_end(year))


def of_incubators(rows: QuerySet) -> QuerySet:
    """Those of institutions whose residents are incubatees."""
    return rows.filter(incubator__programme=Programme.INCUBATION)


def phases(year: int, *states: PhaseState) -> QuerySet:
    """The last record of each phase of an accelerator by the year's end, in some states."""
    records = latest_of_phases(on=year_end(year)).filter(state__in=states)
    return records.filter(incubator__programme=Programme.ACCELERATION)


# SHARE_INC as the rules had it, the oldest first; before the first rule as by the first.
SHARE_READINGS = tuple(
    Reading(
        code=rule.code,
        label=_("incubatees and public service") if rule.with_public else _("incubatees alone"),
        ratio=Ratio(
            ("area_incubatees", "area_public") if rule.with_public else ("area_incubatees",),
            ("area_own",),
        ),
        since=rule.from_on.year if place else None,
        source=rule.source,
    )
    for place, rule in enumerate(changes_of_share())
)


def incubatees_share(year: int) -> Ratio:
    """SHARE_INC by the rule in force at the year's end (before the first: as the first)."""
    read = [
        one.ratio
        for one in SHARE_READINGS
        if one.ratio and (one.since is None or one.since <= year)
    ]
    return read[-1]


FIRMS = pgettext_lazy("unit", "companies")  # 家
STAYS = pgettext_lazy("unit", "residences")  # 家次
SQUARE_METRES = "m²"

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
        source=sources.STANDARD,
        facts=lambda year: begun_in(year).filter(is_first=True),
        dated="admitted_on",
    ),
    Indicator(
        code="re_entered",
        label=_("Re-entries and transfers in"),
        kind=FLOW,
        unit=STAYS,
        definition=_(
            "Residences in incubators that began in the year and are not the company's first."
        ),
        source=sources.OURS,
        facts=lambda year: begun_in(year).filter(is_first=False),
        dated="admitted_on",
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
        source=sources.STANDARD,
        facts=lambda year: ended_in(year).filter(exit_reason=ExitReason.GRADUATED),
        dated="left_on",
        by_rulebook=Purpose.GRADUATION,
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
        source=sources.OURS,
        facts=lambda year: ended_in(year).filter(exit_reason__in=LEFT),
        dated="left_on",
        split_by="exit_reason",
        parts=tuple(ExitReason.choices),
    ),
    Indicator(
        code="in_incubation",
        label=_("Companies in incubation"),
        kind=STOCK,
        unit=FIRMS,
        definition=_("Companies with a residence in an incubator open at the end of 31 December."),
        source=sources.both(sources.STANDARD, sources.gz007()),
        facts=lambda year: stays().open(on=year_end(year)),
        once_each=True,
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
        source=sources.OURS,
        facts=lambda year: stays().filter(admitted_on__lte=year_end(year)),
        once_each=True,
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
        source=sources.MEASURES_2018,
        facts=lambda year: stays().filter(
            exit_reason=ExitReason.GRADUATED, left_on__lte=year_end(year)
        ),
        by_rulebook=Purpose.GRADUATION,
    ),
    Indicator(
        code="area_total",
        label=_("Floor area"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_("Floor area of all buildings in use at the end of 31 December."),
        source=sources.gz007("7e00"),
        facts=buildings,
        counts=BUILDINGS,
        sums="floor_area",
        with_accelerators=True,
    ),
    Indicator(
        code="area_own",
        label=_("Area at own disposal"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_(
            "Floor area of incubators' buildings in use at the end of 31 December that are "
            "owned, or rented with control; the base of every threshold."
        ),
        source=sources.MEASURES_2018,
        facts=lambda year: of_incubators(buildings(year)).filter(tenure__in=AT_DISPOSAL),
        counts=BUILDINGS,
        sums="floor_area",
    ),
    Indicator(
        code="area_incubatees",
        label=_("Area of incubatees"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_("Units let on 31 December to companies that are in incubation then."),
        source=sources.gz007("7e02"),
        facts=lambda year: of_incubators(
            occupancy.let_to_incubatees(Unit.objects.all(), on=year_end(year))
        ),
        counts=UNITS,
        sums="floor_area",
    ),
    Indicator(
        code="area_public",
        label=_("Area of public service"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_("Units for public service that stand on 31 December."),
        source=sources.gz007("7e03"),
        facts=lambda year: of_incubators(units(year)).filter(use=UnitUse.PUBLIC_SERVICE),
        counts=UNITS,
        sums="floor_area",
    ),
    Indicator(
        code="area_to_let",
        label=_("Area to let"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_("Units to let that stand on 31 December: let, vacant or out of service."),
        source=sources.OURS,
        facts=lambda year: units(year).filter(rentable=True),
        counts=UNITS,
        sums="floor_area",
        with_accelerators=True,
    ),
    Indicator(
        code="area_let",
        label=_("Area let"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_("Units that a lease holds on 31 December."),
        source=sources.OURS,
        facts=lambda year: occupancy.let_units(on=year_end(year)),
        counts=UNITS,
        sums="floor_area",
        with_accelerators=True,
    ),
    Indicator(
        code="area_vacant",
        label=_("Area vacant"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_("Units to let on 31 December that no lease holds and that are in service."),
        source=sources.OURS,
        facts=lambda year: occupancy.vacant_units(Unit.objects.all(), on=year_end(year)),
        counts=UNITS,
        sums="floor_area",
        with_accelerators=True,
    ),
    Indicator(
        code="area_out_of_service",
        label=_("Area out of service"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_("Units to let on 31 December that are out of service and not let."),
        source=sources.OURS,
        facts=lambda year: occupancy.closed_units(on=year_end(year)),
        counts=UNITS,
        sums="floor_area",
        with_accelerators=True,
    ),
    Indicator(
        code="occupancy",
        label=_("Occupancy"),
        kind=RATIO,
        unit="%",
        definition=_("Area let of the area to let, on 31 December."),
        source=sources.OURS,
        ratio=lambda _year: Ratio(("area_let",), ("area_to_let",)),
        counts=UNITS,
        with_accelerators=True,
    ),
    Indicator(
        code="incubatee_share",
        label=_("Share used by incubatees"),
        kind=RATIO,
        unit="%",
        definition=_(
            "Area of incubatees of the area at own disposal; by the rules from 2010 on the "
            "area of public service counts with it."
        ),
        source=sources.both(sources.MEASURES_2006, sources.MEASURES_2018),
        ratio=incubatees_share,
        readings=SHARE_READINGS,
        counts=UNITS,
    ),
    Indicator(
        code="density",
        label=_("Incubatees per 1,000 m²"),
        kind=RATIO,
        unit=pgettext_lazy("unit", "companies per 1,000 m²"),
        definition=_("Companies in incubation per 1,000 m² of area at own disposal."),
        source=sources.MEASURES_2018,
        ratio=lambda _year: Ratio(("in_incubation",), ("area_own",), 1000),
        counts=UNITS,
    ),
    Indicator(
        code="accelerator_planned",
        label=_("Accelerator area planned"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_("Planned area of phases that are planned or in tender, by their last record."),
        source=sources.OURS,
        facts=lambda year: phases(year, PhaseState.PLANNED, PhaseState.TENDER),
        counts=CONSTRUCTION,
        sums="planned_area",
        with_accelerators=True,
    ),
    Indicator(
        code="accelerator_under_construction",
        label=_("Accelerator area under construction"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_("Planned area of phases that are under construction, by their last record."),
        source=sources.OURS,
        facts=lambda year: phases(year, PhaseState.CONSTRUCTION),
        counts=CONSTRUCTION,
        sums="planned_area",
        with_accelerators=True,
    ),
    Indicator(
        code="accelerator_built",
        label=_("Accelerator area built"),
        kind=STOCK,
        unit=SQUARE_METRES,
        definition=_("Built area of phases in use, by their last record."),
        source=sources.OURS,
        facts=lambda year: phases(year, PhaseState.IN_USE),
        counts=CONSTRUCTION,
        sums="built_area",
        with_accelerators=True,
    ),
    *COMING_AND_GOING,
    *INCUBATEES,
    *OF_INSTITUTIONS,
    *MENTORING,
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
