"""A zone of two incubators, computed for 2006 and 2007, and clients of everybody."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from rest_framework.test import APIClient

from companies.lifecycle import (
    accept_complete,
    apply_for_graduation,
    decide,
    open_round,
    run_assignment,
)
from companies.models import (
    Application,
    Company,
    Decision,
    GraduationReview,
    Residence,
    Return,
    Review,
    Stage,
)
from facilities import lifecycle as facilities
from facilities.models import SpaceLease
from incubator.accounts.models import User
from incubator.core.dates import now
from incubator.institutions.lifecycle import publish_rulebook
from incubator.institutions.models import Incubator, Rulebook
from incubator.statistics import lifecycle
from incubator.statistics.models import ComputationRun, Snapshot
from mentors.models import MentoringSession
from tests.factories import (
    CallFactory,
    CompanyFactory,
    IncubatorFactory,
    MembershipFactory,
    OpeningBalanceFactory,
    ResidenceFactory,
    TargetFactory,
    UserFactory,
    a_draft,
    criterion,
    handed_in,
    held_with,
)
from tests.publishing.constraint_attempts import sealed
from tests.returns.conftest import filed
from tests.reviewing.conftest import expert, only, score_all

DAY = datetime.date
API = "/api/v1/"


def computed(year: int) -> ComputationRun:
    """The totals of a year, computed here and now."""
    moment = now()
    run = ComputationRun.objects.create(year=year, trigger="command", requested_at=moment)
    return lifecycle.compute(run_id=run.pk, at=moment)


@dataclass
class Zone:
    """Alpha's four companies and Beta's one; ``shared`` was in Alpha and is now in Beta."""

    alpha: Incubator
    beta: Incubator
    accelerator: Incubator
    graduate: Company
    leaver: Company
    shared: Company
    newcomer: Company
    of_beta: Company
    leases: dict[int, SpaceLease] = field(default_factory=dict)

    def stay(self, company: Company, incubator: Incubator) -> Residence:
        return Residence.objects.get(company=company, incubator=incubator)

    def application(self, incubator: Incubator) -> Application:
        """The one handed in there; made when it is first asked for."""
        there = Application.objects.filter(incubator=incubator).first()
        return there or handed_in(CallFactory(incubator=incubator))

    def decision(self, incubator: Incubator) -> Decision:
        """Somebody who was not accepted there; decided when it is first asked for."""
        there = Decision.objects.filter(call__incubator=incubator).first()
        if there is not None:
            return there
        case = handed_in(CallFactory(incubator=incubator), name="未获接受的")
        accept_complete(application=case, by=None, at=now())
        return decide(
            application=case, seen=0, outcome="reject", said="不属于科技领域。", by=None, at=now()
        )

    def reviewed(self, incubator: Incubator) -> Review:
        """A review of somebody's case there, signed; made when it is first asked for."""
        there = Review.objects.filter(call__incubator=incubator).first()
        return there or signed_review(handed_in(CallFactory(incubator=incubator), name="受评审的"))

    def session(self, incubator: Incubator) -> MentoringSession:
        """One held in 2008 with the tenant there; made when it is first asked for."""
        there = MentoringSession.objects.filter(incubator=incubator).first()
        if there is None:
            tenant = self.newcomer if incubator == self.alpha else self.of_beta
            there = held_with(self.stay(tenant, incubator))
        return there

    def report(self, incubator: Incubator) -> Return:
        """The yearly return of a company there; filed when it is first asked for."""
        there = Return.objects.filter(due__incubator=incubator).first()
        return there or filed(self.newcomer if incubator == self.alpha else self.of_beta)

    def snapshot(self) -> Snapshot:
        """A published one of long ago; made when it is first asked for."""
        return Snapshot.objects.first() or sealed(year=1999)

    def review(self, incubator: Incubator) -> GraduationReview:
        """A graduation review there, under a text of its own; begun when it is first asked for."""
        there = GraduationReview.objects.filter(incubator=incubator).first()
        if there is not None:
            return there
        text = Rulebook.objects.first() or publish_rulebook(
            rulebook=a_draft(criteria=[criterion("graduation", "years_of_work", 2)]), by=None,
            at=now(),
        )  # fmt: skip
        tenant = self.newcomer if incubator == self.alpha else self.of_beta
        return apply_for_graduation(
            residence=self.stay(tenant, incubator), words="申请毕业", on=DAY(2008, 5, 5), by=None,
            at=now(), rulebook=text, from_office=True,
        )  # fmt: skip


@pytest.fixture
def zone(db) -> Zone:
    """In 2007: entered 3, graduated 1, left 2, in incubation 3; ever 5 and 10 before them."""
    alpha = IncubatorFactory(code="alpha", name="甲孵化器")
    beta = IncubatorFactory(code="beta", name="乙孵化器")
    place = {"alpha": alpha, "beta": beta}
    companies = {
        name: CompanyFactory(name=text)
        for name, text in [
            ("graduate", "毕业公司"), ("leaver", "肄业公司"), ("shared", "两地公司"),
            ("newcomer", "新来公司"), ("of_beta", "乙家公司"),
        ]
    }  # fmt: skip
    for company, where, on, end in [
        ("graduate", "alpha", DAY(2005, 5, 1), {"graduated_on": DAY(2007, 6, 1)}),
        ("leaver", "alpha", DAY(2006, 5, 1), {"left_on": DAY(2007, 7, 1)}),
        ("shared", "alpha", DAY(2007, 1, 10), {"left_on": DAY(2007, 8, 1), "reason": "moved"}),
        ("shared", "beta", DAY(2007, 9, 1), {}),
        ("newcomer", "alpha", DAY(2007, 3, 1), {}),
        ("of_beta", "beta", DAY(2007, 4, 1), {}),
    ]:
        ResidenceFactory(company=companies[company], incubator=place[where], on=on, **end)
    OpeningBalanceFactory(indicator="cumulative_incubated", value=10)
    TargetFactory(indicator="entered", year=2007, value=4)
    accelerator = IncubatorFactory(code="accelerator", name="加速器", accelerator=True)
    for year in (2006, 2007):
        computed(year)
    zone = Zone(alpha, beta, accelerator, **companies)
    for place, tenant in ((alpha, zone.newcomer), (beta, zone.of_beta)):
        zone.leases[place.pk] = lease_of(place, tenant)
    return zone


def signed_review(case: Application, **columns) -> Review:
    """One expert's review of a case, signed, in a round of its own; ``columns`` are the stage's."""
    call, at = case.call, now()
    only(call, "expert", reviews_wanted=1, position=2, **columns)
    accept_complete(application=case, by=None, at=at)
    stage = Stage.objects.get(call=call, kind="expert", plan__version=2)
    review_round = open_round(stage=stage, due_at=at + datetime.timedelta(days=9), by=None, at=at)
    expert(review_round, case.pk, joined_at=at)
    run_assignment(review_round=review_round, by=None, at=at, seed=1)
    return score_all(Review.objects.get(application=case), 8, at=at, comment_office="可行。")


def lease_of(place: Incubator, tenant: Company) -> SpaceLease:
    """In 2020, long after the figures: a house with a unit of 200 m², let for the year."""
    day = DAY(2020, 1, 1)
    house = facilities.add_building(
        incubator=place, code="A", name=f"{place.name}A座", floor_area=Decimal(1000),
        opened_on=day, by=None,
    )  # fmt: skip
    units = facilities.add_units(
        building=house, drafts=[facilities.UnitDraft("101", 1, Decimal(200))], by=None
    )
    return facilities.grant_lease(
        company=tenant, residence=None, units=units, begins_on=day, ends_on=DAY(2021, 1, 1),
        signed_on=day, by=None,
        terms=facilities.LeaseTerms("non_incubatee", Decimal(30), "m2_month", "yearly"),
    )  # fmt: skip


@pytest.fixture
def as_zone(zone, api_as, zone_user) -> APIClient:
    """The zone office, in English."""
    return in_english(api_as(zone_user))


@pytest.fixture
def as_alpha(zone, api_as) -> APIClient:
    """The manager of Alpha, in English."""
    return in_english(api_as(MembershipFactory(incubator=zone.alpha).user))


@pytest.fixture
def clients(zone, api_as, zone_user, auditor, admin_user) -> dict[str, APIClient]:
    """A client of every role, and of tokens narrower than their owner."""
    of_alpha = MembershipFactory(incubator=zone.alpha).user
    both = MembershipFactory(incubator=zone.alpha).user
    MembershipFactory(user=both, incubator=zone.beta)
    return {
        "zone": api_as(zone_user),
        "auditor": api_as(auditor),
        "superuser": api_as(admin_user),
        "manager of alpha": api_as(of_alpha),
        "staff of alpha": api_as(MembershipFactory(incubator=zone.alpha, staff=True).user),
        "manager of beta": api_as(MembershipFactory(incubator=zone.beta).user),
        "manager of both": api_as(both),
        "former manager": api_as(former(zone.alpha)),
        "no role": api_as(UserFactory()),
        "zone, token for alpha": api_as(zone_user, incubator=zone.alpha),
        "alpha, token for beta": api_as(of_alpha, incubator=zone.beta),
        "zone, other scope": api_as(zone_user, scopes=["accounts:read"]),
        "anonymous": APIClient(),
    }


def former(incubator: Incubator) -> User:
    """Somebody whose role is over."""
    return MembershipFactory(incubator=incubator, ends_on=DAY(2020, 1, 1)).user


def in_english(client: APIClient) -> APIClient:
    """The same client, reading English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def refused() -> Callable:
    """Checks the one error shape and returns the code: ``refused(response, 400)``."""

    def code(response, status: int) -> str:
        assert response.status_code == status, response.content
        assert response.headers["Content-Type"] == "application/json"
        body = response.json()
        assert set(body) == {"code", "detail", "fields"}
        assert body["detail"]
        return body["code"]

    return code
