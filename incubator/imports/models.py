"""Files of many rows, and what each row of them made."""

import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.core.fields import somebody
from incubator.core.files import private_storage, random_name
from incubator.core.history import NO_TRUNCATE
from incubator.imports.enums import ENDED, MOVES, WRITTEN, ImportState
from incubator.imports.kinds import KINDS
from incubator.institutions.models import Incubator

UNDO_WINDOW = datetime.timedelta(days=7)


class FileImportQuerySet(models.QuerySet):
    """Questions about many files."""

    def visible_to(self, access) -> "FileImportQuerySet":
        """Those of incubators where ``access`` reaches, of kinds that it may read."""
        kinds = [code for code, kind in KINDS.items() if kind.readable_by(access)]
        found = self.filter(kind__in=kinds)
        return found if access.everywhere else found.filter(incubator__in=access.incubator_ids)


class FileImport(models.Model):
    """导入: one file whose rows become things on file.

    ``mapping`` says in which column of the file each column of the kind stands, ``fixed`` what
    goes for all rows (as text). ``problems`` and ``repeats`` list what was found by row,
    ``remarks`` are sentences on how the file was read; they and ``subject_said`` are in the
    ``language`` of whoever brought the file. ``done`` rows are dealt with in the present step.
    """

    kind = models.CharField(_("what is brought"), max_length=20)
    # What the file is about as a whole (of returns the period): the key of the kind, and words.
    subject = models.CharField(_("what it is about"), max_length=40, blank=True)
    subject_said = models.CharField(_("what it is about, in words"), max_length=240, blank=True)
    # Whose rows they become; empty: the file says it for each row.
    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("incubator"),
    )
    file = models.FileField(
        _("file"), upload_to=random_name, storage=private_storage, max_length=120
    )
    file_name = models.CharField(_("name of the file"), max_length=255)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    head = models.PositiveSmallIntegerField(_("line of the headings"), default=1)
    headings = models.JSONField(_("headings"), default=list)
    mapping = models.JSONField(_("columns"), default=dict, blank=True)
    fixed = models.JSONField(_("the same in all rows"), default=dict, blank=True)
    # Whether what only looks like something on file is brought all the same.
    bring_alike = models.BooleanField(_("bring what looks alike"), default=False)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    state = models.CharField(
        _("state"), max_length=20, choices=ImportState, default=ImportState.CHECKING
    )
    brought_at = models.DateTimeField(_("brought at"))
    brought_by = somebody(_("brought by"))
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    # All rows or none, or those that can be written.
    all_or_none = models.BooleanField(_("all rows or none"), default=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = somebody(_("confirmed by"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    undone_by = somebody(_("taken back by"))
    undone_because = models.CharField(_("reason"), max_length=200, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    good = models.PositiveIntegerField(_("rows that can be written"), default=0)
    repeated = models.PositiveIntegerField(_("rows on file already"), default=0)
    written = models.PositiveIntegerField(_("rows written"), default=0)
    problems = models.JSONField(_("what was found"), default=list, blank=True)
    repeats = models.JSONField(_("on file already"), default=list, blank=True)
    remarks = models.JSONField(_("how it was read"), default=list, blank=True)
    error = models.TextField(_("error"), blank=True)

    objects = FileImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=MOVES)]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="file_import_state"
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="file_import_has_a_kind"),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, finished_at__isnull=False)
                | ~Q(state__in=ENDED) & Q(finished_at__isnull=True),
                name="file_import_state_has_its_end",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ImportState.WRITING, ImportState.DONE])
                | Q(confirmed_at__isnull=False),
                name="file_import_written_was_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ImportState.UNDONE, undone_at__isnull=False, undone_by__isnull=False
                )
                & ~Q(undone_because="")
                | ~Q(state=ImportState.UNDONE)
                & Q(undone_at__isnull=True, undone_by__isnull=True, undone_because=""),
                name="file_import_undone_says_why",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True)
                | Q(undone_at__gte=F("finished_at"), undone_at__lte=F("finished_at") + UNDO_WINDOW),
                name="file_import_undone_in_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    done__lte=F("rows"),
                    written__lte=F("rows"),
                    good__lte=F("rows") - F("repeated"),
                ),
                name="file_import_counts",
            ),
            # What has made rows is taken back, and neither given up nor looked at again.
            models.CheckConstraint(
                condition=Q(written=0)
                | Q(state__in=[ImportState.WRITING, *WRITTEN, ImportState.UNDONE]),
                name="file_import_made_something",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_import_has_its_hash"
            ),
        ]
        indexes = [
            models.Index(fields=["incubator", "-id"], name="file_import_of_incubator"),
            models.Index(fields=["brought_by", "kind", "-id"], name="file_import_of_somebody"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def undone_until(self) -> datetime.datetime | None:
        """Until when what it made can be taken back; None where it made nothing."""
        if self.state not in WRITTEN or not self.written or self.finished_at is None:
            return None
        return self.finished_at + UNDO_WINDOW


class ImportedRow(models.Model):
    """导入的行: what a row of a file made. It stays when that is taken back."""

    file_import = models.ForeignKey(
        FileImport, models.PROTECT, related_name="made", verbose_name=_("import")
    )
    number = models.PositiveIntegerField(_("row"))
    # The label of a model and the key of one of its rows: parts that stand above this one.
    model = models.CharField(_("table"), max_length=60)
    key = models.PositiveBigIntegerField(_("key"))
    said = models.CharField(_("name"), max_length=160)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            NO_TRUNCATE,
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["file_import", "number", "model"], name="imported_row_written_once"
            ),
            models.UniqueConstraint(fields=["model", "key"], name="imported_row_made_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="imported_row_number"),
            models.CheckConstraint(condition=~Q(model=""), name="imported_row_names_its_table"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.said}"
