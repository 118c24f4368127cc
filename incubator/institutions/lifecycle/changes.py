"""Verbs on changes of an institution itself: recorded, reported upwards, withdrawn."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.enums import OwnChange
from incubator.institutions.models import Incubator, IncubatorChange
from incubator.institutions.queries import reporting_rule

LONGEST = 200  # characters


@transaction.atomic
def record_own_change(
    *,
    incubator: Incubator,
    kind: str,
    after: str,
    on: datetime.date,
    by,
    at: datetime.datetime,
    before: str = "",
) -> IncubatorChange:
    """Put on record that an institution changed; the text in force on that day says by when
    it is reported.

    ``before`` is what is on file where nothing is given. Raises RuleViolation:
    ``own_change_unknown``, ``own_change_in_future``, ``own_change_says_nothing``,
    ``own_change_is_none``, ``own_change_recorded`` (409).
    """
    if kind not in OwnChange.values:
        raise RuleViolation("own_change_unknown", _("Say what changes."), field="kind")
    _require_past(on)
    incubator = Incubator.objects.select_for_update(of=("self",)).get(pk=incubator.pk)
    after, before = _said(after, "after"), " ".join(before.split()) or _on_file(incubator, kind)
    if after == before:
        raise RuleViolation(
            "own_change_is_none", _("That is what it was before as well."), field="after"
        )
    same = incubator.own_changes.filter(kind=kind, happened_on=on, withdrawn_at=None)
    if same.exists():
        raise RuleViolation(
            "own_change_recorded",
            _("This change is on record already."),
            field="on",
            status=409,
        )
    rulebook, months = reporting_rule(on=on)
    with recorded(by=by):
        change = IncubatorChange.objects.create(
            incubator=incubator, kind=kind, before=before[:LONGEST], after=after, happened_on=on,
            rulebook=rulebook, months=months, recorded_at=at, recorded_by=by,
        )  # fmt: skip
    change.refresh_from_db(fields=["report_by"])
    return change


@transaction.atomic
def report_own_change(
    *, change: IncubatorChange, on: datetime.date, reference: str, by
) -> IncubatorChange:
    """It was reported to the authority on a day, in a document.

    Raises RuleViolation: ``own_change_settled`` (409), ``own_change_says_nothing``,
    ``own_change_in_future``, ``own_report_too_early``.
    """
    change = _open(change)
    _require_past(on)
    if on < change.happened_on:
        raise RuleViolation(
            "own_report_too_early",
            _("It changed only on %(on)s."),
            field="on",
            on=change.happened_on,
        )
    change.reported_on, change.reference = on, _said(reference, "reference")
    with recorded(by=by):
        change.save(update_fields=["reported_on", "reference"])
    return change


@transaction.atomic
def withdraw_own_change(
    *, change: IncubatorChange, reason: str, by, at: datetime.datetime
) -> IncubatorChange:
    """It was recorded by mistake. Raises RuleViolation: ``own_change_settled`` (409),
    ``own_change_says_nothing``.
    """
    change = _open(change)
    change.withdrawn_at, change.withdrawn_because = at, _said(reason, "reason")
    with recorded(by=by):
        change.save(update_fields=["withdrawn_at", "withdrawn_because"])
    return change


def _on_file(incubator: Incubator, kind: str) -> str:
    known = {OwnChange.NAME: incubator.name, OwnChange.PLACE: incubator.address}
    return known.get(OwnChange(kind), "")


def _said(text: str, field: str) -> str:
    text = " ".join(text.split())
    if not 0 < len(text) <= LONGEST:
        raise RuleViolation(
            "own_change_says_nothing",
            _("Say it in 1 to %(most)d characters."),
            field=field,
            most=LONGEST,
        )
    return text


def _require_past(on: datetime.date) -> None:
    if on > today():
        raise RuleViolation(
            "own_change_in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="on",
            on=on,
        )


def _open(change: IncubatorChange) -> IncubatorChange:
    """Locked. Raises ``own_change_settled`` (409)."""
    change = (
        IncubatorChange.objects.select_for_update(of=("self",))
        .select_related("incubator")
        .get(pk=change.pk)
    )
    if change.reported_on is not None or change.withdrawn_at is not None:
        raise RuleViolation(
            "own_change_settled",
            _("This change is reported or withdrawn already."),
            status=409,
        )
    return change
