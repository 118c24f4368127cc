"""Choices about what is known of a company: qualifications, property, projects, money."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FactState(models.TextChoices):
    """Whether the office has looked at a fact and its document."""

    SUBMITTED = "submitted", pgettext_lazy("fact", "To be verified")
    VERIFIED = "verified", pgettext_lazy("fact", "Verified")
    REJECTED = "rejected", pgettext_lazy("fact", "Not accepted")


class FactStanding(models.TextChoices):
    """How a fact stands on a day: what the office said of it, and whether it holds then."""

    WAITING = "waiting", pgettext_lazy("fact", "To be verified")
    REJECTED = "rejected", pgettext_lazy("fact", "Not accepted")
    REPLACED = "replaced", pgettext_lazy("fact", "Corrected since")
    APPLIED = "applied", pgettext_lazy("fact", "Applied for")
    NOT_YET = "not_yet", pgettext_lazy("fact", "Not yet")
    HOLDS = "holds", pgettext_lazy("fact", "Holds")
    ENDED = "ended", pgettext_lazy("fact", "Ended")


class QualificationKind(models.TextChoices):
    """资质. High-tech enterprises of before and after 2008 are different things (domain 12.11)."""

    HNTE_LOCAL = "hnte_local", _("High-tech enterprise (province or city)")
    HNTE_2008 = "hnte_2008", _("High-tech enterprise (rules of 2008)")
    HNTE_2016 = "hnte_2016", _("High-tech enterprise (rules of 2016)")
    TECH_SME = "tech_sme", _("Technology SME")
    INNOVATIVE_SME = "innovative_sme", _("Innovative SME")
    SPECIALISED_NEW = "specialised_new", _("Specialised and new SME")
    LITTLE_GIANT = "little_giant", _("Little giant")
    SOFTWARE_FIRM = "software_firm", _("Software enterprise")
    SOFTWARE_PRODUCT = "software_product", _("Software product")
    MILITARY = "military", _("Military supplier")
    MANAGEMENT_SYSTEM = "management_system", _("Management system certificate")
    OTHER = "other", _("Other qualification")


# What “is a high-tech enterprise” means: nationally, and by province or city as well.
HNTE_NATIONAL = (QualificationKind.HNTE_2008, QualificationKind.HNTE_2016)
HNTE_ANY = (QualificationKind.HNTE_LOCAL, *HNTE_NATIONAL)
# Months a certificate of these kinds holds: well known, but no text was found (domain 9.2, 9.3: U).
USUAL_MONTHS = dict.fromkeys(
    (
        *HNTE_NATIONAL,
        QualificationKind.INNOVATIVE_SME,
        QualificationKind.SPECIALISED_NEW,
    ),
    36,
)


class PropertyKind(models.TextChoices):
    """知识产权类型, as the Torch forms name them (domain 5.3)."""

    INVENTION = "invention", _("Invention patent")
    UTILITY_MODEL = "utility_model", _("Utility model")
    DESIGN = "design", _("Design patent")
    SOFTWARE = "software", _("Software copyright")
    PLANT_VARIETY = "plant_variety", _("Plant variety")
    IC_LAYOUT = "ic_layout", _("Layout design of integrated circuits")
    TRADE_MARK = "trade_mark", _("Trade mark")


PATENTS = (PropertyKind.INVENTION, PropertyKind.UTILITY_MODEL, PropertyKind.DESIGN)
# A trade mark says nothing about technology and counts in no condition.
TECHNICAL = tuple(kind for kind in PropertyKind if kind != PropertyKind.TRADE_MARK)


class PropertyOrigin(models.TextChoices):
    """How a company came by it."""

    OWN = "own", _("Developed by itself")
    ACQUIRED = "acquired", _("Acquired")
    LICENSED = "licensed", _("Exclusive licence")


class RoundStage(models.TextChoices):
    """融资轮次."""

    SEED = "seed", _("Seed")
    ANGEL = "angel", _("Angel")
    A = "a", _("Round A")
    B = "b", _("Round B")
    C = "c", _("Round C or later")
    STRATEGIC = "strategic", _("Strategic")
    OTHER = "other", pgettext_lazy("round", "Other")


class RoundKind(models.TextChoices):
    """What the money is; bank loans are stated apart (domain 5.3)."""

    EQUITY = "equity", _("Equity")
    CONVERTIBLE = "convertible", _("Convertible loan")
    LOAN = "loan", _("Bank loan")


VENTURE = (RoundKind.EQUITY, RoundKind.CONVERTIBLE)


class MarketKind(models.TextChoices):
    """并购与上市: what ends incubation by the capital market."""

    MERGED = "merged", _("Merged")
    ACQUIRED = "acquired", pgettext_lazy("market", "Acquired")
    QUOTED = "quoted", _("Quoted")
    LISTED = "listed", _("Listed")


class PaymentDirection(models.TextChoices):
    """Whether a subsidy was paid or taken back."""

    PAID = "paid", _("Paid out")
    CLAWED_BACK = "clawed_back", _("Taken back")
