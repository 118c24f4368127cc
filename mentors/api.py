"""Mentors, assignments and sessions, for programs. What was said in a session is not here."""

import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.filters import CodeFilter, IsoDateFilter, KeyFilter
from incubator.core.api.views import ReadOnlyViewSet
from incubator.institutions.api import incubators_seen
from incubator.institutions.enums import TechField
from mentors.enums import AssignmentState, MentorKind, SessionState, Tier
from mentors.models import Appointment, Assignment, Mentor, MentoringSession


class TermSerializer(serializers.ModelSerializer):
    """A term at an incubator on [begins_on, until_on), with what the mentor takes on."""

    incubator = serializers.CharField(source="incubator.code", read_only=True)
    until_on = serializers.DateField(read_only=True)

    class Meta:
        model = Appointment
        fields = (
            "id", "incubator", "level", "certificate", "begins_on", "ends_on", "until_on",
            "companies", "hours",
        )  # fmt: skip


class MentorSerializer(serializers.ModelSerializer):
    """A mentor with the terms that the caller may see; no address and no phone number."""

    appointments = TermSerializer(many=True, read_only=True, source="seen_terms")

    class Meta:
        model = Mentor
        fields = (
            "id", "name", "kind", "tier", "employer", "title", "fields", "strengths", "stages",
            "languages", "retired_on", "is_generated", "appointments",
        )  # fmt: skip


class AssignmentSerializer(serializers.ModelSerializer):
    """A mentor for a company on [begins_on, until_on)."""

    incubator = serializers.CharField(source="incubator.code", read_only=True)
    mentor_name = serializers.CharField(source="mentor.name", read_only=True)
    company_name = serializers.CharField(source="company.name", read_only=True)
    until_on = serializers.DateField(read_only=True)

    class Meta:
        model = Assignment
        fields = (
            "id", "incubator", "mentor", "mentor_name", "company", "company_name", "residence",
            "state", "asked_by", "needs", "begins_on", "ends_on", "ended_on", "until_on",
            "end_reason",
        )  # fmt: skip


class SessionSerializer(serializers.ModelSerializer):
    """A session: when, how long, how; not what was said."""

    incubator = serializers.CharField(source="incubator.code", read_only=True)

    class Meta:
        model = MentoringSession
        fields = (
            "id", "incubator", "mentor", "company", "residence", "assignment", "on", "starts",
            "minutes", "mode", "need", "state",
        )  # fmt: skip


class MentorFilter(filters.FilterSet):
    """Which mentors. What is asked of terms, is asked of those that may be seen."""

    q = filters.CharFilter(
        method="search", label=_("Part of a name, of its pinyin or initials, or of an employer.")
    )
    kind = filters.ChoiceFilter(choices=MentorKind)
    tier = filters.ChoiceFilter(choices=Tier)
    field = filters.ChoiceFilter(choices=TechField, method="of_field", label=_("Works in it."))
    incubator = CodeFilter(
        queryset=incubators_seen, method="by_term", label=_("Has been appointed there.")
    )
    in_office_on = IsoDateFilter(
        method="by_term", label=_("Was in office on this day (there, if named).")
    )

    class Meta:
        model = Mentor
        fields = ()

    def search(self, mentors: QuerySet, _name: str, text: str) -> QuerySet:
        """By words."""
        return mentors.matching(text)

    def of_field(self, mentors: QuerySet, _name: str, value: str) -> QuerySet:
        """Who works in a field."""
        return mentors.filter(fields__contains=[value])

    def by_term(self, mentors: QuerySet, _name: str, _value: object) -> QuerySet:
        """Both questions are of one term, so they are put together."""
        asked = self.form.cleaned_data
        terms = Appointment.objects.visible_to(access_from(self.request))
        if asked["incubator"]:
            terms = terms.filter(incubator=asked["incubator"])
        if asked["in_office_on"]:
            terms = terms.in_force(on=asked["in_office_on"])
        return mentors.filter(Exists(terms.filter(mentor=OuterRef("pk"))))


class AssignmentFilter(filters.FilterSet):
    """Which assignments."""

    incubator = CodeFilter(queryset=incubators_seen)
    mentor = KeyFilter(field_name="mentor_id", label=_("The number of a mentor."))
    company = KeyFilter(field_name="company_id", label=_("The number of a company."))
    state = filters.ChoiceFilter(choices=AssignmentState)
    active_on = IsoDateFilter(method="active", label=_("Was active on this day."))

    class Meta:
        model = Assignment
        fields = ()

    def active(self, assignments: QuerySet, _name: str, day: datetime.date) -> QuerySet:
        """On a day."""
        return assignments.active(on=day)


class SessionFilter(filters.FilterSet):
    """Which sessions."""

    incubator = CodeFilter(queryset=incubators_seen)
    mentor = KeyFilter(field_name="mentor_id", label=_("The number of a mentor."))
    company = KeyFilter(field_name="company_id", label=_("The number of a company."))
    state = filters.ChoiceFilter(choices=SessionState)
    since = IsoDateFilter(field_name="on", lookup_expr="gte", label=_("On this day or later."))
    until = IsoDateFilter(field_name="on", lookup_expr="lt", label=_("Before this day."))

    class Meta:
        model = MentoringSession
        fields = ()


@extend_schema_view(
    list=extend_schema(summary=_("Mentors")),
    retrieve=extend_schema(summary=_("One mentor")),
)
class MentorViewSet(ReadOnlyViewSet):
    """创业导师: those appointed, now or once, at the caller's incubators."""

    required = {"GET": Permission.MENTORS_READ}
    serializer_class = MentorSerializer
    filterset_class = MentorFilter
    queryset = Mentor.objects.all()

    def get_queryset(self) -> QuerySet:
        """Each with its terms in order."""
        access = access_from(self.request)
        terms = Appointment.objects.visible_to(access).select_related("incubator")
        terms = terms.order_by("begins_on", "pk")
        mentors = super().get_queryset().visible_to(access)
        return mentors.prefetch_related(Prefetch("appointments", terms, "seen_terms"))


@extend_schema_view(
    list=extend_schema(summary=_("Assignments of mentors to companies")),
    retrieve=extend_schema(summary=_("One assignment")),
)
class AssignmentViewSet(ReadOnlyViewSet):
    """结对: those of the caller's incubators, past ones too."""

    required = {"GET": Permission.MENTORS_READ}
    serializer_class = AssignmentSerializer
    filterset_class = AssignmentFilter
    queryset = Assignment.objects.select_related("incubator", "mentor", "company")

    def get_queryset(self) -> QuerySet:
        """Of the caller's incubators."""
        return super().get_queryset().visible_to(access_from(self.request))


@extend_schema_view(
    list=extend_schema(summary=_("Mentoring sessions")),
    retrieve=extend_schema(summary=_("One session")),
)
class SessionViewSet(ReadOnlyViewSet):
    """辅导记录: those of the caller's incubators, without what was said."""

    required = {"GET": Permission.SESSIONS_READ}
    serializer_class = SessionSerializer
    filterset_class = SessionFilter
    queryset = MentoringSession.objects.select_related("incubator")

    def get_queryset(self) -> QuerySet:
        """Of the caller's incubators."""
        return super().get_queryset().visible_to(access_from(self.request))
