"""Graduation, step by step: applied, visited, heard, decided by two, closed."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import (
    GRADUATING,
    GraduationOutcome,
    GraduationState,
    KnownFrom,
    Standing,
)
from companies.models.applications import APPEND_ONLY
from companies.models.papers import OfPlace
from companies.models.register import Company, Residence
from incubator.core.fields import somebody
from incubator.core.history import tracked
from incubator.institutions.models import Criterion, Incubator, Rulebook

S, O = GraduationState, GraduationOutcome  # noqa: E741
# What a state has behind it: whether each step has been done.
STEPS = ("visited_on", "heard_on", "proposed_on", "decided_on", "closed_on")
DONE = {S.APPLIED: 0, S.VISITED: 1, S.HEARD: 2, S.PROPOSED: 3, S.PASSED: 4, S.GRADUATED: 5,
        S.EXTENDED: 4, S.REFUSED: 4}  # fmt: skip


def steps_of_states() -> Q:
    """The steps that are done are those that the state has behind it."""
    fit = Q()
    for state, done in DONE.items():
        fit |= Q(
            state=state,
            **{f"{step}__isnull": place >= done for place, step in enumerate(STEPS)},
        )
    return (
        fit
        | Q(state=S.WITHDRAWN, decided_on__isnull=True, closed_on__isnull=True)
        | Q(state=S.ANNULLED, decided_on__isnull=False)
    )


def in_their_order() -> Q:
    """Each step on or after the day of the one before, which has been done."""
    order = Q()
    for earlier, later in zip(("applied_on", *STEPS), STEPS, strict=False):
        order &= Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gte": F(earlier)})
        order &= Q(**{f"{later}__isnull": True}) | Q(**{f"{earlier}__isnull": False})
    return order


class GraduationReviewQuerySet(OfPlace):
    """Questions about many."""

    def under_way(self) -> "GraduationReviewQuerySet":
        """Those in which something is still to be done."""
        return self.filter(state__in=GRADUATING)

    def of_person(self, user) -> "GraduationReviewQuerySet":
        """Those of companies that somebody acts for."""
        return self.filter(
            company__representatives__user=user, company__representatives__ended_at__isnull=True
        )


@tracked()
class GraduationReview(models.Model):
    """毕业评审: from the application to the certificate and the formalities closed.

    Two days count: ``decided_on``, on which the conditions are found to be met, and
    ``closed_on``, on which the formalities are done and the company has graduated. What is
    decided is never changed: another review ``supersedes`` it, with a reason.
    """

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="graduation_reviews", verbose_name=_("residence")
    )
    # Copies of the stay's, held equal by a composite foreign key.
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="graduation_reviews", verbose_name=_("company")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="graduation_reviews", verbose_name=_("incubator")
    )
    # In force on the day of the application (domain 8.10).
    rulebook = models.ForeignKey(
        Rulebook, models.PROTECT, related_name="graduation_reviews", verbose_name=_("rulebook")
    )
    state = models.CharField(_("state"), max_length=20, choices=S, default=S.APPLIED)
    applied_on = models.DateField(_("applied on"))
    applied_at = models.DateTimeField(_("application recorded at"))
    applied_by = somebody(_("applied by"))
    from_office = models.BooleanField(_("begun by the office"), default=False)
    words = models.TextField(_("application"), max_length=2000)

    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    visited_by = somebody(_("visit recorded by"))
    visit_words = models.TextField(_("findings of the visit"), max_length=2000, blank=True)

    heard_on = models.DateField(_("committee met on"), null=True, blank=True)
    heard_by = somebody(_("committee recorded by"))
    members = models.PositiveSmallIntegerField(_("members present"), null=True, blank=True)
    advice = models.CharField(_("advice of the committee"), max_length=20, choices=O, blank=True)
    committee_words = models.TextField(_("opinion of the committee"), max_length=2000, blank=True)

    outcome = models.CharField(_("outcome"), max_length=20, choices=O, blank=True)
    proposed_on = models.DateField(_("decision proposed on"), null=True, blank=True)
    proposed_by = somebody(_("proposed by"))
    reason = models.TextField(_("reasons for the decision"), max_length=2000, blank=True)
    # Where the conditions cannot be told to be met: why it is decided all the same.
    unknown_reason = models.TextField(
        _("why it passes with unknown conditions"), max_length=2000, blank=True
    )
    extended_until = models.DateField(_("extended until"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decision recorded at"), null=True, blank=True)
    decided_by = somebody(_("confirmed by"))
    certificate_number = models.CharField(_("certificate number"), max_length=60, blank=True)

    closed_on = models.DateField(_("formalities done on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closing recorded at"), null=True, blank=True)
    closed_by = somebody(_("closed by"))

    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
    )
    superseding_reason = models.CharField(_("reason for it"), max_length=500, blank=True)

    objects = GraduationReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("graduation review")
        verbose_name_plural = _("graduation reviews")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="graduation_application_says_why"),
            models.CheckConstraint(
                condition=steps_of_states(), name="graduation_state_has_its_steps"
            ),
            models.CheckConstraint(condition=in_their_order(), name="graduation_steps_in_order"),
            models.CheckConstraint(
                condition=Q(visited_on__isnull=True, visit_words="")
                | Q(visited_on__isnull=False) & ~Q(visit_words=""),
                name="graduation_visit_has_findings",
            ),
            models.CheckConstraint(
                condition=Q(heard_on__isnull=True, members=None, advice="", committee_words="")
                | Q(
                    heard_on__isnull=False,
                    members__isnull=False,
                    members__gte=1,
                    advice__in=O.values,
                )
                & ~Q(committee_words=""),
                name="graduation_committee_says_something",
            ),
            models.CheckConstraint(
                condition=Q(proposed_on__isnull=True, outcome="", reason="", proposed_by=None)
                | Q(proposed_on__isnull=False, outcome__in=O.values, proposed_by__isnull=False)
                & ~Q(reason=""),
                name="graduation_proposal_has_outcome_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome=O.EXTEND, extended_until__isnull=False)
                | ~Q(outcome=O.EXTEND) & Q(extended_until__isnull=True),
                name="graduation_extension_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(unknown_reason="") | Q(outcome=O.GRADUATE),
                name="graduation_unknown_conditions_of_a_pass",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, decided_by=None, decided_at=None)
                | Q(decided_on__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="graduation_decision_is_somebodys",
            ),
            # 两人决定: nobody decides alone.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="graduation_decided_by_two",
                violation_error_message=_("Two different people decide on a graduation."),
            ),
            models.CheckConstraint(
                condition=Q(certificate_number="")
                | Q(decided_on__isnull=False, outcome=O.GRADUATE),
                name="graduation_certificate_of_a_pass",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[S.PASSED, S.GRADUATED, S.ANNULLED])
                | Q(outcome=O.GRADUATE) & ~Q(certificate_number=""),
                name="graduation_passed_with_a_certificate",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.EXTENDED) | Q(outcome=O.EXTEND),
                name="graduation_extended_by_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.REFUSED) | Q(outcome=O.REFUSE),
                name="graduation_refused_by_decision",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_at=None, closed_by=None)
                | Q(closed_on__isnull=False, closed_at__isnull=False),
                name="graduation_closing_is_recorded",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True, superseding_reason="")
                | Q(supersedes__isnull=False) & ~Q(superseding_reason=""),
                name="graduation_supersedes_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["residence"],
                condition=Q(state__in=GRADUATING),
                name="graduation_one_under_way",
                violation_error_message=_("A graduation review of this stay is under way."),
            ),
            models.UniqueConstraint(
                fields=["certificate_number"],
                condition=~Q(certificate_number=""),
                name="graduation_certificate_once",
            ),
            models.UniqueConstraint(fields=["id", "company"], name="graduation_company_key"),
        ]
        indexes = [
            models.Index(fields=["incubator", "state", "-applied_on"], name="graduation_desk")
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.get_state_display()}"


class OfReview(models.QuerySet):
    """Rows that belong to a graduation review."""

    def visible_to(self, access) -> "OfReview":
        """Those in incubators where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(review__incubator__in=access.incubator_ids)


@tracked()
class GraduationFinding(models.Model):
    """毕业条件核对: how one condition stood when a decision was proposed; never changed.

    Those of one proposal have the same ``found_at``; a rejected proposal keeps its own.

    ``value`` and ``short`` are in the unit of the rule; ``source`` and ``source_id`` say where
    the value stood (``rules.dossier``).
    """

    review = models.ForeignKey(
        GraduationReview, models.PROTECT, related_name="findings",
        verbose_name=_("graduation review"),
    )  # fmt: skip
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="+", verbose_name=_("condition")
    )
    found_at = models.DateTimeField(_("found at"))
    standing = models.CharField(_("standing"), max_length=20, choices=Standing)
    value = models.DecimalField(_("value"), max_digits=17, decimal_places=2, null=True, blank=True)
    short = models.DecimalField(_("short by"), max_digits=17, decimal_places=2, null=True,
                                blank=True)  # fmt: skip
    dated = models.DateField(_("date"), null=True, blank=True)
    source = models.CharField(_("known from"), max_length=20, choices=KnownFrom, blank=True)
    source_id = models.BigIntegerField(_("number of the row"), null=True, blank=True)
    source_said = models.CharField(_("document"), max_length=200, blank=True)
    is_proven = models.BooleanField(_("a document stands behind it"), default=False)

    objects = OfReview.as_manager()

    class Meta:
        verbose_name = _("finding on a condition")
        verbose_name_plural = _("findings on conditions")
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="graduation_finding_standing"
            ),
            models.CheckConstraint(
                condition=Q(source="", source_id=None) | Q(source__in=KnownFrom.values),
                name="graduation_finding_source",
            ),
        ]
        indexes = [models.Index(fields=["review", "id"], name="graduation_finding_of_review")]

    def __str__(self) -> str:
        return f"{self.criterion} · {self.get_standing_display()}"
