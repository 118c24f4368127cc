"""Characters that nobody sees or that turn a line around: of no name, and of no cell of a file."""

import unicodedata

BREAKS = "\t\n\r"


def hidden_in(text: str) -> str:
    """The first of them, as U+202E; empty where there is none."""
    if text.isprintable():
        return ""
    hidden = (sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf"))
    return next((f"U+{ord(sign):04X}" for sign in hidden if sign not in BREAKS), "")
