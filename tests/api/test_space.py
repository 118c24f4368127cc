"""Figures of space, and the units, buildings and records behind them."""

import datetime
from decimal import Decimal

import pytest
from django.db.models import F

from facilities import lifecycle as facilities
from facilities.models import ConstructionRecord, Unit
from incubator.core.dates import today
from tests.api.conftest import API, computed
from tests.publishing.rows import recorded_yesterday

DAY = datetime.date
TERMS = facilities.LeaseTerms("incubatee", Decimal(30), "m2_month", "yearly")


@pytest.fixture
def space(zone):
    """Alpha: 1,000 m² with units of 200 (let), 100 (vacant), 50 (out of service), 150 (public)."""
    house = facilities.add_building(
        incubator=zone.alpha, code="B", name="甲座", floor_area=Decimal(1000),
        opened_on=DAY(2007, 1, 1), by=None,
    )  # fmt: skip
    draft = facilities.UnitDraft
    let, vacant, broken, public = facilities.add_units(
        building=house,
        drafts=[
            draft("101", 1, Decimal(200)),
            draft("102", 1, Decimal(100)),
            draft("103", 1, Decimal(50)),
            draft("104", 1, Decimal(150), use="public_service", rentable=False),
        ],
        by=None,
    )
    stay = zone.stay(zone.newcomer, zone.alpha)
    facilities.grant_lease(
        company=zone.newcomer, residence=stay, units=[let], begins_on=DAY(2007, 3, 1),
        ends_on=DAY(2008, 3, 1), signed_on=DAY(2007, 3, 1), terms=TERMS, by=None,
    )  # fmt: skip
    facilities.close_unit(unit=broken, on=DAY(2007, 6, 1), reason="repair", by=None)
    for as_of, state, area in (
        (DAY(2007, 5, 1), "planned", 300_000), (DAY(2007, 11, 1), "construction", 100_000),
    ):  # fmt: skip
        ConstructionRecord.objects.create(
            incubator=zone.accelerator, as_of=as_of, state=state, planned_area=area, source="测试",
            phase=zone.accelerator.phases.get_or_create(number=1, floor_area=100_000)[0],
        )  # fmt: skip
    computed(2007)
    return {"house": house, "let": let, "vacant": vacant, "broken": broken, "public": public}


def values(answer) -> dict:
    return {code: figure["value"] for code, figure in answer.json()["indicators"].items()}


def test_figures_of_space(as_zone, space):
    found = values(as_zone.get(f"{API}statistics/2007/?incubator=alpha"))

    assert {code: value for code, value in found.items() if "area" in code} == {
        "area_total": 1000,
        "area_own": 1000,
        "area_incubatees": 200,
        "area_public": 150,
        "area_to_let": 350,
        "area_let": 200,
        "area_vacant": 100,
        "area_out_of_service": 50,
    }
    assert found["occupancy"] == 57.14  # 200 of 350
    assert found["incubatee_share"] == 20  # 200 of 1,000 by the rule of 2006
    assert found["density"] == 1  # one company in incubation on 1,000 m²


def test_accelerator_is_counted_by_its_last_record(as_zone, space):
    found = values(as_zone.get(f"{API}statistics/2007/"))

    assert found["accelerator_planned"] == 0
    assert found["accelerator_under_construction"] == 100_000
    assert found["accelerator_built"] == 0


def test_place_without_recorded_space_has_no_figure_of_it(as_zone, space):
    assert "area_total" not in values(as_zone.get(f"{API}statistics/2007/?incubator=beta"))


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        ("area_let", "units", "let"),
        ("area_vacant", "units", "vacant"),
        ("area_out_of_service", "units", "broken"),
        ("area_public", "units", "public"),
        ("area_incubatees", "units", "let"),
        ("area_total", "buildings", "house"),
    ],
)
def test_figure_opens_to_what_it_sums(as_zone, space, code, kind, name):
    answer = as_zone.get(f"{API}statistics/2007/{code}/{kind}/").json()

    (fact,) = answer["results"]
    assert fact[kind.removesuffix("s")] == space[name].pk
    assert answer["count"] == 1
    assert fact["floor_area"] == answer["value"]


def test_construction_opens_to_its_records(as_zone, space):
    answer = as_zone.get(f"{API}statistics/2007/accelerator_under_construction/construction/")

    (record,) = answer.json()["results"]
    assert (record["as_of"], record["state"], record["planned_area"]) == (
        "2007-11-01", "construction", 100_000,
    )  # fmt: skip


def test_units_as_a_file(as_zone, space):
    answer = as_zone.get(f"{API}statistics/2007/area_let/units/?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")

    assert text.splitlines()[0].startswith("Unit no.,Incubator,Building,Floor")
    assert ",甲孵化器,甲座,1,101,Room,For incubatees,200" in text


@pytest.mark.parametrize("kind", ["companies", "buildings", "construction"])
def test_other_kind_of_facts_is_refused(as_zone, space, refused, kind):
    answer = as_zone.get(f"{API}statistics/2007/area_let/{kind}/")

    assert refused(answer, 404) == "other_facts"
    assert "area_let/units/" in answer.json()["detail"]


def test_ratio_is_not_drillable(as_zone, space, refused):
    year = as_zone.get(f"{API}statistics/2007/").json()

    assert year["indicators"]["occupancy"]["drillable"] is False
    answer = as_zone.get(f"{API}statistics/2007/occupancy/companies/")
    assert refused(answer, 404) == "not_drillable"


def test_manager_opens_its_own_only(as_alpha, space, refused):
    own = as_alpha.get(f"{API}statistics/2007/area_let/units/")
    foreign = as_alpha.get(f"{API}statistics/2007/area_let/units/?incubator=beta")

    assert own.json()["count"] == 1
    assert refused(foreign, 404) == "not_found"


def test_list_is_another_one_when_a_unit_changes(as_zone, space):
    address = f"{API}statistics/2007/area_let/units/"
    known = as_zone.get(address).headers["ETag"]

    facilities.correct_unit(unit=space["let"], number="101A", by=None, reason="打错")

    assert as_zone.get(address, headers={"If-None-Match": known}).status_code == 200


@pytest.mark.parametrize("more", [0, 2])
def test_list_asks_the_same_number_of_queries(as_zone, space, django_assert_num_queries, more):
    facilities.add_units(
        building=space["house"],
        drafts=[facilities.UnitDraft(f"20{n}", 2, Decimal(10)) for n in range(more)],
        by=None,
    )

    with django_assert_num_queries(7):
        answer = as_zone.get(f"{API}statistics/2007/area_to_let/units/")

    assert answer.json()["count"] == 3 + more


def test_building_unit_and_lease(as_zone, zone):
    lease = zone.leases[zone.alpha.pk]
    unit = lease.leased_units.get().unit

    building = as_zone.get(f"{API}buildings/{unit.building_id}/").json()
    shown = as_zone.get(f"{API}units/{unit.pk}/").json()
    let = as_zone.get(f"{API}leases/{lease.pk}/").json()

    assert building == {
        "id": unit.building_id, "incubator": "alpha", "phase": None, "code": "A",
        "name": "甲孵化器A座", "floor_area": "1000.00", "tenure": "owned",
        "opened_on": "2020-01-01", "closed_on": None,
    }  # fmt: skip
    assert shown["number"] == "101"
    assert (shown["came_from"], shown["became"]) == ([], [])
    assert let["units"] == [
        {"unit": unit.pk, "number": "101", "begins_on": "2020-01-01", "ends_on": "2021-01-01"}
    ]
    assert {"contact_email", "document", "findings", "note"} & set(let) == set()


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("vacant_on=2007-08-01", ["102"]),
        ("on=2007-08-01", ["101", "102", "103", "104"]),
        ("on=2006-12-31", []),
        ("on=2007-08-01&use=public_service", ["104"]),
        ("on=2020-06-01&incubator=beta", ["101"]),
        ("vacant_on=2020-06-01&incubator=beta", []),
    ],
)
def test_which_units(as_zone, space, query, numbers):
    found = as_zone.get(f"{API}units/?{query}").json()["results"]

    assert [unit["number"] for unit in found] == numbers


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("running_on=2007-06-01", 1),
        ("running_on=2020-06-01", 2),
        ("running_on=2020-06-01&incubator=beta", 1),
        ("running_on=2021-01-01", 0),
        ("ending_within=90", 0),
        ("price_class=non_incubatee", 2),
    ],
)
def test_which_leases(as_zone, space, query, count):
    assert len(as_zone.get(f"{API}leases/?{query}").json()["results"]) == count


def test_occupancy_of_a_day(as_zone, space):
    answer = as_zone.get(f"{API}occupancy/?on=2007-12-31&by=building").json()

    (house,) = answer["results"]
    assert house == {
        "incubator": "alpha", "building": "B", "total": 350, "let": 200, "vacant": 100,
        "out_of_service": 50, "not_to_let": 150, "rate": 57.14,
        "units": {"total": 3, "let": 1, "vacant": 1, "out_of_service": 1, "not_to_let": 1},
    }  # fmt: skip
    assert answer["area_by_use"] == {
        "total": 1000, "office": 0, "incubatee": 350, "public_service": 150, "other": 500,
    }  # fmt: skip
    assert answer["incubatee_share"] == {
        "rule": "CN-2006", "used": 200, "own": 1000, "per_cent": 20, "at_least": 66.67,
        "enough": False,
    }  # fmt: skip
    assert answer["density"] == 3  # three companies in incubation; beta had no house yet


def test_occupancy_is_of_what_the_caller_sees(as_alpha, zone):
    answer = as_alpha.get(f"{API}occupancy/?on=2020-06-01&by=incubator").json()

    assert [group["incubator"] for group in answer["results"]] == ["alpha"]


def test_occupancy_as_it_was_known_on_a_day(as_zone, space):
    recorded_yesterday()
    day = today() - datetime.timedelta(days=1)
    address = f"{API}occupancy/?on=2007-12-31"
    before = as_zone.get(address).json()
    Unit.objects.update(floor_area=F("floor_area") / 2)

    after = as_zone.get(address).json()
    then = as_zone.get(f"{address}&as_known_on={day}").json()

    assert after["results"] != before["results"]
    assert then == before | {"as_known_on": str(day)}
    assert as_zone.get(f"{address}&as_known_on={today()}").json() == after
    assert as_zone.get(f"{address}&as_known_on=2008-02-30").json()["code"] == "invalid_date"


def test_occupancy_as_a_file(as_zone, space):
    answer = as_zone.get(f"{API}occupancy/?on=2007-12-31&by=use&format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")

    assert text.splitlines()[1] == "2007-12-31,incubatee,350,200,100,50,0,57.14"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("on=yesterday", "invalid_day"),
        ("on=2007-02-30", "invalid_day"),
        ("on=0001-01-01", "invalid_day"),
        ("by=colour", "invalid_choice"),
        ("colour=red", "unknown_parameter"),
    ],
)
def test_occupancy_refuses(as_zone, space, refused, query, code):
    assert refused(as_zone.get(f"{API}occupancy/?{query}"), 400) == code


@pytest.mark.parametrize("more", [0, 2])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("buildings/", 3), ("units/", 5), ("leases/", 4), ("occupancy/?by=floor&on=2007-12-31", 10)],
)
def test_lists_ask_the_same_number_of_queries(  # noqa: PLR0917 - two tables and four fixtures
    as_zone, zone, space, django_assert_num_queries, path, queries, more
):
    for number in range(more):
        house = facilities.add_building(
            incubator=zone.alpha, code=f"C{number}", name="丙座", floor_area=Decimal(100),
            opened_on=DAY(2007, 1, 1), by=None,
        )  # fmt: skip
        units = facilities.add_units(
            building=house, drafts=[facilities.UnitDraft("1", 1, Decimal(10))], by=None
        )
        facilities.grant_lease(
            company=zone.newcomer, residence=None, units=units, begins_on=DAY(2007, 2, 1),
            ends_on=DAY(2008, 2, 1), signed_on=DAY(2007, 2, 1), by=None,
            terms=facilities.LeaseTerms("non_incubatee", Decimal(30), "m2_month", "yearly"),
        )  # fmt: skip

    with django_assert_num_queries(queries):
        assert as_zone.get(API + path).status_code == 200
