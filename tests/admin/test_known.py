"""?as_known_on= on the pages of figures: a past day, its note, and what is no such day."""

import datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from incubator.core.dates import today
from incubator.core.shown import day
from incubator.statistics.models import Target, YearlyTotal
from tests.admin.conftest import pages_of
from tests.factories import ResidenceFactory, TargetFactory
from tests.publishing.rows import DAY, computed, recorded_yesterday

YESTERDAY = today() - datetime.timedelta(days=1)
with override("en"):
    NOTE = f"As it was known at the end of {day(YESTERDAY)}"


def of_totals(name: str, *args) -> str:
    return reverse(pages_of(YearlyTotal).name_of(name), args=args)


def addresses() -> dict[str, tuple[str, dict]]:
    days = {"from": "2007-01-01", "to": "2007-12-31"}
    return {
        "series": (of_totals("series"), {"indicator": "entered"}),
        "flows": (of_totals("flows"), days),
        "residences": (of_totals("residences", "entered", "zone"), days),
        "facts": (of_totals("facts", 2007, "entered", "zone"), {}),
        "signals": (of_totals("signals"), {"year": "2007"}),
        "signal": (of_totals("signal", 2007, "december_entries"), {}),
        "targets": (reverse(f"{pages_of(Target).name_of('progress')}"), {"year": "2007"}),
    }


PAGES = ["series", "flows", "residences", "facts", "signals", "signal", "targets"]


@pytest.fixture
def late(world):
    """One more company that entered in December 2007, and nobody knew it yesterday."""
    TargetFactory(indicator="entered", year=2007, value=4, incubator=None)
    computed(2007)
    recorded_yesterday()
    stay = ResidenceFactory(incubator=world.a, on=DAY(2007, 12, 5))
    computed(2007)
    return stay


def page(world, name: str, role: str = "zone", **more):
    address, asked = addresses()[name]
    return world.client(role).get(address, asked | more, headers={"Accept-Language": "en"})


@pytest.mark.parametrize("name", PAGES)
def test_page_says_which_day_it_tells_of(world, late, name):
    then, now = page(world, name, as_known_on=YESTERDAY), page(world, name)

    assert (then.status_code, now.status_code) == (200, 200)
    assert NOTE in then.text
    assert NOTE not in now.text


@pytest.mark.parametrize("name", ["residences", "facts", "signal"])
def test_lists_of_then_are_without_the_late_one(world, late, name):
    then, now = page(world, name, as_known_on=YESTERDAY), page(world, name)

    assert late.company.name not in then.text
    assert late.company.name in now.text


@pytest.mark.parametrize("name", ["residences", "facts"])
def test_files_of_then_are_without_the_late_one(world, late, name):
    then = page(world, name, as_known_on=YESTERDAY, format="csv")
    now = page(world, name, format="csv")

    assert late.company.name not in b"".join(then).decode()
    assert late.company.name in b"".join(now).decode()


def test_figures_of_then_lead_to_the_lists_of_then(world, late):
    rows = page(world, "series", as_known_on=YESTERDAY).context["rows"]
    row = next(one for one in rows if one["year"] == 2007)
    listed = world.client("zone").get(row["address"])

    assert NOTE in listed.text or YESTERDAY.isoformat() in listed.text
    assert listed.context["listed"] == row["value"]


@pytest.mark.parametrize("name", ["series", "flows", "signals", "targets"])
@pytest.mark.parametrize("day", ["2007-02-30", "x", "2999-01-01", "1990-01-01"])
def test_what_is_no_day_is_told_on_the_page(world, late, name, day):
    response = page(world, name, as_known_on=day)

    assert response.status_code == 200
    assert 'role="alert"' in response.text


@pytest.mark.parametrize("name", ["residences", "facts", "signal"])
@pytest.mark.parametrize("day", ["2007-02-30", "x", "2999-01-01", "1990-01-01"])
def test_list_of_what_is_no_day_says_so(world, late, name, day):
    refused = page(world, name, as_known_on=day)

    assert refused.status_code == 400
    assert 'role="alert"' in refused.text
    assert world.client("zone").get(refused.context["now"]).status_code == 200


@pytest.mark.parametrize("name", ["series", "flows", "facts"])
def test_manager_is_told_of_the_own_alone(world, late, name):
    then = page(world, name, role="manager_a", as_known_on=YESTERDAY)

    if name == "facts":
        assert then.status_code == 404
        return
    assert world.b.name not in then.text
