"""Pictures without what a camera wrote beside them: drawn again, only the picture is kept."""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

from incubator.core.files.kinds import BY_FORMAT, PICTURES, Kind
from incubator.core.files.pictures import DAMAGED, TOO_MANY, format_of
from incubator.core.files.refusals import broken, too_many_pixels

# What is drawn again has to fit into memory; a page reads well at this size.
LONGEST_SIDE = 3000
MOST_PIXELS = 50_000_000
QUALITY = 88


def can_be_cleaned(content_type: str) -> bool:
    """Whether files of a media type are pictures that can be drawn again."""
    return content_type in {kind.content_type for kind in PICTURES}


def cleaned(file: BinaryIO) -> tuple[bytes, Kind]:
    """The picture in a new file: upright, no larger than needed, and nothing else in it.

    Raises RuleViolation: ``file_broken``, ``picture_too_large``.
    """
    file.seek(0)
    name = format_of(file.read(16))
    file.seek(0)
    if name is None:
        raise broken()
    try:
        with Image.open(file, formats=(name,)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise too_many_pixels(MOST_PIXELS)
            return _drawn_again(picture, name), BY_FORMAT[name]
    except TOO_MANY:
        raise too_many_pixels(MOST_PIXELS) from None
    except DAMAGED:
        raise broken() from None


def _drawn_again(picture: Image.Image, name: str) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    mode = "RGBA" if name != "JPEG" and "A" in upright.getbands() else "RGB"
    bare = upright.convert(mode)
    bare.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new(mode, bare.size)
    clean.paste(bare)
    out = BytesIO()
    clean.save(out, format=name, **({} if name == "PNG" else {"quality": QUALITY}))
    return out.getvalue()
