"""A room is merged or split once for a day; what was entered by mistake is taken back whole."""

import pytest

from facilities import lifecycle
from facilities.models import Unit
from tests.facilities.rows import DAY, answer, draft, refused, rooms, settle
from tests.factories import LeaseFactory, ResidenceFactory

pytestmark = pytest.mark.django_db

SPLIT_ON = DAY(2008, 7, 1)


class TestReshapeOnce:
    """What ends and is followed by others ends once; a mistake is taken back whole."""

    def split(self, unit, on=SPLIT_ON):
        return lifecycle.reshape(units=[unit], into=[draft("101A"), draft("101B")], on=on, by=None)

    def test_floor_is_never_there_twice(self):
        [unit] = rooms("101")
        self.split(unit, on=DAY(2030, 1, 1))
        unit.refresh_from_db()

        again = {"units": [unit], "into": [draft("101C", 200)], "on": DAY(2026, 1, 1)}
        assert answer(refused(lifecycle.reshape, **again)) == ("unit_ends_already", 409)
        retire = {"unit": unit, "on": DAY(2026, 1, 1), "reason": "拆除"}
        assert answer(refused(lifecycle.retire_unit, **retire)) == ("unit_ends_already", 409)

    def test_what_changes_nothing_is_refused(self):
        [unit] = rooms("101")

        same = {"units": [unit], "into": [draft("101", 200)], "on": SPLIT_ON}
        assert refused(lifecycle.reshape, **same).code == "nothing_to_reshape"

    def test_taken_back_the_rooms_before_go_on(self):
        one, two = rooms("101", "102")
        lifecycle.reshape(units=[one, two], into=[draft("101A", 400)], on=SPLIT_ON, by=None)

        back = lifecycle.take_back_reshape(unit=one, by=None, reason="日期录错")

        settle()
        assert [(unit.number, unit.ends_on) for unit in back] == [("101", None), ("102", None)]
        assert not Unit.objects.filter(number="101A").exists()

    def test_not_taken_back_once_something_has_happened(self):
        [unit] = rooms("101")
        first, _second = self.split(unit)
        stay = ResidenceFactory(incubator=first.incubator)
        LeaseFactory(units=[first], residence=stay, begins_on=SPLIT_ON)
        unit.refresh_from_db()

        take = {"unit": unit, "reason": "日期录错"}
        assert answer(refused(lifecycle.take_back_reshape, **take)) == ("unit_let", 409)

    def test_not_taken_back_once_it_went_on(self):
        [unit] = rooms("101")
        first, _second = self.split(unit)
        lifecycle.retire_unit(unit=first, on=DAY(2031, 1, 1), by=None, reason="拆除")
        unit.refresh_from_db()

        take = {"unit": unit, "reason": "日期录错"}
        assert refused(lifecycle.take_back_reshape, **take).code == "unit_ends_already"
        assert refused(lifecycle.take_back_reshape, **take | {"reason": " "}).code == "said_nothing"
        [other] = rooms("201")
        never = {"unit": other, "reason": "日期录错"}
        assert answer(refused(lifecycle.take_back_reshape, **never)) == ("not_reshaped", 409)
