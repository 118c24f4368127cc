"""The shapes of the answers, for the schema (``answers`` makes the answers themselves)."""

from rest_framework import serializers

from companies.enums import ExitReason
from incubator.statistics.enums import IndicatorKind, YearStatus


class ListedYear(serializers.Serializer):
    """A year that has figures."""

    year = serializers.IntegerField()
    status = serializers.ChoiceField(YearStatus.choices)
    computed_at = serializers.DateTimeField()
    snapshot = serializers.IntegerField(allow_null=True)


class Part(serializers.Serializer):
    """A part of a figure, such as one exit reason."""

    label = serializers.CharField()
    value = serializers.FloatField()


class Figure(serializers.Serializer):
    """One figure. ``growth`` is a ratio against the year before: 0.5 is half as much again."""

    label = serializers.CharField()
    unit = serializers.CharField()
    kind = serializers.ChoiceField(IndicatorKind.choices)
    value = serializers.FloatField()
    previous = serializers.FloatField(allow_null=True)
    growth = serializers.FloatField(allow_null=True)
    target = serializers.FloatField(allow_null=True)
    drillable = serializers.BooleanField()
    opening_balance = serializers.FloatField()
    parts = serializers.DictField(child=Part(), required=False)


class PlacedFigures(serializers.Serializer):
    """The figures of one incubator."""

    code = serializers.CharField()
    name = serializers.CharField()
    indicators = serializers.DictField(child=Figure())


class Year(ListedYear):
    """Every figure of a year, under its code."""

    as_known_on = serializers.DateField()
    incubator = serializers.CharField(allow_null=True)
    indicators = serializers.DictField(child=Figure())
    incubators = PlacedFigures(many=True, required=False)


class Fact(serializers.Serializer):
    """A counted stay and its company."""

    company = serializers.IntegerField()
    unified_code = serializers.CharField(allow_null=True)
    name = serializers.CharField()
    incubator = serializers.CharField()
    admitted_on = serializers.DateField()
    left_on = serializers.DateField(allow_null=True)
    exit_reason = serializers.ChoiceField(ExitReason.choices, allow_blank=True)
    residence = serializers.IntegerField()


class Facts(serializers.Serializer):
    """A page of what a figure counts. ``count`` is the length of the whole list now."""

    year = serializers.IntegerField()
    indicator = serializers.CharField()
    label = serializers.CharField()
    part = serializers.CharField(allow_null=True)
    incubator = serializers.CharField(allow_null=True)
    computed_at = serializers.DateTimeField()
    value = serializers.FloatField()
    opening_balance = serializers.FloatField()
    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = Fact(many=True)


class PointOfSeries(serializers.Serializer):
    """One year; null where no figure has been computed."""

    year = serializers.IntegerField()
    value = serializers.FloatField(allow_null=True)


class Series(serializers.Serializer):
    """One figure through the years."""

    indicator = serializers.CharField()
    label = serializers.CharField()
    unit = serializers.CharField()
    kind = serializers.ChoiceField(IndicatorKind.choices)
    incubator = serializers.CharField(allow_null=True)
    values = PointOfSeries(many=True)
