"""A list of mentors as an XLSX file: one row per mentor under a line of headings."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.dateparse import parse_date

from incubator.core import sheet_lists as lists
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
NEEDED = ("name", "kind", "begins_on", "ends_on")
LENGTHS = {
    "name": 80, "employer": 120, "title": 80, "email": 254, "phone": 40, "experience": 4000,
}  # fmt: skip


@dataclass
class MentorsFile:
    """What a file says: drafts with the row that each stands in, and what cannot be read."""

    drafts: list[MentorDraft] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


def read(content: bytes) -> MentorsFile:
    """Read a file. Raises RuleViolation as ``core.sheet_lists.rows_of`` does."""
    found = MentorsFile()
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
    row = [
        "示例", str(MentorKind.ENTREPRENEUR.label), str(Tier.MENTOR.label), "示例公司", "总经理",
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


def _draft(cells: lists.Cells) -> MentorDraft:
    """What a row says. Raises ValueError with a sentence."""
    facts: dict[str, Any] = {
        name: lists.text(cells.get(name), HEADINGS[name][0], most=most)
        for name, most in LENGTHS.items()
    }
    facts |= {
        "kind": lists.word(cells.get("kind"), MentorKind, ""),
        "tier": lists.word(cells.get("tier"), Tier, Tier.MENTOR),
        "fields": lists.words(cells.get("fields"), TechField),
        "strengths": lists.words(cells.get("strengths"), Need),
        "stages": lists.words(cells.get("stages"), Stage),
        "languages": lists.words(cells.get("languages"), Language),
    }
    terms = Terms(
        begins_on=lists.day(cells.get("begins_on"), HEADINGS["begins_on"][0]),
        ends_on=lists.day(cells.get("ends_on"), HEADINGS["ends_on"][0]),
        companies=_whole(cells, "companies", 5),
        hours=_whole(cells, "hours", 8),
        appointed_by=lists.text(cells.get("appointed_by"), HEADINGS["appointed_by"][0], most=120),
        level=lists.word(cells.get("level"), FilingLevel, FilingLevel.INCUBATOR),
        certificate=lists.text(cells.get("certificate"), HEADINGS["certificate"][0], most=60),
    )
    return MentorDraft(facts, terms)


def _whole(cells: lists.Cells, column: str, default: int) -> int:
    if cells.get(column) in (None, ""):
        return default
    return lists.whole(cells.get(column), HEADINGS[column][0])
