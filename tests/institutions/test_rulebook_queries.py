"""Which text holds on a day, and the longest stay it allows."""

import datetime

import pytest

from incubator.institutions.enums import Kind, Purpose
from incubator.institutions.queries import (
    Shelf,
    chosen,
    criteria_of,
    decides,
    parameter,
    stay_limit,
    stay_limits,
)
from incubator.institutions.rules import possible_cases, special_cases
from seeds.zone2007 import rulebooks
from tests.factories import a_draft, criterion

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.mark.parametrize(
    ("field", "on", "code", "months"),
    [
        ("materials", DAY(2007, 3, 1), "cn-2006", 36),
        ("materials", DAY(2010, 11, 28), "cn-2006", 36),
        ("materials", DAY(2010, 11, 29), "cn-2010", 42),
        ("biomedicine", DAY(2012, 1, 1), "cn-2010", 60),
        ("agriculture", DAY(2012, 1, 1), "cn-2010", 60),
        ("aerospace", DAY(2012, 1, 1), "cn-2010", 42),
        ("electronics", DAY(2019, 1, 1), "cn-2018", 48),
        ("biomedicine", DAY(2019, 1, 1), "cn-2018", 60),
        # The measures of 2025 are in force, their number is not on file.
        ("materials", DAY(2026, 1, 1), "cn-2018", 48),
        # A number that was not seen for the special field decides nothing for it either.
        ("biomedicine", DAY(2007, 3, 1), None, None),
        ("materials", DAY(2001, 1, 1), None, None),
    ],
)
def test_longest_stay_by_field_and_day(field, on, code, months):
    rulebooks.build()

    limit = stay_limit(field=field, on=on)

    assert (limit and limit.rulebook.code, limit and limit.months) == (code, months)


def test_unknown_number_is_said_with_its_text():
    rulebooks.build()

    [unseen] = stay_limits(field="biomedicine", on=DAY(2007, 3, 1))
    newest, _city, older = stay_limits(field="materials", on=DAY(2026, 1, 1))

    assert (unseen.months, unseen.is_unconfirmed, unseen.last_day(DAY(2007, 3, 1))) == (
        None, True, None,
    )  # fmt: skip
    assert (newest.rulebook.code, newest.months) == ("cn-2025", None)
    assert (older.rulebook.code, older.months, older.is_unconfirmed) == ("cn-2018", 48, False)


def test_field_that_leaves_the_special_case_open():
    rulebooks.build()

    limit = stay_limit(field="electronics", on=DAY(2019, 1, 1))

    assert (limit.months, limit.otherwise.months, limit.otherwise.certainty) == (48, 60, "S")
    assert stay_limit(field="materials", on=DAY(2019, 1, 1)).otherwise is None
    assert stay_limit(field="", on=DAY(2019, 1, 1)).otherwise.months == 60


def test_stay_across_generations_has_both_limits():
    rulebooks.build()

    limits = stay_limits(field="materials", on=DAY(2009, 5, 1), until=DAY(2011, 5, 1))

    assert [(one.rulebook.code, one.months) for one in limits] == [("cn-2010", 42), ("cn-2006", 36)]


def test_last_day_is_the_one_before_the_month_is_full():
    rulebooks.build()

    limit = stay_limit(field="materials", on=DAY(2007, 3, 1))

    assert limit.last_day(DAY(2007, 3, 1)) == DAY(2010, 2, 28)


def test_limit_of_another_kind_of_institution_is_not_ours():
    draft = a_draft(criteria=[criterion("stay", "longest_stay", 24, kind="makerspace")])
    shelf = Shelf([draft])

    assert stay_limit(field="", on=DAY(2008, 1, 1), shelf=shelf) is None
    assert stay_limit(field="", on=DAY(2008, 1, 1), kind=Kind.MAKERSPACE, shelf=shelf).months == 24


def test_shelf_is_read_with_two_queries(django_assert_num_queries):
    rulebooks.build()

    with django_assert_num_queries(2):
        shelf = Shelf.load()
        for field in ("materials", "biomedicine", "electronics"):
            stay_limit(field=field, on=DAY(2019, 1, 1), shelf=shelf)
        assert parameter(shelf.of_code("cn-2018"), "needed").limit == 1
    assert shelf.of_code("cn-1999") is None


def test_what_a_rulebook_decides():
    rulebooks.build()
    shelf = Shelf.load()

    assert decides(shelf.of_code("cn-2018"), Purpose.GRADUATION)
    assert not decides(shelf.of_code("cn-2025"), Purpose.GRADUATION)
    assert decides(shelf.of_code("cn-2025"), Purpose.RECOGNITION)


def test_special_criterion_takes_the_place_of_the_general_one():
    rulebooks.build()
    entry = criteria_of(Shelf.load().of_code("cn-2010"), Purpose.ENTRY)

    def limit(rule, **whose):
        picked = chosen(entry, special_cases(**whose))
        return next(one.limit for one in picked if one.rule == rule)

    assert limit("revenue", field="materials") == 2_000_000
    assert limit("revenue", field="materials", founder_kind="returnee") == 5_000_000
    assert limit("area", field="aerospace") == 3_000
    assert len(chosen(entry, set())) == len({one.rule for one in entry})


def test_fields_and_special_cases():
    assert special_cases(field="biomedicine", founder_kind="foreign") == {"biomedicine", "foreign"}
    assert special_cases(field="electronics") == set()
    assert possible_cases("electronics") == {"ic", "ic_design"}
    assert possible_cases("materials") == set()
    assert "biomedicine" in possible_cases("")
