"""What changed last in the reader's incubators: who, what, and where it can be read."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.admin import site
from django.db.models import Model, Q, Value
from django.http import HttpRequest

from companies.models import (
    Admission,
    Application,
    ChangeRequest,
    GraduationReview,
    IncubationAgreement,
    Leaving,
    Paper,
    Referral,
    Residence,
)
from facilities.models import Building, SpaceLease
from incubator.accounts.access import access_from
from incubator.core.changes import KINDS, who
from incubator.core.dates import today
from incubator.institutions.models import IncubatorChange, Phase
from mentors.models import Appointment, Assignment, MentoringSession

SHOWN = 8
MOST = 3 * SHOWN  # entries that are looked at: a row that changes often stands once
# Tables whose rows name their incubator, with what is read to name a row. What else there is of
# a company (its name, facts, claims) is in the histories that these lead to.
TOLD: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    model._meta.label: (model, named)
    for model, named in [
        (Application, ()),
        (Admission, ("application",)),
        (Residence, ("company", "incubator")),
        (IncubationAgreement, ()),
        (ChangeRequest, ("company",)),
        (GraduationReview, ("company", "incubator")),
        (Leaving, ("company",)),
        (Referral, ("company",)),
        (Paper, ("company",)),
        (SpaceLease, ("company",)),
        (Building, ("incubator",)),
        (Phase, ("incubator",)),
        (IncubatorChange, ("incubator",)),
        (Appointment, ("mentor", "incubator")),
        (Assignment, ("mentor", "company")),
        (MentoringSession, ("mentor", "company")),
    ]
}


# Of what is planned ahead only what has come is told: read beside the day of its recording, a
# session of next month looks like a mistake. The lists of sessions have the others.
AHEAD = {MentoringSession._meta.label: "on"}


class Entry(NamedTuple):
    """What is read of an entry of a history."""

    pgh_id: int
    pgh_obj_id: int
    pgh_created_at: datetime.datetime
    pgh_label: str
    pgh_context: dict[str, Any] | None


READ = ("label", "pgh_id", "pgh_obj_id", "pgh_created_at", "pgh_label", "pgh_context")


@dataclass(frozen=True)
class Recent:
    """One change: when, by whom, what happened to which row, and its history."""

    at: datetime.datetime
    by: str
    kind: str
    subject: str
    row: str
    link: str


def recent(request: HttpRequest) -> list[Recent]:
    """The rows that changed last, newest first: one query for all tables that the reader may
    read, and one for each of those that the answer is about.
    """
    last = _last(request)
    keys: dict[str, set[int]] = defaultdict(set)
    for label, event in last:
        keys[label].add(event.pgh_obj_id)
    rows = {label: _rows(request, label, found) for label, found in keys.items()}
    told = []
    for label, event in last:
        # Of one row its last change stands for the others: they are in its history.
        if row := rows[label].pop(event.pgh_obj_id, None):
            told.append(_told(label, event, row))
    return told[:SHOWN]


def _last(request: HttpRequest) -> list[tuple[str, Entry]]:
    """The last entries of each table's history, together, the newest first."""
    access, found = access_from(request), []
    for label, (model, _named) in TOLD.items():
        if not site.get_model_admin(model).has_view_permission(request):
            continue
        events = model.history.rel.related_model.objects.order_by("-pgh_id")
        events = events.filter(_come(label))
        if not access.everywhere:
            events = events.filter(incubator__in=access.incubator_ids)
        found.append(events.annotate(label=Value(label)).values_list(*READ)[:MOST])
    if not found:
        return []
    together = found[0].union(*found[1:], all=True).order_by("-pgh_created_at", "-pgh_id")
    return [(one[0], Entry(*one[1:])) for one in together[:MOST]]


def _come(label: str) -> Q:
    """Those of a table whose day has come."""
    return Q(**{f"{AHEAD[label]}__lte": today()}) if label in AHEAD else Q()


def _rows(request: HttpRequest, label: str, keys: set[int]) -> dict[int, Model]:
    """The rows of some keys that the reader may see, with what names them."""
    model, named = TOLD[label]
    rows = site.get_model_admin(model).get_queryset(request).filter(_come(label))
    if named:  # without names all related rows would be read
        rows = rows.select_related(*named)
    return rows.in_bulk(keys)


def _told(label: str, event: Entry, row: Model) -> Recent:
    model, _named = TOLD[label]
    return Recent(
        at=event.pgh_created_at,
        by=who(event.pgh_context or {}),
        kind=str(KINDS[event.pgh_label]),
        subject=str(model._meta.verbose_name),
        row=_called(row),
        link=site.get_model_admin(model).history_address(row.pk),
    )


def _called(row: Model) -> str:
    """A row by its name, and by its company where the name is a mere number."""
    if isinstance(row, IncubationAgreement):
        return f"{row} · {row.party}"
    return f"{row} · {row.company}" if isinstance(row, SpaceLease) else str(row)
