"""Choices about what companies report: forms, their items, and where a return stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReturnRhythm(models.TextChoices):
    """How often a form is asked for (报送周期)."""

    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    HALF_YEARLY = "half_yearly", _("Half-yearly")
    YEARLY = "yearly", _("Yearly")


class ItemKind(models.TextChoices):
    """What the figure or word under an item is."""

    INTEGER = "integer", _("Whole number")
    MONEY = "money", _("Money")
    RESULT = "result", _("Money, also below zero")
    AREA = "area", _("Area")
    SHARE = "share", _("Per cent")
    CHOICE = "choice", _("One choice")
    TEXT = "text", _("Text")
    DATE = "date", _("Date")


NUMERIC = [ItemKind.INTEGER, ItemKind.MONEY, ItemKind.RESULT, ItemKind.AREA, ItemKind.SHARE]
MONETARY = [ItemKind.MONEY, ItemKind.RESULT]


class OnFile(models.TextChoices):
    """What the register knows already, so that nobody types it again."""

    NAME = "name", _("Name of the company")
    CODE = "code", _("Its code")
    REGISTERED_ON = "registered_on", _("Registered on")
    ADMITTED_ON = "admitted_on", _("Admitted on")
    FIELD = "field", _("Technical field")
    CAPITAL = "capital", _("Registered capital")
    GRADUATED = "graduated", _("Whether it has graduated")
    GRADUATED_ON = "graduated_on", _("Graduated on")


# Not asked at all where the register knows it: the office puts it right there.
FIXED_FACTS = [
    OnFile.NAME,
    OnFile.CODE,
    OnFile.REGISTERED_ON,
    OnFile.ADMITTED_ON,
    OnFile.GRADUATED,
    OnFile.GRADUATED_ON,
]


class CheckKind(models.TextChoices):
    """How items of one form hang together (表内审核关系)."""

    SUM = "sum", _("The parts add up to the whole")
    WITHIN = "within", _("The parts together are not more than the whole")
    PART = "part", _("Each part is not more than the whole")
    PER_HEAD = "per_head", _("Not more than a limit for each person")
    NEEDS = "needs", _("Where the whole is above zero or “yes”, the parts are filled in")


class ReturnState(models.TextChoices):
    """Where a return stands (报表状态). The moves are in ``rules.returns.moves``."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Handed in")
    RETURNED = "returned", _("Sent back")
    VERIFIED = "verified", _("Verified")


# What is not settled yet: of these a due return has at most one.
UNSETTLED = [ReturnState.DRAFT, ReturnState.SUBMITTED, ReturnState.RETURNED]


class ReminderLevel(models.TextChoices):
    """The ladder of reminders (催报), one message for each rung."""

    BEFORE = "before", _("Before the due day")
    DUE = "due", _("On the due day")
    AFTER = "after", _("After the due day")
    ESCALATED = "escalated", _("Told to the manager")
