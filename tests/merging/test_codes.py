"""Two codes of two legal persons, one of which never belonged to the company."""

import pytest

from companies.enums import AliasKind
from companies.lifecycle import company_on_file as on_file
from companies.lifecycle import register_company
from companies.models import Company, CompanyAlias, CompanyMerge, MovedRow
from companies.queries.duplicates import pairs_found
from incubator.core.errors import RuleViolation
from tests.factories import CallFactory, handed_in, organisation_code, unified_code
from tests.merging.rows import coded_apart, codes, merged_into, undone

pytestmark = pytest.mark.django_db
WHY = "录入时抄了另一家的执照"


def in_error(kept: Company, merged: Company, code: str, **more) -> CompanyMerge:
    return merged_into(kept, merged, **{"code_in_error": code, "error_because": WHY} | more)


def led_to(code: str) -> set[Company]:
    """Whom a code finds, in whatever way one asks."""
    found = {Company.objects.bearing(code), on_file(unified_code=code)}
    found |= set(Company.objects.living().matching(code))
    return found - {None}


def older(code: str) -> str:
    """The organisation code inside a unified one."""
    return f"{code[8:16]}-{code[16]}"


@pytest.mark.parametrize("mine", [True, False])
def test_the_wrong_code_leads_nowhere_and_undoing_brings_it_back(mine):
    kept, merged = coded_apart()
    right, wrong = kept.unified_code, merged.unified_code
    if mine:
        right, wrong = wrong, right

    row = in_error(kept, merged, wrong)

    kept.refresh_from_db()
    assert (kept.unified_code, led_to(right), led_to(wrong)) == (right, {kept}, set())
    assert (row.code_in_error, row.error_because) == (wrong, WHY)
    undone(row)
    kept.refresh_from_db()
    assert kept.unified_code == (wrong if mine else right)
    assert {Company.objects.bearing(one) for one in (right, wrong)} == {kept, merged}
    assert CompanyMerge.history.rel.related_model.objects.filter(error_because=WHY).exists()


@pytest.mark.parametrize("mine", [True, False])
def test_its_older_form_and_records_of_it_lead_nowhere_either(mine):
    kept, merged = coded_apart()
    wrong = kept if mine else merged
    code = wrong.unified_code
    form = wrong.aliases.create(kind=AliasKind.ORGANISATION_CODE, value=older(code))
    wrong.aliases.create(kind=AliasKind.RECORDED_AS, value=code)
    wrong.aliases.create(kind=AliasKind.ORGANISATION_CODE, value=organisation_code(4711))

    row = in_error(kept, merged, code)

    assert (on_file(organisation_code=form.value), led_to(code)) == (None, set())
    assert not Company.objects.living().matching(form.value).exists()
    assert [one.value for one in kept.aliases.filter(kind=AliasKind.ORGANISATION_CODE)] == [
        organisation_code(4711)
    ]
    undone(row)
    assert on_file(organisation_code=form.value) == wrong
    assert set(wrong.aliases.values_list("kind", flat=True)) == {
        AliasKind.ORGANISATION_CODE, AliasKind.RECORDED_AS,
    }  # fmt: skip


def test_whose_code_it_is_can_be_put_on_file_and_stands_against_undoing():
    kept, merged = coded_apart()
    wrong = merged.unified_code
    merged.aliases.create(kind=AliasKind.ORGANISATION_CODE, value=older(wrong))
    row = in_error(kept, merged, wrong)

    bearer = register_company(
        name="宁波东海机械有限公司", unified_code=wrong, organisation_code=older(wrong), by=None
    )

    assert led_to(wrong) == {bearer}
    assert on_file(organisation_code=older(wrong)) == bearer
    assert not [pair for pair in pairs_found() if bearer.pk in pair]
    with pytest.raises(RuleViolation, match="宁波东海机械有限公司") as refusal:
        undone(row)
    assert refusal.value.code == "merge_code_taken"
    assert Company.objects.bearing(wrong) == bearer


def test_the_older_form_alone_may_be_taken_as_well():
    kept, merged = coded_apart()
    wrong = merged.unified_code
    merged.aliases.create(kind=AliasKind.ORGANISATION_CODE, value=older(wrong))
    row = in_error(kept, merged, wrong)
    register_company(name="宁波东海机械厂", organisation_code=older(wrong), by=None)

    with pytest.raises(RuleViolation) as refusal:
        undone(row)

    assert refusal.value.code == "merge_code_taken"


def test_two_right_codes_stay_a_refusal_that_says_what_declaring_means():
    kept, merged = coded_apart()

    with pytest.raises(RuleViolation) as refusal:
        merged_into(kept, merged)

    assert refusal.value.code == "merge_two_codes"
    assert "从来不是" in refusal.value.detail
    assert not MovedRow.objects.exists()


@pytest.mark.parametrize("why", ["", "  "])
def test_why_a_code_is_wrong_has_to_be_said(why):
    kept, merged = coded_apart()

    with pytest.raises(RuleViolation) as refusal:
        in_error(kept, merged, merged.unified_code, error_because=why)

    assert (refusal.value.code, refusal.value.field) == ("reason_missing", "error_because")
    assert not CompanyMerge.objects.exists()


def test_a_code_of_neither_is_not_in_error():
    kept, merged = coded_apart()
    third = unified_code(4711)

    with pytest.raises(RuleViolation) as refusal:
        in_error(kept, merged, third)

    assert refusal.value.code == "merge_code_of_neither"


def test_an_open_application_under_the_code_is_dealt_with_first():
    """Its bearer could not apply under the same call."""
    kept, merged = coded_apart()
    application = handed_in(CallFactory(), company=merged)
    application.unified_code = merged.unified_code
    application.save()

    with pytest.raises(RuleViolation) as refusal:
        in_error(kept, merged, merged.unified_code)

    assert refusal.value.code == "merge_code_applied_under"
    assert codes(kept, merged) == ["merge_two_codes"]


def test_the_alias_of_a_wrong_code_hangs_on_who_is_gone():
    kept, merged = coded_apart()
    wrong = kept.unified_code
    alias = kept.aliases.create(kind=AliasKind.ORGANISATION_CODE, value=older(wrong))

    row = in_error(kept, merged, wrong)

    alias.refresh_from_db()
    assert (alias.company_id, alias.kind) == (merged.pk, AliasKind.RECORDED_IN_ERROR)
    told = row.moved.filter(table="companies_companyalias", row=alias.pk)
    assert {one.column for one in told} == {"kind", "company_id"}
    assert not CompanyAlias.objects.filter(company=kept, value=wrong).exists()
