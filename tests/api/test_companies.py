"""Companies, residences and incubators: what each shows, and finding them."""

import pytest

from companies import lifecycle
from incubator.accounts.access import Access
from incubator.accounts.permissions import Permission
from incubator.core.dates import now
from incubator.workflows.merging.lifecycle import merge
from tests.api.conftest import API, DAY, in_english
from tests.factories import CompanyFactory, MembershipFactory, PhaseFactory, ResidenceFactory


def names(client, query: str) -> list[str]:
    """The companies that a query finds."""
    answer = client.get(f"{API}companies/{query}")
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()["results"]]


def test_company(as_zone, zone):
    lifecycle.rename_company(company=zone.graduate, name="改名公司", on=DAY(2007, 2, 1), by=None)
    stay = zone.stay(zone.graduate, zone.alpha)

    assert as_zone.get(f"{API}companies/{zone.graduate.pk}/").json() == {
        "id": zone.graduate.pk,
        "unified_code": zone.graduate.unified_code,
        "name": "改名公司",
        "registered_on": "2000-01-01",
        "registered_capital": None,
        "field": "",
        "founder_kind": "general",
        "is_generated": False,
        "aliases": [{"kind": "former_name", "value": "毕业公司", "until": "2007-02-01"}],
        "residences": [
            {
                "id": stay.pk,
                "incubator": "alpha",
                "programme": "incubation",
                "admitted_on": "2005-05-01",
                "due_on": "2012-03-01",
                "left_on": "2007-06-01",
                "exit_reason": "graduated",
            }
        ],
    }


def test_a_company_that_was_merged_into_another_one(as_zone, as_alpha, zone):
    """It is gone (410), and whoever may see the other one is told its number."""
    gone = CompanyFactory(name="旧档公司", unified_code=None, organisation_code="59159267-6")
    access = Access(frozenset(Permission), everywhere=True)
    merge(kept=zone.newcomer, merged=gone, reason="同一企业", by=None, at=now(), access=access)

    answer = as_zone.get(f"{API}companies/{gone.pk}/")

    assert answer.status_code == 410
    assert answer.json()["code"] == "company_merged"
    assert str(zone.newcomer.pk) in answer.json()["fields"]["merged_into"][0]
    assert names(as_zone, "?q=旧档") == ["新来公司"]
    assert as_alpha.get(f"{API}companies/{gone.pk}/").status_code == 410
    assert as_zone.get(f"{API}companies/999999/").status_code == 404


def test_of_a_merge_elsewhere_nothing_is_told(as_alpha, zone):
    gone = CompanyFactory(name="旧档公司", unified_code=None, organisation_code="59159267-6")
    access = Access(frozenset(Permission), everywhere=True)
    merge(kept=zone.of_beta, merged=gone, reason="同一企业", by=None, at=now(), access=access)

    assert as_alpha.get(f"{API}companies/{gone.pk}/").status_code == 404


def test_residence(as_zone, zone):
    stay = zone.stay(zone.newcomer, zone.alpha)

    assert as_zone.get(f"{API}residences/{stay.pk}/").json() == {
        "id": stay.pk,
        "company": zone.newcomer.pk,
        "unified_code": zone.newcomer.unified_code,
        "company_name": "新来公司",
        "incubator": "alpha",
        "programme": "incubation",
        "admitted_on": "2007-03-01",
        "due_on": "2012-03-01",
        "left_on": None,
        "exit_reason": "",
    }


def test_incubator(as_zone, zone):
    PhaseFactory(incubator=zone.accelerator, site_area=65_333)

    assert as_zone.get(f"{API}incubators/{zone.accelerator.pk}/").json() == {
        "id": zone.accelerator.pk,
        "code": "accelerator",
        "name": "加速器",
        "name_en": "",
        "kind": "accelerator",
        "programme": "acceleration",
        "focus": "comprehensive",
        "field": "",
        "sponsor": "government",
        "planned_year": None,
        "opened_on": "1999-01-01",
        "closed_on": None,
        "phases": [
            {
                "number": 1,
                "state": "planned",
                "site_area": "65333.00",
                "floor_area": "100000.00",
                "planned_from": None,
                "planned_until": None,
                "started_on": None,
                "opened_on": None,
            }
        ],
    }


def test_manager_sees_of_a_shared_company_its_own_stay_only(as_alpha, zone):
    (listed,) = [
        row
        for row in as_alpha.get(f"{API}companies/").json()["results"]
        if row["id"] == zone.shared.pk
    ]
    single = as_alpha.get(f"{API}companies/{zone.shared.pk}/")

    assert [stay["incubator"] for stay in listed["residences"]] == ["alpha"]
    assert single.json() == listed
    assert "beta" not in single.text


def test_manager_cannot_find_out_by_filters_where_else_a_company_is(as_alpha, zone):
    assert names(as_alpha, "?in_incubation_on=2007-05-01") == [
        "毕业公司",
        "肄业公司",
        "两地公司",
        "新来公司",
    ]
    # It is in Beta then, which is none of Alpha's business.
    assert names(as_alpha, "?in_incubation_on=2007-10-01") == ["新来公司"]
    stays = as_alpha.get(f"{API}residences/?company={zone.shared.pk}").json()["results"]
    assert [stay["incubator"] for stay in stays] == ["alpha"]


def test_scope_without_residences_shows_none(zone, api_as, zone_user, refused):
    client = in_english(api_as(zone_user, scopes=["companies:read"]))

    assert client.get(f"{API}companies/{zone.shared.pk}/").json()["residences"] is None
    for query in ("incubator=alpha", "in_incubation_on=2007-05-01"):
        response = client.get(f"{API}companies/?{query}")
        assert refused(response, 403) == "not_allowed"
        assert "residences:read" in response.json()["detail"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=毕业", ["毕业公司"]),
        ("?q=biye", ["毕业公司"]),
        ("?q=BYGS", ["毕业公司"]),
        ("?q=公司 新来", ["新来公司"]),
        ("?q=没有", []),
        ("?q=%25", []),
        ("?q=_", []),
        ("?q=%5C", []),
        ("?q=' OR 1=1 --", []),
        ("?incubator=beta", ["两地公司", "乙家公司"]),
        ("?incubator=accelerator", []),
        ("?in_incubation_on=2005-05-01", ["毕业公司"]),
        ("?in_incubation_on=2005-04-30", []),
        ("?incubator=alpha&in_incubation_on=2007-10-01", ["新来公司"]),
        ("?incubator=beta&in_incubation_on=2007-10-01", ["两地公司", "乙家公司"]),
        ("?field=energy", []),
        ("?q=&field=&incubator=", ["毕业公司", "肄业公司", "两地公司", "新来公司", "乙家公司"]),
    ],
)
def test_finding_companies(as_zone, query, found):
    assert names(as_zone, query) == found


def test_company_by_its_code(as_zone, zone, refused):
    code = zone.leaver.unified_code

    assert names(as_zone, f"?unified_code={code}") == ["肄业公司"]
    assert names(as_zone, f"?unified_code={code.lower()}") == ["肄业公司"]
    for wrong in (code[:-1], code[:-1] + "O", "x"):
        response = as_zone.get(f"{API}companies/?unified_code={wrong}")
        assert refused(response, 400) == "invalid_unified_code"
        assert list(response.json()["fields"]) == ["unified_code"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?incubator=beta", ["shared", "of_beta"]),
        ("?exit_reason=graduated", ["graduate"]),
        ("?exit_reason=removed", []),
        ("?open_on=2007-12-31", ["shared", "newcomer", "of_beta"]),
        ("?admitted_from=2007-03-01&admitted_to=2007-04-01", ["newcomer", "of_beta"]),
        ("?left_from=2007-07-01&left_to=2007-08-01", ["leaver", "shared"]),
        ("?programme=acceleration", []),
        ("?left_to=2007-06-01", ["graduate"]),
    ],
)
def test_finding_residences(as_zone, zone, query, found):
    answer = as_zone.get(f"{API}residences/{query}").json()

    assert [row["company"] for row in answer["results"]] == [
        getattr(zone, name).pk for name in found
    ]


def test_residences_of_a_company(as_zone, zone):
    answer = as_zone.get(f"{API}residences/?company={zone.shared.pk}").json()

    assert [row["incubator"] for row in answer["results"]] == ["alpha", "beta"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=accelerator", ["accelerator"]),
        ("?programme=incubation", ["alpha", "beta"]),
        ("?focus=specialised", []),
        ("?code=beta", ["beta"]),
        ("?code=nope", []),
        ("?ordering=-id", ["accelerator", "beta", "alpha"]),
    ],
)
def test_finding_incubators(as_zone, query, found):
    answer = as_zone.get(f"{API}incubators/{query}").json()

    assert [row["code"] for row in answer["results"]] == found


def test_company_without_residence_is_for_the_zone(zone, as_zone, as_alpha, refused):
    company = lifecycle.register_company(by=None, name="未入驻公司", organisation_code="12345678-8")

    assert as_zone.get(f"{API}companies/{company.pk}/").json()["residences"] == []
    assert refused(as_alpha.get(f"{API}companies/{company.pk}/"), 404) == "not_found"


def test_former_residents_stay_visible_to_their_incubator(zone, as_alpha):
    assert as_alpha.get(f"{API}companies/{zone.leaver.pk}/").status_code == 200


def test_threads_do_not_share_what_they_may_see(zone, api_as, zone_user):
    mine = api_as(MembershipFactory(incubator=zone.alpha).user)
    everything = api_as(zone_user)
    ResidenceFactory(incubator=zone.beta)

    counts = [
        len(client.get(f"{API}residences/").json()["results"])
        for client in (mine, everything, mine, everything)
    ]

    assert counts == [4, 7, 4, 7]
