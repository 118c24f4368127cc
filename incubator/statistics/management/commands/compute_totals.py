"""``manage.py compute_totals YEAR … | --all``: ask the worker for the totals of years."""

import argparse
import time

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from incubator.core.commands import RuleCommand
from incubator.core.dates import now, parse_year
from incubator.core.errors import RuleViolation
from incubator.statistics.enums import RunState, Trigger
from incubator.statistics.lifecycle import request_run, ring_again
from incubator.statistics.models import ComputationRun
from incubator.statistics.queries import years_with_facts

POLL = 0.2  # seconds


class Command(RuleCommand):
    help = "Asks a worker to compute yearly totals, and waits for it."

    def add_arguments(self, parser) -> None:
        parser.add_argument("years", nargs="*", metavar="YEAR")
        parser.add_argument("--all", action="store_true", help="every year that has facts")
        parser.add_argument("--wait", action=argparse.BooleanOptionalAction, default=True)
        parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS")

    def handle(self, *, years: list[str], wait: bool, timeout: float, **options: object) -> None:
        wanted = years_with_facts() if options["all"] else [parse_year(year) for year in years]
        if not wanted:
            raise CommandError(_("Name a year, or --all."))
        runs = [self.ask(year).pk for year in wanted]
        if not wait:
            self.stdout.write(_("%d computations are queued.") % len(runs))
            return
        failed = [run for run in self.watch(runs, timeout) if run.state == RunState.FAILED]
        if failed:
            raise CommandError(
                "\n".join(f"{run.year}: [{run.error_code}] {run.error}" for run in failed)
            )

    def ask(self, year: int) -> ComputationRun:
        """The year's new run, or the one that is under way: then its end will do as well."""
        try:
            return request_run(year=year, trigger=Trigger.COMMAND, at=now())
        except RuleViolation as violation:
            under_way = violation.code == "computation_under_way" and ring_again(year=year)
            if not under_way:
                raise
            return under_way

    def watch(self, runs: list[int], timeout: float) -> list[ComputationRun]:
        """Say each run as it ends, until all have; then give them all."""
        deadline = time.monotonic() + timeout
        told: set[int] = set()
        while len(told) < len(runs):
            for run in ComputationRun.objects.filter(pk__in=runs).order_by("year"):
                if run.is_over and run.pk not in told:
                    told.add(run.pk)
                    self.stdout.write(f"{run.year}: {run.get_state_display()}")
            if time.monotonic() > deadline:
                raise CommandError(
                    _(
                        "%(open)d of %(all)d computations are not done after %(seconds)d s; "
                        "is a worker running?"
                    )
                    % {"open": len(runs) - len(told), "all": len(runs), "seconds": timeout}
                )
            time.sleep(POLL)
        return list(ComputationRun.objects.filter(pk__in=runs).order_by("year"))
