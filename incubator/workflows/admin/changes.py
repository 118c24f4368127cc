"""Changes during a stay in the admin: what waits, what is late, and the decision."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies import lifecycle as companies
from companies.enums import ChangeKind, ChangeState
from companies.models import ChangeRequest
from incubator.accounts.admin_base import ChosenFilter, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import now, today
from incubator.core.shown import day as day_said
from incubator.institutions.queries import stay_limits
from incubator.workflows import changes as changing
from incubator.workflows.admin import duties, forms
from incubator.workflows.admin.papers import TakesPapers
from incubator.workflows.admin.shown import page_of, papers_of, rendered

COLOURS = {
    ChangeState.ASKED: "warning",
    ChangeState.APPROVED: "success",
    ChangeState.REFUSED: "danger",
    ChangeState.WITHDRAWN: "default",
}


class DeadlineFilter(ChosenFilter):
    """Changes that wait, that are to be filed, or that are late."""

    title = gettext_lazy("deadline")
    parameter_name = "deadline"
    CHOICES = {
        "waiting": (gettext_lazy("Waiting for a decision"), lambda rows: rows.waiting()),
        "to_file": (gettext_lazy("To be filed"), lambda rows: rows.to_file()),
        "due": (
            gettext_lazy("To be filed, not late yet"),
            lambda rows: rows.to_file().filter(file_by__gte=today()),
        ),
        "overdue": (gettext_lazy("Overdue"), lambda rows: rows.overdue(on=today())),
    }


@admin.register(ChangeRequest)
class ChangeRequestAdmin(TakesPapers):
    """变更."""

    comes_from = gettext_lazy("Companies ask for them on their own pages.")
    reading = Permission.RESIDENCES_READ
    changing = Permission.RESIDENCES_WRITE
    list_display = ("company", "kind", "incubator", "standing", "told", "filing", "asked_at")
    list_select_related = ("company", "incubator")
    list_filter = (
        DeadlineFilter,
        ("state", ChoicesDropdownFilter),
        ("kind", ChoicesDropdownFilter),
        ("incubator", ScopedRelatedFilter),
    )
    search_fields = ("company__name",)
    ordering = ("-asked_at", "-pk")
    fields = readonly_fields = (
        "residence_page", "kind", "standing", "wanted", "limits", "reason", "planned_on", "told",
        "asked_by", "effective_on", "said", "filing", "papers",
    )  # fmt: skip
    actions_detail = ("approve", "refuse", "file", "paper")
    actions_list = ("duties",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related(
            "company", "incubator", "residence__company", "residence__incubator", "asked_by"
        )

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """A decision while it waits, a filing while it is due."""
        change = self.get_object(request, object_id)
        fitting = {"paper"}
        if change.state == ChangeState.ASKED:
            fitting |= {"approve", "refuse"}
        if change.file_by is not None and change.filed_on is None:
            fitting.add("file")
        return [
            one
            for one in super().get_actions_detail(request, object_id)
            if getattr(one, "action_name", "").rpartition("_")[2] in fitting
        ]

    @display(description=gettext_lazy("residence"))
    def residence_page(self, change: ChangeRequest) -> str:
        return page_of(change.residence)

    @display(description=gettext_lazy("state"))
    def standing(self, change: ChangeRequest) -> str:
        state = ChangeState(change.state)
        return badge(COLOURS[state], state.label)

    @display(description=gettext_lazy("wanted"))
    def wanted(self, change: ChangeRequest) -> str:
        return rendered("wanted.html", change=change)

    @display(description=gettext_lazy("told before it happens"))
    def told(self, change: ChangeRequest) -> str:
        if change.pk is None:
            return "—"
        word = badge("success", _("in time")) if change.told_in_time else badge("danger", _("late"))
        day = _("until %s") % day_said(change.notice_by)
        return format_html("{} {}", word, day)

    @display(description=gettext_lazy("filed after it happened"))
    def filing(self, change: ChangeRequest) -> str:
        late = change.filed_late(on=today()) if change.pk else None
        if late is None:
            return "—"
        day = day_said(change.filed_on or change.file_by)
        if change.filed_on:
            word = badge("danger", _("late")) if late else badge("success", _("in time"))
            return format_html("{} {}", word, day)
        word = badge("danger", _("overdue")) if late else badge("info", _("due"))
        return format_html("{} {}", word, day)

    @display(description=gettext_lazy("longest stay"))
    def limits(self, change: ChangeRequest) -> str:
        """For an extension: what each rulebook of the stay allows."""
        if change.pk is None or change.kind != ChangeKind.EXTENSION:
            return "—"
        return rendered("limits.html", limits=_limits(change))

    @display(description=gettext_lazy("papers"))
    def papers(self, change: ChangeRequest) -> str:
        return papers_of(change.papers.order_by("pk")) if change.pk else "—"

    @action(
        description=gettext_lazy("Duties and their days"), icon="event_upcoming",
        permissions=["view"], url_path="duties",
    )  # fmt: skip
    def duties(self, request: HttpRequest) -> HttpResponse:
        """What is due and what is late, of companies and of the institution itself."""
        return duties.page(self, request)

    @action(description=gettext_lazy("Approve"), icon="check", permissions=["change", "decide"])
    def approve(self, request: HttpRequest, object_id: str) -> HttpResponse:
        change = self.get_object(request, object_id)
        form = forms.ApproveForm(sent(request))
        if change.kind == ChangeKind.AREA:
            form = forms.ApproveAreaForm(sent(request), change=change)
            self.require(request, Permission.LEASES_WRITE)
        return self.verb_page(
            request,
            form,
            title=_("Approve: %s") % change,
            label=_("Approve"),
            intro=_("What is registered, the stay or the lease changes with it; the company is "
                    "told by mail."),
            run=lambda data: changing.approve(change=change, by=request.user, at=now(), **data),
            done=lambda approved: _("Approved: %s.") % approved,
            back=self.address_of(change),
        )  # fmt: skip

    @action(description=gettext_lazy("Not approve"), icon="close", permissions=["change", "decide"])
    def refuse(self, request: HttpRequest, object_id: str) -> HttpResponse:
        change = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.SaidForm(sent(request)),
            title=_("Not approve: %s") % change,
            label=_("Send"),
            run=lambda data: companies.refuse_change(
                change=change, by=request.user, at=now(), **data
            ),
            done=lambda refused: _("Not approved: %s.") % refused,
            back=self.address_of(change),
        )

    @action(description=gettext_lazy("Filed"), icon="task", permissions=["change"])
    def file(self, request: HttpRequest, object_id: str) -> HttpResponse:
        change = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.FilingForm(sent(request), request.FILES or None),
            title=_("%s is filed") % change,
            label=_("Save"),
            run=lambda data: companies.record_filing(
                change=change, by=request.user, at=now(), from_office=True, **data
            ),
            done=lambda filed: _("Filed: %s.") % filed,
            back=self.address_of(change),
        )


def _limits(change: ChangeRequest) -> list:
    """Each with its last day; a stay that crosses generations has one of each."""
    stay = change.residence
    limits = stay_limits(
        on=stay.admitted_on,
        until=today(),
        field=stay.company.field,
        founder_kind=stay.company.founder_kind,
        kind=stay.incubator.kind,
    )
    return [(limit, limit.last_day(stay.admitted_on)) for limit in limits]
