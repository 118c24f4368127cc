"""Rounds of review, and the people who review in them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.enums import FILLING
from companies.models.calls import Call, OfCall
from companies.models.plans import Stage
from incubator.core.history import tracked
from incubator.institutions.enums import TechField


class RoundQuerySet(OfCall):
    """Questions about many rounds."""

    def running(self, *, at) -> "RoundQuerySet":
        """Those in which one may review at a moment: [opens_at, due_at), and not closed."""
        return self.filter(opens_at__lte=at, due_at__gt=at, closed_at__isnull=True)


@tracked()
class ReviewRound(models.Model):
    """评审轮次: the time in which a stage of a call is reviewed; access begins and ends with it."""

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="review_rounds", verbose_name=_("call")
    )
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="rounds", verbose_name=_("stage"))
    number = models.PositiveSmallIntegerField(pgettext_lazy("meeting", "number"))
    opens_at = models.DateTimeField(_("opens at"))
    due_at = models.DateTimeField(_("due at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="round_number_once"),
            models.UniqueConstraint(fields=["id", "call"], name="round_call_key"),
            models.CheckConstraint(condition=Q(number__gte=1), name="round_from_one"),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("due_at")),
                name="round_is_due_after_it_opens",
                violation_error_message=_("A round is due after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opens_at")),
                name="round_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return _("%(call)s · %(stage)s · round %(number)d") % {
            "call": self.call,
            "stage": self.stage,
            "number": self.number,
        }

    def is_running(self, *, at) -> bool:
        """Whether one may review at a moment."""
        return self.closed_at is None and self.opens_at <= at < self.due_at


class OfRound(models.QuerySet):
    """Rows that belong to a round."""

    def visible_to(self, access) -> "OfRound":
        """Those of calls where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(round__call__incubator__in=access.incubator_ids)


class ReviewerQuerySet(OfRound):
    """Questions about many reviewers."""

    def in_force(self) -> "ReviewerQuerySet":
        """Those who have not left."""
        return self.filter(left_at__isnull=True)

    def active(self, *, at) -> "ReviewerQuerySet":
        """Those who may review at a moment: their round runs, and they have not left."""
        running = ReviewRound.objects.running(at=at)
        return self.in_force().filter(round__in=running)

    def with_load(self) -> "ReviewerQuerySet":
        """With ``load``: how many cases each has."""
        filling = Q(reviews__state__in=FILLING)
        return self.annotate(load=Count("reviews", filter=filling))


class Person(models.Model):
    """What the office knows of somebody who reviews, or is asked to."""

    employer = models.CharField(_("employer"), max_length=120, blank=True)
    expertise = ArrayField(
        models.CharField(max_length=20, choices=TechField),
        verbose_name=_("fields of expertise"),
        default=list,
        blank=True,
    )
    max_load = models.PositiveSmallIntegerField(
        _("most cases"), default=60, help_text=_("In this round.")
    )

    class Meta:
        abstract = True


@tracked()
class Reviewer(Person):
    """评审人: somebody who reviews in one round.

    ``email_domain`` is that of the address that was invited.
    """

    round = models.ForeignKey(
        ReviewRound, models.PROTECT, related_name="reviewers", verbose_name=_("round")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews_in", verbose_name=_("user")
    )
    email_domain = models.CharField(_("e-mail domain"), max_length=120, blank=True)
    joined_at = models.DateTimeField(_("joined at"))
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    left_because = models.CharField(_("left because"), max_length=500, blank=True)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "user"],
                name="reviewer_once",
                violation_error_message=_("This person reviews in this round already."),
            ),
            models.UniqueConstraint(fields=["id", "round"], name="reviewer_round_key"),
            models.CheckConstraint(condition=Q(max_load__gte=1), name="reviewer_load"),
            models.CheckConstraint(
                condition=Q(expertise__contained_by=TechField.values), name="reviewer_expertise"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, left_because="")
                | Q(left_at__isnull=False, left_at__gte=F("joined_at")) & ~Q(left_because=""),
                name="reviewer_leaves_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


@tracked(exclude=("digest",))
class ReviewerInvitation(Person):
    """评审邀请: asks one person by e-mail to review in a round; one use, until a moment."""

    round = models.ForeignKey(
        ReviewRound, models.PROTECT, related_name="invitations", verbose_name=_("round")
    )
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=80, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False, verbose_name=_("digest"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("invited by"),
    )  # fmt: skip
    invited_at = models.DateTimeField(_("invited at"))
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    reviewer = models.ForeignKey(
        Reviewer,
        models.PROTECT,
        null=True,
        related_name="invitations",
        verbose_name=_("reviewer"),
    )

    objects = OfRound.as_manager()

    class Meta:
        verbose_name = _("invitation of a reviewer")
        verbose_name_plural = _("invitations of reviewers")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "round",
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="reviewer_invited_once",
                violation_error_message=_("This person is invited already."),
            ),
            models.CheckConstraint(condition=Q(max_load__gte=1), name="reviewer_invitation_load"),
            models.CheckConstraint(
                condition=Q(expertise__contained_by=TechField.values),
                name="reviewer_invitation_expertise",
            ),
            models.CheckConstraint(
                condition=Q(invited_at__lt=F("expires_at")),
                name="reviewer_invitation_expires_later",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="reviewer_invitation_accepted_or_revoked",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, reviewer__isnull=True)
                | Q(accepted_at__isnull=False, reviewer__isnull=False),
                name="reviewer_invitation_made_a_reviewer",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email
