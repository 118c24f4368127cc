"""What changed last in the reader's incubators: who, what, and where it can be read."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin import site
from django.db.models import Model
from django.http import HttpRequest

from companies.models import ChangeRequest, GraduationReview, IncubationAgreement, Residence
from facilities.models import SpaceLease
from incubator.accounts.access import access_from
from incubator.core.changes import KINDS, who

SHOWN = 8
# Tables whose rows name their incubator, with what is read to name a row.
TOLD: list[tuple[type[Model], tuple[str, ...]]] = [
    (Residence, ("company", "incubator")),
    (IncubationAgreement, ()),
    (ChangeRequest, ("company",)),
    (GraduationReview, ("company", "incubator")),
    (SpaceLease, ("company",)),
]


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
    """The rows that changed last, newest first; two queries for each table one may read."""
    found = [one for model, named in TOLD for one in _of(request, model, named)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:SHOWN]


def _of(request: HttpRequest, model: type[Model], named: tuple[str, ...]) -> Iterator[Recent]:
    pages, access = site.get_model_admin(model), access_from(request)
    if not pages.has_view_permission(request):
        return
    events = model.history.rel.related_model.objects.order_by("-pgh_id")
    if not access.everywhere:
        events = events.filter(incubator__in=access.incubator_ids)
    last = list(events[:SHOWN])
    rows = pages.get_queryset(request)
    if named:  # without names all related rows would be read
        rows = rows.select_related(*named)
    known = rows.in_bulk({event.pgh_obj_id for event in last})
    for event in last:
        # Of one row its last change stands for the others: they are in its history.
        if row := known.pop(event.pgh_obj_id, None):
            yield Recent(
                at=event.pgh_created_at,
                by=who(event.pgh_context or {}),
                kind=str(KINDS[event.pgh_label]),
                subject=str(model._meta.verbose_name),
                row=_called(row),
                link=pages.history_address(row.pk),
            )


def _called(row: Model) -> str:
    """A row by its name, and by its company where the name is a mere number."""
    if isinstance(row, IncubationAgreement):
        return f"{row} · {row.party}"
    return f"{row} · {row.company}" if isinstance(row, SpaceLease) else str(row)
