"""Register and admit in one transaction."""

import datetime

import pytest

from companies.lifecycle.admission import company_on_file, register_and_admit
from companies.models import Company, Residence
from incubator.core.errors import RuleViolation
from tests.factories import CompanyFactory, ResidenceFactory, unified_code

CODE = unified_code(800_000)
DAY = datetime.date


def admission(incubator, **values) -> dict:
    return {
        "by": None, "incubator": incubator, "on": DAY(2007, 3, 1), "due_on": DAY(2010, 3, 1),
        "name": "宁波新企", "unified_code": CODE,
    } | values  # fmt: skip


def test_both_happen(incubator):
    stay = register_and_admit(**admission(incubator, field="materials", note="首批"))

    assert (stay.company.unified_code, stay.company.field) == (CODE, "materials")
    assert (stay.incubator, stay.note) == (incubator, "首批")


def test_neither_happens(incubator):
    with pytest.raises(RuleViolation, match="due_before_admission"):
        register_and_admit(**admission(incubator, due_on=DAY(2007, 3, 1)))

    assert (Company.objects.count(), Residence.objects.count()) == (0, 0)


def test_known_company_is_refused_until_it_is_meant(incubator):
    company = CompanyFactory(unified_code=CODE)

    with pytest.raises(RuleViolation, match="company_exists"):
        register_and_admit(**admission(incubator))

    assert register_and_admit(**admission(incubator, known=True)).company == company


def test_known_company_inside_already(incubator):
    ResidenceFactory(company=CompanyFactory(unified_code=CODE), incubator=incubator)

    with pytest.raises(RuleViolation, match="residence_overlap"):
        register_and_admit(**admission(incubator, known=True))

    assert Residence.objects.count() == 1


@pytest.mark.parametrize("code", [CODE, CODE.lower(), f" {CODE[:4]}-{CODE[4:]} "])
def test_company_is_found_by_its_code_as_typed(db, code):
    company = CompanyFactory(unified_code=CODE)

    assert company_on_file(unified_code=code) == company


def test_company_is_found_by_its_older_code(db):
    company = CompanyFactory(unified_code=None, organisation_code="12345678-8")

    assert company_on_file(unified_code=CODE, organisation_code="12345678-8") == company


@pytest.mark.parametrize("codes", [{}, {"unified_code": "x"}, {"organisation_code": "0"}])
def test_no_company(db, codes):
    CompanyFactory()

    assert company_on_file(**codes) is None
