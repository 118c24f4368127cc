"""Forms of rulebooks and of their conditions."""

from fractions import Fraction

from django import forms
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget

from incubator.core.admin_fields import Choices, Day
from incubator.core.dates import today
from incubator.core.forms import field_of
from incubator.institutions.conditions import most_said
from incubator.institutions.enums import Purpose, SpecialCase
from incubator.institutions.models import Criterion, Rulebook
from incubator.institutions.rules import RULES

FACTS = (
    "code", "name", "number", "level", "place", "applies_here", "issued_by", "issued_on",
    "effective_from", "effective_until", "dates_certainty", "note",
)  # fmt: skip
CONDITION = (
    "purpose", "rule", "item", "joined", "limit", "divisor", "kind", "focus", "special",
    "reducible", "words", "certainty", "source",
)  # fmt: skip
SAME = ("purpose", "item", "rule", "kind", "focus", "special")


def rules_by_purpose() -> list[tuple[str, list[tuple[str, str]]]]:
    """The vocabulary as a choice, in groups."""
    return [
        (
            str(purpose.label),
            [(rule.code, str(rule.label)) for rule in RULES.values() if purpose in rule.purposes],
        )
        for purpose in Purpose
    ]


class CriterionForm(forms.ModelForm):
    """One condition of a rulebook in preparation."""

    rule = forms.ChoiceField(
        label=gettext_lazy("rule"), choices=rules_by_purpose, widget=UnfoldAdminSelectWidget
    )
    special = Choices(
        label=gettext_lazy("only for special cases"),
        required=False,
        choices=SpecialCase.choices,
        help_text=gettext_lazy("Nothing: for everybody."),
    )

    class Meta:
        model = Criterion
        fields = CONDITION

    def clean(self) -> dict:
        data = super().clean()
        rule = RULES.get(data.get("rule", ""))
        if rule and data.get("purpose") and data["purpose"] not in rule.purposes:
            self.add_error(
                "rule",
                forms.ValidationError(
                    gettext_lazy("This rule belongs to another purpose."),
                    code="criterion_rule_unknown",
                ),
            )
        number = Fraction(data.get("limit") or 0) / (data.get("divisor") or 1)
        if most := most_said(data.get("rule", ""), number):
            self.add_error(
                "limit",
                forms.ValidationError(
                    gettext_lazy("It cannot be more than %(most)s."),
                    code="criterion_beyond_bounds",
                    params={"most": most},
                ),
            )
        if not self.errors and self._listed_already(data):
            self.add_error(
                "rule",
                forms.ValidationError(
                    gettext_lazy("The rulebook lists this condition already."),
                    code="criterion_listed_twice",
                ),
            )
        return data

    def _listed_already(self, data: dict) -> bool:
        """What the database would refuse, said beside the field."""
        same = {name: data[name] for name in SAME}
        others = Criterion.objects.filter(rulebook=self.instance.rulebook_id, **same)
        return others.exclude(pk=self.instance.pk).exists()


class RulebookForm(forms.ModelForm):
    """What a rulebook is; its conditions come next."""

    class Meta:
        model = Rulebook
        formfield_callback = field_of
        fields = FACTS

    def clean_code(self) -> str:
        """The versions of one code are made by revising it."""
        code = self.cleaned_data["code"]
        if self.instance.pk is None and Rulebook.objects.filter(code=code).exists():
            raise forms.ValidationError(
                gettext_lazy("There is a rulebook with this code already; revise that one."),
                code="rulebook_exists",
            )
        return code


class EndForm(forms.Form):
    """From which day another text holds."""

    on = Day(label=gettext_lazy("no longer in force from"), initial=today)
