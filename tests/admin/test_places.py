"""Long lists are read from row to row: every row once, in both directions, in every order."""

import datetime
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Residence
from incubator.accounts.lists import changelist, counting
from incubator.accounts.lists.keyset import Keyset, NoSuchPlace
from tests.admin.conftest import pages_of
from tests.admin.test_lists import file_of, rows_of, seen
from tests.factories import CompanyFactory, ResidenceFactory

DAY = datetime.date
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


def walk(keyset: Keyset, count: int = 1) -> list[list]:
    """The keys of all pages from the first on, by the keys that addresses name."""
    pages = [keyset.first(count)]
    while pages[-1]:
        pages.append(keyset.after(keyset.read(keyset.written(pages[-1][-1])), count))
    return [[row.pk for row in page] for page in pages[:-1]]


def walk_back(keyset: Keyset, count: int = 1) -> list[list]:
    pages = [keyset.last(count)]
    while pages[-1]:
        pages.append(keyset.before(keyset.read(keyset.written(pages[-1][0])), count))
    return [[row.pk for row in page] for page in reversed(pages[:-1])]


def flat(pages: list[list]) -> list:
    return [key for page in pages for key in page]


def orders(world, model):
    """The list of a model in each order that its columns offer, and in its own."""
    response = seen(world, "superuser", model)
    listed = response.context["cl"]
    for column in range(len(listed.list_display)):
        for way in ("", "-"):
            listed.params = {"o": f"{way}{column}"}
            yield listed.params["o"], listed.get_queryset(response.wsgi_request)
    listed.params = {}
    yield "", listed.get_queryset(response.wsgi_request)


def test_every_list_is_read_row_by_row_in_every_order(world):
    differing = []
    for model in REGISTERED:
        for order, rows in orders(world, model):
            wanted, keyset = [row.pk for row in rows], Keyset(rows)
            if not flat(walk(keyset)) == flat(walk_back(keyset)) == wanted:
                differing.append((model._meta.label, order))
    assert differing == []


@pytest.fixture
def many(world) -> list[Company]:
    """Twelve beside those of the world: equal names, no code, no day."""
    made = [
        CompanyFactory(name=name, registered_on=day)
        for name in ("安捷科技", "中天科技", "宁波 A")
        for day in (None, DAY(2003, 5, 1), DAY(2003, 5, 1), DAY(2007, 1, 1))
    ]
    Company.objects.filter(pk__in=[company.pk for company in made[::3]]).update(unified_code=None)
    for company in made:
        ResidenceFactory(incubator=world.a, company=company)
    return made


ORDERS = ("", "0", "-0", "1", "-1", "0.-1", "-1.0", "2.1")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_ties_and_empty_columns(world, many, order, size):
    query = "?" + urlencode({"_columns": "called,registered_on,unified_code", "o": order})
    rows = seen(world, "superuser", Company, query).context["cl"].queryset
    wanted = [row.pk for row in rows]

    assert flat(walk(Keyset(rows), size)) == wanted
    assert flat(walk_back(Keyset(rows), size)) == wanted
    listed = Company.objects.filter(merged_into=None)  # what was merged is in no list
    assert len(set(wanted)) == len(wanted) == listed.count()


@pytest.mark.parametrize("order", ORDERS)
def test_what_is_entered_meanwhile_moves_no_row(world, many, order):
    """Rows before and after the place, with equal keys and others, between any two pages."""
    query = "?" + urlencode({"_columns": "called,registered_on,unified_code", "o": order})
    rows = seen(world, "superuser", Company, query).context["cl"].queryset
    before, keyset = [row.pk for row in rows], Keyset(rows)
    read, page = [], keyset.first(2)
    while page:
        read += [row.pk for row in page]
        for name in ("A", "中天科技", "装") if len(read) < len(before) else ():
            CompanyFactory(name=name, registered_on=DAY(2003, 5, 1))
        page = keyset.after(keyset.key_of(page[-1]), 2)

    assert [key for key in read if key in before] == before
    assert len(set(read)) == len(read)


def place(listed, way: str) -> str:
    return dict(listed.steps)[way]


@pytest.fixture
def long_lists(monkeypatch):
    """Two rows are a long list here, and a page has one."""
    monkeypatch.setattr(changelist, "MOST_COUNTED", 2)
    monkeypatch.setattr(changelist.first_keys, "__defaults__", (2,))
    monkeypatch.setattr(type(pages_of(Company)), "list_per_page", 2)


def test_long_list_is_walked_in_the_browser(world, many, long_lists):
    read, address = [], "?q=科技"
    while address:
        listed = seen(world, "manager_a", Company, address).context["cl"]
        read.append([row.pk for row in listed.result_list])
        address = place(listed, "next")
    wanted = [row.pk for row in listed.queryset]

    assert flat(read) == wanted
    assert len(wanted) == 8
    assert place(listed, "last") == ""
    assert parse_qs(urlsplit(place(listed, "first")).query) == {"q": ["科技"]}
    back = []
    while address := place(listed, "previous"):
        listed = seen(world, "manager_a", Company, address).context["cl"]
        back.insert(0, [row.pk for row in listed.result_list])
    assert back == read[:-1]
    assert place(listed, "first") == ""


def test_last_page_is_whole_and_leads_back(world, many, long_lists):
    listed = seen(world, "manager_a", Company, "?_before=").context["cl"]

    assert [row.pk for row in listed.result_list] == [row.pk for row in listed.queryset][-2:]
    assert (place(listed, "next"), place(listed, "last")) == ("", "")
    before = seen(world, "manager_a", Company, place(listed, "previous")).context["cl"]
    assert [row.pk for row in before.result_list] == [row.pk for row in listed.queryset][-4:-2]


FROM = [
    ("?_from=z", "中天科技"),
    ("?_from=中", "中天科技"),
    ("?_from=n", "宁波 A"),
    ("?o=-0&_from=n", "宁波 A"),
    ("?o=-0&_from=甲", "甲孵化器企业"),
]


@pytest.mark.parametrize(("asked", "name"), FROM)
def test_list_from_a_letter_on(world, many, asked, name):
    listed = seen(world, "manager_a", Company, asked).context["cl"]

    assert listed.result_list[0].name == name


@pytest.mark.parametrize(
    ("order", "day", "first"),
    [
        ("1", "2003-05-01", "2003-05-01"),
        ("1", "2004-01-01", "2007-01-01"),
        ("-1", "2004-01-01", "2003-05-01"),
        ("-1", "2003-05-01", "2003-05-01"),
    ],
)
def test_list_from_a_day_on(world, many, order, day, first):
    asked = urlencode({"_columns": "called,registered_on", "o": order, "_from": day})
    listed = seen(world, "manager_a", Company, f"?{asked}").context["cl"]

    assert str(listed.result_list[0].registered_on) == first


def test_beyond_the_last_letter_is_the_last_page(world, many, long_lists):
    listed = seen(world, "manager_a", Company, "?_from=zzz").context["cl"]

    assert [row.pk for row in listed.result_list] == [row.pk for row in listed.queryset][-2:]


WRONG = [
    "_after=x", "_after=[]", "_after=[1]", '_after=["a","b"]', '_after=["a",[1]]',
    '_after=["a",null]', '_after=["\\u0000",1]', '_after=["\\ud800",1]', "_before={}",
    '_after=["a",1,2]', "o=1&_columns=called,registered_on&_from=2003-02-31",
    "o=1&_columns=called,registered_on&_from=soon", "o=2&_from=x",
]  # fmt: skip


@pytest.mark.parametrize("asked", WRONG)
def test_no_such_place(world, asked):
    response = seen(world, "manager_a", Company, f"?{asked}")

    assert (response.status_code, response.url) == (302, f"{pages_of(Company).list_address()}?e=1")


def test_a_key_that_no_row_has_is_a_place_too(world, many):
    """The row may be gone, or a number too large for any."""
    asked = urlencode({"_after": '["anjie",99999999999999999999]'})
    response = seen(world, "manager_a", Company, f"?{asked}")

    assert response.status_code == 200


def test_row_of_others_stands_on_no_page(world, many):
    """Whatever key an address names, the scope stays."""
    listed = seen(world, "manager_b", Company, "?" + urlencode({"_after": '["",0]'})).context["cl"]

    assert [row.name for row in listed.result_list] == ["乙孵化器企业"]


@pytest.mark.parametrize(
    ("asked", "queries"), [("", 3), ("_before=", 3), ('_after=["a",0]', 4), ("_from=a", 5)]
)
def test_page_costs_the_same_at_any_depth(world, many, long_lists, asked, queries):
    """One for the keys up to the bound, one for each piece, one for the rows: whatever it holds."""
    client, address = world.client("superuser"), pages_of(Company).list_address()
    told = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address}?{asked}")
        told.append(len([
            one for one in captured.captured_queries
            if one["sql"].startswith('SELECT "companies_company"."id"')
        ]))  # fmt: skip
        for _number in range(5):
            ResidenceFactory(incubator=world.a)
    assert told == [queries, queries]


def test_file_is_the_whole_list_from_any_place(world, many, long_lists):
    text = seen(world, "manager_a", Company, "?_before=&q=科技").text
    [address] = set(re.findall(r'href="([^"]*/seen/[^"]*csv[^"]*)"', text))
    query = urlsplit(address.replace("&amp;", "&")).query

    rows = rows_of(file_of(world, "manager_a", Company, query))

    assert "_before" not in query
    assert len(rows) == 1 + 8


def told_of(text: str, choice: str) -> str:
    [said] = re.findall(rf'<option value="{choice}"[^>]*>[^<(]*\(([^)]*)\)', text)
    return said


@pytest.mark.parametrize(("bound", "said"), [(14, ["14", "0"]), (9, ["10+", "…"])])
def test_counts_of_choices_end_at_the_bound_of_the_list(world, many, monkeypatch, bound, said):
    for module in (counting, changelist):
        monkeypatch.setattr(module, "MOST_LOOKED_AT", bound)

    text = seen(world, "zone", Company, "?_facets=True").text

    assert [told_of(text, choice) for choice in ("in", "graduated")] == said


@pytest.mark.parametrize("asked", ["standing=in", "q=科技", "founder_kind__exact=general&o=1", ""])
def test_counts_of_choices_are_those_of_the_lists_they_lead_to(world, many, asked):
    """Each filter beside what else is asked, and without what it was asked itself."""
    client, address = world.client("manager_a"), pages_of(Company).list_address()
    text = client.get(f"{address}?{asked}&_facets=True").text
    kept = {name: one for name, [one] in parse_qs(asked).items()}
    for name, choices in {
        "standing": ("in", "overdue"),
        "founder_kind__exact": ("general",),
    }.items():
        for choice in choices:
            query = urlencode(kept | {name: choice})
            listed = client.get(f"{address}?{query}").context["cl"]
            assert told_of(text, choice) == str(listed.result_count), query


def test_counts_of_a_filter_are_one_query(world, many):
    client, address = world.client("zone"), pages_of(Residence).list_address()
    numbers = []
    for asked in ("", "?_facets=True"):
        client.get(address + asked)
        with CaptureQueriesContext(connection) as captured:
            filters = client.get(address + asked).context["cl"].filter_specs
        numbers.append(len(captured))
    assert numbers[1] == numbers[0] + len(filters) == numbers[0] + 4


def test_only_who_sees_all_is_told_about_how_many(world, many, long_lists):
    told = re.compile(r"\(约 ?[\d,]+ ?\)|（约 ?[\d,]+ ?")
    assert told.search(seen(world, "zone", Company).text)
    assert not told.search(seen(world, "manager_a", Company).text)


def test_keys_refuse_what_is_none():
    keyset = Keyset(Company.objects.order_by("registered_on", "pk"))

    assert keyset.read('["2003-05-01",1]') == [DAY(2003, 5, 1), 1]
    assert keyset.read("[null,1]") == [None, 1]
    with pytest.raises(NoSuchPlace):
        keyset.read('["2003-05-32",1]')
