"""Integration tests: which figure a number is held against, and what is said of it."""

import io
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command

from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.statistics.checker.checking import Basis, Verdict, check_text
from incubator.statistics.checker.sources import text_of
from incubator.statistics.models import ComputationRun, YearlyTotal
from tests.factories import IncubatorFactory, PhaseFactory, TargetFactory

pytestmark = pytest.mark.django_db

REPORT = Path(__file__).resolve().parents[4] / "shared" / "report-2007.txt"
AGREES, DISAGREES, CANNOT_SAY = Verdict.AGREES, Verdict.DISAGREES, Verdict.CANNOT_SAY

# Every number of the 2007 report that is about a subject of ours: labelled by hand.
LABELLED = [
    ("32家", "rd_institutions", 2007, CANNOT_SAY),
    ("89家", "high_tech_new", 2007, CANNOT_SAY),
    ("109个", "patents_granted", 2007, CANNOT_SAY),
    ("166%", "patents_granted", 2007, CANNOT_SAY),
    ("210家", "entered", 2007, AGREES),
    ("30余家", "graduated", 2007, AGREES),
    ("达700家", "cumulative_incubated", 2007, AGREES),
    ("1100多个", "contest_projects", 2007, CANNOT_SAY),
    ("98亩", "accelerator_site", 2007, AGREES),
    ("达10万平方米", "accelerator_area", 2007, AGREES),
    ("近3000名", "talents", 2007, CANNOT_SAY),
    ("35家", "rd_institutions", 2008, CANNOT_SAY),
    ("150家", "entered", 2008, AGREES),
    ("30家", "high_tech_new", 2008, CANNOT_SAY),
    ("150项", "patents_granted", 2008, CANNOT_SAY),
    ("2000名", "talents", 2008, CANNOT_SAY),
    ("35家以上", "rd_institutions", 2008, CANNOT_SAY),
    ("5家", "rd_institutions_known", 2008, CANNOT_SAY),
    ("3家", "specialised_incubators", 2008, CANNOT_SAY),
    ("2家", "specialised_incubators_planned", 2008, CANNOT_SAY),
    ("10万平方米", "accelerator_area", 2008, AGREES),
    ("20万平方米", "accelerator_area", 2008, AGREES),
]


def total(indicator: str, year: int, value: int, incubator=None) -> YearlyTotal:
    moment = now()
    run, _made = ComputationRun.objects.get_or_create(
        year=year,
        defaults={
            "trigger": "command", "state": "succeeded", "step": "done", "progress": 100,
            "requested_at": moment, "started_at": moment, "finished_at": moment,
        },
    )  # fmt: skip
    return YearlyTotal.objects.create(
        year=year, indicator=indicator, counted=value, value=value, run=run, incubator=incubator
    )


@pytest.fixture
def zone() -> None:
    """The figures of 2007, of the year before, a target of 2008, and the accelerator."""
    for indicator, value, before in (
        ("entered", 210, 168), ("graduated", 30, 20), ("cumulative_incubated", 700, 490),
        ("in_incubation", 482, 380), ("cumulative_graduated", 98, 68),
    ):  # fmt: skip
        total(indicator, 2007, value)
        total(indicator, 2006, before)
    TargetFactory(indicator="entered", year=2008, value=150, incubator=None)
    accelerator = IncubatorFactory(accelerator=True)
    PhaseFactory(incubator=accelerator, floor_area=100_000, site_area=Decimal("65333.33"))
    PhaseFactory(incubator=accelerator, number=2, floor_area=200_000)


def found(text: str, year: int = 2007) -> list[tuple]:
    return [
        (one.mention.form, one.subject.code, one.year, one.verdict)
        for one in check_text(text, year=year).findings
    ]


@pytest.mark.skipif(not REPORT.exists(), reason="the report is not beside this project")
def test_real_report_is_tied_as_labelled_and_nothing_is_invented(zone):
    assert found(REPORT.read_text(encoding="utf-8")) == LABELLED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年引进创业企业210家。", ("210家", "entered", 2007, AGREES)),
        ("全年引进创业企业211家。", ("211家", "entered", 2007, DISAGREES)),
        ("全年新引进210家科技型创业企业。", ("210家", "entered", 2007, AGREES)),
        ("引进人才和企业，其中创业企业近220家。", ("近220家", "entered", 2007, DISAGREES)),
        ("2006年，新入驻初创企业168家。", ("168家", "entered", 2006, AGREES)),
        ("全年毕业企业40余家。", ("40余家", "graduated", 2007, DISAGREES)),
        ("有30家企业顺利毕业。", ("30家", "graduated", 2007, AGREES)),
        ("年末在孵企业达482家。", ("达482家", "in_incubation", 2007, AGREES)),
        ("累计毕业企业98家。", ("98家", "cumulative_graduated", 2007, AGREES)),
        ("累计孵化企业突破700家。", ("突破700家", "cumulative_incubated", 2007, DISAGREES)),
        ("累计孵化企业七百家。", ("七百家", "cumulative_incubated", 2007, AGREES)),
        ("2008年引进创业企业150家。", ("150家", "entered", 2008, AGREES)),
        ("2008年引进创业企业160家。", ("160家", "entered", 2008, DISAGREES)),
        ("2009年力争引进创业企业100家。", ("100家", "entered", 2009, CANNOT_SAY)),
        ("２００７年，引进创业企业２１０家。", ("210家", "entered", 2007, AGREES)),
        ("企业加速器占地面积99亩。", ("99亩", "accelerator_site", 2007, DISAGREES)),
        ("企业加速器建筑面积15万平方米。", ("15万平方米", "accelerator_area", 2007, CANNOT_SAY)),
    ],
)  # fmt: skip
def test_a_sentence(zone, text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "全年引进项目30个，收入268亿元。",
        "孵化器面积3万平方米，入驻率95%。",
        "服务企业210家次，走访企业30家。",
        "加速器建成后，周边住宅面积10万平方米。",
        "全年新增绿化面积15万平方米。",
        "引进总部企业9家，注销企业12家。",
    ],
)
def test_what_is_about_something_else_is_tied_to_nothing(zone, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("引进创业企业210家，同比增长25%。", "25.00", AGREES),
        ("引进创业企业210家，同比增长26%。", "25.00", DISAGREES),
        ("引进创业企业210家，增长两成以上。", "25.00", AGREES),
        ("毕业企业30家，比上年增长50.0%。", "50.00", AGREES),
        ("毕业企业30家，同比下降50%。", "-50.00", DISAGREES),
        ("累计孵化企业700家，同比增长42.9%。", "42.86", AGREES),
        ("累计孵化企业700家，同比增长42.8%。", "42.86", DISAGREES),
    ],
)
def test_growth_is_recomputed(zone, text, value, verdict):
    *_first, growth = check_text(text, year=2007).findings

    assert (growth.basis, str(growth.on_file[0]), growth.verdict) == (Basis.GROWTH, value, verdict)


def test_growth_of_what_is_not_understood_is_tied_to_nothing(zone):
    assert found("引进创业企业210家，实现收入268亿元，同比增长58.2%。")[1:] == []


def test_growth_from_nothing_cannot_be_said(zone):
    total("left", 2006, 0)
    YearlyTotal.objects.filter(indicator="entered", year=2006).update(counted=0, value=0)

    assert found("引进创业企业210家，同比增长25%。")[1][3] == CANNOT_SAY


def test_an_incubator_is_held_against_its_own_figures(zone):
    place = IncubatorFactory()
    total("entered", 2007, 12, incubator=place)

    checked = check_text("引进创业企业12家。", year=2007, incubator_id=place.pk)

    assert [one.verdict for one in checked.findings] == [AGREES]


def test_pieces_are_the_text(zone):
    text = "全年引进创业企业２１０家，毕业企业30余家。\n"

    assert "".join(piece for piece, _found in check_text(text, year=2007).pieces) == text


@pytest.mark.parametrize(
    ("text", "code"), [(" \n", "text_empty"), ("业" * 200_001, "text_too_long")]
)
def test_what_cannot_be_checked_is_refused(text, code):
    with pytest.raises(RuleViolation) as refused:
        check_text(text, year=2007)

    assert refused.value.code == code


@pytest.mark.parametrize("length", [1, 3])
def test_a_text_costs_the_same_queries(zone, django_assert_num_queries, length):
    with django_assert_num_queries(4):
        check_text(
            "引进创业企业210家。2008年引进创业企业150家。加速器面积10万平方米。" * length,
            year=2007,
        )


def word_file(*paragraphs: str, cells: tuple[str, ...] = ()) -> io.BytesIO:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        row = document.add_table(rows=1, cols=len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    return file


def test_word_document_is_read_with_its_tables():
    text = text_of(word_file("引进创业企业210家。", cells=("毕业企业30家", "备注")))

    assert text.splitlines() == ["引进创业企业210家。", "毕业企业30家，备注"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_plain_text_in_both_encodings(encoding):
    assert text_of(io.BytesIO("引进创业企业210家。".encode(encoding))) == "引进创业企业210家。"


def test_command_fails_where_a_number_disagrees(zone, tmp_path):
    file = tmp_path / "report.txt"
    file.write_text("引进创业企业210家，毕业企业50家。", encoding="utf-8")

    with pytest.raises(CommandError, match="figures_disagree"):
        call_command("check_text", str(file), "--year", "2007")


def test_command_without_a_file(tmp_path):
    with pytest.raises(CommandError, match="file_unreadable"):
        call_command("check_text", str(tmp_path / "no.txt"), "--year", "2007")
