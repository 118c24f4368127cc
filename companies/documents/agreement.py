"""孵化协议 as a Word document: our standard text, the fields of any text, and what fills them.

The clauses follow those of a real agreement (domain 8.4); their values are fields. An operator
that wants other words downloads the standard text, changes it in Word and uploads it.
"""

import datetime
import io
from functools import cache

from companies.documents.writing import Writer
from companies.models import IncubationAgreement
from companies.rules.terms import TERMS
from incubator.core.dates import day_of
from incubator.core.word import filled

# Every field that a text may use, with what it holds.
FIELDS: dict[str, str] = {
    "agreement_number": "协议编号",
    "incubator_name": "甲方：孵化器名称",
    "incubator_address": "甲方地址",
    "company_name": "乙方：企业名称",
    "unified_code": "乙方统一社会信用代码",
    "legal_representative": "乙方法定代表人",
    "begins_on": "孵化期开始日",
    "ends_on": "孵化期最后一日",
    "drafted_on": "起草日",
} | {term.name: str(term.label) for term in TERMS}
OPEN = "________________"

# (heading, paragraphs); what stands in {{ }} is filled in.
CLAUSES: list[tuple[str, list[str]]] = [
    ("第一条　孵化期", [
        "孵化期为 {{ term_months }} 个月，自 {{ begins_on }} 起至 {{ ends_on }} 止。",
        "乙方在孵化期内达到毕业条件的，可以提前毕业；本协议、场地租约及相应优惠同时终止。",
        "任何一方提前终止本协议，应提前 {{ notice_days }} 日书面通知对方。",
    ]),
    ("第二条　甲方的服务", [
        ("甲方向乙方提供政策信息，以及工商登记、银行开户、代理记账、专利等方面的协助与咨询；"
        "协助乙方申报各类计划项目和高新技术企业。"),
        "场地由双方另行签订租约，与本协议各自独立。",
    ]),
    ("第三条　开始", [
        ("乙方应在签约（仅注册的企业）或场地交付（入驻的企业）后 {{ start_days }} 个工作日内"
        "开始实施项目。"),
    ]),
    ("第四条　变更", [
        ("乙方变更登记事项或经营范围的，应在变更前 {{ change_notice_days }} 日告知甲方，"
        "并在变更后 {{ change_filing_days }} 日内向甲方备案。"),
    ]),
    ("第五条　报送", [
        "乙方如实提供股权结构和主要管理人员情况，并按下列期限报送：",
        "（一）每 {{ statement_months }} 个月报送财务和纳税报表；",
        "（二）每 {{ progress_months }} 个月报送孵化进展报告；",
        "（三）每 {{ assessment_months }} 个月报送考核表。",
    ]),
    ("第六条　终止", [
        ("有下列情形之一，经甲方书面警告仍不改正的，甲方可以终止本协议：未按期开始；进展缓慢；"
        "报送逾期；擅自改变项目；阶段目标完成不足 {{ stage_goal_percent }}%；弄虚作假；违法；"
        "拖欠租金；其他严重违约。"),
    ]),
    ("第七条　毕业以后", [
        ("乙方毕业后，其开发和销售应留在双方约定的区域内；"
        "乙方在 {{ support_months }} 个月内毕业的，"
        "甲方协助解决后续场地。"),
    ]),
    ("第八条　其他", [
        "本协议一式两份，双方各执一份，自双方签字盖章之日起生效。",
    ]),
]  # fmt: skip


@cache
def standard_text() -> bytes:
    """The template that is used where an operator has none of its own."""
    writer = Writer(title="孵化协议", footer="协议编号：{{ agreement_number }}")
    writer.title("孵 化 协 议")
    writer.facts([
        ("协议编号", "{{ agreement_number }}"),
        ("甲方", "{{ incubator_name }}"),
        ("地址", "{{ incubator_address }}"),
        ("乙方", "{{ company_name }}"),
        ("统一社会信用代码", "{{ unified_code }}"),
        ("法定代表人", "{{ legal_representative }}"),
    ])  # fmt: skip
    writer.paragraph("甲乙双方经协商一致，就乙方在甲方接受孵化服务事宜订立本协议。")
    for heading, paragraphs in CLAUSES:
        writer.heading(heading)
        for paragraph in paragraphs:
            writer.paragraph(paragraph)
    writer.signatures(["甲方（盖章）", "乙方（盖章）"], ["代表签字", "日期"])
    return writer.content()


def values_of(agreement: IncubationAgreement) -> dict[str, str]:
    """What each field holds for one agreement; what is not known is a line to write on."""
    said = {
        "agreement_number": agreement.number,
        "incubator_name": agreement.incubator.name,
        "incubator_address": agreement.incubator.address,
        "company_name": agreement.party,
        "unified_code": agreement.party_code,
        "legal_representative": agreement.party_head,
        "begins_on": in_chinese(agreement.begins_on),
        "ends_on": in_chinese(agreement.ends_on),
        "drafted_on": in_chinese(day_of(agreement.drafted_at)),
    }
    numbers = {name: str(value) for name, value in agreement.values().items()}
    return {name: value or OPEN for name, value in (said | numbers).items()}


def document_of(agreement: IncubationAgreement) -> bytes:
    """The agreement as a DOCX, in the text of the version that it was drafted with."""
    values = values_of(agreement)
    template = agreement.template
    if template is None or not template.text:
        return filled(io.BytesIO(standard_text()), values)
    with template.text.open("rb") as file:
        return filled(file, values)


def in_chinese(day: datetime.date) -> str:
    """As contracts write a day."""
    return f"{day.year}年{day.month}月{day.day}日"
