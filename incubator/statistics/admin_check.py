"""The page that checks a text: paste it or hand in a file, and see what agrees."""

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget

from incubator.accounts.access import Access, access_from
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Number, Text
from incubator.core.dates import parse_year, today
from incubator.core.files.form_fields import CheckedFileField
from incubator.core.forms import violations_as_form_errors
from incubator.core.numbers import grouped
from incubator.institutions.models import Incubator
from incubator.statistics.checker.checking import Checked, Finding, Verdict, check_text
from incubator.statistics.checker.sources import KINDS, text_of
from incubator.statistics.citing import cite
from incubator.statistics.models import Document
from incubator.statistics.queries import liveliest_closed_year
from incubator.statistics.snapshots.queries import edition_choices, editions_read

SHOWN = 500  # findings: a yearly report has some twenty, a hostile text fills a browser
COLOURS = {Verdict.AGREES: "agrees", Verdict.DISAGREES: "disagrees", Verdict.CANNOT_SAY: "open"}


class CheckForm(forms.Form):
    """A text, the year that it reports on, and whose figures it is held against."""

    year = Number(label=gettext_lazy("year"), help_text=gettext_lazy("The year reported on."))
    incubator = forms.ChoiceField(
        label=gettext_lazy("incubator"), required=False, widget=UnfoldAdminSelectWidget
    )
    snapshot = forms.ChoiceField(
        label=gettext_lazy("figures"), required=False, widget=UnfoldAdminSelectWidget
    )
    text = Text(label=gettext_lazy("text"), required=False)
    file = CheckedFileField(
        label=gettext_lazy("or a file"), required=False, kinds=KINDS,
        widget=UnfoldAdminFileFieldWidget, help_text=gettext_lazy("TXT or DOCX."),
    )  # fmt: skip

    cite_in = forms.ModelChoiceField(
        Document.objects.none(), label=gettext_lazy("file its figures as citations of"),
        required=False, widget=UnfoldAdminSelectWidget, empty_label=gettext_lazy("nothing"),
        help_text=gettext_lazy("The document whose text it is; each figure is filed once."),
    )  # fmt: skip

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["snapshot"].choices = edition_choices()
        if access.may(Permission.STATISTICS_WRITE):
            self.fields["cite_in"].queryset = Document.objects.order_by("-issued_on", "pk")
        else:
            del self.fields["cite_in"]
        places = Incubator.objects.visible_to(access).order_by("code")
        whole = [("", _("the whole zone"))] if access.everywhere else []
        self.fields["incubator"].choices = [*whole, *((one.pk, one.name) for one in places)]
        self.fields["incubator"].required = not access.everywhere

    def checked(self) -> Checked:
        """Raises RuleViolation: ``invalid_year``, ``unknown_snapshot``, and those of reading and
        checking.
        """
        data = self.cleaned_data
        text = text_of(data["file"]) if data["file"] else data["text"]
        year = parse_year(str(data["year"]))
        published = editions_read(data["snapshot"], year=year)
        return check_text(text, year=year, incubator_id=self.place, published=published)

    @property
    def place(self) -> int | None:
        """The number of the incubator, None for the zone."""
        chosen = self.cleaned_data["incubator"]
        return int(chosen) if chosen else None


def check_page(pages, request: HttpRequest) -> HttpResponse:
    """Nothing is kept of the text but the citations that are asked for."""
    access = access_from(request)
    post = request.method == "POST"
    usual = liveliest_closed_year(running=today().year) or today().year - 1
    form = CheckForm(
        request.POST if post else None, request.FILES if post else None,
        access=access, initial={"year": usual},
    )  # fmt: skip
    below: dict[str, object] = {}
    if post and form.is_valid():
        with violations_as_form_errors(form):
            checked = form.checked()
            below = _answer(checked)
            if document := form.cleaned_data.get("cite_in"):
                new = cite(
                    document=document, checked=checked, incubator_id=form.place, by=request.user
                )
                messages.success(request, _filed(len(new), document))
    return pages.page(
        request,
        "scoped_admin/verb.html",
        title=_("Check a text"),
        form=form,
        intro=_(
            "Paste the text of a report, or hand in a file. Its numbers are tied to the figures "
            "on file; what cannot be tied for certain is left alone. The text itself is not kept."
        ),
        label=_("Check the text"),
        back=pages.list_address(),
        below="statistics/admin/checked.html" if below else "",
        **below,
    )


def _filed(count: int, document: Document) -> str:
    said = ngettext(
        "%(count)d citation filed under “%(document)s”.",
        "%(count)d citations filed under “%(document)s”.",
        count,
    )
    return said % {"count": count, "document": document}


def _answer(checked: Checked) -> dict[str, object]:
    return {
        "numbers": checked.numbers,
        "counts": [
            (COLOURS[verdict], verdict.label, checked.count(verdict)) for verdict in Verdict
        ],
        "rows": [_row(number, one) for number, one in enumerate(checked.findings[:SHOWN], 1)],
        "more": max(0, len(checked.findings) - SHOWN),
        "pieces": list(_pieces(checked)),
    }


def _pieces(checked: Checked) -> Iterator[tuple[str, str, int]]:
    """The text in pieces: each with its colour and number, if it is a finding that is shown."""
    number = 0
    for text, finding in checked.pieces:
        number += finding is not None
        if finding and number > SHOWN:
            yield checked.text[finding.mention.start :], "", 0
            return
        yield text, COLOURS[finding.verdict] if finding else "", number


def _row(number: int, one: Finding) -> dict[str, object]:
    return {
        "number": number,
        "colour": COLOURS[one.verdict],
        "verdict": one.verdict.label,
        "form": one.mention.form,
        "means": str(one.mention.interval),
        "subject": one.subject.label,
        "year": one.year,
        "basis": one.basis.label,
        "on_file": _(" or ").join(grouped(value) for value in one.on_file) or "—",
    }
