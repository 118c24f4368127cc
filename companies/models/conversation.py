"""What office and applicant say to each other: letters and one thread of messages."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.enums import LetterKind
from companies.models.applications import APPEND_ONLY, Application, OfApplication
from incubator.core.history import tracked


@tracked()
class Message(models.Model):
    """留言: one message in the thread of an application. Plain text; never changed."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="messages", verbose_name=_("application")
    )
    from_office = models.BooleanField(_("from the office"))
    body = models.TextField(_("text"), max_length=4000)
    sent_at = models.DateTimeField(_("sent at"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("sent by"),
    )

    objects = OfApplication.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="message_says_something"),
        ]
        indexes = [models.Index(fields=["application", "sent_at"], name="message_of_application")]

    def __str__(self) -> str:
        return self.body[:40]


@tracked()
class Letter(models.Model):
    """函件: what the office states in writing, in the reader's language, word for word."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="letters", verbose_name=_("application")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )

    objects = OfApplication.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="letter_kind"),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(body=""), name="letter_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.subject
