"""Verbs of companies: the only place where a standing changes.

Every verb is keyword-only, takes the actor as ``by`` and the day as ``on`` or the moment as
``at``, runs in one transaction and raises RuleViolation with a stable code.
"""

from companies.lifecycle.acting import file_paper
from companies.lifecycle.admission import company_on_file, register_and_admit
from companies.lifecycle.admissions import (
    begin_admission,
    close_admission,
    give_up_admission,
    record_name_approval,
    record_registration,
    set_registered_only,
)
from companies.lifecycle.agreements import (
    bind_agreement,
    draft_agreement,
    file_signed_agreement,
    set_template,
    void_agreement,
)
from companies.lifecycle.applications import (
    Incomplete,
    accept_complete,
    appeal,
    ask_information,
    refuse,
    submit,
    withdraw,
)
from companies.lifecycle.assigning import assign_by_hand, repeated, run_assignment, take_away
from companies.lifecycle.attachments import attach, detach
from companies.lifecycle.calls import (
    allow_late,
    close_call,
    new_version,
    prepare_call,
    publish_call,
    publish_questions,
    reschedule_call,
    revoke_late,
)
from companies.lifecycle.changes import (
    approve_change,
    ask_change,
    record_filing,
    refuse_change,
    tell_overdue_changes,
    withdraw_change,
)
from companies.lifecycle.choosing import Choice
from companies.lifecycle.conflicts import declare_conflict, detect_conflicts, lift_conflict
from companies.lifecycle.correction import correct_company, correct_residence
from companies.lifecycle.deciding import (
    decide,
    decide_batch,
    mark_admitted,
    meet_condition,
    preview_decisions,
    take_up,
    take_up_due,
)
from companies.lifecycle.drafts import enter_late_code, save_answer, start_draft
from companies.lifecycle.facts import (
    add_evidence,
    attach_evidence,
    complete_fact,
    record_fact,
    reject_fact,
    submit_evidence,
    submit_fact,
    usual_end,
    verify_fact,
)
from companies.lifecycle.following import open_follow_ups, record_follow_up
from companies.lifecycle.forgetting import forget_application
from companies.lifecycle.graduation import (
    Proposal,
    apply_for_graduation,
    confirm_decision,
    propose_decision,
    record_committee,
    record_visit,
    reject_proposal,
    supersede_graduation,
    withdraw_graduation,
)
from companies.lifecycle.handing_in import file_document, file_fact
from companies.lifecycle.inviting import Invited, invite_reviewers, remind_reviewers
from companies.lifecycle.judging import judge_condition
from companies.lifecycle.leavings import (
    begin_leaving,
    mark_closed,
    mark_ended,
    refuse_leaving,
    sign_step,
    withdraw_leaving,
)
from companies.lifecycle.messages import write_message
from companies.lifecycle.outbox import (
    confirm_letters,
    mail_letter,
    progress_of,
    send_batch,
    take_up_batches,
)
from companies.lifecycle.people import (
    accept_invitation,
    invite,
    remove_collaborator,
    revoke_invitation,
)
from companies.lifecycle.plan_parts import add_rubric, add_stage, remove_rubric, remove_stage
from companies.lifecycle.plans import new_plan, plan_in_force, publish_plan
from companies.lifecycle.referrals import (
    Opinion,
    Wanted,
    pay_move_in_subsidy,
    record_accelerator_year,
    refer,
    review_referral,
    withdraw_referral,
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
from companies.lifecycle.representatives import (
    appoint_applicants,
    appoint_representative,
    end_representative,
)
from companies.lifecycle.reviewers import (
    accept_reviewer_invitation,
    add_reviewer,
    change_reviewer,
    invite_reviewer,
    remove_reviewer,
    revoke_reviewer_invitation,
)
from companies.lifecycle.reviewing import Unfinished, abstain, save_review, sign_review
from companies.lifecycle.rounds import close_round, extend_round, open_round, proposed_end
from companies.lifecycle.stages import enter_review, move_stage
from companies.lifecycle.stakes import agree_stake, record_stake_move
from companies.lifecycle.standing import set_capital, set_entry, set_shareholders, take_facts
from companies.lifecycle.subsidies import claw_back, grant_claim, pay_claim, refuse_claim
from companies.lifecycle.templates import preview_template, words_for, write_template

__all__ = [
    "Choice",
    "Incomplete",
    "Invited",
    "Opinion",
    "Proposal",
    "Unfinished",
    "Wanted",
    "abstain",
    "accept_complete",
    "accept_invitation",
    "accept_reviewer_invitation",
    "add_evidence",
    "add_reviewer",
    "add_rubric",
    "add_stage",
    "admit",
    "agree_stake",
    "allow_late",
    "appeal",
    "apply_for_graduation",
    "appoint_applicants",
    "appoint_representative",
    "approve_change",
    "ask_change",
    "ask_information",
    "assign_by_hand",
    "attach",
    "attach_evidence",
    "begin_admission",
    "begin_leaving",
    "bind_agreement",
    "change_reviewer",
    "claw_back",
    "close_admission",
    "close_call",
    "close_round",
    "company_on_file",
    "complete_fact",
    "confirm_decision",
    "confirm_letters",
    "correct_company",
    "correct_residence",
    "decide",
    "decide_batch",
    "declare_conflict",
    "detach",
    "detect_conflicts",
    "draft_agreement",
    "end_representative",
    "enter_late_code",
    "enter_review",
    "extend",
    "extend_round",
    "file_document",
    "file_fact",
    "file_paper",
    "file_signed_agreement",
    "forget_application",
    "give_up_admission",
    "graduate",
    "grant_claim",
    "invite",
    "invite_reviewer",
    "invite_reviewers",
    "judge_condition",
    "leave",
    "lift_conflict",
    "mail_letter",
    "mark_admitted",
    "mark_closed",
    "mark_ended",
    "meet_condition",
    "move_stage",
    "new_plan",
    "new_version",
    "open_follow_ups",
    "open_round",
    "pay_claim",
    "pay_move_in_subsidy",
    "plan_in_force",
    "prepare_call",
    "preview_decisions",
    "preview_template",
    "progress_of",
    "propose_decision",
    "proposed_end",
    "publish_call",
    "publish_plan",
    "publish_questions",
    "record_accelerator_year",
    "record_committee",
    "record_fact",
    "record_filing",
    "record_follow_up",
    "record_name_approval",
    "record_registration",
    "record_stake_move",
    "record_visit",
    "refer",
    "refuse",
    "refuse_change",
    "refuse_claim",
    "refuse_leaving",
    "register_and_admit",
    "register_company",
    "reject_fact",
    "reject_proposal",
    "remind_of_drafts",
    "remind_reviewers",
    "remove_collaborator",
    "remove_reviewer",
    "remove_rubric",
    "remove_stage",
    "rename_company",
    "repeated",
    "require_registration_day",
    "reschedule_call",
    "review_referral",
    "revoke_invitation",
    "revoke_late",
    "revoke_reviewer_invitation",
    "run_assignment",
    "save_answer",
    "save_review",
    "send_batch",
    "set_capital",
    "set_entry",
    "set_registered_only",
    "set_shareholders",
    "set_template",
    "sign_review",
    "sign_step",
    "start_draft",
    "submit",
    "submit_evidence",
    "submit_fact",
    "supersede_graduation",
    "take_away",
    "take_facts",
    "take_up",
    "take_up_batches",
    "take_up_due",
    "tell_overdue_changes",
    "usual_end",
    "verify_fact",
    "void_agreement",
    "withdraw",
    "withdraw_change",
    "withdraw_graduation",
    "withdraw_leaving",
    "withdraw_referral",
    "words_for",
    "write_message",
    "write_template",
]
