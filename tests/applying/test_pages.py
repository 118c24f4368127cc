"""The pages: public ones for everybody, all others for those who take part."""

import re
import uuid

import pytest
from django.urls import get_resolver

from companies import lifecycle
from companies.enums import Right
from companies.models import Application, Collaborator
from incubator.institutions.models import Rulebook
from seeds.zone2007 import rulebooks
from tests.applying.conftest import ANSWERS, AT, upload
from tests.factories import CallFactory, CompanyFactory

pytestmark = pytest.mark.django_db


def fill(draft, step: int = 1) -> str:
    return f"/applications/{draft.key}/fill/{step}/"


def answer(draft, key: str) -> str:
    return f"/applications/{draft.key}/answers/{key}/"


@pytest.fixture
def as_founder(client, founder):
    client.force_login(founder)
    return client


def own_pages(application) -> list[str]:
    base = f"/applications/{application.key}/"
    return [
        base, f"{base}fill/1/", f"{base}check/", f"{base}withdraw/", f"{base}people/",
        f"{base}letters/1/", f"{base}files/1/",
    ]  # fmt: skip


def own_posts(application) -> list[str]:
    base = f"/applications/{application.key}/"
    return [
        f"{base}fill/1/", f"{base}answers/name/", f"{base}late/", f"{base}appeal/",
        f"{base}files/licence/add/", f"{base}files/1/remove/", f"{base}submit/",
        f"{base}withdraw/", f"{base}messages/", f"{base}people/", f"{base}people/1/remove/",
        f"{base}invitations/1/revoke/",
    ]  # fmt: skip


def test_every_address_is_in_these_lists(draft):
    """A new page has to be added above, so that the tests below look at it."""
    routes = {
        str(pattern.pattern)
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "app_name", "") == "applying"
        for pattern in resolver.url_patterns
    }
    shape = re.compile(r"<(?:\w+:)?\w+>")
    wanted = {shape.sub("*", route) for route in routes if "<uuid:key>" in route}
    listed = set()
    for address in own_pages(draft) + own_posts(draft):
        text = address.removeprefix("/").replace(str(draft.key), "*")
        text = re.sub(r"/(\d+|name|licence)/", "/*/", text)
        listed.add(text)
    assert wanted == listed


@pytest.mark.parametrize("who", ["stranger", "zone_user", "auditor", "manager", "admin_user"])
def test_other_peoples_applications_do_not_exist(client, draft, who, request):
    client.force_login(request.getfixturevalue(who))
    before = Application.objects.values().get()

    for address in own_pages(draft):
        assert client.get(address).status_code == 404, address
    for address in own_posts(draft):
        assert client.post(address, {"name": "x", "body": "x"}).status_code == 404, address
    assert Application.objects.values().get() == before


def test_without_signing_in_there_is_the_sign_in_page(client, draft):
    for address in own_pages(draft):
        response = client.get(address)
        assert response.url == f"/account/login/?next={address}", address
    for address in own_posts(draft):
        assert client.post(address).status_code == 302, address


def test_addresses_that_nobody_has(as_founder, draft):
    nobody = uuid.uuid4()
    for address in (
        f"/applications/{nobody}/", fill(draft, 0), fill(draft, 9), answer(draft, "nothing"),
        answer(draft, "licence"), "/calls/nothing/", "/calls/nothing/start/",
    ):  # fmt: skip
        method = as_founder.post if "answers" in address else as_founder.get
        assert method(address, {"nothing": "x"}).status_code == 404, address


@pytest.mark.parametrize("path", ["/calls/", "/calls/{}/"])
def test_public_pages_are_the_same_for_everybody(client, founder, call, path):
    first = client.get(path.format(call.code))
    client.force_login(founder)
    second = client.get(path.format(call.code))

    assert first.status_code == 200
    assert first.content == second.content
    assert "Cookie" not in first.get("Vary", "")
    assert not first.cookies


def test_calls_in_preparation_are_nobodys_business(client):
    prepared = CallFactory(state="draft")

    assert client.get(f"/calls/{prepared.code}/").status_code == 404
    assert prepared.title not in client.get("/calls/").text


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_calls_costs_the_same(client, django_assert_num_queries, count):
    for _each in range(count):
        CallFactory()

    with django_assert_num_queries(3):
        client.get("/calls/")


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_own_applications_costs_the_same(
    as_founder, founder, django_assert_num_queries, count
):
    for _each in range(count):
        lifecycle.start_draft(call=CallFactory(), by=founder, at=AT)

    with django_assert_num_queries(4):
        as_founder.get("/applications/")


def test_quick_check_says_each_condition_and_keeps_nothing(client):
    rulebooks.build()
    call = CallFactory(rulebook=Rulebook.objects.get(code="cn-2006"))

    page = client.get(
        f"/calls/{call.code}/",
        {"check": "1", "registered_capital": "300", "area_wanted": "x", "moved_in": "no"},
    )

    assert page.text.count("不符合</span>") == 1
    assert page.text.count("未知</span>") == 3
    assert "“x”不是数字" in page.text
    assert not Application.objects.exists()


def test_start_goes_to_the_form(as_founder, call):
    response = as_founder.post(f"/calls/{call.code}/start/")

    draft = Application.objects.get()
    assert response.url == fill(draft)


@pytest.mark.parametrize("of", ["company", "earlier", "other"])
def test_start_for_somebody_else(as_founder, stranger, call, of):
    company = CompanyFactory()
    theirs = lifecycle.start_draft(call=CallFactory(), by=stranger, at=AT)
    which = {"company": company.pk, "earlier": theirs.key, "other": "x"}[of]

    response = as_founder.post(f"/calls/{call.code}/start/", {"for": f"{of}:{which}"})

    assert response.status_code == 404
    assert Application.objects.get() == theirs


def test_start_offers_what_was_said_before(as_founder, submitted):
    other = CallFactory()
    page = as_founder.get(f"/calls/{other.code}/start/")
    chosen = f"earlier:{submitted.key}"
    as_founder.post(f"/calls/{other.code}/start/", {"for": chosen})

    assert f'value="{chosen}" checked' in page.text
    assert Application.objects.get(call=other).name == submitted.name


def test_start_with_a_wrong_code_says_so_and_keeps_it(as_founder, call):
    response = as_founder.post(f"/calls/{call.code}/start/", {"unified_code": "9133<b>"})

    assert response.status_code == 400
    assert 'value="9133&lt;b&gt;"' in response.text
    assert "18" in response.text
    assert not Application.objects.exists()


def test_autosave(as_founder, draft):
    first = as_founder.post(answer(draft, "name"), {"name": "甲公司", "seen-name": "0"})
    stale = as_founder.post(answer(draft, "name"), {"name": "乙公司", "seen-name": "0"})

    assert first.status_code == 200
    assert "已保存" in first.text
    assert 'name="seen-name" value="1"' in first.text
    assert stale.status_code == 409
    assert "甲公司" in stale.text
    assert 'name="seen-name" value="1"' in stale.text
    assert draft.answers.get().value == "甲公司"


def test_autosave_says_what_is_wrong_and_keeps_it(as_founder, draft):
    response = as_founder.post(answer(draft, "staff"), {"staff": "十二", "seen-staff": "0"})

    assert response.status_code == 200
    assert "不是数字" in response.text
    assert draft.answers.get().value == "十二"


def test_table_of_people_is_one_answer(as_founder, draft):
    as_founder.post(
        answer(draft, "shareholders"),
        {
            "seen-shareholders": "0",
            "shareholders.0.name": "甲", "shareholders.0.share": "60",
            "shareholders.1.name": " ", "shareholders.5.name": "乙",
            "shareholders.0.nonsense": "x", "shareholders.x.name": "y",
        },
    )  # fmt: skip

    assert draft.answers.get().value == [{"name": "甲", "share": "60"}, {"name": "乙"}]


def test_without_script_a_section_is_saved_at_once(as_founder, draft):
    data = {f"seen-{key}": "0" for key in ANSWERS} | {
        key: value for key, value in ANSWERS.items() if isinstance(value, str)
    }
    response = as_founder.post(fill(draft), data)

    assert response.url == fill(draft, 2)
    assert draft.answers.get(key="unified_code").value == ANSWERS["unified_code"]


def test_without_script_nothing_is_lost_when_somebody_was_quicker(as_founder, draft, founder):
    lifecycle.save_answer(application=draft, key="name", value="对方的", seen=0, by=founder, at=AT)
    response = as_founder.post(
        fill(draft), {"name": "我的", "seen-name": "0", "phone": "1", "business_scope": "软件"}
    )

    assert response.status_code == 409
    assert "对方的" in response.text
    assert 'value="我的"' in response.text
    assert draft.answers.get(key="business_scope").value == "软件"


def test_hand_in_by_the_page(as_founder, ready):
    handed = as_founder.post(f"/applications/{ready.key}/submit/")
    again = as_founder.post(f"/applications/{ready.key}/submit/")

    ready.refresh_from_db()
    assert handed.url == again.url == f"/applications/{ready.key}/"
    assert ready.submissions.count() == 1
    page = as_founder.get(handed.url).text
    assert ready.receipt in page
    assert ready.submissions.get().content_hash in page
    assert as_founder.get(fill(ready)).url == handed.url


def test_incomplete_stays_a_draft_and_lists_what_is_missing(as_founder, draft):
    response = as_founder.post(f"/applications/{draft.key}/submit/")

    assert response.status_code == 400
    assert f'href="{fill(draft)}#q-name-box"' in response.text
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_who_may_only_read_sees_no_way_to_write(client, draft, stranger):
    Collaborator.objects.create(application=draft, user=stranger, right=Right.VIEW, since=AT)
    client.force_login(stranger)

    page = client.get(f"/applications/{draft.key}/").text

    assert fill(draft) not in page
    assert client.post(answer(draft, "name"), {"name": "x"}).status_code == 403
    assert not draft.answers.exists()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 1111*1111 }}", "'\"><img src=x>"]
)
def test_what_people_type_is_never_markup(as_founder, draft, text):
    as_founder.post(answer(draft, "name"), {"name": text, "seen-name": "0"})

    for address in (f"/applications/{draft.key}/", fill(draft), "/applications/"):
        page = as_founder.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "1234321" not in page


def test_messages_and_letters(as_founder, submitted):
    base = f"/applications/{submitted.key}/"
    sent = as_founder.post(f"{base}messages/", {"body": "请问何时答复？"})
    empty = as_founder.post(f"{base}messages/", {"body": " "})
    letter = submitted.letters.get()

    assert sent.url == base
    assert empty.status_code == 400
    assert "请问何时答复？" in as_founder.get(base).text
    assert letter.body.splitlines()[0] in as_founder.get(f"{base}letters/{letter.pk}/").text
    saved = as_founder.get(f"{base}letters/{letter.pk}/?format=txt")
    assert saved["Content-Disposition"] == (
        f'attachment; filename="{submitted.receipt}-{letter.pk}.txt"'
    )
    assert as_founder.get(f"{base}letters/99999/").status_code == 404


def test_withdraw_asks_first(as_founder, submitted):
    base = f"/applications/{submitted.key}/"
    assert as_founder.get(f"{base}withdraw/").status_code == 200
    submitted.refresh_from_db()
    assert submitted.state == "submitted"

    as_founder.post(f"{base}withdraw/", {"reason": "改投他处"})

    submitted.refresh_from_db()
    assert (submitted.state, submitted.moves.last().said) == ("withdrawn", "改投他处")
    # What is over is not asked about again.
    assert as_founder.get(f"{base}withdraw/").url == base


def test_link_of_an_invitation_accepts_nothing_by_itself(as_founder):
    assert as_founder.get("/invitations/secret/").status_code == 200
    refused = as_founder.post("/invitations/secret/", follow=True)

    assert "邀请" in refused.text
    assert not Collaborator.objects.exists()


def test_refused_invitation_comes_back_as_typed(as_founder, draft):
    response = as_founder.post(
        f"/applications/{draft.key}/people/", {"email": "nonsense", "right": "edit"}
    )

    assert response.status_code == 400
    assert 'value="nonsense"' in response.text


def test_pages_run_no_script_of_their_own(as_founder, draft, ready):
    as_founder.post(f"/applications/{draft.key}/files/licence/add/", {"file": upload()})
    for address in (fill(draft), fill(draft, 2), fill(draft, 4)):
        response = as_founder.get(address)
        assert "script-src" not in response["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|style=", response.text)


@pytest.mark.parametrize(
    ("there", "lands"),
    [("/calls/", "/calls/"), ("https://evil.example/", "/"), ("//evil.example", "/"), ("", "/")],
)
def test_language_leads_back_and_nowhere_else(client, there, lands):
    response = client.get("/language/en/", {"next": there})

    assert response.url == lands
    assert '<html lang="en">' in client.get("/calls/").text
    assert client.get("/language/xx/").status_code == 404
