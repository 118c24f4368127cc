"""Choices about institutions. Names follow the notes in domain sections 3, 4 and 9.3."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What sort of institution it is (载体类型)."""

    INCUBATOR = "incubator", pgettext_lazy("kind", "Incubator")
    SOFTWARE_PARK = "software_park", _("Software park")
    RETURNEE_PARK = "returnee_park", _("Returnee park")
    MAKERSPACE = "makerspace", _("Makerspace")
    ACCELERATOR = "accelerator", _("Accelerator")


class Programme(models.TextChoices):
    """What a stay in the institution is: incubation, or acceleration after it."""

    INCUBATION = "incubation", _("Incubation")
    ACCELERATION = "acceleration", _("Acceleration")


class Focus(models.TextChoices):
    """综合 or 专业: open to every field, or to one."""

    COMPREHENSIVE = "comprehensive", _("Comprehensive")
    SPECIALISED = "specialised", _("Specialised")


class Sponsor(models.TextChoices):
    """Who stands behind it (举办单位)."""

    GOVERNMENT = "government", _("Government")
    ENTERPRISE = "enterprise", _("Enterprise")
    UNIVERSITY = "university", _("University")


class TechField(models.TextChoices):
    """火炬技术领域: the twelve technical fields of the Torch forms (domain 9.3)."""

    ELECTRONICS = "electronics", _("Electronics and information")
    MANUFACTURING = "manufacturing", _("Advanced manufacturing")
    AEROSPACE = "aerospace", _("Aerospace")
    TRANSPORT = "transport", _("Modern transport")
    BIOMEDICINE = "biomedicine", _("Biomedicine and medical devices")
    MATERIALS = "materials", _("New materials")
    ENERGY = "energy", _("New energy and energy saving")
    ENVIRONMENT = "environment", _("Environmental protection")
    GEO_OCEAN = "geo_ocean", _("Geospatial and ocean")
    NUCLEAR = "nuclear", _("Applied nuclear technology")
    AGRICULTURE = "agriculture", _("Modern agriculture")
    OTHER = "other", _("Other field")


class PhaseState(models.TextChoices):
    """Where a phase of construction stands."""

    PLANNED = "planned", _("Planned")
    TENDER = "tender", _("In tender")
    CONSTRUCTION = "construction", _("Under construction")
    IN_USE = "in_use", _("In use")


class OwnChange(models.TextChoices):
    """What of an institution changes and is told to the authority (domain 2.3)."""

    NAME = "name", pgettext_lazy("of an institution", "Name")
    OPERATOR = "operator", _("Operator")
    AREA = "area", _("Area of the site")
    PLACE = "place", _("Location")


class FundKind(models.TextChoices):
    """孵化基金: whose money it is (domain 2.3)."""

    OWN = "own", _("Own seed fund")
    JOINT = "joint", _("Fund founded with others")


class OwnStanding(models.TextChoices):
    """How a fact of an institution stands on a day."""

    WITHDRAWN = "withdrawn", pgettext_lazy("own fact", "Withdrawn")
    REPLACED = "replaced", pgettext_lazy("fact", "Corrected since")
    NOT_YET = "not_yet", pgettext_lazy("fact", "Not yet")
    HOLDS = "holds", pgettext_lazy("fact", "Holds")
    ENDED = "ended", pgettext_lazy("fact", "Ended")


class Level(models.TextChoices):
    """Who issues a rulebook."""

    NATIONAL = "national", _("National")
    PROVINCIAL = "provincial", _("Provincial")
    MUNICIPAL = "municipal", _("Municipal")
    ZONE = "zone", _("Zone or district")
    OPERATOR = "operator", _("Operator or fund")


class RulebookState(models.TextChoices):
    """Where one version of a rulebook stands."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")


class Purpose(models.TextChoices):
    """What a criterion decides about."""

    ENTRY = "entry", _("Entry")
    STAY = "stay", _("Stay")
    GRADUATION = "graduation", _("Graduation")
    RECOGNITION = "recognition", _("Recognition of the institution")
    MENTORING = "mentoring", _("Mentoring")
    EQUITY = "equity", _("Equity stakes")
    ACCELERATION = "acceleration", _("Entry to the accelerator")
    DUTY = "duty", _("Duties and deadlines")


class Joined(models.TextChoices):
    """How the criteria of one numbered item go together."""

    ALL = "all", _("all of them")
    ANY = "any", _("one of them")


class SpecialCase(models.TextChoices):
    """For whom a text makes an exception; each generation has a list of its own (domain 12.5)."""

    BIOMEDICINE = "biomedicine", _("Biomedicine")
    IC_DESIGN = "ic_design", _("Design of integrated circuits")
    IC = "ic", _("Integrated circuits")
    AGRICULTURE = "agriculture", _("Modern agriculture")
    AEROSPACE = "aerospace", _("Aerospace")
    OVERSEAS = "overseas", _("Founder returned from overseas")
    FOREIGN = "foreign", _("Foreign founder")


class Certainty(models.TextChoices):
    """How well a rule's text is known (the tags of the domain notes)."""

    VERIFIED = "V", _("Text seen")
    SECONDARY = "S", _("From a later source")
    UNKNOWN = "U", _("Unconfirmed")
