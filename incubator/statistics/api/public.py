"""Open data: what was published, for everybody, with small numbers hidden."""

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from incubator.accounts.api_permissions import Public
from incubator.core.api.tables import Table
from incubator.core.api.versions import version_of
from incubator.core.dates import parse_year
from incubator.core.numbers import plain
from incubator.institutions.enums import TechField
from incubator.statistics.api.views import A_YEAR, Answer, FiguresView
from incubator.statistics.models import Snapshot
from incubator.statistics.public.breakdowns import TOTAL
from incubator.statistics.public.figures import (
    ZONE_FIGURES,
    PublicCell,
    cells_of,
    explanation,
    field_label,
    place_labels,
    public_year,
    public_years,
)
from incubator.statistics.queries import no_figures


class PublicFigure(serializers.Serializer):
    """One number; ``value`` is null where it is hidden. Without ``incubator`` and ``field`` it is
    the whole zone's.
    """

    year = serializers.IntegerField()
    edition = serializers.IntegerField()
    indicator = serializers.ChoiceField(ZONE_FIGURES)
    label = serializers.CharField()
    unit = serializers.CharField()
    incubator = serializers.CharField(allow_null=True)
    field = serializers.ChoiceField([*TechField.values, "unsaid"], allow_null=True)
    value = serializers.FloatField(allow_null=True)
    hidden = serializers.BooleanField()


class PublicFigures(serializers.Serializer):
    """Every number that is public; ``least`` is the smallest one shown below the zone."""

    years = serializers.ListField(child=serializers.IntegerField())
    least = serializers.IntegerField()
    explanation = serializers.CharField()
    figures = PublicFigure(many=True)


class PublicFiguresView(FiguresView):
    """Needs no token; may be kept by whoever passes it on."""

    permission_classes = [Public]
    authentication_classes = []
    required = {}
    parameters = ("year",)

    @extend_schema(
        operation_id="public_figures",
        summary=gettext_lazy("Public figures as open data"),
        parameters=[OpenApiParameter("year", A_YEAR, description=gettext_lazy("Of one year."))],
        responses=PublicFigures,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Of published years alone, of the edition that counts; small numbers are hidden."""
        year = request.query_params.get("year")
        editions = self._editions(year)
        changed_at = max((one.approved_at for one in editions), default=None)
        version = version_of(
            request,
            [one.pk for one in editions],
            settings.PUBLIC_LEAST_COMPANIES,
            changed_at=changed_at,
        )
        return self.respond(
            version, lambda: _answer(editions), still=lambda: self._editions(year) == editions
        )

    def finalize_response(self, request: Request, response, *args, **kwargs) -> HttpResponseBase:
        """The same for everybody who reads one language."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code in (200, 304):
            kept = settings.PUBLIC_CACHE_SECONDS
            response.headers["Cache-Control"] = f"public, max-age={kept}"
            response.headers["Vary"] = ""
            patch_vary_headers(response, ["Accept", "Accept-Language", "Cookie"])
        return response

    @staticmethod
    def _editions(year: str | None) -> list[Snapshot]:
        """Raises RuleViolation ``invalid_year``, ``no_figures`` (404)."""
        editions = public_years()
        if year is None:
            return editions
        number = parse_year(year)
        found = [one for one in editions if one.year == number]
        if not found:
            raise no_figures(number)
        return found


def _answer(editions: list[Snapshot]) -> Answer:
    cells = [cell for one in editions for cell in cells_of(public_year(one))]
    return Answer(
        body=lambda: {
            "years": [one.year for one in editions],
            "least": settings.PUBLIC_LEAST_COMPANIES,
            "explanation": explanation(),
            "figures": [_json(cell) for cell in cells],
        },
        table=lambda: _table(cells),
    )


def _json(cell: PublicCell) -> dict[str, object]:
    return {
        "year": cell.year,
        "edition": cell.edition,
        "indicator": cell.indicator.code,
        "label": str(cell.indicator.label),
        "unit": str(cell.indicator.unit),
        "incubator": cell.incubator or None,
        "field": cell.field or None,
        "value": None if cell.value is None else plain(cell.value),
        "hidden": cell.value is None,
    }


def _table(cells: list[PublicCell]) -> Table:
    names = place_labels()
    head = [
        _("Year"), _("Edition"), _("Code"), _("Indicator"), _("Incubator"), _("Incubator code"),
        _("Technical field"), _("Field code"), _("Value"), _("Unit"), _("Hidden"),
    ]  # fmt: skip
    rows = [
        [
            cell.year, cell.edition, cell.indicator.code, str(cell.indicator.label),
            names.get(cell.incubator, cell.incubator) or _("The whole zone"), cell.incubator,
            field_label(cell.field or TOTAL), cell.field, plain(cell.value),
            str(cell.indicator.unit), _("yes") if cell.value is None else "",
        ]
        for cell in cells
    ]  # fmt: skip
    return Table("public-figures", head, rows)
