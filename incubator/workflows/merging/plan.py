"""What a merge would do, row by row, without doing it: for the preview and for the verb."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model

from companies.enums import AliasKind
from companies.models import CompanyAlias, DueReturn, Evidence, Representative
from incubator.accounts.access import Access
from incubator.workflows.merging.clashes import Refusal, owed_twice, refusals
from incubator.workflows.merging.values import other_names, taken
from incubator.workflows.merging.ways import EXCHANGED, Pair, going

Changes = dict[int, dict[str, Any]]  # by row: columns and what they become


@dataclass(frozen=True)
class Moving:
    """The rows of one key: which go along, which stay behind and why."""

    model: type[Model]
    column: str
    goes: tuple[int, ...]
    stays: tuple[int, ...]
    why: str


@dataclass
class Plan:
    """Everything that a merge changes, in the order in which it is written.

    ``first`` are columns that have to give way, ``then`` the rows that change hands,
    ``last`` what both companies say of themselves. Of ``superseded`` the second one holds.
    """

    pair: Pair
    moving: list[Moving]
    refusals: list[Refusal]
    first: dict[type[Model], Changes] = field(default_factory=lambda: defaultdict(dict))
    then: dict[type[Model], Changes] = field(default_factory=lambda: defaultdict(dict))
    last: dict[int, dict[str, Any]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    superseded: list[tuple[DueReturn, DueReturn]] = field(default_factory=list)


def plan(pair: Pair, *, access: Access) -> Plan:
    """Each table is read once. Nothing is changed."""
    moving = []
    for key, model, way in going():
        column = key.rpartition(".")[2]
        rows = model._base_manager.filter(**{column: pair.merged})
        behind = way.behind(pair)
        stays = [] if behind is None else list(rows.filter(behind).values_list("pk", flat=True))
        every = rows.order_by("pk").values_list("pk", flat=True)
        goes = tuple(pk for pk in every if pk not in set(stays))
        moving.append(Moving(model, column, goes, tuple(stays), str(way.why)))
    found = Plan(pair, moving, refusals(pair, access))
    _set_aside(found)
    _exchange(found)
    _hang_on(found)
    found.names = other_names(pair)
    found.superseded = [_one_holds(pair, ours, theirs) for ours, theirs in owed_twice(pair)]
    values = taken(pair)
    found.last = {pair.merged.pk: {"merged_into_id": pair.kept.pk}, pair.kept.pk: values}
    if "unified_code" in values or pair.erring == pair.merged:
        found.last[pair.merged.pk]["unified_code"] = None
    return found


def _hang_on(found: Plan) -> None:
    """Every row that goes along names the other company, and that one's copy of a document."""
    kept, twins = found.pair.kept.pk, found.pair.twins
    for one in found.moving:
        for pk in one.goes:
            found.then[one.model][pk] = {f"{one.column}_id": kept}
        if twins and one.goes and _points_at_evidence(one.model):
            held = one.model._base_manager.filter(pk__in=one.goes, evidence__in=twins)
            for pk, document in held.values_list("pk", "evidence"):
                found.then[one.model][pk]["evidence_id"] = twins[document]


def _set_aside(found: Plan) -> None:
    """A code that never belonged to the company leads nowhere: it stays with who is gone."""
    pair = found.pair
    for pk, company in pair.aliases_in_error.items():
        found.first[CompanyAlias][pk] = {"kind": AliasKind.RECORDED_IN_ERROR.value}
        if company == pair.kept.pk:
            found.then[CompanyAlias][pk] = {"company_id": pair.merged.pk}


def _exchange(found: Plan) -> None:
    for model, wanted in EXCHANGED.items():
        ours = wanted(found.pair)
        if ours is None:
            continue
        rows = model._base_manager.filter(ours, company=found.pair.kept)
        for pk in rows.values_list("pk", flat=True):
            found.then[model][pk] = {"company_id": found.pair.merged.pk}


def _points_at_evidence(model: type[Model]) -> bool:
    fields = {one.name: one for one in model._meta.concrete_fields}
    return "evidence" in fields and fields["evidence"].related_model is Evidence


def _one_holds(pair: Pair, ours: DueReturn, theirs: DueReturn) -> tuple[DueReturn, DueReturn]:
    """Of two that are asked for one period the less wanted, and the one that holds: as somebody
    chose, or that which was handed in, or that of the later stay.
    """
    if ours.is_in and theirs.is_in:  # type: ignore[attr-defined]
        mine = theirs.pk not in pair.holds
    elif ours.is_in or theirs.is_in:  # type: ignore[attr-defined]
        mine = ours.is_in  # type: ignore[attr-defined]
    else:
        mine = theirs.residence.admitted_on <= ours.residence.admitted_on
    return (theirs, ours) if mine else (ours, theirs)


def give_way(found: Plan, *, at, because: str, holds_because: str) -> None:
    """Fill in what needs the moment: returns asked twice, people who act for both."""
    for due, holding in found.superseded:
        found.first[DueReturn][due.pk] = {
            "waived_at": at,
            "waived_because": holds_because if holding.pk in found.pair.holds else because,
            "superseded_by_id": holding.pk,
        }
    for one in found.moving:
        if one.model is Representative:
            for pk in one.stays:
                found.first[Representative][pk] = {"ended_at": at}


def column(model: type[Model], attname: str) -> Field:
    """A column by the name of its attribute."""
    return next(one for one in model._meta.concrete_fields if one.attname == attname)


def as_json(value: Any) -> Any:
    """A value as the ledger of a merge keeps it; moments in one zone, so that they compare."""
    if value is None or isinstance(value, (int, str)):
        return value
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return str(value)  # a day, an amount


def from_json(model: type[Model], attname: str, value: Any) -> Any:
    """The value again."""
    return None if value is None else column(model, attname).to_python(value)
