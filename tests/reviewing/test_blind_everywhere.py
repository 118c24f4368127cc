"""Blind review, searched as a whole: every answer that a reviewer can get, for what is hidden.

A crawler follows every link, form and fragment from every page of the portal; files are
opened, archives unpacked. Whatever is added later is looked at as well.
"""

import html
import io
import re
import zipfile
from urllib.parse import parse_qs, quote, unquote, urlencode, urljoin, urlsplit

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.cache import cache
from django.urls import reverse
from rest_framework.test import APIClient

from companies import lifecycle
from companies.enums import Blind
from companies.models import Review, Stage
from incubator.api.urls import urlpatterns
from incubator.core.errors import RuleViolation
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


# Who hides the most: what a page of the desk says of the case, beside its secrets.
DESK = ["applications:read", "reviews:read", "decisions:read", "companies:read"]


def at_the_desk(application, reviewer):
    """The same person, as a manager of the very incubator that was applied to."""
    user = MembershipFactory(user=reviewer.user, incubator=application.incubator).user
    type(user).objects.filter(pk=user.pk).update(is_staff=True)
    return type(user).objects.get(pk=user.pk)


def desk_pages(application) -> list[str]:
    """Lists as they are and searched for what is hidden, pages without a row, the case's own."""
    found = []
    for pages in admin.site._registry.values():
        found += [
            reverse(f"admin:{pattern.name}")
            for pattern in pages.get_urls()
            if pattern.name and not pattern.pattern.converters
        ]
        if pages.search_fields:
            words = [NAME[2:6], HEAD, application.receipt]
            found += [f"{pages.list_address()}?{urlencode({'q': word})}" for word in words]
    stages = Stage.objects.filter(call=application.call_id)
    own = {"application": [application.pk], "review": Review.objects.values_list("pk", flat=True)}
    own |= {"stage": stages.values_list("pk", flat=True), "call": [application.call_id]}
    own |= {model: everything_of(model) for model in ("reviewround", "reviewer", "assignmentrun")}
    for name, keys in own.items():
        pages = admin.site.get_model_admin(apps.get_model("companies", name))
        for pattern in pages.get_urls():
            if pattern.name and "object_id" in pattern.pattern.converters:
                found += [reverse(f"admin:{pattern.name}", args=[key]) for key in keys]
    for file in application.attachments.all():
        found.append(reverse("admin:companies_application_file", args=[application.pk, file.pk]))
    return found


def everything_of(model: str):
    return apps.get_model("companies", model).objects.values_list("pk", flat=True)


def without_what_was_asked(address: str, response) -> str:
    """An answer without the word that was searched for, which stands in its own field."""
    text = all_of(response)
    query = urlsplit(address).query
    for word in parse_qs(query).get("q", []):
        text = text.replace(word, "").replace(quote(word), "")
    return text


def said_at_the_desk(client, application) -> dict[str, list[str]]:
    """What pages of the desk say of the case, by address."""
    found = {}
    for address in desk_pages(application):
        text = without_what_was_asked(address, client.get(address))
        told = [word for word in (*leaks(text), application.receipt) if word in text]
        if told:
            found[address] = told
    return found


def test_a_reviewer_of_the_office_sees_it_nowhere_at_the_desk(client, blind):
    application, reviewer = blind
    client.force_login(at_the_desk(application, reviewer))

    assert said_at_the_desk(client, application) == {}
    round_page = reverse("admin:companies_reviewround_change", args=[reviewer.round_id])
    assert 'href="/reviewing/"' in client.get(round_page).text


def test_nor_does_the_api_tell_a_reviewer_of_the_office(blind, api_as):
    application, reviewer = blind
    client = api_as(at_the_desk(application, reviewer), scopes=DESK)

    for pattern in urlpatterns:
        values = {"pk": application.pk, "year": "2008", "indicator": "entered"}
        named = {key: values.get(key, "any") for key in pattern.pattern.converters}
        address = reverse(f"v1:{pattern.name}", kwargs=named)
        for query in ({}, {"format": "csv"}, {"call": application.call.code}):
            text = all_of(client.get(address, query))
            assert leaks(text) == [], address
            assert application.receipt not in text, address


@pytest.mark.parametrize("over", ["closed", "moved on", "taken away", "open stage"])
def test_the_desk_tells_it_once_the_stage_is_over(client, over):
    application, reviewer = world(blind=[] if over == "open stage" else list(Blind.values))
    if over == "closed":
        lifecycle.close_round(review_round=reviewer.round, by=None, at=AT)
    elif over == "moved on":
        lifecycle.decide(
            application=application, seen=0, outcome="reject", said="不符", by=None, at=AT
        )
    elif over == "taken away":
        lifecycle.take_away(review=Review.objects.get(), reason="另派", by=None, at=AT)
    client.force_login(at_the_desk(application, reviewer))
    page = reverse("admin:companies_application_change", args=[application.pk])

    assert {NAME, CODE, HEAD} <= set(leaks(all_of(client.get(page))))


def test_nobody_acts_on_what_they_review_blind(blind):
    application, reviewer = blind

    with pytest.raises(RuleViolation, match="case_kept_from_you"):
        lifecycle.decide(
            application=application, seen=0, outcome="reject", said="不符", by=reviewer.user, at=AT
        )


def leaks_of_list(response) -> str:
    """The rows of a list as text, without what was asked, which stands in the field of search."""
    if response.status_code != 200:
        return ""
    rows = response.context["cl"].result_list
    return " ".join(f"{row} {getattr(row, 'receipt', '')}" for row in rows)
