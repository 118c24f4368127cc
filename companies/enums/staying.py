"""Choices about a stay: how it begins, changes, and is wound up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.enums.register import ExitReason


class ChangeKind(models.TextChoices):
    """What of a company changes during its stay (变更事项, domain 8.4 and 8.10)."""

    NAME = "name", _("Company name")
    SHAREHOLDERS = "shareholders", _("Shareholders")
    SCOPE = "scope", _("Business scope")
    AREA = "area", _("Area")
    LEGAL_REPRESENTATIVE = "legal_representative", _("Legal representative")
    EXTENSION = "extension", _("Extension of the stay")
    ADDRESS = "address", _("Registered address")
    CAPITAL = "capital", _("Registered capital")


class ChangeState(models.TextChoices):
    """Where a request for a change stands."""

    ASKED = "asked", _("Waiting for the office")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Entry(models.TextChoices):
    """登记事项: what the register of companies says of one, beside its name."""

    SCOPE = "scope", _("Business scope")
    LEGAL_REPRESENTATIVE = "legal_representative", _("Legal representative")
    ADDRESS = "address", _("Registered address")
    CAPITAL = "capital", _("Registered capital (yuan)")


class PaperKind(models.TextChoices):
    """What a filed paper is (材料)."""

    AGREEMENT = "agreement", _("Signed incubation agreement")
    LICENCE = "licence", _("Business licence")
    STATEMENT = "statement", _("Financial or tax statement")
    RESOLUTION = "resolution", _("Resolution of the shareholders")
    REQUEST = "request", _("Written request")
    WARNING = "warning", _("Written warning")
    INSPECTION = "inspection", _("Record of an inspection")
    OTHER = "other", _("Other paper")


class ExitGround(models.TextChoices):
    """Why a stay ends without graduation (domain 8.4 and 8.6)."""

    OWN_WISH = "own_wish", _("Leaves at its own wish")
    PERIOD_OVER = "period_over", _("The period is over without graduation")
    LAW_BROKEN = "law_broken", _("Broke the law")
    FALSE_PAPERS = "false_papers", _("False papers for benefits")
    UNMANAGED = "unmanaged", _("Does not obey the management, or is long absent")
    LEASE_BREACHED = "lease_breached", _("Cannot perform the lease")
    CEASED = "ceased", _("Stopped operating or was deregistered")
    MOVED_OUT = "moved_out", _("Moved its business or registered address out")
    FEES_UNPAID = "fees_unpaid", _("Fees unpaid after demand")
    SUBLET = "sublet", _("Sublet its rooms")
    PROJECT_CHANGED = "project_changed", _("Changed its project without consent")
    NOT_STARTED = "not_started", _("Did not start in time")
    SLOW = "slow", _("Progress below the stage goals")
    REPORTS_LATE = "reports_late", _("Reports late")
    GRADE_C = "grade_c", _("Graded C in the yearly assessment")


class LeavingState(models.TextChoices):
    """Where the winding-up of a stay stands (退出办理)."""

    OPEN = "open", _("Under way")
    ENDED = "ended", _("Stay ended, rooms or money open")
    CLOSED = "closed", _("Closed")
    REFUSED = "refused", _("Not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LeavingStep(models.TextChoices):
    """The chain of the leaving form 退房, in its order (domain 8.1)."""

    CLERK = "clerk", _("Clerk")
    SERVICE = "service", _("Start-up service department, first review")
    LEADER = "leader", _("Leader of the committee")
    REGISTRATION = "registration", _("Enterprise development department: registration changed")
    FINANCE = "finance", _("Zone finance")
    INSPECTION = "inspection", _("Property company: inspection")
    PROPERTY_FINANCE = "property_finance", _("Property company: finance")


class Need(models.TextChoices):
    """入驻办理: what has to be there before a company moves in, in its order (domain 8.3, 8.10)."""

    CONDITIONS = "conditions", _("Acceptance announced, its conditions met")
    REGISTRATION = "registration", _("Registered at the site")
    AGREEMENT = "agreement", _("Agreement drafted")
    SIGNED = "signed", _("Signed agreement filed")
    ROOMS = "rooms", _("Rooms reserved")
    DEPOSIT = "deposit", _("Deposit paid")
    HANDOVER = "handover", _("Handed over and admitted")


class Holder(models.TextChoices):
    """Who has to act next."""

    APPLICANT = "applicant", _("The company")
    MANAGER = "manager", _("The office")
    FINANCE = "finance", _("Finance")
    NOBODY = "nobody", _("Nobody")


# What ends with which ground; nothing else goes together. The grounds are those of domain 8.6
# and of the clause of termination of 8.4; which reason each belongs to follows from what the
# reasons mean: 肄业 left unfinished, 淘汰 eliminated by the office, 消亡 gone, 迁出 elsewhere now.
GROUNDS: dict[str, tuple[str, ...]] = {
    ExitReason.WITHDREW: (ExitGround.OWN_WISH, ExitGround.PERIOD_OVER),
    ExitReason.REMOVED: (
        ExitGround.LAW_BROKEN,
        ExitGround.FALSE_PAPERS,
        ExitGround.UNMANAGED,
        ExitGround.LEASE_BREACHED,
        ExitGround.FEES_UNPAID,
        ExitGround.SUBLET,
        ExitGround.PROJECT_CHANGED,
        ExitGround.NOT_STARTED,
        ExitGround.SLOW,
        ExitGround.REPORTS_LATE,
        ExitGround.GRADE_C,
        ExitGround.PERIOD_OVER,
    ),
    ExitReason.DISSOLVED: (ExitGround.CEASED,),
    ExitReason.MOVED: (ExitGround.MOVED_OUT, ExitGround.OWN_WISH),
}
# Termination after written warning (domain 8.4); only the end of the period needs none.
WARNED = tuple(ground for ground in GROUNDS[ExitReason.REMOVED] if ground != ExitGround.PERIOD_OVER)
# What a company may ask for by itself.
ASKED_BY_COMPANY: dict[str, tuple[str, ...]] = {
    ExitReason.WITHDREW: (ExitGround.OWN_WISH,),
    ExitReason.DISSOLVED: (ExitGround.CEASED,),
    ExitReason.MOVED: (ExitGround.MOVED_OUT, ExitGround.OWN_WISH),
}
# The chain decides with its first three signatures; the others wind up.
DECIDING = (LeavingStep.CLERK, LeavingStep.SERVICE, LeavingStep.LEADER)
