"""What a filter of the API is given of others is as if it were not there.

Every list, with each of its parameters: asked with a key or a code of the other incubator it
answers word for word as with one that nobody has. What names no row is named here; a parameter
that is new and in neither fails by its name.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse

from companies.lifecycle import accept_complete, decide
from companies.models import Application, Call, Company
from facilities.models import Building
from incubator.api.urls import urlpatterns
from incubator.core.dates import now
from incubator.statistics.models import Snapshot
from mentors.models import Mentor
from tests.access.described import HOLDERS
from tests.access.test_api import ASKED, PUBLIC, client_for
from tests.admin.conftest import A, B
from tests.factories import unified_code

NARROW = ("manager_a", "staff_a", "zone, token for a")
NOBODYS = "999999"
# By the name of a parameter: a value of the other incubator's, and one that nobody has.
NAMING: dict[str, tuple[Callable, str]] = {
    "incubator": (lambda world, whose: place(world, whose).code, "nowhere"),
    "code": (lambda world, whose: place(world, whose).code, "nowhere"),
    "call": (lambda world, whose: world.of(Call, whose).code, "no-call"),
    "company": (lambda world, whose: str(world.of(Company, whose).pk), NOBODYS),
    "application": (lambda world, whose: str(world.of(Application, whose).pk), NOBODYS),
    "mentor": (lambda world, whose: str(world.of(Mentor, whose).pk), NOBODYS),
    "building": (lambda world, whose: str(world.of(Building, whose).pk), NOBODYS),
    "unified_code": (
        lambda world, whose: world.of(Company, whose).unified_code, unified_code(987_654_321)
    ),
    "q": (lambda world, whose: f"{place(world, whose).name}企业", "没有这家企业"),
}  # fmt: skip
# Days, years, choices and shapes: they name no row. Forms, editions and texts are the zone's.
NAMES_NO_ROW = {
    "active_on", "admitted_from", "admitted_to", "as_known_on", "by", "closed_from", "closed_to",
    "cursor", "ending_within", "ends_from", "ends_to", "exit_reason", "field", "focus", "form",
    "format", "from", "in_force", "in_incubation_on", "in_office_on", "in_use_on", "indicator",
    "kind", "left_from", "left_to", "line", "on", "open_on", "ordering", "outcome", "page_size",
    "part", "price_class", "programme", "reached", "reading", "reason", "remote", "rulebook",
    "running_on", "since", "snapshot", "stage", "standing", "state", "submitted_from",
    "submitted_to", "tenure", "tier", "to", "until", "use", "vacant_on", "year",
}  # fmt: skip
# Single rows of A, whose address takes a parameter that names others.
OF_A = {"snapshot"}


@pytest.fixture
def decided(walked):
    """The zone, with a decision on the first application of either incubator."""
    for whose in (A, B):
        application = walked.of(Application, whose)
        Application.objects.filter(pk=application.pk).update(state="submitted", decided_at=None)
        application.refresh_from_db()
        accept_complete(application=application, by=None, at=now())
        decide(application=application, seen=0, outcome="reject", said="不属于科技领域。", by=None,
               at=now())  # fmt: skip
    return walked


def place(world, whose: str):
    return {A: world.a, B: world.b}[whose]


def known_to(pattern) -> set[str]:
    """The names of all parameters of a list, as its view declares them."""
    view = pattern.callback.cls()
    view.action, view.format_kwarg, view.kwargs = "list", None, {}
    return view.known_parameters()


LISTS = [
    pattern for pattern in urlpatterns
    if pattern.name not in PUBLIC
    and ("pk" not in pattern.pattern.converters or pattern.name in OF_A)
]  # fmt: skip


def address(world, pattern) -> str:
    values = {
        "year": "2007", "indicator": "entered", "signal": "december_entries",
        "pk": world.of(Snapshot, "all").pk,
    }  # fmt: skip
    kwargs = {one: values[one] for one in pattern.pattern.converters}
    return reverse(f"v1:{pattern.name}", kwargs=kwargs)


def client_of(world, who: str):
    if who in HOLDERS:
        return client_for(world.users[who])
    return client_for(world.users["zone"], incubator=world.a)


def asked_of(pattern) -> dict[str, str]:
    return ASKED.get(pattern.name, {})


def test_every_parameter_is_one_that_names_a_row_or_none():
    found = {name for pattern in LISTS for name in known_to(pattern)}

    assert found - NAMES_NO_ROW == set(NAMING)
    assert NAMES_NO_ROW & set(NAMING) == set()


@pytest.mark.parametrize("who", NARROW)
def test_what_is_of_others_is_as_if_it_were_not_there(decided, who):
    walked = decided
    client, wrong, told = client_of(walked, who), {}, set()
    for pattern in LISTS:
        where, before = address(walked, pattern), asked_of(pattern)
        for name in known_to(pattern) & set(NAMING):
            of, nobodys = NAMING[name]
            answers = []
            for value in (of(walked, B), nobodys):
                response = client.get(where, {**before, name: value})
                answers.append((response.status_code, response.text.replace(value, "…")))
            if answers[0] != answers[1] or answers[0][0] >= 500:
                wrong[pattern.name, name] = answers
            own = client.get(where, {**before, name: of(walked, A)})
            if own.status_code == 200 and (200, own.text.replace(of(walked, A), "…")) != answers[1]:
                told.add(name)
    assert not wrong
    # Asked with one's own each of them finds something: the comparison can fail.
    assert told == set(NAMING)


def test_whoever_sees_all_finds_what_is_of_the_other(decided):
    walked = decided
    client, found = client_for(walked.users["zone"]), set()
    for pattern in LISTS:
        for name in known_to(pattern) & set(NAMING):
            of, nobodys = NAMING[name]
            asked = [asked_of(pattern) | {name: value} for value in (of(walked, B), nobodys)]
            answers = [client.get(address(walked, pattern), one) for one in asked]
            if answers[0].status_code == 200 and answers[0].json() != _json(answers[1]):
                found.add(name)
    assert found == set(NAMING)


def _json(response):
    return response.json() if response.status_code == 200 else None
