"""Texts and files that mean harm, and how long an honest one takes."""

import io
import time
import zipfile
from pathlib import Path

import docx
import pytest

from incubator.core.errors import RuleViolation
from incubator.statistics.checker.checking import LONGEST, check_text
from incubator.statistics.checker.reading import mentions
from incubator.statistics.checker.sources import text_of

REPORT = Path(__file__).resolve().parents[4] / "shared" / "report-2007.txt"
AT_MOST = 0.2  # seconds of the processor for the whole report (issue: 200 ms)


def took(act) -> float:
    """Seconds of this process: a machine that is busy with others does not count."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


@pytest.mark.django_db
@pytest.mark.skipif(not REPORT.exists(), reason="the report is not beside this project")
def test_whole_report_is_checked_in_a_blink():
    text = REPORT.read_text(encoding="utf-8")

    assert min(took(lambda: check_text(text, year=2007)) for _ in range(3)) < AT_MOST


@pytest.mark.django_db
@pytest.mark.parametrize("piece", ["1", "百千万", "家1", "引进创业企业1家", "1家同比增长"])
def test_no_text_makes_it_slow(piece):
    text = (piece * LONGEST)[:LONGEST]

    assert took(lambda: check_text(text, year=2007)) < 20 * AT_MOST


@pytest.mark.django_db
def test_text_of_ten_megabytes_is_refused_before_it_is_read():
    text = "引进创业企业210家。" * 400_000
    assert len(text.encode()) > 10_000_000

    def check():
        with pytest.raises(RuleViolation) as refused:
            check_text(text, year=2007)
        assert refused.value.code == "text_too_long"

    assert took(check) < 2 * AT_MOST


@pytest.mark.django_db
def test_word_file_that_unpacks_to_ten_megabytes_of_text_is_refused():
    document = docx.Document()
    for _ in range(100):
        document.add_paragraph("引进创业企业210家。" * 3_500)
    file = io.BytesIO()
    document.save(file)
    assert len(file.getvalue()) < 1_000_000

    with pytest.raises(RuleViolation) as refused:
        check_text(text_of(file), year=2007)

    assert refused.value.code in {"file_packed", "text_too_long"}


def test_word_file_that_is_a_bomb_is_not_opened():
    file = io.BytesIO()
    docx.Document().save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/zeros.bin", b"\0" * 300_000_000)
    file.seek(0)

    with pytest.raises(RuleViolation) as refused:
        text_of(file)

    assert refused.value.code == "file_packed"


def test_word_file_with_a_macro_is_not_opened():
    file = io.BytesIO()
    docx.Document().save(file)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    file.seek(0)

    with pytest.raises(RuleViolation) as refused:
        text_of(file)

    assert refused.value.code == "file_active"


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DEEP = "<w:tbl><w:tr><w:tc>" * 300


@pytest.mark.parametrize(
    "content",
    ["", "<w:document", f"<w:document {WORD}/>", f"<w:document {WORD}><w:body>{DEEP}", "<other/>"],
)
def test_word_file_whose_text_is_none_is_told_to_be_broken(content):
    whole, torn = io.BytesIO(), io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(torn, "w") as target:
        for name in source.namelist():
            is_text = name == "word/document.xml"
            target.writestr(name, content if is_text else source.read(name))

    with pytest.raises(RuleViolation) as refused:
        text_of(torn)
    assert refused.value.code == "file_broken"


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("２１０家", 210, 210),
        ("３０余家", 30, 40),
        ("近３０００名", 2500, 3000),
        ("１，１００家", 1100, 1100),
        ("二百一十家", 210, 210),
        ("三十余家", 30, 40),
        ("近三千名", 2500, 3000) ,
        ("一千一百多个", 1100, 1200),
        ("达七百家", 700, 800),
        ("两百家", 200, 200),
        ("百余家", 100, 200),
        ("十万平方米", 100_000, 100_000),
        ("两成", 20, 20),
        ("５０％", 50, 50),
    ],
)  # fmt: skip
def test_numerals_of_full_width_and_chinese_ones(written, low, high):
    (mention,) = mentions(f"共{written}。")

    assert (mention.interval.low, mention.interval.high) == (low, high)
