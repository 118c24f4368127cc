"""Addresses of calendar feeds."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.core.history import tracked
from incubator.core.shown import day


class CalendarFeedQuerySet(models.QuerySet):
    """Questions about many feeds."""

    def in_force(self) -> "CalendarFeedQuerySet":
        """Those that have not been revoked."""
        return self.filter(revoked_at__isnull=True)


@tracked(exclude=("digest",))
class CalendarFeed(models.Model):
    """日历订阅: the secret address of somebody's calendar; only its hash is stored."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="calendar_feeds",
        verbose_name=_("user"),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False, verbose_name=_("digest"))
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at__isnull=True), name="calendarfeed_one_live"
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="calendarfeed_has_its_hash"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("made_at")),
                name="calendarfeed_revoked_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {day(self.made_at)}"
