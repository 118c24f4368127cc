"""Companies in the admin: the register with its stays, calls, applications, rulebooks."""

from companies.admin import applications, calls, representatives, rulebooks
from companies.admin.register import CompanyAdmin, ResidenceAdmin

__all__ = [
    "CompanyAdmin",
    "ResidenceAdmin",
    "applications",
    "calls",
    "representatives",
    "rulebooks",
]
