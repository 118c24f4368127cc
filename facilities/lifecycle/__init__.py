"""Verbs of facilities: the only place where space, leases and claims change.

Every verb is keyword-only, takes the actor as ``by`` and the day as ``on``, runs in one
transaction and raises RuleViolation with a stable code.
"""

from facilities.lifecycle.buildings import add_building, close_building, correct_building
from facilities.lifecycle.charges import (
    claim_again,
    generate_charges,
    record_late_fee,
    reverse_charge,
)
from facilities.lifecycle.drafts import UnitDraft
from facilities.lifecycle.estate import (
    add_units,
    close_unit,
    correct_unit,
    reopen_unit,
    reshape,
    retire_unit,
    take_back_reshape,
)
from facilities.lifecycle.granting import (
    LeaseDraft,
    LeaseTerms,
    grant_lease,
    grant_leases,
    held_for,
)
from facilities.lifecycle.holding import release_lapsed
from facilities.lifecycle.leases import (
    amend,
    cancel,
    end,
    file_document,
    renew,
)
from facilities.lifecycle.notices import announce_ending_leases, mail_notice
from facilities.lifecycle.payments import (
    record_payment,
    record_receipt,
    refund,
    refund_deposits,
    reverse_payment,
)
from facilities.lifecycle.reservations import (
    let_reserved,
    record_deposit,
    release_kept,
    release_reservation,
    reserve_units,
    take_deposit_back,
)
from facilities.lifecycle.runs import generate_year, request_charges
from facilities.lifecycle.tenancy import hand_back, hand_over, inspect

__all__ = [
    "LeaseDraft",
    "LeaseTerms",
    "UnitDraft",
    "add_building",
    "add_units",
    "amend",
    "announce_ending_leases",
    "cancel",
    "claim_again",
    "close_building",
    "close_unit",
    "correct_building",
    "correct_unit",
    "end",
    "file_document",
    "generate_charges",
    "generate_year",
    "grant_lease",
    "grant_leases",
    "hand_back",
    "hand_over",
    "held_for",
    "inspect",
    "let_reserved",
    "mail_notice",
    "record_deposit",
    "record_late_fee",
    "record_payment",
    "record_receipt",
    "refund",
    "refund_deposits",
    "release_kept",
    "release_lapsed",
    "release_reservation",
    "renew",
    "reopen_unit",
    "request_charges",
    "reserve_units",
    "reshape",
    "retire_unit",
    "reverse_charge",
    "reverse_payment",
    "take_back_reshape",
    "take_deposit_back",
]
