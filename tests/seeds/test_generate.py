"""Integration tests of generated zones: valid, plausible, the same every time."""

import pytest

from companies.models import Company, Residence
from incubator.core.errors import RuleViolation
from incubator.statistics.computation import count_year
from seeds.generate import generate_zone
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def test_generated_zone_holds_every_kind_of_stay():
    stays = generate_zone(companies=300, incubators=4)

    assert Company.objects.filter(is_generated=True).count() == 300
    assert Residence.objects.count() == stays
    assert Residence.objects.filter(programme="acceleration").exists()
    assert Residence.objects.marking_first().filter(is_first=False).exists()


def test_generated_zone_keeps_the_identity():
    generate_zone(companies=300, incubators=4)

    broken = [
        (year, line)
        for year in range(1999, 2026)
        for line in count_year(year).identity
        if not line.holds
    ]

    assert broken == []


def test_history_records_generated_rows():
    generate_zone(companies=10, incubators=2)

    assert Company.history.rel.related_model.objects.count() == 10


def test_refused_beside_other_companies():
    CompanyFactory()

    with pytest.raises(RuleViolation) as refusal:
        generate_zone(companies=10, incubators=2)

    assert refusal.value.code == "zone_not_empty"
    assert Company.objects.count() == 1
