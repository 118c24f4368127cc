"""What institutions have of their own, in the admin: stated, corrected, ended, withdrawn."""

import pytest
from django.urls import reverse

from incubator.institutions.models import (
    IncubationFund,
    Incubator,
    InstitutionStaff,
    OwnDocument,
    YearAccount,
)
from incubator.institutions.own import OWN_FACTS
from tests.admin.conftest import A, B, pages_of
from tests.factories import IncubatorFactory
from tests.institutions.own import COLUMNS, DAY, PDF, document, own, upload

pytestmark = pytest.mark.django_db
ZONE_OF_EACH_TEST = True
KINDS = pytest.mark.parametrize("kind", OWN_FACTS, ids=lambda kind: kind.__name__)


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def superuser(admin_user, browser_as):
    return browser_as(admin_user)


def page_of(incubator: Incubator) -> str:
    return reverse(pages_of(Incubator).name_of("own_facts"), args=[incubator.pk])


def add(kind, incubator: Incubator) -> str:
    return pages_of(kind).add_address(incubator)


def verb(row, name: str) -> str:
    return reverse(pages_of(type(row)).name_of(name), args=[row.pk])


def typed(columns: dict) -> dict:
    """As a browser sends it."""
    return {name: str(value) for name, value in columns.items()}


class TestPageOfAnInstitution:
    def test_says_how_each_fact_stands_on_the_day(self, superuser):
        place = own(IncubationFund, until_on=DAY(2010, 1, 1)).incubator

        held, ended = (
            superuser.get(f"{page_of(place)}?on={day}").text for day in ("2009-12-31", "2010-01-01")
        )

        assert "有效" in held
        assert "已失效" in ended
        assert "没有证明材料" in held

    @pytest.mark.parametrize("on", ["2010-13-45", "x", ""])
    def test_a_day_that_is_none_is_today(self, superuser, on):
        assert superuser.get(f"{page_of(IncubatorFactory())}?on={on}").status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same(self, superuser, count, django_assert_num_queries):
        place = IncubatorFactory()
        for number in range(count):
            own(YearAccount, incubator=place, year=2005 + number)
            own(InstitutionStaff, incubator=place, counted_on=DAY(2005 + number, 12, 31))

        with django_assert_num_queries(7):
            superuser.get(page_of(place))

    def test_of_somebody_elses_institution_there_is_none(self, world):
        client = world.client("manager_a")

        assert client.get(page_of(world.b)).status_code == 404
        for kind in OWN_FACTS:
            assert client.get(add(kind, world.b)).status_code == 404
            assert client.post(add(kind, world.b)).status_code == 404

    def test_managers_state_and_readers_do_not(self, world):
        address = add(YearAccount, world.a)

        assert address in world.client("manager_a").get(page_of(world.a)).text
        for role in ("auditor", "zone"):
            client = world.client(role)
            assert address not in client.get(page_of(world.a)).text
            assert client.get(address).status_code == 403
            assert client.post(address).status_code == 403


class TestStating:
    @KINDS
    def test_every_kind_with_its_document(self, superuser, kind):
        place = IncubatorFactory()
        sent = typed(COLUMNS[kind]) | {"upload": upload()}

        assert superuser.get(add(kind, place)).status_code == 200
        response = superuser.post(add(kind, place), sent)

        assert response.status_code == 302, response.context["form"].errors
        fact = kind.objects.get()
        assert (fact.incubator, fact.document.title) == (place, "审计报告")
        assert superuser.get(verb(fact, "change")).status_code == 200

    def test_amounts_as_people_say_them(self, superuser):
        place = IncubatorFactory()
        sent = typed(COLUMNS[YearAccount]) | {
            "income": "1,200万", "income_service": "500万", "income_property": "700万元",
            "income_investment": "0", "income_other": "0", "net_profit": "-30万",
        }  # fmt: skip

        superuser.post(add(YearAccount, place), sent)

        account = YearAccount.objects.get()
        assert (account.income, account.net_profit) == (12_000_000, -300_000)

    @pytest.mark.parametrize(
        ("kind", "changed", "code"),
        [
            (InstitutionStaff, {"professional": "21"}, "part_larger_than_staff"),
            (YearAccount, {"income": "1"}, "income_does_not_add_up"),
            (YearAccount, {"year": "2999"}, "own_fact_in_future"),
            (IncubationFund, {"amount": "0"}, "fund_of_nothing"),
            (IncubationFund, {"since_on": "2099-01-01"}, "own_fact_in_future"),
        ],
    )
    def test_nonsense_is_refused_and_nothing_is_kept(self, superuser, kind, changed, code):
        sent = typed(COLUMNS[kind]) | changed | {"upload": upload()}

        response = superuser.post(add(kind, IncubatorFactory()), sent)

        errors = response.context["form"].errors.as_data()
        assert [error.code for faults in errors.values() for error in faults] == [code]
        assert not kind.objects.exists()
        assert not OwnDocument.objects.exists()

    def test_document_that_is_none_or_of_others_is_refused(self, superuser):
        foreign = document(IncubatorFactory())
        address = add(YearAccount, IncubatorFactory())

        for field, value in (("upload", upload(b"MZ\x00")), ("document", foreign.pk)):
            response = superuser.post(address, typed(COLUMNS[YearAccount]) | {field: value})
            assert response.context["form"].errors[field]
        assert not YearAccount.objects.exists()


class TestVerbs:
    def test_corrected(self, superuser):
        account = own(YearAccount)
        sent = typed(COLUMNS[YearAccount]) | {"taxes": "90", "correction": "漏报税金"}

        assert superuser.get(verb(account, "correct")).status_code == 200
        response = superuser.post(verb(account, "correct"), sent)

        better = YearAccount.objects.get(replaces=account)
        assert response.url == pages_of(YearAccount).address_of(better)
        assert "漏报税金" in superuser.get(response.url).text

    def test_ended(self, superuser):
        fund = own(IncubationFund)

        superuser.post(verb(fund, "end"), {"on": "2010-01-01"})
        again = superuser.post(verb(fund, "end"), {"on": "2011-01-01"})

        fund.refresh_from_db()
        assert str(fund.until_on) == "2010-01-01"
        assert again.context["form"].errors

    def test_withdrawn_with_a_reason(self, superuser):
        fact = own(InstitutionStaff)

        without = superuser.post(verb(fact, "withdraw"), {"reason": " "})
        superuser.post(verb(fact, "withdraw"), {"reason": "口径有误"})

        assert without.context["form"].errors
        assert not InstitutionStaff.objects.counted().exists()
        page = superuser.get(page_of(fact.incubator)).text
        assert "口径有误" in page
        assert "已撤销" in page

    def test_document_is_attached_and_given_out(self, superuser):
        fact = own(YearAccount)

        superuser.post(verb(fact, "attach"), {"upload": upload(), "document_title": "年报"})

        fact.refresh_from_db()
        response = superuser.get(pages_of(YearAccount).file_address(fact))
        assert fact.document.title == "年报"
        assert b"".join(response.streaming_content) == PDF

    def test_only_what_fits_is_offered(self, superuser):
        fund, account = own(IncubationFund), own(YearAccount)

        def offered(row) -> set[str]:
            page = superuser.get(verb(row, "change")).text
            return {name for name in ("attach", "end", "correct", "withdraw")
                    if verb(row, name) in page}  # fmt: skip

        assert offered(fund) == {"attach", "end", "correct", "withdraw"}
        assert offered(account) == {"attach", "correct", "withdraw"}

    @pytest.mark.parametrize("name", ["attach", "end", "correct", "withdraw"])
    def test_only_those_of_the_institution_do_them(self, world, name):
        fund = world.of(IncubationFund, A)

        assert world.client("manager_b").post(verb(fund, name)).status_code == 404
        assert world.client("auditor").post(verb(fund, name)).status_code == 403
        assert world.client("manager_a").get(verb(fund, name)).status_code == 200
        assert world.of(IncubationFund, B).incubator == world.b
