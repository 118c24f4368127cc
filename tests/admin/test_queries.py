"""Lists and pages that list rows ask the same number of questions for 1 row and for 3."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from incubator.accounts.models import AccessToken
from incubator.core.dates import now
from incubator.institutions.models import Incubator, Rulebook
from incubator.statistics.models import TorchEntry, Webhook, WebhookDelivery, YearlyTotal
from tests.admin.conftest import pages_of, run_of, total_of
from tests.factories import (
    CitationFactory,
    CompanyFactory,
    DocumentFactory,
    IncubatorFactory,
    MembershipFactory,
    OpeningBalanceFactory,
    PhaseFactory,
    RepresentativeFactory,
    ResidenceFactory,
    TargetFactory,
    a_draft,
    criterion,
)


@pytest.fixture(autouse=True)
def _content_types_are_looked_up() -> None:
    """Whatever test ran before: Django remembers them for the life of the process."""
    ContentType.objects.clear_cache()


def stays(count: int) -> None:
    for _number in range(count):
        ResidenceFactory()


def phases(count: int) -> None:
    for _number in range(count):
        PhaseFactory()


def runs(count: int) -> None:
    for number in range(count):
        run_of(2001 + number, requested_by=MembershipFactory().user)


def totals(count: int) -> None:
    for number in range(count):
        total_of(run_of(2001 + number), IncubatorFactory())


def rulebooks_of(count: int) -> None:
    for number in range(count):
        a_draft(code=f"test-{number}")


def memberships(count: int) -> None:
    for _number in range(count):
        MembershipFactory()


def tokens(count: int) -> None:
    for _number in range(count):
        AccessToken.objects.create(
            user=MembershipFactory().user,
            expiry=datetime.timedelta(days=1),
            scopes=["statistics:read"],
            incubator=IncubatorFactory(),
        )


def torch_entries(count: int) -> None:
    for _number in range(count):
        TorchEntry.objects.create(
            incubator=IncubatorFactory(), year=2007, item="head", words="负责人"
        )


def messages(count: int) -> None:
    moment = now()
    for number in range(count):
        hook = Webhook.objects.create(
            name=f"平台{number}", url="https://receiver.example.test/", salt="0", created_at=moment,
            created_by=MembershipFactory().user,
        )  # fmt: skip
        WebhookDelivery.objects.create(
            webhook=hook, event="ping", body="{}", created_at=moment, next_at=moment
        )


def of(factory):
    """Makes rows of a factory, each in an incubator of its own."""

    def make(count: int) -> None:
        for number in range(count):
            # Years and indicators do not matter here, only that rows may stand beside each other.
            factory(incubator=IncubatorFactory(), document=DocumentFactory(number=f"{number}"))

    return make


@pytest.fixture
def superuser(admin_user, browser_as) -> Client:
    """The browser of a superuser."""
    return browser_as(admin_user)


LISTS = [
    ("companies_company", stays, 6),
    ("companies_residence", stays, 7),
    ("institutions_incubator", phases, 4),
    ("institutions_phase", phases, 5),
    ("institutions_rulebook", rulebooks_of, 4),
    ("institutions_criterion", rulebooks_of, 5),
    ("statistics_computationrun", runs, 5),
    ("statistics_yearlytotal", totals, 6),
    ("statistics_document", of(CitationFactory), 4),
    ("statistics_citation", of(CitationFactory), 5),
    ("statistics_target", of(TargetFactory), 5),
    ("statistics_openingbalance", of(OpeningBalanceFactory), 4),
    ("statistics_torchentry", torch_entries, 6),
    ("statistics_webhook", messages, 4),
    ("statistics_webhookdelivery", messages, 4),
    ("accounts_user", memberships, 4),
    ("accounts_membership", memberships, 5),
    ("accounts_accesstoken", tokens, 4),
]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("case", LISTS, ids=[case[0] for case in LISTS])
def test_list(superuser, django_assert_num_queries, case, count):
    name, make, queries = case
    make(count)

    with django_assert_num_queries(queries):
        response = superuser.get(reverse(f"admin:{name}_changelist"))

    assert response.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_a_manager(manager, incubator, browser_as, django_assert_num_queries, count):
    for _number in range(count):
        ResidenceFactory(incubator=incubator)
    client = browser_as(manager)

    with django_assert_num_queries(7):
        client.get(reverse("admin:companies_company_changelist"))


@pytest.mark.parametrize("count", [1, 3])
def test_form_of_a_company(superuser, django_assert_num_queries, count):
    company = CompanyFactory()
    for number in range(count):
        ResidenceFactory(company=company)
        company.aliases.create(kind="former_name", value=f"曾用名{number}")
        RepresentativeFactory(company=company)

    with django_assert_num_queries(11):
        superuser.get(reverse("admin:companies_company_change", args=[company.pk]))


@pytest.mark.parametrize("count", [1, 3])
def test_history_of_a_company(superuser, django_assert_num_queries, count):
    company = CompanyFactory()
    for number in range(count):
        ResidenceFactory(company=company)
        company.aliases.create(kind="former_name", value=f"曾用名{number}")

    with django_assert_num_queries(10):
        superuser.get(reverse("admin:companies_company_history", args=[company.pk]))


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_an_incubator(superuser, django_assert_num_queries, count):
    incubator = IncubatorFactory()
    for number in range(count):
        PhaseFactory(incubator=incubator, number=number + 1)

    with django_assert_num_queries(5):
        superuser.get(pages_of(Incubator).address_of(incubator))


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_rulebook(superuser, django_assert_num_queries, count):
    rulebook = a_draft(
        criteria=[criterion("stay", "longest_stay", 36, item=str(n)) for n in range(count)]
    )

    with django_assert_num_queries(6):
        superuser.get(pages_of(Rulebook).address_of(rulebook))


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_user(superuser, django_assert_num_queries, count):
    user = MembershipFactory().user
    for _number in range(count - 1):
        MembershipFactory(user=user)

    with django_assert_num_queries(5):
        superuser.get(pages_of(type(user)).address_of(user))


@pytest.mark.parametrize("count", [1, 3])
def test_page_that_registers(manager, incubator, browser_as, django_assert_num_queries, count):
    for _number in range(count - 1):
        MembershipFactory(user=manager)
    client = browser_as(manager)

    with django_assert_num_queries(4):
        client.get(reverse("admin:companies_company_add"))


@pytest.mark.parametrize("count", [1, 3])
def test_facts_behind_a_total(superuser, django_assert_num_queries, count):
    stays(count)
    total = total_of(run_of(2007), None, counted=count, value=count)

    with django_assert_num_queries(6):
        superuser.get(pages_of(YearlyTotal).facts_address(total))


@pytest.mark.parametrize("count", [1, 3])
def test_home(manager, incubator, browser_as, django_assert_num_queries, count):
    for number in range(count):
        total_of(run_of(2001 + number, requested_by=manager), incubator)
        ResidenceFactory(incubator=incubator)
    client = browser_as(manager)

    with django_assert_num_queries(23):
        client.get(reverse("admin:index"))


@pytest.mark.parametrize("count", [1, 3])
def test_export(superuser, django_assert_num_queries, count):
    stays(count)

    with django_assert_num_queries(7):
        answer = superuser.get(
            reverse("admin:companies_company_seen"), {"_columns": "called,stays"}
        )
        assert answer.getvalue()
