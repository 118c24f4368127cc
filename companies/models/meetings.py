"""Panel meetings: who sat, which cases were taken up, what was noted, voted and decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.enums import Duty, PanelChoice
from companies.models.applications import APPEND_ONLY, Application, OfApplication
from companies.models.calls import Call, OfCall
from companies.models.decisions import Decision
from companies.models.plans import Stage
from incubator.core.history import tracked


# The record is written once; the page of the history would show cases that are kept from a reader.
@tracked(exclude=("record",))
class PanelMeeting(models.Model):
    """评审会: one sitting about the cases of a stage. Once closed, nothing of it changes.

    ``record`` is what the meeting saw when it was closed (``queries.meetings.record_of``): its
    protocol is printed from it, whatever became of the cases since.
    """

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="panel_meetings", verbose_name=_("call")
    )
    stage = models.ForeignKey(
        Stage,
        models.PROTECT,
        related_name="meetings",
        verbose_name=pgettext_lazy("review", "stage"),
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("meeting", "number"))
    held_on = models.DateField(_("held on"))
    place = models.CharField(pgettext_lazy("meeting", "place"), max_length=120, blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(pgettext_lazy("meeting", "closed at"), null=True, blank=True)
    record = models.JSONField(_("what the meeting saw"), null=True, blank=True, editable=False)

    objects = OfCall.as_manager()

    class Meta:
        verbose_name = _("panel meeting")
        verbose_name_plural = _("panel meetings")
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="panel_meeting_number_once"),
            models.UniqueConstraint(fields=["id", "call"], name="panel_meeting_call_key"),
            models.CheckConstraint(condition=Q(number__gte=1), name="panel_meeting_from_one"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="panel_meeting_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, record__isnull=True)
                | Q(closed_at__isnull=False, record__isnull=False),
                name="panel_meeting_closes_with_its_record",
            ),
        ]

    def __str__(self) -> str:
        return _("%(call)s · %(stage)s · meeting %(number)d") % {
            "call": self.call,
            "stage": self.stage,
            "number": self.number,
        }


class OfMeeting(models.QuerySet):
    """Rows that belong to a meeting."""

    def visible_to(self, access) -> "OfMeeting":
        """Those of calls where ``access`` reaches."""
        if access.everywhere:
            return self
        return self.filter(meeting__call__incubator__in=access.incubator_ids)


@tracked()
class PanelMember(models.Model):
    """评委: somebody who sits in a meeting; one without an account has a name only."""

    meeting = models.ForeignKey(
        PanelMeeting, models.PROTECT, related_name="members", verbose_name=_("panel meeting")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("user"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=80)
    duty = models.CharField(_("duty"), max_length=10, choices=Duty, default=Duty.MEMBER)

    objects = OfMeeting.as_manager()

    class Meta:
        verbose_name = _("member of a panel")
        verbose_name_plural = _("members of panels")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="panel_member_user_once"),
            models.UniqueConstraint(fields=["meeting", "name"], name="panel_member_name_once"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(duty=Duty.CHAIR), name="panel_member_one_chair"
            ),
            models.UniqueConstraint(fields=["id", "meeting"], name="panel_member_meeting_key"),
            models.CheckConstraint(condition=Q(duty__in=Duty.values), name="panel_member_duty"),
            models.CheckConstraint(condition=~Q(name=""), name="panel_member_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class PanelItem(models.Model):
    """议题: one case on the agenda, in the order of scores; with what was decided of it."""

    meeting = models.ForeignKey(
        PanelMeeting, models.PROTECT, related_name="items", verbose_name=_("panel meeting")
    )
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", verbose_name=_("call"))
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="panel_items", verbose_name=_("application")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    decision = models.OneToOneField(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="panel_item",
        verbose_name=_("decision"),
    )

    objects = OfApplication.as_manager()

    class Meta:
        verbose_name = _("case of a meeting")
        verbose_name_plural = _("cases of meetings")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "application"], name="panel_item_once"),
            models.UniqueConstraint(
                fields=["meeting", "position"], name="panel_item_position_once"
            ),
            models.UniqueConstraint(fields=["id", "meeting"], name="panel_item_meeting_key"),
            models.CheckConstraint(condition=Q(position__gte=1), name="panel_item_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.application}"


@tracked()
class PanelNote(models.Model):
    """会议记录: what was said of a case; written once."""

    meeting = models.ForeignKey(
        PanelMeeting, models.PROTECT, related_name="notes", verbose_name=_("panel meeting")
    )
    item = models.ForeignKey(
        PanelItem, models.PROTECT, related_name="notes", verbose_name=_("case of a meeting")
    )
    text = models.TextField(_("text"), max_length=4000)
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )

    objects = OfMeeting.as_manager()

    class Meta:
        verbose_name = _("note of a meeting")
        verbose_name_plural = _("notes of meetings")
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="panel_note_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


@tracked()
class PanelVote(models.Model):
    """表决: how one member voted on one case."""

    meeting = models.ForeignKey(
        PanelMeeting, models.PROTECT, related_name="votes", verbose_name=_("panel meeting")
    )
    item = models.ForeignKey(
        PanelItem, models.PROTECT, related_name="votes", verbose_name=_("case of a meeting")
    )
    member = models.ForeignKey(
        PanelMember, models.PROTECT, related_name="votes", verbose_name=_("member of a panel")
    )
    choice = models.CharField(_("vote"), max_length=10, choices=PanelChoice)
    cast_at = models.DateTimeField(_("cast at"))
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("cast by"),
    )

    objects = OfMeeting.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="panel_vote_once"),
            models.CheckConstraint(
                condition=Q(choice__in=PanelChoice.values), name="panel_vote_choice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_choice_display()}"
