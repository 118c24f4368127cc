"""Whole lists pulled page by page while others write: nothing lost, nothing doubled."""

import threading
from collections import Counter

import pytest
from django.db import connection

from companies.models import Company, Residence
from tests.api.conftest import API
from tests.api.test_pages import walked
from tests.factories import CompanyFactory, IncubatorFactory, MembershipFactory, ResidenceFactory
from tests.publishing.rows import a_zone, published

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 60


class Writers:
    """Threads that write, over and over, until they are told to end."""

    def __init__(self, *works) -> None:
        self.over = threading.Event()
        self.errors: list[Exception] = []
        self.threads = [threading.Thread(target=self._run, args=[work]) for work in works]

    def _run(self, work) -> None:
        try:
            while not self.over.is_set():
                work()
        except Exception as error:  # noqa: BLE001 - told by the test
            self.errors.append(error)
        finally:
            connection.close()

    def __enter__(self) -> "Writers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *how) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(30)
        assert self.errors == []


@pytest.mark.parametrize("order", ["id", "-id"])
def test_list_is_pulled_whole_while_rows_come_and_change(api_as, order):
    place = IncubatorFactory()
    for _number in range(ROWS):
        ResidenceFactory(incubator=place)
    before = set(Residence.objects.values_list("pk", flat=True))
    client = api_as(MembershipFactory(zone_office=True).user)

    def come() -> None:
        ResidenceFactory(incubator=place)

    def change() -> None:
        company = Company.objects.order_by("?").first()
        Company.objects.filter(pk=company.pk).update(name=f"改名{company.pk}", name_pinyin="aaa")

    with Writers(come, change):
        found = walked(client, f"{API}residences/?page_size=7&ordering={order}")
        companies = walked(client, f"{API}companies/?page_size=7&ordering={order}")

    assert Residence.objects.count() > ROWS  # they did write meanwhile
    for pulled in (found, companies):
        assert max(Counter(pulled).values()) == 1
        assert pulled == sorted(pulled, reverse=order == "-id")
    assert before <= set(found)


def test_row_that_is_gone_takes_no_other_with_it(api_as):
    companies = [CompanyFactory() for _number in range(9)]
    client = api_as(MembershipFactory(zone_office=True).user)
    first = client.get(f"{API}companies/?page_size=3&ordering=id").json()

    Company.objects.filter(pk=companies[2].pk).delete()  # the last of the first page

    rest = walked(client, first["next"])
    assert rest == [one.pk for one in companies[3:]]


def test_list_behind_a_published_figure_does_not_move_at_all(api_as):
    """What was published is read from what was sealed, whatever is written meanwhile."""
    a_zone()
    edition = published()
    client = api_as(MembershipFactory(zone_office=True).user)
    address = f"{API}statistics/2007/entered/companies/?page_size=1&snapshot={edition.pk}"
    first = client.get(address).json()
    for _number in range(3):
        ResidenceFactory(on=Residence.objects.latest("pk").admitted_on)

    pages = [row["residence"] for row in first["results"]]
    while first["next"]:
        first = client.get(first["next"]).json()
        pages += [row["residence"] for row in first["results"]]

    assert len(pages) == len(set(pages)) == first["count"] == 2
