"""End-to-end test of a charge run: a real worker claims a year."""

import pytest

from facilities import lifecycle
from facilities.models import Charge
from incubator.core.dates import now
from tests.factories import LeaseFactory
from tests.programs import wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def test_worker_claims_the_year_that_is_asked_for(start_worker):
    LeaseFactory.create_batch(2)
    start_worker()

    run = lifecycle.request_charges(year=2008, at=now(), by=None)

    def ended():
        run.refresh_from_db()
        return run.finished_at

    wait_until(ended, f"the end of run {run.pk}")
    assert (run.leases, run.done, run.made, run.progress, run.error) == (2, 2, 24, 100, "")
    assert Charge.objects.filter(from_on__year=2008).count() == 24
