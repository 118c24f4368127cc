"""One standard for every list of the admin: search, counts, columns, order, files, many at once."""

import csv
import html
import io
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from companies.admin.inlines import standing_of
from companies.models import Application, Company, Qualification, Residence, register
from incubator.accounts.access import access_of
from incubator.accounts.admin_base import ScopedModelAdmin
from incubator.accounts.lifecycle import save_view
from incubator.accounts.lists import bulk, changelist, columns
from incubator.accounts.models import SavedView
from incubator.core.dates import now, today
from tests.admin.conftest import A, B, everything, pages_of
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    MembershipFactory,
    ResidenceFactory,
)
from tests.facts.rows import fact

REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


def seen(world, role: str, model, query: str = ""):
    return world.client(role).get(f"{pages_of(model).list_address()}{query}")


def test_every_list_is_searched_in_one_way():
    own = [
        model
        for model, pages in admin.site._registry.items()
        if type(pages).get_search_results is not ScopedModelAdmin.get_search_results
    ]
    assert own == []


def test_list_asks_as_much_for_one_row_as_for_three(world):
    """The manager of one incubator, then of three that hold the same: every list of the site."""
    manager = world.users["manager_a"]
    everywhere = [everything(world, "c", IncubatorFactory(name="丙孵化器")), world.b]
    before = {model: _questions(world, model) for model in REGISTERED}
    rows = {model: world.seen_by("manager_a", model) for model in REGISTERED}
    for place in everywhere:
        MembershipFactory(user=manager, incubator=place)
    after = {model: _questions(world, model) for model in REGISTERED}

    differing = {
        model._meta.label: (before[model], after[model])
        for model in REGISTERED if before[model] != after[model]
    }  # fmt: skip
    assert differing == {}
    assert sum(len(found) == 1 for found in rows.values()) > len(REGISTERED) / 2


def test_every_column_that_is_offered_costs_nothing_more(world):
    """All columns of a list at once: the same for one incubator and for two."""
    MembershipFactory(user=world.users["manager_b"], incubator=world.a)
    differing = {}
    for model in REGISTERED:
        own = seen(world, "superuser", model)
        every = [name for name, _label, _on in own.context["tools"]()["columns"]]
        query = "?" + urlencode({columns.COLUMNS: ",".join(every)})
        response = seen(world, "superuser", model, f"{query}&_facets=True")
        assert response.status_code == 200, model
        shown = [
            getattr(name, "__name__", name).removesuffix("_last")
            for name in response.context["cl"].list_display if name != "action_checkbox"
        ]  # fmt: skip
        assert shown == every, model
        asked = [_questions(world, model, query, role) for role in ("manager_a", "manager_b")]
        if asked[0] != asked[1]:
            differing[model._meta.label] = asked
    assert differing == {}


def _questions(world, model, query: str = "", role: str = "manager_a") -> int:
    client = world.client(role)
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{pages_of(model).list_address()}{query}")
    return len(captured)


NAMED = [
    model
    for model in REGISTERED
    if any(field.endswith("company__name") for field in pages_of(model).search_fields)
]


def test_company_is_found_wherever_it_is_named(world):
    company = world.of(Company, A)
    for model in NAMED:
        rows = {row.pk for row in world.rows[model].get(A, [])}
        for asked in ("甲孵化器企业", "jiafuhuaqi", "jfhqqy", company.unified_code):
            found = seen(world, "superuser", model, "?" + urlencode({"q": asked}))
            keys = {row.pk for row in found.context["cl"].result_list}
            assert rows <= keys, (model, asked)
        nothing = seen(world, "superuser", model, "?q=查无此企业")
        assert list(nothing.context["cl"].result_list) == [], model


def test_search_finds_within_scope_only(world):
    response = seen(world, "manager_a", Residence, "?q=yifuhuaqi")

    assert list(response.context["cl"].result_list) == []


ORDERED = [(Company, "called"), (Residence, "company"), (Qualification, "company_name")]


@pytest.mark.parametrize("rare", [True, False])
@pytest.mark.parametrize("typed", ["y", "yf", "9"])
def test_search_too_short_for_an_index_finds_within_scope_alike(world, typed, rare, monkeypatch):
    monkeypatch.setattr(register, "COMMON", 0 if rare else 1000)
    for incubator in (world.a, world.b):
        company = CompanyFactory(name="甬分9号有限公司")
        ResidenceFactory(company=company, incubator=incubator)

    found = {
        role: {
            row.pk for row in seen(world, role, Company, f"?q={typed}").context["cl"].result_list
        }
        for role in ("manager_a", "zone")
    }

    everybody = Company.objects.living().matching(typed)
    assert found["zone"] == {row.pk for row in everybody}
    assert found["manager_a"] == {row.pk for row in everybody.filter(residences__incubator=world.a)}
    assert found["manager_a"] < found["zone"]


def test_who_sees_one_place_may_choose_it(world):
    of_place = Company.objects.filter(residences__incubator=world.a)
    mine = seen(world, "manager_a", Company, f"?incubator={world.a.pk}").context["cl"]
    other = seen(world, "manager_a", Company, f"?incubator={world.b.pk}").context["cl"]

    assert {row.pk for row in mine.result_list} == {row.pk for row in of_place}
    assert mine.unread == []
    assert list(other.result_list) == []


@pytest.mark.parametrize(("model", "name"), ORDERED)
def test_names_are_ordered_by_pinyin(world, model, name):
    for called in ("Zeta科技", "安捷科技", "中天科技"):
        stay = ResidenceFactory(incubator=world.a, company=CompanyFactory(name=called))
        fact(Qualification, company=stay.company)
    shown = seen(world, "manager_a", model).context["cl"].list_display

    response = seen(world, "manager_a", model, f"?o={shown.index(name)}")

    rows = response.context["cl"].result_list
    names = [str(row if model is Company else row.company) for row in rows]
    assert names == ["安捷科技", "甲孵化器企业", "Zeta科技", "中天科技"]


def test_counts_of_a_filter_are_those_of_its_lists(world):
    response = seen(world, "manager_a", Residence, "?_facets=True")

    told = re.findall(r'<option value="(open|overdue|ended)"[^>]*>[^<(]*\((\d+)\)', response.text)
    assert len(told) == 3
    for choice, count in told:
        listed = seen(world, "manager_a", Residence, f"?standing={choice}")
        assert listed.context["cl"].result_count == int(count), choice


def test_columns_are_chosen_in_the_address(world):
    ticked = "?_column=&_column=called&_column=registered_on&standing=in"
    response = seen(world, "manager_a", Company, ticked)
    address = response.url

    assert parse_qs(urlsplit(address).query) == {
        "_columns": ["called,registered_on"], "standing": ["in"]
    }  # fmt: skip
    shown = world.client("manager_a").get(address)
    assert shown.context["cl"].list_display == ["called", "registered_on"]


@pytest.mark.parametrize("asked", ["password", "no_such", "pk", "__class__", ""])
def test_what_is_not_offered_is_not_shown(world, asked):
    response = seen(world, "superuser", type(world.users["zone"]), f"?_columns={asked}")

    assert "password" not in response.context["cl"].list_display
    assert "username" in response.context["cl"].list_display


def _of_csv(content: bytes) -> list:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def _of_xlsx(content: bytes) -> list:
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


READ = {"csv": _of_csv, "xlsx": _of_xlsx}


def file_of(world, role: str, model, query: str):
    where = reverse(pages_of(model).name_of("seen"))
    return world.client(role).get(f"{where}?{query}")


def rows_of(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_file_holds_what_is_seen(world):
    for called in ("安捷科技", "中天科技"):
        ResidenceFactory(incubator=world.a, company=CompanyFactory(name=called))
    query = "_columns=called,unified_code&standing=in&o=-0"

    listed = seen(world, "manager_a", Company, f"?{query}").context["cl"]
    rows = rows_of(file_of(world, "manager_a", Company, f"{query}&_format=csv"))

    assert rows[0] == ["名称", "统一社会信用代码"]
    assert [row[0] for row in rows[1:]] == [row.name for row in listed.result_list]
    assert [row[0] for row in rows[1:]] == ["中天科技", "甲孵化器企业", "安捷科技"]


def test_file_says_one_thing_in_a_column(world):
    """Its names come in again as they are: no badge stands in them, and no place beside a state."""
    Company.objects.filter(pk=world.of(Company, A).pk).update(is_generated=True)

    rows = rows_of(file_of(world, "manager_a", Company, "_format=csv&_columns=called,standing"))

    told = standing_of(world.of(Residence, A))[1]
    assert rows == [["名称", "状态", "孵化载体"], ["甲孵化器企业", told, world.a.name]]
    assert world.a.name not in told
    assert "演示数据" in seen(world, "manager_a", Company).text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_list_has_its_file_with_as_many_rows(world, kind):
    for model in REGISTERED:
        listed = seen(world, "superuser", model).context["cl"]
        response = file_of(world, "superuser", model, f"_format={kind}")
        rows = READ[kind](b"".join(response.streaming_content))
        assert len(rows) == listed.result_count + 1, model
        tags = [cell for row in rows for cell in row if re.search(r"</|<a |<span", str(cell))]
        assert tags == [], model


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_of_a_file_is_a_formula(world, kind):
    Company.objects.filter(pk=world.of(Company, A).pk).update(name="=cmd|' /C calc'!A0")

    response = file_of(world, "manager_a", Company, f"_format={kind}&_columns=called")
    rows = READ[kind](b"".join(response.streaming_content))

    assert rows[1][0].startswith("'=cmd|' /C calc'!A0")


def test_file_in_scope_and_refused(world):
    rows = rows_of(file_of(world, "manager_a", Company, "_format=csv"))

    assert len(rows) == 2
    assert world.b.name not in str(rows)
    assert file_of(world, "manager_a", SavedView, "_format=pdf").status_code == 404
    assert file_of(world, "manager_a", type(world.users["zone"]), "").status_code == 403


def test_too_many_rows_are_refused_in_words(world, monkeypatch):
    monkeypatch.setattr("incubator.accounts.lists.seen.MOST_ROWS", 1)

    response = file_of(world, "zone", Company, "_format=csv&standing=in")

    assert (response.status_code, response.url) == (
        302, f"{pages_of(Company).list_address()}?standing=in",
    )  # fmt: skip


def test_a_long_list_is_counted_up_to_a_bound(world, monkeypatch):
    monkeypatch.setattr(changelist, "MOST_COUNTED", 1)
    monkeypatch.setattr(changelist.first_keys, "__defaults__", (1,))

    response = seen(world, "zone", Company)

    assert response.context["cl"].result_count == 1
    assert "超过1" in response.text
    assert "超过1" not in seen(world, "manager_a", Company).text


def test_views_of_a_list_keep_the_filter_that_is_asked(world):
    user = world.users["manager_a"]
    save_view(
        list_of="companies.company", name="两列", query="_columns=called,standing", audience="own",
        by=user, access=access_of(user, on=today()), at=now(),
    )  # fmt: skip
    of = reverse("admin:accounts_savedview_of")
    asked = urlencode({"list": "companies.company", "query": "standing=in"})

    text = html.unescape(world.client("manager_a").get(f"{of}?{asked}").text)

    [address] = re.findall(r'href="([^"]*_columns[^"]*)"', text)
    assert parse_qs(urlsplit(address).query) == {
        "_columns": ["called,standing"], "standing": ["in"]
    }  # fmt: skip
    assert "两列" not in world.client("manager_b").get(f"{of}?{asked}").text


def test_a_view_with_a_filter_that_is_gone_says_so(world):
    """Instead of leading to an address that is refused."""
    user = world.users["manager_a"]
    for name, query in (("旧筛选", "no_longer=1"), ("在孵", "standing=in&q=甲&o=1&_facets=True")):
        save_view(
            list_of="companies.company", name=name, query=query, audience="own", by=user,
            access=access_of(user, on=today()), at=now(),
        )  # fmt: skip
    of = reverse("admin:accounts_savedview_of")

    text = world.client("manager_a").get(f"{of}?list=companies.company").text

    assert "no_longer" not in text
    assert text.count("筛选条件已不存在") == 1
    assert "standing=in" in text


@pytest.mark.parametrize("of", ["accounts.user", "nothing.nothing", "x", ""])
def test_views_of_a_list_that_one_may_not_read(world, of):
    for page in ("of", "add"):
        address = reverse(f"admin:accounts_savedview_{page}")
        answer = world.client("manager_a").get(f"{address}?{urlencode({'list': of})}")
        assert answer.status_code == 404, page


def test_view_is_saved_and_taken_away_in_the_browser(world):
    client = world.client("manager_a")
    about = urlencode({"list": "companies.company", "query": "standing=overdue"})
    add = f"{reverse('admin:accounts_savedview_add')}?{about}"

    assert "逾期" not in client.get(add).text
    saved = client.post(add, {"name": "我的逾期", "audience": "incubator"})

    assert saved.url == f"{pages_of(Company).list_address()}?standing=overdue"
    view = SavedView.objects.get(name="我的逾期")
    assert (view.incubator, view.owner) == (world.a, world.users["manager_a"])
    client.post(reverse("admin:accounts_savedview_end", args=[view.pk]))
    assert client.get(pages_of(SavedView).address_of(view)).status_code == 404


def waiting(world, count: int) -> list[Qualification]:
    company = world.of(Company, A)
    return [
        fact(Qualification, company=company, number=f"W{number}", verified=False,
             by=world.users["zone"]) for number in range(count)
    ]  # fmt: skip


def many(world, role: str, rows, **more):
    return world.client(role).post(
        pages_of(Qualification).list_address(),
        {"action": "verify_many", "_selected_action": [row.pk for row in rows], **more},
    )


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_many_rows_are_shown_first_and_nothing_has_happened(world):
    done, rows = fact(Qualification, company=world.of(Company, A), number="D"), waiting(world, 2)

    response = many(world, "manager_a", [done, *rows], index=0)

    assert response.templates[0].name == "scoped_admin/bulk.html"
    assert {row.pk for row in response.context["fitting"]} == {row.pk for row in rows}
    assert [bool(one.refused) for one, _link in response.context["tried"]].count(True) == 1
    for row in rows:
        row.refresh_from_db()
        assert row.state == "submitted"


def test_many_rows_are_done_once_confirmed(world):
    rows = waiting(world, 2)

    response = many(world, "manager_a", rows, confirmed=2)

    assert response.status_code == 302
    assert {Qualification.objects.get(pk=row.pk).state for row in rows} == {"verified"}


def test_rows_of_others_are_not_among_many(world):
    response = many(world, "manager_a", [world.of(Qualification, B)], index=0)

    assert "已不在列表中" in said(response)


def test_many_rows_sent_twice_say_that_they_are_dealt_with(world):
    rows = waiting(world, 2)
    address = f"{pages_of(Qualification).list_address()}?counts=waiting"
    sent = {"action": "verify_many", "_selected_action": [row.pk for row in rows], "confirmed": 2}

    first, second = (world.client("manager_a").post(address, sent) for _time in range(2))

    assert ("2条" in said(first), "已不在列表中" in said(second)) == (True, True)


def test_what_is_no_key_is_no_row_among_many(world):
    response = world.client("manager_a").post(
        pages_of(Qualification).list_address(),
        {"action": "verify_many", "_selected_action": ["abc"], "index": 0},
    )

    assert response.status_code == 302


@pytest.mark.parametrize("role", ["zone", "auditor"])
def test_who_may_not_change_does_nothing_to_many(world, role):
    rows = waiting(world, 1)

    many(world, role, rows, confirmed=1)

    assert "verify_many" not in seen(world, role, Qualification).text
    assert Qualification.objects.get(pk=rows[0].pk).state == "submitted"


def test_too_many_at_one_stroke(world, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 1)

    response = many(world, "manager_a", waiting(world, 2), index=0)

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("model", "query"),
    [
        (Company, "incubator=x"),
        (Application, "waiting=soon"),
        (Residence, "incubator__id__exact=x"),
        (Residence, "admitted_year=x"),
    ],
)
def test_a_value_that_a_filter_cannot_read_is_told_and_shows_no_row(world, model, query):
    page = world.client("zone").get(
        f"{pages_of(model).list_address()}?{query}", headers={"Accept-Language": "en"}
    )

    assert page.status_code == 200
    assert list(page.context["cl"].result_list) == []
    assert "so no row is shown" in page.text
