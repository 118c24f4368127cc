"""The front page: public, small, without anything from elsewhere."""

import datetime
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from incubator.statistics.models import ComputationRun, YearlyTotal
from tests.core.files.samples import picture
from tests.factories import (
    CallFactory,
    CitationFactory,
    CompanyFactory,
    DocumentFactory,
    IncubatorFactory,
)

AT = datetime.datetime(2008, 3, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize("count", [1, 3])
def test_front_page_needs_no_login_and_few_queries(client, django_assert_num_queries, db, count):
    for _each in range(count):
        CallFactory()

    with django_assert_num_queries(5):
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


def figures(year: int, **values: int) -> None:
    """As the worker would have computed them, for the zone."""
    run = ComputationRun.objects.create(
        year=year, state="succeeded", trigger="admin", requested_at=AT, started_at=AT,
        finished_at=AT, progress=100,
    )  # fmt: skip
    for indicator, value in values.items():
        YearlyTotal.objects.create(
            run=run, year=year, indicator=indicator, counted=value, value=value
        )


def test_chart_shows_what_was_computed_up_to_the_newest_published_year(
    client, db, django_assert_num_queries
):
    figures(2006, entered=105, graduated=60)
    figures(2007, entered=210, graduated=30, cumulative_incubated=1700)
    figures(2008, entered=7_654_321)
    CitationFactory(document=DocumentFactory(), incubator=None, indicator="entered", year=2007)

    with django_assert_num_queries(6):
        page = client.get("/").text

    rows = re.findall(r"<tr><th scope=\"row\">(\d+)</th>(.*?)</tr>", page)
    assert [
        (year, re.findall(r"<span>([^<]*)</span>.*?rect width=\"(\d+)%", bars))
        for year, bars in rows
    ] == [
        ("2006", [("105", "50"), ("60", "29")]),
        ("2007", [("210", "100"), ("30", "14"), ("1,700", "100")]),
    ]
    assert "7,654,321" not in page
    CitationFactory(document=DocumentFactory(), incubator=None, indicator="entered", year=2008)
    cache.clear()
    assert "7,654,321" in client.get("/").text


def test_generated_companies_are_said_to_be_generated(client, db):
    figures(2007, entered=1)
    CitationFactory(document=DocumentFactory(), incubator=None, indicator="entered", year=2007)
    assert "演示环境" not in client.get("/").text

    CompanyFactory(is_generated=True)

    assert "演示环境" in client.get("/").text


def test_incubator_is_shown_as_its_operator_wrote_it(client, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    IncubatorFactory(
        code="a", name="甲孵化器", name_en="Incubator A", introduction="<b>水边</b>",
        address="江边1号",
        map_url="https://map.example.test/a", photo=SimpleUploadedFile("a.png", picture("PNG")),
    )  # fmt: skip

    page = client.get("/").text
    shown = client.get("/incubators/a/photo/")

    assert "&lt;b&gt;水边&lt;/b&gt;" in page
    assert "江边1号" in page
    assert 'href="https://map.example.test/a"' in page
    assert '<img class="photo" src="/incubators/a/photo/?v=' in page
    assert b"".join(shown.streaming_content) == picture("PNG")
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    client.cookies["language"] = "en"
    assert "Incubator A" in client.get("/", headers={"accept-language": "en"}).text


def test_incubator_without_a_photo_has_none(client, db):
    IncubatorFactory(code="a")

    assert client.get("/incubators/a/photo/").status_code == 404
    assert client.get("/incubators/none/photo/").status_code == 404


def test_photo_is_believed_by_its_content(admin_client, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    incubator = IncubatorFactory()
    form = {
        "name": "甲", "name_en": "", "kind": "incubator", "focus": "comprehensive", "field": "",
        "sponsor": "government", "planned_year": "", "opened_on": "1999-01-01", "closed_on": "",
        "note": "", "introduction": "", "introduction_en": "", "address": "",
        "phases-TOTAL_FORMS": 0, "phases-INITIAL_FORMS": 0,
    }  # fmt: skip
    address = f"/admin/institutions/incubator/{incubator.pk}/change/"

    refused = admin_client.post(
        address,
        form
        | {
            "map_url": "javascript:alert(1)",
            "photo": SimpleUploadedFile("a.png", b"<svg onload='alert(1)'/>"),
        },
    )
    errors = refused.context["adminform"].form.errors.as_data()
    assert errors["photo"][0].code == "file_kind"
    assert "map_url" in errors

    admin_client.post(address, form | {"photo": SimpleUploadedFile("a.exe", picture("PNG"))})
    incubator.refresh_from_db()
    assert incubator.photo.name.endswith(".png")


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
    assert "script>" not in re.sub(r"<script src=[^>]*></script>", "", response.text)
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
