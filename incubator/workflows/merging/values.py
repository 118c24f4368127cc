"""Where two records of one company say different things, and what is taken of which."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from companies.enums import Entry
from companies.models import Company
from incubator.core.pinyin import initials_of, pinyin_of
from incubator.core.shown import amount, clauses, day
from incubator.workflows.merging.ways import SHAREHOLDERS, Pair

COLUMNS = (
    "name", "unified_code", "registered_on", "registered_capital", "field", "founder_kind"
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One thing that both say, and not the same: under which name, and what either says."""

    name: str
    label: str
    ours: str
    theirs: str


def differences(kept: Company, merged: Company) -> list[Difference]:
    """Everything that somebody has to choose; what only one of both says is taken unasked."""
    return [*_columns(kept, merged), *_entries(kept, merged), *_shareholders(kept, merged)]


def said(company: Company, name: str) -> str:
    """A column as people read it."""
    value = getattr(company, name)
    if value in (None, ""):
        return "—"
    if name == "registered_capital":
        return amount(value)  # its label names the unit
    if name == "registered_on":
        return day(value)
    shown = getattr(company, f"get_{name}_display", None)
    return str(shown() if shown else value)


def _columns(kept: Company, merged: Company) -> Iterator[Difference]:
    for name in COLUMNS:
        ours, theirs = getattr(kept, name), getattr(merged, name)
        if ours != theirs and ours not in (None, "") and theirs not in (None, ""):
            label = capfirst(str(Company._meta.get_field(name).verbose_name))
            yield Difference(name, label, said(kept, name), said(merged, name))


def _entries(kept: Company, merged: Company) -> Iterator[Difference]:
    rows: dict[str, dict[int, list]] = {}
    both = kept.entries.model.objects.filter(company__in=[kept, merged])
    for row in both.order_by("from_on", "pk"):
        rows.setdefault(row.entry, {}).setdefault(row.company_id, []).append(row)
    for entry, by_company in rows.items():
        ours, theirs = by_company.get(kept.pk), by_company.get(merged.pk)
        if ours and theirs and _told(ours) != _told(theirs):
            yield Difference(entry, str(Entry(entry).label), ours[-1].said, theirs[-1].said)


def _told(rows: list) -> list[tuple]:
    return [(row.said, row.from_on, row.until_on) for row in rows]


def _shareholders(kept: Company, merged: Company) -> Iterator[Difference]:
    sides = [
        [str(one) for one in company.shareholdings.filter(until_on=None).order_by("-share", "pk")]
        for company in (kept, merged)
    ]
    if all(sides) and sides[0] != sides[1]:
        label = _("Shareholders")
        yield Difference(SHAREHOLDERS, label, *(clauses(side) for side in sides))


def taken(pair: Pair) -> dict[str, Any]:
    """The columns of the company that stays which the second record fills or replaces."""
    found = {}
    for name in COLUMNS:
        ours, theirs = getattr(pair.kept, name), getattr(pair.merged, name)
        if name == "unified_code" and pair.code_in_error:
            found |= {name: theirs} if pair.erring == pair.kept else {}
        elif (
            theirs not in (None, "")
            and ours != theirs
            and (ours in (None, "") or name in pair.theirs)
        ):
            found[name] = theirs
    if "name" in found:
        found |= {"name_pinyin": pinyin_of(found["name"]),
                  "name_initials": initials_of(found["name"])}  # fmt: skip
    return found


def other_names(pair: Pair) -> list[str]:
    """Names and codes under which the second record was found, and the first will be no more."""
    values = taken(pair)
    kept, merged = pair.kept, pair.merged
    name, code = values.get("name", kept.name), values.get("unified_code", kept.unified_code)
    every = [kept.name, merged.name, kept.unified_code, merged.unified_code]
    found = (name, code, pair.code_in_error)
    return [one for one in dict.fromkeys(every) if one and one not in found]


def row_of(model: type[Model], pk: int) -> Model | None:
    """A row whoever may see it, None where there is none any more."""
    return model._base_manager.filter(pk=pk).first()
