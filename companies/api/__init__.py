"""Companies, residences, graduations, calls, applications, reviews and returns, for programs."""

from companies.api.applying import ApplicationViewSet, CallViewSet
from companies.api.decisions import DecisionViewSet
from companies.api.funnel import FunnelView
from companies.api.graduation import GraduationReviewViewSet
from companies.api.register import CompanyViewSet, ResidenceViewSet
from companies.api.returns import ReturnViewSet
from companies.api.reviews import ReviewViewSet

__all__ = [
    "ApplicationViewSet",
    "CallViewSet",
    "CompanyViewSet",
    "DecisionViewSet",
    "FunnelView",
    "GraduationReviewViewSet",
    "ResidenceViewSet",
    "ReturnViewSet",
    "ReviewViewSet",
]
