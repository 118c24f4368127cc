"""A company's own facts in the portal: seen as of a day, handed in with their documents."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from companies import lifecycle
from companies.models import Award, Evidence, FinancingRound, Qualification
from companies.queries.facts import FACTS
from tests.facts.rows import AT, COLUMNS, PDF, document, fact
from tests.stakes.rows import stake
from tests.staying.conftest import files_of_this_test, reader, stay, writer

pytestmark = pytest.mark.django_db
__all__ = ["files_of_this_test", "reader", "stay", "writer"]  # fixtures
AWARD = {"title": "科技进步奖", "rank": "二等奖", "level": "municipal", "awarded_on": "2010-05-01"}


@pytest.fixture
def as_writer(client, writer):
    client.force_login(writer)
    return client


def page_of(stay, more: str = "") -> str:
    return f"/company/{stay.company_id}/facts/{more}"


def test_handed_in_waits_for_the_office(as_writer, stay, writer):
    sent = AWARD | {"upload": SimpleUploadedFile("奖状.pdf", PDF)}

    response = as_writer.post(page_of(stay, "awards/"), sent)

    award = Award.objects.get()
    assert response.url == page_of(stay, "#awards")
    assert (award.state, award.recorded_by, award.evidence.title) == (
        "submitted", writer, "奖状",
    )  # fmt: skip
    assert "待核实" in as_writer.get(page_of(stay)).text


def test_every_kind_has_its_form(as_writer, stay):
    for name in FACTS:
        assert as_writer.get(page_of(stay, f"{name}/")).status_code == 200


def test_standing_as_of_the_day(as_writer, stay):
    fact(Qualification, company=stay.company)

    assert "已失效" not in as_writer.get(page_of(stay, "?on=2010-01-01")).text
    assert "已失效" in as_writer.get(page_of(stay, "?on=2012-01-01")).text
    assert as_writer.get(page_of(stay, "?on=2012-13-77")).status_code == 200


def test_document_follows(as_writer, stay):
    award = fact(Award, company=stay.company)
    address = page_of(stay, f"awards/{award.pk}/")
    assert address in as_writer.get(page_of(stay)).text

    as_writer.post(
        address, {"upload": SimpleUploadedFile("奖状.pdf", PDF), "document_title": "奖状"}
    )

    award.refresh_from_db()
    file = as_writer.get(f"/company/evidence/{award.evidence_id}/")
    assert b"".join(file.streaming_content) == PDF
    again = as_writer.post(address, {"upload": SimpleUploadedFile("奖状.pdf", PDF + b"x")})
    assert again.status_code == 400


def test_why_it_was_not_accepted_is_read(as_writer, stay):
    award = fact(Award, company=stay.company, verified=False)
    lifecycle.reject_fact(fact=award, reason="奖状看不清", by=None, at=AT)

    assert "奖状看不清" in as_writer.get(page_of(stay)).text


@pytest.mark.parametrize(
    ("kind", "sent", "said"),
    [
        ("qualifications",
         {"kind": "hnte_2008", "issued_on": "2008-12-01", "valid_from": "2008-12-01",
          "valid_until": "2008-11-01"}, "晚于"),
        ("rounds", {"kind": "equity", "stage": "angel", "investor": "甲", "amount": "2000万",
                    "closed_on": "2010-03-01", "post_money": "1000万"}, "小于"),
        ("awards", {}, "必填"),
    ],
)  # fmt: skip
def test_refused_comes_back_as_typed(as_writer, stay, kind, sent, said):
    response = as_writer.post(page_of(stay, f"{kind}/"), sent)

    assert response.status_code == 400
    assert said in response.text
    assert not Qualification.objects.exists()
    assert not FinancingRound.objects.exists()


def test_refused_fact_leaves_no_document_behind(as_writer, stay):
    sent = AWARD | {"awarded_on": "2999-01-01", "upload": SimpleUploadedFile("a.pdf", PDF)}

    as_writer.post(page_of(stay, "awards/"), sent)

    assert not Award.objects.exists()
    assert not Evidence.objects.exists()


def test_who_may_only_read_hands_nothing_in(client, stay, reader):
    award = fact(Award, company=stay.company)
    client.force_login(reader)

    page = client.get(page_of(stay)).text

    assert award.title in page
    assert page_of(stay, "awards/") not in page
    for address in (page_of(stay, "awards/"), page_of(stay, f"awards/{award.pk}/")):
        assert client.get(address).status_code == 404
        assert client.post(address, AWARD).status_code == 404


def test_facts_of_others_and_of_no_kind_do_not_exist(as_writer, stay):
    foreign = fact(Award)
    paper = document(foreign.company)

    for address in (
        page_of(stay, f"awards/{foreign.pk}/"), page_of(stay, "medals/"),
        f"/company/evidence/{paper.pk}/", f"/company/{foreign.company_id}/facts/",
        f"/company/{foreign.company_id}/facts/awards/",
    ):  # fmt: skip
        assert as_writer.get(address).status_code == 404, address


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same(as_writer, stay, count, django_assert_num_queries):
    for number in range(count):
        fact(Award, company=stay.company, title=f"奖{number}")

    with django_assert_num_queries(14):
        as_writer.get(page_of(stay))


def test_verb_itself_asks_for_the_right(stay, reader):
    from incubator.core.errors import RuleViolation

    award = fact(Award, company=stay.company)
    upload = SimpleUploadedFile("a.pdf", PDF)

    with pytest.raises(RuleViolation, match="right_missing"):
        lifecycle.file_fact(Award, company=stay.company, by=reader, at=AT, **COLUMNS[Award])
    with pytest.raises(RuleViolation, match="right_missing"):
        lifecycle.file_document(fact=award, upload=upload, by=reader, at=AT)


def test_who_holds_what_of_it_is_seen_as_of_the_day(as_writer, stay):
    held = stake(company=stay.company, incubator=stay.incubator, share=Decimal("31.47"))
    lifecycle.withdraw_stake(
        stake=stake(company=stay.company, incubator=stay.incubator, share=Decimal("17.53")),
        reason="记错", by=None, at=AT,
    )  # fmt: skip

    page = as_writer.get(page_of(stay, f"?on={held.agreed_on:%Y-%m-%d}")).text

    assert "31.47%" in page
    assert "17.53%" not in page
    assert "31.47%" not in as_writer.get(page_of(stay, "?on=2007-12-31")).text
