"""The rows of companies: the register with its residences, calls, applications, and returns."""

from companies.models.admissions import Admission
from companies.models.agreements import AgreementTemplate, IncubationAgreement
from companies.models.applications import (
    Answer,
    Application,
    ApplicationQuerySet,
    Move,
    Submission,
)
from companies.models.attachments import Attachment
from companies.models.calls import Call, CallQuerySet, LateCode, Question, Questionnaire
from companies.models.changes import ChangeRequest
from companies.models.conversation import Letter, Message
from companies.models.decisions import (
    Decision,
    DecisionCondition,
    DecisionQuerySet,
    LetterBatch,
    LetterTemplate,
    OutboxLetter,
)
from companies.models.evidence import CompanyFact, Evidence, FactQuerySet
from companies.models.facts import (
    STAFF_PARTS,
    Award,
    IntellectualProperty,
    MarketEvent,
    Product,
    Project,
    Qualification,
    StaffCount,
)
from companies.models.following import FollowUp
from companies.models.funding import FinancingRound, SubsidyClaim, SubsidyPayment
from companies.models.graduation import Judgement
from companies.models.graduation_reviews import GraduationFinding, GraduationReview
from companies.models.leavings import Leaving, LeavingSignature
from companies.models.meetings import (
    PanelItem,
    PanelMeeting,
    PanelMember,
    PanelNote,
    PanelVote,
)
from companies.models.merging import CompanyMerge, MovedRow, PossibleDuplicate
from companies.models.papers import Paper
from companies.models.people import Collaborator, Invitation, Representative
from companies.models.plans import ReviewPlan, Rubric, RubricCriterion, Stage, StageMove
from companies.models.referrals import AcceleratorYear, Referral
from companies.models.register import (
    Company,
    CompanyAlias,
    CompanyQuerySet,
    Residence,
    ResidenceQuerySet,
)
from companies.models.return_dues import DueReturn, ReturnPeriod
from companies.models.return_forms import ReturnCheck, ReturnForm, ReturnItem
from companies.models.return_records import ReturnMove, ReturnReminder
from companies.models.returns import Return, ReturnValue
from companies.models.reviewers import Reviewer, ReviewerInvitation, ReviewRound
from companies.models.reviews import AssignmentRun, Conflict, CriterionScore, Review
from companies.models.stakes import EquityStake, StakeMove
from companies.models.standing import RegisteredEntry, Shareholding

__all__ = [
    "STAFF_PARTS",
    "AcceleratorYear",
    "Admission",
    "AgreementTemplate",
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "AssignmentRun",
    "Attachment",
    "Award",
    "Call",
    "CallQuerySet",
    "ChangeRequest",
    "Collaborator",
    "Company",
    "CompanyAlias",
    "CompanyFact",
    "CompanyMerge",
    "CompanyQuerySet",
    "Conflict",
    "CriterionScore",
    "Decision",
    "DecisionCondition",
    "DecisionQuerySet",
    "DueReturn",
    "EquityStake",
    "Evidence",
    "FactQuerySet",
    "FinancingRound",
    "FollowUp",
    "GraduationFinding",
    "GraduationReview",
    "IncubationAgreement",
    "IntellectualProperty",
    "Invitation",
    "Judgement",
    "LateCode",
    "Leaving",
    "LeavingSignature",
    "Letter",
    "LetterBatch",
    "LetterTemplate",
    "MarketEvent",
    "Message",
    "Move",
    "MovedRow",
    "OutboxLetter",
    "PanelItem",
    "PanelMeeting",
    "PanelMember",
    "PanelNote",
    "PanelVote",
    "Paper",
    "PossibleDuplicate",
    "Product",
    "Project",
    "Qualification",
    "Question",
    "Questionnaire",
    "Referral",
    "RegisteredEntry",
    "Representative",
    "Residence",
    "ResidenceQuerySet",
    "Return",
    "ReturnCheck",
    "ReturnForm",
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
    "Shareholding",
    "StaffCount",
    "Stage",
    "StageMove",
    "StakeMove",
    "Submission",
    "SubsidyClaim",
    "SubsidyPayment",
]
