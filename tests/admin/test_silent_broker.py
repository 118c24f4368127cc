"""What the admin says when no broker answers: a request after its commit, so without ``world``."""

import pytest
from django.urls import reverse

from incubator.statistics.models import ComputationRun
from tests.admin.test_statistics import COMPUTE
from tests.broker import NOBODY_THERE, broker_at


@pytest.mark.django_db(transaction=True)
def test_silent_broker_is_told_at_once(admin_user, browser_as):
    client = browser_as(admin_user)

    with broker_at(NOBODY_THERE):
        response = client.post(reverse(COMPUTE), {"year": "2005"})

    errors = response.context["form"].errors.as_data()
    assert [error.code for error in errors["__all__"]] == ["broker_unavailable"]
    assert ComputationRun.objects.get(year=2005).state == "failed"
