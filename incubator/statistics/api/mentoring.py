"""The lists behind the figures of mentoring."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from incubator.institutions.enums import TechField
from incubator.statistics.api.shapes import FactsPage
from incubator.statistics.api.views import INCUBATOR, PAGE, YEAR, FactsView, codes_of
from incubator.statistics.facts import MENTORS, SESSIONS
from incubator.statistics.mentor_indicators import FIELDS
from mentors.enums import FilingLevel, MentorKind, Mode, SessionState


class MentorFact(serializers.Serializer):
    """A counted mentor, by the term that counts."""

    mentor = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(MentorKind.choices)
    incubator = serializers.CharField()
    level = serializers.ChoiceField(FilingLevel.choices)
    begins_on = serializers.DateField()
    until_on = serializers.DateField()
    appointment = serializers.IntegerField()


class MentorFacts(FactsPage):
    """Of mentors."""

    results = MentorFact(many=True)


class SessionFact(serializers.Serializer):
    """A counted session."""

    session = serializers.IntegerField()
    on = serializers.DateField()
    mentor = serializers.CharField()
    company = serializers.CharField()
    field = serializers.ChoiceField(TechField.choices, allow_blank=True)
    incubator = serializers.CharField()
    mode = serializers.ChoiceField(Mode.choices)
    minutes = serializers.IntegerField()
    state = serializers.ChoiceField(SessionState.choices)


class SessionFacts(FactsPage):
    """Of sessions."""

    results = SessionFact(many=True)


class MentorsView(FactsView):
    """The mentors that a figure counts."""

    kind = MENTORS

    @extend_schema(
        operation_id="statistics_mentors",
        summary=_("Exactly the mentors that a figure counts"),
        parameters=[
            YEAR,
            codes_of(MENTORS),
            INCUBATOR,
            OpenApiParameter(
                "part",
                str,
                enum=[*MentorKind.values, *FilingLevel.values],
                description=_("A part of the figure: of one kind, or of one filing level."),
            ),
            *PAGE,
        ],
        responses=MentorFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """Appointments may name a mentor of two incubators twice."""
        return super().get(request, year, indicator)


class SessionsView(FactsView):
    """The sessions that a figure counts."""

    kind = SESSIONS

    @extend_schema(
        operation_id="statistics_sessions",
        summary=_("Exactly the sessions that a figure counts"),
        parameters=[
            YEAR,
            codes_of(SESSIONS),
            INCUBATOR,
            OpenApiParameter(
                "part",
                str,
                enum=[code for code, _label in FIELDS],
                description=_("A part of the figure: companies of one field."),
            ),
            *PAGE,
        ],
        responses=SessionFacts,
    )
    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """Neither what was said in them nor what anybody thought of it."""
        return super().get(request, year, indicator)
