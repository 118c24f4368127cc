"""The house's rules about words: values are shown by one module, and signs follow the language."""

import ast
import re
from pathlib import Path

import pytest

from tests.test_house_rules import PARTS, ROOT, SOURCES, name_of, tree_of

TEMPLATES = sorted(
    path
    for part in PARTS
    for path in (ROOT / part).rglob("*")
    if "templates" in path.parts and path.suffix in {".html", ".txt"}
)
# The filters of ``core.shown`` have taken the place of these. What a program reads stands in
# single quotes inside an attribute; a weekday, a month and a second have no other filter.
OLD_FILTER = re.compile(
    r"\|(?:floatformat|intcomma|localize|date|time)\b(?::(\"[^\"]*\"|'[^']*'))?"
)
NAMED = frozenset({
    '"D"', '"l"', '"j"', '"Y"', '"H:i:s"', '"YEAR_MONTH_FORMAT"', '"MONTH_DAY_FORMAT"',
})  # fmt: skip
FOR_PROGRAMS = frozenset({"'Y-m-d'", "'Y-m'", "'c'"})
IN_ATTRIBUTE = re.compile(r"=\"[^\"<>]*(?:\{\{|\{%)[^\"<>]*$")
# Between two places of a template: (a), a, b; a: b — unless it stands in words to translate.
LATIN_SIGN = re.compile(r"(?:\}\}|%\})(?:, |; | \()(?:\{\{|\{%)|\{% endif %\}\)")
TRANSLATED = re.compile(r"\{% blocktranslate.*?endblocktranslate %\}", re.DOTALL)
OTHERS_WORDS = ("<script", "<style")

# Python that shows something: pages and words; what programs read and the figures' own rules are
# elsewhere (``dates.iso``, ``numbers.mark`` of a drawing, ``numbers.typed`` in a field of a form).
SHOWING = re.compile(r"(admin|portal)|words\.py$|__str__")
FORMAT = re.compile(r"^,?\.?\d*f$|%Y|,$")
# A day or a moment that stands in a sentence as the database has it: 2007-03-01.
BARE_DAY = re.compile(
    r"% [\w.]*(?:_on|_at)\b(?![(\w])|\{\w+\.[\w.]*(?:_on|_at|until)(?::%[^}]*)?\}"
)
# What the others stand on.
FORMAT_DAYS = frozenset({"incubator/core/shown.py", "incubator/core/errors.py"})


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_values_are_shown_by_one_module(path):
    text = path.read_text(encoding="utf-8")
    found = []
    for match in OLD_FILTER.finditer(text):
        shape = match[1] or ""
        before = text[: match.start()].rpartition("\n")[2]
        if shape in NAMED or (shape in FOR_PROGRAMS and IN_ATTRIBUTE.search(before)):
            continue
        found.append(match[0])

    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_signs_between_pieces_are_those_of_the_language(path):
    text = TRANSLATED.sub("", path.read_text(encoding="utf-8"))

    assert LATIN_SIGN.findall(text) == []


def _shapes(path: Path) -> list[str]:
    """Formats of f-strings, and calls that write a value out."""
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            shape = "".join(
                str(one.value) for one in node.format_spec.values if isinstance(one, ast.Constant)
            )
            if FORMAT.search(shape):
                found.append(shape)
        if isinstance(node, ast.Attribute) and node.attr in {"isoformat", "strftime", "normalize"}:
            found.append(node.attr)
    return found


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if SHOWING.search(name_of(path))], ids=name_of
)
def test_pages_format_nothing_themselves(path):
    assert _shapes(path) == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_days_are_said_by_one_module(path):
    """Also in the names of rows, in letters and in refusals: ``day``, ``days`` and ``moment``."""
    name, text = name_of(path), path.read_text(encoding="utf-8")

    assert name.startswith("seeds/") or BARE_DAY.findall(text) == []
    assert name in FORMAT_DAYS or "date_format" not in text


def test_labels_are_not_joined_by_hand():
    """``listing`` and ``clauses`` know the signs: in pages, lifecycles and rules."""
    joining = re.compile(r"\"[,;] \"\.join\(")
    # Statements of SQL, headers, and codes that programs are told.
    allowed = re.compile(
        r"core/(sealing|messages|known|middleware|verifying|api/)|snapshots/"
        r"|rules/returns/forms|statistics/(flows|series|indicators)\.py"
    )
    found = [
        name_of(path)
        for path in SOURCES
        if joining.search(path.read_text(encoding="utf-8")) and not allowed.search(name_of(path))
    ]

    assert [name for name in found if not name.startswith("seeds/")] == []
