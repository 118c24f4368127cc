"""Rows for tests. Nothing is random: the same test gives the same rows twice.

Residences, units and leases are made by the lifecycle verbs, so that no test stands on a
state that the system itself would refuse.
"""

import datetime
from decimal import Decimal

import factory
from stdnum.cn import uscc

from companies import lifecycle
from companies.models import Application, Call, Company, Representative, Residence
from facilities import lifecycle as space
from facilities.enums import PriceBasis, PriceClass, Rhythm
from facilities.models import Building, SpaceLease, Unit
from incubator.accounts.models import Membership, User
from incubator.accounts.permissions import Role
from incubator.core.codes import OLDER_WEIGHTS
from incubator.core.dates import SHANGHAI
from incubator.institutions.enums import Focus, Kind, PhaseState, Sponsor
from incubator.institutions.lifecycle import draft_rulebook
from incubator.institutions.models import Incubator, Phase, Rulebook
from incubator.statistics.models import Citation, Document, OpeningBalance, Target
from mentors import lifecycle as mentoring
from mentors.models import Appointment, Mentor, MentoringSession

DAY = datetime.date


def unified_code(number: int) -> str:
    """A valid 统一社会信用代码 of an enterprise in Ningbo, different for every number."""
    body = f"91330200{number:09d}"
    return body + uscc.calc_check_digit(body)


def organisation_code(number: int) -> str:
    """A valid 组织机构代码, different for every number (GB 11714)."""
    body = f"{number:08d}"
    total = sum(int(n) * w for n, w in zip(body, OLDER_WEIGHTS, strict=True))
    return f"{body}-{'0X987654321'[total % 11]}"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    name = factory.LazyAttribute(lambda user: f"用户{user.username}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.test")
    password = factory.django.Password("correct horse battery staple")

    class Params:
        admin = factory.Trait(is_staff=True, is_superuser=True)
        staff = factory.Trait(is_staff=True)


class IncubatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Incubator

    code = factory.Sequence(lambda n: f"incubator-{n}")
    name = factory.Sequence(lambda n: f"第{n}孵化器")
    kind = Kind.INCUBATOR
    focus = Focus.COMPREHENSIVE
    sponsor = Sponsor.GOVERNMENT
    opened_on = DAY(1999, 1, 1)

    class Params:
        accelerator = factory.Trait(kind=Kind.ACCELERATOR)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        incubator = super()._create(model_class, *args, **kwargs)
        incubator.refresh_from_db(fields=["programme"])
        return incubator


class PhaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Phase

    incubator = factory.SubFactory(IncubatorFactory)
    number = 1
    state = PhaseState.PLANNED
    floor_area = 100_000


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory, staff=True)
    role = Role.MANAGER
    incubator = factory.SubFactory(IncubatorFactory)
    begins_on = DAY(1999, 1, 1)

    class Params:
        zone_office = factory.Trait(role=Role.ZONE_OFFICE, incubator=None)
        auditor = factory.Trait(role=Role.AUDITOR, incubator=None)
        staff = factory.Trait(role=Role.STAFF)


class CompanyFactory(factory.django.DjangoModelFactory):
    """Through ``register_company``; ``by`` may be given."""

    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"宁波测试{n}号科技有限公司")
    unified_code = factory.Sequence(unified_code)
    registered_on = DAY(2000, 1, 1)
    by = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return lifecycle.register_company(**kwargs)


class ResidenceFactory(factory.django.DjangoModelFactory):
    """Through ``admit``, then ``graduate`` or ``leave`` where an end is asked for."""

    class Meta:
        model = Residence

    company = factory.SubFactory(CompanyFactory)
    incubator = factory.SubFactory(IncubatorFactory)
    on = DAY(2007, 3, 1)
    due_on = DAY(2012, 3, 1)
    by = None
    graduated_on = None
    left_on = None
    reason = "withdrew"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        graduated_on, left_on = kwargs.pop("graduated_on"), kwargs.pop("left_on")
        reason, by = kwargs.pop("reason"), kwargs["by"]
        residence = lifecycle.admit(**kwargs)
        if graduated_on:
            return lifecycle.graduate(residence=residence, on=graduated_on, by=by)
        if left_on:
            return lifecycle.leave(residence=residence, reason=reason, on=left_on, by=by)
        return residence


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Document

    title = "年度工作报告"
    number = factory.Sequence(lambda n: f"测试文件{n}号")
    issued_on = DAY(2008, 3, 12)


class CitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Citation

    document = factory.SubFactory(DocumentFactory)
    indicator = "entered"
    year = 2007
    printed = "1家"


class TargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Target

    document = factory.SubFactory(DocumentFactory)
    indicator = "entered"
    year = 2008
    value = 150


class OpeningBalanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpeningBalance

    document = factory.SubFactory(DocumentFactory)
    indicator = "cumulative_incubated"
    as_of = DAY(2006, 12, 31)
    value = 490
    signed_by = "区办公室"


class BuildingFactory(factory.django.DjangoModelFactory):
    """Through ``add_building``: 2,000 m² in use since 2000."""

    class Meta:
        model = Building

    incubator = factory.SubFactory(IncubatorFactory)
    code = factory.Sequence(lambda n: f"B{n}")
    name = factory.Sequence(lambda n: f"{n}号楼")
    floor_area = Decimal(2_000)
    opened_on = DAY(2000, 1, 1)
    by = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return space.add_building(**kwargs)


class UnitFactory(factory.django.DjangoModelFactory):
    """Through ``add_units``: a room of 200 m² to let."""

    class Meta:
        model = Unit

    building = factory.SubFactory(BuildingFactory)
    number = factory.Sequence(lambda n: f"R{n}")
    floor = 1
    floor_area = Decimal(200)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        building = kwargs.pop("building")
        return space.add_units(building=building, drafts=[space.UnitDraft(**kwargs)], by=None)[0]


def simple_terms(**changed) -> space.LeaseTerms:
    """1 yuan per m² and month, due every month, for an incubatee."""
    plain = {
        "price_class": PriceClass.INCUBATEE,
        "unit_price": Decimal(1),
        "price_basis": PriceBasis.M2_MONTH,
        "rhythm": Rhythm.MONTHLY,
    }
    return space.LeaseTerms(**plain | changed)


class LeaseFactory(factory.django.DjangoModelFactory):
    """Through ``grant_lease``: one room from April 2007 to March 2010, at ``simple_terms``.

    The company's incubator gets a building of its own unless ``units`` are given.
    """

    class Meta:
        model = SpaceLease

    residence = factory.SubFactory(ResidenceFactory)
    company = factory.LazyAttribute(lambda lease: lease.residence.company)
    begins_on = DAY(2007, 4, 1)
    ends_on = DAY(2010, 4, 1)
    signed_on = factory.LazyAttribute(lambda lease: lease.begins_on)
    terms = factory.LazyFunction(simple_terms)
    units = None
    by = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if kwargs["units"] is None:
            incubator = kwargs["residence"].incubator
            kwargs["units"] = [UnitFactory(building__incubator=incubator)]
        return space.grant_lease(**kwargs)


class RepresentativeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Representative

    company = factory.SubFactory(CompanyFactory)
    user = factory.SubFactory(UserFactory)
    right = "edit"
    since = datetime.datetime(2008, 1, 1, tzinfo=SHANGHAI)


class MentorFactory(factory.django.DjangoModelFactory):
    """Through ``register_mentor``: an entrepreneur who works in materials."""

    class Meta:
        model = Mentor

    name = factory.Sequence(lambda n: f"测试导师{n}")
    kind = "entrepreneur"
    fields = ["materials"]
    user = None
    by = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return mentoring.register_mentor(**kwargs)


class AppointmentFactory(factory.django.DjangoModelFactory):
    """Through ``appoint``: from 2008 to 2028, for five companies and eight hours a month."""

    class Meta:
        model = Appointment

    mentor = factory.SubFactory(MentorFactory)
    incubator = factory.SubFactory(IncubatorFactory)
    begins_on = DAY(2008, 1, 1)
    ends_on = DAY(2028, 1, 1)
    by = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        who = {name: kwargs.pop(name) for name in ("mentor", "incubator", "by")}
        return mentoring.appoint(terms=mentoring.Terms(**kwargs), **who)


class CallFactory(factory.django.DjangoModelFactory):
    """A published rolling call with the standard questions; ``state="draft"`` leaves it so."""

    class Meta:
        model = Call

    incubator = factory.SubFactory(IncubatorFactory)
    code = factory.Sequence(lambda n: f"call-{n}")
    kind = "rolling"
    title = "常年入孵申请"
    summary = "面向科技型创业企业。"
    opens_at = datetime.datetime(2008, 1, 1, tzinfo=SHANGHAI)

    @classmethod
    def _create(cls, model_class, *args, state="published", at=None, **facts):
        call = lifecycle.prepare_call(by=None, **facts)
        if state == "published":
            at = at or facts["opens_at"] - datetime.timedelta(days=1)
            call = lifecycle.publish_call(call=call, by=None, at=at)
        return call


def a_draft(*, criteria: list | None = None, **facts) -> Rulebook:
    """A rulebook in preparation: a longest stay of 36 months from 2007 on."""
    row = {
        "code": "test-2007", "name": "测试办法", "issued_by": "测试机构",
        "effective_from": DAY(2007, 1, 1),
    }  # fmt: skip
    if criteria is None:
        criteria = [criterion("stay", "longest_stay", 36)]
    return draft_rulebook(by=None, criteria=criteria, **row | facts)


def criterion(purpose: str, rule: str, limit: int | None = None, **columns) -> dict:
    """The columns of one criterion whose text was seen."""
    row = {
        "purpose": purpose, "rule": rule, "limit": None if limit is None else Decimal(limit),
        "source": "测试", "certainty": "V",
    }  # fmt: skip
    return row | columns


def handed_in(call: Call, **facts) -> Application:
    """Received as if handed in: what the form asks is tested elsewhere."""
    at = call.opens_at + datetime.timedelta(days=1)
    questionnaire = call.questionnaires.latest("version")
    row = {
        "call": call, "incubator": call.incubator, "questionnaire": questionnaire,
        "name": f"{call.incubator}申请人", "state": "submitted", "started_at": at, "saved_at": at,
        "submitted_at": at, "receipt": f"SQ2008-{Application.objects.count() + 1:06d}",
    }  # fmt: skip
    application = Application.objects.create(**row | facts)
    application.moves.create(before="draft", after="submitted", moved_at=at)
    application.answers.create(key="name", value=application.name, saved_at=at)
    return application


def held_with(stay: Residence, year: int = 2008) -> MentoringSession:
    """A session of an hour on 10 March under an assignment for that year."""
    term = AppointmentFactory(
        incubator=stay.incubator, mentor__name=f"{stay.incubator}导师", begins_on=DAY(year, 1, 1)
    )
    at = datetime.datetime(year, 3, 3, tzinfo=SHANGHAI)
    assignment = mentoring.propose_assignment(
        residence=stay, mentor=term.mentor, goals="完成首轮融资", begins_on=DAY(year, 3, 1),
        ends_on=DAY(year + 1, 3, 1), asked_by="office", by=None, at=at,
    )  # fmt: skip
    for side in ("company", "mentor"):
        assignment = mentoring.agree(
            assignment=assignment, side=side, by=None, at=at, for_them=True
        )
    assignment = mentoring.activate_assignment(
        assignment=assignment, on=DAY(year, 3, 1), by=None, at=at
    )
    return mentoring.record_session(
        assignment=assignment,
        meeting=mentoring.Meeting(
            on=DAY(year, 3, 10), starts=datetime.time(10), minutes=60, mode="on_site",
            topic=f"{stay.incubator}辅导主题", advice=f"{stay.incubator}辅导建议",
        ),
        side="office", by=None, at=at + datetime.timedelta(days=8),
    )  # fmt: skip
