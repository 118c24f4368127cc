"""Verbs of companies: the only place where a standing changes.

Every verb is keyword-only, takes the actor as ``by`` and the day as ``on`` or the moment as
``at``, runs in one transaction and raises RuleViolation with a stable code.
"""

from companies.lifecycle.admission import company_on_file, register_and_admit
from companies.lifecycle.applications import (
    Incomplete,
    accept_complete,
    appeal,
    ask_information,
    refuse,
    submit,
    withdraw,
)
from companies.lifecycle.attachments import attach, detach
from companies.lifecycle.calls import (
    allow_late,
    close_call,
    new_version,
    prepare_call,
    publish_call,
    publish_questions,
    reschedule_call,
)
from companies.lifecycle.correction import correct_company, correct_residence
from companies.lifecycle.deciding import mark_admitted
from companies.lifecycle.drafts import enter_late_code, save_answer, start_draft
from companies.lifecycle.forgetting import forget_application
from companies.lifecycle.messages import write_message
from companies.lifecycle.people import (
    accept_invitation,
    invite,
    remove_collaborator,
    revoke_invitation,
)
from companies.lifecycle.register import (
    admit,
    extend,
    graduate,
    leave,
    register_company,
    rename_company,
    require_registration_day,
)
from companies.lifecycle.reminders import remind_of_drafts
from companies.lifecycle.representatives import appoint_representative, end_representative

__all__ = [
    "Incomplete",
    "accept_complete",
    "accept_invitation",
    "admit",
    "allow_late",
    "appeal",
    "appoint_representative",
    "ask_information",
    "attach",
    "close_call",
    "company_on_file",
    "correct_company",
    "correct_residence",
    "detach",
    "end_representative",
    "enter_late_code",
    "extend",
    "forget_application",
    "graduate",
    "invite",
    "leave",
    "mark_admitted",
    "new_version",
    "prepare_call",
    "publish_call",
    "publish_questions",
    "refuse",
    "register_and_admit",
    "register_company",
    "remind_of_drafts",
    "remove_collaborator",
    "rename_company",
    "require_registration_day",
    "reschedule_call",
    "revoke_invitation",
    "save_answer",
    "start_draft",
    "submit",
    "withdraw",
    "write_message",
]
