"""The funnel of the seeded zone beside a count of its own, in plain SQL and plain Python."""

import datetime
import itertools
import math
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import connection

from companies.enums import Reached
from companies.models import Application, Move, StageMove
from companies.queries.funnel import funnel, of_field, reached, received_in, times, whole
from incubator.accounts.access import Access
from incubator.core.dates import day_of
from seeds.zone2007 import contest

pytestmark = pytest.mark.usefixtures("zone")

EVERYWHERE = Access(everywhere=True)
COUNTED = """
    SELECT {group}, count(DISTINCT a.id),
           count(DISTINCT a.id) FILTER (WHERE m.after = 'complete'),
           count(DISTINCT a.id) FILTER (WHERE r.id IS NOT NULL),
           count(DISTINCT a.id) FILTER (WHERE m.after = 'accepted'),
           count(DISTINCT a.id) FILTER (WHERE d.id IS NOT NULL)
      FROM companies_application a
      JOIN companies_call c ON c.id = a.call_id
      JOIN institutions_incubator i ON i.id = a.incubator_id
      LEFT JOIN companies_move m ON m.application_id = a.id
      LEFT JOIN companies_review r ON r.application_id = a.id AND r.state = 'signed'
      LEFT JOIN companies_admission d ON d.application_id = a.id AND d.done_at IS NOT NULL
      LEFT JOIN companies_answer f ON f.application_id = a.id AND f.key = 'field'
     WHERE a.submitted_at IS NOT NULL
     GROUP BY 1
"""
GROUPS = {"call": "c.code", "incubator": "i.code", "field": "f.value #>> '{}'"}


@pytest.mark.parametrize("by", GROUPS)
def test_groups_are_what_plain_sql_counts(by):
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.replace("{group}", GROUPS[by]))
        plain = {key: tuple(counts) for key, *counts in cursor.fetchall()}

    found = funnel(Application.objects.visible_to(EVERYWHERE), by=by)
    assert {group.key: tuple(group.counts.values()) for group in found} == plain


def test_contest_from_entry_to_residence():
    entries = Application.objects.filter(call__code=contest.CODE)

    (group,) = funnel(entries, by="call")
    assert group.counts == {
        "received": 1126, "complete": 944, "reviewed": 944, "accepted": 100, "resident": 64,
    }  # fmt: skip
    assert group.acceptance == Decimal("8.9")


@pytest.mark.parametrize("by", GROUPS)
def test_every_number_is_the_length_of_its_list(by):
    seen = received_in(Application.objects.visible_to(EVERYWHERE), 2007)
    column = {"call": "call__code", "incubator": "incubator__code"}

    groups = funnel(seen, by=by)
    for group in groups:
        own = of_field(seen, group.key) if by == "field" else seen.filter(**{column[by]: group.key})
        assert {step: reached(own, step).count() for step in Reached} == group.counts
    assert whole(groups).counts == {step: reached(seen, step).count() for step in Reached}


def by_hand() -> dict[str, list[datetime.timedelta]]:
    """Ended visits of each stage, one application after the other."""
    took = defaultdict(list)
    moves, steps = defaultdict(list), defaultdict(list)
    for move in Move.objects.filter(application__submitted_at__isnull=False).order_by("pk"):
        moves[move.application_id].append(move)
    for step in StageMove.objects.select_related("after").order_by("pk"):
        steps[step.application_id].append(step)
    for own in moves.values():
        for move, following in itertools.pairwise(own):
            if move.after == "submitted" and following.after != "withdrawn":
                took["completeness"].append(following.moved_at - move.moved_at)
            if move.after == "accepted" and following.after == "admitted":
                took["admission"].append(following.moved_at - move.moved_at)
    for pk, own in steps.items():
        for place, step in enumerate(own):
            ends = [one.moved_at for one in own[place + 1 : place + 2]]
            ends += [
                move.moved_at
                for move in moves[pk]
                if move.before == "complete" and move.moved_at >= step.moved_at
            ]
            if step.after and ends and min(ends) > step.moved_at:
                took[step.after.kind].append(min(ends) - step.moved_at)
    return took


def percentile(spans: list[datetime.timedelta], share: float) -> Decimal:
    """Linear between the two nearest, in days."""
    seconds = sorted(span.total_seconds() for span in spans)
    place = share * (len(seconds) - 1)
    below, above = seconds[math.floor(place)], seconds[math.ceil(place)]
    value = below + (above - below) * (place - math.floor(place))
    return (Decimal(str(value)) / 86_400).quantize(Decimal("0.1"), ROUND_HALF_UP)


def test_times_are_those_counted_by_hand():
    found = times(Application.objects.visible_to(EVERYWHERE))

    took = by_hand()
    assert {str(one.stage): (one.ended, one.median, one.ninetieth) for one in found} == {
        stage: (len(spans), percentile(spans, 0.5), percentile(spans, 0.9))
        for stage, spans in took.items()
    }
    assert set(took) == {"completeness", "department", "expert", "admission"}
    running = {str(one.stage): one.running for one in found}
    states = Counter(Application.objects.values_list("state", flat=True))
    assert running["admission"] == states["accepted"]
    assert running["expert"] == 12  # six of them are read blind


def test_years_are_those_of_the_zone():
    seen = Application.objects.visible_to(EVERYWHERE)
    years = Counter(day_of(at).year for at in seen.values_list("submitted_at", flat=True))

    assert {year: received_in(seen, year).count() for year in years} == years
