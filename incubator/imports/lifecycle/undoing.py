"""Taking back everything that a file made: all of it, or, where somebody builds on it, nothing."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ManyToOneRel, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.core.db import find_by_index
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.imports.enums import WRITTEN, ImportState
from incubator.imports.kinds import Kind, kind_of
from incubator.imports.models import FileImport, ImportedRow

MOST_TOLD = 200
Things = dict[type[Model], dict[int, Model]]  # by model, the last made first; by key


@dataclass(frozen=True)
class Hindrance:
    """A row whose thing, called ``said``, cannot be taken back; ``by`` is what builds on it."""

    number: int
    said: str
    why: str
    by: Model | None = None


@transaction.atomic
def undo(*, run: FileImport, reason: str, by, at: datetime.datetime) -> FileImport:
    """Take back everything that a file made, the last first; its history keeps both.

    Within ``models.UNDO_WINDOW``, and only where nothing was changed or built on since.
    Raises RuleViolation: ``said_nothing``, ``import_not_written`` (409), ``undo_too_late``
    (409), ``import_built_upon`` (409).
    """
    if not (reason := " ".join(reason.split())):
        raise RuleViolation(
            "said_nothing", gettext_lazy("Say it in a sentence or more."), field="reason"
        )
    run = FileImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
    _require_undoable(run, at)
    find_by_index()
    kind = kind_of(run)
    rows = list(run.made.order_by("pk"))
    kind.hold({label: [row.key for row in rows if row.model == label] for label in kind.makes})
    things = _things(kind, rows, held=True)
    if next(_hindrances(run, kind, rows, things), None) is not None:
        raise _built_upon()
    try:
        with transaction.atomic(), recorded(by=by, reason=reason, file_import=run.pk):
            along = {
                model: list(found.values_list("pk", flat=True))
                for model, found in _along(kind, things).items()
            }
            made = {model: list(found.values()) for model, found in things.items()}
            kind.take_back(made, along)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:  # somebody was quicker
        raise _built_upon() from error
    run.state, run.undone_at, run.undone_by, run.undone_because = (
        ImportState.UNDONE, at, by, reason[:200],
    )  # fmt: skip
    run.save(update_fields=["state", "undone_at", "undone_by", "undone_because"])
    return run


def hindrances(*, run: FileImport) -> list[Hindrance]:
    """What keeps a file from being taken back, row by row; at most ``MOST_TOLD``."""
    kind = kind_of(run)
    rows = list(run.made.order_by("pk"))
    found = []
    for one in _hindrances(run, kind, rows, _things(kind, rows)):
        found.append(one)
        if len(found) == MOST_TOLD:
            break
    return sorted(found, key=lambda one: one.number)


def _require_undoable(run: FileImport, at: datetime.datetime) -> None:
    if run.state not in WRITTEN or not run.written:
        raise RuleViolation(
            "import_not_written",
            gettext_lazy("This file is “%(state)s”; there is nothing to take back."),
            status=409,
            state=run.get_state_display(),
        )
    until = run.undone_until
    if until is not None and at > until:
        raise RuleViolation(
            "undo_too_late",
            gettext_lazy(
                "What a file made can be taken back for %(days)d days after it was written."
            ),
            status=409,
            days=(until - run.finished_at).days if run.finished_at else 0,
        )


def _things(kind: Kind, rows: Sequence[ImportedRow], *, held: bool = False) -> Things:
    """What is left of what was made, the last model first."""
    found: Things = {}
    for label in reversed(kind.makes):
        model = apps.get_model(label)
        keys = [row.key for row in rows if row.model == label]
        made = model._default_manager.filter(pk__in=keys).order_by("pk")
        found[model] = {
            one.pk: one for one in (made.select_for_update(of=("self",)) if held else made)
        }
    return found


def _along(kind: Kind, things: Things) -> dict[type[Model], QuerySet]:
    """What goes with the things without being asked about."""
    return {
        apps.get_model(label): rows(_of(apps.get_model(label), things))
        for label, rows in kind.goes_along().items()
    }


def _of(model: type[Model], things: Things) -> QuerySet:
    """The rows of a model that point at one of the things."""
    found = model._default_manager.none()
    for relation in model._meta.get_fields():
        if getattr(relation, "many_to_one", False) and relation.related_model in things:
            keys = list(things[relation.related_model])
            found = found | model._default_manager.filter(**{f"{relation.name}__in": keys})
    return found


def _hindrances(
    run: FileImport, kind: Kind, rows: Sequence[ImportedRow], things: Things
) -> Iterator[Hindrance]:
    numbers = {(row.model, row.key): row for row in rows}
    for row in rows:
        if row.key not in things[apps.get_model(row.model)]:
            yield Hindrance(row.number, row.said, _("It is no longer on file."))
    for model, found in things.items():
        by_key = {key: numbers[model._meta.label_lower, key] for key in found}
        yield from _changed(run, kind, found, by_key)
    going = {model: set(found) for model, found in things.items()}
    for model, along in _along(kind, things).items():
        going.setdefault(model, set()).update(along.values_list("pk", flat=True))
    for model, keys in going.items():
        for key, other in _pointing(model, list(keys)):
            if other.pk not in going.get(type(other), ()):
                yield _in_the_way(numbers.get((model._meta.label_lower, key)), other)


def _in_the_way(row: ImportedRow | None, other: Model) -> Hindrance:
    """What points at a thing, or at what would go along with one (``row`` None)."""
    why = f"{capfirst(str(other._meta.verbose_name))}: {other}"
    return Hindrance(row.number if row else 0, row.said if row else "", why, other)


def _changed(
    run: FileImport, kind: Kind, found: dict[int, Model], rows: dict[int, ImportedRow]
) -> Iterator[Hindrance]:
    """Things of which the history tells more than that this file made them."""
    if not found:
        return
    model = type(next(iter(found.values())))
    events = model.history.rel.related_model.objects.filter(pgh_obj_id__in=list(rows))  # type: ignore[attr-defined]
    told = set()
    for key, context in events.order_by("pgh_id").values_list("pgh_obj_id", "pgh_context"):
        if (context or {}).get("file_import") == run.pk or key in told:
            continue
        told.add(key)
        person = (context or {}).get("person", "")
        why = kind.changed(found[key])
        if not why and person:
            why = _("It was changed by %s since.") % person
        why = why or _("It was changed since.")
        yield Hindrance(rows[key].number, rows[key].said, why)


def _pointing(model: type[Model], keys: list[int]) -> Iterator[tuple[int, Model]]:
    """Every row that points at one of the rows of ``model``, with the key that it points at."""
    if not keys:
        return
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        other = relation.related_model
        if hasattr(other, "pgh_tracked_model"):
            continue
        name = relation.field.attname
        rows = other._default_manager.filter(**{f"{relation.field.name}__in": keys})
        for one in rows.order_by("pk"):
            yield getattr(one, name), one


def _built_upon() -> RuleViolation:
    return RuleViolation(
        "import_built_upon",
        gettext_lazy("Some of it has been changed or built on since; nothing was taken back."),
        status=409,
    )
