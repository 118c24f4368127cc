"""Choices about calls, their questions, and applications."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallKind(models.TextChoices):
    """What sort of call it is (征集类型)."""

    ROLLING = "rolling", _("Rolling admission")
    CONTEST = "contest", _("Contest")
    COHORT = "cohort", _("Cohort")


class CallState(models.TextChoices):
    """Where a call stands; whether it is open follows from this and its dates."""

    DRAFT = "draft", _("In preparation")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed")


class QuestionKind(models.TextChoices):
    """What an answer is."""

    TEXT = "text", _("One line of text")
    LONG_TEXT = "long_text", _("Long text")
    NUMBER = "number", _("Number")
    MONEY = "money", _("Money")
    DATE = "date", _("Date")
    CHOICE = "choice", _("One choice")
    CHOICES = "choices", _("Several choices")
    PEOPLE = "people", _("Table of people")
    FILE = "file", _("File")


# Answers that are written as one text.
WRITTEN = [
    QuestionKind.TEXT,
    QuestionKind.LONG_TEXT,
    QuestionKind.NUMBER,
    QuestionKind.MONEY,
    QuestionKind.DATE,
    QuestionKind.CHOICE,
]
CHOOSING = [QuestionKind.CHOICE, QuestionKind.CHOICES]


class Column(models.TextChoices):
    """What a table of people asks of each (domain 8.1 and 8.2)."""

    NAME = "name", _("Name")
    SEX = "sex", _("Sex")
    BORN = "born", _("Year of birth")
    EDUCATION = "education", _("Highest degree")
    SCHOOL = "school", _("School")
    GRADUATED = "graduated", _("Year of graduation")
    MAJOR = "major", _("Major")
    TITLE = "title", _("Professional title")
    POST = "post", _("Post")
    FULL_TIME = "full_time", _("Full-time or part-time")
    RETURNEE = "returnee", _("Returned from overseas")
    SHARE = "share", _("Share (%)")
    CONTRIBUTION = "contribution", _("Form of contribution")
    PHONE = "phone", _("Phone")


# Columns that hold a number.
NUMERIC_COLUMNS = [Column.BORN, Column.GRADUATED, Column.SHARE]


class Fact(models.TextChoices):
    """What is asked of every company and need be typed once only (domain 8.1, 8.2).

    The value is what eligibility, prefilling and registering look for.
    """

    NAME = "name", _("Name of the company or team")
    UNIFIED_CODE = "unified_code", _("Unified social credit code")
    REGISTERED_ON = "registered_on", _("Registered on")
    REGISTERED_CAPITAL = "registered_capital", _("Registered capital")
    REGISTERED_PLACE = "registered_place", _("Registered address")
    FOUNDER_KIND = "founder_kind", _("Kind of founder")
    FIELD = "field", _("Technical field")
    MOVED_IN = "moved_in", _("Moved in from elsewhere")
    PREVIOUS_REVENUE = "previous_revenue", _("Revenue of the previous year")
    AREA_WANTED = "area_wanted", _("Area wanted")
    STAFF = "staff", _("Staff")
    STAFF_DOCTORS = "staff_doctors", _("… of them doctors")
    STAFF_MASTERS = "staff_masters", _("… of them masters")
    STAFF_BACHELORS = "staff_bachelors", _("… of them bachelors")
    STAFF_COLLEGE = "staff_college", _("… of them with junior college")
    STAFF_ACCOUNTANTS = "staff_accountants", _("… of them accountants")
    STAFF_PART_TIME = "staff_part_time", _("… of them part-time")
    TEAM = "team", _("Staff list")
    HEADS = "heads", _("Heads")
    CORPORATE_SHAREHOLDER = "corporate_shareholder", _("Has a company among its shareholders")
    PLANNED_INVESTMENT = "planned_investment", _("Planned total investment")
    EXPECTED_OUTPUT = "expected_output", _("Expected yearly output")
    OFFICE_ADDRESS = "office_address", _("Present office address")
    SHAREHOLDERS = "shareholders", _("Shareholders")
    LEGAL_REPRESENTATIVE = "legal_representative", _("Legal representative")
    CONTACT = "contact", _("Contact person")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    BUSINESS_SCOPE = "business_scope", _("Business scope")
    PROJECT_NAME = "project_name", _("Name of the project")
    PROJECT = "project", _("Project")
    PROJECT_SOURCE = "project_source", _("Source of the project")
    INTELLECTUAL_PROPERTY = "intellectual_property", _("Intellectual property")


class Place(models.TextChoices):
    """Where the company is registered, seen from the incubator's site (domain 2.1)."""

    INSIDE = "inside", _("Inside the incubator’s site")
    MOVING = "moving", _("Elsewhere, and will move its registration here")
    OUTSIDE = "outside", _("Elsewhere, and stays there")
    NOT_YET = "not_yet", _("Not registered yet")


class YesNo(models.TextChoices):
    """An answer to a plain question."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class ApplicationState(models.TextChoices):
    """Where an application stands (入孵申请). The moves are in ``rules.moves``."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("More information asked")
    COMPLETE = "complete", _("Complete, in review")
    WAITING = "waiting", _("On the waiting list")
    DEFERRED = "deferred", _("Decision put off")
    ACCEPTED = "accepted", _("Accepted")
    ADMITTED = "admitted", _("Admitted")
    REFUSED = "refused", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# What the applicant may still write in.
EDITABLE = [ApplicationState.DRAFT, ApplicationState.RETURNED]
# What the office has received.
RECEIVED = [state for state in ApplicationState if state != ApplicationState.DRAFT]
# What is not over. One that was admitted is: the company lives on in its residence.
OPEN = [
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.RETURNED,
    ApplicationState.COMPLETE,
    ApplicationState.WAITING,
    ApplicationState.DEFERRED,
    ApplicationState.ACCEPTED,
]
# What stands on a decision of the office, in force or carried out.
DECIDED = [
    ApplicationState.WAITING,
    ApplicationState.DEFERRED,
    ApplicationState.ACCEPTED,
    ApplicationState.ADMITTED,
    ApplicationState.REFUSED,
]


class Right(models.TextChoices):
    """What somebody may do for a company or in one application; each holds those before it."""

    VIEW = "view", _("Read")
    EDIT = "edit", _("Read and write")
    SIGN = "sign", _("Read, write and submit")


class LetterKind(models.TextChoices):
    """What a letter of the office says."""

    RECEIPT = "receipt", _("Receipt")
    INFORMATION = "information", _("More information asked")
    COMPLETE = "complete", _("Application complete")
    ACCEPTED = "accepted", _("Accepted")
    CONDITIONS = "conditions", _("Accepted with conditions")
    WAITING = "waiting", _("On the waiting list")
    DEFERRED = "deferred", _("Decision put off")
    ADMITTED = "admitted", _("Admitted")
    REFUSED = "refused", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawal confirmed")
