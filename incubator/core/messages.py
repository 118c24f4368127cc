"""Translations without the gettext programs: Babel extracts, merges, checks and compiles.

Source strings are English; a language's file is ``incubator/locale/<name>/LC_MESSAGES/
django.po``. English needs none.
"""

import datetime
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.extract import extract as extract_from
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

PARTS = ("incubator", "companies", "mentors", "facilities", "seeds")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
# Chinese words have signs of their own: ，：；（）. What takes a place in a sentence is a word too.
LATIN_SIGN = re.compile("[一-鿿”）》] ?[:,;!?(]|[:,;!?)] ?[一-鿿“（《]")
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
# What somebody types or a program reads stands as it is.
LITERALS = ("“1, 18, 200”", "“1, 70, , 一次”", '<a href="mailto:%(email)s">')
# The moment of extraction would change the file at every run and says nothing.
NO_MOMENT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
# Headers that only say when and by which program; the history of the file knows better.
IDLE_HEADERS = re.compile(
    rb'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|'
    rb"Last-Translator|Language-Team|Generated-By):.*\n",
    re.MULTILINE,
)


def languages() -> list[str]:
    """The languages that need a file: all but English, in which the sources are written."""
    return [code for code, _name in settings.LANGUAGES if code != "en"]


def file_of(language: str) -> Path:
    """Where a language's translations are."""
    return Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES" / "django.po"


def extract() -> Catalog:
    """Every string of the sources that is marked for translation."""
    root = Path(settings.BASE_DIR)
    catalog = Catalog(project="incubator", charset="utf-8", creation_date=NO_MOMENT)
    for path in _sources(root):
        name = str(path.relative_to(root))
        for _line, message, comments, context in _strings(path):
            catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def update(language: str) -> Catalog:
    """Merge new strings into a language's file and drop those that are gone."""
    path = file_of(language)
    catalog = load(language)
    catalog.update(extract(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = f"# {catalog.locale.english_name}. Made by: manage.py messages update"
    save(catalog, path)
    return catalog


def save(catalog: Catalog, path: Path) -> None:
    """Write a file whose difference to the last one is its translations alone."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, sort_output=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(IDLE_HEADERS.sub(b"", buffer.getvalue()))


def load(language: str) -> Catalog:
    """A language's translations as they are on disk."""
    path = file_of(language)
    if not path.exists():
        return Catalog(locale=to_locale(language), project="incubator", creation_date=NO_MOMENT)
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language))


def compile_language(language: str) -> Path:
    """Write the binary file that Django reads, when it is older than its source."""
    source = file_of(language)
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return target
    buffer = BytesIO()
    write_mo(buffer, load(language))
    # In one step, so that a server that starts meanwhile never reads half a file.
    scratch = target.with_suffix(".mo.new")
    scratch.write_bytes(buffer.getvalue())
    return scratch.replace(target)


def faults(language: str) -> Iterator[str]:
    """What is missing or wrong in a language's file, a line each."""
    known = load(language)
    for message in extract():
        if not message.id:
            continue
        found = known.get(message.id, message.context)
        where = ", ".join(sorted({name for name, _line in message.locations}))
        if found is None:
            yield f"{language}: not in the file: {message.id!r} ({where})"
        elif not is_translated(found):
            yield f"{language}: untranslated: {message.id!r} ({where})"
        elif misses := _wrong_placeholders(found):
            yield f"{language}: placeholders {misses} in {message.id!r} ({where})"
        elif signs := _latin_signs(found):
            yield f"{language}: Latin signs {signs} in {message.id!r} ({where})"
        else:
            yield from (f"{language}: {error} in {message.id!r}" for error in found.check(known))


def _wrong_placeholders(message: Message) -> str:
    """Those that a translation has lost, or made up; Babel minds only the latter."""
    ids = message.id if isinstance(message.id, (tuple, list)) else [message.id]
    strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    known = wanted.union(*(PLACEHOLDER.findall(text) for text in ids))
    wrong = {place for text in strings for place in wanted ^ set(PLACEHOLDER.findall(text or ""))}
    return ", ".join(sorted(wrong - (known - wanted)))


def _latin_signs(message: Message) -> str:
    """Where the signs of Latin script stand between Chinese words."""
    strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    found = []
    for text in strings:
        plain = text or ""
        for literal in LITERALS:
            plain = plain.replace(literal, "")
        if re.search("[一-鿿]", PLACE.sub("", plain)):
            found += LATIN_SIGN.findall(PLACE.sub("字", plain))
    return ", ".join(found)


def is_translated(message: Message) -> bool:
    """Whether every form of it has words that somebody has looked at."""
    strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(strings) and not message.fuzzy


def _sources(root: Path) -> Iterator[Path]:
    for part in PARTS:
        for path in sorted((root / part).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path


def _strings(path: Path) -> Iterator[tuple]:
    if path.suffix == ".py":
        yield from extract_from_file("python", path, keywords=KEYWORDS)
        return
    # Django turns a template into calls of gettext amid filler; lines are unindented
    # because the filler is no real Python.
    code = re.sub(r"^[ \t]+", "", templatize(path.read_text(encoding="utf-8")), flags=re.M)
    yield from extract_from("python", BytesIO(code.encode()), keywords=KEYWORDS)
