"""Integration tests of graduation: from the application to the day that counts."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from companies import lifecycle
from companies.enums import ExitReason
from companies.lifecycle.graduation import mark_graduated
from companies.models import GraduationReview
from facilities.models import SpaceLease
from incubator.workflows import exit as exits
from incubator.workflows import graduation
from tests.factories import LeaseFactory, RepresentativeFactory, ResidenceFactory, UserFactory
from tests.graduating.rows import ADMITTED, DAY, judged, ready, reported, stay_of
from tests.graduating.steps import (
    APPLIED,
    CLOSED,
    DECIDED,
    HEARD,
    NOW,
    PROPOSED,
    applied,
    close,
    closed,
    confirm,
    decided,
    heard,
    propose,
    proposed,
    supersede,
    visited,
)
from tests.staying.conftest import mails, refused, scan
from tests.staying.test_leavings import begin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def test_from_the_application_to_the_day_that_counts():
    stay = ready()
    lease = LeaseFactory(residence=stay, begins_on=DAY(2007, 3, 1), ends_on=DAY(2008, 2, 29))

    review = closed(stay)

    stay.refresh_from_db()
    lease.refresh_from_db()
    assert (review.state, review.decided_on, review.closed_on) == ("graduated", DECIDED, CLOSED)
    assert (stay.left_on, stay.exit_reason) == (CLOSED, ExitReason.GRADUATED)
    assert lease.ended_on == CLOSED
    assert review.rulebook.code == "cn-2006"
    assert review.certificate_number == f"{stay.incubator.code.upper()}-2007-0001"


def test_what_was_found_is_kept_as_it_was_found():
    stay = ready()
    review = proposed(stay)

    found = {one.criterion.rule: one for one in review.findings.select_related("criterion")}

    assert len(found) == 9
    assert (found["income"].standing, found["income"].value) == ("met", 6_000_000)
    assert (found["income"].dated, found["income"].source) == (DAY(2006, 12, 31), "report")
    assert (found["not_seen"].standing, found["not_seen"].source) == ("unknown", "")


def test_what_is_kept_is_never_nearer_to_the_limit_than_it_is():
    stay = stay_of()
    reported(stay.company, rd_spending="299.9")  # 4.9983 per cent of the revenue

    review = proposed(stay, outcome="refuse", reason="条件不足。")

    kept = review.findings.get(criterion__rule="rd_spending_share")
    assert (kept.standing, kept.value, kept.short) == (
        "not_met", Decimal("4.99"), Decimal("0.01"),
    )  # fmt: skip


def test_certificates_are_numbered_by_institution_and_year():
    first = ready()
    second = ready(incubator=first.incubator)
    elsewhere = ready()

    numbers = [decided(stay).certificate_number for stay in (first, second, elsewhere)]

    code, other = (stay.incubator.code.upper() for stay in (first, elsewhere))
    assert numbers == [f"{code}-2007-0001", f"{code}-2007-0002", f"{other}-2007-0001"]


def test_unknown_conditions_pass_with_a_written_reason_only():
    review = heard(stay_of())
    person = UserFactory()
    asked = {"review": review, "on": PROPOSED, "by": person, "at": NOW}
    bare = lifecycle.Proposal("graduate", "材料不全。")

    assert refused(lifecycle.propose_decision, proposal=bare, **asked) == "conditions_unknown"
    review = propose(review, person, unknown_reason="缺少报表，以审计报告代替。")

    assert (review.state, review.unknown_reason) == ("proposed", "缺少报表，以审计报告代替。")


def test_conditions_that_are_not_met_never_pass():
    stay = stay_of()
    reported(stay.company, revenue="1,000")
    judged(stay, is_met=False)
    review = heard(stay)
    why = lifecycle.Proposal("graduate", "符合。", unknown_reason="但是。")

    code = refused(
        lifecycle.propose_decision, review=review, proposal=why, on=PROPOSED, by=UserFactory(),
        at=NOW,
    )  # fmt: skip

    assert code == "conditions_not_met"
    assert not review.findings.exists()


def test_extension_moves_the_last_day_and_graduation_stays_possible():
    stay = stay_of()

    review = decided(stay, outcome="extend", until=DAY(2009, 3, 1), reason="再孵化一年。")

    stay.refresh_from_db()
    assert (review.state, stay.due_on, stay.left_on) == ("extended", DAY(2009, 3, 1), None)
    assert applied(stay, on=DECIDED).state == "applied"


def test_refusal_leaves_the_stay_as_it_is():
    stay = stay_of()

    review = decided(stay, outcome="refuse", reason="条件不足。")

    stay.refresh_from_db()
    assert (review.state, review.certificate_number, stay.left_on) == ("refused", "", None)


def test_second_person_disagrees_and_it_is_proposed_anew():
    stay, first = ready(), UserFactory()
    review = proposed(stay, first)

    assert refused(lifecycle.reject_proposal, review=review, words="不妥", by=first, at=NOW) == (
        "decided_by_one_alone"
    )
    back = lifecycle.reject_proposal(review=review, words="缺一份材料", by=UserFactory(), at=NOW)
    again = propose(back, first)

    assert (back.pk, again.state) == (review.pk, "proposed")
    assert again.findings.count() == 18


def test_nothing_is_confirmed_on_facts_that_no_longer_hold():
    stay = ready()
    review = proposed(stay)
    for certificate in stay.company.qualification_set.all():
        lifecycle.reject_fact(fact=certificate, reason="证书系伪造", by=None, at=NOW)

    code = refused(
        lifecycle.confirm_decision, review=review, on=DECIDED, by=UserFactory(), at=NOW
    )  # fmt: skip

    review.refresh_from_db()
    assert (code, review.state) == ("conditions_unknown", "proposed")


def test_the_company_is_told_what_was_decided(django_capture_on_commit_callbacks):
    stay = ready()
    person = RepresentativeFactory(company=stay.company, right="sign").user
    with django_capture_on_commit_callbacks() as callbacks:
        decided(stay)

    [mail] = mails(callbacks)
    assert mail["to"] == person.email
    assert stay.company.name in mail["subject"]


class TestWhoAndWhen:
    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"words": ""}, "said_nothing"),
            ({"words": "长" * 2001}, "answer_too_long"),
            ({"on": DAY(2007, 11, 6)}, "in_future"),
            ({"on": ADMITTED}, "graduation_before_admission"),
            ({"on": DAY(2006, 12, 6)}, "rulebook_not_in_force"),
            ({"from_office": False, "by": "viewer"}, "right_missing"),
        ],
    )
    def test_application_that_cannot_be(self, changed, code):
        stay = stay_of()
        given = {"words": "申请毕业。", "on": APPLIED, "by": None, "from_office": True} | changed
        if given["by"]:
            given["by"] = RepresentativeFactory(company=stay.company, right="edit").user

        assert refused(lifecycle.apply_for_graduation, residence=stay, at=NOW, **given) == code
        assert not GraduationReview.objects.exists()

    def test_under_a_text_that_is_not_in_force(self, shelf):
        stay = stay_of()
        later = shelf.of_code("cn-2018")

        assert refused(lifecycle.apply_for_graduation, residence=stay, words="申请。", on=APPLIED,
                       by=None, at=NOW, rulebook=later, from_office=True) == (
            "rulebook_not_in_force"
        )  # fmt: skip
        assert applied(stay, rulebook=shelf.of_code("cn-2006")).rulebook.code == "cn-2006"

    def test_stays_that_cannot_graduate(self):
        gone = stay_of(left_on=DAY(2007, 6, 1))
        accelerated = ResidenceFactory(incubator__kind="accelerator", on=DAY(2007, 1, 5))
        leaving = stay_of()
        begin(leaving, at=NOW, wanted_on=DAY(2007, 12, 1))
        twice = stay_of()
        applied(twice)

        codes = [
            refused(lifecycle.apply_for_graduation, residence=stay, words="申请。", on=APPLIED,
                    by=None, at=NOW, from_office=True)
            for stay in (gone, accelerated, leaving, twice)
        ]  # fmt: skip
        assert codes == [
            "residence_already_ended", "not_in_incubation", "leaving_under_way",
            "graduation_under_way",
        ]  # fmt: skip

    def test_nobody_leaves_while_a_review_is_under_way(self):
        stay = ready()
        review = decided(stay)
        asked = {"residence": stay, "reason": "withdrew", "ground": "own_wish", "by": None}

        assert refused(exits.leave, on=CLOSED, **asked) == "graduation_under_way"
        assert refused(exits.graduate, residence=stay, on=CLOSED, by=None) == (
            "graduation_under_way"
        )
        assert refused(lifecycle.begin_leaving, words="另有发展", wanted_on=CLOSED, at=NOW,
                       from_office=True, **asked) == "graduation_under_way"  # fmt: skip
        assert close(review).state == "graduated"

    def test_steps_come_in_their_order(self):
        review = applied(ready())
        given = {"review": review, "at": NOW}
        person = UserFactory()
        later = [
            (lifecycle.record_committee, {"on": HEARD, "members": 3, "advice": "graduate",
                                          "words": "同意", "by": None}),
            (lifecycle.propose_decision, {"on": PROPOSED, "by": person,
                                          "proposal": lifecycle.Proposal("graduate", "符合")}),
            (lifecycle.confirm_decision, {"on": DECIDED, "by": person}),
            (lifecycle.reject_proposal, {"words": "不妥", "by": person}),
            (mark_graduated, {"on": CLOSED, "by": person}),
            (graduation.close, {"on": CLOSED, "by": person}),
        ]  # fmt: skip

        codes = {refused(verb, **given, **asked) for verb, asked in later}

        assert codes == {"graduation_out_of_turn"}

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"on": DAY(2007, 9, 16)}, "step_too_early"),
            ({"on": DAY(2007, 11, 6)}, "in_future"),
            ({"advice": "perhaps"}, "outcome_unknown"),
            ({"members": 0}, "committee_of_nobody"),
            ({"words": " "}, "said_nothing"),
        ],
    )
    def test_committee_that_cannot_be(self, changed, code):
        review = visited(ready())
        given = {"on": HEARD, "members": 3, "advice": "graduate", "words": "同意"} | changed

        assert refused(lifecycle.record_committee, review=review, by=None, at=NOW, **given) == code

    @pytest.mark.parametrize(
        ("proposal", "code"),
        [
            ({"outcome": "perhaps"}, "outcome_unknown"),
            ({"reason": ""}, "said_nothing"),
            ({"outcome": "extend"}, "extension_not_later"),
            ({"outcome": "extend", "until": DAY(2008, 3, 1)}, "extension_not_later"),
        ],
    )
    def test_proposal_that_cannot_be(self, proposal, code):
        review = heard(ready())
        given = lifecycle.Proposal(**{"outcome": "graduate", "reason": "符合"} | proposal)

        assert refused(lifecycle.propose_decision, review=review, proposal=given, on=PROPOSED,
                       by=UserFactory(), at=NOW) == code  # fmt: skip

    def test_a_visit_is_not_before_the_application(self):
        assert refused(lifecycle.record_visit, review=applied(ready()), on=DAY(2007, 9, 9),
                       words="属实", by=None, at=NOW) == "step_too_early"  # fmt: skip

    def test_nobody_decides_alone_or_nameless(self):
        stay, person = ready(), UserFactory()
        asked = {"on": PROPOSED, "by": None, "at": NOW}
        why = lifecycle.Proposal("graduate", "符合")
        review = heard(stay)

        assert refused(lifecycle.propose_decision, review=review, proposal=why, **asked) == (
            "decider_missing"
        )
        review = propose(review, person)
        asked = {"review": review, "on": DECIDED, "at": NOW}
        assert refused(lifecycle.confirm_decision, by=person, **asked) == "decided_by_one_alone"
        assert refused(lifecycle.confirm_decision, by=None, **asked) == "decider_missing"
        assert confirm(review, UserFactory()).state == "passed"

    def test_withdrawn_until_it_is_decided(self):
        stay = ready()
        person = RepresentativeFactory(company=stay.company, right="sign").user
        viewer = RepresentativeFactory(company=stay.company, right="view").user
        review = heard(stay)
        verb = lifecycle.withdraw_graduation

        assert refused(verb, review=review, by=viewer, at=NOW) == "right_missing"
        assert verb(review=review, by=person, at=NOW).state == "withdrawn"
        again = decided(stay)
        assert refused(verb, review=again, by=person, at=NOW) == "graduation_decided"

    def test_no_paper_comes_after_the_decision(self):
        stay = ready()
        person = RepresentativeFactory(company=stay.company, right="sign").user
        review = decided(stay)

        def file(**given):
            return lifecycle.file_paper(matter=review, kind="statement", at=NOW, **given)

        assert refused(file, upload=scan(), by=person) == "graduation_decided"
        assert file(upload=scan(), by=None, from_office=True).graduation == review
        close(review)
        again = {"upload": scan(more=b"2"), "by": None, "from_office": True}
        assert refused(file, **again) == "graduation_decided"

    def test_closed_once_and_in_no_published_year(self, monkeypatch):
        review = decided(ready())
        monkeypatch.setattr(graduation, "IS_PUBLISHED", [lambda year: year == 2007])

        assert refused(graduation.close, review=review, on=CLOSED, by=None, at=NOW) == (
            "graduation_in_published_year"
        )
        refusal = refused(graduation.close, review=review, on=CLOSED, by=None, at=NOW, late=" ")
        assert refusal == "graduation_in_published_year"
        monkeypatch.setattr(graduation, "IS_PUBLISHED", [lambda year: year == 2006])
        assert close(review).state == "graduated"
        assert refused(graduation.close, review=review, on=CLOSED, by=None, at=NOW) == (
            "graduation_out_of_turn"
        )

    def test_closed_late_with_its_reason_on_record(self, monkeypatch):
        review = decided(ready())
        monkeypatch.setattr(graduation, "IS_PUBLISHED", [lambda year: year == 2007])

        closed = graduation.close(review=review, on=CLOSED, by=None, at=NOW, late="手续资料迟交")

        assert closed.state == "graduated"
        assert closed.residence.history.last().pgh_context["reason"] == "手续资料迟交"


class TestSuperseding:
    def test_a_graduate_is_an_incubatee_again_and_both_reviews_stay_on_file(self):
        stay = ready()
        wrong = closed(stay)

        better = supersede(wrong)

        stay.refresh_from_db()
        wrong.refresh_from_db()
        assert (wrong.state, wrong.closed_on, stay.left_on) == ("annulled", CLOSED, None)
        assert (better.state, better.supersedes, better.superseding_reason) == (
            "applied", wrong, "核对有误",
        )  # fmt: skip
        assert SpaceLease.objects.filter(residence=stay, ended_on=None).count() == 0

    def test_a_correction_neither_makes_a_graduate_nor_unmakes_one(self):
        known = {"by": None, "reason": "笔误", "admitted_on": ADMITTED, "due_on": DAY(2008, 3, 1)}
        inside, graduate = ready(), ready()
        closed(graduate)
        verb = lifecycle.correct_residence

        assert refused(verb, residence=inside, left_on=CLOSED, exit_reason="graduated",
                       **known) == "graduation_needs_review"  # fmt: skip
        assert refused(verb, residence=graduate, left_on=None, exit_reason="",
                       **known) == "graduation_is_decided"  # fmt: skip
        graduate.refresh_from_db()
        assert graduate.left_on == CLOSED

    @pytest.mark.parametrize("outcome", ["extend", "refuse"])
    def test_other_decisions_are_superseded_too(self, outcome):
        until = {"until": DAY(2009, 3, 1)} if outcome == "extend" else {}
        review = decided(stay_of(), outcome=outcome, **until)

        better = supersede(review)

        review.refresh_from_db()
        assert better.supersedes == review
        assert review.state == {"extend": "extended", "refuse": "refused"}[outcome]

    def test_not_without_reason_twice_or_before_a_decision(self):
        review = proposed(ready())
        verb = graduation.supersede
        given = {"on": CLOSED, "by": None, "at": NOW}

        assert refused(verb, review=review, reason="误", **given) == "graduation_not_decided"
        review = confirm(review, UserFactory())
        assert refused(verb, review=review, reason=" ", **given) == "reason_missing"
        better = supersede(review)
        lifecycle.withdraw_graduation(review=better, by=None, at=NOW, from_office=True)
        assert refused(verb, review=review, reason="误", **given) == "graduation_superseded"


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "另一个理由"},
        {"certificate_number": "X-1"},
        {"decided_on": DAY(2007, 10, 9)},
        {"closed_on": DAY(2007, 11, 1)},
        {"closed_on": None, "closed_at": None, "closed_by": None, "state": "passed"},
    ],
)
def test_what_is_decided_is_never_changed_by_anybody(change):
    review = closed(ready())

    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        GraduationReview.objects.filter(pk=review.pk).update(**change)


def test_papers_stand_behind_an_application():
    review = applied(ready())

    paper = lifecycle.file_paper(
        matter=review, upload=scan(), kind="statement", by=None, at=NOW, from_office=True
    )

    assert [*review.papers.all()] == [paper]
