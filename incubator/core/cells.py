"""Text for cells of CSV and XLSX files: never a formula, never a control character."""

import re

# What a spreadsheet may take for the beginning of a formula, in half and full width.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# What XML, and so XLSX, cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def inert(value: object) -> object:
    """``value`` as a cell that only shows: text gets an apostrophe where it could act."""
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value)
    return f"'{text}" if _FORMULA.match(text) else text
