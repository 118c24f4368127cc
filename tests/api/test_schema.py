"""The schema says what the API does: checked by hand and by schemathesis."""

import json

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from rest_framework.test import APIClient
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from incubator.api.urls import urlpatterns
from tests.api.conftest import API

REQUESTS = 30  # of each kind to each address
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
REFUSALS = {"400", "401", "403", "404", "405", "406", "429"}


@pytest.fixture(scope="module")
def schema() -> dict:
    """OpenAPI as it is served."""
    from drf_spectacular.generators import SchemaGenerator

    return json.loads(json.dumps(SchemaGenerator().get_schema(public=True), default=str))


def test_is_valid_and_made_without_a_warning(tmp_path):
    call_command(
        "spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml")
    )


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("", "application/vnd.oai.openapi"),
        ("?format=json", "application/vnd.oai.openapi+json"),
        ("?lang=en", "application/vnd.oai.openapi"),
    ],
)
def test_served(db, query, kind):
    response = APIClient().get(f"{API}schema/{query}")

    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith(kind)


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("schema/?lang=xx", "invalid_choice"),
        ("schema/?format=csv", "unknown_format"),
        ("docs/?lang=../../etc", "invalid_choice"),
        ("docs/?url=//evil.test", "unknown_parameter"),
    ],
)
def test_public_pages_are_strict_too(db, refused, where, code):
    assert refused(APIClient().get(API + where), 400) == code


def test_page_runs_only_our_own_scripts(db):
    page = APIClient().get(f"{API}docs/")
    script = APIClient().get(f"{API}docs/?script=")

    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src" not in policy
    assert page.text.count("<script") == page.text.count("<script src=") == 3
    assert "//" not in page.text.replace("/static/", "").split("<body>")[1]
    assert script.headers["Content-Type"].startswith("application/javascript")


def test_every_address_of_data_is_described(schema):
    names = {pattern.name for pattern in urlpatterns} - {"schema", "docs"}

    assert len(schema["paths"]) == len(names)


def test_every_operation_tells_how_it_refuses(schema):
    for address, operations in schema["paths"].items():
        assert list(operations) == ["get"], address
        operation = operations["get"]
        assert set(operation["responses"]) >= REFUSALS | {"200"}, address
        public = address.startswith(("/api/v1/calls/", "/api/v1/public/"))
        assert operation.get("security", []) == ([] if public else [{"token": []}]), address
        assert operation["summary"], address
        for status in REFUSALS:
            content = operation["responses"][status]["content"]["application/json"]
            assert content == {"schema": {"$ref": "#/components/schemas/Error"}}


# What may be asked at each address.
PARAMETERS: dict[str, set[str]] = {
    "/api/v1/statistics/": {"cursor", "page_size", "format"},
    "/api/v1/statistics/series/": {
        "indicator", "from", "to", "incubator", "reading", "as_known_on", "format",
    },
    "/api/v1/statistics/targets/": {"year", "incubator", "as_known_on", "format"},
    "/api/v1/statistics/reconciliation/": {"from", "to", "incubator", "as_known_on", "format"},
    "/api/v1/statistics/reconciliation/companies/": {
        "from", "to", "incubator", "line", "reason", "as_known_on", "cursor", "page_size", "format",
    },
    "/api/v1/statistics/{year}/": {"incubator", "by", "as_known_on", "snapshot", "format"},
    "/api/v1/public/figures/": {"year", "format"},
    "/api/v1/snapshots/": {"year", "cursor", "page_size", "ordering"},
    "/api/v1/snapshots/{id}/": {"incubator"},
    "/api/v1/snapshots/{id}/bundle/": set(),
    **{
        f"/api/v1/statistics/{{year}}/{{indicator}}/{kind}/": {
            "incubator", "part", "as_known_on", "snapshot", "cursor", "page_size", "format",
        }
        for kind in ("companies", "mentors", "sessions", "funds")
    },
    **{
        f"/api/v1/statistics/{{year}}/{{indicator}}/{kind}/": {
            "incubator", "as_known_on", "snapshot", "cursor", "page_size", "format",
        }
        for kind in (
            "units", "buildings", "construction", "graduates", "returns", "stakes", "staff",
            "accounts",
        )
    },
    "/api/v1/signals/{year}/": {"as_known_on"},
    "/api/v1/signals/{year}/{signal}/": {"as_known_on", "cursor", "page_size"},
    "/api/v1/incubators/": {
        "code", "kind", "focus", "field", "programme", "cursor", "page_size", "ordering",
    },
    "/api/v1/incubators/{id}/": set(),
    "/api/v1/incubators/{id}/recognition/": {"rulebook", "remote", "on", "as_known_on"},
    "/api/v1/companies/": {
        "q", "unified_code", "field", "incubator", "in_incubation_on", "cursor", "page_size",
        "ordering",
    },
    "/api/v1/companies/{id}/": set(),
    "/api/v1/residences/": {
        "incubator", "company", "programme", "exit_reason", "open_on", "admitted_from",
        "admitted_to", "left_from", "left_to", "cursor", "page_size", "ordering",
    },
    "/api/v1/residences/{id}/": set(),
    "/api/v1/calls/": {
        "incubator", "kind", "standing", "cursor", "page_size", "ordering",
    },
    "/api/v1/calls/{id}/": set(),
    "/api/v1/applications/": {
        "call", "incubator", "state", "reached", "field", "submitted_from", "submitted_to",
        "cursor", "page_size", "ordering",
    },
    "/api/v1/applications/funnel/": {"by", "year", "call", "incubator", "format"},
    "/api/v1/applications/{id}/": set(),
    "/api/v1/reviews/": {
        "call", "incubator", "application", "stage", "state", "cursor", "page_size", "ordering",
    },
    "/api/v1/reviews/{id}/": set(),
    "/api/v1/decisions/": {
        "call", "incubator", "application", "outcome", "in_force", "cursor", "page_size",
        "ordering",
    },
    "/api/v1/decisions/{id}/": set(),
    "/api/v1/mentors/": {
        "q", "kind", "tier", "field", "incubator", "in_office_on", "cursor", "page_size",
        "ordering",
    },
    "/api/v1/mentors/{id}/": set(),
    "/api/v1/assignments/": {
        "incubator", "mentor", "company", "state", "active_on", "cursor", "page_size",
        "ordering",
    },
    "/api/v1/assignments/{id}/": set(),
    "/api/v1/sessions/": {
        "incubator", "mentor", "company", "state", "since", "until", "cursor", "page_size",
        "ordering",
    },
    "/api/v1/sessions/{id}/": set(),
    "/api/v1/graduation-reviews/": {
        "incubator", "company", "state", "closed_from", "closed_to", "cursor", "page_size",
        "ordering",
    },
    "/api/v1/graduation-reviews/{id}/": set(),
    "/api/v1/returns/": {
        "form", "incubator", "company", "year", "state", "in_force", "ends_from", "ends_to",
        "cursor", "page_size", "ordering",
    },
    "/api/v1/returns/{id}/": set(),
    "/api/v1/buildings/": {
        "incubator", "tenure", "in_use_on", "cursor", "page_size", "ordering",
    },
    "/api/v1/buildings/{id}/": set(),
    "/api/v1/units/": {
        "incubator", "building", "use", "kind", "on", "vacant_on", "cursor", "page_size",
        "ordering",
    },
    "/api/v1/units/{id}/": set(),
    "/api/v1/leases/": {
        "incubator", "company", "price_class", "running_on", "ending_within", "cursor",
        "page_size", "ordering",
    },
    "/api/v1/leases/{id}/": set(),
    "/api/v1/occupancy/": {"on", "by", "incubator", "as_known_on", "format"},
}  # fmt: skip


def test_every_parameter_is_described(schema):
    described = {
        address: {p["name"] for p in operations["get"].get("parameters", []) if p["in"] == "query"}
        for address, operations in schema["paths"].items()
    }

    assert described == PARAMETERS


@pytest.fixture
def one_connection():
    """Requests through WSGI would close the connection that the test's rows are in."""
    around = (request_started, request_finished)
    for signal in around:
        signal.disconnect(close_old_connections)
    yield
    for signal in around:
        signal.connect(close_old_connections)


@pytest.fixture
def described(one_connection):
    """The API as schemathesis reads it, asked through the real WSGI application."""
    return schemathesis.openapi.from_wsgi(f"{API}schema/?format=json", get_wsgi_application())


@pytest.fixture
def signed_in(zone, token_of, zone_user) -> dict[str, str]:
    """The headers of the zone office."""
    return {"Authorization": f"Token {token_of(zone_user)}"}


@pytest.mark.parametrize(
    ("where", "asked"),
    [
        ("statistics/", {}),
        # Nothing was computed before 2006, so there is nothing to compare it with.
        ("statistics/{year}/", {"path_parameters": {"year": 2006}}),
        (
            "statistics/{year}/",
            {"path_parameters": {"year": 2007}, "query": {"by": "incubator"}},
        ),
        (
            "statistics/{year}/{indicator}/companies/",
            {"path_parameters": {"year": 2007, "indicator": "in_incubation"}},
        ),
        ("statistics/series/", {"query": {"indicator": "entered", "from": 2003, "to": 2008}}),
        ("incubators/", {"query": {"page_size": 1}}),
        ("companies/", {"query": {"page_size": 2}}),
        ("residences/", {}),
        ("calls/", {}),
        ("applications/", {}),
        ("returns/", {}),
        ("graduation-reviews/", {}),
        ("decisions/", {}),
        ("reviews/", {}),
    ],
)
def test_answers_are_as_described(described, signed_in, where, asked):
    case = described[API + where]["get"].Case(**asked)

    response = case.call_and_validate(headers=signed_in, checks=CHECKS)

    assert response.status_code == 200


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_nothing_that_is_sent_breaks_it(described, signed_in, mode):
    """Every address with some valid and some invalid requests, the same at each run."""
    operations = [result.ok() for result in described.get_all_operations()]

    for operation in operations:

        @settings(
            max_examples=REQUESTS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            case.call_and_validate(headers=signed_in, checks=CHECKS)

        ask()

    assert len(operations) == len(urlpatterns) - 2
