"""What the rules that rulebooks name mean: their unit, how they compare, and their sentence.

A rulebook's criterion (``models.Criterion``) says which rule holds with which limit. To add a
rule, add its row here and the function that judges it: of entry in ``companies.rules.
eligibility``, of graduation beside the readiness of companies, of institutions where the
recognition check is. A *parameter* is no condition of its own but a number that others use.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incubator.institutions.enums import Purpose, SpecialCase, TechField


class Compare(StrEnum):
    """How a figure stands to the threshold where the condition is met."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    REQUIRED = "required"  # no number: it is so, or it is not


class Measure(StrEnum):
    """In what a threshold is counted."""

    NONE = ""
    MONTHS = "months"
    YEARS = "years"
    DAYS = "days"
    YUAN = "yuan"
    YUAN_PER_M2 = "yuan_per_m2"
    PERCENT = "percent"
    AREA = "m2"
    COUNT = "count"  # whole things: firms, persons, cases
    FACTOR = "factor"


# No text asks for more; dates are counted with months and years, which have an end.
MOST = {Measure.MONTHS: 1200, Measure.YEARS: 100, Measure.DAYS: 36_500, Measure.PERCENT: 100}


@dataclass(frozen=True)
class RuleKind:
    """One rule of the vocabulary. ``judged``: only a person can say whether it is met."""

    code: str
    label: Promise | str
    purposes: frozenset[Purpose]
    measure: Measure
    compare: Compare
    judged: bool = False
    parameter: bool = False


def _kinds(purposes: tuple[Purpose, ...], *rows: tuple, **traits: bool) -> list[RuleKind]:
    return [RuleKind(*row[:2], frozenset(purposes), *row[2:], **traits) for row in rows]


M, C, P = Measure, Compare, Purpose
YES = (M.NONE, C.REQUIRED)

ENTRY = [
    *_kinds(
        (P.ENTRY,),
        ("place", _("Registered and at work inside the site"), *YES),
        ("age", _("Age at entry"), M.MONTHS, C.AT_MOST),
        ("capital", _("Registered capital"), M.YUAN, C.AT_MOST),
        ("revenue", _("Last year’s revenue where it moves in"), M.YUAN, C.AT_MOST),
        ("area", _("Area taken"), M.AREA, C.LESS_THAN),
        ("field", _("The incubator’s field"), *YES),
        ("staff_below", _("Staff"), M.COUNT, C.LESS_THAN),
        ("revenue_below", _("Last year’s revenue"), M.YUAN, C.LESS_THAN),
        ("cash_capital", _("Part of the capital paid in cash"), M.YUAN, C.AT_MOST),
    ),
    *_kinds(
        (P.ENTRY,),
        ("catalogue", _("Products in the national catalogue of high-tech products"), *YES),
        ("technology", _("Research, production or service of new technology"), *YES),
        ("project_fit", _("A project that fits the industries that are promoted"), *YES),
        ("clear_ip", _("Clear intellectual property, without dispute"), *YES),
        ("able_team", _("A team able in technology, market and management"), *YES),
        judged=True,
    ),
]
STAY = _kinds(
    (P.STAY,),
    ("longest_stay", _("Longest stay"), M.MONTHS, C.AT_MOST),
    ("shortest_stay", _("Shortest stay"), M.MONTHS, C.AT_LEAST),
)
GRADUATION = [
    *_kinds(
        (P.GRADUATION,),
        ("needed", _("Conditions that must be met"), M.COUNT, C.AT_LEAST),
        parameter=True,
    ),
    *_kinds(
        (P.GRADUATION,),
        ("hnte_local", _("High-tech enterprise, recognised by province or city"), *YES),
        ("hnte_national", _("High-tech enterprise, recognised nationally"), *YES),
        ("years_of_work", _("Years of operation"), M.YEARS, C.AT_LEAST),
        ("revenue_per_head", _("Revenue per head and year"), M.YUAN, C.AT_LEAST),
        ("income", _("Income of technology, industry and trade in a year"), M.YUAN, C.AT_LEAST),
        ("assets", _("Fixed assets and own funds"), M.YUAN, C.AT_LEAST),
        ("rd_staff_share", _("Staff in research and development"), M.PERCENT, C.AT_LEAST),
        ("rd_spending_share", _("Spending on research and development of sales"), M.PERCENT,
         C.AT_LEAST),
        ("own_ip", _("Intellectual property of its own"), *YES),
        ("revenue_two_years", _("Revenue of two consecutive years together"), M.YUAN, C.MORE_THAN),
        ("venture_capital", _("Angel or venture capital, cumulative"), M.YUAN, C.MORE_THAN),
        ("merged_or_listed", _("Merged, acquired, or listed"), *YES),
    ),
    *_kinds(
        (P.GRADUATION,),
        ("able_founder", _("A founder versed in management, IP, law and market"), *YES),
        ("not_seen", _("Further conditions, cut off in the copy that was read"), *YES),
        judged=True,
    ),
]  # fmt: skip
RECOGNITION = [
    *_kinds(
        (P.RECOGNITION,),
        ("remote_factor", _("Factor for hardship and remote areas"), M.FACTOR, C.AT_LEAST),
        ("round_reduced_up", _("Reduced counts are rounded up"), *YES),
        parameter=True,
    ),
    *_kinds(
        (P.RECOGNITION,),
        ("own_area", _("Area at its own disposal"), M.AREA, C.AT_LEAST),
        ("incubatee_share", _("Share of the area used by incubatees"), M.PERCENT, C.AT_LEAST),
        ("incubatee_and_public_share", _("Share of the area of incubatees and public service"),
         M.PERCENT, C.AT_LEAST),
        ("incubatees", _("Incubatees"), M.COUNT, C.AT_LEAST),
        ("density", _("Incubatees per 1,000 m²"), M.COUNT, C.AT_LEAST),
        ("graduates", _("Graduates, cumulative"), M.COUNT, C.AT_LEAST),
        ("graduates_of_year_share", _("Graduates of the year, of incubatees"), M.PERCENT,
         C.AT_LEAST),
        ("fund", _("Own seed fund or incubation fund"), M.YUAN, C.AT_LEAST),
        ("fund_cases", _("Cases of use of the fund"), M.COUNT, C.AT_LEAST),
        ("financed_share", _("Incubatees that obtained financing"), M.PERCENT, C.AT_LEAST),
        ("financed_last_year_share", _("Incubatees that obtained financing in the last year"),
         M.PERCENT, C.AT_LEAST),
        ("financed", _("Incubatees that obtained financing, number"), M.COUNT, C.AT_LEAST),
        ("held_share", _("Incubatees with a registered and paid-in stake of the incubator"),
         M.PERCENT, C.AT_LEAST),
        ("ip_applied_share", _("Incubatees that applied for patents"), M.PERCENT, C.AT_LEAST),
        ("ip_valid_share", _("Incubatees with valid intellectual property"), M.PERCENT,
         C.AT_LEAST),
        ("growing_share", _("Incubatees whose revenue or research grew by over 20%"), M.PERCENT,
         C.AT_LEAST),
        ("service_income_share", _("Income that is neither rent nor property fees"), M.PERCENT,
         C.AT_LEAST),
        ("tech_sme_share", _("Incubatees that are technology SMEs"), M.PERCENT, C.AT_LEAST),
        ("new_firm_share", _("Newly registered firms last year"), M.PERCENT, C.AT_LEAST),
        ("hnte_or_sme_share", _("Incubatees that are HNTE or technology SMEs"), M.PERCENT,
         C.AT_LEAST),
        ("same_field_share", _("Incubatees in one field"), M.PERCENT, C.AT_LEAST),
        ("platform", _("A public service platform for the field"), *YES),
        ("institution_staff", _("Staff of the institution"), M.COUNT, C.AT_LEAST),
        ("professional_share", _("Professional service staff of all staff"), M.PERCENT,
         C.AT_LEAST),
        ("professional_per_10", _("Professional service staff per 10 incubatees"), M.COUNT,
         C.AT_LEAST),
        ("professional", _("Professional service staff"), M.COUNT, C.AT_LEAST),
        ("college_staff_share", _("Staff with junior college or above"), M.PERCENT, C.AT_LEAST),
        ("bachelor_staff_share", _("Staff with a bachelor’s degree"), M.PERCENT, C.AT_LEAST),
        ("trained_staff_share", _("Staff that was trained"), M.PERCENT, C.AT_LEAST),
        ("college_share", _("Junior college or above among the staff of incubatees"), M.PERCENT,
         C.AT_LEAST),
        ("jobs", _("Jobs in graduates and incubatees"), M.COUNT, C.MORE_THAN),
        ("years_operating", _("Years of operation of the institution"), M.YEARS, C.AT_LEAST),
        ("years_of_statistics", _("Consecutive years of complete statistics"), M.YEARS,
         C.AT_LEAST),
        ("largest_tenant_share", _("Share of the area of the largest tenant"), M.PERCENT,
         C.AT_MOST),
        ("average_stay", _("Average stay"), M.MONTHS, C.AT_MOST),
        ("longest_stay_of_all", _("Longest stay of any"), M.MONTHS, C.AT_MOST),
        ("turnover", _("Tenants in and out in a year, after the third year"), M.PERCENT,
         C.AT_LEAST),
        ("sites", _("Sites"), M.COUNT, C.AT_MOST),
    ),
]  # fmt: skip
MENTORING = [
    *_kinds(
        (P.RECOGNITION, P.MENTORING),
        ("mentors", _("Mentors"), M.COUNT, C.AT_LEAST),
        ("mentors_per_10", _("Mentors per 10 incubatees"), M.COUNT, C.AT_LEAST),
        ("mentor_mechanism", _("A working mechanism of mentors"), *YES),
        ("meetings_per_year", _("Meetings of each mentor in a year"), M.COUNT, C.AT_LEAST),
    ),
]
EQUITY = [
    *_kinds(
        (P.EQUITY,),
        ("largest_stake", _("Stake in the company"), M.PERCENT, C.AT_MOST),
        ("largest_deal", _("Amount of one deal"), M.YUAN, C.AT_MOST),
        ("paid_in_stages_above", _("Amount above which it is paid in stages"), M.YUAN, C.AT_MOST),
        ("age_of_company", _("Age of the company"), M.YEARS, C.AT_MOST),
        ("fund_per_incubator", _("Fund’s amount per yuan of the incubator"), M.FACTOR, C.AT_MOST),
        ("share_of_fund", _("Amount in one company of the fund"), M.PERCENT, C.AT_MOST),
        ("no_control", _("No control of the company"), *YES),
        ("inside", _("The company is in the incubator and registered there"), *YES),
    ),
    *_kinds(
        (P.EQUITY,),
        ("dividend_share", _("Incubator’s part of the fund’s dividends"), M.PERCENT, C.AT_LEAST),
        ("gain_share", _("Incubator’s part of the fund’s gain"), M.PERCENT, C.AT_LEAST),
        parameter=True,
    ),
]
ACCELERATION = [
    *_kinds(
        (P.ACCELERATION,),
        ("investment_per_m2", _("Investment per m²"), M.YUAN_PER_M2, C.AT_LEAST),
        ("output_per_m2", _("Output per m² and year"), M.YUAN_PER_M2, C.AT_LEAST),
        ("industry_fit", _("Fits the zone’s industries"), *YES),
        ("review_passed", _("Passed the review"), *YES),
    ),
    *_kinds(
        (P.ACCELERATION,),
        ("move_in_subsidy", _("Subsidy once, per m² taken"), M.YUAN_PER_M2, C.AT_LEAST),
        parameter=True,
    ),
]
DUTY = _kinds(
    (P.DUTY,),
    ("change_report", _("A change of the institution is reported within"), M.MONTHS, C.AT_MOST),
    ("reapplication_ban", _("No new application after a false one"), M.YEARS, C.AT_LEAST),
    ("fails_until_withdrawn", _("Failed evaluations in a row until withdrawal"), M.COUNT,
     C.AT_LEAST),
    ("review_every", _("Evaluated every"), M.YEARS, C.AT_MOST),
    parameter=True,
)  # fmt: skip

RULES: dict[str, RuleKind] = {
    kind.code: kind
    for kind in (
        *ENTRY, *STAY, *GRADUATION, *RECOGNITION, *MENTORING, *EQUITY, *ACCELERATION, *DUTY,
    )
}  # fmt: skip

# What a technical field or a founder says for certain about special cases, and what it leaves
# open: an electronics firm may design circuits or not.
CERTAIN = {
    TechField.BIOMEDICINE: {SpecialCase.BIOMEDICINE},
    TechField.AGRICULTURE: {SpecialCase.AGRICULTURE},
    TechField.AEROSPACE: {SpecialCase.AEROSPACE},
}
POSSIBLE = {TechField.ELECTRONICS: {SpecialCase.IC, SpecialCase.IC_DESIGN}}
OF_FOUNDER = {"returnee": SpecialCase.OVERSEAS, "foreign": SpecialCase.FOREIGN}


def special_cases(*, field: str = "", founder_kind: str = "") -> set[str]:
    """The special cases that a field and a founder make for certain."""
    found = set(CERTAIN.get(field, ()))
    if founder_kind in OF_FOUNDER:
        found.add(OF_FOUNDER[founder_kind])
    return {case.value for case in found}


def possible_cases(field: str) -> set[str]:
    """The special cases that a field allows but does not settle; none without a field known."""
    if not field:
        return {case.value for cases in (*CERTAIN.values(), *POSSIBLE.values()) for case in cases}
    return {case.value for case in POSSIBLE.get(field, ())}
