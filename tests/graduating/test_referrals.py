"""From the incubator to the accelerator: the docking rule, the review, what came of it."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from companies import lifecycle
from companies.lifecycle.referrals import mark_moved_in
from companies.models import Referral, Residence
from companies.queries.acceleration import actual_years, conditions_of
from companies.rules.docking import Promise, docking, subsidy
from incubator.core.dates import SHANGHAI
from incubator.institutions.lifecycle import draft_rulebook, publish_rulebook
from incubator.institutions.models import Criterion
from incubator.institutions.rulebook_files import read_files
from incubator.statistics.computation import count_year
from incubator.workflows import accelerate
from tests.factories import IncubatorFactory, MembershipFactory, ResidenceFactory
from tests.staying.conftest import refused

DAY = datetime.date
NOW = datetime.datetime(2011, 3, 1, 10, tzinfo=SHANGHAI)
REFERRED, REVIEWED, IN = DAY(2009, 4, 1), DAY(2009, 4, 20), DAY(2009, 5, 4)
GOOD = {"area": Decimal(2000), "investment_per_m2": Decimal(3000),
        "output_per_m2": Decimal(20000), "words": "第二次创业，扩大生产。"}  # fmt: skip


def rule(code: str, limit: int | None) -> Criterion:
    return Criterion(purpose="acceleration", rule=code, limit=limit, divisor=1)


RULE = [rule("industry_fit", None), rule("investment_per_m2", 3000),
        rule("output_per_m2", 20000), rule("review_passed", None),
        rule("move_in_subsidy", 70)]  # fmt: skip


def standings(**changed) -> dict[str, str]:
    promise = {"area": Decimal(100), "investment_per_m2": Decimal(3000),
               "output_per_m2": Decimal(20000)} | changed  # fmt: skip
    return {one.criterion.rule: one.standing for one in docking(RULE, Promise(**promise))}


@pytest.mark.parametrize(
    ("changed", "code", "standing"),
    [
        ({}, "investment_per_m2", "met"),
        ({"investment_per_m2": Decimal("2999.99")}, "investment_per_m2", "not_met"),
        ({}, "output_per_m2", "met"),
        ({"output_per_m2": Decimal(19999)}, "output_per_m2", "not_met"),
        ({}, "industry_fit", "unknown"),
        ({"fits_industry": False}, "industry_fit", "not_met"),
        ({"fits_industry": True}, "industry_fit", "met"),
        ({}, "review_passed", "unknown"),
        ({"passed": False}, "review_passed", "not_met"),
        ({"passed": True}, "review_passed", "met"),
    ],
)
def test_each_condition_of_docking(changed, code, standing):
    assert standings(**changed)[code] == standing
    assert "move_in_subsidy" not in standings()


def test_number_that_is_not_on_file_decides_nothing():
    [one] = docking([rule("output_per_m2", None)], Promise(Decimal(1), Decimal(1), Decimal(1)))

    assert one.standing == "unknown"


@given(st.decimals(0, 10_000, places=2), st.decimals(0, 10_000, places=2))
def test_what_is_short_would_meet_it(promised, more):
    [one] = docking([rule("investment_per_m2", 3000)], Promise(Decimal(1), promised, Decimal(1)))

    assert (one.standing == "met") == (promised >= 3000)
    if one.short is not None:
        assert one.short + Fraction(promised) == 3000


def test_subsidy_is_the_rules_amount_for_the_area():
    assert subsidy(RULE, Decimal("1234.56")) == Decimal("86419.20")
    assert subsidy(RULE[:-1], Decimal(1)) is None


@pytest.fixture
def accelerator(db):
    for file in read_files():
        if file.facts["code"] == "nb-htz-accelerator-2009":
            draft = draft_rulebook(by=None, criteria=file.criteria, **file.facts)
            publish_rulebook(rulebook=draft, by=None, at=NOW)
    return IncubatorFactory(accelerator=True)


@pytest.fixture
def graduate(db) -> Residence:
    return ResidenceFactory(on=DAY(2006, 3, 1), due_on=DAY(2009, 3, 1),
                            graduated_on=DAY(2009, 2, 2))  # fmt: skip


def referred(graduate: Residence, accelerator, **changed) -> Referral:
    wanted = lifecycle.Wanted(**GOOD | changed)
    return lifecycle.refer(graduation=graduate, accelerator=accelerator, wanted=wanted,
                           on=REFERRED, by=None, at=NOW)  # fmt: skip


def accepted(referral: Referral, **changed) -> Referral:
    opinion = {"accepted": True, "fits_industry": True, "words": "同意入驻。"} | changed
    return lifecycle.review_referral(
        referral=referral, opinion=lifecycle.Opinion(**opinion), on=REVIEWED, by=None, at=NOW
    )


def moved_in(referral: Referral) -> Referral:
    return accelerate.move_in(
        referral=referral, on=IN, due_on=DAY(2014, 5, 4), area=Decimal(2000), by=None
    )


def year_of(referral: Referral, year=2009, investment=4_000_000, output=50_000_000, **more):
    return lifecycle.record_accelerator_year(
        referral=referral, year=year, investment=Decimal(investment), output=Decimal(output),
        by=None, at=NOW, **more,
    )  # fmt: skip


def test_from_graduation_into_the_accelerator(graduate, accelerator):
    referral = moved_in(accepted(referred(graduate, accelerator)))

    stay = referral.residence
    assert (referral.state, referral.moved_in_on, referral.rulebook.code) == (
        "moved_in", IN, "nb-htz-accelerator-2009",
    )  # fmt: skip
    assert (stay.company, stay.incubator, stay.programme) == (
        graduate.company, accelerator, "acceleration",
    )  # fmt: skip
    assert {one.standing for one in conditions_of(referral)} == {"met"}
    paid = lifecycle.pay_move_in_subsidy(referral=referral, on=IN, by=None, at=NOW)
    assert paid.subsidy_paid == 140_000


def test_a_company_is_counted_once_whatever_it_moves_through(graduate, accelerator):
    moved_in(accepted(referred(graduate, accelerator)))

    zone = {
        figure.indicator: figure.counted
        for figure in count_year(2009).figures
        if figure.incubator_id is None and not figure.part
    }
    assert (zone["entered"], zone["graduated"], zone["cumulative_incubated"]) == (0, 1, 1)
    assert zone["in_incubation"] == 0


def test_promised_against_actual_by_year(graduate, accelerator):
    referral = moved_in(accepted(referred(graduate, accelerator)))
    year_of(referral)
    year_of(referral, 2010, 1_000_000, 36_000_000)

    first, second = actual_years(referral)

    assert (first.investment_per_m2, first.investment_apart) == (2000, -1000)
    assert (first.output_per_m2, first.output_apart) == (25000, 5000)
    assert (second.investment_per_m2, second.output_apart) == (2500, -2000)
    assert actual_years(Referral(area_taken=None)) == []


def test_a_year_is_corrected_with_a_reason(graduate, accelerator):
    referral = moved_in(accepted(referred(graduate, accelerator)))
    year_of(referral)

    row = year_of(referral, output=60_000_000, correction="漏报")

    assert (row.output, referral.years.count()) == (60_000_000, 1)
    assert row.history.last().pgh_context["reason"] == "漏报"


class TestRefusals:
    def test_who_is_no_graduate_and_where_is_no_accelerator(self, graduate, accelerator):
        inside = ResidenceFactory()
        given = {"wanted": lifecycle.Wanted(**GOOD), "on": REFERRED, "by": None, "at": NOW}
        verb = lifecycle.refer

        assert refused(verb, graduation=inside, accelerator=accelerator, **given) == (
            "not_a_graduate"
        )
        assert refused(verb, graduation=graduate, accelerator=inside.incubator, **given) == (
            "not_an_accelerator"
        )

    @pytest.mark.parametrize(
        ("changed", "on", "code"),
        [
            ({"area": Decimal(0)}, REFERRED, "area_not_positive"),
            ({"output_per_m2": Decimal(-1)}, REFERRED, "promise_negative"),
            ({"words": " "}, REFERRED, "said_nothing"),
            ({}, DAY(2011, 3, 2), "in_future"),
            ({}, DAY(2009, 2, 1), "referred_before_graduation"),
            ({}, DAY(2009, 2, 2), "no_docking_rule"),
        ],
    )
    def test_referral_that_cannot_be(self, graduate, accelerator, changed, on, code):
        wanted = lifecycle.Wanted(**GOOD | changed)

        assert refused(lifecycle.refer, graduation=graduate, accelerator=accelerator,
                       wanted=wanted, on=on, by=None, at=NOW) == code  # fmt: skip
        assert not Referral.objects.exists()

    def test_twice(self, graduate, accelerator):
        referral = referred(graduate, accelerator)
        given = {"graduation": graduate, "accelerator": accelerator, "on": REFERRED, "by": None,
                 "at": NOW, "wanted": lifecycle.Wanted(**GOOD)}  # fmt: skip

        assert refused(lifecycle.refer, **given) == "referral_under_way"
        lifecycle.withdraw_referral(referral=referral, by=None)
        assert referred(graduate, accelerator).state == "referred"

    def test_below_the_rule_only_with_a_reason(self, graduate, accelerator):
        referral = referred(graduate, accelerator, investment_per_m2=Decimal(2500))
        opinion = lifecycle.Opinion(accepted=True, fits_industry=True, words="同意")

        assert refused(lifecycle.review_referral, referral=referral, opinion=opinion,
                       on=REVIEWED, by=None, at=NOW) == "docking_not_met"  # fmt: skip
        done = accepted(referral, exception="龙头企业配套项目。")
        assert (done.state, done.exception_reason) == ("accepted", "龙头企业配套项目。")

    def test_steps_in_their_order_and_on_their_days(self, graduate, accelerator):
        referral = referred(graduate, accelerator)
        opinion = lifecycle.Opinion(accepted=False, fits_industry=False, words="不符合")
        review = {"referral": referral, "opinion": opinion, "by": None, "at": NOW}
        verb = lifecycle.review_referral

        assert refused(verb, on=DAY(2009, 3, 31), **review) == "step_too_early"
        assert refused(accelerate.move_in, referral=referral, on=IN, due_on=DAY(2014, 5, 4),
                       area=Decimal(1), by=None) == "referral_out_of_turn"  # fmt: skip
        assert verb(on=REVIEWED, **review).state == "refused"
        for again in (
            lambda: refused(verb, on=REVIEWED, **review),
            lambda: refused(lifecycle.withdraw_referral, referral=referral, by=None),
            lambda: refused(lifecycle.pay_move_in_subsidy, referral=referral, on=IN, by=None,
                            at=NOW),
        ):  # fmt: skip
            assert again() == "referral_out_of_turn"

    def test_moving_in_before_the_review_or_on_nothing(self, graduate, accelerator):
        referral = accepted(referred(graduate, accelerator))
        stay = ResidenceFactory(company=graduate.company, incubator=accelerator,
                                on=DAY(2009, 4, 19))  # fmt: skip
        given = {"referral": referral, "residence": stay, "by": None}

        assert refused(mark_moved_in, area=Decimal(5), **given) == "step_too_early"
        assert refused(mark_moved_in, area=Decimal(0), **given) == "area_not_positive"

    def test_subsidy_once_and_only_where_the_rule_gives_one(self, graduate, accelerator):
        referral = moved_in(accepted(referred(graduate, accelerator)))
        verb = lifecycle.pay_move_in_subsidy
        given = {"referral": referral, "by": None, "at": NOW}

        assert refused(verb, on=DAY(2009, 5, 3), **given) == "step_too_early"
        verb(on=IN, **given)
        assert refused(verb, on=IN, **given) == "subsidy_paid_already"

    def test_no_subsidy_where_the_rule_gives_none(self, graduate, accelerator):
        text = draft_rulebook(
            by=None, code="bare", name="无补贴办法", issued_by="测试机构",
            effective_from=DAY(2009, 3, 20),
            criteria=[{"purpose": "acceleration", "rule": "investment_per_m2",
                       "limit": Decimal(1), "source": "测试", "certainty": "V"}],
        )  # fmt: skip
        publish_rulebook(rulebook=text, by=None, at=NOW)
        referral = moved_in(accepted(referred(graduate, accelerator)))

        assert refused(lifecycle.pay_move_in_subsidy, referral=referral, on=IN, by=None,
                       at=NOW) == "no_move_in_subsidy"  # fmt: skip

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"year": "2009年"}, "invalid_year"),
            ({"year": 2008}, "year_before_moving_in"),
            ({"year": 2011}, "year_not_over"),
            ({"output": Decimal(-1)}, "promise_negative"),
            ({}, "year_recorded_already"),
        ],
    )
    def test_year_that_cannot_be(self, graduate, accelerator, changed, code):
        referral = moved_in(accepted(referred(graduate, accelerator)))
        year_of(referral)
        given = {"year": 2009, "investment": Decimal(1), "output": Decimal(1)} | changed

        assert refused(lifecycle.record_accelerator_year, referral=referral, by=None, at=NOW,
                       **given) == code  # fmt: skip


class TestPages:
    def address(self, name: str, *args: object) -> str:
        return reverse(f"admin:companies_referral_{name}", args=args)

    def client_of(self, place) -> Client:
        client = Client()
        client.force_login(MembershipFactory(incubator=place).user)
        return client

    def test_from_referral_to_the_year(self, graduate, accelerator):
        referrer, client = self.client_of(graduate.incubator), self.client_of(accelerator)
        sent = {"graduation": graduate.pk, "accelerator": accelerator.pk, "on": "2009-04-01",
                **{name: str(value) for name, value in GOOD.items()}}  # fmt: skip
        referrer.post(self.address("add"), sent)
        referral = Referral.objects.get()
        steps = [
            ("review", {"on": "2009-04-20", "accepted": "yes", "fits_industry": "yes",
                        "words": "同意"}),
            ("move_in", {"on": "2009-05-04", "due_on": "2014-05-04", "area": "2000"}),
            ("subsidise", {"on": "2009-06-01"}),
            ("year", {"year": "2010", "investment": "500万", "output": "4000万"}),
        ]  # fmt: skip
        for name, said in steps:
            address = self.address(name, referral.pk)
            assert address in client.get(self.address("change", referral.pk)).text
            # Who refers opens no stay in a house of others, nor an exception from its rule.
            assert address not in referrer.get(self.address("change", referral.pk)).text
            assert referrer.post(address, said).status_code == 403
            assert client.get(address).status_code == 200
            response = client.post(address, said)
            assert (name, response.status_code) == (name, 302), response.context["form"].errors

        text = client.get(self.address("change", referral.pk)).text
        assert "2,500" in text
        assert self.address("subsidise", referral.pk) not in text
        assert client.get(self.address("changelist")).status_code == 200

    def test_the_page_of_a_graduate_leads_there(self, graduate, accelerator):
        client = self.client_of(graduate.incubator)
        company = reverse("admin:companies_company_page", args=[graduate.company_id])
        refer = f"{self.address('add')}?graduation={graduate.pk}"
        assert refer in client.get(company).text
        chosen = f'<option value="{graduate.pk}" selected>'
        assert chosen in client.get(refer).text

        referral = referred(graduate, accelerator)
        assert self.address("change", referral.pk) in client.get(company).text
        moved_in(accepted(referral))
        text = client.get(company).text
        assert self.address("add") not in text
        assert self.address("change", referral.pk) not in text

    def test_seen_from_both_sides_and_nowhere_else(self, graduate, accelerator):
        referral = referred(graduate, accelerator)

        for place, status in (
            (graduate.incubator, 200), (accelerator, 200), (IncubatorFactory(), 404),
        ):  # fmt: skip
            response = self.client_of(place).get(self.address("change", referral.pk))
            assert response.status_code == status

    def test_withdrawn_and_only_looked_at(self, graduate, accelerator):
        referral = referred(graduate, accelerator)
        auditor = Client()
        auditor.force_login(MembershipFactory(auditor=True).user)
        address = self.address("withdraw", referral.pk)

        assert auditor.get(address).status_code == 403
        assert auditor.get(self.address("add")).status_code == 403
        self.client_of(graduate.incubator).post(address)
        referral.refresh_from_db()
        assert referral.state == "withdrawn"
