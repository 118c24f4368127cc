"""Choices about companies and their stays."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FounderKind(models.TextChoices):
    """Who founded the company (企业类型 on the entry form, domain 8.1)."""

    GENERAL = "general", _("General")
    STUDENT = "student", _("Student")
    RETURNEE = "returnee", _("Returnee from overseas")
    FOREIGN = "foreign", _("Foreign")


class AliasKind(models.TextChoices):
    """Other identities of a company: codes from before 2015 and earlier names."""

    ORGANISATION_CODE = "organisation_code", _("Organisation code")
    REGISTRATION_NUMBER = "registration_number", _("Business registration number")
    FORMER_NAME = "former_name", _("Former name")
    # The name or code of one that was on file twice, since both were put together.
    RECORDED_AS = "recorded_as", _("Also on file as")
    # A code that never belonged to it: it leads nowhere, and another one may bear it.
    RECORDED_IN_ERROR = "recorded_in_error", _("Recorded in error")


# Of one legal person each.
OLDER_CODES = [AliasKind.ORGANISATION_CODE, AliasKind.REGISTRATION_NUMBER]
# Under which somebody is found beside the name.
OTHER_NAMES = [AliasKind.FORMER_NAME, AliasKind.RECORDED_AS]


class DuplicateGround(models.TextChoices):
    """Why two companies may be one (疑似重复)."""

    SAME_NAME = "same_name", _("Same name")
    FORMER_NAME = "former_name", _("One had the name of the other")
    SAME_CODE = "same_code", _("Same organisation code")
    SAME_SOUND = "same_sound", _("Names that sound alike")
    NEAR_CODE = "near_code", _("Codes that differ in one place")
    SAME_HEAD = "same_head", _("Same legal representative, similar name")
    SAME_ADDRESS = "same_address", _("Same registered address, similar name")


class ExitReason(models.TextChoices):
    """How a stay ended (domain 8.1): 毕业, 肄业, 淘汰, 消亡, 迁出."""

    GRADUATED = "graduated", _("Graduated")
    WITHDREW = "withdrew", _("Withdrew")
    REMOVED = "removed", _("Removed")
    DISSOLVED = "dissolved", _("Dissolved")
    MOVED = "moved", _("Moved away")


# Every end that is not a graduation.
LEFT = [reason for reason in ExitReason if reason != ExitReason.GRADUATED]
