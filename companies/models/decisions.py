"""What the office decides, on which conditions, and the letters that say so."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import LetterKind, OutboxState, Outcome
from companies.models.applications import APPEND_ONLY, Application, Move, OfApplication
from companies.models.calls import Call, OfCall
from companies.models.conversation import Letter
from companies.models.plans import Stage
from incubator.core.history import tracked


class DecisionQuerySet(OfApplication):
    """Questions about many decisions."""

    def in_force(self) -> "DecisionQuerySet":
        """The last one of each application that still stands under one."""
        return self.filter(ended_at__isnull=True)


@tracked()
class Decision(models.Model):
    """评审结论: what the office decided of an application, when, by whom and why.

    ``rank`` is a place on the call's waiting list; ``until`` the day on which a decision
    that was put off is taken up again. ``announced_at`` is when its letter went on file: until
    then the applicant knows nothing of it. A later decision ends the one before.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="+", verbose_name=_("call"))
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="decisions", verbose_name=_("application")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    stage = models.ForeignKey(
        Stage, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("stage")
    )
    move = models.OneToOneField(
        Move, models.PROTECT, related_name="decision", verbose_name=_("move of an application")
    )
    reason = models.TextField(
        _("reason for the file"), max_length=4000, blank=True, help_text=_("Stays in the office.")
    )
    said = models.TextField(_("what the applicant is told"), max_length=4000, blank=True)
    rank = models.PositiveSmallIntegerField(_("place on the waiting list"), null=True, blank=True)
    until = models.DateField(_("put off until"), null=True, blank=True)
    score = models.DecimalField(
        _("score then"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    announced_at = models.DateTimeField(_("announced at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="decision_number_once"),
            models.UniqueConstraint(fields=["id", "application"], name="decision_application_key"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(ended_at__isnull=True),
                name="decision_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["call", "rank"],
                condition=Q(ended_at__isnull=True),
                name="decision_rank_once",
                violation_error_message=_("Another application has this place."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="decision_from_one"),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="decision_outcome"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, rank__gte=1)
                | ~Q(outcome=Outcome.WAITING) & Q(rank__isnull=True),
                name="decision_waits_at_a_place",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.DEFER, until__isnull=False)
                | ~Q(outcome=Outcome.DEFER) & Q(until__isnull=True),
                name="decision_put_off_until_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.REJECT) | ~Q(said=""),
                name="decision_rejects_for_a_reason",
            ),
            models.CheckConstraint(
                condition=(Q(announced_at__isnull=True) | Q(announced_at__gte=F("decided_at")))
                & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("decided_at"))),
                name="decision_moments_in_order",
            ),
        ]
        indexes = [models.Index(fields=["call", "outcome"], name="decision_of_call")]

    def __str__(self) -> str:
        return f"{self.application} · {self.get_outcome_display()}"


class OfDecision(models.QuerySet):
    """Rows that belong to a decision."""

    def visible_to(self, access) -> "OfDecision":
        """Those of applications that the office may see."""
        return self.filter(decision__in=Decision.objects.visible_to(access))


@tracked()
class DecisionCondition(models.Model):
    """附加条件: what an accepted applicant still has to do, and by when."""

    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="conditions", verbose_name=_("decision")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.CharField(_("condition"), max_length=500)
    due_on = models.DateField(_("due on"))
    met_at = models.DateTimeField(_("met at"), null=True, blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("confirmed by"),
    )  # fmt: skip

    objects = OfDecision.as_manager()

    class Meta:
        verbose_name = _("condition of an acceptance")
        verbose_name_plural = _("conditions of acceptances")
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="condition_once"),
            models.CheckConstraint(condition=~Q(text=""), name="condition_says_something"),
            models.CheckConstraint(
                condition=Q(met_by__isnull=True) | Q(met_at__isnull=False),
                name="condition_confirmed_when_met",
            ),
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class LetterTemplate(models.Model):
    """函件模板: one version of a letter's words for a call. Only named places are filled in."""

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="letter_templates", verbose_name=_("call")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)
    version = models.PositiveSmallIntegerField(_("version"))
    subject = models.CharField(_("subject"), max_length=120)
    body = models.TextField(_("text"), max_length=6000)
    subject_en = models.CharField(_("subject in English"), max_length=120)
    body_en = models.TextField(_("text in English"), max_length=6000)
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )

    objects = OfCall.as_manager()

    class Meta:
        verbose_name = _("template of a letter")
        verbose_name_plural = _("templates of letters")
        triggers = [APPEND_ONLY]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "kind", "version"], name="template_version_once"
            ),
            models.UniqueConstraint(fields=["id", "call"], name="template_call_key"),
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="template_kind"),
            models.CheckConstraint(condition=Q(version__gte=1), name="template_from_one"),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(body="") & ~Q(subject_en="") & ~Q(body_en=""),
                name="template_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} · {self.get_kind_display()} · {self.version}"


@tracked()
class LetterBatch(models.Model):
    """发函批次: letters that somebody confirmed at one stroke, with their number."""

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="letter_batches", verbose_name=_("call")
    )
    count = models.PositiveIntegerField(_("letters"))
    confirmed_at = models.DateTimeField(_("confirmed at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("confirmed by"),
    )  # fmt: skip
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = OfCall.as_manager()

    class Meta:
        verbose_name = _("batch of letters")
        verbose_name_plural = _("batches of letters")
        constraints = [
            models.UniqueConstraint(fields=["id", "call"], name="batch_call_key"),
            models.CheckConstraint(condition=Q(count__gte=1), name="batch_has_letters"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("confirmed_at")),
                name="batch_finishes_after_it_was_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} · {self.count}"


S = OutboxState


@tracked()
class OutboxLetter(models.Model):
    """待发函件: the one letter of a decision on its way to the applicant.

    Prepared with the decision; confirmed by a person with the count; filed and mailed by a
    task. A decision that is overtaken before takes its letter back.
    """

    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="outbox_letter", verbose_name=_("decision")
    )
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", verbose_name=_("call"))
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="outbox_letters", verbose_name=_("application")
    )
    template = models.ForeignKey(
        LetterTemplate, models.PROTECT, null=True, blank=True, related_name="letters",
        verbose_name=_("template"),
    )  # fmt: skip
    batch = models.ForeignKey(
        LetterBatch, models.PROTECT, null=True, blank=True, related_name="letters",
        verbose_name=_("batch"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=10, choices=OutboxState, default=S.PREPARED)
    prepared_at = models.DateTimeField(_("prepared at"))
    letter = models.OneToOneField(
        Letter, models.PROTECT, null=True, blank=True, related_name="outbox_letter",
        verbose_name=_("letter"),
    )  # fmt: skip
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = OfApplication.as_manager()

    class Meta:
        verbose_name = _("letter in the outbox")
        verbose_name_plural = _("letters in the outbox")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OutboxState.values), name="outbox_state"),
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="outbox_kind"),
            models.CheckConstraint(
                condition=(~Q(state__in=[S.CONFIRMED, S.FILED, S.SENT]) | Q(batch__isnull=False))
                & (~Q(state=S.PREPARED) | Q(batch__isnull=True)),
                name="outbox_confirmed_in_a_batch",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[S.FILED, S.SENT], letter__isnull=False)
                | ~Q(state__in=[S.FILED, S.SENT]) & Q(letter__isnull=True),
                name="outbox_filed_as_a_letter",
            ),
            models.CheckConstraint(
                condition=Q(state=S.SENT, sent_at__isnull=False)
                | ~Q(state=S.SENT) & Q(sent_at__isnull=True),
                name="outbox_sent_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(body=""), name="outbox_says_something"
            ),
        ]
        indexes = [models.Index(fields=["call", "state"], name="outbox_of_call")]

    def __str__(self) -> str:
        return self.subject
