"""The measuring itself, in a process of its own beside the running system."""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

import django

django.setup()

from _bench_apply import applying  # noqa: E402
from _bench_desk import desk as measure_desk  # noqa: E402
from _bench_imports import importing  # noqa: E402
from _bench_load import (  # noqa: E402
    Connection,
    Request,
    Slice,
    hammer,
    header,
    median_times,
    milliseconds,
    pages_from,
)
from _bench_mentoring import mentoring as measure_mentoring  # noqa: E402
from _bench_people import MANAGER, ZONE_OFFICE, key_of, session_of  # noqa: E402
from _bench_proof import proof as measure_proof  # noqa: E402
from _bench_readiness import ready as measure_readiness  # noqa: E402
from _bench_report import Row, at_least, at_most, note, publish, show  # noqa: E402
from _bench_review import reviewing  # noqa: E402
from _bench_space import space as measure_space  # noqa: E402
from _bench_sql import (  # noqa: E402
    BY_HAND,
    OF_STAYS,
    areas_by_hand,
    by_hand,
    figures_by_hand,
    figures_of_system,
    stays_by_hand,
    stays_of_system,
)
from _bench_urls import CompaniesByOffset  # noqa: E402
from _console import Failure, Step, say, step  # noqa: E402
from _up import HOST  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from rest_framework.request import Request as ApiRequest  # noqa: E402

from companies.api import CompanyViewSet  # noqa: E402
from companies.models import Company  # noqa: E402
from incubator.accounts.access import access_of  # noqa: E402
from incubator.core.dates import today  # noqa: E402
from incubator.core.db import steady_read  # noqa: E402
from incubator.statistics.computation import CountedYear, count_year  # noqa: E402
from incubator.statistics.indicators import INDICATORS  # noqa: E402

YEAR = 2007
ROUNDS = 20
# As many as gunicorn has threads: every one of them is busy, and no request waits long.
CONNECTIONS = 8
SLICE = 0.5
PAGE = 50
LONG_PAGE = 1000
COMPANIES = "/api/v1/companies/"
COMMON_WORD = "有限"


def generate(_: Step) -> list[Row]:
    """Measured when the zone was made, and kept beside it."""
    kept = Path(os.environ["INCUBATOR_HOME"]) / "generated.json"
    seconds = json.loads(kept.read_text(encoding="utf-8"))["seconds"]
    what = f"Generating {Company.objects.count():,} companies"
    return [at_most(what, seconds, 120, "s")]


def year(current: Step) -> list[Row]:
    """The figures of a year that one statement counts too, and beside it all that there are."""
    # As a table that has been in use: what was just written has not been tidied up yet.
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    if figures_of_system(_count()) != figures_by_hand(by_hand(YEAR), areas_by_hand(YEAR)):
        raise Failure("The hand-written statement and the system do not count the same.")
    if stays_of_system(count_year(YEAR, indicators=OF_STAYS)) != stays_by_hand(YEAR):
        raise Failure("The hand-written statement and the system tell other lengths of stays.")
    times: dict[str, list[float]] = {"system": [], "statement": []}
    every = statistics.median(milliseconds(_count_all) for _round in range(3))
    for number in range(ROUNDS):
        current.note(f"round {number + 1} of {ROUNDS}")
        times["system"].append(milliseconds(_count))
        times["statement"].append(milliseconds(lambda: (by_hand(YEAR), areas_by_hand(YEAR))))
    system, statement = (statistics.median(found) for found in times.values())
    peak, before = _memory_of_a_computation()
    return [
        at_most("Figures of a year : one hand-written statement", system / statement, 3, "×"),
        note("… the figures", system, "ms"),
        note("… the statement", statement, "ms"),
        note(f"… all {len(INDICATORS)} indicators, most without a statement", every, "ms"),
        at_most("Peak memory of the computing process", peak, 300, "MB"),
        note("… before it computed", before, "MB"),
    ]


def _count() -> CountedYear:
    with steady_read():
        return count_year(YEAR, indicators=BY_HAND)


def _count_all() -> CountedYear:
    with steady_read():
        return count_year(YEAR)


def _memory_of_a_computation() -> tuple[float, float]:
    """Megabytes of a process that does the whole job: at its most, and before it began."""
    program = Path(__file__).with_name("_bench_memory.py")
    command = [sys.executable, str(program), str(YEAR)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    before, peak = (float(number) for number in told.split()[-2:])
    return peak, before


def figures(current: Step) -> list[Row]:
    """The figures of a year over HTTP, against a view that does nothing."""
    headers = {"Authorization": f"Token {key_of(ZONE_OFFICE)}"}
    path = f"/api/v1/statistics/{YEAR}/"
    head, _ = _connection().ask(Request.get(path, headers))
    known = headers | {"If-None-Match": header(head, "ETag")}
    rates = _rates(
        {
            "empty": Request.get("/bench/empty/", headers),
            "figures": Request.get(path, headers),
            "unchanged": Request.get(path, known, expected=304),
            "alive": Request.get("/healthz", {}),
        },
        current,
    )
    compared = [found for name in rates if name != "alive" for found in rates[name]]
    client = statistics.median(found.client_share for found in compared)
    rows = [
        at_least("GET statistics/2007/ : an empty view", _ratio(rates, "figures"), 0.5, "×"),
        at_least("… unchanged (304) : an empty view", _ratio(rates, "unchanged"), 0.7, "×"),
    ]
    for name in ("empty", "figures", "unchanged", "alive"):
        rate = statistics.median(found.rate for found in rates[name])
        rows.append(note(f"… {name}", rate, "answers/s"))
    return [*rows, note("… the client's share of one core", client * 100, "%")]


def _rates(requests: Mapping[str, Request], current: Step) -> dict[str, list[Slice]]:
    """In turn over the same connections: who sits on which worker is alike for all."""
    connections = [_connection() for _ in range(CONNECTIONS)]
    slices: dict[str, list[Slice]] = {name: [] for name in requests}
    for number in range(ROUNDS + 1):
        current.note(f"round {number} of {ROUNDS}")
        for name, request in requests.items():
            found = hammer(connections, request, SLICE)
            if number:  # the first round warms everything up
                slices[name].append(found)
    for used in connections:
        used.close()
    return slices


def _ratio(rates: Mapping[str, list[Slice]], name: str) -> float:
    pairs = zip(rates[name], rates["empty"], strict=True)
    return statistics.median(mine.rate / empty.rate for mine, empty in pairs)


def pages(current: Step) -> list[Row]:
    """The last page of all companies, by key and by offset."""
    headers = {"Authorization": f"Token {key_of(ZONE_OFFICE)}"}
    current.note("walking to the last page")
    last = _last_page(headers)
    offset = f"page_size={PAGE}&offset={Company.objects.count() - PAGE}"
    paths = {
        "first": f"{COMPANIES}?page_size={PAGE}",
        "last": last,
        "offset": f"/bench/companies/?{offset}",
    }
    asked = {name: Request.get(path, headers) for name, path in paths.items()}
    _require_same_rows(asked["last"], asked["offset"])
    current.note("asking for pages")
    whole = median_times(_connection(), asked, ROUNDS)
    current.note("finding pages")
    found = _times_to_find(
        {"key": (CompanyViewSet, urlsplit(last).query), "offset": (CompaniesByOffset, offset)}
    )
    return [
        at_least("Last page by offset : by key", whole["offset"] / whole["last"], 10, "×"),
        at_most("GET companies/, its last page", whole["last"], 40, "ms"),
        note("… its first page", whole["first"], "ms"),
        note("… its last page by offset", whole["offset"], "ms"),
        note("… only finding the rows, by offset : by key", found["offset"] / found["key"], "×"),
        note("… finding them by key", found["key"], "ms"),
        note("… finding them by offset", found["offset"], "ms"),
    ]


def _times_to_find(ways: Mapping[str, tuple[type, str]]) -> dict[str, float]:
    """Milliseconds to read a page's rows from the database, before they become an answer."""
    access, asked = access_of(ZONE_OFFICE.user, on=today()), RequestFactory(SERVER_NAME=HOST)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, (kind, query) in ways.items():
            request = ApiRequest(asked.get(f"{COMPANIES}?{query}"))
            request.access = access
            view = kind(request=request, kwargs={}, action="list")
            rows = view.filter_queryset(view.get_queryset()).prefetch_related(None)
            times[name].append(milliseconds(lambda v=view, r=rows: v.paginate_queryset(r)))
    return {name: statistics.median(found) for name, found in times.items()}


def _last_page(headers: Mapping[str, str]) -> str:
    """By following `next`, as any caller would: in long steps first, then in short ones."""
    used = _connection()
    begin = pages_from(f"{COMPANIES}?page_size={LONG_PAGE}", headers, used)[-1]
    begin = begin.replace(f"page_size={LONG_PAGE}", f"page_size={PAGE}")
    return pages_from(begin, headers, used)[-1]


def _require_same_rows(*requests: Request) -> None:
    answers = [json.loads(_connection().ask(request)[1])["results"] for request in requests]
    if any(rows != answers[0] for rows in answers) or len(answers[0]) != PAGE:
        raise Failure("The two ways to the last page do not give the same 50 companies.")


def admin(current: Step) -> list[Row]:
    """Searches in the list of companies, by two people who see much and little of it."""
    rows = []
    searches = _searches()
    for person, sees in ((ZONE_OFFICE, "the zone"), (MANAGER, "one incubator")):
        current.note(f"as somebody who sees {sees}")
        cookie = {"Cookie": f"sessionid={session_of(person, _address())}"}
        asked = {
            what: Request.get(f"/admin/companies/company/?q={quote(text)}", cookie)
            for what, text in searches.items()
        }
        times = median_times(_connection(), asked, ROUNDS)
        rows += [
            at_most(f"Admin list of {sees}: {what}", found, 150, "ms")
            for what, found in times.items()
        ]
    return rows


def space(current: Step) -> list[Row]:
    """Units, leases and claims; generating them is measured when the zone is made."""
    kept = Path(os.environ["INCUBATOR_HOME"]) / "generated.json"
    seconds = json.loads(kept.read_text(encoding="utf-8"))["space"]
    return [note("Generating units and leases", seconds, "s"), *measure_space(current, _address())]


def apply(current: Step) -> list[Row]:
    """Calls and applications; generating them is measured when the zone is made."""
    kept = Path(os.environ["INCUBATOR_HOME"]) / "generated.json"
    seconds = json.loads(kept.read_text(encoding="utf-8"))["applying"]
    return [note("Generating applications", seconds, "s"), *applying(current, _address())]


def ready(current: Step) -> list[Row]:
    """Who could graduate, of everybody."""
    return measure_readiness(current, _address())


def mentoring(current: Step) -> list[Row]:
    """Mentors of one company, and its month."""
    return measure_mentoring(current, _address())


def review(current: Step) -> list[Row]:
    """A contest's review, made for the purpose."""
    return reviewing(current, _address())


def _searches() -> dict[str, str]:
    """What people type when they look for one company."""
    wanted = Company.objects.filter(unified_code__isnull=False).order_by("-pk")[:PAGE][PAGE - 1]
    return {
        "two characters": wanted.name[2:4],
        "two characters of very many": COMMON_WORD,
        "pinyin": wanted.name_pinyin.replace(" ", "")[6:14],
        "initials": wanted.name_initials[2:6],
        "part of a code": wanted.unified_code[8:16],
    }


def _address() -> str:
    return os.environ["INCUBATOR_ADDRESS"]


def _connection() -> Connection:
    return Connection(_address())


def prove(current: Step) -> list[Row]:
    """A past day, the lists behind figures, the checker."""
    return measure_proof(current, _address())


def desk(current: Step) -> list[Row]:
    """Every page of the managers, over a zone of its own."""
    return measure_desk(current, _address())


BENCHES = {
    "generate": generate, "year": year, "statistics": figures, "proof": prove, "pages": pages,
    "admin": admin, "space": space, "apply": apply, "ready": ready, "mentoring": mentoring,
    "imports": importing, "review": review, "desk": desk,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("names", nargs="+")
    asked = parser.parse_args()
    rows: list[Row] = []
    for name in asked.names:
        with step(f"Measuring: {name}") as current:
            rows += BENCHES[name](current)
    show(rows)
    if asked.write:
        publish(rows, asked.names)
    missed = [row.what for row in rows if row.holds is False]
    if missed:
        say(f"\n  Missed: {'; '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
