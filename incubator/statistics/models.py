"""Yearly totals, the runs that compute them, and the documents that cite them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.core.history import tracked
from incubator.core.numbers import grouped
from incubator.core.shown import aside, day, labelled, listing
from incubator.institutions.models import Incubator
from incubator.statistics.checker.subjects import SUBJECTS
from incubator.statistics.enums import OPEN, OVER, RunState, Step, Trigger
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.restating.models import LateFact  # noqa: F401
from incubator.statistics.snapshots.models import (  # noqa: F401 - Django finds models here
    Snapshot,
    SnapshotFile,
    SnapshotValue,
    within_its_span,
)
from incubator.statistics.torch.items import ITEMS as TORCH_ITEMS
from incubator.statistics.webhooks.models import (  # noqa: F401
    Webhook,
    WebhookAttempt,
    WebhookDelivery,
)


class ComputationRun(models.Model):
    """计算任务: one computation of one year's totals: who asked, how it went."""

    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=20, choices=RunState, default=RunState.QUEUED)
    step = models.CharField(_("step"), max_length=20, choices=Step, default=Step.WAITING)
    progress = models.PositiveSmallIntegerField(_("progress (%)"), default=0)
    trigger = models.CharField(_("started by"), max_length=20, choices=Trigger)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("requested by"),
    )
    requested_at = models.DateTimeField(_("requested at"))
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    error_code = models.CharField(_("error code"), max_length=40, blank=True)
    # One line per place: opening, entered, re-entered, graduated, left, closing, overlap.
    identity = models.JSONField(_("stock-flow identity"), default=list, blank=True)

    class Meta:
        verbose_name = _("computation run")
        verbose_name_plural = _("computation runs")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state"),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="run_step"),
            models.CheckConstraint(condition=Q(trigger__in=Trigger.values), name="run_trigger"),
            models.CheckConstraint(condition=Q(year__range=(1980, 2100)), name="run_year"),
            models.CheckConstraint(condition=Q(progress__range=(0, 100)), name="run_progress"),
            models.CheckConstraint(
                condition=(
                    Q(state=RunState.QUEUED, started_at__isnull=True, finished_at__isnull=True)
                    | Q(state=RunState.RUNNING, started_at__isnull=False, finished_at__isnull=True)
                    | Q(
                        state=RunState.SUCCEEDED,
                        started_at__isnull=False,
                        finished_at__isnull=False,
                        error="",
                        progress=100,
                    )
                    | Q(state=RunState.FAILED, finished_at__isnull=False) & ~Q(error="")
                ),
                name="run_state_matches_moments",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True)
                | Q(started_at__isnull=True)
                | Q(started_at__lte=F("finished_at")),
                name="run_finishes_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["year"], condition=Q(state__in=OPEN), name="run_one_open_per_year"
            ),
        ]
        indexes = [models.Index(fields=["year", "-finished_at"], name="run_latest_of_year")]

    def __str__(self) -> str:
        return f"{self.year} · {self.get_state_display()}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in OVER

    @property
    def duration(self):
        """From start to finish, or None while it has not finished."""
        if self.started_at and self.finished_at:
            return self.finished_at - self.started_at
        return None


class YearlyTotal(models.Model):
    """年度汇总: one computed figure of one year, for the zone (no incubator) or for one.

    ``value`` = ``counted`` (facts that can be listed) + ``opening_balance`` (cannot).
    Rows are only ever written by a run, and replaced as a whole year.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    indicator = models.CharField(_("indicator"), max_length=40)
    part = models.CharField(_("part"), max_length=40, blank=True)
    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        null=True,
        related_name="yearly_totals",
        verbose_name=_("incubator"),
    )
    counted = models.DecimalField(_("counted"), max_digits=20, decimal_places=2)
    opening_balance = models.DecimalField(
        _("opening balance"), max_digits=20, decimal_places=2, default=0
    )
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2)
    # Where days are known only roughly: what it is at least and at most. Empty: it is exact.
    low = models.DecimalField(_("at least"), max_digits=20, decimal_places=2, null=True)
    high = models.DecimalField(_("at most"), max_digits=20, decimal_places=2, null=True)
    run = models.ForeignKey(
        ComputationRun, models.PROTECT, related_name="totals", verbose_name=_("run")
    )

    class Meta:
        verbose_name = _("yearly total")
        verbose_name_plural = _("yearly totals")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "indicator", "part", "incubator"],
                nulls_distinct=False,
                name="total_once",
            ),
            models.CheckConstraint(
                condition=Q(value=F("counted") + F("opening_balance")),
                name="total_is_counted_plus_opening",
            ),
            models.CheckConstraint(condition=within_its_span(), name="total_within_its_span"),
            # Companies may lose more than they earn; nothing else is less than nothing.
            models.CheckConstraint(
                condition=Q(counted__gte=0) | Q(indicator="net_profit"),
                name="total_not_negative",
            ),
        ]

    def __str__(self) -> str:
        place = self.incubator or _("the zone")
        return labelled(f"{self.year} · {self.label} · {place}", grouped(self.value))

    @property
    def label(self):
        """The indicator's name in the reader's language."""
        known = BY_CODE.get(self.indicator)
        return known.label if known else self.indicator

    @property
    def part_label(self) -> str:
        """The part's name in the reader's language; "" for the whole."""
        known = BY_CODE.get(self.indicator)
        return known.part_label(self.part) if known else self.part


@tracked()
class Document(models.Model):
    """文件: a public document that prints or plans figures."""

    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("index or document number"), max_length=80, unique=True)
    issuer = models.CharField(_("issuer"), max_length=120, blank=True)
    issued_on = models.DateField(_("issued on"))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title


def indicator_choices() -> list[tuple[str, str]]:
    """The declared indicators; a function, so that a new row needs no migration."""
    return [(indicator.code, indicator.label) for indicator in BY_CODE.values()]


def subject_choices() -> list[tuple[str, str]]:
    """What documents plan and print, and no indicator measures."""
    return [(one.code, one.label) for one in SUBJECTS if not one.indicator]


class Placed(models.Model):
    """A statement about one indicator, year and place (no incubator: the whole zone)."""

    indicator = models.CharField(_("indicator"), max_length=40, choices=indicator_choices)
    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("incubator"),
        help_text=_("Empty for the whole zone."),
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="%(class)ss", verbose_name=_("document")
    )

    class Meta:
        abstract = True


@tracked()
class Citation(Placed):
    """引用: a number as a document prints it (30余家), tied to the figure that it states."""

    year = models.PositiveSmallIntegerField(_("year"))
    printed = models.CharField(
        _("printed form"), max_length=40, help_text=_("As printed, such as 30余 or 近3000.")
    )
    place_in_text = models.CharField(_("where in the document"), max_length=120, blank=True)
    sentence = models.TextField(
        _("sentence"), blank=True, max_length=1000, help_text=_("The sentence that prints it.")
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.CheckConstraint(
                condition=Q(sentence="") | Q(sentence__contains=F("printed")),
                name="citation_sentence_prints_it",
                violation_error_message=_("The sentence does not hold the printed form."),
            ),
            models.CheckConstraint(condition=~Q(printed=""), name="citation_prints_something"),
            models.CheckConstraint(condition=Q(year__range=(1980, 2100)), name="citation_year"),
            models.UniqueConstraint(
                fields=["document", "indicator", "year", "incubator"],
                nulls_distinct=False,
                name="citation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed} ({self.get_indicator_display()} {self.year})"


@tracked()
class Target(Placed):
    """目标: what a plan wants a figure to be; it may be lower than last year's actual.

    What the plan wants of something that nothing here measures has a ``subject`` instead of an
    indicator: it is on file, and nobody pretends to know how it stands.
    """

    indicator = models.CharField(
        _("indicator"), max_length=40, choices=indicator_choices, blank=True
    )
    subject = models.CharField(
        _("what no indicator measures"), max_length=40, choices=subject_choices, blank=True
    )
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2)
    sentence = models.TextField(
        _("sentence"), blank=True, max_length=1000, help_text=_("The sentence that plans it.")
    )
    owner = models.CharField(_("responsible"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="target_not_negative"),
            models.CheckConstraint(condition=Q(year__range=(1980, 2100)), name="target_year"),
            models.CheckConstraint(
                condition=Q(indicator="") ^ Q(subject=""),
                name="target_of_one_thing",
                violation_error_message=_(
                    "A target is of an indicator, or of something that no indicator measures."
                ),
            ),
            models.UniqueConstraint(
                fields=["indicator", "subject", "year", "incubator"],
                nulls_distinct=False,
                name="target_once",
            ),
        ]

    def __str__(self) -> str:
        return aside(grouped(self.value), f"{self.label} {self.year}")

    @property
    def label(self) -> str:
        """What it is a target of, in the reader's language."""
        return self.get_indicator_display() or self.get_subject_display()


@tracked()
class OpeningBalance(Placed):
    """期初数: a signed figure for what happened before there were records.

    It adds to a cumulative figure from ``as_of`` on and cannot be drilled into.
    """

    as_of = models.DateField(_("as of the end of"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2)
    signed_by = models.CharField(_("signed by"), max_length=80)

    class Meta:
        verbose_name = _("opening balance")
        verbose_name_plural = _("opening balances")
        constraints = [
            models.CheckConstraint(condition=Q(value__gt=0), name="opening_positive"),
            models.CheckConstraint(condition=~Q(signed_by=""), name="opening_is_signed"),
            models.UniqueConstraint(
                fields=["indicator", "incubator"],
                nulls_distinct=False,
                name="opening_once",
            ),
        ]

    def __str__(self) -> str:
        return aside(grouped(self.value), listing([self.get_indicator_display(), day(self.as_of)]))


def torch_choices() -> list[tuple[str, str]]:
    """The items of the form; a function, so that a new one needs no migration."""
    return [(item.key, item.label) for item in TORCH_ITEMS]


@tracked()
class TorchEntry(models.Model):
    """火炬统计填报: what a person adds to the Torch form of an incubator (GZ-007).

    Words that nothing on file answers, and why a figure changed against last year. Figures
    themselves are never typed: they follow from facts.
    """

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="torch_entries", verbose_name=_("incubator")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    item = models.CharField(_("item"), max_length=40, choices=torch_choices)
    words = models.CharField(_("words"), max_length=200, blank=True)
    explanation = models.CharField(_("explanation"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("entry of the Torch form")
        verbose_name_plural = _("entries of the Torch form")
        constraints = [
            models.UniqueConstraint(fields=["incubator", "year", "item"], name="torch_entry_once"),
            models.CheckConstraint(condition=Q(year__range=(1980, 2100)), name="torch_entry_year"),
            models.CheckConstraint(
                condition=~Q(words="", explanation=""), name="torch_entry_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incubator} {self.year} · {self.get_item_display()}"
