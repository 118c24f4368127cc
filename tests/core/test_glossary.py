"""The words of the field: one Chinese word for each in every sentence, and where they come from."""

import re

import pytest
from django.utils.translation import override

from incubator.core.glossary import DOCUMENTS, ELSEWHERE, TERMS
from incubator.core.messages import load
from incubator.core.templatetags.shown import term

HAN = re.compile("[一-鿿]")

# An English word of the design's table, and what stands for it in Chinese (any of these).
WORDS = {
    r"incubators?": "孵化|载体",
    r"accelerators?": "加速器",
    r"phases?": "期",
    r"rulebooks?": "办法|依据",
    r"incubatees?": "在孵",
    r"graduat\w+": "毕业",
    r"residences?": "在孵|入孵|入驻|在驻|家次|离开",
    r"agreements?": "协议",
    r"applications?": "申请|申报",
    r"calls?": "征集",
    r"decisions?": "结论|决定",
    r"companies|company": "企业|公司|法人",
    r"buildings?": "楼",
    r"leases?": "租",
    r"mentors?": "导师|辅导",
    r"assignments?": "结对|分配",
    r"indicators?": "指标",
    r"snapshots?": "快照|版",
    r"citations?": "引用",
    r"targets?": "目标",
    r"yearly totals?": "年度汇总",
    r"yearly returns?": "报表|年报",
    r"opening balances?": "期初",
    r"dissolved": "消亡|注销",
}
BEGINNING = 60  # of a sentence names it
# Sentences that say it another way in Chinese, or in which the English word means another thing.
OTHERWISE = frozenset({
    "%(mentor)s and %(company)s no longer work together as mentor",
    "A building closes after it opened.",
    "A call closes after it opens.",
    "A company leaves after it was admitted.",
    "A round is smaller than the company is worth after it.",
    "A snapshot is what was published, and as_known_on what was k",
    "A stake in a company",
    "A stake is not worth more than its whole company.",
    "All applications",
    "All companies that ever entered an incubator, each once. It ",
    "An incubator closes after it opened.",
    "Application begun",
    "Application complete",
    "Applications are taken all year round.",
    "Decide of several applications",
    "Decision proposed",
    "Dissolved, or no stay in an incubator then is on record.",
    "Everybody who was in an incubator then is put on the list.",
    "Fewer than %(few)d companies have rated a session yet.",
    "Floor area of all buildings",
    "It is in no incubator today, so no conditions are asked of i",
    "Mean of the residences that ended by graduation in the year,",
    "No control of the company",
    "Note an agreement",
    "One decision of an application",
    "One review of an application",
    "Receipts, questions of the office and decisions are always s",
    "Share of companies with a mentor",
    "Signed agreement filed",
    "Stake in the company",
    "Takes applications now",
    "The conditions of %(rulebook)s are not met; the company cann",
    "The conditions were found to be met on %s. The company gradu",
    "This call would close before it opens.",
    "This term ended early, on %(on)s; appoint the mentor anew.",
    "Waiting for a decision",
    "Why this mentor",
    "Would you take this company in?",
    "Written past the application: no name stands beside it.",
    "Your draft is not handed in yet. The call “%(call)s” closes ",
    "companies",
    "companies per 1,000 m²",
    "decision put off until",
    "stay in an incubator",
    "value of the company after it (yuan)",
})  # fmt: skip
NOT_WORDS = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>|https?://\S+")


def test_terms_are_said_in_their_own_words():
    wrong = []
    for message in load("zh-hans"):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, (list, tuple)) else [message.id]
        said = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        english = NOT_WORDS.sub("", ids[0])
        for word, chinese in WORDS.items():
            if re.search(rf"\b(?:{word})\b", english, re.IGNORECASE) and not re.search(
                chinese, said[0]
            ):
                wrong.append(ids[0][:BEGINNING])

    assert sorted(set(wrong) - OTHERWISE) == []
    assert sorted(OTHERWISE - set(wrong)) == []  # an exception that is none any more goes


@pytest.mark.parametrize("code", TERMS)
def test_a_term_has_both_languages_and_a_source(code):
    one = TERMS[code]

    with override("en"):
        english = (str(one.word), str(one.meaning), one.sources)
    with override("zh-hans"):
        chinese = (str(one.word), str(one.meaning), one.sources)

    assert [HAN.search(text) for text in english[:2]] == [None, None]
    assert all(HAN.search(text) for text in chinese)
    assert not one.source or one.source in DOCUMENTS or one.source in ELSEWHERE


def test_a_source_is_a_public_name():
    """No tag of ours for a text: a reader cannot look it up."""
    for one in TERMS.values():
        assert not re.search("domain|notes|§", one.sources)
        assert one.source not in DOCUMENTS or one.source in one.sources


def test_what_a_word_means_opens_with_a_key():
    with override("zh-hans"):
        shown = term({}, "incubatee", named=True)

    assert shown.startswith(
        '<details class="term" name="term"><summary aria-label="“在孵企业”的含义">'
    )
    assert "GB/T 39668-2020" in shown
