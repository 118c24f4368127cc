"""Who changes what: nothing is deleted, readers only read, and no form takes a status."""

import pytest
from django.urls import reverse

from companies.models import Company, Residence
from companies.queries.facts import FACTS
from incubator.accounts.models import AccessToken, SavedView, User
from incubator.institutions.models import Incubator, Phase
from incubator.statistics.models import Citation, ComputationRun, Document, YearlyTotal
from tests.admin.conftest import ALL, MODELS, SEES, A, pages_of

PAGED = [model for model in MODELS if model is not AccessToken]
MANAGERS = {"manager_a", "manager_b", "superuser"}
WORKERS = MANAGERS | {"staff_a"}
# Who may use the form that adds, and the form that changes; all others may not.
ADDERS = {
    "Company": {"manager_a", "manager_b", "superuser"},
    "Incubator": {"superuser"},
    "Phase": {"superuser"},
    "Document": {"zone", "superuser"},
    "Citation": {"zone", "superuser"},
    "Target": {"zone", "superuser"},
    "OpeningBalance": {"zone", "superuser"},
    "User": {"superuser"},
    "Membership": {"superuser"},
    "Building": WORKERS,
    "Call": MANAGERS,
    "SpaceLease": MANAGERS,
    "ConstructionRecord": {"superuser"},
    "Milestone": {"superuser"},
    "Rulebook": {"zone", "superuser"},
    "Admission": WORKERS,
    "AgreementTemplate": MANAGERS,
    "Leaving": WORKERS,
    "Mentor": WORKERS,
    "Assignment": WORKERS,
    "FileImport": WORKERS,  # rooms and mentors; the rows here are companies
    "ReturnPeriod": WORKERS,
    "ReviewRound": MANAGERS,
    "EquityStake": WORKERS,
    "PanelMeeting": MANAGERS,
    "GraduationReview": WORKERS,
    "Referral": WORKERS,
    "CompanyMerge": MANAGERS,
    "IncubatorChange": WORKERS,
    "SavedView": set(SEES) - {"auditor"},
}
# What staff of an incubator do as well, and what only those who review or decide do.
CHANGED_BY_VERBS = (
    "Residence", "Unit", "Charge", "Payment", "Application", "Representative", "ChangeRequest",
    "IncubationAgreement", "FollowUp", "IncubatorChange",
    "InstitutionStaff", "IncubationFund", "ServicePlatform", "YearAccount",
    "Appointment", "MentorApplication", "MentoringSession", "Slot",
    "DueReturn", "Return", *(kind.__name__ for kind in FACTS.values()),
)  # fmt: skip
CHANGED_BY_DECIDING = (
    "PossibleDuplicate", "ReturnForm", "ReviewPlan", "Stage", "Rubric", "Reviewer", "Review",
    "Conflict",
)  # fmt: skip
NEVER_CHANGED = ("ConstructionRecord", "AgreementTemplate", "SavedView")
CHANGERS = (
    ADDERS
    | dict.fromkeys(CHANGED_BY_VERBS, WORKERS)
    | dict.fromkeys(CHANGED_BY_DECIDING, MANAGERS)
    | dict.fromkeys(("Company", "SpaceLease"), WORKERS)
    | {key: set() for key in NEVER_CHANGED}
    | {"Criterion": {"zone", "superuser"}, "FileImport": MANAGERS}
)


def form_of(row) -> str:
    """Where the form that changes a row is; its page may be another."""
    return reverse(pages_of(type(row)).name_of("change"), args=[row.pk])


def posted(**values) -> dict:
    """A change form's fields, with the management forms of the inlines that it may have."""
    forms = (
        "residences", "representatives", "aliases", "phases", "memberships", "leases", "criteria",
        "entries", "shareholdings", "agreements", "changes", "leavings", "payments", "moves",
    )  # fmt: skip
    counts = {f"{form}-TOTAL_FORMS": 0 for form in forms}
    return counts | {f"{form}-INITIAL_FORMS": 0 for form in forms} | values


@pytest.mark.parametrize("model", PAGED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", SEES)
def test_nobody_deletes(world, role, model):
    rows = [row for rows in world.rows[model].values() for row in rows]
    client, name = world.client(role), pages_of(model).name_of("delete")

    for row in rows:
        answer = client.post(reverse(name, args=[row.pk]), {"post": "yes"})
        assert answer.status_code in (403, 404)

    assert model.objects.filter(pk__in=[row.pk for row in rows]).count() == len(rows)


# What is done to many rows at one stroke, after a preview of each.
FOR_MANY = {
    **{kind.__name__: {"verify_many"} for kind in FACTS.values()},
    "Return": {"verify_many"},
    "MentoringSession": {"confirm_many"},
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_lists_offer_no_action_on_many_rows_but_these(world, model, rf):
    offered = {}
    for role in ("superuser", "auditor"):
        request = rf.get("/")
        request.user = world.users[role]
        offered[role] = set(pages_of(model).get_actions(request))

    assert offered == {"superuser": FOR_MANY.get(model.__name__, set()), "auditor": set()}


@pytest.mark.parametrize("model", PAGED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", SEES)
def test_form_that_adds(world, role, model):
    of = "?list=companies.company" if model is SavedView else ""
    response = world.client(role).get(reverse(pages_of(model).name_of("add")) + of)

    allowed = role in ADDERS.get(model.__name__, ())
    assert response.status_code == (200 if allowed else 403)


@pytest.mark.parametrize(
    ("role", "model"),
    [
        pytest.param(role, model, id=f"{role}-{model.__name__}")
        for role in SEES
        for model in PAGED
        if role not in CHANGERS.get(model.__name__, ())
    ],
)
def test_only_writers_may_post_a_change(world, role, model):
    client = world.client(role)
    before = list(model.objects.order_by("pk").values())

    for row in (row for rows in world.rows[model].values() for row in rows):
        response = client.post(form_of(row), posted(name="x"))
        assert response.status_code in (403, 404)

    assert list(model.objects.order_by("pk").values()) == before


def test_manager_corrects_facts_of_a_company(world):
    company = world.of(Company, A)

    response = world.client("manager_a").post(
        form_of(company),
        posted(
            registered_on="2001-02-03",
            registered_capital="500000",
            field="materials",
            founder_kind="returnee",
        ),
    )

    assert response.status_code == 302
    company.refresh_from_db()
    assert (company.field, company.founder_kind) == ("materials", "returnee")
    assert company.history.last().pgh_context["username"] == world.users["manager_a"].username


@pytest.mark.parametrize(
    "extra",
    [
        {"name": "别名"},
        {"unified_code": "91330200000000999X"},
        {"is_generated": "on"},
        {"residences-TOTAL_FORMS": 1, "residences-0-left_on": "2007-12-31"},
        {"aliases-TOTAL_FORMS": 1, "aliases-0-kind": "former_name", "aliases-0-value": "假"},
    ],
)
def test_company_form_takes_no_other_field(world, extra):
    company = world.of(Company, A)
    before = Company.objects.values().get(pk=company.pk)

    world.client("manager_a").post(
        form_of(company),
        posted(registered_on="2000-01-01", founder_kind="general", field="", **extra),
    )

    assert Company.objects.values().get(pk=company.pk) == before
    assert company.aliases.count() == 0
    assert company.residences.get().left_on is None


def test_residence_form_takes_the_note_alone(world):
    stay = world.of(Residence, A)
    before = Residence.objects.values().get(pk=stay.pk)

    response = world.client("manager_a").post(
        pages_of(Residence).address_of(stay),
        posted(
            note="已电话联系",
            left_on="2007-12-31",
            exit_reason="graduated",
            programme="acceleration",
            admitted_on="2006-01-01",
            due_on="2030-01-01",
            incubator=world.b.pk,
            company=world.of(Company, "b").pk,
        ),
    )

    assert response.status_code == 302
    assert Residence.objects.values().get(pk=stay.pk) == before | {"note": "已电话联系"}


def test_phase_form_takes_no_state(world):
    phase = world.of(Phase, A)

    response = world.client("superuser").post(
        pages_of(Phase).address_of(phase),
        posted(
            floor_area="1000", state="in_use", started_on="2006-01-01", opened_on="2007-01-01",
            incubator=world.b.pk, number=9,
        ),
    )  # fmt: skip

    assert response.status_code == 302
    phase.refresh_from_db()
    assert (phase.state, phase.opened_on, phase.number) == ("planned", None, 1)
    assert (phase.incubator, phase.floor_area) == (world.a, 1000)


def test_new_phase_is_planned(world):
    world.client("superuser").post(
        reverse("admin:institutions_phase_add"),
        {"incubator": world.a.pk, "number": 2, "floor_area": "5", "state": "in_use"},
    )

    assert Phase.objects.get(incubator=world.a, number=2).state == "planned"


@pytest.mark.parametrize("model", [ComputationRun, YearlyTotal])
def test_computed_rows_have_no_form_at_all(world, model):
    row = next(row for rows in world.rows[model].values() for row in rows)
    before = model.objects.values().get(pk=row.pk)

    response = world.client("superuser").post(
        pages_of(model).address_of(row), {"state": "failed", "value": 999, "counted": 999}
    )

    assert response.status_code == 403
    assert model.objects.values().get(pk=row.pk) == before


def test_incubator_keeps_its_code(world):
    world.client("superuser").post(
        pages_of(Incubator).address_of(world.a),
        posted(
            name="甲孵化器", code="other", kind="incubator", focus="comprehensive",
            sponsor="government", programme="acceleration",
        ),
    )  # fmt: skip

    assert Incubator.objects.get(pk=world.a.pk).code == world.a.code


def test_zone_office_registers_a_citation(world):
    document = world.of(Document, ALL)

    response = world.client("zone").post(
        reverse("admin:statistics_citation_add"),
        {"document": document.pk, "indicator": "graduated", "year": 2007, "printed": "30余家"},
    )

    assert response.status_code == 302
    assert Citation.objects.get(indicator="graduated").printed == "30余家"


def test_constraint_of_the_database_is_told_on_the_form(world):
    document = world.of(Document, ALL)

    response = world.client("zone").post(
        reverse("admin:statistics_citation_add"),
        {"document": document.pk, "indicator": "graduated", "year": 1007, "printed": "1"},
    )

    assert response.status_code == 200
    assert response.context["errors"]
    assert not Citation.objects.filter(year=1007).exists()


def test_user_of_the_accounts_page_is_superuser_only_by_a_superuser(world, rf):
    request = rf.get("/")
    request.user = world.users["zone"]

    assert "is_superuser" in pages_of(User).get_readonly_fields(request, world.users["zone"])


def test_auditor_sees_no_hash_of_a_password(world):
    user = world.users["zone"]

    response = world.client("auditor").get(pages_of(User).address_of(user))

    assert response.status_code == 200
    assert user.password.split("$")[-1] not in response.text
    assert user.password.split("$")[-1][:6] not in response.text
