"""Forms of what an institution has of its own: the columns of a kind, and its document."""

from django import forms
from django.utils.translation import gettext_lazy

from incubator.core.admin_fields import Day, Line, Row, Upload
from incubator.core.column_fields import DRESS, fields_of
from incubator.core.dates import today
from incubator.institutions.models import Incubator, OwnDocument, OwnFact


class OwnFactForm(forms.Form):
    """A fact of one kind, with a new document, one that is on file, or none."""

    headings = {"document": gettext_lazy("Document behind it")}

    def __init__(self, *args, kind: type[OwnFact], incubator: Incubator, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(fields_of(kind, DRESS, names=kind.OWN, signed=kind.SIGNED))
        self.fields["document"] = Row(
            queryset=OwnDocument.objects.filter(incubator=incubator).order_by("-pk"),
            label=gettext_lazy("a document on file"),
            required=False,
        )
        self.fields["upload"] = Upload(
            label=gettext_lazy("or a new one"),
            required=False,
            help_text=gettext_lazy("Without either, the fact is listed as one without document."),
        )
        self.fields["document_title"] = Line(
            label=gettext_lazy("what the new document is"), required=False, max_length=120
        )


class CorrectOwnFactForm(OwnFactForm):
    """The fact as it is in truth, and why it is corrected."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["correction"] = Line(
            label=gettext_lazy("reason for the correction"), max_length=200
        )


class OwnDocumentForm(forms.Form):
    """The document behind a fact."""

    upload = Upload(label=gettext_lazy("file"))
    document_title = Line(label=gettext_lazy("what it is"), required=False, max_length=120)


class EndForm(forms.Form):
    """Since which day it is no more."""

    on = Day(label=gettext_lazy("since"), initial=today)


class WithdrawForm(forms.Form):
    """Why a fact counts no more."""

    reason = Line(label=gettext_lazy("reason"), max_length=200)
