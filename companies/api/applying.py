"""Calls, which anybody may read, and the applications that were handed in to them."""

import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from companies.enums import ApplicationState, CallKind, Reached, StageKind
from companies.models import Application, Call, Move, Question, Questionnaire, Submission
from companies.queries.funnel import of_field, reached
from companies.queries.told import with_told_state
from incubator.accounts.access import access_from
from incubator.accounts.api_permissions import Public
from incubator.accounts.permissions import Permission
from incubator.core.api.filters import CodeFilter, IsoDateFilter
from incubator.core.api.views import ReadOnlyViewSet
from incubator.core.dates import midnight, now
from incubator.institutions.api import incubators_seen
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator

OPEN, COMING, OVER = "open", "coming", "over"
STANDINGS = {OPEN: _("Takes applications now"), COMING: _("Will open"), OVER: _("Is over")}


class QuestionSerializer(serializers.ModelSerializer):
    """A question; ``shown_when`` names the question whose answer must be one of the values."""

    class Meta:
        model = Question
        fields = (
            "key", "section", "section_en", "label", "label_en", "help", "help_en", "kind",
            "required", "fact", "unit", "minimum", "maximum", "options", "columns", "shown_when",
            "shown_values",
        )  # fmt: skip


class CallSerializer(serializers.ModelSerializer):
    """A call: takes applications from ``opens_at`` until before ``closes_at``, if there is one."""

    incubator = serializers.CharField(source="incubator.code", read_only=True)
    standing = serializers.SerializerMethodField()

    class Meta:
        model = Call
        fields = (
            "id", "code", "incubator", "kind", "standing", "title", "title_en", "summary",
            "summary_en", "opens_at", "closes_at", "answer_days",
        )  # fmt: skip

    def get_standing(self, call: Call) -> str:
        """``open``, ``coming`` or ``over``, now."""
        at = now()
        if call.is_open(at=at):
            return OPEN
        return COMING if call.closed_at is None and at < call.opens_at else OVER


class AskingCallSerializer(CallSerializer):
    """A call with the version of its questions that new applications answer."""

    version = serializers.SerializerMethodField()
    questions = serializers.SerializerMethodField()

    class Meta(CallSerializer.Meta):
        fields = (*CallSerializer.Meta.fields, "version", "questions")

    def get_version(self, call: Call) -> int | None:
        """Null where no version has been published."""
        return call.published[0].version if call.published else None

    @extend_schema_field(QuestionSerializer(many=True))
    def get_questions(self, call: Call) -> list[dict]:
        """In the order in which they are asked."""
        asked = call.published[0].questions.all() if call.published else ()
        return QuestionSerializer(asked, many=True).data


class CallFilter(filters.FilterSet):
    """Which calls."""

    incubator = CodeFilter(queryset=Incubator.objects.all())
    kind = filters.ChoiceFilter(choices=CallKind)
    standing = filters.ChoiceFilter(choices=list(STANDINGS.items()), method="standing_now")

    class Meta:
        model = Call
        fields = ()

    def standing_now(self, calls: QuerySet, _name: str, standing: str) -> QuerySet:
        """At the moment of asking."""
        at = now()
        if standing == OPEN:
            return calls.open(at=at)
        if standing == COMING:
            return calls.coming(at=at)
        return calls.over(at=at)


@extend_schema_view(
    list=extend_schema(summary=_("Calls")),
    retrieve=extend_schema(summary=_("One call with its questions")),
)
class CallViewSet(ReadOnlyViewSet):
    """征集: published ones, open, coming or over. Anybody may read them."""

    permission_classes = [Public]
    authentication_classes = []
    filterset_class = CallFilter
    queryset = Call.objects.public().select_related("incubator")

    def get_serializer_class(self) -> type[CallSerializer]:
        """Questions stand with the single call only."""
        return AskingCallSerializer if self.action == "retrieve" else CallSerializer

    def get_queryset(self) -> QuerySet:
        """The single one with its newest published questions, as ``published``."""
        calls = super().get_queryset()
        if self.action != "retrieve":
            return calls
        in_order = Question.objects.order_by("position")
        newest = (
            Questionnaire.objects.filter(published_at__isnull=False)
            .order_by("-version")
            .prefetch_related(Prefetch("questions", in_order))
        )
        return calls.prefetch_related(Prefetch("questionnaires", newest, "published"))


class MoveSerializer(serializers.ModelSerializer):
    """One change of state, and what was said with it."""

    class Meta:
        model = Move
        fields = ("before", "after", "moved_at", "said")


class SubmissionSerializer(serializers.ModelSerializer):
    """What was handed in, word for word.

    ``content_hash`` is the SHA-256 of ``content`` as JSON in UTF-8, its keys sorted and
    without blanks, so that anybody can compute it again.
    """

    content = serializers.DictField(read_only=True)

    class Meta:
        model = Submission
        fields = ("round", "submitted_at", "content_hash", "content")


class ApplicationSerializer(serializers.ModelSerializer):
    """An application as the lists show it; ``company`` is its number in the register.

    ``told`` is the state that its applicant knows of: a decision counts from its letter on.
    ``stage`` is where it stands in its review.
    """

    call = serializers.CharField(source="call.code", read_only=True)
    incubator = serializers.CharField(source="incubator.code", read_only=True)
    told = serializers.ChoiceField(ApplicationState.choices, read_only=True)
    stage = serializers.ChoiceField(
        StageKind.choices, source="stage.kind", read_only=True, allow_null=True
    )

    class Meta:
        model = Application
        fields = (
            "id", "receipt", "call", "incubator", "state", "told", "stage", "name",
            "unified_code", "company", "submitted_at", "answer_by", "decided_at",
            "deferred_until", "admitted_at", "withdrawn_at", "is_generated",
        )  # fmt: skip


class WholeApplicationSerializer(ApplicationSerializer):
    """An application with every submission and every move, oldest first."""

    appeal = serializers.CharField(read_only=True)
    submissions = SubmissionSerializer(many=True, read_only=True)
    moves = MoveSerializer(many=True, read_only=True)

    class Meta(ApplicationSerializer.Meta):
        fields = (*ApplicationSerializer.Meta.fields, "appeal", "submissions", "moves")


def calls_seen(request: Request | None) -> QuerySet:
    """Those that a filter may name."""
    if request is None:  # while the schema is made
        return Call.objects.none()
    return Call.objects.visible_to(access_from(request))


class ApplicationFilter(filters.FilterSet):
    """Which applications."""

    call = CodeFilter(queryset=calls_seen)
    incubator = CodeFilter(queryset=incubators_seen)
    state = filters.ChoiceFilter(choices=ApplicationState)
    reached = filters.ChoiceFilter(
        choices=Reached, method="came_to", label=_("Those that ever came to a step.")
    )
    field = filters.ChoiceFilter(
        choices=TechField, method="said_field", label=_("The technical field that was said last.")
    )
    submitted_from = IsoDateFilter(method="handed_in_from", label=_("Handed in on or after."))
    submitted_to = IsoDateFilter(method="handed_in_to", label=_("Handed in on or before."))

    class Meta:
        model = Application
        fields = ()

    def came_to(self, applications: QuerySet, _name: str, value: str) -> QuerySet:
        """Exactly those that a figure of the funnel counts."""
        return reached(applications, value)

    def said_field(self, applications: QuerySet, _name: str, value: str) -> QuerySet:
        """Under whatever key the call asked for it."""
        return of_field(applications, value)

    def handed_in_from(self, applications: QuerySet, _name: str, day) -> QuerySet:
        """From the day's first moment in Shanghai."""
        return applications.filter(submitted_at__gte=midnight(day))

    def handed_in_to(self, applications: QuerySet, _name: str, day) -> QuerySet:
        """To the day's last moment in Shanghai."""
        return applications.filter(submitted_at__lt=midnight(day + datetime.timedelta(days=1)))


@extend_schema_view(
    list=extend_schema(summary=_("Applications")),
    retrieve=extend_schema(summary=_("One application")),
)
class ApplicationViewSet(ReadOnlyViewSet):
    """入孵申请: those handed in to incubators that the caller may see; never a draft."""

    required = {"GET": Permission.APPLICATIONS_READ}
    filterset_class = ApplicationFilter
    queryset = Application.objects.select_related("call", "incubator", "stage")

    def get_serializer_class(self) -> type[ApplicationSerializer]:
        """The content stands with the single application only."""
        return WholeApplicationSerializer if self.action == "retrieve" else ApplicationSerializer

    def get_queryset(self) -> QuerySet:
        """Of the caller's incubators."""
        seen = with_told_state(super().get_queryset().visible_to(access_from(self.request)))
        if self.action != "retrieve":
            return seen
        return seen.prefetch_related(
            Prefetch("submissions", Submission.objects.order_by("round")),
            Prefetch("moves", Move.objects.order_by("moved_at", "pk")),
        )
