"""Who sees what: every list, page and address of every model, for every role."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from companies.models import Company, Residence
from incubator.accounts.models import AccessToken, Membership
from incubator.institutions.models import Incubator, Phase
from incubator.statistics.models import YearlyTotal
from tests.admin.conftest import MODELS, OUTSIDE, PEOPLE, PERSONAL, SEES, ZONE, A, B, pages_of
from tests.factories import CompanyFactory

MISSING = 999_999
PAGED = [model for model in MODELS if model is not AccessToken]


def may_read(role: str, model) -> bool:
    return model not in PERSONAL or PEOPLE in SEES[role]


def row_pages(model) -> list[str]:
    """The names of all addresses of one row, with those of our own verbs."""
    patterns = pages_of(model).get_urls()
    names = [p.name for p in patterns if p.name and "object_id" in p.pattern.converters]
    return [f"admin:{name}" for name in names]


def list_pages(model) -> list[str]:
    """The names of all addresses without a row."""
    patterns = pages_of(model).get_urls()
    return [f"admin:{p.name}" for p in patterns if p.name and not p.pattern.converters]


def test_only_our_models_are_registered():
    assert {model for model, _pages in admin.site._registry.items()} == set(MODELS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", SEES)
def test_list(world, role, model):
    response = world.client(role).get(pages_of(model).list_address())

    if not may_read(role, model):
        assert response.status_code == 403
    else:
        assert response.status_code == 200
        assert {row.pk for row in response.context["cl"].result_list} == world.seen_by(role, model)


@pytest.mark.parametrize("model", PAGED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", SEES)
@pytest.mark.parametrize("page", ["change", "history"])
def test_page_of_a_row(world, role, model, page):
    rows = {row.pk for rows in world.rows[model].values() for row in rows}
    client, name = world.client(role), pages_of(model).name_of(page)

    answers = {pk: client.get(reverse(name, args=[pk])).status_code for pk in (*rows, MISSING)}

    seen = world.seen_by(role, model)
    unseen = 404 if may_read(role, model) else 403
    assert answers == {pk: 200 if pk in seen else unseen for pk in (*rows, MISSING)}


@pytest.mark.parametrize("model", PAGED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("method", ["get", "post"])
def test_foreign_row_answers_like_a_missing_one_everywhere(world, model, method):
    foreign = [world.of(model, whose) for whose in (B, PEOPLE) if whose in world.rows[model]]
    send = getattr(world.client("manager_a"), method)

    for name in row_pages(model):
        missing = send(reverse(name, args=[MISSING]))
        assert missing.status_code in (403, 404), name
        for row in foreign:
            response = send(reverse(name, args=[row.pk]))
            assert response.status_code == missing.status_code, name
            assert response.content == missing.content, name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", OUTSIDE)
def test_nothing_without_a_role(world, role, model):
    rows = [row.pk for rows in world.rows[model].values() for row in rows]
    addresses = [reverse(name) for name in list_pages(model)]
    addresses += [reverse(name, args=[rows[0]]) for name in row_pages(model)]

    client = world.client(role)
    for address in addresses:
        response = client.get(address)
        assert (response.status_code, response.url.split("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("role", ["zone", "auditor", "manager_a"])
def test_former_role_is_no_role(world, role):
    Membership.objects.update(ends_on="2000-01-01")

    response = world.client(role).get(pages_of(Company).list_address())

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("?q=甲孵化器", {A}),
        ("?q=jiafuhuaqi", {A}),
        ("?q=jfhq", {A}),
        ("?q=乙孵化器", set()),
        ("?q=yifuhuaqi", set()),
        ("?standing=in", {A}),
        ("?standing=graduated", set()),
    ],
)
def test_search_and_filters_stay_inside(world, address, found):
    response = world.client("manager_a").get(pages_of(Company).list_address() + address)

    pks = {row.pk for row in response.context["cl"].result_list}
    assert pks == {world.of(Company, whose).pk for whose in found}


@pytest.mark.parametrize("model", [Company, Residence, YearlyTotal])
def test_filter_by_incubator_offers_and_finds_own_only(world, model):
    parameter = "incubator" if model is Company else "incubator__id__exact"
    response = world.client("manager_a").get(
        f"{pages_of(model).list_address()}?{parameter}={world.b.pk}"
    )

    assert list(response.context["cl"].result_list) == []
    assert world.a.name in response.text
    assert world.b.name not in response.text


@pytest.mark.parametrize(
    "query",
    [
        "residences=1", "residences__isnull=0", "residences__incubator__name=x", "name__regex=.",
        "unified_code__startswith=9", "history__pgh_id=1", "pk__gte=1", "id=1", "nonsense=1",
        "incubator_id=1", "_connector=OR",
    ],
)  # fmt: skip
def test_an_address_asks_only_what_a_filter_offers(world, query):
    response = world.client("manager_a").get(f"{pages_of(Company).list_address()}?{query}")

    assert response.status_code == 400


@pytest.mark.parametrize("query", ["password__startswith=md5", "pk=1", "is_superuser=1"])
def test_secrets_cannot_be_asked_for(world, query):
    from incubator.accounts.models import User

    response = world.client("auditor").get(f"{pages_of(User).list_address()}?{query}")

    assert response.status_code == 400


def test_company_of_two_incubators_shows_each_manager_its_own_stay(world):
    from tests.factories import ResidenceFactory

    company = world.of(Company, A)
    other = ResidenceFactory(company=company, incubator=world.b, note="只给乙看")

    client = world.client("manager_a")
    addresses = [
        pages_of(Company).list_address(),
        reverse("admin:companies_company_change", args=[company.pk]),
        reverse("admin:companies_company_history", args=[company.pk]),
    ]

    for response in map(client.get, addresses):
        assert response.status_code == 200
        assert world.a.name in response.text
        assert world.b.name not in response.text
        assert other.note not in response.text


@pytest.mark.parametrize(
    ("role", "names"),
    [("manager_a", ["甲孵化器企业"]), ("zone", ["甲孵化器企业", "乙孵化器企业"])],
)
def test_autocomplete(world, role, names):
    response = world.client(role).get(
        "/admin/autocomplete/?app_label=companies&model_name=residence&field_name=company&term=孵化器"
    )

    found = [result["text"] for result in response.json()["results"]]
    assert sorted(found) == sorted(names)


@pytest.mark.parametrize("role", ["zone", "manager_a"])
def test_autocomplete_of_people_is_for_those_who_see_people(world, role):
    response = world.client(role).get(
        "/admin/autocomplete/?app_label=accounts&model_name=membership&field_name=user&term=user"
    )

    assert response.status_code == 403


@pytest.mark.parametrize("role", SEES)
def test_quick_search_finds_what_the_list_of_companies_shows(world, role):
    """Those under the reader's own lists, asked afresh; and only lists that the reader may open."""
    client, pages = world.client(role), pages_of(Company)
    response = client.get("/admin/search/", {"s": "company", "extended": "1"})

    seen = Company.objects.filter(pk__in=world.seen_by(role, Company)).matching("company")
    found = {row["link"] for row in response.context["results"] if row["icon"] == "apartment"}
    assert found & {pages.address_of(company) for company in Company.objects.all()} == (
        {pages.address_of(company) for company in seen}
    )


def test_quick_search_finds_lists_by_their_title_and_nothing_without_a_word(world):
    client = world.client("manager_a")

    named = client.get("/admin/search/", {"s": str(Residence._meta.verbose_name_plural)}).context[
        "results"
    ]
    assert reverse("admin:companies_residence_changelist") in {row["link"] for row in named}
    for nothing in ("", "  "):
        assert not client.get("/admin/search/", {"s": nothing}).context["results"]


def test_quick_search_costs_the_same_with_more_companies(world, django_assert_num_queries):
    client = world.client("manager_a")
    client.get("/admin/search/", {"s": "company"})
    for wanted in (1, 3):
        CompanyFactory.create_batch(wanted, name=f"company {wanted}")
        with django_assert_num_queries(4):
            assert client.get("/admin/search/", {"s": "company"}).status_code == 200


def test_days_bring_the_words_of_their_calendar(world):
    """The calendar's script asks for its words as it loads."""
    page = world.client("manager_a").get(reverse("admin:companies_call_add")).content.decode()

    assert page.index("/admin/jsi18n/") < page.index("DateTimeShortcuts.js")


def test_choices_of_a_foreign_key_are_the_readers_own(world):
    response = world.client("manager_a").get(reverse("admin:companies_company_add"))

    choices = response.context["form"].fields["incubator"].queryset
    assert list(choices) == [world.a]


@pytest.mark.parametrize(("role", "choices"), [("manager_a", {A}), ("zone", {A, B})])
def test_a_foreign_key_is_set_to_rows_in_reach(world, rf, role, choices):
    request = rf.get("/")
    request.user = world.users[role]

    rows = pages_of(Phase).get_field_queryset(None, Phase._meta.get_field("incubator"), request)

    assert set(rows) == {world.of(Incubator, whose) for whose in choices}


def test_a_foreign_key_to_a_table_without_pages_has_no_choices(world, rf):
    request = rf.get("/")
    request.user = world.users["superuser"]

    column = LogEntry._meta.get_field("content_type")
    rows = pages_of(Phase).get_field_queryset(None, column, request)

    assert list(rows) == []


def test_figures_of_the_zone_are_for_the_zone(world):
    total = world.of(YearlyTotal, ZONE)

    response = world.client("manager_a").get(pages_of(YearlyTotal).facts_address(total))

    assert response.status_code == 404


def test_run_shows_only_the_places_in_reach(world):
    from incubator.statistics.models import ComputationRun

    run = world.of(ComputationRun, "all")
    line = {
        "opening": 1, "entered": 2, "re_entered": 0, "graduated": 0, "left": 0, "closing": 3,
        "overlap": 0, "companies": 3, "residual": 0,
    }  # fmt: skip
    run.identity = [{"incubator_id": pk, **line} for pk in (None, world.a.pk, world.b.pk)]
    run.save()

    response = world.client("manager_a").get(pages_of(ComputationRun).address_of(run))

    assert [line["place"] for line in response.context["identity"]] == [world.a.name]
    assert world.b.name not in response.text


def test_managers_have_no_page_of_an_incubator_of_others(world):
    response = world.client("manager_a").get(pages_of(Incubator).address_of(world.b))

    assert response.status_code == 404
