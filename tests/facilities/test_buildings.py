"""Integration tests of buildings that are corrected and given up."""

from decimal import Decimal

import pytest

from facilities import lifecycle
from facilities.models import Building, Unit
from tests.facilities.rows import DAY, answer, draft, refused, settle
from tests.factories import BuildingFactory, LeaseFactory, PhaseFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

ON = DAY(2009, 1, 1)


@pytest.fixture
def unit(db) -> Unit:
    """200 m² of a building of 2,000."""
    return UnitFactory()


@pytest.fixture
def house(unit) -> Building:
    return unit.building


def correct(house: Building, **changes) -> Building:
    return lifecycle.correct_building(building=house, reason="录错", by=None, **changes)


class TestCorrect:
    def test_it_holds_for_all_of_its_time(self, house):
        user = UserFactory()
        lifecycle.correct_building(
            building=house, floor_area=Decimal(250), name="乙楼", reason="测绘", by=user
        )

        house.refresh_from_db()
        assert (house.floor_area, house.name) == (250, "乙楼")
        last = house.history.order_by("pgh_id").last()
        assert (last.pgh_context["user"], last.pgh_context["reason"]) == (user.pk, "测绘")

    def test_same_code_is_no_second_building(self, house):
        assert correct(house, code=house.code).code == house.code

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"floor_area": Decimal(0)}, "invalid_area"),
            ({"floor_area": Decimal("199.99")}, "areas_exceed_building"),
            ({"opened_on": ON}, "unit_before_building"),
        ],
    )
    def test_nonsense_is_refused(self, house, changes, code):
        refusal = refused(lifecycle.correct_building, building=house, reason="录错", **changes)

        assert refusal.code == code

    def test_code_of_another_building_is_refused(self, house):
        other = BuildingFactory(incubator=house.incubator)

        refusal = refused(
            lifecycle.correct_building, building=house, reason="录错", code=other.code
        )

        assert answer(refusal) == ("building_exists", 409)

    def test_phase_of_another_institution_is_refused(self, house):
        phase = PhaseFactory()

        refusal = refused(lifecycle.correct_building, building=house, reason="录错", phase=phase)

        assert refusal.code == "phase_of_another_incubator"

    def test_opening_after_the_end_is_refused(self, db):
        empty = BuildingFactory()
        lifecycle.close_building(building=empty, on=ON, reason="拆除", by=None)

        refusal = refused(lifecycle.correct_building, building=empty, reason="录错", opened_on=ON)

        assert refusal.code == "building_closes_before_it_opens"

    def test_reason_is_needed(self, house):
        refusal = refused(lifecycle.correct_building, building=house, reason=" ", name="乙楼")

        assert refusal.code == "reason_missing"

    def test_other_columns_are_no_correction(self, house):
        with pytest.raises(TypeError):
            correct(house, closed_on=ON)


def give_up(house: Building, on=ON) -> Building:
    return lifecycle.close_building(building=house, on=on, reason="拆除", by=None)


class TestGiveUp:
    def test_its_units_end_with_it(self, house, unit):
        give_up(house)
        settle()

        unit.refresh_from_db()
        assert (house.__class__.objects.get().closed_on, unit.ends_on) == (ON, ON)

    def test_unit_that_ended_before_keeps_its_day(self, house, unit):
        lifecycle.retire_unit(unit=unit, on=DAY(2008, 1, 1), reason="拆除", by=None)
        give_up(house)

        unit.refresh_from_db()
        assert unit.ends_on == DAY(2008, 1, 1)

    def test_let_building_is_refused_and_the_tenant_named(self, db):
        lease = LeaseFactory()
        house = lease.leased_units.get().unit.building

        refusal = refused(
            lifecycle.close_building, building=house, on=DAY(2008, 1, 1), reason="拆除"
        )

        assert answer(refusal) == ("unit_let", 409)
        assert lease.company.name in str(refusal.detail)

    def test_unit_that_begins_later_is_refused(self, house):
        UnitFactory(building=house, begins_on=DAY(2010, 1, 1))

        refusal = refused(lifecycle.close_building, building=house, on=ON, reason="拆除")

        assert answer(refusal) == ("unit_begins_later", 409)

    def test_day_before_it_opened_is_refused(self, house):
        refusal = refused(
            lifecycle.close_building, building=house, on=house.opened_on, reason="拆除"
        )

        assert refusal.code == "building_closes_before_it_opens"

    def test_second_time_is_refused(self, house):
        give_up(house)

        refusal = refused(lifecycle.close_building, building=house, on=ON, reason="拆除")

        assert answer(refusal) == ("building_closed", 409)

    def test_nothing_is_added_to_it_any_more(self, house):
        give_up(house)
        house.refresh_from_db()

        refusal = refused(lifecycle.add_units, building=house, drafts=[draft("901")])

        assert answer(refusal) == ("building_closed", 409)

    def test_reason_is_needed(self, house):
        refusal = refused(lifecycle.close_building, building=house, on=ON, reason="")

        assert refusal.code == "reason_missing"
