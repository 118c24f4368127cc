"""A building's rooms as an XLSX file: one row per unit under a line of headings."""

import datetime
import io
import zipfile
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook

from facilities.enums import UnitKind, UnitUse
from facilities.lifecycle import UnitDraft
from incubator.core.errors import RuleViolation

MOST_ROWS = 2_000
MOST_BYTES = 2_000_000
MOST_UNPACKED = 30_000_000  # bytes; what MOST_ROWS rooms take is far below
# Column → the headings that mean it.
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
YES, NO = {"是", "yes", "y", "1", "true"}, {"否", "no", "n", "0", "false"}


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
    """Read a file. Raises RuleViolation: ``not_an_xlsx_file``, ``file_too_large``,
    ``column_missing``, ``file_without_rows``.
    """
    if len(content) > MOST_BYTES:
        raise RuleViolation("file_too_large", _("The file is larger than 2 MB."), field="file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        unpacked = 0  # the library says so below
    if unpacked > MOST_UNPACKED:
        raise RuleViolation(
            "file_too_large", _("The file is larger than it can be with so many rooms."),
            field="file",
        )  # fmt: skip
    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        lines = list(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=30))
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise RuleViolation(
            "not_an_xlsx_file", _("This is not an XLSX file that can be read."), field="file"
        ) from error
    columns = _columns(lines[0] if lines else ())
    found = RoomsFile()
    for row, line in enumerate(lines[1:], start=2):
        cells = {name: line[place] for name, place in columns.items() if place < len(line)}
        if any(value not in (None, "") for value in cells.values()):
            _read_row(found, row, cells)
    if not found.rows and not found.problems:
        raise RuleViolation("file_without_rows", _("The file has no rows."), field="file")
    if len(found.rows) > MOST_ROWS:
        raise RuleViolation(
            "file_too_large", _("The file has more than %(most)d rows."), field="file",
            most=MOST_ROWS,
        )  # fmt: skip
    return found


def example() -> bytes:
    """An empty file with the headings and one row to overwrite."""
    book = Workbook()
    sheet = book.active
    sheet.append([names[0] for names in HEADINGS.values()])
    sheet.append(["101", 1, 200, 150, str(UnitKind.ROOM.label), str(UnitUse.INCUBATEE.label), "是"])
    for letter in "ABCDEFG":
        sheet.column_dimensions[letter].width = 18
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


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


def _columns(header: tuple) -> dict[str, int]:
    """Which column is where. Raises ``column_missing``."""
    said = [str(cell or "").strip().lower() for cell in header]
    columns = {
        name: place
        for name, words in HEADINGS.items()
        for place, heading in enumerate(said)
        if heading in words
    }
    missing = [HEADINGS[name][0] for name in NEEDED if name not in columns]
    if missing:
        raise RuleViolation(
            "column_missing",
            _("The first line of the file lacks: %(columns)s."),
            field="file",
            columns=", ".join(missing),
        )
    return columns


def _read_row(found: RoomsFile, row: int, cells: dict) -> None:
    try:
        draft = UnitDraft(
            number=_text(cells.get("number")),
            floor=_whole(cells.get("floor"), "floor"),
            floor_area=_decimal(cells.get("floor_area"), "floor_area"),
            usable_area=_decimal(cells.get("usable_area"), "usable_area", empty=True),
            kind=_word(cells.get("kind"), UnitKind, UnitKind.ROOM),
            use=_word(cells.get("use"), UnitUse, UnitUse.INCUBATEE),
            rentable=_yes(cells.get("rentable")),
        )
    except ValueError as error:
        found.problems.append((row, str(error)))
        return
    found.drafts.append(draft)
    found.rows.append(row)


def _text(cell: object) -> str:
    """A room's number; Excel makes 101 of “101”, and 101.0 of some."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell if cell is not None else "").strip()
    return str(_cleaned(forms.CharField(max_length=20, required=False), text, "number"))


def _whole(cell: object, column: str) -> int:
    return int(_cleaned(forms.IntegerField(), str(_decimal(cell, column)), column))


def _cleaned(field: forms.Field, text: str, column: str) -> object:
    """What a form's field would make of it; what it would refuse is said with the column."""
    try:
        return field.clean(text)
    except ValidationError as error:
        raise ValueError(f"{HEADINGS[column][0]}: {error.messages[0]}") from None


def _decimal(cell: object, column: str, *, empty: bool = False) -> Decimal | None:
    if empty and cell in (None, ""):
        return None
    said = str(cell if cell is not None else "").strip()
    try:
        number = Decimal(said)
        if not number.is_finite() or abs(number) >= 10**8:
            raise InvalidOperation
    except InvalidOperation:
        raise ValueError(
            _("“%(value)s” is not a number (%(column)s).")
            % {"value": said[:20], "column": HEADINGS[column][0]}
        ) from None
    return number.quantize(Decimal("0.01")) if column != "floor" else number


def _word(cell: object, choices: type[TextChoices], default: str) -> str:
    """A choice by its value or by its label in the reader's language."""
    said = str(cell or "").strip().lower()
    if not said:
        return default
    for choice in choices:
        if said in (choice.value, str(choice.label).lower()):
            return choice.value
    raise ValueError(
        _("“%(value)s” is not one of: %(known)s.")
        % {"value": said[:20], "known": ", ".join(str(choice.label) for choice in choices)}
    )


def _yes(cell: object) -> bool:
    said = str(cell if cell is not None else "").strip().lower()
    if said in NO:
        return False
    if said in YES or not said:
        return True
    raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": said[:20]})
