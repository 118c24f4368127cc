"""Numbers too: what somebody reads is the same whether another incubator has rows or none.

Every list with the counts beside its filters, every page that names no row, and the home page
with its tiles are read, a whole incubator is added, and all is read again.
"""

import re

import pytest
from django.urls import reverse

from tests.access.described import admins, need_of, own_patterns
from tests.access.marks import told_by
from tests.access.test_admin import ASKED
from tests.admin.conftest import World, everything
from tests.factories import IncubatorFactory

A_TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")  # of a form, another each time


def pages_without_a_row(who: str) -> list[str]:
    """The home page, and of each model's admin what a role may open and names no row."""
    found = ["/admin/"]
    for pages in admins():
        for name, pattern in own_patterns(pages):
            if pattern.pattern.converters or not need_of(pages, name).met_by(who):
                continue
            asked = "?_facets=True" if name.endswith("_changelist") else ASKED.get(name, "")
            found.append(reverse(f"admin:{name}") + asked)
    return found


def read(client, addresses: list[str]) -> dict[str, str]:
    return {one: A_TOKEN.sub("", told_by(client.get(one))) for one in addresses}


def another_incubator(walked: World) -> None:
    """With a row of everything, and none of it known to the zone of the walk."""
    everything(World(walked.a, walked.b), "c", IncubatorFactory(name="丙孵化器"))


@pytest.mark.parametrize("who", ["manager_a"])  # staff reach the same
def test_another_incubator_changes_no_answer(walked, who):
    client, addresses = walked.client(who), pages_without_a_row(who)
    before = read(client, addresses)

    another_incubator(walked)

    after = read(client, addresses)
    assert [one for one in addresses if before[one] != after[one]] == []


def test_it_changes_those_of_the_zone(walked):
    """The comparison can fail: whoever sees all reads other numbers."""
    client = walked.client("zone")
    addresses = ["/admin/", "/admin/companies/company/?_facets=True"]
    before = read(client, addresses)

    another_incubator(walked)

    after = read(client, addresses)
    assert all(before[one] != after[one] for one in addresses)
