"""Rooms from a file: the units of one building, or of all buildings of an incubator."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities import lifecycle
from facilities.enums import UnitKind, UnitUse
from facilities.imports.leases import named_building, plain
from facilities.models import Building, Unit
from incubator.accounts.permissions import Permission
from incubator.core.dates import today
from incubator.imports import readers
from incubator.imports.kinds import Column, Kind, Repeated, Values, Work


@dataclass
class Houses:
    """The buildings of an incubator by code and by name."""

    buildings: dict[str, Building] = field(default_factory=dict)
    furnished: set[int] = field(default_factory=set)  # those that had rooms before this file


class Rooms(Kind):
    """单元."""

    code = "rooms"
    label = gettext_lazy("Rooms")
    help = gettext_lazy("One row for each room, workshop or desk; the building is on file.")
    reading = (Permission.UNITS_READ,)
    writing = (Permission.UNITS_WRITE,)
    makes = ("facilities.unit",)
    columns = (
        Column(
            "building", gettext_lazy("building"), readers.text(80),
            ("楼栋", "楼号", "楼宇名称", "building code"), empty="",
            help=gettext_lazy("Its code or name; may be empty where there is only one."),
            example="A",
        ),
        Column(
            "number", gettext_lazy("unit number"), readers.text(20),
            ("编号", "房号", "房间号", "单元编号", "number"), needed=True,
            help=gettext_lazy("As on the door."), example="101",
        ),
        Column(
            "floor", gettext_lazy("floor"), readers.whole, ("楼层", "所在楼层"), needed=True,
            help=gettext_lazy("A number; below the ground with a minus."), example=1,
        ),
        Column(
            "floor_area", gettext_lazy("floor area (m²)"), readers.decimal("0.01"),
            ("建筑面积（m²）", "建筑面积（平方米）", "建筑面积", "面积"), needed=True,
            help=gettext_lazy("In m²."), example=200,
        ),
        Column(
            "usable_area", gettext_lazy("usable area (m²)"), readers.decimal("0.01"),
            ("使用面积（m²）", "使用面积（平方米）", "使用面积", "套内面积"),
            help=gettext_lazy("In m²; empty where it is not known."), example=150,
        ),
        Column(
            "kind", gettext_lazy("kind"), readers.word(UnitKind), ("类型", "单元类型"),
            empty=UnitKind.ROOM, help=gettext_lazy("Empty: a room."), example=UnitKind.ROOM.label,
        ),
        Column(
            "use", gettext_lazy("use"), readers.word(UnitUse), ("用途",),
            empty=UnitUse.INCUBATEE, help=gettext_lazy("Empty: for incubatees."),
            example=UnitUse.INCUBATEE.label,
        ),
        Column(
            "rentable", gettext_lazy("to let"), readers.yes, ("可出租", "是否可出租"),
            empty=True, help=gettext_lazy("Yes or no; empty: yes."), example="是",
        ),
        Column(
            "begins_on", gettext_lazy("in use since"), readers.day, ("投用日期", "启用日期"),
            help=gettext_lazy(
                "Empty: with its building where that has no rooms yet, else since today: no "
                "figure of the past changes."
            ),
        ),
        Column("note", gettext_lazy("note"), readers.text(500), ("备注", "说明"), empty=""),
    )  # fmt: skip

    def begin(self, work: Work) -> None:
        """The buildings that a row may name."""
        work.known = houses = Houses()
        for building in Building.objects.filter(incubator=work.run.incubator).order_by("pk"):
            houses.buildings |= {plain(building.code): building, plain(building.name): building}
        ours = [key for model, key in work.numbers if model == "facilities.unit"]
        units = Unit.objects.filter(incubator=work.run.incubator).exclude(pk__in=ours)
        houses.furnished = set(units.values_list("building", flat=True))

    def write(self, work: Work, values: Values) -> list[Model]:
        """Put one unit into its building, unless that very unit is there."""
        building = named_building(work.known.buildings, values["building"])
        usual = today() if building.pk in work.known.furnished else building.opened_on
        begins_on = values["begins_on"] or usual
        there = Unit.objects.filter(
            building=building, number=values["number"], floor_area=values["floor_area"],
            floor=values["floor"],
        ).exclude(ends_on__lte=begins_on).first()  # fmt: skip
        if there is not None:
            raise Repeated(there, _already(work, there))
        draft = lifecycle.UnitDraft(
            number=values["number"], floor=values["floor"], floor_area=values["floor_area"],
            usable_area=values["usable_area"], kind=values["kind"], use=values["use"],
            rentable=values["rentable"], begins_on=begins_on, note=values["note"],
        )  # fmt: skip
        return list(lifecycle.add_units(building=building, drafts=[draft], by=work.by))


def _already(work: Work, unit: Unit) -> Any:
    row = work.row_of(unit)
    if row:
        return _("the same as row %d") % row
    return _("unit %s is on file already") % unit.number
