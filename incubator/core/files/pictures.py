"""Pictures: opened by Pillow as what they claim to be, and never decoded."""

from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from incubator.core.files.refusals import broken, too_many_pixels

# A sharp photograph of a phone has 12 to 50 million.
MOST_PIXELS = 80_000_000
TOO_MANY = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What Pillow raises for bytes that are no picture.
DAMAGED = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, OverflowError)


def format_of(head: bytes) -> str | None:
    """Pillow's name of the format that a file begins like."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return None


def require_picture(file: BinaryIO, name: str) -> None:
    """Raises RuleViolation: ``file_broken``, ``picture_too_large``."""
    file.seek(0)
    try:
        with Image.open(_Kept(file), formats=(name,)) as picture:
            width, height = picture.size
            picture.verify()
    except TOO_MANY:
        raise too_many_pixels(MOST_PIXELS) from None
    except DAMAGED:
        raise broken() from None
    if width * height > MOST_PIXELS:
        raise too_many_pixels(MOST_PIXELS)


class _Kept:
    """A file that stays open when Pillow is done with it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __getattr__(self, name: str):
        return getattr(self._file, name)

    def close(self) -> None:
        """The file belongs to its request."""
