"""The rows of facilities: estate, construction, leases, and what is owed."""

from facilities.models.charges import Charge, ChargeRun, Payment
from facilities.models.construction import ConstructionRecord, Milestone
from facilities.models.estate import Building, Closure, Unit, UnitSuccession
from facilities.models.leases import (
    LeasedUnit,
    LeaseNotice,
    PriceStep,
    SpaceLease,
    SubsidyStep,
)
from facilities.models.reservations import Reservation, ReservedUnit

__all__ = [
    "Building",
    "Charge",
    "ChargeRun",
    "Closure",
    "ConstructionRecord",
    "LeaseNotice",
    "LeasedUnit",
    "Milestone",
    "Payment",
    "PriceStep",
    "Reservation",
    "ReservedUnit",
    "SpaceLease",
    "SubsidyStep",
    "Unit",
    "UnitSuccession",
]
