"""Panel meetings: called, seated, held in the room, written down."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin.call_forms import NothingForm
from companies.admin.review import meeting_forms, round_forms
from companies.admin.review.room import RoomPages
from companies.documents.protocol import protocol_of
from companies.enums import REVIEWING, ApplicationState
from companies.models import Application, Call, PanelMeeting, PanelMember, Stage
from companies.queries.meetings import agenda, record_seen
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import iso, now, today
from incubator.core.files import as_attachment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WHILE_OPEN = ("seat", "renew", "close")


@admin.register(PanelMeeting)
class PanelMeetingAdmin(RoomPages, ScopedModelAdmin):
    """评审会."""

    reading = Permission.REVIEWS_READ
    adding = changing = Permission.REVIEWS_WRITE
    change_form_template = "companies/admin/review/meeting.html"
    list_display = ("call", "stage", "number", "held_on", "place", "standing")
    list_select_related = ("call__incubator", "stage")
    list_filter = (("call", ScopedRelatedFilter),)
    search_fields = ("call__title", "call__code")
    ordering = ("-held_on", "-pk")
    fields = readonly_fields = (
        "call_page", "stage", "number", "held_on", "place", "standing", "closed_at",
    )  # fmt: skip
    actions_detail = ("enter_room", "seat", "renew", "protocol", "close")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("call__incubator", "stage__plan")
        return rows.defer("record")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """A closed meeting is read and printed."""
        closed = self.get_object(request, object_id).closed_at is not None

        def fits(one) -> bool:
            name = getattr(one, "action_name", "").rpartition("_")[2]
            return not (closed and name in WHILE_OPEN)

        return [one for one in super().get_actions_detail(request, object_id) if fits(one)]

    @display(description=gettext_lazy("state"))
    def standing(self, meeting: PanelMeeting) -> str:
        if meeting.closed_at is not None:
            return badge("default", pgettext("review", "Closed"))
        return badge("success", pgettext("panel meeting", "Open"))

    @display(description=gettext_lazy("call"))
    def call_page(self, meeting: PanelMeeting) -> str:
        return link(self.admin_site.get_model_admin(Call).address_of(meeting.call), meeting.call)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """With who sits there and what is on the agenda."""
        shown = dict(extra_context or {})
        if object_id and (meeting := self.get_object(request, object_id)):
            shown |= {
                "meeting": meeting,
                "members": [
                    (one, reverse(self.name_of("unseat"), args=[meeting.pk, one.pk]))
                    for one in meeting.members.order_by("pk")
                ],
                "agenda": [
                    (row, self.room_address(meeting, row.item.position))
                    for row in agenda(meeting, access_from(request))
                ],
                "may_write": self.has_change_permission(request) and meeting.closed_at is None,
            }
        return super().changeform_view(request, object_id, form_url, shown)

    def get_urls(self) -> list:
        pages = {
            "<int:meeting>/room/<int:position>/": ("room", self.room),
            "<int:meeting>/members/<int:member>/unseat/": ("unseat", self.unseat),
        }
        own = [
            path(
                address, self.admin_site.admin_view(view),
                name=self.name_of(name).partition(":")[2],
            )
            for address, (name, view) in pages.items()
        ]  # fmt: skip
        return [*own, *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        """First the stage; then when and where."""
        self.require(request, Permission.REVIEWS_WRITE)
        stages = stages_to_discuss(request)
        asked = request.GET.get("stage", "")
        if not (asked.isascii() and asked.isdigit()):
            form = round_forms.WhichStageForm(sent(request), stages=stages)
            if request.method == "POST" and form.is_valid():
                return redirect(f"{request.path}?stage={form.cleaned_data['stage'].pk}")
            return self.page(
                request,
                "scoped_admin/verb.html",
                title=_("A panel meeting about which stage?"),
                form=form,
                intro=_("Stages in which cases wait for a decision."),
                label=_("Go on"),
                back=self.list_address(),
            )
        stage = stages.filter(pk=asked).first()
        if stage is None:
            raise Http404
        return self.verb_page(
            request,
            meeting_forms.MeetingForm(sent(request), initial={"held_on": today()}),
            title=_("A panel meeting about “%(stage)s” of %(call)s")
            % {"stage": stage, "call": stage.call},
            label=_("Open the panel meeting"),
            intro=_("Its cases are on the agenda, the best first; whoever has signed reviews "
                    "there is seated."),
            run=lambda data: lifecycle.open_meeting(
                stage=stage, by=request.user, at=now(), **data
            ),
            done=lambda _meeting: _("The meeting is open; say who sits in it."),
            then=self.address_of,
            back=self.list_address(),
        )  # fmt: skip

    @action(description=gettext_lazy("To the room"), icon="meeting_room", permissions=["view"])
    def enter_room(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The first case that is not decided, or the first."""
        meeting = self.get_object(request, object_id)
        rows = agenda(meeting, access_from(request))
        if not rows:
            raise Http404
        waiting = next((row for row in rows if row.item.decision_id is None), rows[0])
        return redirect(self.room_address(meeting, waiting.item.position))

    @action(description=gettext_lazy("Seat somebody"), icon="person_add", permissions=["change"])
    def seat(self, request: HttpRequest, object_id: str) -> HttpResponse:
        meeting = self.get_object(request, object_id)
        return self.verb_page(
            request,
            meeting_forms.SeatForm(sent(request), meeting=meeting),
            title=_("Who sits in %s?") % meeting,
            label=_("Seat"),
            run=lambda data: lifecycle.seat_member(meeting=meeting, by=request.user, **data),
            done=lambda member: _("%s sits in the meeting.") % member,
            back=self.address_of(meeting),
        )

    def unseat(self, request: HttpRequest, meeting: int, member: int) -> HttpResponse:
        """Somebody did not come."""
        self.require(request, Permission.REVIEWS_WRITE)
        found = self.get_object(request, str(meeting))
        gone = PanelMember.objects.filter(meeting=found, pk=member).first()
        if gone is None:
            raise Http404
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("%s does not sit in this meeting") % gone,
            label=_("Remove"),
            run=lambda _data: lifecycle.unseat_member(member=gone, by=request.user),
            done=lambda _nothing: _("The seat is free."),
            back=self.address_of(found),
        )

    @action(description=gettext_lazy("Add new cases"), icon="playlist_add", permissions=["change"])
    def renew(self, request: HttpRequest, object_id: str) -> HttpResponse:
        meeting = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Put cases that came since on the agenda"),
            label=_("Add"),
            run=lambda _data: lifecycle.renew_agenda(meeting=meeting, by=request.user),
            done=lambda count: _("%d cases are added.") % count,
            back=self.address_of(meeting),
        )

    @action(description=gettext_lazy("Protocol (DOCX)"), icon="description", permissions=["view"])
    def protocol(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """To print and sign; without cases that are kept from the reader."""
        meeting = self.get_object(request, object_id)
        record = record_seen(meeting, access_from(request))
        content = protocol_of(record, is_closed=meeting.closed_at is not None)
        name = f"{meeting.call.code}-{meeting.number}-{iso(meeting.held_on)}.docx"
        return as_attachment(content, name=name, content_type=DOCX)

    @action(
        description=gettext_lazy("Close the panel meeting"), icon="lock", permissions=["change"]
    )
    def close(self, request: HttpRequest, object_id: str) -> HttpResponse:
        meeting = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Close %s") % meeting,
            label=_("Close the panel meeting"),
            intro=_("Scores, notes, votes and who was there are kept as they are now, and the "
                    "protocol says the same on any day. Cases that are not decided wait for "
                    "another meeting."),
            run=lambda _data: lifecycle.close_meeting(
                meeting=meeting, by=request.user, at=now()
            ),
            done=lambda _meeting: _("The meeting is closed; print its protocol."),
            back=self.address_of(meeting),
        )  # fmt: skip


def stages_to_discuss(request: HttpRequest) -> QuerySet[Stage]:
    """The stages that score in which cases in reach wait for a decision."""
    access = access_from(request)
    waiting = Application.objects.visible_to(access).filter(
        stage=OuterRef("pk"), state=ApplicationState.COMPLETE
    )
    stages = Stage.objects.visible_to(access).filter(Exists(waiting), kind__in=REVIEWING)
    return stages.select_related("call", "plan").order_by("-call", "position")
