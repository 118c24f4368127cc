"""The life of a return: begun, written, handed in, sent back, verified, corrected."""

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from companies.lifecycle import returns
from companies.lifecycle.returns import Typed
from companies.models import DueReturn, Return, ReturnMove, ReturnValue
from companies.queries.figures import yearly_figures
from companies.rules.returns.moves import MOVES
from incubator.core.errors import RuleViolation
from tests.factories import RepresentativeFactory
from tests.returns.conftest import AT, DAY, filed, fill, opened
from tests.returns.figures import FIGURES

pytestmark = pytest.mark.django_db


def refused(code: str, status: int, run, /, **arguments) -> RuleViolation:
    with pytest.raises(RuleViolation) as violation:
        run(**arguments)
    assert (violation.value.code, violation.value.status) == (code, status)
    return violation.value


def save(report, by, text, *, seen=0, code="staff", at=AT, **more):
    return returns.save_value(
        report=report, code=code, typed=Typed(text, **more), seen=seen, by=by, at=at
    )


def test_what_the_register_knows_is_filled_in(draft, company):
    values = {value.item.code: value.typed for value in draft.values.select_related("item")}

    assert values == {
        "company_name": company.name,
        "company_code": company.unified_code,
        "registered_on": "2000-01-01",
        "is_graduate": "no",
    }


def test_begun_twice_is_begun_once(due, signer, writer):
    first = returns.start_return(due=due, by=signer, at=AT)
    second = returns.start_return(due=due, by=writer, at=AT + DAY)

    assert first == second
    assert ReturnMove.objects.count() == 1


def test_strangers_and_readers_begin_nothing(due, stranger, company):
    reader = RepresentativeFactory(company=company, right="view").user

    for person in (stranger, reader):
        refused("right_missing", 403, returns.start_return, due=due, by=person, at=AT)
    assert not Return.objects.exists()


def test_a_figure_may_be_wrong_while_it_is_written(draft, signer):
    value = save(draft, signer, "十二人左右")

    assert (value.typed, value.number) == ("十二人左右", None)


def test_a_figure_is_kept_as_typed_and_as_meant(draft, signer):
    value = save(draft, signer, "１２．５ 万元", code="revenue")

    value.refresh_from_db()
    assert (value.typed, value.number, value.unit) == ("１２．５ 万元", 125_000, "万元")


def test_two_people_never_overwrite_each_other_unseen(draft, signer, writer):
    save(draft, signer, "12")

    violation = refused("value_changed_elsewhere", 409, save, report=draft, by=writer, text="21")

    assert (violation.values["theirs"], violation.values["revision"]) == ("12", 1)
    assert save(draft, writer, "21", seen=1).revision == 2


def test_same_words_again_change_nothing(draft, signer):
    save(draft, signer, "12")

    assert save(draft, signer, "12", seen=0).revision == 1


def test_what_the_register_knows_is_not_typed(draft, signer):
    refused(
        "item_from_register", 409, save, report=draft, by=signer, text="乙", code="company_name"
    )


@pytest.mark.parametrize("code", ["nonsense", "", "id"])
def test_what_is_not_asked_is_not_kept(draft, signer, code):
    refused("unknown_item", 400, save, report=draft, by=signer, text="1", code=code)


@pytest.mark.parametrize("more", [{"explanation": "字" * 501}, {}])
def test_a_book_is_refused(draft, signer, more):
    text = "1" if more else "字" * 2_001
    violation = refused(
        "answer_too_long", 400, save, report=draft, by=signer, text=text, code="industry", **more
    )
    assert violation.field == "industry"


def test_everything_that_is_missing_is_said_at_once(draft, signer):
    violation = refused(
        "return_incomplete", 400, returns.submit_return, report=draft, by=signer, at=AT
    )

    assert set(violation.fields) == set(FIGURES) - {"staff_college_up", "staff_doctors"}
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_handing_in_twice_is_handing_in_once(ready, signer):
    first = returns.submit_return(report=ready, by=signer, at=AT)
    again = returns.submit_return(report=ready, by=signer, at=AT + DAY)

    assert first.submitted_at == again.submitted_at == AT
    assert [move.after for move in ready.moves.order_by("pk")] == ["draft", "submitted"]
    assert DueReturn.objects.get().handed_in_at == AT


def test_signing_takes_the_right_to_sign(ready, writer):
    refused("right_missing", 403, returns.submit_return, report=ready, by=writer, at=AT)


def test_the_register_is_asked_again_when_it_is_handed_in(ready, signer, company):
    company.name = "宁波乙科技有限公司"
    company.save()

    returns.submit_return(report=ready, by=signer, at=AT)

    assert ready.values.get(item__code="company_name").typed == "宁波乙科技有限公司"


def test_nothing_is_typed_once_it_is_handed_in(submitted, verified, signer):
    for report in (submitted, verified):
        refused("return_not_writable", 409, save, report=report, by=signer, text="9", seen=1)
    refused("return_not_writable", 409, returns.submit_return, report=verified, by=signer, at=AT)


def test_sent_back_with_a_reason_and_handed_in_again(
    submitted, signer, manager, django_capture_on_commit_callbacks
):
    refused("said_nothing", 400, returns.send_back_return, report=submitted, reason=" ",
            by=manager, at=AT)  # fmt: skip
    with django_capture_on_commit_callbacks(execute=False) as after:
        returns.send_back_return(report=submitted, reason="研发经费请核对。", by=manager, at=AT)
    save(submitted, signer, "310", seen=1, code="rd_spending")
    again = returns.submit_return(report=submitted, by=signer, at=AT + DAY)

    assert again.submitted_at == AT + DAY
    assert DueReturn.objects.get().handed_in_at == AT
    said = [(move.after, move.said) for move in again.moves.order_by("pk")]
    assert said == [
        ("draft", ""), ("submitted", ""), ("returned", "研发经费请核对。"), ("submitted", ""),
    ]  # fmt: skip
    assert len(after) == 1
    assert mail.outbox == []


def test_moves_that_the_table_does_not_allow(draft, verified, manager):
    for report in (draft, verified):
        refused("return_move_refused", 409, returns.verify_return, report=report, by=manager, at=AT)
        refused(
            "return_move_refused", 409, returns.send_back_return, report=report, reason="理由",
            by=manager, at=AT,
        )  # fmt: skip


def test_every_state_has_its_moves():
    assert set(MOVES) == {"draft", "submitted", "returned", "verified"}
    assert MOVES["verified"] == frozenset()


def test_nobody_verifies_what_they_handed_in(ready, signer):
    returns.submit_return(report=ready, by=signer, at=AT)

    refused("verified_by_submitter", 409, returns.verify_return, report=ready, by=signer, at=AT)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE companies_return SET saved_at = now()",
        "UPDATE companies_return SET state = 'returned', verified_at = NULL, verified_by_id = NULL",
        "DELETE FROM companies_return",
        "UPDATE companies_returnvalue SET number = 1 WHERE number IS NOT NULL",
        "DELETE FROM companies_returnvalue",
    ],
)
def test_a_verified_return_never_changes(verified, sql):
    with (
        pytest.raises(IntegrityError, match="does not change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_a_correction_supersedes_once_it_is_verified(verified, signer, manager, company):
    key = (company.pk, 2007, "revenue")
    refused(
        "said_nothing", 400, returns.correct_return, report=verified, reason="", by=signer, at=AT
    )
    second = returns.correct_return(report=verified, reason="漏报一笔收入", by=signer, at=AT + DAY)

    assert (second.version, second.supersedes, second.state) == (2, verified, "draft")
    assert second.values.count() == verified.values.count()
    save(second, signer, "1,300", seen=1, code="revenue")
    returns.submit_return(report=second, by=signer, at=AT + DAY)
    assert yearly_figures(codes=["revenue"], years=[2007])[key].number == 1_200_000

    returns.verify_return(report=second, by=manager, at=AT + DAY)

    assert yearly_figures(codes=["revenue"], years=[2007])[key].number == 1_300_000
    assert list(Return.objects.in_force()) == [second]
    assert verified.values.get(item__code="revenue").number == 1_200_000


def test_only_the_newest_verified_version_is_corrected(submitted, verified, signer):
    second = returns.correct_return(report=verified, reason="更正", by=signer, at=AT)

    for report in (second, verified):
        refused(
            "return_not_correctable", 409, returns.correct_return, report=report, reason="更正",
            by=signer, at=AT,
        )  # fmt: skip


def test_the_office_corrects_without_acting_for_the_company(verified, manager):
    refused("right_missing", 403, returns.correct_return, report=verified, reason="更正",
            by=manager, at=AT)  # fmt: skip
    second = returns.correct_return(
        report=verified, reason="更正", by=manager, at=AT, for_office=True
    )

    assert second.started_by == manager


def test_the_office_files_from_paper_but_not_over_the_company(stay, company, draft, signer):
    fill(draft, by=signer, at=AT + DAY)

    refused("return_with_company", 409, filed, company=company)


def test_figures_are_of_what_is_verified_only(submitted, company):
    assert yearly_figures(codes=["staff"], years=[2007]) == {}


def test_what_was_left_empty_is_unknown(verified, company):
    figures = yearly_figures(codes=["exports", "staff"], years=[2007], companies=[company.pk])

    assert {code for _company, _year, code in figures} == {"staff"}


def test_last_years_words_are_kept_and_its_figures_not(verified, company, signer):
    later = AT.replace(year=2009)
    due = returns.due_of(company=company, period=opened(year=2008, at=later))
    report = returns.start_return(due=due, by=signer, at=later)

    values = {value.item.code: value.typed for value in report.values.select_related("item")}
    assert values["industry"] == "软件业"
    assert not {"revenue", "staff", "is_hnte"} & set(values)


def test_every_version_of_a_figure_stays_in_its_history(draft, signer):
    save(draft, signer, "12")
    save(draft, signer, "13", seen=1)

    past = ReturnValue.history.rel.related_model.objects.filter(item__code="staff")
    assert [event.typed for event in past.order_by("pgh_id")] == ["12", "13"]
