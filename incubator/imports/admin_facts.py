"""What the pages of imports tell of a file: where it stands, what was found, what it made."""

from django.apps import apps
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from unfold.decorators import display

from incubator.accounts.admin_base import rows_of
from incubator.core.admin_fields import badge
from incubator.core.numbers import grouped
from incubator.core.shown import kept_sentence, listing, moment, percent
from incubator.imports import lifecycle
from incubator.imports.enums import WORKING, ImportState
from incubator.imports.kinds import KINDS
from incubator.imports.models import FileImport
from incubator.imports.reading import unknown_headings

S = ImportState
COLOURS = {
    ImportState.MAPPING: "warning",
    ImportState.CHECKING: "info",
    ImportState.CHECKED: "warning",
    ImportState.WRITING: "info",
    ImportState.DONE: "success",
    ImportState.FAILED: "danger",
    ImportState.CANCELLED: "default",
    ImportState.UNDONE: "default",
}
SHOWN = 200  # problems, and things made, on the page; the file has all


class ImportFacts:
    """Columns and fields of an import."""

    @display(description=gettext_lazy("what is brought"))
    def what(self, run: FileImport) -> str:
        label = str(KINDS[run.kind].label)
        return f"{label} · {run.subject_said}" if run.subject_said else label

    @display(description=gettext_lazy("state"))
    def standing(self, run: FileImport) -> str:
        state = ImportState(run.state)
        done = f" {percent(lifecycle.progress_of(run))}" if state in WORKING else ""
        return badge(COLOURS[state], f"{state.label}{done}")

    @display(description=gettext_lazy("progress"))
    def bar(self, run: FileImport) -> str:
        return render_to_string("imports/bar.html", {"progress": lifecycle.progress_of(run)})

    @display(description=gettext_lazy("rows"))
    def counted(self, run: FileImport) -> str:
        """How many, and what comes of them."""
        if not run.checked_at:
            return "—"
        faulty = run.rows - run.good - run.repeated
        said = [_("%s rows") % grouped(run.rows)]
        if run.state in (S.DONE, S.FAILED, S.UNDONE) and run.written:
            said.append(_("%s written") % grouped(run.written))
            if run.state == S.UNDONE:
                said.append(pgettext("import", "taken back"))
        else:
            said.append(_("%s can be written") % grouped(run.good))
        if run.repeated:
            said.append(_("%s on file already") % grouped(run.repeated))
        if faulty:
            said.append(_("%s with errors") % grouped(faulty))
        return " · ".join(said)

    @display(description=gettext_lazy("what comes next"))
    def said(self, run: FileImport) -> str:
        """What has happened last, and what to do now."""
        return render_to_string(
            "imports/next.html",
            {"run": run, "faulty": _faulty(run), "error": kept_sentence(run.error)},
        )

    @display(description=gettext_lazy("columns not used"))
    def unused(self, run: FileImport) -> str:
        left = unknown_headings(KINDS[run.kind], run.headings, run.mapping)
        return listing(left) or _("none")

    @display(description=gettext_lazy("how it was read"))
    def read_as(self, run: FileImport) -> str:
        """In which units, and what stayed out: a sentence a line."""
        return format_html_join("", "<p>{}</p>", ((one,) for one in run.remarks))

    @display(description=gettext_lazy("what was found"))
    def found(self, run: FileImport) -> str:
        """An error a line, with its row, column and value."""
        context = {"run": run, "problems": run.problems[:SHOWN], "more": len(run.problems) > SHOWN}
        return render_to_string("imports/problems.html", context)

    @display(description=gettext_lazy("on file already"))
    def on_file(self, run: FileImport) -> str:
        """Rows that stay out, each with what is on file, where the reader may see it."""
        shown = run.repeats[:SHOWN]
        keys = [(one["model"], one["key"]) for one in shown]
        links = links_to(self.admin_site, keys, getattr(run, "asked", None))
        rows = [(one, links.get((one["model"], one["key"]), "")) for one in shown]
        return render_to_string("imports/repeats.html", {"rows": rows})

    @display(description=gettext_lazy("what it made"))
    def things(self, run: FileImport) -> str:
        """Each thing with its row and where its page is."""
        made = list(run.made.order_by("number", "pk")[: SHOWN + 1])
        links = {}
        if run.state != S.UNDONE:
            keys = [(one.model, one.key) for one in made]
            links = links_to(self.admin_site, keys, getattr(run, "asked", None))
        rows = [
            (one, apps.get_model(one.model)._meta.verbose_name, links.get((one.model, one.key), ""))
            for one in made[:SHOWN]
        ]
        return render_to_string("imports/made.html", {"rows": rows, "more": len(made) > SHOWN})


def undo_intro(run: FileImport) -> str:
    """What taking back means, and until when: there is no day once it is done."""
    if run.undone_until is None:
        return _("Everything that the file made is deleted, all of it or nothing; the history "
                 "keeps it. Published figures stay as they are.")  # fmt: skip
    return _("Everything that the file made is deleted, all of it or nothing; the history keeps "
             "it. Published figures stay as they are. Possible until %(until)s.") % {
        "until": moment(run.undone_until)
    }  # fmt: skip


def silent_of(run: FileImport) -> set[str]:
    """The fields that say nothing of a file where it stands now."""
    names = ("checked_at", "confirmed_at", "finished_at", "undone_at", "undone_because")
    left = {name for name in names if not getattr(run, name)}
    left |= {name for name in ("brought_by", "confirmed_by", "undone_by") if not getattr(run, name)}
    if run.state not in WORKING:
        left.add("bar")
    if not run.remarks:
        left.add("read_as")
    if not run.repeats:
        left.add("on_file")
    if not run.written:
        left.add("things")
    if not run.checked_at:
        left |= {"found", "counted"}
    if run.state == S.MAPPING or not unknown_headings(KINDS[run.kind], run.headings, run.mapping):
        left.add("unused")
    return left


def links_to(
    site, keys: list[tuple[str, int]], request: HttpRequest | None
) -> dict[tuple[str, int], str]:
    """The pages of those rows that the reader may see; a query for each table."""
    found: dict[tuple[str, int], str] = {}
    if request is None:
        return found
    for label in sorted({label for label, _key in keys}):
        model = apps.get_model(label)
        if not site.is_registered(model):
            continue
        pages = site.get_model_admin(model)
        if not pages.has_view_permission(request):
            continue
        wanted = {key for one, key in keys if one == label}
        seen = rows_of(site, model, request).filter(pk__in=wanted)
        for key in seen.order_by("pk").values_list("pk", flat=True):
            found[label, key] = reverse(pages.name_of("change"), args=[key])
    return found


def _faulty(run: FileImport) -> int:
    return run.rows - run.good - run.repeated
