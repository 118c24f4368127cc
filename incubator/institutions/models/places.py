"""Incubators and their phases of construction."""

import datetime

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incubator.core.fields import AreaField
from incubator.core.files import private_storage, random_name_of_kind
from incubator.core.history import tracked
from incubator.institutions.enums import (
    Focus,
    Kind,
    PhaseState,
    Programme,
    Sponsor,
    TechField,
)


class IncubatorQuerySet(models.QuerySet):
    """Questions about many institutions."""

    def visible_to(self, access) -> "IncubatorQuerySet":
        """Those that the holder of ``access`` may see (an ``accounts.access.Access``)."""
        return self if access.everywhere else self.filter(pk__in=access.incubator_ids)

    def incubating(self) -> "IncubatorQuerySet":
        """Those whose residents are incubatees: all but accelerators."""
        return self.filter(programme=Programme.INCUBATION)

    def operating(self, *, on) -> "IncubatorQuerySet":
        """Those open on a day."""
        return self.filter(opened_on__lte=on).exclude(closed_on__lte=on)


@tracked()
class Incubator(models.Model):
    """孵化载体: an institution that takes startups in."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    # A stay's meaning follows from the kind. Residences carry a copy that a composite
    # foreign key keeps equal, so that the database can refuse a graduation from an
    # accelerator and statistics need no join.
    programme = models.GeneratedField(
        verbose_name=_("programme"),
        expression=models.Case(
            models.When(kind=Kind.ACCELERATOR, then=models.Value(Programme.ACCELERATION.value)),
            default=models.Value(Programme.INCUBATION.value),
        ),
        output_field=models.CharField(max_length=20, choices=Programme),
        db_persist=True,
    )
    focus = models.CharField(_("focus"), max_length=20, choices=Focus)
    field = models.CharField(_("technical field"), max_length=20, choices=TechField, blank=True)
    sponsor = models.CharField(_("sponsor"), max_length=20, choices=Sponsor)
    planned_year = models.PositiveSmallIntegerField(
        _("planned opening year"), null=True, blank=True
    )
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Where these facts come from."))
    # What applicants read of it.
    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    introduction_en = models.TextField(_("English introduction"), max_length=1200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    map_url = models.URLField(
        _("map"),
        blank=True,
        max_length=500,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("The address of a page with a map, beginning with https."),
    )
    photo = models.FileField(
        _("photo"),
        storage=private_storage,
        upload_to=random_name_of_kind,
        blank=True,
        help_text=_("JPEG, PNG or WebP; three to two looks best. Everybody can see it."),
    )

    objects = IncubatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("incubator")
        verbose_name_plural = _("incubators")
        constraints = [
            models.UniqueConstraint(fields=["id", "programme"], name="incubator_programme_key"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="incubator_kind"),
            models.CheckConstraint(condition=Q(focus__in=Focus.values), name="incubator_focus"),
            models.CheckConstraint(
                condition=Q(sponsor__in=Sponsor.values), name="incubator_sponsor"
            ),
            models.CheckConstraint(
                condition=Q(field__in=[*TechField.values, ""]), name="incubator_field"
            ),
            models.CheckConstraint(
                condition=Q(focus=Focus.COMPREHENSIVE) | ~Q(field=""),
                name="incubator_specialised_field",
                violation_error_message=_("A specialised incubator names its field."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__lt=F("closed_on")),
                name="incubator_closed_after_opened",
                violation_error_message=_("An incubator closes after it opened."),
            ),
            models.CheckConstraint(
                condition=Q(planned_year__isnull=True) | Q(planned_year__range=(1980, 2100)),
                name="incubator_planned_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """Its name in the reader's language, where it has one."""
        chinese = (get_language() or "").startswith("zh")
        return self.name if chinese else self.name_en or self.name

    def is_open_on(self, on: datetime.date) -> bool:
        """Whether it is open on a day, as ``operating`` has it."""
        return self.opened_on <= on and (self.closed_on is None or on < self.closed_on)

    @property
    def said(self) -> str:
        """Its introduction in the reader's language, else in the other."""
        if (get_language() or "").startswith("zh"):
            return self.introduction or self.introduction_en
        return self.introduction_en or self.introduction


class OfIncubator(models.QuerySet):
    """Rows that belong to one institution each."""

    def visible_to(self, access):
        """Those in incubators where ``access`` reaches."""
        return self if access.everywhere else self.filter(incubator__in=access.incubator_ids)


@tracked()
class Phase(models.Model):
    """建设分期: one stage of an institution's construction, with its site and floor area in m²."""

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="phases", verbose_name=_("incubator")
    )
    number = models.PositiveSmallIntegerField(_("phase"))
    state = models.CharField(
        _("state"), max_length=20, choices=PhaseState, default=PhaseState.PLANNED
    )
    site_area = AreaField(_("site area (m²)"), null=True, blank=True)
    floor_area = AreaField(_("floor area (m²)"))
    planned_from = models.DateField(_("planned from"), null=True, blank=True)
    planned_until = models.DateField(_("planned until"), null=True, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    opened_on = models.DateField(_("in use since"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Where these facts come from."))

    class Meta:
        verbose_name = _("construction phase")
        verbose_name_plural = _("construction phases")
        constraints = [
            models.UniqueConstraint(fields=["incubator", "number"], name="phase_number_once"),
            # What a building points at, to be of the same incubator.
            models.UniqueConstraint(fields=["id", "incubator"], name="phase_incubator_key"),
            models.CheckConstraint(condition=Q(number__gte=1), name="phase_number_from_one"),
            models.CheckConstraint(condition=Q(state__in=PhaseState.values), name="phase_state"),
            models.CheckConstraint(condition=Q(floor_area__gt=0), name="phase_floor_area_positive"),
            models.CheckConstraint(
                condition=Q(site_area__isnull=True) | Q(site_area__gt=0),
                name="phase_site_area_positive",
            ),
            models.CheckConstraint(
                condition=Q(planned_until__isnull=True)
                | Q(planned_from__isnull=True)
                | Q(planned_from__lt=F("planned_until")),
                name="phase_planned_order",
            ),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(started_on__lt=F("opened_on")),
                name="phase_actual_order",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=PhaseState.IN_USE, opened_on__isnull=False)
                    | Q(
                        state=PhaseState.CONSTRUCTION,
                        started_on__isnull=False,
                        opened_on__isnull=True,
                    )
                    | Q(
                        state__in=[PhaseState.PLANNED, PhaseState.TENDER],
                        started_on__isnull=True,
                        opened_on__isnull=True,
                    )
                ),
                name="phase_state_matches_dates",
                violation_error_message=_("The state of a phase follows its dates."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(incubator)s, phase %(number)d") % {
            "incubator": self.incubator,
            "number": self.number,
        }
