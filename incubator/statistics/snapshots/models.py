"""What was published: editions of a year, the files that they consist of, their values."""

import zlib

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.institutions.models import Incubator
from incubator.statistics.snapshots.enums import CLOSED, OPEN, SnapshotKind, SnapshotState

PERSON = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}


def within_its_span() -> Q:
    """A figure lies between the least and the most that it can be, or is exact."""
    exact = Q(low__isnull=True, high__isnull=True)
    return exact | Q(
        low__isnull=False, high__isnull=False, low__lte=F("value"), high__gte=F("value"),
        high__gt=F("low"),
    )  # fmt: skip


class SnapshotQuerySet(models.QuerySet):
    """Questions about many editions."""

    def published(self) -> "SnapshotQuerySet":
        """Those that were published, superseded ones too."""
        return self.filter(state=SnapshotState.PUBLISHED)

    def current(self) -> "SnapshotQuerySet":
        """Of each year the edition that counts: the last one that was published."""
        later = self.model.objects.published().filter(
            year=models.OuterRef("year"), edition__gt=models.OuterRef("edition")
        )
        return self.published().filter(~models.Exists(later))

    def visible_to(self, access) -> "SnapshotQuerySet":
        """What is published is for every reader of statistics, drafts are for the zone's."""
        return self if access.everywhere else self.published()


class Snapshot(models.Model):
    """发布快照: one edition of a year's figures, as two people published it.

    Prepared by a job: the figures, the lists behind them, the facts, definitions and rulebooks
    become files, whose digests stand in ``manifest.json``; ``content_sha256`` is the digest of
    that. Approved by somebody else: the ``seal`` says who, when, and which edition was sealed
    before it, whatever its year; its digest is the next link of the chain. The database refuses
    every later change.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    edition = models.PositiveSmallIntegerField(_("edition"))
    kind = models.CharField(_("kind"), max_length=20, choices=SnapshotKind)
    state = models.CharField(
        _("state"), max_length=20, choices=SnapshotState, default=SnapshotState.PREPARING
    )
    progress = models.PositiveSmallIntegerField(_("progress (%)"), default=0)
    error = models.TextField(_("error"), blank=True)
    error_code = models.CharField(_("error code"), max_length=40, blank=True)

    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    requested_at = models.DateTimeField(_("requested at"))
    # The moment of the data: facts count as they were recorded by then.
    known_at = models.DateTimeField(_("data as of"), null=True, blank=True)
    prepared_at = models.DateTimeField(_("prepared at"), null=True, blank=True)
    # One entry for each edition: up to when facts were taken, and of a correction which alone.
    layers = models.JSONField(
        default=list, editable=False, verbose_name=_("what was recorded when it was counted")
    )
    code_version = models.CharField(_("version of the program"), max_length=120, blank=True)
    content_sha256 = models.CharField(_("digest of the content"), max_length=64, blank=True)
    identity = models.JSONField(_("stock-flow identity"), default=list, blank=True)

    restates = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="restated_by",
        verbose_name=_("restates"),
    )  # fmt: skip
    reason = models.TextField(_("reason"), blank=True)
    announced_on = models.DateField(_("announced on"), null=True, blank=True)

    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("approved by"), **PERSON
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    position = models.PositiveIntegerField(_("place in the chain"), null=True, blank=True)
    seal = models.TextField(_("seal"), blank=True)
    chain_sha256 = models.CharField(_("digest of the seal"), max_length=64, blank=True)
    signature = models.CharField(_("signature"), max_length=128, blank=True)
    public_key = models.CharField(_("public key"), max_length=64, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [
            models.CheckConstraint(condition=Q(year__range=(1980, 2100)), name="snapshot_year"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="snapshot_edition_from_one"),
            models.CheckConstraint(
                condition=Q(state__in=SnapshotState.values), name="snapshot_state"
            ),
            models.CheckConstraint(condition=Q(kind__in=SnapshotKind.values), name="snapshot_kind"),
            models.CheckConstraint(condition=Q(progress__range=(0, 100)), name="snapshot_progress"),
            models.UniqueConstraint(
                fields=["year", "edition"],
                condition=Q(state=SnapshotState.PUBLISHED),
                name="snapshot_edition_once",
            ),
            models.UniqueConstraint(
                fields=["year"], condition=Q(state__in=OPEN), name="snapshot_one_open_per_year"
            ),
            models.UniqueConstraint(fields=["position"], name="snapshot_position_once"),
            # An edition after the first says which one it restates, and why.
            models.CheckConstraint(
                condition=Q(kind=SnapshotKind.FIRST, edition=1, restates__isnull=True, reason="")
                | ~Q(kind=SnapshotKind.FIRST)
                & Q(edition__gt=1, restates__isnull=False)
                & ~Q(reason=""),
                name="snapshot_restates_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind=SnapshotKind.REVISION, announced_on__isnull=False)
                | ~Q(kind=SnapshotKind.REVISION) & Q(announced_on__isnull=True),
                name="snapshot_revision_is_announced",
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("prepared_by")), name="snapshot_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__gte=F("prepared_at")),
                name="snapshot_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[SnapshotState.PREPARED, SnapshotState.PUBLISHED],
                    known_at__isnull=False,
                    prepared_at__isnull=False,
                    progress=100,
                )
                & ~Q(content_sha256="")
                | ~Q(state__in=[SnapshotState.PREPARED, SnapshotState.PUBLISHED]),
                name="snapshot_prepared_has_content",
            ),
            models.CheckConstraint(
                condition=Q(state=SnapshotState.PUBLISHED, approved_at__isnull=False)
                & Q(position__isnull=False)
                & ~Q(seal="")
                & ~Q(chain_sha256="")
                & ~Q(signature="")
                & ~Q(public_key="")
                | ~Q(state=SnapshotState.PUBLISHED)
                & Q(approved_at__isnull=True, position__isnull=True, seal=""),
                name="snapshot_published_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_at__isnull=False)
                | Q(state__in=OPEN, closed_at__isnull=True),
                name="snapshot_closed_at",
            ),
            models.CheckConstraint(
                condition=Q(state=SnapshotState.FAILED) & ~Q(error="")
                | ~Q(state=SnapshotState.FAILED) & Q(error=""),
                name="snapshot_failed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return _("%(year)d, edition %(edition)d") % {"year": self.year, "edition": self.edition}

    @property
    def is_published(self) -> bool:
        """Whether it is fixed for ever."""
        return self.state == SnapshotState.PUBLISHED

    @property
    def is_open(self) -> bool:
        """Whether it waits for a worker or for an approval."""
        return self.state in OPEN


class SnapshotFile(models.Model):
    """快照文件: one file of an edition; what a page shows of it is read from its bytes."""

    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="files", verbose_name=_("snapshot")
    )
    name = models.CharField(max_length=80, verbose_name=_("name"))
    rows = models.PositiveIntegerField(default=0, verbose_name=_("rows"))
    sha256 = models.CharField(max_length=64, verbose_name=_("SHA-256 of the file"))
    packed = models.BinaryField(verbose_name=_("content, packed"))

    class Meta:
        verbose_name = _("file of a snapshot")
        verbose_name_plural = _("files of a snapshot")
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "name"], name="snapshotfile_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="snapshotfile_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def content(self) -> bytes:
        """The bytes that the digest is of."""
        return zlib.decompress(self.packed)


class SnapshotValue(models.Model):
    """快照数值: one published figure; the file ``values.csv`` holds the same."""

    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="figures", verbose_name=_("snapshot")
    )
    indicator = models.CharField(_("indicator"), max_length=40)
    part = models.CharField(_("part"), max_length=40, blank=True)
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, null=True, related_name="+", verbose_name=_("incubator")
    )
    counted = models.DecimalField(_("counted"), max_digits=20, decimal_places=2)
    opening_balance = models.DecimalField(
        _("opening balance"), max_digits=20, decimal_places=2, default=0
    )
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2)
    low = models.DecimalField(_("at least"), max_digits=20, decimal_places=2, null=True)
    high = models.DecimalField(_("at most"), max_digits=20, decimal_places=2, null=True)

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "indicator", "part", "incubator"],
                nulls_distinct=False,
                name="snapshotvalue_once",
            ),
            models.CheckConstraint(
                condition=Q(value=F("counted") + F("opening_balance")),
                name="snapshotvalue_is_counted_plus_opening",
            ),
            models.CheckConstraint(condition=within_its_span(), name="snapshotvalue_within_span"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} · {self.indicator}"
