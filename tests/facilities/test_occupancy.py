"""Integration tests of who sits where: against a recount of every unit, and by hand."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from companies.models import Residence
from facilities import lifecycle
from facilities.enums import SpaceState, UnitUse
from facilities.models import Building, SpaceLease, Unit
from facilities.queries import floors, occupancy
from facilities.queries.leases import ending_within
from facilities.rules.space import share_rule
from incubator.accounts.access import Access
from tests.facilities import zones
from tests.facilities.rows import DAY, EVERYWHERE, draft, rooms, settle
from tests.factories import (
    BuildingFactory,
    IncubatorFactory,
    LeaseFactory,
    ResidenceFactory,
    UnitFactory,
    simple_terms,
)

pytestmark = pytest.mark.django_db

BEGIN, END = DAY(2007, 4, 1), DAY(2010, 4, 1)
STATES = ("let", "vacant", "out_of_service", "not_to_let")


def counted(on: datetime.date, by: str, access: Access = EVERYWHERE) -> dict:
    """``occupancy`` in the shape of the recount."""
    return {
        space.group: {
            state: (getattr(space, state), getattr(space, f"{state}_units"))
            for state in STATES
            if getattr(space, f"{state}_units")
        }
        for space in occupancy.occupancy(on=on, access=access, by=by)
    }


def only(*incubators) -> Access:
    return Access(incubator_ids=frozenset(place.pk for place in incubators))


def space_on(on: datetime.date) -> occupancy.Space:
    [space] = occupancy.occupancy(on=on, access=EVERYWHERE)
    return space


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(zones.events)
def test_any_zone_recounts_and_adds_up(happened):
    with zones.built(happened) as recount:
        for on in recount.days():
            for by in occupancy.GROUPS:
                assert counted(on, by) == recount.occupancy(on, by)
            whole = space_on(on)
            assert whole.total == whole.let + whole.vacant + whole.out_of_service
            assert areas(on) == recount.area(on)
            assert sum(areas(on).values()) == 2 * recount.area(on)["total"]
            states = recount.states(on)
            assert plans(on) == states
            assert set(occupancy.vacant_units(Unit.objects.all(), on=on)) == {
                unit for unit, state in states.items() if state == "vacant"
            }


def areas(on: datetime.date) -> dict[str, Decimal]:
    """``area_by_use`` in the shape of the recount."""
    area = occupancy.area_by_use(on=on, access=EVERYWHERE)
    return {name: getattr(area, name) for name in ("total", *UnitUse.values)}


def plans(on: datetime.date) -> dict[Unit, str]:
    """The state of every unit as the floor plans show it, without what they add in colour."""
    plain = {SpaceState.ENDING: "let", SpaceState.RESERVED: "vacant"}
    return {
        room.unit: plain.get(room.state, room.state.value)
        for building in Building.objects.in_use(on=on)
        for floor in floors.floor_plan(building, on=on)
        for room in floor.rooms
    }


class TestByHand:
    def test_zone_without_space_has_an_empty_line(self):
        assert occupancy.occupancy(on=BEGIN, access=EVERYWHERE) == [occupancy.Space()]
        assert space_on(BEGIN).rate is None

    def test_states_and_rate(self):
        """400 m² let, 200 vacant, 200 out of service, 200 not to let."""
        units = rooms("1", "2", "3", "4", "5")
        stay = ResidenceFactory(incubator=units[0].incubator)
        LeaseFactory(residence=stay, units=units[:2])
        lifecycle.close_unit(unit=units[2], on=BEGIN, reason="repair", by=None)
        lifecycle.correct_unit(unit=units[3], rentable=False, by=None, reason="会议室")

        space = space_on(BEGIN)

        assert (space.let, space.vacant, space.out_of_service) == (400, 200, 200)
        assert (space.not_to_let, space.total, space.total_units) == (200, 800, 4)
        assert space.rate == Decimal("50.00")

    def test_days_at_both_ends_of_a_lease(self):
        LeaseFactory()
        days = [BEGIN - datetime.timedelta(days=1), BEGIN, DAY(2010, 3, 31), END]

        found = occupancy.over_time(days=days, access=EVERYWHERE)

        assert [(day, space.let) for day, space in found] == [
            (days[0], 0),
            (days[1], 200),
            (days[2], 200),
            (days[3], 0),
        ]

    def test_building_that_closed_has_no_space(self):
        building = UnitFactory().building
        lifecycle.close_building(building=building, on=DAY(2008, 1, 1), by=None, reason="拆除")

        assert space_on(DAY(2007, 12, 31)).vacant == 200
        assert space_on(DAY(2008, 1, 1)) == occupancy.Space()

    def test_a_reader_sees_its_own_institutions(self):
        mine, other = UnitFactory(), UnitFactory(floor_area=Decimal(50))

        mine_alone = occupancy.occupancy(on=BEGIN, access=only(mine.incubator))
        nobody = occupancy.occupancy(on=BEGIN, access=Access())

        assert [space.vacant for space in mine_alone] == [200]
        assert nobody == [occupancy.Space()]
        assert occupancy.area_by_use(on=BEGIN, access=only(other.incubator)).incubatee == 50

    def test_what_is_in_no_unit_is_other_area(self):
        building = BuildingFactory(floor_area=Decimal(1_000))
        lifecycle.add_units(
            building=building,
            drafts=[
                draft("1", 100, use="office"),
                draft("2", 300, use="incubatee"),
                draft("3", 200, use="public_service"),
                draft("4", 50, use="other"),
            ],
            by=None,
        )

        area = occupancy.area_by_use(on=BEGIN, access=EVERYWHERE)

        assert (area.total, area.office, area.incubatee) == (1_000, 100, 300)
        assert (area.public_service, area.other) == (200, 400)


class TestShare:
    @pytest.mark.parametrize(
        ("on", "code"),
        [
            (DAY(2006, 12, 6), None),
            (DAY(2006, 12, 7), "CN-2006"),
            (DAY(2010, 11, 28), "CN-2006"),
            (DAY(2010, 11, 29), "CN-2010"),
            (DAY(2018, 12, 31), "CN-2010"),
            (DAY(2019, 1, 1), "CN-2018"),
        ],
    )
    def test_rule_in_force(self, on, code):
        rule = share_rule(on)

        assert (rule.code if rule else None) == code

    @pytest.fixture
    def building(self):
        """600 m²: 400 let to an incubatee, 100 of public service, 100 vacant."""
        building = BuildingFactory(floor_area=Decimal(600))
        let, _service, _vacant = lifecycle.add_units(
            building=building,
            drafts=[
                draft("1", 400),
                draft("2", 100, use="public_service", rentable=False),
                draft("3", 100),
            ],
            by=None,
        )
        stay = ResidenceFactory(
            incubator=building.incubator, on=DAY(2006, 1, 1), due_on=DAY(2020, 1, 1)
        )
        LeaseFactory(
            residence=stay, units=[let], begins_on=DAY(2006, 1, 1), ends_on=DAY(2020, 1, 1)
        )
        return building

    @pytest.mark.parametrize(
        ("on", "used", "per_cent", "enough"),
        [
            (DAY(2006, 6, 1), 400, "66.67", None),
            (DAY(2007, 6, 1), 400, "66.67", True),
            (DAY(2011, 6, 1), 500, "83.33", True),
            (DAY(2019, 6, 1), 500, "83.33", True),
        ],
    )
    @pytest.mark.usefixtures("building")
    def test_share_by_the_rule_of_the_day(self, on, used, per_cent, enough):
        found = occupancy.incubatee_share(on=on, access=EVERYWHERE)

        assert (found.used, found.own, found.per_cent) == (used, 600, Decimal(per_cent))
        assert found.enough is enough

    def test_one_square_metre_less_than_two_thirds_is_not_enough(self, building):
        Building.objects.filter(pk=building.pk).update(floor_area=Decimal("600.01"))

        found = occupancy.incubatee_share(on=DAY(2007, 6, 1), access=EVERYWHERE)

        assert found.enough is False
        assert found.rule.at_least == Fraction(2, 3)

    def test_public_service_that_an_incubatee_rents_is_counted_once(self, building):
        service = building.units.get(use="public_service")
        lifecycle.correct_unit(unit=service, rentable=True, by=None, reason="出租")
        LeaseFactory(
            residence=Residence.objects.get(),
            units=[service],
            begins_on=DAY(2011, 1, 1),
            ends_on=DAY(2012, 1, 1),
        )

        assert occupancy.incubatee_share(on=DAY(2011, 6, 1), access=EVERYWHERE).used == 500

    @pytest.mark.usefixtures("building")
    def test_accelerator_and_strangers_do_not_count(self):
        accelerated = ResidenceFactory(incubator=IncubatorFactory(accelerator=True))
        LeaseFactory(residence=accelerated, terms=simple_terms(price_class="accelerator"))
        before = occupancy.incubatee_share(on=DAY(2007, 6, 1), access=EVERYWHERE)
        stranger = ResidenceFactory(incubator=Building.objects.first().incubator)
        lifecycle.grant_lease(
            company=stranger.company,
            residence=None,
            units=[Unit.objects.get(number="3", floor_area=100)],
            begins_on=BEGIN,
            ends_on=END,
            signed_on=BEGIN,
            terms=simple_terms(price_class="non_incubatee"),
            by=None,
        )

        after = occupancy.incubatee_share(on=DAY(2007, 6, 1), access=EVERYWHERE)

        assert (before.used, after.used, after.own) == (400, 400, 600)

    def test_no_area_has_no_share(self, incubator):
        found = occupancy.incubatee_share(on=BEGIN, access=only(incubator))

        assert (found.per_cent, found.enough) == (None, None)


class TestDensity:
    def test_incubatees_per_thousand_square_metres(self):
        building = BuildingFactory(floor_area=Decimal(3_000))
        ResidenceFactory.create_batch(2, incubator=building.incubator)
        ResidenceFactory(incubator=building.incubator, left_on=DAY(2007, 5, 1))

        found = [occupancy.density(on=on, access=EVERYWHERE) for on in (BEGIN, DAY(2007, 5, 1))]

        assert found == [Decimal("1.00"), Decimal("0.67")]

    def test_no_area_has_no_density(self):
        assert occupancy.density(on=BEGIN, access=EVERYWHERE) is None


class TestVacancies:
    def since(self, on: datetime.date) -> list[tuple]:
        found = occupancy.vacancies(on=on, access=EVERYWHERE)
        return [(unit.number, unit.vacant_since) for unit in found]

    def test_longest_vacancy_first_since_whatever_ended_last(self):
        never, let, closed, _busy = units = rooms("1", "2", "3", "4")
        stay = ResidenceFactory(incubator=never.incubator)
        for unit, end in ((let, DAY(2008, 1, 1)), (units[3], END)):
            LeaseFactory(residence=stay, units=[unit], ends_on=end)
        lifecycle.close_unit(unit=closed, on=BEGIN, until=DAY(2008, 6, 1), reason="repair", by=None)

        assert self.since(DAY(2009, 1, 1)) == [
            ("1", DAY(2000, 1, 1)),
            ("2", DAY(2008, 1, 1)),
            ("3", DAY(2008, 6, 1)),
        ]
        assert self.since(BEGIN) == [("1", DAY(2000, 1, 1))]

    def test_later_leases_change_nothing_about_a_day_before(self):
        LeaseFactory()

        assert [since for _number, since in self.since(DAY(2007, 3, 31))] == [DAY(2000, 1, 1)]


class TestFloorPlan:
    def test_floors_from_the_top_and_rooms_by_number(self):
        building = BuildingFactory()
        lifecycle.add_units(
            building=building,
            drafts=[draft("102"), draft("101"), draft("301", floor=3), draft("B1", floor=-1)],
            by=None,
        )

        plan = floors.floor_plan(building, on=BEGIN)

        assert [(f.number, [room.unit.number for room in f.rooms]) for f in plan] == [
            (3, ["301"]),
            (1, ["101", "102"]),
            (-1, ["B1"]),
        ]

    def test_colours(self):
        """Let; let and ending; let, ending and renewed; reserved; vacant; closed; not to let."""
        units = rooms(*"1234567")
        stay = ResidenceFactory(incubator=units[0].incubator)
        on = DAY(2009, 1, 1)
        LeaseFactory(residence=stay, units=[units[0]])
        LeaseFactory(residence=stay, units=[units[1]], ends_on=DAY(2009, 4, 1))
        renewed = LeaseFactory(residence=stay, units=[units[2]], ends_on=DAY(2009, 4, 1))
        lifecycle.renew(lease=renewed, ends_on=END, signed_on=on, by=None)
        LeaseFactory(residence=stay, units=[units[3]], begins_on=DAY(2009, 6, 1))
        lifecycle.close_unit(unit=units[5], on=on, reason="repair", by=None)
        lifecycle.correct_unit(unit=units[6], rentable=False, by=None, reason="会议室")

        [floor] = floors.floor_plan(units[0].building, on=on)

        assert [room.state.value for room in floor.rooms] == [
            "let",
            "ending",
            "let",
            "reserved",
            "vacant",
            "out_of_service",
            "not_to_let",
        ]
        assert (floor.area, floor.rate) == (1_400, Decimal("50.00"))
        assert floors.summary([floor]) == space_on(on)

    def test_lease_of_another_tenant_next_is_still_an_end(self):
        [unit] = rooms("1")
        for begin, end in ((BEGIN, DAY(2009, 4, 1)), (DAY(2009, 4, 1), END)):
            LeaseFactory(
                residence=ResidenceFactory(incubator=unit.incubator),
                units=[unit],
                begins_on=begin,
                ends_on=end,
            )

        [floor] = floors.floor_plan(unit.building, on=DAY(2009, 1, 1))

        [room] = floor.rooms
        assert (room.state, room.letting.ends_on) == (SpaceState.ENDING, DAY(2009, 4, 1))
        assert room.next_letting.begins_on == DAY(2009, 4, 1)


class TestEnding:
    def numbers(self, days: int, on: datetime.date) -> list[datetime.date]:
        return [lease.until_on for lease in ending_within(days, on=on, access=EVERYWHERE)]

    def test_first_end_first(self):
        LeaseFactory(ends_on=DAY(2008, 3, 1))
        LeaseFactory(ends_on=DAY(2008, 2, 1))

        assert self.numbers(60, DAY(2008, 1, 1)) == [DAY(2008, 2, 1), DAY(2008, 3, 1)]
        assert self.numbers(59, DAY(2008, 1, 1)) == [DAY(2008, 2, 1)]

    def test_what_is_over_or_renewed_is_not_ending(self):
        LeaseFactory(ends_on=DAY(2008, 1, 1))
        renewed = LeaseFactory(ends_on=DAY(2008, 2, 1))
        lifecycle.renew(lease=renewed, ends_on=END, signed_on=BEGIN, by=None)

        assert self.numbers(90, DAY(2008, 1, 1)) == []

    def test_early_end_counts(self):
        lifecycle.end(lease=LeaseFactory(), on=DAY(2008, 2, 1), by=None, reason="退租")

        assert self.numbers(90, DAY(2008, 1, 1)) == [DAY(2008, 2, 1)]

    def test_a_reader_sees_its_own(self):
        lease, _other = LeaseFactory.create_batch(2)

        found = ending_within(90, on=DAY(2010, 3, 1), access=only(lease.incubator))

        assert list(found) == [lease]


class TestQueries:
    """As many for three as for one."""

    @pytest.fixture(params=[1, 3])
    def leases(self, request):
        """So many let rooms of one building, each with a closure later."""
        units = rooms(*"123456"[: request.param])
        stay = ResidenceFactory(incubator=units[0].incubator)
        for unit in units:
            LeaseFactory(residence=stay, units=[unit])
            lifecycle.close_unit(unit=unit, on=END, reason="repair", by=None)
        settle()
        return request.param

    @pytest.mark.parametrize("by", occupancy.GROUPS)
    def test_occupancy(self, leases, by, django_assert_num_queries):
        with django_assert_num_queries(1):
            found = occupancy.occupancy(on=BEGIN, access=EVERYWHERE, by=by)

        assert sum(space.let_units for space in found) == leases

    @pytest.mark.parametrize("on", [BEGIN, END])
    def test_floor_plan(self, leases, on, django_assert_num_queries):
        building = Building.objects.get()

        with django_assert_num_queries(6):
            plan = floors.floor_plan(building, on=on)
            names = [
                room.letting.lease.company.name for f in plan for room in f.rooms if room.letting
            ]

        assert len(names) == (leases if on == BEGIN else 0)

    def test_area_by_use(self, leases, django_assert_num_queries):
        with django_assert_num_queries(2):
            area = occupancy.area_by_use(on=BEGIN, access=EVERYWHERE)

        assert area.incubatee == 200 * leases

    def test_incubatee_share(self, leases, django_assert_num_queries):
        with django_assert_num_queries(2):
            found = occupancy.incubatee_share(on=BEGIN, access=EVERYWHERE)

        assert found.used == 200 * leases

    def test_vacancies(self, leases, django_assert_num_queries):
        with django_assert_num_queries(1):
            found = [
                (unit.building.name, unit.incubator.name)
                for unit in occupancy.vacancies(on=DAY(2007, 1, 1), access=EVERYWHERE)
            ]

        assert len(found) == leases

    def test_ending_within(self, leases, django_assert_num_queries):
        with django_assert_num_queries(1):
            found = [
                (lease.company.name, lease.incubator.name)
                for lease in ending_within(90, on=DAY(2010, 3, 1), access=EVERYWHERE)
            ]

        assert len(found) == leases == SpaceLease.objects.count()
