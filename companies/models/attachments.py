"""Files that hang on a question of an application."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models.applications import Application, OfApplication
from incubator.core.files import private_storage, random_name
from incubator.core.history import tracked


class AttachmentQuerySet(OfApplication):
    """Questions about many attachments."""

    def in_force(self) -> "AttachmentQuerySet":
        """Those that have not been taken away."""
        return self.filter(removed_at__isnull=True)


@tracked()
class Attachment(models.Model):
    """附件: one file under one question. Taken away, it is hidden; what was handed in stays."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="attachments")
    question = models.CharField(_("question"), max_length=40)
    file = models.FileField(
        _("file"), upload_to=random_name, storage=private_storage, max_length=120
    )
    original_name = models.CharField(_("name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    sha256 = models.CharField(max_length=64)
    is_scanned = models.BooleanField(_("scanned"), default=False)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="attachment_has_its_hash"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.original_name
