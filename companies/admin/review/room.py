"""The room: one case at a time, large enough for a projector, with notes, votes and a decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from companies import lifecycle
from companies.admin.review import meeting_forms
from companies.enums import Duty, PanelChoice
from companies.lifecycle.meetings import recused_users
from companies.models import Application, PanelMeeting, Review
from companies.queries.meetings import Agenda, agenda
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.dates import now
from incubator.core.forms import violations_as_form_errors


class RoomPages:
    """The screen of a meeting, for its admin."""

    def room_address(self, meeting: PanelMeeting, position: int) -> str:
        """Where one case of a meeting is shown."""
        return reverse(self.name_of("room"), args=[meeting.pk, position])

    def room(self, request: HttpRequest, meeting: int, position: int) -> HttpResponse:
        """One case; a post notes, votes or decides."""
        found = self.get_object(request, str(meeting))
        rows = agenda(found, access_from(request))
        row = next((one for one in rows if one.item.position == position), None)
        if row is None:
            raise Http404
        # The meeting with its call is known: no part of the page asks for it again.
        row.item.meeting = found
        forms = self._room_forms(request, found, row)
        act = request.POST.get("act", "")
        if request.method == "POST" and act in forms:
            needed = Permission.DECISIONS_WRITE if act == "decide" else Permission.REVIEWS_WRITE
            self.require(request, needed)
            if self._room_act(request, row, act, forms[act]):
                return redirect(request.path)
        shown = self._room_shown(request, found, rows, row)
        # A page from before the closing or the decision has forms that are not there any more.
        offered = {"note": "may_write", "vote": "may_vote", "decide": "may_decide"}
        gone = act in forms and not shown[offered[act]]
        shown["refused"] = forms[act].non_field_errors() if gone else []
        return self.page(request, "companies/admin/review/room.html", **shown, **forms)

    def _room_forms(self, request: HttpRequest, meeting: PanelMeeting, row: Agenda) -> dict:
        """The three forms; the one that was sent is bound."""
        act = request.POST.get("act", "")

        def sent_as(name: str):
            return request.POST if act == name else None

        voting = [one for one in meeting.members.order_by("pk") if one.duty != Duty.SECRETARY]
        last = row.item.application.decisions.order_by("-number").first()
        return {
            "note": meeting_forms.NoteForm(sent_as("note")),
            "vote": meeting_forms.VoteForm(
                sent_as("vote"),
                members=voting,
                votes=row.votes,
                recused=recused_users(row.item, voting),
            ),
            "decide": meeting_forms.PanelDecisionForm(
                sent_as("decide"), initial={"seen": last.number if last else 0}
            ),
        }

    def _room_act(self, request: HttpRequest, row: Agenda, act: str, form) -> bool:
        """Whether it is done; if not, the form says why."""
        if not form.is_valid():
            return False
        item, by, at = row.item, request.user, now()
        with violations_as_form_errors(form):
            if act == "note":
                lifecycle.write_panel_note(item=item, by=by, at=at, **form.cleaned_data)
            elif act == "vote":
                lifecycle.vote(item=item, votes=form.said(), by=by, at=at)
            else:
                lifecycle.decide_in_meeting(item=item, by=by, at=at, **form.cleaned_data)
                messages.success(request, _("Decided. The letter waits in the outbox."))
        return form.is_valid()

    def _votes(self, meeting: PanelMeeting, row: Agenda) -> list[tuple[str, str]]:
        """Who voted how, in words: once a case is decided, or the meeting closed."""
        names = dict(meeting.members.order_by("pk").values_list("pk", "name"))
        return [
            (name, str(PanelChoice(row.votes[key]).label))
            for key, name in names.items()
            if key in row.votes
        ]

    def _room_shown(self, request: HttpRequest, meeting, rows: list[Agenda], row: Agenda) -> dict:
        place = rows.index(row)
        access = access_from(request)
        reviews = Review.objects.filter(pk__in=[given.pk for given in row.standing.reviews])
        comments = dict(reviews.values_list("pk", "comment_office"))
        case = row.item.application
        is_open = meeting.closed_at is None
        may_write = is_open and access.may(Permission.REVIEWS_WRITE)
        may_vote = may_write and row.item.decision_id is None
        return {
            "title": str(meeting),
            "meeting": meeting,
            "row": row,
            "case": case,
            "case_address": self.admin_site.get_model_admin(Application).address_of(case),
            "given": [(given, comments.get(given.pk, "")) for given in row.standing.reviews],
            "place": place + 1,
            "total": len(rows),
            "before": self.room_address(meeting, rows[place - 1].item.position) if place else "",
            "after": (
                self.room_address(meeting, rows[place + 1].item.position)
                if place + 1 < len(rows)
                else ""
            ),
            "votes": [] if may_vote else self._votes(meeting, row),
            "may_write": may_write,
            "may_vote": may_vote,
            "may_decide": access.may(Permission.DECISIONS_WRITE)
            and is_open
            and row.item.decision_id is None,
            "back": self.address_of(meeting),
        }
