"""The name under which a file was handed over: shown and downloaded under, never stored under."""

import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

# File systems take 255 bytes; a character of Chinese is three of them.
LONGEST = 240  # bytes
ODD = frozenset('<>:"|?*/\\')


def clean_name(name: str, endings: Sequence[str]) -> str:
    """No path, nothing invisible, one line, and one of ``endings`` (else the first of them)."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(" " if sign.isspace() else sign for sign in last if _is_seen(sign))
    plain = unicodedata.normalize("NFC", " ".join(seen.split()))
    stem, _dot, ending = plain.rpartition(".")
    if ending.lower() not in endings:
        stem, ending = (stem or plain, endings[0])
    return f"{_cut(stem, LONGEST - len(ending) - 1)}.{ending.lower()}"


def _is_seen(sign: str) -> bool:
    return sign.isspace() or (unicodedata.category(sign)[0] != "C" and sign not in ODD)


def _cut(stem: str, most: int) -> str:
    """Whole characters of at most so many bytes; "file" where none is left."""
    kept = stem.strip(" .").encode()[:most].decode(errors="ignore")
    return kept.strip(" .") or "file"
