"""Forms of the small pages that call one verb of moving in, changing or leaving."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.admin.forms import Why
from companies.enums import ApplicationState, PaperKind
from companies.models import Admission, Application, ChangeRequest, Residence
from companies.rules.terms import TERMS, defaults
from facilities.admin.forms import RoomRows
from facilities.admin.lease_forms import StayRow, TermsForm
from facilities.lifecycle import LeaseTerms
from facilities.models import Building, SpaceLease, Unit
from facilities.queries.floors import vacant_units
from incubator.accounts.access import Access
from incubator.core.admin_fields import (
    Choice,
    Day,
    FoundRow,
    Line,
    Number,
    Row,
    ShortText,
    Tick,
    Upload,
)
from incubator.core.dates import add_months, today
from incubator.core.files import DOCX
from incubator.institutions.models import Incubator
from incubator.workflows.admin.shown import said_of


class ApplicationRow(FoundRow):
    """Applications by name and receipt number."""

    def label_from_instance(self, application: Application) -> str:
        return f"{application.name} · {application.receipt} · {application.incubator}"


class BeginForm(forms.Form):
    """Which accepted application moves in."""

    application = ApplicationRow(
        queryset=Application.objects.none(), label=gettext_lazy("accepted application")
    )
    registered_only = Tick(
        label=gettext_lazy("registered only"),
        required=False,
        help_text=gettext_lazy("Registered at the site without rooms of its own there."),
    )

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        waiting = Application.objects.visible_to(access).filter(
            state=ApplicationState.ACCEPTED, admission__isnull=True
        )
        self.fields["application"].queryset = waiting.select_related("incubator").order_by(
            "decided_at", "pk"
        )


class NameForm(forms.Form):
    """The name that the authority has approved."""

    name = Line(label=gettext_lazy("approved name"), max_length=120)
    number = Line(label=gettext_lazy("number of the notice"), max_length=80)
    on = Day(label=gettext_lazy("approved on"), initial=today)


class RegistrationForm(forms.Form):
    """What the licence says."""

    name = Line(label=gettext_lazy("name on the licence"), max_length=120)
    unified_code = Line(label=gettext_lazy("unified social credit code"), max_length=40)
    registered_on = Day(label=gettext_lazy("founded on"), required=False)
    on = Day(label=gettext_lazy("registered at the site since"), initial=today)


class DraftForm(forms.Form):
    """From when, and what is agreed on; the values are those of the incubator's template."""

    headings = {"term_months": gettext_lazy("What is agreed on")}

    begins_on = Day(label=gettext_lazy("begins on"), initial=today)
    head = Line(label=gettext_lazy("legal representative"), max_length=60, required=False)
    number = Line(
        label=gettext_lazy("agreement number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty: the next one."),
    )

    def __init__(self, *args, values: dict[str, int] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        add_terms(self, values or defaults())

    def values(self) -> dict[str, int]:
        """What was agreed on."""
        return {term.name: self.cleaned_data[term.name] for term in TERMS}


class TemplateForm(forms.Form):
    """An incubator's own values and text."""

    headings = {"term_months": gettext_lazy("What is agreed on"), "text": gettext_lazy("Text")}

    incubator = Row(queryset=Incubator.objects.none(), label=gettext_lazy("incubator"))

    def __init__(self, *args, access: Access, values: dict[str, int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incubator"].queryset = Incubator.objects.visible_to(access).order_by("pk")
        add_terms(self, values)
        self.fields["text"] = Upload(
            kinds=(DOCX,),
            label=gettext_lazy("Word document"),
            required=False,
            help_text=gettext_lazy("Empty: the text stays as it is."),
        )
        self.fields["standard"] = Tick(
            label=gettext_lazy("go back to the standard text"), required=False
        )

    def values(self) -> dict[str, int]:
        """What is agreed on where nobody says otherwise."""
        return {term.name: self.cleaned_data[term.name] for term in TERMS}


def add_terms(form: forms.Form, values: dict[str, int]) -> None:
    """A number for each value, with its unit and where its default comes from."""
    for term in TERMS:
        form.fields[term.name] = Number(
            label=f"{term.label} ({term.unit})",
            initial=values[term.name],
            min_value=term.least,
            max_value=term.most,
            help_text=_("Default %(default)d: %(source)s")
            % {"default": term.default, "source": said_of(term)},
        )


class SignedForm(forms.Form):
    """The scan, and when it was signed."""

    signed_on = Day(label=gettext_lazy("signed on"), initial=today)
    upload = Upload(label=gettext_lazy("scan of the signed agreement"))


class VoidForm(forms.Form):
    """From when, and why."""

    on = Day(label=gettext_lazy("void since"), initial=today)
    reason = Line(label=gettext_lazy("reason"), max_length=200)


class ReserveForm(TermsForm):
    """Which vacant rooms, for how long, at what price."""

    field_order = ("units", "begins_on", "ends_on", "holds_until")
    headings = {"units": gettext_lazy("Rooms"), "price_class": gettext_lazy("Price")}

    units = RoomRows(
        queryset=Unit.objects.none(),
        label=gettext_lazy("vacant units"),
        help_text=gettext_lazy(
            "Without rooms that somebody still keeps though the lease has ended, and those that "
            "are reserved or out of service."
        ),
    )
    begins_on = Day(label=gettext_lazy("lease begins on"), initial=today)
    ends_on = Day(
        label=gettext_lazy("agreed end"),
        help_text=gettext_lazy("The first day that is no longer let."),
    )
    holds_until = Day(
        label=gettext_lazy("holds until"),
        help_text=gettext_lazy("The first day on which it no longer keeps others out."),
    )

    def __init__(self, *args, admission: Admission, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("price_steps", "subsidies"):
            del self.fields[name]
        day = today()
        vacant = vacant_units(on=day).filter(incubator=admission.incubator_id)
        self.fields["units"].queryset = vacant.select_related("building").order_by(
            "building", "floor", "number"
        )
        self.fields["ends_on"].initial = add_months(day, 36)
        self.fields["holds_until"].initial = day + datetime.timedelta(days=30)

    def terms(self) -> LeaseTerms:
        """What was agreed on; steps come with the lease."""
        names = [name for name in TermsForm.base_fields if name in self.fields]
        data = {name: self.cleaned_data[name] for name in names}
        return LeaseTerms(**data | {"late_fee_rate": data["late_fee_rate"] / 100})


class DepositForm(forms.Form):
    """When it came in, under which reference."""

    on = Day(label=gettext_lazy("paid on"), initial=today)
    reference = Line(label=gettext_lazy("reference"), max_length=80, required=False)


class AdmitForm(forms.Form):
    """The day on which the company is in."""

    on = Day(label=gettext_lazy("admitted on"), initial=today)
    due_on = Day(
        label=gettext_lazy("due on"),
        required=False,
        help_text=gettext_lazy("Empty: the last day of the longest stay by the rule above."),
    )
    lease_number = Line(
        label=gettext_lazy("lease number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty: the next one."),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = Line(label=gettext_lazy("reason"), max_length=200)


class SaidForm(forms.Form):
    """What the company reads."""

    said = ShortText(
        label=gettext_lazy("what the company reads"),
        max_length=2000,
        help_text=gettext_lazy("Word for word."),
    )


class LeaseRow(Row):
    """Leases by number and rooms."""

    def label_from_instance(self, lease: SpaceLease) -> str:
        rooms = sorted({row.unit.number for row in lease.leased_units.all()})
        return f"{lease.number} · {', '.join(rooms)}"


class ApproveForm(forms.Form):
    """From when, and what the company is told."""

    effective_on = Day(label=gettext_lazy("in effect from"), initial=today)
    said = ShortText(label=gettext_lazy("what the company reads"), max_length=2000, required=False)


class ApproveAreaForm(ApproveForm):
    """The same, with the rooms that the lease has then."""

    lease = LeaseRow(
        queryset=SpaceLease.objects.none(),
        label=gettext_lazy("lease"),
        required=False,
        help_text=gettext_lazy("Empty: rooms are let on their own page."),
    )
    units = RoomRows(
        queryset=Unit.objects.none(),
        label=gettext_lazy("units that it has then"),
        required=False,
    )

    def __init__(self, *args, change: ChangeRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        day = today()
        leases = SpaceLease.objects.filter(residence=change.residence_id, until_on__gt=day)
        self.fields["lease"].queryset = leases.prefetch_related("leased_units__unit").order_by(
            "-begins_on"
        )
        houses = Building.objects.filter(incubator=change.incubator_id)
        rooms = Unit.objects.filter(building__in=houses, rentable=True, ends_on__isnull=True)
        self.fields["units"].queryset = rooms.select_related("building").order_by(
            "building", "floor", "number"
        )


class FilingForm(forms.Form):
    """When it was filed, with the paper."""

    on = Day(label=gettext_lazy("filed on"), initial=today)
    upload = Upload(label=gettext_lazy("new licence or notice"), required=False)


class PaperForm(forms.Form):
    """A paper, and what it is."""

    kind = Choice(label=gettext_lazy("kind"), choices=PaperKind.choices)
    upload = Upload(label=gettext_lazy("file"))


class LeavingForm(forms.Form):
    """Whose stay ends, why, and when."""

    residence = StayRow(queryset=Residence.objects.none(), label=gettext_lazy("residence"))
    why = Why()
    warned_on = Day(
        label=gettext_lazy("warned in writing on"),
        required=False,
        help_text=gettext_lazy("A removal comes after a written warning."),
    )
    wanted_on = Day(label=gettext_lazy("wanted for"), initial=today)
    words = ShortText(label=gettext_lazy("in words"), max_length=2000)

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        stays = Residence.objects.visible_to(access).filter(left_on__isnull=True)
        self.fields["residence"].queryset = stays.select_related("company", "incubator").order_by(
            "company__name_pinyin", "pk"
        )

    def asked(self) -> dict:
        """What the verb wants."""
        data = dict(self.cleaned_data)
        return data | data.pop("why")


class SignForm(forms.Form):
    """When, and anything to note."""

    on = Day(label=gettext_lazy("signed on"), initial=today)
    note = Line(label=gettext_lazy("note"), max_length=500, required=False)


class SettleForm(forms.Form):
    """When the rooms come back, in which state, and the refund's reference."""

    on = Day(label=gettext_lazy("on"), initial=today)
    findings = ShortText(
        label=gettext_lazy("findings"),
        required=False,
        help_text=gettext_lazy("What the inspection of the rooms found."),
    )
    reference = Line(label=gettext_lazy("reference of the refund"), max_length=80, required=False)


class EndForm(SettleForm):
    """The last day, and whether the keys are back on it."""

    keys_back = Tick(
        label=gettext_lazy("the keys are back, and the deposits go back"),
        required=False,
        help_text=gettext_lazy(
            "Needs the whole chain of signatures and nothing owed; otherwise settle it later."
        ),
    )
    field_order = ("on", "keys_back", "findings", "reference")
