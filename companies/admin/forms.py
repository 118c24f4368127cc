"""Forms of the small pages that call one verb on a company or a residence."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.enums import GROUNDS, ExitGround, ExitReason, FounderKind, Right
from companies.lifecycle import company_on_file, require_registration_day
from incubator.accounts.access import Access
from incubator.core.admin_fields import Choice, Day, Line, Money, Row, Text, Tick
from incubator.core.dates import today
from incubator.core.forms import violations_as_form_errors
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator

UNKNOWN = [("", "—")]
ADMISSION = ("incubator", "on", "due_on")
COMPANY = (
    "name", "unified_code", "organisation_code", "registered_on", "registered_capital", "field",
    "founder_kind",
)  # fmt: skip


class AdmitForm(forms.Form):
    """Into which incubator, from when, until when."""

    incubator = Row(queryset=Incubator.objects.none(), label=gettext_lazy("incubator"))
    on = Day(label=gettext_lazy("admitted on"), initial=today)
    due_on = Day(
        label=gettext_lazy("due on"), help_text=gettext_lazy("The last day of the agreed period.")
    )
    note = Text(label=gettext_lazy("note"), required=False)

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = Incubator.objects.visible_to(access).order_by("pk")
        self.fields["incubator"].queryset = rows
        if not access.everywhere and len(access.incubator_ids) == 1:
            self.fields["incubator"].initial = next(iter(access.incubator_ids))


class RegisterForm(AdmitForm):
    """A company's facts and its admission. Who reaches every incubator may only register."""

    field_order = ["known", *COMPANY, *ADMISSION, "note"]
    headings = {"name": gettext_lazy("Company"), "incubator": gettext_lazy("Admission")}

    known = Tick(required=False, label=gettext_lazy("Admit the company that is on file"))
    name = Line(label=gettext_lazy("name"), max_length=120)
    unified_code = Line(
        label=gettext_lazy("unified social credit code"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("18 characters; spaces and hyphens do not matter."),
    )
    organisation_code = Line(
        label=gettext_lazy("organisation code"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Only where there is no unified code: firms gone before 2015."),
    )
    registered_on = Day(label=gettext_lazy("registered on"), required=False)
    registered_capital = Money(label=gettext_lazy("registered capital (yuan)"), required=False)
    field = Choice(
        label=gettext_lazy("technical field"),
        required=False,
        choices=[*UNKNOWN, *TechField.choices],
    )
    founder_kind = Choice(
        label=gettext_lazy("founder"), choices=FounderKind.choices, initial=FounderKind.GENERAL
    )

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, access=access, **kwargs)
        self.fields["known"].widget = forms.HiddenInput()
        if access.everywhere:
            for name in ADMISSION:
                self.fields[name].required = False
            self.fields["on"].initial = None

    def clean(self) -> dict:
        data = super().clean()
        if data.get("incubator"):
            self._ask_about_known_company(data)
        self._refuse_half_an_admission(data)
        return data

    def _ask_about_known_company(self, data: dict) -> None:
        company = company_on_file(
            unified_code=data.get("unified_code", ""),
            organisation_code=data.get("organisation_code", ""),
        )
        if company is None:
            return
        self.fields["known"].widget = Tick.widget()
        if not data.get("known"):
            # Its name and no more: the reader may not see the company yet.
            self.add_error(
                "known",
                _(
                    "%(name)s is already on file under this code. Tick here to admit it; what is "
                    "typed below about the company itself is then not used."
                )
                % {"name": company.name},
            )

    def _refuse_half_an_admission(self, data: dict) -> None:
        given = [name for name in ADMISSION if data.get(name)]
        if given and not self.fields["incubator"].required:
            for name in ADMISSION:
                if name not in given and name not in self.errors:
                    self.add_error(name, _("An admission has an incubator and both dates."))


class RenameForm(forms.Form):
    """The new name, and from when."""

    name = Line(label=gettext_lazy("new name"), max_length=120)
    on = Day(label=gettext_lazy("renamed on"), initial=today)


class ExtendForm(forms.Form):
    """The new last day, and why."""

    due_on = Day(label=gettext_lazy("new due date"))
    reason = Line(label=gettext_lazy("reason"), max_length=200, required=False)


def _choice(reason: str, ground: str) -> tuple[str, str]:
    return f"{reason}.{ground}", str(ExitGround(ground).label)


class Why(Choice):
    """Why a stay ends: a reason with one of its grounds, both coded."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            label=gettext_lazy("exit reason and ground"),
            choices=[
                *UNKNOWN,
                *(
                    (ExitReason(reason).label, [_choice(reason, ground) for ground in grounds])
                    for reason, grounds in GROUNDS.items()
                ),
            ],
            **kwargs,
        )

    def clean(self, value: object) -> dict[str, str]:
        """As ``reason`` and ``ground``."""
        reason, _dot, ground = str(super().clean(value)).partition(".")
        return {"reason": reason, "ground": ground}


class LeaveForm(forms.Form):
    """When, why, and anything to remember."""

    on = Day(label=gettext_lazy("left on"), initial=today)
    why = Why()
    note = Text(label=gettext_lazy("note"), required=False)

    def asked(self) -> dict:
        """What the verb wants."""
        data = self.cleaned_data
        return {"on": data["on"], "note": data["note"], **data["why"]}


class CorrectCompanyForm(forms.Form):
    """What was typed wrongly, and why it changes."""

    name = Line(label=gettext_lazy("name"), max_length=120)
    unified_code = Line(
        label=gettext_lazy("unified social credit code"), required=False, max_length=40
    )
    reason = Line(label=gettext_lazy("reason"), max_length=200)


class CorrectResidenceForm(forms.Form):
    """The days and the end as they were in truth. Without a day of leaving it is open again."""

    admitted_on = Day(label=gettext_lazy("admitted on"))
    admitted_within = Line(
        label=gettext_lazy("admitted, as far as is known"), required=False, max_length=21,
        help_text=gettext_lazy(
            "Only where nobody knows the day: a year (2003), a month (2003-05), or from a day to "
            "a day (2003-03-01/2003-08-31). The day above is the one that is counted."
        ),
    )  # fmt: skip
    due_on = Day(label=gettext_lazy("due on"))
    left_on = Day(
        label=gettext_lazy("left on"),
        required=False,
        help_text=gettext_lazy("Empty, with no exit reason: the residence is open again."),
    )
    left_within = Line(
        label=gettext_lazy("left, as far as is known"), required=False, max_length=21
    )
    exit_reason = Choice(
        label=gettext_lazy("exit reason"), required=False, choices=[*UNKNOWN, *ExitReason.choices]
    )
    exit_ground = Choice(
        label=gettext_lazy("ground"), required=False, choices=[*UNKNOWN, *ExitGround.choices]
    )
    reason = Line(label=gettext_lazy("reason for the correction"), max_length=200)


class CompanyFactsForm(forms.ModelForm):
    """The facts of a company that its page changes, under the rules of registration."""

    def clean(self) -> dict:
        data = super().clean()
        first = self.instance.residences.order_by("admitted_on").first()
        with violations_as_form_errors(self):
            require_registration_day(
                data.get("registered_on"), first_admission=first.admitted_on if first else None
            )
        return data


class RepresentativeForm(forms.Form):
    """Who acts for a company, and what they may."""

    email = forms.EmailField(
        widget=Line.widget,
        label=gettext_lazy("e-mail address"),
        help_text=gettext_lazy("The one that they have registered with."),
    )
    right = Choice(label=gettext_lazy("right"), choices=Right.choices, initial=Right.EDIT)
