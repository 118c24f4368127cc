"""Forms of a company's pages."""

from collections.abc import Iterable

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.enums import ASKED_BY_COMPANY, ChangeKind, ExitGround, ExitReason
from companies.fact_fields import Dress, fields_of
from companies.models import CompanyFact, Residence, Shareholding
from companies.rules.changes import LONGEST
from incubator.core.admin_fields import Money
from incubator.core.dates import today
from incubator.core.files import CheckedFileField
from incubator.core.forms import DayField, LineField
from incubator.core.numbers import typed

K = ChangeKind
BLANK = 4  # rows beside those that are there
MOST = 50
DAY = {"type": "date"}


class Day(DayField):
    """The browser's own date field."""

    widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")


class WhyForm(forms.Form):
    """What every change says: from when, and why."""

    use_required_attribute = False

    planned_on = Day(label=_("Planned for"))
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class WordsForm(WhyForm):
    """A change that is a text."""

    words = LineField(label=_("New text"))
    field_order = ("words", "planned_on", "reason")


class AmountForm(WhyForm):
    """A change that is an amount."""

    amount = Money(label=_("New amount"), widget=forms.TextInput)
    field_order = ("amount", "planned_on", "reason")


class ExtensionForm(WhyForm):
    """A later last day."""

    day = Day(label=_("New last day"))
    field_order = ("day", "planned_on", "reason")


class HoldersForm(WhyForm):
    """All shareholders from then on, a row each."""

    def __init__(self, *args, held: Iterable[Shareholding] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        known = list(held)
        count = min(max(len(known) + BLANK, self._sent_rows()), MOST)
        self.rows = range(count)
        for row in self.rows:
            one = known[row] if row < len(known) else None
            share = typed(one.share) if one else ""
            self._add(row, "holder", _("Shareholder"), one.holder if one else "", 120)
            self._add(row, "share", _("Share (%)"), share, 12)
            self._add(row, "contribution", _("Form"), one.contribution if one else "", 60)

    def _sent_rows(self) -> int:
        numbers = [
            int(name.partition("-")[2])
            for name in self.data
            if name.startswith("holder-") and name.partition("-")[2].isdecimal()
        ]
        return min(max(numbers, default=-1), MOST - 1) + 1

    def _add(self, row: int, name: str, label, initial: str, most: int) -> None:
        self.fields[f"{name}-{row}"] = LineField(
            label=label, required=False, max_length=most, initial=initial
        )

    def people(self) -> list[dict]:
        """What was typed, row by row; rows without any word are none."""
        names = ("holder", "share", "contribution")
        rows = [
            {name: self.cleaned_data.get(f"{name}-{row}", "").strip() for name in names}
            for row in self.rows
        ]
        return [row for row in rows if any(row.values())]

    def table(self) -> list[tuple]:
        """The bound fields, row by row."""
        return [
            (row + 1, self[f"holder-{row}"], self[f"share-{row}"], self[f"contribution-{row}"])
            for row in self.rows
        ]


LABELS = {
    K.NAME: _("New name"),
    K.SCOPE: _("New business scope"),
    K.LEGAL_REPRESENTATIVE: _("New legal representative"),
    K.ADDRESS: _("New registered address"),
    K.CAPITAL: _("New registered capital (yuan)"),
    K.AREA: _("Area wanted (m²)"),
}
HELPS = {
    K.CAPITAL: _("“50万” is understood as well."),
    K.AREA: _("All rooms together, as you want to have them then."),
}


def change_form(kind: str, stay: Residence, data=None) -> WhyForm:
    """The form of one kind of change."""
    if kind == K.SHAREHOLDERS:
        held = stay.company.shareholdings.holding(on=today()).order_by("-share", "pk")
        return HoldersForm(data, held=held)
    if kind == K.EXTENSION:
        return ExtensionForm(data)
    if kind in LONGEST:
        form: WhyForm = WordsForm(data)
        if kind == K.SCOPE:
            form.fields["words"].widget = forms.Textarea(attrs={"rows": 5})
        form.fields["words"].widget.attrs["maxlength"] = LONGEST[K(kind)]
        form.fields["words"].label = LABELS[K(kind)]
        return form
    form = AmountForm(data)
    form.fields["amount"].label = LABELS[K(kind)]
    form.fields["amount"].help_text = HELPS[K(kind)]
    return form


class FilingForm(forms.Form):
    """On which day the new registration is filed; the new licence may go with it."""

    use_required_attribute = False

    on = Day(label=_("Filed on"), initial=today)
    file = forms.FileField(label=_("New licence or notice"), required=False)


class LeavingForm(forms.Form):
    """When the company wants to leave, and why."""

    use_required_attribute = False

    why = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    wanted_on = Day(label=_("Wanted for"), help_text=_("The first day on which you are out."))
    words = forms.CharField(
        label=_("In words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = [
            (f"{reason}.{ground}", f"{ExitReason(reason).label} · {ExitGround(ground).label}")
            for reason, grounds in ASKED_BY_COMPANY.items()
            for ground in grounds
        ]

    def asked(self) -> dict:
        """What the verb wants."""
        reason, _dot, ground = self.cleaned_data["why"].partition(".")
        return {
            "reason": reason,
            "ground": ground,
            "wanted_on": self.cleaned_data["wanted_on"],
            "words": self.cleaned_data["words"],
        }


FACT_DRESS: Dress = {models.DateField: forms.DateInput(attrs=DAY, format="%Y-%m-%d")}


class DocumentForm(forms.Form):
    """The document behind a fact."""

    use_required_attribute = False

    upload = CheckedFileField(label=_("Document"), help_text=_("A scan or a file, such as a PDF."))
    document_title = LineField(label=_("What it is"), required=False, max_length=120)


class FactForm(DocumentForm):
    """A fact of one kind, with the document behind it where there is one already."""

    def __init__(self, *args, kind: type[CompanyFact], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        columns = fields_of(kind, FACT_DRESS)
        self.fields["upload"].required = False
        self.fields = {**columns, **self.fields}


class GraduationForm(forms.Form):
    """Why the company may graduate, in its own words."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("Why you may graduate"),
        help_text=_("What you have reached, and what stands behind what is still unknown."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
