"""Integration tests: written and checked from a published edition, or from the last computation."""

import pytest
from django.core.management import CommandError, call_command

from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.portal.chart import chart_of
from incubator.statistics.checker.checking import Verdict, check_text
from incubator.statistics.checker.reading import mentions
from incubator.statistics.models import Snapshot
from incubator.statistics.restating import lifecycle
from incubator.statistics.snapshots import building
from incubator.statistics.snapshots.queries import edition_choices, editions_read
from incubator.statistics.writer.composing import Written, write_report
from tests.factories import ResidenceFactory
from tests.publishing.rows import DAY, a_zone, approved, computed, prepared, published, somebody

# Recorded time is that of transactions, so each step here is one of its own.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def first() -> Snapshot:
    """2 entered as published, 3 as computed since."""
    a_zone()
    edition = published()
    ResidenceFactory(on=DAY(2007, 9, 1))
    computed()
    return edition


def restated() -> Snapshot:
    edition = lifecycle.request_restatement(
        year=2007, kind="revision", reason="补充资料", announced_on=DAY(2008, 1, 2),
        by=somebody(), at=now(),
    )  # fmt: skip
    return approved(building.build(snapshot_id=edition.pk))


def written(edition: str = "") -> Written:
    return write_report(2007, published=editions_read(edition, year=2007))


def agrees(text: str, edition: str = "") -> bool:
    checked = check_text(text, year=2007, published=editions_read(edition, year=2007))
    return checked.count(Verdict.AGREES) == len(checked.findings) == len(list(mentions(text)))


def test_what_was_published_counts_unless_something_else_is_asked_for(first):
    assert "引进创业企业2家" in write_report(2007).plain
    assert "引进创业企业3家" in written("live").plain
    [verdict] = [one.verdict for one in check_text("引进创业企业2家。", year=2007).findings]
    assert verdict == Verdict.AGREES


@pytest.mark.parametrize("chosen", ["first", "second", "live", ""])
def test_every_number_passes_the_checker_against_the_same_edition(first, chosen):
    second = restated()
    edition = {"first": str(first.pk), "second": str(second.pk)}.get(chosen, chosen)

    assert agrees(written(edition).plain, edition)


def test_and_not_against_another(first):
    second = restated()

    assert not agrees(written(str(first.pk)).plain, str(second.pk))
    assert not agrees(written("live").plain, str(first.pk))


def test_footnote_names_the_edition_and_its_list(first):
    note = written(str(first.pk)).notes[0]

    assert "第1版" in note.said
    assert note.address == f"/api/v1/statistics/2007/entered/companies/?snapshot={first.pk}"
    assert "系统计算值" in written("live").notes[0].said


def test_front_page_shows_what_was_published(first):
    [(year, bars)] = chart_of(2007).rows
    assert (year, bars[0].said) == (2007, "2")

    restated()
    [(_year, bars)] = chart_of(2007).rows
    assert bars[0].said == "3"


@pytest.mark.parametrize(
    ("edition", "code"), [("x", "invalid_snapshot"), ("٣", "invalid_snapshot"),
                          ("999999", "unknown_snapshot"), ("9" * 30, "invalid_snapshot")],
)  # fmt: skip
def test_edition_that_is_none_is_refused(first, edition, code):
    with pytest.raises(RuleViolation) as refused:
        written(edition)

    assert refused.value.code == code


def test_draft_is_not_offered():
    a_zone()
    draft = prepared()

    assert [key for key, _label in edition_choices()] == ["", "live"]
    with pytest.raises(RuleViolation) as refused:
        editions_read(str(draft.pk), year=2007)
    assert refused.value.code == "unknown_snapshot"


def test_commands_take_an_edition(first, tmp_path, capsys):
    call_command("write_report", "2007", "--snapshot", str(first.pk))
    assert "引进创业企业2家" in capsys.readouterr().out

    text = tmp_path / "report.txt"
    text.write_text("2007年引进创业企业3家。", encoding="utf-8")
    call_command("check_text", str(text), "--year", "2007", "--snapshot", "live")
    with pytest.raises(CommandError, match="figures_disagree"):
        call_command("check_text", str(text), "--year", "2007", "--snapshot", str(first.pk))
