"""A building's rooms as an XLSX file: one row per unit under a line of headings."""

import datetime
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal

from django.utils.dateparse import parse_date

from facilities.enums import UnitKind, UnitUse
from facilities.lifecycle import UnitDraft
from incubator.core import sheet_lists as lists

# As in ``core.sheet_lists``.
HEADINGS = {
    "number": ("编号", "房号", "number"),
    "floor": ("楼层", "floor"),
    "floor_area": ("建筑面积（m²）", "建筑面积", "floor area (m²)", "floor area"),
    "usable_area": ("使用面积（m²）", "使用面积", "usable area (m²)", "usable area"),
    "kind": ("类型", "kind"),
    "use": ("用途", "use"),
    "rentable": ("可出租", "to let"),
}
NEEDED = ("number", "floor", "floor_area")


@dataclass
class RoomsFile:
    """What a file says: drafts with the row that each stands in, and what cannot be read."""

    drafts: list[UnitDraft] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    problems: list[tuple[int | None, str]] = field(default_factory=list)

    def since(self, day: datetime.date) -> "RoomsFile":
        """The same rooms, existing since a day."""
        drafts = [replace(draft, begins_on=day) for draft in self.drafts]
        return RoomsFile(drafts, self.rows, self.problems)


def read(content: bytes) -> RoomsFile:
    """Read a file. Raises RuleViolation as ``core.sheet_lists.rows_of`` does."""
    found = RoomsFile()
    for row, cells in lists.rows_of(content, headings=HEADINGS, needed=NEEDED):
        try:
            draft = _draft(cells)
        except ValueError as error:
            found.problems.append((row, str(error)))
        else:
            found.drafts.append(draft)
            found.rows.append(row)
    return found


def example() -> bytes:
    """An empty file with the headings and one row to overwrite."""
    row = ["101", 1, 200, 150, str(UnitKind.ROOM.label), str(UnitUse.INCUBATEE.label), "是"]
    return lists.example(HEADINGS, row)


def dumped(found: RoomsFile) -> list[dict]:
    """The drafts as plain values, to be signed and sent along."""
    return [
        {
            name: str(value) if isinstance(value, Decimal | datetime.date) else value
            for name, value in each.items()
        }
        for each in map(asdict, found.drafts)
    ]


def loaded(rows: list[dict]) -> list[UnitDraft]:
    """``dumped`` back."""
    return [
        UnitDraft(
            **row
            | {"floor_area": Decimal(row["floor_area"])}
            | {"usable_area": Decimal(row["usable_area"]) if row["usable_area"] else None}
            | {"begins_on": parse_date(row["begins_on"]) if row["begins_on"] else None}
        )
        for row in rows
    ]


def _draft(cells: lists.Cells) -> UnitDraft:
    """What a row says. Raises ValueError with a sentence."""
    return UnitDraft(
        number=lists.text(cells.get("number"), HEADINGS["number"][0], most=20),
        floor=lists.whole(cells.get("floor"), HEADINGS["floor"][0]),
        floor_area=_area(cells, "floor_area"),
        usable_area=None if cells.get("usable_area") in (None, "") else _area(cells, "usable_area"),
        kind=lists.word(cells.get("kind"), UnitKind, UnitKind.ROOM),
        use=lists.word(cells.get("use"), UnitUse, UnitUse.INCUBATEE),
        rentable=lists.yes(cells.get("rentable")),
    )


def _area(cells: lists.Cells, column: str) -> Decimal:
    number = lists.decimal(cells.get(column), HEADINGS[column][0])
    return number.quantize(Decimal("0.01"))
