"""A company's own pages: for its people alone, each with what their right allows."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver

from companies import lifecycle
from companies.models import Award, ChangeRequest, GraduationReview, Leaving, Paper, Product
from incubator.institutions.lifecycle import publish_rulebook
from tests.applying.conftest import PDF
from tests.factories import (
    LeaseFactory,
    RepresentativeFactory,
    ResidenceFactory,
    a_draft,
    criterion,
)
from tests.facts.rows import document, fact
from tests.staying.conftest import (
    AT,
    DAY,
    files_of_this_test,
    read,
    reader,
    scan,
    signer,
    stranger,
    writer,
)
from tests.staying.test_changes import WANTED, approve, ask
from tests.staying.test_leavings import begin

pytestmark = pytest.mark.django_db

__all__ = ["files_of_this_test", "reader", "signer", "stranger", "writer"]  # fixtures
TODAY = AT.date()
WHY = {"planned_on": "2026-12-31", "reason": "业务需要"}


@pytest.fixture
def stay():
    """Until the end of 2049, with a room until 2030."""
    return LeaseFactory(residence__due_on=DAY(2049, 12, 31), ends_on=DAY(2030, 1, 1)).residence


@pytest.fixture
def agreement(stay):
    drafted = lifecycle.draft_agreement(residence=stay, begins_on=TODAY, by=None, at=AT)
    return lifecycle.file_signed_agreement(
        agreement=drafted, upload=scan(), signed_on=TODAY, by=None, at=AT
    )


@pytest.fixture
def change(stay) -> ChangeRequest:
    return ask(stay)


@pytest.fixture
def leaving(stay, signer) -> Leaving:
    return begin(stay, by=signer, from_office=False)


@pytest.fixture
def review(stay) -> GraduationReview:
    text = publish_rulebook(
        rulebook=a_draft(criteria=[criterion("graduation", "years_of_work", 2)]), by=None, at=AT
    )
    return GraduationReview.objects.create(
        residence=stay, company=stay.company, incubator=stay.incubator, rulebook=text,
        applied_on=TODAY, applied_at=AT, words="申请毕业",
    )  # fmt: skip


@pytest.fixture
def as_writer(client, writer):
    client.force_login(writer)
    return client


@pytest.fixture
def rows(stay, agreement, change, leaving, review) -> tuple:
    """One of each, and a fact that waits for its document beside one that has it."""
    fact(Award, company=stay.company)
    fact(Product, company=stay.company, evidence=document(stay.company))
    return stay, agreement, change, leaving, review


def own_pages(stay, agreement, change, leaving, review) -> list[str]:
    return [
        f"/company/{stay.company_id}/",
        f"/company/{stay.company_id}/facts/",
        f"/company/{stay.company_id}/facts/awards/",
        f"/company/{stay.company_id}/facts/awards/{stay.company.award_set.get().pk}/",
        f"/company/evidence/{stay.company.evidence.get().pk}/",
        f"/company/agreements/{agreement.pk}/document/",
        f"/company/papers/{agreement.scan_id}/",
        f"/company/stays/{stay.pk}/changes/",
        f"/company/stays/{stay.pk}/changes/scope/",
        f"/company/changes/{change.key}/",
        f"/company/stays/{stay.pk}/leave/",
        f"/company/leavings/{leaving.key}/",
        f"/company/stays/{stay.pk}/graduation/",
        f"/company/graduations/{review.key}/",
        f"/company/graduations/{review.key}/certificate/",
    ]


def own_posts(stay, _agreement, change, leaving, review) -> list[str]:
    return [
        f"/company/{stay.company_id}/facts/awards/",
        f"/company/{stay.company_id}/facts/awards/{stay.company.award_set.get().pk}/",
        f"/company/stays/{stay.pk}/changes/scope/",
        f"/company/changes/{change.key}/papers/",
        f"/company/changes/{change.key}/filing/",
        f"/company/changes/{change.key}/withdraw/",
        f"/company/stays/{stay.pk}/leave/",
        f"/company/leavings/{leaving.key}/papers/",
        f"/company/leavings/{leaving.key}/withdraw/",
        f"/company/stays/{stay.pk}/graduation/",
        f"/company/graduations/{review.key}/papers/",
        f"/company/graduations/{review.key}/withdraw/",
    ]


def shape(address: str) -> str:
    return re.sub(r"/(\d+|[0-9a-f-]{36}|scope|awards)(?=/)", "/*", address)


def test_every_address_is_in_these_lists(rows):
    """A new page has to be added above, so that the tests below look at it."""
    wanted = {
        "/company/" + re.sub(r"<[^>]+>", "*", str(pattern.pattern))
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "app_name", "") == "company"
        for pattern in resolver.url_patterns
    }
    listed = own_pages(*rows) + own_posts(*rows)

    assert wanted == {*map(shape, listed), "/company/"}


@pytest.mark.parametrize("who", ["stranger", "zone_user", "auditor", "manager", "admin_user"])
def test_other_peoples_companies_do_not_exist(client, rows, who, request):
    client.force_login(request.getfixturevalue(who))
    before = [list(model.objects.values()) for model in (ChangeRequest, Leaving, Paper)]

    for address in own_pages(*rows):
        assert client.get(address).status_code == 404, address
    for address in own_posts(*rows):
        assert client.post(address, WHY | {"words": "x"}).status_code == 404, address
    assert [list(model.objects.values()) for model in (ChangeRequest, Leaving, Paper)] == before


def test_former_representative_is_nobody(client, stay, writer, agreement):
    lifecycle.end_representative(representative=writer.represents.get(), by=None, at=AT)
    client.force_login(writer)

    assert client.get(f"/company/{stay.company_id}/").status_code == 404
    assert client.get(f"/company/papers/{agreement.scan_id}/").status_code == 404


def test_without_signing_in_there_is_the_sign_in_page(client, rows):
    for address in ["/company/", *own_pages(*rows)]:
        assert client.get(address).url == f"/account/login/?next={address}", address


def test_addresses_that_nobody_has(client, stay, signer):
    client.force_login(signer)
    nobody = uuid.uuid4()

    for address in (
        "/company/999999/", "/company/papers/999999/", f"/company/changes/{nobody}/",
        f"/company/leavings/{nobody}/", f"/company/stays/{stay.pk}/changes/wage/",
        "/company/stays/999999/changes/", "/company/agreements/999999/document/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


class TestReading:
    def test_page_says_what_there_is(self, client, rows, signer):
        stay, agreement, _change, _leaving, _review = rows
        client.force_login(signer)

        page = client.get(f"/company/{stay.company_id}/").text

        for words in (
            stay.company.name, stay.company.unified_code, agreement.number, "2049年12月31日",
            stay.leases.get().number, "企业名称", "自愿退出", "个月",
        ):  # fmt: skip
            assert words in page, words

    def test_one_company_is_shown_at_once(self, client, stay, signer):
        client.force_login(signer)

        assert client.get("/company/").url == f"/company/{stay.company_id}/"
        RepresentativeFactory(user=signer)
        assert stay.company.name in client.get("/company/").text

    def test_none_says_how_to_get_one(self, client, stranger):
        client.force_login(stranger)

        assert "/applications/" in client.get("/company/").text

    def test_agreement_as_word_and_its_scan(self, client, stay, agreement, reader):
        client.force_login(reader)

        word = client.get(f"/company/agreements/{agreement.pk}/document/")
        paper = client.get(f"/company/papers/{agreement.scan_id}/")

        assert stay.company.name in read(b"".join(word.streaming_content))
        assert "attachment" in word["Content-Disposition"]
        assert b"".join(paper.streaming_content) == PDF
        assert paper["Content-Security-Policy"] == "sandbox; default-src 'none'"

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same(self, client, stay, signer, count, django_assert_num_queries):
        for kind in ("scope", "address", "area")[:count]:
            ask(stay, kind)
        client.force_login(signer)

        with django_assert_num_queries(14):
            client.get(f"/company/{stay.company_id}/")

    def test_who_may_only_read_is_offered_nothing(self, client, stay, change, reader):
        client.force_login(reader)

        page = client.get(f"/company/{stay.company_id}/").text

        assert f"/company/stays/{stay.pk}/changes/" not in page
        assert client.get(f"/company/stays/{stay.pk}/changes/").status_code == 404
        assert "<form" not in client.get(f"/company/changes/{change.key}/").text

    def test_who_may_write_may_not_leave(self, client, stay, writer):
        client.force_login(writer)

        assert f"/company/stays/{stay.pk}/leave/" not in client.get(
            f"/company/{stay.company_id}/"
        ).text  # fmt: skip
        assert client.get(f"/company/stays/{stay.pk}/leave/").status_code == 404


class TestAsking:
    SENT = {
        "name": {"words": "宁波新名科技有限公司"},
        "scope": {"words": "软件开发"},
        "legal_representative": {"words": "王五"},
        "address": {"words": "江南路1号"},
        "capital": {"amount": "200万"},
        "area": {"amount": "120.5"},
        "extension": {"day": "2055-01-01"},
        "shareholders": {
            "holder-0": "甲", "share-0": "60", "holder-2": "乙", "share-2": "40",
            "contribution-2": "货币",
        },
    }  # fmt: skip

    @pytest.mark.parametrize("kind", WANTED)
    def test_every_kind(self, client, stay, writer, kind):
        client.force_login(writer)
        address = f"/company/stays/{stay.pk}/changes/{kind}/"

        assert client.get(address).status_code == 200
        response = client.post(address, WHY | self.SENT[kind])

        change = ChangeRequest.objects.get()
        assert response.url == f"/company/changes/{change.key}/"
        assert change.asked_by == writer
        assert client.get(response.url).status_code == 200
        if kind == "capital":
            assert change.amount == 2_000_000
        if kind == "shareholders":
            assert [one["holder"] for one in change.shareholders] == ["甲", "乙"]

    @pytest.mark.parametrize(
        ("kind", "sent", "said"),
        [
            ("name", {"words": ""}, "必填"),
            ("shareholders", {"holder-0": "甲", "share-0": "101"}, "101"),
            ("shareholders", {}, "股东"),
            ("extension", {"day": "2010-01-01"}, "2049"),
        ],
    )
    def test_refused_comes_back_as_typed(self, as_writer, stay, kind, sent, said):

        response = as_writer.post(f"/company/stays/{stay.pk}/changes/{kind}/", WHY | sent)

        assert response.status_code == 400
        assert said in response.text
        assert "业务需要" in response.text
        assert not ChangeRequest.objects.exists()

    def test_kind_that_waits_is_not_offered_again(self, client, stay, change, writer):
        client.force_login(writer)

        page = client.get(f"/company/stays/{stay.pk}/changes/").text

        assert f"/company/stays/{stay.pk}/changes/name/" not in page
        assert f"/company/stays/{stay.pk}/changes/scope/" in page

    def test_shareholders_of_today_are_there_to_change(self, client, stay, writer):
        approve(ask(stay, "shareholders"))
        client.force_login(writer)

        page = client.get(f"/company/stays/{stay.pk}/changes/shareholders/").text

        assert 'value="甲"' in page
        assert 'value="60"' in page

    @pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", "'\"><img src=x>"])
    def test_what_people_type_is_never_markup(self, client, stay, writer, text):
        client.force_login(writer)
        client.post(
            f"/company/stays/{stay.pk}/changes/scope/", WHY | {"words": text, "reason": text}
        )

        page = client.get(f"/company/changes/{ChangeRequest.objects.get().key}/").text

        assert "<script>alert" not in page
        assert "<img src=x" not in page


class TestFollowing:
    def test_taken_back(self, client, change, writer):
        client.force_login(writer)

        client.post(f"/company/changes/{change.key}/withdraw/")

        change.refresh_from_db()
        assert change.state == "withdrawn"

    def test_papers(self, client, change, writer):
        client.force_login(writer)
        address = f"/company/changes/{change.key}/papers/"

        client.post(address, {"kind": "licence", "file": SimpleUploadedFile("执照.pdf", PDF)})
        refused = client.post(
            address,
            {"kind": "licence", "file": SimpleUploadedFile("x.pdf", b"MZ\x00")},
            follow=True,
        )
        nothing = client.post(address, {"kind": "licence"}, follow=True)

        assert change.papers.get().original_name == "执照.pdf"
        assert "notice bad" in refused.text
        assert "notice bad" in nothing.text

    def test_filing(self, client, change, writer):
        approve(change)
        client.force_login(writer)
        address = f"/company/changes/{change.key}/filing/"

        early = client.post(address, {"on": "2008-03-01"})
        filed = client.post(address, {"on": "2008-03-05", "file": SimpleUploadedFile("a.pdf", PDF)})

        change.refresh_from_db()
        assert early.status_code == 400
        assert filed.status_code == 302
        assert change.filed_on == DAY(2008, 3, 5)
        assert change.papers.count() == 1

    def test_late_is_said(self, client, change, writer):
        approve(change)
        client.force_login(writer)

        assert "应在" in client.get(f"/company/changes/{change.key}/").text
        assert "应在" in client.get(f"/company/{change.company_id}/").text


class TestLeaving:
    def test_asked_for_with_what_would_end(self, client, stay, signer):
        client.force_login(signer)
        address = f"/company/stays/{stay.pk}/leave/"

        page = client.get(address).text
        assert stay.leases.get().number in page
        response = client.post(
            address, {"why": "moved.moved_out", "wanted_on": "2026-12-31", "words": "迁往上海"}
        )

        leaving = Leaving.objects.get()
        assert response.url == f"/company/leavings/{leaving.key}/"
        assert (leaving.reason, leaving.ground, leaving.asked_by) == (
            "moved", "moved_out", signer,
        )  # fmt: skip
        assert client.get(response.url).status_code == 200

    @pytest.mark.parametrize("why", ["removed.sublet", "moved.", "x", ""])
    def test_not_on_every_ground(self, client, stay, signer, why):
        client.force_login(signer)

        response = client.post(
            f"/company/stays/{stay.pk}/leave/",
            {"why": why, "wanted_on": "2026-12-31", "words": "x"},
        )

        assert response.status_code == 400
        assert not Leaving.objects.exists()

    def test_twice_is_said(self, client, stay, leaving, signer):
        client.force_login(signer)

        response = client.post(
            f"/company/stays/{stay.pk}/leave/",
            {"why": "moved.moved_out", "wanted_on": "2026-12-31", "words": "x"},
        )

        assert response.status_code == 400
        assert "已在办理退出" in response.text

    def test_taken_back_and_papers(self, client, leaving, signer):
        client.force_login(signer)
        base = f"/company/leavings/{leaving.key}/"

        client.post(f"{base}papers/", {"kind": "request", "file": SimpleUploadedFile("a.pdf", PDF)})
        client.post(f"{base}withdraw/")

        leaving.refresh_from_db()
        assert leaving.state == "withdrawn"
        assert leaving.papers.count() == 1


def test_stay_that_is_over_takes_no_changes(client, signer, stay):
    other = ResidenceFactory(company=stay.company, left_on=DAY(2008, 1, 1))
    client.force_login(signer)

    assert client.get(f"/company/stays/{other.pk}/changes/").status_code == 404
    assert client.get(f"/company/stays/{other.pk}/leave/").status_code == 404


def test_pages_run_no_script_of_their_own(client, rows, signer):
    client.force_login(signer)

    for address in own_pages(*rows):
        response = client.get(address)
        if response.streaming:
            assert b"".join(response.streaming_content)
            continue
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|style=", response.text), address
