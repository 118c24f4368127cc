"""Mentors: who they are, and who appointed them for how long."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Concat, Lower
from django.utils.translation import gettext_lazy as _

from incubator.core.db import CharactersApart, key_has, period
from incubator.core.history import tracked
from incubator.core.shown import day
from incubator.institutions.models import Incubator, OfIncubator
from mentors.enums import FilingLevel, Tier
from mentors.models.profile import Profile


class MentorQuerySet(models.QuerySet):
    """Questions about many mentors."""

    def visible_to(self, access) -> "MentorQuerySet":
        """Those with an appointment, past or to come, where ``access`` reaches."""
        if access.everywhere:
            return self
        there = Appointment.objects.filter(
            mentor=OuterRef("pk"), incubator__in=access.incubator_ids
        )
        return self.filter(Exists(there))

    def matching(self, text: str) -> "MentorQuerySet":
        """Those whose name, pinyin, initials or employer contains each word of ``text``."""
        return self.filter(*(self.matches(word) for word in text.split()))

    def matches(self, word: str, *, at: str = "") -> Q:
        """The same of one word, asked of the mentor to which the path ``at`` leads."""
        return key_has(word, at=at)

    def in_office(self, *, on) -> "MentorQuerySet":
        """在聘: those with an appointment in force, in any incubator, on a day."""
        appointed = Appointment.objects.in_force(on=on).filter(mentor=OuterRef("pk"))
        return self.filter(Exists(appointed))


@tracked()
class Mentor(Profile):
    """创业导师: somebody who advises companies, with an account in the portal or without.

    Whether a mentor is in office follows from the appointments; the row stays when they end.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mentor",
        verbose_name=_("user"),
        help_text=_("The account with which the mentor uses the portal."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    tier = models.CharField(_("tier"), max_length=20, choices=Tier, default=Tier.MENTOR)
    name_pinyin = models.CharField(_("name in pinyin"), max_length=320, editable=False)
    name_initials = models.CharField(_("pinyin initials"), max_length=80, editable=False)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True, editable=False)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    retirement_reason = models.CharField(_("reason for retiring"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Where these facts come from."))
    is_generated = models.BooleanField(
        _("generated"), default=False, help_text=_("Demonstration data; no real person.")
    )
    # One text to search in: kept by the database, so it never disagrees with the columns.
    search_key = models.GeneratedField(
        expression=Lower(
            Concat(
                CharactersApart(F("name")),
                Value(" "),
                F("name_pinyin"),
                Value(" "),
                F("name_initials"),
                Value(" "),
                CharactersApart(F("employer")),
                output_field=models.TextField(),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
        verbose_name=_("text that is searched"),
    )

    objects = MentorQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentor")
        verbose_name_plural = _("mentors")
        constraints = [
            *Profile.Meta.constraints,
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="mentor_email_once",
                violation_error_message=_("Another mentor has this e-mail address."),
            ),
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="mentor_tier"),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True, retirement_reason="")
                | Q(retired_on__isnull=False) & ~Q(retirement_reason=""),
                name="mentor_retires_for_a_reason",
            ),
        ]
        indexes = [
            GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="mentor_search"),
            models.Index(fields=["name_pinyin", "id"], name="mentor_by_pinyin"),
        ]

    def __str__(self) -> str:
        return self.name


class AppointmentQuerySet(OfIncubator):
    """Questions about many appointments."""

    def in_force(self, *, on) -> "AppointmentQuerySet":
        """Those whose term holds the day."""
        return self.filter(begins_on__lte=on, until_on__gt=on)

    def not_renewed(self) -> "AppointmentQuerySet":
        """Those that no later term continues."""
        return self.filter(renewed_by__isnull=True)


@tracked()
class Appointment(models.Model):
    """聘任: a mentor's term at one incubator, [begins_on, until_on), and what they can take on.

    ``ends_on`` is agreed, ``ended_on`` an earlier end, ``until_on`` the one in force; a term
    that ended on the day it begins never ran.
    """

    mentor = models.ForeignKey(
        Mentor, models.PROTECT, related_name="appointments", verbose_name=_("mentor")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="appointments", verbose_name=_("incubator")
    )
    appointed_by = models.CharField(
        _("appointed by"), max_length=120, help_text=_("The body that issued the certificate.")
    )
    level = models.CharField(
        _("filing level"), max_length=20, choices=FilingLevel, default=FilingLevel.INCUBATOR
    )
    certificate = models.CharField(_("certificate no."), max_length=60, blank=True)
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(
        _("agreed end"), help_text=_("The first day that no longer belongs to the term.")
    )
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)
    end_reason = models.CharField(_("reason for the early end"), max_length=200, blank=True)
    until_on = models.GeneratedField(
        verbose_name=_("until"),
        expression=Coalesce(F("ended_on"), F("ends_on")),
        output_field=models.DateField(),
        db_persist=True,
    )
    companies = models.PositiveSmallIntegerField(_("companies at most"))
    hours = models.PositiveSmallIntegerField(_("hours a month at most"))
    renews = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renewed_by",
        verbose_name=_("renews"),
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            # What an assignment points at, to be of this mentor at this incubator.
            models.UniqueConstraint(
                fields=["id", "mentor", "incubator"], name="appointment_mentor_incubator_key"
            ),
            models.UniqueConstraint(
                fields=["incubator", "certificate"],
                condition=~Q(certificate=""),
                name="appointment_certificate_once",
                violation_error_message=_("This incubator already issued that certificate."),
            ),
            models.CheckConstraint(condition=~Q(appointed_by=""), name="appointment_by_somebody"),
            models.CheckConstraint(
                condition=Q(level__in=FilingLevel.values), name="appointment_level"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")),
                name="appointment_ends_after_it_begins",
                violation_error_message=_("A term ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | Q(ended_on__gte=F("begins_on"), ended_on__lt=F("ends_on")) & ~Q(end_reason=""),
                name="appointment_ended_within_its_term",
                violation_error_message=_("An early end lies within the term and has a reason."),
            ),
            models.CheckConstraint(
                condition=Q(companies__range=(1, 50), hours__range=(1, 200)),
                name="appointment_capacity",
            ),
            models.CheckConstraint(
                condition=Q(renews__isnull=True) | ~Q(renews=F("id")),
                name="appointment_renews_another",
            ),
            ExclusionConstraint(
                name="appointment_no_overlap",
                expressions=[
                    ("mentor", RangeOperators.EQUAL),
                    ("incubator", RangeOperators.EQUAL),
                    (period("begins_on", "until_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "The mentor is already appointed at this incubator at that time."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["incubator", "until_on", "id"], name="appointment_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} · {self.incubator} · {day(self.begins_on)}"


class AppointmentNotice(models.Model):
    """续聘提醒: that a term ends in ``days`` days (60, 30) was announced, once."""

    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="notices", verbose_name=_("appointment")
    )
    days = models.PositiveSmallIntegerField(_("days before the end"))
    until_on = models.DateField(_("announced end"))
    made_on = models.DateField(_("made on"))

    class Meta:
        verbose_name = _("notice of a term")
        verbose_name_plural = _("notices of terms")
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "days", "until_on"], name="term_notice_once_a_level"
            ),
            models.CheckConstraint(condition=Q(days__in=[30, 60]), name="term_notice_level"),
        ]

    def __str__(self) -> str:
        return f"{self.appointment} · {self.days}"
