"""Writes our own Word templates: a title, facts, clauses and places to sign, on A4."""

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

BODY, HEADS = "宋体", "黑体"  # on every Chinese computer
SIZE = Pt(12)


class Writer:
    """One document, written from its beginning to its end."""

    def __init__(self, *, title: str, footer: str = "") -> None:
        self.document = Document()
        self.document.core_properties.title = title
        self.document.core_properties.author = ""
        self.document.core_properties.comments = ""
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(28)
        section.top_margin = section.bottom_margin = Mm(25)
        style = self.document.styles["Normal"]
        style.font.size = SIZE
        _set_font(style, BODY)
        style.paragraph_format.line_spacing = 1.5
        style.paragraph_format.space_after = Pt(0)
        if footer:
            line = section.footer.paragraphs[0]
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.add_run(f"{footer}　　第 ").font.size = Pt(9)
            _page_number(line)
            line.add_run(" 页").font.size = Pt(9)

    def title(self, text: str) -> None:
        """The one large line."""
        line = self.document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_after = Pt(18)
        run = line.add_run(text)
        run.bold = True
        run.font.size = Pt(20)
        _set_font(run, HEADS)

    def heading(self, text: str) -> None:
        """Of a clause; it stays with what follows."""
        line = self.document.add_paragraph()
        line.paragraph_format.space_before = Pt(8)
        line.paragraph_format.keep_with_next = True
        run = line.add_run(text)
        run.bold = True
        _set_font(run, HEADS)

    def paragraph(self, text: str) -> None:
        """Two characters in from the left, as Chinese text is set."""
        line = self.document.add_paragraph(text)
        line.paragraph_format.first_line_indent = SIZE * 2
        line.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Names and values beside each other."""
        table = self.document.add_table(rows=0, cols=2, style="Table Grid")
        table.autofit = False
        for name, value in rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, value
            cells[0].width, cells[1].width = Mm(44), Mm(110)
        self.document.add_paragraph()

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[int]
    ) -> None:
        """Rows under heads that stand on every page again; ``widths`` in mm."""
        table = self.document.add_table(rows=0, cols=len(heads), style="Table Grid")
        table.autofit = False
        for number, texts in enumerate([heads, *rows]):
            row = table.add_row()
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Mm(width)
                cell.text = ""
                run = cell.paragraphs[0].add_run(text)
                run.font.size, run.bold = Pt(9), number == 0
                cell.paragraphs[0].paragraph_format.line_spacing = 1.1
            if number == 0:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
        self.document.add_paragraph()

    def signing(self, people: Sequence[tuple[str, str]]) -> None:
        """A line for each person: what they are, their name, and where they sign."""
        table = self.document.add_table(rows=0, cols=3)
        for duty, name in people:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
            texts = (duty, name, "签字：________________")
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
                cell.paragraphs[0].paragraph_format.space_after = Pt(10)

    def signatures(self, parties: Sequence[str], lines: Sequence[str]) -> None:
        """Where each party signs, side by side, not torn over two pages."""
        self.document.add_paragraph()
        table = self.document.add_table(rows=0, cols=len(parties))
        for texts in [parties, *[[f"{line}：____________"] * len(parties) for line in lines]]:
            row = table.add_row()
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
                cell.paragraphs[0].paragraph_format.space_after = Pt(14)
                cell.paragraphs[0].paragraph_format.keep_with_next = True

    def content(self) -> bytes:
        """The document as a file."""
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()


def _set_font(styled, name: str) -> None:
    """For Chinese and for Latin letters alike."""
    styled.font.name = name
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)


def _page_number(line) -> None:
    run = line.add_run()
    run.font.size = Pt(9)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if text:
            element = OxmlElement("w:instrText")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001 - the library has no fields of its own
