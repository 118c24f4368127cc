"""Files of many returns in the admin: brought, looked at row by row, written by a worker."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminFileFieldWidget

from companies.enums import ImportState
from companies.lifecycle.returns import imports
from companies.models import ReturnImport, ReturnPeriod
from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Row, Tick, badge
from incubator.core.dates import now
from incubator.core.files import CheckedFileField
from incubator.core.files.kinds import XLSX
from incubator.institutions.models import Incubator

COLOURS = {
    ImportState.CHECKING: "info",
    ImportState.CHECKED: "warning",
    ImportState.WRITING: "info",
    ImportState.DONE: "success",
    ImportState.FAILED: "danger",
}


class FileForm(forms.Form):
    """The file, which period it is for, and whose companies it may name."""

    period = Row(queryset=ReturnPeriod.objects.none(), label=gettext_lazy("reporting period"))
    incubator = Row(
        queryset=Incubator.objects.none(), label=gettext_lazy("incubator"), required=False
    )
    file = CheckedFileField(
        kinds=(XLSX,), label=gettext_lazy("XLSX file"), widget=UnfoldAdminFileFieldWidget
    )

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].queryset = ReturnPeriod.objects.select_related("form").order_by(
            "-ends_on", "code"
        )
        places = Incubator.objects.visible_to(access).order_by("pk")
        field = self.fields["incubator"]
        field.queryset = places
        if access.everywhere:
            field.help_text = gettext_lazy("Empty for the whole zone.")
        else:
            field.required = True
            field.initial = places.first()


class WriteForm(forms.Form):
    """Whether the rows with errors stay out."""

    leave_out = Tick(label=gettext_lazy("Leave out the rows with errors"), required=False)


@admin.register(ReturnImport)
class ReturnImportAdmin(ScopedModelAdmin):
    """报表批量导入."""

    reading = Permission.RETURNS_READ
    adding = changing = Permission.RETURNS_WRITE
    list_display = ("file_name", "period", "place", "standing", "bar", "written", "asked_at")
    list_select_related = ("period__form", "incubator")
    list_filter = (("period", ScopedRelatedFilter), ("incubator", ScopedRelatedFilter))
    ordering = ("-pk",)
    fields = readonly_fields = (
        "period", "place", "file_name", "standing", "bar", "rows", "good", "written", "asked_by",
        "asked_at", "checked_at", "finished_at", "error", "found",
    )  # fmt: skip
    actions_detail = ("write",)
    change_form_template = "returns/admin/import.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).defer("problems")
        return rows.select_related("period__form", "incubator", "asked_by")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Only a checked file is written."""
        run = self.get_object(request, object_id)
        actions = super().get_actions_detail(request, object_id)
        return actions if run.state == ImportState.CHECKED and run.good else []

    @display(description=gettext_lazy("place"))
    def place(self, run: ReturnImport) -> str:
        return str(run.incubator or _("the whole zone"))

    @display(description=gettext_lazy("state"))
    def standing(self, run: ReturnImport) -> str:
        state = ImportState(run.state)
        return badge(COLOURS[state], state.label)

    @display(description=gettext_lazy("progress"))
    def bar(self, run: ReturnImport) -> str:
        return render_to_string("returns/admin/bar.html", {"progress": run.progress})

    @display(description=gettext_lazy("what was found"))
    def found(self, run: ReturnImport) -> str:
        """An error a line, with its row and column; the first thousand."""
        return render_to_string("returns/admin/problems.html", {"run": run})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """The page looks again by itself while a worker is at it."""
        run = self.get_object(request, object_id) if object_id else None
        busy = run is not None and run.state in imports.WORKING
        context = {"busy": busy, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.RETURNS_WRITE)
        form = FileForm(sent(request), request.FILES or None, access=access_from(request))
        return self.verb_page(
            request,
            form,
            title=_("Bring in a file of returns"),
            label=_("Check the file"),
            intro=_(
                "One line for each company. First a worker looks at every cell; nothing is "
                "written before you have seen what it found. A file to fill in can be had on "
                "the page of a period."
            ),
            run=lambda data: imports.request_import(
                period=data["period"],
                incubator=data["incubator"],
                upload=data["file"],
                by=request.user,
                at=now(),
                language=get_language() or "",
            ),
            done=lambda run: _("%s is being checked.") % run.file_name,
            then=self.address_of,
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Write"), icon="playlist_add_check", permissions=["change"])
    def write(self, request: HttpRequest, object_id: str) -> HttpResponse:
        run = self.get_object(request, object_id)
        return self.verb_page(
            request,
            WriteForm(sent(request)),
            title=_("Hand in the returns of %s") % run.file_name,
            label=_("Write"),
            intro=_(
                "%(good)d of %(rows)d rows have no error; their returns are handed in for the "
                "companies. Somebody else verifies them."
            )
            % {"good": run.good, "rows": run.rows},
            run=lambda data: imports.confirm_import(run=run, by=request.user, at=now(), **data),
            done=lambda _none: _("The returns are being written."),
            back=self.address_of(run),
        )
