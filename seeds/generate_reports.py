"""Returns and facts of any number of incubatees, for measurements: bulk rows, made up by rule."""

import datetime
from collections.abc import Callable
from itertools import islice
from random import Random

from django.db import transaction

from companies.enums import FactState, QualificationKind
from companies.lifecycle import returns
from companies.lifecycle.returns import Typed
from companies.models import Judgement, Qualification, Residence, StaffCount
from incubator.core.dates import SHANGHAI
from incubator.core.history import recorded
from seeds.demo import require_demo
from seeds.filing import file_many
from seeds.generate import LAST_DAY
from seeds.zone2007 import rulebooks

YEARS = (2023, 2024)
AT = datetime.datetime(2025, 1, 10, 10, tzinfo=SHANGHAI)
BATCH = 2000
SHARE_RECOGNISED, SHARE_JUDGED = 0.3, 0.5


def generate_reports(
    *, count: int, seed: int = 1, progress: Callable[[int], None] | None = None
) -> int:
    """Two yearly returns, a count of staff, and certificates of some, for open stays.

    Returns for how many stays. Raises RuleViolation ``not_a_demo``.
    """
    require_demo()
    random = Random(seed)
    rulebooks.build()
    stays = Residence.objects.of_incubation().open(on=LAST_DAY).order_by("pk")
    done = 0
    with transaction.atomic(), recorded(reason="generate_zone"):
        returns.load_forms(at=AT)
        periods = [returns.open_period(code="torch-yearly", year=year, at=AT) for year in YEARS]
        rows = iter(list(stays[:count]))
        while batch := list(islice(rows, BATCH)):
            for period in periods:
                figures = {stay.company_id: _figures(random) for stay in batch}
                file_many(period=period, figures=figures, at=AT)
            _facts(random, batch)
            done += len(batch)
            if progress:
                progress(done)
    return done


def _figures(random: Random) -> dict[str, Typed]:
    revenue, staff = random.randrange(200, 12_000), random.randrange(4, 60)
    said = {"revenue": revenue, "rd_spending": revenue // random.randrange(8, 40), "staff": staff,
            "is_hnte": "no", "ip_valid": random.randrange(3), "investment_received": 0}  # fmt: skip
    return {code: Typed(str(figure)) for code, figure in said.items()}


def _facts(random: Random, batch: list[Residence]) -> None:
    state = {"state": FactState.VERIFIED, "recorded_at": AT, "verified_at": AT}
    day = AT.date()
    Qualification.objects.bulk_create(
        Qualification(
            company_id=company, kind=QualificationKind.HNTE_2016, number=f"示例{company}",
            issued_on=day, valid_from=day, **state,
        )
        for company in {stay.company_id for stay in batch}
        if random.random() < SHARE_RECOGNISED
    )  # fmt: skip
    StaffCount.objects.bulk_create(
        StaffCount(company_id=company, counted_on=day, total=20, researchers=5, **state)
        for company in {stay.company_id for stay in batch}
    )
    Judgement.objects.bulk_create(
        Judgement(residence=stay, rule="able_founder", is_met=random.random() < SHARE_JUDGED,
                  words="示例", judged_on=day, judged_at=AT)
        for stay in batch if stay.admitted_on <= day
    )  # fmt: skip
