"""Words that have a meaning in law: what they mean under the texts, and where it stands.

One place for pages, lists and forms (``{% term "incubatee" %}``, ``ScopedModelAdmin.terms``), for
labels of fields (``{% explain field.label %}``) and for the page that lists them all. Meanings are
in our own words; a text that was seen only second-hand says so in the name of its document.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

OURS = _("definition of this system")
# By the number that people know it by: its public name.
DOCUMENTS: dict[str, Promise] = {
    "GB/T 39668-2020": _("Service specification of technology business incubators"),
    "DB4407/T 98-2022": _("Local standard of Jiangmen on incubation"),
    "GB 32100-2015": _("Coding rule of the unified social credit identifier"),
    "国科发高字〔2006〕498号": _("Measures for recognising and managing incubators, 2006"),
    "国科发区〔2018〕300号": _("Measures for managing technology business incubators, 2018"),
    "工信部科〔2025〕131号": _("Measures of the MIIT for managing technology incubators, 2025"),
    "国科发火〔2016〕32号": _("Measures for recognising high-tech enterprises, 2016"),
    "国统制〔2008〕134号": _("Torch table GZ-007, summary of incubators"),
}
ELSEWHERE: dict[str, Promise] = {
    "tax-2023": _("Announcement no. 42 of 2023, on taxes of incubators (by its number; its title "
                  "is not on file)"),
    "tsme": _("published conditions of technology SMEs (second-hand)"),
    "guangdong": _("conditions of Guangdong for cultivating national incubators (second-hand)"),
    "zone-2009": _("the zone’s own rule for its accelerator, 2009 (as the press told it)"),
}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A word, its meaning, and the key of its document; "" for one that is ours."""

    word: Promise
    meaning: Promise
    source: str = ""

    @property
    def sources(self) -> str:
        """The document by its name and number."""
        if not self.source:
            return str(OURS)
        if self.source in ELSEWHERE:
            return str(ELSEWHERE[self.source])
        said = {"name": DOCUMENTS[self.source], "number": self.source}
        return gettext("%(name)s, %(number)s") % said


GUIDE, RULES_2018, STATISTICS = "GB/T 39668-2020", "国科发区〔2018〕300号", "国统制〔2008〕134号"
TERMS: dict[str, Term] = {
    "incubator": Term(
        pgettext_lazy("term", "incubator"),
        _("An institution that gives technology startups space, shared facilities and professional "
          "services."), GUIDE),
    "incubatee": Term(
        pgettext_lazy("term", "incubatee"),
        _("A small technology company that was assessed and selected, meets the entry conditions, "
          "has signed an agreement and is served within a set period. A tenant without an "
          "agreement is none."), GUIDE),
    "graduate": Term(
        pgettext_lazy("term", "graduate"),
        _("A company that meets the graduation conditions after incubation and has been through "
          "the formalities: both, on two dates."), GUIDE),
    "services": Term(
        pgettext_lazy("term", "incubation services"),
        _("Services in finance, technology, market and the like, by what an incubatee needs."),
        GUIDE),
    "agreement": Term(
        pgettext_lazy("term", "incubation agreement"),
        _("Signed beside the lease; kept with it for inspection by the tax office."),
        "tax-2023"),
    "residence": Term(
        pgettext_lazy("term", "residence"),
        _("One company’s dated stay in one incubator or accelerator. It counts as incubation from "
          "the day of admission to the day it ends.")),
    "period": Term(
        pgettext_lazy("term", "incubation period"),
        _("The time in which a company is served in the incubator."), "DB4407/T 98-2022"),
    "longest_stay": Term(
        pgettext_lazy("term", "longest stay"),
        _("In principle 48 months; 60 in biomedicine, modern agriculture and integrated "
          "circuits."), RULES_2018),
    "graduation_rate": Term(
        pgettext_lazy("term", "graduation rate"),
        _("Graduates of a period for each hundred incubatees of it."), "DB4407/T 98-2022"),
    "cumulative": Term(
        pgettext_lazy("term", "ever incubated"),
        _("All companies that ever entered an incubator, each once. It is not the number in "
          "incubation now.")),
    "exit": Term(
        pgettext_lazy("term", "exit"),
        _("An end of incubation other than graduation: withdrew, removed, dissolved or moved "
          "away.")),
    "own_area": Term(
        pgettext_lazy("term", "area at own disposal"),
        _("Floor area that the incubator owns, or leases with control of its use: what the "
          "thresholds of recognition are taken of.")),
    "incubatee_area": Term(
        pgettext_lazy("term", "incubatees’ area"),
        _("Floor area that incubatees use; with the public service area at least three quarters of "
          "the area at own disposal."), RULES_2018),
    "public_area": Term(
        pgettext_lazy("term", "public service area"),
        _("Shared space that earns nothing: canteen, reception, meeting, exhibition, activity and "
          "testing rooms."), "guangdong"),
    "total_area": Term(
        pgettext_lazy("term", "total floor area"),
        _("Offices, incubatees’ rooms, public service rooms and other space together (item 7e00)."),
        STATISTICS),
    "fund": Term(
        pgettext_lazy("term", "incubation fund"),
        _("A seed fund of the incubator’s own, or a fund run together with others; at least "
          "5 million yuan for recognition."), RULES_2018),
    "hnte": Term(
        pgettext_lazy("term", "high-tech enterprise"),
        _("A recognised company of at least one year with intellectual property in its main "
          "products, a tenth of its staff in technology and a set share of sales spent on "
          "research. Whether it is one depends on the day that is asked about."),
        "国科发火〔2016〕32号"),
    "tsme": Term(
        pgettext_lazy("term", "technology SME"),
        _("At most 500 people, 200 million yuan of sales and of assets, and 60 of 100 points, or a "
          "direct pass (a high-tech enterprise, for one). The number is of a year."), "tsme"),
    "mentor": Term(
        pgettext_lazy("term", "mentor"),
        _("An entrepreneur, investor or consultant who is engaged by the authority, an association "
          "or the incubator and gives professional, practical guidance."), RULES_2018),
    "service_staff": Term(
        pgettext_lazy("term", "professional service staff"),
        _("Full-time staff who know startups, finance or management by experience, or are trained "
          "to serve startups."), RULES_2018),
    "accelerator": Term(
        pgettext_lazy("term", "accelerator"),
        _("For startups of a certain size that start a second time: a review, and promises of "
          "investment and output per m²."), "zone-2009"),
    "ministry_level": Term(
        pgettext_lazy("term", "standard and excellence level"),
        _("The two classes of ministry-level incubators; the standard level matches the former "
          "national one."), "工信部科〔2025〕131号"),
    "code": Term(
        pgettext_lazy("term", "unified social credit code"),
        _("18 characters, the last of them a check of the others. Older codes are kept beside "
          "it."), "GB 32100-2015"),
    "opening_balance": Term(
        pgettext_lazy("term", "opening balance"),
        _("A signed figure for what happened before there were records; it adds to a cumulative "
          "figure and names its document.")),
}  # fmt: skip

# By which words of a label a term is known, in both languages: labels of forms, of facts and of
# the items of returns, and the questions that an office writes. The first that fits counts.
IN_LABELS: dict[str, str] = {
    "code": "unified social credit code|organisation code|统一社会信用代码|组织机构代码",
    "graduation_rate": "graduation rate|毕业率",
    "cumulative": "ever incubated|累计孵化",
    "opening_balance": "opening balance|期初数|期初余额",
    "hnte": "high-tech enterprise|高新技术企业",
    "tsme": "technology(?:-based)? SME|科技型中小企业",
    "fund": "incubation fund|incubator’s fund|孵化基金",
    "service_staff": "professional service staff|专业孵化服务人员",
    "own_area": "area at own disposal|自主支配面积",
    "public_area": "public service area|area of public service|公共服务面积|公共服务场地",
    "incubatee_area": "area used in the incubator|area of incubatees|incubatees’ area"
                      "|占用孵化器场地面积|在孵企业使用面积|在孵企业面积",
    "services": "from services|incubation services|服务收入|孵化服务",
    "agreement": "incubation agreement|agreement number|signed agreement|template of agreements"
                 "|孵化协议|协议编号|已签署协议|协议模板",
    "longest_stay": "longest stay|new due date|new last day|最长孵化期|新的到期日",
    "accelerator": "accelerator|加速器",
    "graduate": r"(?<!fresh )\bgraduat(?:e|es|ed|ion)\b|(?<!准予)毕业(?!生|去向)",
    "exit": "exit reason|left on|left, as far|stay ended on|winding-up"
            "|离开原因|退出类型|离开日期|离开时间|入驻期结束|退出办理",
    "residence": r"\bresidence\b|admitted on|admitted at$|admitted, as far|moved in on"
                 "|入驻期|入驻日期|入驻时间",
    "incubatee": r"\bincubatees?\b|在孵企业",
    "mentor": r"\bmentors?\b|导师(?!类型)",
}  # fmt: skip
_IN_LABELS = [(code, re.compile(words, re.IGNORECASE)) for code, words in IN_LABELS.items()]


@lru_cache(maxsize=4096)
def term_in(label: str) -> str | None:
    """The code of the term that a label speaks of, in whichever language it stands."""
    return next((code for code, words in _IN_LABELS if words.search(label)), None)
