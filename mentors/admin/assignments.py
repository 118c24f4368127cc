"""Assignments: who helps whom, suggestions with their reasons, and a page for each verb."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies.admin.columns import company_code
from companies.models import Company, Residence
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import link
from incubator.core.dates import now, today
from mentors import lifecycle
from mentors.admin import forms, words, work_forms
from mentors.admin.inlines import SessionInline
from mentors.enums import AssignmentState, Need, Side, labels
from mentors.models import Assignment, Mentor
from mentors.queries.suggestions import suggestions, wanted_by
from mentors.rules.moves import may_move

A = AssignmentState
# The verbs that lead to a state are offered where the table allows the move.
LEADS_TO = {"agree": A.ACCEPTED, "activate": A.ACTIVE, "decline": A.DECLINED, "end": A.ENDED}


@admin.register(Assignment)
class AssignmentAdmin(ScopedModelAdmin):
    """结对."""

    reading = Permission.MENTORS_READ
    adding = changing = Permission.MENTORS_WRITE
    list_display = ("company", "mentor", "incubator", "standing", "begins_on", "until_on")
    list_select_related = ("company", "mentor", "incubator")
    list_filter = (("state", ChoicesDropdownFilter), ("incubator", ScopedRelatedFilter))
    search_fields = ("mentor__name", "company__name")
    search_help_text = gettext_lazy("The mentor's or the company's name, pinyin or initials")
    ordering = ("-proposed_at", "-pk")
    fields = readonly_fields = (
        "company_page", "mentor_page", "incubator", "standing", "asked_by", "wants", "goals",
        "begins_on", "ends_on", "ended_on", "end_reason", "said", "despite", "proposed_at",
        "company_agreed_at", "mentor_agreed_at", "activated_at",
    )  # fmt: skip
    inlines = (SessionInline,)
    actions_detail = ("agree", "activate", "record", "plan", "decline", "end")
    more_columns = ("company_code",)
    company_code = staticmethod(company_code)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("company", "mentor", "incubator")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Only the moves that the table of moves allows; sessions while it is active."""
        state = self.get_object(request, object_id).state

        def fits(one) -> bool:
            name = getattr(one, "action_name", "").rpartition("_")[2]
            if name in ("record", "plan"):
                return state == A.ACTIVE
            return name not in LEADS_TO or may_move(state, LEADS_TO[name])

        return [one for one in super().get_actions_detail(request, object_id) if fits(one)]

    @display(description=gettext_lazy("state"))
    def standing(self, pair: Assignment) -> str:
        return words.state_badge(AssignmentState(pair.state))

    @display(description=gettext_lazy("wants help with"))
    def wants(self, pair: Assignment) -> str:
        return labels(pair.needs, Need) or "—"

    @display(description=gettext_lazy("company"))
    def company_page(self, pair: Assignment) -> str:
        return link(self.admin_site.get_model_admin(Company).address_of(pair.company), pair.company)

    @display(description=gettext_lazy("mentor"))
    def mentor_page(self, pair: Assignment) -> str:
        return link(self.admin_site.get_model_admin(Mentor).address_of(pair.mentor), pair.mentor)

    def get_urls(self) -> list:
        pages = {
            "<int:residence>/suggestions/": ("suggestions", self.suggest),
            "<int:residence>/propose/<int:mentor>/": ("propose", self.propose),
        }
        own = [
            path(
                address,
                self.admin_site.admin_view(view),
                name=self.name_of(name).partition(":")[2],
            )
            for address, (name, view) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        """First the company; then those who would suit it."""
        self.require(request, Permission.MENTORS_WRITE)
        form = work_forms.StayForm(sent(request), access=access_from(request))
        if request.method == "POST" and form.is_valid():
            address = reverse(self.name_of("suggestions"), args=[form.cleaned_data["residence"].pk])
            asked = "".join(f"&needs={need}" for need in form.cleaned_data["needs"])
            return redirect(f"{address}?{asked[1:]}")
        return self.page(
            request,
            "scoped_admin/verb.html",
            title=_("A mentor for which company?"),
            form=form,
            intro="",
            label=_("Show suggestions"),
            back=self.list_address(),
        )

    def suggest(self, request: HttpRequest, residence: int) -> HttpResponse:
        """Who would suit a company, with every reason and its numbers."""
        self.require(request, Permission.MENTORS_READ)
        stay = self._stay(request, residence)
        needs = [need for need in request.GET.getlist("needs") if need in Need.values]
        found = suggestions(stay, on=today(), needs=needs)
        asked = "".join(f"&needs={need}" for need in needs)
        return self.page(
            request,
            "mentors/admin/suggestions.html",
            title=_("Mentors who would suit %s") % stay.company,
            stay=stay,
            wanted=wanted_by(stay, on=today(), needs=needs),
            needs=[(need.value, need.label, need.value in needs) for need in Need],
            found=[
                (one, reverse(self.name_of("propose"), args=[stay.pk, one.candidate.mentor]))
                for one in found
            ],
            asked=f"?{asked[1:]}",
            may_propose=self.has_add_permission(request),
            back=self.list_address(),
        )

    def propose(self, request: HttpRequest, residence: int, mentor: int) -> HttpResponse:
        """Propose one of them; both sides are asked."""
        self.require(request, Permission.MENTORS_WRITE)
        stay = self._stay(request, residence)
        chosen = Mentor.objects.visible_to(access_from(request)).filter(pk=mentor).first()
        if chosen is None:
            raise Http404
        initial = {"needs": request.GET.getlist("needs")}
        return self.verb_page(
            request,
            work_forms.ProposeForm(sent(request), initial=initial),
            title=_("Propose %(mentor)s to %(company)s")
            % {"mentor": chosen, "company": stay.company},
            label=pgettext("mentor", "Propose"),
            intro=_("Both are asked by mail; with both their words it is accepted."),
            run=lambda data: lifecycle.propose_assignment(
                residence=stay, mentor=chosen, asked_by=Side.OFFICE, by=request.user, at=now(),
                **data,
            ),
            done=lambda _pair: _("Both are asked."),
            then=self.address_of,
            back=reverse(self.name_of("suggestions"), args=[stay.pk]),
        )  # fmt: skip

    def _stay(self, request: HttpRequest, key: int) -> Residence:
        """A stay that goes on and that the reader may see, or 404."""
        stay = work_forms.open_stays(access_from(request)).filter(pk=key).first()
        if stay is None:
            raise Http404
        return stay

    @action(description=gettext_lazy("Note an agreement"), icon="handshake",
            permissions=["change"])  # fmt: skip
    def agree(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pair = self.get_object(request, object_id)
        return self._verb(
            request,
            pair,
            work_forms.SideForm(sent(request), assignment=pair),
            title=_("Who has agreed to %s?") % pair,
            intro=_("For those who have said so to the office, and not in the portal."),
            run=lambda data: lifecycle.agree(
                assignment=pair, by=request.user, at=now(), for_them=True, **data
            ),
        )

    @action(description=pgettext_lazy("assignment", "Begin"), icon="play_arrow",
            permissions=["change"])  # fmt: skip
    def activate(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pair = self.get_object(request, object_id)
        return self._verb(
            request,
            pair,
            forms.OnForm(sent(request)),
            title=_("%s begins") % pair,
            run=lambda data: lifecycle.activate_assignment(
                assignment=pair, by=request.user, at=now(), **data
            ),
        )

    @action(description=gettext_lazy("Do not pair"), icon="cancel", permissions=["change"])
    def decline(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pair = self.get_object(request, object_id)
        return self._verb(
            request,
            pair,
            forms.SaidForm(sent(request)),
            title=_("%s is not taken up") % pair,
            intro=_("Both are told by mail."),
            run=lambda data: lifecycle.decline_assignment(
                assignment=pair, side=Side.OFFICE, by=request.user, at=now(), **data
            ),
        )

    @action(description=gettext_lazy("End"), icon="event_busy", permissions=["change"])
    def end(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pair = self.get_object(request, object_id)
        return self._verb(
            request,
            pair,
            work_forms.EndPairForm(sent(request)),
            title=_("End %s") % pair,
            intro=_("Both are told by mail; what was planned later is cancelled."),
            run=lambda data: lifecycle.end_assignment(
                assignment=pair, by=request.user, at=now(), **data
            ),
        )

    @action(description=gettext_lazy("Plan a session"), icon="event", permissions=["change"])
    def plan(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._meet(request, object_id, held=False)

    @action(description=gettext_lazy("Record a session"), icon="edit_note",
            permissions=["change"])  # fmt: skip
    def record(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._meet(request, object_id, held=True)

    def _meet(self, request: HttpRequest, object_id: str, *, held: bool) -> HttpResponse:
        """A session to come, or one that was held."""
        self.require(request, Permission.SESSIONS_WRITE)
        pair = self.get_object(request, object_id)
        form = (work_forms.HeldForm if held else work_forms.MeetingForm)(sent(request))
        verb = lifecycle.record_session if held else lifecycle.plan_session
        title = _("Record a session of %s") if held else _("Plan a session of %s")
        return self._verb(
            request,
            pair,
            form,
            title=title % pair,
            intro=_("The company is asked to confirm it.") if held else _("Both are told by mail."),
            run=lambda _data: verb(
                assignment=pair, meeting=form.meeting(), side=Side.OFFICE, by=request.user,
                at=now(),
            ),
        )  # fmt: skip

    def _verb(self, request: HttpRequest, pair: Assignment, form, **texts) -> HttpResponse:
        return self.verb_page(
            request,
            form,
            back=self.address_of(pair),
            **{"done": lambda _done: _("The record is changed."), "label": _("Save"), **texts},
        )
