"""Who reviews which case, what they say of it, and whom it is kept from."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from companies.enums import FILLING, Ground, ReviewState
from companies.models.applications import (
    APPEND_ONLY,
    Application,
    OfApplication,
    Submission,
)
from companies.models.calls import Call
from companies.models.plans import RubricCriterion
from companies.models.reviewers import OfRound, Reviewer, ReviewRound
from incubator.core.history import tracked


@tracked()
class AssignmentRun(models.Model):
    """分配记录: one automatic assignment, with all that is needed to repeat it.

    ``problem`` is the input of ``rules.assigning`` as JSON; with the same ``seed`` it gives
    the same pairs on any day. ``lacking`` says what could not be assigned, and why.
    """

    round = models.ForeignKey(
        ReviewRound, models.PROTECT, related_name="runs", verbose_name=_("round")
    )
    seed = models.BigIntegerField(_("random seed"))
    problem = models.JSONField(_("input"))
    lacking = models.JSONField(_("what is lacking"), default=dict, blank=True)
    made = models.PositiveIntegerField(_("assigned"))
    run_at = models.DateTimeField(_("run at"))
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("run by"),
    )  # fmt: skip

    objects = OfRound.as_manager()

    class Meta:
        verbose_name = _("assignment run")
        verbose_name_plural = _("assignment runs")
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.round} · {self.seed}"


class ReviewQuerySet(OfApplication):
    """Questions about many reviews."""

    def filling(self) -> "ReviewQuerySet":
        """Those that fill one of the places that a stage asks for."""
        return self.filter(state__in=FILLING)

    def apart(self) -> "ReviewQuerySet":
        """Those whose reviewer has no conflict of interest on record with the case."""
        conflict = Conflict.objects.in_force().filter(
            application=OuterRef("application"), user=OuterRef("reviewer__user")
        )
        return self.filter(~Exists(conflict))

    def counting(self) -> "ReviewQuerySet":
        """Those that make the score: signed, without conflict, on what was handed in last."""
        last = Submission.objects.filter(application=OuterRef("application")).order_by("-round")
        of_the_last = Q(submission__isnull=True) | Q(submission=Subquery(last.values("pk")[:1]))
        return self.filter(of_the_last, state=ReviewState.SIGNED).apart()


@tracked()
class Review(models.Model):
    """评审: one reviewer's scores and comments on one case. Signed, it never changes.

    ``score`` is what ``rules.scoring.review_score`` made of the criteria when it was signed,
    0 to 100; ``submission`` is what the reviewer had read.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="+", verbose_name=_("call"))
    round = models.ForeignKey(
        ReviewRound, models.PROTECT, related_name="reviews", verbose_name=_("round")
    )
    reviewer = models.ForeignKey(
        Reviewer, models.PROTECT, related_name="reviews", verbose_name=_("reviewer")
    )
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="reviews", verbose_name=_("application")
    )
    run = models.ForeignKey(
        AssignmentRun, models.PROTECT, null=True, blank=True, related_name="reviews",
        verbose_name=_("assignment run"),
    )  # fmt: skip
    state = models.CharField(
        _("state"), max_length=10, choices=ReviewState, default=ReviewState.ASSIGNED
    )
    assigned_at = models.DateTimeField(_("assigned at"))
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("assigned by"),
    )  # fmt: skip
    revision = models.PositiveIntegerField(_("revision"), default=0)
    comment_office = models.TextField(_("comment for the office"), max_length=4000, blank=True)
    comment_applicant = models.TextField(
        _("comment for the applicant"), max_length=4000, blank=True
    )
    recommends = models.BooleanField(_("recommends it"), null=True, blank=True)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("submission"),
    )  # fmt: skip
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True, blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_because = models.CharField(_("because"), max_length=500, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["reviewer", "application"], name="review_once"),
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="review_state"),
            models.CheckConstraint(
                condition=Q(state=ReviewState.SIGNED, signed_at__isnull=False, score__isnull=False)
                | ~Q(state=ReviewState.SIGNED) & Q(signed_at__isnull=True, score__isnull=True),
                name="review_signed_with_its_score",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[ReviewState.ABSTAINED, ReviewState.DROPPED], ended_at__isnull=False
                )
                & ~Q(ended_because="")
                | ~Q(state__in=[ReviewState.ABSTAINED, ReviewState.DROPPED])
                & Q(ended_at__isnull=True, ended_because=""),
                name="review_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="review_score"
            ),
        ]
        indexes = [
            models.Index(fields=["application", "state"], name="review_of_application"),
            models.Index(fields=["round", "state"], name="review_of_round"),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.reviewer}"


@tracked()
class CriterionScore(models.Model):
    """评分: one reviewer's value for one criterion, on its own scale."""

    review = models.ForeignKey(
        Review, models.CASCADE, related_name="scores", verbose_name=_("review")
    )
    criterion = models.ForeignKey(
        RubricCriterion, models.PROTECT, related_name="+", verbose_name=_("criterion of a rubric")
    )
    value = models.DecimalField(_("value"), max_digits=6, decimal_places=2)

    class Meta:
        verbose_name = _("score of a criterion")
        verbose_name_plural = _("scores of criteria")
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="criterion_score_once"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


class ConflictQuerySet(OfApplication):
    """Questions about many conflicts of interest."""

    def in_force(self) -> "ConflictQuerySet":
        """Those that the office has not lifted."""
        return self.filter(lifted_at__isnull=True)


@tracked()
class Conflict(models.Model):
    """回避: a case that does not exist for somebody, and why; in every round."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="conflicts", verbose_name=_("application")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="conflicts", verbose_name=_("user")
    )
    ground = models.CharField(_("ground"), max_length=20, choices=Ground)
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    found_at = models.DateTimeField(_("found at"))
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("lifted by"),
    )  # fmt: skip
    lifted_because = models.CharField(_("lifted because"), max_length=500, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [
            models.UniqueConstraint(fields=["user", "application", "ground"], name="conflict_once"),
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="conflict_ground"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_because="")
                | Q(lifted_at__isnull=False, lifted_at__gte=F("found_at")) & ~Q(lifted_because=""),
                name="conflict_lifted_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.user} · {self.get_ground_display()}"
