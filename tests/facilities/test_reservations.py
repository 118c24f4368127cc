"""Rooms kept for who is to move in: nobody else gets them until they are released or lapse."""

import datetime
from decimal import Decimal

import pytest

from companies.models import Admission
from facilities import lifecycle
from facilities.enums import SpaceState
from facilities.models import Reservation, ReservedUnit, SpaceLease
from facilities.queries.floors import floor_plan
from facilities.schedule import release_lapsed_reservations
from tests.facilities.rows import DAY, answer, days_let, refused, settle
from tests.factories import (
    CallFactory,
    CompanyFactory,
    LeaseFactory,
    ResidenceFactory,
    UnitFactory,
    simple_terms,
)
from tests.workflows.rows import AT, ENDS, ON, accepted, begun, paid, reserved

pytestmark = pytest.mark.django_db

TODAY = DAY(2008, 3, 25)


@pytest.fixture
def admission() -> Admission:
    return begun()


@pytest.fixture
def unit(admission):
    return UnitFactory(building__incubator=admission.incubator)


def lease_of(unit, **more) -> SpaceLease:
    stay = ResidenceFactory(incubator=unit.incubator, company=CompanyFactory())
    given = {"begins_on": ON, "ends_on": DAY(2009, 4, 1), "signed_on": ON}
    return LeaseFactory(residence=stay, units=[unit], **given | more)


def state_of(unit, on=TODAY) -> str:
    [floor] = floor_plan(unit.building, on=on)
    return floor.rooms[0].state


def reserve(admission, unit, **more):
    """The arguments of a reservation, for ``refused``."""
    return {
        "admission": admission, "units": [unit], "begins_on": ON, "ends_on": ENDS,
        "terms": simple_terms(), "at": AT, "on": TODAY,
    } | more  # fmt: skip


class TestReserving:
    def test_keeps_the_rooms_and_the_terms(self, admission, unit):
        reservation = reserved(admission, [unit])

        assert (reservation.room_deposit, reservation.unit_price) == (500, 1)
        assert reservation.reserved_units.get().unit == unit
        settle()

    def test_table_shows_it(self, admission, unit):
        assert state_of(unit) == SpaceState.VACANT
        reserved(admission, [unit])

        assert state_of(unit) == SpaceState.RESERVED
        assert state_of(unit, on=DAY(2008, 3, 24)) == SpaceState.VACANT
        [floor] = floor_plan(unit.building, on=TODAY)
        assert floor.rooms[0].reserved.reservation.admission == admission

    def test_holds_thirty_days_unless_somebody_says_otherwise(self, admission, unit):
        made = lifecycle.reserve_units(by=None, **reserve(admission, unit))

        assert made.holds_until == TODAY + datetime.timedelta(days=30)

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"ends_on": ON}, "lease_ends_before_it_begins"),
            ({"holds_until": TODAY}, "hold_too_short"),
            ({"terms": simple_terms(price_steps=((DAY(2009, 1, 1), Decimal(2)),))},
             "steps_not_reserved"),
            ({"terms": simple_terms(unit_price=Decimal(-1))}, "invalid_price"),
            ({"units": []}, "lease_without_units"),
        ],
    )  # fmt: skip
    def test_nonsense(self, admission, unit, changed, code):
        found = refused(lifecycle.reserve_units, **reserve(admission, unit, **changed))

        assert found.code == code

    def test_one_at_a_time(self, admission, unit):
        reserved(admission, [unit])

        found = refused(lifecycle.reserve_units, **reserve(admission, unit))
        assert answer(found) == ("reserved_already", 409)

    def test_for_an_admission_that_is_under_way(self, admission, unit):
        Admission.objects.update(given_up_at=AT, given_up_reason="不来")
        admission.refresh_from_db()

        found = refused(lifecycle.reserve_units, **reserve(admission, unit))
        assert answer(found) == ("admission_over", 409)

    def test_room_that_is_let(self, admission, unit):
        lease_of(unit)

        found = refused(lifecycle.reserve_units, **reserve(admission, unit))
        assert answer(found) == ("unit_taken", 409)

    def test_room_that_is_kept_for_another(self, admission, unit):
        other = begun(accepted(call=CallFactory(incubator=admission.incubator)))
        reserved(admission, [unit])

        found = refused(lifecycle.reserve_units, **reserve(other, unit))
        assert answer(found) == ("unit_reserved", 409)
        assert str(admission) not in found.detail


class TestKeepingOthersOut:
    def test_no_lease_for_others(self, admission, unit):
        reserved(admission, [unit])

        stay = ResidenceFactory(incubator=unit.incubator)
        found = refused(
            lifecycle.grant_lease, company=stay.company, residence=stay, units=[unit],
            begins_on=ON, ends_on=DAY(2009, 4, 1), signed_on=ON, terms=simple_terms(),
        )  # fmt: skip
        assert answer(found) == ("unit_reserved", 409)

    def test_until_the_planned_lease_begins_others_may_have_it(self, admission, unit):
        reserved(admission, [unit], begins_on=DAY(2009, 4, 1), ends_on=DAY(2010, 4, 1))

        assert lease_of(unit).until_on == DAY(2009, 4, 1)
        settle()

    def test_not_by_an_amendment_either(self, admission, unit):
        lease = lease_of(UnitFactory(building=unit.building))
        reserved(admission, [unit])

        found = refused(
            lifecycle.amend, lease=lease, on=DAY(2008, 6, 1), units=[unit], reason="换房"
        )
        assert found.code == "unit_reserved"

    @pytest.mark.parametrize(
        ("verb", "more"),
        [
            (lifecycle.close_unit, {"reason": "repair"}),
            (lifecycle.retire_unit, {"reason": "拆除"}),
        ],
    )
    def test_not_closed_and_not_retired(self, admission, unit, verb, more):
        reserved(admission, [unit])

        assert refused(verb, unit=unit, on=DAY(2008, 6, 1), **more).code == "unit_reserved"

    def test_what_has_lapsed_is_free(self, admission, unit):
        reservation = reserved(admission, [unit], holds_until=DAY(2008, 3, 31))

        assert lease_of(unit).until_on == DAY(2009, 4, 1)
        reservation.refresh_from_db()
        assert reservation.released_on
        assert state_of(unit, on=ON) == SpaceState.LET
        settle()

    def test_what_was_paid_for_does_not_lapse(self, admission, unit):
        paid(reserved(admission, [unit], holds_until=DAY(2008, 3, 31)))

        release_lapsed_reservations()

        assert ReservedUnit.objects.count() == 1
        assert state_of(unit, on=ON) == SpaceState.RESERVED

    def test_every_night_what_has_lapsed_is_released(self, admission, unit):
        reserved(admission, [unit], holds_until=DAY(2008, 3, 31))
        other = reserved(begun())

        release_lapsed_reservations()

        assert list(Reservation.objects.live()) == [other]
        assert Reservation.objects.exclude(pk=other.pk).get().release_reason


class TestDeposit:
    def test_recorded_once(self, admission):
        reservation = paid(reserved(admission))

        assert (reservation.deposit_paid_on, reservation.deposit_reference) == (
            DAY(2008, 3, 30), "收据1",
        )  # fmt: skip
        found = refused(lifecycle.record_deposit, reservation=reservation, on=ON, at=AT)
        assert answer(found) == ("deposit_paid_already", 409)

    def test_where_one_is_agreed_on(self, admission, unit):
        reservation = reserved(admission, [unit], terms=simple_terms())

        found = refused(lifecycle.record_deposit, reservation=reservation, on=ON, at=AT)
        assert answer(found) == ("no_deposit_agreed", 409)

    def test_when_it_has_come(self, admission):
        found = refused(
            lifecycle.record_deposit, reservation=reserved(admission), on=DAY(2099, 1, 1), at=AT
        )
        assert found.code == "payment_in_future"

    def test_taken_back_before_the_rooms_are_released(self, admission):
        reservation = paid(reserved(admission))
        release = {"reservation": reservation, "on": ON, "reason": "不来"}
        assert refused(lifecycle.release_reservation, **release).code == "deposit_held"

        back = {"reservation": reservation, "reason": "已退"}
        lifecycle.take_deposit_back(by=None, **back)
        assert refused(lifecycle.take_deposit_back, **back).code == "no_deposit_held"
        lifecycle.release_reservation(by=None, **release)

        assert not ReservedUnit.objects.exists()
        assert refused(lifecycle.release_reservation, **release).code == "reservation_released"

    def test_taken_back_for_a_reason(self, admission):
        reservation = paid(reserved(admission))

        assert refused(lifecycle.take_deposit_back, reservation=reservation, reason="").code == (
            "reason_missing"
        )


class TestLetting:
    def let(self, reservation, **more):
        stay = ResidenceFactory(incubator=reservation.incubator, on=DAY(2008, 3, 1),
                                due_on=DAY(2011, 3, 31))  # fmt: skip
        given = {
            "reservation": reservation, "company": stay.company, "residence": stay,
            "signed_on": ON, "on": ON,
        }  # fmt: skip
        return given | more

    def test_becomes_a_lease_with_its_deposit_paid(self, admission, unit):
        reservation = paid(reserved(admission, [unit]))

        lease = lifecycle.let_reserved(by=None, **self.let(reservation))

        assert days_let(lease) == [(unit.number, ON, ENDS)]
        deposit = lease.charges.get(kind="room_deposit")
        assert deposit.payments.get().amount_fen == deposit.amount_fen == 50_000
        settle()

    def test_begins_when_they_come(self, admission, unit):
        lease = lifecycle.let_reserved(
            by=None, **self.let(reserved(admission, [unit]), on=DAY(2008, 4, 10))
        )

        assert (lease.begins_on, lease.ends_on) == (DAY(2008, 4, 10), ENDS)

    def test_what_fails_leaves_the_rooms_reserved(self, admission, unit):
        reservation = reserved(admission, [unit], ends_on=DAY(2012, 4, 1))

        found = refused(lifecycle.let_reserved, **self.let(reservation))
        assert found.code == "lease_outside_residence"


@pytest.mark.parametrize("count", [1, 3])
def test_plan_costs_the_same(admission, unit, count, django_assert_num_queries):
    units = [unit] + [UnitFactory(building=unit.building) for _each in range(count - 1)]
    reserved(admission, units)

    with django_assert_num_queries(6):
        [floor] = floor_plan(unit.building, on=TODAY)
        assert {str(room.reserved.reservation.admission) for room in floor.rooms} == {
            str(admission)
        }
