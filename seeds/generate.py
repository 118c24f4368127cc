"""Zones of any size for measurements: bulk rows, the same ones for the same seed.

Rows go past the lifecycle verbs, in batches, so that a hundred thousand companies take a
minute; the constraints and the history triggers of the database see every one of them.
"""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from random import Random

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import LEFT, ExitReason, FounderKind
from companies.models import Company, Residence
from incubator.core.dates import add_months
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.pinyin import initials_of, pinyin_of
from incubator.institutions.enums import Focus, Kind, Sponsor, TechField
from incubator.institutions.models import Incubator
from seeds.demo import require_demo
from seeds.zone2007.generated import BRANDS_FIRST, BRANDS_SECOND, MARK, TRADES, unified_code

FIRST_DAY = datetime.date(1999, 1, 4)
LAST_DAY = datetime.date(2025, 12, 31)
BATCH = 2000
STAY = 36  # months
GRADUATED, LEAVES = 0.45, 0.35  # shares of stays whose time is over; the rest stays on
RETURNS, SECOND_PLACE, ACCELERATED = 0.12, 0.08, 0.25
AGE = 700  # days from registration to entry, at most
NUMBERS_FROM = 1_000_000  # codes apart from those of the zone of 2007
CAPITALS = [Decimal(wan * 10_000) for wan in (10, 50, 100, 200)]


def generate_zone(
    *, companies: int, incubators: int, seed: int = 1, progress: Callable[[int], None] | None = None
) -> int:
    """Build a zone where no company is on file; returns the number of residences.

    Raises RuleViolation ``not_a_demo``, ``zone_not_empty`` (409).
    """
    require_demo()
    if Company.objects.exists():
        raise RuleViolation(
            "zone_not_empty", _("Companies are on file already; nothing was added."), status=409
        )
    random = Random(seed)
    count = 0
    with transaction.atomic(), recorded(reason="generate_zone"):
        *places, accelerator = _incubators(incubators)
        numbers = iter(range(companies))
        while batch := list(islice(numbers, BATCH)):
            rows = Company.objects.bulk_create(_company(random, number) for number in batch)
            stays = [stay for row in rows for stay in _stays(random, row, places, accelerator)]
            count += len(Residence.objects.bulk_create(stays))
            if progress:
                progress(batch[-1] + 1)
    return count


def _incubators(count: int) -> list[Incubator]:
    """``count`` incubators, the last one an accelerator."""
    for number in range(1, count + 1):
        Incubator.objects.create(
            code=f"generated-{number}",
            name=f"第{number}孵化器{MARK}",
            kind=Kind.ACCELERATOR if number == count else Kind.INCUBATOR,
            focus=Focus.COMPREHENSIVE,
            sponsor=Sponsor.GOVERNMENT,
            opened_on=FIRST_DAY,
        )
    return list(Incubator.objects.filter(code__startswith="generated-").order_by("pk"))


def _company(random: Random, number: int) -> Company:
    field = random.choice(list(TRADES))
    brand = random.choice(BRANDS_FIRST) + random.choice(BRANDS_SECOND)
    name = f"宁波{brand}{random.choice(TRADES[field])}{number}号有限公司{MARK}"
    admitted = FIRST_DAY + datetime.timedelta(days=random.randrange((LAST_DAY - FIRST_DAY).days))
    return Company(
        unified_code=unified_code(NUMBERS_FROM + number),
        name=name,
        name_pinyin=pinyin_of(name),
        name_initials=initials_of(name),
        registered_on=admitted - datetime.timedelta(days=random.randrange(AGE)),
        registered_capital=random.choice(CAPITALS),
        field=field if field in TechField else "",
        founder_kind=random.choice(FounderKind.values),
        is_generated=True,
    )


def _stays(
    random: Random, company: Company, places: list[Incubator], accelerator: Incubator
) -> Iterator[Residence]:
    """One stay or several: some overlap in a second incubator, some companies come back."""
    registered = company.registered_on or FIRST_DAY
    begun = registered + datetime.timedelta(days=random.randrange(AGE))
    begun = min(max(begun, FIRST_DAY), LAST_DAY)
    first = _stay(random, company, random.choice(places), begun)
    yield first
    if random.random() < SECOND_PLACE:
        others = [place for place in places if place.pk != first.incubator_id]
        later = begun + datetime.timedelta(days=random.randrange(30, 400))
        if others and later <= LAST_DAY:
            yield _stay(random, company, random.choice(others), later, may_graduate=False)
    if first.left_on is None:
        return
    after = first.left_on + datetime.timedelta(days=random.randrange(30, 900))
    if after > LAST_DAY:
        return
    if first.exit_reason == ExitReason.GRADUATED:
        if random.random() < ACCELERATED:
            yield _stay(random, company, accelerator, after, may_graduate=False)
    elif random.random() < RETURNS:
        yield _stay(random, company, first.incubator, after)


def _stay(
    random: Random,
    company: Company,
    place: Incubator,
    begun: datetime.date,
    *,
    may_graduate: bool = True,
) -> Residence:
    stay = Residence(
        company=company,
        incubator=place,
        programme=place.programme,
        admitted_on=begun,
        due_on=add_months(begun, STAY),
    )
    end = begun + datetime.timedelta(days=random.randrange(200, 1600))
    chance = random.random()
    if end <= LAST_DAY and chance < GRADUATED + LEAVES:
        stay.left_on = end
        graduates = may_graduate and chance < GRADUATED
        stay.exit_reason = ExitReason.GRADUATED if graduates else random.choice(LEFT)
    return stay
