"""Every address of the API, every method, for everybody: what is answered, and whose.

Walked over the address patterns themselves. What a view declares says who may read; roles are as
they are described, a token's scopes narrow them. People of the portal hold no role: with a token
of theirs they read what is public.
"""

import datetime

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from companies.models import Application, Call, Decision, Review
from incubator.accounts.models import AccessToken
from incubator.accounts.permissions import READING, ROLES, Permission, PortalRole
from incubator.api.urls import urlpatterns
from incubator.statistics.models import Snapshot
from tests.access.conftest import high_water
from tests.access.described import HOLDERS
from tests.access.marks import told_by, words_for
from tests.access.test_portal import accounts
from tests.admin.conftest import SEES, A, B
from tests.factories import MembershipFactory

READS, WRITES = ("get", "head", "options"), ("post", "put", "patch", "delete")
PUBLIC = {pattern.name for pattern in urlpatterns if not pattern.callback.cls.required}
# Not there at all for whoever is not of the zone.
ZONES_OWN = {"signals", "signal"}
MARK = "乙孵化器"
# Rows that the zone of the walk has not, or that are told of only once they are signed.
NOT_ANSWERED = {Decision, Review}
PERIOD = {"from": "2007-01-01", "to": "2007-12-31", "line": "entered"}
ASKED = {
    "series": {"indicator": "entered", "from": "2007", "to": "2007"},
    "targets": {"year": "2007"},
    "reconciliation": {"from": "2007-01-01", "to": "2007-12-31"},
    "reconciliation-behind": PERIOD,
}


def model_of(pattern):
    """The model whose row an address names by its number; None of those that name none."""
    rows = getattr(pattern.callback.cls, "queryset", None)
    return rows.model if rows is not None and "pk" in pattern.pattern.converters else None


def address(world, pattern, whose: str) -> str:
    """An address about one incubator, whether by a row of it or by its code."""
    place, model = {A: world.a, B: world.b}[whose], model_of(pattern)
    rows = world.rows.get(model, {}) if model else {}
    values = {
        "year": lambda: "2007",
        "indicator": lambda: "entered",
        "signal": lambda: "december_entries",
        "pk": lambda: rows[whose][0].pk if rows else _other_key(world, pattern, place),
    }
    kwargs = {one: values[one]() for one in pattern.pattern.converters}
    return reverse(f"v1:{pattern.name}", kwargs=kwargs)


def _other_key(world, pattern, place) -> int:
    if pattern.name.startswith(("snapshot", "bundle")):
        return world.of(Snapshot, "all").pk
    return place.pk if pattern.name == "recognition" else 999_999


def query_of(world, pattern, whose: str) -> dict[str, str]:
    """What an address is asked with, an incubator by its code where it takes one."""
    place = {A: world.a, B: world.b}[whose]
    view = pattern.callback.cls()
    takes = "incubator" in getattr(view, "parameters", ()) or "incubator" in getattr(
        getattr(view, "filterset_class", None), "base_filters", ()
    )
    lists = takes and model_of(pattern) is None
    return ASKED.get(pattern.name, {}) | ({"incubator": place.code} if lists else {})


def client_for(user, scopes=None, incubator=None) -> APIClient:
    _token, key = AccessToken.objects.create(
        user=user, expiry=datetime.timedelta(days=1), incubator=incubator,
        scopes=[one.value for one in Permission] if scopes is None else scopes,
    )  # fmt: skip
    return APIClient(HTTP_AUTHORIZATION=f"Token {key}")


def holds(who: str, pattern) -> bool:
    """Whether a role of the walk may read what a view declares."""
    needed = pattern.callback.cls.required.get("GET")
    role = HOLDERS[who]
    return needed is None or role is None or needed in ROLES[role].permissions


def test_every_view_answers_reading_alone():
    """A verb that writes comes with its own line of this walk."""
    for pattern in urlpatterns:
        verbs = set(getattr(pattern.callback, "actions", None) or {"get"})
        assert verbs <= set(READS), pattern
        assert not [one for one in WRITES if hasattr(pattern.callback.cls, one)], pattern
        assert set(pattern.callback.cls.required.values()) <= READING


@pytest.mark.parametrize("who", HOLDERS)
def test_roles_read_within_their_reach(walked, who):
    client, words, wrong, found = client_for(walked.users[who]), words_for(walked, who), {}, set()
    for pattern in urlpatterns:
        public, model = pattern.name in PUBLIC, model_of(pattern)
        for whose in (A, B):
            where, asked = address(walked, pattern, whose), query_of(walked, pattern, whose)
            answers = [client.get(where, asked), client.get(where, {**asked, "format": "csv"})]
            codes = {one.status_code for one in answers}
            if not holds(who, pattern):
                fine = codes == {403}
            elif whose in SEES[who] or public:
                fine = codes <= {200, 400, 404}  # 400: a format, or a row, that it has not
                found |= {(model, whose)} if answers[0].status_code == 200 else set()
            elif model is not None:
                fine = answers[0].status_code == 404 and codes <= {400, 404}
            else:
                fine = codes <= {200, 400, 404}
            told = [] if public else [
                mark for one in answers for mark in words.told_in(told_by(one), but=str(asked))
            ]  # fmt: skip
            if not fine or told:
                wrong[where, whose] = (codes, told)
    assert not wrong
    models = {model_of(pattern) for pattern in urlpatterns} - {None, *NOT_ANSWERED, Call}
    own = {(model, whose) for model in models for whose in {A, B} & SEES[who]}
    assert {one for one in found if one[0] in models} == own


@pytest.mark.parametrize("who", [*HOLDERS, *PortalRole.values, "roleless", "anonymous"])
def test_nobody_writes(world, who):
    """Told that there is no such verb, or first who one is; and no table grows."""
    people = {role: user for (role, whose), user in accounts(world).items() if whose == A}
    user = world.users.get(who) or people.get(who)
    client, wrong = client_for(user) if user else APIClient(), {}
    before = high_water()
    for pattern in urlpatterns:
        for whose in (A, B):
            where = address(world, pattern, whose)
            for method in WRITES:
                response = getattr(client, method)(where, {"name": MARK}, format="json")
                expected = {405} if user or pattern.name in PUBLIC else {401}
                if user and pattern.name in ZONES_OWN:
                    expected = {404, 405}
                if response.status_code not in expected:
                    wrong[method, where] = response.status_code
    assert not wrong
    assert high_water() == before


@pytest.mark.parametrize("who", [*PortalRole.values, "roleless", "anonymous"])
def test_people_without_a_role_read_what_is_public(world, who):
    people = {role: user for (role, whose), user in accounts(world).items() if whose == A}
    user = world.users.get(who) or people.get(who)
    client, wrong = client_for(user) if user else APIClient(), {}
    for pattern in urlpatterns:
        public = pattern.name in PUBLIC
        for whose in (A, B):
            where, asked = address(world, pattern, whose), query_of(world, pattern, whose)
            for method in READS:
                code = getattr(client, method)(where, asked).status_code
                refused = 403 if user else 401
                if not (code in {200, 204, 404, 400} if public else code == refused):
                    wrong[method, where] = code
    assert not wrong


@pytest.mark.parametrize("scope", sorted(READING))
@pytest.mark.parametrize("who", ["zone", "manager_a"])
def test_a_scope_opens_what_declares_it(walked, who, scope):
    """With a token that names one scope: those addresses of its owner's, and no others."""
    client, wrong = client_for(walked.users[who], [scope.value]), {}
    for pattern in urlpatterns:
        if pattern.name in PUBLIC:
            continue
        needed = pattern.callback.cls.required["GET"]
        where = address(walked, pattern, A)
        # By the place of a stay companies are found with the right to read stays alone.
        asked = {} if pattern.name == "companies" else query_of(walked, pattern, A)
        code = client.get(where, asked).status_code
        opens = needed == scope and holds(who, pattern)
        if (code == 403) == opens or code >= 500:
            wrong[where] = code
    assert not wrong


def test_a_token_for_one_incubator_tells_of_no_other(walked):
    """The zone office's own, narrowed: as blind as that incubator's manager."""
    client = client_for(walked.users["zone"], incubator=walked.a)
    words, wrong = words_for(walked, "manager_a"), {}
    for pattern in urlpatterns:
        if pattern.name in PUBLIC:
            continue
        where, asked = address(walked, pattern, B), query_of(walked, pattern, B)
        response = client.get(where, asked)
        told = words.told_in(told_by(response), but=str(asked))
        if (
            told
            or response.status_code >= 500
            or (model_of(pattern) and response.status_code != 404)
        ):
            wrong[where] = (response.status_code, told)
    assert not wrong


def test_the_walk_can_fail(walked):
    """Whoever is of both incubators is told the words that the walk looks for."""
    user = MembershipFactory(incubator=walked.a).user
    MembershipFactory(user=user, incubator=walked.b)
    response = client_for(user).get(reverse("v1:companies"))

    assert MARK in told_by(response)
    assert walked.of(Application, B).name in words_for(walked, "manager_a").marks
