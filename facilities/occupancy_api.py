"""Occupancy of a day, for programs: JSON, CSV or XLSX."""

import datetime

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from facilities.exports import GROUP_WORDS, STATES, occupancy_table
from facilities.queries.occupancy import (
    GROUPS,
    Space,
    VacancyLength,
    area_by_use,
    density,
    incubatee_share,
    occupancy,
    vacancy_by_length,
)
from incubator.accounts.access import Access, access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.parameters import choice
from incubator.core.api.tables import CsvFile, TableFile, XlsxFile
from incubator.core.api.views import ApiView
from incubator.core.dates import parse_day, today
from incubator.core.known import as_known, known_on_asked
from incubator.core.numbers import plain
from incubator.institutions.models import Incubator


class AreaByUseShape(serializers.Serializer):
    """场地建筑总面积 and its parts (Torch 7e00 = 7e01 + 7e02 + 7e03 + 7e04)."""

    total = serializers.FloatField()
    office = serializers.FloatField()
    incubatee = serializers.FloatField()
    public_service = serializers.FloatField()
    other = serializers.FloatField()


class ShareShape(serializers.Serializer):
    """How much of their own area incubatees use, by the rule of the day."""

    rule = serializers.CharField(allow_null=True)
    used = serializers.FloatField()
    own = serializers.FloatField()
    per_cent = serializers.FloatField(allow_null=True)
    at_least = serializers.FloatField(allow_null=True)
    enough = serializers.BooleanField(allow_null=True)


class SpaceShape(serializers.Serializer):
    """One group; areas in m², ``rate`` in per cent."""

    incubator = serializers.CharField(required=False)
    building = serializers.CharField(required=False)
    floor = serializers.IntegerField(required=False)
    use = serializers.CharField(required=False)
    total = serializers.FloatField()
    let = serializers.FloatField()
    vacant = serializers.FloatField()
    out_of_service = serializers.FloatField()
    not_to_let = serializers.FloatField()
    units = serializers.DictField(child=serializers.IntegerField())
    rate = serializers.FloatField(allow_null=True)


class VacancyShape(serializers.Serializer):
    """Units vacant for [from_days, to_days) days."""

    from_days = serializers.IntegerField()
    to_days = serializers.IntegerField(allow_null=True)
    units = serializers.IntegerField()
    area = serializers.FloatField()


class OccupancyShape(serializers.Serializer):
    """The space of one day: total = let + vacant + out of service in every group."""

    on = serializers.DateField()
    as_known_on = serializers.DateField(allow_null=True)
    by = serializers.ChoiceField(list(GROUPS))
    results = SpaceShape(many=True)
    area_by_use = AreaByUseShape()
    incubatee_share = ShareShape()
    density = serializers.FloatField(allow_null=True)
    vacancy = VacancyShape(many=True)


class OccupancyView(ApiView):
    """Who sits where on a day, past or future."""

    required = {"GET": Permission.UNITS_READ}
    parameters = ("on", "by", "incubator", "as_known_on")
    renderer_classes = [JSONRenderer, CsvFile, XlsxFile]

    @extend_schema(
        operation_id="occupancy",
        summary=gettext_lazy("Space let, vacant and out of service on a day"),
        parameters=[
            OpenApiParameter("on", datetime.date, description=gettext_lazy("Empty: today.")),
            OpenApiParameter("by", str, enum=list(GROUPS), description=gettext_lazy("Groups.")),
            OpenApiParameter("incubator", str, description=gettext_lazy("Of one, by its code.")),
            OpenApiParameter(
                "as_known_on",
                datetime.date,
                description=gettext_lazy("What was recorded by the end of that day."),
            ),
        ],
        responses=OccupancyShape,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Of everything that the caller may see."""
        on = _day_asked(request)
        by = choice(request.query_params, "by", GROUPS) or "zone"
        access = _narrowed(request)
        known_on = known_on_asked(request.query_params)
        with as_known(known_on):
            groups = occupancy(on=on, access=access, by=by)
            if isinstance(request.accepted_renderer, TableFile):
                table = occupancy_table(on, by, groups)
                return request.accepted_renderer.respond(table, with_body=request.method != "HEAD")
            return Response({"as_known_on": known_on, **_answer(on, by, groups, access)})


def _day_asked(request: Request) -> datetime.date:
    """Raises RuleViolation ``invalid_day``."""
    text = request.query_params.get("on")
    return today() if text is None else parse_day(text)


def _narrowed(request: Request) -> Access:
    """The caller's access, to one incubator where it is named; a foreign one is unknown (404)."""
    access, code = access_from(request), request.query_params.get("incubator")
    if code is None:
        return access
    place = get_object_or_404(Incubator.objects.visible_to(access), code=code)
    return access.narrowed(incubator_id=place.pk)


def _answer(on: datetime.date, by: str, groups: list[Space], access: Access) -> dict:
    area = area_by_use(on=on, access=access)
    used = incubatee_share(on=on, access=access)
    return {
        "on": on,
        "by": by,
        "results": [_space(by, space) for space in groups],
        "area_by_use": {
            name: plain(getattr(area, name))
            for name in ("total", "office", "incubatee", "public_service", "other")
        },
        "incubatee_share": {
            "rule": used.rule.code if used.rule else None,
            "used": plain(used.used),
            "own": plain(used.own),
            "per_cent": plain(used.per_cent),
            "at_least": round(float(used.rule.at_least) * 100, 2) if used.rule else None,
            "enough": used.enough,
        },
        "density": plain(density(on=on, access=access)),
        "vacancy": [_vacancy(group) for group in vacancy_by_length(on=on, access=access)],
    }


def _vacancy(group: VacancyLength) -> dict:
    return {**vars(group), "area": plain(group.area)}


def _space(by: str, space: Space) -> dict:
    return {
        **{
            GROUP_WORDS.get(name, name): part
            for name, part in zip(GROUPS[by], space.group, strict=True)
        },
        "total": plain(space.total),
        **{state: plain(getattr(space, state)) for state in STATES},
        "units": {
            "total": space.total_units,
            **{state: getattr(space, f"{state}_units") for state in STATES},
        },
        "rate": plain(space.rate),
    }
