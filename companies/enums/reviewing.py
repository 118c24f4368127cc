"""Choices about the stages of a review, who reviews, and what the office decides."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StageKind(models.TextChoices):
    """What a stage is for (评审环节), in the order of domain 8.10."""

    COMPLETENESS = "completeness", _("Completeness check")
    DEPARTMENT = "department", _("Department review")
    EXPERT = "expert", _("Expert review")
    DEFENCE = "defence", _("Defence")
    DECISION = "decision", _("Decision")


# Stages in which cases are scored.
REVIEWING = [StageKind.DEPARTMENT, StageKind.EXPERT, StageKind.DEFENCE]


class Actors(models.TextChoices):
    """Who acts in a stage."""

    OFFICE = "office", _("People of the incubator")
    INVITED = "invited", _("Invited reviewers")
    BOTH = "both", _("Both")


class Others(models.TextChoices):
    """What reviewers of a case see of each other's reviews."""

    NEVER = "never", pgettext_lazy("reviews of others", "Nothing")
    AFTER = "after", _("All, once they have signed their own")
    ALWAYS = "always", _("All, at any time")


class Blind(models.TextChoices):
    """What a blind stage hides, besides single questions."""

    NAME = "name", _("Name and code of the company")
    PEOPLE = "people", _("People: their names, shares and contacts")
    FILES = "files", _("Names and properties of files")


class Combination(models.TextChoices):
    """How the scores of several reviews become one."""

    MEAN = "mean", _("Mean")
    MEDIAN = "median", _("Median")


class ReviewState(models.TextChoices):
    """Where one person's review of one case stands (评审状态)."""

    ASSIGNED = "assigned", pgettext_lazy("review", "Not begun")
    DRAFT = "draft", _("Begun")
    SIGNED = "signed", _("Signed")
    ABSTAINED = "abstained", _("Abstained")
    DROPPED = "dropped", _("Taken away")


# What a reviewer may still write in.
WRITABLE = [ReviewState.ASSIGNED, ReviewState.DRAFT]
# What fills one of the places that a stage asks for.
FILLING = [ReviewState.ASSIGNED, ReviewState.DRAFT, ReviewState.SIGNED]


class Ground(models.TextChoices):
    """Why somebody may not review a case (回避事由)."""

    DECLARED = "declared", _("Declared by the reviewer")
    COMPANY = "company", _("Acts for the company or takes part in the application")
    EMPLOYER = "employer", _("Employed by the company or a shareholder")
    DOMAIN = "domain", _("E-mail address of the same organisation")
    NAMED = "named", _("Named in the application")
    MENTOR = "mentor", _("Mentor of the company")


class Outcome(models.TextChoices):
    """What the office decides (评审结论)."""

    ACCEPT = "accept", _("Accept")
    CONDITIONS = "conditions", _("Accept with conditions")
    WAITING = "waiting", _("Waiting list")
    REJECT = "reject", _("Reject")
    DEFER = "defer", _("Put off")


# What needs the reviews that the call asks for.
FAVOURABLE = [Outcome.ACCEPT, Outcome.CONDITIONS, Outcome.WAITING]


class OutboxState(models.TextChoices):
    """How far a letter in the outbox is (发件箱)."""

    PREPARED = "prepared", _("Prepared")
    CONFIRMED = "confirmed", pgettext_lazy("letter", "Confirmed")
    FILED = "filed", _("On file, mail on its way")
    SENT = "sent", pgettext_lazy("letter", "Sent")
    CANCELLED = "cancelled", pgettext_lazy("letter", "Not sent")


class Reached(models.TextChoices):
    """How far an application came, from the entry to the residence (征集漏斗)."""

    RECEIVED = "received", pgettext_lazy("applications", "Received")
    COMPLETE = "complete", pgettext_lazy("applications", "Complete")
    REVIEWED = "reviewed", pgettext_lazy("applications", "Reviewed")
    ACCEPTED = "accepted", pgettext_lazy("applications", "Accepted")
    RESIDENT = "resident", pgettext_lazy("applications", "Moved in")


class TimedStage(models.TextChoices):
    """What time is taken of: the stages of a review, and moving in after it (环节用时)."""

    COMPLETENESS = "completeness", _("Completeness check")
    DEPARTMENT = "department", _("Department review")
    EXPERT = "expert", _("Expert review")
    DEFENCE = "defence", _("Defence")
    DECISION = "decision", _("Decision")
    ADMISSION = "admission", _("From acceptance to moving in")


class Duty(models.TextChoices):
    """What somebody does in a panel meeting (评审会职务)."""

    CHAIR = "chair", _("Chair")
    MEMBER = "member", pgettext_lazy("panel", "Member")
    SECRETARY = "secretary", _("Keeper of the minutes")


class PanelChoice(models.TextChoices):
    """How somebody votes (表决)."""

    FOR = "for", pgettext_lazy("vote", "For")
    AGAINST = "against", pgettext_lazy("vote", "Against")
    ABSTAIN = "abstain", pgettext_lazy("vote", "Abstains")
    RECUSED = "recused", pgettext_lazy("vote", "Stands back")
