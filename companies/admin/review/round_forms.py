"""Forms of rounds: their time, and who is asked to review in them."""

import re

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy

from companies.admin.call_forms import Moment
from companies.enums import Actors
from companies.lifecycle import Invited
from companies.models import Application, Reviewer, ReviewRound, Stage
from companies.queries.assigning import cases_of
from incubator.accounts.access import Access
from incubator.accounts.models import User
from incubator.core.admin_fields import Choices, FoundRow, Line, Number, Row, ShortText, Text
from incubator.institutions.enums import TechField

PARTS = re.compile(r"[<>,，;；\0]|\s+")
DEFAULT_LOAD = 60


class StageChoice(Row):
    """Stages with their call, so that two calls are told apart."""

    def label_from_instance(self, stage: Stage) -> str:
        return f"{stage.call} · {stage}"


class WhichStageForm(forms.Form):
    """What a round is for."""

    stage = StageChoice(queryset=Stage.objects.none(), label=gettext_lazy("stage"))

    def __init__(self, *args, stages, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = stages


class OpenForm(forms.Form):
    """When a round begins and ends."""

    opens_at = Moment(
        label=gettext_lazy("opens at"), required=False, help_text=gettext_lazy("Empty: now.")
    )
    due_at = Moment(label=gettext_lazy("due at"))


class DueForm(forms.Form):
    """Until when a round goes on."""

    due_at = Moment(label=gettext_lazy("due at"))


class KnownForm(forms.Form):
    """What the office knows of a reviewer."""

    employer = Line(
        label=gettext_lazy("employer"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Cases of this organisation are kept from them."),
    )
    expertise = Choices(
        label=gettext_lazy("fields of expertise"), choices=TechField.choices, required=False
    )
    max_load = Number(
        label=gettext_lazy("most cases"), min_value=1, max_value=1000, initial=DEFAULT_LOAD
    )


class InviteForm(KnownForm):
    """One person by mail."""

    email = forms.EmailField(label=gettext_lazy("e-mail address"), widget=Line.widget)
    name = Line(label=gettext_lazy("name"), max_length=80, required=False)
    field_order = ("email", "name", "employer", "expertise", "max_load")


class People(Text):
    """A pasted list: on each line an address, and then a name and an employer."""

    def to_python(self, value: object) -> list[Invited]:
        people = []
        for line in str(value or "").splitlines():
            parts = [part for part in PARTS.split(line) if part]
            if not parts:
                continue
            address = next((part for part in parts if "@" in part), parts[0])
            rest = [part for part in parts if part != address]
            people.append(Invited(address, *rest[:1], " ".join(rest[1:])[:120]) if rest
                          else Invited(address))  # fmt: skip
        return people

    def prepare_value(self, value: object) -> object:
        return value if isinstance(value, str) else ""


class InviteListForm(forms.Form):
    """Several people by mail."""

    people = People(
        label=gettext_lazy("people"),
        max_length=20_000,
        help_text=gettext_lazy(
            "One a line: e-mail address, name, employer. A column pasted from a sheet will do."
        ),
    )
    expertise = KnownForm.base_fields["expertise"]
    max_load = KnownForm.base_fields["max_load"]


class AddForm(KnownForm):
    """Somebody who is known already."""

    user = FoundRow(queryset=User.objects.none(), label=gettext_lazy("person"))
    field_order = ("user", "employer", "expertise", "max_load")

    def __init__(self, *args, review_round: ReviewRound, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        place = review_round.call.incubator_id
        of_office = Q(memberships__incubator=place) | Q(memberships__incubator=None)
        staff = of_office & Q(memberships__isnull=False)
        asked_before = Q(
            reviews_in__round__call__incubator=place, reviews_in__invitations__isnull=False
        )
        # Whoever the stage is not for is no choice: they would be refused after the click.
        fitting = {
            Actors.OFFICE: staff, Actors.INVITED: asked_before, Actors.BOTH: staff | asked_before,
        }[Actors(review_round.stage.actors)]  # fmt: skip
        there = review_round.reviewers.in_force().values("user")
        people = User.objects.filter(fitting, is_active=True)
        keys = people.exclude(pk__in=there).values("pk")
        self.fields["user"].queryset = User.objects.filter(pk__in=keys).order_by("name", "pk")


class ReviewerChoice(FoundRow):
    """People of a round with what they have and can take."""

    def label_from_instance(self, reviewer: Reviewer) -> str:
        return f"{reviewer.user.name or reviewer.user} ({reviewer.load}/{reviewer.max_load})"


class CaseChoice(FoundRow):
    """Cases by receipt number and name."""

    def label_from_instance(self, case: Application) -> str:
        return f"{case.receipt} · {case.name}"


class GiveForm(forms.Form):
    """One case to one reviewer."""

    application = CaseChoice(queryset=Application.objects.none(), label=gettext_lazy("case"))
    reviewer = ReviewerChoice(queryset=Reviewer.objects.none(), label=gettext_lazy("reviewer"))

    def __init__(self, *args, review_round: ReviewRound, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cases = cases_of(review_round).visible_to(access).order_by("receipt")
        self.fields["application"].queryset = cases
        people = review_round.reviewers.in_force().with_load().select_related("user")
        self.fields["reviewer"].queryset = people.order_by("user__name", "pk")


class AssignForm(forms.Form):
    """How many reviewers each case gets, and what decides between equals."""

    wanted = Number(
        label=gettext_lazy("reviews of each case"),
        min_value=1,
        max_value=20,
        required=False,
        help_text=gettext_lazy("Empty: as many as the stage asks for."),
    )
    seed = Number(
        label=gettext_lazy("random seed"),
        min_value=0,
        max_value=2**31 - 1,
        required=False,
        help_text=gettext_lazy("Empty: drawn by lot. The same seed gives the same pairs again."),
    )


class WhyForm(forms.Form):
    """Why; it stays on file."""

    reason = ShortText(
        label=gettext_lazy("reason"),
        max_length=500,
        help_text=gettext_lazy("Stays on file."),
    )
