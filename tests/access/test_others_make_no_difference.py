"""Numbers too: what somebody reads is the same whether another incubator has rows or none.

Every list with the counts beside its filters, every page that names no row, and the home page
with its tiles are read, a whole incubator is added, and all is read again; so are the pages of
the people of the portal. Numbers beside filters are compared one by one.
"""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Application, Submission
from incubator.accounts.permissions import PortalRole
from tests.access.described import admins, need_of, own_patterns
from tests.access.marks import told_by
from tests.access.test_admin import ASKED
from tests.access.test_portal import (
    MENTORS_OWN,
    OF_PEOPLE,
    PUBLIC,
    accounts,
    address,
    patterns,
    people_of,
    signed_in,
)
from tests.admin.conftest import A, World, everything
from tests.factories import IncubatorFactory

A_TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")  # of a form, another each time
A_NUMBER = re.compile(r"([^<>()（）\n]{1,60})[(（](\d[\d,]*)\+?[)）]")
WRITTEN_ANEW = "wordprocessingml"  # with the moment in it
MOST_LISTS = 40  # with a number beside each choice of each there are more
OFFICE = ("manager_a", "staff_a")
# Everybody may offer themselves to any incubator, and apply under any call.
OF_ALL_INCUBATORS = {"mentoring:apply", "mentoring:draft", "applying:start"}

Reader = tuple[Client, list[str]]


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


def pages_of_people(world: World, role: str) -> list[str]:
    """What somebody of the portal has of their own, by a row of theirs or by none."""
    found = []
    for name, route, pattern in patterns():
        if name in PUBLIC | OF_ALL_INCUBATORS or not people_of(name) & {role}:
            continue
        if name in OF_PEOPLE and name not in MENTORS_OWN:
            found.append(address(world, name, route, pattern, A))
        elif not pattern.pattern.converters:
            found.append(reverse(name))
    return found


def readers(world: World) -> dict[str, Reader]:
    """By role, somebody of A and what they read."""
    people = accounts(world)
    for application in world.rows[Application][A]:
        Submission.objects.create(
            application=application, round=1, content={"answers": {}}, content_hash="0" * 64,
            submitted_at=application.submitted_at,
        )  # fmt: skip
    return {who: (world.client(who), pages_without_a_row(who)) for who in OFFICE} | {
        str(role): (signed_in(people[role, A]), pages_of_people(world, role)) for role in PortalRole
    }


def read(client: Client, addresses: list[str]) -> dict[str, str]:
    answers = {one: client.get(one) for one in addresses}
    return {
        one: A_TOKEN.sub("", told_by(answer)) for one, answer in answers.items()
        if WRITTEN_ANEW not in answer.headers.get("Content-Type", "")
    }  # fmt: skip


def numbers_in(pages: dict[str, str]) -> dict[tuple[str, str, int], int]:
    """Every number beside a choice of a filter: by address, words of the choice, and which."""
    found: dict[tuple[str, str, int], int] = {}
    for where, text in pages.items():
        for place, (words, number) in enumerate(A_NUMBER.findall(text)):
            found[where, words, place] = int(number.replace(",", ""))
    return found


def another_incubator(walked: World) -> None:
    """With a row of everything, and none of it known to the zone of the walk."""
    everything(World(walked.a, walked.b), "c", IncubatorFactory(name="丙孵化器"))


def changed(before: dict, after: dict) -> dict:
    return {
        one: (before.get(one), after.get(one))
        for one in before | after
        if before.get(one) != after.get(one)
    }


def test_another_incubator_changes_no_answer(world):
    """Once for all roles: the incubator takes longer to make than the pages to read."""
    everybody = readers(world)
    before = {who: read(*reader) for who, reader in everybody.items()}

    another_incubator(world)

    after = {who: read(*reader) for who, reader in everybody.items()}
    numbers = {who: numbers_in(pages) for who, pages in before.items()}
    for who in everybody:
        assert changed(numbers[who], numbers_in(after[who])) == {}, who
        assert list(changed(before[who], after[who])) == [], who
    for who in OFFICE:
        assert len(numbers[who]) > MOST_LISTS, who
        assert any(numbers[who].values()), who
    assert all(len(pages) > 1 for pages in before.values())


@pytest.mark.parametrize("told", [read, lambda *reader: numbers_in(read(*reader))])
def test_it_changes_those_of_the_zone(walked, told: Callable):
    """The comparison can fail: whoever sees all reads other pages, and other numbers."""
    client = walked.client("zone")
    addresses = ["/admin/", "/admin/companies/company/?_facets=True"]
    before = told(client, addresses)

    another_incubator(walked)

    assert changed(before, told(client, addresses))
