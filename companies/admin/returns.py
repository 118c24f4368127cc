"""Returns in the admin: what is due, what came in, its figures beside the last, and the verbs."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from companies.admin import return_parts as parts
from companies.admin.call_forms import NothingForm
from companies.enums import ReturnState
from companies.lifecycle import returns
from companies.models import Company, DueReturn, Return, ReturnMove, ReturnValue
from companies.portal.return_files import sheet_response
from companies.portal.return_lines import by_section, lines_of
from companies.queries.returns import before, findings_of, items_of, with_state
from companies.rules.returns.moves import may_move
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.lists.bulk import BulkVerb
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import now
from incubator.core.shown import clauses, day
from incubator.imports.admin import import_address

S = ReturnState


@admin.register(DueReturn)
class DueReturnAdmin(ScopedModelAdmin):
    """应报报表: who owes what by when."""

    comes_from = gettext_lazy(
        "They come when a reporting period opens: one for each company that has to report."
    )
    reading = Permission.RETURNS_READ
    changing = Permission.RETURNS_WRITE
    list_display = ("company", "what", "due_on", "standing", "handed_in_at", "incubator")
    list_filter = (
        parts.DueStateFilter,
        parts.LateFilter,
        parts.FormFilter,
        ("period", ScopedRelatedFilter),
        ("incubator", ScopedRelatedFilter),
    )
    search_fields = ("company__name",)
    ordering = ("due_on", "pk")
    fields = readonly_fields = (
        "company_page", "what", "incubator", "residence", "due_on", "standing", "report_page",
        "handed_in_at", "waived_at", "waived_by", "waived_because", "holds", "reminded",
    )  # fmt: skip
    actions_list = ("from_file",)
    actions_detail = ("extend", "waive", "again")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = with_state(super().get_queryset(request))
        return rows.select_related(
            "company", "period__form", "form", "incubator", "waived_by",
            "residence__company", "residence__incubator",
        )  # fmt: skip

    def get_fields(self, request: HttpRequest, obj: DueReturn | None = None) -> list[str]:
        """Which one holds: where it is another."""
        given_way = obj is not None and obj.superseded_by_id
        return [name for name in self.fields if name != "holds" or given_way]

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Only what can still be done."""
        due = self.get_object(request, object_id)
        offered = set()
        if due.superseded_by_id:
            pass
        elif due.waived_at:
            offered = {"again"}
        elif due.handed_in_at is None:
            offered = {"extend", "waive"}
        actions = super().get_actions_detail(request, object_id)
        return [one for one in actions if one.action_name.split("_")[-1] in offered]

    @display(description=gettext_lazy("return"))
    def what(self, due: DueReturn) -> str:
        return f"{due.form.title} · {due.period.said}"

    @display(description=gettext_lazy("standing"))
    def standing(self, due: DueReturn) -> str:
        return parts.due_badge(due)

    @display(description=gettext_lazy("company"))
    def company_page(self, due: DueReturn) -> str:
        return link(self.admin_site.get_model_admin(Company).address_of(due.company), due.company)

    @display(description=gettext_lazy("return that holds"))
    def holds(self, due: DueReturn) -> str:
        """Of a company that was on file twice."""
        return link(self.address_of(due.superseded_by), due.superseded_by)

    @display(description=gettext_lazy("newest version"))
    def report_page(self, due: DueReturn) -> str:
        """A link once it was handed in: before, it is the company's own."""
        if due.report_id is None or due.handed_in_at is None:
            return "—"
        report = Return.objects.filter(due=due, submitted_at__isnull=False).latest("version")
        page = self.admin_site.get_model_admin(Return).address_of(report)
        return link(page, _("version %(number)d") % {"number": report.version})

    @display(description=gettext_lazy("reminders"))
    def reminded(self, due: DueReturn) -> str:
        told = due.reminders.order_by("pk")
        return clauses(f"{one.get_level_display()} {day(one.sent_at)}" for one in told) or "—"

    @action(
        description=gettext_lazy("Import"), icon="upload_file", url_path="from-file",
        permissions=["change"],
    )  # fmt: skip
    def from_file(self, request: HttpRequest) -> HttpResponse:
        """Goes to the page that brings a file of returns."""
        return redirect(import_address("returns"))

    @action(description=gettext_lazy("Give more time"), icon="more_time", permissions=["change"])
    def extend(self, request: HttpRequest, object_id: str) -> HttpResponse:
        due = self.get_object(request, object_id)
        return self.verb_page(
            request,
            parts.UntilForm(sent(request), initial={"until": due.due_on}),
            title=_("Give %s more time") % due.company,
            label=_("Save"),
            run=lambda data: returns.extend_due(due=due, by=request.user, **data),
            done=lambda changed: _("Due on %s now.") % day(changed.due_on),
            back=self.address_of(due),
        )

    @action(description=gettext_lazy("Waive"), icon="do_not_disturb_on", permissions=["change"])
    def waive(self, request: HttpRequest, object_id: str) -> HttpResponse:
        due = self.get_object(request, object_id)
        return self.verb_page(
            request,
            parts.ReasonForm(sent(request)),
            title=_("Waive the return of %s") % due.company,
            label=_("Waive"),
            intro=_("The company is not asked for it any more, and it is not late."),
            run=lambda data: returns.waive_due(due=due, by=request.user, at=now(), **data),
            done=lambda _due: _("Waived."),
            back=self.address_of(due),
        )

    @action(description=gettext_lazy("Ask again"), icon="undo", permissions=["change"])
    def again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        due = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Ask %s for the return again") % due.company,
            label=_("Ask again"),
            run=lambda _data: returns.ask_again(due=due, by=request.user),
            done=lambda _due: _("It is asked for again."),
            back=self.address_of(due),
        )


class ReturnMoveInline(ScopedTabularInline):
    """How it went."""

    model = ReturnMove
    reading = Permission.RETURNS_READ
    fields = readonly_fields = ("moved_at", "after", "by", "said")
    ordering = ("-pk",)
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("moved_by", "report__due")

    @display(description=gettext_lazy("by"))
    def by(self, move: ReturnMove) -> str:
        return str(move.moved_by or "—")


@admin.register(Return)
class ReturnAdmin(ScopedModelAdmin):
    """年度统计报表 and its siblings: what was handed in."""

    comes_from = gettext_lazy(
        "Companies hand them in on their own pages, or they are imported on the page of a "
        "reporting period."
    )
    reading = Permission.RETURNS_READ
    changing = Permission.RETURNS_WRITE
    list_display = ("company", "what", "version", "standing", "submitted_at", "late", "incubator")
    list_filter = (
        parts.ReturnStateFilter,
        parts.LateReturnFilter,
        parts.FormOfReturnFilter,
        ("due__period", ScopedRelatedFilter),
        ("due__incubator", ScopedRelatedFilter),
    )
    search_fields = ("due__company__name",)
    ordering = ("-submitted_at", "-pk")
    fields = readonly_fields = (
        "company_page", "what", "incubator", "version_said", "standing", "submitted_at",
        "submitted_by", "late", "verified_at", "verified_by", "is_generated", "figures",
    )  # fmt: skip
    inlines = (ReturnMoveInline,)
    actions_detail = ("verify", "send_back", "correct", "sheet")
    bulk = (
        BulkVerb(
            "verify_many",
            gettext_lazy("Verify"),
            gettext_lazy("Verified returns never change; a correction supersedes them."),
            lambda report, request: returns.verify_return(report=report, by=request.user, at=now()),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(
            "form", "due__form", "due__period__form", "due__company", "due__residence",
            "due__incubator", "supersedes__due", "submitted_by", "verified_by",
        )  # fmt: skip

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Only the moves that the table allows."""
        report = self.get_object(request, object_id)
        leads_to = {"verify": S.VERIFIED, "back": S.RETURNED}
        offered = {name for name, state in leads_to.items() if may_move(report.state, state)}
        newest = report.due.returns.order_by("-version").first()
        if report.due.superseded_by_id:
            offered = set()
        elif report.state == S.VERIFIED and newest == report:
            offered.add("correct")
        actions = super().get_actions_detail(request, object_id)
        return [one for one in actions if one.action_name.split("_")[-1] in {*offered, "sheet"}]

    def history_of(self, request: HttpRequest, obj: Return) -> list[QuerySet]:
        """The return, and every figure that ever stood in it."""
        values = ReturnValue.history.rel.related_model.objects.filter(report_id=obj.pk)
        return [obj.history.all(), values]

    @display(description=gettext_lazy("company"), ordering="due__company__name_pinyin")
    def company(self, report: Return) -> str:
        return report.due.company.name

    @display(description=gettext_lazy("return"))
    def what(self, report: Return) -> str:
        return f"{report.form.title} · {report.due.period.said}"

    @display(description=gettext_lazy("incubator"))
    def incubator(self, report: Return) -> str:
        return str(report.due.incubator)

    @display(description=gettext_lazy("state"))
    def standing(self, report: Return) -> str:
        given_way = report.due.superseded_by_id
        return parts.superseded_badge() if given_way else parts.state_badge(report.state)

    @display(description=gettext_lazy("late"))
    def late(self, report: Return) -> str:
        return badge("danger", _("Late")) if parts.is_late(report) else _("In time")

    @display(description=gettext_lazy("company"))
    def company_page(self, report: Return) -> str:
        company = report.due.company
        return link(self.admin_site.get_model_admin(Company).address_of(company), company)

    @display(description=gettext_lazy("version"))
    def version_said(self, report: Return) -> str:
        """With its reason, and links to the others."""
        return render_to_string(
            "returns/admin/versions.html",
            {
                "report": report,
                "others": [
                    (one, self.address_of(one))
                    for one in report.due.returns.exclude(submitted_at=None).order_by("version")
                    if one != report
                ],
            },
        )

    @display(description=gettext_lazy("figures"))
    def figures(self, report: Return) -> str:
        """Beside those of the period before, with what was confirmed and explained."""
        lines = lines_of(
            report, items_of(report), last=before(report.due), found=findings_of(report)
        )
        context = {"report": report, "sections": by_section(lines)}
        return render_to_string("returns/admin/figures.html", context)

    @action(description=gettext_lazy("Verify"), icon="verified", permissions=["change"])
    def verify(self, request: HttpRequest, object_id: str) -> HttpResponse:
        report = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Verify the return of %s") % report.due.company,
            label=_("Verify"),
            intro=_(
                "From now on it never changes, and its figures count. What turns out to be wrong "
                "is put right by a correction. Then comes the next one of this period that waits."
            ),
            run=lambda _data: returns.verify_return(report=report, by=request.user, at=now()),
            done=lambda one: _("Verified: %s") % one.due.company,
            back=self.address_of(report),
            then=lambda one: self._next_waiting(request, one),
        )

    def _next_waiting(self, request: HttpRequest, report: Return) -> str:
        """The next return of the same period that waits, or the list where none does."""
        waiting = self.get_queryset(request).filter(
            due__period=report.due.period_id, state=S.SUBMITTED, due__superseded_by=None
        )
        following = waiting.exclude(submitted_by=request.user).order_by("submitted_at", "pk")
        found = following.first()
        return self.address_of(found) if found else self.list_address()

    @action(description=gettext_lazy("Send back"), icon="undo", permissions=["change"])
    def send_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        report = self.get_object(request, object_id)
        return self.verb_page(
            request,
            parts.ReasonForm(sent(request)),
            title=_("Send the return of %s back") % report.due.company,
            label=_("Send back"),
            intro=_("The company reads the reason, by mail as well, and may write again."),
            run=lambda data: returns.send_back_return(
                report=report, by=request.user, at=now(), **data
            ),
            done=lambda one: _("Sent back to %s.") % one.due.company,
            back=self.address_of(report),
        )

    @action(description=gettext_lazy("Correct"), icon="edit_note", permissions=["change"])
    def correct(self, request: HttpRequest, object_id: str) -> HttpResponse:
        report = self.get_object(request, object_id)
        return self.verb_page(
            request,
            parts.ReasonForm(sent(request)),
            title=_("Have the return of %s corrected") % report.due.company,
            label=_("Begin the correction"),
            intro=_(
                "A new version begins with the figures as they stand, for the company to put "
                "right and hand in. The old one counts until the new one is verified."
            ),
            run=lambda data: returns.correct_return(
                report=report, by=request.user, at=now(), for_office=True, **data
            ),
            done=lambda one: (
                _("Version %(number)d waits for %(company)s.")
                % {"number": one.version, "company": one.due.company}
            ),
            back=self.address_of(report),
        )

    @action(description=gettext_lazy("XLSX"), icon="download", permissions=["view"])
    def sheet(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The same file as the company takes away."""
        return sheet_response(self.get_object(request, object_id))
