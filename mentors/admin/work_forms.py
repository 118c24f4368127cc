"""Forms of assignments, office hours and sessions."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from companies.models import Residence
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
    Text,
)
from incubator.core.dates import add_months, today
from incubator.core.files import CheckedFileField
from incubator.institutions.models import Incubator
from mentors.admin.forms import offer_places
from mentors.enums import Audience, EndReason, Mode, Need, Rhythm, SessionState, Side
from mentors.lifecycle import Hours, Meeting
from mentors.models import Appointment, Assignment, Mentor, Slot

NO_NEED = [("", "—")]
MONTHS = 12  # what an assignment is proposed to last


class Clock(forms.TimeField):
    """A time of the day; the browser's own field."""

    widget = UnfoldAdminTextInputWidget

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {**super().widget_attrs(widget), "type": "time"}


class StayRow(FoundRow):
    """Residences by their company."""

    def label_from_instance(self, stay: Residence) -> str:
        return f"{stay.company} · {stay.incubator}"


class StayForm(forms.Form):
    """Which company looks for a mentor, and for what."""

    residence = StayRow(queryset=Residence.objects.none(), label=_("company"))
    needs = Choices(label=_("wants help with"), choices=Need.choices, required=False)

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["residence"].queryset = open_stays(access)


def open_stays(access: Access):
    """Stays that go on, by the names of their companies."""
    stays = Residence.objects.visible_to(access).filter(left_on__isnull=True)
    return stays.select_related("company", "incubator").order_by("company__name_pinyin", "pk")


class ProposeForm(forms.Form):
    """Towards what, from when until when."""

    needs = Choices(label=_("wants help with"), choices=Need.choices, required=False)
    goals = ShortText(label=_("goals"), max_length=2000)
    begins_on = Day(label=_("begins on"), initial=today)
    ends_on = Day(
        label=_("agreed end"),
        initial=lambda: add_months(today(), MONTHS),
        help_text=_("The first day that no longer belongs to it."),
    )
    despite = Line(
        label=_("reason despite the conflict"),
        max_length=300,
        required=False,
        help_text=_("Only where the mentor has declared a stake."),
    )


class SideForm(forms.Form):
    """For which side the office notes it."""

    side = Choice(label=_("who has agreed"), choices=[])

    def __init__(self, *args, assignment: Assignment, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = [
            (side.value, side.label)
            for side, at in (
                (Side.COMPANY, assignment.company_agreed_at),
                (Side.MENTOR, assignment.mentor_agreed_at),
            )
            if at is None
        ]


class EndPairForm(forms.Form):
    """From which day on, and why."""

    on = Day(label=_("ends on"), initial=today, help_text=_("The first day without."))
    reason = Choice(label=_("end reason"), choices=EndReason.choices)
    said = ShortText(label=_("note"), max_length=500, required=False)


class MeetingForm(forms.Form):
    """When, how long, how, what about."""

    on = Day(label=_("on"), initial=today)
    starts = Clock(label=_("starts"), initial=datetime.time(10))
    minutes = Number(label=_("minutes"), initial=60, min_value=10, max_value=480)
    mode = Choice(label=_("mode"), choices=Mode.choices)
    place = Line(label=_("place or link"), max_length=300, required=False)
    need = Choice(label=_("about"), choices=NO_NEED + Need.choices, required=False)
    topic = Line(
        label=_("topic"),
        max_length=200,
        help_text=_("Read by the company, the mentor and the office alone."),
    )

    def meeting(self) -> Meeting:
        """As the verbs take it."""
        return Meeting(**self.cleaned_data)


class HeldForm(MeetingForm):
    """The same of a session that was held, with what came of it."""

    advice = Text(label=_("advice"), max_length=8000, required=False)


class NotesForm(forms.Form):
    """What was said."""

    topic = Line(label=_("topic"), max_length=200)
    advice = Text(label=_("advice"), max_length=8000, required=False)


class StepForm(forms.Form):
    """Who does what until when."""

    text = Line(label=_("next step"), max_length=300)
    owner = Choice(label=_("who does it"), choices=Side.choices)
    due_on = Day(label=pgettext_lazy("next step", "due on"), initial=today)


class ReasonForm(forms.Form):
    """Why."""

    reason = Line(label=_("reason"), max_length=300)


class LengthForm(forms.Form):
    """How long it took."""

    minutes = Number(label=_("minutes"), min_value=10, max_value=480)


class FileForm(forms.Form):
    """A file of a session."""

    upload = CheckedFileField(label=_("file"))


class HoursForm(forms.Form):
    """When a mentor can be met."""

    incubator = Row(queryset=Incubator.objects.none(), label=_("incubator"))
    mentor = FoundRow(queryset=Mentor.objects.none(), label=_("mentor"))
    rhythm = Choice(
        label=pgettext_lazy("office hours", "How often"),
        choices=Rhythm.choices,
        initial=Rhythm.ONCE,
    )
    from_on = Day(label=pgettext_lazy("office hours", "from"), initial=today)
    until_on = Day(
        label=_("until"),
        required=False,
        help_text=_("Only where it is every week: the first day without."),
    )
    starts = Clock(label=_("starts"), initial=datetime.time(14))
    ends = Clock(label=_("ends"), initial=datetime.time(17))
    minutes = Number(label=_("minutes of a slot"), initial=60, min_value=10, max_value=480)
    mode = Choice(
        label=_("mode"), choices=[(one.value, one.label) for one in (Mode.ON_SITE, Mode.ONLINE)]
    )
    place = Line(
        label=_("place or link"),
        max_length=300,
        help_text=_("A room, or the link of an online meeting."),
    )
    audience = Choice(label=_("who may book"), choices=Audience.choices)
    notice_hours = Number(label=_("hours of notice"), initial=24, min_value=0, max_value=336)

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_places(self, access)
        serving = Appointment.objects.visible_to(access).in_force(on=today())
        mentors = Mentor.objects.filter(pk__in=serving.values("mentor"))
        self.fields["mentor"].queryset = mentors.order_by("name_pinyin", "pk")

    def when(self) -> Hours:
        """As the verb takes it."""
        names = [name for name in self.base_fields if name not in ("incubator", "mentor")]
        return Hours(**{name: self.cleaned_data[name] for name in names})


class BookForm(forms.Form):
    """For which company, and what about."""

    residence = StayRow(queryset=Residence.objects.none(), label=_("company"))
    need = Choice(label=_("about"), choices=NO_NEED + Need.choices, required=False)
    topic = Line(label=_("topic"), max_length=200)

    def __init__(self, *args, access: Access, slot: Slot, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["residence"].queryset = open_stays(access).filter(incubator=slot.incubator_id)


class SlotForm(forms.Form):
    """To which other time."""

    slot = FoundRow(queryset=Slot.objects.none(), label=_("slot"))

    def __init__(self, *args, session, at: datetime.datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        free = Slot.objects.free(at=at).filter(
            mentor=session.mentor_id, incubator=session.incubator_id
        )
        self.fields["slot"].queryset = free.select_related("mentor").order_by("on", "starts")


# Which verb of a session is offered in which state.
OFFERED = {
    SessionState.PLANNED: {"held", "not_held", "move", "call_off", "notes", "step", "attach"},
    SessionState.HELD: {"confirm", "not_held", "notes", "step", "attach"},
    SessionState.NOT_HELD: {"held"},
    SessionState.CONFIRMED: set(),
    SessionState.CANCELLED: set(),
}
