"""The rows of mentoring: people and terms, assignments, office hours, sessions, feeds."""

from mentors.models.applications import MentorApplication, MentorApplicationDraft
from mentors.models.assignments import Assignment
from mentors.models.feeds import CalendarFeed
from mentors.models.hours import OfficeHours, Slot
from mentors.models.people import Appointment, AppointmentNotice, Mentor
from mentors.models.sessions import (
    ActionItem,
    Feedback,
    MentoringSession,
    SessionFile,
    SessionNotes,
    SessionReminder,
)
from mentors.models.stakes import Stake

__all__ = [
    "ActionItem",
    "Appointment",
    "AppointmentNotice",
    "Assignment",
    "CalendarFeed",
    "Feedback",
    "Mentor",
    "MentorApplication",
    "MentorApplicationDraft",
    "MentoringSession",
    "OfficeHours",
    "SessionFile",
    "SessionNotes",
    "SessionReminder",
    "Slot",
    "Stake",
]
