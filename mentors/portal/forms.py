"""Forms of the pages of mentoring."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.core.dates import add_months, today
from incubator.core.forms import DayField, LineField
from incubator.core.shown import day
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator
from mentors.enums import (
    Audience,
    EndReason,
    Language,
    MentorKind,
    Mode,
    Need,
    Rhythm,
    Side,
    Stage,
)
from mentors.lifecycle import Hours
from mentors.models import Slot

MONTHS = 12  # what an assignment is asked for, unless told
LINES = {"rows": 4}
ENDS_BY_COMPANY = [EndReason.GOALS_MET, EndReason.COMPANY_WISH, EndReason.OTHER]
ENDS_BY_MENTOR = [EndReason.GOALS_MET, EndReason.MENTOR_WISH, EndReason.OTHER]


class Day(DayField):
    """The browser's own date field."""

    widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")


class Clock(forms.TimeField):
    """A time of the day; the browser's own field."""

    widget = forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M")


class Some(forms.MultipleChoiceField):
    """Some of a few words."""

    widget = forms.CheckboxSelectMultiple


class Plain(forms.Form):
    """Complains itself, in the reader's language."""

    use_required_attribute = False


def in_a_year():
    """The usual end of what begins today."""
    return add_months(today(), MONTHS)


class WantedForm(Plain):
    """What a company looks for."""

    needs = Some(label=_("wants help with"), choices=Need, required=False)
    languages = Some(
        label=_("languages"), choices=Language, required=False, initial=[Language.CHINESE]
    )

    def wanted(self) -> dict[str, Any]:
        """What was chosen; nothing for nonsense in the address."""
        if not self.is_bound or not self.is_valid():
            return {}
        return {name: chosen for name, chosen in self.cleaned_data.items() if chosen}


class AskForm(Plain):
    """With what a mentor is to help, and for how long."""

    needs = Some(label=_("wants help with"), choices=Need, required=False)
    goals = forms.CharField(
        label=_("goals"),
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        help_text=_("What should be different when it ends."),
    )
    begins_on = Day(label=_("begins on"), initial=today)
    ends_on = Day(
        label=_("agreed end"),
        initial=in_a_year,
        help_text=_("The first day that no longer belongs to it."),
    )


class WhyForm(Plain):
    """A sentence that the other side reads."""

    said = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs=LINES))


class ReasonForm(Plain):
    """A line that the other side reads."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class EndForm(Plain):
    """Why it ends today."""

    reason = forms.ChoiceField(label=_("Reason"))
    said = forms.CharField(
        label=_("In words"), max_length=500, required=False, widget=forms.Textarea(attrs=LINES)
    )

    def __init__(self, *args, side: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offered = ENDS_BY_MENTOR if side == Side.MENTOR else ENDS_BY_COMPANY
        self.fields["reason"].choices = [(one.value, one.label) for one in offered]


class MeetingForm(Plain):
    """A meeting: one to come is planned, one that is past is put on file as held."""

    on = Day(label=_("Day"), initial=today)
    starts = Clock(label=_("starts"))
    minutes = forms.IntegerField(
        label=_("minutes"), initial=60, widget=forms.NumberInput(attrs={"class": "short"})
    )
    mode = forms.ChoiceField(label=pgettext_lazy("meeting", "Mode"), choices=Mode)
    place = LineField(label=_("place or link"), max_length=300, required=False)
    topic = LineField(
        label=_("topic"),
        max_length=200,
        help_text=_("Read by the company, the mentor and the office alone."),
    )
    need = forms.ChoiceField(label=_("about"), choices=[("", "—"), *Need.choices], required=False)
    advice = forms.CharField(
        label=_("advice"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )


class StepForm(Plain):
    """What comes next."""

    text = LineField(label=_("next step"), max_length=300)
    owner = forms.ChoiceField(label=_("who does it"), choices=Side)
    due_on = Day(label=pgettext_lazy("next step", "due on"))


class FeedbackForm(Plain):
    """One to five, and a word."""

    rating = forms.TypedChoiceField(
        label=_("rating"),
        coerce=int,
        choices=[(number, str(number)) for number in range(1, 6)],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("In words"), max_length=2000, required=False, widget=forms.Textarea(attrs=LINES)
    )


class HoursForm(Plain):
    """When a mentor can be met."""

    incubator = forms.ChoiceField(label=_("incubator"))
    rhythm = forms.ChoiceField(
        label=pgettext_lazy("office hours", "How often"), choices=Rhythm, widget=forms.RadioSelect
    )
    from_on = Day(label=pgettext_lazy("office hours", "from"), initial=today)
    until_on = Day(
        label=_("until"),
        required=False,
        help_text=_("Only every week: the first day without; at most a year later."),
    )
    starts = Clock(label=_("starts"))
    ends = Clock(label=_("ends"))
    minutes = forms.IntegerField(
        label=_("minutes of a slot"), initial=60, widget=forms.NumberInput(attrs={"class": "short"})
    )
    mode = forms.ChoiceField(
        label=pgettext_lazy("meeting", "Mode"),
        choices=[(one.value, one.label) for one in (Mode.ON_SITE, Mode.ONLINE)],
        widget=forms.RadioSelect,
    )
    place = LineField(
        label=_("place or link"),
        max_length=300,
        help_text=_("A room, or the link of an online meeting."),
    )
    audience = forms.ChoiceField(
        label=_("who may book"), choices=Audience, widget=forms.RadioSelect
    )
    notice_hours = forms.IntegerField(
        label=_("hours of notice"),
        initial=24,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("Until then a time can be booked, moved and cancelled."),
    )

    def __init__(self, *args, places: Sequence[Incubator], **kwargs) -> None:
        first = {"rhythm": Rhythm.ONCE, "mode": Mode.ON_SITE, "audience": Audience.ASSIGNED}
        super().__init__(*args, initial=first, **kwargs)
        self.places = {str(place.pk): place for place in places}
        self.fields["incubator"].choices = [(pk, one.title) for pk, one in self.places.items()]

    def where(self) -> Incubator:
        """At which incubator."""
        return self.places[self.cleaned_data["incubator"]]

    def hours(self) -> Hours:
        """What the verb wants."""
        names = Hours.__dataclass_fields__
        return Hours(**{name: self.cleaned_data[name] for name in names})


class BookForm(Plain):
    """What about."""

    topic = LineField(
        label=_("topic"),
        max_length=200,
        help_text=_("Read by the company, the mentor and the office alone."),
    )
    need = forms.ChoiceField(label=_("about"), choices=[("", "—"), *Need.choices], required=False)


class MoveForm(Plain):
    """To which of some times."""

    slot = forms.ChoiceField(label=_("New time"), widget=forms.RadioSelect)

    def __init__(self, *args, slots: Sequence[Slot], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {str(slot.key): slot for slot in slots}
        self.fields["slot"].choices = [
            (key, f"{day(slot.on)} {slot.starts:%H:%M} · {slot.hours.place}")
            for key, slot in self.slots.items()
        ]

    def chosen(self) -> Slot:
        """The time."""
        return self.slots[self.cleaned_data["slot"]]


class ApplyForm(Plain):
    """Who somebody is, and with what they would help."""

    SEVERAL = ("fields", "strengths", "stages", "languages")

    incubator = forms.ChoiceField(label=_("incubator"))
    name = LineField(label=_("full name"), max_length=80)
    kind = forms.ChoiceField(
        label=pgettext_lazy("mentor", "kind"), choices=[("", "—"), *MentorKind.choices]
    )
    employer = LineField(label=_("employer"), max_length=120, required=False)
    title = LineField(label=_("post"), max_length=80, required=False)
    phone = LineField(
        label=_("phone"), max_length=40, required=False, widget=forms.TextInput({"type": "tel"})
    )
    fields = Some(label=_("technical fields"), choices=TechField, required=False)
    strengths = Some(label=_("can help with"), choices=Need, required=False)
    stages = Some(
        label=_("stages"),
        choices=Stage,
        required=False,
        help_text=_("How far the companies are that they advise best."),
    )
    languages = Some(label=_("languages"), choices=Language, required=False)
    experience = forms.CharField(
        label=_("experience"), max_length=4000, required=False, widget=forms.Textarea({"rows": 6})
    )
    statement = forms.CharField(
        label=_("why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(LINES),
        help_text=_("What you would like to help with."),
    )

    def __init__(self, *args, places: Iterable[Incubator], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        self.fields["incubator"].choices = [
            ("", "—"), *((pk, place.title) for pk, place in self.places.items())
        ]  # fmt: skip

    def where(self) -> Incubator:
        """To which incubator."""
        return self.places[self.cleaned_data["incubator"]]

    @classmethod
    def typed(cls, sent: QueryDict) -> dict[str, str | list[str]]:
        """What was sent, right or wrong, as a draft keeps it."""
        return {
            name: sent.getlist(name) if name in cls.SEVERAL else sent.get(name, "")
            for name in cls.base_fields
        }
