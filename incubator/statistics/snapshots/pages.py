"""What the page of a snapshot shows: its figures at one place, and how the year adds up."""

from collections import defaultdict

from django.db.models import Q
from django.utils.translation import gettext as _

from incubator.accounts.access import Access
from incubator.core.numbers import between, grouped
from incubator.institutions.models import Incubator
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import Snapshot, YearlyTotal
from incubator.statistics.restating.queries import carried_into
from incubator.statistics.restating.words import sentences, subject
from incubator.statistics.snapshots.ledger import changes_of


def figures_shown(snapshot: Snapshot, incubator_id: int | None) -> list[dict]:
    """One row for each figure, its parts below it: published, and as computed last."""
    here = Q(incubator=incubator_id) if incubator_id else Q(incubator__isnull=True)
    totals = YearlyTotal.objects.filter(here, year=snapshot.year)
    live = {row[:2]: row[2] for row in totals.values_list("indicator", "part", "value")}
    found: dict[str, list] = defaultdict(list)
    for value in snapshot.figures.filter(here).order_by("pk"):
        found[value.indicator].append(value)
    return [
        _row(value, live.get((code, value.part)))
        for code in (*BY_CODE, *(code for code in found if code not in BY_CODE))
        for value in sorted(found.get(code, ()), key=lambda value: value.part)
    ]


def _row(value, live) -> dict:
    indicator = BY_CODE.get(value.indicator)
    return {
        "code": value.indicator,
        "part": value.part,
        "label": indicator.part_label(value.part) if indicator and value.part
        else indicator.label if indicator else value.indicator,
        "unit": indicator.unit if indicator else "",
        "value": grouped(value.value),
        "span": between(value.low, value.high),
        "balance": grouped(value.opening_balance) if value.opening_balance else "",
        "live": "—" if live is None else grouped(live),
        "moved": live != value.value,
        "listed": indicator is not None and indicator.facts is not None,
    }  # fmt: skip


def changes_shown(snapshot: Snapshot, access: Access) -> list[dict]:
    """What an edition changed, at the places in reach; the zone's figures are for the zone."""
    names = dict(Incubator.objects.visible_to(access).values_list("code", "name"))
    rows = []
    for one in changes_of(snapshot):
        if not access.everywhere and one.place not in names:
            continue
        indicator = BY_CODE.get(one.indicator)
        label = str(indicator.label) if indicator else one.indicator
        if one.part and indicator:
            label = f"{label} ({indicator.part_label(one.part)})"
        rows.append(
            {
                "label": label,
                "where": names.get(one.place, one.place),
                "old": "—" if one.old is None else grouped(one.old),
                "new": "—" if one.new is None else grouped(one.new),
                "added": [name for _key, name in one.added],
                "removed": [name for _key, name in one.removed],
                "citations": one.citations,
            }
        )
    return rows


def carried_shown(year: int) -> list[dict]:
    """Late facts of published years before, which were decided to be named with this one."""
    return [
        {
            "about": subject(late),
            "effects": sentences(late, {}),
            "reason": late.reason,
            "by": late.decided_by,
        }
        for late in carried_into(year)
    ]


def identity_shown(snapshot: Snapshot, access: Access) -> list[dict]:
    """The lines of the places in reach, under their names."""
    names = dict(Incubator.objects.visible_to(access).values_list("pk", "name"))
    return [
        {**line, "place": names.get(line["incubator_id"], _("the whole zone"))}
        for line in snapshot.identity
        if access.reaches(line["incubator_id"])
    ]
