"""The house's rules, held by tests that name the file that breaks one."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
PARTS = ("incubator", "companies", "mentors", "facilities", "seeds")
LONGEST_FILE, LONGEST_TEST_FILE, LONGEST_FUNCTION = 400, 600, 50

SOURCES = sorted(
    path for part in PARTS for path in (ROOT / part).rglob("*.py") if "migrations" not in path.parts
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_module_says_what_it_is_for(path):
    assert ast.get_docstring(tree_of(path))


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name_of)
def test_file_is_not_too_long(path):
    longest = LONGEST_TEST_FILE if path in TESTS else LONGEST_FILE

    assert len(path.read_text(encoding="utf-8").splitlines()) <= longest


def test_functions_are_not_too_long():
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_words_to_translate_stand_in_no_f_string():
    """What stands in the braces of one is not found, and so stays English."""
    translating = {"_", "gettext", "ngettext", "pgettext", "gettext_lazy", "pgettext_lazy"}
    found = [
        f"{name_of(path)}:{call.lineno}"
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in translating
    ]

    assert found == []


def test_clock_is_read_in_one_place():
    """Calls that tell the time, outside of the one module that may make them."""
    telling = re.compile(r"\b(timezone\.now|localdate|datetime\.now|date\.today|utcnow)\(")
    found = [
        name_of(path)
        for path in SOURCES
        if telling.search(path.read_text(encoding="utf-8")) and path.name != "dates.py"
    ]

    assert found == []


def test_no_model_sorts_behind_the_readers_back():
    ours = ("institutions", "accounts", "imports", "companies", "facilities", "statistics")
    sorted_models = [
        model.__name__
        for label in ours
        for model in apps.get_app_config(label).get_models()
        if model._meta.ordering
    ]

    assert sorted_models == []


@pytest.mark.parametrize("file", sorted(ROOT.glob("requirements*.in")), ids=name_of)
def test_every_dependency_says_what_uses_it(file):
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    named = [line for line in lines if line and not line.startswith(("#", "-"))]

    assert [line for line in named if "#" not in line] == []


@pytest.mark.parametrize("file", sorted(ROOT.glob("requirements*.txt")), ids=name_of)
def test_locks_have_hashes_and_no_addresses(file):
    text = file.read_text(encoding="utf-8")

    assert "--hash=sha256:" in text
    assert re.findall(r"https?://|--index-url|--find-links", text) == []


def test_readme_names_every_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ours = [name for name, app in get_commands().items() if str(app).split(".")[0] in PARTS]

    assert [name for name in ours if name not in readme] == []


def test_readme_names_every_variable_that_the_settings_read():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    reading = re.compile(
        r"(?:env(?:\.\w+)?|environ\.get|_required|_secret|_server_url)\(\s*\"([A-Z_]+)\""
    )
    named = {
        variable
        for path in (ROOT / "incubator" / "settings").glob("*.py")
        for variable in reading.findall(path.read_text(encoding="utf-8"))
    }

    assert named - {"PYTEST_XDIST_WORKER"} - set(re.findall(r"[A-Z_]{4,}", readme)) == set()


def test_decisions_are_all_in_the_index():
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")

    assert [path.name for path in folder.glob("0*.md") if path.name not in index] == []


def test_translated_words_are_found_by_their_function():
    """Words are collected where ``_`` or gettext's own names are called, under no other name."""
    renamed = re.compile(r"gettext(_lazy)? as (?!_$)", re.MULTILINE)

    assert [name_of(path) for path in SOURCES if renamed.search(path.read_text("utf-8"))] == []
