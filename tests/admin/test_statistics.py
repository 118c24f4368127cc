"""Computing a year from the admin, its run, and the way from a total to its facts."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from companies.models import Company, Residence
from incubator.core.dates import now, today
from incubator.core.numbers import grouped
from incubator.statistics import lifecycle
from incubator.statistics.indicators import INDICATORS
from incubator.statistics.models import ComputationRun, YearlyTotal
from tests.admin.conftest import SEES, A, pages_of, run_of
from tests.factories import IncubatorFactory, MembershipFactory, ResidenceFactory

COMPUTE = "admin:statistics_computationrun_compute"
DAY = datetime.date


RATIOS = [indicator.code for indicator in INDICATORS if indicator.ratio]


def computed(year: int) -> ComputationRun:
    run = ComputationRun.objects.create(year=year, trigger="command", requested_at=now())
    return lifecycle.compute(run_id=run.pk, at=now())


def facts_page(total: YearlyTotal) -> str:
    return pages_of(YearlyTotal).facts_address(total)


def test_asking_for_a_year_makes_one_run_to_watch(world):
    client = world.client("zone")

    response = client.post(reverse(COMPUTE), {"year": "2005"})

    run = ComputationRun.objects.get(year=2005)
    assert (run.state, run.trigger, run.requested_by) == ("queued", "admin", world.users["zone"])
    assert response.url == pages_of(ComputationRun).address_of(run)
    assert len(list(get_messages(response.wsgi_request))) == 1


@pytest.mark.parametrize(
    ("year", "code"),
    [("0", "invalid_year"), ("99999", "invalid_year"), (f"{today().year + 1}", "year_in_future")],
)
def test_impossible_year_is_refused_at_its_field(world, year, code):
    before = ComputationRun.objects.count()

    response = world.client("zone").post(reverse(COMPUTE), {"year": year})

    errors = response.context["form"].errors.as_data()
    assert [error.code for error in errors["year"]] == [code]
    assert ComputationRun.objects.count() == before


def test_year_that_is_no_number_is_refused(world):
    response = world.client("zone").post(reverse(COMPUTE), {"year": "abc"})

    assert response.context["form"].errors.keys() == {"year"}


def test_second_request_of_a_year_is_refused_while_the_first_runs(world):
    client = world.client("zone")
    client.post(reverse(COMPUTE), {"year": "2005"})

    response = client.post(reverse(COMPUTE), {"year": "2005"})

    errors = response.context["form"].errors.as_data()
    assert [error.code for error in errors["__all__"]] == ["computation_under_way"]
    assert ComputationRun.objects.filter(year=2005).count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [("zone", 200), ("superuser", 200), ("auditor", 403), ("manager_a", 403)],
)
def test_who_may_compute(world, role, status):
    client = world.client(role)

    assert client.get(reverse(COMPUTE)).status_code == status
    offered = reverse(COMPUTE) in client.get(pages_of(ComputationRun).list_address()).text
    assert offered == (status == 200)


def test_page_of_a_run_shows_the_identity(world):
    ResidenceFactory(incubator=world.a, left_on=DAY(2007, 12, 1))
    run = computed(2007)

    response = world.client("zone").get(pages_of(ComputationRun).address_of(run))

    zone, a, b = response.context["identity"]
    assert (a["place"], b["place"]) == (world.a.name, world.b.name)
    assert zone["opening"] + zone["entered"] - zone["left"] == zone["closing"] == 2
    assert "http-equiv" not in response.text


def test_page_of_an_open_run_refreshes_itself(world):
    run = ComputationRun.objects.create(year=2005, trigger="command", requested_at=now())

    response = world.client("zone").get(pages_of(ComputationRun).address_of(run))

    assert '<meta http-equiv="refresh"' in response.text


@pytest.mark.parametrize(("role", "told"), [("zone", True), ("manager_a", False)])
def test_error_of_a_run_can_name_other_places(world, role, told):
    run = run_of(
        2005, state="failed", error="乙孵化器 (+1)", error_code="identity_broken", progress=70
    )

    response = world.client(role).get(pages_of(ComputationRun).address_of(run))

    assert ("乙孵化器 (+1)" in response.text) == told


def test_every_total_lists_exactly_what_it_counts(world):
    for year in (2006, 2007):
        ResidenceFactory(incubator=world.a, on=DAY(year, 2, 1), graduated_on=DAY(year, 9, 1))
        ResidenceFactory(incubator=world.b, on=DAY(year, 2, 1), left_on=DAY(year, 9, 1))
    ResidenceFactory(company=world.of(Company, A), incubator=world.b)
    computed(2007)
    client = world.client("zone")

    for total in YearlyTotal.objects.exclude(indicator__in=RATIOS):
        response = client.get(facts_page(total))
        assert response.context["added"] == grouped(total.counted), str(total)
        assert 'class="stale"' not in response.text


def test_ratio_has_no_list(world):
    computed(2008)
    total = YearlyTotal.objects.get(indicator="occupancy", incubator=world.a)

    assert world.client("zone").get(facts_page(total)).status_code == 404


def test_manager_lists_the_facts_of_its_own_totals(world):
    computed(2007)
    total = YearlyTotal.objects.get(indicator="entered", incubator=world.a)

    response = world.client("manager_a").get(facts_page(total))

    assert [address for address, *_cells in response.context["rows"]] == [
        pages_of(Residence).address_of(world.of(Residence, A))
    ]


def test_list_says_when_the_data_has_changed_since(world):
    computed(2007)
    total = YearlyTotal.objects.get(indicator="entered", incubator=None)
    fresh = world.client("zone").get(facts_page(total))
    ResidenceFactory(incubator=world.a)

    stale = world.client("zone").get(facts_page(total))

    assert 'class="stale"' not in fresh.text
    assert 'class="stale"' in stale.text


def test_opening_balance_is_told_and_not_listed(world):
    computed(2007)
    total = YearlyTotal.objects.get(indicator="cumulative_incubated", incubator=world.a)

    response = world.client("manager_a").get(facts_page(total))

    assert total.opening_balance == 490
    assert response.context["balance"] == "490"
    assert len(response.context["rows"]) == 1


@pytest.mark.parametrize("page", ["0", "abc", "999"])
def test_any_page_number_shows_a_page(world, page):
    total = world.of(YearlyTotal, A)

    assert world.client("zone").get(f"{facts_page(total)}?p={page}").status_code == 200


@pytest.mark.parametrize("role", SEES)
def test_filters_of_totals(world, role):
    computed(2007)

    response = world.client(role).get(
        f"{pages_of(YearlyTotal).list_address()}?year=2007&indicator=graduated"
    )

    rows = response.context["cl"].result_list
    assert {(row.year, row.indicator) for row in rows} == {(2007, "graduated")}


def test_year_without_figures_lists_nothing(world):
    response = world.client("zone").get(f"{pages_of(YearlyTotal).list_address()}?year=1999")

    assert list(response.context["cl"].result_list) == []


def test_accelerator_has_no_cards_at_home(world, browser_as):
    user = MembershipFactory(incubator=IncubatorFactory(accelerator=True)).user
    computed(2007)

    response = browser_as(user).get("/admin/")

    assert response.context["headlines"] == []
