"""Integration tests of the verbs on buildings and units: what they do and refuse."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities import lifecycle
from facilities.lifecycle.drafts import problems_of
from facilities.models import Building, Closure, Unit, UnitSuccession
from facilities.rules.space import Span, peak
from tests.facilities.rows import DAY, answer, draft, refused, rooms, settle
from tests.factories import (
    BuildingFactory,
    LeaseFactory,
    PhaseFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SPLIT_ON = DAY(2008, 7, 1)


def building_of(incubator, **changed) -> dict:
    """What ``add_building`` is called with."""
    return {
        "incubator": incubator,
        "code": "A",
        "name": "一号楼",
        "floor_area": Decimal(1_000),
        "opened_on": DAY(2000, 1, 1),
    } | changed


def let_room() -> Unit:
    """A room that is let from April 2007 to March 2010."""
    return LeaseFactory().leased_units.get().unit


class TestAddBuilding:
    def test_building_is_there_and_says_who_added_it(self, incubator):
        user = UserFactory()

        building = lifecycle.add_building(**building_of(incubator), by=user)

        assert Building.objects.in_use(on=DAY(2000, 1, 1)).get() == building
        assert building.history.get().pgh_context["user"] == user.pk

    def test_building_of_a_phase(self, incubator):
        phase = PhaseFactory(incubator=incubator)

        building = lifecycle.add_building(**building_of(incubator), phase=phase, by=None)
        settle()

        assert phase.buildings.get() == building

    @pytest.mark.parametrize(
        "area", [Decimal(0), Decimal(-1), Decimal(2_000_001), Decimal("NaN"), "many"]
    )
    def test_absurd_area_is_refused(self, incubator, area):
        refusal = refused(lifecycle.add_building, **building_of(incubator, floor_area=area))

        assert (answer(refusal), refusal.field) == (("invalid_area", 400), "floor_area")

    def test_second_building_of_the_code_is_refused(self, incubator):
        BuildingFactory(incubator=incubator, code="A")

        refusal = refused(lifecycle.add_building, **building_of(incubator))

        assert answer(refusal) == ("building_exists", 409)

    def test_same_code_in_another_institution_is_another_building(self, incubator):
        BuildingFactory(code="A")

        lifecycle.add_building(**building_of(incubator), by=None)

        assert Building.objects.filter(code="A").count() == 2

    def test_phase_of_another_institution_is_refused(self, incubator):
        refusal = refused(lifecycle.add_building, **building_of(incubator), phase=PhaseFactory())

        assert answer(refusal) == ("phase_of_another_incubator", 400)


class TestAddUnits:
    def test_units_begin_with_their_building_unless_they_say_otherwise(self):
        building = BuildingFactory()

        lifecycle.add_units(
            building=building,
            drafts=[draft("101"), draft("102", begins_on=DAY(2008, 1, 1))],
            by=None,
        )

        begins = building.units.order_by("number").values_list("number", "begins_on")
        assert list(begins) == [("101", DAY(2000, 1, 1)), ("102", DAY(2008, 1, 1))]

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            (draft(area=0), "invalid_area"),
            (draft(area=-5), "invalid_area"),
            (draft(area=1_001), "invalid_area"),
            (draft(usable_area=Decimal(101)), "invalid_area"),
            (draft(usable_area=Decimal(0)), "invalid_area"),
            (draft(number=" "), "unit_without_number"),
            (draft(floor=-10), "invalid_floor"),
            (draft(floor=151), "invalid_floor"),
            (draft(kind="tent"), "unknown_unit_kind"),
            (draft(use="parking"), "unknown_unit_use"),
            (draft(begins_on=DAY(1999, 12, 31)), "unit_before_building"),
        ],
    )
    def test_one_wrong_unit_keeps_all_out(self, wrong, code):
        building = BuildingFactory(floor_area=Decimal(1_000))

        refusal = refused(lifecycle.add_units, building=building, drafts=[draft("999"), wrong])

        assert answer(refusal) == (code, 400)

    def test_unit_named_twice_is_refused(self):
        refusal = refused(
            lifecycle.add_units, building=BuildingFactory(), drafts=[draft("101"), draft("101")]
        )

        assert answer(refusal) == ("duplicate_unit", 400)

    def test_number_of_a_standing_unit_is_refused(self):
        unit = UnitFactory(number="101")

        refusal = refused(lifecycle.add_units, building=unit.building, drafts=[draft("101")])

        assert answer(refusal) == ("unit_exists", 409)

    def test_number_is_free_again_after_its_unit_ended(self):
        unit = UnitFactory(number="101")
        lifecycle.retire_unit(unit=unit, on=SPLIT_ON, by=None, reason="拆除")

        lifecycle.add_units(
            building=unit.building, drafts=[draft("101", begins_on=SPLIT_ON)], by=None
        )

        assert Unit.objects.filter(number="101").count() == 2

    def test_areas_that_do_not_add_up_are_refused_with_the_day_and_the_sum(self):
        building = BuildingFactory(floor_area=Decimal(1_000))
        late = DAY(2008, 1, 1)

        refusal = refused(
            lifecycle.add_units,
            building=building,
            drafts=[draft("101", 600), draft("102", 400), draft("103", "0.01", begins_on=late)],
        )

        assert answer(refusal) == ("areas_exceed_building", 400)
        assert (refusal.values["on"], refusal.values["sum"]) == (late, "1,000.01")

    def test_units_may_fill_a_building_to_the_last_square_metre(self):
        building = BuildingFactory(floor_area=Decimal(1_000))

        lifecycle.add_units(
            building=building, drafts=[draft("101", 600), draft("102", 400)], by=None
        )
        settle()

        assert building.units.count() == 2

    def test_every_problem_is_told_with_its_place(self):
        building = BuildingFactory()
        drafts = [draft("101"), draft("102", -1), draft("101"), draft(" ")]

        found = problems_of(building=building, drafts=drafts)

        assert [(place, problem.code) for place, problem in found] == [
            (0, "duplicate_unit"),
            (1, "invalid_area"),
            (2, "duplicate_unit"),
            (3, "unit_without_number"),
        ]


class TestReshape:
    def test_split_ends_the_old_and_begins_the_new(self):
        [old] = rooms("101")

        new = lifecycle.reshape(
            units=[old], into=[draft("101a", 80), draft("101b", 120)], on=SPLIT_ON, by=None
        )
        settle()

        before = Unit.objects.existing(on=SPLIT_ON - datetime.timedelta(days=1))
        after = Unit.objects.existing(on=SPLIT_ON)
        assert list(before) == [old]
        assert list(after.order_by("number")) == new

    def test_merge_may_keep_a_number(self):
        old = rooms("101", "102")

        [new] = lifecycle.reshape(units=old, into=[draft("101", 400)], on=SPLIT_ON, by=None)
        settle()

        assert Unit.objects.existing(on=SPLIT_ON).get() == new

    def test_succession_tells_what_became_what(self):
        old = rooms("101", "102")

        new = lifecycle.reshape(
            units=old, into=[draft("A", 300), draft("B", 100)], on=SPLIT_ON, by=None
        )

        pairs = set(UnitSuccession.objects.values_list("before", "after"))
        assert pairs == {(before.pk, after.pk) for before in old for after in new}

    def test_change_of_use_keeps_what_was_counted(self):
        [old] = rooms("101")

        [new] = lifecycle.reshape(
            units=[old], into=[draft("101", 200, use="office")], on=SPLIT_ON, by=None
        )

        old.refresh_from_db()
        assert (old.use, new.use) == ("incubatee", "office")

    def test_history_says_who_and_why(self):
        user = UserFactory()
        [old] = rooms("101")

        lifecycle.reshape(
            units=[old], into=[draft("102", 200)], on=SPLIT_ON, by=user, reason="装修"
        )

        context = old.history.order_by("-pgh_id").first().pgh_context
        assert (context["user"], context["reason"]) == (user.pk, "装修")

    def test_closure_ends_with_its_unit_and_a_later_one_never_begins(self):
        [old] = rooms("101")
        lifecycle.close_unit(
            unit=old, on=DAY(2008, 6, 1), until=DAY(2008, 8, 1), reason="repair", by=None
        )
        lifecycle.close_unit(unit=old, on=DAY(2009, 1, 1), reason="damage", by=None)

        lifecycle.reshape(units=[old], into=[draft("102", 200)], on=SPLIT_ON, by=None)

        closures = Closure.objects.values_list("begins_on", "ends_on")
        assert list(closures) == [(DAY(2008, 6, 1), SPLIT_ON)]

    def test_nothing_to_reshape(self):
        [unit] = rooms("101")

        for names in ({"units": [], "into": [draft()]}, {"units": [unit], "into": []}):
            refusal = refused(lifecycle.reshape, on=SPLIT_ON, **names)

            assert answer(refusal) == ("nothing_to_reshape", 400)

    def test_units_of_two_buildings_are_refused(self):
        units = [*rooms("101"), *rooms("101")]

        refusal = refused(lifecycle.reshape, units=units, into=[draft("1", 400)], on=SPLIT_ON)

        assert answer(refusal) == ("units_of_several_buildings", 400)

    @pytest.mark.parametrize("on", [DAY(1999, 1, 1), DAY(2000, 1, 1)])
    def test_unit_that_did_not_stand_before_the_day_is_refused(self, on):
        refusal = refused(lifecycle.reshape, units=rooms("101"), into=[draft("1", 200)], on=on)

        assert answer(refusal) == ("unit_not_there", 400)

    def test_unit_that_has_ended_is_refused(self):
        [unit] = rooms("101")
        lifecycle.retire_unit(unit=unit, on=SPLIT_ON, by=None, reason="拆除")

        refusal = refused(lifecycle.reshape, units=[unit], into=[draft("1", 200)], on=SPLIT_ON)

        assert answer(refusal) == ("unit_not_there", 400)

    def test_let_unit_is_refused_and_the_tenant_named(self):
        lease = LeaseFactory()
        unit = lease.leased_units.get().unit

        refusal = refused(lifecycle.reshape, units=[unit], into=[draft("1", 200)], on=SPLIT_ON)

        assert answer(refusal) == ("unit_let", 409)
        assert refusal.values["company"] == lease.company.name

    def test_unit_that_will_be_let_is_refused(self):
        refusal = refused(
            lifecycle.reshape, units=[let_room()], into=[draft("1", 200)], on=DAY(2007, 1, 1)
        )

        assert answer(refusal) == ("unit_let", 409)

    def test_unit_can_be_reshaped_on_the_day_its_lease_ends(self):
        unit = let_room()

        lifecycle.reshape(units=[unit], into=[draft("1", 200)], on=DAY(2010, 4, 1), by=None)
        settle()

        unit.refresh_from_db()
        assert unit.ends_on == DAY(2010, 4, 1)

    def test_areas_that_differ_are_refused_with_both_sums(self):
        refusal = refused(
            lifecycle.reshape,
            units=rooms("101", "102"),
            into=[draft("1", "399.99")],
            on=SPLIT_ON,
        )

        assert answer(refusal) == ("areas_differ", 400)
        assert (refusal.values["before"], refusal.values["after"]) == (400, Decimal("399.99"))

    @pytest.mark.parametrize(
        ("into", "code"),
        [
            ([draft("102", 200)], "unit_exists"),
            ([draft("1", 100), draft("1", 100)], "duplicate_unit"),
            ([draft("1", 100), draft("", 100)], "unit_without_number"),
            ([draft("1", 201), draft("2", -1)], "invalid_area"),
            ([draft("1", 200, floor=200)], "invalid_floor"),
        ],
    )
    def test_wrong_new_units_leave_the_old_as_they_were(self, into, code):
        [unit, _other] = rooms("101", "102")

        assert refused(lifecycle.reshape, units=[unit], into=into, on=SPLIT_ON).code == code


class TestRetire:
    def test_unit_ends(self):
        [unit] = rooms("101")

        lifecycle.retire_unit(unit=unit, on=SPLIT_ON, by=None, reason="拆除")

        assert not Unit.objects.existing(on=SPLIT_ON).exists()

    def test_unit_that_began_the_same_day_is_refused(self):
        [unit] = rooms("101")

        refusal = refused(lifecycle.retire_unit, unit=unit, on=unit.begins_on, reason="拆除")

        assert answer(refusal) == ("unit_not_there", 400)

    def test_let_unit_is_refused(self):
        refusal = refused(lifecycle.retire_unit, unit=let_room(), on=SPLIT_ON, reason="拆除")

        assert answer(refusal) == ("unit_let", 409)


class TestCorrect:
    def test_correction_holds_for_all_of_its_time(self):
        [unit] = rooms("101")

        lifecycle.correct_unit(
            unit=unit, number="102", floor_area=Decimal(210), by=None, reason="测量"
        )

        unit.refresh_from_db()
        assert (unit.number, unit.floor_area) == ("102", 210)

    def test_note_of_a_let_unit_can_be_corrected(self):
        unit = let_room()

        lifecycle.correct_unit(unit=unit, note="朝南", by=None, reason="补充")

        unit.refresh_from_db()
        assert unit.note == "朝南"

    def test_area_of_a_let_unit_is_refused(self):
        refusal = refused(
            lifecycle.correct_unit, unit=let_room(), floor_area=Decimal(201), reason="测量"
        )

        assert answer(refusal) == ("unit_let", 409)

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"floor_area": Decimal(1_801)}, "areas_exceed_building"),
            ({"floor_area": Decimal(2_001)}, "invalid_area"),
            ({"usable_area": Decimal(201)}, "invalid_area"),
            ({"number": "102"}, "unit_exists"),
            ({"number": ""}, "unit_without_number"),
            ({"floor": -10}, "invalid_floor"),
            ({"kind": "tent"}, "unknown_unit_kind"),
            ({"use": "parking"}, "unknown_unit_use"),
        ],
    )
    def test_wrong_correction_is_refused(self, changes, code):
        [unit, _other] = rooms("101", "102")

        assert refused(lifecycle.correct_unit, unit=unit, reason="测量", **changes).code == code

    def test_ended_unit_is_counted_for_its_own_time_only(self):
        [unit] = rooms("101")
        lifecycle.reshape(units=[unit], into=[draft("101A", 200)], on=SPLIT_ON, by=None)

        lifecycle.correct_unit(unit=unit, floor_area=Decimal(2_000), by=None, reason="测量")
        settle()

        unit.refresh_from_db()
        assert unit.floor_area == 2_000

    def test_other_columns_are_no_correction(self):
        with pytest.raises(TypeError, match="begins_on"):
            lifecycle.correct_unit(unit=rooms("101")[0], begins_on=SPLIT_ON, by=None, reason="测量")


class TestClose:
    def test_unit_is_out_of_service_until_it_is_reopened(self):
        [unit] = rooms("101")
        lifecycle.close_unit(unit=unit, on=DAY(2008, 1, 1), reason="repair", by=None)

        lifecycle.reopen_unit(unit=unit, on=DAY(2008, 2, 1), by=None)

        assert Closure.objects.values_list("begins_on", "ends_on").get() == (
            DAY(2008, 1, 1),
            DAY(2008, 2, 1),
        )

    @pytest.mark.parametrize("until", [DAY(2008, 1, 1), DAY(2007, 12, 31)])
    def test_end_before_the_begin_is_refused(self, until):
        refusal = refused(
            lifecycle.close_unit,
            unit=rooms("101")[0],
            on=DAY(2008, 1, 1),
            until=until,
            reason="repair",
        )

        assert answer(refusal) == ("closure_ends_before_it_begins", 400)

    def test_unknown_reason_is_refused(self):
        refusal = refused(
            lifecycle.close_unit, unit=rooms("101")[0], on=DAY(2008, 1, 1), reason="ghost"
        )

        assert answer(refusal) == ("unknown_closure_reason", 400)

    def test_unit_that_is_not_there_yet_is_refused(self):
        refusal = refused(
            lifecycle.close_unit, unit=rooms("101")[0], on=DAY(1999, 1, 1), reason="repair"
        )

        assert answer(refusal) == ("unit_not_there", 400)

    @pytest.mark.parametrize("on", [DAY(2007, 1, 1), DAY(2010, 3, 31)])
    def test_let_unit_is_refused(self, on):
        refusal = refused(lifecycle.close_unit, unit=let_room(), on=on, reason="repair")

        assert answer(refusal) == ("unit_let", 409)

    def test_unit_can_be_closed_between_two_leases(self):
        unit = let_room()

        lifecycle.close_unit(
            unit=unit, on=DAY(2007, 1, 1), until=DAY(2007, 4, 1), reason="repair", by=None
        )

        assert unit.closures.count() == 1

    @pytest.mark.parametrize("on", [DAY(2007, 1, 1), DAY(2008, 1, 1), DAY(2008, 1, 31)])
    def test_closed_unit_is_refused(self, on):
        [unit] = rooms("101")
        lifecycle.close_unit(
            unit=unit, on=DAY(2008, 1, 1), until=DAY(2008, 2, 1), reason="repair", by=None
        )

        refusal = refused(lifecycle.close_unit, unit=unit, on=on, reason="damage")

        assert answer(refusal) == ("unit_already_closed", 409)

    @pytest.mark.parametrize("on", [DAY(2007, 12, 1), DAY(2008, 1, 1), DAY(2008, 2, 2)])
    def test_unit_that_was_not_closed_is_not_reopened(self, on):
        [unit] = rooms("101")
        lifecycle.close_unit(
            unit=unit, on=DAY(2008, 1, 1), until=DAY(2008, 2, 1), reason="repair", by=None
        )

        assert answer(refused(lifecycle.reopen_unit, unit=unit, on=on)) == ("unit_not_closed", 409)

    def test_planned_closure_does_not_hide_the_running_one(self):
        [unit] = rooms("101")
        lifecycle.close_unit(unit=unit, on=DAY(2009, 1, 1), reason="fit_out", by=None)
        lifecycle.close_unit(
            unit=unit, on=DAY(2008, 1, 1), until=DAY(2008, 3, 1), reason="repair", by=None
        )

        lifecycle.reopen_unit(unit=unit, on=DAY(2008, 2, 1), by=None)

        closures = unit.closures.order_by("begins_on").values_list("begins_on", "ends_on")
        assert list(closures) == [(DAY(2008, 1, 1), DAY(2008, 2, 1)), (DAY(2009, 1, 1), None)]


EPOCH = DAY(2007, 1, 1)


@st.composite
def spans(draw) -> Span:
    """An area on some days of forty, or for ever."""
    begin = draw(st.integers(0, 39))
    length = draw(st.none() | st.integers(1, 40))
    first = EPOCH + datetime.timedelta(days=begin)
    last = None if length is None else first + datetime.timedelta(days=length)
    return Span(Decimal(draw(st.integers(1, 10_000))) / 100, first, last)


def recount(some: list[Span]) -> tuple[Decimal, datetime.date | None]:
    """The largest sum and its first day, looked up day by day."""
    largest, on = Decimal(0), None
    for number in range(81):
        day = EPOCH + datetime.timedelta(days=number)
        total = sum(
            (s.area for s in some if s.begins_on <= day and (s.ends_on is None or day < s.ends_on)),
            Decimal(0),
        )
        if total > largest:
            largest, on = total, day
    return largest, on


@given(st.lists(spans(), max_size=8))
def test_peak_is_what_counting_day_by_day_finds(some):
    assert peak(some) == recount(some)


def test_areas_of_every_day_fit_after_many_changes():
    """A building that is always full: merges and splits leave no gap and no overlap."""
    units = rooms(*map(str, range(10)))
    building = units[0].building
    days = [DAY(2001, 1, 1), DAY(2002, 2, 28), DAY(2004, 2, 29), DAY(2010, 12, 31)]
    for turn, day in enumerate(days):
        [merged] = lifecycle.reshape(units=units, into=[draft(f"{turn}", 2_000)], on=day, by=None)
        units = lifecycle.reshape(
            units=[merged],
            into=[draft(f"{turn}{part}", 500) for part in "abcd"],
            on=day + datetime.timedelta(days=1),
            by=None,
        )
    settle()

    checked = [d + datetime.timedelta(days=n) for d in days for n in (-1, 0, 1)]
    areas = {
        day: sum(unit.floor_area for unit in building.units.existing(on=day)) for day in checked
    }
    assert areas == dict.fromkeys(checked, Decimal(2_000))
