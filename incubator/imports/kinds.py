"""What can be brought as a file of many rows: each kind is one class, told by the part it is of.

A kind says which columns there are, how a cell is read, and which verb of its part a row calls.
Everything else (mapping, dry run, worker, undo, pages) is the same for all.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from incubator.accounts.access import Access
from incubator.accounts.permissions import Permission
from incubator.core.sheets import text_of
from incubator.core.shown import clauses
from incubator.imports.enums import ImportState

if TYPE_CHECKING:
    from incubator.imports.models import FileImport

# A cell and the heading of its column → a value; raises ValueError with a sentence.
Reader = Callable[[object, str], Any]
Values = dict[str, Any]
Made = Mapping[type[Model], Sequence[Model]]
MARKS = re.compile(r"[\s*＊:：·_\-]+")


@dataclass(frozen=True)
class Column:
    """One column: what it is called, how a cell of it is read, what an empty cell says."""

    name: str
    label: str | Promise
    reader: Reader
    headings: tuple[str, ...] = ()
    needed: bool = False
    empty: Any = None
    help: str | Promise = ""
    example: object = ""
    # Marked as needed in a file to fill in, though the kind looks itself whether it is said.
    wanted: bool = False
    # Needed only of whom nothing is on file: an empty cell says what is.
    carried: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether it is marked as needed, in a file to fill in and where columns are named."""
        return self.needed or self.wanted

    @cached_property
    def recognised(self) -> frozenset[str]:
        """All that it may be called in a file, in one spelling."""
        labels = []
        for code, _name in settings.LANGUAGES:
            with override(code):
                labels.append(str(self.label))
        return frozenset(plain_heading(one) for one in (*labels, *self.headings, self.name))


@dataclass(frozen=True)
class Line:
    """A row of a file: its number there, and its cells by the name of their column.

    ``filled`` is False where it says no more than a file to fill in says by itself.
    """

    number: int
    cells: Mapping[str, object]
    filled: bool = True


class Repeated(Exception):  # noqa: N818 - it is no error: the row is left out
    """A row is on file already (``certain``), or looks like ``row``; ``said`` tells how."""

    def __init__(self, row: Model, said: str | Promise, *, certain: bool = True) -> None:
        super().__init__(str(said))
        self.row, self.said, self.certain = row, str(said), certain


class Wrong(Exception):  # noqa: N818 - as above: what is wrong is told, not raised any further
    """Several things are wrong with a row at once."""

    def __init__(self, faults: Sequence["Fault"]) -> None:
        super().__init__(clauses(one.said for one in faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: in which column, with which value, and why, in words."""

    column: str
    value: str
    code: str
    said: str


@dataclass
class Outcome:
    """What came of one row: things made, what is wrong, or what is on file already."""

    number: int
    made: list[Model] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    repeated: Repeated | None = None

    @property
    def good(self) -> bool:
        """Whether something was made of it."""
        return not self.faults and self.repeated is None


@dataclass
class Work:
    """One run through a file: for which import, and what the kind remembers between rows.

    ``numbers`` tells by model and key which row of this file made something; ``remarks`` are told
    beside what the check found.
    """

    run: "FileImport"
    by: Any
    remarks: list[str] = field(default_factory=list)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    known: Any = None

    @property
    def is_trial(self) -> bool:
        """Whether all of it is taken back at the end, since rows are only looked at."""
        return self.run.state == ImportState.CHECKING

    def made(self, outcome: Outcome) -> None:
        """Remember what a row made."""
        for thing in outcome.made:
            self.numbers[thing._meta.label_lower, thing.pk] = outcome.number

    def row_of(self, thing: Model) -> int | None:
        """The row of this file that made a thing."""
        return self.numbers.get((thing._meta.label_lower, thing.pk))


class Kind:
    """One kind of import."""

    code: str
    label: str | Promise
    help: str | Promise = ""
    reading: tuple[Permission, ...]
    writing: tuple[Permission, ...]
    columns: tuple[Column, ...]
    most_rows = 5_000
    # Rows that are looked at together, and written in one transaction.
    batch = 100
    # Whether rows are of one incubator, which is then asked for with the file.
    needs_place = True
    # The columns that one violation's field means, where the names differ.
    fields: Mapping[str, str] = {}
    # The models of what a row makes, in the order in which it is made.
    makes: tuple[str, ...]
    # What a file is about as a whole, where the columns follow from it; empty: about nothing.
    subject_label: str | Promise = ""
    # The columns in which a file to fill in names those whom it asks; a row with nothing else is
    # not filled in.
    prefilled: frozenset[str] = frozenset()
    # How many of the first columns stay in sight in a file to fill in.
    frozen = 0

    @property
    def said(self) -> str:
        """What it is called, with what it is about."""
        return str(self.label)

    def subjects(self) -> list[tuple[str, str]]:
        """What a file may be about: the key that is kept, and what people read."""
        return []

    def about(self, subject: str) -> "Kind":
        """The kind with the columns of a subject. Raises RuleViolation where there is none."""
        return self

    def readable_by(self, access: Access) -> bool:
        """Whether somebody may see what was brought."""
        return all(access.may(one) for one in self.reading)

    def writable_by(self, access: Access) -> bool:
        """Whether somebody may bring such a file, and take it back."""
        return all(access.may(one) for one in (*self.reading, *self.writing))

    def column(self, name: str) -> Column | None:
        """The column of a name."""
        return next((one for one in self.columns if one.name == name), None)

    def labels(self) -> dict[str, str]:
        """What the columns are called in the reader's language: once for many rows."""
        return {one.name: str(one.label) for one in self.columns}

    def lacking(self, given: Collection[str]) -> list[Column]:
        """What has to be said before anything is looked at; ``given`` are the columns that are."""
        return [one for one in self.columns if one.needed and one.name not in given]

    def title(self) -> Sequence[str]:
        """What stands above the headings of a file to fill in."""
        return ()

    def require_fits(self, above: Sequence[Sequence[str]]) -> None:
        """Refuse a file whose lines above the headings say that it is another one."""

    def lines(self, access: Access) -> Iterable[Sequence[object]]:
        """What stands below the headings of a file to fill in: a row to overwrite."""
        return [[column.example for column in self.columns]]

    def begin(self, work: Work) -> None:
        """Look up once what all rows need; keep it in ``work.known``."""

    def prepare(self, work: Work, rows: Sequence[Values]) -> None:
        """Look up together what the next rows need."""

    def stretches(
        self, work: Work, rows: Sequence[tuple[Line, Values]]
    ) -> Iterable[Sequence[tuple[Line, Values]]]:
        """The next rows in pieces that are done one after the other.

        Within a piece rows are done in any order: none of them changes what is said of another.
        """
        return [rows]

    def together(self, work: Work, rows: Sequence[tuple[Line, Values]]) -> list[Outcome]:
        """Write those of the next rows that have nothing to do with each other or with what is
        on file, in few statements; the others come to ``write`` one by one.

        The caller takes it back where the database refuses any of them: then all come one by one.
        """
        return []

    def write(self, work: Work, values: Values) -> list[Model]:
        """Do what a row says through the part's own verbs; what that made.

        Raises RuleViolation as they do, ``Wrong``, ``Repeated`` for what is on file.
        """
        raise NotImplementedError

    def goes_along(self) -> dict[str, Callable[[QuerySet], QuerySet]]:
        """What hangs on the things and is taken back with them: of each model which rows.

        Only what the verbs made by themselves; everything else is somebody's work.
        """
        return {}

    def hold(self, keys: Mapping[str, Sequence[int]]) -> None:
        """Hold what the verbs of the part hold before the things themselves: of each model that
        is made the keys that are to be taken back."""

    def changed(self, thing: Model) -> str:
        """What has become of a thing since, in words; empty where the history says enough."""
        return ""

    def take_back(self, made: Made, along: Mapping[type[Model], Sequence[int]]) -> None:
        """Delete what a file made, the last model made first, and before it the keys of what goes
        along; nobody builds on it."""
        for model, keys in along.items():
            deleted(model, keys)
        for model, things in made.items():
            deleted(model, [one.pk for one in things])


def deleted(model: type[Model], keys: Sequence[int]) -> None:
    """Delete rows without asking every table who points at them: the caller has, and the
    database refuses what would be left hanging."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [list(keys)])  # noqa: S608


KINDS: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Offer a kind; each part does so when it is ready."""
    KINDS[kind.code] = kind


def kind_of(run: "FileImport") -> Kind:
    """The kind of a file, with the columns of what the file is about."""
    return KINDS[run.kind].about(run.subject)


def plain_heading(text: object) -> str:
    """A heading without what people add to it: spaces, stars, colons, full-width forms."""
    return MARKS.sub("", unicodedata.normalize("NFKC", str(text or ""))).lower()


def recognised(kind: Kind, headings: Iterable[object]) -> dict[str, int]:
    """Which column of a file is which, as far as its headings say."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        said = plain_heading(heading)
        for column in kind.columns:
            if said and said in column.recognised and column.name not in found:
                found[column.name] = place
                break
    return found


def values_of(
    kind: Kind, cells: Mapping[str, object], labels: Mapping[str, str]
) -> tuple[Values, list[Fault]]:
    """What a row says, and every cell that cannot be read; ``labels`` are those of the kind."""
    values: Values = {}
    faults: list[Fault] = []
    for column in kind.columns:
        cell = cells.get(column.name)
        shown = text_of(cell)
        heading = labels[column.name]
        if not shown:
            values[column.name] = column.empty
            if column.needed:
                faults.append(Fault(heading, "", "cell_empty", _("must not be empty.")))
            continue
        try:
            values[column.name] = column.reader(cell, heading)
        except ValueError as error:
            said = str(error).removeprefix(f"{heading}: ")
            faults.append(Fault(heading, shown[:80], "cell_unreadable", said))
    return values, faults
