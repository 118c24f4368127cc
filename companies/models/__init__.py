"""The rows of companies: the register with its residences, calls, and applications."""

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
from companies.models.people import Collaborator, Invitation, Representative
from companies.models.register import (
    Company,
    CompanyAlias,
    CompanyQuerySet,
    Residence,
    ResidenceQuerySet,
)

__all__ = [
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "Attachment",
    "Call",
    "CallQuerySet",
    "Collaborator",
    "Company",
    "CompanyAlias",
    "CompanyQuerySet",
    "Invitation",
    "LateCode",
    "Letter",
    "Message",
    "Move",
    "Question",
    "Questionnaire",
    "Representative",
    "Residence",
    "ResidenceQuerySet",
    "Submission",
]
