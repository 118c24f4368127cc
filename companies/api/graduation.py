"""Graduation reviews, for programs."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from companies.enums import GraduationState
from companies.models import GraduationFinding, GraduationReview
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.filters import CodeFilter, IsoDateFilter, KeyFilter
from incubator.core.api.views import ReadOnlyViewSet
from incubator.institutions.api import incubators_seen


class FindingSerializer(serializers.ModelSerializer):
    """How a condition stood when a decision was proposed; in the unit of the condition."""

    item = serializers.CharField(source="criterion.item", read_only=True)
    rule = serializers.CharField(source="criterion.rule", read_only=True)

    class Meta:
        model = GraduationFinding
        fields = (
            "item", "rule", "standing", "value", "short", "dated", "source", "is_proven",
            "found_at",
        )  # fmt: skip


class GraduationReviewSerializer(serializers.ModelSerializer):
    """A review with both days that count: ``decided_on`` (conditions) and ``closed_on``."""

    unified_code = serializers.CharField(
        source="company.unified_code", read_only=True, allow_null=True
    )
    company_name = serializers.CharField(source="company.name", read_only=True)
    incubator = serializers.CharField(source="incubator.code", read_only=True)
    rulebook = serializers.CharField(source="rulebook.code", read_only=True)
    findings = FindingSerializer(many=True, read_only=True)

    class Meta:
        model = GraduationReview
        fields = (
            "id", "residence", "company", "unified_code", "company_name", "incubator", "rulebook",
            "state", "outcome", "applied_on", "visited_on", "heard_on", "proposed_on",
            "decided_on", "closed_on", "certificate_number", "extended_until", "supersedes",
            "findings",
        )  # fmt: skip


class GraduationReviewFilter(filters.FilterSet):
    """Which reviews."""

    incubator = CodeFilter(queryset=incubators_seen)
    company = KeyFilter(field_name="company_id", label=_("The number of a company."))
    state = filters.ChoiceFilter(choices=GraduationState)
    closed_from = IsoDateFilter(field_name="closed_on", lookup_expr="gte")
    closed_to = IsoDateFilter(field_name="closed_on", lookup_expr="lte")

    class Meta:
        model = GraduationReview
        fields = ()


@extend_schema_view(
    list=extend_schema(summary=_("Graduation reviews")),
    retrieve=extend_schema(summary=_("One graduation review")),
)
class GraduationReviewViewSet(ReadOnlyViewSet):
    """毕业评审: those in incubators that the caller may see."""

    required = {"GET": Permission.RESIDENCES_READ}
    serializer_class = GraduationReviewSerializer
    filterset_class = GraduationReviewFilter
    queryset = GraduationReview.objects.select_related(
        "company", "incubator", "rulebook"
    ).prefetch_related(
        Prefetch("findings", GraduationFinding.objects.select_related("criterion").order_by("pk"))
    )

    def get_queryset(self) -> QuerySet:
        """Of the caller's incubators."""
        return super().get_queryset().visible_to(access_from(self.request))
