"""What was published: the list of snapshots, one of them, and its bundle."""

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.versions import version_of
from incubator.core.api.views import ApiView, PagedView
from incubator.core.dates import FIRST_YEAR, LAST_YEAR, parse_year
from incubator.core.numbers import plain
from incubator.statistics.api.answers import moment
from incubator.statistics.api.places import place_asked
from incubator.statistics.api.views import INCUBATOR
from incubator.statistics.models import Snapshot
from incubator.statistics.snapshots.bundle import bundle_name, bundle_of
from incubator.statistics.snapshots.enums import SnapshotKind

KEY = OpenApiParameter("id", int, "path", description=_("The number of a snapshot."))


class ListedSnapshot(serializers.Serializer):
    """One published edition of a year; ``current`` is the one that counts."""

    id = serializers.IntegerField()
    year = serializers.IntegerField()
    edition = serializers.IntegerField()
    kind = serializers.ChoiceField(SnapshotKind.choices)
    current = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)
    restates = serializers.IntegerField(allow_null=True)
    known_at = serializers.DateTimeField()
    prepared_by = serializers.CharField()
    approved_by = serializers.CharField()
    approved_at = serializers.DateTimeField()
    content_sha256 = serializers.CharField()
    position = serializers.IntegerField()
    chain_sha256 = serializers.CharField()


class PublishedFigure(serializers.Serializer):
    """A figure, or one part of it, as it was published."""

    indicator = serializers.CharField()
    part = serializers.CharField(allow_blank=True)
    value = serializers.FloatField()
    opening_balance = serializers.FloatField()


class WholeSnapshot(ListedSnapshot):
    """With its figures at one place, and what proves it."""

    incubator = serializers.CharField(allow_null=True)
    code_version = serializers.CharField()
    seal = serializers.CharField()
    signature = serializers.CharField()
    public_key = serializers.CharField()
    figures = PublishedFigure(many=True)


class SnapshotsView(PagedView):
    """What was published, the latest first."""

    required = {"GET": Permission.STATISTICS_READ}
    orderings = ("-id", "id")
    parameters = ("year",)

    def get_queryset(self) -> QuerySet:
        """Every published edition, or those of ``?year=``."""
        rows = Snapshot.objects.published().select_related("prepared_by", "approved_by")
        year = self.request.query_params.get("year")
        return rows if year is None else rows.filter(year=parse_year(year))

    @extend_schema(
        operation_id="snapshots_list",
        summary=_("What was published"),
        parameters=[
            OpenApiParameter("year", {"type": "integer", "minimum": FIRST_YEAR,
                                      "maximum": LAST_YEAR}, description=_("Of one year.")),
        ],
        responses=ListedSnapshot(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> HttpResponseBase:
        """Every edition stays: a restated one stands beside the one that it restates."""
        rows = self.paginate_queryset(self.get_queryset())
        current = set(Snapshot.objects.current().values_list("pk", flat=True))
        told = [listed(row, current=row.pk in current) for row in rows]
        return self.get_paginated_response(told)


class OneSnapshot(ApiView):
    """What the views of one snapshot share."""

    required = {"GET": Permission.STATISTICS_READ}

    def found(self, key: int) -> Snapshot:
        """A published one; drafts are as unknown as what does not exist."""
        rows = Snapshot.objects.published().select_related("prepared_by", "approved_by")
        snapshot = rows.filter(pk=key).first()
        if snapshot is None:
            raise NotFound(_("There is no such snapshot."))
        return snapshot


class SnapshotView(OneSnapshot):
    """One snapshot."""

    parameters = ("incubator",)

    @extend_schema(
        operation_id="snapshots_retrieve",
        summary=_("One published snapshot, its figures and its proof"),
        parameters=[KEY, INCUBATOR],
        responses=WholeSnapshot,
    )
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """Of the whole zone or of one incubator; it never changes."""
        snapshot, place = self.found(pk), place_asked(request)
        current = Snapshot.objects.current().filter(pk=snapshot.pk).exists()
        version = version_of(
            request, (snapshot.pk, place and place.pk, current), changed_at=snapshot.approved_at
        )
        if known := version.unless_known(request):
            return known
        here = snapshot.figures.filter(incubator=place.pk if place else None)
        answer = {
            **listed(snapshot, current=current),
            "incubator": place.code if place else None,
            "code_version": snapshot.code_version,
            "seal": snapshot.seal,
            "signature": snapshot.signature,
            "public_key": snapshot.public_key,
            "figures": [
                {
                    "indicator": value.indicator,
                    "part": value.part,
                    "value": plain(value.value),
                    "opening_balance": plain(value.opening_balance),
                }
                for value in here.order_by("pk")
            ],
        }
        return version.marking(Response(answer))


class ZipFile(BaseRenderer):
    """A file that the view makes by itself."""

    media_type = "application/zip"
    format = "zip"
    charset = None
    render_style = "binary"


class BundleView(OneSnapshot):
    """The bundle of a snapshot, for those who see the whole zone."""

    renderer_classes = [ZipFile]

    @extend_schema(
        operation_id="snapshots_bundle",
        summary=_("The bundle of a snapshot: all that it is, and the script that verifies it"),
        parameters=[KEY],
        responses={(200, ZipFile.media_type): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """A ZIP file, the same byte for byte whenever it is asked for."""
        snapshot = self.found(pk)
        if not access_from(request).everywhere:
            raise NotFound(_("There is no such snapshot."))
        version = version_of(request, snapshot.pk, changed_at=snapshot.approved_at)
        if known := version.unless_known(request):
            return known
        response = HttpResponse(bundle_of(snapshot), content_type=ZipFile.media_type)
        response.headers["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=bundle_name(snapshot)
        )
        return version.marking(response)


def listed(snapshot: Snapshot, *, current: bool) -> dict[str, object]:
    """What a list says of one."""
    return {
        "id": snapshot.pk,
        "year": snapshot.year,
        "edition": snapshot.edition,
        "kind": snapshot.kind,
        "current": current,
        "reason": snapshot.reason,
        "restates": snapshot.restates_id,
        "known_at": moment(snapshot.known_at),
        "prepared_by": str(snapshot.prepared_by),
        "approved_by": str(snapshot.approved_by),
        "approved_at": moment(snapshot.approved_at),
        "content_sha256": snapshot.content_sha256,
        "position": snapshot.position,
        "chain_sha256": snapshot.chain_sha256,
    }
