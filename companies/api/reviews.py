"""Who scored what, for programs of the office."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from companies.api.applying import calls_seen
from companies.enums import Blind, ReviewState, StageKind
from companies.models import CriterionScore, Review
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.filters import CodeFilter, KeyFilter
from incubator.core.api.views import ReadOnlyViewSet
from incubator.institutions.api import incubators_seen


class ScoreSerializer(serializers.ModelSerializer):
    """The value under one criterion, on its own scale, and what it weighs."""

    criterion = serializers.CharField(source="criterion.name", read_only=True)
    weight = serializers.DecimalField(
        source="criterion.weight", max_digits=6, decimal_places=2, read_only=True
    )
    minimum = serializers.DecimalField(
        source="criterion.minimum", max_digits=6, decimal_places=2, read_only=True
    )
    maximum = serializers.DecimalField(
        source="criterion.maximum", max_digits=6, decimal_places=2, read_only=True
    )

    class Meta:
        model = CriterionScore
        fields = ("criterion", "weight", "minimum", "maximum", "value")


class ReviewSerializer(serializers.ModelSerializer):
    """One person's review of one case. ``reviewer`` is the number of the person in the round;
    ``name`` is that of the applicant, empty where the stage hides it. What is not signed is the
    reviewer's own: until then there are no scores and no comments. ``score`` is 0 to 100.
    """

    receipt = serializers.CharField(source="application.receipt", read_only=True)
    name = serializers.SerializerMethodField()
    call = serializers.CharField(source="call.code", read_only=True)
    incubator = serializers.CharField(source="call.incubator.code", read_only=True)
    stage = serializers.ChoiceField(StageKind.choices, source="round.stage.kind", read_only=True)
    round = serializers.IntegerField(source="round.number", read_only=True)
    scores = serializers.SerializerMethodField()
    comment_office = serializers.SerializerMethodField()
    comment_applicant = serializers.SerializerMethodField()
    recommends = serializers.SerializerMethodField()

    class Meta:
        model = Review
        fields = (
            "id", "application", "receipt", "name", "call", "incubator", "stage", "round",
            "reviewer", "state", "assigned_at", "signed_at", "score", "scores", "recommends",
            "comment_office", "comment_applicant", "ended_at",
        )  # fmt: skip

    def get_name(self, review: Review) -> str:
        """A blind stage stays blind in whatever is made of its reviews."""
        return "" if Blind.NAME in review.round.stage.blind else review.application.name

    @extend_schema_field(ScoreSerializer(many=True))
    def get_scores(self, review: Review) -> list:
        return ScoreSerializer(review.scores.all(), many=True).data if _signed(review) else []

    def get_comment_office(self, review: Review) -> str:
        return review.comment_office if _signed(review) else ""

    def get_comment_applicant(self, review: Review) -> str:
        return review.comment_applicant if _signed(review) else ""

    @extend_schema_field(serializers.BooleanField(allow_null=True))
    def get_recommends(self, review: Review) -> bool | None:
        return review.recommends if _signed(review) else None


class ReviewFilter(filters.FilterSet):
    """Which reviews."""

    call = CodeFilter(queryset=calls_seen)
    incubator = CodeFilter(queryset=incubators_seen, field_name="call__incubator")
    application = KeyFilter(field_name="application_id", label=_("The number of an application."))
    stage = filters.ChoiceFilter(field_name="round__stage__kind", choices=StageKind)
    state = filters.ChoiceFilter(choices=ReviewState)

    class Meta:
        model = Review
        fields = ()


@extend_schema_view(
    list=extend_schema(summary=_("Reviews of applications, with their scores")),
    retrieve=extend_schema(summary=_("One review of an application")),
)
class ReviewViewSet(ReadOnlyViewSet):
    """评审: of applications that the caller may see; none of a case that is kept from them."""

    required = {"GET": Permission.REVIEWS_READ}
    serializer_class = ReviewSerializer
    filterset_class = ReviewFilter
    queryset = Review.objects.select_related(
        "application", "call__incubator", "round__stage"
    ).prefetch_related(
        Prefetch(
            "scores",
            CriterionScore.objects.select_related("criterion").order_by("criterion__position"),
        )
    )

    def get_queryset(self) -> QuerySet:
        """Of the caller's incubators."""
        return super().get_queryset().visible_to(access_from(self.request))


def _signed(review: Review) -> bool:
    return review.state == ReviewState.SIGNED
