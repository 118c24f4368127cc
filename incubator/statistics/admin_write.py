"""The page that writes the paragraph of a year: to read, to copy, and as a Word document."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget

from incubator.accounts.access import Access, access_from
from incubator.core.admin_fields import Number
from incubator.core.dates import parse_year, today
from incubator.core.errors import RuleViolation
from incubator.core.files.kinds import DOCX
from incubator.institutions.models import Incubator
from incubator.statistics.admin_facts import ZONE
from incubator.statistics.checker.checking import Verdict, check_text
from incubator.statistics.models import Snapshot
from incubator.statistics.queries import liveliest_closed_year
from incubator.statistics.snapshots.queries import edition_choices, editions_read
from incubator.statistics.writer.composing import Note, Written, write_report
from incubator.statistics.writer.document import document_of

NAMES = ("year", "incubator", "snapshot")


class WriteForm(forms.Form):
    """Of which year and place, and from which edition."""

    year = Number(label=gettext_lazy("year"))
    incubator = forms.ChoiceField(
        label=gettext_lazy("incubator"), required=False, widget=UnfoldAdminSelectWidget
    )

    snapshot = forms.ChoiceField(
        label=gettext_lazy("figures"), required=False, widget=UnfoldAdminSelectWidget
    )

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["snapshot"].choices = edition_choices()
        self.places = {one.code: one for one in Incubator.objects.visible_to(access)}
        whole = [("", _("the whole zone"))] if access.everywhere else []
        own = sorted((code, one.name) for code, one in self.places.items())
        self.fields["incubator"].choices = [*whole, *own]
        self.fields["incubator"].required = not access.everywhere

    def written(self) -> Written:
        """Raises RuleViolation: ``invalid_year``, ``no_figures``, ``nothing_to_write``,
        ``unknown_snapshot``.
        """
        place = self.places.get(self.cleaned_data["incubator"])
        year = parse_year(str(self.cleaned_data["year"]))
        return write_report(year, incubator=place, published=self.editions(year))

    def editions(self, year: int) -> dict[int, Snapshot]:
        """The editions that are chosen, for the writer and the checker alike."""
        return editions_read(self.cleaned_data["snapshot"], year=year)


def write_page(pages, request: HttpRequest) -> HttpResponseBase:
    """``?year=&incubator=``; nothing is written down here but on the reader's screen."""
    access = access_from(request)
    form, written, refused = _asked(request, access), None, ""
    if form.is_bound and form.is_valid():
        try:
            written = form.written()
        except RuleViolation as violation:
            refused = violation.detail
    if written and request.GET.get("format") in FILES:
        return FILES[request.GET["format"]](written)
    context = _context(form, written) if written else {}
    return pages.page(
        request,
        "statistics/admin/written.html",
        title=_("Write the report"),
        form=form,
        refused=refused,
        back=pages.list_address(),
        **context,
    )


def _asked(request: HttpRequest, access: Access) -> WriteForm:
    """With the latest lively year filled in, until one is asked for."""
    usual = liveliest_closed_year(running=today().year) or today().year - 1
    asked = {name: request.GET[name] for name in NAMES if name in request.GET}
    return WriteForm(asked or None, access=access, initial={"year": usual})


def _context(form: WriteForm, written: Written) -> dict[str, object]:
    """The text with what the checker says of it: it writes nothing that is not true."""
    place = form.places.get(form.cleaned_data["incubator"])
    checked = check_text(
        written.plain, year=written.year, incubator_id=place and place.pk,
        published=form.editions(written.year),
    )  # fmt: skip
    asked = {name: form.cleaned_data[name] for name in NAMES if form.cleaned_data[name]}
    return {
        "written": written,
        "notes": [(note, _admin_address(note, place, written)) for note in written.notes],
        "agreed": checked.count(Verdict.AGREES),
        "numbers": len(written.notes),
        "files": [
            (name.upper(), f"?{urlencode({**asked, 'format': name})}") for name in FILES
        ],
    }  # fmt: skip


def _admin_address(note: Note, place: Incubator | None, written: Written) -> str:
    """Where a reader of the page sees the facts; "" for what has none."""
    if not note.address:
        return ""
    where = place.code if place else ZONE
    if written.snapshot:
        told = [written.snapshot.pk, note.indicator, where]
        return reverse("admin:statistics_snapshot_figures", args=told)
    return reverse("admin:statistics_yearlytotal_facts", args=[written.year, note.indicator, where])


def _as_docx(written: Written) -> HttpResponse:
    response = HttpResponse(document_of(written), content_type=DOCX.content_type)
    return _named(response, written, "docx")


def _as_text(written: Written) -> HttpResponse:
    response = HttpResponse(written.text, content_type="text/plain; charset=utf-8")
    return _named(response, written, "txt")


def _named(response: HttpResponse, written: Written, ending: str) -> HttpResponse:
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{written.title}.{ending}"
    )
    return response


FILES = {"docx": _as_docx, "txt": _as_text}
