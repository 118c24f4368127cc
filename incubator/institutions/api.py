"""The institutions, for programs."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.views import ReadOnlyViewSet
from incubator.institutions.enums import Focus, Kind, Programme, TechField
from incubator.institutions.models import Incubator, Phase


class PhaseSerializer(serializers.ModelSerializer):
    """A phase of construction; areas in m²."""

    class Meta:
        model = Phase
        fields = (
            "number", "state", "site_area", "floor_area", "planned_from", "planned_until",
            "started_on", "opened_on",
        )  # fmt: skip


class IncubatorSerializer(serializers.ModelSerializer):
    """An institution and its phases."""

    phases = PhaseSerializer(many=True, read_only=True)

    class Meta:
        model = Incubator
        fields = (
            "id", "code", "name", "name_en", "kind", "programme", "focus", "field", "sponsor",
            "planned_year", "opened_on", "closed_on", "phases",
        )  # fmt: skip


def incubators_seen(request: Request | None) -> QuerySet:
    """Those that a filter may name."""
    if request is None:  # while the schema is made
        return Incubator.objects.none()
    return Incubator.objects.visible_to(access_from(request))


class IncubatorFilter(filters.FilterSet):
    """Which institutions."""

    code = filters.CharFilter()
    kind = filters.ChoiceFilter(choices=Kind)
    focus = filters.ChoiceFilter(choices=Focus)
    field = filters.ChoiceFilter(choices=TechField)
    programme = filters.ChoiceFilter(choices=Programme)

    class Meta:
        model = Incubator
        fields = ()


@extend_schema_view(
    list=extend_schema(summary=_("Incubators")),
    retrieve=extend_schema(summary=_("One incubator")),
)
class IncubatorViewSet(ReadOnlyViewSet):
    """孵化载体: those that the caller may see."""

    required = {"GET": Permission.INCUBATORS_READ}
    serializer_class = IncubatorSerializer
    filterset_class = IncubatorFilter
    queryset = Incubator.objects.prefetch_related("phases")

    def get_queryset(self) -> QuerySet:
        """With their phases in order."""
        return super().get_queryset().visible_to(access_from(self.request))
