"""What stands behind a fact: a document, who looked at it, and what corrects what."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.enums import FactState
from companies.models.register import Company
from incubator.core.files import private_storage, random_name
from incubator.core.history import tracked


class OfCompany(models.QuerySet):
    """Rows that belong to a company."""

    def visible_to(self, access):
        """Those of companies that ``access`` may see."""
        if access.everywhere:
            return self
        return self.filter(company__in=Company.objects.visible_to(access))


@tracked()
class Evidence(models.Model):
    """证明材料: a document of a company; several facts may stand on one."""

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="evidence", verbose_name=_("company")
    )
    title = models.CharField(_("title"), max_length=120)
    dated = models.DateField(_("date of the document"), null=True, blank=True)
    file = models.FileField(
        _("file"), upload_to=random_name, storage=private_storage, max_length=120
    )
    original_name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    sha256 = models.CharField(max_length=64, verbose_name=_("SHA-256 of the file"))
    is_scanned = models.BooleanField(_("scanned"), default=False)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    objects = OfCompany.as_manager()

    class Meta:
        verbose_name = _("document of evidence")
        verbose_name_plural = _("documents of evidence")
        constraints = [
            # What a fact points at, to be of the same company.
            models.UniqueConstraint(fields=["id", "company"], name="evidence_company_key"),
            models.UniqueConstraint(
                fields=["company", "sha256"],
                name="evidence_once",
                violation_error_message=_("This document of the company is on file already."),
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="evidence_has_its_hash"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_is_not_empty"),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class FactQuerySet(OfCompany):
    """Questions about many facts of one kind."""

    def counted(self):
        """Those that hold: verified, and not replaced by a verified correction."""
        better = self.model._default_manager.filter(
            replaces=OuterRef("pk"), state=FactState.VERIFIED
        )
        return self.filter(state=FactState.VERIFIED).filter(~Exists(better))

    def waiting(self):
        """Those that the office has to look at."""
        return self.filter(state=FactState.SUBMITTED)

    def without_document(self):
        """Those behind which no document stands."""
        return self.filter(evidence__isnull=True)


class CompanyFact(models.Model):
    """What all facts share. A fact is never changed: a correction replaces it, with a reason.

    ``OWN`` names the columns that say what the fact is, ``LATER`` those of them that may be
    filled in once when they come true, such as the day on which a patent was granted, and
    ``HAPPENED`` the days that cannot lie in the future. It holds on [``FROM``, ``UNTIL``).
    """

    OWN: tuple[str, ...] = ()
    LATER: tuple[str, ...] = ()
    HAPPENED: tuple[str, ...] = ()
    FROM = ""
    UNTIL = ""

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="%(class)s_set", verbose_name=_("company")
    )
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="%(class)s_set",
        verbose_name=pgettext_lazy("evidence", "document"),
    )  # fmt: skip
    state = models.CharField(
        _("state"), max_length=20, choices=FactState, default=FactState.SUBMITTED
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("verified by"),
    )  # fmt: skip
    rejected_at = models.DateTimeField(_("not accepted at"), null=True, blank=True)
    rejection = models.CharField(_("why not accepted"), max_length=200, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        verbose_name=_("replaces"),
    )  # fmt: skip
    correction = models.CharField(_("reason for the correction"), max_length=200, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["id", "company"], name="%(class)s_company_key"),
            # One correction at a time; a rejected one does not stand in the way of the next.
            models.UniqueConstraint(
                fields=["replaces"],
                condition=~Q(state=FactState.REJECTED),
                name="%(class)s_replaced_once",
            ),
            models.CheckConstraint(
                condition=Q(state=FactState.SUBMITTED, verified_at__isnull=True, rejected_at=None)
                | Q(state=FactState.VERIFIED, verified_at__isnull=False, rejected_at=None)
                | Q(state=FactState.REJECTED, rejected_at__isnull=False),
                name="%(class)s_state_matches_moments",
            ),
            models.CheckConstraint(
                condition=Q(rejected_at__isnull=True, rejection="")
                | Q(rejected_at__isnull=False) & ~Q(rejection=""),
                name="%(class)s_rejected_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, correction="")
                | Q(replaces__isnull=False) & ~Q(correction="") & ~Q(replaces=F("id")),
                name="%(class)s_replaces_with_a_reason",
            ),
        ]

    @property
    def holds_from(self) -> datetime.date | None:
        """The first day on which it holds; None: not yet known, as of a patent applied for."""
        return getattr(self, self.FROM)

    @property
    def holds_until(self) -> datetime.date | None:
        """The first day on which it holds no more; None: no end is known."""
        return getattr(self, self.UNTIL) if self.UNTIL else None
