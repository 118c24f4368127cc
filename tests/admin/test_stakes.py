"""Stakes in the admin: agreed, moved, shown as of a day with their return and the caps."""

import pytest

from companies.models import EquityStake
from incubator.institutions.rulebook_files import load_rulebooks
from tests.admin.conftest import A, B, pages_of
from tests.factories import ResidenceFactory
from tests.stakes.rows import AT, DAY, move, stake

pytestmark = pytest.mark.django_db
ZONE_OF_EACH_TEST = True


@pytest.fixture
def superuser(admin_user, browser_as):
    return browser_as(admin_user)


def typed(stay, **changed) -> dict:
    return {
        "company": stay.company_id, "incubator": stay.incubator_id, "vehicle": "incubator",
        "instrument": "rent", "agreed_on": "2008-01-01", "agreed": "50万", "share": "5",
    } | changed  # fmt: skip


def test_agreed(superuser):
    response = superuser.post("/admin/companies/equitystake/add/", typed(ResidenceFactory()))

    held = EquityStake.objects.get()
    assert response.url == pages_of(EquityStake).address_of(held)
    assert (held.agreed, held.share) == (500_000, 5)


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"share": "101"}, "stake_above_whole"), ({"share": ""}, "stake_without_share")],
)
def test_nonsense_is_refused(superuser, changed, code):
    response = superuser.post(
        "/admin/companies/equitystake/add/", typed(ResidenceFactory(), **changed)
    )

    errors = response.context["form"].errors.as_data()
    assert [error.code for faults in errors.values() for error in faults] == [code]
    assert not EquityStake.objects.exists()


def test_only_own_companies_and_incubators_are_choices(world):
    client = world.client("manager_a")
    foreign = world.of(EquityStake, B)

    response = client.post(
        "/admin/companies/equitystake/add/",
        typed(foreign.company.residences.get()),
    )

    assert set(response.context["form"].errors) == {"company", "incubator"}


def test_moved(superuser):
    held = stake()
    address = f"/admin/companies/equitystake/{held.pk}/move/"

    superuser.post(address, {"kind": "paid_in", "on": "2008-02-01", "amount": "100万"})
    over = superuser.post(address, {"kind": "paid_in", "on": "2008-03-01", "amount": "1"})

    assert held.moves.get().amount == 1_000_000
    errors = over.context["form"].errors.as_data()
    assert errors["amount"][0].code == "more_paid_in_than_agreed"


def test_page_shows_the_caps_with_how_well_they_are_known(superuser):
    load_rulebooks(by=None, at=AT)
    held = stake()

    page = superuser.get(pages_of(EquityStake).address_of(held)).text

    assert "京政发〔2000〕40号" in page
    assert "仅供比较" in page


class TestPortfolio:
    ADDRESS = "/admin/companies/equitystake/portfolio/"

    def test_as_of_a_day(self, superuser):
        held = stake()
        move(held, "paid_in", DAY(2008, 1, 1), amount=1_000_000)
        move(held, "valued", DAY(2009, 12, 31), amount=12_100_000)

        before = superuser.get(f"{self.ADDRESS}?on=2007-12-31").context
        on = superuser.get(f"{self.ADDRESS}?on=2009-12-31").context

        assert before["rows"] == []
        assert (on["total"]["multiple"], on["total"]["rate"]) == ("1.21", "10%")

    def test_shows_the_readers_own(self, world):
        for role, whose in (("manager_a", {A}), ("zone", {A, B})):
            rows = world.client(role).get(f"{self.ADDRESS}?on=2012-01-01").context["rows"]
            seen = {row["stake"].pk for row in rows}
            assert seen == {world.of(EquityStake, one).pk for one in whose}

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same(self, superuser, count, django_assert_num_queries):
        for _number in range(count):
            stake()

        with django_assert_num_queries(4):
            superuser.get(f"{self.ADDRESS}?on=2012-01-01")


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same(superuser, count, django_assert_num_queries):
    for _number in range(count):
        stake()

    with django_assert_num_queries(6):
        superuser.get(pages_of(EquityStake).list_address())


class TestWithdrawing:
    def test_of_a_move_from_the_page_of_its_stake(self, superuser):
        held = stake()
        wrong = move(held, "paid_in", DAY(2008, 2, 1), amount=1_000_000)
        address = f"/admin/companies/equitystake/{held.pk}/moves/{wrong.pk}/withdraw/"
        assert address in superuser.get(pages_of(EquityStake).address_of(held)).text

        superuser.post(address, {"reason": "日期有误"})

        assert not held.moves.counted().exists()
        assert "日期有误" in superuser.get(pages_of(EquityStake).address_of(held)).text

    def test_of_a_stake_that_nothing_can_be_done_with_any_more(self, superuser):
        held = stake()

        superuser.post(f"/admin/companies/equitystake/{held.pk}/withdraw/", {"reason": "未签约"})

        held.refresh_from_db()
        page = superuser.get(pages_of(EquityStake).address_of(held)).text
        assert held.withdrawal == "未签约"
        assert f"/equitystake/{held.pk}/move/" not in page
        listing = pages_of(EquityStake).list_address()
        assert f"/{held.pk}/change/" not in superuser.get(f"{listing}?counts=yes").text

    @pytest.mark.parametrize(("role", "status"), [("manager_a", 404), ("auditor", 403)])
    def test_by_nobody_else(self, world, role, status):
        foreign = world.of(EquityStake, B)
        wrong = move(foreign, "valued", foreign.agreed_on, amount=100_000_000)

        response = world.client(role).post(
            f"/admin/companies/equitystake/{foreign.pk}/moves/{wrong.pk}/withdraw/",
            {"reason": "x"},
        )

        wrong.refresh_from_db()
        assert (response.status_code, wrong.withdrawn_at) == (status, None)

    def test_is_offered_to_whoever_may(self, world):
        held = world.of(EquityStake, A)
        wrong = move(held, "valued", held.agreed_on, amount=100_000_000)
        address = f"/admin/companies/equitystake/{held.pk}/moves/{wrong.pk}/withdraw/"

        offered = {
            role: address in world.client(role).get(pages_of(EquityStake).address_of(held)).text
            for role in ("manager_a", "auditor", "zone")
        }

        assert offered == {"manager_a": True, "auditor": False, "zone": False}
