"""Integration tests of the verbs that correct what was recorded wrongly."""

import datetime

import pytest

from companies.lifecycle import correction
from companies.models import Company, Residence
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from tests.companies.test_lifecycle import everything
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    LeaseFactory,
    ResidenceFactory,
    unified_code,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date
WHY = "录入错误"


def refused(verb, **kwargs) -> tuple[str, int]:
    """Code and status of a verb that must refuse; no row may have changed."""
    before = everything()
    with pytest.raises(RuleViolation) as refusal:
        verb(by=None, **{"reason": WHY, **kwargs})
    assert everything() == before
    return refusal.value.code, refusal.value.status


def corrected(stay: Residence, **changes) -> Residence:
    """The stay after its correction; what is not named stays."""
    names = ("admitted_on", "due_on", "left_on", "exit_reason")
    values = {name: getattr(stay, name) for name in names}
    return correction.correct_residence(residence=stay, by=None, reason=WHY, **values | changes)


class TestCompany:
    def test_wrong_name_leaves_no_former_name(self):
        company = CompanyFactory(name="宁波甬江软见有限公司")

        correction.correct_company(
            company=company, name="宁波甬江软件有限公司", unified_code=company.unified_code,
            by=None, reason=WHY,
        )  # fmt: skip

        assert company.aliases.count() == 0
        assert list(Company.objects.matching("软件")) == [company]
        assert company.history.last().pgh_context["reason"] == WHY

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"reason": " "}, ("reason_missing", 400)),
            ({"name": " "}, ("company_without_name", 400)),
            ({"unified_code": ""}, ("company_without_code", 400)),
            ({"unified_code": "91"}, ("invalid_unified_code", 400)),
            ({"unified_code": unified_code(900_001)}, ("company_exists", 409)),
        ],
    )
    def test_refusals(self, given, code):
        CompanyFactory(unified_code=unified_code(900_001))
        company = CompanyFactory()
        values = {"name": company.name, "unified_code": company.unified_code} | given

        assert refused(correction.correct_company, company=company, **values) == code


class TestResidence:
    def test_wrong_graduation_is_taken_back(self):
        stay = ResidenceFactory(graduated_on=DAY(2008, 1, 7))

        again = corrected(stay, left_on=None, exit_reason="")

        assert again.is_open
        assert again.history.last().pgh_context["reason"] == WHY

    def test_wrong_day_and_reason_are_put_right(self):
        stay = ResidenceFactory(left_on=DAY(2008, 1, 7))

        corrected(stay, left_on=DAY(2008, 2, 7), exit_reason="moved")

        stay.refresh_from_db()
        assert (stay.left_on, stay.exit_reason) == (DAY(2008, 2, 7), "moved")

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"reason": ""}, ("reason_missing", 400)),
            ({"due_on": DAY(2007, 3, 1)}, ("due_before_admission", 400)),
            ({"left_on": DAY(2007, 3, 1), "exit_reason": "moved"}, ("exit_before_admission", 400)),
            ({"left_on": DAY(2008, 3, 1)}, ("exit_incomplete", 400)),
            ({"exit_reason": "moved"}, ("exit_incomplete", 400)),
            ({"left_on": DAY(2099, 3, 1), "exit_reason": "moved"}, ("exit_in_future", 400)),
            ({"admitted_on": DAY(1999, 3, 1)}, ("admitted_before_registration", 400)),
        ],
    )
    def test_refusals(self, changes, code):
        stay = ResidenceFactory()
        names = ("admitted_on", "due_on", "left_on", "exit_reason")
        values = {name: getattr(stay, name) for name in names} | changes

        assert refused(correction.correct_residence, residence=stay, **values) == code

    def test_admission_in_the_future_is_refused(self):
        stay = ResidenceFactory()
        later = today() + datetime.timedelta(days=1)

        assert refused(
            correction.correct_residence, residence=stay, admitted_on=later,
            due_on=later + datetime.timedelta(days=9), left_on=None, exit_reason="",
        ) == ("admission_in_future", 400)  # fmt: skip

    def test_graduation_takes_a_review_also_where_it_would_be_the_second(self):
        first = ResidenceFactory(graduated_on=DAY(2008, 1, 7))
        second = ResidenceFactory(company=first.company, on=DAY(2009, 1, 5))

        with pytest.raises(RuleViolation, match="graduation_needs_review"):
            corrected(second, left_on=DAY(2010, 1, 4), exit_reason="graduated")

    def test_graduation_takes_a_review_also_from_an_accelerator(self):
        stay = ResidenceFactory(incubator=IncubatorFactory(accelerator=True))

        with pytest.raises(RuleViolation, match="graduation_needs_review"):
            corrected(stay, left_on=DAY(2010, 1, 4), exit_reason="graduated")

    def test_stay_over_another_one_is_refused(self):
        first = ResidenceFactory(left_on=DAY(2008, 1, 7))
        ResidenceFactory(company=first.company, incubator=first.incubator, on=DAY(2008, 6, 1))

        with pytest.raises(RuleViolation, match="residence_overlap"):
            corrected(first, left_on=None, exit_reason="")

    def test_days_that_a_lease_contradicts_are_refused(self):
        lease = LeaseFactory()
        stay = lease.residence
        names = ("admitted_on", "due_on")
        values = {name: getattr(stay, name) for name in names}

        assert refused(
            correction.correct_residence, residence=stay, exit_reason="moved",
            left_on=lease.begins_on + datetime.timedelta(days=1), **values,
        ) == ("contradicts_other_records", 409)  # fmt: skip
