"""The frame: who comes in, what the sidebar and the home page show, and hostile names."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from companies.models import Company, Residence
from incubator.core.dates import add_months, today
from incubator.institutions.models import Incubator
from incubator.statistics.models import YearlyTotal
from incubator.statistics.queries import figures_of
from tests.admin.conftest import SEES, A, pages_of, run_of, total_of
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    MembershipFactory,
    ResidenceFactory,
    UserFactory,
)

HOSTILE = "<img src=x onerror=alert(1)>"
DAY = datetime.date
PASSWORD = "correct horse battery staple"


def log_in(client, user, **query):
    address = reverse("admin:login")
    if query:
        address += "?next=" + query["next"]
    return client.post(address, {"username": user.username, "password": PASSWORD, **query})


def test_login_leads_home(client, manager):
    response = log_in(client, manager)

    assert (response.status_code, response.url) == (302, "/admin/")


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example/", "\\\\evil.example", "javascript:alert(1)",
     "/\\evil.example", "http:///evil.example", "https:evil.example"],
)  # fmt: skip
def test_login_and_language_lead_nowhere_else(client, manager, target):
    assert log_in(client, manager, next=target).url == "/admin/"

    response = client.post(reverse("set_language"), {"language": "en", "next": target})
    assert response.url == "/"


def test_staff_without_a_role_is_told_why(client, db):
    response = log_in(client, UserFactory(staff=True))

    errors = response.context["form"].errors.as_data()["__all__"]
    assert [error.code for error in errors] == ["no_role"]
    assert client.get("/admin/").status_code == 302


def test_role_without_staff_is_not_enough(client, db):
    user = MembershipFactory(user__is_staff=False).user

    response = log_in(client, user)

    assert response.status_code == 200
    client.force_login(user)
    assert client.get("/admin/").status_code == 403  # to sign in again would not help


def test_inactive_user_is_out_at_once(manager, browser_as):
    client = browser_as(manager)
    manager.is_active = False
    manager.save()

    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("role", "lists", "pages"),
    [
        ("zone", 74, 11),
        ("manager_a", 74, 11),
        # Who reads accounts reads the checks of the history, and searches it.
        ("auditor", 78, 13),
        ("superuser", 78, 13),
        ("staff_a", 74, 11),
    ],
)
def test_sidebar_offers_what_may_be_read_and_each_entry_opens(world, role, lists, pages):
    client = world.client(role)
    groups = client.get("/admin/").context["sidebar_navigation"]
    links = [entry["link"] for group in groups for entry in group["items"]]

    assert len(links) == lists + pages  # home, and pages that are no list
    assert {client.get(link, follow=True).status_code for link in links} == {200}


def test_home_of_the_zone_shows_the_figures_of_the_api(world):
    run = run_of(2008)
    for code, value in (("entered", 210), ("graduated", 30), ("cumulative_incubated", 700)):
        total_of(run, None, indicator=code, counted=value, value=value)

    response = world.client("zone").get("/admin/")

    (place,) = response.context["headlines"]
    figures = figures_of(2008)[0]
    assert [card["value"] for card in place["cards"]] == ["210", "30", "700"]
    assert [card["value"] for card in place["cards"]] == [
        f"{figures.line(code).value:.0f}"
        for code in ("entered", "graduated", "cumulative_incubated")
    ]


def test_home_of_a_manager_shows_its_own_incubator(world):
    run = world.of(YearlyTotal, A).run
    YearlyTotal.objects.filter(incubator=world.b).update(counted=99, value=99)

    response = world.client("manager_a").get("/admin/")

    (place,) = response.context["headlines"]
    assert (place["place"], place["year"]) == (world.a.name, run.year)
    assert [card["value"] for card in place["cards"]] == ["1"]


def test_home_invents_no_figures(manager, browser_as):
    response = browser_as(manager).get("/admin/")

    assert response.context["headlines"] == []


def test_home_counts_overdue_residences_and_links_to_them(world):
    client = world.client("manager_a")

    response = client.get("/admin/")

    link = reverse("admin:companies_residence_changelist") + "?standing=overdue"
    [tile] = [one for one in response.context["tiles"]["mine"] if one.link == link]
    assert tile.count == 1
    assert link in response.text
    assert len(client.get(link).context["cl"].result_list) == 1


def test_home_says_what_is_a_demonstration_and_when_it_ends(world):
    client = world.client("manager_a")
    real = client.get("/admin/").text
    last = DAY(2007, 12, 24)
    for place, on, left in (
        (world.a, last, {}), (world.a, today(), {"due_on": add_months(today(), 36)}),
        (world.a, DAY(2006, 1, 1), {"left_on": today()}),
        (world.b, DAY(2008, 3, 1), {}),
    ):  # fmt: skip
        company = CompanyFactory(is_generated=True)
        ResidenceFactory(company=company, incubator=place, on=on, **left)

    response = client.get("/admin/")

    assert "demonstration" not in real
    assert response.context["demonstration_ends"] == last
    assert '<p class="demonstration">' in response.text
    assert "2007年12月24日" in response.text


@pytest.mark.parametrize("role", SEES)
def test_journal_of_the_admin_is_shown_nowhere(world, role):
    LogEntry.objects.create(
        user=world.users[role], action_flag=1, object_repr="他人的企业", change_message="[]"
    )

    response = world.client(role).get("/admin/")

    assert list(response.context["log_entries"]) == []
    assert "他人的企业" not in response.text


def test_journal_of_the_admin_is_not_kept(world):
    stay = world.of(Residence, A)

    world.client("manager_a").post(pages_of(Residence).address_of(stay), {"note": "x"})

    assert LogEntry.objects.count() == 0


def test_home_and_lists_open_in_both_languages(world):
    client = world.client("superuser")
    for language in ("zh-hans", "en"):
        client.cookies["django_language"] = language
        response = client.get("/admin/")
        assert response.status_code == 200
        assert response.headers["Content-Language"] == language


@pytest.fixture
def hostile(world):
    """A company and an incubator with names that want to be markup."""
    incubator = IncubatorFactory(name=f"{HOSTILE}孵化器")
    company = CompanyFactory(name=f"{HOSTILE}有限公司")
    stay = ResidenceFactory(company=company, incubator=incubator, note=HOSTILE)
    company.aliases.create(kind="former_name", value=HOSTILE)
    total_of(run_of(2009), incubator)
    total_of(run_of(2007), None, part="x", counted=1, value=1)
    return stay


def hostile_addresses(stay: Residence) -> list[str]:
    company, incubator = stay.company, stay.incubator
    verbs = [reverse(f"admin:companies_residence_{v}", args=[stay.pk]) for v in ("leave", "extend")]
    verbs += [
        reverse(f"admin:companies_company_{v}", args=[company.pk])
        for v in ("admit", "rename", "history")
    ]
    lists = [
        pages_of(model).list_address() for model in (Company, Residence, Incubator, YearlyTotal)
    ]
    rows = [pages_of(type(row)).address_of(row) for row in (stay, company, incubator)]
    facts = [
        pages_of(YearlyTotal).facts_address(total) for total in YearlyTotal.objects.filter(part="")
    ]
    return ["/admin/", *lists, *rows, *verbs, *facts, reverse("admin:companies_company_add")]


def test_hostile_names_are_text_on_every_page(world, hostile):
    client = world.client("superuser")

    for address in hostile_addresses(hostile):
        response = client.get(address)
        assert response.status_code == 200
        assert "<img" not in response.text, address


def test_hostile_names_are_text_in_messages_and_errors(world, hostile):
    client = world.client("superuser")
    leave = reverse("admin:companies_residence_leave", args=[hostile.pk])
    ended = {"on": "2007-12-31", "why": "moved.moved_out"}

    done = client.post(leave, ended, follow=True)
    refused = client.post(leave, ended)
    known = client.post(
        reverse("admin:companies_company_add"),
        {
            "name": "某企业", "unified_code": hostile.company.unified_code, "incubator": world.a.pk,
            "on": "2007-01-01", "due_on": "2008-01-01", "founder_kind": "general",
        },
    )  # fmt: skip
    saved = client.post(pages_of(Residence).address_of(hostile), {"note": HOSTILE}, follow=True)

    for response in (done, refused, known, saved):
        assert "<img" not in response.text
        assert "&lt;img" in response.text


def test_hostile_names_are_data_in_autocomplete(world, hostile):
    response = world.client("superuser").get(
        "/admin/autocomplete/?app_label=companies&model_name=residence&field_name=company&term=img"
    )

    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert [result["text"] for result in response.json()["results"]] == [f"{HOSTILE}有限公司"]


def test_pages_say_what_they_may_load(world):
    headers = world.client("zone").get("/admin/").headers

    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self' 'unsafe-eval'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_pages_carry_no_inline_script(world):
    client = world.client("superuser")
    stay = world.of(Residence, A)

    for address in ["/admin/", *hostile_addresses(stay)]:
        assert "<script>" not in client.get(address).text, address
