"""Calls and the questions that they ask."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from companies.enums import (
    CHOOSING,
    CallKind,
    CallState,
    Column,
    Fact,
    QuestionKind,
)
from incubator.core.history import tracked
from incubator.institutions.models import Incubator, Rulebook

UNITS = {
    "元": pgettext_lazy("unit", "yuan"),
    "万元": pgettext_lazy("unit", "× 10,000 yuan"),
    "亿元": pgettext_lazy("unit", "× 100 million yuan"),
    "人": pgettext_lazy("unit", "people"),
    "家": pgettext_lazy("unit", "companies"),
    "项": pgettext_lazy("unit", "items"),
    "年": pgettext_lazy("unit", "years"),
    "月": pgettext_lazy("unit", "months"),
    "平方米": pgettext_lazy("unit", "m²"),
}


class CallQuerySet(models.QuerySet):
    """Questions about many calls."""

    def visible_to(self, access) -> "CallQuerySet":
        """Those of incubators where ``access`` reaches."""
        return self if access.everywhere else self.filter(incubator__in=access.incubator_ids)

    def public(self) -> "CallQuerySet":
        """Those that anybody may read: published once, open or over."""
        return self.exclude(state=CallState.DRAFT)

    def open(self, *, at) -> "CallQuerySet":
        """Those that take applications at a moment."""
        return self.filter(state=CallState.PUBLISHED, opens_at__lte=at).exclude(closes_at__lte=at)

    def coming(self, *, at) -> "CallQuerySet":
        """Published ones that will open."""
        return self.filter(state=CallState.PUBLISHED, opens_at__gt=at)

    def over(self, *, at) -> "CallQuerySet":
        """Closed ones, by the office or by their date."""
        return self.filter(
            Q(state=CallState.CLOSED) | Q(state=CallState.PUBLISHED, closes_at__lte=at)
        )


@tracked()
class Call(models.Model):
    """征集: what one applies to, with its dates and questions.

    It takes applications in [opens_at, closes_at), to the minute, while it is published;
    without ``closes_at`` it is rolling.
    """

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="calls", verbose_name=_("incubator")
    )
    code = models.SlugField(
        _("code"), max_length=60, unique=True, help_text=_("Part of the call's address.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=CallKind)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("English title"), max_length=160, blank=True)
    summary = models.TextField(_("what it is"), max_length=4000, help_text=_("Plain text."))
    summary_en = models.TextField(_("what it is, in English"), max_length=4000, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=CallState, default=CallState.DRAFT)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed before time at"), null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(
        _("days until the office answers"),
        default=10,
        help_text=_("Calendar days; applicants are told the date."),
    )
    rulebook = models.ForeignKey(
        Rulebook,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("rulebook"),
        help_text=_("Empty: the rulebook in force on the day of applying."),
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            # What an application points at, to be of the same incubator.
            models.UniqueConstraint(fields=["id", "incubator"], name="call_incubator_key"),
            models.CheckConstraint(condition=Q(kind__in=CallKind.values), name="call_kind"),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__lt=F("closes_at")),
                name="call_closes_after_it_opens",
                violation_error_message=_("A call closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(kind=CallKind.ROLLING) | Q(closes_at__isnull=False),
                name="call_ends_unless_rolling",
                violation_error_message=_("A contest or a cohort has a closing time."),
            ),
            models.CheckConstraint(
                condition=Q(state=CallState.DRAFT, published_at__isnull=True)
                | Q(state__in=[CallState.PUBLISHED, CallState.CLOSED], published_at__isnull=False),
                name="call_state_has_its_publication",
            ),
            models.CheckConstraint(
                condition=Q(state=CallState.CLOSED, closed_at__isnull=False)
                | ~Q(state=CallState.CLOSED) & Q(closed_at__isnull=True),
                name="call_state_has_its_closing",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__range=(1, 366)), name="call_answer_days"
            ),
        ]
        indexes = [models.Index(fields=["state", "opens_at"], name="call_by_opening")]

    def __str__(self) -> str:
        return self.name_in(get_language() or "")

    def name_in(self, language: str) -> str:
        """The title in a language, the Chinese one where there is no other."""
        return self.title_en if language.startswith("en") and self.title_en else self.title

    @property
    def said(self) -> str:
        """What it is, in the reader's language."""
        english = (get_language() or "").startswith("en")
        return self.summary_en if english and self.summary_en else self.summary

    def is_open(self, *, at) -> bool:
        """Whether it takes applications at a moment."""
        return (
            self.state == CallState.PUBLISHED
            and self.opens_at <= at
            and (self.closes_at is None or at < self.closes_at)
        )


class OfCall(models.QuerySet):
    """Rows that belong to a call."""

    def visible_to(self, access) -> "OfCall":
        """Those of calls where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(call__incubator__in=access.incubator_ids)


@tracked()
class Questionnaire(models.Model):
    """问卷: one version of a call's questions. Once published, it never changes."""

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="questionnaires", verbose_name=_("call")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = OfCall.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        constraints = [
            models.UniqueConstraint(fields=["call", "version"], name="questionnaire_version_once"),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(published_at__isnull=True),
                name="questionnaire_one_in_preparation",
                violation_error_message=_("A version in preparation exists already."),
            ),
            models.UniqueConstraint(fields=["id", "call"], name="questionnaire_call_key"),
            models.CheckConstraint(condition=Q(version__gte=1), name="questionnaire_from_one"),
        ]

    def __str__(self) -> str:
        return _("%(call)s, version %(version)d") % {"call": self.call, "version": self.version}


KEY = r"[a-z][a-z0-9_]{0,39}"


class QuestionQuerySet(models.QuerySet):
    """Questions about many questions."""

    def visible_to(self, access) -> "QuestionQuerySet":
        """Those of calls where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(questionnaire__call__incubator__in=access.incubator_ids)


@tracked()
class Question(models.Model):
    """问题: one question of a version. ``key`` stays the same through all versions."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="questions", verbose_name=_("questionnaire")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.CharField(
        _("key"),
        max_length=40,
        validators=[RegexValidator(rf"^{KEY}$", _("Small letters, digits and underscores."))],
        help_text=_("Names the answer in exports; it stays the same through all versions."),
    )
    section = models.CharField(_("section"), max_length=60)
    section_en = models.CharField(_("section in English"), max_length=80, blank=True)
    label = models.CharField(_("question"), max_length=200)
    label_en = models.CharField(_("question in English"), max_length=200, blank=True)
    help = models.CharField(_("help"), max_length=500, blank=True)
    help_en = models.CharField(_("help in English"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=QuestionKind)
    required = models.BooleanField(_("required"), default=False)
    fact = models.CharField(
        _("company fact"),
        max_length=30,
        choices=Fact,
        blank=True,
        help_text=_("Known facts are filled in, and reused from one application to the next."),
    )
    unit = models.CharField(pgettext_lazy("form", "unit"), max_length=20, blank=True)
    minimum = models.DecimalField(
        _("at least"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    maximum = models.DecimalField(
        _("at most"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Of a number its value, of a text its characters, of others how many."),
    )
    options = ArrayField(
        models.CharField(max_length=120), verbose_name=_("choices"), default=list, blank=True
    )
    columns = ArrayField(
        models.CharField(max_length=20, choices=Column),
        verbose_name=_("columns"),
        default=list,
        blank=True,
    )
    shown_when = models.CharField(
        _("shown when"), max_length=40, blank=True, help_text=_("The key of an earlier choice.")
    )
    shown_values = ArrayField(
        models.CharField(max_length=120), verbose_name=_("… is one of"), default=list, blank=True
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="question_key_once"),
            models.UniqueConstraint(
                fields=["questionnaire", "position"],
                name="question_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "fact"], condition=~Q(fact=""), name="question_fact_once"
            ),
            models.CheckConstraint(condition=Q(key__regex=rf"^{KEY}$"), name="question_key"),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="question_kind"),
            models.CheckConstraint(condition=Q(fact__in=[*Fact.values, ""]), name="question_fact"),
            models.CheckConstraint(
                condition=Q(kind__in=CHOOSING, options__len__gte=2)
                | ~Q(kind__in=CHOOSING) & Q(options__len=0),
                name="question_choices",
                violation_error_message=_("A choice has two or more choices; nothing else has."),
            ),
            models.CheckConstraint(
                condition=Q(kind=QuestionKind.PEOPLE, columns__len__gte=1)
                | ~Q(kind=QuestionKind.PEOPLE) & Q(columns__len=0),
                name="question_columns",
                violation_error_message=_("A table of people has columns; nothing else has."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True)
                | Q(maximum__isnull=True)
                | Q(minimum__lte=F("maximum")),
                name="question_limits_in_order",
            ),
            models.CheckConstraint(
                condition=Q(shown_when="", shown_values__len=0)
                | ~Q(shown_when="") & Q(shown_values__len__gte=1),
                name="question_condition_is_whole",
                violation_error_message=_("A condition names a question and its answers."),
            ),
        ]

    def __str__(self) -> str:
        return self.said("label")

    @property
    def unit_said(self) -> str:
        """Its unit in the reader's language, where we know it; as the manager wrote it else."""
        unit = self.unit or ("元" if self.kind == QuestionKind.MONEY else "")
        return str(UNITS.get(unit, unit))

    @property
    def section_here(self) -> str:
        """The section in the reader's language."""
        return self.said("section")

    def said(self, what: str) -> str:
        """``label``, ``help`` or ``section`` in the reader's language."""
        english = getattr(self, f"{what}_en") if (get_language() or "").startswith("en") else ""
        return english or getattr(self, what)


@tracked(exclude=("digest",))
class LateCode(models.Model):
    """迟交码: lets one person apply after a call has closed, until a moment."""

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="late_codes", verbose_name=_("call")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False, verbose_name=_("digest"))
    given_to = models.CharField(_("given to"), max_length=120)
    reason = models.CharField(_("reason"), max_length=500)
    until = models.DateTimeField(_("valid until"))
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = OfCall.as_manager()

    class Meta:
        verbose_name = _("code for late entry")
        verbose_name_plural = _("codes for late entry")
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__lt=F("until")), name="late_code_ends_after_it_was_made"
            ),
            models.CheckConstraint(
                condition=~Q(given_to="") & ~Q(reason=""), name="late_code_names_whom_and_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} · {self.given_to}"
