"""Two returns of one period: one holds, and the other stays on file and counts no more."""

import pytest

from companies.lifecycle import returns
from companies.lifecycle.returns.moving import require_writable
from companies.models import DueReturn, Return
from companies.queries.figures import yearly_figures
from incubator.core.errors import RuleViolation
from incubator.core.refusals import RefusedByDatabase
from tests.factories import ResidenceFactory
from tests.merging.rows import AT, coded, codes, merged_into, reported_by_both, undone
from tests.returns.conftest import filed

pytestmark = pytest.mark.django_db
WHY = "以盖章原件为准"


def decided(holding: Return, other: Return, **more):
    """``holding`` is of the company that stays unless told otherwise."""
    both = {"kept": holding.due.company, "merged": other.due.company}
    return merged_into(**both | {"holds": [holding.due_id], "holds_because": WHY} | more)


def superseded(report: Return) -> DueReturn:
    return DueReturn.objects.get(pk=report.due_id)


@pytest.mark.parametrize("mine", [True, False])
def test_the_chosen_one_holds_and_undoing_leaves_no_trace(mine):
    ours, theirs = reported_by_both()
    kept, merged = ours.due.company, theirs.due.company
    holding, other = (ours, theirs) if mine else (theirs, ours)
    before = set(Return.objects.in_force())

    row = decided(holding, other, kept=kept, merged=merged)

    due = superseded(other)
    assert (due.superseded_by_id, due.waived_because) == (holding.due_id, WHY)
    assert set(Return.objects.in_force()) == {holding}
    assert superseded(holding).waived_at is None
    assert {report.due.company for report in Return.objects.all()} == {kept}
    found = yearly_figures(codes=["revenue"], years=[2007])
    assert {one.report for one in found.values()} <= {holding.pk}
    undone(row)
    assert set(Return.objects.in_force()) == before
    assert superseded(other).superseded_by is None
    assert superseded(other).waived_because == ""


def test_it_wants_a_reason_and_a_choice_of_one():
    ours, theirs = reported_by_both()

    with pytest.raises(RuleViolation) as refusal:
        decided(ours, theirs, holds_because=" ")
    assert (refusal.value.code, refusal.value.field) == ("reason_missing", "holds_because")
    for holds in ([], [ours.due_id, theirs.due_id], [0]):
        with pytest.raises(RuleViolation) as refusal:
            merged_into(ours.due.company, theirs.due.company, holds=holds, holds_because=WHY)
        assert refusal.value.code == "merge_reported_twice"
    assert codes(ours.due.company, theirs.due.company) == ["merge_reported_twice"]


def test_each_period_is_decided_by_itself():
    ours, theirs = reported_by_both()
    later = [filed(report.due.company, 2008, at=AT) for report in (ours, theirs)]

    merged_into(
        ours.due.company, theirs.due.company,
        holds=[ours.due_id, later[1].due_id], holds_because=WHY,
    )  # fmt: skip

    assert set(Return.objects.in_force()) == {ours, later[1]}


VERBS = {
    "verify": lambda report: returns.verify_return(report=report, by=None, at=AT),
    "send_back": lambda report: returns.send_back_return(
        report=report, reason="错", by=None, at=AT
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_what_was_handed_in_alone_stays_as_it_is(verb):
    ours, theirs = reported_by_both(verified=False)
    decided(ours, theirs)

    with pytest.raises(RefusedByDatabase) as refusal:
        VERBS[verb](theirs)

    assert refusal.value.code == "return_superseded"


def test_a_superseded_return_is_not_corrected_nor_asked_for_again():
    ours, theirs = reported_by_both()
    decided(ours, theirs)

    with pytest.raises(RefusedByDatabase) as refusal:
        returns.correct_return(report=theirs, reason="错", by=None, at=AT, for_office=True)
    assert refusal.value.code == "return_superseded"
    with pytest.raises(RuleViolation) as refusal:
        returns.ask_again(due=superseded(theirs), by=None)
    assert refusal.value.code == "due_asked_once"


def test_a_draft_that_gave_way_is_not_written_on():
    ours, theirs = reported_by_both(verified=False)
    returns.send_back_return(report=theirs, reason="缺数", by=None, at=AT)
    merged_into(ours.due.company, theirs.due.company)

    report = Return.objects.get(pk=theirs.pk)

    assert not report.is_writable
    with pytest.raises(RuleViolation) as refusal:
        require_writable(report)
    assert refusal.value.code == "return_superseded"


def test_three_records_of_one_company_have_one_return_that_holds():
    ours, theirs = reported_by_both()
    decided(ours, theirs)
    third = filed(ResidenceFactory(company=coded(4711)).company)

    row = decided(third, ours, kept=ours.due.company, merged=third.due.company)

    assert set(Return.objects.in_force()) == {third}
    assert superseded(theirs).superseded_by_id == ours.due_id
    undone(row)
    assert set(Return.objects.in_force()) == {ours, third}
