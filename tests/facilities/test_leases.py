"""Integration tests of granting, amending, renewing, ending and cancelling a lease."""

import datetime
from decimal import Decimal

import pytest

from companies import lifecycle as companies
from facilities import lifecycle
from facilities.models import LeasedUnit, SpaceLease, Unit
from incubator.core.dates import today
from tests.facilities.rows import DAY, answer, days_let, draft, refused, rooms, settle
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    LeaseFactory,
    ResidenceFactory,
    UnitFactory,
    UserFactory,
    simple_terms,
)

pytestmark = pytest.mark.django_db

BEGIN, END = DAY(2007, 4, 1), DAY(2010, 4, 1)
MIDDLE = DAY(2008, 7, 1)
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def residence():
    """From 1 March 2007; due on 1 March 2012."""
    return ResidenceFactory()


@pytest.fixture
def room(residence) -> Unit:
    """A room of 200 m² where the residence is."""
    return UnitFactory(building__incubator=residence.incubator, number="101")


@pytest.fixture
def other_room(room) -> Unit:
    """The room beside it."""
    return UnitFactory(building=room.building, number="102")


@pytest.fixture
def asked(residence, room) -> dict:
    """A lease that would be granted."""
    return {
        "company": residence.company,
        "residence": residence,
        "units": [room],
        "begins_on": BEGIN,
        "ends_on": END,
        "signed_on": BEGIN,
        "terms": simple_terms(),
    }


@pytest.fixture
def lease(asked) -> SpaceLease:
    """The same lease, granted."""
    return lifecycle.grant_lease(**asked, by=None)


class TestGrant:
    def test_units_are_let_for_the_period(self, asked, other_room):
        asked["units"].append(other_room)

        lease = lifecycle.grant_lease(**asked, by=None)
        settle()

        assert days_let(lease) == [("101", BEGIN, END), ("102", BEGIN, END)]
        assert (lease.incubator, lease.until_on) == (other_room.incubator, END)

    def test_what_is_due_in_the_first_year_is_claimed(self, lease):
        due = lease.charges.order_by("due_on").values_list("due_on", "amount_fen")

        assert list(due) == [(DAY(2007, month, 1), 200_00) for month in range(4, 13)]

    def test_steps_and_subsidies_are_kept(self, asked):
        asked["terms"] = simple_terms(
            price_steps=((MIDDLE, Decimal("1.5")),), subsidies=((1, Decimal("0.5"), Decimal(100)),)
        )

        lease = lifecycle.grant_lease(**asked, by=None)

        assert lease.price_steps.values_list("from_on", "unit_price").get() == (MIDDLE, 1.5)
        assert lease.subsidy_steps.values_list("lease_year", "yuan", "max_area").get() == (
            1,
            Decimal("0.5"),
            100,
        )

    def test_numbers_follow_in_an_institution_and_year(self, asked, other_room):
        first = lifecycle.grant_lease(**asked, by=None)
        second = lifecycle.grant_lease(**asked | {"units": [other_room]}, by=None)

        assert (first.number, second.number) == ("ZL2007-0001", "ZL2007-0002")

    def test_given_number_is_kept_and_passed_over_later(self, asked, other_room):
        lifecycle.grant_lease(**asked, number=" ZL2007-0002 ", by=None)

        following = lifecycle.grant_lease(**asked | {"units": [other_room]}, by=None)

        assert following.number == "ZL2007-0003"

    def test_actor_is_in_the_history(self, asked):
        user = UserFactory()

        lease = lifecycle.grant_lease(**asked, by=user)

        assert lease.history.get().pgh_context["user"] == user.pk

    def test_unit_named_twice_is_let_once(self, asked, room):
        lease = lifecycle.grant_lease(**asked | {"units": [room, room]}, by=None)

        assert lease.leased_units.count() == 1

    def test_lease_may_last_until_the_day_after_the_agreed_last_day(self, asked):
        lease = lifecycle.grant_lease(**asked | {"ends_on": DAY(2012, 3, 2)}, by=None)
        settle()

        assert lease.until_on == DAY(2012, 3, 2)

    def test_unit_is_free_on_the_day_a_lease_ends(self, asked, lease):
        following = lifecycle.grant_lease(
            **asked | {"begins_on": END, "ends_on": DAY(2011, 4, 1)}, by=None
        )
        settle()

        assert days_let(following) == [("101", END, DAY(2011, 4, 1))]

    def test_stranger_leases_without_a_residence(self, asked):
        lease = lifecycle.grant_lease(
            **asked
            | {
                "company": CompanyFactory(),
                "residence": None,
                "terms": simple_terms(price_class="non_incubatee"),
            },
            by=None,
        )

        assert lease.residence is None

    def test_accelerator_lets_at_its_own_class(self):
        lease = LeaseFactory(
            residence=ResidenceFactory(incubator=IncubatorFactory(accelerator=True)),
            terms=simple_terms(price_class="accelerator"),
        )

        assert lease.price_class == "accelerator"


class TestGrantRefuses:
    @pytest.mark.parametrize("ends_on", [BEGIN, BEGIN - ONE_DAY])
    def test_end_before_the_begin(self, asked, ends_on):
        refusal = refused(lifecycle.grant_lease, **asked | {"ends_on": ends_on})

        assert answer(refusal) == ("lease_ends_before_it_begins", 400)

    @pytest.mark.parametrize("ends_on", [DAY(9999, 12, 31), BEGIN + 18_264 * ONE_DAY])
    def test_end_that_is_a_slip_of_the_keyboard(self, asked, ends_on):
        refusal = refused(lifecycle.grant_lease, **asked | {"ends_on": ends_on})

        assert answer(refusal) == ("lease_too_long", 400)

    def test_signature_in_the_future(self, asked):
        refusal = refused(lifecycle.grant_lease, **asked | {"signed_on": today() + ONE_DAY})

        assert answer(refusal) == ("signed_in_future", 400)

    def test_no_units(self, asked):
        refusal = refused(lifecycle.grant_lease, **asked | {"units": []})

        assert answer(refusal) == ("lease_without_units", 400)

    def test_unit_of_another_institution_among_them(self, asked):
        asked["units"].append(UnitFactory())

        assert answer(refused(lifecycle.grant_lease, **asked)) == ("unit_of_another_incubator", 400)

    def test_unit_of_another_institution_alone(self, asked):
        refusal = refused(lifecycle.grant_lease, **asked | {"units": [UnitFactory()]})

        assert answer(refusal) == ("residence_of_another_company", 400)

    def test_residence_of_another_company(self, asked):
        refusal = refused(lifecycle.grant_lease, **asked | {"company": CompanyFactory()})

        assert answer(refusal) == ("residence_of_another_company", 400)

    def test_incubatee_without_a_residence(self, asked):
        refusal = refused(lifecycle.grant_lease, **asked | {"residence": None})

        assert answer(refusal) == ("lease_needs_a_residence", 400)

    @pytest.mark.parametrize(
        ("dates", "field"),
        [
            ({"begins_on": DAY(2007, 2, 28)}, "begins_on"),
            ({"ends_on": DAY(2012, 3, 3)}, "ends_on"),
        ],
    )
    def test_lease_outside_of_its_residence(self, asked, dates, field):
        refusal = refused(lifecycle.grant_lease, **asked | dates)

        assert (answer(refusal), refusal.field) == (("lease_outside_residence", 400), field)

    def test_stay_until_the_last_day_that_there_is(self, asked, residence):
        """Such days came in before they were refused."""
        residence.due_on = DAY.max
        residence.save()

        assert lifecycle.grant_lease(**asked, by=None).residence == residence

    def test_lease_beyond_the_day_the_company_left(self, asked, residence):
        asked["residence"] = companies.leave(
            residence=residence, reason="moved", on=END - ONE_DAY, by=None
        )

        assert answer(refused(lifecycle.grant_lease, **asked)) == ("lease_outside_residence", 400)

    @pytest.mark.parametrize("price_class", ["accelerator", "gift"])
    def test_price_class_that_does_not_fit(self, asked, price_class):
        refusal = refused(
            lifecycle.grant_lease, **asked | {"terms": simple_terms(price_class=price_class)}
        )

        assert answer(refusal) == ("price_class_does_not_fit", 400)

    def test_incubatee_in_an_accelerator(self):
        stay = ResidenceFactory(incubator=IncubatorFactory(accelerator=True))
        unit = UnitFactory(building__incubator=stay.incubator)

        refusal = refused(
            lifecycle.grant_lease,
            company=stay.company,
            residence=stay,
            units=[unit],
            begins_on=BEGIN,
            ends_on=END,
            signed_on=BEGIN,
            terms=simple_terms(),
        )

        assert answer(refusal) == ("price_class_does_not_fit", 400)

    @pytest.mark.parametrize("basis", ["", "m3_day"])
    def test_price_without_a_unit(self, asked, basis):
        refusal = refused(
            lifecycle.grant_lease, **asked | {"terms": simple_terms(price_basis=basis)}
        )

        assert answer(refusal) == ("price_without_basis", 400)

    @pytest.mark.parametrize(
        "field",
        ["unit_price", "property_fee", "late_fee_rate", "room_deposit", "utilities_deposit"],
    )
    def test_price_below_zero(self, asked, field):
        terms = simple_terms(**{field: Decimal("-0.01")})

        refusal = refused(lifecycle.grant_lease, **asked | {"terms": terms})

        assert (answer(refusal), refusal.field) == (("invalid_price", 400), field)

    def test_price_step_below_zero(self, asked):
        terms = simple_terms(price_steps=((MIDDLE, Decimal(-1)),))

        assert refused(lifecycle.grant_lease, **asked | {"terms": terms}).code == "invalid_price"

    @pytest.mark.parametrize("day", [BEGIN, END, DAY(2006, 1, 1)])
    def test_price_step_outside_of_the_lease(self, asked, day):
        terms = simple_terms(price_steps=((day, Decimal(2)),))

        refusal = refused(lifecycle.grant_lease, **asked | {"terms": terms})

        assert answer(refusal) == ("price_step_outside_lease", 400)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("rhythm", "weekly"),
            ("late_fee_rate", Decimal("0.0501")),
            ("free_months", -1),
            ("free_months", 121),
            ("price_steps", ((MIDDLE, Decimal(2)), (MIDDLE, Decimal(3)))),
            ("subsidies", ((0, Decimal(1), None),)),
            ("subsidies", ((51, Decimal(1), None),)),
            ("subsidies", ((1, Decimal(0), None),)),
            ("subsidies", ((1, Decimal(1), Decimal(0)),)),
            ("subsidies", ((1, Decimal(1), None), (1, Decimal(2), None))),
        ],
    )
    def test_terms_that_cannot_be(self, asked, field, value):
        terms = simple_terms(**{field: value})

        refusal = refused(lifecycle.grant_lease, **asked | {"terms": terms})

        assert (answer(refusal), refusal.field) == (("invalid_terms", 400), field)

    def test_unit_that_is_not_to_let(self, asked, room):
        lifecycle.correct_unit(unit=room, rentable=False, by=None, reason="会议室")

        assert answer(refused(lifecycle.grant_lease, **asked)) == ("unit_not_to_let", 400)

    def test_unit_that_does_not_stand_yet(self, asked, room):
        [late] = lifecycle.add_units(
            building=room.building, drafts=[draft("201", begins_on=BEGIN + ONE_DAY)], by=None
        )

        refusal = refused(lifecycle.grant_lease, **asked | {"units": [late]})

        assert answer(refusal) == ("unit_not_there", 400)

    def test_unit_that_ends_before_the_lease(self, asked, room):
        lifecycle.retire_unit(unit=room, on=END - ONE_DAY, by=None, reason="拆除")

        assert answer(refused(lifecycle.grant_lease, **asked)) == ("unit_not_there", 400)

    def test_unit_out_of_service_on_its_last_day(self, asked, room):
        lifecycle.close_unit(unit=room, on=END - ONE_DAY, reason="repair", by=None)

        assert answer(refused(lifecycle.grant_lease, **asked)) == ("unit_closed", 409)

    @pytest.mark.parametrize(
        ("begins_on", "ends_on"),
        [(BEGIN, END), (DAY(2007, 3, 1), BEGIN + ONE_DAY), (END - ONE_DAY, DAY(2011, 1, 1))],
    )
    def test_unit_that_is_let_and_names_the_tenant(self, asked, lease, begins_on, ends_on):
        refusal = refused(
            lifecycle.grant_lease, **asked | {"begins_on": begins_on, "ends_on": ends_on}
        )

        assert answer(refusal) == ("unit_taken", 409)
        assert (refusal.values["company"], refusal.values["lease"]) == (
            lease.company.name,
            lease.number,
        )

    def test_one_taken_unit_of_two_keeps_both_out(self, asked, lease, other_room):
        refusal = refused(lifecycle.grant_lease, **asked | {"units": [other_room, *asked["units"]]})

        assert (refusal.code, refusal.values["unit"]) == ("unit_taken", "101")

    def test_number_that_is_in_use(self, asked, lease, other_room):
        refusal = refused(
            lifecycle.grant_lease, **asked | {"units": [other_room]}, number=lease.number
        )

        assert answer(refusal) == ("lease_exists", 409)


class TestAmend:
    def test_price_from_a_day_on(self, lease):
        lifecycle.amend(lease=lease, on=MIDDLE, unit_price=Decimal(2), by=None, reason="调价")
        lifecycle.amend(lease=lease, on=MIDDLE, unit_price=Decimal(3), by=None, reason="更正")

        assert lease.price_steps.values_list("from_on", "unit_price").get() == (MIDDLE, 3)

    def test_units_from_a_day_on(self, lease, other_room):
        lifecycle.amend(lease=lease, on=MIDDLE, units=[other_room], by=None, reason="换房")
        settle()

        assert days_let(lease) == [("101", BEGIN, MIDDLE), ("102", MIDDLE, END)]

    def test_unit_that_stays_keeps_its_row(self, lease, room, other_room):
        row = lease.leased_units.get()

        lifecycle.amend(lease=lease, on=MIDDLE, units=[room, other_room], by=None, reason="扩租")

        assert days_let(lease) == [("101", BEGIN, END), ("102", MIDDLE, END)]
        assert LeasedUnit.objects.get(unit=room) == row

    def test_other_units_from_the_first_day_on(self, lease, other_room):
        lifecycle.amend(lease=lease, on=BEGIN, units=[other_room], by=None, reason="换房")

        assert days_let(lease) == [("102", BEGIN, END)]

    def test_later_change_of_units_gives_way_to_an_earlier_one(self, lease, room, other_room):
        """What was agreed from the later day on is replaced: from ``on`` on exactly these."""
        lifecycle.amend(lease=lease, on=MIDDLE, units=[other_room], by=None, reason="换房")

        lifecycle.amend(
            lease=lease, on=DAY(2008, 1, 1), units=[room, other_room], by=None, reason="扩租"
        )
        settle()

        held = {
            day: set(
                lease.leased_units.filter(begins_on__lte=day, ends_on__gt=day).values_list(
                    "unit__number", flat=True
                )
            )
            for day in (DAY(2007, 12, 31), DAY(2008, 1, 1), MIDDLE, END - ONE_DAY)
        }
        assert held == {
            DAY(2007, 12, 31): {"101"},
            DAY(2008, 1, 1): {"101", "102"},
            MIDDLE: {"101", "102"},
            END - ONE_DAY: {"101", "102"},
        }

    def test_room_that_was_left_can_be_let_again(self, asked, lease, room, other_room):
        lifecycle.amend(lease=lease, on=MIDDLE, units=[other_room], by=None, reason="换房")

        following = lifecycle.grant_lease(**asked | {"begins_on": MIDDLE}, by=None)
        settle()

        assert days_let(following) == [("101", MIDDLE, END)]

    def test_nothing_to_amend(self, lease):
        refusal = refused(lifecycle.amend, lease=lease, on=MIDDLE, reason="无")

        assert answer(refusal) == ("nothing_to_amend", 400)

    @pytest.mark.parametrize("on", [BEGIN - ONE_DAY, END])
    def test_day_outside_of_the_lease(self, lease, on):
        refusal = refused(lifecycle.amend, lease=lease, on=on, unit_price=Decimal(2), reason="调价")

        assert answer(refusal) == ("outside_lease", 400)

    def test_day_after_an_early_end(self, lease):
        lifecycle.end(lease=lease, on=MIDDLE, by=None, reason="退租")

        refusal = refused(
            lifecycle.amend, lease=lease, on=MIDDLE, unit_price=Decimal(2), reason="调价"
        )

        assert answer(refusal) == ("outside_lease", 400)

    def test_price_below_zero(self, lease):
        refusal = refused(
            lifecycle.amend, lease=lease, on=MIDDLE, unit_price=Decimal(-1), reason="调价"
        )

        assert answer(refusal) == ("invalid_price", 400)

    def test_no_units(self, lease):
        refusal = refused(lifecycle.amend, lease=lease, on=MIDDLE, units=[], reason="换房")

        assert answer(refusal) == ("lease_without_units", 400)

    def test_unit_of_another_institution(self, lease, room):
        units = [room, UnitFactory()]

        refusal = refused(lifecycle.amend, lease=lease, on=MIDDLE, units=units, reason="换房")

        assert answer(refusal) == ("unit_of_another_incubator", 400)

    def test_unit_that_is_taken(self, lease, room, other_room, asked):
        lifecycle.grant_lease(**asked | {"units": [other_room]}, by=None)

        refusal = refused(
            lifecycle.amend, lease=lease, on=MIDDLE, units=[room, other_room], reason="扩租"
        )

        assert answer(refusal) == ("unit_taken", 409)

    def test_unit_out_of_service(self, lease, other_room):
        lifecycle.close_unit(unit=other_room, on=DAY(2009, 1, 1), reason="repair", by=None)

        refusal = refused(
            lifecycle.amend, lease=lease, on=MIDDLE, units=[other_room], reason="换房"
        )

        assert answer(refusal) == ("unit_closed", 409)


class TestEnd:
    def test_units_are_free_from_the_day_on(self, lease, room):
        lifecycle.end(lease=lease, on=MIDDLE, by=None, reason="退租")
        settle()

        assert days_let(lease) == [("101", BEGIN, MIDDLE)]
        lifecycle.close_unit(unit=room, on=MIDDLE, reason="repair", by=None)

    def test_what_was_agreed_for_later_is_gone(self, lease, other_room):
        later = DAY(2009, 1, 1)
        lifecycle.amend(
            lease=lease, on=later, units=[other_room], unit_price=Decimal(2), by=None, reason="换房"
        )

        lifecycle.end(lease=lease, on=MIDDLE, by=None, reason="退租")
        settle()

        assert days_let(lease) == [("101", BEGIN, MIDDLE)]
        assert lease.price_steps.count() == 0

    def test_reason_is_in_the_history(self, lease):
        lifecycle.end(lease=lease, on=MIDDLE, by=None, reason="退租")

        assert lease.history.order_by("-pgh_id").first().pgh_context["reason"] == "退租"

    def test_second_end_that_is_no_earlier_is_refused(self, lease):
        lifecycle.end(lease=lease, on=MIDDLE, by=None, reason="退租")

        refusal = refused(lifecycle.end, lease=lease, on=MIDDLE, reason="退租")

        assert answer(refusal) == ("lease_already_ended", 409)

    def test_early_end_can_come_earlier(self, lease):
        lifecycle.end(lease=lease, on=MIDDLE, by=None, reason="退租")

        lifecycle.end(lease=lease, on=MIDDLE - ONE_DAY, by=None, reason="提前搬走")

        lease.refresh_from_db()
        assert lease.until_on == MIDDLE - ONE_DAY
        assert {unit.ends_on for unit in lease.leased_units.all()} == {MIDDLE - ONE_DAY}

    def test_renewed_lease_is_refused(self, lease):
        lifecycle.renew(lease=lease, ends_on=DAY(2011, 4, 1), signed_on=END, by=None)

        refusal = refused(lifecycle.end, lease=lease, on=MIDDLE, reason="退租")

        assert answer(refusal) == ("already_renewed", 409)

    @pytest.mark.parametrize("on", [BEGIN, END])
    def test_day_outside_of_the_lease_is_refused(self, lease, on):
        refusal = refused(lifecycle.end, lease=lease, on=on, reason="退租")

        assert answer(refusal) == ("lease_end_outside_its_period", 400)


class TestCancel:
    def test_units_are_free_and_nothing_is_owed(self, lease):
        lifecycle.cancel(lease=lease, on=BEGIN, by=None, reason="未入驻")
        settle()

        lease.refresh_from_db()
        assert (lease.until_on, days_let(lease)) == (BEGIN, [])
        assert not lease.charges.live().exists()

    def test_lease_can_be_renewed_again_after_its_renewal_was_cancelled(self, lease):
        renewal = lifecycle.renew(lease=lease, ends_on=DAY(2011, 4, 1), signed_on=BEGIN, by=None)

        lifecycle.cancel(lease=renewal, on=MIDDLE, by=None, reason="改签")
        again = lifecycle.renew(lease=lease, ends_on=DAY(2010, 10, 1), signed_on=BEGIN, by=None)
        settle()

        assert lease.renewed_by == again

    def test_reason_is_needed(self, lease):
        refusal = refused(lifecycle.cancel, lease=lease, on=BEGIN, reason=" ")

        assert answer(refusal) == ("reason_missing", 400)

    def test_lease_that_has_begun_is_refused(self, lease):
        refusal = refused(lifecycle.cancel, lease=lease, on=BEGIN + ONE_DAY, reason="改签")

        assert answer(refusal) == ("lease_has_begun", 409)

    def test_second_cancellation_is_refused(self, lease):
        lifecycle.cancel(lease=lease, on=BEGIN, by=None, reason="改签")

        refusal = refused(lifecycle.cancel, lease=lease, on=BEGIN, reason="改签")

        assert answer(refusal) == ("lease_already_ended", 409)

    def test_renewed_lease_is_refused(self, lease):
        lifecycle.renew(lease=lease, ends_on=DAY(2011, 4, 1), signed_on=BEGIN, by=None)

        refusal = refused(lifecycle.cancel, lease=lease, on=BEGIN, reason="改签")

        assert answer(refusal) == ("already_renewed", 409)

    def test_cancelled_lease_cannot_be_ended_or_amended(self, lease):
        lifecycle.cancel(lease=lease, on=BEGIN, by=None, reason="改签")

        ended = refused(lifecycle.end, lease=lease, on=MIDDLE, reason="退租")
        amended = refused(lifecycle.amend, lease=lease, on=MIDDLE, unit_price=1, reason="调价")

        assert (ended.code, amended.code) == ("lease_already_ended", "outside_lease")


def test_rooms_of_one_lease_may_be_in_two_buildings(residence):
    units = [
        *rooms("101", incubator=residence.incubator),
        *rooms("101", incubator=residence.incubator),
    ]

    lease = LeaseFactory(residence=residence, units=units)
    settle()

    assert lease.leased_units.count() == 2
