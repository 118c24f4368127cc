"""Choices about mentors, their appointments and their work (domain section 7)."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def labels(values: Iterable[str], choices: type[models.TextChoices]) -> str:
    """Some of a few words in the reader's language, in the order in which they are offered."""
    chosen = set(values)
    return str(_(", ")).join(str(one.label) for one in choices if one.value in chosen)


class MentorKind(models.TextChoices):
    """What a mentor is by profession (导师类型, domain 7)."""

    ENTREPRENEUR = "entrepreneur", _("Entrepreneur")
    INVESTOR = "investor", _("Investor")
    CONSULTANT = "consultant", _("Consultant")
    ACADEMIC = "academic", _("Academic")


class Tier(models.TextChoices):
    """Who does what in the three-tier scheme (联络员 + 辅导员 + 创业导师, domain 7)."""

    LIAISON = "liaison", _("Liaison officer")
    COUNSELLOR = "counsellor", _("Counsellor")
    MENTOR = "mentor", pgettext_lazy("tier", "Mentor")


class FilingLevel(models.TextChoices):
    """With whom an appointment is filed (备案级别)."""

    NATIONAL = "national", pgettext_lazy("filing level", "National")
    PROVINCIAL = "provincial", _("Provincial")
    MUNICIPAL = "municipal", _("Municipal")
    INCUBATOR = "incubator", pgettext_lazy("filing level", "Incubator")


class Language(models.TextChoices):
    """In what a mentor can advise."""

    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")
    JAPANESE = "ja", _("Japanese")
    KOREAN = "ko", _("Korean")
    GERMAN = "de", _("German")
    FRENCH = "fr", _("French")
    RUSSIAN = "ru", _("Russian")


class Need(models.TextChoices):
    """With what a company wants help, and a mentor can give it (辅导方向)."""

    STRATEGY = "strategy", _("Strategy and business model")
    PRODUCT = "product", _("Product and technology")
    MARKET = "market", _("Market and sales")
    FINANCING = "financing", _("Financing")
    FINANCE = "finance", _("Finance and tax")
    PEOPLE = "people", _("Team and management")
    LEGAL = "legal", _("Law and intellectual property")
    POLICY = "policy", _("Policy and projects")
    ABROAD = "abroad", _("Markets abroad")


class Stage(models.TextChoices):
    """How far a company is; it follows from its stay (``rules.matching.stage_of``)."""

    START = "start", _("Starting up")
    GROWTH = "growth", _("Growing")
    SCALE = "scale", _("Scaling up")


class Side(models.TextChoices):
    """Who acts: the company, the mentor, or the office."""

    COMPANY = "company", _("Company")
    MENTOR = "mentor", pgettext_lazy("side", "Mentor")
    OFFICE = "office", _("Office")


class StakeKind(models.TextChoices):
    """How a mentor is tied to a company (利益关系)."""

    SHAREHOLDER = "shareholder", _("Shareholder")
    FOUNDER = "founder", _("Founder or executive")
    PAID = "paid", _("Paid by the company")
    FAMILY = "family", _("Family of an owner")


class ApplicationState(models.TextChoices):
    """Where a request to become a mentor stands. The moves are in ``rules.moves``."""

    SUBMITTED = "submitted", pgettext_lazy("mentor application", "Submitted")
    ACCEPTED = "accepted", pgettext_lazy("mentor application", "Accepted")
    DECLINED = "declined", pgettext_lazy("mentor application", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("mentor application", "Withdrawn")


class AssignmentState(models.TextChoices):
    """Where an assignment stands (结对). The moves are in ``rules.moves``."""

    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", pgettext_lazy("assignment", "Accepted")
    ACTIVE = "active", _("Active")
    ENDED = "ended", pgettext_lazy("assignment", "Ended")
    DECLINED = "declined", _("Not taken up")


# What takes one of the places that a mentor has.
TAKING_A_PLACE = [AssignmentState.ACCEPTED, AssignmentState.ACTIVE]
# What is not over.
OPEN = [AssignmentState.PROPOSED, *TAKING_A_PLACE]
# What came to be, and counts in figures of a period.
TAKEN_UP = [AssignmentState.ACTIVE, AssignmentState.ENDED]


class EndReason(models.TextChoices):
    """Why an assignment ended (解除结对)."""

    PERIOD_OVER = "period_over", _("The agreed period is over")
    GOALS_MET = "goals_met", _("The goals are met")
    COMPANY_WISH = "company_wish", _("The company wished it")
    MENTOR_WISH = "mentor_wish", _("The mentor wished it")
    RESIDENCE_ENDED = "residence_ended", _("The company’s residence ended")
    TERM_ENDED = "term_ended", _("The mentor’s appointment ended")
    OTHER = "other", _("Other reason")


class Rhythm(models.TextChoices):
    """How often office hours take place."""

    ONCE = "once", pgettext_lazy("office hours", "Once")
    WEEKLY = "weekly", pgettext_lazy("office hours", "Every week")


class Mode(models.TextChoices):
    """Where a meeting takes place."""

    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")
    PHONE = "phone", _("By phone")


class Audience(models.TextChoices):
    """Who may book office hours."""

    ASSIGNED = "assigned", _("The companies that the mentor is assigned to")
    EVERYBODY = "everybody", _("Every company in the incubator")


class SessionState(models.TextChoices):
    """Where a session stands (辅导记录). The moves are in ``rules.moves``."""

    PLANNED = "planned", pgettext_lazy("session", "Planned")
    HELD = "held", pgettext_lazy("session", "Held")
    CONFIRMED = "confirmed", _("Confirmed by the company")
    NOT_HELD = "not_held", _("Not held")
    CANCELLED = "cancelled", pgettext_lazy("session", "Cancelled")


# Sessions that took place, whether the company has confirmed them yet or not.
TOOK_PLACE = [SessionState.HELD, SessionState.CONFIRMED]
