"""What is decided of several cases at one stroke, and of which."""

from django import forms
from django.utils.translation import gettext_lazy

from companies.admin.deciding import DecisionForm
from companies.models import Stage
from incubator.core.admin_fields import Choice, Number, Row

WHICH = [
    ("ticked", gettext_lazy("the ticked ones")),
    ("places", gettext_lazy("the places from … to …")),
]


class WhichForm(forms.Form):
    """Which cases: the ticked ones, or a part of the ranking."""

    which = Choice(label=gettext_lazy("which cases"), choices=WHICH)
    first = Number(label=gettext_lazy("from place"), min_value=1, required=False)
    last = Number(label=gettext_lazy("to place"), min_value=1, required=False)

    def clean(self) -> dict:
        """A part of the ranking has two ends."""
        data = super().clean()
        if data.get("which") == "places":
            first, last = data.get("first"), data.get("last")
            if first is None or last is None or last < first:
                self.add_error("last", gettext_lazy("Say from which place to which."))
        return data


class BatchForm(DecisionForm, WhichForm):
    """One outcome for several cases. Places on the waiting list follow the ranking."""

    seen = None
    rank = None
    field_order = (
        "which", "first", "last", "outcome", "said", "conditions", "until", "reason",
    )  # fmt: skip


class AdvanceForm(forms.Form):
    """Where the ticked cases go."""

    to = Row(queryset=Stage.objects.none(), label=gettext_lazy("to stage"))
    move_said = forms.CharField(max_length=500, required=False)

    def __init__(self, *args, stage: Stage, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = Stage.objects.filter(plan=stage.plan_id).exclude(pk=stage.pk)
        self.fields["to"].queryset = others.order_by("position")
