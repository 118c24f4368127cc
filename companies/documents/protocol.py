"""评审会议纪要 as a Word document: what was before the panel, how it voted, and who signs."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import override

from companies.documents.agreement import in_chinese
from companies.documents.writing import Writer
from companies.enums import Duty, Outcome
from companies.queries.meetings import RECORD_IN, tally
from incubator.core.word import CONTROL

HEADS = ["序号", "受理号", "申请人", "得分", "名次", "分差", "各评审得分", "表决", "结论"]
WIDTHS = [11, 22, 31, 14, 11, 14, 19, 18, 14]  # mm; together what stands between the margins
DRAFT = "草稿：会议尚未结束，内容可能变化。"


def protocol_of(record: Mapping[str, Any], *, is_closed: bool) -> bytes:
    """The protocol of a meeting, as a DOCX, with a line to sign for everybody there.

    ``record`` is what ``queries.meetings.record_seen`` gives: of a closed meeting what was kept
    of it, so that its protocol says the same on any day. All of it in Chinese, the language of
    the record, whoever asks for it.
    """
    with override(RECORD_IN):
        return _written(record, is_closed)


def _written(record: Mapping[str, Any], is_closed: bool) -> bytes:
    members = record["members"]
    writer = Writer(title="评审会议纪要", footer=_clean(record["call"]))
    writer.title("评审会议纪要")
    if not is_closed:
        writer.paragraph(DRAFT)
    writer.facts([
        ("征集", _clean(record["call"])),
        ("环节", _clean(record["stage"])),
        ("会议", f"第{record['number']}次"),
        ("时间", in_chinese(datetime.date.fromisoformat(record["held_on"]))),
        ("地点", _clean(record["place"]) or "________________"),
        *((str(duty.label), _names(members, duty)) for duty in Duty),
    ])  # fmt: skip
    writer.heading("评审与表决")
    writer.table(HEADS, [_line(case) for case in record["cases"]], widths=WIDTHS)
    noted = [case for case in record["cases"] if case["notes"]]
    if noted:
        writer.heading("会议记录")
    for case in noted:
        writer.paragraph(f"{case['position']}．{_clean(case['name'])}")
        for note in case["notes"]:
            writer.paragraph(_clean(note))
    writer.heading("签字")
    writer.signing([(str(Duty(one["duty"]).label), _clean(one["name"])) for one in members])
    return writer.content()


def _line(case: Mapping[str, Any]) -> list[str]:
    return [
        str(case["position"]),
        case["receipt"],
        _clean(case["name"]),
        case["score"] or "—",
        "—" if case["rank"] is None else str(case["rank"]),
        case["spread"] or "—",
        "、".join(one["score"] for one in case["scores"]) or "—",
        "，".join(f"{label} {count}" for label, count in tally(case["votes"].values())) or "—",
        str(Outcome(case["outcome"]).label) if case["outcome"] else "未作结论",
    ]


def _names(members: Sequence[Mapping[str, Any]], duty: Duty) -> str:
    return "、".join(_clean(one["name"]) for one in members if one["duty"] == duty) or "—"


def _clean(value: object) -> str:
    """What people typed, as words; what a document cannot hold is left out."""
    return CONTROL.sub("", str(value))
