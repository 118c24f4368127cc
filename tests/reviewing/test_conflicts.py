"""Conflicts of interest: found, declared, lifted; the case does not exist on any surface."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies import lifecycle
from companies.enums import Ground
from companies.models import Application, Collaborator, Conflict, Representative, Review
from companies.queries import conflicts
from companies.queries.cases import case_for, queue, reviews_of, visible_to_reviewer
from companies.rules.conflicts import (
    FREE_MAIL,
    Named,
    Person,
    found,
    normal,
    organisation_domain,
)
from incubator.accounts.access import access_of
from tests.applying.test_drafts import refused
from tests.factories import CompanyFactory, MembershipFactory, UserFactory
from tests.reviewing.conftest import AT, expert, in_review, score_all

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("a@mail.zju.edu.cn", "zju.edu.cn"),
        ("a@zju.edu.cn", "zju.edu.cn"),
        ("a@dept.company.com", "company.com"),
        ("a@QQ.com", ""),
        ("a@vip.163.com", ""),
        ("company.com.cn", "company.com.cn"),
        ("a@localhost", ""),
        ("", ""),
    ],
)
def test_domain_of_an_organisation(address, domain):
    assert organisation_domain(address) == domain


@pytest.mark.parametrize("domain", sorted(FREE_MAIL))
def test_free_mail_is_nobodys(domain):
    assert organisation_domain(f"a@{domain}") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("宁波（甲）有限公司", "宁波(甲) 有限公司"), ("ＡＢＣ公司", "abc公司"), ("张 三", "张三")],
)
def test_names_that_are_the_same(one, other):
    assert normal(one) == normal(other)


@given(st.text(max_size=30))
def test_a_normal_name_is_normal(name):
    assert normal(normal(name)) == normal(name)


def test_every_ground_of_the_answers_is_found():
    person = Person(1, name="张三", employer="乙公司", email_domain="yi.com.cn")
    case = Named(
        7, organisations={"甲公司", "乙 公司"}, people={"张三", "李四"},
        addresses={"x@mail.yi.com.cn"},
    )  # fmt: skip

    assert {(key, one, ground) for key, one, ground, _detail in found([person], [case])} == {
        (1, 7, Ground.EMPLOYER), (1, 7, Ground.NAMED), (1, 7, Ground.DOMAIN),
    }  # fmt: skip
    assert not list(found([Person(2)], [Named(8, {""}, {"", "王"}, {""})]))


def test_a_single_sign_is_no_name():
    assert not list(found([Person(1, name="甲")], [Named(2, people={"甲"})]))


@pytest.fixture
def pair(call, stage):
    """Two cases and a reviewer of nobody's."""
    cases = [in_review(call, 1), in_review(call, 2)]
    review_round = lifecycle.open_round(stage=stage, due_at=AT.replace(day=20), by=None, at=AT)
    return cases, review_round


def close_by(what: str, case: Application, review_round):
    """A reviewer who is close to the case in one way."""
    columns = {}
    if what == "employer":
        columns = {"employer": case.name}
    if what == "shareholder_company":
        columns = {"employer": "股东1号"}
    if what == "domain":
        columns = {"email_domain": "applicant1.test"}
    reviewer = expert(review_round, 7, **columns)
    user = reviewer.user
    if what == "shareholder":
        type(user).objects.filter(pk=user.pk).update(name="股东1号")
    elif what == "legal_representative":
        type(user).objects.filter(pk=user.pk).update(name="法人 1号")
    elif what == "collaborator":
        Collaborator.objects.create(application=case, user=user, right="view", since=AT)
    elif what in {"company", "code"}:
        company = CompanyFactory(unified_code=case.unified_code)
        if what == "company":
            Application.objects.filter(pk=case.pk).update(company=company)
        Representative.objects.create(company=company, user=user, right="view", since=AT)
    elif what == "mentor":
        company = CompanyFactory(unified_code=case.unified_code)
        Application.objects.filter(pk=case.pk).update(company=company)
        conflicts.register_source(
            Ground.MENTOR,
            lambda users: [(user.pk, company.pk)] if user.pk in set(users) else [],
        )
    reviewer.refresh_from_db()
    return reviewer


WAYS = {
    "employer": "employer", "shareholder_company": "employer", "domain": "domain",
    "shareholder": "named", "legal_representative": "named", "collaborator": "company",
    "company": "company", "code": "company", "mentor": "mentor",
}  # fmt: skip


@pytest.mark.parametrize("what", WAYS)
def test_a_case_one_is_close_to_is_never_assigned(pair, what, monkeypatch):
    monkeypatch.setattr(conflicts, "SOURCES", dict(conflicts.SOURCES))
    (close, other), review_round = pair
    reviewer = close_by(what, close, review_round)

    lifecycle.run_assignment(review_round=review_round, by=None, at=AT, seed=1)

    assert set(reviewer.reviews.values_list("application", flat=True)) == {other.pk}
    kept = set(Conflict.objects.values_list("application", "user", "ground"))
    assert {(case, user) for case, user, _ground in kept} == {(close.pk, reviewer.user_id)}
    assert WAYS[what] in {ground for _case, _user, ground in kept}
    refused("conflict_of_interest", 409, lifecycle.assign_by_hand,
            reviewer=reviewer, application=close, by=None, at=AT)  # fmt: skip


@pytest.mark.parametrize("what", ["collaborator", "company", "code", "mentor"])
def test_whoever_becomes_close_later_sees_the_case_no_longer(panel, what, monkeypatch):
    """Before anybody looked again, on every surface at once."""
    monkeypatch.setattr(conflicts, "SOURCES", dict(conflicts.SOURCES))
    one = panel.experts[0]
    reviewer = close_by(what, panel.case, panel.round)
    review = reviewer.reviews.create(
        call=panel.round.call, round=panel.round, application=panel.case, assigned_at=AT
    )

    assert not visible_to_reviewer(reviewer.user, at=AT).exists()
    assert not reviews_of(reviewer.user, at=AT).exists()
    assert not queue(reviewer, at=AT, text=panel.case.receipt).exists()
    refused("review_not_yours", 404, case_for,
            reviewer=reviewer, application=panel.case, at=AT)  # fmt: skip
    for verb in (lifecycle.save_review, lifecycle.sign_review):
        refused("review_not_yours", 404, verb, review=review, seen=0, by=reviewer.user, at=AT)
    assert visible_to_reviewer(one.user, at=AT).get() == panel.case


def test_declared_it_is_gone_for_good(panel, call, stage):
    review, user = panel.reviews[0], panel.experts[0].user
    refused("said_nothing", 400, lifecycle.declare_conflict,
            review=review, reason="", by=user, at=AT)  # fmt: skip

    conflict = lifecycle.declare_conflict(review=review, reason="同学", by=user, at=AT)

    review.refresh_from_db()
    assert (review.state, conflict.ground) == ("dropped", "declared")
    assert not visible_to_reviewer(user, at=AT).exists()
    refused("review_not_yours", 404, lifecycle.declare_conflict,
            review=review, reason="同学", by=user, at=AT)  # fmt: skip
    later = lifecycle.open_round(stage=stage, due_at=AT.replace(day=20), by=None, at=AT)
    again = later.reviewers.create(user=user, joined_at=AT)
    refused("conflict_of_interest", 409, lifecycle.assign_by_hand,
            reviewer=again, application=panel.case, by=None, at=AT)  # fmt: skip


def test_declared_after_signing_it_counts_no_more(panel):
    score_all(panel.reviews[0], 10)
    score_all(panel.reviews[1], 5)
    lifecycle.declare_conflict(
        review=panel.reviews[0], reason="亲属", by=panel.experts[0].user, at=AT
    )

    panel.reviews[0].refresh_from_db()
    assert panel.reviews[0].state == "signed"
    assert Review.objects.counting().get() == panel.reviews[1]


def test_a_namesake_is_let_in_by_the_office_alone(pair, manager):
    (close, _other), review_round = pair
    reviewer = close_by("shareholder", close, review_round)
    lifecycle.detect_conflicts(review_round=review_round, by=None, at=AT)
    conflict = Conflict.objects.get()
    lift = {"conflict": conflict, "at": AT}

    refused("said_nothing", 400, lifecycle.lift_conflict, reason=" ", by=manager, **lift)
    refused("conflict_stays", 409, lifecycle.lift_conflict,
            reason="同名", by=reviewer.user, **lift)  # fmt: skip
    lifecycle.lift_conflict(reason="同名", by=manager, **lift)
    refused("conflict_stays", 409, lifecycle.lift_conflict, reason="同名", by=manager, **lift)

    assert lifecycle.detect_conflicts(review_round=review_round, by=None, at=AT) == 0
    lifecycle.assign_by_hand(reviewer=reviewer, application=close, by=manager, at=AT)
    assert visible_to_reviewer(reviewer.user, at=AT).get() == close


def test_what_was_declared_is_not_lifted(panel, manager):
    conflict = lifecycle.declare_conflict(
        review=panel.reviews[0], reason="同学", by=panel.experts[0].user, at=AT
    )
    refused("conflict_stays", 409, lifecycle.lift_conflict,
            conflict=conflict, reason="无妨", by=manager, at=AT)  # fmt: skip


def test_the_case_is_gone_from_the_offices_own_lists_for_whom_it_is_kept_from(case):
    """People of the office are kept from it in the admin and the API as well."""
    manager = MembershipFactory(incubator=case.incubator).user
    seen = Application.objects.visible_to(access_of(manager, on=AT.date()))
    assert seen.get() == case

    Conflict.objects.create(application=case, user=manager, ground="declared", found_at=AT)

    assert not Application.objects.visible_to(access_of(manager, on=AT.date())).exists()
    other = MembershipFactory(incubator=case.incubator).user
    assert Application.objects.visible_to(access_of(other, on=AT.date())).get() == case
    assert UserFactory().conflicts.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_detecting_costs_the_same_for_any_number(call, stage, rows, django_assert_num_queries):
    review_round = lifecycle.open_round(stage=stage, due_at=AT.replace(day=20), by=None, at=AT)
    for number in range(rows):
        in_review(call, number)
        expert(review_round, number)

    with django_assert_num_queries(11):
        lifecycle.detect_conflicts(review_round=review_round, by=None, at=AT)


@pytest.mark.parametrize("what", ["collaborator", "company", "code", "mentor"])
def test_whoever_of_the_office_belongs_to_the_applicant_has_no_such_case(pair, what, monkeypatch):
    monkeypatch.setattr(conflicts, "SOURCES", dict(conflicts.SOURCES))
    (close, other), review_round = pair
    user = close_by(what, close, review_round).user
    MembershipFactory(incubator=close.incubator, user=user)

    seen = Application.objects.visible_to(access_of(user, on=AT.date()))

    assert seen.get() == other
    assert Application.objects.kept_from(user.pk).get() == close
    assert not Application.objects.kept_from(None).exists()
