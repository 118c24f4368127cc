"""Companies in the admin: the register with its stays, calls, applications, returns, rulebooks."""

from companies.admin import (
    applications,
    calls,
    representatives,
    return_forms,
    return_imports,
    returns,
    rulebooks,
)
from companies.admin.register import CompanyAdmin, ResidenceAdmin

__all__ = [
    "CompanyAdmin",
    "ResidenceAdmin",
    "applications",
    "calls",
    "representatives",
    "return_forms",
    "return_imports",
    "returns",
    "rulebooks",
]
