"""Winding up a stay in the admin: the chain of the leaving form, what is owed, and the end."""

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies import lifecycle as companies
from companies.enums import DECIDING, LeavingState
from companies.lifecycle.leavings import next_step
from companies.models import Leaving, LeavingSignature
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import now, today
from incubator.core.shown import listing
from incubator.workflows import exit as exits
from incubator.workflows.admin import forms
from incubator.workflows.admin.papers import TakesPapers
from incubator.workflows.admin.shown import page_of, papers_of, rendered
from incubator.workflows.words import chain_of, owed

COLOURS = {
    LeavingState.OPEN: "warning",
    LeavingState.ENDED: "warning",
    LeavingState.CLOSED: "success",
    LeavingState.REFUSED: "danger",
    LeavingState.WITHDRAWN: "default",
}


@admin.register(Leaving)
class LeavingAdmin(TakesPapers):
    """退出办理."""

    terms = ("exit",)
    reading = Permission.RESIDENCES_READ
    adding = changing = Permission.RESIDENCES_WRITE
    list_display = ("company", "incubator", "reason", "ground", "standing", "turn", "wanted_on")
    list_select_related = ("company", "incubator")
    list_filter = (
        ("state", ChoicesDropdownFilter),
        ("reason", ChoicesDropdownFilter),
        ("incubator", ScopedRelatedFilter),
    )
    search_fields = ("company__name",)
    ordering = ("-asked_at", "-pk")
    fields = readonly_fields = (
        "residence_page", "standing", "reason", "ground", "words", "warned_on", "wanted_on",
        "asked_by", "from_office", "chain", "open", "ended_on", "said", "papers",
    )  # fmt: skip
    actions_detail = ("sign", "end", "settle", "refuse", "paper")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        signatures = LeavingSignature.objects.select_related("recorded_by")
        rows = super().get_queryset(request)
        rows = rows.prefetch_related(Prefetch("signatures", signatures))
        return rows.select_related(
            "company", "incubator", "residence__company", "residence__incubator", "asked_by"
        )

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What can be done now."""
        leaving = self.get_object(request, object_id)
        fitting = _fitting(leaving)
        if next_step(leaving) in DECIDING and not self.has_decide_permission(request):
            fitting -= {"sign"}
        return [
            one
            for one in super().get_actions_detail(request, object_id)
            if getattr(one, "action_name", "").rpartition("_")[2] in fitting
        ]

    @display(description=gettext_lazy("residence"))
    def residence_page(self, leaving: Leaving) -> str:
        return page_of(leaving.residence)

    @display(description=gettext_lazy("state"))
    def standing(self, leaving: Leaving) -> str:
        state = LeavingState(leaving.state)
        return badge(COLOURS[state], state.label)

    @display(description=gettext_lazy("whose turn"))
    def turn(self, leaving: Leaving) -> str:
        if leaving.state not in {LeavingState.OPEN, LeavingState.ENDED}:
            return "—"
        link = next((link for link in chain_of(leaving) if link.is_next), None)
        return str(link.step.label) if link else _("All have signed")

    @display(description=gettext_lazy("signatures"))
    def chain(self, leaving: Leaving) -> str:
        return rendered("chain.html", chain=chain_of(leaving)) if leaving.pk else "—"

    @display(description=gettext_lazy("what ends and what is owed"))
    def open(self, leaving: Leaving) -> str:
        if leaving.pk is None or leaving.state not in {LeavingState.OPEN, LeavingState.ENDED}:
            return "—"
        return rendered("owed.html", **owed(exits.preview(leaving.residence, on=today())))

    @display(description=gettext_lazy("papers"))
    def papers(self, leaving: Leaving) -> str:
        return papers_of(leaving.papers.order_by("pk")) if leaving.pk else "—"

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.RESIDENCES_WRITE)
        form = forms.LeavingForm(
            sent(request),
            access=access_from(request),
            initial={"residence": request.GET.get("residence")},
        )
        return self.verb_page(
            request,
            form,
            title=_("Wind up a stay"),
            label=_("Begin"),
            intro=_("Nothing ends yet: the chain of the leaving form signs first."),
            run=lambda _data: companies.begin_leaving(
                by=request.user, at=now(), from_office=True, **form.asked()
            ),
            done=lambda leaving: _("The winding-up of %s has begun.") % leaving.company,
            then=self.address_of,
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Sign the next step"), icon="draw", permissions=["change"])
    def sign(self, request: HttpRequest, object_id: str) -> HttpResponse:
        leaving = self.get_object(request, object_id)
        step = next_step(leaving)
        if step is None:
            raise Http404
        if step in DECIDING:
            self.require(request, Permission.DECISIONS_WRITE)
        return self.verb_page(
            request,
            forms.SignForm(sent(request)),
            title=_("%(step)s: %(leaving)s") % {"step": step.label, "leaving": leaving},
            label=_("Sign"),
            intro=_("A signature stays on file as it is."),
            run=lambda data: companies.sign_step(
                leaving=leaving, step=step, by=request.user, at=now(), **data
            ),
            done=lambda signed: _("Signed: %s.") % signed,
            back=self.address_of(leaving),
        )

    @action(
        description=gettext_lazy("End the stay"), icon="logout", permissions=["change", "decide"]
    )
    def end(self, request: HttpRequest, object_id: str) -> HttpResponse:
        leaving = self.get_object(request, object_id)
        self.require(request, Permission.LEASES_WRITE)
        return self.verb_page(
            request,
            forms.EndForm(sent(request), initial={"on": min(leaving.wanted_on, today())}),
            title=_("End the residence of %s") % leaving.company,
            label=_("End the residence"),
            intro=_what_ends(leaving),
            run=lambda data: exits.end_stay(
                leaving=leaving, by=request.user, at=now(), **data
            ),
            done=lambda ended: _("%(company)s is out: %(state)s.")
            % {"company": ended.company, "state": ended.get_state_display()},
            back=self.address_of(leaving),
        )  # fmt: skip

    @action(description=gettext_lazy("Settle"), icon="key_off", permissions=["change"])
    def settle(self, request: HttpRequest, object_id: str) -> HttpResponse:
        leaving = self.get_object(request, object_id)
        self.require(request, Permission.LEASES_WRITE)
        return self.verb_page(
            request,
            forms.SettleForm(sent(request)),
            title=_("Settle what %s left open") % leaving.company,
            label=_("Settle"),
            intro=_what_ends(leaving),
            run=lambda data: exits.settle(leaving=leaving, by=request.user, at=now(), **data),
            done=lambda settled: _("Closed: %s.") % settled,
            back=self.address_of(leaving),
        )

    @action(description=gettext_lazy("Not approve"), icon="close", permissions=["change", "decide"])
    def refuse(self, request: HttpRequest, object_id: str) -> HttpResponse:
        leaving = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.SaidForm(sent(request)),
            title=_("Not approve: %s") % leaving,
            label=_("Save"),
            intro=_("The stay goes on."),
            run=lambda data: companies.refuse_leaving(
                leaving=leaving, by=request.user, at=now(), **data
            ),
            done=lambda refused: _("Not approved: %s.") % refused,
            back=self.address_of(leaving),
        )


def _fitting(leaving: Leaving) -> set[str]:
    """The verbs that make sense as things stand."""
    if leaving.state not in {LeavingState.OPEN, LeavingState.ENDED}:
        return set()
    signed = {one.step for one in leaving.signatures.all()}
    fitting = {"paper"}
    if next_step(leaving) is not None:
        fitting.add("sign")
    if leaving.state == LeavingState.ENDED:
        return fitting | {"settle"}
    if set(DECIDING) <= signed:
        fitting.add("end")
    return fitting | {"refuse"}


def _what_ends(leaving: Leaving) -> str:
    """What is said before it is confirmed."""
    found = owed(exits.preview(leaving.residence, on=today()))
    leases = listing(lease.number for lease in found["leases"])
    said = [
        _("With it end the leases %s.") % leases if leases else _("No lease ends with it."),
        _("%s yuan are open.") % found["open"] if found["open"] else _("Nothing is owed."),
    ]
    if found["held"]:
        said.append(_("%s yuan of deposits are held.") % found["held"])
    return " ".join(said)
