"""People who act for a company: appointed by the office, told by mail, ended and not deleted."""

import pytest
from django.urls import reverse

from companies import lifecycle
from companies.models import Representative
from incubator.core.errors import RuleViolation
from tests.applying.conftest import AT
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    MembershipFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return CompanyFactory(name="宁波甲科技有限公司")


def appoint(company, email, right="edit"):
    return lifecycle.appoint_representative(
        company=company, email=email, right=right, by=None, at=AT
    )


def test_somebody_with_an_account_acts_for_a_company(company, monkeypatch):
    person = UserFactory(email="one@example.test", language="en")

    posted = []
    monkeypatch.setattr(
        "companies.lifecycle.representatives.post", lambda **letter: posted.append(letter)
    )

    appointed = appoint(company, " ONE@example.test ")

    assert (appointed.user, appointed.right, appointed.since) == (person, "edit", AT)
    assert posted[0]["to"] == ["one@example.test"]
    assert posted[0]["text"] == "You now act for 宁波甲科技有限公司 in the portal."


@pytest.mark.parametrize(
    ("email", "right", "code"),
    [
        ("nobody@example.test", "edit", "no_such_account"),
        ("", "edit", "no_such_account"),
        ("gone@example.test", "edit", "no_such_account"),
        ("one@example.test", "all", "right_unknown"),
        ("two@example.test", "edit", "represents_already"),
    ],
)
def test_refusals(company, email, right, code):
    UserFactory(email="one@example.test")
    UserFactory(email="gone@example.test", is_active=False)
    RepresentativeFactory(company=company, user=UserFactory(email="two@example.test"))

    with pytest.raises(RuleViolation) as refused:
        appoint(company, email, right)

    assert refused.value.code == code
    assert company.representatives.count() == 1


def test_ended_is_ended_once_and_may_begin_again(company):
    one = RepresentativeFactory(company=company)

    lifecycle.end_representative(representative=one, by=None, at=AT)

    with pytest.raises(RuleViolation) as refused:
        lifecycle.end_representative(representative=one, by=None, at=AT)
    assert refused.value.code == "representative_ended"
    appoint(company, one.user.email, "sign")
    assert list(company.representatives.in_force().values_list("right", flat=True)) == ["sign"]


def test_manager_appoints_and_ends_on_the_companys_page(client, company):
    place = IncubatorFactory()
    ResidenceFactory(company=company, incubator=place)
    person = UserFactory(email="one@example.test")
    client.force_login(MembershipFactory(incubator=place).user)
    page = f"/admin/companies/company/{company.pk}/"
    appointing = reverse("admin:companies_company_appoint", args=[company.pk])
    assert appointing in client.get(f"{page}change/").text

    refused = client.post(appointing, {"email": "x@example.test", "right": "edit"})
    done = client.post(appointing, {"email": person.email, "right": "sign"})

    assert "x@example.test" in refused.context["form"].errors["email"][0]
    assert done.status_code == 302
    one = Representative.objects.get()
    ending = reverse("admin:companies_representative_end", args=[one.pk])
    assert client.post(ending, {}).status_code == 302
    one.refresh_from_db()
    assert one.ended_at
    assert ending not in client.get(f"/admin/companies/representative/{one.pk}/change/").text


def test_another_incubators_manager_finds_nothing(client, company):
    one = RepresentativeFactory(company=company)
    ResidenceFactory(company=company)
    client.force_login(MembershipFactory(incubator=IncubatorFactory()).user)

    for address in (
        reverse("admin:companies_company_appoint", args=[company.pk]),
        reverse("admin:companies_representative_end", args=[one.pk]),
    ):
        assert client.post(address, {"email": one.user.email, "right": "edit"}).status_code == 404
