"""Forms of the small pages that call one verb of a referral to the accelerator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.enums import ExitReason
from companies.models import Residence
from incubator.accounts.access import Access
from incubator.core.admin_fields import Area, Day, FoundRow, Line, Money, OpenChoice, Row, ShortText
from incubator.core.admin_fields import Number as Year
from incubator.core.dates import today
from incubator.core.shown import day
from incubator.institutions.enums import Programme
from incubator.institutions.models import Incubator

YES_NO = [("yes", _("yes")), ("no", _("no"))]


class GraduateRow(FoundRow):
    """Graduates by company."""

    def label_from_instance(self, stay: Residence) -> str:
        return f"{stay.company} · {stay.incubator} · {day(stay.left_on)}"


class ReferForm(forms.Form):
    """Who, where to, and what is promised."""

    graduation = GraduateRow(queryset=Residence.objects.none(), label=_("graduate"))
    accelerator = Row(queryset=Incubator.objects.none(), label=_("accelerator"))
    on = Day(label=_("referred on"), initial=today)
    area = Area(label=_("area wanted (m²)"))
    investment_per_m2 = Money(label=_("promised investment (yuan per m²)"))
    output_per_m2 = Money(label=_("promised output (yuan per m² and year)"))
    words = ShortText(label=_("project"), max_length=2000)

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        graduates = Residence.objects.visible_to(access).filter(exit_reason=ExitReason.GRADUATED)
        self.fields["graduation"].queryset = graduates.select_related(
            "company", "incubator"
        ).order_by("-left_on", "pk")
        self.fields["accelerator"].queryset = Incubator.objects.filter(
            programme=Programme.ACCELERATION
        ).order_by("code")


class ReviewForm(forms.Form):
    """What the review says."""

    on = Day(label=_("reviewed on"), initial=today)
    accepted = OpenChoice(label=_("accepted"), choices=YES_NO)
    fits_industry = OpenChoice(label=_("fits the zone’s industries"), choices=YES_NO)
    words = ShortText(label=_("opinion of the review"), max_length=2000)
    exception = ShortText(
        label=_("reason for the exception"),
        max_length=2000,
        required=False,
        help_text=_("Only where less is promised than the rule normally asks."),
    )


class MoveInForm(forms.Form):
    """From when to when, and on what area."""

    on = Day(label=_("moved in on"), initial=today)
    due_on = Day(label=_("agreed until"))
    area = Area(label=_("area taken (m²)"))


class YearForm(forms.Form):
    """What a year came to."""

    year = Year(label=_("year"))
    investment = Money(label=_("investment of the year (yuan)"))
    output = Money(label=_("output of the year (yuan)"))
    correction = Line(
        label=_("reason for the correction"),
        required=False,
        help_text=_("Only where the year is recorded already."),
    )
