"""Facts in the admin: recorded, verified, corrected, withdrawn; asked as of a day; their gaps."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from companies.models import (
    Award,
    Company,
    Evidence,
    FinancingRound,
    IntellectualProperty,
    Qualification,
    SubsidyClaim,
)
from companies.queries.facts import FACTS
from tests.admin.conftest import A, B, pages_of
from tests.factories import CompanyFactory, ResidenceFactory
from tests.facts.rows import COLUMNS, DAY, PDF, document, fact

pytestmark = pytest.mark.django_db
ZONE_OF_EACH_TEST = True


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def superuser(admin_user, browser_as):
    return browser_as(admin_user)


def verb(row, name: str) -> str:
    return reverse(pages_of(type(row)).name_of(name), args=[row.pk])


def typed(columns: dict) -> dict:
    """As a browser sends it."""
    return {name: "on" if value is True else str(value) for name, value in columns.items()}


class TestPageOfACompany:
    def test_says_how_each_fact_stands_on_the_day(self, superuser):
        certificate = fact(Qualification)
        address = pages_of(Company).facts_address(certificate.company)

        held = superuser.get(f"{address}?on=2010-01-01").text
        ended = superuser.get(f"{address}?on=2011-12-01").text

        assert "有效" in held
        assert "已失效" in ended
        assert "没有证明材料" in held

    @pytest.mark.parametrize("on", ["2010-13-45", "x", ""])
    def test_a_day_that_is_none_is_today(self, superuser, on):
        address = pages_of(Company).facts_address(CompanyFactory())

        response = superuser.get(f"{address}?on={on}")

        assert response.context["on"] >= datetime.date(2026, 1, 1) or response.status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same(self, superuser, count, django_assert_num_queries):
        company = CompanyFactory()
        for number in range(count):
            for kind in FACTS.values():
                fact(kind, company=company, **another(kind, number))

        with django_assert_num_queries(13):
            superuser.get(pages_of(Company).facts_address(company))

    def test_of_somebody_elses_company_there_is_none(self, world):
        client = world.client("manager_a")
        foreign = world.of(Company, B)

        assert client.get(pages_of(Company).facts_address(foreign)).status_code == 404
        for kind in FACTS.values():
            assert client.get(pages_of(kind).add_address(foreign)).status_code == 404
            assert client.post(pages_of(kind).add_address(foreign)).status_code == 404

    def test_readers_are_not_offered_to_add(self, world):
        company = world.of(Company, A)

        page = world.client("auditor").get(pages_of(Company).facts_address(company)).text

        assert pages_of(Award).add_address(company) not in page
        response = world.client("auditor").get(pages_of(Award).add_address(company))
        assert response.status_code == 403


def another(kind, number: int) -> dict:
    """What makes a further fact of a kind another one."""
    changed = {
        "Qualification": {"number": f"GR{number}"},
        "IntellectualProperty": {"number": f"ZL{number}"},
        "StaffCount": {"counted_on": DAY(2009 + number % 3, 12, 31)},
        "MarketEvent": {"happened_on": DAY(2008 + number, 6, 1)},
        "FinancingRound": {"closed_on": DAY(2008 + number, 3, 1)},
        "SubsidyClaim": {"applied_on": DAY(2008 + number, 1, 1)},
        "Award": {"awarded_on": DAY(2008 + number, 5, 1)},
        "Product": {"name": f"产品{number}"},
        "Project": {"title": f"项目{number}"},
    }
    return changed[kind.__name__]


class TestRecording:
    @pytest.mark.parametrize("kind", COLUMNS, ids=lambda kind: kind.__name__)
    def test_every_kind_with_its_document(self, superuser, kind):
        company = CompanyFactory()
        address = pages_of(kind).add_address(company)
        sent = typed(COLUMNS[kind]) | {
            "upload": SimpleUploadedFile("证书.pdf", PDF), "origin": "own", "kind": "equity",
            "doctors": 0, "masters": 0, "bachelors": 0, "college": 0, "researchers": 0,
            "returnees": 0, "fresh_graduates": 0, "grant": "60万",
        } | ({"kind": COLUMNS[kind]["kind"]} if "kind" in COLUMNS[kind] else {})  # fmt: skip

        assert superuser.get(address).status_code == 200
        response = superuser.post(address, sent)

        assert response.status_code == 302, response.context["form"].errors
        recorded = kind.objects.get()
        assert (recorded.company, recorded.state) == (company, "verified")
        assert recorded.evidence.title == "证书"

    @pytest.mark.parametrize(
        ("kind", "changed", "code"),
        [
            (Qualification, {"valid_until": "2008-11-01"}, "certificate_ends_before_it_begins"),
            (FinancingRound, {"amount": "2000万", "kind": "equity"},
             "round_larger_than_its_company"),
            (Award, {"awarded_on": "2099-01-01"}, "fact_in_future"),
        ],
    )  # fmt: skip
    def test_nonsense_is_refused_and_nothing_is_kept(self, superuser, kind, changed, code):
        company = CompanyFactory()
        sent = typed(COLUMNS[kind]) | changed | {"upload": SimpleUploadedFile("a.pdf", PDF)}

        response = superuser.post(pages_of(kind).add_address(company), sent)

        errors = response.context["form"].errors.as_data()
        assert [error.code for faults in errors.values() for error in faults] == [code]
        assert not kind.objects.exists()
        assert not Evidence.objects.exists()

    def test_document_that_is_none_is_refused(self, superuser):
        company = CompanyFactory()
        sent = typed(COLUMNS[Award]) | {"upload": SimpleUploadedFile("a.pdf", b"MZ\x00")}

        response = superuser.post(pages_of(Award).add_address(company), sent)

        assert response.context["form"].errors["upload"]
        assert not Award.objects.exists()

    def test_document_of_another_company_is_no_choice(self, superuser):
        foreign = document(CompanyFactory())
        sent = typed(COLUMNS[Award]) | {"evidence": foreign.pk}

        response = superuser.post(pages_of(Award).add_address(CompanyFactory()), sent)

        assert response.context["form"].errors["evidence"]
        assert not Award.objects.exists()


class TestVerbs:
    def test_verified(self, superuser):
        waiting = fact(Award, verified=False)

        superuser.post(verb(waiting, "verify"))

        waiting.refresh_from_db()
        assert waiting.state == "verified"

    def test_withdrawn_with_a_reason(self, superuser):
        certificate = fact(Qualification)

        without = superuser.post(verb(certificate, "withdraw"), {"reason": " "})
        superuser.post(verb(certificate, "withdraw"), {"reason": "证书被撤销"})

        certificate.refresh_from_db()
        assert without.context["form"].errors
        assert (certificate.state, certificate.rejection) == ("rejected", "证书被撤销")

    def test_corrected(self, superuser):
        award = fact(Award)
        sent = typed(COLUMNS[Award]) | {"rank": "一等奖", "correction": "等级录错"}

        response = superuser.post(verb(award, "correct"), sent)

        better = Award.objects.get(replaces=award)
        assert response.url == pages_of(Award).address_of(better)
        assert [*Award.objects.counted()] == [better]
        assert "等级录错" in superuser.get(response.url).text

    def test_completed_once(self, superuser):
        right = fact(IntellectualProperty)

        superuser.post(verb(right, "complete"), {"granted_on": "2009-03-04"})

        right.refresh_from_db()
        assert right.granted_on == DAY(2009, 3, 4)

    def test_document_attached_and_given_out(self, superuser):
        award = fact(Award)

        superuser.post(
            verb(award, "attach"),
            {"upload": SimpleUploadedFile("奖状.pdf", PDF), "document_title": "奖状"},
        )

        award.refresh_from_db()
        assert award.evidence.title == "奖状"
        file = superuser.get(pages_of(Evidence).file_address(award.evidence))
        assert b"".join(file.streaming_content) == PDF

    def test_only_what_fits_is_offered(self, superuser, rf, admin_user):
        right = fact(IntellectualProperty, verified=False)
        assert pages_of(IntellectualProperty).fitting(seen(right)) == {
            "verify", "withdraw", "attach", "complete",
        }  # fmt: skip
        superuser.post(verb(right, "withdraw"), {"reason": "重复"})
        assert pages_of(IntellectualProperty).fitting(seen(right)) == set()

    def test_claim_granted_paid_and_taken_back(self, superuser):
        claim = fact(SubsidyClaim)

        superuser.post(verb(claim, "grant"), {"amount": "8万", "on": "2010-02-01"})
        superuser.post(verb(claim, "pay"), {"amount": "80000", "on": "2010-03-01"})
        superuser.post(
            verb(claim, "take_back"), {"amount": "1万", "on": "2011-03-01", "reason": "迁出"}
        )
        over = superuser.post(verb(claim, "pay"), {"amount": "1", "on": "2010-03-02"})

        assert [(one.direction, one.amount) for one in claim.payments.order_by("pk")] == [
            ("paid", 80_000), ("clawed_back", 10_000),
        ]  # fmt: skip
        assert over.context["form"].errors.as_data()["amount"][0].code == "more_paid_than_granted"

    def test_claim_refused(self, superuser):
        claim = fact(SubsidyClaim)

        superuser.post(verb(claim, "refuse"), {"reason": "不符合条件", "on": "2010-02-01"})

        claim.refresh_from_db()
        assert (claim.refusal, claim.granted) == ("不符合条件", None)


def seen(row):
    """A row as its admin reads it."""
    from companies.queries.facts import with_standing

    return with_standing(type(row)).get(pk=row.pk)


class TestCare:
    ADDRESS = "/admin/companies/company/care/"

    def test_says_what_waits_and_what_has_no_document(self, superuser):
        stay = ResidenceFactory()
        fact(Award, company=stay.company)
        fact(Award, company=stay.company, title="另一奖", verified=False)
        certificate = fact(Qualification, company=stay.company)

        page = superuser.get(self.ADDRESS)

        awards = next(
            kind for kind in page.context["kinds"] if "award" in kind["gaps_link"]
        )  # fmt: skip
        assert (awards["counted"], awards["waiting"], awards["gaps"]) == ("1", 1, 1)
        assert [one["said"] for one in page.context["ending"]] == [str(certificate)]

    def test_renewed_and_departed_are_not_asked_for(self, superuser):
        stay = ResidenceFactory()
        fact(Qualification, company=stay.company)
        fact(
            Qualification, company=stay.company, number="GR2", valid_from=DAY(2011, 12, 1),
            issued_on=DAY(2011, 12, 1), valid_until=None,
        )  # fmt: skip
        fact(Qualification)  # of a company that is not in residence

        assert superuser.get(self.ADDRESS).context["ending"] == []

    def test_links_lead_to_the_rows_that_were_counted(self, superuser):
        gap = fact(Award, company=ResidenceFactory().company)

        page = superuser.get(self.ADDRESS)
        awards = next(kind for kind in page.context["kinds"] if "award" in kind["gaps_link"])
        listed = superuser.get(awards["gaps_link"]).context["cl"].result_list

        assert [*listed] == [gap]

    def test_counts_the_readers_own(self, world):
        for whose in (A, B):
            assert world.of(Award, whose)

        for role, counted in (("manager_a", "1"), ("zone", "2"), ("auditor", "2")):
            page = world.client(role).get(self.ADDRESS)
            assert {kind["counted"] for kind in page.context["kinds"]} == {counted}, role

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same(self, superuser, count, django_assert_num_queries):
        for _number in range(count):
            fact(Qualification, company=ResidenceFactory().company)

        with django_assert_num_queries(4):
            superuser.get(self.ADDRESS)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("kind", [Award, Qualification, SubsidyClaim])
def test_list_costs_the_same(superuser, kind, count, django_assert_num_queries):
    for _number in range(count):
        fact(kind)

    with django_assert_num_queries(4):
        superuser.get(pages_of(kind).list_address())


@pytest.mark.parametrize(
    ("query", "found"),
    [("holds=no", 1), ("holds=yes", 0), ("document=no", 1), ("document=yes", 0),
     ("counts=yes", 1), ("counts=waiting", 0)],
)  # fmt: skip
def test_filters(superuser, query, found):
    fact(Qualification)

    response = superuser.get(f"{pages_of(Qualification).list_address()}?{query}")

    assert len(response.context["cl"].result_list) == found
