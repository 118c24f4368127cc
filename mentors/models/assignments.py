"""Assignments: a mentor helps one company during its stay, for a time and towards goals."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Representative, Residence
from incubator.core.history import tracked
from incubator.institutions.models import Incubator, OfIncubator
from mentors.enums import (
    OPEN,
    TAKEN_UP,
    TAKING_A_PLACE,
    AssignmentState,
    EndReason,
    Need,
    Side,
    labels,
)
from mentors.models.people import Appointment, Mentor
from mentors.models.profile import several


class OfPeople(OfIncubator):
    """Rows of one mentor and one company: what somebody of either side may see."""

    def of_company_people(self, user):
        """Those of companies that somebody acts for today."""
        acting = Representative.objects.in_force().filter(company=OuterRef("company"), user=user)
        return self.filter(Exists(acting))

    def of_mentor(self, user, *, on):
        """Those of somebody who is a mentor in office there on a day; later ones see nothing."""
        appointed = (
            Appointment.objects.in_force(on=on)
            .filter(mentor=OuterRef("mentor"), incubator=OuterRef("incubator"))
            .filter(mentor__user=user)
        )
        return self.filter(Exists(appointed))

    def of_person(self, user, *, on):
        """Those of which somebody is a side: the mentor in office, or one of the company's."""
        return self.of_company_people(user) | self.of_mentor(user, on=on)


class AssignmentQuerySet(OfPeople):
    """Questions about many assignments."""

    def open(self) -> "AssignmentQuerySet":
        """Those that are proposed, accepted or active."""
        return self.filter(state__in=OPEN)

    def taking_a_place(self) -> "AssignmentQuerySet":
        """Those that count against what a mentor can take on."""
        return self.filter(state__in=TAKING_A_PLACE)

    def active(self, *, on) -> "AssignmentQuerySet":
        """Those that were taken up and whose time holds the day, also long ago."""
        return self.filter(state__in=TAKEN_UP, begins_on__lte=on, until_on__gt=on)


@tracked()
class Assignment(models.Model):
    """结对: a mentor for a company on [begins_on, until_on), within its stay and their term.

    ``ends_on`` is agreed, ``ended_on`` the end that came, ``until_on`` the one in force.
    """

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    # Composite foreign keys hold that the stay is this company's in this incubator, and that
    # the appointment is this mentor's there.
    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="assignments", verbose_name=_("residence")
    )
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="assignments", verbose_name=_("company")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="assignments", verbose_name=_("incubator")
    )
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="assignments", verbose_name=_("appointment")
    )
    mentor = models.ForeignKey(
        Mentor, models.PROTECT, related_name="assignments", verbose_name=_("mentor")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=AssignmentState, default=AssignmentState.PROPOSED
    )
    asked_by = models.CharField(_("asked by"), max_length=20, choices=Side)
    needs = several(Need, _("wants help with"))
    goals = models.TextField(_("goals"), max_length=2000)
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(
        _("agreed end"), help_text=_("The first day that no longer belongs to it.")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    until_on = models.GeneratedField(
        verbose_name=_("until"),
        expression=Coalesce(F("ended_on"), F("ends_on")),
        output_field=models.DateField(),
        db_persist=True,
    )
    end_reason = models.CharField(_("end reason"), max_length=20, choices=EndReason, blank=True)
    # What was said where it was declined or ended, and why a conflict of interest was accepted.
    said = models.CharField(_("said"), max_length=500, blank=True)
    despite = models.CharField(_("reason despite the conflict"), max_length=300, blank=True)
    proposed_at = models.DateTimeField(_("proposed at"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    company_agreed_at = models.DateTimeField(_("company agreed at"), null=True, blank=True)
    mentor_agreed_at = models.DateTimeField(_("mentor agreed at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    activated_at = models.DateTimeField(_("active since"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            # What a session points at, to be of this mentor and this stay.
            models.UniqueConstraint(
                fields=["id", "mentor", "residence"], name="assignment_mentor_residence_key"
            ),
            models.UniqueConstraint(
                fields=["mentor", "residence"],
                condition=Q(state__in=OPEN),
                name="assignment_one_open",
                violation_error_message=_("This mentor and this company are already at it."),
            ),
            models.CheckConstraint(
                condition=Q(asked_by__in=[Side.COMPANY, Side.OFFICE]), name="assignment_asked_by"
            ),
            models.CheckConstraint(
                condition=Q(needs__contained_by=Need.values), name="assignment_needs"
            ),
            models.CheckConstraint(condition=~Q(goals=""), name="assignment_has_goals"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")),
                name="assignment_ends_after_it_begins",
                violation_error_message=_("An assignment ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("begins_on"), ended_on__lte=F("ends_on")),
                name="assignment_ended_within_its_period",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True)
                | Q(company_agreed_at__isnull=False, mentor_agreed_at__isnull=False),
                name="assignment_accepted_by_both",
                violation_error_message=_("Both sides agree before an assignment is accepted."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state=AssignmentState.PROPOSED,
                        accepted_at__isnull=True,
                        activated_at__isnull=True,
                        ended_on__isnull=True,
                        declined_at__isnull=True,
                    )
                    | Q(
                        state=AssignmentState.ACCEPTED,
                        accepted_at__isnull=False,
                        activated_at__isnull=True,
                        ended_on__isnull=True,
                        declined_at__isnull=True,
                    )
                    | Q(
                        state=AssignmentState.ACTIVE,
                        accepted_at__isnull=False,
                        activated_at__isnull=False,
                        ended_on__isnull=True,
                        declined_at__isnull=True,
                    )
                    | Q(
                        state=AssignmentState.ENDED,
                        accepted_at__isnull=False,
                        activated_at__isnull=False,
                        ended_on__isnull=False,
                        declined_at__isnull=True,
                    )
                    | Q(
                        state=AssignmentState.DECLINED,
                        activated_at__isnull=True,
                        ended_on__isnull=True,
                        declined_at__isnull=False,
                    )
                ),
                name="assignment_state_matches_moments",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | Q(ended_on__isnull=False, end_reason__in=EndReason.values),
                name="assignment_ends_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["mentor", "state", "id"], name="assignment_of_mentor"),
            models.Index(fields=["residence", "state", "id"], name="assignment_of_residence"),
            models.Index(fields=["incubator", "id"], name="assignment_of_incubator"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} · {self.company}"

    @property
    def needs_said(self) -> str:
        """What the company wants help with, in the reader's language."""
        return labels(self.needs, Need)
