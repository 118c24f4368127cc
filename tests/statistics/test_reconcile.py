"""Integration tests: the printed figures beside the computed ones."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.statistics.enums import RunState
from incubator.statistics.models import ComputationRun, YearlyTotal
from incubator.statistics.reconcile import reconcile
from tests.factories import CitationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entered():
    """A computed figure: 35 companies entered in 2007."""
    moment = now()
    run = ComputationRun.objects.create(
        year=2007,
        trigger="command",
        state=RunState.SUCCEEDED,
        step="done",
        progress=100,
        requested_at=moment,
        started_at=moment,
        finished_at=moment,
    )
    return YearlyTotal.objects.create(year=2007, indicator="entered", counted=35, value=35, run=run)


def test_printed_form_that_holds_the_figure_agrees(entered):
    CitationFactory(printed="30余家")

    (comparison,) = reconcile(2007)

    assert comparison.agrees
    assert comparison.computed == 35


def test_printed_form_that_does_not_hold_the_figure_disagrees(entered):
    CitationFactory(printed="30家")

    (comparison,) = reconcile(2007)

    assert not comparison.agrees


def test_figure_that_was_not_computed_disagrees(entered):
    CitationFactory(indicator="graduated", printed="30余家")

    (comparison,) = reconcile(2007)

    assert comparison.computed is None
    assert not comparison.agrees


def test_form_in_chinese_numerals_is_held_against_the_figure_too(entered):
    CitationFactory(printed="三十余家")

    (comparison,) = reconcile(2007)

    assert comparison.agrees


def test_year_without_citations_is_refused():
    with pytest.raises(RuleViolation) as refusal:
        reconcile(2007)

    assert (refusal.value.code, refusal.value.status) == ("no_citations", 404)


def test_command_prints_both_sides_and_succeeds(entered):
    citation = CitationFactory(printed="30余家")
    output = StringIO()

    call_command("reconcile", "2007", stdout=output)

    line = output.getvalue().splitlines()[1]
    assert [word in line for word in ("30余家", "≥ 30, < 40", "35", citation.document.number)] == [
        True
    ] * 4


def test_command_fails_when_a_figure_disagrees(entered):
    CitationFactory(printed="40余家")

    with pytest.raises(CommandError) as refusal:
        call_command("reconcile", "2007", stdout=StringIO())

    assert str(refusal.value).startswith("[figures_disagree]")
    assert refusal.value.returncode == 1


@pytest.mark.parametrize("year", ["0", "99999", "abc"])
def test_command_refuses_what_is_no_year(year):
    with pytest.raises(CommandError) as refusal:
        call_command("reconcile", year)

    assert str(refusal.value).startswith("[invalid_year]")
