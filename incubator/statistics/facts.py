"""What kinds of facts figures count, and what a list of each shows.

Every column is declared once; the JSON answer, the file and the admin's page are made of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.enums import ExitReason
from companies.models import Company, Residence
from facilities.enums import UnitKind, UnitUse
from facilities.models import Building, Closure, ConstructionRecord, LeasedUnit, SpaceLease, Unit
from incubator.core.numbers import plain
from incubator.institutions.enums import PhaseState, TechField
from incubator.institutions.models import Incubator, Phase
from mentors.enums import FilingLevel, MentorKind, Mode, SessionState
from mentors.models import Appointment, Feedback, Mentor, MentoringSession


@dataclass(frozen=True)
class Column:
    """One column: its key in JSON, its heading in files, and what is read of a fact.

    ``labels`` turn a code into words where a person reads; programs get the code.
    """

    key: str
    heading: str | Promise
    path: str
    said: str = ""  # what a person reads instead, such as a name for a code
    labels: tuple[tuple[str, Any], ...] = ()
    personal: bool = False  # a natural person's name: in lists of today, frozen in none

    def value(self, fact: Model) -> object:
        """For programs."""
        found = self._read(fact, self.path)
        return plain(found) if isinstance(found, Decimal) else found

    def words(self, labels: dict, fact: Model) -> object:
        """For people; ``labels`` are in the reader's language."""
        found = self._read(fact, self.said or self.path)
        return labels.get(found, "") if self.labels else found

    @property
    def is_key(self) -> bool:
        """Whether it is a number for programs only."""
        return self.path in ("pk", "company_id", "mentor_id")

    def _read(self, fact: Model, path: str) -> object:
        try:
            return attrgetter(path)(fact)
        except AttributeError:  # no phase, no company: nothing to show
            return None


@dataclass(frozen=True)
class FactKind:
    """A table of facts: the last word of the list's address, its columns and its sources.

    ``sources`` are the tables whose change makes a list another one. ``about`` is whom a fact
    is about, and ``since`` the day by which the first of several about one is told.
    """

    code: str
    label: str | Promise
    model: type[Model]
    sources: tuple[type[Model], ...]
    related: tuple[str, ...]
    lead: str  # the column that names a fact on a page
    columns: tuple[Column, ...]
    about: str = "company"
    since: str = "admitted_on"

    @property
    def paths(self) -> list[str]:
        """Everything that is shown, as lookups of the database."""
        read = [path for column in self.columns for path in (column.path, column.said) if path]
        return [path.replace(".", "__") for path in dict.fromkeys(read)]

    def as_json(self, fact: Model) -> dict[str, object]:
        """A fact for programs."""
        return {column.key: column.value(fact) for column in self.columns}

    def of_page(self) -> tuple[Column, ...]:
        """What a page shows: the leading column first, no keys."""
        shown = [column for column in self.columns if not column.is_key]
        return tuple(sorted(shown, key=lambda column: column.key != self.lead))

    def cells(self, columns: tuple[Column, ...] | None = None) -> Callable[[Model], list[object]]:
        """Reads a fact as a row, in the language of the moment of this call: rows of files are
        read after the request is over.
        """
        chosen = self.columns if columns is None else columns
        pairs = [(c, {code: str(label) for code, label in c.labels}) for c in chosen]
        return lambda fact: [column.words(words, fact) for column, words in pairs]


def headings(columns: Iterable[Column]) -> list[str]:
    """In the reader's language, now."""
    return [str(column.heading) for column in columns]


INCUBATOR = Column("incubator", _("Incubator"), "incubator.code", said="incubator.name")

STAYS = FactKind(
    code="companies",
    label=_("companies"),
    model=Residence,
    sources=(Residence, Company, Incubator),
    related=("company", "incubator"),
    lead="name",
    columns=(
        Column("company", _("Company no."), "company_id"),
        Column("unified_code", _("Unified social credit code"), "company.unified_code"),
        Column("name", _("Company"), "company.name"),
        INCUBATOR,
        Column("admitted_on", _("Admitted on"), "admitted_on"),
        Column("left_on", _("Left on"), "left_on"),
        Column("exit_reason", _("Exit reason"), "exit_reason", labels=tuple(ExitReason.choices)),
        Column("residence", _("Residence no."), "pk"),
    ),
)

UNITS = FactKind(
    code="units",
    label=_("units"),
    model=Unit,
    sources=(Unit, Building, LeasedUnit, SpaceLease, Closure, Residence, Incubator),
    related=("building", "incubator"),
    lead="number",
    columns=(
        Column("unit", _("Unit no."), "pk"),
        INCUBATOR,
        Column("building", _("Building"), "building.code", said="building.name"),
        Column("floor", _("Floor"), "floor"),
        Column("number", _("Unit number"), "number"),
        Column("kind", _("Kind"), "kind", labels=tuple(UnitKind.choices)),
        Column("use", _("Use"), "use", labels=tuple(UnitUse.choices)),
        Column("floor_area", _("Floor area (m²)"), "floor_area"),
    ),
)

BUILDINGS = FactKind(
    code="buildings",
    label=_("buildings"),
    model=Building,
    sources=(Building, Incubator),
    related=("incubator",),
    lead="name",
    columns=(
        Column("building", _("Building no."), "pk"),
        INCUBATOR,
        Column("code", _("Building code"), "code"),
        Column("name", _("Building"), "name"),
        Column("floor_area", _("Floor area (m²)"), "floor_area"),
        Column("opened_on", _("In use since"), "opened_on"),
        Column("closed_on", _("In use until"), "closed_on"),
    ),
)

CONSTRUCTION = FactKind(
    code="construction",
    label=_("construction records"),
    model=ConstructionRecord,
    sources=(ConstructionRecord, Phase, Incubator),
    related=("phase", "incubator"),
    lead="as_of",
    columns=(
        Column("record", _("Record no."), "pk"),
        INCUBATOR,
        Column("phase", _("Phase"), "phase.number"),
        Column("as_of", _("As of"), "as_of"),
        Column("state", _("State"), "state", labels=tuple(PhaseState.choices)),
        Column("planned_area", _("Planned floor area (m²)"), "planned_area"),
        Column("built_area", _("Built floor area (m²)"), "built_area"),
        Column("source", _("Source"), "source"),
    ),
)

# One row for each term of a mentor; the figures of mentors name each mentor once.
MENTORS = FactKind(
    code="mentors",
    label=_("mentors"),
    model=Appointment,
    sources=(Appointment, Mentor, Incubator),
    related=("mentor", "incubator"),
    lead="name",
    about="mentor",
    since="begins_on",
    columns=(
        Column("mentor", _("Mentor no."), "mentor_id"),
        Column("name", _("Mentor"), "mentor.name", personal=True),
        Column("kind", _("Kind"), "mentor.kind", labels=tuple(MentorKind.choices)),
        INCUBATOR,
        Column("level", _("Filing level"), "level", labels=tuple(FilingLevel.choices)),
        Column("begins_on", _("Term begins on"), "begins_on"),
        Column("until_on", _("Term until"), "until_on"),
        Column("appointment", _("Appointment no."), "pk"),
    ),
)

# What was said in a session, and what anybody thought of it, is in no list.
SESSIONS = FactKind(
    code="sessions",
    label=_("sessions"),
    model=MentoringSession,
    sources=(MentoringSession, Feedback, Mentor, Company, Incubator),
    related=("mentor", "company", "incubator"),
    lead="on",
    columns=(
        Column("session", _("Session no."), "pk"),
        Column("on", _("On"), "on"),
        Column("mentor", _("Mentor"), "mentor.name", personal=True),
        Column("company", _("Company"), "company.name"),
        Column("field", _("Field"), "company.field", labels=tuple(TechField.choices)),
        INCUBATOR,
        Column("mode", _("Mode"), "mode", labels=tuple(Mode.choices)),
        Column("minutes", _("Minutes"), "minutes"),
        Column("state", _("State"), "state", labels=tuple(SessionState.choices)),
    ),
)

KINDS = (STAYS, UNITS, BUILDINGS, CONSTRUCTION, MENTORS, SESSIONS)
