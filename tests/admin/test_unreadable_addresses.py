"""A NUL in an address: every page says that it cannot be read, and nothing is written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from companies.models import Company
from incubator.imports.models import FileImport
from tests.admin.conftest import pages_of
from tests.imports.files import HEAD, company_row, xlsx

PAGES = [
    "/admin/companies/companymerge/add/?q=%00",
    "/admin/companies/companymerge/add/?kept=1&q=%00",
    "/admin/companies/company/?q=%00",
    "/admin/companies/company/?%00=1",
    "/admin/companies/company/1%00/change/",
    "/admin/statistics/yearlytotal/facts/2007/entered/innovation-centre/?part=%00",
    "/admin/search/?s=a%00b",
    "/?q=%00",
    "/calls/%00/",
    "/reviewing/?q=%00",
    "/company/?on=%00",
    "/account/login/?next=%00",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", ["superuser", "anonymous"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_address_cannot_be_read(world, role, method, address):
    response = getattr(world.client(role), method)(address)

    assert response.status_code == 400
    assert "无法识别该地址" in response.text
    assert "Content-Security-Policy" in response.headers


def test_nothing_is_brought_with_one(world):
    file = SimpleUploadedFile("名单.xlsx", xlsx(HEAD, company_row(1)))
    before = FileImport.objects.count()

    response = world.client("manager_a").post(
        reverse("admin:imports_fileimport_add") + "?kind=companies&fixed_note=%00",
        {"kind": "companies", "incubator": world.a.pk, "file": file},
    )

    assert (response.status_code, FileImport.objects.count()) == (400, before)


def test_api_names_the_parameter_itself(world, api_as):
    response = api_as(world.users["manager_a"]).get("/api/v1/companies/?q=%00")

    assert (response.status_code, response.json()["code"]) == (400, "invalid_parameter")


def test_percent_signs_are_no_nul(world):
    address = pages_of(Company).list_address()

    assert world.client("manager_a").get(f"{address}?q=%2500").status_code == 200
