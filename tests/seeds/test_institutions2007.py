"""Integration tests of what the institutions of the zone have of their own: all of it made up."""

import pytest

from companies.models import Residence
from incubator.core.dates import now
from incubator.institutions.models import IncubationFund, Incubator
from incubator.institutions.own import OWN_FACTS
from incubator.statistics import queries
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.recognition import exactly
from incubator.statistics.recognition_figures import figures_of_institution
from seeds.zone2007 import institutions, stated
from tests.facts.rows import DAY

pytestmark = pytest.mark.usefixtures("zone")


def test_every_kind_is_there_and_says_that_it_is_generated():
    for kind in OWN_FACTS:
        assert kind._default_manager.exists()
        assert not kind._default_manager.filter(is_generated=False).exists()


def test_recognition_knows_of_the_centre_itself():
    centre = Incubator.objects.get(code=stated.INNOVATION_CENTRE)

    figures = figures_of_institution(centre, on=DAY(2008, 12, 31))

    assert figures["fund"] == exactly(6_000_000)
    assert figures["institution_staff"] == exactly(52)
    assert figures["fund_cases"] == exactly(1)
    assert {"professional_share", "service_income_share", "years_of_statistics", "jobs"} <= set(
        figures
    )


def test_graduates_of_2007_were_expected_at_the_end_of_2006():
    expected = queries.facts_behind(2006, BY_CODE["expected_graduates"])

    graduated = Residence.objects.filter(exit_reason="graduated", left_on__year=2007)
    assert {stay.pk for stay in expected} == {stay.pk for stay in graduated}
    assert len(expected) == 30


def test_building_again_changes_nothing():
    before = IncubationFund.objects.count()

    assert institutions.build(at=now()) is False
    assert IncubationFund.objects.count() == before
