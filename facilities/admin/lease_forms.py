"""Forms of leases: what they cost, to whom units are let, and how that changes."""

from decimal import Decimal

from django import forms
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminFileFieldWidget

from companies.models import Company, Residence
from facilities.admin.forms import ReasonForm, UnitRows
from facilities.enums import PriceBasis, PriceClass, Rhythm, SubsidyBasis
from facilities.lifecycle import LeaseTerms
from facilities.lifecycle.leases import terms_of_renewal
from facilities.models import Building, SpaceLease, Unit
from incubator.accounts.access import Access
from incubator.core.admin_fields import (
    Area,
    Choice,
    Day,
    FoundRow,
    Line,
    Money,
    Number,
    Price,
    ShortText,
)
from incubator.core.dates import today
from incubator.core.files import CheckedFileField
from incubator.core.numbers import typed
from incubator.core.shown import days, last_day


class StayRow(FoundRow):
    """Residences by their company."""

    def label_from_instance(self, stay: Residence) -> str:
        return f"{stay.company} · {days(stay.admitted_on, stay.due_on)}"


class SignedDocument(CheckedFileField):
    """A lease as it was signed."""

    widget = UnfoldAdminFileFieldWidget

    def __init__(self, **kwargs) -> None:
        super().__init__(label=gettext_lazy("signed document"), **kwargs)


class FreeUnitRows(UnitRows):
    """Units, each with the day until which somebody has it (annotated as ``taken_until``)."""

    def label_from_instance(self, unit: Unit) -> str:
        label = super().label_from_instance(unit)
        if unit.taken_until is None:
            return label
        until = _("let until %s") % last_day(unit.taken_until)
        return f"{label} · {until}"


class TermsForm(forms.Form):
    """What a lease costs."""

    price_class = Choice(label=gettext_lazy("price class"), choices=PriceClass.choices)
    unit_price = Price(label=gettext_lazy("unit price (yuan)"))
    price_basis = Choice(
        label=gettext_lazy("price is"), choices=PriceBasis.choices, initial=PriceBasis.M2_MONTH
    )
    rhythm = Choice(
        label=gettext_lazy("payment rhythm"), choices=Rhythm.choices, initial=Rhythm.HALF_YEARLY
    )
    free_months = Number(label=gettext_lazy("free months"), initial=0, min_value=0, max_value=120)
    property_fee = Price(label=gettext_lazy("property fee (yuan per m² and month)"), initial=0)
    late_fee_rate = forms.DecimalField(
        widget=Price.widget,
        label=gettext_lazy("late fee per day (%)"),
        initial=0,
        min_value=0,
        max_value=5,
        max_digits=5,
        decimal_places=4,
        help_text=gettext_lazy("0.05 means 0.05 percent of what is open, for each day."),
    )
    room_deposit = Money(label=gettext_lazy("room deposit (yuan)"), initial=0)
    utilities_deposit = Money(label=gettext_lazy("utilities deposit (yuan)"), initial=0)
    price_steps = ShortText(
        label=gettext_lazy("price steps"),
        required=False,
        help_text=gettext_lazy("One line for each: from day, unit price. “2027-01-01, 35”"),
    )
    subsidies = ShortText(
        label=gettext_lazy("rent subsidies"),
        required=False,
        help_text=gettext_lazy(
            "One line for each: year of the lease, yuan per m² and month, most m² (may be left "
            "out), and “once” where it is paid once. “1, 18, 200” or “1, 70, , once”"
        ),
    )

    def clean_price_steps(self) -> tuple:
        """(day, price) of each line."""
        return _lines(self.cleaned_data["price_steps"], Day().clean, Price().clean)

    def clean_subsidies(self) -> tuple:
        """(year, yuan, area or None) of each line."""
        most = Area(required=False).clean
        lines = _lines(self.cleaned_data["subsidies"], int, Price().clean, most, _basis)
        return tuple((year, yuan, *(rest or [None])) for year, yuan, *rest in lines)

    def terms(self) -> LeaseTerms:
        """What the form says, as the verbs take it. The rate is typed in per cent."""
        data = {name: self.cleaned_data[name] for name in TermsForm.base_fields}
        return LeaseTerms(**data | {"late_fee_rate": data["late_fee_rate"] / 100})


def _basis(word: str) -> str:
    """Once, in the words of either language."""
    if word.lower() not in {"once", "一次", "一次性"}:
        raise ValueError
    return SubsidyBasis.M2_ONCE


def _lines(text: str, *readers) -> tuple:
    """Lines of comma-separated values, each read by its reader; trailing ones may be absent."""
    found = []
    for line in text.replace("，", ",").splitlines():
        if not line.strip():
            continue
        try:
            parts = [part.strip() for part in line.split(",")]
            if not 2 <= len(parts) <= len(readers):  # noqa: PLR2004 - a key and a value at least
                raise ValueError
            found.append(tuple(read(part) for read, part in zip(readers, parts, strict=False)))
        except (ValueError, forms.ValidationError):
            raise forms.ValidationError(
                _("“%(line)s” cannot be read."), params={"line": line[:40]}, code="unreadable_line"
            ) from None
    return tuple(found)


class GrantForm(TermsForm):
    """Which units, to whom, from when until when, at what price."""

    field_order = (
        "units", "residence", "company", "signed_on", "begins_on", "ends_on", "number",
        "contact_email",
    )  # fmt: skip
    headings = {
        "units": gettext_lazy("Lease"),
        "price_class": gettext_lazy("Price"),
    }

    units = FreeUnitRows(queryset=Unit.objects.none(), label=gettext_lazy("units"))
    residence = StayRow(
        queryset=Residence.objects.none(),
        label=gettext_lazy("residence"),
        required=False,
        help_text=gettext_lazy("Empty only for a non-incubatee."),
    )
    company = FoundRow(
        queryset=Company.objects.none(),
        label=gettext_lazy("company without a residence"),
        required=False,
    )
    number = Line(
        label=gettext_lazy("lease number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty: the next one."),
    )
    signed_on = Day(label=gettext_lazy("signed on"), initial=today)
    begins_on = Day(label=gettext_lazy("begins on"), initial=today)
    ends_on = Day(
        label=gettext_lazy("agreed end"),
        help_text=gettext_lazy("The first day that is no longer let."),
    )
    contact_email = forms.EmailField(
        widget=Line.widget,
        label=gettext_lazy("tenant's e-mail"),
        required=False,
        help_text=gettext_lazy(
            "For notices about this lease; empty: to those who act for the company."
        ),
    )
    document = SignedDocument(required=False)

    def __init__(self, *args, access: Access, building: Building, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        later = Q(lettings__ends_on__gt=today())
        units = building.units.filter(rentable=True, ends_on__isnull=True)
        self.fields["units"].queryset = units.annotate(
            taken_until=Max("lettings__ends_on", filter=later)
        ).order_by("floor", "number")
        stays = Residence.objects.visible_to(access).filter(
            incubator=building.incubator_id, left_on__isnull=True
        )
        self.fields["residence"].queryset = stays.select_related("company", "incubator").order_by(
            "company__name_pinyin", "pk"
        )
        self.fields["company"].queryset = Company.objects.visible_to(access).order_by(
            "name_pinyin", "pk"
        )

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("residence") and not data.get("company"):
            self.add_error("residence", _("Choose the residence that the lease is for."))
        return data

    def tenant(self) -> Company:
        """Who leases."""
        stay = self.cleaned_data["residence"]
        return stay.company if stay else self.cleaned_data["company"]


class RenewForm(TermsForm):
    """Until when it goes on, signed when, at what price."""

    field_order = ("signed_on", "ends_on", "number")
    headings = {
        "signed_on": gettext_lazy("Lease"),
        "price_class": gettext_lazy("Price"),
    }

    signed_on = Day(label=gettext_lazy("signed on"), initial=today)
    ends_on = Day(
        label=gettext_lazy("agreed end"),
        help_text=gettext_lazy("The first day that is no longer let."),
    )
    number = Line(
        label=gettext_lazy("lease number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty: the next one."),
    )
    document = SignedDocument(required=False)

    def __init__(self, *args, lease: SpaceLease, **kwargs) -> None:
        """The last price goes on unless another one is typed; a deposit is not taken twice."""
        terms = terms_of_renewal(lease).as_columns()
        terms["late_fee_rate"] = lease.late_fee_rate * 100
        plain = {
            name: typed(value) if isinstance(value, Decimal) else value
            for name, value in terms.items()
        }
        super().__init__(*args, initial=plain, **kwargs)


class DocumentForm(forms.Form):
    """The signed document of a lease."""

    document = SignedDocument()


class AmendForm(ReasonForm):
    """A new price, or other units, from a day on."""

    unit_price = Price(label=gettext_lazy("new unit price (yuan)"), required=False)
    units = UnitRows(queryset=Unit.objects.none(), label=gettext_lazy("units"), required=False)

    field_order = ("on", "unit_price", "units", "reason")

    def __init__(self, *args, lease: SpaceLease, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.held = set(
            lease.leased_units.filter(ends_on=lease.until_on).values_list("unit", flat=True)
        )
        buildings = Building.objects.filter(units__in=self.held)
        self.fields["units"].queryset = Unit.objects.filter(
            building__in=buildings, rentable=True, ends_on__isnull=True
        ).order_by("building", "floor", "number")
        self.fields["units"].initial = list(self.held)

    def clean_units(self) -> list[Unit] | None:
        """None where the units stay as they are."""
        units = list(self.cleaned_data["units"])
        return units if units and {unit.pk for unit in units} != self.held else None
