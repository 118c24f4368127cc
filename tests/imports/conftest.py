"""Fixtures of imports."""

import pytest

from tests.factories import CompanyFactory, ResidenceFactory


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def companies(incubator) -> list:
    """Three that reside in the incubator and owe what it asks for."""
    made = [CompanyFactory() for _number in range(3)]
    for company in made:
        ResidenceFactory(company=company, incubator=incubator)
    return made
