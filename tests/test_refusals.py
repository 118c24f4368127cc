"""Every refusal that the product can give has a test that names its code."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PARTS = ("incubator", "companies", "facilities", "mentors", "seeds")
HERE = Path(__file__)


def codes_of(path: Path) -> set[str]:
    """The literal codes of the RuleViolations that a file makes."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "RuleViolation"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def words_of(path: Path) -> set[str]:
    """Every string of a file, and what it is made of."""
    strings = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return strings | {word.strip("[]:") for text in strings for word in text.split()}


MADE = {
    code: str(path.relative_to(ROOT))
    for part in PARTS
    for path in sorted((ROOT / part).rglob("*.py"))
    for code in codes_of(path)
}
TESTED = {
    word for path in (ROOT / "tests").rglob("*.py") if path != HERE for word in words_of(path)
}


def test_the_codes_are_found():
    assert {"invalid_year", "unit_taken", "company_exists"} <= set(MADE)


@pytest.mark.parametrize("code", sorted(MADE), ids=lambda code: f"{MADE[code]}-{code}")
def test_code_is_tested(code):
    assert code in TESTED
