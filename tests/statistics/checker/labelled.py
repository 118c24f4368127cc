"""Sentences of other years, written for these tests and labelled by hand.

A number that is about a figure on file is marked ``[number|subject|year]``; every other number
of a sentence is about something else, and a checker that ties it has invented a tie.
"""

import re

from incubator.statistics.checker.reading import HALF

MARK = re.compile(r"\[(?P<form>[^|\]]+)\|(?P<subject>\w+)\|(?P<year>\d{4})\]")

# The year that the text reports on, and its text.
TEXTS: list[tuple[int, str]] = [
    (
        2004,
        (
            "全年新引进科技创业企业[72家|entered|2004]，比去年[增长28.6%|growth|2004]，"
            "累计毕业企业[达24家|cumulative_graduated|2004]，年末在孵企业[192家|in_incubation|2004]。"
            "新增孵化面积8000平方米，引进留学人员31名，组织企业参加展会6次。"
        ),
    ),
    (
        2005,
        (
            "2005年，我区孵化工作稳步推进。全年新引进创业企业[104家|entered|2005]，引进外资项目12个，"
            "协议外资3200万美元；毕业企业[17家|graduated|2005]，同比[增长41.7%|growth|2005]；"
            "累计孵化企业[345家|cumulative_incubated|2005]，年末在孵企业[250余家|in_incubation|2005]。"
            "全年组织培训45场，参训人员近2000人次。"
        ),
    ),
    (
        2006,
        (
            "二○○六年，创业中心新入驻科技型企业[一百四十五家|entered|2006]，"
            "累计毕业企业[60余家|cumulative_graduated|2006]，其中上年毕业企业[17家|graduated|2005]。"
            "孵化面积3.5万平方米，入驻率达95%以上；兑现扶持资金1200多万元，惠及企业86家。"
        ),
    ),
    (
        2006,
        (
            "全年共有[23家企业|graduated|2006]顺利毕业，[145家|entered|2006]创业企业入驻，"
            "淘汰企业28家，走访企业300余家次。引进研发机构[21家|rd_institutions|2006]，"
            "新增市级以上高新技术企业[64家|high_tech_new|2006]。"
        ),
    ),
    (
        2008,
        (
            "２００８年，引进创业企业[１６０家|entered|2008]，完成全年目标的106.7%；"
            "毕业企业[近40家|graduated|2008]；累计孵化创业企业总数[突破850家|cumulative_incubated|2008]。"
            "企业加速器占地面积[98亩|accelerator_site|2008]，首期建筑面积[10万平方米|accelerator_area|2008]，"
            "周边道路长3.2公里，绿化面积2万平方米，总投资2.8亿元。"
        ),
    ),
    (
        2008,
        (
            "2009年目标：引进创业企业[170家|entered|2009]，引进各类人才[2500名|talents|2009]，"
            "引进项目40个，建成1家技术转移中心。"
        ),
    ),
    (
        2009,
        (
            "面对国际金融危机，全年仍引进创业企业[百余家|entered|2009]，"
            "比上年[下降两成|growth|2009]；毕业企业[四十多家|graduated|2009]，"
            "年末在孵企业[达500家|in_incubation|2009]，提供就业岗位8000多个，实现销售收入21亿元，"
            "同比增长12%。帮助企业获得贷款1.5亿元，第3家企业在境外上市。"
        ),
    ),
    (
        2010,
        (
            "截至2010年底，累计孵化企业[1100多家|cumulative_incubated|2010]，"
            "累计毕业企业[200余家|cumulative_graduated|2010]。创业大赛共有[逾1300个|contest_projects|2010]"
            "项目报名参赛。新增注册资本5亿元，新设企业732家，注销企业91家。"
            "3C地块、258人才网、87901890服务热线等运行良好。"
        ),
    ),
    (
        2010,
        (
            "孵化器现有在孵企业[480家|in_incubation|2010]，拥有创业导师60名、联络员12名，"
            "服务企业450家，孵化毕业企业[31家|graduated|2010]中有5家进入加速器，"
            "授权专利[320项|patents_granted|2010]。"
        ),
    ),
]


def read(text: str) -> tuple[str, list[tuple[str, str, int]]]:
    """A text without its marks, and the labels in their order (figures of half width)."""
    labels = [
        (m["form"].translate(HALF), m["subject"], int(m["year"])) for m in MARK.finditer(text)
    ]
    return MARK.sub(lambda match: match["form"], text), labels
