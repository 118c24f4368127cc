"""Figures of space, and the units, buildings and records behind them."""

import datetime
from decimal import Decimal

import pytest

from facilities import lifecycle as facilities
from facilities.models import ConstructionRecord
from tests.api.conftest import API, computed

DAY = datetime.date
TERMS = facilities.LeaseTerms("incubatee", Decimal(30), "m2_month", "yearly")


@pytest.fixture
def space(zone):
    """Alpha: 1,000 m² with units of 200 (let), 100 (vacant), 50 (out of service), 150 (public)."""
    house = facilities.add_building(
        incubator=zone.alpha, code="A", name="甲座", floor_area=Decimal(1000),
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

    with django_assert_num_queries(5):
        answer = as_zone.get(f"{API}statistics/2007/area_to_let/units/")

    assert answer.json()["count"] == 3 + more
