"""A list of mentors as an XLSX file: one row per mentor under a line of headings."""

import datetime
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from incubator.core import sheet_lists as lists
from incubator.core.errors import RuleViolation
from incubator.institutions.enums import TechField
from mentors.enums import FilingLevel, Language, MentorKind, Need, Stage, Tier
from mentors.lifecycle import MentorDraft, Terms

# As in ``core.sheet_lists``.
HEADINGS = {
    "name": ("姓名", "name"),
    "kind": ("导师类型", "类型", "kind"),
    "tier": ("层级", "tier"),
    "employer": ("工作单位", "单位", "employer"),
    "title": ("职务", "post"),
    "email": ("邮箱", "电子邮箱", "e-mail", "email"),
    "phone": ("电话", "手机", "phone"),
    "fields": ("技术领域", "领域", "technical fields"),
    "strengths": ("擅长方向", "can help with"),
    "stages": ("擅长阶段", "stages"),
    "languages": ("语言", "languages"),
    "experience": ("经历", "简历", "experience"),
    "begins_on": ("聘期开始", "begins on"),
    "ends_on": ("聘期结束", "agreed end"),
    "companies": ("辅导企业上限", "companies at most"),
    "hours": ("每月小时上限", "hours a month at most"),
    "appointed_by": ("聘任单位", "appointed by"),
    "level": ("备案级别", "filing level"),
    "certificate": ("聘书编号", "certificate no."),
}
EXAMPLE = "示例"  # the name in the row that shows how a list is filled in
NEEDED = ("name", "kind", "begins_on", "ends_on")
LENGTHS = {
    "name": 80, "employer": 120, "title": 80, "email": 254, "phone": 40, "experience": 4000,
}  # fmt: skip


@dataclass
class MentorsFile:
    """What a file says: drafts with the row that each stands in, and what cannot be read."""

    drafts: list[MentorDraft] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    problems: dict[int, list[str]] = field(default_factory=dict)  # by row


def read(content: bytes) -> MentorsFile:
    """Read a file. Raises RuleViolation as ``core.sheet_lists.rows_of`` does."""
    found = MentorsFile()
    for number, cells in lists.rows_of(content, headings=HEADINGS, needed=NEEDED):
        row = _Row(cells)
        draft = _draft(row)
        if cells.get("name") == EXAMPLE:
            row.problems.append(_("This is the example’s row: overwrite it, or leave it out."))
        if row.problems:
            found.problems[number] = row.problems
        else:
            found.drafts.append(draft)
            found.rows.append(number)
    return found


def in_words(violation: RuleViolation) -> str:
    """What speaks against a draft, with the column that it is about."""
    return _with_column(violation.field or "", violation.detail)


def example() -> bytes:
    """An empty file with the headings and one row to overwrite."""
    row = [
        EXAMPLE, str(MentorKind.ENTREPRENEUR.label), str(Tier.MENTOR.label), "示例公司", "总经理",
        "", "", str(TechField.MATERIALS.label), str(Need.FINANCING.label),
        str(Stage.START.label), str(Language.CHINESE.label), "", "2026-01-01", "2028-01-01", 5, 8,
        "", str(FilingLevel.INCUBATOR.label), "",
    ]  # fmt: skip
    return lists.example(HEADINGS, row)


def dumped(drafts: list[MentorDraft]) -> list[dict[str, Any]]:
    """The drafts as plain values, to be signed and sent along."""
    return [
        {
            "facts": draft.facts,
            "terms": asdict(draft.terms)
            | {
                "begins_on": draft.terms.begins_on.isoformat(),
                "ends_on": draft.terms.ends_on.isoformat(),
            },
        }
        for draft in drafts
    ]


def loaded(rows: list[dict[str, Any]]) -> list[MentorDraft]:
    """``dumped`` back."""
    return [
        MentorDraft(
            row["facts"],
            Terms(
                **row["terms"]
                | {
                    "begins_on": parse_date(row["terms"]["begins_on"]),
                    "ends_on": parse_date(row["terms"]["ends_on"]),
                }
            ),
        )
        for row in rows
    ]


class _Row:
    """One row, read cell by cell; each that cannot be read is told with its column."""

    def __init__(self, cells: lists.Cells) -> None:
        self.cells = cells
        self.problems: list[str] = []

    def read(self, column: str, reader: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """What stands in a column; None where it cannot be read, or must not be empty."""
        cell = self.cells.get(column)
        try:
            if column in NEEDED and cell in (None, ""):
                raise ValueError(_("must not be empty."))
            return reader(cell, *args, **more)
        except ValueError as error:
            self.problems.append(_with_column(column, str(error)))
            return None

    def text(self, column: str, *, most: int) -> str:
        """Words."""
        return self.read(column, lists.text, HEADINGS[column][0], most=most)

    def day(self, column: str) -> datetime.date:
        """A date."""
        return self.read(column, lists.day, HEADINGS[column][0])

    def whole(self, column: str, default: int) -> int:
        """A whole number, ``default`` for an empty cell."""
        if self.cells.get(column) in (None, ""):
            return default
        return self.read(column, lists.whole, HEADINGS[column][0])


def _draft(row: _Row) -> MentorDraft:
    """What a row says, as far as it can be read."""
    facts: dict[str, Any] = {name: row.text(name, most=most) for name, most in LENGTHS.items()}
    facts |= {
        "kind": row.read("kind", lists.word, MentorKind, ""),
        "tier": row.read("tier", lists.word, Tier, Tier.MENTOR),
        "fields": row.read("fields", lists.words, TechField),
        "strengths": row.read("strengths", lists.words, Need),
        "stages": row.read("stages", lists.words, Stage),
        "languages": row.read("languages", lists.words, Language),
    }
    terms = Terms(
        begins_on=row.day("begins_on"),
        ends_on=row.day("ends_on"),
        companies=row.whole("companies", 5),
        hours=row.whole("hours", 8),
        appointed_by=row.text("appointed_by", most=120),
        level=row.read("level", lists.word, FilingLevel, FilingLevel.INCUBATOR),
        certificate=row.text("certificate", most=60),
    )
    return MentorDraft(facts, terms)


def _with_column(column: str, said: str) -> str:
    heading = HEADINGS[column][0] if column in HEADINGS else ""
    return (
        said if heading in said else _("%(column)s: %(said)s") % {"column": heading, "said": said}
    )
