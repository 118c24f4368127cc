"""The columns of a row that keeps a checked file (``checks.CheckedFile.columns``)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.core.files.storage import private_storage, random_name


class KeptFile(models.Model):
    """One file; taken away, it is hidden and stays."""

    file = models.FileField(
        _("file"), upload_to=random_name, storage=private_storage, max_length=120
    )
    original_name = models.CharField(_("name"), max_length=255)
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
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="%(class)s_has_its_hash"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="%(class)s_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.original_name
