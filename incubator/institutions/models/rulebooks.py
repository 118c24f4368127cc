"""Rulebooks: dated policy as data. A published version is fixed; a new one supersedes it."""

from fractions import Fraction

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.core.history import tracked
from incubator.institutions.enums import (
    Certainty,
    Focus,
    Joined,
    Kind,
    Level,
    Purpose,
    RulebookState,
    SpecialCase,
)


class RulebookQuerySet(models.QuerySet):
    """Questions about many rulebooks."""

    def published(self) -> "RulebookQuerySet":
        """The version of each that counts: neither drafts nor what was superseded."""
        return self.filter(state=RulebookState.PUBLISHED)

    def in_force(self, *, on) -> "RulebookQuerySet":
        """Those that hold on a day for the companies and institutions here."""
        return (
            self.published()
            .filter(applies_here=True, effective_from__lte=on)
            .exclude(effective_until__lte=on)
        )


@tracked()
class Rulebook(models.Model):
    """管理办法: one version of dated policy as data, with the source of each of its values."""

    code = models.SlugField(_("code"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=160)
    number = models.CharField(_("document number"), max_length=80, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.NATIONAL)
    place = models.CharField(
        _("where it holds"), max_length=80, blank=True, help_text=_("Empty: everywhere.")
    )
    applies_here = models.BooleanField(
        _("holds here"),
        default=True,
        help_text=_("Without it the rulebook is for comparison only and never decides."),
    )
    issued_by = models.CharField(_("issued by"), max_length=120)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    # Empty only for a text of elsewhere whose day is not known.
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The first day on which it no longer holds."),
    )
    dates_certainty = models.CharField(
        _("how well its dates are known"),
        max_length=1,
        choices=Certainty,
        default=Certainty.UNKNOWN,
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Where these facts come from."))
    state = models.CharField(
        _("state"), max_length=20, choices=RulebookState, default=RulebookState.DRAFT
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    superseded_at = models.DateTimeField(_("superseded at"), null=True, blank=True)
    # Of the file that it was read from; "" where an operator wrote it.
    file_hash = models.CharField(
        max_length=64, blank=True, editable=False, verbose_name=_("SHA-256 of the file")
    )

    objects = RulebookQuerySet.as_manager()

    class Meta:
        verbose_name = _("rulebook")
        verbose_name_plural = _("rulebooks")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="rulebook_version_once"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state=RulebookState.PUBLISHED),
                name="rulebook_one_published",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state=RulebookState.DRAFT), name="rulebook_one_draft"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="rulebook_version_from_one"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="rulebook_level"),
            models.CheckConstraint(
                condition=Q(dates_certainty__in=Certainty.values), name="rulebook_dates_certainty"
            ),
            models.CheckConstraint(
                condition=Q(applies_here=False) | Q(effective_from__isnull=False),
                name="rulebook_here_has_its_day",
                violation_error_message=_("A rulebook that holds here says from when."),
            ),
            models.CheckConstraint(
                condition=Q(effective_until__isnull=True)
                | Q(effective_from__lt=F("effective_until")),
                name="rulebook_ends_after_it_begins",
                violation_error_message=_("A rulebook ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RulebookState.DRAFT, published_at__isnull=True, superseded_at__isnull=True
                )
                | Q(
                    state=RulebookState.PUBLISHED,
                    published_at__isnull=False,
                    superseded_at__isnull=True,
                )
                | Q(
                    state=RulebookState.SUPERSEDED,
                    published_at__isnull=False,
                    superseded_at__gte=F("published_at"),
                ),
                name="rulebook_state_matches_moments",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Criterion(models.Model):
    """条件: one condition of a rulebook; what it means stands in ``institutions.rules``.

    Its threshold is ``limit / divisor`` in the unit of the rule. Criteria with the same
    ``item`` form one condition, ``joined`` as all or any of them.
    """

    rulebook = models.ForeignKey(
        Rulebook, models.CASCADE, related_name="criteria", verbose_name=_("rulebook")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    item = models.CharField(
        _("item"), max_length=20, blank=True, help_text=_("As the text numbers it: 1, a, (二).")
    )
    joined = models.CharField(_("of one item"), max_length=3, choices=Joined, default=Joined.ALL)
    rule = models.CharField(_("rule"), max_length=40)
    kind = models.CharField(
        _("only for institutions that are"), max_length=20, choices=Kind, blank=True
    )
    focus = models.CharField(
        _("only for comprehensive or specialised"), max_length=20, choices=Focus, blank=True
    )
    special = ArrayField(
        models.CharField(max_length=20, choices=SpecialCase),
        verbose_name=_("only for special cases"),
        default=list,
        blank=True,
    )
    limit = models.DecimalField(_("limit"), max_digits=15, decimal_places=2, null=True, blank=True)
    divisor = models.PositiveSmallIntegerField(
        _("divided by"), default=1, help_text=_("Two thirds: a limit of 200, divided by 3.")
    )
    reducible = models.BooleanField(
        _("lower in remote areas"),
        default=False,
        help_text=_("The factor for hardship and remote areas is put to it."),
    )
    words = models.TextField(_("as the text says it"), blank=True)
    source = models.CharField(_("source"), max_length=200)
    certainty = models.CharField(_("certainty"), max_length=1, choices=Certainty)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(
                fields=["rulebook", "purpose", "item", "rule", "kind", "focus", "special"],
                name="criterion_rule_once",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="criterion_purpose"
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=Certainty.values), name="criterion_certainty"
            ),
            models.CheckConstraint(condition=Q(joined__in=Joined.values), name="criterion_joined"),
            models.CheckConstraint(
                condition=Q(kind__in=["", *Kind.values], focus__in=["", *Focus.values]),
                name="criterion_institution",
            ),
            models.CheckConstraint(
                condition=Q(special__contained_by=SpecialCase.values), name="criterion_special"
            ),
            models.CheckConstraint(
                condition=Q(limit__isnull=True) | Q(limit__gte=0), name="criterion_limit"
            ),
            models.CheckConstraint(condition=Q(divisor__gte=1), name="criterion_divisor"),
            models.CheckConstraint(
                condition=~Q(rule="") & ~Q(source=""), name="criterion_names_rule_and_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rulebook} · {self.rule}"

    @property
    def threshold(self) -> Fraction | None:
        """The number to compare with, in the unit of its rule; None where it is not on file."""
        return None if self.limit is None else Fraction(self.limit) / self.divisor

    @property
    def is_unconfirmed(self) -> bool:
        """Whether screens that use it have to say that its value is unconfirmed."""
        return self.certainty == Certainty.UNKNOWN
