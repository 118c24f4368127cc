"""Merging two records of one company, and taking that back: one transaction each."""

import datetime
from collections.abc import Collection

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import AliasKind
from companies.lifecycle.correction import require_reason
from companies.lifecycle.holding import locked_company
from companies.models import Company, CompanyAlias, CompanyMerge, DueReturn
from incubator.accounts.access import Access
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.workflows.merging.ledger import by_table, change, made, put, settle
from incubator.workflows.merging.plan import Plan, from_json, give_way, plan
from incubator.workflows.merging.undoing import Undoing, followers, obstacles
from incubator.workflows.merging.ways import Pair


@transaction.atomic
def merge(
    *,
    kept: Company,
    merged: Company,
    reason: str,
    by,
    at: datetime.datetime,
    access: Access,
    theirs: Collection[str] = (),
    code_in_error: str = "",
    error_because: str = "",
    holds: Collection[int] = (),
    holds_because: str = "",
) -> CompanyMerge:
    """Hang everything of ``merged`` on ``kept``; of what both say otherwise, ``theirs`` is taken.

    ``code_in_error``: that one of their two codes which never belonged to this company; it leads
    nowhere from now on. ``holds``: of each two returns handed in for one period the due one (its
    key) that counts. Both want their reason. Raises RuleViolation: ``reason_missing``,
    ``merge_of_itself``, ``company_merged`` (409), the codes of ``clashes`` (409),
    ``merge_contradicts_records`` (409).
    """
    require_reason(reason)
    for said, because, name in (
        (code_in_error, error_because, "error_because"), (holds, holds_because, "holds_because"),
    ):  # fmt: skip
        if said:
            require_reason(because, field=name)
    if kept.pk == merged.pk:
        raise RuleViolation("merge_of_itself", _("Choose two different companies."))
    held = {pk: locked_company(pk) for pk in sorted((kept.pk, merged.pk))}
    _hold_returns(held)
    pair = Pair(held[kept.pk], held[merged.pk], frozenset(theirs), code_in_error, frozenset(holds))
    planned = plan(pair, access=access)
    for one in planned.refusals:
        raise RuleViolation(one.code, one.sentence, status=409)
    with recorded(by=by, reason=reason.strip()):
        row = CompanyMerge.objects.create(
            kept=pair.kept, merged=pair.merged, reason=reason.strip(), merged_at=at, merged_by=by,
            code_in_error=code_in_error,
            error_because=error_because.strip() if code_in_error else "",
        )  # fmt: skip
        _write(row, planned, at, holds_because.strip())
    return row


def _hold_returns(companies: Collection[int]) -> None:
    """Whoever hands one in or verifies it at this moment is waited for, and then seen."""
    rows = DueReturn.objects.filter(company__in=companies).order_by("pk")
    list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))


def _write(row: CompanyMerge, planned: Plan, at: datetime.datetime, holds_because: str) -> None:
    refusal = RuleViolation(
        "merge_contradicts_records",
        _("Together their records would contradict each other, such as stakes of more than the "
          "whole: correct what is wrong first."),
        status=409,
    )  # fmt: skip
    with translation.override(settings.LANGUAGE_CODE):
        because = gettext("The company was on file twice; it reports once.")
    give_way(planned, at=at, because=because, holds_because=holds_because)
    try:
        with transaction.atomic():
            for changes in (planned.first, planned.then):
                for model, rows in changes.items():
                    change(row, model, rows)
            # One after the other: the second record gives its code away first.
            for pk in (row.merged_id, row.kept_id):
                change(row, Company, {pk: planned.last[pk]} if planned.last[pk] else {})
            for name in planned.names:
                made(row, CompanyAlias(
                    company_id=row.kept_id, kind=AliasKind.RECORDED_AS, value=name))  # fmt: skip
    except IntegrityError as error:
        raise refusal from error
    settle(refusal)


@transaction.atomic
def undo(
    *, merge: CompanyMerge, reason: str, by, at: datetime.datetime, access: Access
) -> CompanyMerge:
    """Put every row back as the ledger has it; what was made of a stay since goes with it.

    Raises RuleViolation: ``reason_missing``, ``merge_undone`` (409), ``undo_window_over``
    (409), ``merge_out_of_reach`` (409), ``company_merged`` (409), ``merge_code_taken`` (409),
    ``merge_built_upon`` (409).
    """
    require_reason(reason)
    both = Company.objects.filter(pk__in=[merge.kept_id, merge.merged_id])
    list(both.select_for_update(of=("self",)).order_by("pk"))
    locked_company(merge.kept_id)
    merge = CompanyMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    undoing = Undoing.of(merge)
    for one in obstacles(undoing, at=at, access=access):
        raise RuleViolation(one.code, one.sentence, status=409)
    with recorded(by=by, reason=reason.strip()):
        merge.undone_at, merge.undone_by, merge.undone_because = at, by, reason.strip()
        merge.save(update_fields=["undone_at", "undone_by", "undone_because"])
        _put_back(undoing)
    return merge


def _put_back(undoing: Undoing) -> None:
    refusal = RuleViolation(
        "merge_built_upon",
        _("What was recorded since contradicts what was before: it cannot be undone."),
        status=409,
    )
    ledger = by_table(undoing.rows)
    try:
        with transaction.atomic():
            for pk in (undoing.merge.kept_id, undoing.merge.merged_id):
                put(Company, {pk: _before(Company, undoing, pk)})
            made_then = [row.row for row in undoing.rows if not row.column]
            CompanyAlias.objects.filter(pk__in=made_then).delete()
            following = followers(undoing)
            # Hands first: what gave way comes back once the other one is gone.
            for hands in (True, False):
                for model in {**ledger, **following}:
                    if model is not Company:
                        put(model, _columns(model, undoing, hands, following.get(model, ())))
    except IntegrityError as error:
        raise refusal from error
    settle(refusal)


HANDS = {"company_id", "evidence_id"}


def _columns(model: type[Model], undoing: Undoing, hands: bool, following: Collection[int]) -> dict:
    """What rows of a model go back to: the keys that changed hands, or all else."""
    changes: dict[int, dict] = {}
    for row in undoing.of_table(model._meta.db_table):
        if row.column and (row.column in HANDS) == hands:
            changes.setdefault(row.row, {})[row.column] = from_json(model, row.column, row.before)
    if hands:
        changes |= {pk: {"company_id": undoing.merge.merged_id} for pk in following}
    return changes


def _before(model: type[Model], undoing: Undoing, pk: int) -> dict:
    return {
        row.column: from_json(model, row.column, row.before)
        for row in undoing.of_table(model._meta.db_table) if row.row == pk
    }  # fmt: skip
