"""Verbs of mentoring: the only place where its states change.

Every verb is keyword-only, takes the actor as ``by``, the day as ``on`` or the moment as
``at``, runs in one transaction and raises RuleViolation with a stable code. Where either of
several may act, ``side`` says for whom; who may act for the office is the page's part. Rows
are held in one order: residence, mentor, then what hangs on them.
"""

from mentors.lifecycle.accounts import (
    claim_mentor,
    link_account,
    mentor_to_claim,
    unlink_account,
)
from mentors.lifecycle.applications import (
    accept_mentor_application,
    apply_as_mentor,
    decline_mentor_application,
    term_to_renew,
    withdraw_mentor_application,
)
from mentors.lifecycle.appointments import (
    Terms,
    amend_appointment,
    appoint,
    end_appointment,
    register_and_appoint,
    renew_appointment,
)
from mentors.lifecycle.assignments import (
    activate_assignment,
    agree,
    close_assignments_over,
    decline_assignment,
    end_assignment,
    end_assignments_of,
    propose_assignment,
)
from mentors.lifecycle.bookings import book, cancel_session, move_booking
from mentors.lifecycle.drafts import save_mentor_draft
from mentors.lifecycle.feedback import give_feedback
from mentors.lifecycle.feeds import make_feed, revoke_feed
from mentors.lifecycle.hours import (
    Hours,
    Published,
    publish_hours,
    withdraw_hours,
    withdraw_slot,
)
from mentors.lifecycle.imports import (
    MentorDraft,
    OnFile,
    appoint_drafted,
    appoint_drafts,
    hold_listed,
    hold_lists,
)
from mentors.lifecycle.notes import add_step, attach_file, detach_file, finish_step, write_notes
from mentors.lifecycle.notices import (
    announce_ending_terms,
    ask_about_sessions,
    close_unheld_sessions,
    remind_mentor,
    remind_of_sessions,
)
from mentors.lifecycle.people import (
    bring_back,
    correct_mentor,
    register_mentor,
    retire_mentor,
)
from mentors.lifecycle.sessions import (
    Meeting,
    confirm_session,
    plan_session,
    record_session,
    report_held,
    report_not_held,
)
from mentors.lifecycle.stakes import declare_stake, end_stake

__all__ = [
    "Hours",
    "Meeting",
    "MentorDraft",
    "OnFile",
    "Published",
    "Terms",
    "accept_mentor_application",
    "activate_assignment",
    "add_step",
    "agree",
    "amend_appointment",
    "announce_ending_terms",
    "apply_as_mentor",
    "appoint",
    "appoint_drafted",
    "appoint_drafts",
    "ask_about_sessions",
    "attach_file",
    "book",
    "bring_back",
    "cancel_session",
    "claim_mentor",
    "close_assignments_over",
    "close_unheld_sessions",
    "confirm_session",
    "correct_mentor",
    "declare_stake",
    "decline_assignment",
    "decline_mentor_application",
    "detach_file",
    "end_appointment",
    "end_assignment",
    "end_assignments_of",
    "end_stake",
    "finish_step",
    "give_feedback",
    "hold_listed",
    "hold_lists",
    "link_account",
    "make_feed",
    "mentor_to_claim",
    "move_booking",
    "plan_session",
    "propose_assignment",
    "publish_hours",
    "record_session",
    "register_and_appoint",
    "register_mentor",
    "remind_mentor",
    "remind_of_sessions",
    "renew_appointment",
    "report_held",
    "report_not_held",
    "retire_mentor",
    "revoke_feed",
    "save_mentor_draft",
    "term_to_renew",
    "unlink_account",
    "withdraw_hours",
    "withdraw_mentor_application",
    "withdraw_slot",
    "write_notes",
]
