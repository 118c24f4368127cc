"""Rows for tests of what was published."""

import datetime

from django.db import connection

from incubator.core.dates import now
from incubator.core.known import tracked_tables
from incubator.statistics import lifecycle
from incubator.statistics.models import ComputationRun, Snapshot
from incubator.statistics.snapshots import building
from incubator.statistics.snapshots import lifecycle as snapshots
from tests.factories import MembershipFactory, OpeningBalanceFactory, ResidenceFactory

DAY = datetime.date


def computed(year: int = 2007) -> ComputationRun:
    """The totals of a year, computed here and now."""
    run = ComputationRun.objects.create(year=year, trigger="command", requested_at=now())
    return lifecycle.compute(run_id=run.pk, at=now())


def a_zone() -> None:
    """One graduate, one that left, two that stay, and ten before records began."""
    ResidenceFactory(on=DAY(2006, 5, 1), graduated_on=DAY(2007, 6, 1))
    ResidenceFactory(on=DAY(2006, 5, 1), left_on=DAY(2007, 7, 1), reason="moved")
    stay = ResidenceFactory(on=DAY(2007, 2, 1))
    ResidenceFactory(on=DAY(2007, 3, 1), incubator=stay.incubator)
    OpeningBalanceFactory(indicator="cumulative_incubated", value=10, as_of=DAY(2005, 12, 31))


def somebody():
    """Of the zone office."""
    return MembershipFactory(zone_office=True).user


def prepared(year: int = 2007, by=None) -> Snapshot:
    """An edition that waits for approval, of whatever is on file."""
    computed(year)
    edition = snapshots.draft(year=year, by=by or somebody(), at=now())
    edition.save()
    return building.build(snapshot_id=edition.pk)


def approved(snapshot: Snapshot, by=None) -> Snapshot:
    """Published by somebody else."""
    moment = now()
    return snapshots.approve(
        snapshot=snapshot, by=by or somebody(), at=moment, authenticated_at=moment
    )


def recorded_yesterday() -> None:
    """Everything on file was recorded yesterday: the history's own clock is put back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for event in tracked_tables().values():
            table = event._meta.db_table
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"UPDATE {table} SET pgh_created_at = pgh_created_at - interval '1 day'")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def published(year: int = 2007) -> Snapshot:
    """An edition that was published."""
    return approved(prepared(year))
