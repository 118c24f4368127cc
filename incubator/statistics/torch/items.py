"""GZ-007, the items of an incubator in the order of the form, and the rules between them.

Names are verified, their codes inferred from the order of a linearised copy; the codes of the
last block were not seen (domain notes 5.2). Figures are never typed here: each comes from facts
on file. Words that nothing on file answers are typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

THOUSAND, PERSONS, AREA, FIRMS = "千元", "人", "m²", "个"


class Rule(StrEnum):
    """How a whole and its parts belong together."""

    SUM = "="
    WITHIN = "≤"


@dataclass(frozen=True)
class Item:
    """One item: its block, code ("" where none was seen), name and unit.

    ``stated`` names the model of the facts where the office states it; "" for what follows from
    the records of companies and space, and for words.
    """

    key: str
    block: str
    code: str
    label: str
    unit: str = ""
    stated: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it is a word and no figure."""
        return not self.unit


@dataclass(frozen=True)
class Check:
    """A whole with its parts: the parts add up to it, or each is at most it."""

    whole: str
    parts: tuple[str, ...]
    rule: Rule

    def __str__(self) -> str:
        """As the form writes its rules: 7b00 = 7b01+7b04+7b02+7b03."""
        return f"{_name(self.whole)} {self.sign} {self.right}"

    @property
    def right(self) -> str:
        """The parts, as the form writes them."""
        return "+".join(_name(key) for key in self.parts)

    @property
    def sign(self) -> str:
        """How the form writes it, the whole on the left."""
        return "=" if self.rule == Rule.SUM else "≥"


HEAD, SOURCES, ASSETS = "孵化器概况", "投资来源", "资产"
INCOME, STAFF, SPACE, COMPANIES = "收入", "人员", "场地面积", "在孵企业"

ACCOUNT, FUND, STAFF_COUNT = "yearaccount", "incubationfund", "institutionstaff"

ITEMS: tuple[Item, ...] = (
    Item("name", HEAD, "TDF711", "孵化器名称"),
    Item("nature", HEAD, "TDF713", "性质（1事业 2企业）"),
    Item("is_national", HEAD, "TDF721", "是否国家级"),
    Item("in_zone", HEAD, "TDF716", "是否在国家高新区内"),
    Item("founded", HEAD, "TDF719", "成立时间"),
    Item("type", HEAD, "TDF730", "类型（1综合 2专业）"),
    Item("head", HEAD, "TDF714", "负责人"),
    Item("phone", HEAD, "TDF715", "电话"),
    Item("address", HEAD, "TDF717", "地址"),
    Item("postcode", HEAD, "TDF718", "邮编"),
    Item("from_public", SOURCES, "7a10", "财政投资", THOUSAND, ACCOUNT),
    Item("from_companies", SOURCES, "7a11", "企业投资", THOUSAND, ACCOUNT),
    Item("from_society", SOURCES, "7a12", "社会组织投资", THOUSAND, ACCOUNT),
    Item("from_others", SOURCES, "7a13", "其他投资", THOUSAND, ACCOUNT),
    Item("assets_gross", ASSETS, "7c00", "年末固定资产原值", THOUSAND, ACCOUNT),
    Item("assets_net", ASSETS, "7c10", "年末固定资产净值", THOUSAND, ACCOUNT),
    Item("fund", ASSETS, "7c60", "孵化基金总额", THOUSAND, FUND),
    Item("income", INCOME, "7b00", "孵化器总收入", THOUSAND, ACCOUNT),
    Item("income_services", INCOME, "7b01", "综合服务收入", THOUSAND, ACCOUNT),
    Item("income_property", INCOME, "7b04", "物业收入", THOUSAND, ACCOUNT),
    Item("income_investment", INCOME, "7b02", "投资收入", THOUSAND, ACCOUNT),
    Item("income_other", INCOME, "7b03", "其它收入", THOUSAND, ACCOUNT),
    Item("net_profit", INCOME, "7b10", "净利润", THOUSAND, ACCOUNT),
    Item("taxes", INCOME, "7b11", "上缴税金总额", THOUSAND, ACCOUNT),
    Item("grants", INCOME, "7b15", "各级财政资助额", THOUSAND, ACCOUNT),
    Item("grants_national", INCOME, "7b16", "其中国家科技计划经费", THOUSAND, ACCOUNT),
    Item("staff", STAFF, "7d00", "管理机构从业人员", PERSONS, STAFF_COUNT),
    Item("staff_technical", STAFF, "7d10", "专业技术人员", PERSONS, STAFF_COUNT),
    Item("staff_college", STAFF, "7d11", "大专以上", PERSONS, STAFF_COUNT),
    Item("staff_returnees", STAFF, "7d12", "留学回国", PERSONS, STAFF_COUNT),
    Item("area", SPACE, "7e00", "场地建筑总面积", AREA),
    Item("area_office", SPACE, "7e01", "办公用房", AREA),
    Item("area_incubatees", SPACE, "7e02", "在孵企业用房", AREA),
    Item("area_public", SPACE, "7e03", "公共服务用房", AREA),
    Item("area_other", SPACE, "7e04", "其它", AREA),
    Item("incubatees", COMPANIES, "", "在孵企业数", FIRMS),
    Item("by_returnees", COMPANIES, "", "其中留学生创办", FIRMS),
    Item("revenue", COMPANIES, "", "在孵企业总收入", THOUSAND),
    Item("rd_spending", COMPANIES, "", "在孵企业R&D投入", THOUSAND),
)
BY_KEY = {item.key: item for item in ITEMS}

CHECKS = (
    Check(
        "income", ("income_services", "income_property", "income_investment", "income_other"),
        Rule.SUM,
    ),
    Check("area", ("area_office", "area_incubatees", "area_public", "area_other"), Rule.SUM),
    Check("assets_gross", ("assets_net",), Rule.WITHIN),
    Check("staff", ("staff_technical",), Rule.WITHIN),
    Check("staff", ("staff_college",), Rule.WITHIN),
    Check("staff", ("staff_returnees",), Rule.WITHIN),
    Check("grants", ("grants_national",), Rule.WITHIN),
    Check("incubatees", ("by_returnees",), Rule.WITHIN),
)  # fmt: skip


@dataclass(frozen=True)
class Broken:
    """A rule that does not hold, with the figures on both sides (in the units of the form)."""

    check: Check
    whole: Decimal
    parts: Decimal

    def __str__(self) -> str:
        """Both sides with their values."""
        whole = _name(self.check.whole)
        return f"{self.check}：{whole} = {self.whole:f}，{self.check.right} = {self.parts:f}"


def broken_rules(values: Mapping[str, Decimal | None]) -> list[Broken]:
    """The rules that do not hold; one with a figure missing is not judged."""
    found = []
    for check in CHECKS:
        whole, parts = values.get(check.whole), [values.get(key) for key in check.parts]
        known = [part for part in parts if part is not None]
        if whole is None or len(known) < len(parts):
            continue
        together = sum(known, Decimal(0))
        holds = together == whole if check.rule == Rule.SUM else together <= whole
        if not holds:
            found.append(Broken(check, whole, together))
    return found


def _name(key: str) -> str:
    item = BY_KEY[key]
    return item.code or item.label
