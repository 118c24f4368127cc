"""Why something changed is told in words, whoever or whatever changed it."""

import ast
import re

import pytest
from django.utils.translation import override

from incubator.core.reasons import NUMBERED, REASONS, reason_said
from tests.test_house_rules import SOURCES, tree_of

HAN = re.compile("[一-鿿]")


def written(node: ast.expr) -> list[str]:
    """What an expression writes down itself: texts, with 1 in the place of what is put in."""
    if isinstance(node, ast.Constant):
        return [node.value] if node.value else []
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(one.value) if isinstance(one, ast.Constant) else "1"
                        for one in node.values)]  # fmt: skip
    if isinstance(node, ast.IfExp):
        return [*written(node.body), *written(node.orelse)]
    return []


CODES = sorted({
    text
    for path in SOURCES
    for call in ast.walk(tree_of(path))
    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "recorded"
    for word in call.keywords
    if word.arg == "reason"
    for text in written(word.value)
    if not HAN.search(text)
})  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words(code):
    with override("zh-hans"):
        assert HAN.search(reason_said(code))


def test_every_word_has_a_code():
    assert set(REASONS) <= set(CODES)
    assert all(any(code.startswith(one) for code in CODES) for one in NUMBERED)


def test_what_a_person_typed_stays():
    assert reason_said("import of the list") == "import of the list"
    assert reason_said("") == ""
