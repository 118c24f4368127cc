"""Who may ask what: every route of the API, for every role and kind of token."""

import contextlib

import pytest
from django.db import connection
from django.urls import URLPattern, get_resolver, reverse
from rest_framework.test import APIClient

from incubator.accounts.api_permissions import DeclaredPermission, Public
from incubator.accounts.models import AccessToken
from incubator.accounts.permissions import Permission
from incubator.api.urls import urlpatterns
from incubator.core.api.views import ApiView
from tests.api.conftest import API

NAMES = [pattern.name for pattern in urlpatterns]
PUBLIC = {"schema", "docs", "calls", "call", "public-figures"}
BEHIND = {
    "units-behind": "area_to_let",
    "buildings-behind": "area_total",
    "construction-behind": "accelerator_planned",
    "mentors-behind": "mentors_in_office",
    "sessions-behind": "sessions",
}
STATED = {
    "returns-behind": "revenue", "graduates-behind": "followed", "stakes-behind": "fund_cases",
    "staff-behind": "institution_staff", "funds-behind": "fund",
    "accounts-behind": "institution_income",
}  # fmt: skip
# Of the whole zone alone.
SIGNALS = {"signals", "signal"}
FLOWS = {"reconciliation", "reconciliation-behind"}
STATISTICS = {
    "years", "year", "facts", "series", "recognition", "targets", *FLOWS, *SIGNALS, *BEHIND,
    *STATED,
}  # fmt: skip
PERIOD = "&from=2007-01-01&to=2007-12-31"
PUBLISHED = {"snapshots", "snapshot", "bundle"}
DATA = [name for name in NAMES if name not in PUBLIC]
# What everybody who may read something may read of the zone's two incubators.
EVERYTHING = {"alpha", "beta"}
REACH = {
    "zone": EVERYTHING,
    "auditor": EVERYTHING,
    "superuser": EVERYTHING,
    "manager of alpha": {"alpha"},
    "staff of alpha": {"alpha"},
    "manager of beta": {"beta"},
    "manager of both": EVERYTHING,
    "zone, token for alpha": {"alpha"},
}
NOTHING = ["former manager", "no role", "alpha, token for beta", "zone, other scope"]


def view_of(pattern: URLPattern) -> type:
    return pattern.callback.cls


def api_patterns() -> list[URLPattern]:
    """Every pattern below /api/, whoever brings it."""
    (api,) = [p for p in get_resolver().url_patterns if str(p.pattern).startswith("api/")]
    return list(api.url_patterns)


OPEN_TO_ALL = ("public-figures", "schema", "docs")


def address(name: str, zone, incubator: str = "alpha") -> str:
    """An address that exists, about one incubator."""
    known = {
        **_figures(zone, incubator), **_register(zone, incubator), **_cases(zone, incubator),
        **{open_to_all: reverse(f"v1:{open_to_all}") for open_to_all in OPEN_TO_ALL},
    }  # fmt: skip
    return known[name]


def _figures(zone, incubator: str) -> dict[str, str]:
    query = f"?incubator={incubator}"
    return {
        "years": reverse("v1:years"),
        "year": reverse("v1:year", args=["2007"]) + query,
        "facts": reverse("v1:facts", args=["2007", "entered"]) + query,
        **{
            behind: reverse(f"v1:{behind}", args=["2007", code]) + query
            for behind, code in (BEHIND | STATED).items()
        },
        "series": reverse("v1:series") + query + "&indicator=entered&from=2007&to=2007",
        "signals": reverse("v1:signals", args=["2007"]),
        "signal": reverse("v1:signal", args=["2007", "december_entries"]),
        "targets": reverse("v1:targets") + query + "&year=2007",
        "reconciliation": reverse("v1:reconciliation") + query + PERIOD,
        "reconciliation-behind": (
            reverse("v1:reconciliation-behind") + query + PERIOD + "&line=entered"
        ),
        "snapshots": reverse("v1:snapshots"),
        "snapshot": reverse("v1:snapshot", args=[zone.snapshot().pk]) + query,
        "bundle": reverse("v1:bundle", args=[zone.snapshot().pk]),
    }


def _register(zone, incubator: str) -> dict[str, str]:
    place = getattr(zone, incubator)
    company = zone.newcomer if incubator == "alpha" else zone.of_beta
    lease = zone.leases[place.pk]
    unit = lease.leased_units.get().unit
    return {
        "incubators": reverse("v1:incubators"),
        "incubator": reverse("v1:incubator", args=[place.pk]),
        "recognition": reverse("v1:recognition", args=[place.pk]),
        "companies": reverse("v1:companies"),
        "company": reverse("v1:company", args=[company.pk]),
        "residences": reverse("v1:residences"),
        "residence": reverse("v1:residence", args=[zone.stay(company, place).pk]),
        "graduations": reverse("v1:graduations"),
        "graduation": reverse("v1:graduation", args=[zone.review(place).pk]),
        "buildings": reverse("v1:buildings"),
        "building": reverse("v1:building", args=[unit.building_id]),
        "units": reverse("v1:units"),
        "unit": reverse("v1:unit", args=[unit.pk]),
        "leases": reverse("v1:leases"),
        "lease": reverse("v1:lease", args=[lease.pk]),
        "occupancy": reverse("v1:occupancy"),
        "mentors": reverse("v1:mentors"),
        "mentor": reverse("v1:mentor", args=[zone.session(place).mentor_id]),
        "assignments": reverse("v1:assignments"),
        "assignment": reverse("v1:assignment", args=[zone.session(place).assignment_id]),
        "sessions": reverse("v1:sessions"),
        "session": reverse("v1:session", args=[zone.session(place).pk]),
    }


def _cases(zone, incubator: str) -> dict[str, str]:
    place = getattr(zone, incubator)
    return {
        "calls": reverse("v1:calls"),
        "call": reverse("v1:call", args=[zone.application(place).call_id]),
        "applications": reverse("v1:applications"),
        "funnel": reverse("v1:funnel"),
        "reviews": reverse("v1:reviews"),
        "review": reverse("v1:review", args=[zone.reviewed(place).pk]),
        "decisions": reverse("v1:decisions"),
        "decision": reverse("v1:decision", args=[zone.decision(place).pk]),
        "application": reverse("v1:application", args=[zone.application(place).pk]),
        "returns": reverse("v1:returns"),
        "return": reverse("v1:return", args=[zone.report(place).pk]),
    }


def test_every_route_declares_who_may():
    assert api_patterns() == urlpatterns
    for pattern in api_patterns():
        view = view_of(pattern)
        assert issubclass(view, ApiView), pattern
        if pattern.name in PUBLIC:
            assert view.permission_classes == [Public], pattern
            assert not view.required, pattern
        else:
            assert view.permission_classes == [DeclaredPermission], pattern
            assert set(view.required) == {"GET"}, pattern
            assert isinstance(view.required["GET"], Permission), pattern


@pytest.mark.parametrize("name", DATA)
def test_anonymous_is_asked_to_sign_in(zone, refused, name):
    for method in ("get", "head", "options", "post", "put", "patch", "delete"):
        response = getattr(APIClient(), method)(address(name, zone))
        assert response.status_code == 401, method
        assert response.headers["WWW-Authenticate"] == "Token"

    response = APIClient().get(address(name, zone) + "?nonsense=1&format=pdf")
    assert refused(response, 401) == "not_authenticated"


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_is_public(zone, name):
    assert APIClient().get(address(name, zone)).status_code == 200


@pytest.mark.parametrize("name", DATA)
def test_without_permission_nothing_is_answered(clients, zone, refused, name):
    for who in NOTHING:
        response = clients[who].get(address(name, zone))
        assert refused(response, 403) == "not_allowed", who


@pytest.mark.parametrize("incubator", ["alpha", "beta"])
@pytest.mark.parametrize(
    "name",
    [
        *sorted(STATISTICS - {"years", *SIGNALS, *BEHIND, *STATED}),
        "snapshot",
        "company",
        "residence",
        "building",
        "unit",
        "lease",
        "application",
        "review",
        "decision",
        "mentor",
        "assignment",
        "session",
        "return",
        "graduation",
    ],
)
def test_each_reads_within_its_reach(clients, zone, refused, name, incubator):
    for who, reach in REACH.items():
        response = clients[who].get(address(name, zone, incubator))
        if incubator in reach:
            assert response.status_code == 200, who
        else:
            assert refused(response, 404) == "not_found", who


@pytest.mark.parametrize("who", REACH)
def test_lists_hold_what_is_in_reach(clients, zone, who):
    def listed(path, key):
        return {row[key] for row in clients[who].get(API + path).json()["results"]}

    reach = REACH[who]
    everywhere = who in {"zone", "auditor", "superuser"}
    codes = reach | {"accelerator"} if everywhere else reach
    names = {
        "alpha": {"毕业公司", "肄业公司", "两地公司", "新来公司"},
        "beta": {"两地公司", "乙家公司"},
    }
    assert listed("incubators/", "code") == codes
    assert listed("residences/", "incubator") == reach
    assert listed("companies/", "name") == set().union(*(names[code] for code in reach))


@pytest.mark.parametrize(
    "name",
    [
        "incubator",
        "company",
        "residence",
        "building",
        "unit",
        "lease",
        "application",
        "review",
        "decision",
        "mentor",
        "assignment",
        "session",
        "return",
        "graduation",
    ],
)
def test_foreign_row_answers_like_a_missing_one(clients, zone, name):
    missing = reverse(f"v1:{name}", args=[999_999])
    for who in ("manager of alpha", "zone, token for alpha"):
        foreign = clients[who].get(address(name, zone, "beta"))
        assert foreign.status_code == 404
        assert foreign.content == clients[who].get(missing).content


def test_missing_scope_is_named(zone, api_as, zone_user, refused):
    client = api_as(zone_user, scopes=["companies:read"])

    response = client.get(f"{API}statistics/2007/", HTTP_ACCEPT_LANGUAGE="en")

    assert refused(response, 403) == "not_allowed"
    assert "“statistics:read”" in response.json()["detail"]


@pytest.mark.parametrize(
    ("scope", "open_to"),
    [
        ("statistics:read", STATISTICS | PUBLISHED),
        ("companies:read", {"companies", "company"}),
        ("residences:read", {"residences", "residence", "graduations", "graduation"}),
        ("incubators:read", {"incubators", "incubator"}),
        ("units:read", {"buildings", "building", "units", "unit", "occupancy"}),
        ("leases:read", {"leases", "lease"}),
        ("applications:read", {"applications", "application", "funnel"}),
        ("reviews:read", {"reviews", "review"}),
        ("decisions:read", {"decisions", "decision"}),
        ("mentors:read", {"mentors", "mentor", "assignments", "assignment"}),
        ("sessions:read", {"sessions", "session"}),
        ("returns:read", {"returns", "return"}),
        ("statistics:write", set()),
    ],
)
def test_scope_opens_its_routes_only(zone, api_as, zone_user, scope, open_to):
    client = api_as(zone_user, scopes=[scope])

    answers = {name: client.get(address(name, zone)).status_code for name in DATA}

    # Figures are stated where anything is on file (test_space.py): here an open route has none.
    opened = {name: 404 if name in BEHIND | STATED else 200 for name in open_to}
    assert answers == dict.fromkeys(DATA, 403) | opened


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Token 0123456789abcdef", "invalid_token"),
        ("Token", "invalid_token"),
        ("Token a b", "invalid_token"),
        ("Token \x00\xff\x80", "invalid_token"),
        ("Token " + "f" * 10_000, "invalid_token"),
        ("Bearer 0123456789abcdef", "invalid_token"),
        ("Basic dXNlcjpwYXNz", "invalid_token"),
        ("", "not_authenticated"),
    ],
)
def test_wrong_token(zone, refused, header, code):
    response = APIClient().get(f"{API}statistics/2007/", HTTP_AUTHORIZATION=header)

    assert refused(response, 401) == code
    assert response.headers["WWW-Authenticate"] == "Token"


def test_token_of_another_letter_case_is_another_token(zone, refused, token_of, zone_user):
    key = token_of(zone_user)

    response = APIClient().get(
        f"{API}statistics/", HTTP_AUTHORIZATION=f"Token {key[:20]}{key[20:].upper()}"
    )

    assert refused(response, 401) == "invalid_token"


def test_expired_token(zone, refused, token_of, zone_user):
    client = APIClient(HTTP_AUTHORIZATION=f"Token {token_of(zone_user, days=-1)}")

    assert refused(client.get(f"{API}statistics/2007/"), 401) == "expired_token"
    assert AccessToken.objects.count() == 1


def test_token_ends_with_its_owner(zone, refused, api_as, zone_user):
    client = api_as(zone_user)
    zone_user.is_active = False
    zone_user.save()

    assert refused(client.get(f"{API}statistics/2007/"), 401) == "invalid_token"


def test_session_of_the_admin_opens_nothing(zone, refused, browser_as, zone_user):
    response = browser_as(zone_user).get(f"{API}statistics/2007/")

    assert refused(response, 401) == "not_authenticated"


@contextlib.contextmanager
def writing_refused():
    """Fails at the first statement that would write."""

    def guard(execute, sql, params, many, context):
        verb = sql.lstrip(" (").split(None, 1)[0].upper()
        assert verb in {"SELECT", "DECLARE", "FETCH", "CLOSE"}, sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(guard):
        yield


@pytest.mark.parametrize("name", NAMES)
def test_reading_never_writes(clients, zone, name):
    addresses = [address(name, zone)]
    if name in STATISTICS:
        mark = "&" if "?" in addresses[0] else "?"
        addresses += [f"{addresses[0]}{mark}format={form}" for form in ("csv", "xlsx")]

    with writing_refused():
        for who in ("zone", "manager of alpha", "zone, other scope", "anonymous"):
            for where in addresses:
                for method in ("get", "head", "options"):
                    response = getattr(clients[who], method)(where)
                    assert response.status_code < 500
                    if response.streaming:
                        b"".join(response.streaming_content)


@pytest.mark.parametrize("name", DATA)
def test_nothing_is_written_in_version_1(clients, zone, refused, name):
    for method in ("post", "put", "patch", "delete"):
        for body in ({}, {"name": "x", "is_staff": True, "status": "graduated"}):
            response = getattr(clients["superuser"], method)(
                address(name, zone), body, format="json"
            )
            assert refused(response, 405) == "method_not_allowed"
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
