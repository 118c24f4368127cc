"""What rows of a file call the buildings, units and tenants of an incubator."""

import contextlib
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy

from companies.models import Company
from companies.rules.duplicates import core_of
from facilities.models import Building, Unit
from incubator.core.codes import clean_unified_code
from incubator.core.errors import RuleViolation
from incubator.imports.kinds import Values
from incubator.institutions.models import Incubator


@dataclass
class Estate:
    """What an incubator has to let, and to whom: found by what people write in a list."""

    buildings: dict[str, Building] = field(default_factory=dict)
    units: dict[tuple[int, str], list[Unit]] = field(default_factory=dict)
    tenants: dict[str, list[Company]] = field(default_factory=dict)


def plain(text: str) -> str:
    """What people write of a building or a unit, in one spelling."""
    return "".join(text.split()).casefold()


def estate_of(place: Incubator | None) -> Estate:
    """Everything of an incubator that a row may name."""
    estate = Estate()
    for building in Building.objects.filter(incubator=place).order_by("pk"):
        estate.buildings |= {plain(building.code): building, plain(building.name): building}
    for unit in Unit.objects.filter(incubator=place).order_by("pk"):
        estate.units.setdefault((unit.building_id, plain(unit.number)), []).append(unit)
    tenants = Company.objects.filter(residences__incubator=place).distinct().order_by("pk")
    for company in tenants:
        for said in (company.unified_code, core_of(company.name)):
            if said:
                estate.tenants.setdefault(said, []).append(company)
    return estate


def tenant_named(estate: Estate, values: Values) -> Company:
    """The one company of the incubator that a row names.

    Raises RuleViolation: ``import_tenant_unknown``, ``import_tenant_ambiguous``.
    """
    said = values["company"]
    found = estate.tenants.get(core_of(said), [])
    with contextlib.suppress(RuleViolation):  # it is a name, and no code
        found = estate.tenants.get(clean_unified_code(said), found)
    if not found:
        raise RuleViolation(
            "import_tenant_unknown",
            gettext_lazy("“%(name)s” has no stay in this incubator: admit it first."),
            field="company",
            name=said[:40],
        )
    if len(found) > 1:
        raise RuleViolation(
            "import_tenant_ambiguous",
            gettext_lazy("Several companies are called “%(name)s”: give the code instead."),
            field="company",
            name=said[:40],
        )
    return found[0]


def units_named(estate: Estate, values: Values) -> list[Unit]:
    """The units of a row, as they are on its first day.

    Raises RuleViolation: those of ``named_building``, ``import_unit_unknown``.
    """
    building = named_building(estate.buildings, values["building"])
    return [_unit(estate, building, number, values["begins_on"]) for number in values["units"]]


def named_building(buildings: Mapping[str, Building], said: str) -> Building:
    """The building of a code or a name; of one alone nothing needs to be said.

    Raises RuleViolation ``import_building_unknown``.
    """
    found = buildings.get(plain(said)) if said else None
    if not said and len({one.pk for one in buildings.values()}) == 1:
        found = next(iter(buildings.values()))
    if found is None:
        raise RuleViolation(
            "import_building_unknown",
            gettext_lazy("“%(name)s” is not a building of this incubator."),
            field="building",
            name=said[:40],
        )
    return found


def _unit(estate: Estate, building: Building, number: str, on: datetime.date) -> Unit:
    found = estate.units.get((building.pk, plain(number)), [])
    if not found:
        raise RuleViolation(
            "import_unit_unknown",
            gettext_lazy("%(building)s has no unit %(number)s."),
            field="units",
            building=building.name,
            number=number[:20],
        )
    there = (
        one for one in found if one.begins_on <= on and not (one.ends_on and one.ends_on <= on)
    )
    return next(there, found[-1])
