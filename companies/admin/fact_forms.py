"""Forms of facts in the admin: the columns of a kind, and the document behind it."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from companies.fact_fields import fields_of
from companies.models import Company, CompanyFact, Evidence
from incubator.core.admin_fields import Day, Line, Money, Row, Upload
from incubator.core.column_fields import DRESS
from incubator.core.dates import today


class FactForm(forms.Form):
    """A fact of one kind, with a new document, one that is on file, or none."""

    headings = {"evidence": gettext_lazy("Document behind it")}

    def __init__(self, *args, kind: type[CompanyFact], company: Company, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(fields_of(kind, DRESS))
        self.fields["evidence"] = Row(
            queryset=Evidence.objects.filter(company=company).order_by("-uploaded_at", "-pk"),
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


class CorrectFactForm(FactForm):
    """The fact as it is in truth, and why it is corrected."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["correction"] = Line(
            label=gettext_lazy("reason for the correction"), max_length=200
        )


class LaterForm(forms.Form):
    """What came true later."""

    def __init__(self, *args, fact: CompanyFact, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        empty = [name for name in fact.LATER if getattr(fact, name) is None]
        self.fields.update(fields_of(type(fact), DRESS, names=empty) if empty else {})


class DocumentForm(forms.Form):
    """The document behind a fact."""

    upload = Upload(label=gettext_lazy("file"))
    document_title = Line(label=gettext_lazy("what it is"), required=False, max_length=120)


class WhyForm(forms.Form):
    """Why a fact counts no more."""

    reason = Line(label=gettext_lazy("reason"), max_length=200)


class GrantForm(forms.Form):
    """How much is granted, and when."""

    amount = Money(label=pgettext_lazy("subsidy", "granted (yuan)"))
    on = Day(label=gettext_lazy("decided on"), initial=today)


class RefuseForm(WhyForm):
    """Why, and when."""

    on = Day(label=gettext_lazy("decided on"), initial=today)


class PayForm(forms.Form):
    """How much was paid, and when."""

    amount = Money(label=gettext_lazy("amount (yuan)"))
    on = Day(label=gettext_lazy("on"), initial=today)


class TakeBackForm(PayForm):
    """How much was taken back, when and why."""

    reason = Line(label=gettext_lazy("reason"), max_length=200)
