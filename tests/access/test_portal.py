"""Every address of the portal, for everybody: whose rows they are decides, as it is described.

``PORTAL_ROLES`` says to whom the addresses of a part belong; all others find nothing there. What
is everybody's, and what everybody signed in has of their own, is named here: an address that is
in neither and in no part fails by its name.
"""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from companies.enums import Right
from companies.models import (
    Application,
    ChangeRequest,
    Collaborator,
    Company,
    DueReturn,
    Evidence,
    GraduationReview,
    IncubationAgreement,
    Leaving,
    Paper,
    Representative,
    Residence,
    Return,
    Review,
    Reviewer,
)
from incubator.accounts.permissions import PORTAL_ROLES, PortalRole
from incubator.core.dates import now
from mentors.models import Assignment, Mentor, MentorApplication, MentoringSession, Slot
from tests.access.conftest import nothing_written
from tests.access.described import HOLDERS
from tests.admin.conftest import A, B
from tests.factories import UserFactory

PUBLIC = {
    "portal:front", "portal:figures", "portal:terms", "portal:photo", "portal:language",
    "applying:calls", "applying:call", "mentoring:feed",
}  # fmt: skip
# Of whoever is signed in, and about nobody else.
EVERYBODYS = {
    "portal:landing", "portal:personal", "portal:personal_download", "portal:leave", "portal:stay",
    "applying:start", "applying:applications", "applying:accept", "company:list",
    "returns:listing", "reviewing:rounds", "reviewing:join", "mentoring:home", "mentoring:claim",
    "mentoring:apply", "mentoring:draft", "mentoring:calendar", "mentoring:make_feed",
    "mentoring:revoke_feed",
}  # fmt: skip
# Of whoever is a mentor: they name no row.
MENTORS_OWN = {"mentoring:mentor", "mentoring:my_month", "mentoring:publish"}
# By how an address begins: the model of its key.
KEYED = {
    "applications/": Application, "mentoring/applications/": MentorApplication,
    "mentoring/assignments/": Assignment, "mentoring/sessions/": MentoringSession,
    "mentoring/mentor/times/": Slot, "mentoring/mentor/hours/": Slot,
    "mentoring/stays/": Residence,
    "company/agreements/": IncubationAgreement, "company/papers/": Paper,
    "company/evidence/": Evidence, "company/stays/": Residence,
    "company/changes/": ChangeRequest, "company/leavings/": Leaving,
    "company/graduations/": GraduationReview, "company/": Company, "returns/due/": DueReturn,
    "returns/": Return, "reviewing/rounds/": Reviewer, "reviewing/cases/": Review,
}  # fmt: skip
# One page of each part that its people open.
OPENS = {
    "applying:people": "founder", "company:page": "representative",
    "company:change": "representative", "returns:page": "representative",
    "mentoring:session": "representative", "reviewing:queue": "reviewer",
    "mentoring:assignment": "mentor",
}  # fmt: skip
NOBODY_THERE = {302, 404, 405}  # 302: a page without a row sends on


def patterns() -> list[tuple[str, str, object]]:
    """Name, route and pattern of every address of the portal."""
    found = []
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and resolver.app_name not in {None, "admin", "v1"}:
            found += [
                (f"{resolver.app_name}:{one.name}", f"{resolver.pattern}{one.pattern}", one)
                for one in resolver.url_patterns
            ]
    return found


NAMES = {name for name, _route, _pattern in patterns()}
OF_PEOPLE = sorted(NAMES - PUBLIC - EVERYBODYS)


def people_of(name: str) -> set[str]:
    """Whose an address is, as it is described."""
    part = name.partition(":")[0]
    return {str(role) for role, described in PORTAL_ROLES.items() if part in described.pages}


def accounts(world) -> dict[tuple[str, str], object]:
    """The people of the portal, by what they are and whose."""
    found = {}
    for whose in (A, B):
        mentor = world.of(Mentor, whose)
        mentor.user = mentor.user or UserFactory()
        mentor.save()
        found |= {
            (PortalRole.FOUNDER, whose): _founder(world.of(Application, whose)),
            (PortalRole.REPRESENTATIVE, whose): world.of(Representative, whose).user,
            (PortalRole.REVIEWER, whose): world.of(Reviewer, whose).user,
            (PortalRole.MENTOR, whose): mentor.user,
        }
    return found


def _founder(application: Application):
    """Somebody who takes part; the cases of the walk were begun by nobody."""
    part = application.collaborators.first() or Collaborator.objects.create(
        application=application, user=UserFactory(), right=Right.SIGN, since=now()
    )
    return part.user


def address(world, name: str, route: str, pattern, whose: str) -> str:
    """An address about a row of one of the incubators."""
    model = KEYED[max((one for one in KEYED if route.startswith(one)), key=len)]
    row = world.of(model, whose)
    slot = world.of(Slot, whose)
    values: dict[str, Callable] = {
        "key": lambda: slot.key if "/times/" in route else row.key,
        "pk": lambda: row.pk,
        "step": lambda: 1,
        "question": lambda: "name",
        "code": lambda: "staff",
        "kind": lambda: "awards" if "facts" in route else "scope",
        "fact": lambda: 1,
        "file": lambda: 1,
        "mentor": lambda: world.of(Mentor, whose).pk,
    }
    if name == "mentoring:hours":
        values["pk"] = lambda: slot.hours_id
    kwargs = {one: values[one]() for one in pattern.pattern.converters}
    return reverse(name, kwargs=kwargs)


@pytest.fixture
def owned(world) -> dict[str, dict[str, str]]:
    """The addresses of people, by name and by whose rows they are about."""
    return {
        name: {whose: address(world, name, route, pattern, whose) for whose in (A, B)}
        for name, route, pattern in patterns()
        if name in OF_PEOPLE and name not in MENTORS_OWN
    }


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_every_address_belongs_to_somebody():
    assert NAMES >= PUBLIC | EVERYBODYS | MENTORS_OWN
    assert [name for name in OF_PEOPLE if not people_of(name)] == []


@pytest.mark.parametrize("role", PORTAL_ROLES)
def test_the_rule_that_decides_is_there(role):
    label, _dot, method = PORTAL_ROLES[role].rule.rpartition(".")
    model = apps.get_model(label)

    assert callable(getattr(model.objects, method))
    for part in PORTAL_ROLES[role].pages:
        assert part in {name.partition(":")[0] for name in NAMES}
    import_module(model.__module__)


def test_anonymous_is_asked_to_sign_in(world, owned):
    client, wrong = Client(), {}
    for name, places in owned.items():
        for method in ("get", "post"):
            response = getattr(client, method)(places[A])
            if response.status_code != 302 or "/account/login/" not in response.url:
                wrong[name, method] = response.status_code
    assert not wrong


def refused(client: Client, where: dict[str, str]) -> dict:
    """What was answered wrongly to somebody whose rows these are not."""
    wrong = {}
    for name, one in where.items():
        for method in ("get", "post", "put", "delete"):
            with nothing_written():
                answer = getattr(client, method)(one).status_code
            if answer not in {404, 405}:
                wrong[name, method] = answer
    return wrong


@pytest.mark.parametrize("who", [*HOLDERS, "roleless"])
def test_people_of_the_office_find_nothing(world, owned, who):
    client = signed_in(world.users[who])

    for whose in (A, B):
        assert refused(client, {name: places[whose] for name, places in owned.items()}) == {}


@pytest.mark.parametrize("role", PORTAL_ROLES)
def test_people_of_one_find_nothing_of_the_other(world, owned, role):
    client = signed_in(accounts(world)[role, B])

    assert refused(client, {name: places[A] for name, places in owned.items()}) == {}


@pytest.mark.parametrize("role", PORTAL_ROLES)
def test_people_find_only_what_is_described_as_theirs(world, owned, role):
    client = signed_in(accounts(world)[role, A])

    theirs = {name for name in owned if role in people_of(name)}
    others = {name: places[A] for name, places in owned.items() if name not in theirs}
    assert refused(client, others) == {}
    opens = [name for name, one in OPENS.items() if one == role]
    assert {name: client.get(owned[name][A]).status_code for name in opens} == dict.fromkeys(
        opens, 200
    )
