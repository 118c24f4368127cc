"""Forms of calls, their questions, and of what the office answers."""

import datetime

from django import forms
from django.db.models import QuerySet
from django.forms.widgets import Select
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSplitDateTimeWidget

from companies.enums import CallKind, Column
from companies.models import Call, LateCode, Question
from incubator.accounts.access import Access
from incubator.core.admin_fields import Choice, Day, Line, Number, Row, ShortText
from incubator.core.dates import today
from incubator.core.forms import of_our_time
from incubator.institutions.models import Incubator, Rulebook


class Moment(forms.SplitDateTimeField):
    """A day of our time and a time of day, in China time."""

    widget = UnfoldAdminSplitDateTimeWidget
    default_validators = [of_our_time]


class CallForm(forms.Form):
    """What a new call is; its questions come next."""

    incubator = Row(queryset=Incubator.objects.none(), label=gettext_lazy("incubator"))
    kind = Choice(label=gettext_lazy("kind"), choices=CallKind.choices)
    code = forms.SlugField(
        label=gettext_lazy("code"),
        max_length=60,
        help_text=gettext_lazy(
            "Part of the call's address: letters, digits and hyphens, such as spring-2027."
        ),
        widget=Line.widget,
    )
    title = Line(label=gettext_lazy("title"), max_length=120)
    title_en = Line(label=gettext_lazy("English title"), max_length=160, required=False)
    summary = ShortText(label=gettext_lazy("what it is"), max_length=4000)
    summary_en = ShortText(
        label=gettext_lazy("what it is, in English"), max_length=4000, required=False
    )
    opens_at = Moment(label=gettext_lazy("opens at"))
    closes_at = Moment(label=gettext_lazy("closes at"), required=False)
    answer_days = Number(
        label=gettext_lazy("days until the office answers"), initial=10, min_value=1, max_value=366
    )
    rulebook = Row(
        queryset=Rulebook.objects.published().order_by("-effective_from", "pk"),
        label=gettext_lazy("rulebook"),
        required=False,
        help_text=gettext_lazy("Empty: the rulebook in force on the day of applying."),
    )

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = Incubator.objects.visible_to(access).order_by("pk")
        self.fields["incubator"].queryset = rows
        if not access.everywhere and len(access.incubator_ids) == 1:
            self.fields["incubator"].initial = next(iter(access.incubator_ids))

    def clean_code(self) -> str:
        """The address is given once."""
        code = self.cleaned_data["code"]
        if Call.objects.filter(code=code).exists():
            raise forms.ValidationError(
                gettext_lazy("Another call has this code."), code="call_exists"
            )
        return code

    def clean(self) -> dict:
        """What the database would refuse, said beside the field."""
        data = super().clean()
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", gettext_lazy("A call closes after it opens."))
        if data.get("kind") in {CallKind.CONTEST, CallKind.COHORT} and not closes:
            self.add_error("closes_at", gettext_lazy("A contest or a cohort has a closing time."))
        return data


class DatesForm(forms.Form):
    """When a call opens and closes."""

    opens_at = Moment(label=gettext_lazy("opens at"))
    closes_at = Moment(label=gettext_lazy("closes at"), required=False)
    reason = Line(label=gettext_lazy("reason"), max_length=500, required=False)


class Lines(forms.CharField):
    """A list, one entry a line."""

    widget = ShortText().widget

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value) -> list[str]:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def validate(self, value) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")


class QuestionForm(forms.ModelForm):
    """One question of a version in preparation."""

    options = Lines(
        label=gettext_lazy("choices"), required=False, help_text=gettext_lazy("One a line.")
    )
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("columns"), choices=Column.choices, required=False
    )
    shown_values = Lines(
        label=gettext_lazy("… is one of"), required=False, help_text=gettext_lazy("One a line.")
    )

    class Meta:
        model = Question
        fields = "__all__"  # noqa: DJ007 - inlines of the admin name their fields themselves
        widgets = {"kind": Select}


class LateCodeForm(forms.Form):
    """For whom, why, and until when."""

    given_to = Line(label=gettext_lazy("given to"), max_length=120)
    reason = Line(label=gettext_lazy("reason"), max_length=500)
    until = Moment(label=gettext_lazy("valid until"))


class LateCodeBackForm(forms.Form):
    """Which of the codes that still hold."""

    late = Row(label=gettext_lazy("code for late entry"), queryset=LateCode.objects.none())

    def __init__(self, *args, codes: QuerySet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["late"].queryset = codes
        self.fields["late"].label_from_instance = lambda late: (
            f"{late.given_to} · {late.reason[:40]}"
        )


class InformationForm(forms.Form):
    """What the office wants to know, and by when."""

    what = ShortText(
        label=gettext_lazy("what is needed"),
        max_length=4000,
        help_text=gettext_lazy("The applicant reads this word for word."),
    )
    until = Day(label=gettext_lazy("answer by"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = today() + datetime.timedelta(days=10)


class ReasonForm(forms.Form):
    """Why an application is not accepted."""

    reason = ShortText(
        label=gettext_lazy("reason"),
        max_length=4000,
        help_text=gettext_lazy("The applicant reads this word for word."),
    )


class MessageForm(forms.Form):
    """A message to the applicant."""

    body = ShortText(label=gettext_lazy("text"), max_length=4000)


class NothingForm(forms.Form):
    """Asks for nothing but a second look."""

    sure = forms.BooleanField(widget=forms.HiddenInput, initial=True, required=False)
