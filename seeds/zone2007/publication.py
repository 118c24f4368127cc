"""2007 as it was published: prepared by one demo user, approved by another."""

import datetime

from incubator.accounts.models import User
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.statistics import lifecycle
from incubator.statistics.enums import Trigger
from incubator.statistics.models import ComputationRun, Document, Snapshot
from incubator.statistics.snapshots import building
from incubator.statistics.snapshots import lifecycle as snapshots
from incubator.statistics.snapshots.queries import is_published
from seeds.zone2007 import stated

YEAR = 2007


def build(*, preparer: User, approver: User, at: datetime.datetime) -> Snapshot | None:
    """The year of the report, counted and published; None where it is, or is of another zone.

    All of it happens here and now: the worker of a system that is just being built does not run
    yet. Raises RuleViolation with the code of whatever was refused.
    """
    ours = Document.objects.filter(number=stated.REPORT["number"]).exists()
    if not ours or is_published(YEAR):
        return None
    with recorded(reason="示例数据：发布2007年统计"):
        run = ComputationRun.objects.create(year=YEAR, trigger=Trigger.COMMAND, requested_at=at)
        lifecycle.compute(run_id=run.pk, at=at)
        edition = snapshots.draft(year=YEAR, by=preparer, at=at)
        edition.save()
        built = building.build(snapshot_id=edition.pk)
        if built is None or built.error_code:
            code, said = (built.error_code, built.error) if built else ("snapshot_failed", "")
            raise RuleViolation(code, said)
        moment = built.prepared_at or at
        return snapshots.approve(snapshot=built, by=approver, at=moment, authenticated_at=moment)
