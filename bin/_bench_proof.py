"""What proves figures: a past day, every indicator, the lists behind them, the checker of texts."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from _bench_load import Connection, Request, median_times, pages_from
from _bench_people import ZONE_OFFICE, key_of
from _bench_report import Row, at_most, note
from _console import Failure, Step
from _setup import ROOT
from django.db import connection

from incubator.core.dates import today
from incubator.core.db import steady_read
from incubator.core.known import as_known
from incubator.statistics.checker.checking import check_text
from incubator.statistics.computation import count_year

YEAR, ROUNDS, PAGE, LONG_PAGE = 2007, 5, 50, 1000
LIST = f"/api/v1/statistics/{YEAR}/cumulative_incubated/companies/"
# The report itself where it lies beside the project; else its sentences that are labelled here.
REPORT = ROOT.parent / "shared" / "report-2007.txt"


def proof(current: Step, address: str) -> list[Row]:
    """Each against its goal."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return [
        *_counting(current), *_pages(current, address), *_file(current), *_checking(current),
    ]  # fmt: skip


def _counting(current: Step) -> list[Row]:
    """Every indicator of a year: as it is on file, and as it was recorded by the end of a day."""
    times: dict[str, list[float]] = {"live": [], "known": []}
    for number in range(ROUNDS):
        current.note(f"counting, round {number + 1} of {ROUNDS}")
        begun = time.perf_counter()
        with steady_read():
            live = count_year(YEAR)
        times["live"].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with as_known(today()):
            known = count_year(YEAR)
        times["known"].append(time.perf_counter() - begun)
    if {one.as_kept() for one in live.figures} != {one.as_kept() for one in known.figures}:
        raise Failure("What was recorded by the end of today is not what is on file.")
    now, then = (statistics.median(found) for found in times.values())
    return [
        at_most("Every indicator of a year", now, 10, "s"),
        at_most("… as known on a day : as on file", then / now, 2, "×"),
        note("… as known on a day", then, "s"),
    ]


def _pages(current: Step, address: str) -> list[Row]:
    """The first page of the longest list behind a figure, one of the middle, and the last."""
    current.note("walking through a list")
    headers, used = {"Authorization": f"Token {key_of(ZONE_OFFICE)}"}, Connection(address)
    long = pages_from(f"{LIST}?page_size={LONG_PAGE}", headers, used)
    short = [one.replace(f"page_size={LONG_PAGE}", f"page_size={PAGE}") for one in long]
    paths = {"first": short[0], "middle": short[len(short) // 2], "last": short[-1]}
    asked = {name: Request.get(path, headers) for name, path in paths.items()}
    current.note("asking for pages")
    found = median_times(used, asked, ROUNDS * 4)
    return [
        at_most(f"List behind a figure, {name} page", took, 40, "ms")
        for name, took in found.items()
    ]


def _file(current: Step) -> list[Row]:
    """The longest list as CSV, in a process of its own."""
    current.note("writing a list as CSV")
    program = Path(__file__).with_name("_bench_memory.py")
    command = [sys.executable, str(program), str(YEAR), "csv"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    before, peak, rows, seconds = (float(number) for number in told.split()[-4:])
    return [
        at_most(f"Memory that {rows:,.0f} rows as CSV take", peak - before, 150, "MB"),
        note("… for which the process holds already", before, "MB"),
        note("… seconds", seconds, "s"),
    ]


def _checking(current: Step) -> list[Row]:
    """The report of 2007, against the figures of the generated zone."""
    current.note("checking a text")
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else _labelled()
    times = []
    for _round in range(ROUNDS * 2):
        begun = time.perf_counter()
        checked = check_text(text, year=YEAR)
        times.append((time.perf_counter() - begun) * 1000)
    return [
        at_most("Checking the report of 2007", statistics.median(times), 200, "ms"),
        note("… its characters", len(text), ""),
        note("… numbers in it", checked.numbers, ""),
    ]


def _labelled() -> str:
    from tests.statistics.checker.labelled import MARK, TEXTS

    return "\n".join(MARK.sub(r"\g<form>", text) for _year, text in TEXTS)
