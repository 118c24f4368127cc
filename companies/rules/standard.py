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
    Column.NAME, Column.SHARE, Column.CONTRIBUTION, Column.BORN, Column.GRADUATED,
    Column.EDUCATION, Column.TITLE, Column.SCHOOL,
]  # fmt: skip
PEOPLE_IN_CHARGE = [
    Column.NAME, Column.POST, Column.EDUCATION, Column.MAJOR, Column.TITLE, Column.PHONE,
]  # fmt: skip
PEOPLE_OF_STAFF = [
    Column.NAME, Column.SEX, Column.BORN, Column.EDUCATION, Column.MAJOR, Column.TITLE,
    Column.POST, Column.FULL_TIME, Column.RETURNEE,
]  # fmt: skip
REGISTERED = {
    "shown_when": "registered_place", "shown_values": [Place.INSIDE, Place.MOVING, Place.OUTSIDE],
}  # fmt: skip

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
             {"fact": Fact.UNIFIED_CODE, "required": True, **REGISTERED,
              "help": "18 位，见营业执照。已登记的企业由此识别。",
              "help_en": "18 characters, as on the business licence; it finds a company on file."}),
            ("registered_on", K.DATE, "成立日期", "Registered on",
             {"fact": Fact.REGISTERED_ON, "required": True, **REGISTERED}),
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
            ("heads", K.PEOPLE, "主要负责人", "People in charge",
             {"fact": Fact.HEADS, "columns": PEOPLE_IN_CHARGE, "maximum": 10,
              "help": "董事长、总经理、技术负责人等。",
              "help_en": "Chair, general manager, head of technology and so on."}),
            ("contact", K.TEXT, "联系人", "Contact person",
             {"fact": Fact.CONTACT, "required": True, "maximum": 60}),
            ("phone", K.TEXT, "联系电话", "Phone",
             {"fact": Fact.PHONE, "required": True, "maximum": 40}),
            ("email", K.TEXT, "电子邮箱", "E-mail", {"fact": Fact.EMAIL, "maximum": 120}),
            ("shareholders", K.PEOPLE, "股东", "Shareholders",
             {"fact": Fact.SHAREHOLDERS, "required": True, "columns": PEOPLE_OF_SHARES,
              "minimum": 1, "maximum": 50,
              "help": "出资方式：货币、技术、设备等。出资比例合计不超过 100%。",
              "help_en": "Form: money, technology, equipment. Shares add up to 100 % at most."}),
            ("corporate_shareholder", K.CHOICE, "股东中是否有法人企业",
             "Is any shareholder a company?",
             {"fact": Fact.CORPORATE_SHAREHOLDER, "options": YesNo.values}),
        ],
    ),
    (
        ("人员", "Staff"),
        [
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
            ("staff_accountants", K.NUMBER, "其中：会计人员", "of them accountants",
             {"fact": Fact.STAFF_ACCOUNTANTS, "unit": "人", "minimum": 0}),
            ("staff_part_time", K.NUMBER, "其中：兼职", "of them part-time",
             {"fact": Fact.STAFF_PART_TIME, "unit": "人", "minimum": 0}),
            ("team", K.PEOPLE, "人员名单", "Staff list",
             {"fact": Fact.TEAM, "columns": PEOPLE_OF_STAFF, "maximum": 50,
              "help": "主要人员即可；留学归国人员请在材料中附证明。",
              "help_en": "Key people will do. For those returned from overseas add certificates "
                         "to the papers."}),
        ],
    ),
    (
        ("项目", "The project"),
        [
            ("project_name", K.TEXT, "项目名称", "Name of the project",
             {"fact": Fact.PROJECT_NAME, "maximum": 120}),
            ("project", K.LONG_TEXT, "项目简介", "The project",
             {"fact": Fact.PROJECT, "required": True, "minimum": 20, "maximum": 5000,
              "help": "技术先进性、市场前景、预期规模。",
              "help_en": "What is new about it, its market, the scale expected."}),
            ("project_source", K.TEXT, "项目来源", "Source of the project",
             {"fact": Fact.PROJECT_SOURCE,
              "help": "自主研发、高校或科研院所成果、合作开发、引进等。",
              "help_en": "Own research, a university or institute, joint work, bought in."}),
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
        # The nine papers of domain 8.2; two of them, the overview and the staff list, are
        # this form itself.
        ("材料", "Papers"),
        [
            ("licence", K.FILE, "营业执照", "Business licence",
             {"required": True, "maximum": 1, **REGISTERED,
              "help": "三证合一之前登记的，另附税务登记证。",
              "help_en": "With the tax registration, where the two are still apart."}),
            ("application_report", K.FILE, "入驻申请报告", "Application report",
             {"maximum": 1, "help": "写明项目、企业名称、性质、经营范围、地址、资本、法定代表人，"
                                    "全体股东签名。",
              "help_en": "Project, name, nature, scope, address, capital and legal "
                         "representative; signed by all shareholders."}),
            ("representative_cv", K.FILE, "法定代表人简历", "CV of the legal representative",
             {"maximum": 1}),
            ("identity_papers", K.FILE, "身份证与学历证书复印件",
             "Copies of identity cards and diplomas",
             {"maximum": 10, "help": "法定代表人与主要人员。",
              "help_en": "Of the legal representative and key people."}),
            ("articles", K.FILE, "公司章程", "Articles of association", {"maximum": 1}),
            ("shareholder_licence", K.FILE, "法人股东营业执照",
             "Licence of the corporate shareholder",
             {"maximum": 5, "shown_when": "corporate_shareholder", "shown_values": [YesNo.YES]}),
            ("plan", K.FILE, "项目说明或计划书", "Description or plan of the project",
             {"maximum": 3,
              "help": "团队、产品、市场、竞争、营销、盈利模式、三年财务预测、融资、风险与发展。",
              "help_en": "Team, product, market, competition, sales, profit model, three years of "
                         "finance, funding, risk, development."}),
            ("other_papers", K.FILE, "其他材料", "Other papers",
             {"maximum": 5, "help": "验资报告、任命文件、知识产权与荣誉证书等。",
              "help_en": "Capital report, appointments, certificates of IP and honours."}),
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
