"""Integration tests of generated zones: valid, plausible, the same every time."""

import pytest
from django.db import connection
from django.db.models import F, Q

from companies.models import Application, Company, Residence
from facilities.models import Building, Closure, LeasedUnit, SpaceLease, Unit
from incubator.core.dates import now, today
from incubator.core.errors import RuleViolation
from incubator.statistics.computation import count_year
from mentors.models import Appointment, Assignment, Mentor, MentoringSession, Slot
from mentors.queries.suggestions import suggestions
from seeds.generate import generate_zone
from seeds.generate_applications import generate_applications
from seeds.generate_mentors import generate_mentors
from seeds.generate_space import generate_space
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


@pytest.fixture
def let_zone():
    """A generated zone with as many leases as its stays give, and the database content with it."""
    generate_zone(companies=200, incubators=3)
    made = generate_space(units=150, leases=300)
    connection.check_constraints()
    return made


def test_generated_space_is_as_large_as_asked_for(let_zone):
    assert Unit.objects.count() == 150
    assert 290 <= let_zone <= 300
    assert SpaceLease.objects.count() == LeasedUnit.objects.count() == let_zone
    assert Closure.objects.exists()
    assert LeasedUnit.history.rel.related_model.objects.count() == let_zone


def test_generated_leases_lie_within_their_stays_and_units(let_zone):
    outside = SpaceLease.objects.filter(
        Q(begins_on__lt=F("residence__admitted_on"))
        | Q(until_on__gt=F("residence__left_on"))
        | Q(leased_units__unit__rentable=False)
    )

    assert list(outside) == []


def test_generated_leases_have_every_kind_of_life(let_zone):
    leases = SpaceLease.objects.all()

    kinds = {
        "renewal": leases.filter(renews__isnull=False),
        "ended early": leases.filter(ended_on__isnull=False),
        "handed back": leases.filter(handed_back_on__isnull=False),
        "open stay": leases.filter(residence__left_on=None),
    }
    assert {kind: rows.exists() for kind, rows in kinds.items()} == dict.fromkeys(kinds, True)


def test_generated_space_is_refused_beside_buildings(let_zone):
    with pytest.raises(RuleViolation) as refusal:
        generate_space(units=10, leases=10)

    assert refusal.value.code == "zone_not_empty"
    assert Building.objects.count() == 3


def test_applications_of_any_number(db):
    generate_zone(companies=20, incubators=3)

    generate_applications(count=200)

    found = Application.objects.all()
    assert (found.count(), found.values("receipt").distinct().count()) == (200, 200)
    assert found.values("call").distinct().count() == 2  # none to the accelerator
    assert {"submitted", "complete", "refused", "withdrawn"} == set(
        found.values_list("state", flat=True)
    )
    assert not found.filter(is_generated=False).exists()


def test_mentors_of_any_number(db):
    generate_zone(companies=300, incubators=3)
    on = today()

    made = generate_mentors(count=60, on=on)

    assert made == Mentor.objects.in_office(on=on).count() == 60
    assert Assignment.objects.active(on=on).count() > 40
    sessions = MentoringSession.objects.took_place()
    assert sessions.count() == 3 * Assignment.objects.count()
    assert Slot.objects.free(at=now()).count() == 6 * 5 * 3
    stay = Residence.objects.open(on=on).filter(
        incubator=Appointment.objects.first().incubator, assignments=None
    )[0]
    assert len(suggestions(stay, on=on)) == 10
    with pytest.raises(RuleViolation) as refusal:
        generate_mentors(count=1, on=on)
    assert refusal.value.code == "zone_not_empty"
