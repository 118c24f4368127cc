"""One verb for many rows of a list: tried on each first, shown, then done on those it fits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.core.errors import RuleViolation

MOST = 200  # rows at one stroke


@dataclass(frozen=True)
class BulkVerb:
    """``run`` does to one row what ``label`` says; ``intro`` says what follows from it."""

    name: str
    label: Promise
    intro: Promise
    run: Callable[[Any, HttpRequest], Any]


@dataclass(frozen=True)
class Tried:
    """A row, and why the verb does not fit it; an empty reason fits."""

    row: Model
    refused: str


def run_for_many(pages, request: HttpRequest, rows: QuerySet, verb: BulkVerb) -> HttpResponse:
    """The preview first; once confirmed, the verb on every row that it fits."""
    wanted = list(rows[: MOST + 1])
    if len(wanted) > MOST:
        said = _("At most %(most)d rows at one stroke: filter the list first.")
        messages.error(request, said % {"most": MOST})
        return redirect(request.get_full_path())
    if not wanted:
        said = _("None of these rows is in the list any more: somebody has dealt with them.")
        messages.warning(request, said)
        return redirect(request.get_full_path())
    if "confirmed" in request.POST:
        return _done(pages, request, wanted, verb)
    tried = [Tried(row, _refusal(verb, row, request)) for row in wanted]
    return pages.page(
        request,
        "scoped_admin/bulk.html",
        title=f"{verb.label} · {pages.opts.verbose_name_plural}",
        verb=verb,
        tried=[(one, pages.address_of(one.row)) for one in tried],
        fitting=[one.row for one in tried if not one.refused],
        action_name=verb.name,
        checkbox=helpers.ACTION_CHECKBOX_NAME,
        back=request.get_full_path(),
    )


def _done(pages, request: HttpRequest, rows: Sequence[Model], verb: BulkVerb) -> HttpResponse:
    """Each row for itself: what came between is said, and does not stop the others."""
    done, refused = 0, []
    for row in rows:
        try:
            verb.run(row, request)
            done += 1
        except RuleViolation as violation:
            refused.append(f"{row}: {violation.detail}")
    if done:
        said = ngettext("%(label)s: %(count)d row.", "%(label)s: %(count)d rows.", done)
        messages.success(request, said % {"label": verb.label, "count": done})
    for sentence in refused[:10]:
        messages.warning(request, sentence)
    return redirect(request.get_full_path())


def _refusal(verb: BulkVerb, row: Model, request: HttpRequest) -> str:
    """What the rules say to it, found out by doing it and taking it back."""
    try:
        with transaction.atomic():
            verb.run(row, request)
            transaction.set_rollback(True)
    except RuleViolation as violation:
        return violation.detail
    return ""
