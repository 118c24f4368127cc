"""Forms of mentors and their terms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Company
from incubator.accounts.access import Access
from incubator.core.admin_fields import (
    Choice,
    Choices,
    Day,
    FoundRow,
    Line,
    Number,
    Row,
    ShortText,
    Tick,
)
from incubator.core.dates import add_months, today
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator
from mentors.enums import (
    FilingLevel,
    Language,
    MentorKind,
    Need,
    Stage,
    StakeKind,
    Tier,
)
from mentors.lifecycle import Terms
from mentors.models import Appointment, Mentor

YEARS = 2  # what a new term is proposed to last
TERM = tuple(Terms.__dataclass_fields__)


def offer_places(form: forms.Form, access: Access) -> None:
    """The reader's incubators; where there is one only, it is chosen."""
    places = Incubator.objects.visible_to(access).order_by("pk")
    form.fields["incubator"].queryset = places
    if not access.everywhere and len(access.incubator_ids) == 1:
        form.fields["incubator"].initial = next(iter(access.incubator_ids))


class ProfileForm(forms.Form):
    """What is on file of a mentor."""

    name = Line(label=pgettext_lazy("of a person", "name"), max_length=80)
    kind = Choice(label=_("kind"), choices=MentorKind.choices)
    tier = Choice(label=_("tier"), choices=Tier.choices, initial=Tier.MENTOR)
    employer = Line(label=_("employer"), max_length=120, required=False)
    title = Line(label=_("post"), max_length=80, required=False)
    email = forms.EmailField(widget=Line.widget, label=_("e-mail"), required=False)
    phone = Line(label=_("phone"), max_length=40, required=False)
    fields_ = Choices(label=_("technical fields"), choices=TechField.choices, required=False)
    strengths = Choices(label=_("can help with"), choices=Need.choices, required=False)
    stages = Choices(label=_("stages"), choices=Stage.choices, required=False)
    languages = Choices(label=_("languages"), choices=Language.choices, required=False)
    experience = ShortText(label=_("experience"), max_length=4000, required=False)
    note = ShortText(label=_("note"), required=False)

    headings = {"name": _("Person"), "fields_": _("What they can help with")}

    def facts(self) -> dict[str, Any]:
        """As the verbs take them (a form has a ``fields`` of its own)."""
        data = {name: self.cleaned_data[name] for name in ProfileForm.base_fields}
        return {"fields": data.pop("fields_"), **data}


class CorrectForm(ProfileForm):
    """What was recorded wrongly, or has changed."""

    def __init__(self, *args, mentor: Mentor, **kwargs) -> None:
        names = [name for name in self.base_fields if name != "fields_"]
        initial = {name: getattr(mentor, name) for name in names} | {"fields_": mentor.fields}
        super().__init__(*args, initial=initial, **kwargs)


class TermsForm(forms.Form):
    """Where, for how long, and what the mentor takes on."""

    incubator = Row(queryset=Incubator.objects.none(), label=_("incubator"))
    begins_on = Day(label=_("begins on"), initial=today)
    ends_on = Day(
        label=_("agreed end"),
        initial=lambda: add_months(today(), 12 * YEARS),
        help_text=_("The first day that no longer belongs to the term."),
    )
    companies = Number(label=_("companies at most"), initial=5, min_value=1, max_value=50)
    hours = Number(label=_("hours a month at most"), initial=8, min_value=1, max_value=200)
    appointed_by = Line(
        label=_("appointed by"),
        max_length=120,
        required=False,
        help_text=_("Empty: the incubator itself."),
    )
    level = Choice(
        label=_("filing level"), choices=FilingLevel.choices, initial=FilingLevel.INCUBATOR
    )
    certificate = Line(label=_("certificate no."), max_length=60, required=False)

    headings = {"incubator": _("Appointment")}

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "incubator" in self.fields:
            offer_places(self, access)

    def terms(self) -> Terms:
        """As the verbs take them."""
        return Terms(**{name: self.cleaned_data[name] for name in TERM})


class RegisterForm(TermsForm, ProfileForm):
    """A new mentor with a first term; or, known, one more term."""

    field_order = tuple(ProfileForm.base_fields)
    headings = {**ProfileForm.headings, **TermsForm.headings}

    known = Tick(
        label=_("appoint the mentor on file with this e-mail address, if there is one"),
        required=False,
    )
    namesake = Tick(label=_("somebody on file of the same name is another person"), required=False)


class DecideForm(TermsForm):
    """Somebody who applied is taken on, at the incubator that they applied to."""

    tier = Choice(label=_("tier"), choices=Tier.choices, initial=Tier.MENTOR)
    incubator = None


class RenewForm(forms.Form):
    """Until when it goes on, and what changes."""

    ends_on = Day(
        label=_("agreed end"), help_text=_("The first day that no longer belongs to the term.")
    )
    companies = Number(label=_("companies at most"), min_value=1, max_value=50)
    hours = Number(label=_("hours a month at most"), min_value=1, max_value=200)
    level = Choice(label=_("filing level"), choices=FilingLevel.choices)
    certificate = Line(label=_("certificate no."), max_length=60, required=False)

    def __init__(self, *args, term: Appointment, **kwargs) -> None:
        initial = {
            "ends_on": add_months(term.ends_on, 12 * YEARS), "companies": term.companies,
            "hours": term.hours, "level": term.level,
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)


class CapacityForm(forms.Form):
    """What a mentor takes on."""

    companies = Number(label=_("companies at most"), min_value=1, max_value=50)
    hours = Number(label=_("hours a month at most"), min_value=1, max_value=200)


class EndForm(forms.Form):
    """From which day on, and why."""

    on = Day(label=_("on"), initial=today)
    reason = Line(label=_("reason"), max_length=200)


class OnForm(forms.Form):
    """From which day on."""

    on = Day(label=_("on"), initial=today)


class AccountForm(forms.Form):
    """Whose account it is."""

    email = forms.EmailField(widget=Line.widget, label=_("e-mail of the account"))


class NothingForm(forms.Form):
    """Asks once."""


class SaidForm(forms.Form):
    """Why."""

    said = ShortText(label=pgettext_lazy("mentoring", "reason"), max_length=500)


class StakeForm(forms.Form):
    """What ties the mentor to which company."""

    company = FoundRow(queryset=Company.objects.none(), label=_("company"))
    kind = Choice(label=_("kind"), choices=StakeKind.choices)
    share = forms.DecimalField(
        widget=Number.widget, label=_("share (%)"), required=False, min_value=0, max_value=100,
        max_digits=5, decimal_places=2,
    )  # fmt: skip
    from_on = Day(label=_("since"), initial=today)

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        seen = Company.objects.visible_to(access).order_by("name_pinyin", "pk")
        self.fields["company"].queryset = seen
