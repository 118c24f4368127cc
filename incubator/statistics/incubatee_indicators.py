"""Indicators of what incubatees are, have and report: qualifications, rights, money, people.

Counts of companies count their open stays, like the companies in incubation that they are a
part of; sums add up the verified yearly returns of the year. What was not reported is not
there, so a sum is of those that reported: ``reporting`` says how many. (domain 5.4)
"""

from collections.abc import Callable
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.enums import (
    HNTE_NATIONAL,
    OF_A_FUND,
    PATENTS,
    QualificationKind,
    StakeMoveKind,
)
from companies.models import (
    EquityStake,
    FinancingRound,
    FollowUp,
    IntellectualProperty,
    Qualification,
    Residence,
    Return,
    ReturnValue,
    StakeMove,
)
from companies.queries.figures import YEARLY
from companies.rules.following import MARKS
from incubator.core.dates import year_begin, year_end
from incubator.institutions.enums import Programme
from incubator.institutions.models import IncubationFund
from incubator.statistics import sources
from incubator.statistics.definitions import Indicator, Ratio
from incubator.statistics.enums import IndicatorKind
from incubator.statistics.facts import FactKind
from incubator.statistics.incubatee_facts import (
    CERTIFIED,
    COHORTS,
    FIGURES,
    FINANCED,
    FOLLOW_UPS,
    HELD,
    PROSPECTS,
    REPORTED,
    RIGHTS,
    STAKES,
)
from incubator.statistics.outlook import places_with_text

FLOW, STOCK, CUMULATIVE = IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.CUMULATIVE
RATIO = IndicatorKind.RATIO
FIRMS = pgettext_lazy("unit", "companies")
YUAN = pgettext_lazy("unit", "yuan")
PERSONS = pgettext_lazy("unit", "persons")
ITEMS = pgettext_lazy("unit", "items")
CASES = pgettext_lazy("unit", "cases")


def incubatees(year: int) -> QuerySet:
    """Stays that are open at the year's end."""
    return Residence.objects.of_incubation().open(on=year_end(year))


def having(rows: QuerySet) -> Exists:
    """Whether the company of a stay has any of these rows."""
    return Exists(rows.filter(company=OuterRef("company")))


def holders(year: int, *kinds: str) -> QuerySet:
    """Incubatees with a certificate that holds at the year's end."""
    return incubatees(year).filter(
        having(Qualification.objects.holding(*kinds, on=year_end(year)))
    )  # fmt: skip


def newly_recognised(year: int) -> QuerySet:
    """Incubatees whose national certificate was issued in the year, none holding before it."""
    during = (year_begin(year), year_end(year))
    national = Qualification.objects.counted().filter(kind__in=HNTE_NATIONAL)
    before = Qualification.objects.holding(*HNTE_NATIONAL, on=year_end(year - 1))
    return (
        incubatees(year)
        .filter(having(national.filter(issued_on__range=during)))
        .exclude(having(before))
    )


def with_rights(year: int, *, valid: bool) -> QuerySet:
    """Incubatees that have applied for a patent, or that hold a valid right."""
    rights = IntellectualProperty.objects.technical()
    if valid:
        return incubatees(year).filter(having(rights.valid(on=year_end(year))))
    applied = rights.filter(kind__in=PATENTS).applied(by=year_end(year))
    return incubatees(year).filter(having(applied))


def financed(year: int) -> QuerySet:
    """Incubatees that received angel or venture capital in the year."""
    rounds = FinancingRound.objects.venture(by=year_end(year))
    return incubatees(year).filter(having(rounds.filter(closed_on__gte=year_begin(year))))


def held(year: int) -> QuerySet:
    """Incubatees in which their incubator has a stake that is registered and paid in whole."""
    moved = StakeMove.objects.counted().filter(stake=OuterRef("pk"), on__lte=year_end(year))
    paid = moved.filter(kind=StakeMoveKind.PAID_IN).order_by().values("stake")
    stakes = EquityStake.objects.agreed(by=year_end(year)).filter(
        Exists(moved.filter(kind=StakeMoveKind.REGISTERED)),
        ~Exists(moved.filter(kind=StakeMoveKind.EXITED, share=0)),
    )
    stakes = stakes.filter(agreed__lte=Subquery(paid.annotate(sum=Sum("amount")).values("sum")))
    own = stakes.filter(company=OuterRef("company"), incubator=OuterRef("incubator"))
    return incubatees(year).filter(Exists(own))


def reports(year: int) -> QuerySet:
    """The yearly returns of a year that count."""
    return Return.objects.in_force().of_form(YEARLY).of_year(year)


def reports_ever(year: int) -> QuerySet:
    """Those of all years up to one."""
    return Return.objects.in_force().of_form(YEARLY).filter(due__period__year__lte=year)


def reporting(year: int) -> QuerySet:
    """Incubatees whose return of the year is verified."""
    return incubatees(year).filter(
        Exists(reports(year).filter(due__company=OuterRef("company")))
    )  # fmt: skip


def growing(year: int) -> QuerySet:
    """Incubatees whose revenue or research spending grew by over 20 % in the year."""
    grown = Q()
    for code in ("revenue", "rd_spending"):
        before = value_of(code, year - 1).filter(
            report__due__company=OuterRef("report__due__company"),
            number__gt=0,
            number__lt=OuterRef("number") / Decimal("1.2"),
        )
        now = value_of(code, year).filter(Exists(before))
        grown |= Q(Exists(now.filter(report__due__company=OuterRef("company"))))
    return incubatees(year).filter(grown)


def value_of(code: str, year: int) -> QuerySet:
    """The figures of one item in the returns of a year."""
    return ReturnValue.objects.filter(
        report__in=reports(year), item__code=code, number__isnull=False
    )


def reported(code: str) -> Callable[[int], QuerySet]:
    """The returns in which an item is filled in, each with its ``number`` and whose it is."""
    return lambda year: _numbers(reports(year), code)


def reported_ever(code: str) -> Callable[[int], QuerySet]:
    """The same of all years up to one."""

    def facts(year: int) -> QuerySet:
        return _numbers(reports_ever(year), code)

    return facts


def _numbers(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(values__item__code=code, values__number__isnull=False).annotate(
        number=F("values__number"), incubator=F("due__incubator"), company=F("due__company")
    )


def fund_cases(year: int) -> QuerySet:
    """Stakes for which a fund of an incubator has paid by the year's end."""
    paid = StakeMove.objects.counted().filter(
        stake=OuterRef("pk"), kind=StakeMoveKind.PAID_IN, on__lte=year_end(year)
    )
    return EquityStake.objects.agreed(by=year_end(year)).filter(
        Exists(paid), vehicle__in=OF_A_FUND, incubator__programme=Programme.INCUBATION
    )


def followed(year: int, **outcomes) -> QuerySet:
    """Graduates that were to be asked about the end of the year."""
    return FollowUp.objects.of_graduates().filter(year=year, **outcomes)


def stated_at(year: int) -> dict[FactKind, set[int]]:
    """The incubators of which anything of a kind is on file by the year's end.

    Elsewhere no figure is stated: where nothing was recorded there is not nothing.
    """
    day = year_end(year)

    def there(kind) -> set[int]:
        return _places(incubatees(year).filter(having(kind.objects.counted())))

    reported_from = set(reports(year).values_list("due__incubator", flat=True).distinct())
    certified = there(Qualification)
    asked = [year - after for after in MARKS]
    return {
        CERTIFIED: certified,
        PROSPECTS: places_with_text(year, reported_from | certified),
        COHORTS: _places(FollowUp.objects.filter(residence__left_on__year__in=asked)),
        STAKES: _places(EquityStake.objects.agreed(by=day).filter(vehicle__in=OF_A_FUND))
        | _places(IncubationFund.objects.counted().filter(since_on__lte=day)),
        RIGHTS: there(IntellectualProperty),
        FINANCED: there(FinancingRound),
        HELD: _places(EquityStake.objects.agreed(by=day)),
        REPORTED: reported_from,
        FIGURES: reported_from,
        FOLLOW_UPS: _places(followed(year)),
    }


def _places(rows: QuerySet) -> set[int]:
    return set(rows.order_by().values_list("incubator", flat=True).distinct())


def of_incubatees(  # noqa: PLR0917 - one row of a table
    code: str, label, definition, facts, counts: FactKind, source, kind=STOCK
) -> Indicator:
    """A number of companies in incubation."""
    return Indicator(
        code=code, label=label, kind=kind, unit=FIRMS, definition=definition,
        source=source, facts=facts, counts=counts, once_each=True,
    )  # fmt: skip


def sum_of(item: str, label, unit, kind=FLOW, code: str = "") -> Indicator:
    """The sum of an item of the yearly returns."""
    return Indicator(
        code=code or item, label=label, kind=kind, unit=unit,
        definition=_("The sum over the verified yearly returns of the year; see “reporting”."),
        source=sources.RETURNS, facts=reported(item), counts=FIGURES, sums="number",
        only_where_found=True,
    )  # fmt: skip


def share(  # noqa: PLR0917 - one row of a table
    code: str, label, part: str, whole: str, source, definition, counts: FactKind
) -> Indicator:
    """A part of a whole, in per cent; stated where the part is."""
    return Indicator(
        code=code, label=label, kind=RATIO, unit="%", definition=definition,
        source=source, counts=counts,
        ratio=lambda _year: Ratio((part,), (whole,)),
    )  # fmt: skip


OF_INCUBATEES = _("Of the companies in incubation at the end of 31 December.")

INCUBATEES: tuple[Indicator, ...] = (
    of_incubatees(
        "reporting", _("Incubatees that reported"),
        _("Companies in incubation whose yearly return of the year is verified."),
        reporting, REPORTED, sources.OURS, FLOW,
    ),
    of_incubatees(
        "hnte", _("High-tech enterprises"),
        _("Companies in incubation with a national certificate that holds on 31 December."),
        lambda year: holders(year, *HNTE_NATIONAL), CERTIFIED, sources.HNTE_RULES,
    ),
    of_incubatees(
        "hnte_new", _("New high-tech enterprises"),
        _("Companies in incubation recognised nationally in the year and not before it."),
        newly_recognised, CERTIFIED, sources.BEIJING, FLOW,
    ),
    of_incubatees(
        "tech_smes", _("Technology SMEs"),
        _("Companies in incubation registered as technology SMEs on 31 December."),
        lambda year: holders(year, QualificationKind.TECH_SME), CERTIFIED, sources.BEIJING,
    ),
    of_incubatees(
        "ip_applicants", _("Incubatees that applied for patents"),
        _("Companies in incubation that have applied for a patent by 31 December."),
        lambda year: with_rights(year, valid=False), RIGHTS, sources.MEASURES_2018,
    ),
    of_incubatees(
        "ip_holders", _("Incubatees with valid intellectual property"),
        _("Companies in incubation that hold a right, trade marks apart, on 31 December."),
        lambda year: with_rights(year, valid=True), RIGHTS, sources.MEASURES_2018,
    ),
    of_incubatees(
        "financed", _("Incubatees financed"),
        _("Companies in incubation that received angel or venture capital in the year."),
        financed, FINANCED, sources.MEASURES_2025, FLOW,
    ),
    of_incubatees(
        "held", _("Incubatees with a stake of their incubator"),
        _("Companies in incubation with a registered and paid-in stake on 31 December."),
        held, HELD, sources.MEASURES_2025,
    ),
    of_incubatees(
        "growing", _("Incubatees that grew by over 20%"),
        _("Companies in incubation whose revenue or research spending grew by over 20%, "
          "of those with two comparable years."),
        growing, REPORTED, sources.MEASURES_2025, FLOW,
    ),
    sum_of("revenue", _("Revenue"), YUAN),
    sum_of("net_profit", _("Net profit"), YUAN),
    sum_of("taxes_paid", _("Taxes paid"), YUAN),
    sum_of("exports", _("Exports"), YUAN),
    sum_of("rd_spending", _("Spending on research and development"), YUAN),
    sum_of("investment_received", _("Investment received"), YUAN),
    sum_of("from_incubator_fund", _("of it from incubators’ funds"), YUAN),
    Indicator(
        code="investment_cumulative", label=_("Investment received since the beginning"),
        kind=CUMULATIVE, unit=YUAN, facts=reported_ever("investment_received"), counts=FIGURES,
        definition=_("The sum over the verified yearly returns of this and all years before, "
                     "plus opening balances."),
        source=sources.gz007(), sums="number", only_where_found=True,
    ),
    sum_of("bank_loans", _("Bank loans"), YUAN),
    sum_of("staff", _("People employed by incubatees"), PERSONS, STOCK, "employees"),
    sum_of("staff_doctors", _("of them doctors"), PERSONS, STOCK, "employees_doctors"),
    sum_of("staff_college_up", _("of them with junior college or above"), PERSONS, STOCK,
           "employees_college"),
    sum_of("staff_returnees", _("of them returned from overseas"), PERSONS, STOCK,
           "employees_returnees"),
    sum_of("staff_graduates", _("of them fresh graduates"), PERSONS, FLOW,
           "employees_fresh"),
    sum_of("ip_applied", _("Rights applied for"), ITEMS),
    sum_of("ip_granted", _("Rights granted"), ITEMS),
    sum_of("ip_applied_invention", _("Invention patents applied for"), ITEMS),
    sum_of("ip_granted_invention", _("Invention patents granted"), ITEMS),
    sum_of("ip_applied_software", _("Software copyrights applied for"), ITEMS),
    sum_of("ip_granted_software", _("Software copyrights granted"), ITEMS),
    sum_of("ip_applied_plant", _("Plant varieties applied for"), ITEMS),
    sum_of("ip_granted_plant", _("Plant varieties granted"), ITEMS),
    sum_of("ip_applied_layout", _("Circuit layouts applied for"), ITEMS),
    sum_of("ip_granted_layout", _("Circuit layouts granted"), ITEMS),
    sum_of("ip_valid", _("Rights in force"), ITEMS, STOCK),
    sum_of("ip_valid_invention", _("Invention patents in force"), ITEMS, STOCK),
    sum_of("ip_valid_software", _("Software copyrights in force"), ITEMS, STOCK),
    sum_of("ip_valid_plant", _("Plant varieties in force"), ITEMS, STOCK),
    sum_of("ip_valid_layout", _("Circuit layouts in force"), ITEMS, STOCK),
    sum_of("national_projects", _("National projects"), ITEMS),
    Indicator(
        code="followed", label=_("Graduates to be followed"), kind=FLOW, unit=FIRMS,
        definition=_("Graduates of the five years before that were asked about 31 December."),
        source=sources.NBIA, facts=followed, counts=FOLLOW_UPS,
    ),
    Indicator(
        code="followed_heard", label=_("Graduates heard of"), kind=FLOW, unit=FIRMS,
        definition=_("Of them those of which somebody knows what became."),
        source=sources.NBIA, counts=FOLLOW_UPS,
        facts=lambda year: followed(year).exclude(outcome__in=("", "lost")),
    ),
    Indicator(
        code="jobs_of_graduates", label=_("Jobs in graduates"), kind=STOCK, unit=PERSONS,
        definition=_("Staff of the graduates of the five years before, of those that answered."),
        source=sources.DECLARATION, facts=lambda year: followed(year, staff__isnull=False),
        counts=FOLLOW_UPS, sums="staff",
    ),
    Indicator(
        code="jobs", label=_("Jobs in incubatees and graduates"), kind=STOCK, unit=PERSONS,
        definition=_("People employed by incubatees that reported, and by graduates that "
                     "answered: at least so many."),
        source=sources.DECLARATION, counts=FIGURES,
        ratio=lambda _year: Ratio(("employees", "jobs_of_graduates"), factor=1),
    ),
    Indicator(
        code="fund_cases", label=_("Cases of use of funds"), kind=CUMULATIVE, unit=CASES,
        definition=_("Stakes that were paid in, in whole or in part, by a fund of an incubator "
                     "by 31 December, plus opening balances."),
        source=sources.MEASURES_2018, facts=fund_cases, counts=STAKES,
    ),
    share("hnte_share", _("Share of high-tech enterprises"), "hnte", "in_incubation", sources.OURS,
          OF_INCUBATEES, CERTIFIED),
    share("tech_sme_share", _("Share of technology SMEs"), "tech_smes", "in_incubation",
          sources.BEIJING, OF_INCUBATEES, CERTIFIED),
    share("ip_applicants_share", _("Share that applied for patents"), "ip_applicants",
          "in_incubation", sources.MEASURES_2018, OF_INCUBATEES, RIGHTS),
    share("ip_holders_share", _("Share with valid intellectual property"), "ip_holders",
          "in_incubation", sources.MEASURES_2018, OF_INCUBATEES, RIGHTS),
    share("financed_share", _("Share financed"), "financed", "in_incubation", sources.MEASURES_2025,
          OF_INCUBATEES, FINANCED),
    share("held_share", _("Share with a stake of their incubator"), "held", "in_incubation",
          sources.MEASURES_2025, OF_INCUBATEES, HELD),
    share("growing_share", _("Share that grew by over 20%"), "growing", "in_incubation",
          sources.MEASURES_2025, OF_INCUBATEES, REPORTED),
    share("reporting_share", _("Share that reported"), "reporting", "in_incubation",
          sources.OURS, OF_INCUBATEES, REPORTED),
    share("rd_intensity", _("Research intensity"), "rd_spending", "revenue", sources.OURS,
          _("Spending on research and development of the revenue reported."), FIGURES),
    share("follow_up_response", _("Response of graduates"), "followed_heard", "followed",
          sources.OURS, _("Graduates heard of, of those that were asked."), FOLLOW_UPS),
)  # fmt: skip
