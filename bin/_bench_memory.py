"""How much memory a job takes, told by the process that does it: computing a year, or writing the
longest list behind its figures as CSV.
"""

import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

import django

KILOBYTES = 1024 / 1_000_000  # of the system, in megabytes


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    # On Linux, getrusage also counts what the process held before it became this program.
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text("utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * KILOBYTES
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1_000_000 if sys.platform == "darwin" else most * KILOBYTES


def main(year: int) -> None:
    django.setup()
    from incubator.core.dates import now
    from incubator.statistics.enums import RunState, Trigger
    from incubator.statistics.lifecycle import compute
    from incubator.statistics.models import ComputationRun

    run = ComputationRun.objects.create(
        year=year, trigger=Trigger.COMMAND, requested_at=now(), requested_by=None
    )
    before = peak()
    done = compute(run_id=run.pk, at=now())
    if done is None or done.state != RunState.SUCCEEDED:
        sys.exit(f"The computation did not succeed: {done and done.error}")
    sys.stdout.write(f"{before:.1f} {peak():.1f}\n")


def csv(year: int) -> None:
    """Before, peak, rows and seconds of a list that is streamed and thrown away."""
    django.setup()
    from _bench_people import ZONE_OFFICE, key_of
    from _up import HOST
    from django.test import Client

    client = Client(SERVER_NAME=HOST, HTTP_AUTHORIZATION=f"Token {key_of(ZONE_OFFICE)}")
    client.get("/api/v1/statistics/")  # whatever is loaded when it is first used
    before, begun, rows = peak(), time.perf_counter(), 0
    answer = client.get(
        f"/api/v1/statistics/{year}/cumulative_incubated/companies/", {"format": "csv"}
    )
    for chunk in answer:
        rows += chunk.count(b"\n")
    took = time.perf_counter() - begun
    sys.stdout.write(f"{before:.1f} {peak():.1f} {rows} {took:.2f}\n")


if __name__ == "__main__":
    (csv if "csv" in sys.argv else main)(int(sys.argv[1]))
