"""Verbs on changes during a stay: asked for, taken back, approved, refused, filed."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import ChangeKind, ChangeState, Entry, PaperKind, Right
from companies.lifecycle import register
from companies.lifecycle.acting import file_paper, require_company_right, tell
from companies.lifecycle.standing import set_capital, set_entry, set_shareholders
from companies.lifecycle.texts import WORDS, required
from companies.models import ChangeRequest, Residence
from companies.queries.people import managers_of, people_of
from companies.rules import changes as rules
from companies.rules.terms import REGISTERED, defaults
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.shown import day as day_said

ENTRIES = {
    ChangeKind.SCOPE: Entry.SCOPE,
    ChangeKind.LEGAL_REPRESENTATIVE: Entry.LEGAL_REPRESENTATIVE,
    ChangeKind.ADDRESS: Entry.ADDRESS,
}


@transaction.atomic
def ask_change(
    *,
    residence: Residence,
    kind: str,
    reason: str,
    planned_on: datetime.date,
    by,
    at: datetime.datetime,
    words: str = "",
    amount: Decimal | None = None,
    day: datetime.date | None = None,
    shareholders: Iterable[Mapping[str, Any]] = (),
    from_office: bool = False,
) -> ChangeRequest:
    """Ask for a change; how long before and after it has to be told is the agreement's.

    ``amount`` is in yuan (capital) or m² (area); ``shareholders`` are rows of ``holder``,
    ``share`` in per cent and ``contribution``. Raises RuleViolation: ``right_missing`` (403),
    ``residence_already_ended`` (409), ``change_before_admission``, ``extension_not_later``,
    ``same_name``, ``change_asked_already`` (409), ``said_nothing``, and those of
    ``rules.changes.wanted``.
    """
    if not from_office:
        require_company_right(residence.company_id, by, Right.EDIT)
    residence = register.open_residence(residence)
    columns = rules.wanted(kind, words=words, amount=amount, day=day, shareholders=shareholders)
    _refuse_no_change(residence, kind, columns)
    _require_askable(residence, kind, planned_on)
    terms = _terms_of(residence)
    with recorded(by=by):
        return ChangeRequest.objects.create(
            residence=residence,
            company_id=residence.company_id,
            incubator_id=residence.incubator_id,
            kind=kind,
            reason=required(reason, field="reason", most=WORDS),
            planned_on=planned_on,
            notice_days=terms["change_notice_days"],
            filing_days=terms["change_filing_days"],
            asked_at=at,
            asked_by=by,
            **columns,
        )


def _require_askable(residence: Residence, kind: str, planned_on: datetime.date) -> None:
    """Raises ``change_before_admission``, ``change_asked_already`` (409)."""
    if planned_on < residence.admitted_on:
        raise RuleViolation(
            "change_before_admission",
            _("The stay began on %(on)s; a change during it is not earlier."),
            field="planned_on",
            on=residence.admitted_on,
        )
    if residence.changes.waiting().filter(kind=kind).exists():
        raise RuleViolation(
            "change_asked_already",
            _("This change is already asked for; take that back first."),
            field="kind",
            status=409,
        )


@transaction.atomic
def withdraw_change(*, change: ChangeRequest, by, at: datetime.datetime) -> ChangeRequest:
    """Take a request back before the office has decided.

    Raises RuleViolation: ``right_missing`` (403), ``change_decided`` (409).
    """
    require_company_right(change.company_id, by, Right.EDIT)
    change = _asked(change)
    return _close(change, ChangeState.WITHDRAWN, by=by, at=at)


@transaction.atomic
def refuse_change(*, change: ChangeRequest, said: str, by, at: datetime.datetime) -> ChangeRequest:
    """Say no, and why; the company's people are told by mail.

    Raises RuleViolation: ``said_nothing``, ``change_decided`` (409).
    """
    change = _asked(change)
    said = required(said, field="said", most=WORDS)
    change = _close(change, ChangeState.REFUSED, by=by, at=at, said=said)
    _tell_decision(change)
    return change


@transaction.atomic
def approve_change(
    *,
    change: ChangeRequest,
    effective_on: datetime.date,
    by,
    at: datetime.datetime,
    said: str = "",
) -> ChangeRequest:
    """Approve a change, and carry it out where it is this part's to carry out.

    More or fewer rooms (``area``) are the workflow's, in the same transaction. An extension
    beyond the longest stay needs words of the office (``said``): the texts say "in principle".
    Raises RuleViolation: ``change_decided`` (409), ``change_in_future``,
    ``change_before_admission``, ``beyond_longest_stay``, and those of the verb that carries
    it out.
    """
    change = _asked(change)
    if effective_on > today():
        raise RuleViolation(
            "change_in_future",
            _("%(on)s is in the future; approve it when it has happened."),
            field="effective_on",
            on=effective_on,
        )
    if effective_on < change.residence.admitted_on:
        raise RuleViolation(
            "change_before_admission",
            _("The stay began on %(on)s; a change during it is not earlier."),
            field="effective_on",
            on=change.residence.admitted_on,
        )
    if change.day is not None:
        register.refuse_silent_overstay(
            change.residence, change.day, on=effective_on, said=said, field="said"
        )
    CARRIED_OUT[ChangeKind(change.kind)](change, effective_on, by)
    change = _close(
        change, ChangeState.APPROVED, by=by, at=at, effective_on=effective_on, said=said.strip()
    )
    change.refresh_from_db(fields=["file_by"])
    _tell_decision(change)
    return change


@transaction.atomic
def record_filing(
    *,
    change: ChangeRequest,
    on: datetime.date,
    by,
    at: datetime.datetime,
    upload=None,
    kind: str = PaperKind.LICENCE,
    from_office: bool = False,
) -> ChangeRequest:
    """File a registered change with the office (备案), with the new paper where there is one.

    Raises RuleViolation: ``right_missing`` (403), ``nothing_to_file`` (409),
    ``filed_already`` (409), ``filed_in_future``, ``filed_before_it_happened``, and those of
    ``file_paper``.
    """
    if not from_office:
        require_company_right(change.company_id, by, Right.EDIT)
    change = _locked(change)
    happened_on = change.effective_on
    if happened_on is None or change.kind not in REGISTERED:
        raise RuleViolation(
            "nothing_to_file", _("There is nothing to file for this change."), status=409
        )
    _require_filing_day(change, on, happened_on)
    if upload is not None:
        file_paper(matter=change, upload=upload, kind=kind, by=by, at=at, from_office=True)
    change.filed_on = on
    with recorded(by=by):
        change.save(update_fields=["filed_on"])
    return change


def _require_filing_day(
    change: ChangeRequest, on: datetime.date, happened_on: datetime.date
) -> None:
    """Raises ``filed_already`` (409), ``filed_in_future``, ``filed_before_it_happened``."""
    if change.filed_on is not None:
        raise RuleViolation(
            "filed_already",
            _("It was filed on %(on)s."),
            field="on",
            status=409,
            on=change.filed_on,
        )
    if on > today():
        raise RuleViolation(
            "filed_in_future",
            _("%(on)s is in the future; record it when it has happened."),
            field="on",
            on=on,
        )
    if on < happened_on:
        raise RuleViolation(
            "filed_before_it_happened",
            _("The change took effect only on %(on)s."),
            field="on",
            on=happened_on,
        )


def tell_overdue_changes(*, at: datetime.datetime) -> int:
    """Remind of every change that should have been filed and is not, once each; how many."""
    late = ChangeRequest.objects.overdue(on=today()).filter(overdue_told_at=None)
    return sum(_tell_overdue(pk, at) for pk in late.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _tell_overdue(pk: int, at: datetime.datetime) -> bool:
    """Whoever marks it writes the mails: two jobs at once send them once."""
    with recorded(reason="reminder"):
        marked = ChangeRequest.objects.filter(
            pk=pk, overdue_told_at=None, filed_on=None, state=ChangeState.APPROVED
        ).update(overdue_told_at=at)
    if not marked:
        return False
    change = ChangeRequest.objects.select_related("company", "incubator").get(pk=pk)
    tell(
        [*people_of(change.company), *managers_of(change.incubator_id)],
        lambda: (
            gettext("Not filed yet: %(what)s of %(company)s")
            % {"what": change.get_kind_display(), "company": change.company.name},
            gettext(
                "The change took effect on %(on)s and was to be filed with %(incubator)s by "
                "%(by)s.\n\nFile it here:\n%(link)s"
            )
            % {
                "on": day_said(change.effective_on or change.planned_on),
                "incubator": change.incubator.title,
                "by": day_said(change.file_by),
                "link": _link(change),
            },
        ),
    )
    return True


def _rename(change: ChangeRequest, on: datetime.date, by) -> None:
    register.rename_company(company=change.company, name=change.words, on=on, by=by)


def _register(change: ChangeRequest, on: datetime.date, by) -> None:
    entry = ENTRIES[ChangeKind(change.kind)]
    set_entry(company=change.company, entry=entry, said=change.words, on=on, by=by)


def _capital(change: ChangeRequest, on: datetime.date, by) -> None:
    set_capital(company=change.company, amount=change.amount or Decimal(0), on=on, by=by)


def _shareholders(change: ChangeRequest, on: datetime.date, by) -> None:
    held = rules.holdings(change.shareholders)
    set_shareholders(company=change.company, held=held, on=on, by=by)


def _extend(change: ChangeRequest, on: datetime.date, by) -> None:
    assert change.day is not None  # noqa: S101 - the database holds it
    register.extend(residence=change.residence, due_on=change.day, by=by, reason=change.reason)


def _elsewhere(change: ChangeRequest, on: datetime.date, by) -> None:
    """Rooms are no business of this part."""


CARRIED_OUT: dict[ChangeKind, Callable[[ChangeRequest, datetime.date, Any], None]] = {
    ChangeKind.NAME: _rename,
    ChangeKind.SHAREHOLDERS: _shareholders,
    ChangeKind.SCOPE: _register,
    ChangeKind.LEGAL_REPRESENTATIVE: _register,
    ChangeKind.ADDRESS: _register,
    ChangeKind.CAPITAL: _capital,
    ChangeKind.EXTENSION: _extend,
    ChangeKind.AREA: _elsewhere,
}


def _refuse_no_change(residence: Residence, kind: str, columns: dict[str, Any]) -> None:
    if kind == ChangeKind.NAME and columns["words"] == residence.company.name:
        raise RuleViolation("same_name", _("That is its name already."), field="words")
    if kind == ChangeKind.EXTENSION and columns["day"] <= residence.due_on:
        raise RuleViolation(
            "extension_not_later",
            _("The residence is already agreed until %(due)s; an extension ends later."),
            field="day",
            due=residence.due_on,
        )


def _terms_of(residence: Residence) -> dict[str, int]:
    """What the signed agreement says, else what agreements say where nobody set others."""
    agreement = residence.agreements.signed().first()
    return agreement.values() if agreement else defaults()


def _locked(change: ChangeRequest) -> ChangeRequest:
    return (
        ChangeRequest.objects.select_for_update(of=("self",))
        .select_related("residence", "company", "incubator")
        .get(pk=change.pk)
    )


def _asked(change: ChangeRequest) -> ChangeRequest:
    change = _locked(change)
    if change.state != ChangeState.ASKED:
        raise RuleViolation(
            "change_decided",
            _("This request is already “%(state)s”."),
            status=409,
            state=change.get_state_display(),
        )
    return change


def _close(
    change: ChangeRequest, state: ChangeState, *, by, at: datetime.datetime, **columns: object
) -> ChangeRequest:
    columns |= {"state": state, "closed_at": at, "closed_by": by}
    for name, value in columns.items():
        setattr(change, name, value)
    with recorded(by=by):
        change.save(update_fields=list(columns))
    return change


def _tell_decision(change: ChangeRequest) -> None:
    tell(
        people_of(change.company, right=Right.VIEW),
        lambda: (
            gettext("%(what)s of %(company)s: %(state)s")
            % {
                "what": change.get_kind_display(),
                "company": change.company.name,
                "state": change.get_state_display(),
            },
            "\n\n".join(filter(None, [change.said, _what_follows(change), _link(change)])),
        ),
    )


def _what_follows(change: ChangeRequest) -> str:
    if change.file_by is None:
        return ""
    return gettext("File the new registration with the office by %(day)s.") % {
        "day": day_said(change.file_by)
    }


def _link(change: ChangeRequest) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("company:change", args=[change.key])
