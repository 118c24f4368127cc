"""Buildings, units, leases and occupancy, for programs. Areas in m², prices in yuan."""

import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from facilities.enums import PriceClass, Tenure, UnitKind, UnitUse
from facilities.models import Building, LeasedUnit, SpaceLease, Unit
from facilities.queries.leases import ending_within
from facilities.queries.occupancy import vacant_units
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.filters import CodeFilter, IsoDateFilter, KeyFilter
from incubator.core.api.views import ReadOnlyViewSet
from incubator.core.dates import today
from incubator.institutions.api import incubators_seen


class BuildingSerializer(serializers.ModelSerializer):
    """A building; in use on [opened_on, closed_on)."""

    incubator = serializers.CharField(source="incubator.code", read_only=True)
    phase = serializers.IntegerField(source="phase.number", read_only=True, allow_null=True)

    class Meta:
        model = Building
        fields = (
            "id", "incubator", "phase", "code", "name", "floor_area", "tenure", "opened_on",
            "closed_on",
        )  # fmt: skip


class UnitSerializer(serializers.ModelSerializer):
    """A unit as it is on [begins_on, ends_on), and which units it came from and became."""

    incubator = serializers.CharField(source="incubator.code", read_only=True)
    came_from = serializers.SerializerMethodField()
    became = serializers.SerializerMethodField()

    class Meta:
        model = Unit
        fields = (
            "id", "building", "incubator", "floor", "number", "kind", "floor_area",
            "usable_area", "use", "rentable", "begins_on", "ends_on", "came_from", "became",
        )  # fmt: skip

    def get_came_from(self, unit: Unit) -> list[int]:
        """Keys of the units before."""
        return [step.before_id for step in unit.came_from.all()]

    def get_became(self, unit: Unit) -> list[int]:
        """Keys of the units after."""
        return [step.after_id for step in unit.became.all()]


class LeasedUnitSerializer(serializers.ModelSerializer):
    """A unit under a lease on [begins_on, ends_on)."""

    number = serializers.CharField(source="unit.number", read_only=True)

    class Meta:
        model = LeasedUnit
        fields = ("unit", "number", "begins_on", "ends_on")


class LeaseSerializer(serializers.ModelSerializer):
    """A lease on [begins_on, until_on) with its units and price."""

    incubator = serializers.CharField(source="incubator.code", read_only=True)
    until_on = serializers.DateField(read_only=True)
    units = LeasedUnitSerializer(many=True, read_only=True, source="ordered_units")

    class Meta:
        model = SpaceLease
        fields = (
            "id", "number", "incubator", "company", "residence", "signed_on", "begins_on",
            "ends_on", "ended_on", "cancelled_on", "until_on", "price_class", "unit_price",
            "price_basis", "rhythm", "free_months", "property_fee", "handed_over_on",
            "handed_back_on", "renews", "units",
        )  # fmt: skip


class BuildingFilter(filters.FilterSet):
    """Which buildings."""

    incubator = CodeFilter(queryset=incubators_seen)
    tenure = filters.ChoiceFilter(choices=Tenure)
    in_use_on = IsoDateFilter(method="used_then", label=_("In use on this day."))

    class Meta:
        model = Building
        fields = ()

    def used_then(self, buildings: QuerySet, _name: str, day: datetime.date) -> QuerySet:
        """On a day."""
        return buildings.in_use(on=day)


class UnitFilter(filters.FilterSet):
    """Which units."""

    incubator = CodeFilter(queryset=incubators_seen)
    building = KeyFilter(field_name="building_id", label=_("The number of a building."))
    use = filters.ChoiceFilter(choices=UnitUse)
    kind = filters.ChoiceFilter(choices=UnitKind)
    on = IsoDateFilter(method="standing", label=_("Stood on this day."))
    vacant_on = IsoDateFilter(
        method="vacant", label=_("To let on this day, and neither let nor out of service.")
    )

    class Meta:
        model = Unit
        fields = ()

    def standing(self, units: QuerySet, _name: str, day: datetime.date) -> QuerySet:
        """On a day."""
        return units.existing(on=day)

    def vacant(self, units: QuerySet, _name: str, day: datetime.date) -> QuerySet:
        """On a day."""
        return vacant_units(units, on=day)


class LeaseFilter(filters.FilterSet):
    """Which leases."""

    incubator = CodeFilter(queryset=incubators_seen)
    company = KeyFilter(field_name="company_id", label=_("The number of a company."))
    price_class = filters.ChoiceFilter(choices=PriceClass)
    running_on = IsoDateFilter(method="running", label=_("Ran on this day."))
    ending_within = filters.NumberFilter(
        method="ending",
        min_value=0,
        max_value=3660,
        decimal_places=0,
        label=_("Runs today, ends in at most so many days and is not renewed."),
    )

    class Meta:
        model = SpaceLease
        fields = ()

    def running(self, leases: QuerySet, _name: str, day: datetime.date) -> QuerySet:
        """On a day."""
        return leases.running(on=day)

    def ending(self, leases: QuerySet, _name: str, days: int) -> QuerySet:
        """Soon."""
        soon = ending_within(int(days), on=today(), access=access_from(self.request))
        return leases.filter(pk__in=soon.values("pk"))


@extend_schema_view(
    list=extend_schema(summary=_("Buildings")),
    retrieve=extend_schema(summary=_("One building")),
)
class BuildingViewSet(ReadOnlyViewSet):
    """楼宇: those of the caller's incubators."""

    required = {"GET": Permission.UNITS_READ}
    serializer_class = BuildingSerializer
    filterset_class = BuildingFilter
    queryset = Building.objects.select_related("incubator", "phase")

    def get_queryset(self) -> QuerySet:
        """Of the caller's incubators."""
        return super().get_queryset().visible_to(access_from(self.request))


@extend_schema_view(
    list=extend_schema(summary=_("Units")),
    retrieve=extend_schema(summary=_("One unit")),
)
class UnitViewSet(ReadOnlyViewSet):
    """单元: those of the caller's incubators, past ones too."""

    required = {"GET": Permission.UNITS_READ}
    serializer_class = UnitSerializer
    filterset_class = UnitFilter
    queryset = Unit.objects.select_related("incubator").prefetch_related("came_from", "became")

    def get_queryset(self) -> QuerySet:
        """Of the caller's incubators."""
        return super().get_queryset().visible_to(access_from(self.request))


@extend_schema_view(
    list=extend_schema(summary=_("Leases")),
    retrieve=extend_schema(summary=_("One lease")),
)
class LeaseViewSet(ReadOnlyViewSet):
    """场地租约: those of the caller's incubators, past and future ones too."""

    required = {"GET": Permission.LEASES_READ}
    serializer_class = LeaseSerializer
    filterset_class = LeaseFilter
    queryset = SpaceLease.objects.select_related("incubator")

    def get_queryset(self) -> QuerySet:
        """Each with its units in order."""
        units = LeasedUnit.objects.select_related("unit").order_by("begins_on", "pk")
        leases = super().get_queryset().visible_to(access_from(self.request))
        return leases.prefetch_related(Prefetch("leased_units", units, "ordered_units"))
