"""Forms of the pages of imports."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.accounts.access import Access
from incubator.core.admin_fields import Choice, Line, Row, Tick, Upload
from incubator.core.shown import listing
from incubator.imports.kinds import Kind
from incubator.imports.lifecycle.bringing import FORMATS
from incubator.imports.models import FileImport
from incubator.imports.reading import Top
from incubator.institutions.models import Incubator

UNUSED = ""


class BringForm(forms.Form):
    """What is brought, whose it becomes, and the file."""

    kind = Choice(label=gettext_lazy("what is brought"), choices=[])
    subject = Choice(label="", choices=[], required=False)
    incubator = Row(queryset=Incubator.objects.none(), label=gettext_lazy("incubator"))
    file = Upload(kinds=FORMATS, label=gettext_lazy("XLSX or CSV file"))

    def __init__(self, *args, access: Access, kinds: list[Kind], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {kind.code: kind for kind in kinds}
        self.fields["kind"].choices = [(kind.code, kind.label) for kind in kinds]
        self._offer_subjects([kind for kind in kinds if kind.subject_label], len(kinds))
        places = Incubator.objects.visible_to(access).order_by("pk")
        field = self.fields["incubator"]
        field.queryset, field.required = places, not access.everywhere
        if access.one_place:
            field.initial = next(iter(access.incubator_ids))
        if access.everywhere:
            field.help_text = gettext_lazy("Empty where the file names the incubator of each row.")

    def _offer_subjects(self, kinds: list[Kind], count: int) -> None:
        if not kinds:
            del self.fields["subject"]
            return
        field = self.fields["subject"]
        field.label = kinds[0].subject_label
        field.choices = [(UNUSED, "—"), *(one for kind in kinds for one in kind.subjects())]
        field.required = len(kinds) == count
        if not field.required:
            field.help_text = _("Only for: %s.") % listing(kind.label for kind in kinds)

    def clean(self) -> dict:
        data = super().clean()
        kind = self.kinds.get(data.get("kind", ""))
        if kind and not kind.subject_label:
            data["subject"] = ""
        if (
            kind
            and kind.needs_place
            and not data.get("incubator")
            and "incubator" not in self.errors
        ):
            self.add_error("incubator", _("Choose the incubator whose rows these are."))
        return data | {"kind": kind}


class ColumnsForm(forms.Form):
    """What each column of the file is; and, of what no column says, what it is in all rows."""

    def __init__(self, *args, run: FileImport, kind: Kind, top: Top, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.run, self.kind, self.top = run, kind, top
        meant = {place: name for name, place in run.mapping.items()}
        choices = [(UNUSED, _("— not used —"))]
        choices += [
            (
                column.name,
                f"{column.label} *" if column.is_marked else str(column.label),
            )
            for column in kind.columns
        ]
        for place, heading in enumerate(top.headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading or _("column %d") % (place + 1), choices=choices, required=False,
                initial=meant.get(place, UNUSED), widget=Choice.widget,
            )  # fmt: skip
        for column in kind.columns:
            self.fields[f"fixed_{column.name}"] = Line(
                label=str(column.label), required=False, max_length=200,
                initial=run.fixed.get(column.name, ""), help_text=str(column.help),
            )  # fmt: skip

    def lines(self) -> list[tuple]:
        """Each column of the file: its heading, its first values, and the field that names it."""
        return [
            (self.top.headings[place] or "—", self.top.samples[place], self[f"column_{place}"])
            for place in range(len(self.top.headings))
        ]

    def common(self) -> list:
        """The fields of what is the same in all rows."""
        return [self[f"fixed_{column.name}"] for column in self.kind.columns]

    def lacking(self) -> list[str]:
        """What is still to be said, as the page stands before the reader."""
        columns = (self[f"column_{place}"].value() for place in range(len(self.top.headings)))
        common = (
            one.name for one in self.kind.columns if self[f"fixed_{one.name}"].value()
        )  # fmt: skip
        given = {name for name in (*columns, *common) if name}
        return [str(one.label) for one in self.kind.lacking(given)]

    def clean(self) -> dict:
        data = super().clean()
        mapping: dict[str, int] = {}
        for place in range(len(self.top.headings)):
            name = data.get(f"column_{place}")
            if not name:
                continue
            if name in mapping:
                self.add_error(f"column_{place}", _("Another column is this already."))
            mapping[name] = place
        fixed = {
            column.name: data.get(f"fixed_{column.name}", "").strip()
            for column in self.kind.columns
        }
        return {"mapping": mapping, "fixed": fixed}


class ConfirmForm(forms.Form):
    """Whether rows with errors, and those on file already, stay out."""

    leave_out_errors = Tick(label=gettext_lazy("Leave out the rows with errors"), required=False)
    leave_out_repeats = Tick(
        label=gettext_lazy("Leave out the rows that are on file already"),
        required=False,
        initial=True,
    )

    def __init__(self, *args, run: FileImport, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not run.rows - run.good - run.repeated:
            del self.fields["leave_out_errors"]
        if not run.repeated:
            del self.fields["leave_out_repeats"]

    def choice(self) -> dict[str, bool]:
        """As the verb takes it: without errors to leave out, it is all rows or none."""
        data = self.cleaned_data
        return {
            "all_or_none": not data.get("leave_out_errors", False),
            "leave_out_repeats": data.get("leave_out_repeats", True),
        }


class AgainForm(forms.Form):
    """Whether what only looks like something on file is brought all the same."""

    bring_alike = Tick(
        label=gettext_lazy("Bring rows that only look like something on file"),
        required=False,
        help_text=gettext_lazy(
            "For companies of the same name with another code. A code that is on file is never "
            "brought twice."
        ),
    )


class UndoForm(forms.Form):
    """Why it is taken back."""

    reason = Line(label=gettext_lazy("reason"), max_length=200)
