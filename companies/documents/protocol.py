"""评审会议纪要 as a Word document: what was before the panel, how it voted, and who signs."""

from django.utils.translation import override

from companies.documents.agreement import in_chinese
from companies.documents.writing import Writer
from companies.enums import Duty
from companies.models import PanelMeeting
from companies.queries.meetings import Agenda
from incubator.core.word import CONTROL

HEADS = ["序号", "受理号", "申请人", "得分", "分差", "各评审得分", "表决", "结论"]
WIDTHS = [11, 25, 36, 15, 13, 26, 24, 20]  # mm; together what stands between the margins


def protocol_of(meeting: PanelMeeting, rows: list[Agenda]) -> bytes:
    """The protocol of the cases given, as a DOCX, with a line to sign for everybody there.

    All of it in Chinese, the language of the record, whoever asks for it.
    """
    with override("zh-hans"):
        return _written(meeting, rows)


def _written(meeting: PanelMeeting, rows: list[Agenda]) -> bytes:
    members = list(meeting.members.order_by("pk"))
    writer = Writer(title="评审会议纪要", footer=str(meeting.call))
    writer.title("评审会议纪要")
    writer.facts([
        ("征集", _clean(meeting.call)),
        ("环节", _clean(meeting.stage)),
        ("会议", f"第{meeting.number}次"),
        ("时间", in_chinese(meeting.held_on)),
        ("地点", _clean(meeting.place) or "________________"),
        *((str(duty.label), _names(members, duty)) for duty in Duty),
    ])  # fmt: skip
    writer.heading("评审与表决")
    writer.table(HEADS, [_line(row) for row in rows], widths=WIDTHS)
    noted = [row for row in rows if row.notes]
    if noted:
        writer.heading("会议记录")
    for row in noted:
        writer.paragraph(f"{row.item.position}．{_clean(row.item.application.name)}")
        for note in row.notes:
            writer.paragraph(_clean(note.text))
    writer.heading("签字")
    writer.signing([(str(Duty(one.duty).label), _clean(one.name)) for one in members])
    return writer.content()


def _line(row: Agenda) -> list[str]:
    standing = row.standing
    return [
        str(row.item.position),
        row.item.application.receipt or "",
        _clean(row.item.application.name),
        _number(standing.score),
        _number(standing.spread),
        "、".join(_number(score) for score in standing.scores) or "—",
        "，".join(f"{label} {count}" for label, count in row.tally) or "—",
        row.outcome or "未作结论",
    ]


def _number(value) -> str:
    return "—" if value is None else str(value)


def _names(members, duty: Duty) -> str:
    return "、".join(_clean(one.name) for one in members if one.duty == duty) or "—"


def _clean(value: object) -> str:
    """What people typed, as words; what a document cannot hold is left out."""
    return CONTROL.sub("", str(value))
