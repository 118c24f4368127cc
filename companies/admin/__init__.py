"""Companies in the admin: the register with its stays, calls, and applications."""

from companies.admin import applications, calls, representatives
from companies.admin.register import CompanyAdmin, ResidenceAdmin

__all__ = ["CompanyAdmin", "ResidenceAdmin", "applications", "calls", "representatives"]
