"""Changes during a stay: asked for, decided, filed, each by its day."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from companies.enums import ChangeKind, ChangeState
from companies.models.papers import OfPlace
from companies.models.register import Company, Residence
from companies.rules.terms import REGISTERED, notice_day
from incubator.core.dates import day_of
from incubator.core.history import tracked
from incubator.institutions.models import Incubator

K, S = ChangeKind, ChangeState
WORDED = [K.NAME, K.SCOPE, K.LEGAL_REPRESENTATIVE, K.ADDRESS]
MEASURED = [K.AREA, K.CAPITAL]


class ChangeQuerySet(OfPlace):
    """Questions about many changes."""

    def waiting(self) -> "ChangeQuerySet":
        """Those that the office has not decided."""
        return self.filter(state=S.ASKED)

    def to_file(self) -> "ChangeQuerySet":
        """Those that have happened and are not filed."""
        return self.filter(state=S.APPROVED, file_by__isnull=False, filed_on__isnull=True)

    def overdue(self, *, on) -> "ChangeQuerySet":
        """Those that should have been filed before a day."""
        return self.to_file().filter(file_by__lt=on)

    def of_person(self, user) -> "ChangeQuerySet":
        """Those of companies that somebody acts for."""
        return self.filter(
            company__representatives__user=user, company__representatives__ended_at__isnull=True
        )


@tracked()
class ChangeRequest(models.Model):
    """变更: what of a company changes during its stay, asked by it and decided by the office.

    ``words``, ``amount`` (yuan or m²), ``day`` or ``shareholders`` hold what is wanted, as the
    kind needs. Told in time until ``notice_days`` before ``planned_on``; filed within
    ``filing_days`` after ``effective_on`` (domain 8.4; the days are those of the agreement).
    """

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="changes", verbose_name=_("residence")
    )
    # Copies of the stay's, held equal by a composite foreign key.
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="changes", verbose_name=_("company")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="changes", verbose_name=_("incubator")
    )
    kind = models.CharField(_("what changes"), max_length=30, choices=ChangeKind)
    words = models.CharField(_("new text"), max_length=2000, blank=True)
    amount = models.DecimalField(
        _("new amount"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    day = models.DateField(_("new last day"), null=True, blank=True)
    shareholders = models.JSONField(_("new shareholders"), default=list, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    planned_on = models.DateField(_("planned for"))
    notice_days = models.PositiveSmallIntegerField(_("to be told before (days)"))
    filing_days = models.PositiveSmallIntegerField(_("to be filed within (days)"))
    state = models.CharField(
        _("state"), max_length=20, choices=ChangeState, default=ChangeState.ASKED
    )
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    closed_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    effective_on = models.DateField(_("in effect from"), null=True, blank=True)
    said = models.TextField(_("what the office said"), max_length=2000, blank=True)
    file_by = models.GeneratedField(
        verbose_name=_("to be filed by"),
        expression=models.Case(
            models.When(
                kind__in=sorted(REGISTERED),
                then=Func(
                    F("effective_on"),
                    F("filing_days"),
                    template="(%(expressions)s)",
                    arg_joiner=" + ",
                    output_field=models.DateField(),
                ),
            )
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    overdue_told_at = models.DateTimeField(_("reminded at"), null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=K.values), name="change_kind"),
            models.CheckConstraint(
                condition=(
                    Q(kind__in=WORDED, amount=None, day=None, shareholders=[]) & ~Q(words="")
                )
                | Q(kind__in=MEASURED, words="", amount__gt=0, day=None, shareholders=[])
                | Q(kind=K.EXTENSION, words="", amount=None, day__isnull=False, shareholders=[])
                | (Q(kind=K.SHAREHOLDERS, words="", amount=None, day=None) & ~Q(shareholders=[])),
                name="change_says_what_its_kind_needs",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="change_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state=S.ASKED, closed_at=None, effective_on=None, said="")
                | Q(state=S.APPROVED, closed_at__isnull=False, effective_on__isnull=False)
                | Q(state=S.REFUSED, closed_at__isnull=False, effective_on=None) & ~Q(said="")
                | Q(state=S.WITHDRAWN, closed_at__isnull=False, effective_on=None, said=""),
                name="change_state_has_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(filed_on__isnull=True)
                | Q(state=S.APPROVED, filed_on__gte=F("effective_on")),
                name="change_filed_after_it_happened",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("asked_at")),
                name="change_decided_after_it_was_asked",
            ),
            models.UniqueConstraint(
                fields=["residence", "kind"],
                condition=Q(state=S.ASKED),
                name="change_one_open_of_a_kind",
                violation_error_message=_("This change is already asked for."),
            ),
        ]
        indexes = [
            models.Index(fields=["incubator", "state", "-asked_at"], name="change_desk"),
            models.Index(fields=["company", "-asked_at"], name="change_of_company"),
            models.Index(
                fields=["file_by"],
                name="change_to_file",
                condition=Q(state=S.APPROVED, filed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.get_kind_display()}"

    @property
    def notice_by(self) -> datetime.date:
        """The last day on which it was told in time."""
        return notice_day(self.planned_on, self.notice_days)

    @property
    def told_in_time(self) -> bool:
        """Whether it was asked so many days before it was to happen."""
        return day_of(self.asked_at) <= self.notice_by

    def filed_late(self, *, on: datetime.date) -> bool | None:
        """Whether it is, or was, filed too late; None where nothing is to be filed."""
        if self.file_by is None:
            return None
        return (self.filed_on or on) > self.file_by
