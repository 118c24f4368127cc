"""Imports in the admin: a file is brought, its columns named, looked at, written, taken back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from unfold.decorators import action

from incubator.accounts.access import access_from
from incubator.accounts.admin_base import (
    ChosenFilter,
    ScopedModelAdmin,
    ScopedRelatedFilter,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.core.files import as_attachment
from incubator.core.files.kinds import XLSX
from incubator.core.forms import run as run_form
from incubator.core.shown import listing
from incubator.imports import files, lifecycle
from incubator.imports.admin_facts import ImportFacts, links_to, silent_of, undo_intro
from incubator.imports.admin_forms import (
    AgainForm,
    BringForm,
    ColumnsForm,
    ConfirmForm,
    UndoForm,
)
from incubator.imports.enums import WORKING, ImportState
from incubator.imports.kinds import KINDS, Kind, kind_of
from incubator.imports.lifecycle.bringing import top_again
from incubator.imports.models import FileImport

S = ImportState
NEWEST = 4  # subjects whose files to fill in are offered unasked
# What can be done with a file, by where it stands; each only for whoever may bring such a file.
OFFERED = {
    "columns": {S.MAPPING, S.CHECKED, S.FAILED},
    "write": {S.CHECKED},
    "again": {S.CHECKED, S.FAILED},
    "undo": {S.DONE, S.FAILED},
    "cancel": {S.MAPPING, S.CHECKING, S.CHECKED, S.FAILED},
    "mend": {S.CHECKED, S.DONE, S.FAILED},
    "original": set(S),
}


class KindFilter(ChosenFilter):
    """What is brought."""

    title = gettext_lazy("what is brought")
    parameter_name = "kind"

    @property
    def CHOICES(self) -> dict:  # noqa: N802 - the name that the base class asks for
        return {
            code: (kind.label, lambda rows, code=code: rows.filter(kind=code))
            for code, kind in KINDS.items()
        }


@admin.register(FileImport)
class FileImportAdmin(ImportFacts, ScopedModelAdmin):
    """导入."""

    reading = Permission.INCUBATORS_READ
    list_display = (
        "file_name", "what", "incubator", "standing", "counted", "brought_by", "brought_at",
    )  # fmt: skip
    list_select_related = ("incubator", "brought_by")
    list_filter = (KindFilter, ("incubator", ScopedRelatedFilter))
    ordering = ("-pk",)
    fieldsets = (
        (None, {"fields": ("what", "incubator", "standing", "bar", "said", "counted", "unused")}),
        (None, {"fields": ("read_as", "found", "on_file", "things")}),
        (
            gettext_lazy("Who and when"),
            {
                "fields": (
                    "brought_by", "brought_at", "checked_at", "confirmed_by", "confirmed_at",
                    "finished_at", "undone_by", "undone_at", "undone_because",
                )
            },
        ),
    )  # fmt: skip
    readonly_fields = (
        "what", "incubator", "standing", "bar", "said", "counted", "unused", "read_as", "found",
        "on_file", "things", "brought_by", "brought_at", "checked_at", "confirmed_by",
        "confirmed_at", "finished_at", "undone_by", "undone_at", "undone_because",
    )  # fmt: skip
    actions_detail = ("write", "columns", "again", "undo", "mend", "original", "cancel")
    change_form_template = "imports/import.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("incubator", "brought_by", "confirmed_by", "undone_by")

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        access = access_from(request)
        return any(kind.readable_by(access) for kind in KINDS.values())

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return bool(self._kinds(request))

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        if isinstance(obj, FileImport):
            return KINDS[obj.kind].writable_by(access_from(request))
        return self.has_add_permission(request)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What goes on from where the file stands."""
        run = self.get_object(request, object_id)
        may = self.has_change_permission(request, run)
        fits = {name for name, states in OFFERED.items() if run.state in states}
        if run.written:
            fits -= {"columns", "again", "cancel"}
        if run.undone_until is None or now() > run.undone_until:
            fits -= {"undo"}
        if not run.good:
            fits -= {"write"}
        if not run.problems:
            fits -= {"mend"}
        if not may:
            fits &= {"mend", "original"}
        offered = super().get_actions_detail(request, object_id)
        return [one for one in offered if one.action_name.rpartition("_fileimport_")[2] in fits]

    def own_columns(self, request: HttpRequest) -> list[str]:
        """Without a column that says the same in each row."""
        several = not access_from(request).one_place
        return [name for name in super().own_columns(request) if several or name != "incubator"]

    def get_fieldsets(self, request: HttpRequest, obj: FileImport | None = None) -> list:
        """Only what there is something to say of."""
        silent = set() if obj is None else silent_of(obj)
        shown = [
            (title, {"fields": [name for name in options["fields"] if name not in silent]})
            for title, options in super().get_fieldsets(request, obj)
        ]
        return [one for one in shown if one[1]["fields"]]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """The row remembers who asks: what it links to follows from what they may see."""
        run = super().get_object(request, object_id, from_field)
        run.asked = request
        return run

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """The page looks again by itself while a worker is at it."""
        run = self.get_object(request, object_id) if object_id else None
        context = {"busy": run is not None and run.state in WORKING, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def get_urls(self) -> list:
        view, name = self.admin_site.admin_view, self.name_of("template").partition(":")[2]
        return [path("template/<slug:code>/", view(self.template), name=name), *super().get_urls()]

    def template(self, request: HttpRequest, code: str) -> HttpResponse:
        """A file to fill in."""
        access, kind = access_from(request), KINDS.get(code)
        if kind is None or not kind.readable_by(access):
            raise Http404
        try:
            kind = kind.about(request.GET.get("subject", ""))
        except RuleViolation as violation:
            raise Http404 from violation
        return as_attachment(
            files.template(kind, access), name=f"{kind.said}.xlsx", content_type=XLSX.content_type
        )

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        kinds = self._kinds(request)
        if not kinds:
            raise PermissionDenied
        asked = KINDS.get(request.GET.get("kind", ""))
        if asked and asked not in kinds:  # the page of another kind would only puzzle
            raise PermissionDenied
        kinds = [asked] if asked else kinds
        subject = request.GET.get("subject", "")
        form = BringForm(
            sent(request), request.FILES or None, access=access_from(request), kinds=kinds,
            initial={"kind": asked.code if asked else "", "subject": subject} | _place(request),
        )  # fmt: skip
        fixed = _fixed(request, asked)
        offered = [(kind, self._templates_of(kind, subject)) for kind in kinds]
        return self.verb_page(
            request,
            form,
            title=_("Bring %s from a file") % asked.label if asked else _("Bring rows from a file"),
            label=_("Check the file"),
            intro=_("First a worker looks at every row and cell; nothing is written before you "
                    "have seen what it found, and what is written can be taken back for seven "
                    "days."),
            run=lambda data: lifecycle.bring(
                kind=data["kind"], subject=data.get("subject", ""), incubator=data["incubator"],
                upload=data["file"], fixed=fixed, by=request.user, at=now(),
                language=get_language() or "",
            ),
            done=_brought,
            then=lambda run: (
                self._page_of(run, "columns") if run.state == S.MAPPING else self.address_of(run)
            ),
            back=self.list_address(),
            below=("imports/kinds.html", {
                "kinds": offered,
                "fixed": [(asked.column(name).label, text) for name, text in fixed.items()],
            }),
        )  # fmt: skip

    @action(
        description=pgettext_lazy("import", "Columns"), icon="view_column", permissions=["change"]
    )
    def columns(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Each column of the file with its first values, and what it is."""
        run = self._own(request, object_id, "columns")
        kind = kind_of(run)
        form = ColumnsForm(sent(request), run=run, kind=kind, top=top_again(run))
        if request.method == "POST":
            named = run_form(form, lambda data: lifecycle.name_columns(run=run, **data))
            if named:
                messages.success(request, _("%s is being checked.") % run.file_name)
                return redirect(self.address_of(named))
        return self.page(
            request,
            "imports/columns.html",
            title=_("What the columns of %s are") % run.file_name,
            form=form,
            run=run,
            lacking=listing(form.lacking()),
            back=self.address_of(run),
        )

    @action(
        description=pgettext_lazy("import", "Write"),
        icon="playlist_add_check",
        permissions=["change"],
    )
    def write(self, request: HttpRequest, object_id: str) -> HttpResponse:
        run = self._own(request, object_id, "write")
        form = ConfirmForm(sent(request), run=run)
        return self.verb_page(
            request,
            form,
            title=_("Write the rows of %s") % run.file_name,
            label=_("Write %d rows") % run.good,
            intro=_("%(good)d of %(rows)d rows can be written.")
            % {"good": run.good, "rows": run.rows},
            run=lambda _data: lifecycle.confirm(
                run=run, by=request.user, at=now(), **form.choice()
            ),
            done=lambda _run: _("The rows are being written."),
            back=self.address_of(run),
        )

    @action(description=gettext_lazy("Check again"), icon="refresh", permissions=["change"])
    def again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        run = self._own(request, object_id, "again")
        return self.verb_page(
            request,
            AgainForm(sent(request), initial={"bring_alike": run.bring_alike}),
            title=_("Check %s again") % run.file_name,
            label=_("Check again"),
            intro=_("The file is looked at once more, as the register is now."),
            run=lambda data: lifecycle.check_again(run=run, **data),
            done=lambda _run: _("%s is being checked.") % run.file_name,
            back=self.address_of(run),
        )

    @action(description=pgettext_lazy("import", "Take back"), icon="undo", permissions=["change"])
    def undo(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """All that the file made, or nothing: what stands in the way is told row by row."""
        run = self._own(request, object_id, "undo")
        if request.method != "POST" and run.undone_until is None:
            raise Http404
        found = lifecycle.hindrances(run=run)
        asked = [(one.by._meta.label_lower, one.by.pk) for one in found if one.by]
        links = links_to(self.admin_site, asked, request)
        rows = [
            (one, links.get((one.by._meta.label_lower, one.by.pk), "") if one.by else "")
            for one in found
        ]
        return self.verb_page(
            request,
            UndoForm(sent(request)),
            title=_("Take back what %s made") % run.file_name,
            label=pgettext("import", "Take back"),
            intro=undo_intro(run),
            run=lambda data: lifecycle.undo(run=run, by=request.user, at=now(), **data),
            done=lambda undone: _("%d rows were taken back.") % undone.written,
            back=self.address_of(run),
            below=("imports/hindrances.html", {"rows": rows}) if rows else None,
        )  # fmt: skip

    @action(description=pgettext_lazy("import", "Give up"), icon="close", permissions=["change"])
    def cancel(self, request: HttpRequest, object_id: str) -> HttpResponse:
        run = self._own(request, object_id, "cancel")
        return self.verb_page(
            request,
            Form(sent(request)),
            title=_("Give up %s") % run.file_name,
            label=pgettext("import", "Give up"),
            intro=_("Nothing of it was written. The file stays in the list."),
            run=lambda _data: lifecycle.cancel(run=run, at=now()),
            done=lambda _run: _("%s was given up.") % run.file_name,
            back=self.address_of(run),
        )

    @action(description=gettext_lazy("Rows to mend"), icon="download", permissions=["view"])
    def mend(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The rows with problems as a file, to be mended and brought again."""
        run = self.get_object(request, object_id)
        kind = kind_of(run)
        stem = run.file_name.rpartition(".")[0]
        name = f"{stem}-" + _("to mend") + ".xlsx"
        return as_attachment(
            files.mending_file(run, kind), name=name, content_type=XLSX.content_type
        )

    @action(description=gettext_lazy("The file"), icon="attach_file", permissions=["view"])
    def original(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The file as it was brought."""
        run = self.get_object(request, object_id)
        return as_attachment(run.file, name=run.file_name, content_type="application/octet-stream")

    def _kinds(self, request: HttpRequest) -> list[Kind]:
        """What the reader may bring."""
        access = access_from(request)
        return [kind for kind in KINDS.values() if kind.writable_by(access)]

    def _own(self, request: HttpRequest, object_id: str, verb: str) -> FileImport:
        """A file that the reader may go on with. 403 for whoever only reads."""
        run = self.get_object(request, object_id)
        if not self.has_change_permission(request, run):
            raise PermissionDenied
        if request.method != "POST" and run.state not in OFFERED[verb]:
            raise Http404
        return run

    def _page_of(self, run: FileImport, page: str) -> str:
        return reverse(self.name_of(page), args=[run.pk])

    def _templates_of(self, kind: Kind, subject: str) -> list[tuple[str, str]]:
        """Files to fill in, each with what it is about where there are several."""
        if not kind.subject_label:
            return [(_("A file to fill in"), template_address(kind.code))]
        subjects = kind.subjects()
        asked = [one for one in subjects if one[0] == subject]
        return [
            (said, template_address(kind.code, key)) for key, said in asked or subjects[:NEWEST]
        ]


def import_address(
    kind: str, *, place: int | None = None, subject: object = "", **fixed: object
) -> str:
    """Where a file of a kind is brought, to an incubator; ``fixed`` goes for all of its rows."""
    asked = {"kind": kind, **{f"fixed_{name}": text for name, text in fixed.items()}}
    asked |= {name: one for name, one in (("place", place), ("subject", subject)) if one}
    return f"{reverse('admin:imports_fileimport_add')}?{urlencode(asked)}"


def template_address(kind: str, subject: object = "") -> str:
    """Where a file to fill in is had."""
    query = f"?{urlencode({'subject': subject})}" if subject else ""
    return reverse("admin:imports_fileimport_template", args=[kind]) + query


def _fixed(request: HttpRequest, kind: Kind | None) -> dict[str, str]:
    """What the address says of all rows."""
    if kind is None:
        return {}
    asked = {column.name: request.GET.get(f"fixed_{column.name}", "") for column in kind.columns}
    return {name: text[:200] for name, text in asked.items() if text}


def _place(request: HttpRequest) -> dict[str, str]:
    """The incubator that the address names; the form offers it only to whoever reaches it."""
    place = request.GET.get("place", "")
    return {"incubator": place} if place.isdecimal() else {}


def _brought(run: FileImport) -> str:
    if run.state == S.MAPPING:
        return _("Say what the columns of %s are; then it is checked.") % run.file_name
    return _("%s is being checked.") % run.file_name
