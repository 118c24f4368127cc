"""One shape for every refusal, whoever raises it, in the reader's language."""

import pytest
from django.test import Client, RequestFactory
from django.urls import path
from rest_framework.response import Response
from rest_framework.test import APIClient

from incubator.accounts.api_permissions import Public
from incubator.core.api.errors import bad_request, permission_denied, server_error
from incubator.core.api.views import ApiView
from incubator.core.errors import RuleViolation
from incubator.urls import handler400, handler403, handler404, handler500, urlpatterns
from tests.api.conftest import API


class Echo(ApiView):
    """Gives back what it was sent, or breaks."""

    permission_classes = [Public]
    authentication_classes = []

    def get(self, request) -> Response:
        raise ZeroDivisionError

    def post(self, request) -> Response:
        return Response(request.data)

    def put(self, request) -> Response:
        raise RuleViolation("no_move", "No %(what)s.", field="move", status=409, what="move")


class Undeclared(ApiView):
    """Forgot to say who may."""

    def get(self, request) -> Response:
        return Response({})


handlers = (handler400, handler403, handler404, handler500)
urlpatterns = [
    *urlpatterns,
    path("api/echo/", Echo.as_view()),
    path("api/undeclared/", Undeclared.as_view()),
]
more_addresses = pytest.mark.urls(__name__)


@more_addresses
def test_view_that_declares_nothing_answers_nobody(api_as, admin_user, refused):
    assert refused(api_as(admin_user).get("/api/undeclared/"), 403) == "not_allowed"


@more_addresses
def test_rule(db, refused):
    response = APIClient().put("/api/echo/")

    assert refused(response, 409) == "no_move"
    assert response.json() == {
        "code": "no_move",
        "detail": "No move.",
        "fields": {"move": ["No move."]},
    }


@more_addresses
@pytest.mark.parametrize("body", ["{", "\x00", "[1"])
def test_broken_body(db, refused, body):
    response = APIClient().post("/api/echo/", data=body, content_type="application/json")

    assert refused(response, 400) == "malformed_request"


@more_addresses
@pytest.mark.parametrize("kind", ["text/plain", "x" * 300])
def test_body_of_another_kind(db, refused, kind):
    response = APIClient().post("/api/echo/", data="a", content_type=kind)

    assert refused(response, 415) == "unsupported_media_type"


@more_addresses
@pytest.mark.parametrize("accept", ["*/*", "text/html", "text/csv"])
def test_fault_says_nothing_of_itself(db, refused, accept):
    client = Client(raise_request_exception=False)

    response = client.get("/api/echo/", HTTP_ACCEPT="application/json", HTTP_ACCEPT_LANGUAGE="en")

    assert refused(response, 500) == "server_error"
    assert "Zero" not in response.text


@pytest.mark.parametrize(
    "where",
    [
        "nothing/",
        "companies/abc/",
        "companies/1/2/",
        "companies/-1/",
        "companies/１/",
        "statistics/2007/entered/",
        "%FF%FE/",
        "%00/",
        "..%2f..%2fetc/",
    ],
)
def test_address_that_is_none(db, refused, where):
    response = APIClient().get(API + where, HTTP_ACCEPT_LANGUAGE="en")

    assert refused(response, 404) == "not_found"
    assert response.json()["detail"] == "There is nothing at this address."


@pytest.mark.parametrize("pk", [0, 2**31, 2**63, 2**64, 10**30, "9" * 4000])
@pytest.mark.parametrize("where", ["companies", "residences", "incubators"])
def test_number_that_is_no_row(as_zone, refused, where, pk):
    assert refused(as_zone.get(f"{API}{where}/{pk}/"), 404) == "not_found"


def test_other_pages_keep_their_own_errors(db):
    response = Client().get("/nothing/")

    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("handler", "status", "code"),
    [(bad_request, 400, "malformed_request"), (permission_denied, 403, "not_allowed")],
)
def test_what_django_refuses(refused, handler, status, code):
    assert refused(json_of(handler(RequestFactory().get(API), ValueError())), status) == code
    page = handler(RequestFactory().get("/admin/"), ValueError())
    assert (page.status_code, page.headers["Content-Type"]) == (status, "text/html; charset=utf-8")


def test_fault_outside_of_the_api_is_a_page():
    page = server_error(RequestFactory().get("/admin/"))

    assert (page.status_code, page.headers["Content-Type"]) == (500, "text/html; charset=utf-8")


def json_of(response):
    import json

    response.json = lambda: json.loads(response.content)
    return response


@pytest.mark.parametrize("accept", ["text/html", "image/png", "application/xml"])
def test_media_type_that_cannot_be_had(as_zone, refused, accept):
    response = as_zone.get(f"{API}statistics/2007/", HTTP_ACCEPT=accept)

    assert refused(response, 406) == "not_acceptable"


@pytest.mark.parametrize("accept", [";;;", "/", "*", "a/b;q=x", ", ,", "*/*;" + "p=1;" * 500])
def test_garbage_in_the_accept_header(as_zone, accept):
    assert as_zone.get(f"{API}companies/", HTTP_ACCEPT=accept).status_code in {200, 406}


def test_error_is_json_where_a_table_was_asked_for(as_zone, refused):
    assert refused(as_zone.get(f"{API}statistics/1999/?format=csv"), 404) == "no_figures"
    assert refused(
        as_zone.get(f"{API}statistics/1999/", HTTP_ACCEPT="text/csv"), 404
    ) == "no_figures"  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Authentication credentials were not provided."), ("zh-CN", "身份认证信息未提供。")],
)
def test_sentence_follows_the_reader(db, language, words):
    response = APIClient().get(f"{API}companies/", HTTP_ACCEPT_LANGUAGE=language)

    assert response.json()["detail"] == words


def test_headers_of_every_answer(as_zone):
    for where in ("statistics/2007/", "companies/", "companies/0/", "companies/?x=1"):
        headers = as_zone.get(API + where).headers
        assert headers["Cache-Control"] == "private, no-cache"
        assert {"Authorization", "Accept-Language"} <= set(headers["Vary"].split(", "))
        assert headers["X-Content-Type-Options"] == "nosniff"
