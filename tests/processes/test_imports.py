"""End-to-end test of an import: a real worker checks a list, writes it, and dies in between."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from companies.models import Company, Residence
from incubator.core.dates import now
from incubator.imports import lifecycle
from incubator.imports.kinds import KINDS
from incubator.imports.lifecycle.bringing import RING_AGAIN_AFTER
from incubator.imports.models import FileImport, ImportedRow
from tests.factories import IncubatorFactory
from tests.imports.files import HEAD, company_row, xlsx
from tests.programs import wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
ROWS = 600


def test_worker_checks_and_writes_a_list_also_after_another_was_killed(
    start_worker,
):
    content = xlsx(HEAD, *[company_row(number) for number in range(ROWS)])
    worker = start_worker()
    run = lifecycle.bring(
        kind=KINDS["companies"], upload=SimpleUploadedFile("a.xlsx", content), by=None, at=now(),
        incubator=IncubatorFactory(), language="zh-hans",
    )  # fmt: skip
    seen(run, "checked")
    assert (run.rows, run.good, Company.objects.count()) == (ROWS, ROWS, 0)

    lifecycle.confirm(run=run, all_or_none=False, leave_out_repeats=True, by=None, at=now())
    wait_until(lambda: _begun(run), "the first rows")
    worker.kill()
    start_worker()
    lifecycle.resume(at=now() + 2 * RING_AGAIN_AFTER)
    seen(run, "done")

    assert (run.written, Company.objects.count(), Residence.objects.count()) == (ROWS,) * 3
    assert ImportedRow.objects.count() == 2 * ROWS
    run.file.delete(save=False)


def seen(run: FileImport, state: str) -> None:
    def there() -> bool:
        run.refresh_from_db()
        assert run.state != "failed", run.error
        return run.state == state

    wait_until(there, f"“{state}” of import {run.pk}")


def _begun(run: FileImport) -> bool:
    run.refresh_from_db()
    return run.written > 0
