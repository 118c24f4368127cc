"""How a company stands to the conditions of graduation: one function for each rule.

Pure functions over a ``Dossier``: what is known of a company by a day, each value with its
date and where it stands. A condition is met, not met, or unknown where nothing says; unknown
is never counted as not met. The numbers come from the rulebook's criteria. To add a condition:
its row in ``institutions.rules``, its function here.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from companies.enums import KnownFrom, Standing
from companies.rules.dossier import Dossier, Known, Source
from companies.rules.eligibility import full_months
from incubator.core.dates import add_months
from incubator.institutions.conditions import items_of, meets
from incubator.institutions.enums import Joined
from incubator.institutions.models import Criterion
from incubator.institutions.queries import chosen
from incubator.institutions.rules import RULES

MONTHS_IN_YEAR = 12
MET, NOT_MET, UNKNOWN = Standing.MET, Standing.NOT_MET, Standing.UNKNOWN


@dataclass(frozen=True)
class Finding:
    """How one condition stands: the value that was found and what is missing to the limit.

    ``short`` is in the measure of the rule (percentage points of a share); ``months`` is the
    running month and how many there must be; ``ended`` the day on which a recognition ended.
    """

    criterion: Criterion
    standing: Standing
    known: Known | None = None
    value: Fraction | None = None
    short: Fraction | None = None
    months: tuple[int, int] | None = None
    ended: datetime.date | None = None


Judge = Callable[[Dossier, Criterion], Finding]


@dataclass(frozen=True)
class Item:
    """One numbered condition of a rulebook: its parts, and how they go together."""

    findings: tuple[Finding, ...]
    standing: Standing

    @property
    def number(self) -> str:
        """As the text numbers it."""
        return self.findings[0].criterion.item


@dataclass(frozen=True)
class Asked:
    """The criteria of each item, and the one that says how many items are needed."""

    needed: Criterion | None
    items: list[list[Criterion]]


@dataclass(frozen=True)
class Verdict:
    """A company against one rulebook. ``needed`` is None where its number is not on file."""

    items: tuple[Item, ...]
    needed: int | None

    def count(self, standing: Standing) -> int:
        """How many items stand so."""
        return sum(item.standing == standing for item in self.items)

    @property
    def standing(self) -> Standing:
        """Ready (met), not ready whatever is still unknown (not met), or not to be told."""
        if self.needed is None or not self.items:
            return UNKNOWN
        if self.count(MET) >= self.needed:
            return MET
        return NOT_MET if self.count(MET) + self.count(UNKNOWN) < self.needed else UNKNOWN

    @property
    def is_near(self) -> bool:
        """One item short of what is needed."""
        return self.needed is not None and self.count(MET) == self.needed - 1

    @property
    def findings(self) -> list[Finding]:
        """Of every part of every item."""
        return [finding for item in self.items for finding in item.findings]

    @property
    def open(self) -> list[Finding]:
        """What is not met or unknown, the nearest to it first: parts of items that are short."""
        return [
            finding
            for item in sorted(self.items, key=_parts_missing)
            if item.standing != MET
            for finding in item.findings
            if finding.standing != MET
        ]


def judged(criteria: Iterable[Criterion], dossier: Dossier, *, cases: set[str]) -> Verdict:
    """A company against a rulebook's criteria of graduation, the special ``cases`` chosen."""
    return judged_by(asked_of(criteria, cases=cases), dossier)


def asked_of(criteria: Iterable[Criterion], *, cases: set[str]) -> Asked:
    """What a rulebook asks in special ``cases``: made once for many companies."""
    rows = list(criteria)
    needed = next((one for one in rows if one.rule == "needed"), None)
    conditions = [one for one in chosen(rows, cases) if not RULES[one.rule].parameter]
    return Asked(needed, items_of(conditions))


def judged_by(asked: Asked, dossier: Dossier) -> Verdict:
    """A company against what is asked."""
    items = tuple(_item(group, dossier) for group in asked.items)
    return Verdict(items, _needed(asked.needed, items))


def judge(criterion: Criterion, dossier: Dossier) -> Finding:
    """One condition; unknown where the rulebook's number is not on file."""
    if criterion.limit is None and criterion.rule not in UNNUMBERED:
        return Finding(criterion, UNKNOWN)
    return JUDGES.get(criterion.rule, by_opinion)(dossier, criterion)


def combined(standings: Iterable[Standing], joined: str) -> Standing:
    """Of the parts of an item: all of them, or one of them, with unknown between."""
    found = set(standings)
    decides, otherwise = (MET, NOT_MET) if joined == Joined.ANY else (NOT_MET, MET)
    if decides in found:
        return decides
    return UNKNOWN if UNKNOWN in found else otherwise


def by_opinion(dossier: Dossier, criterion: Criterion) -> Finding:
    """What only people can say: as the office said it last."""
    known = dossier.judged.get(criterion.rule)
    if known is None:
        return Finding(criterion, UNKNOWN)
    return Finding(criterion, MET if known.value else NOT_MET, known)


def _recognised(*kinds: str) -> Judge:
    """Holding a certificate of one of ``kinds`` on the day; a return may say that it has none."""

    def judge_it(dossier: Dossier, criterion: Criterion) -> Finding:
        on = dossier.as_of
        held = [one for kind in kinds for one in dossier.certificates.get(kind, ())
                if one.valid_from <= on]  # fmt: skip
        for one in held:
            if one.valid_until is None or one.valid_until > on:
                known = Known(Fraction(1), one.valid_from, one.source)
                return Finding(criterion, MET, known, ended=one.valid_until)
        if held:
            last = max(held, key=lambda one: one.valid_until or on)
            known = Known(Fraction(0), last.valid_until or on, last.source)
            return Finding(criterion, NOT_MET, known, ended=last.valid_until)
        said = dossier.yearly("is_hnte")
        # That it says yes is no certificate: which recognition, and until when?
        if said is not None and not said.value:
            return Finding(criterion, NOT_MET, said)
        return by_opinion(dossier, criterion)

    return judge_it


def years_of_work(dossier: Dossier, criterion: Criterion) -> Finding:
    """Time since the company was registered."""
    begun = dossier.registered_on
    if begun is None:
        return Finding(criterion, UNKNOWN)
    until = dossier.until or dossier.as_of
    needed = int(limit_of(criterion) * MONTHS_IN_YEAR)
    known = Known(Fraction(full_months(begun, until)), begun, Source(KnownFrom.REGISTER))
    if add_months(begun, needed) <= until:
        return Finding(criterion, MET, known, value=known.value / MONTHS_IN_YEAR)
    running = min(full_months(begun, until) + 1, needed)
    short = Fraction(needed - full_months(begun, until), MONTHS_IN_YEAR)
    return Finding(
        criterion, NOT_MET, known, value=known.value / MONTHS_IN_YEAR, short=short,
        months=(running, needed),
    )  # fmt: skip


def revenue_per_head(dossier: Dossier, criterion: Criterion) -> Finding:
    """Revenue of a year by the staff that the same return states."""
    return _ratio(criterion, _of_one_year(dossier, "revenue", "staff"))


def rd_spending_share(dossier: Dossier, criterion: Criterion) -> Finding:
    """Spending on research and development of a year, in per cent of its revenue."""
    return _ratio(criterion, _of_one_year(dossier, "rd_spending", "revenue"), scale=100)


def rd_staff_share(dossier: Dossier, criterion: Criterion) -> Finding:
    """Staff in research and development, in per cent of all: by the newest count or return."""
    counted = (dossier.researchers, dossier.staff)
    reported = _of_one_year(dossier, "staff_rd", "staff")
    if reported and (counted[1] is None or reported[0].on > counted[1].on):
        return _ratio(criterion, reported, scale=100)
    parts, whole = counted
    return _ratio(criterion, (parts, whole) if parts and whole else None, scale=100)


def income(dossier: Dossier, criterion: Criterion) -> Finding:
    """技工贸总收入 of a year: what the yearly return calls total revenue."""
    known = dossier.yearly("revenue")
    return Finding(criterion, UNKNOWN) if known is None else _compared(criterion, known)


def assets(dossier: Dossier, criterion: Criterion) -> Finding:
    """Fixed assets and own funds together.

    Operating reports state own funds and all assets, not the fixed ones, so that the sum lies
    between own funds alone and own funds with all assets.
    """
    own, whole = dossier.newest.get("equity"), dossier.newest.get("assets")
    if own is None:
        return Finding(criterion, UNKNOWN)
    least = _compared(criterion, own)
    if least.standing == MET:
        return least
    if whole is not None:
        most = _compared(criterion, own, value=own.value + whole.value)
        if most.standing == NOT_MET:
            return most
    return Finding(criterion, UNKNOWN, own, value=own.value)


def own_ip(dossier: Dossier, criterion: Criterion) -> Finding:
    """A valid technical right, by its certificate or by the return; a return may say none."""
    if dossier.rights is not None and dossier.rights.value:
        return Finding(criterion, MET, dossier.rights)
    said = dossier.yearly("ip_valid")
    if said is not None:
        return Finding(criterion, MET if said.value else NOT_MET, said)
    return by_opinion(dossier, criterion)


def revenue_two_years(dossier: Dossier, criterion: Criterion) -> Finding:
    """Revenue of the last two years together (a sum, domain 12.8); one year alone may do."""
    last = dossier.last_year
    if (last, "revenue") not in dossier.figures:
        last -= 1  # the last year's return is not in yet
    pair = [dossier.figures.get((year, "revenue")) for year in (last, last - 1)]
    there = [known for known in pair if known is not None]
    if not there:
        return Finding(criterion, UNKNOWN)
    found = _compared(criterion, there[0], value=sum((one.value for one in there), Fraction()))
    if len(there) == len(pair) or found.standing == MET:
        return found
    return Finding(criterion, UNKNOWN, found.known, value=found.value)


def venture_capital(dossier: Dossier, criterion: Criterion) -> Finding:
    """Angel and venture capital ever received: by the rounds on file, or by a return alone."""
    if dossier.rounds is not None:
        found = _compared(criterion, dossier.rounds)
        if found.standing == MET:
            return found
    # One year's figure can show that it is enough, and never that it is not.
    said = dossier.yearly("investment_received")
    if said is not None and _compared(criterion, said).standing == MET:
        return _compared(criterion, said)
    if dossier.rounds is not None:
        return found
    return Finding(criterion, UNKNOWN, said, value=said.value if said else None)


def merged_or_listed(dossier: Dossier, criterion: Criterion) -> Finding:
    """By what is on file; that it never happened only people can say."""
    if dossier.market is not None:
        return Finding(criterion, MET, dossier.market)
    return by_opinion(dossier, criterion)


JUDGES: dict[str, Judge] = {
    "hnte_local": _recognised("hnte_local", "hnte_2008", "hnte_2016"),
    "hnte_national": _recognised("hnte_2008", "hnte_2016"),
    "years_of_work": years_of_work,
    "revenue_per_head": revenue_per_head,
    "income": income,
    "assets": assets,
    "rd_staff_share": rd_staff_share,
    "rd_spending_share": rd_spending_share,
    "own_ip": own_ip,
    "revenue_two_years": revenue_two_years,
    "venture_capital": venture_capital,
    "merged_or_listed": merged_or_listed,
    "able_founder": by_opinion,
    "not_seen": by_opinion,
}
UNNUMBERED = {
    "hnte_local", "hnte_national", "own_ip", "merged_or_listed", "able_founder", "not_seen",
}  # fmt: skip


def limit_of(criterion: Criterion) -> Fraction:
    """The number of a criterion whose number is on file."""
    threshold = criterion.threshold
    if threshold is None:
        raise ValueError(criterion.rule)
    return threshold


def _of_one_year(dossier: Dossier, part: str, whole: str) -> tuple[Known, Known] | None:
    """Two figures of the same year: of the last one, or of the one before."""
    for year in (dossier.last_year, dossier.last_year - 1):
        found = dossier.figures.get((year, part)), dossier.figures.get((year, whole))
        if found[0] is not None and found[1] is not None:
            return found[0], found[1]
    return None


def _ratio(criterion: Criterion, pair: tuple[Known, Known] | None, *, scale: int = 1) -> Finding:
    """Unknown without both figures, and where one would divide by nothing."""
    if pair is None or not pair[1].value:
        return Finding(criterion, UNKNOWN)
    part, whole = pair
    return _compared(criterion, part, value=part.value / whole.value * scale)


def _compared(criterion: Criterion, known: Known, *, value: Fraction | None = None) -> Finding:
    """A value against the limit; what it is short of it."""
    found = known.value if value is None else value
    limit = limit_of(criterion)
    if meets(found, limit, RULES[criterion.rule].compare):
        return Finding(criterion, MET, known, value=found)
    return Finding(criterion, NOT_MET, known, value=found, short=limit - found)


def _item(criteria: list[Criterion], dossier: Dossier) -> Item:
    findings = tuple(judge(criterion, dossier) for criterion in criteria)
    joined = criteria[0].joined
    return Item(findings, combined((one.standing for one in findings), joined))


def _needed(criterion: Criterion | None, items: Sequence[Item]) -> int | None:
    """All of them where the text does not say how many."""
    if criterion is None:
        return len(items)
    return None if criterion.threshold is None else int(criterion.threshold)


def _parts_missing(item: Item) -> int:
    return sum(finding.standing != MET for finding in item.findings)
