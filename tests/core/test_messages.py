"""Tests of the translations' own tool, on a small project of two sources."""

import gettext
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from incubator.core import messages

PAGE = """{% load i18n %}
{% translate "Rooms" %}
  {% blocktranslate count n=rooms %}{{ n }} room{% plural %}{{ n }} rooms{% endblocktranslate %}
"""
CODE = """
from django.utils.translation import gettext as _, pgettext_lazy
title = _("Hello %(name)s")
unit = pgettext_lazy("unit", "companies")
"""
TRANSLATED = {
    "Rooms": "房间",
    "Hello %(name)s": "%(name)s，您好",
    "companies": "家",
    ("%(n)s room", "%(n)s rooms"): ("%(n)s间",),
}


@pytest.fixture
def project(tmp_path, settings):
    """A code file and a template, and no translations yet."""
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    part = tmp_path / "companies"
    (part / "templates").mkdir(parents=True)
    (part / "words.py").write_text(CODE, encoding="utf-8")
    (part / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    return part


def run(verb: str) -> str:
    out = StringIO()
    call_command("messages", verb, stdout=out)
    return out.getvalue().strip()


def translate(**changed: str) -> None:
    """Fill in every string, some of them otherwise."""
    catalog = messages.load("zh-hans")
    for message in catalog:
        if message.id:
            message.string = changed.get(message.id, TRANSLATED.get(message.id, "译"))
    messages.save(catalog, messages.file_of("zh-hans"))


def test_strings_of_code_and_templates_are_found(project):
    assert run("update") == "zh-hans: 4 strings, 4 untranslated"

    catalog = messages.load("zh-hans")
    assert {message.id for message in catalog if message.id} == set(TRANSLATED)
    assert catalog.get("companies", "unit") is not None


def test_updating_again_keeps_the_file_and_the_translations(project):
    run("update")
    translate()
    before = messages.file_of("zh-hans").read_bytes()

    assert run("update") == "zh-hans: 4 strings, 0 untranslated"
    assert messages.file_of("zh-hans").read_bytes() == before


def test_what_is_gone_from_the_sources_goes_from_the_file(project):
    run("update")
    (project / "words.py").unlink()

    assert run("update").startswith("zh-hans: 2 strings")
    assert b"Hello" not in messages.file_of("zh-hans").read_bytes()


def test_complete_file_passes_and_is_what_django_reads(project):
    run("update")
    translate()

    assert run("check") == "zh-hans: complete"
    run("compile")
    with messages.file_of("zh-hans").with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("Rooms") == "房间"
    assert compiled.pgettext("unit", "companies") == "家"
    assert compiled.ngettext("%(n)s room", "%(n)s rooms", 3) == "%(n)s间"


def test_changed_file_is_compiled_again(project):
    run("update")
    translate()
    compiled = messages.compile_language("zh-hans")
    first = compiled.read_bytes()
    translate(Rooms="屋")

    messages.compile_language("zh-hans")

    assert compiled.read_bytes() != first


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"Rooms": ""}, "untranslated: 'Rooms' (companies/templates/page.html)"),
        ({"Hello %(name)s": "您好"}, "placeholders"),
        ({"Hello %(name)s": "%(nome)s，您好"}, "%(nome)s"),
        ({"Hello %(name)s": "您好,%(name)s"}, "Latin signs"),
        ({"Rooms": "房间 (间)"}, "Latin signs"),
    ],
)
def test_fault_is_told_with_its_place(project, changed, told):
    run("update")
    translate(**changed)

    with pytest.raises(CommandError) as refusal:
        run("check")

    assert told in str(refusal.value)
    assert "1 faults" in str(refusal.value)


def test_new_string_is_missing_until_the_file_is_updated(project):
    run("update")
    translate()
    (project / "more.py").write_text('label = _("New")', encoding="utf-8")

    with pytest.raises(CommandError, match="not in the file: 'New'"):
        run("check")
