"""The shapes of the answers, for the schema (``answers`` makes the answers themselves)."""

from rest_framework import serializers

from companies.enums import ExitReason
from facilities.enums import UnitKind, UnitUse
from incubator.institutions.enums import PhaseState
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
    """One figure. ``growth`` is a ratio against the year before: 0.5 is half as much again.

    ``low`` and ``high`` are what the figure is at least and at most where stays are counted of
    which a day is known only roughly; null where it is exact. ``live`` stands beside a published
    figure: what the last computation counts.
    """

    label = serializers.CharField()
    unit = serializers.CharField()
    kind = serializers.ChoiceField(IndicatorKind.choices)
    value = serializers.FloatField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    previous = serializers.FloatField(allow_null=True)
    growth = serializers.FloatField(allow_null=True)
    target = serializers.FloatField(allow_null=True)
    drillable = serializers.BooleanField()
    opening_balance = serializers.FloatField()
    live = serializers.FloatField(allow_null=True, required=False)
    parts = serializers.DictField(child=Part(), required=False)


class Effect(serializers.Serializer):
    """What a late fact alone would have changed in its year; no incubator: in the zone.

    With bounds where days are known only roughly: ``low`` is at least, ``high`` at most.
    """

    indicator = serializers.CharField()
    part = serializers.CharField(allow_null=True)
    incubator = serializers.CharField(allow_null=True)
    old = serializers.FloatField()
    old_low = serializers.FloatField(allow_null=True)
    old_high = serializers.FloatField(allow_null=True)
    new = serializers.FloatField()
    new_low = serializers.FloatField(allow_null=True)
    new_high = serializers.FloatField(allow_null=True)


class CarriedIn(serializers.Serializer):
    """A late fact of a published year before, which was decided to be named with this one."""

    year = serializers.IntegerField()
    about = serializers.CharField()
    company = serializers.IntegerField(allow_null=True)
    effects = Effect(many=True)
    reason = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)


class PlacedFigures(serializers.Serializer):
    """The figures of one incubator."""

    code = serializers.CharField()
    name = serializers.CharField()
    indicators = serializers.DictField(child=Figure())


class Year(ListedYear):
    """Every figure of a year, under its code.

    ``carried_in`` is there for those who see the whole zone: what became known of published years
    afterwards and changes none of their figures.
    """

    as_known_on = serializers.DateField()
    live_differs = serializers.BooleanField(required=False)
    incubator = serializers.CharField(allow_null=True)
    indicators = serializers.DictField(child=Figure())
    carried_in = CarriedIn(many=True, required=False)
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


class Balance(serializers.Serializer):
    """A part of a figure from before there were records: it names its document, and no facts."""

    value = serializers.FloatField()
    as_of = serializers.DateField()
    signed_by = serializers.CharField()
    document = serializers.CharField()
    document_number = serializers.CharField()
    incubator = serializers.CharField(allow_null=True)
    drillable = serializers.BooleanField()


class FactsPage(serializers.Serializer):
    """A page of what a figure counts.

    ``value`` is the figure as it was computed. ``count`` is the length of the whole list and
    ``listed`` what it adds up to (companies, or m²), both as of now: the figure less its
    opening balance. Where a fact was changed after ``computed_at`` and they are not, ``stale``
    is true until the year is computed again. Of a published year it is what was published
    (``snapshot``), and with ``as_known_on`` what was known at the end of that day.
    """

    year = serializers.IntegerField()
    indicator = serializers.CharField()
    label = serializers.CharField()
    part = serializers.CharField(allow_null=True)
    incubator = serializers.CharField(allow_null=True)
    computed_at = serializers.DateTimeField()
    value = serializers.FloatField()
    opening_balance = serializers.FloatField()
    opening_balances = Balance(many=True)
    count = serializers.IntegerField()
    listed = serializers.FloatField()
    stale = serializers.BooleanField()
    snapshot = serializers.IntegerField(allow_null=True)
    as_known_on = serializers.DateField(allow_null=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class Facts(FactsPage):
    """Of companies."""

    results = Fact(many=True)


class UnitFact(serializers.Serializer):
    """A counted unit; area in m²."""

    unit = serializers.IntegerField()
    incubator = serializers.CharField()
    building = serializers.CharField()
    floor = serializers.IntegerField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(UnitKind.choices)
    use = serializers.ChoiceField(UnitUse.choices)
    floor_area = serializers.FloatField()


class UnitFacts(FactsPage):
    """Of units."""

    results = UnitFact(many=True)


class BuildingFact(serializers.Serializer):
    """A counted building; area in m²."""

    building = serializers.IntegerField()
    incubator = serializers.CharField()
    code = serializers.CharField()
    name = serializers.CharField()
    floor_area = serializers.FloatField()
    opened_on = serializers.DateField()
    closed_on = serializers.DateField(allow_null=True)


class BuildingFacts(FactsPage):
    """Of buildings."""

    results = BuildingFact(many=True)


class ConstructionFact(serializers.Serializer):
    """A counted record of construction; areas in m²."""

    record = serializers.IntegerField()
    incubator = serializers.CharField()
    phase = serializers.IntegerField(allow_null=True)
    as_of = serializers.DateField()
    state = serializers.ChoiceField(PhaseState.choices)
    planned_area = serializers.FloatField(allow_null=True)
    built_area = serializers.FloatField(allow_null=True)
    source = serializers.CharField()


class ConstructionFacts(FactsPage):
    """Of construction records."""

    results = ConstructionFact(many=True)


class PointOfSeries(serializers.Serializer):
    """One year; null where no figure has been computed, or where of some nobody can tell.

    ``low`` and ``high`` are what it is at least and at most, where it is not exact.
    """

    year = serializers.IntegerField()
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    read_by = serializers.CharField(allow_null=True)


class ReadingShape(serializers.Serializer):
    """A way in which the rules of some years read the figure; ``since`` its first year."""

    code = serializers.CharField()
    label = serializers.CharField()
    since = serializers.IntegerField(allow_null=True)
    source = serializers.CharField()


class BreakShape(serializers.Serializer):
    """From this year on the figure is another one than the year before."""

    year = serializers.IntegerField()
    before = serializers.CharField(allow_null=True)
    after = serializers.CharField(allow_null=True)
    why = serializers.CharField()


class Series(serializers.Serializer):
    """One figure through the years; with ``reading`` read alike in all of them.

    With ``as_known_on`` counted from what was known at the end of that day.
    """

    indicator = serializers.CharField()
    label = serializers.CharField()
    unit = serializers.CharField()
    kind = serializers.ChoiceField(IndicatorKind.choices)
    incubator = serializers.CharField(allow_null=True)
    as_known_on = serializers.DateField(allow_null=True)
    reading = serializers.CharField(allow_null=True)
    readings = ReadingShape(many=True)
    values = PointOfSeries(many=True)
    breaks = BreakShape(many=True)
