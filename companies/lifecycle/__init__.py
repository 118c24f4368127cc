"""Verbs of companies: the only place where a standing changes.

Every verb is keyword-only, takes the actor as ``by`` and the day as ``on`` or the moment as
``at``, runs in one transaction and raises RuleViolation with a stable code.
"""

from companies.lifecycle.admission import company_on_file, register_and_admit
from companies.lifecycle.correction import correct_company, correct_residence
from companies.lifecycle.register import (
    admit,
    extend,
    graduate,
    leave,
    register_company,
    rename_company,
    require_registration_day,
)

__all__ = [
    "admit",
    "company_on_file",
    "correct_company",
    "correct_residence",
    "extend",
    "graduate",
    "leave",
    "register_and_admit",
    "register_company",
    "rename_company",
    "require_registration_day",
]
