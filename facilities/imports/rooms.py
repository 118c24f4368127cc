"""Rooms from a file: the units of one building, or of all buildings of an incubator."""

import contextlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities import lifecycle
from facilities.enums import UnitKind, UnitUse
from facilities.imports.estate import named_building, plain
from facilities.lifecycle.drafts import UnitDraft, excess, problems_of, spans_of
from facilities.models import Building, Unit
from facilities.rules.space import Span
from incubator.accounts.permissions import Permission
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.imports import readers
from incubator.imports.kinds import Column, Kind, Line, Outcome, Repeated, Values, Work


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

    def together(self, work: Work, rows: Sequence[tuple[Line, Values]]) -> list[Outcome]:
        """Units under numbers that are new to their building, a building at a time."""
        drawn: dict[Building, list[tuple[Line, UnitDraft]]] = defaultdict(list)
        for line, values in rows:
            with contextlib.suppress(RuleViolation):  # said where it comes one by one
                building = named_building(work.known.buildings, values["building"])
                drawn[building].append((line, _draft(work, building, values)))
        return [one for building, lines in drawn.items() for one in _added(work, building, lines)]

    def write(self, work: Work, values: Values) -> list[Model]:
        """Put one unit into its building, unless that very unit is there."""
        building = named_building(work.known.buildings, values["building"])
        draft = _draft(work, building, values)
        there = Unit.objects.filter(
            building=building, number=draft.number, floor_area=draft.floor_area, floor=draft.floor
        ).exclude(ends_on__lte=draft.begins_on).first()  # fmt: skip
        if there is not None:
            raise Repeated(there, _already(work, there))
        return list(lifecycle.add_units(building=building, drafts=[draft], by=work.by))


def _draft(work: Work, building: Building, values: Values) -> UnitDraft:
    usual = today() if building.pk in work.known.furnished else building.opened_on
    return UnitDraft(
        number=values["number"], floor=values["floor"], floor_area=values["floor_area"],
        usable_area=values["usable_area"], kind=values["kind"], use=values["use"],
        rentable=values["rentable"], begins_on=values["begins_on"] or usual, note=values["note"],
    )  # fmt: skip


def _added(
    work: Work, building: Building, lines: Sequence[tuple[Line, UnitDraft]]
) -> list[Outcome]:
    """What is new and has no fault; nothing where their areas are too much together."""
    begun = [Span(draft.floor_area, draft.begins_on or today()) for _line, draft in lines
             if draft.floor_area > 0]  # fmt: skip
    if excess(building, [*spans_of(building.units.all()), *begun]):
        return []  # which of them is too much depends on their order
    numbers = Counter(draft.number for _line, draft in lines)
    there = set(building.units.filter(number__in=numbers).values_list("number", flat=True))
    new = [one for one in lines if one[1].number not in there and numbers[one[1].number] == 1]
    problems = problems_of(building=building, drafts=[draft for _line, draft in new])
    faulty = {place for place, _problem in problems}
    good = [one for place, one in enumerate(new) if place not in faulty]
    drafts = [draft for _line, draft in good]
    units = lifecycle.add_units(building=building, drafts=drafts, by=work.by)
    return [
        Outcome(line.number, made=[unit])
        for (line, _draft), unit in zip(good, units, strict=True)
    ]  # fmt: skip


def _already(work: Work, unit: Unit) -> Any:
    row = work.row_of(unit)
    if row:
        return _("the same as row %d") % row
    return _("unit %s is on file already") % unit.number
