"""One company on file twice: pairs that may be one, and what was put together."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from companies.enums import DuplicateGround
from companies.models.applications import APPEND_ONLY
from companies.models.register import Company
from incubator.core.db import UnifiedCodeIsValid
from incubator.core.history import tracked


class DuplicateQuerySet(models.QuerySet):
    """Questions about many pairs."""

    def visible_to(self, access) -> "DuplicateQuerySet":
        """Those of which ``access`` may see both."""
        if access.everywhere:
            return self
        seen = Company.objects.visible_to(access).values("pk")
        return self.filter(first__in=seen, second__in=seen)

    def open(self) -> "DuplicateQuerySet":
        """Those that nobody has looked into: neither told to be two, nor put together."""
        return self.filter(
            dismissed_at__isnull=True, first__merged_into=None, second__merged_into=None
        )


@tracked()
class PossibleDuplicate(models.Model):
    """疑似重复: two companies on file that may be one, and on what grounds; the older first."""

    first = models.ForeignKey(
        Company, models.PROTECT, related_name="+", verbose_name=_("first company")
    )
    second = models.ForeignKey(
        Company, models.PROTECT, related_name="+", verbose_name=_("second company")
    )
    grounds = ArrayField(
        models.CharField(max_length=20, choices=DuplicateGround), verbose_name=_("grounds")
    )
    found_at = models.DateTimeField(_("found at"))
    dismissed_at = models.DateTimeField(_("told to be two at"), null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("told by"),
    )  # fmt: skip
    dismissal = models.CharField(_("why they are two"), max_length=200, blank=True)

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="duplicate_older_first"
            ),
            models.CheckConstraint(
                condition=Q(grounds__contained_by=DuplicateGround.values, grounds__len__gte=1),
                name="duplicate_has_grounds",
            ),
            models.CheckConstraint(
                condition=Q(dismissed_at__isnull=True, dismissed_by=None, dismissal="")
                | Q(dismissed_at__isnull=False) & ~Q(dismissal=""),
                name="duplicate_dismissed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} · {self.second}"

    @property
    def grounds_said(self) -> str:
        """In the reader's language."""
        return gettext(", ").join(str(DuplicateGround(one).label) for one in self.grounds)


class MergeQuerySet(models.QuerySet):
    """Questions about many merges."""

    def visible_to(self, access) -> "MergeQuerySet":
        """Those into companies that ``access`` may see; one that was undone: of both."""
        if access.everywhere:
            return self
        seen = Company.objects.visible_to(access).values("pk")
        return self.filter(Q(kept__in=seen) | Q(kept__merged_into__in=seen))

    def in_force(self) -> "MergeQuerySet":
        """Those that were not undone."""
        return self.filter(undone_at__isnull=True)


@tracked()
class CompanyMerge(models.Model):
    """企业合并: what hung on ``merged`` was hung on ``kept``; both are one legal person."""

    kept = models.ForeignKey(
        Company, models.PROTECT, related_name="merges", verbose_name=_("company that stays")
    )
    merged = models.ForeignKey(
        Company, models.PROTECT, related_name="merged_by", verbose_name=_("company merged away")
    )
    reason = models.CharField(_("reason"), max_length=500)
    # One of two codes of two legal persons, which never belonged to this one: nobody bears it.
    code_in_error = models.CharField(_("code recorded in error"), max_length=18, blank=True)
    error_because = models.CharField(
        _("why that code is not of this company"), max_length=500, blank=True
    )
    merged_at = models.DateTimeField(_("merged at"))
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=pgettext_lazy("companies", "merged by"),
    )  # fmt: skip
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("undone by"),
    )  # fmt: skip
    undone_because = models.CharField(_("why it was undone"), max_length=500, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of companies")
        verbose_name_plural = _("merges of companies")
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_says_why"),
            models.CheckConstraint(
                condition=Q(code_in_error="", error_because="")
                | Q(UnifiedCodeIsValid("code_in_error")) & ~Q(error_because=""),
                name="merge_code_in_error_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at__isnull=True),
                name="merge_once",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by=None, undone_because="")
                | Q(undone_at__isnull=False, undone_at__gte=F("merged_at")) & ~Q(undone_because=""),
                name="merge_undone_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class MovedRow(models.Model):
    """移动的记录: one column of one row that a merge changed, with its value before and after.

    ``table`` is the database's name of it. Of a row that a merge made, ``column`` is empty. The
    triggers on fixed rows let such a row go to the other company, and back, only as it stands
    here.
    """

    merge = models.ForeignKey(
        CompanyMerge, models.PROTECT, related_name="moved", verbose_name=_("merge of companies")
    )
    table = models.CharField(_("table"), max_length=63)
    row = models.BigIntegerField(_("number of the row"))
    column = models.CharField(_("column"), max_length=63, blank=True)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)

    class Meta:
        verbose_name = _("row that was moved")
        verbose_name_plural = _("rows that were moved")
        triggers = [APPEND_ONLY]
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "table", "row", "column"], name="movedrow_once"
            ),
        ]
        indexes = [models.Index(fields=["table", "row"], name="movedrow_of_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
