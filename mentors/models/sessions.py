"""Sessions: planned or booked, held, confirmed; what was said in them, and what came of it."""

import hashlib
import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Company, Representative, Residence
from companies.models.applications import APPEND_ONLY
from incubator.core.fields import somebody
from incubator.core.files.rows import KeptFile
from incubator.core.history import tracked
from incubator.core.shown import day
from incubator.institutions.models import Incubator
from mentors.enums import TOOK_PLACE, Mode, Need, SessionState, Side
from mentors.models.assignments import Assignment, OfPeople
from mentors.models.hours import Slot, Timed
from mentors.models.people import Mentor

S = SessionState


class SessionQuerySet(OfPeople):
    """Questions about many sessions."""

    def planned(self) -> "SessionQuerySet":
        """Those that are still to come, or of which nobody has said how they went."""
        return self.filter(state=S.PLANNED)

    def took_place(self) -> "SessionQuerySet":
        """Those that were held."""
        return self.filter(state__in=TOOK_PLACE)

    def unreported(self, *, at) -> "SessionQuerySet":
        """Planned ones whose time is over."""
        return self.planned().filter(ends_at__lte=at)

    def reported_by_company(self, wanted: bool = True) -> "SessionQuerySet":
        """Those that somebody of the company reported on, or with ``wanted`` false the others."""
        acting = Representative.objects.filter(
            company=OuterRef("company"), user=OuterRef("reported_by")
        )
        theirs = Exists(acting) & ~Q(mentor__user=F("reported_by"))
        return self.filter(theirs) if wanted else self.exclude(theirs)


@tracked()
class MentoringSession(Timed):
    """辅导记录: one meeting of a mentor with a company; a booking is one that has a slot.

    What was talked about stands in ``SessionNotes``, which fewer people may read.
    """

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    # Composite foreign keys hold that stay, assignment and slot are of this mentor, company
    # and incubator.
    mentor = models.ForeignKey(
        Mentor, models.PROTECT, related_name="sessions", verbose_name=_("mentor")
    )
    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="sessions", verbose_name=_("residence")
    )
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="sessions", verbose_name=_("company")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="sessions", verbose_name=_("incubator")
    )
    assignment = models.ForeignKey(
        Assignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("assignment"),
    )
    slot = models.ForeignKey(
        Slot,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bookings",
        verbose_name=_("slot"),
    )
    mode = models.CharField(_("mode"), max_length=20, choices=Mode)
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    need = models.CharField(_("about"), max_length=20, choices=Need, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=S, default=S.PLANNED)
    # How often the time was moved, for calendars that hold an earlier one.
    sequence = models.PositiveSmallIntegerField(_("times moved"), default=0, editable=False)
    planned_at = models.DateTimeField(_("planned at"))
    planned_by = somebody(_("planned by"))
    asked_at = models.DateTimeField(_("asked whether it was held"), null=True, blank=True)
    reported_at = models.DateTimeField(_("reported at"), null=True, blank=True)
    reported_by = somebody(_("reported by"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = somebody(_("confirmed by"))
    closed_at = models.DateTimeField(pgettext_lazy("session", "closed at"), null=True, blank=True)
    closed_because = models.CharField(
        pgettext_lazy("session", "closed because"), max_length=300, blank=True
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            *Timed.Meta.constraints,
            models.UniqueConstraint(
                fields=["slot"],
                condition=~Q(state=S.CANCELLED),
                name="slot_given_once",
                violation_error_message=_("This slot is already taken."),
            ),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="mentoringsession_mode"),
            models.CheckConstraint(
                condition=Q(need__in=[*Need.values, ""]), name="mentoringsession_need"
            ),
            models.CheckConstraint(
                condition=Q(assignment__isnull=False) | Q(slot__isnull=False),
                name="mentoringsession_assigned_or_booked",
                violation_error_message=_("A session belongs to an assignment or to a slot."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state=S.PLANNED,
                        reported_at__isnull=True,
                        confirmed_at__isnull=True,
                        closed_at__isnull=True,
                    )
                    | Q(
                        state=S.HELD,
                        reported_at__isnull=False,
                        confirmed_at__isnull=True,
                        closed_at__isnull=True,
                    )
                    | Q(
                        state=S.CONFIRMED,
                        reported_at__isnull=False,
                        confirmed_at__isnull=False,
                        closed_at__isnull=True,
                    )
                    | Q(
                        state__in=[S.NOT_HELD, S.CANCELLED],
                        confirmed_at__isnull=True,
                        closed_at__isnull=False,
                    )
                    & ~Q(closed_because="")
                ),
                name="mentoringsession_state_matches_moments",
            ),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True) | Q(reported_at__gte=F("begins_at")),
                name="mentoringsession_reported_after_it_began",
                violation_error_message=_("A session is reported once it has begun."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=F("reported_at")),
                name="mentoringsession_confirmed_after_report",
            ),
        ]
        indexes = [
            models.Index(fields=["incubator", "on", "id"], name="session_by_day"),
            models.Index(fields=["mentor", "on", "id"], name="session_of_mentor"),
            models.Index(fields=["residence", "on", "id"], name="session_of_residence"),
            models.Index(
                fields=["ends_at"], condition=Q(state=S.PLANNED), name="session_to_report"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} · {self.company} · {day(self.on)}"

    @property
    def took_place(self) -> bool:
        """Whether it was held."""
        return self.state in TOOK_PLACE


class OfSession(models.QuerySet):
    """Rows that hang on a session."""

    def visible_to(self, access):
        """Those of sessions where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(session__incubator__in=access.incubator_ids)


@tracked()
class SessionNotes(models.Model):
    """辅导内容: topic and advice, for those present and the office alone."""

    session = models.OneToOneField(
        MentoringSession, models.PROTECT, related_name="notes", verbose_name=_("session")
    )
    topic = models.CharField(_("topic"), max_length=200)
    advice = models.TextField(_("advice"), max_length=8000, blank=True)

    objects = OfSession.as_manager()

    class Meta:
        verbose_name = _("notes of a session")
        verbose_name_plural = _("notes of sessions")
        constraints = [
            models.CheckConstraint(condition=~Q(topic=""), name="sessionnotes_have_a_topic"),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def mark(self) -> str:
        """Tells one text from another."""
        return hashlib.sha256(f"{self.topic}\n{self.advice}".encode()).hexdigest()[:16]


@tracked()
class ActionItem(models.Model):
    """下一步: what somebody does next, until a day."""

    session = models.ForeignKey(
        MentoringSession, models.PROTECT, related_name="next_steps", verbose_name=_("session")
    )
    text = models.CharField(_("next step"), max_length=300)
    owner = models.CharField(_("who does it"), max_length=20, choices=Side)
    due_on = models.DateField(pgettext_lazy("next step", "due on"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = somebody(_("done by"))

    objects = OfSession.as_manager()

    class Meta:
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="actionitem_says_something"),
            models.CheckConstraint(condition=Q(owner__in=Side.values), name="actionitem_owner"),
        ]

    def __str__(self) -> str:
        return self.text


class SessionFileQuerySet(OfSession):
    """Questions about many files of sessions."""

    def in_force(self) -> "SessionFileQuerySet":
        """Those that have not been taken away."""
        return self.filter(removed_at__isnull=True)


@tracked()
class SessionFile(KeptFile):
    """附件: a file of a session; as private as its notes."""

    session = models.ForeignKey(
        MentoringSession, models.PROTECT, related_name="files", verbose_name=_("session")
    )

    objects = SessionFileQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        verbose_name = _("file of a session")
        verbose_name_plural = _("files of sessions")

    def __str__(self) -> str:
        return self.original_name


@tracked()
class Feedback(models.Model):
    """评价: what one side thinks of a session, 1 to 5; said once, never changed."""

    session = models.ForeignKey(
        MentoringSession, models.PROTECT, related_name="feedback", verbose_name=_("session")
    )
    side = models.CharField(pgettext_lazy("feedback", "from"), max_length=20, choices=Side)
    rating = models.PositiveSmallIntegerField(_("rating"))
    text = models.TextField(pgettext_lazy("feedback", "text"), max_length=2000, blank=True)
    given_at = models.DateTimeField(_("given at"))
    given_by = somebody(_("given by"))

    objects = OfSession.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        triggers = [APPEND_ONLY]
        constraints = [
            models.UniqueConstraint(fields=["session", "side"], name="feedback_once_a_side"),
            models.CheckConstraint(
                condition=Q(side__in=[Side.COMPANY, Side.MENTOR]), name="feedback_side"
            ),
            models.CheckConstraint(condition=Q(rating__range=(1, 5)), name="feedback_rating"),
        ]

    def __str__(self) -> str:
        return f"{self.session} · {self.rating}"


class SessionReminder(models.Model):
    """会面提醒: that a session begins in ``hours`` hours (24, 2) was announced, once."""

    session = models.ForeignKey(
        MentoringSession, models.PROTECT, related_name="reminders", verbose_name=_("session")
    )
    hours = models.PositiveSmallIntegerField(_("hours before it begins"))
    begins_at = models.DateTimeField(_("announced begin"))
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("reminder of a session")
        verbose_name_plural = _("reminders of sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "hours", "begins_at"], name="session_reminder_once_a_level"
            ),
            models.CheckConstraint(condition=Q(hours__in=[2, 24]), name="session_reminder_level"),
        ]

    def __str__(self) -> str:
        return f"{self.session} · {self.hours}"
