"""How a call is reviewed: its stages and rubrics in versions, and the way of each case."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from companies.enums import REVIEWING, Actors, Blind, Combination, Others, StageKind
from companies.models.applications import APPEND_ONLY, Application, OfApplication
from companies.models.calls import Call, OfCall
from incubator.core.history import tracked

# Two reviews less the highest and the lowest leave nothing.
LEAST_TO_DROP_FROM = 3


class Named(models.Model):
    """A name in Chinese, and in English where there is one."""

    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        english = (get_language() or "").startswith("en")
        return self.name_en if english and self.name_en else self.name


@tracked()
class ReviewPlan(models.Model):
    """评审方案: one version of a call's stages and rubrics. Once published, it never changes."""

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="review_plans", verbose_name=_("call")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = OfCall.as_manager()

    class Meta:
        verbose_name = _("review plan")
        verbose_name_plural = _("review plans")
        constraints = [
            models.UniqueConstraint(fields=["call", "version"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(published_at__isnull=True),
                name="plan_one_in_preparation",
                violation_error_message=_("A version in preparation exists already."),
            ),
            models.UniqueConstraint(fields=["id", "call"], name="plan_call_key"),
            models.CheckConstraint(condition=Q(version__gte=1), name="plan_from_one"),
        ]

    def __str__(self) -> str:
        return _("%(call)s, version %(version)d") % {"call": self.call, "version": self.version}


class OfPlan(models.QuerySet):
    """Rows that belong to a plan."""

    def visible_to(self, access) -> "OfPlan":
        """Those of calls where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(plan__call__incubator__in=access.incubator_ids)


@tracked()
class Rubric(Named):
    """评分表: what reviewers score in a stage."""

    plan = models.ForeignKey(
        ReviewPlan, models.CASCADE, related_name="rubrics", verbose_name=_("review plan")
    )

    objects = OfPlan.as_manager()

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        constraints = [
            models.UniqueConstraint(fields=["plan", "name"], name="rubric_name_once"),
            models.UniqueConstraint(fields=["id", "plan"], name="rubric_plan_key"),
        ]


class CriterionQuerySet(models.QuerySet):
    """Questions about many criteria."""

    def visible_to(self, access) -> "CriterionQuerySet":
        """Those of calls where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(rubric__plan__call__incubator__in=access.incubator_ids)


@tracked()
class RubricCriterion(Named):
    """评分项: one line of a rubric: scored from ``minimum`` to ``maximum`` in steps of ``step``."""

    rubric = models.ForeignKey(
        Rubric, models.CASCADE, related_name="criteria", verbose_name=_("rubric")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    guidance = models.CharField(_("guidance"), max_length=500, blank=True)
    guidance_en = models.CharField(_("guidance in English"), max_length=500, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2)
    minimum = models.DecimalField(_("lowest value"), max_digits=6, decimal_places=2, default=0)
    maximum = models.DecimalField(_("highest value"), max_digits=6, decimal_places=2, default=10)
    step = models.DecimalField(_("in steps of"), max_digits=6, decimal_places=2, default=1)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = _("criterion of a rubric")
        verbose_name_plural = _("criteria of rubrics")
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "position"],
                name="rubric_criterion_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["rubric", "name"], name="rubric_criterion_name_once"),
            models.CheckConstraint(
                condition=Q(weight__gt=0),
                name="rubric_criterion_weighs",
                violation_error_message=_("A weight is more than zero."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__lt=F("maximum")),
                name="rubric_criterion_scale_in_order",
                violation_error_message=_("A scale ends above its beginning."),
            ),
            models.CheckConstraint(
                condition=Q(step__gt=0), name="rubric_criterion_step_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(step__lte=0)
                | Q(
                    maximum=F("minimum")
                    + F("step")
                    * Func(
                        (F("maximum") - F("minimum")) / F("step"),
                        function="floor",
                        output_field=models.DecimalField(),
                    )
                ),
                name="rubric_criterion_whole_steps",
                violation_error_message=_("Whole steps lead from one end of a scale to the other."),
            ),
        ]

    @property
    def guidance_said(self) -> str:
        """The guidance in the reader's language."""
        english = (get_language() or "").startswith("en")
        return self.guidance_en if english and self.guidance_en else self.guidance


@tracked()
class Stage(Named):
    """评审环节: one stage of a version: who acts, how many reviews, what is seen, how it counts."""

    plan = models.ForeignKey(
        ReviewPlan, models.CASCADE, related_name="stages", verbose_name=_("review plan")
    )
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", verbose_name=_("call"))
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=StageKind)
    required = models.BooleanField(
        pgettext_lazy("stage", "required"),
        default=True,
        help_text=_("Nobody is accepted without its reviews."),
    )
    actors = models.CharField(_("who acts"), max_length=10, choices=Actors, default=Actors.OFFICE)
    rubric = models.ForeignKey(
        Rubric,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stages",
        verbose_name=_("rubric"),
    )
    reviews_wanted = models.PositiveSmallIntegerField(
        _("reviews of each case"), default=0, help_text=_("Of how many people.")
    )
    days = models.PositiveSmallIntegerField(
        _("days"), default=10, help_text=_("How long it should take, in calendar days.")
    )
    due_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("The same day for every case.")
    )
    others = models.CharField(
        _("reviewers see of others’ reviews"), max_length=10, choices=Others, default=Others.NEVER
    )
    blind = ArrayField(
        models.CharField(max_length=10, choices=Blind),
        verbose_name=_("hidden from reviewers"),
        default=list,
        blank=True,
    )
    hidden_keys = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("… and the answers to"),
        default=list,
        blank=True,
        help_text=_("Keys of questions."),
    )
    gives_documents = models.BooleanField(
        _("gives out documents although it is blind"),
        default=False,
        help_text=_("PDF and office files may name people inside; pictures are cleaned."),
    )
    combination = models.CharField(
        _("score of a case"), max_length=10, choices=Combination, default=Combination.MEAN
    )
    drop_from = models.PositiveSmallIntegerField(
        _("without highest and lowest from … reviews on"), null=True, blank=True
    )

    objects = OfPlan.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("review", "stage")
        verbose_name_plural = pgettext_lazy("review", "stages")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="stage_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["plan", "kind"],
                name="stage_kind_once",
                violation_error_message=_("A plan has each kind of stage once."),
            ),
            models.UniqueConstraint(fields=["id", "call"], name="stage_call_key"),
            models.CheckConstraint(condition=Q(kind__in=StageKind.values), name="stage_kind"),
            models.CheckConstraint(condition=Q(actors__in=Actors.values), name="stage_actors"),
            models.CheckConstraint(condition=Q(others__in=Others.values), name="stage_others"),
            models.CheckConstraint(
                condition=Q(combination__in=Combination.values), name="stage_combination"
            ),
            models.CheckConstraint(
                condition=Q(blind__contained_by=Blind.values), name="stage_blind"
            ),
            models.CheckConstraint(condition=Q(days__range=(1, 366)), name="stage_days"),
            models.CheckConstraint(
                condition=Q(kind__in=REVIEWING, rubric__isnull=False, reviews_wanted__range=(1, 20))
                | ~Q(kind__in=REVIEWING) & Q(rubric__isnull=True, reviews_wanted=0),
                name="stage_scores_by_a_rubric",
                violation_error_message=_(
                    "A stage that scores has a rubric and asks for 1 to 20 reviews; no other has."
                ),
            ),
            models.CheckConstraint(
                condition=Q(drop_from__isnull=True) | Q(drop_from__gte=LEAST_TO_DROP_FROM),
                name="stage_drops_from_three",
                violation_error_message=_("Extremes are left out from three reviews on."),
            ),
        ]

    @property
    def is_blind(self) -> bool:
        """Whether anything is hidden from its reviewers."""
        return bool(self.blind or self.hidden_keys)

    @property
    def hidden_words(self) -> list[str]:
        """What reviewers do not see, in words, and the keys of questions."""
        return [str(Blind(one).label) for one in self.blind] + self.hidden_keys


@tracked()
class StageMove(models.Model):
    """环节流转: one step of a case from stage to stage; undone only by a further one."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="stage_moves", verbose_name=_("application")
    )
    before = models.ForeignKey(
        Stage, models.PROTECT, null=True, related_name="+", verbose_name=_("before")
    )
    after = models.ForeignKey(
        Stage, models.PROTECT, null=True, related_name="+", verbose_name=_("after")
    )
    moved_at = models.DateTimeField(_("moved at"))
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("moved by"),
    )
    said = models.TextField(_("what was said"), blank=True)

    objects = OfApplication.as_manager()

    class Meta:
        verbose_name = _("move between stages")
        verbose_name_plural = _("moves between stages")
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after"))
                & (Q(before__isnull=False) | Q(after__isnull=False)),
                name="stage_move_leads_elsewhere",
            ),
        ]
        indexes = [
            models.Index(fields=["application", "moved_at"], name="stage_move_of_application")
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.after or '–'}"
