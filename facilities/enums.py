"""Choices about space, its construction and its letting."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tenure(models.TextChoices):
    """By what right the institution disposes of a building (自有, 租赁)."""

    OWNED = "owned", _("Owned")
    RENTED = "rented", _("Rented from others")
    MANAGED = "managed", _("Managed for others")


# 可自主支配: owned or rented with control, the base of every threshold (domain 5.4, AREA_OWN).
AT_DISPOSAL = [Tenure.OWNED, Tenure.RENTED]


class UnitKind(models.TextChoices):
    """What a unit is (房间, 车间, 工位)."""

    ROOM = "room", _("Room")
    WORKSHOP = "workshop", _("Workshop")
    DESK = "desk", _("Desk")


class UnitUse(models.TextChoices):
    """What a unit serves: the four parts of 场地建筑总面积 (Torch 7e00, domain 5.2 block 5)."""

    OFFICE = "office", _("Office of the institution")  # 7e01 办公用房
    INCUBATEE = "incubatee", _("For incubatees")  # 7e02 在孵企业用房
    PUBLIC_SERVICE = "public_service", _("Public service")  # 7e03 公共服务用房
    OTHER = "other", _("Other use")  # 7e04 其它


class ClosureReason(models.TextChoices):
    """Why a unit cannot be used for a time (停用)."""

    REPAIR = "repair", _("Repair")
    FIT_OUT = "fit_out", _("Fit-out")
    DAMAGE = "damage", _("Damage")
    SAFETY = "safety", _("Safety")
    OTHER = "other", _("Other reason")


class PriceClass(models.TextChoices):
    """To whom a lease is priced (合同类型, domain 8.1)."""

    INCUBATEE = "incubatee", _("Incubatee")
    POLICY_PERIOD = "policy_period", _("Incubatee in its policy period")
    RETURNEE = "returnee", _("Returnee in its policy period")
    NON_INCUBATEE = "non_incubatee", _("Not an incubatee")
    ACCELERATOR = "accelerator", _("Accelerated company")


class PriceBasis(models.TextChoices):
    """What a unit price is for (元/m²/天, 元/m²/月)."""

    M2_DAY = "m2_day", _("yuan per m² and day")
    M2_MONTH = "m2_month", _("yuan per m² and month")


class SubsidyBasis(models.TextChoices):
    """What a rent subsidy is for (domain 8.8: 元/m²/月; the zone's own of 2009: 元/m², once)."""

    M2_MONTH = "m2_month", _("yuan per m² and month")
    M2_ONCE = "m2_once", _("yuan per m², once")


class Rhythm(models.TextChoices):
    """How often rent is due, in advance (付款周期, domain 8.1)."""

    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    HALF_YEARLY = "half_yearly", _("Half-yearly")
    YEARLY = "yearly", _("Yearly")
    ONCE = "once", _("Once")


class ChargeKind(models.TextChoices):
    """What is owed (费用类型)."""

    RENT = "rent", _("Rent")
    PROPERTY_FEE = "property_fee", _("Property fee")
    ROOM_DEPOSIT = "room_deposit", _("Room deposit")
    UTILITIES_DEPOSIT = "utilities_deposit", _("Utilities deposit")
    LATE_FEE = "late_fee", _("Late fee")


# Held for the tenant and given back; no income of the house.
DEPOSITS = [ChargeKind.ROOM_DEPOSIT, ChargeKind.UTILITIES_DEPOSIT]


class PaymentKind(models.TextChoices):
    """Which way money went."""

    RECEIVED = "received", _("Received")
    REFUNDED = "refunded", _("Refunded")


class SpaceState(models.TextChoices):
    """How a unit stands on a day; it follows from leases and closures and is never typed."""

    LET = "let", _("Let")
    ENDING = "ending", _("Ending soon")
    HELD = "held", _("Not handed back")
    RESERVED = "reserved", _("Reserved")
    VACANT = "vacant", _("Vacant")
    OUT_OF_SERVICE = "out_of_service", _("Out of service")
    NOT_TO_LET = "not_to_let", _("Not to let")
