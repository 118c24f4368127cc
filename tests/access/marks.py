"""What tells rows of other people apart: words that stand in their rows and in nobody else's."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
from django.db import models
from django.db.models import Model
from django.forms import ModelChoiceField
from django.http import HttpResponseBase

from companies.models import Application, Representative, Reviewer
from mentors.models import Mentor
from tests.admin.conftest import PEOPLE, SEES, World

SHORTEST = 4  # what is shorter stands in many a word
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def foreign_keys(world: World, who: str) -> dict[type[Model], set]:
    """By model, the keys of the rows that a role does not see."""
    return {
        model: {
            row.pk for whose, rows in of.items() if whose not in SEES[who] for row in rows
        }
        for model, of in world.rows.items()
    }  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What stands in the rows that somebody sees, and what stands in those of others alone."""

    seen: str
    marks: frozenset[str]

    def are_others(self, text: str) -> bool:
        """Whether no row that is seen has this in it."""
        return text.lower() not in self.seen

    def told_in(self, text: str, *, but: str = "") -> list[str]:
        """The marks that a text tells; ``but``: what the reader typed, and is told again."""
        return [mark for mark in self.marks if mark not in but and mark in text]


def words_for(world: World, who: str) -> Words:
    """The words of a role.

    People are left out: who did something is told to whoever sees what was done.
    """
    own: list[str] = []
    foreign: set[str] = set()
    for by_owner in world.rows.values():
        for whose, rows in by_owner.items():
            for row in rows:
                said = [text for one in (row, *people_of(row)) for text in words_of(one)]
                if whose in SEES[who]:
                    own += said
                elif whose != PEOPLE:
                    foreign.update(said)
    seen = "\n".join(own).lower()
    marks = {word for word in foreign if not _is_a_code(word) and len(word) >= SHORTEST}
    return Words(seen, frozenset(word for word in marks if word.lower() not in seen))


def words_of(row: Model) -> Iterator[str]:
    """The texts of a row that somebody typed; choices are everybody's."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        typed = isinstance(field, (models.CharField, models.TextField)) and not field.choices
        if typed and isinstance(value, str):
            yield value


def _is_a_code(text: str) -> bool:
    """A word of the program's own, as it stands in every page."""
    return text.replace("_", "").isascii() and text.replace("_", "").isalpha()


def people_of(row: Model) -> Iterator[Model]:
    """Whom a row of the portal's people is about."""
    of = {Representative: "user", Reviewer: "user", Mentor: "user", Application: "started_by"}
    person = getattr(row, of.get(type(row), ""), None) if type(row) in of else None
    if person is not None:
        yield person


def told_by(response: HttpResponseBase) -> str:
    """All that an answer says; of a spreadsheet, what stands in its cells."""
    if is_a_file(response):
        return "\n".join("\t".join(row) for row in lines_of(response))
    return body_of(response).decode("utf-8", "replace")


def body_of(response: HttpResponseBase) -> bytes:
    """What was sent; a stream is read once and kept."""
    if response.streaming:
        response.read_once = getattr(response, "read_once", None) or b"".join(response)
        return response.read_once
    return response.content


def is_a_file(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").partition(";")[0] in {SPREADSHEET, "text/csv"}


def lines_of(response: HttpResponseBase) -> list[list[str]]:
    """The rows of a file, its head first."""
    body = body_of(response)
    if not response.headers["Content-Type"].startswith(SPREADSHEET):
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
    rows = book.active.iter_rows(values_only=True)
    return [["" if one is None else str(one) for one in row] for row in rows]


def choices_in(response: HttpResponseBase) -> Iterator[tuple[str, ModelChoiceField]]:
    """Every field of the forms of a page whose value is a row.

    Without the hidden keys of inlines: a formset takes only rows of its own queryset for them.
    """
    context = getattr(response, "context", None) or {}
    forms = [(context["form"], "")] if "form" in context else []
    if "adminform" in context:
        forms.append((context["adminform"].form, ""))
    for inline in context.get("inline_admin_formsets", None) or ():
        key = inline.opts.model._meta.pk.name
        forms += [(form, key) for form in (*inline.formset.forms, inline.formset.empty_form)]
    for form, key in forms:
        for name, field in getattr(form, "fields", {}).items():
            if isinstance(field, ModelChoiceField) and name != key:
                yield name, field


def offered_in(response: HttpResponseBase, foreign: dict[type[Model], set]) -> list[str]:
    """The fields of a page's forms that would take a row which the reader does not see."""
    return [
        name
        for name, field in choices_in(response)
        if field.queryset.filter(pk__in=foreign.get(field.queryset.model, ())).exists()
    ]
