"""Returns that companies handed in, for programs."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from companies.enums import ItemKind, ReturnState
from companies.models import Return, ReturnMove, ReturnValue
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.filters import CodeFilter, IsoDateFilter, KeyFilter
from incubator.core.api.views import ReadOnlyViewSet
from incubator.core.dates import FIRST_YEAR, LAST_YEAR, day_of
from incubator.core.units import YUAN_PER
from incubator.institutions.api import incubators_seen


class ReturnValueSerializer(serializers.ModelSerializer):
    """What stands under one item.

    ``number`` and ``year_to_date`` are in ``unit``: money always in yuan, whatever unit the
    form is written in (``form_unit``); both are null where nothing was written.
    """

    item = serializers.CharField(source="item.code", read_only=True)
    label = serializers.CharField(source="item.label", read_only=True)
    label_en = serializers.CharField(source="item.label_en", read_only=True)
    kind = serializers.ChoiceField(choices=ItemKind.choices, read_only=True)
    number = serializers.DecimalField(15, 2, read_only=True, allow_null=True)
    year_to_date = serializers.DecimalField(
        15, 2, source="year_number", read_only=True, allow_null=True
    )
    text = serializers.CharField(source="typed", read_only=True)
    unit = serializers.SerializerMethodField()
    form_unit = serializers.CharField(source="item.unit", read_only=True)

    class Meta:
        model = ReturnValue
        fields = (
            "item", "label", "label_en", "kind", "number", "year_to_date", "unit", "form_unit",
            "day", "text", "explanation",
        )  # fmt: skip

    def get_unit(self, value: ReturnValue) -> str:
        """元, or the item's own unit."""
        return "元" if value.item.unit in YUAN_PER else value.item.unit


class ReturnMoveSerializer(serializers.ModelSerializer):
    """One change of state, and what was said with it."""

    class Meta:
        model = ReturnMove
        fields = ("before", "after", "moved_at", "said")


class ReturnSerializer(serializers.ModelSerializer):
    """A return as the lists show it; ``company`` is its number in the register.

    ``in_force`` says whether its figures count: verified, and no correction of it is.
    """

    company = serializers.IntegerField(source="due.company_id", read_only=True)
    unified_code = serializers.CharField(
        source="due.company.unified_code", read_only=True, allow_null=True
    )
    company_name = serializers.CharField(source="due.company.name", read_only=True)
    incubator = serializers.CharField(source="due.incubator.code", read_only=True)
    form = serializers.CharField(source="form.code", read_only=True)
    form_version = serializers.IntegerField(source="form.version", read_only=True)
    year = serializers.IntegerField(source="due.period.year", read_only=True)
    begins_on = serializers.DateField(source="due.period.begins_on", read_only=True)
    ends_on = serializers.DateField(source="due.period.ends_on", read_only=True)
    due_on = serializers.DateField(source="due.due_on", read_only=True)
    late = serializers.SerializerMethodField()
    in_force = serializers.BooleanField(source="counts", read_only=True)

    class Meta:
        model = Return
        fields = (
            "id", "company", "unified_code", "company_name", "incubator", "form", "form_version",
            "year", "begins_on", "ends_on", "due_on", "late", "version", "state", "in_force",
            "submitted_at", "verified_at", "is_generated",
        )  # fmt: skip

    def get_late(self, report: Return) -> bool:
        """Whether the first version came after the day on which it was due."""
        return day_of(report.due.handed_in_at) > report.due.due_on


class WholeReturnSerializer(ReturnSerializer):
    """A return with its figures in the order of the form, and every move, oldest first."""

    corrected_because = serializers.CharField(read_only=True)
    supersedes = serializers.IntegerField(source="supersedes_id", read_only=True, allow_null=True)
    values = ReturnValueSerializer(many=True, read_only=True)
    moves = ReturnMoveSerializer(many=True, read_only=True)

    class Meta(ReturnSerializer.Meta):
        fields = (
            *ReturnSerializer.Meta.fields, "corrected_because", "supersedes", "values", "moves",
        )  # fmt: skip


class ReturnFilter(filters.FilterSet):
    """Which returns."""

    form = filters.CharFilter(field_name="due__period__code", label=_("The code of a form."))
    incubator = CodeFilter(queryset=incubators_seen, field_name="due__incubator")
    company = KeyFilter(field_name="due__company", label=_("The number of a company."))
    year = filters.NumberFilter(
        field_name="due__period__year", min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    state = filters.ChoiceFilter(choices=ReturnState.choices[1:])
    in_force = filters.BooleanFilter(field_name="counts", label=_("Whether its figures count."))
    ends_from = IsoDateFilter(field_name="due__period__ends_on", lookup_expr="gte")
    ends_to = IsoDateFilter(field_name="due__period__ends_on", lookup_expr="lte")

    class Meta:
        model = Return
        fields = ()


@extend_schema_view(
    list=extend_schema(summary=_("Returns")),
    retrieve=extend_schema(summary=_("One return")),
)
class ReturnViewSet(ReadOnlyViewSet):
    """统计报表: those handed in for incubators that the caller may see; never a draft."""

    required = {"GET": Permission.RETURNS_READ}
    filterset_class = ReturnFilter
    queryset = Return.objects.select_related(
        "form", "due__period", "due__company", "due__incubator"
    )

    def get_serializer_class(self) -> type[ReturnSerializer]:
        """The figures stand with the single return only."""
        return WholeReturnSerializer if self.action == "retrieve" else ReturnSerializer

    def get_queryset(self) -> QuerySet:
        """Of the caller's incubators, each with whether it counts."""
        counting = Return.objects.in_force().filter(pk=OuterRef("pk"))
        seen = super().get_queryset().visible_to(access_from(self.request))
        seen = seen.annotate(counts=Exists(counting))
        if self.action != "retrieve":
            return seen
        in_order = ReturnValue.objects.select_related("item").order_by("item__position")
        return seen.prefetch_related(
            Prefetch("values", in_order), Prefetch("moves", ReturnMove.objects.order_by("pk"))
        )
