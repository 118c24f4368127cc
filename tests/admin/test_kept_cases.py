"""A case that is kept from somebody does not exist: every page of the desk, searched for it."""

import datetime
import html
import io
import zipfile
from decimal import Decimal

import pytest
from django.urls import NoReverseMatch, reverse

from companies import lifecycle as companies
from companies.models import (
    Admission,
    Application,
    Conflict,
    IncubationAgreement,
    PanelMeeting,
    Paper,
    Review,
    Stage,
)
from facilities import lifecycle as facilities
from facilities.models import Building, SpaceLease, Unit
from incubator.core.dates import now, today
from tests.admin.conftest import MODELS, A, pages_of
from tests.admin.test_scope import list_pages, row_pages
from tests.applying.conftest import upload
from tests.factories import simple_terms

NAME, RECEIPT = "回避对象示例团队", "SQ2008-777777"
DAY, ONE = datetime.date, datetime.timedelta(days=1)
LOOKED_AT = [
    *(model for model in MODELS if model._meta.app_label == "companies"),
    Building, Unit, SpaceLease,
]  # fmt: skip


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def kept(world) -> Application:
    """A case of A under review, accepted and on its way in, under a name of its own."""
    case = world.of(Review, A).application
    Application.objects.filter(pk=case.pk).update(name=NAME, receipt=RECEIPT)
    case.refresh_from_db()
    agreement = companies.draft_agreement(
        application=case, begins_on=now().date(), by=None, at=now()
    )
    paper = companies.file_signed_agreement(
        agreement=agreement, upload=upload(name=f"{NAME}协议.pdf"), signed_on=now().date(),
        by=None, at=now(),
    ).scan  # fmt: skip
    world.add(A, agreement, paper)
    reserved(world, case)
    return case


def reserved(world, case: Application) -> None:
    """A room of A for the team that moves in."""
    house = facilities.add_building(
        incubator=world.a, code="K", name="预留楼", floor_area=Decimal(100),
        opened_on=DAY(2020, 1, 1), by=None,
    )  # fmt: skip
    units = facilities.add_units(
        building=house, drafts=[facilities.UnitDraft("K1", 1, Decimal(50))], by=None
    )
    facilities.reserve_units(
        admission=case.admission, units=units, begins_on=today(), ends_on=today() + 300 * ONE,
        terms=simple_terms(room_deposit=Decimal(0)), holds_until=today() + 30 * ONE, on=today(),
        by=None, at=now(),
    )  # fmt: skip
    world.add(A, house)


def keep_from(world, case: Application, role: str) -> None:
    Conflict.objects.create(
        application=case, user=world.users[role], ground="declared", found_at=now()
    )


def text_of(response) -> str:
    """A page, or what is packed in a file."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    found = [body.decode("utf-8", "ignore"), str(response.headers)]
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            found += [packed.read(one).decode("utf-8", "ignore") for one in packed.namelist()]
    return html.unescape("\n".join(found))


def addresses(world, model) -> list[str]:
    """Every address of a model: lists, and each page of each row of A."""
    own = [reverse(name) for name in list_pages(model)]
    for rows in world.rows[model].values():
        for row in rows:
            for name in row_pages(model):
                try:
                    own.append(reverse(name, args=[row.pk]))
                except NoReverseMatch:
                    continue
    return own


def telling(client, found: list[str]) -> list[str]:
    """The addresses whose answer names the case."""
    return [
        address
        for address in found
        if any(word in text_of(client.get(address)) for word in (NAME, RECEIPT))
    ]


@pytest.mark.parametrize("model", LOOKED_AT, ids=lambda model: model.__name__)
def test_no_page_names_it(world, kept, model):
    keep_from(world, kept, "manager_a")

    assert telling(world.client("manager_a"), addresses(world, model)) == []


def test_without_a_conflict_pages_name_it(world, kept):
    client = world.client("manager_a")

    models = {
        Application, Admission, Review, Conflict, PanelMeeting, IncubationAgreement, Paper,
        Building,
    }  # fmt: skip

    assert {model for model in models if telling(client, addresses(world, model))} == models


@pytest.mark.parametrize("word", [NAME, NAME[:4], RECEIPT, RECEIPT[-6:]])
def test_no_search_finds_it(world, kept, word):
    keep_from(world, kept, "manager_a")
    client = world.client("manager_a")

    for model in MODELS:
        response = client.get(pages_of(model).list_address(), {"q": word})
        if response.status_code == 200 and response.context["cl"].search_fields:
            assert list(response.context["cl"].result_list) == [], model


def test_no_count_holds_it(world, kept):
    client = world.client("manager_a")
    funnel = reverse("admin:companies_application_funnel")
    lists = [pages_of(model).list_address() for model in (Application, Admission, Review)]
    review = reverse("admin:companies_call_review", args=[kept.call_id])
    stages = Stage.objects.filter(call=kept.call_id, kind="expert")
    ranking = [reverse("admin:companies_stage_ranking", args=[one.pk]) for one in stages]

    def counts() -> list[int]:
        found = [client.get(address).context["cl"].result_count for address in lists]
        found.append(sum(count for _label, count in client.get(review).context["counts"]))
        rows = client.get(funnel).context["rows"]
        found.append(sum(int(row["counts"][0][0]) for row in rows))
        return found

    before = counts()
    keep_from(world, kept, "manager_a")

    assert counts() == [count - 1 for count in before]
    for address in ranking:
        assert client.get(address).context["total"] == 0
    assert telling(client, [f"{funnel}?format=xlsx", "/admin/", review, *ranking]) == []


@pytest.mark.parametrize("verb", ["change", "history", "name", "register", "draft", "sign",
                                  "reserve", "deposit", "admit", "rooms_or_none", "release",
                                  "take_deposit_back", "give_up"])  # fmt: skip
def test_no_step_of_its_admission_is_taken(world, kept, verb):
    keep_from(world, kept, "manager_a")
    step = reverse(pages_of(Admission).name_of(verb), args=[kept.admission.pk])

    for send in (world.client("manager_a").get, world.client("manager_a").post):
        assert send(step).status_code == 404


def test_others_see_it_still(world, kept):
    keep_from(world, kept, "manager_a")

    assert telling(world.client("zone"), [pages_of(Application).address_of(kept)])


@pytest.mark.parametrize("role", ["manager_a", "superuser"])
def test_whoever_belongs_to_the_applicant_has_its_case_nowhere(world, kept, role):
    kept.collaborators.create(user=world.users[role], right="view", since=now())
    client = world.client(role)
    models = (
        Application, Admission, Review, PanelMeeting, IncubationAgreement, Paper, Building,
    )  # fmt: skip

    for model in models:
        assert telling(client, addresses(world, model)) == [], model
    decide = reverse(pages_of(Application).name_of("decide"), args=[kept.pk])
    assert client.post(decide, {"seen": "0", "outcome": "accept"}).status_code == 404
