"""Companies, residences, calls and applications, for programs."""

from companies.api.applying import ApplicationViewSet, CallViewSet
from companies.api.register import CompanyViewSet, ResidenceViewSet

__all__ = ["ApplicationViewSet", "CallViewSet", "CompanyViewSet", "ResidenceViewSet"]
