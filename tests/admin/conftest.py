"""A small zone with everything in it twice: once in incubator A, once in incubator B."""

import copy
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client

from companies import lifecycle as companies
from companies.models import (
    Admission,
    AgreementTemplate,
    Application,
    AssignmentRun,
    Call,
    ChangeRequest,
    Company,
    CompanyMerge,
    Conflict,
    DueReturn,
    EquityStake,
    Evidence,
    FollowUp,
    GraduationReview,
    IncubationAgreement,
    Leaving,
    PanelMeeting,
    Paper,
    PossibleDuplicate,
    Questionnaire,
    Referral,
    Representative,
    Residence,
    Return,
    ReturnForm,
    ReturnPeriod,
    Review,
    Reviewer,
    ReviewPlan,
    ReviewRound,
    Rubric,
    Stage,
)
from companies.queries.facts import FACTS
from facilities import lifecycle as facilities
from facilities.models import (
    Building,
    Charge,
    ChargeRun,
    ConstructionRecord,
    Milestone,
    Payment,
    SpaceLease,
    Unit,
)
from incubator.accounts.models import AccessToken, Membership, SavedView, User
from incubator.core.dates import now
from incubator.core.models import HistoryCheck
from incubator.core.verifying import check_history
from incubator.imports.models import FileImport
from incubator.institutions.models import (
    Criterion,
    Incubator,
    IncubatorChange,
    OwnDocument,
    Phase,
    Rulebook,
)
from incubator.institutions.own import OWN_FACTS
from incubator.statistics.models import (
    Citation,
    ComputationRun,
    Document,
    LateFact,
    OpeningBalance,
    Snapshot,
    Target,
    TorchEntry,
    Webhook,
    WebhookDelivery,
    YearlyTotal,
)
from mentors import lifecycle as mentoring
from mentors.models import (
    Appointment,
    Assignment,
    Mentor,
    MentorApplication,
    MentoringSession,
    Slot,
)
from tests.factories import (
    CallFactory,
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
    UserFactory,
    a_draft,
    handed_in,
    held_with,
)
from tests.facts.rows import fact
from tests.institutions.own import own
from tests.publishing.constraint_attempts import late as late_fact
from tests.publishing.constraint_attempts import sealed
from tests.returns.conftest import filed
from tests.stakes.rows import stake

DAY = datetime.date

# Whose each row is: of A, of B, of the whole zone, of everybody, or about people.
A, B, ZONE, ALL, PEOPLE = "a", "b", "zone", "all", "people"
SEES = {
    "zone": {A, B, ZONE, ALL},
    "manager_a": {A, ALL},
    "manager_b": {B, ALL},
    "staff_a": {A, ALL},
    "auditor": {A, B, ZONE, ALL, PEOPLE},
    "superuser": {A, B, ZONE, ALL, PEOPLE},
}
OUTSIDE = ("roleless", "anonymous")


def run_of(year: int, **kwargs) -> ComputationRun:
    """A run that is done."""
    moment = now()
    values = {
        "state": "succeeded", "step": "done", "progress": 100, "trigger": "command",
        "requested_at": moment, "started_at": moment, "finished_at": moment,
    }  # fmt: skip
    return ComputationRun.objects.create(year=year, **values | kwargs)


def total_of(run: ComputationRun, incubator: Incubator | None, **kwargs) -> YearlyTotal:
    """A total of one company that entered."""
    values = {"year": run.year, "indicator": "entered", "counted": 1, "value": 1}
    return YearlyTotal.objects.create(run=run, incubator=incubator, **values | kwargs)


def space_of(stay: Residence, phase: Phase) -> list[Model]:
    """A building with one unit that the company of a stay leases, and what goes with it."""
    day = stay.admitted_on
    building = facilities.add_building(
        incubator=stay.incubator, code="A", name=f"{stay.incubator}A座", floor_area=Decimal(500),
        opened_on=day, by=None,
    )  # fmt: skip
    (unit,) = facilities.add_units(
        building=building, drafts=[facilities.UnitDraft("101", 1, Decimal(200))], by=None
    )
    lease = facilities.grant_lease(
        company=stay.company, residence=stay, units=[unit], begins_on=day, ends_on=stay.due_on,
        signed_on=day, by=None,
        terms=facilities.LeaseTerms("incubatee", Decimal(30), "m2_month", "yearly"),
    )  # fmt: skip
    charge = lease.charges.get()
    payment = facilities.record_payment(charge=charge, amount_fen=100, on=day, by=None)
    run = ChargeRun.objects.create(year=2007, incubator=stay.incubator, requested_at=now())
    record = ConstructionRecord.objects.create(
        incubator=stay.incubator, phase=phase, as_of=day, state="planned", source="测试"
    )
    milestone = Milestone.objects.create(phase=phase, name="开工", planned_on=day)
    return [building, unit, lease, charge, payment, run, record, milestone]


def own_change_of(place: Incubator, rulebook: Rulebook) -> IncubatorChange:
    """A change of the institution that should have been reported long ago."""
    return IncubatorChange.objects.create(
        incubator=place, kind="operator", before="甲方", after="乙方", happened_on=DAY(2007, 5, 5),
        rulebook=rulebook, months=3, recorded_at=now(),
    )  # fmt: skip


def told() -> tuple[Webhook, WebhookDelivery]:
    """A system that wants to be told, and a message that reached it."""
    moment = now()
    hook = Webhook.objects.create(
        name="统计平台", url="https://receiver.example.test/", salt="0" * 64, created_at=moment,
        created_by=UserFactory(staff=True),
    )  # fmt: skip
    message = WebhookDelivery.objects.create(
        webhook=hook, event="ping", body="{}", state="delivered", created_at=moment,
        delivered_at=moment,
    )  # fmt: skip
    return hook, message


def applying_at(place: Incubator) -> list[Model]:
    """A call with its questions, and an application that was handed in."""
    call = CallFactory(incubator=place, title=f"{place}征集")
    application = handed_in(call)
    return [call, call.questionnaires.get(), application]


def mentoring_at(stay: Residence) -> list[Model]:
    """A mentor who helps the company of a stay, a session held, a slot, and somebody who asks."""
    session = held_with(stay, 2007)  # before the days on which tests end a stay
    at = session.planned_at.replace(year=2008)
    slot = mentoring.publish_hours(
        mentor=session.mentor, incubator=stay.incubator, side="office", by=None, at=at,
        when=mentoring.Hours(
            from_on=DAY(2008, 3, 20), starts=datetime.time(14), ends=datetime.time(15), place="302"
        ),
    ).slots[0]  # fmt: skip
    asked = mentoring.apply_as_mentor(
        user=UserFactory(), incubator=stay.incubator, at=at, name="申请人", kind="investor"
    )
    pair = session.assignment
    return [session.mentor, pair.appointment, pair, session, slot, asked]


def staying_at(stay: Residence) -> list[Model]:
    """What hangs on a stay: agreement, change, winding-up, a paper; and somebody who moves in."""
    at, day, place = now(), stay.admitted_on, stay.incubator
    call = CallFactory(incubator=place, title=f"{place}入驻")
    application = handed_in(call, state="accepted", decided_at=at, name=f"{place}准入者")
    template = companies.set_template(incubator=place, values={}, by=None, at=at)
    agreement = companies.draft_agreement(residence=stay, begins_on=day, by=None, at=at)
    change = companies.ask_change(
        residence=stay, kind="scope", words="软件", reason="业务", planned_on=day, by=None, at=at,
        from_office=True,
    )  # fmt: skip
    leaving = companies.begin_leaving(
        residence=stay, reason="withdrew", ground="own_wish", words="另有发展", by=None, at=at,
        wanted_on=day + datetime.timedelta(days=9), from_office=True,
    )  # fmt: skip
    # Taken back, so that the stay can still end otherwise.
    Leaving.objects.filter(pk=leaving.pk).update(state="withdrawn", closed_at=leaving.asked_at)
    paper = Paper.objects.create(
        incubator=place, company=stay.company, change=change, kind="other", file="x",
        original_name="x.pdf", content_type="application/pdf", size=1, sha256="0" * 64,
        filed_at=at,
    )  # fmt: skip
    admission = companies.begin_admission(application=application, by=None, at=at)
    rows = [template, agreement, change, leaving, paper, admission, *reviewing_of(application)]
    return [call, call.questionnaires.get(), application, *rows]


def reviewing_of(application: Application) -> list[Model]:
    """A round with one reviewer who was given the case, and a person whom it is kept from."""
    call, at = application.call, now()
    stage = Stage.objects.get(call=call, kind="expert")
    review_round = ReviewRound.objects.create(
        call=call, stage=stage, number=1, opens_at=at, due_at=at + datetime.timedelta(days=9)
    )
    reviewer = Reviewer.objects.create(round=review_round, user=UserFactory(), joined_at=at)
    run = AssignmentRun.objects.create(
        round=review_round, seed=1, made=1, run_at=at,
        problem={"cases": [[application.pk, 1, ""]], "helpers": [[reviewer.pk, 9, []]],
                 "kept": [], "barred": []},
    )  # fmt: skip
    review = Review.objects.create(
        call=call, round=review_round, reviewer=reviewer, application=application, run=run,
        assigned_at=at,
    )  # fmt: skip
    conflict = Conflict.objects.create(
        application=application, user=UserFactory(), ground="named", found_at=at
    )
    meeting = PanelMeeting.objects.create(
        call=call, stage=stage, number=1, held_on=at.date(), opened_at=at
    )
    meeting.items.create(call=call, application=application, position=1)
    meeting.members.create(name="评委甲", duty="chair")
    return [review_round, reviewer, run, review, conflict, meeting]


def plans_at(place: Incubator) -> list[Model]:
    """The plans of its calls, with their parts."""
    plans = ReviewPlan.objects.filter(call__incubator=place)
    parts = [model.objects.filter(plan__in=plans) for model in (Stage, Rubric)]
    return [*plans, *parts[0], *parts[1]]


def reporting_of(stay: Residence) -> list[Model]:
    """What a company owes for 2007, what it handed in, and a file that brought it."""
    report = filed(stay.company)
    brought = FileImport.objects.create(
        kind="companies", incubator=stay.incubator, file="b.xlsx", sha256="0" * 64,
        file_name=f"{stay.incubator}名单.xlsx", brought_at=now(),
    )  # fmt: skip
    return [report.due, report, brought]


def facts_of(stay: Residence) -> list[Model]:
    """A fact of each kind, a document, and a stake."""
    company = stay.company
    evidence = Evidence.objects.create(
        company=company, title=f"{company}证书", file="x", original_name="x.pdf",
        content_type="application/pdf", size=1, sha256="0" * 64, uploaded_at=now(),
    )  # fmt: skip
    follow_up = FollowUp.objects.create(
        residence=stay, company=company, incubator=stay.incubator, year=2009, asked_at=now()
    )
    held = stake(company=company, incubator=stay.incubator)
    return [evidence, held, follow_up, *(fact(kind, company=company) for kind in FACTS.values())]


def graduating_of(stay: Residence, rulebook: Rulebook) -> list[Model]:
    """A review that was taken back, so that the stay can end, and a referral."""
    day, at = stay.admitted_on, now()
    place = {"company": stay.company, "incubator": stay.incubator, "rulebook": rulebook}
    review = GraduationReview.objects.create(
        residence=stay, state="withdrawn", words="已达标", applied_at=at,
        applied_on=day + datetime.timedelta(days=1), **place,
    )  # fmt: skip
    referral = Referral.objects.create(
        graduation=stay, area=100, investment_per_m2=1, output_per_m2=1, words="扩产",
        referred_on=day, referred_at=at, **place,
    )  # fmt: skip
    return [review, referral]


def own_of(place: Incubator) -> list[Model]:
    """A fact of each kind that an institution has of its own, and a document."""
    document = OwnDocument.objects.create(
        incubator=place, title=f"{place}报告", file="x", original_name="x.pdf",
        content_type="application/pdf", size=1, sha256="0" * 64, uploaded_at=now(),
    )  # fmt: skip
    return [document, *(own(kind, incubator=place) for kind in OWN_FACTS)]


def twice_on_file(company: Company) -> CompanyMerge:
    """Another record of a company, which was merged into it."""
    other = CompanyFactory(name=f"{company}旧档")
    Company.objects.filter(pk=other.pk).update(merged_into=company)
    return CompanyMerge.objects.create(
        kept=company, merged=other, reason="同一企业", merged_at=now()
    )


@dataclass
class World:
    """Rows by model and by whose they are; users by role."""

    a: Incubator
    b: Incubator
    rows: dict[type[Model], dict[str, list[Model]]] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A browser of somebody in this role."""
        client = Client()
        if role != "anonymous":
            client.force_login(self.users[role])
        return client

    def add(self, whose: str, *rows: Model) -> None:
        for row in rows:
            self.rows.setdefault(type(row), {}).setdefault(whose, []).append(row)

    def of(self, model: type[Model], whose: str) -> Model:
        return self.rows[model][whose][0]

    def seen_by(self, role: str, model: type[Model]) -> set:
        return {
            row.pk
            for whose, rows in self.rows[model].items()
            if whose in SEES[role]
            for row in rows
        }


@pytest.fixture(scope="module")
def _made_once(request, django_db_setup, django_db_blocker) -> Iterator[World | None]:
    """The zone of a module's tests; each of them works in a savepoint above it.

    Tests of the module that do without ``world`` see its rows too. Where they count rows from
    none on, the module says ``ZONE_OF_EACH_TEST``, and the zone is made for each test that asks.
    """
    if getattr(request.module, "ZONE_OF_EACH_TEST", False):
        yield None
        return
    with django_db_blocker.unblock(), transaction.atomic():
        made = _zone()
        # What is checked at the end is checked here, and not again at the end of each test.
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _commits_stand_alone(request) -> None:
    """Under the savepoints of ``world`` nothing is committed: both in one file cannot be."""
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        assert not connection.in_atomic_block, "put this test in a file without world"


@pytest.fixture
def world(_made_once, db) -> World:
    """See the module. The rows are copies: a test may change them."""
    return copy.deepcopy(_made_once) if _made_once else _zone()


def everything(world: World, whose: str, place: Incubator) -> Incubator:
    """A row of everything that an incubator has."""
    rulebook = Rulebook.objects.get(code="test-2007")
    world.add(whose, TorchEntry.objects.create(incubator=place, year=2007, item="head",
                                               words="负责人"))  # fmt: skip
    stay = ResidenceFactory(incubator=place, company=CompanyFactory(name=f"{place.name}企业"))
    phase = PhaseFactory(incubator=place)
    world.add(whose, place, stay, stay.company, phase, *space_of(stay, phase))
    world.add(whose, own_change_of(place, rulebook))
    world.add(whose, *applying_at(place), RepresentativeFactory(company=stay.company))
    world.add(whose, *mentoring_at(stay))
    world.add(whose, *staying_at(stay))
    world.add(whose, *reporting_of(stay), *plans_at(place))
    world.add(whose, *facts_of(stay), *graduating_of(stay, rulebook))
    world.add(whose, *own_of(place), twice_on_file(stay.company))
    return place


def _zone() -> World:
    world = World(IncubatorFactory(name="甲孵化器"), IncubatorFactory(name="乙孵化器"))
    document, run = DocumentFactory(), run_of(2007)
    world.add(ALL, document, run, *Document.objects.exclude(pk=document.pk))
    rulebook = a_draft()
    world.add(ALL, rulebook, *rulebook.criteria.all())
    for whose, place in ((A, world.a), (B, world.b), (ZONE, None)):
        world.add(
            whose,
            total_of(run, place),
            CitationFactory(document=document, incubator=place),
            TargetFactory(document=document, incubator=place),
            OpeningBalanceFactory(document=document, incubator=place),
        )
    for whose, place in ((A, world.a), (B, world.b)):
        everything(world, whose, place)
    first, second = (world.of(Company, whose) for whose in (A, B))
    world.add(ZONE, PossibleDuplicate.objects.create(
        first=first, second=second, grounds=["same_head"], found_at=now(),
    ))  # fmt: skip
    waiting = late_fact(snapshot=sealed(year=1999), year=1999, company=None, kind="unit")
    world.add(ALL, waiting.snapshot)
    world.add(ZONE, waiting, *told())
    world.add(ALL, *ReturnForm.objects.all(), *ReturnPeriod.objects.all())
    world.users = {
        "zone": MembershipFactory(zone_office=True).user,
        "manager_a": MembershipFactory(incubator=world.a).user,
        "manager_b": MembershipFactory(incubator=world.b).user,
        "staff_a": MembershipFactory(incubator=world.a, staff=True).user,
        "auditor": MembershipFactory(auditor=True).user,
        "superuser": UserFactory(admin=True),
        "roleless": UserFactory(staff=True),
    }
    for whose, role, place in ((A, "manager_a", world.a), (B, "manager_b", world.b)):
        world.add(whose, SavedView.objects.create(
            owner=world.users[role], list="companies.company", name=f"{place}视图",
            audience="incubator", incubator=place, made_at=now(),
        ))  # fmt: skip
    token, _key = AccessToken.objects.create(
        user=world.users["zone"], expiry=datetime.timedelta(days=1), scopes=["statistics:read"]
    )
    world.add(PEOPLE, check_history(at=now()))
    world.add(PEOPLE, token, *User.objects.all(), *Membership.objects.all())
    return world


MODELS = [
    Company, Residence, Incubator, IncubatorChange, Phase, ComputationRun, YearlyTotal, Document,
    Citation, Target, TorchEntry, Webhook, WebhookDelivery,
    OpeningBalance, User, Membership, AccessToken, Building, Unit, SpaceLease, Charge, Payment,
    ChargeRun, ConstructionRecord, Milestone, Call, Questionnaire, Application,
    Representative, Rulebook, Criterion, Mentor, Appointment, Assignment, MentoringSession, Slot,
    MentorApplication, Admission, AgreementTemplate, ChangeRequest, IncubationAgreement, Leaving,
    Paper,
    DueReturn, Return, FileImport, ReturnPeriod, ReturnForm,
    Evidence, EquityStake, FollowUp, *FACTS.values(),
    ReviewPlan, Stage, Rubric, ReviewRound, Reviewer, AssignmentRun, Review, Conflict,
    PanelMeeting, GraduationReview, Referral, OwnDocument, *OWN_FACTS, Snapshot, LateFact,
    HistoryCheck, SavedView, PossibleDuplicate, CompanyMerge,
]  # fmt: skip
PERSONAL = {User, Membership, AccessToken, HistoryCheck}


def pages_of(model: type[Model]):
    """The admin of a model."""
    return admin.site.get_model_admin(model)
