"""What stands against a merge: each with its code, its rows, and none of it half done."""

import pytest
from stdnum.cn import uscc

from companies.lifecycle import returns
from companies.models import EquityStake, GraduationReview, MovedRow, Referral, Residence
from incubator.accounts.access import Access
from incubator.accounts.permissions import Permission
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from tests.factories import (
    CallFactory,
    CompanyFactory,
    IncubatorFactory,
    ResidenceFactory,
    a_draft,
    handed_in,
    unified_code,
)
from tests.merging.rows import DAY, codes, merged_into, planned, stays_of_both, twins
from tests.returns.conftest import filed, opened
from tests.stakes.rows import stake
from tests.workflows.rows import begun

pytestmark = pytest.mark.django_db


def refused(kept, merged, **more) -> str:
    """The code, and that nothing has happened."""
    with pytest.raises(RuleViolation) as refusal:
        merged_into(kept, merged, **more)
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (merged.merged_into, MovedRow.objects.count()) == (None, 0)
    return refusal.value.code


def test_nothing_stands_against_stays_one_after_the_other():
    ours, theirs = stays_of_both()

    assert codes(ours.company, theirs.company) == []


def test_a_reason_and_two_companies_are_asked_for():
    kept, merged = twins()

    assert refused(kept, merged, reason=" ") == "reason_missing"
    assert refused(kept, kept) == "merge_of_itself"


def test_two_codes_of_two_legal_persons():
    kept, merged = CompanyFactory(), CompanyFactory()

    assert codes(kept, merged) == ["merge_two_codes"]
    assert refused(kept, merged) == "merge_two_codes"
    assert planned(kept, merged).refusals[0].rows == (kept, merged)


def test_demonstration_data_and_a_company():
    kept, _merged = twins()
    generated = CompanyFactory(unified_code=None, organisation_code="59159267-6",
                               is_generated=True)  # fmt: skip

    assert codes(kept, generated) == ["merge_generated"]


def test_stays_in_one_incubator_at_the_same_time():
    kept, merged = twins()
    theirs = ResidenceFactory(company=merged, left_on=DAY(2008, 3, 2), reason="moved")
    ours = ResidenceFactory(company=kept, incubator=theirs.incubator, on=DAY(2008, 3, 1))

    assert codes(kept, merged) == ["merge_stays_overlap"]
    assert planned(kept, merged).refusals[0].rows == (ours, theirs)
    assert refused(kept, merged) == "merge_stays_overlap"


def test_stays_in_two_incubators_at_the_same_time_are_possible():
    kept, merged = twins()
    ResidenceFactory(company=merged)
    ResidenceFactory(company=kept)

    merged_into(kept, merged)

    assert kept.residences.count() == 2


def test_two_graduations():
    kept, merged = twins()
    for company in (kept, merged):
        ResidenceFactory(company=company, graduated_on=DAY(2008, 3, 3))

    assert codes(kept, merged) == ["merge_graduated_twice"]


def test_a_stay_before_the_day_of_registration_that_is_chosen():
    kept, merged = twins(registered_on=DAY(2001, 1, 1))
    merged.registered_on = DAY(2007, 5, 1)
    merged.save()
    ResidenceFactory(company=kept)

    assert codes(kept, merged) == []
    assert codes(kept, merged, "registered_on") == ["merge_before_registration"]
    assert refused(kept, merged, theirs={"registered_on"}) == "merge_before_registration"
    said = planned(kept, merged, "registered_on").refusals[0].sentence
    assert "2007年5月1日" in said


def test_two_returns_for_one_period():
    kept, merged = twins()
    for company in (kept, merged):
        ResidenceFactory(company=company)
        filed(company)

    assert codes(kept, merged) == ["merge_reported_twice"]


def test_a_return_that_was_begun_gives_way_to_one_that_was_handed_in():
    kept, merged = twins()
    for company in (kept, merged):
        ResidenceFactory(company=company)
    report = filed(merged)
    mine = returns.due_of(company=kept, period=opened())

    merged_into(kept, merged)

    mine.refresh_from_db()
    assert mine.waived_because
    assert report.due.__class__.objects.get(pk=report.due_id).waived_at is None


def test_two_open_applications_under_one_call():
    kept, merged = twins()
    call = CallFactory()
    for company in (kept, merged):
        handed_in(call, company=company)

    assert codes(kept, merged) == ["merge_applied_twice"]


def test_two_referrals():
    kept, merged = twins()
    rulebook = a_draft()
    for company in (kept, merged):
        stay = ResidenceFactory(company=company)
        Referral.objects.create(
            graduation=stay, company=company, incubator=stay.incubator, rulebook=rulebook, area=1,
            investment_per_m2=1, output_per_m2=1, words="扩产", referred_on=stay.admitted_on,
            referred_at=now(),
        )  # fmt: skip

    assert codes(kept, merged) == ["merge_referred_twice"]


def test_a_company_that_is_moving_in():
    kept, merged = twins()
    admission = begun()
    application = admission.application
    application.company = kept
    application.save()

    assert codes(kept, merged) == ["merge_while_moving_in"]


def test_a_graduation_under_way():
    kept, merged = twins()
    stay = ResidenceFactory(company=merged)
    review = GraduationReview.objects.create(
        residence=stay, company=merged, incubator=stay.incubator, rulebook=a_draft(),
        words="已达标", applied_on=stay.admitted_on, applied_at=now(),
    )  # fmt: skip

    assert codes(kept, merged) == ["merge_while_graduating"]
    assert planned(kept, merged).refusals[0].rows == (review,)


def test_stakes_of_more_than_the_whole():
    kept, merged = twins()
    place = IncubatorFactory()
    for company in (kept, merged):
        stake(company=company, incubator=place, share=60)

    assert refused(kept, merged) == "merge_contradicts_records"
    assert EquityStake.objects.filter(company=merged).count() == 1


def test_institutions_out_of_reach():
    ours, theirs = stays_of_both()
    elsewhere = IncubatorFactory()
    Residence.objects.filter(pk=theirs.pk).update(incubator=elsewhere)
    here = Access(frozenset(Permission), incubator_ids=frozenset({ours.incubator_id}))
    both = Access(frozenset(Permission),
                  incubator_ids=frozenset({ours.incubator_id, elsewhere.pk}))  # fmt: skip
    reader = Access(frozenset({Permission.COMPANIES_READ}), everywhere=True)

    assert codes(ours.company, theirs.company, access=here) == ["merge_out_of_reach"]
    assert codes(ours.company, theirs.company, access=reader) == ["merge_out_of_reach"]
    assert codes(ours.company, theirs.company, access=both) == []
    assert refused(ours.company, theirs.company, access=here) == "merge_out_of_reach"


def test_a_code_with_the_same_organisation_code_is_of_the_same_legal_person():
    body = "92" + unified_code(5)[2:17]
    kept = CompanyFactory(unified_code=unified_code(5))
    merged = CompanyFactory(unified_code=body + uscc.calc_check_digit(body))

    assert codes(kept, merged) == []
