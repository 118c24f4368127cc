"""Choices of stakes: what an incubator or its fund holds of a company."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Vehicle(models.TextChoices):
    """投资主体."""

    INCUBATOR = "incubator", _("The incubator itself")
    OWN_FUND = "own_fund", _("Its own fund")
    JOINT_FUND = "joint_fund", _("A fund founded with others")


# Who uses a fund: 孵化基金, its own or one founded with others.
OF_A_FUND = (Vehicle.OWN_FUND, Vehicle.JOINT_FUND)


class Instrument(models.TextChoices):
    """投资方式 (domain 8.7)."""

    CASH = "cash", _("Cash for equity")
    RENT = "rent", _("Rent for equity")
    CONVERTIBLE = "convertible", pgettext_lazy("stake", "Convertible loan")


class StakeMoveKind(models.TextChoices):
    """What happens to a stake after it is agreed."""

    PAID_IN = "paid_in", _("Paid in")
    REGISTERED = "registered", _("Registered as a shareholder")
    CONVERTED = "converted", _("Converted into shares")
    DILUTED = "diluted", _("Diluted")
    VALUED = "valued", _("Company valued")
    DIVIDEND = "dividend", _("Dividend")
    EXITED = "exited", pgettext_lazy("stake", "Exit")


# Events with money, events that say what share is held from then on.
WITH_AMOUNT = (
    StakeMoveKind.PAID_IN,
    StakeMoveKind.VALUED,
    StakeMoveKind.DIVIDEND,
    StakeMoveKind.EXITED,
)
WITH_SHARE = (StakeMoveKind.CONVERTED, StakeMoveKind.DILUTED, StakeMoveKind.EXITED)
ONCE = (StakeMoveKind.REGISTERED, StakeMoveKind.CONVERTED)


class ExitWay(models.TextChoices):
    """退出方式."""

    BUY_BACK = "buy_back", _("Bought back")
    TRANSFER = "transfer", pgettext_lazy("stake", "Transferred")
    LISTING = "listing", _("Sold after listing")
    WRITE_OFF = "write_off", _("Written off")
