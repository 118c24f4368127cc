"""Papers that are filed about a stay: signed agreements, licences, statements, records."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.enums import PaperKind
from companies.models.applications import Application
from companies.models.register import Company
from incubator.core.files import private_storage, random_name
from incubator.core.history import tracked
from incubator.institutions.models import Incubator


class OfPlace(models.QuerySet):
    """Rows that belong to one institution each."""

    def visible_to(self, access) -> "OfPlace":
        """Those in incubators where ``access`` reaches."""
        return self if access.everywhere else self.filter(incubator__in=access.incubator_ids)


class PaperQuerySet(OfPlace):
    """Questions about many papers."""

    def visible_to(self, access) -> "PaperQuerySet":
        """Those in reach; the scan of an agreement as far as the agreement itself."""
        kept = Application.objects.kept_from(access.user_id)
        found = super().visible_to(access)
        return found.exclude(agreement__residence__isnull=True, agreement__application__in=kept)


@tracked()
class Paper(models.Model):
    """材料: one filed paper of a change, of a leaving or graduation, or an agreement's scan."""

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="papers", verbose_name=_("incubator")
    )
    # Empty while a company that is to come in is not on file yet.
    company = models.ForeignKey(
        Company,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("company"),
    )
    change = models.ForeignKey(
        "companies.ChangeRequest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("change"),
    )
    leaving = models.ForeignKey(
        "companies.Leaving",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("winding-up"),
    )
    graduation = models.ForeignKey(
        "companies.GraduationReview",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("graduation review"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind)
    file = models.FileField(
        _("file"), upload_to=random_name, storage=private_storage, max_length=120
    )
    original_name = models.CharField(_("name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    sha256 = models.CharField(max_length=64, verbose_name=_("SHA-256 of the file"))
    is_scanned = models.BooleanField(_("scanned"), default=False)
    filed_at = models.DateTimeField(_("filed at"))
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("filed by"),
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="paper_kind"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="paper_has_its_hash"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="paper_is_not_empty"),
            models.CheckConstraint(
                condition=Q(change__isnull=True, leaving__isnull=True)
                | Q(change__isnull=True, graduation__isnull=True)
                | Q(leaving__isnull=True, graduation__isnull=True),
                name="paper_of_one_matter",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name
