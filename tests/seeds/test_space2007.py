"""Integration tests of the seeded space: sums, days, and leases that fit their stays."""

import datetime
from decimal import Decimal

import pytest
from django.db.models import Count, F, Q, Sum

from companies.models import Residence
from facilities.enums import DEPOSITS
from facilities.models import Building, Charge, ConstructionRecord, LeasedUnit, SpaceLease, Unit
from facilities.queries.arrears import arrears
from facilities.queries.construction import latest_of_phases
from facilities.queries.occupancy import area_by_use, occupancy
from incubator.accounts.access import Access
from incubator.institutions.enums import Kind
from incubator.institutions.models import Incubator, Phase
from seeds.zone2007 import stated
from seeds.zone2007.space_generated import BEHIND

DAY = datetime.date
EVERYWHERE = Access(everywhere=True)
DAYS = [
    DAY(1999, 1, 4), DAY(2000, 2, 29), DAY(2003, 6, 1), DAY(2006, 12, 31), DAY(2007, 6, 18),
    DAY(2007, 12, 31), DAY(2008, 3, 12), DAY(2008, 12, 31), DAY(2009, 3, 16), DAY(2012, 1, 1),
]  # fmt: skip


def standing(on: datetime.date) -> list[tuple]:
    """What the records say of each phase on a day: state, site, planned, built, buildings."""
    records = latest_of_phases(on=on).order_by("phase__number")
    return [
        (r.phase.number, r.state, r.site_area, r.planned_area, r.built_area or 0, r.buildings)
        for r in records
    ]


@pytest.mark.usefixtures("zone")
class TestAccelerator:
    def test_ten_buildings_are_100_000_square_metres(self):
        houses = Building.objects.filter(incubator__kind=Kind.ACCELERATOR)

        assert houses.count() == 10
        assert houses.aggregate(area=Sum("floor_area"))["area"] == Decimal("100000.00")
        assert set(houses.values_list("opened_on", "phase__number")) == {(DAY(2009, 3, 16), 1)}

    def test_state_of_the_report_is_on_record(self):
        assert standing(stated.REPORT_DATE) == [
            (1, "tender", Decimal("65333.33"), Decimal(100_000), 0, None),
            (2, "planned", None, Decimal(200_000), 0, None),
        ]

    def test_state_of_the_opening_is_on_record(self):
        first, second = standing(DAY(2009, 3, 16))

        assert (first[0], first[1], first[4], first[5]) == (1, "in_use", Decimal(100_000), 10)
        assert second == (2, "planned", None, Decimal(200_000), 0, None)

    def test_whole_project_is_planned_larger_by_the_press_than_by_the_report(self):
        whole = ConstructionRecord.objects.get(phase=None)

        assert (whole.as_of, whole.planned_area) == (DAY(2009, 3, 16), Decimal(350_000))

    def test_every_record_names_its_source(self):
        sources = ConstructionRecord.objects.values_list("source", flat=True)

        assert [source for source in sources if len(source) < 8] == []

    def test_phase_went_from_tender_through_construction_into_use(self):
        phase = Phase.objects.get(number=1)

        states = list(phase.history.order_by("pgh_id").values_list("state", flat=True))
        assert list(dict.fromkeys(states)) == ["planned", "tender", "construction", "in_use"]
        assert phase.opened_on == DAY(2009, 3, 16)

    def test_first_phase_was_finished_when_it_was_planned(self):
        milestones = Phase.objects.get(number=1).milestones.filter(planned_on__isnull=False)

        assert [milestone.days_late for milestone in milestones] == [0]


@pytest.mark.usefixtures("zone")
class TestEstate:
    def test_institutions_that_open_have_buildings_and_planned_ones_none(self):
        first = {
            code: houses.order_by("opened_on").first().opened_on.year
            for code in Incubator.objects.values_list("code", flat=True)
            if (houses := Building.objects.filter(incubator__code=code)).exists()
        }

        assert first == {
            "innovation-centre": 1999,
            "software-park": 2007,
            "embedded-software": 2008,
            "internet": 2008,
            "new-energy": 2008,
            "accelerator": 2009,
        }

    def test_typical_unit_of_an_incubator_has_about_200_square_metres(self):
        units = Unit.objects.filter(rentable=True).exclude(incubator__kind=Kind.ACCELERATOR)

        mean = units.aggregate(mean=Sum("floor_area") / Count("pk"))["mean"]
        assert 190 <= mean <= 210

    def test_every_incubator_has_rooms_that_are_not_to_let(self):
        uses = Unit.objects.filter(rentable=False).exclude(incubator__kind=Kind.ACCELERATOR)

        assert set(uses.values_list("use", flat=True)) >= {"office", "public_service"}
        assert uses.values("incubator").distinct().count() == 5

    @pytest.mark.parametrize("on", DAYS, ids=str)
    def test_parts_of_the_floor_area_add_up(self, on):
        areas = area_by_use(on=on, access=EVERYWHERE)

        parts = (areas.office, areas.incubatee, areas.public_service, areas.other)
        assert sum(parts) == areas.total
        assert min(parts) >= 0

    @pytest.mark.parametrize("on", DAYS, ids=str)
    def test_what_is_to_let_is_let_vacant_or_out_of_service(self, on):
        (zone,) = occupancy(on=on, access=EVERYWHERE)

        units = Unit.objects.existing(on=on)
        let = LeasedUnit.objects.filter(begins_on__lte=on, ends_on__gt=on)
        to_let = units.filter(rentable=True).aggregate(area=Sum("floor_area"))["area"] or 0
        assert zone.let + zone.vacant + zone.out_of_service == to_let
        assert zone.let == (let.aggregate(area=Sum("unit__floor_area"))["area"] or 0)
        assert zone.let_units == let.count()
        assert zone.total_units + zone.not_to_let_units == units.count()

    @pytest.mark.parametrize("by", ["incubator", "building", "floor", "use"])
    def test_groups_add_up_to_the_zone(self, by):
        (zone,) = occupancy(on=stated.REPORT_DATE, access=EVERYWHERE)

        groups = occupancy(on=stated.REPORT_DATE, access=EVERYWHERE, by=by)
        for name in ("let", "vacant", "out_of_service", "not_to_let", "let_units"):
            assert sum(getattr(group, name) for group in groups) == getattr(zone, name)

    def test_some_rooms_are_vacant_and_some_closed_at_the_report(self):
        (zone,) = occupancy(on=stated.REPORT_DATE, access=EVERYWHERE)

        assert 0 < zone.out_of_service_units < zone.vacant_units < zone.let_units


@pytest.mark.usefixtures("zone")
class TestLeases:
    def test_every_residence_has_a_lease_of_its_first_day(self):
        stays = Residence.objects.of_incubation()
        housed = stays.filter(leases__begins_on=F("admitted_on")).distinct()

        assert housed.count() == stays.count()

    def test_no_lease_lies_outside_of_its_residence(self):
        outside = SpaceLease.objects.filter(
            Q(begins_on__lt=F("residence__admitted_on")) | Q(until_on__gt=F("residence__left_on"))
        )

        assert list(outside) == []

    def test_no_lease_of_a_running_stay_is_longer_than_agreed(self):
        running = SpaceLease.objects.filter(residence__left_on=None, residence__isnull=False)

        longest = max(
            lease.until_on - lease.residence.due_on for lease in running.select_related("residence")
        )
        assert longest == datetime.timedelta(days=1)

    def test_keys_of_ended_stays_are_back_after_an_inspection(self):
        last = SpaceLease.objects.not_renewed().filter(residence__left_on__isnull=False)

        assert last.filter(Q(inspected_on=None) | Q(handed_back_on=None)).count() == 0
        assert last.count() == Residence.objects.filter(left_on__isnull=False).count()

    def test_nothing_is_owed_for_ended_stays(self):
        owed = (
            Charge.objects.live()
            .filter(lease__residence__left_on__isnull=False)
            .exclude(kind__in=DEPOSITS)
            .with_paid()
            .filter(received__lt=F("amount_fen"))
        )

        assert list(owed) == []

    def test_few_tenants_are_behind_at_the_report(self):
        behind = arrears(on=stated.REPORT_DATE, access=EVERYWHERE)
        running = SpaceLease.objects.running(on=stated.REPORT_DATE).count()

        assert 10 <= len(behind) <= running / 15
        assert min(row.oldest for row in behind) >= stated.REPORT_DATE - BEHIND

    def test_every_lease_is_marked_as_made_up(self):
        first = SpaceLease.objects.filter(renews=None)

        assert [lease for lease in first if "示例" not in lease.note] == []
