"""The sentences of a year: what each prints, and the figure that stands behind it.

The text is Chinese whoever asks for it: it goes into a Chinese document.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import translation
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.core.numbers import grouped
from incubator.institutions.models import Incubator
from incubator.statistics.models import OpeningBalance, Snapshot, Target
from incubator.statistics.queries import FigureLine, YearFigures, figures_of
from incubator.statistics.writer.rounding import exact, growth, reaching, rounded


@dataclass(frozen=True)
class Note:
    """The footnote to one printed number: what it says, and where its facts can be listed."""

    number: int
    printed: str
    indicator: str
    said: str
    address: str = ""  # in the API; empty for what cannot be listed


@dataclass(frozen=True)
class Piece:
    """A part of the text; with a note, a number that stands for a figure."""

    text: str
    note: Note | None = None


@dataclass(frozen=True)
class Written:
    """The paragraphs of one year and place, in pieces, with their notes in order."""

    year: int
    title: str
    paragraphs: list[list[Piece]]
    snapshot: Snapshot | None = None  # the edition of its year; None: as computed

    @property
    def notes(self) -> list[Note]:
        """All of them, numbered through."""
        pieces = [piece for paragraph in self.paragraphs for piece in paragraph]
        return [piece.note for piece in pieces if piece.note]

    @property
    def plain(self) -> str:
        """The paragraphs alone, as they are printed."""
        return "\n".join(
            "".join(piece.text for piece in paragraph) for paragraph in self.paragraphs
        )

    @property
    def text(self) -> str:
        """With the marks of its notes, and the notes below."""
        marked = "\n".join(
            "".join(f"{p.text}[{p.note.number}]" if p.note else p.text for p in paragraph)
            for paragraph in self.paragraphs
        )
        notes = "\n".join(f"[{note.number}] {note.said}" for note in self.notes)
        return f"{marked}\n\n注：\n{notes}\n"


@dataclass(frozen=True)
class Clause:
    """One figure of the report: the words before and after it, how it is printed."""

    indicator: str
    before: str
    unit: str
    form: Callable[[Decimal, str], str]
    after: str = ""
    with_growth: bool = False


# What is said of a year, in this order; a clause without a figure on file is left out.
CLAUSES: tuple[tuple[Clause, ...], ...] = (
    (
        Clause("entered", "引进创业企业", "家", exact, with_growth=True),
        Clause("graduated", "毕业企业", "家", rounded),
        Clause("cumulative_incubated", "累计孵化创业企业总数", "家", reaching),
    ),
    (
        Clause("in_incubation", "年末在孵企业", "家", exact, with_growth=True),
        Clause("cumulative_graduated", "累计毕业企业", "家", exact),
    ),
    (
        Clause("mentors_in_office", "年末在聘创业导师", "名", exact),
        Clause("sessions", "全年开展创业辅导", "次", rounded),
    ),
)
# What a plan may want, in the order of the report: indicator or subject, words, unit.
PLANNED = (
    ("rd_institutions", "引进科研机构", "家"),
    ("entered", "引进创业企业", "家"),
    ("graduated", "毕业企业", "家"),
    ("high_tech_new", "新认定高新技术企业", "家"),
    ("patents_granted", "授权专利", "项"),
    ("talents", "引进各类人才", "名"),
)


def write_report(
    year: int,
    *,
    incubator: Incubator | None = None,
    published: Mapping[int, Snapshot] | None = None,
) -> Written:
    """The paragraphs of a year for the zone or one incubator, out of its figures.

    They are those of the ``published`` editions by year (without it of those that count), of
    other years as computed last. Raises RuleViolation: ``no_figures`` (404) for a year that is
    not computed, ``nothing_to_write`` where none of its figures belongs into the text.
    """
    place = incubator.pk if incubator else None
    [figures] = figures_of(year, places=[place], published=published)
    with translation.override("zh-hans"):
        writer = _Writer(figures, incubator)
        paragraphs = [list(writer.year()), list(writer.plan())]
    paragraphs = [pieces for pieces in paragraphs if pieces]
    if not paragraphs:
        raise RuleViolation(
            "nothing_to_write",
            _("No figure of %(year)d belongs into the paragraph."),
            field="year",
            status=404,
            year=year,
        )
    return Written(year, f"{incubator or '全区'}{year}年创业孵化工作", paragraphs, figures.snapshot)


@dataclass
class _Writer:
    figures: YearFigures
    incubator: Incubator | None
    count: int = 0
    lines: dict[str, FigureLine] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = {line.indicator.code: line for line in self.figures.lines}

    def year(self) -> Iterator[Piece]:
        """What happened and how it stood at the year's end."""
        where = str(self.incubator) if self.incubator else ""
        opening = f"{self.figures.year}年，{where}全年"
        for sentence in CLAUSES:
            said = [clause for clause in sentence if self._is_said(clause)]
            for place, clause in enumerate(said):
                lead = opening if not place else "，"
                opening = ""
                yield from self._clause(clause, lead)
            if said:
                yield Piece("。")

    def plan(self) -> Iterator[Piece]:
        """What the plan of the next year wants."""
        year = self.figures.year + 1
        wanted = {
            target.indicator or target.subject: target
            for target in Target.objects.filter(
                year=year, incubator=self.figures.incubator_id
            ).select_related("document")
        }
        planned = [(words, unit, wanted[code]) for code, words, unit in PLANNED if code in wanted]
        for place, (words, unit, target) in enumerate(planned):
            lead = "，" if place else f"{year}年，计划"
            yield Piece(f"{lead}{words}")
            printed = exact(target.value, unit)
            yield Piece(printed, self._note_of_target(printed, target))
        if planned:
            yield Piece("。")

    def _is_said(self, clause: Clause) -> bool:
        """A flow of nothing is not worth a clause."""
        line = self.lines.get(clause.indicator)
        return line is not None and line.value > 0

    def _clause(self, clause: Clause, lead: str) -> Iterator[Piece]:
        line = self.lines[clause.indicator]
        printed = clause.form(line.value, clause.unit)
        yield Piece(f"{lead}{clause.before}")
        yield Piece(printed, self._note(printed, line, clause.unit))
        if clause.with_growth and line.previous:
            said = growth(line.value, line.previous)
            if said.startswith("同比"):
                yield Piece(f"，{said[:4]}")
                yield Piece(said[4:], self._note_of_growth(said[4:], line))
            elif said:
                yield Piece(f"，{said}")
        if clause.after:
            yield Piece(clause.after)

    def _note(self, printed: str, line: FigureLine, unit: str) -> Note:
        said = (
            f"{printed}：指标“{line.indicator.label}”（{line.indicator.code}），"
            f"{self._place()}{self.figures.year}年，{self._source(f'{grouped(line.value)}{unit}')}"
        )
        if line.opening_balance:
            said += f"；{self._balance(line, unit)}"
        return self._numbered(printed, line.indicator.code, f"{said}。", line)

    def _source(self, value: str) -> str:
        """Whether it was published, and when."""
        if snapshot := self.figures.snapshot:
            day = localtime(snapshot.approved_at).strftime("%Y-%m-%d")
            return f"发布值{value}（第{snapshot.edition}版，{day}发布）"
        computed = localtime(self.figures.computed_at).strftime("%Y-%m-%d %H:%M")
        return f"系统计算值{value}，计算于{computed}"

    def _balance(self, line: FigureLine, unit: str) -> str:
        rows = OpeningBalance.objects.filter(indicator=line.indicator.code)
        if self.incubator:
            rows = rows.filter(incubator=self.incubator)
        sources = sorted({f"《{row.document}》" for row in rows.select_related("document")})
        return (
            f"其中期初数{grouped(line.opening_balance)}{unit}，依据{'、'.join(sources)}，"
            "无法逐户列出"
        )

    def _note_of_growth(self, printed: str, line: FigureLine) -> Note:
        said = (
            f"{printed}：由{self.figures.year}年的{grouped(line.value)}与上年的"
            f"{grouped(line.previous or Decimal(0))}重新计算（{line.indicator.code}）。"
        )
        return self._numbered(printed, line.indicator.code, said, None)

    def _note_of_target(self, printed: str, target: Target) -> Note:
        said = (
            f"{printed}：{target.year}年目标“{target.label}”，依据《{target.document}》"
            f"（{target.document.number}）。"
        )
        return self._numbered(printed, target.indicator, said, None)

    def _numbered(self, printed: str, code: str, said: str, line: FigureLine | None) -> Note:
        self.count += 1
        address = ""
        if line is not None and line.drillable:
            kind = line.indicator.counts.code
            asked = {"incubator": self.incubator.code} if self.incubator else {}
            if self.figures.snapshot:
                asked["snapshot"] = str(self.figures.snapshot.pk)
            address = f"/api/v1/statistics/{self.figures.year}/{code}/{kind}/"
            address += f"?{urlencode(asked)}" if asked else ""
            said = f"{said}名单：{address}"
        return Note(self.count, printed, code, said, address)

    def _place(self) -> str:
        return str(self.incubator) if self.incubator else "全区"
