"""How well numbers are tied: precision and recall on texts that were labelled by hand."""

from pathlib import Path

import pytest

from incubator.statistics.checker.checking import Basis, check_text
from tests.statistics.checker.labelled import TEXTS, read
from tests.statistics.checker.test_checking import LABELLED

pytestmark = pytest.mark.django_db

REPORT = Path(__file__).resolve().parents[4] / "shared" / "report-2007.txt"
WORST_PRECISION, WORST_RECALL = 1.0, 0.9


def tied(text: str, year: int) -> list[tuple[str, str, int]]:
    """What the checker says: the number as printed, what it is about, its year."""
    return [
        (
            one.mention.form,
            "growth" if one.basis == Basis.GROWTH else one.subject.code,
            one.year,
        )
        for one in check_text(text, year=year).findings
    ]


def same(found: tuple, label: tuple) -> bool:
    """A label may hold a word more than the number: 增长41.7% and 41.7%, 23家企业 and 23家."""
    return found[1:] == label[1:] and (found[0] in label[0] or label[0] in found[0])


def measured(texts: list[tuple[int, str, list]]) -> tuple[float, float, list, list]:
    """Precision, recall, the invented ties and the missed labels, over some texts."""
    invented, missed, ties, labels_there = [], [], 0, 0
    for year, text, labels in texts:
        found, left = tied(text, year), list(labels)
        for one in found:
            fitting = [label for label in left if same(one, label)]
            if fitting:
                left.remove(fitting[0])
            else:
                invented.append(one)
        missed += left
        ties, labels_there = ties + len(found), labels_there + len(labels)
    right = ties - len(invented)
    return right / ties, right / labels_there, invented, missed


def test_texts_of_other_years():
    texts = [(year, *read(text)) for year, text in TEXTS]

    precision, recall, invented, missed = measured(texts)

    assert sum(len(labels) for _year, _text, labels in texts) >= 30
    assert precision >= WORST_PRECISION, invented
    assert recall >= WORST_RECALL, missed


@pytest.mark.skipif(not REPORT.exists(), reason="the report is not beside this project")
def test_sentences_of_the_report():
    labels = [
        (form, "growth" if form.endswith("%") else subject, year)
        for form, subject, year, _verdict in LABELLED
    ]

    precision, recall, invented, missed = measured(
        [(2007, REPORT.read_text(encoding="utf-8"), labels)]
    )

    assert (precision, recall) == (1.0, 1.0), (invented, missed)


def test_a_wrong_tie_is_noticed():
    """The measure itself: a label that says something else is a miss and an invention."""
    text, _labels = read("全年引进创业企业[104家|entered|2005]。")

    precision, recall, invented, missed = measured([(2005, text, [("104家", "graduated", 2005)])])

    assert (precision, recall) == (0, 0)
    assert invented == [("104家", "entered", 2005)]
    assert missed == [("104家", "graduated", 2005)]
