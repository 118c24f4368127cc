"""Buildings and their units, with the time in which each of them exists."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from facilities.enums import ClosureReason, Tenure, UnitKind, UnitUse
from incubator.core.db import period
from incubator.core.fields import AreaField
from incubator.core.history import tracked
from incubator.institutions.models import Incubator, OfIncubator, Phase


class BuildingQuerySet(OfIncubator):
    """Questions about many buildings."""

    def in_use(self, *, on):
        """Those that were open on a day."""
        return self.filter(opened_on__lte=on).exclude(closed_on__lte=on)


@tracked()
class Building(models.Model):
    """楼宇: a building, or the part of one, at an institution's disposal; area in m².

    In use on [opened_on, closed_on).
    """

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="buildings", verbose_name=_("incubator")
    )
    # A composite foreign key holds that the phase is of the same incubator.
    phase = models.ForeignKey(
        Phase,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="buildings",
        verbose_name=_("construction phase"),
    )
    code = models.CharField(_("building code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    floor_area = AreaField(_("floor area (m²)"))
    tenure = models.CharField(_("tenure"), max_length=20, choices=Tenure, default=Tenure.OWNED)
    opened_on = models.DateField(_("in use since"))
    closed_on = models.DateField(_("in use until"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Where these facts come from."))

    objects = BuildingQuerySet.as_manager()

    class Meta:
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        constraints = [
            models.UniqueConstraint(
                fields=["incubator", "code"],
                name="building_code_once",
                violation_error_message=_("This institution already has a building of that code."),
            ),
            models.UniqueConstraint(fields=["id", "incubator"], name="building_incubator_key"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="building_is_named"),
            models.CheckConstraint(
                condition=Q(floor_area__gt=0),
                name="building_floor_area_positive",
                violation_error_message=_("A building has a floor area above zero."),
            ),
            models.CheckConstraint(condition=Q(tenure__in=Tenure.values), name="building_tenure"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("opened_on")),
                name="building_closed_after_opened",
                violation_error_message=_("A building closes after it opened."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(OfIncubator):
    """Questions about many units."""

    def existing(self, *, on):
        """Those that stood on a day, in buildings in use."""
        return (
            self.filter(begins_on__lte=on, building__opened_on__lte=on)
            .exclude(ends_on__lte=on)
            .exclude(building__closed_on__lte=on)
        )


@tracked()
class Unit(models.Model):
    """单元: a room, workshop or desk as it was on [begins_on, ends_on).

    A unit that is merged, split or put to another use ends, and new ones begin: what was
    let or counted on a day stays as it was (``UnitSuccession`` tells what became what).
    """

    building = models.ForeignKey(
        Building, models.PROTECT, related_name="units", verbose_name=_("building")
    )
    # A copy of the building's, held equal by a composite foreign key.
    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        related_name="units",
        verbose_name=_("incubator"),
        editable=False,
    )
    floor = models.SmallIntegerField(_("floor"))
    number = models.CharField(_("unit number"), max_length=20)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind, default=UnitKind.ROOM)
    floor_area = AreaField(_("floor area (m²)"))
    usable_area = AreaField(_("usable area (m²)"), null=True, blank=True)
    use = models.CharField(_("use"), max_length=20, choices=UnitUse, default=UnitUse.INCUBATEE)
    rentable = models.BooleanField(_("to let"), default=True)
    begins_on = models.DateField(_("exists since"))
    ends_on = models.DateField(_("exists until"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.UniqueConstraint(fields=["id", "incubator"], name="unit_incubator_key"),
            models.CheckConstraint(condition=~Q(number=""), name="unit_has_a_number"),
            models.CheckConstraint(
                condition=Q(floor__range=(-9, 150)),
                name="unit_floor_in_a_building",
                violation_error_message=_("A floor is between -9 and 150."),
            ),
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind"),
            models.CheckConstraint(condition=Q(use__in=UnitUse.values), name="unit_use"),
            models.CheckConstraint(
                condition=Q(floor_area__gt=0),
                name="unit_floor_area_positive",
                violation_error_message=_("A unit has a floor area above zero."),
            ),
            models.CheckConstraint(
                condition=Q(usable_area__isnull=True)
                | Q(usable_area__gt=0, usable_area__lte=F("floor_area")),
                name="unit_usable_within_floor_area",
                violation_error_message=_(
                    "The usable area is above zero and at most the floor area."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("begins_on")),
                name="unit_ends_after_it_begins",
                violation_error_message=_("A unit ends after it began."),
            ),
            ExclusionConstraint(
                name="unit_number_once_at_a_time",
                expressions=[
                    ("building", RangeOperators.EQUAL),
                    ("number", RangeOperators.EQUAL),
                    (period("begins_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The building already has a unit of that number."),
            ),
        ]
        indexes = [models.Index(fields=["building", "floor", "number"], name="unit_on_its_floor")]

    def __str__(self) -> str:
        return f"{self.building} {self.number}"


@tracked()
class UnitSuccession(models.Model):
    """沿革: one unit ended and another took (part of) its place on the same day."""

    before = models.ForeignKey(
        Unit, models.PROTECT, related_name="became", verbose_name=_("the unit before")
    )
    after = models.ForeignKey(
        Unit, models.PROTECT, related_name="came_from", verbose_name=_("the unit after")
    )

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="succession_once"),
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="succession_of_another_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class OfUnit(models.QuerySet):
    """Rows that belong to a unit."""

    def visible_to(self, access):
        """Those of units where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(unit__incubator__in=access.incubator_ids)


@tracked()
class Closure(models.Model):
    """停用: a unit is out of service on [begins_on, ends_on)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="closures", verbose_name=_("unit"))
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=ClosureReason)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = OfUnit.as_manager()

    class Meta:
        verbose_name = _("time out of service")
        verbose_name_plural = _("times out of service")
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=ClosureReason.values), name="closure_reason"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("begins_on")),
                name="closure_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="closure_no_overlap",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (period("begins_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The unit is already out of service at that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.get_reason_display()}"
