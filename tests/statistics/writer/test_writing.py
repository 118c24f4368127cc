"""Integration tests: the paragraph of a year, and that the checker finds every number true."""

import datetime
import io
import re

import docx
import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incubator.core.errors import RuleViolation
from incubator.statistics.checker.checking import Verdict, check_text
from incubator.statistics.checker.reading import mentions
from incubator.statistics.checker.sources import text_of
from incubator.statistics.models import Target, YearlyTotal
from incubator.statistics.writer.composing import write_report
from incubator.statistics.writer.document import document_of
from tests.factories import (
    DocumentFactory,
    IncubatorFactory,
    OpeningBalanceFactory,
    TargetFactory,
)
from tests.statistics.checker.test_checking import total

pytestmark = pytest.mark.django_db

DAY = datetime.date
PARAGRAPH = (
    "2007年，全年引进创业企业210家，同比增长44.8%，毕业企业30余家，累计孵化创业企业总数达700家。"
    "年末在孵企业482家，累计毕业企业98家。\n"
    "2008年，计划引进科研机构35家，引进创业企业150家。"
)


@pytest.fixture
def year() -> None:
    """2007 with the year before where it matters, and two targets of 2008."""
    for indicator, value in (
        ("entered", 210), ("graduated", 34), ("cumulative_incubated", 700),
        ("in_incubation", 482), ("cumulative_graduated", 98), ("left", 36),
    ):  # fmt: skip
        total(indicator, 2007, value)
    total("entered", 2006, 145)
    TargetFactory(indicator="entered", year=2008, value=150)
    TargetFactory(indicator="", subject="rd_institutions", year=2008, value=35)


def is_all_true(text: str, year: int = 2007, incubator_id: int | None = None) -> bool:
    """Every number that the checker reads in a text is tied to something, and agrees."""
    checked = check_text(text, year=year, incubator_id=incubator_id)
    tied = [one.mention for one in checked.findings]
    return tied == list(mentions(text)) and checked.count(Verdict.AGREES) == len(tied)


def test_paragraph_in_house_style(year):
    assert write_report(2007).plain == PARAGRAPH


def test_every_number_passes_the_checker(year):
    written = write_report(2007)

    assert is_all_true(written.plain)
    assert len(written.notes) == len(list(mentions(written.plain))) == 8


def test_wrong_number_would_not_pass(year):
    assert not is_all_true(PARAGRAPH.replace("210家", "211家"))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.tuples(*[st.integers(0, 30_000)] * 5), st.integers(0, 30_000), st.integers(0, 30_000),
)  # fmt: skip
def test_whatever_the_figures_are_the_text_is_true(values, before, target):
    YearlyTotal.objects.all().delete()
    Target.objects.all().delete()
    codes = (
        "entered", "graduated", "cumulative_incubated", "in_incubation", "mentors_in_office"
    )  # fmt: skip
    for code, value in zip(codes, values, strict=True):
        total(code, 2007, value)
    total("entered", 2006, before)
    TargetFactory(indicator="entered", year=2008, value=target)

    assert is_all_true(write_report(2007).plain)


def test_notes_name_the_figure_and_its_list(year):
    first, *_others, last = write_report(2007).notes

    assert first.said.startswith("210家：指标“")
    assert "（entered）" in first.said
    assert "系统计算值210家" in first.said
    assert first.address == "/api/v1/statistics/2007/entered/companies/"
    assert last.said.startswith("150家：2008年目标")


def test_opening_balance_is_told_and_not_listed(year):
    document = DocumentFactory(title="期初数说明")
    OpeningBalanceFactory(document=document, value=490)
    YearlyTotal.objects.filter(indicator="cumulative_incubated").update(
        counted=210, opening_balance=490
    )

    (note,) = [n for n in write_report(2007).notes if n.indicator == "cumulative_incubated"]

    assert "其中期初数490家，依据《期初数说明》，无法逐户列出" in note.said


def test_incubator_has_its_own_paragraph():
    place = IncubatorFactory(name="甲孵化器", code="alpha")
    total("entered", 2007, 12, incubator=place)

    written = write_report(2007, incubator=place)

    assert written.plain == "2007年，甲孵化器全年引进创业企业12家。"
    assert written.notes[0].address.endswith("/companies/?incubator=alpha")
    assert is_all_true(written.plain, incubator_id=place.pk)


def test_year_without_figures_is_refused(year):
    with pytest.raises(RuleViolation) as refused:
        write_report(2003)

    assert refused.value.code == "no_figures"


def test_year_of_nothing_is_refused():
    total("area_total", 2003, 100)

    with pytest.raises(RuleViolation) as refused:
        write_report(2003)

    assert refused.value.code == "nothing_to_write"


def test_word_document_has_the_text_and_word_footnotes(year):
    written = write_report(2007)

    content = document_of(written)

    assert text_of(io.BytesIO(content)).splitlines()[1:] == written.plain.splitlines()
    package = docx.Document(io.BytesIO(content)).part
    (notes,) = [
        relation.target_part.blob.decode()
        for relation in package.rels.values()
        if relation.reltype.endswith("/footnotes")
    ]
    assert [int(n) for n in re.findall(r'w:id="(-?\d+)"', notes)] == list(range(-1, 9))
    assert package.blob.count(b"<w:footnoteReference") == len(written.notes) == 8
    assert is_all_true(text_of(io.BytesIO(content)).split("\n", 1)[1])


def test_hostile_name_of_a_document_stays_text(year):
    target = Target.objects.get(indicator="entered")
    target.document.title = "<w:p/>&\"'"
    target.document.save()

    assert docx.Document(io.BytesIO(document_of(write_report(2007)))).paragraphs


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_queries(year, django_assert_num_queries, count):
    for number in range(count):
        TargetFactory(indicator="", subject=["talents", "patents_granted", "high_tech_new"][number],
                      year=2008, value=number + 1)  # fmt: skip

    with django_assert_num_queries(4):
        write_report(2007)


def test_command_prints_the_text_with_its_notes(year, capsys):
    call_command("write_report", "2007")

    printed = capsys.readouterr().out
    assert "引进创业企业210家[1]，同比增长44.8%[2]" in printed
    assert "\n[1] 210家：" in printed


def test_command_writes_a_word_document(year, tmp_path):
    call_command("write_report", "2007", "--docx", str(tmp_path / "report.docx"))

    with (tmp_path / "report.docx").open("rb") as written:
        assert "210家" in text_of(written)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["1007"], "invalid_year"),
        (["2003"], "no_figures"),
        (["2007", "--incubator", "nowhere"], "unknown_incubator"),
        (["2007", "--docx", "/nowhere/at/all.docx"], "file_unwritable"),
    ],
)
def test_command_says_what_is_wrong(year, arguments, code):
    with pytest.raises(CommandError, match=code):
        call_command("write_report", *arguments)
