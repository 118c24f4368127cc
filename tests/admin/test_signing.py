"""A signed agreement leads on: to the checklist of who moves in, and back from there."""

import datetime

import pytest
from django.urls import reverse

from companies import lifecycle as companies
from companies.models import Admission, IncubationAgreement
from incubator.core.dates import now
from incubator.workflows.admin.shown import papers_of
from tests.admin.conftest import A, pages_of
from tests.applying.conftest import upload

EVENING_UTC = datetime.datetime(2026, 11, 26, 16, 44, tzinfo=datetime.UTC)  # the 27th here


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_signing_leads_to_the_checklist_and_the_page_links_it(world):
    admission = world.of(Admission, A)
    agreement = companies.draft_agreement(
        application=admission.application, begins_on=now().date(), by=None, at=now()
    )
    pages, client = pages_of(IncubationAgreement), world.client("manager_a")
    sign = reverse(pages.name_of("sign"), args=[agreement.pk])

    response = client.post(sign, {"signed_on": f"{now():%Y-%m-%d}", "upload": upload()})

    checklist = pages_of(Admission).address_of(admission)
    assert (response.status_code, response.url) == (302, checklist)
    shown = client.get(pages.address_of(agreement)).text
    assert checklist in shown
    assert "[V]" not in shown


def test_the_day_of_a_paper_is_that_of_the_place(world):
    scan = companies.file_signed_agreement(
        agreement=world.of(IncubationAgreement, A), upload=upload(),
        signed_on=datetime.date(2026, 11, 27), by=None, at=EVENING_UTC,
    ).scan  # fmt: skip

    assert "2026年11月27日" in papers_of([scan])
