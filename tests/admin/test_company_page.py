"""A company on one page: every tab in the reader's scope, in a fixed number of questions."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from companies.models import (
    Application,
    Company,
    Evidence,
    Letter,
    Paper,
    Residence,
    Return,
)
from companies.queries.facts import FACTS
from facilities.models import SpaceLease
from incubator.core.dates import now
from incubator.core.shown import day
from incubator.institutions.lifecycle import draft_rulebook, publish_rulebook
from incubator.institutions.rulebook_files import read_files
from incubator.workflows.admin.company.pages import TABS
from mentors.models import Mentor
from tests.admin.conftest import A, B, graduating_of, pages_of, space_of, staying_at
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    LeaseFactory,
    MembershipFactory,
    PhaseFactory,
    RepresentativeFactory,
    ResidenceFactory,
    a_draft,
    held_with,
)
from tests.facts.rows import COLUMNS, fact
from tests.returns.conftest import filed
from tests.stakes.rows import stake

DAY = datetime.date


def address(company: Company, tab: str = "overview") -> str:
    return f"{reverse(pages_of(Company).name_of('page'), args=[company.pk])}?tab={tab}"


def another(kind, number: int) -> dict:
    """What makes a fact of a kind another one than the last."""
    days = ("counted_on", "awarded_on", "launched_on", "happened_on", "closed_on")
    moved = {name: COLUMNS[kind][name].replace(day=1 + number) for name in days
             if name in kind.OWN}  # fmt: skip
    words = ("number", "title", "name", "policy", "market", "investor")
    return moved | {name: f"{COLUMNS[kind][name]}{number}" for name in words
                    if name in COLUMNS[kind]}  # fmt: skip


def everything(count: int) -> Company:
    """A company with ``count`` rows of everything, a stay in as many incubators."""
    company = CompanyFactory(name="宁波甬江科技有限公司")
    rulebook = a_draft()
    for number in range(count):
        place = IncubatorFactory()
        stay = ResidenceFactory(company=company, incubator=place, on=DAY(2005, 3, 1))
        space_of(stay, PhaseFactory(incubator=place))
        rows = staying_at(stay)
        case = next(row for row in rows if isinstance(row, Application))
        Application.objects.filter(pk=case.pk).update(company=company)
        Letter.objects.create(
            application=case, kind="accepted", language="zh-hans", subject=f"通知{number}",
            body="……", written_at=now(),
        )  # fmt: skip
        case.messages.create(from_office=True, body="请补充材料", sent_at=now())
        if number == 0:  # of those under way a company has one
            graduating_of(stay, rulebook)
        held_with(stay)
        stake(company=company, incubator=place)
        company.aliases.create(kind="former_name", value=f"曾用名{number}")
        company.entries.create(entry="scope", said="软件", from_on=DAY(2007 + number, 1, 1),
                               until_on=DAY(2008 + number, 1, 1))  # fmt: skip
        company.shareholdings.create(holder=f"股东{number}", share=10)
        RepresentativeFactory(company=company)
        filed(company, 2007 - number)
        Evidence.objects.create(
            company=company, title=f"证书{number}", file="x", original_name="x.pdf",
            content_type="application/pdf", size=1, sha256=f"{number}" * 64, uploaded_at=now(),
        )  # fmt: skip
        for kind in FACTS.values():
            fact(kind, company=company, **another(kind, number))
    return company


def by_the_text_of_2018() -> None:
    """A text with conditions of graduation, in force today."""
    file = next(one for one in read_files() if one.facts["code"] == "cn-2018")
    draft = draft_rulebook(by=None, criteria=file.criteria, **file.facts)
    publish_rulebook(rulebook=draft, by=None, at=now())


QUERIES = {
    "overview": 15, "people": 6, "stays": 12, "money": 10, "mentoring": 7, "returns": 6,
    "facts": 14, "ready": 12, "letters": 13, "files": 7, "history": 17,
}  # fmt: skip


def test_every_tab_has_its_number_and_none_more_than_25():
    assert set(QUERIES) == set(TABS)
    assert max(QUERIES.values()) <= 25


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("tab", TABS)
def test_tab_asks_as_much_for_one_row_as_for_three(
    admin_user, browser_as, django_assert_num_queries, tab, count
):
    company = everything(count)
    if tab == "ready":
        by_the_text_of_2018()
    client = browser_as(admin_user)
    ContentType.objects.clear_cache()

    with django_assert_num_queries(QUERIES[tab]):
        response = client.get(address(company, tab))

    assert response.status_code == 200


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("role", ["zone", "manager_a", "manager_b", "auditor", "superuser"])
def test_tab_for_every_role(world, role, tab):
    answers = {
        whose: world.client(role).get(address(world.of(Company, whose), tab)).status_code
        for whose in (A, B)
    }

    own = {"manager_a": {A}, "manager_b": {B}}.get(role, {A, B})
    assert answers == {whose: 200 if whose in own else 404 for whose in (A, B)}


@pytest.mark.parametrize("tab", TABS)
def test_what_another_incubator_has_of_it_is_on_no_tab(world, tab):
    """The company of A moves to B as well: the manager of A learns nothing of that."""
    company = world.of(Company, A)
    world.b.name = "外人看不到的孵化器"
    world.b.save()
    stay = ResidenceFactory(company=company, incubator=world.b, on=DAY(2009, 1, 5))
    LeaseFactory(residence=stay, begins_on=DAY(2009, 2, 1))
    held_with(stay, 2009)

    text = world.client("manager_a").get(address(company, tab)).text

    assert company.name in text
    assert world.b.name not in text


@pytest.mark.parametrize("tab", ["nothing", "", "overview'"])
def test_no_such_tab(world, tab):
    assert world.client("zone").get(address(world.of(Company, A), tab)).status_code == 404


def test_one_click_from_the_list_and_by_search(world):
    company = world.of(Company, A)
    listing = pages_of(Company).list_address()

    for query in ("", "?q=jiafuhuaqi", "?q=jfhq", f"?q={company.unified_code}", "?q=甲孵化器"):
        text = world.client("manager_a").get(f"{listing}{query}").text
        assert f'href="{address(company).partition("?")[0]}' in text, query


@pytest.mark.parametrize(
    ("tab", "model", "said"),
    [
        ("stays", Residence, lambda row: day(row.admitted_on)),
        ("money", SpaceLease, lambda row: row.number),
        ("mentoring", Mentor, lambda row: row.name),
        ("returns", Return, lambda row: row.due.period.said),
        ("files", Evidence, lambda row: row.title),
        ("files", Paper, lambda row: row.original_name),
        *(("facts", kind, str) for kind in FACTS.values()),
    ],
)
def test_tab_shows_what_there_is(world, tab, model, said):
    text = world.client("manager_a").get(address(world.of(Company, A), tab)).text

    assert said(world.of(model, A)) in text


def test_verified_figures_are_charts_however_long_ago(world):
    """The return of 2007 alone, of a stay that is still open today."""
    response = world.client("manager_a").get(address(world.of(Company, A), "returns"))

    [part] = [one for one in response.context["parts"] if one.template.endswith("charts.html")]
    charts = {chart["name"]: chart["bars"] for chart in part.context["charts"]}
    assert [bar["year"] for bar in charts["总收入"]] == [2007]
    assert charts["总收入"][0]["height"] == 100
    assert charts["总收入"][0]["said"] in response.text


def test_overdue_stay_can_be_extended_or_wound_up_from_the_page(world):
    stay = world.of(Residence, A)
    text = world.client("manager_a").get(address(stay.company)).text

    for verb in ("extend", "wind_up", "readiness"):
        pages = pages_of(Residence) if verb != "readiness" else None
        where = (
            reverse(pages.name_of(verb), args=[stay.pk]) if pages
            else reverse("admin:companies_graduationreview_readiness", args=[stay.pk])
        )  # fmt: skip
        assert f'href="{where}"' in text, verb


@pytest.mark.parametrize("role", ["zone", "auditor"])
def test_who_may_not_change_is_offered_no_verb(world, role):
    company = world.of(Company, A)

    texts = [world.client(role).get(address(company, tab)).text for tab in TABS]

    verbs = ("/extend", "/wind-up", "/rename", "/appoint", "/record", "/admit", "/add/")
    assert [verb for text in texts for verb in verbs if f"{verb}" in _links(text)] == []


def _links(text: str) -> str:
    page = text.partition('id="content-main"')[2]
    return " ".join(part.partition('"')[0] for part in page.split('href="')[1:])


def test_company_outside_any_incubator_offers_admission(admin_user, browser_as):
    company = CompanyFactory()

    text = browser_as(admin_user).get(address(company)).text

    assert f'href="{reverse("admin:companies_company_admit", args=[company.pk])}"' in text


def test_history_tells_of_stays_and_people_with_before_and_after(world):
    stay = world.of(Residence, A)
    Residence.objects.filter(pk=stay.pk).update(note="先前")
    Residence.objects.filter(pk=stay.pk).update(note="后来")

    text = world.client("manager_a").get(address(stay.company, "history")).text

    assert "<del>先前</del> → " in text
    assert "后来" in text


def test_manager_of_two_places_sees_both(world):
    company = world.of(Company, A)
    ResidenceFactory(company=company, incubator=world.b, on=DAY(2009, 1, 5))
    MembershipFactory(user=world.users["manager_a"], incubator=world.b)

    text = world.client("manager_a").get(address(company, "stays")).text

    assert world.b.name in text
