"""Readiness of many incubatees under one rulebook, and the board of one incubator."""

import time

from _bench_people import ZONE_OFFICE
from _bench_report import Row, at_most, note
from _console import Failure, Step
from _up import HOST
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.models import Residence
from companies.queries.readiness import incubatees, readiness
from incubator.accounts.access import access_of
from incubator.core.dates import today
from incubator.institutions.queries import Shelf
from seeds.generate import LAST_DAY

MANY, CARDS, ROUNDS = 20_000, 700, 5
TEXTS = ("cn-2006", "cn-2018")


def ready(current: Step, _address: str) -> list[Row]:
    """All of it; the number of open stays is said first."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    access = access_of(ZONE_OFFICE.user, on=today())
    stays = incubatees(on=LAST_DAY, access=access)
    number = min(stays.count(), MANY)
    if not number:
        raise Failure("Nobody is in incubation.")
    rows = [note("Readiness: incubatees", number, "")]
    shelf = Shelf.load()
    for code in TEXTS:
        current.note(f"readiness under {code}")
        text = shelf.of_code(code)
        if text is None:
            raise Failure(f"{code} is not on file.")
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as reads:
            found = readiness(stays[:number], text, as_of=LAST_DAY, shelf=shelf)
        took = time.perf_counter() - begun
        thousands = -(-len(found) // 1000)
        rows += [
            at_most(f"{MANY:,} incubatees under {code}", took / number * MANY, 10, "s"),
            at_most("… queries per thousand", len(reads) / thousands, 20, ""),
        ]
    return [*rows, *_board(current)]


def _board(current: Step) -> list[Row]:
    """Of the incubator whose cards are about as many as the goal says."""
    current.note("board")
    client = Client(SERVER_NAME=HOST)
    client.force_login(ZONE_OFFICE.user)
    place, stays = _place()
    page = reverse("admin:companies_graduationreview_board")
    address = f"{page}?on={LAST_DAY}&place={place}"
    client.get(address)
    times = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        answer = client.get(address)
        times.append((time.perf_counter() - begun) * 1000)
    cards = answer.context_data["total"]
    return [
        at_most(f"Board, per {CARDS} cards", sorted(times)[ROUNDS // 2] / cards * CARDS, 300, "ms"),
        note("… cards", cards, ""),
        note("… open stays", stays, ""),
    ]


def _place() -> tuple[str, int]:
    """The code of an incubator, and its open stays."""
    open_stays = Residence.objects.of_incubation().open(on=LAST_DAY)
    counted = open_stays.values_list("incubator__code").annotate(number=Count("pk"))
    return min(counted.order_by("incubator__code"), key=lambda row: abs(row[1] - CARDS))
