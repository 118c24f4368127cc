"""The paragraph as a Word document, each figure with a footnote of Word's own."""

from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from companies.documents.writing import SIZE, Writer
from incubator.statistics.writer.composing import Note, Piece, Written

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
SMALL = (
    '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="18"/></w:rPr>'
)


def document_of(written: Written) -> bytes:
    """The file: the paragraphs, and their notes at the foot of the page."""
    writer = Writer(title=written.title, footer=written.title)
    writer.title(written.title)
    for pieces in written.paragraphs:
        _paragraph(writer, pieces)
    document = writer.document
    part = Part(
        PackURI("/word/footnotes.xml"), FOOTNOTES, _footnotes(written.notes), document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return writer.content()


def _paragraph(writer: Writer, pieces: list[Piece]) -> None:
    line = writer.document.add_paragraph()
    line.paragraph_format.first_line_indent = SIZE * 2
    for piece in pieces:
        line.add_run(piece.text)
        if piece.note:
            _reference(line, piece.note)


def _reference(line: Paragraph, note: Note) -> None:
    run = line.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(note.number))
    run._r.append(reference)  # noqa: SLF001 - the library has no footnotes of its own


def _footnotes(notes: list[Note]) -> bytes:
    """With the two separators that Word wants."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}">'
        f"<w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    texts = "".join(
        f'<w:footnote w:id="{note.number}"><w:p><w:r>{RAISED}<w:footnoteRef/></w:r>'
        f'<w:r>{SMALL}<w:t xml:space="preserve"> {escape(note.said)}</w:t></w:r></w:p></w:footnote>'
        for note in notes
    )
    content = f'<w:footnotes xmlns:w="{SPACE}">{separators}{texts}</w:footnotes>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}'.encode()
