"""Verbs on what a company is by the day: registered entries and shareholders."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import Entry, Fact
from companies.lifecycle.entering import refuse_future
from companies.lifecycle.holding import locked_company
from companies.models import Company, RegisteredEntry, Shareholding
from companies.rules.changes import Holding, holdings
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.numbers import grouped

LONGEST = 2000
# What an application says of a company that the register of companies says too.
FROM_FACTS = {
    Fact.BUSINESS_SCOPE: Entry.SCOPE,
    Fact.LEGAL_REPRESENTATIVE: Entry.LEGAL_REPRESENTATIVE,
    Fact.OFFICE_ADDRESS: Entry.ADDRESS,
}


@transaction.atomic
def set_entry(*, company: Company, entry: str, said: str, on: datetime.date, by) -> RegisteredEntry:
    """From a day on a registered entry says something else; what it said before stays on file.

    Raises RuleViolation: ``same_entry``, ``entry_in_future``, ``entry_before_the_last`` (409).
    """
    company = locked_company(company.pk)
    refuse_future("entry_in_future", on, field="effective_on")
    last = company.entries.filter(entry=entry, until_on__isnull=True).first()
    if last is not None and last.said == said:
        raise RuleViolation("same_entry", _("That is what is registered already."))
    with recorded(by=by):
        if last is not None:
            _require_later(last.from_on, on)
            last.until_on = on
            last.save(update_fields=["until_on"])
        return RegisteredEntry.objects.create(
            company=company, entry=entry, said=said, from_on=on if last else None
        )


@transaction.atomic
def set_capital(*, company: Company, amount: Decimal, on: datetime.date, by) -> RegisteredEntry:
    """From a day on another registered capital, in yuan; also on the company's page.

    The first time, what the page said until then is put on file too. Raises as ``set_entry``.
    """
    company = locked_company(company.pk)
    before = company.registered_capital
    has_entry = company.entries.filter(entry=Entry.CAPITAL).exists()
    if before is not None and not has_entry:
        set_entry(company=company, entry=Entry.CAPITAL, said=grouped(before), on=on, by=by)
    entry = set_entry(company=company, entry=Entry.CAPITAL, said=grouped(amount), on=on, by=by)
    company.registered_capital = amount
    with recorded(by=by):
        company.save(update_fields=["registered_capital"])
    return entry


@transaction.atomic
def set_shareholders(
    *, company: Company, held: Iterable[Holding], on: datetime.date | None, by
) -> None:
    """From a day on (None: as far back as is known) exactly these hold the company.

    Who holds as before keeps the row. Raises RuleViolation: those of ``rules.changes.holdings``,
    ``entry_in_future``, ``entry_before_the_last`` (409).
    """
    company = locked_company(company.pk)
    if on is not None:
        refuse_future("entry_in_future", on, field="effective_on")
    wanted = {(one.holder, one.share, one.contribution): one for one in held}
    with recorded(by=by):
        for row in company.shareholdings.filter(until_on__isnull=True):
            if wanted.pop((row.holder, row.share, row.contribution), None):
                continue
            _require_later(row.from_on, on)
            row.until_on = on
            row.save(update_fields=["until_on"])
        Shareholding.objects.bulk_create(
            Shareholding(
                company=company,
                holder=one.holder,
                share=one.share,
                contribution=one.contribution,
                from_on=on,
            )
            for one in wanted.values()
        )


@transaction.atomic
def take_facts(*, company: Company, facts: Mapping[str, Any], by) -> None:
    """Put on file what an application says of the company and nobody has registered yet."""
    with recorded(by=by):
        for fact, entry in FROM_FACTS.items():
            said = str(facts.get(fact) or "").strip()[:LONGEST]
            if said and not company.entries.filter(entry=entry).exists():
                RegisteredEntry.objects.create(company=company, entry=entry, said=said)
    people = facts.get(Fact.SHAREHOLDERS) or []
    if people and not company.shareholdings.exists():
        set_shareholders(company=company, held=holdings(_held(people)), on=None, by=by)


def _held(people: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The applicants' table of people as holdings; who says no share cannot be one."""
    return [
        {
            "holder": one.get("name", ""),
            "share": one["share"],
            "contribution": one.get("contribution", ""),
        }
        for one in people
        if one.get("share")
    ]


def _require_later(last: datetime.date | None, on: datetime.date | None) -> None:
    if on is None or (last is not None and last >= on):
        raise RuleViolation(
            "entry_before_the_last",
            _("The last change took effect on %(last)s; a later one takes effect after it."),
            field="effective_on",
            status=409,
            last=last or "—",
        )
