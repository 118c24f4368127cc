"""Office hours: when a mentor can be met, and the single times that companies book."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.core.history import tracked
from incubator.core.shown import clock, day
from incubator.institutions.models import Incubator, OfIncubator
from mentors.enums import Audience, Mode, Rhythm, SessionState
from mentors.models.people import Mentor

# A day, a time of the zone's clock and a length are what people say. The moments follow
# from them in the database, which can then compare, sort and exclude.
LATER = Func(F("minutes"), template="make_interval(mins => %(expressions)s)")
IN_SHANGHAI = "((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')"


class Timed(models.Model):
    """Something on a day from a time on, for so many minutes; the clock is Asia/Shanghai."""

    on = models.DateField(_("on"))
    starts = models.TimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    begins_at = models.GeneratedField(
        verbose_name=_("begins at"),
        expression=Func(F("on"), F("starts"), template=IN_SHANGHAI, arg_joiner=" + "),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    ends_at = models.GeneratedField(
        verbose_name=pgettext_lazy("meeting", "ends at"),
        expression=Func(F("on"), F("starts"), LATER, template=IN_SHANGHAI, arg_joiner=" + "),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    class Meta:
        abstract = True
        constraints = [
            # From ten minutes to a working day.
            models.CheckConstraint(condition=Q(minutes__range=(10, 480)), name="%(class)s_minutes"),
        ]


@tracked()
class OfficeHours(models.Model):
    """接待时间: a mentor's hours at an incubator, once or every week on [from_on, until_on).

    Each time from ``starts`` to ``ends`` is cut into slots of ``minutes``. A slot can be booked,
    moved and cancelled until ``notice_hours`` before it begins.
    """

    mentor = models.ForeignKey(
        Mentor, models.PROTECT, related_name="office_hours", verbose_name=_("mentor")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="office_hours", verbose_name=_("incubator")
    )
    rhythm = models.CharField(
        pgettext_lazy("office hours", "rhythm"), max_length=20, choices=Rhythm, default=Rhythm.ONCE
    )
    from_on = models.DateField(pgettext_lazy("office hours", "from"))
    until_on = models.DateField(_("until"), help_text=_("The first day without."))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))
    minutes = models.PositiveSmallIntegerField(_("minutes of a slot"), default=60)
    mode = models.CharField(_("mode"), max_length=20, choices=Mode, default=Mode.ON_SITE)
    place = models.CharField(
        _("place or link"), max_length=300, help_text=_("A room, or the link of an online meeting.")
    )
    audience = models.CharField(
        _("who may book"), max_length=20, choices=Audience, default=Audience.ASSIGNED
    )
    notice_hours = models.PositiveSmallIntegerField(_("hours of notice"), default=24)
    published_at = models.DateTimeField(_("published at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = OfIncubator.as_manager()

    class Meta:
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")
        constraints = [
            # What a slot points at, to be of this mentor at this incubator.
            models.UniqueConstraint(
                fields=["id", "mentor", "incubator"], name="officehours_mentor_incubator_key"
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="officehours_rhythm"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=[Mode.ON_SITE, Mode.ONLINE]), name="officehours_mode"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="officehours_audience"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="officehours_until_after_from"
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="officehours_end_after_they_start"
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(10, 480)), name="officehours_minutes"
            ),
            models.CheckConstraint(condition=Q(notice_hours__lte=336), name="officehours_notice"),
            models.CheckConstraint(condition=~Q(place=""), name="officehours_have_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} · {day(self.from_on)} {clock(self.starts)}–{clock(self.ends)}"


class SlotQuerySet(OfIncubator):
    """Questions about many slots."""

    def offered(self) -> "SlotQuerySet":
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def free(self, *, at) -> "SlotQuerySet":
        """Those offered that begin later, when the mentor meets nobody."""
        from mentors.models.sessions import MentoringSession  # sessions stand on slots

        met = MentoringSession.objects.exclude(
            state__in=[SessionState.CANCELLED, SessionState.NOT_HELD]
        ).filter(
            mentor=OuterRef("mentor"),
            on=OuterRef("on"),
            begins_at__lt=OuterRef("ends_at"),
            ends_at__gt=OuterRef("begins_at"),
        )
        return self.offered().filter(begins_at__gt=at).exclude(Exists(met))


@tracked()
class Slot(Timed):
    """可预约时段: one time that can be given to one company, once."""

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    # Composite foreign keys hold that these are the mentor and the incubator of the hours.
    hours = models.ForeignKey(
        OfficeHours, models.PROTECT, related_name="slots", verbose_name=_("office hours")
    )
    mentor = models.ForeignKey(
        Mentor, models.PROTECT, related_name="slots", verbose_name=_("mentor"), editable=False
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="slots", verbose_name=_("incubator"), editable=False
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            *Timed.Meta.constraints,
            # What a booking points at, to be with this mentor at this incubator.
            models.UniqueConstraint(
                fields=["id", "mentor", "incubator"], name="slot_mentor_incubator_key"
            ),
            ExclusionConstraint(
                name="slot_no_overlap",
                expressions=[
                    ("mentor", RangeOperators.EQUAL),
                    (
                        Func(F("begins_at"), F("ends_at"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message=_("The mentor already has a slot at that time."),
            ),
        ]
        indexes = [
            models.Index(fields=["incubator", "on", "id"], name="slot_by_day"),
            models.Index(fields=["mentor", "on", "id"], name="slot_of_mentor"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} · {day(self.on)} {clock(self.starts)}"
