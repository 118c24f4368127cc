"""The text of a file to check: plain text in the usual encodings, or a Word document."""

import io
from typing import BinaryIO

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from incubator.core.files.kinds import DOCX, TEXT, kind_of
from incubator.core.files.refusals import broken
from incubator.core.files.texts import decoded

KINDS = (TEXT, DOCX)


def text_of(file: BinaryIO) -> str:
    """Paragraphs and table cells in their order, a line each.

    Raises RuleViolation as ``files.kinds.kind_of`` does: what is no text, is packed like a bomb
    or carries a macro is not opened. A document whose parts are not what it says they are is
    ``file_broken`` too.
    """
    kind = kind_of(file, kinds=KINDS)
    content = file.read()
    if kind == DOCX:
        try:
            return "\n".join(_lines(Document(io.BytesIO(content))))
        except Exception:  # noqa: BLE001 - whatever somebody put into it
            raise broken() from None
    return decoded(content) or ""  # kind_of has read it


def _lines(document):
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            for row in block.rows:
                yield "，".join(cell.text for cell in row.cells)
