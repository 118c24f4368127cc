"""The rows of companies: the register with its residences, calls, applications, and returns."""

from companies.models.applications import (
    Answer,
    Application,
    ApplicationQuerySet,
    Move,
    Submission,
)
from companies.models.attachments import Attachment
from companies.models.calls import Call, CallQuerySet, LateCode, Question, Questionnaire
from companies.models.conversation import Letter, Message
from companies.models.decisions import (
    Decision,
    DecisionCondition,
    LetterBatch,
    LetterTemplate,
    OutboxLetter,
)
from companies.models.people import Collaborator, Invitation, Representative
from companies.models.plans import ReviewPlan, Rubric, RubricCriterion, Stage, StageMove
from companies.models.register import (
    Company,
    CompanyAlias,
    CompanyQuerySet,
    Residence,
    ResidenceQuerySet,
)
from companies.models.return_dues import DueReturn, ReturnPeriod
from companies.models.return_forms import ReturnCheck, ReturnForm, ReturnItem
from companies.models.return_records import ReturnImport, ReturnMove, ReturnReminder
from companies.models.returns import Return, ReturnValue
from companies.models.reviewers import Reviewer, ReviewerInvitation, ReviewRound
from companies.models.reviews import AssignmentRun, Conflict, CriterionScore, Review

__all__ = [
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "AssignmentRun",
    "Attachment",
    "Call",
    "CallQuerySet",
    "Collaborator",
    "Company",
    "CompanyAlias",
    "CompanyQuerySet",
    "Conflict",
    "CriterionScore",
    "Decision",
    "DecisionCondition",
    "DueReturn",
    "Invitation",
    "LateCode",
    "Letter",
    "LetterBatch",
    "LetterTemplate",
    "Message",
    "Move",
    "OutboxLetter",
    "Question",
    "Questionnaire",
    "Representative",
    "Residence",
    "ResidenceQuerySet",
    "Return",
    "ReturnCheck",
    "ReturnForm",
    "ReturnImport",
    "ReturnItem",
    "ReturnMove",
    "ReturnPeriod",
    "ReturnReminder",
    "ReturnValue",
    "Review",
    "ReviewPlan",
    "ReviewRound",
    "Reviewer",
    "ReviewerInvitation",
    "Rubric",
    "RubricCriterion",
    "Stage",
    "StageMove",
    "Submission",
]
