"""Forms of review plans: their stages, rubrics and criteria."""

from django import forms
from django.utils.translation import gettext_lazy

from companies.admin.call_forms import Lines
from companies.enums import REVIEWING, Blind, StageKind
from companies.models import ReviewPlan, Rubric, Stage
from incubator.core.admin_fields import Choice, Choices, Line
from incubator.core.forms import field_of


class NewStageForm(forms.Form):
    """Which stage; each kind stands once in a plan."""

    kind = Choice(label=gettext_lazy("kind"))
    name = Line(label=gettext_lazy("name"), max_length=80)
    name_en = Line(label=gettext_lazy("name in English"), max_length=120, required=False)

    def __init__(self, *args, plan: ReviewPlan, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        there = set(plan.stages.values_list("kind", flat=True))
        self.fields["kind"].choices = [
            (kind, label) for kind, label in StageKind.choices if kind not in there
        ]


class NewRubricForm(forms.Form):
    """What a rubric is called."""

    name = Line(label=gettext_lazy("name"), max_length=80)
    name_en = Line(label=gettext_lazy("name in English"), max_length=120, required=False)


class StageForm(forms.ModelForm):
    """Who acts in a stage, how many reviews it wants, what is hidden, and how it counts."""

    blind = Choices(
        label=gettext_lazy("hidden from reviewers"), choices=Blind.choices, required=False
    )
    hidden_keys = Lines(
        label=gettext_lazy("… and the answers to"),
        required=False,
        help_text=gettext_lazy("Keys of questions, one a line."),
    )

    class Meta:
        model = Stage
        formfield_callback = field_of
        fields = "__all__"  # noqa: DJ007 - the admin names its fields itself

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "rubric" in self.fields:
            self.fields["rubric"].queryset = Rubric.objects.filter(plan=self.instance.plan_id)

    def clean_hidden_keys(self) -> list[str]:
        """Only questions that the call has ever asked."""
        keys = self.cleaned_data["hidden_keys"]
        known = set(self.instance.call.questionnaires.values_list("questions__key", flat=True))
        if unknown := [key for key in keys if key not in known]:
            raise forms.ValidationError(
                gettext_lazy("No question of this call has the key “%(key)s”."),
                code="question_unknown",
                params={"key": unknown[0][:40]},
            )
        return keys

    def clean(self) -> dict:
        """What the database would refuse, said beside the field."""
        data = super().clean()
        if self.instance.kind in REVIEWING and "reviews_wanted" in data:
            if not data.get("rubric"):
                self.add_error("rubric", gettext_lazy("A stage that scores needs a rubric."))
            if not 1 <= (data.get("reviews_wanted") or 0) <= 20:  # noqa: PLR2004 - as stage_scores_by_a_rubric
                self.add_error("reviews_wanted", gettext_lazy("From 1 to 20."))
        return data
