"""Applications: drafts with their answers, what was submitted, and every move."""

import datetime
import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Lower
from django.utils.translation import gettext_lazy as _

from companies.enums import DECIDED, OPEN, RECEIVED, ApplicationState, Right
from companies.models.calls import Call, LateCode, Questionnaire
from companies.models.people import Collaborator, Representative
from companies.models.register import Company
from incubator.core.dates import day_of
from incubator.core.db import CharactersApart, UnifiedCodeIsValid, key_has
from incubator.core.history import tracked
from incubator.institutions.models import Incubator

# What happened stays as it happened.
APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class ApplicationQuerySet(models.QuerySet):
    """Questions about many applications."""

    def visible_to(self, access) -> "ApplicationQuerySet":
        """What the office may see: received ones in reach, none that is kept from the reader."""
        received = self.filter(state__in=RECEIVED, submitted_at__isnull=False)
        if not access.everywhere:
            received = received.filter(incubator__in=access.incubator_ids)
        return received.apart_from(access.user_id)

    def apart_from(self, user_id: int | None) -> "ApplicationQuerySet":
        """Those that somebody is not close to (回避), nor reviews blind (盲评) just now."""
        from companies.queries.conflicts import kept_back  # it asks about applications

        return self if user_id is None else self.exclude(kept_back(user_id))

    def kept_from(self, user_id: int | None) -> "ApplicationQuerySet":
        """The others: those that are kept from somebody."""
        from companies.queries.conflicts import kept_back  # it asks about applications

        return self.none() if user_id is None else self.filter(kept_back(user_id))

    def of_person(self, user) -> "ApplicationQuerySet":
        """Those that somebody takes part in, alone or as one of the company's people."""
        own = Collaborator.objects.filter(application=OuterRef("pk"), user=user)
        theirs = Representative.objects.in_force().filter(company=OuterRef("company"), user=user)
        return self.filter(Exists(own) | Exists(theirs))

    def open(self) -> "ApplicationQuerySet":
        """Those that are not over."""
        return self.filter(state__in=OPEN)

    def matching(self, text: str) -> "ApplicationQuerySet":
        """Those whose name, receipt number or code contains each word of ``text``."""
        return self.filter(*(self.matches(word) for word in text.split()))

    def matches(self, word: str, *, at: str = "") -> Q:
        """The same of one word, asked of the application to which the path ``at`` leads."""
        return key_has(word, at=at)

    def waiting(self) -> "ApplicationQuerySet":
        """Those that wait for the office."""
        return self.filter(state=ApplicationState.SUBMITTED)

    def waiting_since_before(self, moment: datetime.datetime) -> "ApplicationQuerySet":
        """Those that wait for the office, and were handed in last before a moment."""
        later = Submission.objects.filter(application=OuterRef("pk"), submitted_at__gte=moment)
        return self.waiting().filter(~Exists(later), submitted_at__lt=moment)

    def with_waiting_since(self) -> "ApplicationQuerySet":
        """With ``waiting_since``: when it was handed in last, which answers a request too."""
        last = Submission.objects.filter(application=OuterRef("pk")).order_by("-round")
        return self.annotate(
            waiting_since=Coalesce(Subquery(last.values("submitted_at")[:1]), F("submitted_at"))
        )


@tracked()
class Application(models.Model):
    """入孵申请: one company's or team's answer to a call, from the first word on.

    ``key`` is what addresses show; ``receipt`` is given once, with the first submission.
    """

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(
        Call, models.PROTECT, related_name="applications", verbose_name=_("call")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="applications", verbose_name=_("incubator")
    )
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="applications", verbose_name=_("questionnaire")
    )
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="applications",
        verbose_name=_("company"),
    )  # fmt: skip
    name = models.CharField(_("company or team"), max_length=120, blank=True)
    # As handed in; it finds the company before the office has looked.
    unified_code = models.CharField(
        _("unified social credit code"), max_length=18, null=True, blank=True
    )
    appeal = models.TextField(
        _("reason for an exception"),
        max_length=2000,
        blank=True,
        help_text=_("Why a person should decide where a condition is not met."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    stage = models.ForeignKey(
        "companies.Stage", models.PROTECT, null=True, blank=True, related_name="applications",
        verbose_name=_("stage"),
    )  # fmt: skip
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("started by"),
    )  # fmt: skip
    started_at = models.DateTimeField(_("started at"))
    saved_at = models.DateTimeField(_("saved at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    deferred_until = models.DateField(_("decision put off until"), null=True, blank=True)
    admitted_at = models.DateTimeField(_("admitted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    answer_by = models.DateTimeField(_("information wanted by"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    receipt = models.CharField(_("receipt number"), max_length=20, null=True, unique=True)
    late_code = models.ForeignKey(
        LateCode, models.PROTECT, null=True, blank=True, related_name="applications",
        verbose_name=_("code for late entry"),
    )  # fmt: skip
    is_generated = models.BooleanField(
        _("generated"), default=False, help_text=_("Demonstration data; no real company.")
    )

    search_key = models.GeneratedField(
        expression=Lower(
            Concat(
                CharactersApart(F("name")),
                Value(" "),
                Coalesce(F("receipt"), Value("")),
                Value(" "),
                Coalesce(F("unified_code"), Value("")),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
        verbose_name=_("text that is searched"),
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            # What reviews and decisions point at, to be of the same call.
            models.UniqueConstraint(fields=["id", "call"], name="application_call_key"),
            models.UniqueConstraint(
                fields=["call", "company"],
                condition=Q(state__in=OPEN),
                name="application_one_open_per_company",
                violation_error_message=_("This company already has an open application here."),
            ),
            models.UniqueConstraint(
                fields=["call", "unified_code"],
                condition=Q(state__in=OPEN),
                name="application_one_open_per_code",
                violation_error_message=_("This company already has an open application here."),
            ),
            models.CheckConstraint(
                condition=Q(unified_code__isnull=True) | Q(UnifiedCodeIsValid("unified_code")),
                name="application_unified_code_valid",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values), name="application_state"
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.DRAFT, submitted_at__isnull=True)
                | Q(
                    state__in=[
                        ApplicationState.SUBMITTED,
                        ApplicationState.RETURNED,
                        ApplicationState.COMPLETE,
                        *DECIDED,
                    ],
                    submitted_at__isnull=False,
                )
                | Q(state=ApplicationState.WITHDRAWN),
                name="application_state_has_its_submission",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.WITHDRAWN, withdrawn_at__isnull=False)
                | ~Q(state=ApplicationState.WITHDRAWN) & Q(withdrawn_at__isnull=True),
                name="application_state_has_its_withdrawal",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False)
                | ~Q(state__in=DECIDED) & Q(decided_at__isnull=True)
                | Q(state=ApplicationState.WITHDRAWN),
                name="application_state_has_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.DEFERRED, deferred_until__isnull=False)
                | ~Q(state=ApplicationState.DEFERRED) & Q(deferred_until__isnull=True),
                name="application_deferred_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ApplicationState.ADMITTED,
                    admitted_at__isnull=False,
                    company__isnull=False,
                )
                | ~Q(state=ApplicationState.ADMITTED) & Q(admitted_at__isnull=True),
                name="application_admitted_as_a_company",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.RETURNED, answer_by__isnull=False)
                | ~Q(state=ApplicationState.RETURNED) & Q(answer_by__isnull=True),
                name="application_state_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(stage__isnull=True)
                | Q(
                    state__in=[
                        ApplicationState.COMPLETE,
                        ApplicationState.WITHDRAWN,
                        *DECIDED,
                    ]
                ),
                name="application_stage_once_complete",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, receipt__isnull=True)
                | Q(submitted_at__isnull=False, receipt__isnull=False),
                name="application_submission_has_its_receipt",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(submitted_at__gte=F("started_at")),
                name="application_submitted_after_it_began",
            ),
            # What an admission or an agreement points at, to be of this incubator.
            models.UniqueConstraint(fields=["id", "incubator"], name="application_incubator_key"),
        ]
        indexes = [
            models.Index(fields=["incubator", "state", "submitted_at"], name="application_desk"),
            models.Index(fields=["call", "state"], name="application_of_call"),
            models.Index(fields=["-submitted_at", "-id"], name="application_by_submission"),
            GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="application_search"),
        ]

    def __str__(self) -> str:
        return self.receipt or self.name or str(self.key)

    @property
    def told_label(self) -> str:
        """The state that the applicant was told, in words (of ``queries.told`` alone)."""
        return str(ApplicationState(self.told).label)  # type: ignore[attr-defined]

    @property
    def is_editable(self) -> bool:
        """Whether the applicant may still write."""
        return self.state in {ApplicationState.DRAFT, ApplicationState.RETURNED}

    @property
    def last_day_to_answer(self) -> datetime.date | None:
        """The last whole day for what the office has asked; ``answer_by`` is its midnight."""
        return self.answer_by and day_of(self.answer_by - datetime.timedelta(seconds=1))


class OfApplication(models.QuerySet):
    """Rows that belong to an application."""

    def visible_to(self, access) -> "OfApplication":
        """Those of applications that the office may see."""
        seen = Application.objects.visible_to(access).filter(pk=OuterRef("application"))
        return self.filter(Exists(seen))


@tracked()
class Answer(models.Model):
    """回答: what was typed under one question, as it was typed, right or wrong.

    ``value`` is a text, a list of choices, or rows of a table; ``revision`` counts its
    versions, so that nobody overwrites what they have not seen.
    """

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="answers", verbose_name=_("application")
    )
    key = models.CharField(_("question"), max_length=40)
    value = models.JSONField(_("answer"))
    revision = models.PositiveIntegerField(_("revision"), default=1)
    saved_at = models.DateTimeField(_("saved at"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("saved by"),
    )  # fmt: skip

    objects = OfApplication.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["application", "key"], name="answer_once"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="answer_revision_from_one"),
        ]

    def __str__(self) -> str:
        return self.key


@tracked()
class Submission(models.Model):
    """提交: what was handed in, word for word, with the hash of its content."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="submissions", verbose_name=_("application")
    )
    round = models.PositiveSmallIntegerField(_("round"))
    content = models.JSONField(_("content"))
    content_hash = models.CharField(_("content hash"), max_length=64)
    submitted_at = models.DateTimeField(_("submitted at"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("handed in by"),
    )  # fmt: skip

    objects = OfApplication.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        triggers = [APPEND_ONLY]
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="submission_round_once"),
            models.CheckConstraint(condition=Q(round__gte=1), name="submission_round_from_one"),
            models.CheckConstraint(
                condition=Q(content_hash__regex=r"^[0-9a-f]{64}$"), name="submission_has_its_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.round}"


@tracked()
class Move(models.Model):
    """流转: one change of an application's state: when, by whom, and what was said."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="moves", verbose_name=_("application")
    )
    before = models.CharField(_("before"), max_length=20, choices=ApplicationState, blank=True)
    after = models.CharField(_("after"), max_length=20, choices=ApplicationState)
    moved_at = models.DateTimeField(_("moved at"))
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("moved by"),
    )  # fmt: skip
    said = models.TextField(_("what was said"), blank=True)

    objects = OfApplication.as_manager()

    class Meta:
        verbose_name = _("move of an application")
        verbose_name_plural = _("moves of applications")
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(
                condition=Q(after__in=ApplicationState.values)
                & Q(before__in=[*ApplicationState.values, ""]),
                name="move_states",
            ),
            # Another place on the waiting list is a move as well.
            models.CheckConstraint(
                condition=~Q(before=F("after")) | Q(after=ApplicationState.WAITING),
                name="move_changes_the_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.get_after_display()}"


def rights_from(right: str) -> list[str]:
    """The rights that include ``right``."""
    order = list(Right.values)
    return order[order.index(right) :]
