"""Blind review, searched as a whole: every answer that a reviewer can get, for what is hidden.

A crawler follows every link, form and fragment from every page of the portal; files are
opened, archives unpacked. Whatever is added later is looked at as well.
"""

import html
import io
import re
import zipfile
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.urls import reverse
from rest_framework.test import APIClient

from companies import lifecycle
from companies.enums import Blind
from companies.models import Review
from incubator.api.urls import urlpatterns
from incubator.workflows.personal_export import archive_of
from tests.factories import MembershipFactory
from tests.reviewing.conftest import AT, DAY
from tests.reviewing.test_blind import CODE, HEAD, NAME, OWNER, PHONE, world
from tests.staying.conftest import mails

pytestmark = pytest.mark.django_db

# And what they are told apart by: parts of a name, and the name of its file.
SECRETS = (NAME, NAME[2:6], CODE, HEAD, OWNER, PHONE, "founder1@applicant.test")
LINKS = re.compile(r'(?:href|src|action|hx-get|data-url)="([^"#]+)')
LEADS_OUT = ("/accounts/logout", "/i18n/", "/static/", "/admin/")
MOST = 400  # a crawler that finds more has run in a circle


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    """The round of these tests runs around AT."""
    for module in ("reviewing", "reviewing_case", "joining"):
        monkeypatch.setattr(f"companies.portal.{module}.now", lambda: AT + DAY)


@pytest.fixture
def blind():
    """A case that names itself everywhere, in a stage that hides all there is to hide."""
    cache.clear()
    return world(blind=list(Blind.values))


def all_of(response) -> str:
    """Status line, headers and body as one text; what is packed in it, unpacked."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}\n{as_text(body)}"


def as_text(body: bytes) -> str:
    found = [body.decode("utf-8", "ignore"), body.decode("utf-16-le", "ignore")]
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for one in packed.namelist():
                found += [one, as_text(packed.read(one))]
    return html.unescape(unquote("\n".join(found)))


def leaks(text: str) -> list[str]:
    """The secrets that a text holds, however blanks were put into it."""
    bare = "".join(text.split())
    return [word for word in SECRETS if word in text or word in bare]


def crawled(client, *starts: str) -> dict[str, str]:
    """Every page that can be reached, by its address."""
    waiting, seen = list(starts), {}
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(LEADS_OUT):
            continue
        response = client.get(address)
        text = seen[address] = all_of(response)
        assert len(seen) < MOST
        if response.status_code in (301, 302):
            waiting.append(urlsplit(urljoin(address, response.url)).path)
        for link in LINKS.findall(text):
            found = urlsplit(urljoin(address, html.unescape(link)))
            if not found.netloc or found.netloc == "testserver":
                waiting.append(found.path + (f"?{found.query}" if found.query else ""))
    return seen


def test_no_page_or_file_that_can_be_reached_says_it(client, blind):
    application, reviewer = blind
    client.force_login(reviewer.user)
    review = Review.objects.get()
    files = [reverse("reviewing:file", args=[review.pk, one.pk])
             for one in application.attachments.all()]  # fmt: skip

    seen = crawled(client, "/", "/reviewing/", "/account/", "/account/data/", *files)

    assert reverse("reviewing:case", args=[review.pk]) in seen
    assert reverse("reviewing:stand_back", args=[review.pk]) in seen
    assert len(seen) > 15
    assert {address: found for address, text in seen.items() if (found := leaks(text))} == {}


def test_the_crawler_finds_it_where_the_stage_is_open(client):
    _application, reviewer = world(blind=[])
    client.force_login(reviewer.user)

    seen = crawled(client, "/reviewing/")

    assert {NAME, HEAD, OWNER, PHONE, CODE} <= {
        word for text in seen.values() for word in leaks(text)
    }


def test_no_answer_to_what_is_sent_says_it(client, blind):
    _application, reviewer = blind
    client.force_login(reviewer.user)
    review = Review.objects.get()
    case = reverse("reviewing:case", args=[review.pk])
    criterion = review.round.stage.rubric.criteria.first().pk
    sent = [
        (case, {"seen": "0", f"score-{criterion}": "99"}),
        (case, {"seen": "7"}),
        (f"{case}save/", {"seen": "0", f"score-{criterion}": "x"}),
        (f"{case}save/", {"seen": "0", f"score-{criterion}": "5"}),
        (f"{case}sign/", {"seen": "1"}),
        (f"{case}stand-back/", {"why": "", "reason": "?"}),
        (f"{case}stand-back/", {"why": "abstain", "reason": "不熟悉"}),
        (f"{case}stand-back/", {"why": "close", "reason": "同学"}),
    ]

    for address, data in sent:
        assert leaks(all_of(client.post(address, data, follow=True))) == [], (address, data)
    assert client.get(case).status_code == 404


@pytest.mark.parametrize("word", SECRETS)
def test_no_search_or_order_tells_it(client, blind, word):
    _application, reviewer = blind
    client.force_login(reviewer.user)
    address = reverse("reviewing:queue", args=[reviewer.pk])

    for text in (word, word[:3], word.upper()):
        assert "/reviewing/cases/" not in client.get(address, {"q": text}).text
    for order in ("name", "-name", "unified_code", "application__name"):
        assert client.get(address, {"order": order}).status_code == 404


def test_neither_mails_nor_ones_own_data_say_it(blind, django_capture_on_commit_callbacks):
    _application, reviewer = blind

    with django_capture_on_commit_callbacks() as callbacks:
        lifecycle.remind_reviewers(review_round=reviewer.round, by=None, at=AT)

    (mail,) = mails(callbacks)
    assert leaks(f"{mail['subject']} {mail['text']}") == []
    with archive_of(user=reviewer.user) as archive:
        assert leaks(as_text(archive.read())) == []


def test_the_api_says_nothing_to_a_reviewer(blind, api_as):
    application, reviewer = blind
    reviewer.user.refresh_from_db()
    for client in (
        api_as(reviewer.user, scopes=["applications:read", "reviews:read"]),
        APIClient(),
    ):
        for pattern in urlpatterns:
            values = {"pk": application.pk, "year": "2008", "indicator": "entered"}
            named = {key: values.get(key, "any") for key in pattern.pattern.converters}
            response = client.get(reverse(f"v1:{pattern.name}", kwargs=named))
            assert leaks(all_of(response)) == [], pattern.name
            assert application.receipt not in all_of(response), pattern.name


def test_nor_does_the_desk_of_another_institution(client, blind):
    """A reviewer who manages another incubator searches every list there."""
    application, reviewer = blind
    user = MembershipFactory(user=reviewer.user).user
    type(user).objects.filter(pk=user.pk).update(is_staff=True)
    client.force_login(type(user).objects.get(pk=user.pk))

    for model, pages in admin.site._registry.items():
        for query in ({}, {"q": NAME[2:6]}, {"q": application.receipt}):
            response = client.get(pages.list_address(), query)
            if response.status_code == 200:
                assert list(response.context["cl"].result_list) == [] or not query, model
            assert application.receipt not in leaks_of_list(response), model


def leaks_of_list(response) -> str:
    """The rows of a list as text, without what was asked, which stands in the field of search."""
    if response.status_code != 200:
        return ""
    rows = response.context["cl"].result_list
    return " ".join(f"{row} {getattr(row, 'receipt', '')}" for row in rows)
