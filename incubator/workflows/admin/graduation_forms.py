"""Forms of the small pages that call one verb of a graduation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.enums import GraduationOutcome
from companies.models import Residence
from incubator.accounts.access import Access
from incubator.core.admin_fields import Day, FoundRow, Number, OpenChoice, ShortText
from incubator.core.dates import today
from incubator.institutions.enums import Programme
from incubator.institutions.models import Rulebook


class StayToGraduate(FoundRow):
    """Open stays in incubators by company."""

    def label_from_instance(self, stay: Residence) -> str:
        return f"{stay.company} · {stay.incubator}"


class TextRow(forms.ModelChoiceField):
    """A rulebook by its name."""

    def label_from_instance(self, rulebook: Rulebook) -> str:
        return f"{rulebook.name} {rulebook.number}".strip()


class ApplyForm(forms.Form):
    """Which stay, since when, and what the company says."""

    residence = StayToGraduate(queryset=Residence.objects.none(), label=_("residence"))
    on = Day(label=_("applied on"), initial=today)
    words = ShortText(label=_("what the company says"), max_length=2000)

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        stays = Residence.objects.visible_to(access).filter(
            left_on=None, programme=Programme.INCUBATION
        )
        self.fields["residence"].queryset = stays.select_related("company", "incubator").order_by(
            "company__name_pinyin", "pk"
        )


class VisitForm(forms.Form):
    """When somebody was there, and what they found."""

    on = Day(label=_("visited on"), initial=today)
    words = ShortText(label=_("findings of the visit"), max_length=2000)


class CommitteeForm(forms.Form):
    """When it met, how many, and what it advises."""

    on = Day(label=_("committee met on"), initial=today)
    members = Number(label=_("members present"), min_value=1, max_value=99)
    advice = OpenChoice(label=_("advice of the committee"), choices=GraduationOutcome.choices)
    words = ShortText(label=_("opinion of the committee"), max_length=2000)


class ProposeForm(forms.Form):
    """What is to be decided, and why."""

    on = Day(label=_("decision proposed on"), initial=today)
    outcome = OpenChoice(label=_("outcome"), choices=GraduationOutcome.choices)
    reason = ShortText(
        label=_("reasons for the decision"),
        max_length=2000,
        help_text=_("The company reads it."),
    )
    unknown_reason = ShortText(
        label=_("why it passes with unknown conditions"),
        max_length=2000,
        required=False,
        help_text=_("Only where it cannot be told whether enough conditions are met."),
    )
    until = Day(
        label=_("new last day"), required=False, help_text=_("Only where the stay is extended.")
    )


class DayForm(forms.Form):
    """A day, and nothing else to say."""

    on = Day(label=_("on"), initial=today)


class CloseForm(DayForm):
    """The day, and why it comes late."""

    late = ShortText(
        label=_("why so late"),
        max_length=500,
        required=False,
        help_text=_(
            "Only where the figures of that year are published: the graduation is then a late "
            "fact, which the zone office decides on."
        ),
    )


class NothingForm(forms.Form):
    """A verb that needs no answer."""


class SaidForm(forms.Form):
    """Why."""

    words = ShortText(label=_("why"), max_length=500)


class SupersedeForm(forms.Form):
    """Why the decision is set aside, and from when the next one counts."""

    on = Day(label=_("applied anew on"), initial=today)
    reason = ShortText(label=_("reason for it"), max_length=500)


class JudgeForm(forms.Form):
    """Whether a condition is met that no document says."""

    is_met = OpenChoice(label=_("is met"), choices=[("yes", _("yes")), ("no", _("no"))])
    on = Day(label=_("judged on"), initial=today)
    words = ShortText(label=_("why"), max_length=1000)

    def asked(self) -> dict:
        """As the verb takes it."""
        return {**self.cleaned_data, "is_met": self.cleaned_data["is_met"] == "yes"}
