"""The front page: public, small, without anything from elsewhere."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories import CallFactory, CitationFactory, DocumentFactory


@pytest.mark.parametrize("count", [1, 3])
def test_front_page_needs_no_login_and_few_queries(client, django_assert_num_queries, db, count):
    for _each in range(count):
        CallFactory()

    with django_assert_num_queries(4):
        response = client.get("/")

    assert response.status_code == 200
    assert response.text.count('href="/calls/call-') == count


def test_front_page_is_the_same_for_everybody(client, zone_user):
    first = client.get("/")
    client.force_login(zone_user)

    assert client.get("/").content == first.content
    assert "Cookie" not in first.get("Vary", "")


def test_public_pages_are_kept_for_a_minute(client, db, settings):
    # The seconds are fixed when the pages are loaded: here only that nothing is kept in tests.
    assert settings.PUBLIC_CACHE_SECONDS == 0
    assert "max-age=0" in client.get("/")["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_front_page_is_only_read(client, method, db):
    assert getattr(client, method)("/").status_code == 405


def test_everything_it_loads_is_here(client, db):
    page = client.get("/").text

    loaded = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"', page)
    assert loaded
    for address in loaded:
        assert finders.find(address.removeprefix("/static/")), address


def test_what_it_may_load(client, db):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert policy == (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_language_is_chosen_on_the_page(client, language, db):
    response = client.post("/i18n/setlang/", {"language": language, "next": "/"}, follow=True)

    assert f'<html lang="{language}">' in response.text


def test_only_printed_figures_are_shown(client, db):
    """What is computed is not published yet; what a document states is."""
    assert not re.search(r"\d", re.sub(r"<[^>]+>", " ", client.get("/").text).replace("404", ""))
    document = DocumentFactory()
    CitationFactory(document=document, incubator=None, indicator="graduated", printed="30余家")

    assert "30余家" in client.get("/").text


@pytest.mark.parametrize("path", ["/nothing/here", "/%3Cscript%3E", "/static/../etc"])
def test_missing_page_says_so_and_repeats_nothing(admin_client, path):
    response = admin_client.get(path)

    assert response.status_code == 404
    assert "portal.css" in response.text
    assert "script" not in response.text
    assert "nothing/here" not in response.text


def test_refused_page_says_so(client, zone_user):
    client.force_login(zone_user)

    response = client.get("/admin/accounts/user/")

    assert response.status_code == 403
    assert "portal.css" in response.text


def test_address_that_cannot_be_read_is_answered_in_the_readers_language(admin_user, browser_as):
    response = browser_as(admin_user).get("/admin/companies/company/?nonsense=1")

    assert response.status_code == 400
    assert "无法识别该地址" in response.text


def test_page_from_before_signing_in_anew_says_what_to_do(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    response = client.post("/admin/companies/company/add/", {"name": "甲"})

    assert response.status_code == 403
    assert "页面已过期" in response.text
