"""Forms of panel meetings."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from companies.admin.deciding import DecisionForm
from companies.enums import Duty, PanelChoice
from companies.models import PanelMeeting
from incubator.accounts.models import User
from incubator.core.admin_fields import Choice, Day, FoundRow, Line, ShortText


class MeetingForm(forms.Form):
    """When and where a panel meets."""

    held_on = Day(label=gettext_lazy("held on"))
    place = Line(label=pgettext_lazy("meeting", "place"), max_length=120, required=False)


class SeatForm(forms.Form):
    """Who sits in a meeting: somebody with an account, or a name."""

    user = FoundRow(
        queryset=User.objects.none(), label=gettext_lazy("person"), required=False,
        help_text=gettext_lazy("People of the incubator, and reviewers of this call."),
    )  # fmt: skip
    name = Line(
        label=gettext_lazy("or a name"), max_length=80, required=False,
        help_text=gettext_lazy("For guests without an account."),
    )  # fmt: skip
    duty = Choice(label=gettext_lazy("duty"), choices=Duty.choices, initial=Duty.MEMBER)

    def __init__(self, *args, meeting: PanelMeeting, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        call = meeting.call
        people = Q(memberships__incubator=call.incubator_id) | Q(reviews_in__round__call=call)
        keys = User.objects.filter(people, is_active=True).values("pk")
        there = meeting.members.exclude(user=None).values("user")
        rows = User.objects.filter(pk__in=keys).exclude(pk__in=there)
        self.fields["user"].queryset = rows.order_by("name", "pk")


class NoteForm(forms.Form):
    """What was said of a case."""

    text = ShortText(label=pgettext_lazy("panel", "note"), max_length=4000)


class VoteForm(forms.Form):
    """How each member votes on one case; fields are named by the member's key."""

    def __init__(self, *args, members, votes: dict[int, str], recused: set[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for member in members:
            choices = PanelChoice.choices
            if member.user_id in recused:
                choices = [(PanelChoice.RECUSED, PanelChoice.RECUSED.label)]
            self.fields[f"vote-{member.pk}"] = forms.ChoiceField(
                label=member.name,
                choices=[("", "—"), *choices],
                required=False,
                initial=votes.get(member.pk, ""),
                widget=forms.Select(attrs={"class": "room-vote"}),
            )

    def said(self) -> dict[int, str]:
        """The choices by key of the member."""
        return {int(name.rpartition("-")[2]): said for name, said in self.cleaned_data.items()}


class PanelDecisionForm(DecisionForm):
    """A decision of the panel."""
