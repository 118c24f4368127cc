"""The zone whose years before 2007 are a signed figure: it answers the same three numbers."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from companies.models import Company, Residence
from incubator.core.dates import year_end
from incubator.statistics.computation import count_year
from incubator.statistics.indicators import indicator_named
from incubator.statistics.models import OpeningBalance
from incubator.statistics.queries import facts_behind
from seeds.zone2007 import generated
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_history(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path
    call_command("seed", "--opening-balance", stdout=StringIO())


@pytest.mark.usefixtures("without_history")
class TestZone:
    def test_answers_210_30_and_700(self):
        counted = count_year(2007)
        figures = {f.indicator: f for f in counted.figures if f.incubator_id is None and not f.part}

        assert figures["entered"].value == 210
        assert figures["graduated"].value == 30
        ever = figures["cumulative_incubated"]
        assert (ever.counted, ever.opening_balance, ever.value) == (210, 490, 700)
        assert [line for line in counted.identity if not line.holds] == []

    def test_balance_is_signed_sourced_and_listed_nowhere(self):
        balance = OpeningBalance.objects.get()

        assert (balance.value, balance.as_of) == (490, year_end(2006))
        assert balance.signed_by
        assert balance.document.number == "11330208591592676Q/2008-17089"
        assert facts_behind(2007, indicator_named("cumulative_incubated")).count() == 210
        assert not Residence.objects.filter(admitted_on__lt="2007-01-01").exists()

    def test_second_seed_changes_nothing_with_or_without_the_option(self):
        for options in (["--opening-balance"], [], ["--if-empty"]):
            call_command("seed", *options, stdout=StringIO())

        assert Company.objects.count() == 210
        assert OpeningBalance.objects.count() == 1


def test_zone_with_its_history_does_not_get_a_balance_as_well():
    CompanyFactory()

    with pytest.raises(CommandError, match="zone_not_empty"):
        call_command("seed", "--opening-balance", stdout=StringIO())


def test_graduates_had_worked_for_two_years_and_were_young_at_entry():
    for startup in generated.newcomers():
        stay = startup.last
        assert (stay.admitted_on - startup.registered_on).days <= 24 * 31
        if stay.reason == "graduated":
            assert (stay.left_on - startup.registered_on).days >= 730
