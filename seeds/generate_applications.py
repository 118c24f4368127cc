"""Applications of any number, for measurements: rows of the desk, without what was answered."""

import datetime
from collections.abc import Callable
from itertools import islice
from random import Random

from django.db import transaction

from companies import lifecycle
from companies.enums import ApplicationState, CallKind
from companies.models import Application, Call
from incubator.core.dates import SHANGHAI
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from seeds.demo import require_demo
from seeds.generate import MARK
from seeds.zone2007.entries import receipts
from seeds.zone2007.generated import BRANDS_FIRST, BRANDS_SECOND, TRADES

OPENS_AT = datetime.datetime(1999, 1, 4, 9, tzinfo=SHANGHAI)
OVER_THE_YEARS = datetime.timedelta(days=9_000)
BATCH = 5000
S = ApplicationState
# Most are decided; a few hundredths wait for the office.
STATES = [S.COMPLETE] * 60 + [S.REFUSED] * 30 + [S.WITHDRAWN] * 5 + [S.SUBMITTED] * 5


def generate_applications(
    *, count: int, seed: int = 1, progress: Callable[[int], None] | None = None
) -> int:
    """Applications to one rolling call of each incubator; returns how many.

    Raises RuleViolation ``not_a_demo``.
    """
    require_demo()
    random = Random(seed)
    with transaction.atomic(), recorded(reason="generate_zone"):
        calls = [_call(place) for place in Incubator.objects.incubating().order_by("pk")]
        versions = {call.pk: call.questionnaires.get() for call in calls}
        numbers = iter(receipts(count, year=OPENS_AT.year))
        done = 0
        while batch := list(islice(numbers, BATCH)):
            Application.objects.bulk_create(
                _application(random, random.choice(calls), versions, receipt) for receipt in batch
            )
            done += len(batch)
            if progress:
                progress(done)
    return count


def _call(incubator: Incubator) -> Call:
    call = lifecycle.prepare_call(
        by=None,
        incubator=incubator,
        kind=CallKind.ROLLING,
        code=f"{incubator.code}-rolling",
        title=f"{incubator.name}常年入孵申请",
        title_en="",
        summary="用于性能测量。",
        summary_en="",
        opens_at=OPENS_AT,
    )
    return lifecycle.publish_call(call=call, by=None, at=OPENS_AT)


def _application(random: Random, call: Call, versions: dict, receipt: str) -> Application:
    state = random.choice(STATES)
    at = OPENS_AT + random.random() * OVER_THE_YEARS
    brand = random.choice(BRANDS_FIRST) + random.choice(BRANDS_SECOND)
    later = at + datetime.timedelta(days=random.randint(1, 20))
    return Application(
        call=call,
        incubator=call.incubator,
        questionnaire=versions[call.pk],
        name=f"宁波{brand}{random.choice(random.choice(list(TRADES.values())))}{MARK}",
        state=state,
        started_at=at,
        saved_at=at,
        submitted_at=at,
        receipt=receipt,
        decided_at=later if state == S.REFUSED else None,
        withdrawn_at=later if state == S.WITHDRAWN else None,
        is_generated=True,
    )
