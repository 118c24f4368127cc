"""The columns of a file of returns: whose a row is, the items of the form, and a word about it.

An item is found by its code, by its name in either language, with or without its unit, and by
what people call it for short; what two items of a form could be called means neither.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from companies.enums import FIXED_FACTS, ItemKind
from companies.lifecycle.returns.rows import CODE, NAME
from companies.models import ReturnItem
from companies.models.return_forms import UNITS
from companies.rules.returns.units import unit_above, unit_of
from incubator.core.errors import RuleViolation
from incubator.core.sheets import text_of
from incubator.core.shown import listing
from incubator.imports import readers
from incubator.imports.kinds import Column, plain_heading

EXPLANATION, YEAR = "explanation", ".year"
CHINESE, ENGLISH = "zh-hans", "en"
# Behind the name of an item of money; all else that ``unit_of`` reads is mapped by hand.
MONEY_UNITS = (
    "元", "千元", "万元", "百万元", "亿元", "万", "亿", "人民币元", "人民币千元", "人民币万元",
)  # fmt: skip
BRACKETED = re.compile(r"[(（][^)）]*[)）]")
ENDS_IN_A_FIGURE = re.compile(r"\d\Z")
KNOWN_UNITS = ("元", "千元", "万元", "百万元", "亿元")
UNITS_IN_HEADINGS = {ItemKind.AREA: ("平方米", "m²"), ItemKind.SHARE: ("%",)}

WHOSE = (
    Column(
        CODE, gettext_lazy("Code of the company"), readers.code(),
        ("统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "统一代码", "企业代码",
         "组织机构代码", "credit code", "code"),
        empty="", help=gettext_lazy("Empty where the name alone says who it is."),
    ),
    Column(
        NAME, gettext_lazy("Company"), readers.text(120),
        ("企业名称", "单位名称", "公司名称", "企业全称", "填报单位", "name of the company",
         "company name"),
        empty="", help=gettext_lazy("As it is registered, or was before."),
    ),
)  # fmt: skip
WORD = Column(
    EXPLANATION, gettext_lazy("Explanation"), readers.text(500), ("说明", "情况说明", "备注"),
    empty="", help=gettext_lazy("Why figures are right that look wrong: a sentence for the row."),
)  # fmt: skip
# What people write at the head of a column for short, by the code of the item.
SHORT: Mapping[str, tuple[str, ...]] = {
    "area": ("场地面积", "使用面积", "孵化面积"),
    "area_used": ("场地面积", "使用面积", "孵化面积", "占用面积"),
    "assets": ("资产总额", "总资产"),
    "bank_loans": ("银行贷款",),
    "contracts_amount": ("合同金额",),
    "contracts_count": ("合同数量", "合同数"),
    "equity": ("所有者权益", "净资产"),
    "exports": ("出口额", "出口总额", "出口创汇"),
    "field": ("技术领域",),
    "industry": ("行业", "所属行业"),
    "investment_received": ("获投资额", "融资额", "风险投资额", "投融资金额"),
    "ip_applied": ("知识产权申请数", "知识产权申请"),
    "ip_applied_invention": ("申请发明专利", "发明专利申请数", "发明专利申请"),
    "ip_applied_software": ("申请软件著作权", "软件著作权申请数"),
    "ip_granted": ("知识产权授权数", "知识产权授权"),
    "ip_granted_invention": ("授权发明专利", "发明专利授权数", "发明专利授权"),
    "ip_granted_software": ("授权软件著作权", "软件著作权授权数"),
    "ip_valid": ("有效知识产权数", "有效知识产权", "拥有知识产权数"),
    "ip_valid_invention": ("有效发明专利", "有效发明专利数"),
    "ip_valid_software": ("有效软件著作权",),
    "is_hnte": ("高新技术企业", "高企", "是否高企"),
    "is_returnee_company": ("留学人员企业",),
    "is_student_company": ("大学生企业", "大学生科技企业"),
    "has_mentor": ("创业导师", "是否有创业导师"),
    "liabilities": ("负债总额", "总负债"),
    "net_profit": ("净利",),
    "payroll": ("工资",),
    "rd_spending": ("研发投入", "研发费用", "研发经费", "研发支出", "R&D经费", "R&D投入"),
    "registered_capital": ("注册资本", "注册资金"),
    "registration_type": ("登记注册类型", "注册类型"),
    "research": ("研发费用", "研发经费", "研发支出"),
    "revenue": ("收入", "总收入", "营业收入", "营收", "营业总收入"),
    "sales": ("销售额",),
    "staff": ("从业人员", "从业人数", "员工人数", "员工数", "职工人数", "人数"),
    "staff_college_up": ("大专以上学历", "大专及以上"),
    "taxes": ("上缴税金", "上缴税费", "纳税额", "税金"),
    "taxes_paid": ("上缴税金", "上缴税费", "纳税额", "税金"),
    "total_profit": ("利润总额",),
}


def asked_items(items: Iterable[ReturnItem]) -> list[ReturnItem]:
    """What a file has columns for: the register knows the rest."""
    return [item for item in items if item.on_file not in FIXED_FACTS]


def is_carried(item: ReturnItem) -> bool:
    """Whether an empty cell says what is on file; of the year to date nothing is."""
    return item.is_kept or bool(item.on_file)


def columns_of(items: Sequence[ReturnItem]) -> tuple[Column, ...]:
    """The columns of a form: ``code`` of each item, and ``code.year`` beside it."""
    asked = asked_items(items)
    names = {language: _names(asked, language) for language in (CHINESE, ENGLISH)}
    found: list[Column] = []
    for item in asked:
        known = {names[CHINESE][item.code], names[ENGLISH][item.code]}
        found.append(_column(item, names, {*known, *_short_of(item)}))
        if item.has_year:
            found.append(_column(item, names, _year_headings(item, known), year=True))
    return _without_doubtful([*WHOSE, *found, WORD])


def units_read(
    items: Iterable[ReturnItem],
    headings: Mapping[str, str],
    above: Iterable[Sequence[str]],
) -> dict[str, str]:
    """The unit of each column of money: its heading's, that above all of them, or the form's.

    ``headings`` by column. Raises RuleViolation ``unit_not_understood``.
    """
    money = {
        name: item.unit
        for item in items if item.is_money
        for name in (item.code, f"{item.code}{YEAR}") if name in headings
    }  # fmt: skip
    own = {name: unit_of(headings[name]) for name in money}
    common = unit_above(above)
    found = {name: own[name] or common or unit for name, unit in money.items()}
    unclear = [
        name for name, unit in own.items() if unit is None or (unit == "" and common is None)
    ]
    if unclear:
        raise RuleViolation(
            "unit_not_understood",
            gettext_lazy(
                "In which unit these amounts stand is not clear: %(headings)s. Write one of "
                "%(units)s in brackets behind the heading, or say that the column is not used."
            ),
            field="file",
            headings=listing(headings[name] for name in unclear),
            units=listing(KNOWN_UNITS),
        )
    return found


def units_said(headings: Mapping[str, str], units: Mapping[str, str]) -> list[str]:
    """“Read in 万元: 总收入（万）, 净利润”, a line for each unit."""
    return [
        _("Read in %(unit)s: %(headings)s.")
        % {
            "unit": UNITS.get(unit, unit),
            "headings": listing(headings[name] for name in units if units[name] == unit),
        }
        for unit in sorted(set(units.values()), key=KNOWN_UNITS.index)
    ]


def in_its_unit(text: str, unit: str) -> str:
    """A figure as it would be typed with the unit that stands above it."""
    return f"{text}{unit}" if unit and ENDS_IN_A_FIGURE.search(text) else text


def _names(items: Sequence[ReturnItem], language: str) -> dict[str, str]:
    """What items are called in a language, each as no other."""
    names, whole = {}, ""
    with override(language):
        often = Counter(item.said("label") for item in items)
        for item in items:
            label = item.said("label")
            if not item.is_part:
                whole = label
            elif often[label] > 1:
                label = _("%(whole)s: %(part)s") % {"whole": whole, "part": label}
            names[item.code] = label
    return names


def _column(
    item: ReturnItem, names: Mapping[str, Mapping[str, str]], said: set[str], *, year: bool = False
) -> Column:
    name = f"{item.code}{YEAR}" if year else item.code
    units: set[str] = {item.unit, *UNITS_IN_HEADINGS.get(item.kind, ())}
    units |= set(MONEY_UNITS) if item.is_money else set()
    with_unit = {f"{one}({unit})" for one in (*said, name) for unit in units if unit}
    carried = not year and is_carried(item)
    return Column(
        name, _label(item, names, year), _figure, (*said, *with_unit), empty="",
        help=_help(item, carried), wanted=item.required and not carried,
        carried=item.required and carried,
    )  # fmt: skip


def _said(item: ReturnItem, names: Mapping[str, Mapping[str, str]], year: bool) -> str:
    """What stands above a column, in the reader's language."""
    english = (get_language() or "").startswith(ENGLISH)
    said = names[ENGLISH if english else CHINESE][item.code]
    if year:
        said = _("%(what)s, year to date") % {"what": said}
    if item.unit:
        said = _("%(what)s (%(unit)s)") % {"what": said, "unit": item.unit_said}
    return said


_label = lazy(_said, str)


def _figure(cell: object, _heading: str) -> str:
    """As it was typed: what it means is looked at with the whole row."""
    return text_of(cell)


def _short_of(item: ReturnItem) -> set[str]:
    """Shorter forms: of the list, without brackets, without “whether”, and as one of which."""
    found = {*SHORT.get(item.code, ()), BRACKETED.sub("", item.label)}
    found |= {one.removeprefix("是否") for one in (item.label, *found)}
    if item.is_part:
        found |= {f"其中{item.label}", f"其中：{item.label}", item.label, item.label_en}
    if item.kind == ItemKind.INTEGER and item.unit == "人":
        found |= {f"{one}人数" for one in (item.label, *found)}
    return found


def _year_headings(item: ReturnItem, known: set[str]) -> set[str]:
    forms = ("{}累计", "{}本年累计", "本年累计{}", "{}年初至今", "{} year to date")
    return {form.format(one) for one in {*known, *_short_of(item)} for form in forms}


def _help(item: ReturnItem, carried: bool) -> str:
    offered = [label for _word, label in item.choices]
    said = [item.said("note")] if item.said("note") else []
    if offered:
        said.append(_("One of: %s.") % listing(offered))
    if item.is_money:
        said.append(_("In %s; another unit stands in the heading or behind the figure.")
                    % item.unit_said)  # fmt: skip
    if carried:
        said.append(_("Empty: as it is on file."))
    return " ".join(said)


def _without_doubtful(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Without those headings that more than one column could mean; what a column is called
    stays its own."""
    own = {one.name: _labels(one) for one in columns}
    taken = Counter(label for labels in own.values() for label in labels)
    often = Counter(heading for one in columns for heading in one.recognised)
    return tuple(
        replace(one, headings=tuple(sorted(
            heading for heading in one.recognised
            if often[heading] == 1 and taken[heading] == (heading in own[one.name])
        )))
        for one in columns
    )  # fmt: skip


def _labels(column: Column) -> set[str]:
    found = set()
    for language in (CHINESE, ENGLISH):
        with override(language):
            found.add(plain_heading(column.label))
    return found
