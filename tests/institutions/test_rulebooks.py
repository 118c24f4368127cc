"""Integration tests of rulebooks: versions, what is fixed, what is refused, the shipped files."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from incubator.core.dates import SHANGHAI
from incubator.core.errors import RuleViolation
from incubator.institutions.conditions import condition_said, items_of, meets, number_said, reduced
from incubator.institutions.enums import Certainty, Purpose, RulebookState
from incubator.institutions.lifecycle import (
    discard_rulebook,
    draft_rulebook,
    end_rulebook,
    publish_rulebook,
    revise_rulebook,
)
from incubator.institutions.models import Criterion, Rulebook
from incubator.institutions.rulebook_files import load_rulebooks, read_files
from incubator.institutions.rules import RULES, Compare, Measure
from seeds.zone2007 import rulebooks
from tests.factories import UserFactory, a_draft, criterion
from tests.institutions.constraint_attempts import FIXED

pytestmark = pytest.mark.django_db

DAY = datetime.date
AT = datetime.datetime(2008, 3, 3, 10, tzinfo=SHANGHAI)


def published(**facts) -> Rulebook:
    return publish_rulebook(rulebook=a_draft(**facts), by=None, at=AT)


def test_revised_version_supersedes_and_keeps_what_it_was():
    user = UserFactory()
    first = published(criteria=[criterion("stay", "longest_stay", 36, special=["ic"])])
    second = revise_rulebook(rulebook=first, by=user)
    second.criteria.update(limit=48)

    assert revise_rulebook(rulebook=first, by=user) == second
    publish_rulebook(rulebook=second, by=user, at=AT)

    first.refresh_from_db()
    assert (first.state, first.superseded_at) == (RulebookState.SUPERSEDED, AT)
    assert (first.criteria.get().limit, second.criteria.get().limit) == (36, 48)
    assert second.criteria.get().special == ["ic"]
    assert [*Rulebook.objects.published()] == [second]


def test_draft_decides_nothing_and_can_be_dropped():
    draft = a_draft()

    assert not Rulebook.objects.in_force(on=DAY(2008, 1, 1)).exists()
    discard_rulebook(rulebook=draft, by=None)

    assert not Rulebook.objects.exists()


def test_rulebook_of_elsewhere_is_for_comparison():
    published(applies_here=False)

    assert not Rulebook.objects.in_force(on=DAY(2008, 1, 1)).exists()


def test_end_is_said_once():
    rulebook = end_rulebook(rulebook=published(), on=DAY(2010, 1, 1), by=None)

    assert rulebook.effective_until == DAY(2010, 1, 1)
    assert not Rulebook.objects.in_force(on=DAY(2010, 1, 1)).exists()
    assert Rulebook.objects.in_force(on=DAY(2009, 12, 31)).exists()
    with pytest.raises(RuleViolation, match="rulebook_already_ended"):
        end_rulebook(rulebook=rulebook, on=DAY(2011, 1, 1), by=None)


@pytest.mark.parametrize(
    ("code", "criteria"),
    [
        ("rulebook_without_criteria", []),
        ("criterion_rule_unknown", [criterion("stay", "moon_phase", 1)]),
        ("criterion_rule_unknown", [criterion("entry", "longest_stay", 36)]),
        ("criterion_without_number", [criterion("stay", "longest_stay")]),
        (
            "item_joined_both_ways",
            [
                criterion("recognition", "ip_applied_share", 50, item="1", joined="any"),
                criterion("recognition", "ip_valid_share", 30, item="1"),
            ],
        ),
        (
            "more_needed_than_listed",
            [criterion("graduation", "needed", 2), criterion("graduation", "own_ip")],
        ),
        (
            "fewer_needed_than_one",
            [criterion("graduation", "needed", 0), criterion("graduation", "own_ip")],
        ),
        ("criterion_beyond_bounds", [criterion("stay", "longest_stay", 1201)]),
    ],
)
def test_unsound_rulebook_is_not_published(code, criteria):
    draft = a_draft(criteria=criteria)

    with pytest.raises(RuleViolation, match=code):
        publish_rulebook(rulebook=draft, by=None, at=AT)

    draft.refresh_from_db()
    assert draft.state == RulebookState.DRAFT


def test_number_that_is_not_on_file_is_marked():
    assert published(criteria=[criterion("stay", "longest_stay", certainty="U")]).criteria.exists()


@pytest.mark.parametrize(
    ("code", "verb"),
    [
        ("rulebook_already_published", lambda one: publish_rulebook(rulebook=one, by=None, at=AT)),
        ("rulebook_already_published", lambda one: discard_rulebook(rulebook=one, by=None)),
        (
            "rulebook_ends_before_it_begins",
            lambda one: end_rulebook(rulebook=one, on=one.effective_from, by=None),
        ),
        ("rulebook_exists", lambda one: a_draft(code=one.code)),
    ],
)
def test_refused_on_a_published_one(code, verb):
    with pytest.raises(RuleViolation, match=code):
        verb(published())


def test_draft_does_not_end():
    with pytest.raises(RuleViolation, match="rulebook_not_published"):
        end_rulebook(rulebook=a_draft(), on=DAY(2010, 1, 1), by=None)


@pytest.mark.parametrize("sql", FIXED)
def test_published_is_fixed_by_the_database(sql):
    rulebooks.build()

    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert refusal.value.__cause__.diag.constraint_name == FIXED[sql]


def test_shipped_rulebooks_are_loaded_once():
    first = load_rulebooks(by=None, at=AT)
    call_command("load_rulebooks")

    assert {"cn-2006", "cn-2010", "cn-2018", "cn-2025", "nb-2003"} <= {one.code for one in first}
    assert Rulebook.objects.count() == len(first) == len(list(read_files()))


def test_changed_file_supersedes_but_not_what_an_operator_wrote():
    load_rulebooks(by=None, at=AT)
    ours = Rulebook.objects.get(code="cn-2018")
    revised = revise_rulebook(rulebook=ours, by=None)
    publish_rulebook(rulebook=revised, by=None, at=AT)
    draft_rulebook(
        by=None, code="cn-x", name="x", issued_by="x", effective_from=DAY(2007, 1, 1),
        file_hash="legacy", criteria=[criterion("stay", "longest_stay", 1)],
    )  # fmt: skip
    old = Rulebook.objects.get(code="cn-2006")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE institutions_rulebook DISABLE TRIGGER rulebook_is_fixed")
        cursor.execute("UPDATE institutions_rulebook SET file_hash = 'legacy' WHERE id = %s",
                       [old.pk])  # fmt: skip
        cursor.execute("ALTER TABLE institutions_rulebook ENABLE TRIGGER rulebook_is_fixed")

    made = load_rulebooks(by=None, at=AT)

    assert [(one.code, one.version) for one in made] == [("cn-2006", 2)]
    old.refresh_from_db()
    assert old.state == RulebookState.SUPERSEDED


def test_every_shipped_value_names_its_source_and_how_it_is_known():
    load_rulebooks(by=None, at=AT)
    rows = Criterion.objects.select_related("rulebook")

    assert {row.certainty for row in rows} == {"V", "S", "U"}
    numbered = [row for row in rows if RULES[row.rule].compare != Compare.REQUIRED]
    assert {row.certainty for row in numbered if row.limit is None} == {Certainty.UNKNOWN}


# The matrix of domain section 11, and the tables of section 2.
@pytest.mark.parametrize(
    ("where", "threshold", "certainty"),
    [
        (("cn-2006", "entry", "age", "", []), 24, "S"),
        (("cn-2006", "stay", "longest_stay", "", []), 36, "S"),
        (("cn-2006", "entry", "capital", "", []), 2_000_000, "S"),
        (("cn-2006", "graduation", "needed", "", []), 4, "S"),
        (("cn-2006", "graduation", "income", "", []), 5_000_000, "S"),
        (("cn-2006", "recognition", "incubatee_share", "", []), Fraction(200, 3), "U"),
        (("cn-2006", "recognition", "incubatees", "specialised", []), 50, "U"),
        (("cn-2010", "stay", "longest_stay", "", []), 42, "S"),
        (("cn-2010", "stay", "longest_stay", "", ["biomedicine", "ic_design", "agriculture"]), 60,
         "S"),
        (("cn-2010", "graduation", "needed", "", []), 2, "S"),
        (("cn-2010", "recognition", "own_area", "specialised", []), 5_000, "U"),
        (("cn-2018", "stay", "longest_stay", "", []), 48, "V"),
        (("cn-2018", "stay", "longest_stay", "", ["biomedicine", "agriculture", "ic"]), 60, "S"),
        (("cn-2018", "graduation", "needed", "", []), 1, "U"),
        (("cn-2018", "graduation", "venture_capital", "", []), 5_000_000, "V"),
        (("cn-2018", "recognition", "incubatees", "comprehensive", []), 50, "V"),
        (("cn-2018", "recognition", "graduates", "specialised", []), 15, "V"),
        (("cn-2018", "recognition", "fund", "", []), 5_000_000, "V"),
        (("cn-2018", "recognition", "remote_factor", "", []), Fraction(4, 5), "V"),
        (("cn-2025", "recognition", "financed_last_year_share", "", []), 20, "V"),
        (("cn-2025", "stay", "longest_stay", "", []), None, "U"),
        (("nb-2003", "entry", "age", "", []), 24, "V"),
    ],
)  # fmt: skip
def test_value_of_the_domain_notes(where, threshold, certainty):
    code, purpose, rule, focus, special = where
    load_rulebooks(by=None, at=AT)

    row = Criterion.objects.get(
        rulebook__code=code, purpose=purpose, rule=rule, focus=focus, special=special
    )

    assert (row.threshold, row.certainty) == (threshold, certainty)


def test_factor_lowers_the_listed_conditions_only():
    load_rulebooks(by=None, at=AT)
    rows = Criterion.objects.filter(rulebook__code="cn-2018", purpose=Purpose.RECOGNITION)

    assert {row.rule for row in rows if row.reducible} == {
        "own_area", "fund", "ip_applied_share", "ip_valid_share", "incubatees", "graduates",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "limit", "round_up", "lowered"),
    [
        ("incubatees", 30, True, 24),
        ("graduates", 18, True, 15),  # 14.4
        ("graduates", 18, False, Fraction(72, 5)),
        ("own_area", 10_000, True, 8_000),
    ],
)
def test_reduced(rule, limit, round_up, lowered):
    row = Criterion(rule=rule, limit=Decimal(limit), reducible=True)
    factor = Fraction(4, 5)

    assert reduced(row.threshold, row, factor=factor, round_up=round_up) == lowered
    row.reducible = False
    assert reduced(row.threshold, row, factor=factor, round_up=round_up) == limit


@pytest.mark.parametrize(
    ("compare", "met"),
    [
        (Compare.AT_LEAST, [False, True, True]),
        (Compare.MORE_THAN, [False, False, True]),
        (Compare.AT_MOST, [True, True, False]),
        (Compare.LESS_THAN, [True, False, False]),
    ],
)
def test_meets(compare, met):
    assert [meets(value, Fraction(10), compare) for value in (9, 10, 11)] == met


def test_required_compares_nothing():
    with pytest.raises(ValueError, match="required"):
        meets(1, Fraction(1), Compare.REQUIRED)


@pytest.mark.parametrize(
    ("rule", "limit", "divisor", "english", "chinese"),
    [
        ("longest_stay", 48, 1, "Longest stay: at most 48 months", "最长孵化时限：不超过48个月"),
        ("incubatee_share", 200, 3, "at least 2/3", "不低于2/3"),
        ("density", 3, 1, "at least 3", "不低于3"),
        ("area", 1000, 1, "less than 1,000 m²", "低于1,000 m²"),
        ("venture_capital", 5_000_000, 1, "more than 5,000,000 yuan", "超过500万元"),
        ("own_ip", None, 1, "Intellectual property of its own", "自主知识产权"),
        ("longest_stay", None, 1, "number not on file", "数值未录"),
    ],
)
def test_condition_in_words(rule, limit, divisor, english, chinese):
    row = Criterion(rule=rule, limit=limit and Decimal(limit), divisor=divisor)

    with translation.override("en"):
        assert english in condition_said(row)
    with translation.override("zh-hans"):
        assert chinese in condition_said(row)


def test_figures_with_units():
    with translation.override("en"):
        assert number_said(Fraction(200, 7), Measure.PERCENT) == "28.57%"
        assert number_said(Fraction(1), Measure.YEARS) == "1 year"
        assert number_said(Fraction(70), Measure.YUAN_PER_M2) == "70 yuan per m²"


def test_items_go_together_in_order():
    rows = [Criterion(item=item) for item in ("1", "", "2", "1", "")]

    assert [[rows.index(one) for one in item] for item in items_of(rows)]
    assert [len(item) for item in items_of(rows)] == [2, 1, 1, 1]
