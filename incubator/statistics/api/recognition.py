"""认定对照 for programs: one institution against a rulebook, condition by condition."""

import datetime

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from companies.enums import Standing
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.parameters import choice
from incubator.core.api.views import ApiView
from incubator.core.dates import parse_day, today
from incubator.core.errors import RuleViolation
from incubator.core.known import known_on_asked
from incubator.institutions.enums import Joined, Purpose
from incubator.institutions.models import Incubator, Rulebook
from incubator.institutions.queries import Shelf
from incubator.statistics.api.sources import KNOWN
from incubator.statistics.recognition import check
from incubator.statistics.recognition_figures import figures_of_institution
from incubator.statistics.recognition_lines import lines_of
from incubator.statistics.vintages import as_of


class ConditionShape(serializers.Serializer):
    """One part of one condition; figures in the measure of the rule."""

    item = serializers.CharField()
    joined = serializers.ChoiceField(choices=[*Joined.values, ""])
    rule = serializers.CharField()
    condition = serializers.CharField()
    threshold = serializers.FloatField(allow_null=True)
    lowered_to = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    value_at_most = serializers.FloatField(allow_null=True)
    silent = serializers.IntegerField(allow_null=True)
    standing = serializers.ChoiceField(choices=Standing.values)
    condition_standing = serializers.ChoiceField(choices=Standing.values)
    missing = serializers.CharField()
    source = serializers.CharField()
    certainty = serializers.CharField()


class RecognitionShape(serializers.Serializer):
    """The whole check."""

    incubator = serializers.CharField()
    rulebook = serializers.CharField(allow_null=True)
    version = serializers.IntegerField(allow_null=True)
    applies_here = serializers.BooleanField(allow_null=True)
    on = serializers.DateField()
    as_known_on = serializers.DateField(allow_null=True)
    remote = serializers.BooleanField()
    standing = serializers.ChoiceField(choices=Standing.values)
    conditions = ConditionShape(many=True)


class RecognitionView(ApiView):
    """An institution that the caller reaches, against a rulebook."""

    required = {"GET": Permission.STATISTICS_READ}
    parameters = ("rulebook", "on", "remote", "as_known_on")

    @extend_schema(
        operation_id="incubators_recognition",
        summary=_("An incubator against the thresholds of a rulebook"),
        parameters=[
            OpenApiParameter("pk", int, "path", description=_("The incubator’s number.")),
            OpenApiParameter(
                "rulebook",
                str,
                description=_("Its code; without it the newest in force that decides."),
            ),
            OpenApiParameter("on", datetime.date, description=_("The day; today without it.")),
            OpenApiParameter(
                "remote", str, enum=["0", "1"], description=_("In a hardship or remote area.")
            ),
            KNOWN,
        ],
        responses=RecognitionShape,
    )
    def get(self, request: Request, pk: int) -> Response:
        """Met, not met or unknown, with the figure and what is missing."""
        incubator = Incubator.objects.filter(pk=pk).first()
        if incubator is None or not access_from(request).reaches(incubator.pk):
            raise NotFound(_("There is no such incubator."))
        on = _day(request.query_params.get("on"))
        remote = choice(request.query_params, "remote", ("0", "1")) == "1"
        known_on = known_on_asked(request.query_params)
        with as_of(known_on):
            answer = _answer(incubator, request.query_params.get("rulebook"), on, remote=remote)
        return Response(RecognitionShape(answer | {"as_known_on": known_on}).data)


def _answer(incubator: Incubator, code: str | None, on: datetime.date, *, remote: bool) -> dict:
    rulebook = _rulebook(code, on)
    found = rulebook and check(
        incubator, rulebook, figures_of_institution(incubator, on=on), remote=remote
    )
    return {
        "incubator": incubator.code,
        "rulebook": rulebook and rulebook.code,
        "version": rulebook and rulebook.version,
        "applies_here": rulebook and rulebook.applies_here,
        "on": on,
        "remote": remote,
        "standing": found.standing if found else Standing.UNKNOWN,
        "conditions": lines_of(found) if found else [],
    }


def _day(text: str | None) -> datetime.date:
    """Raises RuleViolation ``invalid_day``."""
    return today() if text is None else parse_day(text)


def _rulebook(code: str | None, on: datetime.date) -> Rulebook | None:
    """None where none that decides is in force. Raises RuleViolation ``unknown_rulebook`` (404)."""
    shelf = Shelf.load()
    if code is None:
        return shelf.applying(Purpose.RECOGNITION, on=on)
    found = shelf.of_code(code)
    if found is None:
        raise RuleViolation("unknown_rulebook", _("There is no such rulebook."), status=404)
    return found
