"""Space: who sits where on a day, a large building's page, and a year's claims."""

import statistics
import time
from decimal import Decimal
from urllib.parse import urlencode

from _bench_load import Connection, Request, median_times, milliseconds
from _bench_people import ZONE_OFFICE, session_of
from _bench_report import Row, at_most, note
from _bench_sql import space_by_hand
from _console import Failure, Step
from _up import HOST
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from facilities.lifecycle import generate_year
from facilities.models import Building, ChargeRun, SpaceLease, Unit
from facilities.queries.floors import floor_plan
from facilities.queries.occupancy import Space, occupancy
from incubator.accounts.access import access_of
from incubator.core.dates import now, today, year_end
from incubator.institutions.models import Incubator

YEAR = 2007
ON = year_end(YEAR)
ROUNDS = 20
LEASES = 5_000
STATES = ("let", "vacant", "out_of_service", "not_to_let")


class _Undone(Exception):  # noqa: N818 - nothing went wrong
    """What was measured is not kept, so that the next run measures the same."""


def space(current: Step, address: str) -> list[Row]:
    """All of it; the zone's size is said first."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    size = (
        note("Space: units", Unit.objects.count(), ""),
        note("… leases", SpaceLease.objects.count(), ""),
    )
    return [*size, *_occupancy(current), *_page(current, address), *_claims(current)]


def _occupancy(current: Step) -> list[Row]:
    """One day of the whole zone against one hand-written statement."""
    access = access_of(ZONE_OFFICE.user, on=today())

    def count() -> Space:
        return occupancy(on=ON, access=access)[0]

    if _numbers(count()) != space_by_hand(ON):
        raise Failure("The hand-written statement and the system do not count the same space.")
    times: dict[str, list[float]] = {"system": [], "statement": []}
    for number in range(ROUNDS):
        current.note(f"occupancy, round {number + 1} of {ROUNDS}")
        times["system"].append(milliseconds(count))
        times["statement"].append(milliseconds(lambda: space_by_hand(ON)))
    system, statement = (statistics.median(found) for found in times.values())
    return [
        at_most("Occupancy of a day : one hand-written statement", system / statement, 2, "×"),
        note("… the occupancy", system, "ms"),
        note("… the statement", statement, "ms"),
    ]


def _numbers(found: Space) -> dict[str, tuple[int, Decimal]]:
    """Units and area of each state that there is."""
    numbers = {name: (getattr(found, f"{name}_units"), getattr(found, name)) for name in STATES}
    return {name: pair for name, pair in numbers.items() if pair[0]}


def _page(current: Step, address: str) -> list[Row]:
    """The rent-control table of the building with most rooms."""
    current.note("rent-control table")
    house = Building.objects.annotate(rooms=Count("units")).order_by("-rooms", "pk")[0]
    with CaptureQueriesContext(connection) as reads:
        floors = floor_plan(house, on=ON)
    rooms = sum(len(floor.rooms) for floor in floors)
    path = f"{reverse('admin:facilities_building_plan', args=[house.pk])}?{urlencode({'on': ON})}"
    client = Client(SERVER_NAME=HOST)
    client.force_login(ZONE_OFFICE.user)
    client.get(path)  # what a process reads once is not the page's
    with CaptureQueriesContext(connection) as all_reads:
        answer = client.get(path)
    if answer.status_code != 200:  # noqa: PLR2004 - as HTTP says
        raise Failure(f"{path} answers {answer.status_code}.")
    cookie = {"Cookie": f"sessionid={session_of(ZONE_OFFICE, address)}"}
    asked = {"page": Request.get(path, cookie)}
    whole = median_times(Connection(address), asked, ROUNDS)["page"]
    return [
        at_most(f"Rent-control page of {rooms} rooms", len(all_reads), 12, "queries"),
        note("… of them for the rooms", len(reads), "queries"),
        note("… reading the rooms", milliseconds(lambda: floor_plan(house, on=ON)), "ms"),
        note("… the page over HTTP", whole, "ms"),
    ]


def _claims(current: Step) -> list[Row]:
    """A year's claims of some incubators, as the worker makes them; undone afterwards."""
    leases = made = 0
    seconds = 0.0
    for place in Incubator.objects.order_by("pk"):
        current.note(f"claims of {leases:,} leases")
        run, took = _claim(place)
        leases, made, seconds = leases + run.leases, made + run.made, seconds + took
        if leases >= LEASES:
            break
    if not leases:
        raise Failure(f"No lease runs in {YEAR}.")
    return [
        at_most(f"A year's claims of {LEASES:,} leases", seconds / leases * LEASES, 10, "s"),
        note("… leases that were measured", leases, ""),
        note("… claims made for them", made, ""),
    ]


def _claim(place: Incubator) -> tuple[ChargeRun, float]:
    try:
        with transaction.atomic():
            run = ChargeRun.objects.create(year=YEAR, incubator=place, requested_at=now())
            begun = time.perf_counter()
            done = generate_year(run_id=run.pk, at=now())
            connection.check_constraints()
            took = time.perf_counter() - begun
            raise _Undone
    except _Undone:
        if done is None:
            raise Failure("Another process is at the same claims.") from None
        return done, took
