"""Companies in the admin: the register with its stays, calls, applications, returns, rulebooks."""

from companies.admin import (
    applications,
    calls,
    facts,
    following,
    representatives,
    return_forms,
    returns,
    review,
    rulebooks,
    stakes,
    subsidies,
)
from companies.admin.register import CompanyAdmin, ResidenceAdmin

__all__ = [
    "CompanyAdmin",
    "ResidenceAdmin",
    "applications",
    "calls",
    "facts",
    "following",
    "representatives",
    "return_forms",
    "returns",
    "review",
    "rulebooks",
    "stakes",
    "subsidies",
]
