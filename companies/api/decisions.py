"""What the office decided of applications, for programs."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from companies.api.applying import calls_seen
from companies.enums import Outcome, StageKind
from companies.models import Decision, DecisionCondition
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.filters import CodeFilter, KeyFilter
from incubator.core.api.views import ReadOnlyViewSet
from incubator.institutions.api import incubators_seen


class ConditionSerializer(serializers.ModelSerializer):
    """What an accepted applicant still has to do; ``met_at`` is null until it is confirmed."""

    class Meta:
        model = DecisionCondition
        fields = ("position", "text", "due_on", "met_at")


class DecisionSerializer(serializers.ModelSerializer):
    """A decision. The applicant knows of it from ``announced_at`` on; with ``ended_at`` it does
    not stand any more. ``score`` is that of the day, 0 to 100; who scored what is told nowhere.
    """

    receipt = serializers.CharField(source="application.receipt", read_only=True)
    call = serializers.CharField(source="call.code", read_only=True)
    incubator = serializers.CharField(source="call.incubator.code", read_only=True)
    stage = serializers.ChoiceField(
        StageKind.choices, source="stage.kind", read_only=True, allow_null=True
    )
    conditions = ConditionSerializer(many=True, read_only=True)

    class Meta:
        model = Decision
        fields = (
            "id", "application", "receipt", "call", "incubator", "number", "outcome", "stage",
            "rank", "until", "score", "said", "decided_at", "announced_at", "ended_at",
            "conditions",
        )  # fmt: skip


class DecisionFilter(filters.FilterSet):
    """Which decisions."""

    call = CodeFilter(queryset=calls_seen)
    incubator = CodeFilter(queryset=incubators_seen, field_name="call__incubator")
    application = KeyFilter(field_name="application_id", label=_("The number of an application."))
    outcome = filters.ChoiceFilter(choices=Outcome)
    in_force = filters.BooleanFilter(
        field_name="ended_at", lookup_expr="isnull", label=_("Those that stand.")
    )

    class Meta:
        model = Decision
        fields = ()


@extend_schema_view(
    list=extend_schema(summary=_("Decisions of applications")),
    retrieve=extend_schema(summary=_("One decision of an application")),
)
class DecisionViewSet(ReadOnlyViewSet):
    """评审结论: of applications that the caller may see; none of a case that is kept from them."""

    required = {"GET": Permission.DECISIONS_READ}
    serializer_class = DecisionSerializer
    filterset_class = DecisionFilter
    queryset = Decision.objects.select_related(
        "application", "call__incubator", "stage"
    ).prefetch_related(Prefetch("conditions", DecisionCondition.objects.order_by("position")))

    def get_queryset(self) -> QuerySet:
        """Of the caller's incubators."""
        return super().get_queryset().visible_to(access_from(self.request))
