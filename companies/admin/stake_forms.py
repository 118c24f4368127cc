"""Forms of stakes in the admin: what is agreed, what happens to it, why it is withdrawn."""

from django import forms
from django.utils.translation import gettext_lazy

from companies.enums import ExitWay, StakeMoveKind
from companies.fact_fields import fields_of
from companies.models import Company, EquityStake
from incubator.accounts.access import Access
from incubator.core.admin_fields import Choice, Day, FoundRow, Line, Money, Row
from incubator.core.column_fields import DRESS
from incubator.core.dates import today
from incubator.institutions.models import Incubator

TERMS = (
    "vehicle", "vehicle_name", "instrument", "agreed_on", "agreed", "share", "valuation",
    "board_right",
)  # fmt: skip


class Share(forms.DecimalField):
    """Per cent with four decimals; what is wrong with one is said by the rules."""

    widget = Money.widget

    def __init__(self, **kwargs) -> None:
        super().__init__(max_digits=7, decimal_places=4, required=False, **kwargs)


class AgreeForm(forms.Form):
    """In which company, of which incubator, and on what terms."""

    company = FoundRow(queryset=Company.objects.none(), label=gettext_lazy("company"))
    incubator = Row(queryset=Incubator.objects.none(), label=gettext_lazy("incubator"))

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        companies = Company.objects.visible_to(access).order_by("name_pinyin", "pk")
        places = Incubator.objects.visible_to(access).order_by("pk")
        self.fields["company"].queryset = companies
        self.fields["incubator"].queryset = places
        if access.one_place:
            self.fields["incubator"].initial = next(iter(access.incubator_ids))
        self.fields.update(fields_of(EquityStake, DRESS, names=TERMS))
        self.fields["share"] = Share(
            label=gettext_lazy("share agreed (%)"),
            help_text=gettext_lazy("Empty only for a convertible that is not converted yet."),
        )


class MoveForm(forms.Form):
    """What happened; each kind takes the fields that it needs and refuses the others."""

    kind = Choice(label=gettext_lazy("what happened"), choices=StakeMoveKind.choices)
    on = Day(label=gettext_lazy("on"), initial=today)
    amount = Money(
        label=gettext_lazy("amount (yuan)"),
        required=False,
        help_text=gettext_lazy(
            "Paid in, dividend, proceeds of an exit; or the value of the whole company."
        ),
    )
    share = Share(
        label=gettext_lazy("share held from then on (%)"),
        help_text=gettext_lazy("After a conversion, a dilution or an exit; 0 where all is sold."),
    )
    way = Choice(
        label=gettext_lazy("way out"), required=False, choices=[("", "—"), *ExitWay.choices]
    )
    note = Line(label=gettext_lazy("note"), required=False, max_length=200)


class WithdrawForm(forms.Form):
    """Why it counts no more."""

    reason = Line(label=gettext_lazy("reason"), max_length=200)
