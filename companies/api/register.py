"""Companies and their residences, for programs."""

import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied

from companies.enums import ExitReason
from companies.models import Company, CompanyAlias, Residence
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.filters import CodeFilter, IsoDateFilter, KeyFilter
from incubator.core.api.views import ReadOnlyViewSet
from incubator.core.codes import clean_unified_code
from incubator.core.errors import RuleViolation
from incubator.institutions.api import incubators_seen
from incubator.institutions.enums import Programme, TechField


class AliasSerializer(serializers.ModelSerializer):
    """An older code or a former name."""

    class Meta:
        model = CompanyAlias
        fields = ("kind", "value", "until")


class StaySerializer(serializers.ModelSerializer):
    """A residence inside its company."""

    incubator = serializers.CharField(source="incubator.code", read_only=True)

    class Meta:
        model = Residence
        fields = (
            "id", "incubator", "programme", "admitted_on", "due_on", "left_on", "exit_reason",
        )  # fmt: skip


class CompanySerializer(serializers.ModelSerializer):
    """A company; capital in yuan.

    ``residences`` are those that the caller may see, and null where the token's scopes
    lack ``residences:read``.
    """

    aliases = AliasSerializer(many=True, read_only=True)
    residences = StaySerializer(
        many=True, read_only=True, allow_null=True, source="seen_residences"
    )

    class Meta:
        model = Company
        fields = (
            "id", "unified_code", "name", "registered_on", "registered_capital", "field",
            "founder_kind", "is_generated", "aliases", "residences",
        )  # fmt: skip


class ResidenceSerializer(serializers.ModelSerializer):
    """A residence with its company's number, code and name, and its incubator's code."""

    unified_code = serializers.CharField(
        source="company.unified_code", read_only=True, allow_null=True
    )
    company_name = serializers.CharField(source="company.name", read_only=True)
    incubator = serializers.CharField(source="incubator.code", read_only=True)

    class Meta:
        model = Residence
        fields = (
            "id", "company", "unified_code", "company_name", "incubator", "programme",
            "admitted_on", "due_on", "left_on", "exit_reason",
        )  # fmt: skip


class CompanyFilter(filters.FilterSet):
    """Which companies. What is asked of residences, is asked of those that may be seen."""

    q = filters.CharFilter(
        method="search", label=_("Part of a name, of its pinyin or initials, or of a code.")
    )
    unified_code = filters.CharFilter(method="bearer", label=_("The whole code."))
    field = filters.ChoiceFilter(choices=TechField)
    incubator = CodeFilter(
        queryset=incubators_seen, method="by_residence", label=_("Has been in this incubator.")
    )
    in_incubation_on = IsoDateFilter(
        method="by_residence", label=_("Was in incubation on this day (there, if named).")
    )

    class Meta:
        model = Company
        fields = ()

    def search(self, companies: QuerySet, _name: str, text: str) -> QuerySet:
        """By words."""
        return companies.matching(text)

    def bearer(self, companies: QuerySet, _name: str, code: str) -> QuerySet:
        """By its one code. Raises RuleViolation ``invalid_unified_code``."""
        return companies.filter(unified_code=clean_unified_code(code))

    def by_residence(self, companies: QuerySet, _name: str, _value: object) -> QuerySet:
        """Left to ``filter_queryset``: one residence must meet both conditions."""
        return companies

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """All filters together."""
        companies = super().filter_queryset(queryset)
        incubator = self.form.cleaned_data["incubator"]
        day: datetime.date | None = self.form.cleaned_data["in_incubation_on"]
        if incubator is None and day is None:
            return companies
        access = access_from(self.request)
        if not access.may(Permission.RESIDENCES_READ):
            raise PermissionDenied(_("To filter by residence needs “residences:read”."))
        stays = Residence.objects.visible_to(access).filter(company=OuterRef("pk"))
        if incubator:
            stays = stays.filter(incubator=incubator)
        if day:
            stays = stays.of_incubation().open(on=day)
        return companies.filter(Exists(stays))


class ResidenceFilter(filters.FilterSet):
    """Which residences."""

    incubator = CodeFilter(queryset=incubators_seen)
    company = KeyFilter(field_name="company_id", label=_("The number of a company."))
    programme = filters.ChoiceFilter(choices=Programme)
    exit_reason = filters.ChoiceFilter(choices=ExitReason)
    open_on = IsoDateFilter(method="open_then", label=_("Begun and not ended on this day."))
    admitted_from = IsoDateFilter(field_name="admitted_on", lookup_expr="gte")
    admitted_to = IsoDateFilter(field_name="admitted_on", lookup_expr="lte")
    left_from = IsoDateFilter(field_name="left_on", lookup_expr="gte")
    left_to = IsoDateFilter(field_name="left_on", lookup_expr="lte")

    class Meta:
        model = Residence
        fields = ()

    def open_then(self, stays: QuerySet, _name: str, day: datetime.date) -> QuerySet:
        """On a day."""
        return stays.open(on=day)


@extend_schema_view(
    list=extend_schema(summary=_("Companies")),
    retrieve=extend_schema(summary=_("One company")),
)
class CompanyViewSet(ReadOnlyViewSet):
    """企业: those with a residence, open or past, that the caller may see."""

    required = {"GET": Permission.COMPANIES_READ}
    serializer_class = CompanySerializer
    filterset_class = CompanyFilter
    queryset = Company.objects.defer("name_pinyin", "name_initials", "search_key")

    def get_queryset(self) -> QuerySet:
        """Each with the residences that the caller may see, as ``seen_residences``."""
        access = access_from(self.request)
        companies = super().get_queryset().visible_to(access).prefetch_related("aliases")
        if not access.may(Permission.RESIDENCES_READ):
            return companies
        stays = Residence.objects.visible_to(access).select_related("incubator")
        ordered = stays.order_by("admitted_on", "pk")
        return companies.prefetch_related(
            Prefetch("residences", queryset=ordered, to_attr="seen_residences")
        )

    def retrieve(self, request, *args, **kwargs):
        """One company; of one that was merged away the number of the other (410).

        Raises RuleViolation ``company_merged`` where the caller may see the other one.
        """
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            number = str(kwargs["pk"])
            if number.isdecimal():
                _refuse_merged(int(number[:18]), access_from(request))
            raise


def _refuse_merged(number: int, access) -> None:
    """A program that keeps numbers learns the new one, and is not led to it unasked."""
    gone = Company.objects.filter(pk=number, merged_into__isnull=False).first()
    if gone is None or not (
        Company.objects.visible_to(access).filter(pk=gone.survivor.pk).exists()
    ):
        return
    raise RuleViolation(
        "company_merged",
        _("%(company)s was merged into %(other)s (no. %(number)d): go on there."),
        status=410,
        field="merged_into",
        company=gone.name,
        other=gone.survivor.name,
        number=gone.survivor.pk,
    )


@extend_schema_view(
    list=extend_schema(summary=_("Residences")),
    retrieve=extend_schema(summary=_("One residence")),
)
class ResidenceViewSet(ReadOnlyViewSet):
    """在孵 / 入驻期: those in incubators that the caller may see."""

    required = {"GET": Permission.RESIDENCES_READ}
    serializer_class = ResidenceSerializer
    filterset_class = ResidenceFilter
    queryset = Residence.objects.select_related("company", "incubator").defer(
        "note", "company__name_pinyin", "company__name_initials", "company__search_key"
    )

    def get_queryset(self) -> QuerySet:
        """Of the caller's incubators."""
        return super().get_queryset().visible_to(access_from(self.request))
