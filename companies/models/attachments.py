"""Files that hang on a question of an application."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.applications import Application, OfApplication
from incubator.core.files.rows import KeptFile
from incubator.core.history import tracked


class AttachmentQuerySet(OfApplication):
    """Questions about many attachments."""

    def in_force(self) -> "AttachmentQuerySet":
        """Those that have not been taken away."""
        return self.filter(removed_at__isnull=True)


@tracked()
class Attachment(KeptFile):
    """附件: one file under one question. Taken away, it is hidden; what was handed in stays."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="attachments", verbose_name=_("application")
    )
    question = models.CharField(_("question"), max_length=40)

    objects = AttachmentQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
