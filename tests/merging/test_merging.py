"""What a merge moves, what it takes of either record, and that undoing it leaves no trace."""

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from stdnum.cn import uscc

from companies import lifecycle as companies
from companies.lifecycle.returns.dues import ask_again
from companies.models import (
    Company,
    CompanyMerge,
    DueReturn,
    Evidence,
    MovedRow,
    Qualification,
    Representative,
    Residence,
)
from incubator.accounts.access import Access
from incubator.accounts.permissions import Permission
from incubator.core.errors import RuleViolation
from incubator.workflows.merging.ways import WAYS, going, keys_to_companies
from tests.admin.conftest import everything
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    LeaseFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
    a_draft,
    unified_code,
)
from tests.facts.rows import fact
from tests.merging.rows import AT, DAY, coded, merged_into, planned, stays_of_both, twins, undone
from tests.returns.conftest import opened

pytestmark = pytest.mark.django_db


class Rows:
    """Stands in for the world of the admin's tests: keeps nothing."""

    def add(self, whose: str, *rows) -> None:
        """Nothing."""


def with_everything() -> tuple[Company, Company]:
    """A company with a row of everything, and another record of it with a stay elsewhere."""
    a_draft()
    place = everything(Rows(), "a", IncubatorFactory(name="甲孵化器"))
    merged = Residence.objects.get(incubator=place).company
    kept = ResidenceFactory(company=coded(9)).company
    return kept, merged


def everything_now() -> dict[str, list]:
    """Every row of every table of facts, as it is."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if hasattr(model, "history") and model is not CompanyMerge
    }


def test_every_key_to_a_company_has_its_way():
    assert set(WAYS) == keys_to_companies()


def test_every_table_that_goes_along_refuses_rows_of_who_was_merged_away():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'company_is_not_merged'"
        )
        guarded = {table for (table,) in cursor.fetchall()}

    assert guarded == {model._meta.db_table for _key, model, _way in going()}


def test_everything_goes_along_and_nothing_is_left():
    kept, merged = with_everything()

    merged_into(kept, merged)

    left = {
        key for key, model, _way in going() if model._base_manager.filter(company=merged).exists()
    }
    assert left == set()
    assert Company.objects.get(pk=merged.pk).merged_into == kept


def test_the_preview_counts_what_goes():
    kept, merged = with_everything()

    counted = {one.model: len(one.goes) for one in planned(kept, merged).moving}
    row = merged_into(kept, merged)

    moved = MovedRow.objects.filter(merge=row, column="company_id")
    for model, count in counted.items():
        assert moved.filter(table=model._meta.db_table).count() == count
    assert counted[Qualification] == 1


def test_undoing_puts_every_row_back():
    kept, merged = with_everything()
    before = everything_now()

    undone(merged_into(kept, merged))

    assert everything_now() == before


def test_the_company_is_found_under_its_other_name_and_the_record_is_hidden():
    kept, merged = twins()

    merged_into(kept, merged)

    assert list(Company.objects.living().matching("甬江软件公司")) == [kept]
    assert list(kept.aliases.filter(kind="recorded_as").values_list("value", flat=True)) == [
        "宁波甬江软件公司"
    ]


def test_what_only_one_says_is_taken_and_what_both_say_is_chosen():
    kept = CompanyFactory(name="宁波甲", registered_on=None, field="materials")
    merged = coded(7, name="宁波乙", registered_on=DAY(2001, 2, 3), field="energy")

    merged_into(kept, merged, theirs={"field"})

    kept.refresh_from_db()
    assert (kept.name, kept.registered_on, kept.field) == ("宁波甲", DAY(2001, 2, 3), "energy")


def test_the_code_and_the_name_of_the_second_record_are_taken():
    kept, merged = coded(7, name="宁波甲"), CompanyFactory(name="宁波乙")
    code = merged.unified_code

    row = merged_into(kept, merged, theirs={"name"})

    kept.refresh_from_db()
    assert (kept.name, kept.name_pinyin, kept.unified_code) == ("宁波乙", "ningboyi", code)
    assert Company.objects.get(pk=merged.pk).unified_code is None
    undone(row)
    kept.refresh_from_db()
    assert (kept.name, kept.unified_code) == ("宁波甲", None)
    assert Company.objects.get(pk=merged.pk).unified_code == code


def test_whoever_bears_a_code_is_the_company_that_stays():
    body = unified_code(77)
    kept = CompanyFactory(unified_code=body)
    other = "92" + body[2:17]
    merged = CompanyFactory(unified_code=other + uscc.calc_check_digit(other))

    merged_into(kept, merged)

    assert Company.objects.bearing(merged.unified_code) == kept
    assert kept.aliases.get(value=merged.unified_code).kind == "recorded_as"


def test_entries_of_the_second_record_are_exchanged_where_they_are_chosen():
    kept, merged = twins()
    for company, head in ((kept, "张三"), (merged, "李四")):
        companies.set_entry(
            company=company, entry="legal_representative", said=head, on=DAY(2007, 1, 1), by=None
        )

    row = merged_into(kept, merged, theirs={"legal_representative"})

    assert [one.said for one in kept.entries.all()] == ["李四"]
    undone(row)
    assert [one.said for one in kept.entries.all()] == ["张三"]


def test_shareholders_of_the_second_record_stay_with_it_unless_they_are_chosen():
    kept, merged = twins()
    for company, holder in ((kept, "甲"), (merged, "乙")):
        company.shareholdings.create(holder=holder, share=60)

    row = merged_into(kept, merged)
    assert [one.holder for one in kept.shareholdings.all()] == ["甲"]
    undone(row)
    merged_into(kept, merged, theirs={"shareholders"})

    assert [one.holder for one in kept.shareholdings.all()] == ["乙"]


def test_who_acts_for_both_acts_for_one():
    kept, merged = twins()
    user = UserFactory()
    RepresentativeFactory(company=kept, user=user)
    RepresentativeFactory(company=merged, user=user)
    RepresentativeFactory(company=merged)

    row = merged_into(kept, merged)

    assert kept.representatives.in_force().count() == 2
    assert merged.representatives.get().ended_at == AT
    undone(row)
    assert Representative.objects.in_force().count() == 3


def document(company: Company) -> Evidence:
    return Evidence.objects.create(
        company=company, title="证书", file="x", original_name="x.pdf", size=1,
        content_type="application/pdf", sha256="0" * 64, uploaded_at=AT,
    )  # fmt: skip


def test_a_fact_names_the_copy_of_its_document_that_the_other_company_has():
    kept, merged = twins()
    ours, theirs = document(kept), document(merged)
    proven = fact(Qualification, company=merged, evidence=theirs)

    row = merged_into(kept, merged)

    proven.refresh_from_db()
    assert (proven.company, proven.evidence) == (kept, ours)
    undone(row)
    proven.refresh_from_db()
    assert (proven.company, proven.evidence) == (merged, theirs)


def test_of_two_returns_that_are_owed_for_one_period_one_is_waived(asked_twice):
    kept, merged = asked_twice

    row = merged_into(kept, merged)

    dues = DueReturn.objects.filter(company=kept)
    assert (dues.count(), dues.filter(waived_at__isnull=True).count()) == (2, 1)
    # Of several stays the last one counts.
    assert dues.get(waived_at=None).residence.admitted_on == DAY(2007, 7, 1)
    with pytest.raises(RuleViolation) as refusal:
        ask_again(due=dues.get(waived_at=AT), by=None)
    assert refusal.value.code == "due_asked_once"
    undone(row)
    assert DueReturn.objects.owed().count() == 2


@pytest.fixture
def asked_twice() -> tuple[Company, Company]:
    """Both were in one incubator in 2007, one after the other, and are asked for that year."""
    kept, merged = twins()
    first = ResidenceFactory(company=merged, left_on=DAY(2007, 7, 1), reason="moved")
    ResidenceFactory(company=kept, incubator=first.incubator, on=DAY(2007, 7, 1))
    opened()
    return kept, merged


def test_nothing_is_hung_on_who_was_merged_away():
    kept, merged = twins()
    merged_into(kept, merged)

    with pytest.raises(RuleViolation) as refusal:
        companies.rename_company(company=merged, name="新名", on=DAY(2020, 1, 1), by=None)

    assert refusal.value.code == "company_merged"
    added = "INSERT INTO companies_companyalias (company_id, kind, value)"
    for sql in (
        f"{added} VALUES ({merged.pk}, 'former_name', 'x')",
        f"UPDATE companies_company SET name = 'x' WHERE id = {merged.pk}",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_fixed_row_goes_only_as_a_merge_has_it():
    kept, merged = twins()
    proven = fact(Qualification, company=merged)

    with pytest.raises(IntegrityError), transaction.atomic():
        Qualification.objects.filter(pk=proven.pk).update(company=kept)

    row = merged_into(kept, merged)
    undone(row)
    proven.refresh_from_db()
    assert proven.company == merged


def test_what_was_made_of_a_stay_since_goes_back_with_it():
    kept, merged = twins()
    stay = ResidenceFactory(company=merged)
    row = merged_into(kept, merged)
    stay.refresh_from_db()
    lease = LeaseFactory(residence=stay, company=kept)

    undone(row)

    lease.refresh_from_db()
    assert lease.company == merged


def refusal_of_undoing(row: CompanyMerge, **more) -> str:
    with pytest.raises(RuleViolation) as refusal:
        undone(row, **more)
    return refusal.value.code


def test_undoing_is_refused_after_the_window_or_twice():
    row = merged_into(*twins())

    assert refusal_of_undoing(row, at=AT + datetime.timedelta(days=31)) == "undo_window_over"
    assert refusal_of_undoing(row, reason=" ") == "reason_missing"
    undone(row)
    assert refusal_of_undoing(row) == "merge_undone"


def test_undoing_is_refused_where_the_company_was_changed_since():
    kept, merged = coded(7, name="宁波甲"), CompanyFactory(name="宁波乙")
    row = merged_into(kept, merged, theirs={"name"})
    companies.rename_company(company=kept, name="宁波丙", on=DAY(2020, 1, 1), by=None)

    assert refusal_of_undoing(row) == "merge_built_upon"


def test_undoing_is_refused_where_a_fact_was_corrected_since():
    kept, merged = twins()
    old = fact(Qualification, company=merged)
    row = merged_into(kept, merged)
    old.refresh_from_db()
    fact(Qualification, company=kept, replaces=old, correction="笔误")

    assert refusal_of_undoing(row) == "merge_built_upon"


def test_undoing_is_refused_while_the_other_company_is_merged_itself():
    kept, merged = twins()
    row = merged_into(kept, merged)
    last = merged_into(coded(8), kept)

    assert refusal_of_undoing(row) == "company_merged"
    undone(last)
    undone(CompanyMerge.objects.get(pk=row.pk))
    assert Company.objects.living().count() == 3


def test_undoing_is_for_who_keeps_the_companies_of_both():
    ours, first = stays_of_both()
    row = merged_into(ours.company, first.company)
    elsewhere = Access(frozenset(Permission), incubator_ids=frozenset({IncubatorFactory().pk}))

    assert refusal_of_undoing(row, access=elsewhere) == "merge_out_of_reach"
