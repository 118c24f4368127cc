"""Help beside what has a meaning in law: in forms and on pages of the office and of the portal."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from incubator.core.glossary import TERMS
from tests.factories import MembershipFactory, RepresentativeFactory
from tests.graduating.rows import stay_of

pytestmark = pytest.mark.django_db


def office(stay) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(MembershipFactory(incubator=stay.incubator).user)
    return client


def founder(stay) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(RepresentativeFactory(company=stay.company, right="sign").user)
    return client


def beside(text: str, label: str) -> str:
    """What follows a label up to the next line of the form."""
    found = re.search(
        rf">\s*{label}(?:<span[^>]*>\*</span>)?\s*</(?:label|dt|h1)>(.{{0,200}})", text, re.S
    )
    return found[1] if found else ""


def test_a_form_of_a_verb_explains_its_label():
    stay = stay_of()
    text = office(stay).get(reverse("admin:companies_referral_add")).text

    assert 'aria-label="“毕业企业”的含义"' in beside(text, "毕业企业")
    assert "details" not in beside(text, "推荐日期")
    assert "/admin/glossary/#graduate" in text


def test_a_page_of_the_office_explains_its_labels():
    stay = stay_of()
    text = office(stay).get(reverse("admin:companies_residence_change", args=[stay.pk])).text

    assert "“入驻期”的含义" in beside(text, "入驻日期")
    assert "“退出”的含义" in beside(text, "离开日期")
    assert "details" not in beside(text, "备注")


def test_the_portal_explains_its_labels_and_leads_to_its_own_terms():
    stay = stay_of()
    text = founder(stay).get(f"/company/stays/{stay.pk}/graduation/").text

    assert "“毕业企业”的含义" in beside(text, "毕业自查")
    assert "/terms/#graduate" in text
    assert "/admin/glossary/" not in text


def test_the_terms_are_public(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        text = client.get("/terms/", headers={"accept-language": "zh-hans"}).text

    assert [code for code in TERMS if f'<tr id="{code}">' not in text] == []
    assert "GB/T 39668-2020" in text
    assert client.post("/terms/").status_code == 405
