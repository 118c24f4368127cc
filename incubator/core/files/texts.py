"""Plain text and CSV: nothing but words, in one of the encodings that people here use."""

import codecs
import contextlib
import re
from functools import partial
from typing import BinaryIO

CHUNK = 64 * 1024
# A byte order mark may stand at the beginning of either.
ENCODINGS = ("utf-8-sig", "gb18030")
# “Unicode text”, as spreadsheet programs save it, has its mark always.
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Tabs, line ends and form feeds are text; other control characters are of a program.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Pages, pictures made of text, and what a system would run.
MARKUP = ("<", "#!", "%!")


def is_plain(file: BinaryIO) -> bool:
    """Whether a file is readable as text without control characters, and is no markup."""
    file.seek(0)
    return any(_reads_as(file, encoding) for encoding in _encodings_of(file.read(2)))


def decoded(content: bytes) -> str | None:
    """The words of a text; None where it is in none of the encodings."""
    for encoding in _encodings_of(content):
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return None


def _encodings_of(content: bytes) -> tuple[str, ...]:
    return ("utf-16",) if content.startswith(UTF_16) else ENCODINGS


def _reads_as(file: BinaryIO, encoding: str) -> bool:
    """In pieces, so that no large file has to be in memory."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    start = ""
    try:
        for chunk in iter(partial(file.read, CHUNK), b""):
            text = decoder.decode(chunk)
            if CONTROL.search(text):
                return False
            start = start or text.lstrip("\ufeff \t\r\n\f\u3000\x85")[:2]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return bool(start) and not start.startswith(MARKUP)
