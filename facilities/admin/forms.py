"""Forms of the small pages that call one verb of facilities."""

import datetime
import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.enums import (
    ClosureReason,
    Tenure,
    UnitKind,
    UnitUse,
)
from facilities.lifecycle import UnitDraft
from facilities.models import Building, Unit
from incubator.accounts.access import Access
from incubator.core.admin_fields import (
    Area,
    Choice,
    Day,
    FoundRows,
    Line,
    Money,
    Number,
    OldDay,
    Row,
    ShortText,
    Tick,
)
from incubator.core.dates import today
from incubator.core.shown import area
from incubator.institutions.models import Incubator, Phase

REASON = gettext_lazy("reason")


class UnitRows(FoundRows):
    """Units by number, with their area."""

    def label_from_instance(self, unit: Unit) -> str:
        return f"{unit.number} · {area(unit.floor_area)}"


class RoomRows(UnitRows):
    """Units of several buildings, each with its building (to be read with them)."""

    def label_from_instance(self, unit: Unit) -> str:
        return f"{unit.building} {super().label_from_instance(unit)}"


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
    opened_on = OldDay(label=gettext_lazy("in use since"), initial=today)
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


class CorrectBuildingForm(BuildingForm):
    """What was recorded wrongly; the institution stays."""

    incubator = None
    reason = Line(label=REASON, max_length=200)

    def __init__(self, *args, building: Building, **kwargs) -> None:
        names = ("phase", "code", "name", "floor_area", "tenure", "opened_on", "note")
        initial = {name: getattr(building, name) for name in names}
        forms.Form.__init__(self, *args, initial=initial, **kwargs)
        phases = Phase.objects.filter(incubator=building.incubator_id)
        self.fields["phase"].queryset = phases.select_related("incubator")


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


class Since(Day):
    """Since when rooms exist. Never quietly in the past: figures of past years would change."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("exists since"),
            initial=today,
            required=False,
            help_text=gettext_lazy(
                "Empty: since today. A day in the past changes the figures of the years since."
            ),
        )

    def clean(self, value: object) -> datetime.date:
        return super().clean(value) or today()


class NewUnitForm(UnitForm):
    """One more unit of a building."""

    begins_on = Since()


class CorrectUnitForm(UnitForm):
    """What was recorded wrongly."""

    reason = Line(label=REASON, max_length=200)


class ReshapeForm(forms.Form):
    """Which neighbours join in, and what they become: one line per new unit."""

    on = Day(label=gettext_lazy("first day of the units after"), initial=today)
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
        lines, unit = [], UnitForm.base_fields
        for text in self.cleaned_data["into"].splitlines():
            plain = re.sub(r"\s*(m²|㎡|m2|平方米|平米|平)\s*$", "", text.strip())
            if not plain:
                continue
            number, area = [*re.split(r"[,，、\s]+(?=\S+$)", plain, maxsplit=1), ""][:2]
            try:
                lines.append((unit["number"].clean(number), unit["floor_area"].clean(area)))
            except forms.ValidationError:
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


class WhyForm(forms.Form):
    """Why something is done."""

    reason = Line(label=REASON, max_length=200)


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


class NothingForm(forms.Form):
    """Only that it is meant."""


class OnForm(forms.Form):
    """A day."""

    on = Day(label=gettext_lazy("on"), initial=today)


class ReasonForm(OnForm):
    """A day and why."""

    reason = Line(label=REASON, max_length=200)


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
