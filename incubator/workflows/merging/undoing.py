"""What stands against undoing a merge: time, and what was changed or built upon it since."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import ForeignKey, Model, Q
from django.utils.translation import gettext as _

from companies.enums import OLDER_CODES
from companies.models import (
    ChangeRequest,
    Company,
    CompanyAlias,
    CompanyMerge,
    DueReturn,
    FollowUp,
    Leaving,
    MovedRow,
    Paper,
    Referral,
)
from facilities.models import SpaceLease
from incubator.accounts.access import Access
from incubator.workflows.merging.clashes import Refusal, out_of_reach
from incubator.workflows.merging.ledger import by_table
from incubator.workflows.merging.plan import as_json
from incubator.workflows.merging.ways import Pair, going
from mentors.models import Assignment, MentoringSession

WINDOW = datetime.timedelta(days=30)
# What is made of a stay after the merge goes back with it. All else has to be dealt with first.
FOLLOWING: dict[type[Model], tuple[str, ...]] = {
    DueReturn: ("residence",),
    SpaceLease: ("residence",),
    Assignment: ("residence",),
    MentoringSession: ("residence",),
    ChangeRequest: ("residence",),
    Leaving: ("residence",),
    FollowUp: ("residence",),
    Referral: ("graduation", "residence"),
    Paper: ("change", "leaving", "graduation"),
}


@dataclass(frozen=True)
class Undoing:
    """A merge with its ledger."""

    merge: CompanyMerge
    rows: tuple[MovedRow, ...]

    @classmethod
    def of(cls, merge: CompanyMerge) -> "Undoing":
        """One query."""
        return cls(merge, tuple(MovedRow.objects.filter(merge=merge).order_by("pk")))

    @cached_property
    def tables(self) -> dict[str, list[MovedRow]]:
        """The ledger by tables."""
        found: dict[str, list[MovedRow]] = {}
        for row in self.rows:
            found.setdefault(row.table, []).append(row)
        return found

    def of_table(self, table: str) -> list[MovedRow]:
        """What of one table was changed."""
        return self.tables.get(table, [])

    def changed(self, model: type[Model], column: str) -> set[int]:
        """The rows of a model of which the merge changed a column."""
        rows = self.of_table(model._meta.db_table)
        return {row.row for row in rows if row.column == column}

    def gone_over(self, model: type[Model]) -> set[int]:
        """The rows of a model that went from the second record to the first."""
        return {
            row.row for row in self.of_table(model._meta.db_table)
            if row.column == "company_id" and row.after == self.merge.kept_id
        }  # fmt: skip


def last_day(merge: CompanyMerge) -> datetime.datetime:
    """Until when it can be undone."""
    return merge.merged_at + WINDOW


def obstacles(undoing: Undoing, *, at: datetime.datetime, access: Access) -> list[Refusal]:
    """Everything that stands against undoing it, at once."""
    merge = undoing.merge
    if merge.undone_at:
        return [Refusal("merge_undone", _("This merge was undone already."))]
    if at > last_day(merge):
        return [
            Refusal(
                "undo_window_over",
                _("A merge can be undone for %(days)d days; they are over.")
                % {"days": WINDOW.days},
            )
        ]
    return [
        *out_of_reach(Pair(merge.kept, merge.merged), access),
        *_given_since(undoing),
        *_changed(undoing),
        *_built_upon(undoing),
    ]


def _given_since(undoing: Undoing) -> Iterator[Refusal]:
    """Whose a code is that was recorded in error may have been put on file since."""
    code = undoing.merge.code_in_error
    if not code:
        return
    aside = undoing.changed(CompanyAlias, "kind")
    older = CompanyAlias.objects.filter(pk__in=aside).values("value")
    bearing = CompanyAlias.objects.filter(value__in=older, kind__in=OLDER_CODES).values("company")
    bearers = Company.objects.filter(Q(unified_code=code) | Q(pk__in=bearing))
    for one in bearers.order_by("pk"):
        yield Refusal(
            "merge_code_taken",
            _("%(company)s bears the code %(code)s by now, which would come back to the other "
              "one: it cannot be undone.") % {"company": one.name, "code": code},
            (one,),
        )  # fmt: skip


def _changed(undoing: Undoing) -> Iterator[Refusal]:
    for model, rows in by_table(undoing.rows).items():
        names = sorted({row.column for row in rows if row.column})
        now = {
            row["pk"]: row
            for row in model._base_manager.filter(pk__in=[row.row for row in rows])
            .values("pk", *names)
        }  # fmt: skip
        for row in rows:
            there = now.get(row.row)
            if there is None or (row.column and as_json(there[row.column]) != row.after):
                found = model._base_manager.filter(pk=row.row).first()
                yield Refusal(
                    "merge_built_upon",
                    _("%(kind)s: %(row)s was changed since; what it was before is not put over it.")
                    % {"kind": model._meta.verbose_name, "row": found or row.row},
                    (found,) if found else (),
                )


def followers(undoing: Undoing) -> dict[type[Model], list[int]]:
    """What was made of the moved rows since, and goes back with them."""
    found: dict[type[Model], list[int]] = {}
    gone = {model: undoing.gone_over(model) for _key, model, _way in going()}
    for model, keys in FOLLOWING.items():
        rows = model._base_manager.filter(company=undoing.merge.kept_id)
        pks: set[int] = set()
        for key in keys:
            target = model._meta.get_field(key).related_model
            there = gone[target] | set(found.get(target, ()))
            pks |= set(rows.filter(**{f"{key}__in": there}).values_list("pk", flat=True))
        if pks - gone[model]:
            found[model] = sorted(pks - gone[model])
    return found


def _built_upon(undoing: Undoing) -> Iterator[Refusal]:
    """Rows of the company that stays which hang on rows that would go, or the other way round."""
    following = followers(undoing)
    going_back = {
        model: undoing.gone_over(model) | set(following.get(model, ()))
        for _key, model, _way in going()
    }
    for model, backs in going_back.items():
        rows = model._base_manager.filter(company=undoing.merge.kept_id)
        for key in model._meta.concrete_fields:
            if not isinstance(key, ForeignKey) or key.related_model not in going_back:
                continue
            there = going_back[key.related_model]
            ours = undoing.changed(model, key.attname)
            stays = rows.filter(**{f"{key.name}__in": there}).exclude(pk__in=backs | ours)
            to_stay = {f"{key.name}__company": undoing.merge.kept_id}
            goes = rows.filter(pk__in=backs - ours, **to_stay)
            goes = goes.exclude(**{f"{key.name}__in": there})
            for row in [*(stays if there else ()), *(goes if backs else ())]:
                yield Refusal(
                    "merge_built_upon",
                    _("%(kind)s: %(row)s was recorded since and belongs to both: it has to be "
                      "withdrawn or ended where it was recorded first.")
                    % {"kind": model._meta.verbose_name, "row": row},
                    (row,),
                )  # fmt: skip
