"""How much memory one computation of a year takes, told by the process that does it."""

import resource
import sys
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


if __name__ == "__main__":
    main(int(sys.argv[1]))
