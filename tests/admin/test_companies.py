"""Registering, admitting, and the small pages that end or extend a stay."""

import datetime
import re

import pytest
from django.contrib.messages import get_messages
from django.urls import NoReverseMatch, reverse

from companies.models import Company, Residence
from seeds.zone2007 import rulebooks
from tests.admin.conftest import A, B
from tests.factories import CompanyFactory, ResidenceFactory, unified_code

DAY = datetime.date
ADD = "admin:companies_company_add"
CODE = unified_code(700_000)


def registration(incubator=None, **values) -> dict:
    """What the page that registers and admits is sent."""
    form = {"name": "宁波新企有限公司", "unified_code": CODE, "founder_kind": "general"}
    if incubator:
        form |= {"incubator": incubator.pk, "on": "2007-03-01", "due_on": "2010-03-01"}
    return form | values


def page(verb: str, row) -> str:
    return reverse(f"admin:companies_{row._meta.model_name}_{verb}", args=[row.pk])


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_manager_registers_admits_and_finds_the_company(world):
    client = world.client("manager_a")

    response = client.post(reverse(ADD), registration(world.a))

    company = Company.objects.get(unified_code=CODE)
    assert response.url == page("page", company)
    assert client.get(response.url).status_code == 200
    stay = company.residences.get()
    assert (stay.incubator, stay.admitted_on, stay.due_on) == (
        world.a,
        DAY(2007, 3, 1),
        DAY(2010, 3, 1),
    )
    assert stay.history.get().pgh_context["username"] == world.users["manager_a"].username


def test_manager_admits_into_its_own_incubator_only(world):
    response = world.client("manager_a").post(reverse(ADD), registration(world.b))

    assert response.context["form"].errors.keys() == {"incubator"}
    assert not Company.objects.filter(unified_code=CODE).exists()


def test_manager_registers_nothing_without_an_admission(world):
    response = world.client("manager_a").post(reverse(ADD), registration())

    assert response.context["form"].errors.keys() == {"incubator", "on", "due_on"}


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"unified_code": "91330200"}, "unified_code", "invalid_unified_code"),
        ({"unified_code": ""}, "unified_code", "company_without_code"),
        ({"on": "2099-01-01", "due_on": "2099-12-31"}, "on", "admission_in_future"),
        ({"due_on": "2007-02-01"}, "due_on", "due_before_admission"),
        ({"on": "1998-12-31"}, "incubator", "incubator_not_open"),
        ({"registered_on": "2007-06-01"}, "on", "admitted_before_registration"),
    ],
)
def test_refusal_is_told_at_its_field_and_nothing_is_kept(world, values, field, code):
    before = Company.objects.count(), Residence.objects.count()

    response = world.client("manager_a").post(reverse(ADD), registration(world.a, **values))

    assert response.status_code == 200
    errors = response.context["form"].errors.as_data()
    assert {name: [error.code for error in found] for name, found in errors.items()} == {
        field: [code]
    }
    assert (Company.objects.count(), Residence.objects.count()) == before


def test_known_company_is_offered_by_its_name_alone(world):
    CompanyFactory(name="宁波旧企有限公司", unified_code=CODE, registered_capital=7_654_321)

    response = world.client("manager_a").post(reverse(ADD), registration(world.a))

    form = response.context["form"]
    assert form.errors.keys() == {"known"}
    assert "宁波旧企有限公司" in form.errors["known"][0]
    assert not re.search("7,?654,?321", response.text)
    assert not Residence.objects.filter(company__unified_code=CODE).exists()


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), f"{CODE[:8]} {CODE[8:]}"])
def test_known_company_is_admitted_as_it_is_on_file(world, typed):
    company = CompanyFactory(name="宁波旧企有限公司", unified_code=CODE)

    response = world.client("manager_a").post(
        reverse(ADD), registration(world.a, unified_code=typed, known="on")
    )

    assert response.url == page("page", company)
    assert Company.objects.get(unified_code=CODE).name == "宁波旧企有限公司"
    assert company.residences.get().incubator == world.a


def test_known_company_is_found_by_its_older_code(world):
    company = CompanyFactory(unified_code=None, organisation_code="12345678-8")

    world.client("manager_a").post(
        reverse(ADD),
        registration(world.a, unified_code="", organisation_code="12345678-8", known="on"),
    )

    assert company.residences.get().incubator == world.a


def test_tick_without_a_known_company_registers(world):
    world.client("manager_a").post(reverse(ADD), registration(world.a, known="on"))

    assert Company.objects.get(unified_code=CODE).residences.count() == 1


def test_who_reaches_every_incubator_may_register_alone(world):
    response = world.client("superuser").post(reverse(ADD), registration())

    company = Company.objects.get(unified_code=CODE)
    assert response.url == page("page", company)
    assert company.residences.count() == 0


def test_half_an_admission_is_refused(world):
    response = world.client("superuser").post(reverse(ADD), registration(on="2007-03-01"))

    assert response.context["form"].errors.keys() == {"incubator", "due_on"}
    assert not Company.objects.filter(unified_code=CODE).exists()


def test_admit_again(world):
    company = world.of(Company, A)
    stay = company.residences.get()
    client = world.client("manager_a")
    client.post(page("leave", stay), {"on": "2008-01-01", "why": "withdrew.own_wish"})

    response = client.post(
        page("admit", company),
        {"incubator": world.a.pk, "on": "2009-01-01", "due_on": "2010-01-01"},
    )

    assert response.status_code == 302
    assert company.residences.count() == 2


def test_admit_into_another_incubator_is_no_choice(world):
    company = world.of(Company, A)

    response = world.client("manager_a").post(
        page("admit", company),
        {"incubator": world.b.pk, "on": "2009-01-01", "due_on": "2010-01-01"},
    )

    assert response.context["form"].errors.keys() == {"incubator"}
    assert company.residences.count() == 1


def test_rename(world):
    company = world.of(Company, A)
    before = company.name

    response = world.client("manager_a").post(
        page("rename", company), {"name": "宁波改名有限公司", "on": "2007-05-01"}
    )

    company.refresh_from_db()
    assert company.name == "宁波改名有限公司"
    assert company.aliases.get().value == before
    assert len(said(response)) == 1


def test_nobody_graduates_a_stay_alone(world):
    """There is no page that does it; the one of its readiness leads to the review."""
    stay = world.of(Residence, A)
    client = world.client("manager_a")

    response = client.get(page("ready", stay))

    assert response.url == reverse("admin:companies_graduationreview_readiness", args=[stay.pk])
    with pytest.raises(NoReverseMatch):
        page("graduate", stay)


def test_leave(world):
    stay = world.of(Residence, A)

    world.client("manager_a").post(
        page("leave", stay), {"on": "2007-12-31", "why": "moved.moved_out", "note": "迁往外地"}
    )

    stay.refresh_from_db()
    assert (stay.left_on, stay.exit_reason, stay.note) == (DAY(2007, 12, 31), "moved", "迁往外地")
    assert stay.exit_ground == "moved_out"


@pytest.mark.parametrize("why", ["graduated", "nonsense", "", "moved", "moved.sublet"])
def test_leaving_needs_a_reason_and_its_ground(world, why):
    stay = world.of(Residence, A)

    response = world.client("manager_a").post(page("leave", stay), {"on": "2007-12-31", "why": why})

    assert response.context["form"].errors.keys() == {"why"}
    stay.refresh_from_db()
    assert stay.left_on is None


def test_extend(world):
    stay = world.of(Residence, A)

    world.client("manager_a").post(
        page("extend", stay), {"due_on": "2013-03-01", "reason": "研发未完成"}
    )

    stay.refresh_from_db()
    assert stay.due_on == DAY(2013, 3, 1)
    assert stay.history.last().pgh_context["reason"] == "研发未完成"


@pytest.mark.parametrize(
    ("due_on", "field", "code"),
    [("2014-03-01", "reason", "beyond_longest_stay"), ("9999-12-31", "due_on", "invalid_year")],
)
def test_no_silent_or_endless_extension(world, due_on, field, code):
    rulebooks.build()
    stay = world.of(Residence, A)

    response = world.client("manager_a").post(page("extend", stay), {"due_on": due_on})

    errors = response.context["form"].errors.as_data()
    assert {name: [one.code for one in found] for name, found in errors.items()} == {field: [code]}
    stay.refresh_from_db()
    assert stay.due_on < DAY(2014, 3, 1)


@pytest.mark.parametrize("verb", ["leave", "extend"])
def test_verbs_are_offered_on_open_stays_only(world, verb):
    stay = world.of(Residence, A)
    client = world.client("manager_a")
    assert page(verb, stay) in client.get(page("change", stay)).text

    client.post(page("leave", stay), {"on": "2007-12-31", "why": "moved.moved_out"})

    assert page(verb, stay) not in client.get(page("change", stay)).text


@pytest.mark.parametrize("verb", ["leave", "extend"])
@pytest.mark.parametrize(
    ("role", "whose", "status"),
    [
        ("manager_a", B, 404), ("manager_b", A, 404), ("zone", A, 403), ("auditor", A, 403),
        ("manager_a", A, 200), ("superuser", B, 200),
    ],
)  # fmt: skip
def test_who_may_use_a_verb_of_a_stay(world, role, whose, status, verb):
    stay = world.of(Residence, whose)
    client = world.client(role)

    assert client.get(page(verb, stay)).status_code == status
    if status != 200:
        sent = {"on": "2007-12-31", "why": "moved.moved_out", "due_on": "2030-01-01"}
        assert client.post(page(verb, stay), sent).status_code == status
    assert Residence.objects.get(pk=stay.pk).left_on is None
    assert Residence.objects.get(pk=stay.pk).due_on == stay.due_on


@pytest.mark.parametrize("verb", ["admit", "rename"])
@pytest.mark.parametrize(
    ("role", "whose", "status"),
    [("manager_a", B, 404), ("zone", A, 403), ("auditor", A, 403), ("manager_a", A, 200)],
)
def test_who_may_use_a_verb_of_a_company(world, role, whose, status, verb):
    company = world.of(Company, whose)

    response = world.client(role).get(page(verb, company))

    assert response.status_code == status


@pytest.mark.parametrize("verb", ["leave", "extend"])
def test_looking_at_a_verb_does_nothing(world, verb):
    stay = world.of(Residence, A)
    before = Residence.objects.values().get(pk=stay.pk)

    world.client("manager_a").get(f"{page(verb, stay)}?on=2007-12-31&reason=moved")

    assert Residence.objects.values().get(pk=stay.pk) == before


def test_standing_tells_overdue(world):
    response = world.client("manager_a").get(
        f"{reverse('admin:companies_residence_changelist')}?standing=overdue"
    )

    assert [row.pk for row in response.context["cl"].result_list] == [world.of(Residence, A).pk]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("admitted_year=2007", 1), ("admitted_year=2006", 0), ("left_year=2007", 0),
        ("standing=open", 1), ("standing=ended", 0), ("exit_reason__exact=graduated", 0),
    ],
)  # fmt: skip
def test_filters_of_residences(world, query, found):
    response = world.client("manager_a").get(
        f"{reverse('admin:companies_residence_changelist')}?{query}"
    )

    assert len(response.context["cl"].result_list) == found


def test_standing_beside_an_incubator_is_that_of_the_stay_there(world):
    """Who graduated from A and is in B now is in residence in B, and in A is not."""
    moved = ResidenceFactory(incubator=world.a, graduated_on=DAY(2007, 9, 1)).company
    ResidenceFactory(company=moved, incubator=world.b, on=DAY(2007, 10, 1))

    def found(standing: str, place) -> bool:
        asked = f"?standing={standing}&incubator={place.pk}&_facets=True"
        response = world.client("zone").get(reverse("admin:companies_company_changelist") + asked)
        return moved in response.context["cl"].result_list

    told = {(standing, place): found(standing, place)
            for standing in ("in", "graduated") for place in (world.a, world.b)}  # fmt: skip
    assert [pair for pair, is_found in told.items() if is_found] == [
        ("in", world.b), ("graduated", world.a),
    ]  # fmt: skip
