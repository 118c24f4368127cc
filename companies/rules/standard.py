"""The questions that every entry form asks: 入驻申请表 and 企业情况登记表 (domain 8.1, 8.2).

A new call begins with them; its manager takes away, changes and adds. Money is asked in
万元, as those forms do.
"""

from collections.abc import Iterator
from typing import Any

from companies.enums import Column, Fact, FounderKind, Place, QuestionKind, YesNo
from incubator.institutions.enums import TechField

K = QuestionKind
PEOPLE_OF_SHARES = [
    Column.NAME, Column.SHARE, Column.CONTRIBUTION, Column.EDUCATION, Column.SCHOOL, Column.BORN,
]  # fmt: skip
PEOPLE_OF_STAFF = [
    Column.NAME, Column.EDUCATION, Column.MAJOR, Column.TITLE, Column.POST, Column.FULL_TIME,
]  # fmt: skip

# (section, in English), then each question: key, kind, 问题, question, and what else it needs.
SECTIONS: list[tuple[tuple[str, str], list[tuple[str, str, str, str, dict[str, Any]]]]] = [
    (
        ("企业基本情况", "The company"),
        [
            ("name", K.TEXT, "企业或团队名称", "Name of the company or team",
             {"fact": Fact.NAME, "required": True, "maximum": 120}),
            ("registered_place", K.CHOICE, "注册地", "Where it is registered",
             {"fact": Fact.REGISTERED_PLACE, "required": True, "options": Place.values}),
            ("unified_code", K.TEXT, "统一社会信用代码", "Unified social credit code",
             {"fact": Fact.UNIFIED_CODE, "required": True, "shown_when": "registered_place",
              "shown_values": [Place.INSIDE, Place.MOVING, Place.OUTSIDE],
              "help": "18 位，见营业执照。已登记的企业由此识别。",
              "help_en": "18 characters, as on the business licence; it finds a company on file."}),
            ("registered_on", K.DATE, "成立日期", "Registered on",
             {"fact": Fact.REGISTERED_ON, "required": True, "shown_when": "registered_place",
              "shown_values": [Place.INSIDE, Place.MOVING, Place.OUTSIDE]}),
            ("registered_capital", K.MONEY, "注册资本", "Registered capital",
             {"fact": Fact.REGISTERED_CAPITAL, "required": True, "unit": "万元"}),
            ("founder_kind", K.CHOICE, "企业类型", "Kind of founder",
             {"fact": Fact.FOUNDER_KIND, "required": True, "options": FounderKind.values}),
            ("field", K.CHOICE, "技术领域", "Technical field",
             {"fact": Fact.FIELD, "required": True, "options": TechField.values}),
            ("moved_in", K.CHOICE, "是否由外地迁入", "Does it move in from elsewhere?",
             {"fact": Fact.MOVED_IN, "required": True, "options": YesNo.values}),
            ("previous_revenue", K.MONEY, "上年度营业收入", "Revenue of the previous year",
             {"fact": Fact.PREVIOUS_REVENUE, "required": True, "unit": "万元",
              "shown_when": "moved_in", "shown_values": [YesNo.YES]}),
            ("office_address", K.TEXT, "实际办公地址", "Present office address",
             {"fact": Fact.OFFICE_ADDRESS}),
            ("business_scope", K.LONG_TEXT, "经营范围", "Business scope",
             {"fact": Fact.BUSINESS_SCOPE, "required": True, "maximum": 1000}),
        ],
    ),
    (
        ("负责人与股东", "People and shareholders"),
        [
            ("legal_representative", K.TEXT, "法定代表人或负责人", "Legal representative or head",
             {"fact": Fact.LEGAL_REPRESENTATIVE, "required": True, "maximum": 60}),
            ("contact", K.TEXT, "联系人", "Contact person",
             {"fact": Fact.CONTACT, "required": True, "maximum": 60}),
            ("phone", K.TEXT, "联系电话", "Phone",
             {"fact": Fact.PHONE, "required": True, "maximum": 40}),
            ("shareholders", K.PEOPLE, "股东", "Shareholders",
             {"fact": Fact.SHAREHOLDERS, "required": True, "columns": PEOPLE_OF_SHARES,
              "minimum": 1, "maximum": 50,
              "help": "出资方式：货币、技术、设备等。出资比例合计不超过 100%。",
              "help_en": "Form: money, technology, equipment. Shares add up to 100 % at most."}),
            ("team", K.PEOPLE, "主要人员", "Key staff",
             {"columns": PEOPLE_OF_STAFF, "maximum": 50}),
            ("staff", K.NUMBER, "职工人数", "Staff",
             {"fact": Fact.STAFF, "required": True, "unit": "人", "minimum": 0, "maximum": 100000}),
            ("staff_doctors", K.NUMBER, "其中：博士", "of them doctors",
             {"fact": Fact.STAFF_DOCTORS, "unit": "人", "minimum": 0}),
            ("staff_masters", K.NUMBER, "其中：硕士", "of them masters",
             {"fact": Fact.STAFF_MASTERS, "unit": "人", "minimum": 0}),
            ("staff_bachelors", K.NUMBER, "其中：本科", "of them bachelors",
             {"fact": Fact.STAFF_BACHELORS, "unit": "人", "minimum": 0}),
            ("staff_college", K.NUMBER, "其中：大专", "of them with junior college",
             {"fact": Fact.STAFF_COLLEGE, "unit": "人", "minimum": 0}),
        ],
    ),
    (
        ("项目", "The project"),
        [
            ("project", K.LONG_TEXT, "项目简介", "The project",
             {"fact": Fact.PROJECT, "required": True, "minimum": 20, "maximum": 5000,
              "help": "技术先进性、市场前景、预期规模。",
              "help_en": "What is new about it, its market, the scale expected."}),
            ("intellectual_property", K.LONG_TEXT, "知识产权", "Intellectual property",
             {"fact": Fact.INTELLECTUAL_PROPERTY, "maximum": 2000}),
            ("planned_investment", K.MONEY, "计划总投资", "Planned total investment",
             {"fact": Fact.PLANNED_INVESTMENT, "required": True, "unit": "万元"}),
            ("expected_output", K.MONEY, "预计年产值", "Expected yearly output",
             {"fact": Fact.EXPECTED_OUTPUT, "required": True, "unit": "万元"}),
            ("area_wanted", K.NUMBER, "申请面积", "Area wanted",
             {"fact": Fact.AREA_WANTED, "required": True, "unit": "m²", "minimum": 1,
              "maximum": 100000}),
        ],
    ),
    (
        ("材料", "Papers"),
        [
            ("licence", K.FILE, "营业执照", "Business licence",
             {"required": True, "maximum": 1, "shown_when": "registered_place",
              "shown_values": [Place.INSIDE, Place.MOVING, Place.OUTSIDE]}),
            ("articles", K.FILE, "公司章程", "Articles of association", {"maximum": 1}),
            ("plan", K.FILE, "项目计划书", "Project plan", {"maximum": 3}),
            ("other_papers", K.FILE, "其他材料", "Other papers",
             {"maximum": 5, "help": "法人股东营业执照、验资报告、任命文件等。",
              "help_en": "Licence of a corporate shareholder, capital report, appointments."}),
        ],
    ),
]  # fmt: skip


def questions() -> Iterator[dict[str, Any]]:
    """Every standard question as the fields of a ``models.Question``, in order."""
    position = 0
    for (section, section_en), asked in SECTIONS:
        for key, kind, label, label_en, more in asked:
            position += 1
            yield {
                "position": position, "section": section, "section_en": section_en,
                "key": key, "kind": kind, "label": label, "label_en": label_en, **more,
            }  # fmt: skip
