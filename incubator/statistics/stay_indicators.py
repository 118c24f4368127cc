"""Indicators of how long companies stay, who comes and goes, what graduates become, and who is
next: over stays alone, and over the answers of those that graduated. (domain 5.4)
"""

from django.conf import settings
from django.db.models import DateField, DecimalField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.enums import SURVIVING, ExitReason, Fate
from companies.models import FollowUp, Residence
from companies.rules.following import MARKS
from incubator.core.dates import year_begin, year_end
from incubator.statistics import outlook, sources
from incubator.statistics.definitions import Indicator, Ratio
from incubator.statistics.enums import IndicatorKind
from incubator.statistics.facts import STAYS
from incubator.statistics.incubatee_facts import COHORTS, LENGTHS, PROSPECTS

FLOW, STOCK, CUMULATIVE = IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.CUMULATIVE
RATIO = IndicatorKind.RATIO
FIRMS = pgettext_lazy("unit", "companies")
MONTHS = pgettext_lazy("unit", "months")


def stays() -> QuerySet:
    """Every stay in an incubator."""
    return Residence.objects.of_incubation()


def graduates(year: int) -> QuerySet:
    """Stays that ended by graduation in a year."""
    days = (year_begin(year), year_end(year))
    return stays().filter(exit_reason=ExitReason.GRADUATED, left_on__range=days)


def gone(year: int) -> QuerySet:
    """Stays of companies that by a year's end are in no incubator and graduated from none."""
    day = year_end(year)
    same = stays().filter(company=OuterRef("company"), admitted_on__lte=day)
    inside = same.filter(Q(left_on__isnull=True) | Q(left_on__gt=day))
    graduated = same.filter(exit_reason=ExitReason.GRADUATED, left_on__lte=day)
    return stays().filter(left_on__lte=day).exclude(Exists(inside)).exclude(Exists(graduated))


class Months(Func):
    """From one day to another in twelfths of a year of 365.25 days, to a hundredth."""

    template = "round((%(expressions)s) / 30.4375, 2)"
    arg_joiner = " - "
    output_field = DecimalField(max_digits=8, decimal_places=2)


def lengths(year: int) -> QuerySet:
    """Open stays at a year's end, each with its ``months`` so far."""
    day = Cast(Value(year_end(year)), DateField())
    rows = stays().open(on=year_end(year))
    return rows.annotate(months=Months(day, F("admitted_on")))


def finished(year: int) -> QuerySet:
    """Stays that ended by graduation in a year, each with its ``months``."""
    return graduates(year).annotate(months=Months(F("left_on"), F("admitted_on")))


def surviving(year: int, after: int) -> QuerySet:
    """Graduates of so many years before that are known to have been there at a year's end.

    As ``companies.rules.following``: a later answer tells of the years before it, and a merger
    is success.
    """
    return graduates(year - after).filter(_alive(year))


def heard_of(year: int, after: int) -> QuerySet:
    """Those of whom it is known whether they were."""
    dissolved = _answers().filter(outcome=Fate.DISSOLVED, year__lte=year)
    return graduates(year - after).filter(Q(_alive(year)) | Q(Exists(dissolved)))


def _answers() -> QuerySet:
    return FollowUp.objects.filter(residence=OuterRef("pk"))


def _alive(year: int) -> Exists:
    there = Q(outcome__in=SURVIVING, year__gte=year) | Q(outcome=Fate.MERGED)
    return Exists(_answers().filter(there))


def graduation_rate(_year: int) -> Ratio:
    """Of the incubatees at the year's end, or of the mean of its two ends: as it is set."""
    if settings.GRADUATION_RATE_OF == "average":
        return Ratio(("graduated",), ("in_incubation_before", "in_incubation"), 200)
    return Ratio(("graduated",), ("in_incubation",))


def of_graduates(after: int) -> tuple[Indicator, ...]:
    """How many of the graduates of so many years before are still there, and of how many that
    is known.
    """
    common = {"unit": FIRMS, "kind": STOCK, "counts": COHORTS}
    return (
        Indicator(
            code=f"graduates_{after}",
            label=format_lazy(_("{years}-year cohort of graduates"), years=after),
            definition=_("Companies that graduated so many years before; who is asked."),
            source=sources.NBIA, facts=lambda year: graduates(year - after), **common,
        ),
        Indicator(
            code=f"graduates_{after}_known",
            label=format_lazy(_("{years}-year cohort: known"), years=after),
            definition=_("Those of whom it is known whether they were in business at the end of "
                         "the year."),
            source=sources.NBIA, facts=lambda year: heard_of(year, after), **common,
        ),
        Indicator(
            code=f"graduates_{after}_surviving",
            label=format_lazy(_("{years}-year cohort: in business"), years=after),
            definition=_("Operating wherever, merged, acquired or listed at the end of the year."),
            source=sources.NBIA, facts=lambda year: surviving(year, after), **common,
        ),
        Indicator(
            code=f"survival_{after}", label=format_lazy(_("{years}-year survival"), years=after),
            kind=RATIO, unit="%", counts=COHORTS, source=sources.NBIA,
            definition=_("In business, of the graduates of whom it is known; see the response."),
            ratio=lambda _year: Ratio(
                (f"graduates_{after}_surviving",), (f"graduates_{after}_known",)
            ),
        ),
        Indicator(
            code=f"survival_{after}_response",
            label=format_lazy(_("{years}-year survival: response"), years=after),
            kind=RATIO, unit="%", counts=COHORTS, source=sources.NBIA,
            definition=_("Graduates of whom it is known, of all that graduated so many years "
                         "before."),
            ratio=lambda _year: Ratio((f"graduates_{after}_known",), (f"graduates_{after}",)),
        ),
    )  # fmt: skip


def prospects(code: str, label, definition, facts) -> Indicator:
    """A number of incubatees by how they stand to the conditions of graduation."""
    return Indicator(
        code=code, label=label, kind=STOCK, unit=FIRMS, definition=definition,
        source=sources.OURS, facts=facts, counts=PROSPECTS, once_each=True,
    )  # fmt: skip


def months(code: str, label, definition, facts, **measure: str) -> Indicator:
    """A length of stays in months."""
    return Indicator(
        code=code, label=label, kind=RATIO, unit=MONTHS, definition=definition,
        source=sources.YUYAO, facts=facts, counts=LENGTHS,
        stated_with=STAYS, only_where_found=True, **measure,
    )  # fmt: skip


COMING_AND_GOING: tuple[Indicator, ...] = (
    Indicator(
        code="in_incubation_before", label=_("In incubation a year before"), kind=STOCK, unit=FIRMS,
        definition=_("Companies with a residence in an incubator open at the end of 31 December "
                     "of the year before."),
        source=sources.OURS, once_each=True,
        facts=lambda year: stays().open(on=year_end(year - 1)),
    ),
    Indicator(
        code="cumulative_left", label=_("Companies ever left without graduating"),
        kind=CUMULATIVE, unit=FIRMS, once_each=True, facts=gone,
        definition=_("Companies that by the end of the year are in no incubator any more and have "
                     "not graduated, plus opening balances."),
        source=sources.OURS,
    ),
    Indicator(
        code="graduation_rate", label=_("Graduation rate"), kind=RATIO, unit="%",
        definition=_("Graduated in the year, of the companies in incubation: at its end, or the "
                     "mean of both its ends, as the installation is set."),
        source=sources.RATE_STANDARD, ratio=graduation_rate,
    ),
    Indicator(
        code="turnover", label=_("In and out"), kind=RATIO, unit="%",
        definition=_("Residences that began or ended in the year, of the companies in incubation "
                     "at its end."),
        source=sources.YUYAO,
        ratio=lambda _year: Ratio(
            ("entered", "re_entered", "graduated", "left"), ("in_incubation",)
        ),
    ),
    months(
        "stay_average", _("Average stay"),
        _("Mean of the residences open on 31 December, in months so far."),
        lengths, averages="months",
    ),
    months(
        "stay_longest", _("Longest stay so far"),
        _("The longest of the residences open on 31 December, in months so far."),
        lengths, largest="months",
    ),
    months(
        "graduate_stay_average", _("Average stay of graduates"),
        _("Mean of the residences that ended by graduation in the year, in months."),
        finished, averages="months",
    ),
    prospects(
        "ready", _("Ready to graduate"),
        _("Companies in incubation that on 31 December meet what the rulebook in force asks for."),
        outlook.ready,
    ),
    prospects(
        "near_misses", _("Incubatees one condition short"),
        _("Companies in incubation that on 31 December are one condition short of graduation by "
          "the rulebook in force."),
        outlook.near,
    ),
    prospects(
        "expected_graduates", _("Expected to graduate next year"),
        _("Companies in incubation that are ready on 31 December, or will be within the next year "
          "by passing of time alone, all else unchanged."),
        outlook.expected,
    ),
    *(indicator for after in MARKS for indicator in of_graduates(after)),
)  # fmt: skip
