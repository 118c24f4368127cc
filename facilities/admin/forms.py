"""Forms of the small pages that call one verb of facilities."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company, Residence
from facilities.enums import (
    ClosureReason,
    PriceBasis,
    PriceClass,
    Rhythm,
    Tenure,
    UnitKind,
    UnitUse,
)
from facilities.lifecycle import LeaseTerms, UnitDraft
from facilities.models import Building, SpaceLease, Unit
from incubator.accounts.access import Access
from incubator.core.admin_fields import (
    Area,
    Choice,
    Day,
    FoundRow,
    FoundRows,
    Line,
    Money,
    Number,
    Price,
    Row,
    ShortText,
    Tick,
)
from incubator.core.dates import today
from incubator.institutions.models import Incubator, Phase

REASON = gettext_lazy("reason")


class UnitRows(FoundRows):
    """Units by number, with their floor and area."""

    def label_from_instance(self, unit: Unit) -> str:
        return f"{unit.number} · {unit.floor_area.normalize():f} m²"


class StayRow(FoundRow):
    """Residences by their company."""

    def label_from_instance(self, stay: Residence) -> str:
        return f"{stay.company} · {stay.admitted_on}–{stay.due_on}"


class BuildingForm(forms.Form):
    """A new building."""

    incubator = Row(queryset=Incubator.objects.none(), label=gettext_lazy("incubator"))
    phase = Row(
        queryset=Phase.objects.none(), label=gettext_lazy("construction phase"), required=False
    )
    code = Line(label=gettext_lazy("building code"), max_length=20)
    name = Line(label=gettext_lazy("name"), max_length=80)
    floor_area = Area(label=gettext_lazy("floor area (m²)"))
    tenure = Choice(label=gettext_lazy("tenure"), choices=Tenure.choices)
    opened_on = Day(label=gettext_lazy("in use since"), initial=today)
    note = ShortText(label=gettext_lazy("note"), required=False)

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        places = Incubator.objects.visible_to(access).order_by("pk")
        self.fields["incubator"].queryset = places
        self.fields["phase"].queryset = Phase.objects.filter(incubator__in=places).select_related(
            "incubator"
        )
        if not access.everywhere and len(access.incubator_ids) == 1:
            self.fields["incubator"].initial = next(iter(access.incubator_ids))


class UnitForm(forms.Form):
    """One unit."""

    number = Line(label=gettext_lazy("unit number"), max_length=20)
    floor = Number(label=gettext_lazy("floor"), initial=1)
    kind = Choice(label=gettext_lazy("kind"), choices=UnitKind.choices)
    floor_area = Area(label=gettext_lazy("floor area (m²)"))
    usable_area = Area(label=gettext_lazy("usable area (m²)"), required=False)
    use = Choice(label=gettext_lazy("use"), choices=UnitUse.choices, initial=UnitUse.INCUBATEE)
    rentable = Tick(label=gettext_lazy("to let"), required=False, initial=True)

    def draft(self, **more) -> UnitDraft:
        """What the form says, as the verbs take it."""
        names = [name for name in UnitForm.base_fields if name in self.cleaned_data]
        return UnitDraft(**{name: self.cleaned_data[name] for name in names}, **more)


class NewUnitForm(UnitForm):
    """One more unit of a building."""

    begins_on = Day(
        label=gettext_lazy("exists since"),
        required=False,
        help_text=gettext_lazy("Empty: as long as the building."),
    )


class CorrectUnitForm(UnitForm):
    """What was recorded wrongly."""

    reason = Line(label=REASON, max_length=200)


class ReshapeForm(forms.Form):
    """Which neighbours join in, and what they become: one line per new unit."""

    on = Day(label=gettext_lazy("from"), initial=today)
    others = UnitRows(
        queryset=Unit.objects.none(), label=gettext_lazy("together with"), required=False
    )
    into = ShortText(
        label=gettext_lazy("units after"),
        help_text=gettext_lazy(
            "One line for each: number, area in m². The areas add up to those before."
        ),
    )
    use = Choice(label=gettext_lazy("use"), choices=UnitUse.choices)
    rentable = Tick(label=gettext_lazy("to let"), required=False)
    reason = Line(label=REASON, max_length=200, required=False)

    def __init__(self, *args, unit: Unit, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.fields["others"].queryset = (
            unit.building.units.existing(on=today())
            .filter(floor=unit.floor)
            .exclude(pk=unit.pk)
            .order_by("number")
        )
        self.fields["into"].initial = f"{unit.number}, {unit.floor_area}"
        self.fields["use"].initial, self.fields["rentable"].initial = unit.use, unit.rentable

    def clean_into(self) -> list[tuple[str, Decimal]]:
        """Lines of number and area."""
        lines = []
        for text in self.cleaned_data["into"].splitlines():
            number, _comma, area = text.replace("，", ",").rpartition(",")
            if not text.strip():
                continue
            try:
                lines.append((number.strip(), Decimal(area.strip())))
            except ArithmeticError:
                raise forms.ValidationError(
                    _("“%(line)s” is not a number and an area, such as “101, 200”."),
                    params={"line": text[:40]},
                    code="not_a_unit",
                ) from None
        return lines

    def drafts(self) -> list[UnitDraft]:
        """The units after."""
        data = self.cleaned_data
        return [
            UnitDraft(
                number=number,
                floor=self.unit.floor,
                floor_area=area,
                kind=self.unit.kind,
                use=data["use"],
                rentable=data["rentable"],
            )
            for number, area in data["into"]
        ]


class CloseForm(forms.Form):
    """From when until when a unit is out of service, and why."""

    on = Day(label=gettext_lazy("from"), initial=today)
    until = Day(
        label=gettext_lazy("until"),
        required=False,
        help_text=gettext_lazy("The first day in use again; empty where it is not known."),
    )
    reason = Choice(label=REASON, choices=ClosureReason.choices)
    note = Line(label=gettext_lazy("note"), max_length=200, required=False)


class OnForm(forms.Form):
    """A day."""

    on = Day(label=gettext_lazy("on"), initial=today)


class ReasonForm(OnForm):
    """A day and why."""

    reason = Line(label=REASON, max_length=200)


class TermsForm(forms.Form):
    """What a lease costs."""

    price_class = Choice(label=gettext_lazy("price class"), choices=PriceClass.choices)
    unit_price = Price(label=gettext_lazy("unit price (yuan)"))
    price_basis = Choice(
        label=gettext_lazy("price is"), choices=PriceBasis.choices, initial=PriceBasis.M2_MONTH
    )
    rhythm = Choice(
        label=gettext_lazy("payment"), choices=Rhythm.choices, initial=Rhythm.HALF_YEARLY
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
        help_text=gettext_lazy("0.05 means 0.05 % of what is open, for each day."),
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
            "out). “1, 18, 200”"
        ),
    )

    def clean_price_steps(self) -> tuple:
        """(day, price) of each line."""
        day = forms.DateField()
        return _lines(self.cleaned_data["price_steps"], day.clean, Decimal)

    def clean_subsidies(self) -> tuple:
        """(year, yuan, area or None) of each line."""
        lines = _lines(self.cleaned_data["subsidies"], int, Decimal, Decimal)
        return tuple((year, yuan, *(rest or [None])) for year, yuan, *rest in lines)

    def terms(self) -> LeaseTerms:
        """What the form says, as the verbs take it. The rate is typed in per cent."""
        data = {name: self.cleaned_data[name] for name in TermsForm.base_fields}
        return LeaseTerms(**data | {"late_fee_rate": data["late_fee_rate"] / 100})


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
        except (ValueError, ArithmeticError, forms.ValidationError):
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

    units = UnitRows(queryset=Unit.objects.none(), label=gettext_lazy("units"))
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
        help_text=gettext_lazy("For notices about this lease."),
    )
    document = forms.FileField(label=gettext_lazy("signed document"), required=False)

    def __init__(self, *args, access: Access, building: Building, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = building.units.filter(
            rentable=True, ends_on__isnull=True
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


class RenewForm(forms.Form):
    """Until when it goes on, signed when."""

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


class InspectForm(OnForm):
    """What an inspection found."""

    findings = ShortText(label=gettext_lazy("findings"))


class PaymentForm(OnForm):
    """How much came in or went back, and under which reference."""

    amount = Money(label=gettext_lazy("amount (yuan)"))
    reference = Line(label=gettext_lazy("reference"), max_length=80, required=False)

    def fen(self) -> int:
        """The amount in whole fen."""
        return int(self.cleaned_data["amount"] * 100)


class YearForm(forms.Form):
    """Of which year, and where."""

    year = Number(label=gettext_lazy("year"))
    incubator = Row(
        queryset=Incubator.objects.none(), label=gettext_lazy("incubator"), required=False
    )

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today().year
        self.fields["incubator"].queryset = Incubator.objects.visible_to(access).order_by("pk")
        self.fields["incubator"].required = not access.everywhere
        if not access.everywhere and len(access.incubator_ids) == 1:
            self.fields["incubator"].initial = next(iter(access.incubator_ids))


class ImportForm(forms.Form):
    """A file of a building's rooms."""

    file = forms.FileField(label=gettext_lazy("XLSX file"))
