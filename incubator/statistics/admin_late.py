"""Late facts in the admin: the queue, the decision about each, and the next edition."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Choice, Day, Number, ShortText, badge
from incubator.core.dates import now, year_of
from incubator.core.shown import labelled
from incubator.institutions.models import Incubator
from incubator.statistics import tasks
from incubator.statistics.admin_base import YearFilter
from incubator.statistics.models import LateFact
from incubator.statistics.restating import lifecycle
from incubator.statistics.restating.enums import WAITING, LateState
from incubator.statistics.restating.words import sentences, subject
from incubator.statistics.snapshots.enums import SnapshotKind
from incubator.statistics.snapshots.queries import published_years

STATES = {
    LateState.OPEN: "warning",
    LateState.RESTATE: "info",
    LateState.RESTATED: "success",
    LateState.CARRIED: "info",
    LateState.REJECTED: "danger",
    LateState.LAPSED: "default",
}
VERBS = {"restate", "carry", "reject"}


class ReasonForm(forms.Form):
    """Why: the ledger keeps it."""

    reason = ShortText(label=gettext_lazy("reason"), max_length=500)


class RestateForm(forms.Form):
    """Which year, as what, and why."""

    year = Number(label=gettext_lazy("year"))
    kind = Choice(
        label=gettext_lazy("kind"),
        choices=[(kind, kind.label) for kind in (SnapshotKind.CORRECTION, SnapshotKind.REVISION)],
        help_text=gettext_lazy(
            "A correction takes in the late facts that were decided to be restated, and nothing "
            "else. A revision counts everything anew; it was announced beforehand."
        ),
    )
    announced_on = Day(
        label=gettext_lazy("announced on"),
        required=False,
        help_text=gettext_lazy("Of a revision: the day on which it was announced."),
    )
    reason = ShortText(label=gettext_lazy("reason"), max_length=500)


@admin.register(LateFact)
class LateFactAdmin(ScopedModelAdmin):
    """迟报事项: what would change a published year, for a person to decide."""

    comes_from = gettext_lazy(
        "Looked for every night once a year is published; “Look now” does it at once."
    )
    reading = Permission.STATISTICS_READ
    list_display = ("year", "about", "effect", "state_badge", "recorded_by", "recorded_at")
    list_filter = (YearFilter, ("state", ChoicesDropdownFilter))
    list_select_related = ("company", "edition")
    search_fields = ("company__name",)
    ordering = ("-pk",)
    fields = readonly_fields = (
        "year", "about", "effect", "state_badge", "recorded_at", "recorded_by",
        "recorded_because", "found_at", "snapshot", "reason", "decided_by", "decided_at",
        "carried_to", "edition",
    )  # fmt: skip
    actions_list = ("restate_year", "look")
    actions_detail = ("restate", "carry", "reject")
    change_form_template = "statistics/admin/late.html"

    @display(description=pgettext_lazy("subject", "about"))
    def about(self, late: LateFact) -> str:
        return subject(late)

    @display(description=gettext_lazy("what it would change"))
    def effect(self, late: LateFact) -> str:
        told = sentences(late, {})
        return _("; ").join(told[:2]) + (" …" if len(told) > 2 else "")  # noqa: PLR2004

    @display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, late: LateFact) -> str:
        return badge(STATES[late.state], late.get_state_display())

    def get_fields(self, request: HttpRequest, obj: LateFact | None = None) -> list[str]:
        """What is empty is left out."""
        shown = {"about", "effect", "state_badge"}
        return [name for name in self.fields if name in shown or getattr(obj, name, None)]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra=None):
        late = self.get_object(request, object_id)
        names = dict(Incubator.objects.values_list("code", "name"))
        return super().change_view(
            request, object_id, form_url, {"sentences": sentences(late, names)}
        )

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """A decision is made once; until its edition is prepared it can be made otherwise."""
        late = self.get_object(request, object_id)
        open_ = late.state in WAITING and not (late.edition and late.edition.is_open)
        return super().get_actions_detail(request, object_id) if open_ else []

    def has_decide_permission(self, request: HttpRequest, obj=None) -> bool:
        return access_from(request).may(Permission.STATISTICS_WRITE)

    @action(description=gettext_lazy("Restate"), icon="edit_note", permissions=["decide"])
    def restate(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._decision(
            request, object_id, lifecycle.restate, _("Restate"),
            _("It goes into the next edition of its year, which somebody else has to approve."),
        )  # fmt: skip

    @action(description=gettext_lazy("Carry forward"), icon="east", permissions=["decide"])
    def carry(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._decision(
            request, object_id, lifecycle.carry, _("Carry forward"),
            _("The published year stays as it is. The fact is named with the first year that is "
              "not published yet."),
        )  # fmt: skip

    @action(description=gettext_lazy("Reject"), icon="block", permissions=["decide"])
    def reject(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._decision(
            request, object_id, lifecycle.reject, _("Reject"),
            _("The published year stays as it is. What is wrong on file is corrected where it "
              "was recorded."),
        )  # fmt: skip

    def _decision(self, request: HttpRequest, object_id: str, verb, title: str, intro: str):
        late = self.get_object(request, object_id)
        return self.verb_page(
            request,
            ReasonForm(sent(request)),
            title=labelled(title, f"{late.year} · {subject(late)}"),
            label=title,
            intro="\n".join([*sentences(late, {})[:6], "", intro]),
            run=lambda data: verb(late=late, reason=data["reason"], by=request.user, at=now()),
            done=lambda _late: _("Decided."),
            back=self.address_of(late),
        )

    @action(description=gettext_lazy("Restate a year"), icon="edit_note", permissions=["decide"])
    def restate_year(self, request: HttpRequest) -> HttpResponse:
        moment = now()
        pages = self.admin_site.get_model_admin(LateFact._meta.get_field("edition").related_model)
        initial = {"year": request.GET.get("year", year_of(moment) - 1)}
        return self.verb_page(
            request,
            RestateForm(sent(request), initial=initial),
            title=_("Restate a published year"),
            label=_("Prepare the edition"),
            intro=_(
                "A worker prepares another edition beside the published one; somebody else looks "
                "at what it changes and approves it. The ledger keeps both, and why."
            ),
            run=lambda data: lifecycle.request_restatement(**data, by=request.user, at=moment),
            done=lambda edition: _("%s is being prepared.") % edition,
            then=pages.address_of,
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Look now"), icon="search", permissions=["decide"])
    def look(self, request: HttpRequest) -> HttpResponse:
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Look for late facts"),
            label=_("Look now"),
            intro=_(
                "A worker compares every published year with what would be counted today. It also "
                "does so every night."
            ),
            run=lambda _data: [tasks.ask_for_late_facts(year) for year in published_years()],
            done=lambda years: _("%d published years are being compared.") % len(years),
            back=self.list_address(),
        )
