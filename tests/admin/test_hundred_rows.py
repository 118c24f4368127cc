"""A list asks as much for a hundred rows as for one: every list of the site, with all its columns.

The rows of a page are multiplied as they come out of the database, each with what was read
beside it and nothing else: what a column asks of one of them it asks a hundred times.
"""

import pickle
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incubator.accounts.lists import columns
from incubator.accounts.lists.changelist import ScopedChangeList
from tests.admin.conftest import pages_of

REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)
MANY = 100


@pytest.fixture
def times(monkeypatch) -> list[int]:
    """How many rows a page of a list has: as often as said there, its first row."""
    wanted = [1]
    as_it_is = ScopedChangeList.get_results

    def get_results(self, request) -> None:
        as_it_is(self, request)
        found = list(self.result_list)[:1]
        self.result_list = [
            pickle.loads(pickle.dumps(row))  # noqa: S301 - with what was read beside it
            for row in found
            for _time in range(wanted[0])
        ]

    monkeypatch.setattr(ScopedChangeList, "get_results", get_results)
    return wanted


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_a_hundred_rows_cost_what_one_costs(world, times, model):
    address, client = pages_of(model).list_address(), world.client("superuser")
    own = client.get(address)
    if not own.context["cl"].result_list:
        pytest.fail(f"There is no {model._meta.label} in the world: make one there.")
    every = [name for name, _label, _on in own.context["tools"]()["columns"]]
    page = f"{address}?{urlencode({columns.COLUMNS: ','.join(every)})}"
    asked = [_questions(client, page)]
    times[0] = MANY
    asked.append(_questions(client, page))

    assert asked[0] == asked[1]


def _questions(client, address: str) -> int:
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)
