"""A small zone worked out by hand, and an independent recount in plain Python."""

import datetime
from collections import Counter, defaultdict

from companies.models import Residence
from incubator.statistics.computation import CountedYear
from incubator.statistics.indicators import BY_CODE

DAY = datetime.date


def figures(counted: CountedYear) -> dict[tuple[str, int | None], int]:
    """The counts that are not zero, without their parts, without ratios, sums and means."""
    return {
        (figure.indicator, figure.incubator_id): figure.counted
        for figure in counted.figures
        if figure.counted and not figure.part and _counts(figure.indicator)
    }


def _counts(code: str) -> bool:
    return not BY_CODE[code].ratio and not BY_CODE[code].column


def recount(year: int) -> dict[tuple[str, int | None], int]:
    """The same figures by reading every residence and thinking: a second implementation."""
    stays = sorted(
        Residence.objects.exclude(incubator__kind="accelerator"),
        key=lambda stay: (stay.admitted_on, stay.pk),
    )
    firsts: dict[int, int] = {}
    for stay in stays:
        firsts.setdefault(stay.company_id, stay.pk)
    counts: Counter = Counter()
    companies: dict[tuple, set] = defaultdict(set)
    for stay in stays:
        first = stay.pk == firsts[stay.company_id]
        flows, stocks = _flows(stay, year, first), _stocks(stay, DAY(year, 12, 31))
        if "in_incubation" in _stocks(stay, DAY(year - 1, 12, 31)):
            stocks.append("in_incubation_before")
        if stocks and stay.company_id in _gone(stays, DAY(year, 12, 31)):
            stocks.append("cumulative_left")
        for place in (None, stay.incubator_id):
            counts.update((flow, place) for flow in flows)
            for stock in stocks:
                companies[stock, place].add(stay.company_id)
    return dict(counts) | {key: len(members) for key, members in companies.items()}


def _gone(stays: list[Residence], end: datetime.date) -> set[int]:
    """Companies that were there, and are neither inside any more nor graduates."""
    began = {stay.company_id for stay in stays if stay.admitted_on <= end}
    inside = {stay.company_id for stay in stays if "in_incubation" in _stocks(stay, end)}
    graduated = {stay.company_id for stay in stays if "cumulative_graduated" in _stocks(stay, end)}
    return began - inside - graduated


def _flows(stay: Residence, year: int, first: bool) -> list[str]:
    flows = []
    if stay.admitted_on.year == year:
        flows.append("entered" if first else "re_entered")
    if stay.left_on and stay.left_on.year == year:
        flows.append("graduated" if stay.exit_reason == "graduated" else "left")
    return flows


def _stocks(stay: Residence, end: datetime.date) -> list[str]:
    if stay.admitted_on > end:
        return []
    stocks = ["cumulative_incubated"]
    if stay.left_on is None or stay.left_on > end:
        stocks.append("in_incubation")
    elif stay.exit_reason == "graduated":
        stocks.append("cumulative_graduated")
    return stocks
