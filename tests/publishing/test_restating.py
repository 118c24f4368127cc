"""Integration tests of what reaches a published year: found, decided, restated, told apart."""

import datetime
import json

import pytest

from companies.lifecycle import correct_residence
from companies.models import Residence
from incubator.core.dates import now, today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import LateFact, Snapshot
from incubator.statistics.restating import lifecycle
from incubator.statistics.restating.queries import carried_into
from incubator.statistics.restating.words import sentences
from incubator.statistics.snapshots import building, verify
from incubator.statistics.snapshots import lifecycle as snapshots
from incubator.statistics.snapshots.bundle import files_in
from incubator.statistics.snapshots.ledger import changes_of
from incubator.statistics.snapshots.queries import current_of, facts_published
from incubator.workflows.exit import graduate
from tests.factories import CitationFactory, ResidenceFactory
from tests.publishing.rows import DAY, a_zone, approved, computed, published, somebody

# Recorded time is that of transactions, so each step here is one of its own.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edition() -> Snapshot:
    a_zone()
    return published()


def graduates_late(reason: str = "补录毕业") -> Residence:
    """A stay that is found to have ended by graduation in the published year."""
    stay = Residence.objects.filter(left_on=None).order_by("pk").first()
    with recorded(by=somebody(), reason=reason):
        return graduate(residence=stay, on=DAY(2007, 11, 1), by=None)


def moved(stay: Residence, **columns) -> None:
    """Changed behind the verbs: the history notices."""
    Residence.objects.filter(pk=stay.pk).update(**columns)


def looked() -> list[LateFact]:
    lifecycle.look(year=2007, at=now())
    return list(LateFact.objects.order_by("pk"))


def zone_effects(late: LateFact) -> dict[str, tuple[str, str]]:
    return {
        one["indicator"]: (one["old"], one["new"])
        for one in late.effects
        if not one["incubator"] and not one["part"]
    }


def restated(**more) -> Snapshot:
    values = {"year": 2007, "kind": "correction", "reason": "漏报一家毕业企业", "by": somebody()}
    edition = lifecycle.request_restatement(**values | more, at=now())
    return building.build(snapshot_id=edition.pk)


def refused(verb, **asked) -> tuple[str, int]:
    with pytest.raises(RuleViolation) as refusal:
        verb(**asked)
    return refusal.value.code, refusal.value.status


def value(edition: Snapshot, code: str) -> int:
    return edition.figures.get(indicator=code, part="", incubator=None).value


def test_nothing_is_late_where_nothing_moved(edition):
    ResidenceFactory(on=DAY(2008, 3, 1))

    assert looked() == []


def test_year_that_is_not_published_has_no_queue(edition):
    assert lifecycle.look(year=2006, at=now()) is None


def test_late_graduation_is_queued_with_what_it_would_change(edition):
    stay = graduates_late()

    [late] = looked()

    assert (late.year, late.company, late.state) == (2007, stay.company, "open")
    assert (late.recorded_because, bool(late.recorded_by)) == ("补录毕业", True)
    assert zone_effects(late) == {
        "graduated": ("1.00", "2.00"), "in_incubation": ("2.00", "1.00"),
        "cumulative_graduated": ("1.00", "2.00"), "graduation_rate": ("50.00", "200.00"),
        "turnover": ("200.00", "500.00"), "stay_average": ("10.48", "10.02"),
        "stay_longest": ("10.94", "10.02"), "graduate_stay_average": ("13.01", "10.99"),
    }  # fmt: skip


def test_day_that_is_known_only_roughly_moves_the_bounds_alone(edition):
    """The figure stays; what it is at least does not: somebody has to say what is done."""
    stay = Residence.objects.filter(left_on=None).order_by("pk").first()
    correct_residence(
        residence=stay, admitted_on=stay.admitted_on, due_on=stay.due_on, left_on=None,
        exit_reason="", by=somebody(), reason="档案只记年份",
        admitted_within="2006-11-01/2007-02-28",
    )  # fmt: skip

    [late] = looked()

    [entered] = [
        one for one in late.effects
        if one["indicator"] == "entered" and not one["incubator"] and not one["part"]
    ]  # fmt: skip
    assert (entered["old"], entered["old_low"], entered["new"]) == ("2.00", None, "2.00")
    assert (entered["new_low"], entered["new_high"]) == ("1.00", "2.00")
    assert any("2（1 – 2）" in said for said in sentences(late, {}))


def test_each_company_is_told_by_itself(edition):
    graduates_late()
    newcomer = ResidenceFactory(on=DAY(2007, 9, 1))

    first, second = looked()

    assert {first.company_id, second.company_id} >= {newcomer.company_id}
    [entered] = [late for late in (first, second) if late.company == newcomer.company]
    assert zone_effects(entered)["entered"] == ("2.00", "3.00")
    assert "graduated" not in zone_effects(entered)


def test_looking_twice_queues_once(edition):
    graduates_late()

    assert len(looked()) == len(looked()) == 1


def test_what_is_put_back_lapses(edition):
    stay = graduates_late()
    looked()
    moved(stay, left_on=None, exit_reason="")

    [late] = looked()

    assert late.state == "lapsed"


def test_correction_takes_in_what_was_decided_and_nothing_else(edition):
    graduates_late()
    newcomer = ResidenceFactory(on=DAY(2007, 9, 1))
    by_company = {late.company_id: late for late in looked()}
    other = by_company.pop(newcomer.company_id)
    [late] = by_company.values()
    lifecycle.restate(late=late, reason="证明材料齐全", by=somebody(), at=now())
    lifecycle.reject(late=other, reason="未签协议", by=somebody(), at=now())

    draft = restated()
    assert (draft.state, draft.error) == ("prepared", "")
    second = approved(draft)

    assert (second.edition, second.kind, second.restates) == (2, "correction", edition)
    assert (value(second, "graduated"), value(second, "entered")) == (2, 2)
    assert (value(edition, "graduated"), value(edition, "entered")) == (1, 2)
    late.refresh_from_db()
    assert (late.state, late.edition) == ("restated", second)
    assert current_of([2007]) == {2007: second}
    assert [one.state for one in looked()] == ["restated", "rejected"] or sorted(
        one.state for one in looked()
    ) == ["rejected", "restated"]
    assert verify.verify(files_in(second)).holds


def test_second_correction_stands_on_the_first(edition):
    graduates_late()
    [late] = looked()
    lifecycle.restate(late=late, reason="核实", by=somebody(), at=now())
    approved(restated())
    newcomer = ResidenceFactory(on=DAY(2007, 9, 1))
    [other] = [one for one in looked() if one.company == newcomer.company]
    lifecycle.restate(late=other, reason="核实", by=somebody(), at=now())

    third = approved(restated(reason="漏报入驻"))

    assert (third.edition, value(third, "graduated"), value(third, "entered")) == (3, 2, 3)
    assert json.loads(third.seal)["position"] == 3


def test_ledger_tells_old_new_and_who(edition):
    stay = graduates_late()
    CitationFactory(indicator="graduated", year=2007, printed="1", incubator=None)
    [late] = looked()
    lifecycle.restate(late=late, reason="核实", by=somebody(), at=now())
    second = approved(restated())

    changes = {(one.indicator, one.part, one.place): one for one in changes_of(second)}

    graduated = changes["graduated", "", ""]
    assert (graduated.old, graduated.new) == (1, 2)
    assert [name for _key, name in graduated.added] == [stay.company.name]
    assert graduated.removed == []
    assert [citation.printed for citation in graduated.citations] == ["1"]
    in_incubation = changes["in_incubation", "", ""]
    assert [name for _key, name in in_incubation.removed] == [stay.company.name]
    assert changes_of(edition) == []


def test_carried_forward_to_the_first_year_that_is_not_published(edition):
    graduates_late()
    [late] = looked()

    lifecycle.carry(late=late, reason="报告已印发", by=somebody(), at=now())

    late.refresh_from_db()
    assert (late.state, late.carried_to) == ("carried", 2008)
    assert [one.state for one in looked()] == ["carried"]
    assert value(current_of([2007])[2007], "graduated") == 1


def test_revision_counts_everything_anew_and_was_announced(edition):
    graduates_late()
    looked()
    computed()

    yesterday = today() - datetime.timedelta(days=1)
    second = approved(restated(kind="revision", announced_on=yesterday))

    assert (second.kind, second.announced_on, value(second, "graduated")) == (
        "revision", yesterday, 2,
    )  # fmt: skip
    assert LateFact.objects.get().state == "restated"


@pytest.mark.parametrize("days", [None, 0, -1])
def test_revision_that_nobody_announced(edition, days):
    day = None if days is None else today() - datetime.timedelta(days=days)
    asked = {"year": 2007, "kind": "revision", "reason": "x", "by": somebody(), "at": now()}

    code, _status = refused(lifecycle.request_restatement, **asked, announced_on=day)
    assert code == "revision_not_announced"


def test_restatements_that_are_refused(edition):
    asked = {"year": 2007, "kind": "correction", "reason": "x", "by": somebody(), "at": now()}
    verb = lifecycle.request_restatement

    assert refused(verb, **asked) == ("nothing_to_restate", 409)
    assert refused(verb, **asked | {"year": 2006}) == ("not_published", 409)
    assert refused(verb, **asked | {"reason": " "})[0] == "reason_missing"
    assert refused(verb, **asked, announced_on=DAY(2008, 1, 1))[0] == "correction_announced"
    assert Snapshot.objects.count() == 1


def test_decisions_that_are_refused(edition):
    graduates_late()
    [late] = looked()
    asked = {"late": late, "by": somebody(), "at": now()}

    assert refused(lifecycle.reject, **asked, reason=" ")[0] == "reason_missing"
    lifecycle.reject(**asked, reason="重复")
    assert refused(lifecycle.carry, **asked, reason="x") == ("late_fact_closed", 409)


def test_decision_is_asked_again_when_the_fact_is_changed_after_it(edition):
    stay = graduates_late()
    [late] = looked()
    lifecycle.reject(late=late, reason="材料不全", by=somebody(), at=now())
    moved(stay, left_on=DAY(2007, 11, 2))

    assert [one.state for one in looked()] == ["rejected", "open"]


def test_draft_of_an_edition_that_was_overtaken(edition):
    graduates_late()
    [late] = looked()
    lifecycle.restate(late=late, reason="核实", by=somebody(), at=now())
    draft = restated()
    snapshots.withdraw(snapshot=draft, at=now())

    again = restated(reason="再次")

    assert (again.edition, again.state) == (2, "prepared")


def test_method_that_changed_is_no_correction(edition, monkeypatch):
    graduates_late()
    [late] = looked()
    lifecycle.restate(late=late, reason="核实", by=somebody(), at=now())
    count = building.count_year

    def otherwise(year):
        counted = count(year)
        counted.figures.pop(0)
        return counted

    monkeypatch.setattr(building, "count_year", otherwise)

    assert restated().error_code == "base_moved"


def test_list_of_the_new_edition_holds_the_late_one(edition):
    stay = graduates_late()
    [late] = looked()
    lifecycle.restate(late=late, reason="核实", by=somebody(), at=now())
    second = approved(restated())

    def names(one: Snapshot) -> set[str]:
        return {fact.cells["name"] for fact in facts_published(one, BY_CODE["graduated"])}

    assert names(second) - names(edition) == {stay.company.name}


def test_carried_forward_is_named_with_the_year_that_it_reached(edition):
    graduates_late()
    [late] = looked()
    lifecycle.carry(late=late, reason="报告已印发", by=somebody(), at=now())
    computed(2008)

    draft = snapshots.draft(year=2008, by=somebody(), at=now())
    draft.save()
    following = building.build(snapshot_id=draft.pk)

    [told] = json.loads(following.files.get(name="carried.json").content)
    assert (told["year"], told["name"], told["reason"]) == (
        2007, late.company.name, "报告已印发",
    )  # fmt: skip
    assert json.loads(edition.files.get(name="carried.json").content) == []
    assert [one.pk for one in carried_into(2008)] == [late.pk]
    assert list(carried_into(2007)) == []
